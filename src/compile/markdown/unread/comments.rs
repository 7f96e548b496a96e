//! Comments that are not read as such: what was meant to be hidden would be shown.

use crate::compile::markdown::fences;
use crate::compile::markdown::weave::Weaver;
use crate::source::{Code, Diagnostic};
use std::ops::Range;

/// What begins a comment, as it is or with a dash that smart punctuation, a word processor or a phone has made of its hyphens.
const BEGINNINGS: [&str; 3] = ["<!-", "<!–", "<!—"];
const ENDS: [&str; 3] = ["->", "–>", "—>"];

/// How the first two signs may be written: as they are, or as the programs that escape them do.
const AS_WRITTEN: [&str; 5] = ["<!", "<\\!", "&lt;!", "&lt;\\!", "&#60;!"];

/// Reports comments of which one end is there, or whose signs are no comment's. One that holds another ends with the other's end.
pub fn report(weaver: &mut Weaver, text: &str, from: usize) {
    report_of_other_programs(weaver, text, from);
    let remark = ["[//]:", "[comment]:"].into_iter().find(|mark| text.starts_with(mark));
    if let Some(mark) = remark {
        let message = "This was meant for a comment, and is not read as one, so it is shown.";
        let range = weaver.positions.find(mark, from);
        weaver.report(
            Code::CommentUnclosed,
            range,
            message,
            "write <!-- before it and --> after it",
        );
    } else if BEGINNINGS.iter().any(|mark| text.contains(mark)) {
        report_beginnings(weaver, text, from);
    } else if ENDS.iter().any(|mark| text.contains(mark)) {
        report_end(weaver, from);
    }
}

/// Reports comments of Obsidian, of Hugo, or of templates: what begins a line with their signs, or has both.
fn report_of_other_programs(weaver: &mut Weaver, text: &str, from: usize) {
    const SIGNS: [(&str, &str); 4] = [
        ("%%", "%%"),
        ("{{/*", "*/}}"),
        ("{% comment %}", "{% endcomment %}"),
        ("{# ", " #}"),
    ];
    for (begin, end) in SIGNS {
        // An id with a space behind its sign may begin a line.
        let is_one = |(before, rest): (&str, &str)| rest.contains(end) || before.is_empty() && begin != "{# ";
        if text.split_once(begin).is_some_and(is_one) {
            let range = weaver.positions.find(begin.trim(), from);
            let message = "This is a comment in other programs; here it is shown.";
            let fix = format!(
                "write <!-- in place of {} and --> in place of {}, on lines of their own; to have it shown, put it between backquotes",
                begin.trim(),
                end.trim()
            );
            weaver.report(Code::CommentUnclosed, range, message, fix);
        }
    }
}

fn report_beginnings(weaver: &mut Weaver, text: &str, mut from: usize) {
    /// More in one run of text were made by no person.
    const MOST: usize = 20;
    let begins = |rest: &str| BEGINNINGS.iter().any(|mark| rest.starts_with(mark));
    for (at, _) in text
        .match_indices("<!")
        .filter(|(at, _)| begins(&text[*at..]))
        .take(MOST)
    {
        let written = AS_WRITTEN
            .iter()
            .filter_map(|mark| weaver.positions.find_exactly(mark, from));
        let Some(range) = written.min_by_key(|range| range.start) else {
            continue;
        };
        from = range.end;
        let passage = weaver.positions.passage;
        let is_plain = passage.text[range.clone()] == *AS_WRITTEN[0] && !passage.text[..range.start].ends_with('\\');
        let is_whole = ENDS.iter().any(|mark| text[at..].contains(mark));
        if !is_plain {
            // The mark alone may be what a text speaks of.
            if is_whole {
                let message = "A program that escapes signs has made words of this comment, so it is shown.";
                let fix =
                    "write it as <!-- … -->, without backslashes and &lt;; to have it shown, put it between backquotes";
                weaver.report(Code::CommentUnclosed, range, message, fix);
            }
        } else if passage.text[range.end..].starts_with('-') {
            let length = if passage.text[range.end..].starts_with("--") {
                2
            } else {
                1
            };
            let problem = fences::comment_unclosed(passage, range.start..range.end + length);
            weaver.diagnostics.push(problem);
        } else {
            let dash = passage.text[range.end..].chars().next().map_or(0, char::len_utf8);
            let message = "This was meant for a comment, and has dashes for its hyphens, so it is shown.";
            let fix = "write <!-- before it and --> after it, with two hyphens each";
            weaver.report(Code::CommentUnclosed, range.start..range.end + dash, message, fix);
        }
    }
}

/// Without the beginning of one, the end of a comment is an arrow.
fn report_end(weaver: &mut Weaver, from: usize) {
    let passage = weaver.positions.passage;
    let is_end = |range: &Range<usize>| {
        let is_escaped = passage.text[..range.start].ends_with('\\');
        !is_escaped && weaver.scan.first_comment.is_some_and(|begin| begin < range.start)
    };
    if let Some(range) = weaver.positions.find_exactly("-->", from).filter(is_end) {
        let message = "A comment ends here and none begins, so what should be hidden may be shown.";
        let fix = "begin it with <!-- on a line of its own, and put no comment into it; for an arrow write →";
        let problem = Diagnostic::at(Code::CommentUnclosed, passage.span(range), message).fix(fix);
        weaver.diagnostics.push(problem);
    }
}

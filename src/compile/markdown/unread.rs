//! Text that looks like markup which was not read as such: it would be shown with its signs and all, so each is reported.

use super::weave::Weaver;
use super::{fences, pasted, unread_emphasis, unread_links};
use crate::source::{Code, Diagnostic, Passage};
use comrak::nodes::{Node, NodeValue};
use std::ops::Range;

/// A footnote that a person wrote has no longer name, in bytes.
const LONGEST_NAME: usize = 200;

/// Reports text that looks like markup which was not read as such.
pub fn report(weaver: &mut Weaver, node: Node<'_>, text: &str) {
    // Most texts have none of their signs, which is found in one go.
    let bytes = text.as_bytes();
    let has_signs = memchr::memchr3(b'<', b'[', b']', bytes)
        .or_else(|| memchr::memchr3(b'>', b'{', b'*', bytes))
        .or_else(|| memchr::memchr(b'_', bytes))
        .is_some();
    if !has_signs && !text.starts_with(['-', ':']) && !pasted::begins_as(text) {
        return;
    }
    let from = weaver.start(node);
    report_comment(weaver, text, from);
    let begins_line = node
        .previous_sibling()
        .is_none_or(|before| matches!(before.data().value, NodeValue::SoftBreak | NodeValue::LineBreak));
    if begins_line {
        report_beginning(weaver, node, text, from);
        pasted::report(weaver, node, text, from);
    }
    unread_emphasis::report(weaver, text, from);
    if let Some(at) = text.find("[@ ") {
        let range = weaver.positions.find("[@ ", from);
        let key = text[at + "[@ ".len()..]
            .trim_start()
            .split([' ', ',', ']'])
            .next()
            .unwrap_or_default();
        let fix = format!("write it without the space: [@{key}]");
        weaver.report(
            Code::CitationUnread,
            range,
            "There is a space after this @, so no work is cited.",
            fix,
        );
    }
    for (at, _) in text.match_indices("[^") {
        let begin = at + "[^".len();
        let end = text.floor_char_boundary(begin + LONGEST_NAME);
        let Some((name, _)) = text[begin..end].split_once(']') else {
            continue;
        };
        if !name.is_empty() && !name.contains(char::is_whitespace) {
            let range = weaver.positions.find(&format!("[^{name}]"), from);
            weaver.report(
                Code::FootnoteMissing,
                range,
                format!("There is no footnote called “{name}” in this text."),
                format!("add a line that begins with [^{name}]: and holds the footnote"),
            );
        }
    }
    report_ids(weaver, text, from);
    unread_links::report(weaver, text, from);
}

/// Ids that stand where none is read: readers would see them.
fn report_ids(weaver: &mut Weaver, text: &str, mut from: usize) {
    for (at, _) in text.match_indices('{') {
        let end = text.floor_char_boundary(at + LONGEST_NAME);
        let Some((inside, _)) = text[at + 1..end].split_once('}') else {
            continue;
        };
        let name = inside.trim().strip_prefix('#').unwrap_or_default().trim();
        let is_of_id = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
        if !name.starts_with(char::is_alphabetic) || !name.chars().all(is_of_id) {
            continue;
        }
        let range = weaver.positions.find(&format!("{{{inside}}}"), from);
        from = range.end;
        weaver.report(
            Code::IdMisplaced,
            range,
            "An id is read at the very end of a question, a task or a heading; here it is shown as words.",
            format!(
                "put {{#{name}}} behind the last word of one of these, with nothing after it; to show it as it is, write `{{#{name}}}`"
            ),
        );
    }
}

/// A comment of which one end is there: it hides nothing, or not all that it should. A comment that holds another ends with the
/// other's end.
pub fn report_comment(weaver: &mut Weaver, text: &str, from: usize) {
    let passage = weaver.positions.passage;
    let unescaped = |mark: &str| {
        let found = weaver.positions.find_exactly(mark, from)?;
        (!passage.text[..found.start].ends_with('\\')).then_some(found)
    };
    let remark = ["[//]:", "[comment]:"].into_iter().find(|mark| text.starts_with(mark));
    // Smart punctuation has made a dash of the hyphens.
    let problem = if let Some(mark) = remark {
        let message = "This was meant for a comment, and is not read as one, so it is shown.";
        let range = weaver.positions.find(mark, from);
        Some(
            Diagnostic::at(Code::CommentUnclosed, passage.span(range), message)
                .fix("write <!-- before it and --> after it"),
        )
    } else if ["<!-", "<!–", "<!—"].iter().any(|mark| text.contains(mark)) {
        let range = unescaped("<!--").or_else(|| unescaped("<!-"));
        let with_dash = || unescaped("<!–").or_else(|| unescaped("<!—"));
        let problem = range.map(|range| fences::comment_unclosed(passage, range));
        problem.or_else(|| with_dash().map(|range| with_dashes(passage, range)))
    } else if ["->", "–>", "—>"].iter().any(|mark| text.contains(mark)) {
        // Without the beginning of one it is an arrow.
        let is_end = |range: &Range<usize>| weaver.scan.first_comment.is_some_and(|begin| begin < range.start);
        unescaped("-->").filter(is_end).map(|range| {
            let message = "A comment ends here and none begins, so what should be hidden may be shown.";
            let fix = "begin it with <!-- on a line of its own, and put no comment into it; for an arrow write →";
            Diagnostic::at(Code::CommentUnclosed, passage.span(range), message).fix(fix)
        })
    } else {
        None
    };
    weaver.diagnostics.extend(problem);
}

/// Word processors and phones make a dash of two hyphens.
fn with_dashes(passage: &Passage, range: Range<usize>) -> Diagnostic {
    let message = "This was meant for a comment, and has dashes for its hyphens, so it is shown.";
    Diagnostic::at(Code::CommentUnclosed, passage.span(range), message)
        .fix("write <!-- before it and --> after it, with two hyphens each")
}

/// What is indented as code is (CommonMark 0.31, 4.4): people who write code put it between lines of back ticks. A comment is shown.
pub fn report_indented(weaver: &mut Weaver, node: Node<'_>, code: &str) {
    if code.contains("<!--") {
        let from = weaver.start(node);
        let range = weaver.positions.find("<!--", from);
        let message = "This comment stands four or more spaces from the margin, so it is shown as code.";
        let fix = "take away the spaces before it; put ``` above and below what is meant to be shown as code";
        weaver.report(Code::CommentUnclosed, range, message, fix);
    } else {
        let start = weaver.start(node);
        let range = weaver.positions.rest_of_line(start);
        let message = "This is shown as code, since it begins with a tab or four spaces.";
        let fix = "begin it at the margin; what is code stands between two lines ```";
        weaver.report(Code::MarkupUnread, range, message, fix);
    }
}

/// What begins a line and was meant to begin a block or an item of a list.
fn report_beginning(weaver: &mut Weaver, node: Node<'_>, text: &str, from: usize) {
    let range = weaver.positions.rest_of_line(from);
    let begins_word = |text: &str| text.starts_with(char::is_alphabetic);
    if text.starts_with(":::") {
        weaver.report(
            Code::BlockMisplaced,
            range,
            "A block begins at the left margin; here its line is part of a list, a quotation or a paragraph.",
            "move the line to the left margin, with an empty line before it",
        );
    } else if text
        .strip_prefix("::")
        .is_some_and(|name| name.is_empty() || begins_word(name))
    {
        let message = "A block begins and ends with three colons; this line has two, and is shown as words.";
        weaver.report(Code::BlockMisplaced, range, message, "write three colons: :::");
    } else if text.strip_prefix('-').is_some_and(begins_word) && is_in_block_of_items(weaver, node) {
        let message = "There is no space after this hyphen, so the line is no item of the list.";
        weaver.report(Code::BlockWithoutList, range, message, "put a space after the hyphen");
    }
}

/// Whether a text stands in a block that is made of the items of its list.
fn is_in_block_of_items(weaver: &Weaver, node: Node<'_>) -> bool {
    node.ancestors().any(|above| match &above.data().value {
        NodeValue::BlockDirective(directive) => {
            let opening = fences::from_token(&directive.info).and_then(|index| weaver.scan.openings.get(index));
            let name = opening.map_or("", |opening| opening.name.as_str());
            matches!(name, "questions" | "tasks" | "strategies" | "challenges")
        }
        _ => false,
    })
}

//! Text that looks like markup which was not read as such: it would be shown with its signs and all, so each is reported.
//!
//! Most texts have none of the signs, and are passed over. Of the others, [`comments`], [`emphasis`], [`braces`] and [`links`] look at all of a text,
//! [`pasted`] and [`tables`] at what begins a line, and [`citations`] at what stands around a citation.

pub mod braces;
pub mod citations;
pub mod comments;
mod emphasis;
pub mod links;
mod pasted;
mod tables;

use super::weave::Weaver;
use crate::source::Code;
use comrak::nodes::{Node, NodeValue};

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
    // `!(garden.jpg)` and `(#who)`
    let has_brackets = || {
        let has_round = memchr::memchr(b'(', bytes).is_some();
        has_round && (text.contains("!(") || text.contains("(#")) || text.ends_with('｝')
    };
    let has_signs = has_signs || text.contains("%%");
    if !has_signs && !text.starts_with(['-', ':']) && !pasted::begins_as(text) && !has_brackets() {
        return;
    }
    let from = weaver.start(node);
    comments::report(weaver, text, from);
    let begins_line = node
        .previous_sibling()
        .is_none_or(|before| matches!(before.data().value, NodeValue::SoftBreak | NodeValue::LineBreak));
    if begins_line {
        report_beginning(weaver, text, from);
        pasted::report(weaver, node, text, from);
        tables::report(weaver, node, from);
    }
    emphasis::report(weaver, text, from);
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
            let rest = &text[begin + name.len() + 1..];
            if begins_line && at == 0 && rest.starts_with(char::is_whitespace) && !rest.trim().is_empty() {
                let message = "There is no colon right behind this mark, so the line is no footnote.";
                weaver.report(Code::FootnoteMissing, range, message, format!("write [^{name}]:"));
                continue;
            }
            weaver.report(
                Code::FootnoteMissing,
                range,
                format!("There is no footnote called “{name}” in this text."),
                format!("add a line that begins with [^{name}]: and holds the footnote"),
            );
        }
    }
    braces::report(weaver, node, text, from);
    links::report(weaver, text, from);
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
fn report_beginning(weaver: &mut Weaver, text: &str, from: usize) {
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
        // At the margin, where a block may stand, the scanner has read it as one.
        let message = "A block begins and ends with three colons; this line has two, and is shown as words.";
        weaver.report(Code::BlockMisplaced, range, message, "write three colons: :::");
    } else if text.strip_prefix('-').is_some_and(begins_word) && weaver.open_item_blocks > 0 {
        let message = "There is no space after this hyphen, so the line is no item of the list.";
        weaver.report(Code::BlockWithoutList, range, message, "put a space after the hyphen");
    }
}

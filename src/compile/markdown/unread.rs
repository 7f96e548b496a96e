//! Text that looks like markup which was not read as such: it would be shown with its signs and all, so each is reported.

use super::fences;
use super::weave::Weaver;
use crate::source::Code;
use comrak::nodes::{Node, NodeValue};

/// A footnote that a person wrote has no longer name, in bytes.
const LONGEST_NAME: usize = 200;

/// Reports text that looks like markup which was not read as such.
pub fn report(weaver: &mut Weaver, node: Node<'_>, text: &str) {
    // Most texts have none of their signs, which is found in one go.
    if !text.starts_with(":::") && memchr::memchr3(b'<', b'[', b']', text.as_bytes()).is_none() {
        return;
    }
    let from = weaver.start(node);
    // Smart punctuation has made a dash of the hyphens.
    if ["<!--", "<!–", "<!—"].iter().any(|mark| text.contains(mark)) {
        let range = weaver.positions.find("<!--", from);
        let is_escaped = weaver.positions.passage.text[..range.start].ends_with('\\');
        if !is_escaped {
            let problem = fences::comment_unclosed(weaver.positions.passage, range);
            weaver.diagnostics.push(problem);
        }
    }
    let begins_line = node
        .previous_sibling()
        .is_none_or(|before| matches!(before.data().value, NodeValue::SoftBreak | NodeValue::LineBreak));
    if begins_line && text.starts_with(":::") {
        let range = weaver.positions.rest_of_line(from);
        weaver.report(
            Code::BlockMisplaced,
            range,
            "A block begins at the left margin; here its line is part of a list, a quotation or a paragraph.",
            "move the line to the left margin, with an empty line before it",
        );
    }
    for (at, _) in text.match_indices("[^") {
        let begin = at + "[^".len();
        let end = text.floor_char_boundary((begin + LONGEST_NAME).min(text.len()));
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
    report_links(weaver, text, from);
}

/// Links that are not read as such: their words would be shown with brackets and path and all.
fn report_links(weaver: &mut Weaver, text: &str, mut from: usize) {
    /// A path that a person wrote is no longer, in bytes.
    const LONGEST_PATH: usize = 200;
    /// More in one run of text were made by no person.
    const MOST: usize = 20;
    let marks = ["](", "]["].into_iter().flat_map(|mark| text.matches(mark));
    for mark in marks.take(MOST) {
        let passage = weaver.positions.passage;
        let range = weaver.positions.find(mark, from);
        // Escaped, the two do not stand beside each other in the file.
        if passage.text[range.clone()] != *mark {
            continue;
        }
        from = range.end;
        let end = passage
            .text
            .floor_char_boundary((from + LONGEST_PATH).min(passage.text.len()));
        let rest = &passage.text[from..end];
        let path = rest[..rest.find(['\n', ')']).unwrap_or(0)].trim();
        if mark == "](" && path.contains(' ') && !path.contains('"') {
            weaver.report(
                Code::LinkBroken,
                from..from + path.len(),
                "There is a space in this path, so it is not read as a link.",
                format!("write it in angle brackets: <{path}>"),
            );
        } else {
            let message = "This was meant to be a link, and is not read as one.";
            weaver.report(Code::LinkBroken, range, message, "write it as [words](path)");
        }
    }
}

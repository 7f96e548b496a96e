//! Lines as word processors and e-mails have them, which Markdown reads as words: pasted into a page, they run together.

use super::weave::Weaver;
use crate::source::Code;
use comrak::nodes::Node;

/// What programs set before the items of a list.
const BULLETS: [char; 8] = ['•', '·', '▪', '●', '◦', '○', '■', '➢'];

/// Whether a text begins as such a line may.
pub fn begins_as(text: &str) -> bool {
    text.starts_with(BULLETS) || text.starts_with(['#', '|']) || text.starts_with(|c: char| c.is_ascii_digit())
}

/// Reports a line that was meant to be an item, a heading or a row, the first of each paragraph: the others are mended with it.
pub fn report(weaver: &mut Weaver, node: Node<'_>, text: &str, from: usize) {
    if node.previous_sibling().is_some() {
        return;
    }
    let range = weaver.positions.rest_of_line(from);
    let line = &weaver.positions.passage.text[range.clone()];
    let (message, fix) = if text.starts_with(BULLETS) && line.chars().nth(1).is_some_and(char::is_whitespace) {
        (
            "This line begins with the sign of a list in a word processor, so it is words and no item of a list.",
            "begin each item with a hyphen and a space, and put an empty line before the first",
        )
    } else if is_numbered(text) {
        (
            "There is no space behind this number, so the line is words and no item of a list.",
            "put a space behind the full stop",
        )
    } else if text.starts_with("##") && text.trim_start_matches('#').starts_with(char::is_alphanumeric) {
        (
            "There is no space behind these signs, so the line is words and no heading.",
            "put a space behind the last #",
        )
    } else if line.starts_with('|') && line.ends_with('|') && line.len() > 2 {
        (
            "This looks like a row of a table, and there is no table.",
            "put a line such as | --- | --- | below the first row, and an empty line before it",
        )
    } else {
        return;
    };
    weaver.report(Code::MarkupUnread, range, message, fix);
}

/// `1.Who decides?`, and not `3.5 hours`.
fn is_numbered(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let word = rest.strip_prefix(['.', ')']);
    (1..=2).contains(&(text.len() - rest.len())) && word.is_some_and(|word| word.starts_with(char::is_uppercase))
}

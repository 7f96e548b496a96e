//! Lines as word processors and e-mails have them, which Markdown reads as words: pasted into a page, they run together.

use crate::compile::markdown::weave::Weaver;
use crate::source::Code;
use comrak::nodes::{Node, NodeValue};

/// What programs set before the items of a list; the last two are bullets of fonts that have signs in place of letters.
const BULLETS: [char; 12] = ['•', '·', '▪', '●', '◦', '○', '■', '➢', '‣', '⁃', '\u{f0b7}', '\u{f0a7}'];

/// A heading has no more signs (CommonMark 0.31, 4.2).
const MOST_SIGNS: usize = 6;

/// What is said of a line.
type Said = (&'static str, &'static str);

/// Whether a text begins as such a line may.
pub fn begins_as(text: &str) -> bool {
    let is_of_mark = |c: char| "#|-+*–(".contains(c) || c.is_ascii_digit() || "→✓☐".contains(c);
    text.starts_with(BULLETS) || text.starts_with(is_of_mark) || is_letter(text)
}

/// Reports a line that was meant to be an item, a heading or a row, the first of each paragraph: the others are mended with it.
pub fn report(weaver: &mut Weaver, node: Node<'_>, text: &str, from: usize) {
    if node.previous_sibling().is_some() {
        return;
    }
    let range = weaver.positions.rest_of_line(from);
    let lines = &weaver.positions.passage.text[from..];
    if let Some((message, fix)) = said(text, lines) {
        weaver.report(Code::MarkupUnread, range, message, fix);
    }
}

/// Whether the paragraph that a text stands in is told to be no list and no heading.
pub fn is_told(weaver: &Weaver, node: Node<'_>) -> bool {
    let Some(first) = node.parent().and_then(comrak::arena_tree::Node::first_child) else {
        return false;
    };
    let from = weaver.start(first);
    match &first.data().value {
        NodeValue::Text(text) => said(text, &weaver.positions.passage.text[from..]).is_some(),
        _ => false,
    }
}

/// What is said of the first line of a paragraph, of which `lines` go on to the end of the text.
fn said(text: &str, lines: &str) -> Option<Said> {
    let mut lines = lines.lines();
    let line = lines.next().unwrap_or_default();
    let next = lines.next().unwrap_or_default();
    if text.starts_with(BULLETS) && line.chars().nth(1).is_some_and(char::is_whitespace) {
        return Some((
            "This line begins with the sign of a list in a word processor, so it is words and no item of a list.",
            "begin each item with a hyphen and a space, and put an empty line before the first",
        ));
    }
    if is_numbered(text) {
        return Some((
            "There is no space behind this number, so the line is words and no item of a list.",
            "put a space behind the full stop",
        ));
    }
    if let Some(mark) = other_mark(line, 0).filter(|mark| other_mark(next, 1) == Some(*mark)) {
        let fix = match mark {
            Mark::Sign(_) => "begin each item with a hyphen and a space, and put an empty line before the first",
            Mark::Counted(_) => {
                "begin each item with a number and a full stop, 1. and 2., and put an empty line before the first"
            }
        };
        let message = "These lines begin as items of a list do elsewhere, and run together here.";
        return Some((message, fix));
    }
    let behind = mark_of_markdown(text)?;
    let signs = text.len() - text.trim_start_matches('#').len();
    if signs > MOST_SIGNS && behind.starts_with(char::is_whitespace) {
        return Some((
            "A heading begins with six # at most, so this line is words.",
            "begin it with ##, or with ### below a heading of ##",
        ));
    }
    if behind.starts_with(|c: char| c.is_whitespace() && !c.is_ascii()) {
        return Some((
            "The space behind this sign is no ordinary one, as web pages have it, so the line is words.",
            "type the space again",
        ));
    }
    (signs > 1 && behind.starts_with(char::is_alphanumeric)).then_some((
        "There is no space behind these signs, so the line is words and no heading.",
        "put a space behind the last #",
    ))
}

/// What stands behind the mark of an item or a heading.
fn mark_of_markdown(text: &str) -> Option<&str> {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    match text.as_bytes().first()? {
        b'#' => Some(text.trim_start_matches('#')),
        b'-' | b'+' | b'*' => Some(&text[1..]),
        _ if digits > 0 => text[digits..].strip_prefix(['.', ')']),
        _ => None,
    }
}

/// What begins an item where Markdown has another mark. Text may begin so as well: two lines that do are a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Sign(char),
    /// The sign behind the letter or number.
    Counted(char),
}

/// The mark of a line that is number `place` of a list, from zero.
fn other_mark(line: &str, place: usize) -> Option<Mark> {
    let (mark, _) = line.split_once(char::is_whitespace)?;
    let mut signs = mark.chars();
    match (signs.next()?, signs.as_str()) {
        (sign @ ('–' | 'o' | '→' | '✓' | '☐'), "") => Some(Mark::Sign(sign)),
        ('(', rest) => rest
            .strip_suffix(')')
            .filter(|count| is_count(count, place))
            .map(|_| Mark::Counted('(')),
        _ => mark
            .strip_suffix(['.', ')'])
            .filter(|count| is_count(count, place) && is_letter(count))
            .map(|_| Mark::Counted('.')),
    }
}

/// Whether a text begins with a single letter.
fn is_letter(text: &str) -> bool {
    let mut signs = text.chars();
    signs.next().is_some_and(|first| first.is_ascii_alphabetic()) && !signs.next().is_some_and(char::is_alphanumeric)
}

/// Whether a number or a letter is the one at a place, from zero: what begins a list is the first of them.
fn is_count(count: &str, place: usize) -> bool {
    let numbers = ["1", "2"];
    let letters = ["a", "b"];
    count == numbers[place] || count.eq_ignore_ascii_case(letters[place])
}

/// `1.Who decides?`, and not `3.5 hours`.
fn is_numbered(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let word = rest.strip_prefix(['.', ')']);
    (1..=2).contains(&(text.len() - rest.len())) && word.is_some_and(|word| word.starts_with(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::said;

    #[test]
    fn lines_of_other_programs_are_told_and_words_are_not() {
        for lines in [
            "• one",
            "\u{f0b7} one",
            "1.One",
            "– one\n– two",
            "o one\no two",
            "(1) one\n(2) two",
            "a. one\nb. two",
            "A) one\nB) two",
            "☐ one\n☐ two",
            "-\u{a0}one",
            "1.\u{a0}one",
            "##\u{a0}One",
            "##One",
            "####### One",
        ] {
            assert!(said(lines, lines).is_some(), "{lines}");
        }
        for lines in [
            "– one",
            "o one\nand two",
            "(1) one\nand so on",
            "a. one",
            "A word\nB words",
            "A. Smith said\nthat",
            "I. Lee\nJ. Kim",
            "→ see below",
            "3.5 hours",
            "#PLC",
            "#\u{201c}",
            "-one",
            "*one*",
            "(see) one\n(and) two",
        ] {
            assert!(said(lines, lines).is_none(), "{lines}");
        }
    }
}

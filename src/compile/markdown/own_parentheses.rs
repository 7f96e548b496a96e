//! Parentheses of the writer's own around a citation, `(see @day2020 and others)`.
//!
//! They are told since parentheses have none within them (APA 7, sections 6.9 and 8.11). They are looked for
//! among the texts beside the name, not in those around; what is not sure is left as it is anywhere else.

use super::links::texts_among;
use crate::model::Following;
use comrak::arena_tree;
use comrak::nodes::{Node, NodeValue};
use std::ops::Range;

/// Parentheses are no longer, to each side.
const LONGEST: usize = 600;

/// Texts beside each other are looked at to so many: a paragraph may have thousands.
const MOST_TEXTS: usize = 16;

/// Within emphasis or a link, so many parts are looked through for texts: one may lie below thousands.
const MOST_PARTS: usize = 64;

/// What follows a name that stands within parentheses together with other words; none where it does not.
pub fn following(node: Node<'_>, text: &str, name: &Range<usize>) -> Option<Following> {
    let own = end_of(&text[..name.start]);
    if !may_be_open(own, node) {
        return None;
    }
    let before = inside_before(&texts(own, end_of, arena_tree::Node::previous_sibling, node))?;
    let after = inside_after(&texts(
        start_of(&text[name.end..]),
        start_of,
        arena_tree::Node::next_sibling,
        node,
    ))?;
    if !(holds_words(&before) || holds_words(&after)) {
        return None;
    }
    let goes_on = after
        .trim_start()
        .starts_with(|c: char| c.is_alphanumeric() || matches!(c, '@' | '“' | '‘' | '"' | '\''));
    Some(if goes_on { Following::Words } else { Following::Nothing })
}

/// As [`following`] of a group in square brackets. Around one alone people type parentheses by habit.
pub fn around_group(node: Node<'_>) -> Option<Following> {
    let beside = |node: Option<Node<'_>>, is_mark: fn(&str) -> bool| {
        node.is_some_and(|node| matches!(&node.data().value, NodeValue::Text(text) if is_mark(text)))
    };
    let opens = beside(node.previous_sibling(), |text| text.ends_with('('));
    if opens && beside(node.next_sibling(), |text| text.starts_with(')')) {
        return Some(Following::Alone);
    }
    following(node, "", &(0..0))
}

/// Whether a parenthesis opens in the words before a name or in the texts before those: nearly always there is none, and nothing has
/// to be gathered.
fn may_be_open(own: &str, node: Node<'_>) -> bool {
    let opens = |text: &str| memchr::memchr(b'(', end_of(text).as_bytes()).is_some();
    let mut before = node.preceding_siblings().skip(1).take(MOST_TEXTS);
    opens(own)
        || before.any(|node| match &node.data().value {
            NodeValue::Text(text) => opens(text),
            _ => texts_in(node).any(|text| text.contains('(')),
        })
}

fn texts_in(node: Node<'_>) -> impl Iterator<Item = String> {
    texts_among(node.descendants().take(MOST_PARTS)).take(MOST_TEXTS)
}

fn start_of(text: &str) -> &str {
    &text[..text.floor_char_boundary(LONGEST)]
}

fn end_of(text: &str) -> &str {
    &text[text.ceil_char_boundary(text.len().saturating_sub(LONGEST))..]
}

/// A node's own text and those beside it in one direction, in the order of that direction; of each what is `near`.
fn texts<'a>(own: &str, near: fn(&str) -> &str, next: fn(Node<'a>) -> Option<Node<'a>>, node: Node<'a>) -> Vec<String> {
    let mut texts = vec![own.to_owned()];
    let mut length = own.len();
    let mut at = next(node);
    while let Some(node) = at.filter(|_| texts.len() < MOST_TEXTS && length < LONGEST) {
        let text: String = match &node.data().value {
            // Its marks are its own.
            NodeValue::Code(_) | NodeValue::SoftBreak | NodeValue::LineBreak => " ".to_owned(),
            NodeValue::Text(text) => near(text).to_owned(),
            _ => texts_in(node).collect(),
        };
        length += text.len();
        texts.push(text);
        at = next(node);
    }
    texts
}

/// What stands between the parenthesis that is open here and the name.
fn inside_before(texts: &[String]) -> Option<String> {
    let letters = texts.iter().flat_map(|text| text.chars().rev());
    let inside = up_to(letters, ')', '(')?;
    Some(inside.chars().rev().collect())
}

/// What stands between the name and the parenthesis that closes.
fn inside_after(texts: &[String]) -> Option<String> {
    up_to(texts.iter().flat_map(|text| text.chars()), '(', ')')
}

/// The letters before the first `closing` mark to which none of `opening` belongs.
fn up_to(letters: impl Iterator<Item = char>, opening: char, closing: char) -> Option<String> {
    let mut depth = 0_usize;
    let mut inside = String::new();
    for c in letters.take(LONGEST) {
        if c == opening {
            depth += 1;
        } else if c == closing {
            match depth.checked_sub(1) {
                Some(less) => depth = less,
                None => return Some(inside),
            }
        }
        inside.push(c);
    }
    None
}

/// Whether there are words beside names of works.
fn holds_words(text: &str) -> bool {
    let mut words = text.split_whitespace();
    words.any(|word| !word.contains('@') && word.contains(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::{holds_words, inside_after, inside_before};

    #[test]
    fn the_inside_of_parentheses() {
        let before = |text: &str| inside_before(&[text.to_owned()]);
        for (text, inside) in [
            ("As (see ", Some("see ")),
            ("As (see (a) and ", Some("see (a) and ")),
            ("As (a) see ", None),
            ("1) see ", None),
            ("", None),
        ] {
            assert_eq!(before(text).as_deref(), inside, "{text}");
        }
        let after = |text: &str| inside_after(&[text.to_owned()]);
        assert_eq!(after(" and (b) others), or").as_deref(), Some(" and (b) others"));
        assert_eq!(after(" and others"), None);
    }

    #[test]
    fn words_beside_names() {
        assert!(holds_words("see @day2020, "));
        for text in ["", "@day2020, ", " – ", "@a; @b"] {
            assert!(!holds_words(text), "{text}");
        }
    }
}

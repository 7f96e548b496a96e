//! Pandoc's citation syntax.
//!
//! 1. A group stands in one pair of brackets: works divided by semicolons, each with a prefix, a key and a
//!    suffix. What does not match is no citation: `[a@b.org]` is words.
//! 2. A name in running text is `@key`, not after a letter or digit; a locator may follow it in brackets.
//! 3. A key begins with a letter, digit or underscore; single marks may stand inside of it, not at its end
//!    (Pandoc's manual, "Citation syntax"). `@{any key}` is read too.

use crate::model::{Citation, CitationForm, Cited};
use std::ops::Range;

/// Reads the inside of brackets; none when it is no citation.
pub fn group(inside: &str) -> Option<Citation> {
    let works: Option<Vec<Cited>> = inside.split(';').map(work).collect();
    Some(Citation {
        form: CitationForm::Parenthetical,
        works: works?,
    })
}

fn work(text: &str) -> Option<Cited> {
    let (at, key, end) = keys(text).next()?;
    let before = &text[..at];
    let (before, year_only) = match before.strip_suffix('-') {
        Some(before) => (before, true),
        None => (before, false),
    };
    // A key that touches a word before it is part of an address.
    if before.ends_with(|c: char| !c.is_whitespace() && c != '(') {
        return None;
    }
    Some(Cited {
        key,
        prefix: before.trim().to_owned(),
        suffix: text[end..].trim_end().to_owned(),
        year_only,
    })
}

/// A citation in running text, with its place in it.
pub fn narratives(text: &str) -> Vec<(Range<usize>, Citation)> {
    let mut found: Vec<(Range<usize>, Citation)> = Vec::new();
    for (at, key, end) in keys(text) {
        if found.last().is_some_and(|(range, _)| at < range.end) {
            continue;
        }
        let before = &text[..at];
        let (start, year_only) = match before
            .strip_suffix('-')
            .filter(|rest| !rest.ends_with(char::is_alphanumeric))
        {
            Some(rest) => (rest.len(), true),
            None => (at, false),
        };
        // A name begins a word; in `foo+@bar.org` and `me@example.org` the mark stands within one.
        let begins_word = text[..start].chars().next_back().is_none_or(|c| {
            c.is_whitespace()
                || matches!(
                    c,
                    '(' | '[' | '{' | '"' | '\'' | '“' | '‘' | '«' | '—' | '–' | '-' | ',' | ';' | ':'
                )
        });
        if !begins_word {
            continue;
        }
        let (suffix, end) = match locator(&text[end..]) {
            Some((locator, length)) => (format!(", {locator}"), end + length),
            None => (String::new(), end),
        };
        let cited = Cited {
            key,
            prefix: String::new(),
            suffix,
            year_only,
        };
        let citation = Citation {
            form: CitationForm::Narrative,
            works: vec![cited],
        };
        found.push((start..end, citation));
    }
    found
}

/// ` [p. 3]` right after a name in running text: the words, and how far they reach.
fn locator(after: &str) -> Option<(&str, usize)> {
    let inside = after.strip_prefix(" [").or_else(|| after.strip_prefix('['))?;
    let end = inside.find(']')?;
    let words = &inside[..end];
    let is_locator = !words.is_empty() && !words.contains(['[', '@']);
    is_locator.then(|| (words, after.len() - inside.len() + end + 1))
}

/// Every `@key`: where the `@` is, the key, and where it ends.
fn keys(text: &str) -> impl Iterator<Item = (usize, String, usize)> {
    text.match_indices('@').filter_map(|(at, _)| {
        let rest = &text[at + 1..];
        if let Some(braced) = rest.strip_prefix('{') {
            let end = braced.find('}').filter(|end| *end > 0)?;
            return Some((at, braced[..end].to_owned(), at + 1 + end + 2));
        }
        let length = key_length(rest);
        (length > 0).then(|| (at, rest[..length].to_owned(), at + 1 + length))
    })
}

fn key_length(text: &str) -> usize {
    let mut length = 0;
    let mut after_mark = true;
    for (at, c) in text.char_indices() {
        if c.is_alphanumeric() || c == '_' {
            length = at + c.len_utf8();
            after_mark = false;
        } else if after_mark || !":.#$%&-+?<>~/".contains(c) {
            break;
        } else {
            after_mark = true;
        }
    }
    length
}

#[cfg(test)]
mod tests {
    use super::*;

    fn works(text: &str) -> Vec<(String, String, String, bool)> {
        let citation = group(text).expect("it is a citation");
        citation
            .works
            .into_iter()
            .map(|w| (w.prefix, w.key, w.suffix, w.year_only))
            .collect()
    }

    fn cited(prefix: &str, key: &str, suffix: &str, year_only: bool) -> (String, String, String, bool) {
        (prefix.into(), key.into(), suffix.into(), year_only)
    }

    #[test]
    fn the_forms_of_a_group() {
        assert_eq!(works("@day2020"), [cited("", "day2020", "", false)]);
        assert_eq!(
            works("see @day2020, pp. 3-5"),
            [cited("see", "day2020", ", pp. 3-5", false)]
        );
        assert_eq!(works("-@day2020"), [cited("", "day2020", "", true)]);
        assert_eq!(
            works("@liu2021; cf. @doe:99a, chap. 2"),
            [
                cited("", "liu2021", "", false),
                cited("cf.", "doe:99a", ", chap. 2", false)
            ]
        );
        assert_eq!(works("@{https://a.org/?b}"), [cited("", "https://a.org/?b", "", false)]);
    }

    #[test]
    fn words_are_no_group() {
        for text in ["a@b.org", "see page 3", "@", "@day2020; and more", ""] {
            assert_eq!(group(text), None, "{text}");
        }
    }

    #[test]
    fn names_in_running_text() {
        let keys = |text: &str| -> Vec<(Range<usize>, String)> {
            narratives(text)
                .into_iter()
                .map(|(range, c)| (range, c.works[0].key.clone() + &c.works[0].suffix))
                .collect()
        };
        assert_eq!(keys("As @lee1990 says."), [(3..11, "lee1990".into())]);
        assert_eq!(keys("@lee1990 [p. 3] and"), [(0..15, "lee1990, p. 3".into())]);
        assert_eq!(keys("Say it to me@example.org, foo+@bar.org or @@x"), []);
        assert_eq!(keys("(@a, @b.)"), [(1..3, "a".into()), (5..7, "b".into())]);
    }
}

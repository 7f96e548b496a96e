//! Pandoc's citation syntax.
//!
//! 1. A group stands in one pair of brackets: works divided by semicolons, each with a prefix, a key, a locator and a
//!    suffix. What does not match is no citation: `[a@b.org]` is words.
//! 2. A name in running text is `@key`, not after a letter or digit; a locator, and more works, may follow it in
//!    brackets.
//! 3. A key begins with a letter, digit or underscore; single marks may stand inside of it, not at its end
//!    (Pandoc's manual, "Citation syntax"). `@{any key}` is read too.

use super::locators;
use crate::compile::typography;
use crate::model::{Citation, CitationForm, Cited, bare_key_length};
use crate::source::Span;
use std::ops::Range;

/// Whether words name a work.
pub fn holds_key(words: &str) -> bool {
    keys(words).any(|key| words[..key.range.start].ends_with([' ', '(', '[', ',']))
}

/// Whether the inside of brackets is a citation.
pub fn is_group(inside: &str) -> bool {
    inside.split(';').all(|text| work(text).is_some())
}

/// The keys in some words, each as it is written, with its `@`.
pub fn written_keys(words: &str) -> impl Iterator<Item = &str> {
    keys(words).map(|key| &words[key.range])
}

/// Gives keys in braces the signs again of which typography made others, from the words as they are `written`.
pub fn restore_keys(citation: &mut Citation, written: &str, place: &mut dyn FnMut(&str) -> Span) {
    let is_changed = |work: &Cited| work.key.contains(['‘', '’', '“', '”', '–', '—', '…']);
    if !citation.works.iter().any(is_changed) || keys(written).count() != citation.works.len() {
        return;
    }
    for (work, key) in citation.works.iter_mut().zip(keys(written)) {
        key.key.clone_into(&mut work.key);
        work.span = place(&written[key.range]);
    }
}

/// Whether words are one work and no more than a place in it.
pub fn is_work_with_place(words: &str) -> bool {
    work(words).is_some_and(|work| locators::split(work.rest).1.trim().is_empty())
}

/// Reads the inside of brackets; none when it is no citation. `place` tells where a key stands, given as it is
/// written, with its `@`.
pub fn group(inside: &str, place: &mut dyn FnMut(&str) -> Span) -> Option<Citation> {
    let works: Option<Vec<Written>> = inside.split(';').map(work).collect();
    Some(Citation {
        form: CitationForm::Parenthetical,
        works: works?.into_iter().map(|work| work.cited(place)).collect(),
        begins_sentence: false,
        is_possessive: false,
        in_parentheses: None,
    })
}

/// A word that a person meant for a key goes on no longer behind a sign, in bytes.
const LONGEST_WORD: usize = 100;

/// A work as it is written.
struct Written<'t> {
    /// With its `@`, and its braces.
    whole_key: &'t str,
    key: &'t str,
    prefix: &'t str,
    rest: &'t str,
    /// What stands right behind the key.
    behind: &'t str,
    year_only: bool,
}

impl Written<'_> {
    /// The key as it was meant, where a sign ends it that stands in a word.
    fn longer(&self) -> Option<String> {
        let is_braced = self.whole_key.ends_with('}');
        if is_braced || self.behind.is_empty() || possessive(self.behind).is_some() {
            return None;
        }
        let near = &self.behind[..self.behind.floor_char_boundary(LONGEST_WORD)];
        let is_outside = |c: char| c.is_whitespace() || ",;[]{}@“”\"…—–*_".contains(c);
        let word = &near[..near.find(is_outside).unwrap_or(near.len())];
        let word = ["'s", "’s"]
            .iter()
            .find_map(|ending| word.strip_suffix(ending))
            .unwrap_or(word);
        let word = word.trim_end_matches(['.', ':', '?', '!', '\'', '’']);
        let word = if word.contains('(') {
            word
        } else {
            word.split(')').next().unwrap_or_default()
        };
        let holds_more = word.contains(char::is_alphanumeric);
        holds_more.then(|| format!("{}{}", self.key, word.replace(['’', '‘'], "'")))
    }

    fn cited(&self, place: &mut dyn FnMut(&str) -> Span) -> Cited {
        let (locator, suffix) = locators::split(self.rest);
        let set = |words: &str| {
            let mut text = String::new();
            typography::set(&mut text, words);
            text
        };
        Cited {
            key: self.key.to_owned(),
            longer: self.longer().map(String::into_boxed_str),
            span: place(self.whole_key),
            prefix: set(self.prefix),
            locator,
            suffix: set(suffix),
            year_only: self.year_only,
        }
    }
}

fn work(text: &str) -> Option<Written<'_>> {
    let key = keys(text).next()?;
    let before = &text[..key.range.start];
    let (before, year_only) = match before.strip_suffix('-') {
        Some(before) => (before, true),
        None => (before, false),
    };
    // A key that touches a word before it is part of an address.
    if before.ends_with(|c: char| !c.is_whitespace() && c != '(') {
        return None;
    }
    Some(Written {
        whole_key: &text[key.range.clone()],
        key: key.key,
        prefix: before.trim(),
        rest: text[key.range.end..].trim_end(),
        behind: &text[key.range.end..],
        year_only,
    })
}

/// The citations in running text, each with its place in it.
pub fn narratives(text: &str, place: &mut dyn FnMut(&str) -> Span) -> Vec<(Range<usize>, Citation)> {
    let mut found: Vec<(Range<usize>, Citation)> = Vec::new();
    for key in keys(text) {
        let at = key.range.start;
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
        let possessive = possessive(&text[key.range.end..]).filter(|_| !year_only);
        let name_end = key.range.end + possessive.map_or(0, str::len);
        let (rest, more, end) = match in_brackets(&text[name_end..]) {
            Some((locator, more, length)) => (format!(", {locator}"), more, name_end + length),
            None => (String::new(), Vec::new(), name_end),
        };
        let first = Written {
            whole_key: &text[key.range.clone()],
            key: key.key,
            prefix: "",
            rest: &rest,
            behind: &text[key.range.end..],
            year_only,
        };
        let works = std::iter::once(&first).chain(&more).map(|work| work.cited(place));
        let citation = Citation {
            form: CitationForm::Narrative,
            works: works.collect(),
            begins_sentence: ends_sentence(&text[..start]),
            is_possessive: possessive.is_some(),
            in_parentheses: None,
        };
        found.push((start..end, citation));
    }
    found
}

/// What makes a name one that something belongs to: `@day2020's view`.
fn possessive(after: &str) -> Option<&'static str> {
    // Behind the brace that ends a key, typography takes the apostrophe for the beginning of a quotation.
    ["'s", "’s", "‘s"].into_iter().find(|ending| {
        let rest = after.strip_prefix(ending);
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    })
}

/// Whether words end as a sentence does; of none it is not known.
pub fn ends_sentence(words: &str) -> bool {
    const ABBREVIATIONS: [&str; 8] = ["al.", "cf.", "e.g.", "i.e.", "vs.", "Dr.", "Mr.", "Ms."];
    // A sentence's end is near; what is before it may be a line of a megabyte with a name behind each letter.
    let words = &words[words.ceil_char_boundary(words.len().saturating_sub(64))..];
    let words = words.trim_end().trim_end_matches(['”', '’', ')', '"', '\'']);
    let last = words.rsplit([' ', '(', '\u{a0}']).next().unwrap_or_default();
    words.ends_with(['.', '?', '!']) && !ABBREVIATIONS.contains(&last)
}

/// ` [p. 3; see also @other]` right after a name in running text: the locator, the other works, and how far all
/// of it reaches. The brackets alone are a citation of its own where they hold no locator.
fn in_brackets(after: &str) -> Option<(&str, Vec<Written<'_>>, usize)> {
    let inside = after.strip_prefix(" [").or_else(|| after.strip_prefix('['))?;
    let end = find_near(inside, ']')?;
    let words = &inside[..end];
    let mut parts = words.split(';');
    let locator = parts
        .next()
        .filter(|first| !first.trim().is_empty() && !first.contains(['[', '@']))?;
    let more: Option<Vec<Written>> = parts.map(work).collect();
    Some((locator.trim(), more?, after.len() - inside.len() + end + 1))
}

/// Where a mark stands that closes what a person wrote: not farther than a citation is long.
fn find_near(text: &str, mark: char) -> Option<usize> {
    const LONGEST: usize = 1000;
    text[..text.floor_char_boundary(LONGEST)].find(mark)
}

/// An `@key`.
struct Key<'t> {
    /// From the `@` to the end of the key and its braces.
    range: Range<usize>,
    key: &'t str,
}

fn keys(text: &str) -> impl Iterator<Item = Key<'_>> {
    text.match_indices('@').filter_map(|(at, _)| {
        let rest = &text[at + 1..];
        if let Some(braced) = rest.strip_prefix('{') {
            let end = find_near(braced, '}').filter(|end| *end > 0)?;
            return Some(Key {
                range: at..at + 1 + end + 2,
                key: &braced[..end],
            });
        }
        let length = bare_key_length(rest);
        (length > 0).then(|| Key {
            range: at..at + 1 + length,
            key: &rest[..length],
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::LocatorUnit;
    use crate::source::{Source, Sources};

    fn nowhere() -> Span {
        let mut sources = Sources::default();
        let id = sources.add(Source {
            path: "a.md".into(),
            text: String::new(),
        });
        Span::start_of(id)
    }

    fn read(text: &str) -> Option<Citation> {
        group(text, &mut |_| nowhere())
    }

    type Work = (
        &'static str,
        &'static str,
        Option<(LocatorUnit, &'static str)>,
        &'static str,
        bool,
    );

    fn holds(text: &str, expected: &[Work]) {
        let citation = read(text).expect("it is a citation");
        assert_eq!(citation.works.len(), expected.len(), "{text}");
        for (work, (prefix, key, locator, suffix, year_only)) in citation.works.iter().zip(expected) {
            let found = work
                .locator
                .as_ref()
                .map(|locator| (locator.unit, locator.value.as_str()));
            assert_eq!((work.prefix.as_str(), work.key.as_str()), (*prefix, *key), "{text}");
            assert_eq!((found, work.suffix.as_str()), (*locator, *suffix), "{text}");
            assert_eq!(work.year_only, *year_only, "{text}");
        }
    }

    #[test]
    fn the_forms_of_a_group() {
        use LocatorUnit::{Chapter, Page};
        holds("@day2020", &[("", "day2020", None, "", false)]);
        holds(
            "see @day2020, pp. 3-5",
            &[("see", "day2020", Some((Page, "3–5")), "", false)],
        );
        holds("-@day2020", &[("", "day2020", None, "", true)]);
        holds(
            "@liu2021; cf. @doe:99a, chap. 2, emphasis added",
            &[
                ("", "liu2021", None, "", false),
                ("cf.", "doe:99a", Some((Chapter, "2")), ", emphasis added", false),
            ],
        );
        holds("@{https://a.org/?b}", &[("", "https://a.org/?b", None, "", false)]);
        holds("Day's @day2020", &[("Day’s", "day2020", None, "", false)]);
    }

    #[test]
    fn a_key_that_a_sign_ends() {
        for (text, longer) in [
            ("@o'brien2020", Some("o'brien2020")),
            ("see @o’brien2020, p. 3", Some("o'brien2020")),
            ("@day(2020).", Some("day(2020)")),
            ("@https://x.org/a", Some("https://x.org/a")),
            ("@o'brien2020's view", Some("o'brien2020")),
            ("@day2020's view", None),
            ("@day2020’", None),
            ("@day2020.", None),
            ("@day2020, p. 3", None),
            ("@{o'brien2020}", None),
        ] {
            let citation = read(text).expect("it is a citation");
            assert_eq!(citation.works[0].longer.as_deref(), longer, "{text}");
        }
    }

    #[test]
    fn words_are_no_group() {
        for text in ["a@b.org", "see page 3", "@", "@day2020; and more", ""] {
            assert_eq!(read(text), None, "{text}");
            assert!(!is_group(text), "{text}");
        }
    }

    #[test]
    fn names_in_running_text() {
        let keys = |text: &str| -> Vec<(Range<usize>, Vec<String>)> {
            narratives(text, &mut |_| nowhere())
                .into_iter()
                .map(|(range, citation)| (range, citation.works.into_iter().map(|work| work.key).collect()))
                .collect()
        };
        let one = |range, key: &str| vec![(range, vec![key.to_owned()])];
        assert_eq!(keys("As @lee1990 says."), one(3..11, "lee1990"));
        assert_eq!(keys("@lee1990 [p. 3] and"), one(0..15, "lee1990"));
        assert_eq!(
            keys("@lee1990 [p. 3; see also @day2020] and"),
            [(0..34, vec!["lee1990".to_owned(), "day2020".to_owned()])]
        );
        assert_eq!(keys("Say it to me@example.org, foo+@bar.org or @@x"), []);
        assert_eq!(
            keys("(@a, @b.)"),
            [(1..3, vec!["a".to_owned()]), (5..7, vec!["b".to_owned()])]
        );
    }
}

//! The place within a work that a citation names.
//!
//! What follows a key is split into a locator and other words. A locator is a label and what it counts, `pp. 3-5`; a
//! number alone is a page (Pandoc's manual), `1:30:40` a time in a recording (APA 7, section 8.28), and `1.3.36` a place
//! that all editions share ([`canonical`]).

use super::canonical;
use crate::compile::typography;
use crate::model::{Locator, LocatorUnit};

/// The labels, in lower case and without a full stop.
const LABELS: [(&str, LocatorUnit); 43] = [
    ("p", LocatorUnit::Page),
    ("pp", LocatorUnit::Page),
    ("page", LocatorUnit::Page),
    ("pages", LocatorUnit::Page),
    ("para", LocatorUnit::Paragraph),
    ("paras", LocatorUnit::Paragraph),
    ("paragraph", LocatorUnit::Paragraph),
    ("paragraphs", LocatorUnit::Paragraph),
    ("¶", LocatorUnit::Paragraph),
    ("¶¶", LocatorUnit::Paragraph),
    ("ch", LocatorUnit::Chapter),
    ("chap", LocatorUnit::Chapter),
    ("chaps", LocatorUnit::Chapter),
    ("chapter", LocatorUnit::Chapter),
    ("chapters", LocatorUnit::Chapter),
    ("sec", LocatorUnit::Section),
    ("secs", LocatorUnit::Section),
    ("section", LocatorUnit::Section),
    ("sections", LocatorUnit::Section),
    ("§", LocatorUnit::Section),
    ("§§", LocatorUnit::Section),
    ("pt", LocatorUnit::Part),
    ("pts", LocatorUnit::Part),
    ("part", LocatorUnit::Part),
    ("parts", LocatorUnit::Part),
    ("fig", LocatorUnit::Figure),
    ("figs", LocatorUnit::Figure),
    ("figure", LocatorUnit::Figure),
    ("figures", LocatorUnit::Figure),
    ("tbl", LocatorUnit::Table),
    ("table", LocatorUnit::Table),
    ("tables", LocatorUnit::Table),
    ("slide", LocatorUnit::Slide),
    ("slides", LocatorUnit::Slide),
    ("vol", LocatorUnit::Volume),
    ("vols", LocatorUnit::Volume),
    ("volume", LocatorUnit::Volume),
    ("line", LocatorUnit::Line),
    ("lines", LocatorUnit::Line),
    ("verse", LocatorUnit::Verse),
    ("verses", LocatorUnit::Verse),
    ("note", LocatorUnit::Note),
    ("n", LocatorUnit::Note),
];

/// Splits what follows a key into its locator and the words after it, with the comma or space that they begin with.
pub fn split(rest: &str) -> (Option<Locator>, &str) {
    let words = rest.trim_start_matches(|c: char| c == ',' || c.is_whitespace());
    // Pandoc's braces say outright what is a locator.
    if let Some(braced) = words.strip_prefix('{')
        && let Some((inside, after)) = braced.split_once('}')
    {
        if canonical::length(inside).is_some_and(|length| length == inside.len()) {
            return (Some(canonical_place(inside)), after);
        }
        let (unit, value) = label(inside).unwrap_or((LocatorUnit::Page, inside));
        let is_empty = value.trim().is_empty();
        return ((!is_empty).then(|| locator(unit, value)), after);
    }
    if label(words).is_none()
        && !is_time(words)
        && let Some(length) = canonical::length(words)
    {
        return (Some(canonical_place(&words[..length])), &words[length..]);
    }
    let (unit, value) = match label(words) {
        Some(labelled) => labelled,
        None if is_time(words) => (LocatorUnit::Time, words),
        None => (LocatorUnit::Page, words),
    };
    let length = value_length(value);
    // Without a label before it, a letter is a word: “I think”.
    let is_number = length > 0 && (label(words).is_some() || value[..length].contains(|c: char| c.is_ascii_digit()));
    if !is_number {
        return (None, rest);
    }
    (Some(locator(unit, &value[..length])), &value[length..])
}

/// The page or paragraph that follows a name in running text as words: `, p. 3`, ` (pp. 3–5)`. Other places are words of a sentence as
/// often: “@day2020, Table 1 shows”.
pub fn behind_name(after: &str) -> Option<&str> {
    const ABBREVIATIONS: [&str; 4] = ["p", "pp", "para", "paras"];
    let words = after.strip_prefix(',').unwrap_or(after).strip_prefix(' ')?;
    let words = match words.strip_prefix('(') {
        Some(inside) => inside.split(')').next()?,
        None => words,
    };
    let end = words.find(|c: char| !c.is_alphabetic())?;
    let value = words[end..].trim_start_matches(['.', ' ', '\u{a0}']);
    let length = value_length(value);
    let is_place = ABBREVIATIONS.contains(&&words[..end]) && value[..length].starts_with(|c: char| c.is_ascii_digit());
    is_place.then(|| &words[..words.len() - value.len() + length])
}

fn locator(unit: LocatorUnit, value: &str) -> Locator {
    Locator {
        unit,
        value: typography::range(value),
    }
}

fn canonical_place(place: &str) -> Locator {
    Locator {
        unit: LocatorUnit::Canonical,
        value: canonical::set(place),
    }
}

/// The unit that a label names, and what stands behind it.
fn label(words: &str) -> Option<(LocatorUnit, &str)> {
    let end = words
        .find(|c: char| !c.is_alphabetic() && !matches!(c, '¶' | '§'))
        .filter(|end| *end > 0)?;
    let written = words[..end].to_lowercase();
    let (_, unit) = LABELS.iter().find(|(label, _)| *label == written)?;
    let value = words[end..].trim_start_matches(['.', ' ', '\u{a0}']);
    Some((*unit, value))
}

fn is_time(words: &str) -> bool {
    let end = words
        .find(|c: char| !c.is_ascii_digit() && c != ':')
        .unwrap_or(words.len());
    let parts: Vec<&str> = words[..end].split(':').collect();
    (2..=3).contains(&parts.len()) && parts.iter().all(|part| (1..=2).contains(&part.len()))
}

/// How far the numbers reach: `3`, `3-5`, `3, 7-9`, `iv`, `A2`, `1:30:40`.
fn value_length(text: &str) -> usize {
    let mut length = 0;
    loop {
        let rest = &text[length..];
        let after = rest.trim_start_matches([' ', ',', '&', '-', '–', '—', '‑']);
        let after = after
            .strip_prefix("and ")
            .filter(|_| rest.starts_with(" and "))
            .unwrap_or(after);
        let lead = rest.len() - after.len();
        let word = &rest[lead..];
        let end = word
            .find(|c: char| !(c.is_alphanumeric() || matches!(c, ':' | '.' | '(' | ')')))
            .unwrap_or(word.len());
        let part = word[..end].trim_end_matches(['.', ':']);
        let between = &rest[..lead];
        let joins = length == 0 && lead == 0 || length > 0 && between.trim().len() <= 3 && !between.trim().is_empty();
        if part.is_empty() || !joins || !is_number(part) {
            return length;
        }
        length += lead + part.len();
    }
}

/// A number in figures, with a letter or two beside them, or in Roman numerals.
fn is_number(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let has_figure = word.contains(|c: char| c.is_ascii_digit());
    let is_roman = word.chars().all(|c| "ivxlcIVXLC".contains(c));
    has_figure && letters <= 2 || is_roman
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_behind_a_name() {
        for (after, place) in [
            (", p. 3, says", Some("p. 3")),
            (" (pp. 3–5) and", Some("pp. 3–5")),
            (" p. 3", Some("p. 3")),
            (", para. 4.", Some("para. 4")),
            (", Table 1 shows", None),
            (", page 3 shows", None),
            (". P. 3", None),
            (", p. and", None),
            (" says", None),
            ("", None),
        ] {
            assert_eq!(behind_name(after), place, "{after}");
        }
    }

    #[test]
    fn locators_and_the_words_after_them() {
        use LocatorUnit::{Canonical, Chapter, Note, Page, Paragraph, Part, Section, Time};
        let cases = [
            (", p. 3", Some((Page, "3")), ""),
            (", pp. 3-5", Some((Page, "3–5")), ""),
            (", p. 3-5 and others", Some((Page, "3–5")), " and others"),
            (", pp. 3, 7-9", Some((Page, "3, 7–9")), ""),
            (", pp. 3 and 5", Some((Page, "3 and 5")), ""),
            (", pp. 3ff.", Some((Page, "3ff")), "."),
            (", p. 1,234", Some((Page, "1,234")), ""),
            (", p. 3 and more", Some((Page, "3")), " and more"),
            (" p. 3, emphasis added", Some((Page, "3")), ", emphasis added"),
            (", 33-35", Some((Page, "33–35")), ""),
            (", pp. iv-xi", Some((Page, "iv–xi")), ""),
            (", p. S12", Some((Page, "S12")), ""),
            (", para. 4", Some((Paragraph, "4")), ""),
            (", chap. 2.", Some((Chapter, "2")), "."),
            (", Section 3.1", Some((Section, "3.1")), ""),
            (", n. 4", Some((Note, "4")), ""),
            (", 1:30:40", Some((Time, "1:30:40")), ""),
            (
                ", {pp. iv, (xv)-(xvii)} with words",
                Some((Page, "iv, (xv)–(xvii)")),
                " with words",
            ),
            (", 1.3.36-37", Some((Canonical, "1.3.36–37")), ""),
            (
                ", 1 Cor. 13:1, emphasis added",
                Some((Canonical, "1 Cor. 13:1")),
                ", emphasis added",
            ),
            (", {1 Cor. 13:1}", Some((Canonical, "1 Cor. 13:1")), ""),
            (", 13:1", Some((Time, "13:1")), ""),
            (", 2:255", Some((Canonical, "2:255")), ""),
            (", Part IV", Some((Part, "IV")), ""),
            (" and others", None, " and others"),
            (", as translated", None, ", as translated"),
            (", I think", None, ", I think"),
            ("", None, ""),
        ];
        for (rest, expected, after) in cases {
            let (locator, words) = split(rest);
            let found = locator.as_ref().map(|locator| (locator.unit, locator.value.as_str()));
            assert_eq!((found, words), (expected, after), "{rest}");
        }
    }
}

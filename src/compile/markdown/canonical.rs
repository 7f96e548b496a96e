//! Places that all editions of a work share: acts, scenes and lines, books, chapters and verses (APA 7, section 8.28).
//!
//! Works of old have them numbered, and a citation gives the numbers in the place of a page: `1.3.36`, `1 Cor. 13:1`,
//! `1094a10`.

use crate::compile::typography;

/// How long the place is that words begin with; none where it is a page or words.
pub fn length(words: &str) -> Option<usize> {
    numbers(words).or_else(|| named(words))
}

/// The place as it is shown: its numbers with en dashes, its name with curly apostrophes.
pub fn set(place: &str) -> String {
    // In front of its last number a name may have hyphens.
    let at = place.rfind(' ').map_or(0, |space| space + 1);
    let mut text = String::new();
    typography::set(&mut text, &place[..at]);
    text.push_str(&typography::range(&place[at..]));
    text
}

/// Numbers that no page has: `1.3.36-37`, `2:255`, `1094a10`.
fn numbers(words: &str) -> Option<usize> {
    let first = number(words);
    let is_divided = words[..first].trim_start_matches(|c: char| c.is_ascii_digit());
    let is_place = is_divided.starts_with(['.', ':']) || has_figures_behind_letter(is_divided);
    is_place.then(|| with_end(words, first))
}

/// `1 Cor. 13:1-3`, `Song of Solomon 8:6`: a book by its name. One that has no number of its own has a verse.
fn named(words: &str) -> Option<usize> {
    const MOST_WORDS: usize = 5;
    let is_of_several = words.starts_with(|c: char| c.is_ascii_digit());
    let mut at = 0;
    for (count, word) in words.split(' ').take(MOST_WORDS).enumerate() {
        let figures = number(word);
        let is_ordinal = count == 0 && figures == 1 && word.len() == 1;
        if figures > 0 && !is_ordinal {
            let is_verse = word[..figures].contains(':');
            let is_book = count > usize::from(is_of_several);
            return (is_book && (is_verse || is_of_several)).then(|| at + with_end(word, figures));
        }
        if !(is_ordinal || is_in_name(word)) {
            return None;
        }
        at += word.len() + 1;
    }
    None
}

/// A word of a book's name: `Cor.`, `Qur'an`; small ones stand inside of one.
fn is_in_name(word: &str) -> bool {
    let bare = word.strip_suffix('.').unwrap_or(word);
    let are_letters = bare.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’' | '-'));
    let begins_large = bare.starts_with(char::is_uppercase);
    are_letters && (begins_large || ["of", "the", "to"].contains(&bare))
}

/// How long a number is with the parts that dots, colons and letters divide it into.
fn number(text: &str) -> usize {
    let end = text
        .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | ':')))
        .unwrap_or(text.len());
    let number = text[..end].trim_end_matches(['.', ':']);
    let mut letters = number.split(|c: char| !c.is_ascii_alphabetic());
    let is_number = number.starts_with(|c: char| c.is_ascii_digit()) && letters.all(|letters| letters.len() <= 1);
    if is_number { number.len() } else { 0 }
}

/// `a10`: a column of a page, and a line in it.
fn has_figures_behind_letter(text: &str) -> bool {
    let mut letters = text.chars();
    let is_column = letters.next().is_some_and(|c| c.is_ascii_lowercase());
    let line = letters.as_str();
    is_column && !line.is_empty() && line.bytes().all(|byte| byte.is_ascii_digit())
}

/// The number and, where it begins a range, the number that ends it.
fn with_end(text: &str, first: usize) -> usize {
    let rest = &text[first..];
    let after = rest.trim_start_matches(['-', '–', '—']);
    let dashes = rest.len() - after.len();
    match number(after) {
        0 => first,
        _ if dashes == 0 => first,
        last => first + dashes + last,
    }
}

#[cfg(test)]
mod tests {
    use super::{length, set};

    #[test]
    fn places_and_what_is_none() {
        for (words, place) in [
            ("1.3.36", "1.3.36"),
            ("1.3.36-37, emphasis added", "1.3.36–37"),
            ("2.1.", "2.1"),
            ("2:255 and more", "2:255"),
            ("1094a10--15", "1094a10–15"),
            ("1 Cor. 13:1", "1 Cor. 13:1"),
            ("1 Cor. 13:1-14:2", "1 Cor. 13:1–14:2"),
            ("1 Cor. 13", "1 Cor. 13"),
            ("Genesis 1:1-3, emphasis added", "Genesis 1:1–3"),
            ("Song of Solomon 8:6", "Song of Solomon 8:6"),
            ("Qur'an 5:3-4", "Qur’an 5:3–4"),
        ] {
            let found = length(words).map(|length| set(&words[..length]));
            assert_eq!(found.as_deref(), Some(place), "{words}");
        }
        for words in [
            "",
            "3",
            "33-35",
            "S12",
            "12a",
            "3ff.",
            "1,234",
            "3 and 5",
            "Discussion section",
            "Genesis 1",
            "emphasis added at 1:1",
            "3 Bells",
            "Chapter",
            "é",
            "1é",
        ] {
            assert_eq!(length(words), None, "{words}");
        }
    }
}

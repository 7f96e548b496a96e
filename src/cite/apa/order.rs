//! The order of a list of references (APA 7, sections 9.44 to 9.48).
//!
//! 1. By author, letter by letter: spaces, hyphens, apostrophes and marks on letters do not count, and the shorter of
//!    two that begin alike comes first. One author comes before the same with others. A group stands by its first word that
//!    is no article: The Wallace Foundation under W.
//! 2. Then by date, as far as the list shows it: without one, by year, in press
//!    ([`Issued`](crate::model::Issued) is in that order). A year alone comes before a day in it.
//! 3. Then by title, without `A`, `An` and `The`. A work without an author stands by its title from the start.

use super::dates;
use crate::model::Reference;
use deunicode::deunicode;

/// The works in the order of the list.
pub fn ordered<'e>(works: &[&'e Reference]) -> Vec<&'e Reference> {
    let mut works = works.to_vec();
    works.sort_by_cached_key(|reference| {
        (
            authors(reference),
            dates::listed(reference),
            letters(without_article(&reference.title.text)),
            reference.key.clone(),
        )
    });
    works
}

/// Each author's family name and initials, as letters, and generation.
fn authors(reference: &Reference) -> Vec<(String, String, usize)> {
    let names = &reference.credited().list;
    if names.is_empty() {
        return vec![(letters(without_article(&reference.title.text)), String::new(), 0)];
    }
    names
        .iter()
        .map(|name| {
            let is_group = name.given.is_empty();
            let family = if is_group {
                without_article(&name.family)
            } else {
                &name.family
            };
            (letters(family), letters(&name.initials()), generation(&name.suffix))
        })
        .collect()
}

/// Of people whose names differ in their suffix alone, the oldest comes first (9.46).
fn generation(suffix: &str) -> usize {
    let at = ["Sr.", "Jr.", "II", "III", "IV"]
        .iter()
        .position(|known| *known == suffix);
    at.map_or(0, |at| at + 1)
}

/// What counts of a text where it is sorted.
pub fn letters(text: &str) -> String {
    deunicode(text)
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .collect()
}

/// A title without the article that it begins with.
fn without_article(title: &str) -> &str {
    let bare = title.trim_start_matches(['“', '‘', '"', '(']);
    ["the ", "an ", "a "]
        .iter()
        .find_map(|article| {
            let start = bare.get(..article.len())?;
            start.eq_ignore_ascii_case(article).then(|| &bare[article.len()..])
        })
        .unwrap_or(bare)
}

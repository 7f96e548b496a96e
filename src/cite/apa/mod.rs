//! APA Style, seventh edition. Section numbers are those of the *Publication Manual of the American Psychological
//! Association* (2020).
//!
//! 1. [`order`] puts the works in the order of the list (9.44 to 9.48).
//! 2. [`distinctions`] works out what keeps two of them apart in a text: letters, initials, names before “et al.” (8.18 to
//!    8.20).
//! 3. [`in_text`] writes citations (8.10 to 8.22), [`entry`] what stands in the list (chapters 9 and 10), out of [`dates`],
//!    [`names`] and [`title_case`].

mod dates;
mod distinctions;
mod entry;
mod in_text;
mod names;
mod order;
mod source;
mod title_case;

pub use in_text::locator;

use super::{Entry, Mentioned, Pieces, RichText};
use crate::model::{Citation, Reference};
use distinctions::Distinction;
use std::collections::{HashMap, HashSet};

/// The works of an edition, with what keeps them apart.
pub struct Apa<'e> {
    /// In the order of the list.
    works: Vec<Work<'e>>,
    by_key: HashMap<&'e str, usize>,
    /// Abbreviations that stand for two groups, so for none.
    ambiguous: HashSet<&'e str>,
}

/// A work, and what citations of it have in common: it is cited more often than there are works.
struct Work<'e> {
    reference: &'e Reference,
    distinction: Distinction,
    /// As a sentence names it, `Day and Sammons`.
    in_sentence: RichText,
    /// As parentheses do, `Day & Sammons`.
    in_parentheses: RichText,
    year: String,
}

impl<'e> Work<'e> {
    fn new(reference: &'e Reference, distinction: Distinction) -> Self {
        Self {
            in_sentence: names::in_text(reference, &distinction, "and"),
            in_parentheses: names::in_text(reference, &distinction, "&"),
            year: dates::year_in_text(reference, distinction.letter),
            reference,
            distinction,
        }
    }
}

impl<'e> Apa<'e> {
    pub fn new(works: &[&'e Reference]) -> Self {
        let ordered = order::ordered(works);
        let distinctions = distinctions::of(&ordered);
        let ambiguous = distinctions::ambiguous_abbreviations(&ordered);
        let works: Vec<Work> = ordered
            .into_iter()
            .zip(distinctions)
            .map(|(reference, distinction)| Work::new(reference, distinction))
            .collect();
        let by_key = works.iter().enumerate();
        let by_key = by_key.map(|(rank, work)| (work.reference.key.as_str(), rank)).collect();
        Self {
            works,
            by_key,
            ambiguous,
        }
    }

    pub fn in_text(&self, citation: &'e Citation, mentioned: &mut Mentioned) -> Pieces<'e> {
        in_text::in_text(self, citation, mentioned)
    }

    pub fn entry(&self, key: &str) -> Option<Entry> {
        let work = &self.works[*self.by_key.get(key)?];
        Some(Entry {
            label: None,
            text: entry::entry(work.reference, &work.distinction),
        })
    }

    pub fn order(&self) -> Vec<&str> {
        self.works.iter().map(|work| work.reference.key.as_str()).collect()
    }
}

//! Citations meet the bibliography.
//!
//! 1. While texts are linked, [`Works`] notes what each citation cites, and gives it a place in its page, to which the list
//!    leads back.
//! 2. All citations of the edition are gathered, in its order, before any is written: letters, initials and numbers are
//!    worked out over all of them.
//! 3. What a citation reads as is written when its text is rendered ([`Cited::write`]): most pages of a preview never are.

use super::prose::{Bound, LinkedProse};
use super::reference_list::ReferenceList;
use super::works::{Named, Unknown, Works, names_unknown};
use crate::cite::{Citations, Mentioned, Piece, RichText};
use crate::config::CitationStyle;
use crate::edition::{Edition, Readers};
use crate::model::{Citation, Reference, Want, as_cited};
use crate::source::{Code, Diagnostic, Diagnostics, nearest};
use rustc_hash::FxHashMap;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::fmt;

/// How many unknown keys are told which one was probably meant.
const MOST_LOOKS: usize = 100;

/// A part of a citation as it reads.
#[derive(Debug)]
pub enum CitedPiece<'e> {
    Words(String),
    /// Words that lead to a work.
    Work {
        key: &'e str,
        words: RichText,
        /// The number of this place in its page, from 1.
        place: u32,
    },
}

/// The works that an edition cites.
pub struct Cited<'e> {
    citations: Citations<'e>,
    references: FxHashMap<&'e str, &'e Reference>,
    unknown: Vec<Unknown<'e>>,
}

impl fmt::Debug for Cited<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.references.keys()).finish()
    }
}

impl<'e> Cited<'e> {
    /// Prepares what was gathered for being cited. `citations` gives all that will be written, to the styles that must know
    /// them.
    pub(super) fn new(
        style: CitationStyle,
        works: Works<'_, 'e>,
        citations: impl FnOnce() -> Vec<&'e Citation>,
    ) -> Self {
        let references = works.cited.iter().map(|reference| (reference.key.as_str(), *reference));
        Self {
            citations: Citations::new(style, &works.cited, citations),
            references: references.collect(),
            unknown: works.unknown,
        }
    }

    /// The works of a citation that lead to the list: those that got a place when it was linked.
    fn known(&self, citation: &'e Citation) -> impl Iterator<Item = &'e str> {
        let names_none = names_unknown(citation, |key| self.references.contains_key(key));
        let works = if names_none { &[] } else { citation.works.as_slice() };
        let keys = works.iter().map(|work| work.key.as_str());
        keys.filter(|key| self.references.contains_key(key))
    }

    /// What the citations of a text read as, by the numbers of their holes.
    #[must_use]
    pub fn write(&self, text: &LinkedProse<'e>) -> HashMap<usize, Vec<CitedPiece<'e>>> {
        let mut mentioned = Mentioned::default();
        let mut written = HashMap::new();
        for (number, (hole, bound)) in text.prose.holes.iter().zip(&text.bound).enumerate() {
            if let (Want::Citation(citation), Bound::Citation(first)) = (&hole.want, bound) {
                written.insert(number, self.pieces(citation, *first, &mut mentioned));
            }
        }
        written
    }

    fn pieces(&self, citation: &'e Citation, first: u32, mentioned: &mut Mentioned) -> Vec<CitedPiece<'e>> {
        // A style may sort the works: each takes the first place of its key that is left.
        let mut left: Vec<(&str, u32)> = self.known(citation).zip(first..).collect();
        let mut take = |key: &str| {
            let at = left.iter().position(|(known, _)| *known == key);
            at.map_or(first, |at| left.remove(at).1)
        };
        let pieces = self.citations.in_text(citation, mentioned).into_iter();
        pieces
            .map(|piece| match piece {
                Piece::Words(words) => CitedPiece::Words(words),
                Piece::Work { key, words } => CitedPiece::Work {
                    key,
                    words,
                    place: take(key),
                },
            })
            .collect()
    }

    /// The whole list.
    pub(super) fn list(&self) -> ReferenceList<'e> {
        let order = self.citations.order();
        let listed = order
            .into_iter()
            .filter_map(|key| Some((*self.references.get(key)?, self.citations.entry(key)?)));
        ReferenceList::new(listed)
    }

    /// Reports the keys that are in no bibliography, and the mistakes in entries that the edition uses.
    pub(super) fn report(&self, edition: &Edition<'e>, diagnostics: &mut Diagnostics) {
        let bibliography = edition.bibliography();
        // A citation of an entry that cannot be read is no second mistake.
        let broken: HashSet<&str> = bibliography.problems.iter().map(|(key, _)| key.as_str()).collect();
        // Where a part of the bibliography cannot be read, the works may be in that part.
        let is_whole = bibliography.unreadable.is_empty();
        let unknown = self
            .unknown
            .iter()
            .filter(|unknown| is_whole && !broken.contains(unknown.key));
        // Where there is none at all, that is the one mistake, however much is cited.
        let has_none = bibliography.references.is_empty() && broken.is_empty();
        let unknown = unknown.take(if has_none { 1 } else { usize::MAX });
        // Each look goes through all keys: after so many, the key is to blame no longer.
        for (number, Unknown { key, named, span }) in unknown.enumerate() {
            let longer = match named {
                Named::InText { longer } => *longer,
                Named::InSettings => None,
            };
            // What only the team cites must not be offered to others.
            let meant = match edition.readers() {
                _ if number >= MOST_LOOKS => None,
                Readers::Team => meant(key, longer, || bibliography.references.keys().map(String::as_str)),
                Readers::Public | Readers::PublicWithDrafts => meant(key, longer, || self.references.keys().copied()),
            };
            let fix = match (meant, longer) {
                // There a key has no @, and none stands for anything else.
                (Some(meant), _) if matches!(named, Named::InSettings) => format!("did you mean “{meant}”?"),
                (None, _) if matches!(named, Named::InSettings) => {
                    "add the work to the bibliography, or write the key as it is there, without an @".into()
                }
                (Some(meant), _) => format!("did you mean “{}”?", as_cited(meant)),
                (None, Some(longer)) => format!(
                    "write a key with such a sign in it in braces, {}, and add the work to references.bib if it is not there",
                    as_cited(longer)
                ),
                (None, None) => {
                    "add the work to references.bib, or write the key as it is there; for an @ that cites nothing, write \\@"
                        .into()
                }
            };
            let message = match self.unknown.len() {
                cited @ 2.. if has_none => {
                    format!(
                        "There is no bibliography with works in it, and {cited} works are cited, as “{key}” is here."
                    )
                }
                _ if longer.is_some() => format!(
                    "The sign behind “{key}” ends the key, and there is no work with that key in the bibliography."
                ),
                _ => format!("There is no work with the key “{key}” in the bibliography."),
            };
            diagnostics.push(Diagnostic::at(Code::CitationUnknown, *span, message).fix(fix));
        }
        let unknown: BTreeSet<&str> = self.unknown.iter().map(|unknown| unknown.key).collect();
        let is_used = |key: &str| self.references.contains_key(key) || unknown.contains(key);
        let of_entries = bibliography
            .problems
            .iter()
            .filter(|(key, _)| edition.readers() == Readers::Team || is_used(key));
        diagnostics.extend(of_entries.map(|(_, problem)| problem.clone()));
    }
}

/// The key that was probably meant for one that is not known.
fn meant<'k, Keys: Iterator<Item = &'k str>>(
    key: &str,
    longer: Option<&str>,
    known: impl Fn() -> Keys,
) -> Option<&'k str> {
    if let Some(longer) = longer {
        return known()
            .find(|known| known.replace(['’', '‘'], "'") == longer)
            .or_else(|| nearest(longer, known()));
    }
    nearest(key, known()).or_else(|| without_its_end(key, known()))
}

/// The one key that begins with another: people leave out the year.
fn without_its_end<'k>(key: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    const SHORTEST: usize = 3;
    let goes_on = |known: &&str| {
        let rest = known.strip_prefix(key);
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
    };
    let mut longer = known.filter(goes_on);
    let found = longer.next().filter(|_| key.len() >= SHORTEST)?;
    longer.next().is_none().then_some(found)
}

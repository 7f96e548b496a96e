//! Citations meet the bibliography.
//!
//! 1. All citations of the edition are gathered, in its order, before any is written: letters, initials and numbers are
//!    worked out over all of them.
//! 2. Each work in a citation gets a place in its page, to which the list leads back.
//! 3. What a citation reads as is written when its text is rendered ([`Cited::write`]): most pages of a preview never are.

use super::places::Places;
use super::prose::{Bound, LinkedProse};
use super::reference_list::ReferenceList;
use crate::cite::{Citations, Mentioned, Piece, RichText};
use crate::edition::{Edition, Readers, Sheet};
use crate::model::{Bibliography, Citation, CitationForm, Prose, Reference, Want};
use crate::source::{Code, Diagnostic, Diagnostics, Span, nearest};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
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
    unknown: Vec<(&'e str, Span)>,
}

impl fmt::Debug for Cited<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.references.keys()).finish()
    }
}

impl<'e> Cited<'e> {
    pub(super) fn new(edition: &Edition<'e>, sheets: &HashMap<&'e str, &Sheet<'e>>) -> Self {
        let bibliography = edition.bibliography();
        let texts = texts(edition, sheets);
        let include = edition.settings().citations.include.iter();
        let include = include.map(|(key, span)| (key.as_str(), *span));
        // Each thread keeps the first citation of a work in its texts, and the first of these is the first of all.
        let cited: Vec<Vec<(&'e str, Span)>> = texts
            .par_chunks(AT_ONCE)
            .map(|texts| first_cited(texts, bibliography))
            .collect();
        let mut references: FxHashMap<&'e str, &'e Reference> = FxHashMap::default();
        let mut works = Vec::new();
        let mut unknown = Vec::new();
        for (key, span) in cited.into_iter().flatten().chain(include) {
            if references.contains_key(key) {
                continue;
            }
            match bibliography.references.get(key) {
                Some(reference) => {
                    references.insert(reference.key.as_str(), reference);
                    works.push(reference);
                }
                None => unknown.push((key, span)),
            }
        }
        let citations = || citations(texts.iter().copied()).collect();
        Self {
            citations: Citations::new(edition.settings().citations.style, &works, citations),
            references,
            unknown,
        }
    }

    /// Whether there is anything to list.
    pub(super) fn is_empty(&self) -> bool {
        self.references.is_empty()
    }

    /// Gives the known works of a citation their places in its page, one after the other, and says which is the first.
    pub(super) fn place(&self, citation: &'e Citation, places: &mut Places<'e>) -> u32 {
        let first = places.next();
        for work in self.known(citation) {
            places.add(work);
        }
        first
    }

    /// The works of a citation that lead to the list. A sentence that names a work which is not known names none: it
    /// stands as it was written.
    fn known(&self, citation: &'e Citation) -> impl Iterator<Item = &'e str> {
        let is_narrative = citation.form == CitationForm::Narrative;
        let first = citation.works.first();
        let names_unknown = is_narrative && first.is_some_and(|work| !self.references.contains_key(work.key.as_str()));
        let works = if names_unknown { &[] } else { citation.works.as_slice() };
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
        let unknown = self.unknown.iter().filter(|(key, _)| is_whole && !broken.contains(key));
        // Each look goes through all keys: after so many, the key is to blame no longer.
        for (number, (key, span)) in unknown.enumerate() {
            // What only the team cites must not be offered to others.
            let meant = match edition.readers() {
                _ if number >= MOST_LOOKS => None,
                Readers::Team => nearest(key, bibliography.references.keys().map(String::as_str)),
                Readers::Public | Readers::PublicWithDrafts => nearest(key, self.references.keys().copied()),
            };
            let fix = match meant {
                Some(meant) => format!("did you mean “@{meant}”?"),
                None => {
                    "add the work to references.bib, or write the key as it is there; for an @ that cites nothing, write \\@"
                        .into()
                }
            };
            let message = format!("There is no work with the key “{key}” in the bibliography.");
            diagnostics.push(Diagnostic::at(Code::CitationUnknown, *span, message).fix(fix));
        }
        let unknown: BTreeSet<&str> = self.unknown.iter().map(|(key, _)| *key).collect();
        let is_used = |key: &str| self.references.contains_key(key) || unknown.contains(key);
        let of_entries = bibliography
            .problems
            .iter()
            .filter(|(key, _)| edition.readers() == Readers::Team || is_used(key));
        diagnostics.extend(of_entries.map(|(_, problem)| problem.clone()));
    }
}

/// How many texts a thread takes at once.
const AT_ONCE: usize = 256;

/// All texts of an edition: page by page, each with its answers, then the test cycles.
fn texts<'e>(edition: &Edition<'e>, sheets: &HashMap<&'e str, &Sheet<'e>>) -> Vec<&'e Prose> {
    let mut texts: Vec<&'e Prose> = Vec::new();
    for document in edition.documents() {
        texts.push(&document.body);
        let answers = sheets.get(document.id.as_str()).into_iter();
        texts.extend(answers.flat_map(|sheet| sheet.answers.iter().flat_map(|answer| answer.reply.prose())));
    }
    texts.extend(edition.cycles().iter().flat_map(|cycle| cycle.prose()));
    texts
}

fn citations<'e>(texts: impl Iterator<Item = &'e Prose>) -> impl Iterator<Item = &'e Citation> {
    let holes = texts.flat_map(|text| &text.holes);
    holes.filter_map(|hole| match &hole.want {
        Want::Citation(citation) => Some(citation),
        _ => None,
    })
}

/// The first citation of each work in some texts, and every citation of an unknown one.
fn first_cited<'e>(texts: &[&'e Prose], bibliography: &Bibliography) -> Vec<(&'e str, Span)> {
    let mut seen: FxHashSet<&str> = FxHashSet::default();
    let works = citations(texts.iter().copied()).flat_map(|citation| &citation.works);
    let works = works.map(|work| (work.key.as_str(), work.span));
    works
        .filter(|(key, _)| !seen.contains(key) && (!bibliography.references.contains_key(*key) || seen.insert(key)))
        .collect()
}

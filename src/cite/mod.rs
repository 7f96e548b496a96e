//! Floor 2: works become citations and lists of references, in a style.
//!
//! 1. [`Citations::new`] takes the works that an edition cites, since letters, initials and numbers are worked out over
//!    all of them.
//! 2. [`Citations::in_text`] is what a citation reads as; [`Citations::entry`] what stands for a work in a list.
//!
//! [`apa`] is APA Style's seventh edition, by rules of our own: a journal's editor is to pass what it makes. [`csl`] is
//! every other style, as hayagriva has it.

mod apa;
mod coins;
mod csl;
mod pieces;
mod rich_text;

pub use coins::coins;
pub use pieces::{Piece, Pieces};
pub use rich_text::{RichText, Run};

use crate::config::CitationStyle;
use crate::model::{Citation, Cited, Reference, as_cited};
use csl::{Csl, Family};
use hayagriva::archive::ArchivedStyle;
use std::collections::BTreeSet;

/// The works of an edition, ready to be cited.
pub struct Citations<'e> {
    style: Style<'e>,
}

enum Style<'e> {
    Apa(apa::Apa<'e>),
    Csl(Csl),
}

/// A work in a list of references.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// `[1]`, in styles that number works.
    pub label: Option<String>,
    pub text: RichText,
}

/// What a text has said already.
#[derive(Debug, Default)]
pub struct Mentioned(BTreeSet<String>);

impl<'e> Citations<'e> {
    /// Prepares works for citing. `works` are in the order of their first citation; `citations` gives all that will be
    /// asked for, to the styles that must know them.
    #[must_use]
    pub fn new(style: CitationStyle, works: &[&'e Reference], citations: impl FnOnce() -> Vec<&'e Citation>) -> Self {
        let style = match style {
            CitationStyle::Apa => Style::Apa(apa::Apa::new(works)),
            CitationStyle::Ieee => {
                let ieee = ArchivedStyle::InstituteOfElectricalAndElectronicsEngineers;
                Style::Csl(Csl::new(ieee, Family::Number, works, &citations()))
            }
            CitationStyle::ChicagoAuthorDate => {
                let chicago = ArchivedStyle::ChicagoAuthorDate;
                Style::Csl(Csl::new(chicago, Family::AuthorDate, works, &citations()))
            }
        };
        Self { style }
    }

    /// A citation as it reads. A key that is not among the works stands as it was written.
    pub fn in_text(&self, citation: &'e Citation, mentioned: &mut Mentioned) -> Pieces<'e> {
        match &self.style {
            Style::Apa(apa) => apa.in_text(citation, mentioned),
            Style::Csl(csl) => csl.in_text(citation),
        }
    }

    /// What stands for a work in a list; none for a key that is not among the works.
    #[must_use]
    pub fn entry(&self, key: &str) -> Option<Entry> {
        match &self.style {
            Style::Apa(apa) => apa.entry(key),
            Style::Csl(csl) => csl.entry(key),
        }
    }

    /// The keys in the order of the list.
    #[must_use]
    pub fn order(&self) -> Vec<&str> {
        match &self.style {
            Style::Apa(apa) => apa.order(),
            Style::Csl(csl) => csl.order(),
        }
    }
}

/// A work that is not known, as it was written.
fn as_written(work: &Cited) -> String {
    let locator = work.locator.as_ref().map(apa::locator).unwrap_or_default();
    format!("{}{locator}{}", as_cited(&work.key), work.suffix)
}

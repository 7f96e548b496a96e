//! Test cycles (Plan-Do-Study-Act).

use super::{Address, Audience, Prose};
use crate::source::{Diagnostic, SourceId};
use jiff::civil::Date;

#[derive(Debug)]
pub struct Cycle {
    pub source: SourceId,
    /// Below `content/`.
    pub path: String,
    pub slug: String,
    pub address: Address,
    pub audience: Audience,
    pub title: String,
    pub aim: Option<String>,
    pub change: Option<String>,
    pub predictions: Vec<String>,
    pub measure: Option<String>,
    pub unit: Option<String>,
    pub who: Option<String>,
    pub start: Option<Date>,
    pub end: Option<Date>,
    /// The median is frozen over so many first points.
    pub baseline: Option<u32>,
    /// Below `content/`.
    pub data_path: String,
    pub observations: Vec<Observation>,
    pub study: Option<Prose>,
    pub decision: Option<Decision>,
    pub next: Option<Prose>,
    /// Mistakes in the cycle and its data, which go where it goes.
    pub problems: Vec<Diagnostic>,
}

impl Cycle {
    /// All compiled text of the cycle.
    pub fn prose(&self) -> impl Iterator<Item = &Prose> {
        self.study.iter().chain(&self.next)
    }
}

/// One row of a cycle's data.
#[derive(Debug, Clone, PartialEq)]
pub struct Observation {
    pub date: Date,
    /// As it was written, a number; none is a gap, never zero.
    pub value: Option<String>,
    pub note: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    Adopt,
    Adapt,
    Abandon,
}

impl Decision {
    pub const ALL: [Self; 3] = [Self::Adopt, Self::Adapt, Self::Abandon];

    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Adopt => "adopt",
            Self::Adapt => "adapt",
            Self::Abandon => "abandon",
        }
    }
}

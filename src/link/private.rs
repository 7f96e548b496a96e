//! What the public does not see, as the team's own edition says it.

use super::site::{LinkedSeries, Site};
use crate::edition::{Edition, Readers};
use crate::model::{Answer, AnswerStatus, Audience, Cycle, Document, folder_of_index, folders_around};
use rustc_hash::FxHashMap;
use serde::Serialize;

/// Why the public does not see something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Private {
    Draft,
    Team,
    /// An answer that holds no more.
    Retired,
}

impl Private {
    /// What an edition may have.
    #[must_use]
    pub fn in_edition_of(readers: Readers) -> &'static [Self] {
        match readers {
            Readers::Public => &[],
            Readers::PublicWithDrafts => &[Self::Draft],
            Readers::Team => &[Self::Draft, Self::Team, Self::Retired],
        }
    }

    /// As themes call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Team => "team",
            Self::Retired => "retired",
        }
    }
}

/// Why the public does not see into folders, by their ids: it does not see their indexes.
pub(super) fn folders<'e>(edition: &Edition<'e>) -> FxHashMap<&'e str, Private> {
    let indexes = edition.documents().iter().filter_map(|document| {
        let folder = folder_of_index(&document.id)?;
        Some((
            folder,
            why(edition.readers(), document.head.draft, document.head.audience)?,
        ))
    });
    indexes.collect()
}

/// Why the public does not see something; nothing in an edition that has none of it.
fn why(readers: Readers, is_draft: bool, audience: Audience) -> Option<Private> {
    if is_draft && readers != Readers::Public {
        Some(Private::Draft)
    } else if audience == Audience::Team && readers == Readers::Team {
        Some(Private::Team)
    } else {
        None
    }
}

impl Site<'_> {
    /// Why the public does not see an answer: it sees none that is retired.
    #[must_use]
    pub fn why_private_answer(&self, answer: &Answer) -> Option<Private> {
        if answer.status() == AnswerStatus::Retired {
            return Some(Private::Retired);
        }
        why(
            self.edition.readers(),
            answer.status() == AnswerStatus::Draft,
            answer.audience,
        )
    }

    /// Why the public does not see a page: one is as private as the folders that it lies in.
    #[must_use]
    pub fn why_private_page(&self, document: &Document) -> Option<Private> {
        let own = why(self.edition.readers(), document.head.draft, document.head.audience);
        own.or_else(|| self.why_private_below(&document.id))
    }

    /// Why the public does not see a series: as its index says.
    #[must_use]
    pub fn why_private_series(&self, series: &LinkedSeries) -> Option<Private> {
        self.why_private_page(self.documents[series.index?].document)
    }

    /// Why the public does not see a test cycle.
    #[must_use]
    pub fn why_private_cycle(&self, cycle: &Cycle) -> Option<Private> {
        let own = why(self.edition.readers(), false, cycle.audience);
        own.or_else(|| self.why_private_below(cycle.address.as_str()))
    }

    fn why_private_below(&self, id: &str) -> Option<Private> {
        if self.private_folders.is_empty() {
            return None;
        }
        folders_around(id).find_map(|folder| self.private_folders.get(folder).copied())
    }
}

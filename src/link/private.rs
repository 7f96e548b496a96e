//! What the public does not see, as the team's own edition says it.

use super::site::Site;
use crate::edition::{Edition, Readers};
use crate::model::{Answer, AnswerStatus, Audience, Cycle, Document, Reply, folder_of_index, folders_around};
use rustc_hash::FxHashMap;

/// Why the public does not see into folders, by their ids: it does not see their indexes.
pub(super) fn folders<'e>(edition: &Edition<'e>) -> FxHashMap<&'e str, &'static str> {
    let indexes = edition.documents().iter().filter_map(|document| {
        let folder = folder_of_index(&document.id)?;
        Some((
            folder,
            why(edition.readers(), document.head.draft, document.head.audience)?,
        ))
    });
    indexes.collect()
}

/// Why the public does not see something: `draft` or `team`; nothing in an edition that has none of it.
fn why(readers: Readers, is_draft: bool, audience: Audience) -> Option<&'static str> {
    if is_draft && readers != Readers::Public {
        Some("draft")
    } else if audience == Audience::Team && readers == Readers::Team {
        Some("team")
    } else {
        None
    }
}

impl Site<'_> {
    /// Why the public does not see an answer: it sees none that is retired.
    #[must_use]
    pub fn why_private_answer(&self, answer: &Answer) -> Option<&'static str> {
        let status = match &answer.reply {
            Reply::Question(question) => question.status,
            Reply::Task(_) | Reply::Organizer(_) | Reply::Theory(_) => AnswerStatus::Agreed,
        };
        if status == AnswerStatus::Retired {
            return Some("retired");
        }
        why(self.edition.readers(), status == AnswerStatus::Draft, answer.audience)
    }

    /// Why the public does not see a page: one is as private as the folders that it lies in.
    #[must_use]
    pub fn why_private_page(&self, document: &Document) -> Option<&'static str> {
        let own = why(self.edition.readers(), document.head.draft, document.head.audience);
        own.or_else(|| self.why_private_below(&document.id))
    }

    /// Why the public does not see a test cycle.
    #[must_use]
    pub fn why_private_cycle(&self, cycle: &Cycle) -> Option<&'static str> {
        let own = why(self.edition.readers(), false, cycle.audience);
        own.or_else(|| self.why_private_below(cycle.address.as_str()))
    }

    fn why_private_below(&self, id: &str) -> Option<&'static str> {
        if self.private_folders.is_empty() {
            return None;
        }
        folders_around(id).find_map(|folder| self.private_folders.get(folder).copied())
    }
}

//! What the public does not see, as the team's own edition says it.

use super::site::Site;
use crate::edition::Readers;
use crate::model::{Answer, AnswerStatus, Audience, Document, Head, Kind, Reply};

impl Site<'_> {
    /// Why the public does not see something: `draft` or `team`; nothing in an edition that has none of it.
    #[must_use]
    pub fn why_private(&self, is_draft: bool, audience: Audience) -> Option<&'static str> {
        let readers = self.edition.readers();
        if is_draft && readers != Readers::Public {
            Some("draft")
        } else if audience == Audience::Team && readers == Readers::Team {
            Some("team")
        } else {
            None
        }
    }

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
        self.why_private(status == AnswerStatus::Draft, answer.audience)
    }

    /// Why the public does not see a page: a guide is as private as its series.
    #[must_use]
    pub fn why_private_page(&self, document: &Document) -> Option<&'static str> {
        let of_head = |head: &Head| self.why_private(head.draft, head.audience);
        of_head(&document.head).or_else(|| {
            let Kind::Guide(guide) = &document.kind else {
                return None;
            };
            let index = self.series[self.series_of(guide)?].index?;
            of_head(&self.documents[index].document.head)
        })
    }
}

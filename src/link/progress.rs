//! How far guides are worked through, and what a team has decided.

use super::site::{LinkedAnswer, LinkedDocument, Site};
use crate::model::{AnswerStatus, Prompt, PromptKind, Reply, TaskStatus};
use jiff::civil::Date;
use std::cmp::Reverse;

/// How far a guide is worked through, as far as the edition's readers can see.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    pub questions: usize,
    /// Questions with an answer that is proposed or agreed.
    pub answered: usize,
    pub agreed: usize,
    /// Questions that ask in other words now than those that were answered.
    pub outdated: usize,
    pub tasks: usize,
    pub doing: usize,
    pub done: usize,
}

impl Progress {
    /// That of a guide; nothing of any other document.
    #[must_use]
    pub fn of(linked: &LinkedDocument) -> Self {
        let mut progress = Self::default();
        for (prompt, answer) in linked.prompts() {
            let reply = answer.map(|linked| &linked.answer.reply);
            match prompt.kind {
                PromptKind::Question => {
                    let status = match reply {
                        Some(Reply::Question(question)) => Some(question.status),
                        _ => None,
                    };
                    let is = |wanted: &[AnswerStatus]| status.is_some_and(|status| wanted.contains(&status));
                    let counts = is(&[AnswerStatus::Agreed, AnswerStatus::Proposed]);
                    progress.questions += 1;
                    progress.answered += usize::from(counts);
                    progress.agreed += usize::from(is(&[AnswerStatus::Agreed]));
                    progress.outdated += usize::from(counts && answer.is_some_and(|linked| linked.is_outdated));
                }
                PromptKind::Task => {
                    let status = match reply {
                        Some(Reply::Task(task)) => task.status,
                        _ => TaskStatus::Todo,
                    };
                    progress.tasks += 1;
                    progress.doing += usize::from(status == TaskStatus::Doing);
                    progress.done += usize::from(status == TaskStatus::Done);
                }
                PromptKind::Organizer | PromptKind::Theory => {}
            }
        }
        progress
    }
}

impl<'e> LinkedDocument<'e> {
    /// Everything in it that asks for an answer, in the order of the text, with the answer where there is one.
    pub fn prompts(&self) -> impl Iterator<Item = (&'e Prompt, Option<&LinkedAnswer<'e>>)> {
        let prompts = self.document.body.prompts.iter();
        prompts.map(|prompt| (prompt, self.answers.get(prompt.id.as_str())))
    }
}

/// A question that the team has agreed on an answer to.
#[derive(Debug)]
pub struct Decision<'s, 'e> {
    pub date: Date,
    pub guide: &'s LinkedDocument<'e>,
    pub question: &'e Prompt,
    pub answer: &'s LinkedAnswer<'e>,
}

impl Decision<'_, '_> {
    /// Where it stands in its guide, from the root of the site.
    #[must_use]
    pub fn href(&self) -> String {
        format!("{}#{}", self.guide.document.address.href(), self.question.id)
    }
}

impl<'e> Site<'e> {
    /// What the team has agreed on, the latest first; answers without a date are none of them.
    #[must_use]
    pub fn decisions(&self) -> Vec<Decision<'_, 'e>> {
        let of_guide = |guide| {
            let answered = LinkedDocument::prompts(guide).filter_map(|(question, answer)| Some((question, answer?)));
            answered.filter_map(move |(question, answer)| {
                let is_agreed =
                    matches!(&answer.answer.reply, Reply::Question(reply) if reply.status == AnswerStatus::Agreed);
                let date = answer.answer.updated.filter(|_| is_agreed)?;
                Some(Decision {
                    date,
                    guide,
                    question,
                    answer,
                })
            })
        };
        let mut decisions: Vec<Decision> = self.documents.iter().flat_map(of_guide).collect();
        // The sort is stable: decisions of one day stay in the order of the guides.
        decisions.sort_by_key(|decision| Reverse(decision.date));
        decisions
    }
}

//! What a question, a task, an organizer and a theory of action are given: words and what was answered.

use crate::link::{LinkedAnswer, Private, Site};
use crate::model::Reply;
use crate::theme::Html;
use rustc_hash::FxHashMap;
use serde::Serialize;

/// A question or task, with its answer where there is one.
#[derive(Debug, Serialize)]
pub struct PromptView {
    /// Its id in the page.
    pub id: String,
    /// The words, without a paragraph around them.
    pub text: Html,
    /// Further paragraphs of the item; may be empty.
    pub more: Html,
    pub answer: Option<AnswerView>,
    pub task: Option<TaskView>,
    /// Sub-questions.
    pub children: Vec<PromptView>,
}

#[derive(Debug, Serialize)]
pub struct AnswerView {
    pub text: Html,
    /// `draft`, `proposed`, `agreed` or `retired`.
    pub status: &'static str,
    pub by: Option<String>,
    pub updated: Option<String>,
    pub review: Option<String>,
    /// The guide asks in other words now than those that were answered.
    pub is_outdated: bool,
    /// Why the public does not see it: `team`, `draft` or `retired`.
    pub private: Option<Private>,
}

#[derive(Debug, Serialize)]
pub struct TaskView {
    /// `todo`, `doing` or `done`.
    pub status: &'static str,
    pub owner: Option<String>,
    pub due: Option<String>,
    pub note: Option<Html>,
    pub private: Option<Private>,
}

#[derive(Debug, Serialize)]
pub struct OrganizerView {
    pub columns: Vec<OrganizerColumn>,
    pub is_answered: bool,
    pub private: Option<Private>,
}

#[derive(Debug, Serialize)]
pub struct OrganizerColumn {
    pub name: String,
    pub lines: Vec<Html>,
}

#[derive(Debug, Serialize)]
pub struct TheoryView {
    pub conditions: Vec<Html>,
    pub changes: Vec<Html>,
    pub results: Vec<Html>,
    pub private: Option<Private>,
}

/// The answer to a question; its text was rendered before.
pub fn answer(site: &Site, linked: &LinkedAnswer, mut texts: Vec<Html>) -> Option<AnswerView> {
    let Reply::Question(question) = &linked.answer.reply else {
        return None;
    };
    Some(AnswerView {
        text: texts.pop().unwrap_or_default(),
        status: question.status.name(),
        by: question.by.clone(),
        updated: linked.answer.updated.map(|date| date.to_string()),
        review: question.review.map(|date| date.to_string()),
        is_outdated: linked.is_outdated,
        private: site.why_private_answer(linked.answer),
    })
}

/// What was done about a task; its note was rendered before.
pub fn task(site: &Site, linked: &LinkedAnswer, mut texts: Vec<Html>) -> Option<TaskView> {
    let Reply::Task(task) = &linked.answer.reply else {
        return None;
    };
    Some(TaskView {
        status: task.status.name(),
        owner: task.owner.clone(),
        due: task.due.map(|date| date.to_string()),
        note: texts.pop(),
        private: site.why_private_answer(linked.answer),
    })
}

/// An organizer's columns, filled as far as they were answered.
pub fn organizer(site: &Site, columns: &[String], linked: Option<&LinkedAnswer>, texts: Vec<Html>) -> OrganizerView {
    let mut texts = texts.into_iter();
    let mut filled: FxHashMap<&str, Vec<Html>> = FxHashMap::default();
    if let Some(Reply::Organizer(organizer)) = linked.map(|linked| &linked.answer.reply) {
        for (name, lines) in &organizer.columns {
            filled.insert(name, texts.by_ref().take(lines.len()).collect());
        }
    }
    OrganizerView {
        columns: columns
            .iter()
            .map(|name| OrganizerColumn {
                name: name.clone(),
                lines: filled.remove(name.to_lowercase().as_str()).unwrap_or_default(),
            })
            .collect(),
        is_answered: linked.is_some(),
        private: linked.and_then(|linked| site.why_private_answer(linked.answer)),
    }
}

pub fn theory(site: &Site, linked: &LinkedAnswer, texts: Vec<Html>) -> Option<TheoryView> {
    let Reply::Theory(theory) = &linked.answer.reply else {
        return None;
    };
    let mut texts = texts.into_iter();
    Some(TheoryView {
        conditions: texts.by_ref().take(theory.conditions.len()).collect(),
        changes: texts.by_ref().take(theory.changes.len()).collect(),
        results: texts.by_ref().take(theory.results.len()).collect(),
        private: site.why_private_answer(linked.answer),
    })
}

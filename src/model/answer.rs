//! What a school's team answers to a guide.

use super::{Audience, PromptKind, Prose};
use crate::source::{Diagnostic, SourceId, Span};
use jiff::civil::Date;

/// The answers to one guide: one file.
#[derive(Debug)]
pub struct AnswerSheet {
    pub source: SourceId,
    /// The id of the guide that the file's path names.
    pub guide: String,
    /// The path that its links are relative to, below `content/`.
    pub path: String,
    pub answers: Vec<Answer>,
}

/// The answer to one prompt.
#[derive(Debug)]
pub struct Answer {
    /// The prompt's id.
    pub id: String,
    pub span: Span,
    pub audience: Audience,
    pub reply: Reply,
    pub updated: Option<Date>,
    /// Mistakes inside of this answer, which go where it goes.
    pub problems: Vec<Diagnostic>,
}

impl Answer {
    /// How far it is agreed on. Only what answers a question says so; anything else holds as it stands.
    #[must_use]
    pub fn status(&self) -> AnswerStatus {
        match &self.reply {
            Reply::Question(question) => question.status,
            Reply::Task(_) | Reply::Organizer(_) | Reply::Theory(_) => AnswerStatus::Agreed,
        }
    }
}

#[derive(Debug)]
pub enum Reply {
    Question(QuestionAnswer),
    Task(TaskReport),
    Organizer(Organizer),
    Theory(Theory),
}

impl Reply {
    #[must_use]
    pub fn kind(&self) -> PromptKind {
        match self {
            Self::Question(_) => PromptKind::Question,
            Self::Task(_) => PromptKind::Task,
            Self::Organizer(_) => PromptKind::Organizer,
            Self::Theory(_) => PromptKind::Theory,
        }
    }

    /// All compiled text of the reply.
    #[must_use]
    pub fn prose(&self) -> Box<dyn Iterator<Item = &Prose> + '_> {
        match self {
            Self::Question(question) => Box::new(std::iter::once(&question.text)),
            Self::Task(task) => Box::new(task.note.iter()),
            Self::Organizer(organizer) => Box::new(organizer.columns.iter().flat_map(|(_, lines)| lines)),
            Self::Theory(theory) => Box::new(theory.conditions.iter().chain(&theory.changes).chain(&theory.results)),
        }
    }
}

#[derive(Debug)]
pub struct QuestionAnswer {
    /// The wording that was answered.
    pub wording: Option<(String, Span)>,
    pub text: Prose,
    pub status: AnswerStatus,
    /// A role, not a person's name.
    pub by: Option<String>,
    pub review: Option<Date>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerStatus {
    Draft,
    Proposed,
    Agreed,
    Retired,
}

impl AnswerStatus {
    pub const ALL: [Self; 4] = [Self::Draft, Self::Proposed, Self::Agreed, Self::Retired];

    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Proposed => "proposed",
            Self::Agreed => "agreed",
            Self::Retired => "retired",
        }
    }
}

#[derive(Debug)]
pub struct TaskReport {
    pub status: TaskStatus,
    /// A role, not a person's name.
    pub owner: Option<String>,
    pub due: Option<Date>,
    pub note: Option<Prose>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaskStatus {
    Todo,
    Doing,
    Done,
}

impl TaskStatus {
    pub const ALL: [Self; 3] = [Self::Todo, Self::Doing, Self::Done];

    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Todo => "todo",
            Self::Doing => "doing",
            Self::Done => "done",
        }
    }
}

/// Lines by column, each column by its lower-case name.
#[derive(Debug)]
pub struct Organizer {
    pub columns: Vec<(String, Vec<Prose>)>,
    /// Where each column's name stands, in the same order.
    pub spans: Vec<Span>,
}

/// If …, then …, so that …
#[derive(Debug)]
pub struct Theory {
    pub conditions: Vec<Prose>,
    pub changes: Vec<Prose>,
    pub results: Vec<Prose>,
}

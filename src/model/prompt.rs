//! What asks a team for an answer.

use super::Fragment;
use crate::source::Span;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PromptKind {
    Question,
    Task,
    Organizer,
    Theory,
}

impl PromptKind {
    /// As a person would call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Question => "big question",
            Self::Task => "task",
            Self::Organizer => "graphic organizer",
            Self::Theory => "theory of action",
        }
    }
}

/// A big question, a task, an organizer or a theory of action of a guide.
#[derive(Debug)]
pub struct Prompt {
    /// Unique in its guide; also its anchor in the page.
    pub id: String,
    /// Whether the author wrote the id; one made from words is lost when they change.
    pub has_given_id: bool,
    pub kind: PromptKind,
    /// The plain words, as an answer's `question` keeps them.
    pub wording: String,
    pub span: Span,
}

/// A question or a task in a list, with what stands below it.
#[derive(Debug)]
pub struct PromptItem {
    /// The number of its prompt in the prose.
    pub prompt: usize,
    /// The words, without a paragraph around them.
    pub text: Fragment,
    /// Further paragraphs and lists of the item.
    pub more: Fragment,
    /// Sub-questions.
    pub children: Vec<PromptItem>,
}

//! What can be found: the pages of a site, and places in them.

use crate::link::Private;
use crate::model::ResourceKind;

/// A page, as the search knows it.
#[derive(Debug)]
pub struct FoundPage {
    /// From the root of the site.
    pub href: String,
    pub title: String,
    pub summary: String,
    pub kind: EntryKind,
    /// Why the public does not see it, in the team's edition.
    pub private: Option<Private>,
    /// Words by which it is found though its text does not say them: its kind, who wrote it, what it serves.
    pub also: String,
    /// The page itself, then the places in it, in their order.
    pub entries: Vec<Entry>,
}

/// A page, or a place in one.
#[derive(Debug, Default)]
pub struct Entry {
    pub kind: EntryKind,
    /// The id of the place; empty for the page itself.
    pub anchor: String,
    /// The heading or the question; empty for the page itself, whose title the page has.
    pub title: String,
    /// Plain words, with single spaces between them.
    pub text: String,
    /// Why the public does not see it although it sees the page.
    pub private: Option<Private>,
}

/// What readers are told that a result is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum EntryKind {
    #[default]
    Page,
    Guide,
    Series,
    List,
    Resource(ResourceKind),
    Article,
    Cycle,
    /// A part of a page under a heading of its own.
    Section,
    /// A big question that is not answered yet.
    Question,
    /// A big question with our answer.
    Answer,
    Task,
    /// A work in the list of references.
    Work,
}

impl EntryKind {
    /// Those that have one name; resources have several, sections that of their page.
    pub const NAMED: [Self; 10] = [
        Self::Page,
        Self::Guide,
        Self::Series,
        Self::List,
        Self::Article,
        Self::Cycle,
        Self::Question,
        Self::Answer,
        Self::Task,
        Self::Work,
    ];

    /// The theme's string that names it; none for a section, which is called after its page.
    pub fn string(self) -> Option<String> {
        let key = match self {
            Self::Page => "found-page",
            Self::Guide => "found-guide",
            Self::Series => "found-series",
            Self::List => "found-list",
            Self::Resource(kind) => return Some(format!("kind-{}", kind.name())),
            Self::Article => "found-article",
            Self::Cycle => "cycle",
            Self::Section => return None,
            Self::Question => "found-question",
            Self::Answer => "answer",
            Self::Task => "found-task",
            Self::Work => "found-work",
        };
        Some(key.to_owned())
    }
}

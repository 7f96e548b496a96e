//! Directive blocks: the parts of a guide, lists and callouts.

use super::{Fragment, ResourceKind};

/// A `:::` block.
#[derive(Debug)]
pub struct Block {
    pub kind: BlockKind,
    pub title: Option<String>,
    /// Its id in the page.
    pub anchor: String,
    /// The level of its heading, from 2.
    pub level: u8,
    pub body: Fragment,
}

#[derive(Debug)]
pub enum BlockKind {
    Goal,
    Questions,
    Tasks,
    Organizer { prompt: usize, columns: Vec<String> },
    Theory { prompt: usize },
    Connect,
    Strategies,
    Challenges,
    Resources(ResourceFilter),
    References(ReferenceScope),
    Video { url: String, minutes: Option<u32> },
    Chart { cycle: String },
    Callout(Callout),
}

impl BlockKind {
    /// The name that opens it in a text; also that of its template and of its default heading.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Goal => "goal",
            Self::Questions => "questions",
            Self::Tasks => "tasks",
            Self::Organizer { .. } => "organizer",
            Self::Theory { .. } => "theory",
            Self::Connect => "connect",
            Self::Strategies => "strategies",
            Self::Challenges => "challenges",
            Self::Resources(_) => "resources",
            Self::References(_) => "references",
            Self::Video { .. } => "video",
            Self::Chart { .. } => "chart",
            Self::Callout(callout) => callout.name(),
        }
    }
}

/// Which resources a list shows; nothing set means all.
#[derive(Debug, Default)]
pub struct ResourceFilter {
    pub kind: Option<ResourceKind>,
    /// Slugs of conditions; a resource of any of them is shown.
    pub conditions: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReferenceScope {
    /// Everything that the edition cites.
    Edition,
    /// What this page cites.
    Page,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Callout {
    Note,
    Tip,
    Important,
    Warning,
    Summary,
}

impl Callout {
    pub const ALL: [Self; 5] = [Self::Note, Self::Tip, Self::Important, Self::Warning, Self::Summary];

    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Tip => "tip",
            Self::Important => "important",
            Self::Warning => "warning",
            Self::Summary => "summary",
        }
    }
}

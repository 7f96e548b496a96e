//! Resources of professional learning communities.

use super::Language;
use crate::source::Span;
use jiff::civil::Date;

/// What a resource has beside its text.
#[derive(Debug)]
pub struct Resource {
    pub kind: ResourceKind,
    pub minutes: Option<u32>,
    pub group_size: Option<String>,
    pub roles: Vec<String>,
    pub conditions: Vec<(String, Span)>,
    /// An address on another site.
    pub link: Option<String>,
    /// A file of the playbook, as its path was written.
    pub file: Option<(String, Span)>,
    pub credit: Option<String>,
    pub language: Option<Language>,
    /// When the link was last looked at.
    pub checked: Option<Date>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ResourceKind {
    Protocol,
    Agenda,
    Template,
    Reading,
    Video,
    Rubric,
    MicroCredential,
}

impl ResourceKind {
    pub const ALL: [Self; 7] = [
        Self::Protocol,
        Self::Agenda,
        Self::Template,
        Self::Reading,
        Self::Video,
        Self::Rubric,
        Self::MicroCredential,
    ];

    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Protocol => "protocol",
            Self::Agenda => "agenda",
            Self::Template => "template",
            Self::Reading => "reading",
            Self::Video => "video",
            Self::Rubric => "rubric",
            Self::MicroCredential => "micro-credential",
        }
    }

    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

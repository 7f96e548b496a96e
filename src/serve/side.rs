//! The editions of a preview.

use crate::edition::Readers;
use crate::model::Audience;

/// Which edition is shown, and what stands beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Team,
    /// The public edition, beside the team's.
    PublicBeside,
    /// The public edition by itself.
    PublicOnly,
}

impl Side {
    /// The side at the root of a preview.
    pub fn of(audience: Audience) -> Self {
        match audience {
            Audience::Team => Self::Team,
            Audience::Public => Self::PublicOnly,
        }
    }

    /// As scripts call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Team => "team",
            Self::PublicBeside => "public",
            Self::PublicOnly => "only",
        }
    }

    /// What its addresses begin with.
    pub fn prefix(self) -> &'static str {
        match self {
            Self::Team | Self::PublicOnly => "/",
            Self::PublicBeside => "/_preview/public/",
        }
    }

    pub fn readers(self) -> Readers {
        match self {
            Self::Team => Readers::Team,
            Self::PublicBeside | Self::PublicOnly => Readers::Public,
        }
    }
}

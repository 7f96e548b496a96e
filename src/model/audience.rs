//! Whom a text is for.

/// Whom a text is for. The team is the narrower: what it may see is not for everyone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    Public,
    Team,
}

impl Audience {
    pub const NAMES: [&'static str; 2] = ["public", "team"];

    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "public" => Some(Self::Public),
            "team" => Some(Self::Team),
            _ => None,
        }
    }
}

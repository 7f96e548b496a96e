//! A season.

/// The part of a year that an issue of a magazine is of, as its cover calls it: `Fall` or `Autumn`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Season {
    Spring,
    Summer,
    Fall,
    Autumn,
    Winter,
}

impl Season {
    /// The month in which it begins, by which it stands among months.
    #[must_use]
    pub fn first_month(self) -> u8 {
        match self {
            Self::Spring => 3,
            Self::Summer => 6,
            Self::Fall | Self::Autumn => 9,
            Self::Winter => 12,
        }
    }
}

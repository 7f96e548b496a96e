//! When a work came out.

/// The date of a work, as far as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Issued {
    /// The order of these is the order of one author's works in a list (APA 7, section 9.46).
    Undated,
    On(Period),
    InPress,
}

/// A day, month or year, or what lies between two of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Period {
    pub start: Day,
    pub end: Option<Day>,
    pub is_about: bool,
}

/// A year, and the month and day where they are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    /// Years before the common era are zero (1 BCE) and below.
    pub year: i32,
    /// From 1.
    pub month: Option<u8>,
    /// From 1.
    pub day: Option<u8>,
}

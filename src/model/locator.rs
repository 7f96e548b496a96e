//! A place within a work.

/// What a citation points to: `pp. 3-5` are pages, `3-5`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Locator {
    pub unit: LocatorUnit,
    /// Without its label; ranges have en dashes.
    pub value: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LocatorUnit {
    Page,
    Paragraph,
    Chapter,
    Section,
    Part,
    Figure,
    Table,
    Slide,
    Volume,
    Line,
    Verse,
    Note,
    /// `1:30:40`: has no label.
    Time,
    /// A place that all editions share, `1 Cor. 13:1`: has no label either.
    Canonical,
}

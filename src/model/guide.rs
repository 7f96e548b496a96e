//! Guides.

use crate::source::Span;

/// What a guide has beside its text.
#[derive(Debug, Default)]
pub struct Guide {
    /// The slug of its series.
    pub series: String,
    /// From the file's name; guides without a number come last.
    pub order: Option<u32>,
    /// Slugs of the conditions of collective leadership that it serves, each where it was written.
    pub conditions: Vec<(String, Span)>,
    pub minutes: Option<u32>,
    pub credit: Option<String>,
}

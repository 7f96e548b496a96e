//! The title of a work.

use std::ops::Range;

/// A title, in the case in which it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WorkTitle {
    pub text: String,
    /// Bytes of the text that stood in braces: their case is kept by styles that change it.
    pub kept: Vec<Range<usize>>,
    /// Bytes of the text that are in italics where the rest is upright, and upright where it is in italics.
    pub italic: Vec<Range<usize>>,
}

impl WorkTitle {
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
}

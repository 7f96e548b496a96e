//! The title of a work.

use std::ops::Range;

/// A title, in the case in which it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WorkTitle {
    pub text: String,
    /// Bytes of the text that stood in braces: their case is kept by styles that change it.
    pub kept: Vec<Range<usize>>,
}

impl WorkTitle {
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
}

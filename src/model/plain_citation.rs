//! Words that look like a citation and are none.

use super::CitationForm;
use crate::source::Span;

/// A citation that was typed as plain words: `(Day et al., 2020)`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlainCitation {
    pub span: Span,
    pub form: CitationForm,
    /// In parentheses, though the sentence needs the name: `According to (Day et al., 2020)`.
    pub needs_name: bool,
    /// What the citation in square brackets says that stands right before it: `[@day2020] (Day et al., 2020)`.
    pub after: Option<String>,
    pub works: Vec<PlainWork>,
}

/// One name and year in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlainWork {
    /// The words before the year, of which the last are the names.
    pub names: String,
    /// With the letter that may follow it: `2020a`, `n.d.`
    pub year: String,
    /// `p. 3`, or empty.
    pub locator: String,
}

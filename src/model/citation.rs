//! Citations in a text, by Pandoc's syntax.

/// One citation: all that stands in one pair of brackets, or one name in running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    pub form: CitationForm,
    /// At least one.
    pub works: Vec<Cited>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CitationForm {
    /// `[@key]`: (Hallinger & Murphy, 1985)
    Parenthetical,
    /// `@key`: Hallinger and Murphy (1985)
    Narrative,
}

/// One work in a citation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cited {
    pub key: String,
    /// Words before the name: `see`.
    pub prefix: String,
    /// What follows the key, with its comma: `, pp. 3-5`.
    pub suffix: String,
    /// `-@key`: the year alone, since the name stands in the sentence.
    pub year_only: bool,
}

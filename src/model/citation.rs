//! Citations in a text, by Pandoc's syntax.

use super::Locator;
use crate::source::Span;

/// One citation: all that stands in one pair of brackets, or one name in running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    pub form: CitationForm,
    /// At least one.
    pub works: Vec<Cited>,
    /// Whether its first word is the first of a sentence.
    pub begins_sentence: bool,
    /// Whether something is said to belong to the first name, in the sentence: `@day2020's view`.
    pub is_possessive: bool,
    /// What follows a citation that stands within parentheses of the writer's own; none elsewhere.
    pub in_parentheses: Option<Following>,
}

/// What stands behind a citation within parentheses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Following {
    /// `(see @day2020 and others)`
    Words,
    /// A mark, or the end: `(see @day2020; others differ)`, `(see @day2020)`.
    Nothing,
    /// The end, and nothing stands before it either: `([@day2020])`. The parentheses are those of the citation.
    Alone,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CitationForm {
    /// `[@key]`: (Hallinger & Murphy, 1985)
    Parenthetical,
    /// `@key`: Hallinger and Murphy (1985). Works after the first stand in the same parentheses.
    Narrative,
}

/// One work in a citation. Its words have the quotes and dashes that typography makes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cited {
    pub key: String,
    /// The key with what stands right behind it, where a sign ends it that it has within braces alone: `o'brien2020`.
    pub longer: Option<Box<str>>,
    /// Where the key stands.
    pub span: Span,
    /// Words before the name: `see`.
    pub prefix: String,
    pub locator: Option<Locator>,
    /// Words after it, with the comma or space that they begin with: `, emphasis added`.
    pub suffix: String,
    /// `-@key`: the year alone, since the name stands in the sentence.
    pub year_only: bool,
}

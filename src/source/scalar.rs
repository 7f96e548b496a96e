//! A value of TOML that is one thing.

use toml::de::DeValue;

/// A value whose type is known only later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scalar {
    Text(String),
    Switch(bool),
    /// A whole number from 0 to about four billion.
    Number(u32),
    Other,
}

impl Scalar {
    pub fn of(value: DeValue<'_>) -> Self {
        let number = value
            .as_integer()
            .and_then(|integer| u32::from_str_radix(integer.as_str(), integer.radix()).ok());
        match value {
            DeValue::String(text) if is_plain(&text) => Self::Text(text.into_owned()),
            DeValue::Boolean(is_on) => Self::Switch(is_on),
            _ => number.map_or(Self::Other, Self::Number),
        }
    }
}

/// Whether a text that is shown as it is holds the beginning of a comment, with hyphens or with the dashes that word processors make
/// of them.
#[must_use]
pub fn begins_comment(text: &str) -> bool {
    ["<!--", "<!–", "<!—"].iter().any(|mark| text.contains(mark))
}

/// Control characters, which a string can hold by escapes, are no text: a page could not show them.
pub fn is_plain(text: &str) -> bool {
    !text.contains(|c: char| c.is_control() && !matches!(c, '\n' | '\t'))
}

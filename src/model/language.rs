//! The language of a text.

use std::fmt;

/// A language tag (BCP 47), as it stands in `lang` attributes: `en`, `es-MX`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Language(String);

impl Language {
    /// The language of a tag, or none when the tag is not well formed.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        tag.parse::<unic_langid::LanguageIdentifier>()
            .ok()
            .map(|identifier| Self(identifier.to_string()))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Default for Language {
    fn default() -> Self {
        Self("en".into())
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

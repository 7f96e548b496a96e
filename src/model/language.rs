//! The language of a text.

use std::fmt;

/// A language tag (BCP 47), as it stands in `lang` attributes: `en`, `es-MX`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Language(String);

impl Language {
    /// The language of a tag, or none when the tag is not well formed. No language has more than three letters (BCP 47,
    /// 2.2.1): `English` is a word for one.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        let identifier: unic_langid::LanguageIdentifier = tag.parse().ok()?;
        (identifier.language.as_str().len() <= 3).then(|| Self(identifier.to_string()))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The language alone, without script and region: `es` of `es-MX` (BCP 47, 2.2.1: the primary subtag).
    #[must_use]
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
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

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn the_language_alone_comes_first() {
        for (tag, alone) in [("en", "en"), ("es-MX", "es"), ("zh-Hant-TW", "zh")] {
            assert_eq!(Language::from_tag(tag).expect("a tag").primary(), alone);
        }
    }

    #[test]
    fn a_word_for_a_language_is_no_tag() {
        for tag in ["en", "es-MX", "pt-BR", "haw"] {
            assert_eq!(
                Language::from_tag(tag).map(|language| language.to_string()).as_deref(),
                Some(tag)
            );
        }
        for word in ["English", "español", "", "e"] {
            assert_eq!(Language::from_tag(word), None, "{word}");
        }
    }
}

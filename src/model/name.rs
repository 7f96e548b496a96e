//! Who made a work.

/// A person or a group.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name {
    /// The family name with its particle, `van der Berg`; or the whole name of a group or of a person with one name.
    pub family: String,
    /// Empty for a group.
    pub given: String,
    /// `Jr.`, `III`; empty for most.
    pub suffix: String,
}

impl Name {
    /// A name that is not taken apart.
    #[must_use]
    pub fn group(name: impl Into<String>) -> Self {
        Self {
            family: name.into(),
            given: String::new(),
            suffix: String::new(),
        }
    }

    /// The initials of the given names, as APA 7, section 9.8 writes them: `Jean-Paul R.` → `J.-P. R.`
    #[must_use]
    pub fn initials(&self) -> String {
        let spread = self.given.replace('.', ". ");
        let words: Vec<String> = spread.split_whitespace().map(initials_of_word).collect();
        words.join(" ").replace(" -", "-")
    }
}

/// `Jean-Paul` → `J.-P.`; a part without a letter is kept as it is.
fn initials_of_word(word: &str) -> String {
    let parts = word.split(['-', '‐', '‑']).map(|part| {
        let letters = part.chars().find(|c| c.is_alphabetic());
        letters.map_or_else(String::new, |letter| format!("{letter}."))
    });
    parts.collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::Name;

    #[test]
    fn given_names_become_initials() {
        let cases = [
            ("Philip", "P."),
            ("Mehmet Şükrü", "M. Ş."),
            ("Jean-Paul", "J.-P."),
            ("J.-P.", "J.-P."),
            ("J.R.R.", "J. R. R."),
            ("J. R. R.", "J. R. R."),
            ("Ai-jun", "A.-j."),
            ("D'Arcy", "D."),
            ("", ""),
        ];
        for (given, initials) in cases {
            let name = Name {
                family: "Doe".into(),
                given: given.into(),
                suffix: String::new(),
            };
            assert_eq!(name.initials(), initials, "{given}");
        }
    }
}

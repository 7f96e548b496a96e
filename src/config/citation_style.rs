//! How works are cited.

/// A citation style that a playbook can choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CitationStyle {
    /// APA Style, seventh edition.
    Apa,
    /// Of the Institute of Electrical and Electronics Engineers: numbers in brackets.
    Ieee,
    /// The Chicago Manual of Style, author and date.
    ChicagoAuthorDate,
}

impl CitationStyle {
    pub const ALL: [Self; 3] = [Self::Apa, Self::Ieee, Self::ChicagoAuthorDate];

    /// As the settings write it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Apa => "apa",
            Self::Ieee => "ieee",
            Self::ChicagoAuthorDate => "chicago-author-date",
        }
    }

    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|style| style.name() == name)
    }
}

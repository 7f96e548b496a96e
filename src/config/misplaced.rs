//! Settings that stand below the wrong heading.
//!
//! A line at the end of a file belongs to the last heading above it, however far up that is. Whoever adds a line
//! there does not think of it, so a setting of another section is told where it belongs.

use crate::source::{Code, Diagnostic, Span};

/// The parts of the settings, as a file has them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// Above the first heading.
    Top,
    School,
    Theme,
    Menu,
    Citations,
    Search,
    Synonyms,
}

impl Section {
    const ALL: [Self; 7] = [
        Self::Top,
        Self::School,
        Self::Theme,
        Self::Menu,
        Self::Citations,
        Self::Search,
        Self::Synonyms,
    ];

    /// The settings that stand here and are one line each. Those of the theme are those that every theme has and those of
    /// the built-in one, since no theme is known yet.
    fn keys(self) -> &'static [&'static str] {
        match self {
            Self::Top => &["title", "description", "base_url", "language"],
            Self::School => &["name", "email", "phone"],
            Self::Theme => &[
                "name",
                "accent",
                "accent_dark",
                "logo",
                "notice",
                "footer",
                "worksheet",
                "qr",
            ],
            Self::Menu => &["title", "page"],
            Self::Citations => &["style", "include"],
            Self::Search | Self::Synonyms => &[],
        }
    }

    fn heading(self) -> &'static str {
        match self {
            Self::Top => "",
            Self::School => "[school]",
            Self::Theme => "[theme]",
            Self::Menu => "[[menu]]",
            Self::Citations => "[citations]",
            Self::Search => "[search]",
            Self::Synonyms => "[search.synonyms]",
        }
    }
}

/// What is to be said of a setting that `here` does not have and another section has.
#[must_use]
pub fn misplaced(key: &str, span: Span, here: Section) -> Option<Diagnostic> {
    let move_it = way_home(key, here)?;
    let message = match here {
        Section::Top => format!("“{key}” stands above the first heading, where it has no meaning."),
        _ => format!(
            "“{key}” stands below the heading {}, and so it is read as part of it.",
            here.heading()
        ),
    };
    Some(Diagnostic::at(Code::UnknownKey, span, message).fix(move_it))
}

/// As [`misplaced`], among the synonyms, where any word may stand that somebody could search for.
///
/// A list is taken for ways to say the word, unless the setting's name is no word (`base_url`). Anything else is
/// probably the setting.
#[must_use]
pub fn in_synonyms(key: &str, span: Span, is_list: bool) -> Option<Diagnostic> {
    let is_word = !key.contains('_');
    if is_list && is_word {
        return None;
    }
    let found = misplaced(key, span, Section::Synonyms)?;
    let Some(fix) = found.fix.as_ref().filter(|_| is_word) else {
        return Some(found);
    };
    let fix = format!("{fix}; if it is a word to search for, write a list, as in: {key} = [\"another word for it\"]");
    Some(found.fix(fix))
}

/// Where a setting belongs, as something to do.
fn way_home(key: &str, here: Section) -> Option<String> {
    let homes: Vec<Section> = Section::ALL
        .into_iter()
        .filter(|section| *section != here && section.keys().contains(&key))
        .collect();
    let places = homes.iter().map(|home| match home {
        Section::Top => "above the first heading in square brackets".to_owned(),
        below => format!("below the heading {}", below.heading()),
    });
    let places: Vec<String> = places.collect();
    (!places.is_empty()).then(|| format!("move this line {}", places.join(", or ")))
}

#[cfg(test)]
mod tests {
    use super::{Section, in_synonyms, misplaced};
    use crate::source::{Source, Sources, Span};

    fn somewhere() -> Span {
        let source = Sources::default().add(Source {
            path: "playbook.toml".into(),
            text: String::new(),
        });
        Span::start_of(source)
    }

    #[test]
    fn a_setting_is_told_where_it_belongs() {
        let fix = |key, here| misplaced(key, somewhere(), here).and_then(|found| found.fix);
        assert_eq!(
            fix("base_url", Section::School).as_deref(),
            Some("move this line above the first heading in square brackets")
        );
        assert_eq!(
            fix("accent", Section::Top).as_deref(),
            Some("move this line below the heading [theme]")
        );
        assert_eq!(
            fix("name", Section::Menu).as_deref(),
            Some("move this line below the heading [school], or below the heading [theme]")
        );
        assert_eq!(fix("emial", Section::Menu), None);
    }

    #[test]
    fn a_word_with_a_list_is_a_synonym_and_a_name_with_an_underscore_never() {
        assert!(in_synonyms("phone", somewhere(), true).is_none());
        assert!(in_synonyms("phone", somewhere(), false).is_some());
        assert!(in_synonyms("plc", somewhere(), false).is_none());
        assert!(in_synonyms("base_url", somewhere(), true).is_some());
    }

    /// The names are written down twice, since settings are read before the theme is known.
    #[test]
    fn the_settings_of_the_built_in_theme_are_known() {
        let manifest = include_str!("../../themes/default/theme.toml");
        let names: Vec<&str> = manifest
            .lines()
            .filter_map(|line| line.strip_prefix("[settings.")?.strip_suffix(']'))
            .collect();
        assert!(!names.is_empty());
        for name in names {
            assert!(Section::Theme.keys().contains(&name), "{name}");
        }
    }
}

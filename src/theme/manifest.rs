//! `theme.toml`: what a theme says of itself.

use super::files::ThemeFiles;
use crate::source::{Code, Diagnostic, Diagnostics};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The version of the views and template names that this program works with.
pub const VERSION: u32 = 2;

const PATH: &str = "theme.toml";

/// What every theme can be told in `playbook.toml`, which the settings know: no theme's own setting is called so.
pub const COMMON_SETTINGS: [&str; 4] = ["name", "accent", "accent_dark", "logo"];

/// What a theme says of itself: the built-in theme's words, with the school's own laid over them key by key.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The version that the theme's files were written for.
    version: Option<u32>,
    /// How wide pages show pictures, as the `sizes` attribute of HTML says it.
    #[serde(default)]
    pub picture_sizes: Option<String>,
    /// By the names that style sheets use.
    #[serde(default)]
    pub colours: BTreeMap<String, ColourRule>,
    #[serde(default)]
    contrast: Option<Vec<ContrastRule>>,
    /// What a school may set.
    #[serde(default)]
    pub settings: BTreeMap<String, SettingRule>,
    /// Whether the theme's own file could not be read, so that much is not known of it.
    #[serde(skip)]
    pub is_broken: bool,
}

/// A colour of a theme.
#[derive(Debug, Clone, Deserialize)]
#[serde(
    untagged,
    expecting = "a colour is two colours, [\"#0b6149\", \"#7fd1b3\"], or a mixture, { of = \"accent\", on = \"paper\", percent = 9 }"
)]
pub enum ColourRule {
    /// On light paper, and on dark paper.
    Given([String; 2]),
    Mixed(Mixture),
}

/// So many percent of one colour in another.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mixture {
    pub of: String,
    pub on: String,
    pub percent: u8,
}

/// Colours that are seen on each other, and how far they must stand out (WCAG 2.1, a contrast ratio).
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContrastRule {
    pub text: Vec<String>,
    pub on: Vec<String>,
    pub least: f64,
}

/// A setting of a theme: its type, and what it is when a school says nothing.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "type", rename_all = "lowercase", deny_unknown_fields)]
pub enum SettingRule {
    Text { default: String },
    Switch { default: bool },
    Number { default: u32 },
    Choice { default: String, of: Vec<String> },
}

impl Manifest {
    /// Reads a theme's manifest. Files written for another version may name what is no longer there: said aloud.
    pub fn read(files: &ThemeFiles, diagnostics: &mut Diagnostics) -> Self {
        let built_in: Self = toml::from_str(ThemeFiles::built_in_text(PATH)).unwrap_or_default();
        let own = match files.own_text(PATH).map(|text| (text, toml::from_str::<Self>(text))) {
            Some((text, Err(error))) => {
                diagnostics.push(unreadable(files, text, &error));
                return Self {
                    is_broken: true,
                    ..built_in
                };
            }
            Some((_, Ok(own))) => own,
            None => Self::default(),
        };
        match own.version {
            Some(VERSION) => {}
            Some(version) => diagnostics.push(other_version(files, version)),
            None => diagnostics.extend(files.own_template().map(unknown_version)),
        }
        for (name, rule) in &own.settings {
            diagnostics.extend(
                wrong_setting(name, rule).map(|(message, fix)| {
                    Diagnostic::in_file(Code::ThemeTemplate, files.shown(PATH), message).fix(fix)
                }),
            );
        }
        own.laid_over(built_in)
    }

    /// A theme's own rules over those of the built-in one. A list of pairs is whole: a theme that says which of its colours are
    /// seen on each other says all of them.
    fn laid_over(self, mut below: Self) -> Self {
        below.colours.extend(self.colours);
        below.settings.extend(self.settings);
        Self {
            version: self.version.or(below.version),
            picture_sizes: self.picture_sizes.or(below.picture_sizes),
            contrast: self.contrast.or(below.contrast),
            ..below
        }
    }

    /// The pairs of colours that are seen on each other.
    pub fn contrast(&self) -> &[ContrastRule] {
        self.contrast.as_deref().unwrap_or_default()
    }
}

/// What is wrong with a setting, and what to do.
fn wrong_setting(name: &str, rule: &SettingRule) -> Option<(String, &'static str)> {
    let is_name = name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    if !is_name || COMMON_SETTINGS.contains(&name) {
        return Some((
            format!("“{name}” cannot be the name of a theme's setting."),
            "use letters, digits and underscores, and none of the names that every theme has: name, accent, accent_dark, logo",
        ));
    }
    match rule {
        SettingRule::Choice { default, of } if !of.contains(default) => Some((
            format!("“{name}” is “{default}” when a school says nothing, and that is none of its choices."),
            "make the default one of those under “of”",
        )),
        _ => None,
    }
}

fn unreadable(files: &ThemeFiles, text: &str, error: &toml::de::Error) -> Diagnostic {
    let line = error
        .span()
        .and_then(|span| text.get(..span.start))
        .map(|before| format!("line {} of ", before.matches('\n').count() + 1));
    let message = format!(
        "The theme's settings cannot be read, in {}this file: {}.",
        line.unwrap_or_default(),
        error.message().trim_end_matches('.')
    );
    Diagnostic::in_file(Code::ThemeTemplate, files.shown(PATH), message)
        .fix("themes/README.md says what each key holds")
}

fn other_version(files: &ThemeFiles, version: u32) -> Diagnostic {
    let message = format!(
        "This theme was written for version {version} of the built-in one; this program has version {VERSION}."
    );
    let fix = format!("compare its files with those of the built-in theme, then write version = {VERSION}");
    Diagnostic::in_file(Code::ThemeVersion, files.shown(PATH), message).fix(fix)
}

/// Templates name fields and other templates, which a later version may not have any more.
fn unknown_version(template: String) -> Diagnostic {
    let folder = template.split("/templates/").next().unwrap_or_default();
    let fix = format!(
        "write version = {VERSION} into {folder}/theme.toml, and a program with another version will say what to look at"
    );
    let message = "It is not said for which version of the built-in theme this template was written.";
    Diagnostic::in_file(Code::ThemeVersion, template, message).fix(fix)
}

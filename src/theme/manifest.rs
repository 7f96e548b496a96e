//! `theme.toml`: what a theme says of itself.

use super::files::ThemeFiles;
use crate::source::{Code, Diagnostic, Diagnostics};
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::{Table, Value};

/// The version of the views and template names that this program works with.
pub const VERSION: u32 = 2;

const PATH: &str = "theme.toml";

/// What a theme says of itself: the built-in theme's words, with the school's own laid over them key by key.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The version that the theme's files were written for.
    pub version: u32,
    /// By the names that style sheets use.
    #[serde(default)]
    pub colours: BTreeMap<String, ColourRule>,
    #[serde(default)]
    pub contrast: Vec<ContrastRule>,
    /// How wide pages show pictures, as the `sizes` attribute of HTML says it.
    pub picture_sizes: String,
    /// What a school may set.
    #[serde(default)]
    pub settings: BTreeMap<String, SettingRule>,
}

/// A colour of a theme.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum ColourRule {
    /// On light paper, and on dark paper.
    Given([String; 2]),
    /// So many percent of one colour in another.
    Mixed { of: String, on: String, percent: u8 },
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
        let built_in: Table = toml::from_str(ThemeFiles::built_in_text(PATH)).unwrap_or_default();
        let own = match files.own_text(PATH) {
            Some(text) => match toml::from_str::<Table>(text) {
                Ok(table) => table,
                Err(error) => {
                    diagnostics.push(unreadable(files, &error));
                    Table::new()
                }
            },
            None => Table::new(),
        };
        let own_version = own.get("version").cloned();
        let mut all = built_in.clone();
        lay_over(&mut all, own);
        let manifest = Self::deserialize(Value::Table(all)).unwrap_or_else(|error| {
            diagnostics.push(unreadable(files, &error));
            Self::deserialize(Value::Table(built_in)).unwrap_or_default()
        });
        match own_version {
            Some(_) if manifest.version != VERSION => diagnostics.push(other_version(files, manifest.version)),
            Some(_) => {}
            None => diagnostics.extend(files.own_template().map(unknown_version)),
        }
        manifest
    }
}

/// Own keys over those of the built-in theme, in tables key by key.
fn lay_over(below: &mut Table, above: Table) {
    for (key, value) in above {
        match (below.get_mut(&key), value) {
            // A rule is whole: half of one and half of another would be neither.
            (Some(Value::Table(below)), Value::Table(above)) if ["colours", "settings"].contains(&key.as_str()) => {
                below.extend(above);
            }
            (_, value) => {
                below.insert(key, value);
            }
        }
    }
}

fn unreadable(files: &ThemeFiles, error: &toml::de::Error) -> Diagnostic {
    let message = format!(
        "The theme's settings cannot be read: {}.",
        error.message().trim_end_matches('.')
    );
    Diagnostic::in_file(Code::ThemeTemplate, files.shown(PATH), message)
        .fix("compare the file with that of the built-in theme")
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

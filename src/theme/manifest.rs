//! `theme.toml`: what a theme says of itself.

use super::files::ThemeFiles;
use crate::source::{Code, Diagnostic, Diagnostics};
use serde::Deserialize;

/// The version of the views and template names that this program works with.
pub const VERSION: u32 = 1;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The version that the theme's files were written for.
    pub version: u32,
    #[serde(default)]
    pub accent: AccentSetting,
}

/// The colours that the accent is seen with.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccentSetting {
    pub default: String,
    /// Backgrounds on which the accent is text, or which are text on the accent.
    pub light: Vec<String>,
    pub dark: Vec<String>,
}

impl Manifest {
    /// Reads a theme's manifest. Files written for another version may name what is no longer there: said aloud.
    pub fn read(files: &ThemeFiles, diagnostics: &mut Diagnostics) -> Self {
        let path = "theme.toml";
        let manifest: Self = match toml::from_str(files.text(path).unwrap_or_default()) {
            Ok(manifest) => manifest,
            Err(error) => {
                let message = format!(
                    "The theme's settings cannot be read: {}.",
                    error.message().trim_end_matches('.')
                );
                diagnostics.push(
                    Diagnostic::in_file(Code::ThemeTemplate, files.shown(path), message)
                        .fix("compare the file with that of the built-in theme"),
                );
                return Self::default();
            }
        };
        if files.is_own(path) && manifest.version != VERSION {
            let message = format!(
                "This theme was written for version {} of the theme's views; this program has version {VERSION}.",
                manifest.version
            );
            diagnostics.push(
                Diagnostic::in_file(Code::ThemeVersion, files.shown(path), message)
                    .fix("compare its files with those of the built-in theme, then change the version"),
            );
        }
        manifest
    }
}

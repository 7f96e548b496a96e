//! Floor 2: looks. A theme is templates, styles and strings; the built-in one is inside of the program.
//!
//! 1. [`files`] lays the school's own files over the built-in ones, file by file.
//! 2. Styles are joined in a fixed order of cascade layers, with the school's accent colour, and named by
//!    their content.
//! 3. [`strings`] has the theme's words in the reader's language; [`templates`] compiles the templates.
//! 4. [`colour`] holds the accent to a contrast that everyone can read.

mod colour;
mod files;
mod manifest;
mod strings;
mod templates;

pub use templates::Html;

use crate::config::Settings;
use crate::model::Address;
use crate::source::{Diagnostic, Diagnostics};
use files::ThemeFiles;
use manifest::Manifest;
use minijinja::Value;
use std::fmt::Write as _;
use std::path::Path;
use templates::Templates;

/// The cascade layers of the styles, in their order: a school's own rules always win.
const LAYERS: [&str; 6] = ["reset", "tokens", "layout", "parts", "print", "school"];

/// A theme, ready to render.
#[derive(Debug)]
pub struct Theme {
    templates: Templates,
    /// The styles, in one file.
    pub style: ThemeAsset,
    /// What it was made of: its files, and the language of its words.
    made_of: blake3::Hash,
}

/// A file that the theme adds to the site.
#[derive(Debug)]
pub struct ThemeAsset {
    pub address: Address,
    pub bytes: Vec<u8>,
}

/// Loads the theme that the settings name, from `themes/` in the playbook's folder where it is there.
#[must_use]
pub fn load(root: &Path, settings: &Settings, diagnostics: &mut Diagnostics) -> Theme {
    let files = ThemeFiles::gather(root, &settings.theme, diagnostics);
    let manifest = Manifest::read(&files, diagnostics);
    let accent = colour::accent(&manifest, settings.theme.accent.as_ref(), diagnostics);
    let strings = strings::load(&files, &settings.theme.name, &settings.language, diagnostics);
    Theme {
        style: style(&files, &accent),
        made_of: files.hash(settings.language.as_str()),
        templates: Templates::compile(&files, strings, diagnostics),
    }
}

impl Theme {
    /// Whether it makes the same pages of the same site as another one.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        self.made_of == other.made_of && self.style.address == other.style.address
    }

    /// Renders a template with what it is given.
    ///
    /// # Errors
    /// A template that names what it is not given, with its place in the template.
    pub fn render(&self, template: &str, view: Value) -> Result<String, Diagnostic> {
        self.templates.render(template, view)
    }

    /// A text of the theme in the reader's language.
    #[must_use]
    pub fn string(&self, key: &str, number: Option<u32>) -> String {
        self.templates.strings.get(key, number)
    }

    /// The addresses of the files that the theme adds.
    #[must_use]
    pub fn addresses(&self) -> Vec<Address> {
        vec![self.style.address.clone()]
    }
}

/// The styles as one file: each layer's file in its layer.
fn style(files: &ThemeFiles, accent: &colour::Accent) -> ThemeAsset {
    let mut css = format!("@layer {};\n", LAYERS.join(", "));
    for layer in LAYERS {
        if let Some(text) = files.text(&format!("styles/{layer}.css")) {
            // Writing to a string cannot fail.
            let _ = writeln!(css, "@layer {layer} {{\n{text}\n}}");
        }
        if layer == "tokens" {
            css.push_str(&accent.css());
        }
    }
    let hash = blake3::hash(css.as_bytes()).to_hex();
    ThemeAsset {
        address: Address::new(format!("theme/style.{}.css", &hash[..8])),
        bytes: css.into_bytes(),
    }
}

//! Floor 2: looks. A theme is templates, styles, strings and files; the built-in one is inside of the program.
//!
//! 1. [`files`] lays the school's own files over the built-in ones, file by file.
//! 2. [`manifest`] reads what the theme says of itself; [`settings`] are what a school may tell it.
//! 3. [`palette`] puts the school's accent among the theme's colours and holds every pair of them to a contrast that
//!    everyone can read.
//! 4. [`style`] joins the styles in a fixed order of cascade layers, with the colours.
//! 5. [`strings`] has the theme's words in the reader's language; [`templates`] compiles the templates, which may ask for
//!    [QR codes](qr).

mod colour;
mod escaped;
mod files;
mod manifest;
mod palette;
mod qr;
mod settings;
mod shared;
mod strings;
mod style;
mod templates;

pub use escaped::escaped;
pub use qr::{drawing as qr_drawing, on_terminal as qr_on_terminal};
pub use settings::SettingValue;
pub use shared::SharedParts;
pub use templates::Html;

use crate::config::Settings;
use crate::model::Address;
use crate::source::{Diagnostic, Diagnostics};
use files::ThemeFiles;
use manifest::Manifest;
use minijinja::{Value, context};
use palette::Palette;
use std::collections::BTreeMap;
use std::path::Path;
use templates::Templates;

/// A theme, ready to render.
#[derive(Debug)]
pub struct Theme {
    templates: Templates,
    /// The styles, in one file.
    pub style: ThemeAsset,
    /// The sign of the site in a browser's tab.
    pub icon: ThemeAsset,
    /// Scripts, pictures, fonts: by their path in the theme's `files/`.
    files: BTreeMap<String, ThemeAsset>,
    /// What the school has set, or the theme's defaults.
    pub settings: BTreeMap<String, SettingValue>,
    /// The colours on light paper, by their names, as CSS writes them.
    pub colours: BTreeMap<String, String>,
    picture_sizes: String,
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
    let palette = Palette::new(&manifest, &files, &settings.theme, diagnostics);
    let strings = strings::load(&files, &settings.theme.name, &settings.language, diagnostics);
    let published: BTreeMap<String, ThemeAsset> = files
        .published()
        .map(|(path, bytes)| (path.to_owned(), ThemeAsset::new(path, bytes.to_vec())))
        .collect();
    let hrefs = published.iter().map(|(path, file)| (path.clone(), file.address.href()));
    let templates = Templates::compile(&files, strings, hrefs.collect(), diagnostics);
    Theme {
        style: ThemeAsset::new("style.css", style::style(&files, &palette).into_bytes()),
        icon: icon(&templates, &palette, diagnostics),
        files: published,
        colours: palette.on_light_paper(),
        settings: settings::settings(&manifest, &settings.theme, diagnostics),
        made_of: files.hash(settings.language.as_str()),
        picture_sizes: manifest.picture_sizes.unwrap_or_default(),
        templates,
    }
}

impl ThemeAsset {
    /// A file that is called after `path`, with a part that is another one when its bytes are: a browser may keep it.
    fn new(path: &str, bytes: Vec<u8>) -> Self {
        let hash = blake3::hash(&bytes).to_hex();
        let (stem, ending) = match path.rsplit_once('.') {
            Some((stem, ending)) if !ending.contains('/') => (stem, ending),
            _ => (path, "bin"),
        };
        Self {
            address: Address::new(format!("theme/{stem}.{}.{ending}", &hash[..8])),
            bytes,
        }
    }
}

impl Theme {
    /// Whether it makes the same pages of the same site as another one.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        self.made_of == other.made_of
            && self.settings == other.settings
            && [&self.style, &self.icon].map(|asset| &asset.address)
                == [&other.style, &other.icon].map(|asset| &asset.address)
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

    /// How wide pages show pictures, as the `sizes` attribute of HTML says it.
    #[must_use]
    pub fn picture_sizes(&self) -> &str {
        &self.picture_sizes
    }

    /// The addresses of the files that the theme adds.
    #[must_use]
    pub fn addresses(&self) -> Vec<Address> {
        self.assets().map(|asset| asset.address.clone()).collect()
    }

    /// The files that the theme adds.
    pub fn assets(&self) -> impl Iterator<Item = &ThemeAsset> {
        [&self.style, &self.icon].into_iter().chain(self.files.values())
    }
}

/// The sign in a browser's tab, in the accent's colours.
fn icon(templates: &Templates, palette: &Palette, diagnostics: &mut Diagnostics) -> ThemeAsset {
    let [light, dark] = palette.accents();
    let name = files::ICON.trim_start_matches("templates/");
    let svg = templates
        .render(name, context! { light, dark })
        .unwrap_or_else(|problem| {
            diagnostics.push(problem);
            String::new()
        });
    ThemeAsset::new(name, svg.into_bytes())
}

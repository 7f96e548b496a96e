//! A theme's files: the built-in ones, with a school's own laid over them.

use super::style::LAYERS;
use crate::config::ThemeChoice;
use crate::source::{Code, Diagnostic, Diagnostics, nearest, path_below, read_at_most, symbolic_link, unreadable};
use include_dir::{Dir, File, include_dir};
use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::LazyLock;
use walkdir::{DirEntry, WalkDir};

static BUILT_IN: Dir = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// The built-in files that a theme publishes, by their paths in `files/`. Made once: a preview loads the theme again and again.
static AS_PUBLISHED: LazyLock<BTreeMap<String, Vec<u8>>> = LazyLock::new(|| {
    let files = all(&BUILT_IN).into_iter().filter_map(|(path, file)| {
        let path = path.strip_prefix(PUBLISHED)?;
        Some((path.to_owned(), as_published(path, file.contents())))
    });
    files.collect()
});

/// A school's own file may have so many bytes; it bounds what a build needs of memory.
const LARGEST: u64 = 4 * 1024 * 1024;

/// The files of a theme by their path in it: `templates/guide.html`.
#[derive(Debug)]
pub struct ThemeFiles {
    texts: BTreeMap<String, ThemeFile>,
    /// What is published as it is: scripts, pictures, fonts, by their path in `files/`.
    published: BTreeMap<String, Vec<u8>>,
}

#[derive(Debug)]
pub struct ThemeFile {
    pub text: String,
    /// Where it is in the playbook's folder; none for a built-in file.
    pub shown: Option<String>,
}

/// The sign of the site in a browser's tab.
pub const ICON: &str = "templates/icon.svg";

/// The drawing that stands beside shared links.
const CARD: &str = "templates/card.svg";

/// Where the drawings lie that templates put beside words.
const ICONS: &str = "icons/";

/// Where the files lie that a theme publishes as they are.
const PUBLISHED: &str = "files/";

impl ThemeFiles {
    /// Gathers the built-in files and the school's own.
    pub fn gather(root: &Path, choice: &ThemeChoice, diagnostics: &mut Diagnostics) -> Self {
        let mut files = Self::built_in();
        let folder = root.join("themes").join(&choice.name);
        let link = [root.join("themes"), folder.clone()]
            .into_iter()
            .find(|folder| folder.is_symlink());
        if let Some(link) = link {
            let shown = link.strip_prefix(root).unwrap_or(&link).to_string_lossy();
            diagnostics.push(symbolic_link(&shown));
            return files;
        }
        let shown = format!("themes/{}", choice.name);
        match folder.metadata() {
            Ok(metadata) if metadata.is_dir() => files.add_from_disk(&folder, &shown, diagnostics),
            Err(error) if error.kind() != ErrorKind::NotFound => diagnostics.push(unreadable(shown, Some(&error))),
            Ok(_) | Err(_) if choice.name == "default" => {}
            Ok(_) | Err(_) => diagnostics.push(missing(choice)),
        }
        files
    }

    fn built_in() -> Self {
        let mut files = Self {
            texts: BTreeMap::new(),
            published: AS_PUBLISHED.clone(),
        };
        for (path, file) in all(&BUILT_IN) {
            if let Some(text) = file.contents_utf8().filter(|_| !path.starts_with(PUBLISHED)) {
                let file = ThemeFile {
                    text: text.to_owned(),
                    shown: None,
                };
                files.texts.insert(path.to_owned(), file);
            }
        }
        files
    }

    fn add_from_disk(&mut self, folder: &Path, shown: &str, diagnostics: &mut Diagnostics) {
        let known: Vec<String> = self.texts.keys().cloned().collect();
        let is_hidden = |entry: &DirEntry| entry.depth() > 0 && entry.file_name().as_encoded_bytes().starts_with(b".");
        for entry in WalkDir::new(folder)
            .sort_by_file_name()
            .into_iter()
            .filter_entry(|entry| !is_hidden(entry))
        {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    let path = error.path().unwrap_or(folder);
                    diagnostics.push(unreadable(path_below(folder, shown, path), error.io_error()));
                    continue;
                }
            };
            let Some(path) = entry.path().strip_prefix(folder).ok().and_then(Path::to_str) else {
                let message = "The name of this file of the theme is not text.";
                let place = path_below(folder, shown, entry.path());
                diagnostics.push(Diagnostic::in_file(Code::NameUnusable, place, message).fix("give it another name"));
                continue;
            };
            let path = path.replace('\\', "/");
            if entry.path_is_symlink() {
                diagnostics.push(symbolic_link(&format!("{shown}/{path}")));
            }
            if !entry.file_type().is_file() {
                continue;
            }
            let place = format!("{shown}/{path}");
            if !is_read(&path) {
                if !Path::new(&path)
                    .extension()
                    .is_some_and(|extension| extension.eq_ignore_ascii_case("md"))
                {
                    diagnostics.push(unused(&place, &path, &known));
                }
                continue;
            }
            match read_at_most(entry.path(), LARGEST) {
                Ok(bytes) if path.starts_with(PUBLISHED) => {
                    // A copy that nobody has changed is the built-in file.
                    let is_copy = BUILT_IN.get_file(&path).is_some_and(|file| file.contents() == bytes);
                    if !is_copy {
                        self.published.insert(path[PUBLISHED.len()..].to_owned(), bytes);
                    }
                }
                Ok(bytes) => match String::from_utf8(bytes) {
                    // Some editors write a mark before the text, which would become a part of its first word.
                    Ok(text) => self.lay_over(path, text.trim_start_matches('\u{feff}'), place),
                    Err(_) => diagnostics.push(
                        Diagnostic::in_file(
                            Code::FileUnreadable,
                            place,
                            "This file of the theme is not saved as UTF-8.",
                        )
                        .fix("open it in an editor and save it with the encoding UTF-8"),
                    ),
                },
                Err(error) if error.kind() == ErrorKind::FileTooLarge => diagnostics.push(
                    Diagnostic::in_file(Code::FileTooLarge, place, "This file of the theme has more than 4 MB.")
                        .fix("make it smaller"),
                ),
                Err(error) => diagnostics.push(unreadable(place, Some(&error))),
            }
        }
        self.tell_unused_templates(&known, diagnostics);
    }

    /// A template of a name that the program does not know is there for others, which name it. A misspelt one would be left
    /// unused without a word.
    fn tell_unused_templates(&self, known: &[String], diagnostics: &mut Diagnostics) {
        let is_named = |name: &str| {
            let quoted = [format!("\"{name}\""), format!("'{name}'")];
            let mut texts = self.texts.values().map(|file| file.text.as_str());
            texts.any(|text| quoted.iter().any(|name| text.contains(name.as_str())))
        };
        for (path, file) in &self.texts {
            let Some(name) = path.strip_prefix("templates/") else {
                continue;
            };
            if let Some(place) = &file.shown
                && !known.contains(path)
                && !is_named(name)
            {
                diagnostics.push(unused(place, path, known));
            }
        }
    }

    /// Puts a school's own text into the place of the built-in one. Words are laid over the built-in ones one by one: a
    /// school changes those that it wants to.
    fn lay_over(&mut self, path: String, own: &str, place: String) {
        let built_in = self.text(&path).filter(|_| path.starts_with("strings/"));
        let file = ThemeFile {
            text: format!("{}{own}", built_in.unwrap_or_default()),
            shown: Some(place),
        };
        self.texts.insert(path, file);
    }

    /// What tells these files from others, with the language that words are taken in.
    pub fn hash(&self, language: &str) -> blake3::Hash {
        let mut hasher = blake3::Hasher::new();
        hasher.update(language.as_bytes());
        for (path, file) in &self.texts {
            // Neither a path nor a text ends where the next begins by chance: lengths are hashed with them.
            for part in [path.as_str(), file.shown.as_deref().unwrap_or_default(), &file.text] {
                hasher.update(&part.len().to_le_bytes());
                hasher.update(part.as_bytes());
            }
        }
        for (path, bytes) in &self.published {
            for part in [path.as_bytes(), bytes] {
                hasher.update(&part.len().to_le_bytes());
                hasher.update(part);
            }
        }
        hasher.finalize()
    }

    pub fn text(&self, path: &str) -> Option<&str> {
        self.texts.get(path).map(|file| file.text.as_str())
    }

    /// The name by which messages call a file.
    pub fn shown(&self, path: &str) -> String {
        let own = self.texts.get(path).and_then(|file| file.shown.clone());
        own.unwrap_or_else(|| format!("the built-in theme's {path}"))
    }

    /// A file of the school's own; none where there is only the built-in one.
    pub fn own_text(&self, path: &str) -> Option<&str> {
        let file = self.texts.get(path).filter(|file| file.shown.is_some())?;
        Some(&file.text)
    }

    /// A file as it is built in, whatever lies over it.
    pub fn built_in_text(path: &str) -> &'static str {
        BUILT_IN
            .get_file(path)
            .and_then(|file| file.contents_utf8())
            .unwrap_or_default()
    }

    /// The place of a template of the school's own that names what it is given; those that fill a slot need not.
    pub fn own_template(&self) -> Option<String> {
        let mut templates = self
            .texts
            .iter()
            .filter(|(path, _)| path.starts_with("templates/") && !path.starts_with("templates/slots/"));
        templates.find_map(|(_, file)| file.shown.clone())
    }

    /// The drawings that templates put beside words, by their names: `goal` for `icons/goal.svg`.
    pub fn icons(&self) -> impl Iterator<Item = (&str, &str)> {
        self.texts.iter().filter_map(|(path, file)| {
            let name = path.strip_prefix(ICONS)?.strip_suffix(".svg")?;
            Some((name, file.text.trim_end()))
        })
    }

    /// What is published as it is, by its path in `files/`.
    pub fn published(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.published
            .iter()
            .map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &ThemeFile)> {
        self.texts.iter().map(|(path, file)| (path.as_str(), file))
    }
}

/// All files of a folder that is built in, by their paths.
fn all(folder: &'static Dir) -> Vec<(&'static str, &'static File<'static>)> {
    let own = folder.files().filter_map(|file| Some((file.path().to_str()?, file)));
    own.chain(folder.dirs().flat_map(all)).collect()
}

/// A built-in file as it is published: scripts without what only those need who read them. A school's own are not touched.
fn as_published(path: &str, bytes: &[u8]) -> Vec<u8> {
    let shortened = || {
        let text = str::from_utf8(bytes).ok().filter(|_| path.ends_with(".js"))?;
        Some(minifier::js::minify(text).ok()?.to_string().into_bytes())
    };
    shortened().unwrap_or_else(|| bytes.to_vec())
}

fn missing(choice: &ThemeChoice) -> Diagnostic {
    let message = format!("There is no theme called “{}”.", choice.name);
    let diagnostic = match choice.name_span {
        Some(span) => Diagnostic::at(Code::ThemeMissing, span, message),
        None => Diagnostic::in_file(Code::ThemeMissing, "playbook.toml", message),
    };
    diagnostic.fix(format!(
        "make the folder themes/{}, or write name = \"default\"",
        choice.name
    ))
}

/// Whether the program reads a file of a theme.
fn is_read(path: &str) -> bool {
    let in_folder = |folder: &str, ending: &str| path.starts_with(folder) && path.ends_with(ending);
    path == "theme.toml"
        || path == ICON
        || path == CARD
        || in_folder("templates/", ".html")
        || LAYERS.iter().any(|layer| path == format!("styles/{layer}.css"))
        || in_folder(ICONS, ".svg")
        || in_folder("strings/", ".ftl")
        || path.starts_with(PUBLISHED)
}

fn unused(place: &str, path: &str, known: &[String]) -> Diagnostic {
    let fix = match nearest(path, known.iter().map(String::as_str)) {
        Some(meant) => format!("did you mean “{meant}”?"),
        None => {
            "a theme has templates/, icons/, styles/, strings/, files/ and theme.toml; pictures of pages belong in content/"
                .into()
        }
    };
    Diagnostic::in_file(Code::ThemeFileUnused, place, "The theme makes no use of this file.").fix(fix)
}

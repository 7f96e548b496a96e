//! A theme's files: the built-in ones, with a school's own laid over them.

use crate::config::ThemeChoice;
use crate::source::{Code, Diagnostic, Diagnostics, nearest};
use include_dir::{Dir, include_dir};
use std::collections::BTreeMap;
use std::path::Path;
use walkdir::WalkDir;

static BUILT_IN: Dir = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// A school's own file may have so many bytes; it bounds what a build needs of memory.
const LARGEST: u64 = 4 * 1024 * 1024;

/// The files of a theme by their path in it: `templates/guide.html`.
#[derive(Debug, Default)]
pub struct ThemeFiles(BTreeMap<String, ThemeFile>);

#[derive(Debug)]
pub struct ThemeFile {
    pub text: String,
    /// Where it is in the playbook's folder; none for a built-in file.
    pub shown: Option<String>,
}

impl ThemeFiles {
    /// Gathers the built-in files and the school's own.
    pub fn gather(root: &Path, choice: &ThemeChoice, diagnostics: &mut Diagnostics) -> Self {
        let mut files = Self::default();
        files.add_built_in(&BUILT_IN);
        let folder = root.join("themes").join(&choice.name);
        if folder.is_dir() {
            files.add_from_disk(&folder, &format!("themes/{}", choice.name), diagnostics);
        } else if choice.name != "default" {
            let missing = format!("There is no theme called “{}”.", choice.name);
            let fix = format!("make the folder themes/{}, or write name = \"default\"", choice.name);
            let diagnostic = match choice.name_span {
                Some(span) => Diagnostic::at(Code::ThemeMissing, span, missing),
                None => Diagnostic::in_file(Code::ThemeMissing, "playbook.toml", missing),
            };
            diagnostics.push(diagnostic.fix(fix));
        }
        files
    }

    fn add_built_in(&mut self, folder: &Dir) {
        for file in folder.files() {
            if let (Some(path), Some(text)) = (file.path().to_str(), file.contents_utf8()) {
                let file = ThemeFile {
                    text: text.to_owned(),
                    shown: None,
                };
                self.0.insert(path.replace('\\', "/"), file);
            }
        }
        for folder in folder.dirs() {
            self.add_built_in(folder);
        }
    }

    fn add_from_disk(&mut self, folder: &Path, shown: &str, diagnostics: &mut Diagnostics) {
        let known: Vec<String> = self.0.keys().cloned().collect();
        for entry in WalkDir::new(folder)
            .sort_by_file_name()
            .into_iter()
            .filter_map(Result::ok)
        {
            let Some(path) = entry.path().strip_prefix(folder).ok().and_then(Path::to_str) else {
                continue;
            };
            let path = path.replace('\\', "/");
            if !entry.file_type().is_file() || path.split('/').any(|part| part.starts_with('.')) {
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
            let is_small = entry.metadata().is_ok_and(|metadata| metadata.len() <= LARGEST);
            match std::fs::read_to_string(entry.path()) {
                Ok(text) if is_small => {
                    // Words are laid over the built-in ones one by one: a school changes those that it wants to.
                    let built_in = self
                        .text(&path)
                        .filter(|_| path.starts_with("strings/"))
                        .unwrap_or_default();
                    let text = format!("{built_in}{text}");
                    self.0.insert(
                        path,
                        ThemeFile {
                            text,
                            shown: Some(place),
                        },
                    );
                }
                Ok(_) => diagnostics.push(
                    Diagnostic::in_file(Code::FileTooLarge, place, "This file of the theme has more than 4 MB.")
                        .fix("make it smaller"),
                ),
                Err(error) => diagnostics.push(
                    Diagnostic::in_file(
                        Code::FileUnreadable,
                        place,
                        format!("This file of the theme cannot be read: {}.", error.kind()),
                    )
                    .fix("save it as UTF-8, where you may read it"),
                ),
            }
        }
    }

    /// What tells these files from others, with the language that words are taken in.
    pub fn hash(&self, language: &str) -> blake3::Hash {
        let mut hasher = blake3::Hasher::new();
        hasher.update(language.as_bytes());
        for (path, file) in &self.0 {
            // Neither a path nor a text ends where the next begins by chance: lengths are hashed with them.
            for part in [path.as_str(), file.shown.as_deref().unwrap_or_default(), &file.text] {
                hasher.update(&part.len().to_le_bytes());
                hasher.update(part.as_bytes());
            }
        }
        hasher.finalize()
    }

    pub fn text(&self, path: &str) -> Option<&str> {
        self.0.get(path).map(|file| file.text.as_str())
    }

    /// The name by which messages call a file.
    pub fn shown(&self, path: &str) -> String {
        let own = self.0.get(path).and_then(|file| file.shown.clone());
        own.unwrap_or_else(|| format!("the built-in theme's {path}"))
    }

    pub fn is_own(&self, path: &str) -> bool {
        self.0.get(path).is_some_and(|file| file.shown.is_some())
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &ThemeFile)> {
        self.0.iter().map(|(path, file)| (path.as_str(), file))
    }
}

/// Whether the program reads a file of a theme.
fn is_read(path: &str) -> bool {
    let in_folder = |folder: &str, ending: &str| path.starts_with(folder) && path.ends_with(ending);
    path == "theme.toml"
        || in_folder("templates/", ".html")
        || in_folder("styles/", ".css")
        || in_folder("strings/", ".ftl")
}

fn unused(place: &str, path: &str, known: &[String]) -> Diagnostic {
    let fix = match nearest(path, known.iter().map(String::as_str)) {
        Some(meant) => format!("did you mean “{meant}”?"),
        None => "a theme has templates/, styles/, strings/ and theme.toml; pictures belong in content/".into(),
    };
    Diagnostic::in_file(Code::ThemeFileUnused, place, "The theme makes no use of this file.").fix(fix)
}

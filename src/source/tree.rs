//! The playbook's folder, read once.
//!
//! 1. Walk `content/` and `static/` in the order of names, following no link.
//! 2. Read what holds text (Markdown, TOML, data, bibliography) and decode it, several files at once.
//! 3. Keep the path of everything else: an asset is copied, never looked into.

use super::decode::decode;
use super::{Code, Diagnostic, Diagnostics, Source, SourceId, Sources};
use rayon::prelude::*;
use std::io;
use std::path::{Path, PathBuf};
use unicode_normalization::UnicodeNormalization;
use walkdir::{DirEntry, WalkDir};

/// A text that is larger is no page that a person wrote; it bounds what a build needs of memory.
const LARGEST_TEXT: u64 = 4 * 1024 * 1024;

/// All files of a playbook.
#[derive(Debug, Default)]
pub struct Tree {
    pub sources: Sources,
    /// The settings, `playbook.toml`, when it could be read.
    pub settings: Option<SourceId>,
    /// Files of text under `content/`, in the order of their paths.
    pub texts: Vec<SourceId>,
    /// Other files under `content/`.
    pub assets: Vec<StaticFile>,
    /// Files under `static/`, copied as they are.
    pub statics: Vec<StaticFile>,
    /// What is wrong with single files of `content/`: the edition decides who hears of it.
    pub problems: Vec<Diagnostic>,
}

/// A file that is copied as it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct StaticFile {
    /// Relative to `content/` or to `static/`, its parts joined by `/`, composed (Unicode NFC).
    pub path: String,
    /// Where it is on this machine.
    pub file: PathBuf,
}

/// What the walk found, before anything is read.
struct Found {
    path: String,
    file: PathBuf,
}

/// Reads the playbook in `root`.
///
/// # Errors
/// When `root` has no `playbook.toml`, or it cannot be read. All else is a diagnostic.
pub fn read(root: &Path, diagnostics: &mut Diagnostics) -> io::Result<Tree> {
    let mut tree = Tree::default();
    let settings = root.join("playbook.toml");
    let settings = Found {
        path: "playbook.toml".into(),
        file: settings,
    };
    if !settings.file.is_file() {
        return Err(io::Error::new(
            io::ErrorKind::NotFound,
            "there is no playbook.toml here, so this is not the folder of a playbook",
        ));
    }
    tree.settings = read_text(&settings)
        .map_err(|problem| diagnostics.push(problem))
        .ok()
        .map(|source| tree.sources.add(source));

    let mut problems = Diagnostics::new();
    let (texts, assets): (Vec<Found>, Vec<Found>) = walk(&root.join("content"), "content", &mut problems)
        .into_iter()
        .partition(|found| holds_text(&found.path));
    let texts: Vec<Result<Source, Diagnostic>> = texts.par_iter().map(read_text).collect();
    for text in texts {
        match text {
            Ok(source) => tree.texts.push(tree.sources.add(source)),
            Err(problem) => problems.push(problem),
        }
    }
    problems.extend(assets.iter().filter_map(|found| misspelt_ending(&found.path)));
    tree.problems = problems.into_iter().collect();
    tree.assets = assets.into_iter().map(|found| strip("content/", found)).collect();
    tree.statics = walk(&root.join("static"), "static", diagnostics)
        .into_iter()
        .map(|found| strip("static/", found))
        .collect();
    Ok(tree)
}

/// A file that was meant to be read, and is not because of how its name is written.
fn misspelt_ending(path: &str) -> Option<Diagnostic> {
    let lower = path.to_lowercase();
    let ending = lower.rsplit_once('.').map_or("", |(_, ending)| ending);
    let in_folder = |folder: &str| lower.starts_with(folder);
    let is_meant = holds_text(&lower)
        || matches!(ending, "markdown" | "mdown" | "mkd")
        || in_folder("content/answers/")
        || in_folder("content/cycles/") && matches!(ending, "md" | "toml" | "csv");
    is_meant.then(|| {
        Diagnostic::in_file(
            Code::FileMisplaced,
            path,
            "This file is not read, because of how its name ends.",
        )
        .fix("let the name end in .md, .toml, .csv or .bib, in small letters")
    })
}

fn strip(folder: &str, found: Found) -> StaticFile {
    StaticFile {
        path: found.path.strip_prefix(folder).unwrap_or(&found.path).to_owned(),
        file: found.file,
    }
}

/// Files that the program reads itself.
fn holds_text(path: &str) -> bool {
    let inside = path.strip_prefix("content/").unwrap_or(path);
    let in_folder = |folder: &str| inside.starts_with(folder);
    Path::new(inside)
        .extension()
        .is_some_and(|extension| match extension.to_str() {
            Some("md") => true,
            Some("toml") => in_folder("answers/") || in_folder("cycles/"),
            Some("csv") => in_folder("cycles/"),
            _ => false,
        })
        || inside == "references.bib"
        || inside == "references.yaml"
}

/// The regular files below `folder`, in the order of their paths; nothing when there is no such folder.
fn walk(folder: &Path, name: &str, diagnostics: &mut Diagnostics) -> Vec<Found> {
    let mut found = Vec::new();
    if folder.symlink_metadata().is_err() {
        return found;
    }
    let mut entries = WalkDir::new(folder).min_depth(1).into_iter();
    if folder.is_symlink() {
        diagnostics.push(symbolic_link(name));
        return found;
    }
    while let Some(entry) = entries.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().map(|path| shown(folder, name, path)).unwrap_or_default();
                diagnostics.push(unreadable(path, error.io_error()));
                continue;
            }
        };
        let path = shown(folder, name, entry.path());
        if is_hidden(&entry) && name == "content" {
            if entry.file_type().is_dir() {
                entries.skip_current_dir();
            }
        } else if entry.path_is_symlink() {
            diagnostics.push(symbolic_link(&path));
        } else if entry
            .file_name()
            .to_str()
            .is_none_or(|name| name.contains(char::is_control))
        {
            diagnostics.push(
                Diagnostic::in_file(
                    Code::NameUnusable,
                    path,
                    "The name of this file is not text, or has control characters in it.",
                )
                .fix("give the file another name"),
            );
        } else if entry.file_type().is_file() {
            found.push(Found {
                path,
                file: entry.into_path(),
            });
        } else if !entry.file_type().is_dir() {
            diagnostics.push(
                Diagnostic::in_file(
                    Code::FileSpecial,
                    path,
                    "This is no ordinary file, so it is left alone.",
                )
                .fix("move it out of the playbook"),
            );
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// What editors and desktops leave behind: dot-files, backups, lock files.
fn is_hidden(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    name.starts_with('.') || name.starts_with("~$") || name.ends_with('~') || name == "Thumbs.db"
}

fn shown(folder: &Path, name: &str, path: &Path) -> String {
    let inside = path.strip_prefix(folder).unwrap_or(path);
    let parts = inside
        .iter()
        .map(|part| part.to_string_lossy().nfc().collect::<String>());
    std::iter::once(name.to_owned())
        .chain(parts)
        .collect::<Vec<_>>()
        .join("/")
}

fn symbolic_link(path: &str) -> Diagnostic {
    Diagnostic::in_file(
        Code::SymbolicLink,
        path,
        "This is a symbolic link, and links are not followed.",
    )
    .fix("put the file itself here, or delete the link")
}

fn unreadable(path: String, error: Option<&io::Error>) -> Diagnostic {
    let why = error.map_or_else(|| "it is in a circle of links".into(), |error| error.kind().to_string());
    Diagnostic::in_file(Code::FileUnreadable, path, format!("This cannot be read: {why}."))
        .fix("check that it exists and that you may read it")
}

fn read_text(found: &Found) -> Result<Source, Diagnostic> {
    let file = |error: io::Error| unreadable(found.path.clone(), Some(&error));
    let size = std::fs::metadata(&found.file).map_err(file)?.len();
    if size > LARGEST_TEXT {
        return Err(Diagnostic::in_file(
            Code::FileTooLarge,
            &found.path,
            format!("This file has {} MB; a text may have 4 MB.", size / 1024 / 1024),
        )
        .fix("divide it into several files"));
    }
    let bytes = std::fs::read(&found.file).map_err(file)?;
    let text = decode(&bytes).map_err(|encoding| {
        Diagnostic::in_file(
            Code::FileEncoding,
            &found.path,
            format!("This file is not saved as UTF-8; it seems to be {encoding}."),
        )
        .fix("open it in an editor and save it with the encoding UTF-8")
    })?;
    Ok(Source {
        path: found.path.clone(),
        text,
    })
}

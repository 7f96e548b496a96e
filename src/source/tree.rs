//! The playbook's folder, read once.
//!
//! 1. Walk `content/` and `static/` in the order of names, following no link.
//! 2. Read what holds text (Markdown, TOML, data, bibliography) and decode it, several files at once.
//! 3. Keep the path of everything else: an asset is copied, never looked into.
//!
//! A playbook that was read before is read again with [`read_again`], so that its files keep their numbers and their
//! texts are the same ones where they say the same.

use super::beside::beside_content;
use super::decode::decode;
use super::span::Numbers;
use super::static_file::read_at_most;
use super::{Code, Diagnostic, Diagnostics, Source, SourceId, Sources, StaticFile, one_slip};
use rayon::prelude::*;
use rustc_hash::FxHashSet;
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization;
use walkdir::WalkDir;

/// The file that makes a folder a playbook.
pub const SETTINGS: &str = "playbook.toml";

const MEGABYTE: u64 = 1024 * 1024;

/// A text that is larger is no page that a person wrote; it bounds what a build needs of memory.
const LARGEST_TEXT: u64 = 4 * MEGABYTE;

/// All files of a playbook.
#[derive(Debug, Clone, Default)]
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
    /// What is wrong with `playbook.toml` and `static/` as files: everyone hears of it.
    pub notes: Vec<Diagnostic>,
}

impl Tree {
    /// Whether it holds the same files with the same words as another reading of the same playbook.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        self.settings == other.settings
            && self.texts == other.texts
            && self.assets == other.assets
            && self.statics == other.statics
            && self.problems == other.problems
            && self.notes == other.notes
            && self.ids().all(|id| self.is_as_in(other, id))
    }

    /// The paths of files that came, went or changed since a former reading of the same playbook.
    #[must_use]
    pub fn changed_since(&self, former: &Self) -> BTreeSet<String> {
        let before: FxHashSet<SourceId> = former.ids().collect();
        let now: FxHashSet<SourceId> = self.ids().collect();
        let is_new = |id: &SourceId| !before.contains(id) || !self.is_as_in(former, *id);
        let came = self.ids().filter(is_new).map(|id| self.sources.get(id).path.clone());
        let went = former.ids().filter(|id| !now.contains(id));
        let went = went.map(|id| former.sources.get(id).path.clone());
        let copied = [
            ("content", &self.assets, &former.assets),
            ("static", &self.statics, &former.statics),
        ];
        let copied = copied.into_iter().flat_map(|(folder, now, before)| {
            let (now, before): (BTreeSet<_>, BTreeSet<_>) = (now.iter().collect(), before.iter().collect());
            let changed: Vec<String> = now
                .symmetric_difference(&before)
                .map(|file| format!("{folder}/{}", file.path))
                .collect();
            changed
        });
        came.chain(went).chain(copied).collect()
    }

    fn ids(&self) -> impl Iterator<Item = SourceId> + '_ {
        self.settings.iter().chain(&self.texts).copied()
    }

    fn is_as_in(&self, other: &Self, id: SourceId) -> bool {
        let others = other.sources.find(id);
        others.is_some_and(|source| Arc::ptr_eq(source, self.sources.shared(id)))
    }
}

/// What the walk found, before anything is read.
pub(super) struct Found {
    pub path: String,
    pub file: PathBuf,
}

/// Whether a folder is a playbook: its settings make it one.
#[must_use]
pub fn is_playbook(folder: &Path) -> bool {
    folder.join(SETTINGS).is_file()
}

/// Whether the settings end in `.txt`, as a computer names them that shows no endings.
#[must_use]
pub fn has_settings_in_txt(folder: &Path) -> bool {
    folder.join(format!("{SETTINGS}.txt")).is_file()
}

/// Reads the playbook in `root`.
///
/// # Errors
/// When `root` has no `playbook.toml`. All else is a diagnostic.
pub fn read(root: &Path) -> io::Result<Tree> {
    read_again(root, &Sources::default())
}

/// Reads the playbook in `root`, whose texts were `former` when it was read before.
///
/// # Errors
/// As [`read`].
pub fn read_again(root: &Path, former: &Sources) -> io::Result<Tree> {
    let settings = Found {
        path: SETTINGS.into(),
        file: root.join(SETTINGS),
    };
    if !is_playbook(root) {
        return Err(io::Error::new(
            io::ErrorKind::NotFound,
            "there is no playbook.toml here, so this is not the folder of a playbook",
        ));
    }
    let mut numbers = Numbers::of(former);
    let mut notes = Diagnostics::new();
    let settings = read_text(&settings)
        .map_err(|problem| notes.push(problem))
        .ok()
        .map(|source| numbers.give(source));

    notes.extend(beside_content(root));
    let mut problems = Diagnostics::new();
    let (texts, assets): (Vec<Found>, Vec<Found>) = walk(&root.join("content"), "content", &mut problems)
        .into_iter()
        .partition(|found| holds_text(&found.path));
    let read: Vec<Result<Source, Diagnostic>> = texts.par_iter().map(read_text).collect();
    let mut texts = Vec::with_capacity(read.len());
    for text in read {
        match text {
            Ok(source) => texts.push(numbers.give(source)),
            Err(problem) => problems.push(problem),
        }
    }
    problems.extend(assets.iter().filter_map(|found| overlooked(&found.path)));
    let assets = assets.into_iter().map(|found| copied("content/", found)).collect();
    let statics = walk(&root.join("static"), "static", &mut notes);
    problems.extend(statics.iter().filter_map(|found| laid_open(&found.path)));
    Ok(Tree {
        sources: numbers.into_sources(),
        settings,
        texts,
        assets,
        statics: statics.into_iter().map(|found| copied("static/", found)).collect(),
        problems: problems.into_iter().collect(),
        notes: notes.into_iter().collect(),
    })
}

/// The folders of `content/` from which more is read than plain pages.
pub const FOLDERS: [&str; 5] = ["guides", "resources", "articles", "answers", "cycles"];

/// A file that was meant to be read, and is not because of how its name or that of its folder is written.
fn overlooked(path: &str) -> Option<Diagnostic> {
    let lower = path.to_lowercase();
    let (stem, ending) = lower.rsplit_once('.').unwrap_or((&lower, ""));
    let in_folder = |folder: &str| lower.starts_with(folder);
    if ending == "txt" && (holds_text(stem) || stem.ends_with(".toml") || stem.ends_with(".bib")) {
        return Some(
            Diagnostic::in_file(
                Code::FileMisplaced,
                path,
                "This file is not read: its name ends in .txt, which the computer may not show.",
            )
            .fix("have the computer show all of a file's name (“file name extensions”), and take .txt away from this one"),
        );
    }
    let folder = path.strip_prefix("content/").and_then(|path| path.split_once('/'));
    let meant = folder.and_then(|(folder, _)| one_slip(folder, FOLDERS));
    let is_read_there = ["content/answers/", "content/cycles/"]
        .iter()
        .any(|folder| path.starts_with(folder));
    if ending == "toml" && !is_read_there {
        let message =
            "This file is not read: answers are read from content/answers/, and test cycles from content/cycles/.";
        let fix = match meant {
            Some(meant) => format!("did you mean content/{meant}/?"),
            None => "move it there; a file that everyone may load as it is belongs in static/".to_owned(),
        };
        return Some(Diagnostic::in_file(Code::FileMisplaced, path, message).fix(fix));
    }
    let own_names = ["content/references.bib", "content/references.yaml"];
    if let Some(own) = own_names.into_iter().find(|own| *own == lower) {
        let message = "This file is not read: the name of the bibliography is written in small letters.";
        let fix = format!("call it {}", own.trim_start_matches("content/"));
        return Some(Diagnostic::in_file(Code::FileMisplaced, path, message).fix(fix));
    }
    if is_bibliography(&lower, ending) {
        let message = "This file is not read: works are read from content/references.bib or content/references.yaml.";
        let fix = "give it that name and place, or add its works to the file that is there";
        return Some(Diagnostic::in_file(Code::FileMisplaced, path, message).fix(fix));
    }
    if in_folder("content/answers/") && !matches!(ending, "" | "md" | "toml" | "tml" | "markdown") {
        let message = "This file is not read: answers are texts that end in .toml.";
        let fix = "put pictures and files beside the guide, in content/guides/, and show them there";
        return Some(Diagnostic::in_file(Code::FileMisplaced, path, message).fix(fix));
    }
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

/// A text that was meant for `content/` and lies in `static/`, from where it goes to everyone, whomever it says that it is for.
fn laid_open(path: &str) -> Option<Diagnostic> {
    let below = path.strip_prefix("static/")?;
    let (folder, name) = below.split_once('/')?;
    let meant = match folder {
        "content" => name,
        folder if FOLDERS.contains(&folder) => below,
        _ => return None,
    };
    holds_text(&format!("content/{meant}")).then(|| {
        let message = "This is copied to the site as it is, for everyone to see, and not read.";
        let fix = "move it into content/; for readers to load it, put it into a folder with another name";
        Diagnostic::in_file(Code::FileMisplaced, path, message).fix(fix)
    })
}

/// Whether a file beside the home page is a bibliography in all but its name.
fn is_bibliography(path: &str, ending: &str) -> bool {
    let Some(name) = path.strip_prefix("content/").filter(|name| !name.contains('/')) else {
        return false;
    };
    match ending {
        "bib" => name != "references.bib",
        "yml" | "json" | "ris" => name.starts_with("references."),
        _ => false,
    }
}

fn copied(folder: &str, found: Found) -> StaticFile {
    let path = found.path.strip_prefix(folder).unwrap_or(&found.path).to_owned();
    StaticFile::new(path, found.file)
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
                let path = error
                    .path()
                    .map(|path| path_below(folder, name, path))
                    .unwrap_or_default();
                diagnostics.push(unreadable(path, error.io_error()));
                continue;
            }
        };
        let path = path_below(folder, name, entry.path());
        // In static/ a dot-file may be meant, as .well-known is.
        let is_no_file_of_ours = match name {
            "content" => is_hidden(entry.file_name()),
            _ => is_left_behind(&entry.file_name().to_string_lossy()),
        };
        if is_no_file_of_ours {
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

/// Files that no text and no site is made of: dot-files, and what is left behind.
pub(super) fn is_hidden(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    name.starts_with('.') || is_left_behind(&name)
}

/// What editors, desktops and git leave behind: backups, lock files, how a folder was looked at, its history.
#[must_use]
pub fn is_left_behind(name: &str) -> bool {
    name.starts_with("~$") || name.ends_with('~') || ["Thumbs.db", ".DS_Store", ".git"].contains(&name)
}

/// How messages call what lies in a folder, by the folder's name; also where its own name is no text.
#[must_use]
pub fn path_below(folder: &Path, name: &str, path: &Path) -> String {
    let inside = path.strip_prefix(folder).unwrap_or(path);
    // Most names are plain letters, which have one form.
    let is_plain = |inside: &&str| inside.is_ascii() && !inside.is_empty() && !inside.contains('\\');
    if let Some(inside) = inside.to_str().filter(is_plain) {
        return format!("{name}/{inside}");
    }
    let parts = inside
        .iter()
        .map(|part| part.to_string_lossy().nfc().collect::<String>());
    std::iter::once(name.to_owned())
        .chain(parts)
        .collect::<Vec<_>>()
        .join("/")
}

/// A link to a file or folder, which is not followed: it may lead out of the playbook.
#[must_use]
pub fn symbolic_link(path: &str) -> Diagnostic {
    Diagnostic::in_file(
        Code::SymbolicLink,
        path,
        "This is a symbolic link, and links are not followed.",
    )
    .fix("put the file itself here, or delete the link")
}

/// A file or folder that is there and cannot be read; without an error, a circle of links.
#[must_use]
pub fn unreadable(path: String, error: Option<&io::Error>) -> Diagnostic {
    let why = error.map_or_else(|| "it is in a circle of links".into(), |error| error.kind().to_string());
    Diagnostic::in_file(Code::FileUnreadable, path, format!("This cannot be read: {why}."))
        .fix("check that it exists and that you may read it")
}

fn too_large(found: &Found) -> Diagnostic {
    let size = std::fs::metadata(&found.file).map_or(0, |metadata| metadata.len());
    // Rounded up: what is too large by a byte is to look it.
    let tenths = size.max(LARGEST_TEXT + 1).saturating_mul(10).div_ceil(MEGABYTE);
    let (whole, tenth) = (tenths / 10, tenths % 10);
    let message = format!(
        "This file has {whole}.{tenth} MB; a text may have {} MB.",
        LARGEST_TEXT / MEGABYTE
    );
    Diagnostic::in_file(Code::FileTooLarge, &found.path, message).fix("divide it into several files")
}

pub(super) fn read_text(found: &Found) -> Result<Source, Diagnostic> {
    let bytes = read_at_most(&found.file, LARGEST_TEXT).map_err(|error| match error.kind() {
        io::ErrorKind::FileTooLarge => too_large(found),
        _ => unreadable(found.path.clone(), Some(&error)),
    })?;
    let text = decode(bytes).map_err(|encoding| {
        Diagnostic::in_file(
            Code::FileEncoding,
            &found.path,
            format!("This file is not saved as UTF-8; it seems to be {encoding}."),
        )
        .fix(if found.path.ends_with(".csv") {
            "save it in Excel as “CSV UTF-8 (Comma delimited)”, or in an editor with the encoding UTF-8"
        } else {
            "open it in an editor and save it with the encoding UTF-8"
        })
    })?;
    Ok(Source {
        path: found.path.clone(),
        text,
    })
}

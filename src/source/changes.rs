//! What of a playbook's folder may have changed since it was read, and reading no more than that.
//!
//! A hint is enough: contents are compared. Files of text that were there and still are, and files that are copied, are
//! looked at alone. Whatever else happened (a new file, a file or folder that is gone or renamed, settings, a theme)
//! makes the whole folder be read again, so that there is no case to forget.

use super::tree::{Found, SETTINGS, Tree, is_hidden, path_below, read_again, read_text};
use super::{SourceId, Stamp, StaticFile};
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};

/// The folders of a playbook that are read, each with all that is below it.
pub const FOLDERS: [&str; 3] = ["content", "static", "themes"];

/// What may have changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Changes {
    /// It is not known what.
    Everything,
    /// Nothing but what is at these paths, or below them.
    At(BTreeSet<PathBuf>),
}

impl Changes {
    #[must_use]
    pub fn none() -> Self {
        Self::At(BTreeSet::new())
    }

    pub fn add(&mut self, path: PathBuf) {
        if let Self::At(paths) = self {
            paths.insert(path);
        }
    }

    /// Whether nothing looks as if a program were in the middle of saving it: emptied and not yet written, or taken
    /// away to be put back.
    #[must_use]
    pub fn look_finished(&self) -> bool {
        match self {
            Self::Everything => true,
            Self::At(paths) => paths
                .iter()
                .all(|path| std::fs::metadata(path).is_ok_and(|metadata| metadata.is_dir() || metadata.len() > 0)),
        }
    }
}

/// The folder's whole path, every link on the way to it resolved, as the system names it when it tells of changes.
///
/// # Errors
/// When there is no such folder.
pub fn locate(root: &Path) -> io::Result<PathBuf> {
    std::fs::canonicalize(root)
}

/// Whether a folder is there, by itself and not by way of a link.
#[must_use]
pub fn is_folder(path: &Path) -> bool {
    path.symlink_metadata().is_ok_and(|metadata| metadata.is_dir())
}

/// Whether what was put in a place may bring more than itself: a folder does, and of a link it is to be told that it is none.
#[must_use]
pub fn is_folder_or_link(path: &Path) -> bool {
    path.symlink_metadata()
        .is_ok_and(|metadata| metadata.is_dir() || metadata.is_symlink())
}

/// What of a playbook is read although it is a link to another place, where nobody would tell that it has changed:
/// settings and themes.
#[must_use]
pub fn followed_link(root: &Path) -> Option<String> {
    let themes = root.join("themes");
    let inside = std::fs::read_dir(&themes).into_iter().flatten().filter_map(Result::ok);
    let paths = [root.join(SETTINGS), themes];
    let link = paths
        .into_iter()
        .chain(inside.map(|entry| entry.path()))
        .find(|path| path.is_symlink())?;
    Some(link.strip_prefix(root).unwrap_or(&link).display().to_string())
}

/// Reads what may have changed; none when all is as it was. Themes are not read here, and any change of one reads
/// everything: `Some` with the same tree means that a theme may have changed.
///
/// # Errors
/// When the folder is no playbook any more.
pub fn reread(former: &Tree, root: &Path, changes: &Changes) -> io::Result<Option<Tree>> {
    let paths = match changes {
        Changes::Everything => return read_again(root, &former.sources).map(Some),
        Changes::At(paths) => paths,
    };
    let mut tree: Option<Tree> = None;
    for path in paths {
        match what(former, root, path) {
            What::Nothing => {}
            What::Text(id, found) => match read_text(&found) {
                Ok(source) if *former.sources.shared(id).as_ref() == source => {}
                Ok(source) => tree.get_or_insert_with(|| former.clone()).sources.renew(id, source),
                Err(_) => return read_again(root, &former.sources).map(Some),
            },
            What::Copied(list, number) => {
                let file = &list(former)[number];
                let stamp = Stamp::of(&file.file);
                if stamp != file.stamp {
                    let tree = tree.get_or_insert_with(|| former.clone());
                    let file = tree.assets.iter_mut().chain(&mut tree.statics);
                    for file in file.filter(|file| file.file == *path) {
                        file.stamp = stamp;
                    }
                }
            }
            What::Other => return read_again(root, &former.sources).map(Some),
        }
    }
    Ok(tree)
}

/// What is at a path, as far as reading is concerned.
enum What {
    /// Something that is not read.
    Nothing,
    Text(SourceId, Found),
    Copied(fn(&Tree) -> &[StaticFile], usize),
    Other,
}

/// Whether a change at a path can change what is read: not what lies beside the folders that are read, nor what
/// editors put beside a file while it is open.
#[must_use]
pub fn concerns(root: &Path, path: &Path) -> bool {
    let Ok(inside) = path.strip_prefix(root) else {
        return false;
    };
    let mut parts = inside.iter();
    match parts.next().and_then(OsStr::to_str) {
        None => inside.as_os_str().is_empty(),
        Some("content") => !parts.any(is_hidden),
        Some(first) => FOLDERS.contains(&first) || first == SETTINGS,
    }
}

fn what(former: &Tree, root: &Path, path: &Path) -> What {
    if !concerns(root, path) {
        return What::Nothing;
    }
    let first = path.strip_prefix(root).ok().and_then(|inside| inside.iter().next());
    let Some(first @ ("content" | "static")) = first.and_then(OsStr::to_str) else {
        return What::Other;
    };
    let name = path_below(&root.join(first), first, path);
    let is_file = path.symlink_metadata().is_ok_and(|metadata| metadata.is_file());
    let by_name = |id: &SourceId| former.sources.get(*id).path.as_str().cmp(&name);
    if let Ok(number) = former.texts.binary_search_by(by_name) {
        // Two names that are one when they are composed: neither can be told from the other.
        let beside = [number.checked_sub(1), number.checked_add(1)].into_iter().flatten();
        let is_twice = beside
            .filter_map(|number| former.texts.get(number))
            .any(|id| by_name(id).is_eq());
        let file = path.to_owned();
        return if is_file && !is_twice {
            What::Text(former.texts[number], Found { path: name, file })
        } else {
            What::Other
        };
    }
    let copied: [fn(&Tree) -> &[StaticFile]; 2] = [|tree| &tree.assets, |tree| &tree.statics];
    for list in copied {
        if let Some(number) = list(former).iter().position(|file| file.file == path) {
            return if is_file {
                What::Copied(list, number)
            } else {
                What::Other
            };
        }
    }
    // A file that came and went again, as editors make them, is none; a folder that went had something in it.
    let below = format!("{name}/");
    let had = former
        .texts
        .iter()
        .any(|id| former.sources.get(*id).path.starts_with(&below));
    let had = had
        || former
            .assets
            .iter()
            .chain(&former.statics)
            .any(|file| file.file.starts_with(path));
    if had || path.symlink_metadata().is_ok() || is_told_of(former, &name) {
        What::Other
    } else {
        What::Nothing
    }
}

/// Whether a file that is not read is known by what is wrong with it.
fn is_told_of(former: &Tree, name: &str) -> bool {
    let below = format!("{name}/");
    former.problems.iter().chain(&former.notes).any(|problem| {
        let path = problem.place.path(&former.sources);
        path == name || path.starts_with(&below)
    })
}

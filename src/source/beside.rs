//! What lies beside `content/` and was meant to lie in it.
//!
//! 1. Without the folder there is no playbook, however little else is wrong: a site without a page would take the place of the one
//!    that families read.
//! 2. A folder or a bibliography that is missing in it and lies beside it was left there by mistake.

use super::tree::FOLDERS;
use super::{Code, Diagnostic, one_slip};
use std::collections::BTreeSet;
use std::path::Path;
use walkdir::WalkDir;

/// The folder of everything that is written.
const CONTENT: &str = "content";

const BIBLIOGRAPHIES: [&str; 2] = ["references.bib", "references.yaml"];

/// How deep in a folder texts are looked for: guides lie in the folder of their series.
const DEPTH: usize = 2;

/// Reports what of the playbook in `root` is not where it is read from.
pub fn beside_content(root: &Path) -> Vec<Diagnostic> {
    let beside = names(root);
    if !beside.contains(CONTENT) {
        return vec![content_missing(&beside)];
    }
    let inside = names(&root.join(CONTENT));
    let is_missing = |name: &&str| beside.contains(*name) && !inside.contains(*name);
    let folders = FOLDERS.iter().copied().filter(is_missing);
    let folders = folders.filter(|folder| holds_texts(&root.join(folder)));
    let has_none = BIBLIOGRAPHIES.iter().all(|name| !inside.contains(*name));
    let bibliographies = BIBLIOGRAPHIES.iter().copied().filter(|_| has_none);
    folders
        .chain(bibliographies.filter(is_missing))
        .map(|name| {
            let message = format!("This is not read: it is looked for in content/{name}.");
            Diagnostic::in_file(Code::FileMisplaced, name, message).fix("move it into the folder content/")
        })
        .collect()
}

/// A folder whose name differs in its capitals is found on some computers, and not where the site is made on the web.
fn content_missing(beside: &BTreeSet<String>) -> Diagnostic {
    let is_meant = |name: &&String| name.eq_ignore_ascii_case(CONTENT) || one_slip(name, [CONTENT]).is_some();
    let fix = match beside.iter().find(is_meant) {
        Some(meant) => format!("rename the folder {meant} to content, in small letters"),
        None => "bring it back, or make it and put a page index.md into it".to_owned(),
    };
    let message = "There is no folder content beside playbook.toml, so there is nothing to make a site of.";
    Diagnostic::in_file(Code::ContentMissing, CONTENT, message).fix(fix)
}

/// What lies in a folder, as it is named; nothing of one that cannot be read, which is told when its files are.
fn names(folder: &Path) -> BTreeSet<String> {
    let entries = WalkDir::new(folder).min_depth(1).max_depth(1).into_iter();
    let names = entries
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned());
    names.collect()
}

/// Whether a folder holds texts of a playbook, and is not something else of that name.
fn holds_texts(folder: &Path) -> bool {
    let mut entries = WalkDir::new(folder).max_depth(DEPTH).into_iter().flatten();
    entries.any(|entry| {
        entry
            .path()
            .extension()
            .is_some_and(|ending| ending == "md" || ending == "toml")
    })
}

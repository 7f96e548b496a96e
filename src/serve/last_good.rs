//! What stands in for files with mistakes: what they were before.

use crate::edition::Readers;
use crate::model::{AnswerSheet, Bibliography, Cycle, Document, Playbook};
use std::collections::HashSet;
use std::sync::Arc;

/// The playbook with what `broken` files were when they were last shown in the place of what they are. A file that is
/// gone stays gone.
///
/// In the public edition a file stands in for itself only where it says now that it is for the same readers: what was
/// public and may not be any more is not shown on the strength of what it was. Answers say so one by one, so that none
/// of theirs stand in.
pub fn stand_in(current: &Playbook, shown: &Playbook, broken: &HashSet<String>, readers: Readers) -> Playbook {
    let is_team = readers == Readers::Team;
    let mut playbook = current.clone();
    replace(&mut playbook.documents, &shown.documents, broken, |now, then| {
        is_team || now.is_some_and(|now| now.head.audience == then.head.audience && now.head.draft == then.head.draft)
    });
    replace(&mut playbook.cycles, &shown.cycles, broken, |now, then| {
        is_team || now.is_some_and(|now| now.audience == then.audience)
    });
    replace(&mut playbook.sheets, &shown.sheets, broken, |_, _| is_team);
    if broken.contains("references.bib") || broken.contains("references.yaml") {
        playbook.bibliography = Arc::new(with_former_entries(&current.bibliography, &shown.bibliography));
    }
    let is_there = |path: &str| playbook.documents.iter().any(|document| document.path == path);
    playbook.unreadable.retain(|file| !is_there(&file.path));
    playbook
}

/// A part of a playbook that one file became.
trait Part {
    /// The file's path below `content/`.
    fn path(&self) -> &str;
}

impl Part for Document {
    fn path(&self) -> &str {
        &self.path
    }
}

impl Part for Cycle {
    fn path(&self) -> &str {
        &self.path
    }
}

impl Part for AnswerSheet {
    fn path(&self) -> &str {
        &self.path
    }
}

/// Puts parts of broken files in their place, in the order of paths.
fn replace<P: Part>(
    now: &mut Vec<Arc<P>>,
    then: &[Arc<P>],
    broken: &HashSet<String>,
    may: impl Fn(Option<&P>, &P) -> bool,
) {
    for former in then.iter().filter(|part| broken.contains(part.path())) {
        let at = now.binary_search_by(|part| part.path().cmp(former.path()));
        match at {
            Ok(at) if may(Some(&now[at]), former) => now[at] = Arc::clone(former),
            Err(at) if may(None, former) => now.insert(at, Arc::clone(former)),
            Ok(_) | Err(_) => {}
        }
    }
}

/// A bibliography with the entries that it had and cannot be read any more.
fn with_former_entries(current: &Bibliography, shown: &Bibliography) -> Bibliography {
    let mut references = shown.references.clone();
    references.extend(current.references.clone());
    let mut parents = shown.parents.clone();
    parents.extend(current.parents.iter().cloned());
    Bibliography {
        references,
        parents,
        problems: current.problems.clone(),
        unreadable: current.unreadable.clone(),
    }
}

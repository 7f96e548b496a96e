//! What stands in for files with mistakes: what they were when they last had none.

use crate::config::Settings;
use crate::edition::{self, Readers};
use crate::model::{AnswerSheet, Bibliography, Document, Playbook, Unreadable, folder_of_index};
use crate::source::{Diagnostic, Diagnostics};
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

/// What an edition shows of the playbook, from one generation to the next.
#[derive(Debug, Clone)]
pub struct LastGood {
    pub playbook: Arc<Playbook>,
    /// Paths below `content/` of what has mistakes as it is shown: nothing better was known.
    bad: HashSet<String>,
}

impl LastGood {
    /// Before anything is shown, all is what it is.
    pub fn first(playbook: &Arc<Playbook>) -> Self {
        Self {
            playbook: Arc::clone(playbook),
            bad: HashSet::new(),
        }
    }

    /// The playbook as it is, but for `broken` files, which are as they were when they last were good. A file that is
    /// gone stays gone, and one that never was good is as it is.
    ///
    /// In the public edition a file stands in for itself only where that edition had it, and only where it says now that
    /// it is for the same readers: what is not known to be public is not shown on the strength of what it was. Answers
    /// say so one by one, so that none of theirs stand in. What somebody may have meant to hide is not shown at all.
    pub fn next(
        &self,
        current: &Arc<Playbook>,
        broken: &HashSet<String>,
        readers: Readers,
        settings: &Settings,
    ) -> Self {
        if broken.is_empty() {
            return Self::first(current);
        }
        let is_team = readers == Readers::Team;
        let broken = &with_cycles(broken, current, &self.playbook);
        let seen = if is_team {
            HashSet::new()
        } else {
            self.seen(readers, settings)
        };
        let was_good = |path: &str| broken.contains(path) && !self.bad.contains(path);
        let may = |path: &str| was_good(path) && (is_team || seen.contains(path));
        let mut playbook = Playbook::clone(current);
        let mut good = HashSet::new();
        let shown = &self.playbook;
        replace(
            &mut playbook.documents,
            &shown.documents,
            &mut good,
            |part| &part.path,
            |now, then| {
                let is_open =
                    |now: &Document| now.head.audience == then.head.audience && now.head.draft == then.head.draft;
                may(&then.path) && (is_team || now.is_some_and(is_open))
            },
        );
        replace(
            &mut playbook.cycles,
            &shown.cycles,
            &mut good,
            |part| &part.path,
            |now, then| may(&then.path) && (is_team || now.is_some_and(|now| now.audience == then.audience)),
        );
        replace(
            &mut playbook.sheets,
            &shown.sheets,
            &mut good,
            |part| &part.path,
            |_, then| is_team && was_good(&then.path),
        );
        for path in ["references.bib", "references.yaml"] {
            if broken.contains(path) {
                playbook.bibliography = Arc::new(with_former_entries(&current.bibliography, &shown.bibliography));
                good.insert(path.to_owned());
            }
        }
        if !is_team {
            withhold(&mut playbook);
        }
        let is_there = |path: &str| playbook.documents.iter().any(|document| document.path == path);
        // What closes a folder may be a page besides.
        let closes = |file: &Unreadable| file.page.is_none() && file.index_of.is_some();
        playbook.unreadable.retain(|file| closes(file) || !is_there(&file.path));
        Self {
            playbook: Arc::new(playbook),
            bad: broken.difference(&good).cloned().collect(),
        }
    }

    /// The paths of what readers were shown.
    fn seen(&self, readers: Readers, settings: &Settings) -> HashSet<String> {
        let edition = edition::cut(&self.playbook, settings, readers, &mut Diagnostics::new());
        let documents = edition.documents().iter().map(|document| document.path.clone());
        let cycles = edition.cycles().iter().map(|cycle| cycle.path.clone());
        documents.chain(cycles).collect()
    }
}

/// Takes out what has mistakes that somebody may have meant to hide something with, as if it could not be read.
fn withhold(playbook: &mut Playbook) {
    let is_doubtful = |problems: &[Diagnostic]| problems.iter().any(|problem| problem.code.may_be_hidden());
    let mut withheld = Vec::new();
    playbook.documents.retain(|document| {
        let is_withheld = is_doubtful(&document.problems);
        if is_withheld {
            withheld.push(Unreadable {
                path: document.path.clone(),
                page: Some(document.id.clone()),
                index_of: folder_of_index(&document.id).map(str::to_owned),
                problems: document.problems.clone(),
            });
        }
        !is_withheld
    });
    playbook.cycles.retain(|cycle| {
        let is_withheld = is_doubtful(&cycle.problems);
        if is_withheld {
            withheld.push(Unreadable {
                path: cycle.path.clone(),
                page: None,
                index_of: None,
                problems: cycle.problems.clone(),
            });
        }
        !is_withheld
    });
    let has_doubtful = |sheet: &AnswerSheet| sheet.answers.iter().any(|answer| is_doubtful(&answer.problems));
    let broken: HashSet<&str> = playbook.unreadable.iter().map(|file| file.path.as_str()).collect();
    let is_broken = |sheet: &AnswerSheet| broken.contains(sheet.path.as_str());
    playbook
        .sheets
        .retain(|sheet| !has_doubtful(sheet) && !is_broken(sheet));
    playbook.unreadable.extend(withheld.into_iter().map(Arc::new));
}

/// Broken files, and the test cycles whose data are among them.
fn with_cycles(broken: &HashSet<String>, now: &Playbook, then: &Playbook) -> HashSet<String> {
    let cycles = now.cycles.iter().chain(&then.cycles);
    let cycles = cycles.filter(|cycle| broken.contains(&cycle.data_path));
    cycles
        .map(|cycle| cycle.path.clone())
        .chain(broken.iter().cloned())
        .collect()
}

/// Puts parts that may stand in, in the place of what they are now, in the order of their paths.
fn replace<P>(
    now: &mut Vec<Arc<P>>,
    then: &[Arc<P>],
    good: &mut HashSet<String>,
    path: impl Fn(&P) -> &str,
    may: impl Fn(Option<&P>, &P) -> bool,
) {
    for former in then {
        match now.binary_search_by(|part| path(part).cmp(path(former))) {
            Ok(at) if may(Some(&now[at]), former) => now[at] = Arc::clone(former),
            Err(at) if may(None, former) => now.insert(at, Arc::clone(former)),
            Ok(_) | Err(_) => continue,
        }
        good.insert(path(former).to_owned());
    }
}

/// A bibliography with the entries that it had and cannot be read any more.
fn with_former_entries(current: &Bibliography, shown: &Bibliography) -> Bibliography {
    let named: HashSet<&str> = current.problems.iter().map(|(key, _)| key.as_str()).collect();
    let may_be_there = |key: &str| named.contains(key) || !current.unreadable.is_empty();
    let former = shown.references.iter().filter(|(key, _)| may_be_there(key));
    let mut references: BTreeMap<_, _> = former.map(|(key, work)| (key.clone(), work.clone())).collect();
    references.extend(current.references.clone());
    Bibliography {
        references,
        parents: current.parents.clone(),
        problems: current.problems.clone(),
        unreadable: current.unreadable.clone(),
    }
}

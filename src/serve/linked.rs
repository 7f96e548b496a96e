//! An edition of the playbook as it is now, linked, and what is wrong with it.

use crate::Project;
use crate::config::Settings;
use crate::edition::{self, Readers};
use crate::link::{self, Site};
use crate::model::Playbook;
use crate::source::{Diagnostic, Diagnostics, SETTINGS, Severity, Sources};
use crate::theme::Theme;
use std::collections::HashSet;

/// What an edition is made from.
#[derive(Debug, Clone, Copy)]
pub struct Parts<'w> {
    pub playbook: &'w Playbook,
    pub settings: &'w Settings,
    pub theme: &'w Theme,
    pub sources: &'w Sources,
    /// What every edition hears of.
    pub known: &'w Diagnostics,
    /// Whether the settings are those of before, since those that there are cannot be read.
    pub has_former_settings: bool,
}

impl<'w> Parts<'w> {
    pub fn of(project: &'w Project) -> Self {
        Self {
            playbook: &project.playbook,
            settings: &project.settings,
            theme: &project.theme,
            sources: &project.tree.sources,
            known: &project.problems,
            has_former_settings: project.has_former_settings,
        }
    }
}

#[derive(Debug)]
pub struct Linked<'w> {
    pub site: Site<'w>,
    /// In the order of files and places; without advice, as a build says them.
    pub problems: Vec<Diagnostic>,
}

impl<'w> Linked<'w> {
    /// Cuts and links the edition that `readers` may see.
    pub fn new(parts: Parts<'w>, readers: Readers) -> Self {
        let mut problems = parts.known.clone();
        let edition = edition::cut(parts.playbook, parts.settings, readers, &mut problems);
        let site = link::link(edition, &parts.theme.addresses(), &mut problems);
        let mut problems = problems.sorted(parts.sources);
        problems.retain(|problem| problem.severity() != Severity::Advice);
        if parts.has_former_settings {
            // Places in the former settings are none in what stands there now.
            let is_of_now = |problem: &Diagnostic| parts.known.iter().any(|known| known == problem);
            problems.retain(|problem| problem.place.path(parts.sources) != SETTINGS || is_of_now(problem));
        }
        Self { site, problems }
    }

    /// The files below `content/` with errors in them.
    pub fn broken(&self, sources: &Sources) -> HashSet<String> {
        let errors = self.problems.iter();
        let errors = errors.filter(|problem| problem.severity() == Severity::Error);
        let paths = errors.filter_map(|problem| problem.place.path(sources).strip_prefix("content/"));
        paths.map(str::to_owned).collect()
    }

    /// The site of another playbook, to be shown in this one's place, under this one's mistakes.
    pub fn showing(self, playbook: &'w Playbook, parts: Parts<'w>, readers: Readers) -> Self {
        if std::ptr::eq(playbook, parts.playbook) {
            return self;
        }
        Self {
            problems: self.problems,
            ..Self::new(Parts { playbook, ..parts }, readers)
        }
    }
}

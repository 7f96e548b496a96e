//! One state of the playbook, as it is shown until the next one.

use super::linked::{Linked, Parts};
use super::side::Side;
use super::view::{Means, View};
use crate::model::{Address, Playbook};
use crate::source::{Diagnostic, Sources};
use std::collections::BTreeMap;
use std::sync::OnceLock;

pub struct Generation<'s, 'w> {
    /// What tells it from all others of this and of other previews.
    pub token: String,
    pub number: u64,
    pub sources: &'w Sources,
    pub main: View<'s, 'w>,
    pub beside: Option<Beside<'s, 'w>>,
    /// Copied files that have changed, with the generation of their last change.
    pub copies: &'w BTreeMap<Address, u64>,
    /// What is wrong with the theme and was found by using it.
    pub of_theme: Vec<Diagnostic>,
}

/// The public edition beside the team's, linked when somebody first asks for it.
pub struct Beside<'s, 'w> {
    parts: Parts<'w>,
    /// What is shown in the playbook's place, where that has mistakes.
    shown: &'w Playbook,
    means: Means<'s>,
    linked: &'s OnceLock<Linked<'w>>,
    view: OnceLock<View<'s, 'w>>,
}

impl<'s, 'w> Beside<'s, 'w> {
    pub fn new(parts: Parts<'w>, shown: &'w Playbook, means: Means<'s>, linked: &'s OnceLock<Linked<'w>>) -> Self {
        Self {
            parts,
            shown,
            means,
            linked,
            view: OnceLock::new(),
        }
    }

    fn view(&self) -> &View<'s, 'w>
    where
        'w: 's,
    {
        self.view.get_or_init(|| {
            let readers = Side::PublicBeside.readers();
            let link = || Linked::new(self.parts, readers).showing(self.shown, self.parts, readers);
            View::new(Side::PublicBeside, self.linked.get_or_init(link), self.means)
        })
    }
}

impl<'s, 'w> Generation<'s, 'w> {
    /// The edition that a path belongs to, and what of the path is below the edition's root.
    pub fn edition_of<'p>(&self, path: &'p str) -> (&View<'s, 'w>, &'p str) {
        let prefix = Side::PublicBeside.prefix().trim_start_matches('/');
        match (&self.beside, path.strip_prefix(prefix)) {
            (Some(beside), Some(below)) => (beside.view(), below),
            _ => (&self.main, path),
        }
    }

    /// An edition by the name that scripts call it by.
    pub fn edition_called(&self, name: &str) -> Option<&View<'s, 'w>> {
        match &self.beside {
            _ if name == self.main.side.name() => Some(&self.main),
            Some(beside) if name == Side::PublicBeside.name() => Some(beside.view()),
            _ => None,
        }
    }

    /// What is wrong, for the readers of an edition.
    pub fn problems(&self, view: &View) -> Vec<Diagnostic> {
        view.linked.problems.iter().chain(&self.of_theme).cloned().collect()
    }
}

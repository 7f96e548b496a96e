//! The playbook as it was read last, and what was shown of it.

use super::last_good::LastGood;
use super::side::Side;
use crate::Project;
use crate::model::{Address, Playbook};
use crate::source::{Changes, Stamp};
use crate::theme::Theme;
use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

#[derive(Debug)]
pub struct Workshop {
    pub root: PathBuf,
    /// What is shown at the root.
    pub side: Side,
    pub project: Project,
    /// How many generations there have been.
    pub number: u64,
    /// When the first word of its changes came.
    pub since: Instant,
    /// Paths below the playbook's folder that have changed since the last generation; none for the first one.
    pub changed: Option<Vec<String>>,
    /// Pictures and other files that are copied, with the generation since which they are as they are.
    pub copies: BTreeMap<Address, u64>,
    /// What the last generation showed: what stands in for files that have mistakes now.
    pub shown: Shown,
}

/// What a generation shows.
#[derive(Debug, Clone)]
pub struct Shown {
    pub main: LastGood,
    /// Of the public edition beside the team's.
    pub public: LastGood,
    pub theme: Arc<Theme>,
    /// Whether all templates of the theme could be used.
    pub theme_is_good: bool,
}

impl Workshop {
    /// Reads a playbook for the first time.
    ///
    /// # Errors
    /// When the folder is no playbook.
    pub fn open(root: PathBuf, side: Side, since: Instant) -> io::Result<Self> {
        let project = crate::open(&root, None)?;
        Ok(Self {
            shown: Shown {
                main: LastGood::first(&project.playbook),
                public: LastGood::first(&project.playbook),
                theme: Arc::clone(&project.theme),
                theme_is_good: false,
            },
            root,
            side,
            project,
            number: 0,
            since,
            changed: None,
            copies: BTreeMap::new(),
        })
    }

    /// Reads what may have changed; none when nothing has. `shown` is what this generation shows.
    ///
    /// # Errors
    /// When the folder is no playbook any more.
    pub fn reopen(&self, changes: &Changes, since: Instant, shown: &Shown) -> io::Result<Option<Self>> {
        let Some(project) = crate::reopen(&self.project, &self.root, changes)? else {
            return Ok(None);
        };
        let number = self.number + 1;
        let mut copies = self.copies.clone();
        for address in changed_copies(&self.project, &project) {
            copies.insert(address, number);
        }
        Ok(Some(Self {
            changed: Some(changed_files(&self.project, &project)),
            root: self.root.clone(),
            side: self.side,
            project,
            number,
            since,
            copies,
            shown: shown.clone(),
        }))
    }
}

/// The paths of files that differ from one reading to the next; a theme is named as a whole.
fn changed_files(former: &Project, now: &Project) -> Vec<String> {
    let mut files: Vec<String> = now.tree.changed_since(&former.tree).into_iter().collect();
    if !now.theme.is_same(&former.theme) {
        files.push(format!("themes/{}", now.settings.theme.name));
    }
    files
}

/// The addresses of copied files that came or changed.
fn changed_copies(former: &Project, now: &Project) -> Vec<Address> {
    let before = copies(&former.playbook);
    let now = copies(&now.playbook);
    now.into_iter()
        .filter(|(address, stamp)| before.get(address) != Some(stamp))
        .map(|(address, _)| address)
        .collect()
}

fn copies(playbook: &Playbook) -> BTreeMap<Address, Stamp> {
    let assets = playbook.assets.iter();
    let assets = assets.map(|asset| (asset.address.clone(), asset.file.stamp));
    let statics = playbook.statics.iter();
    let statics = statics.map(|file| (Address::new(file.path.as_str()), file.stamp));
    assets.chain(statics).collect()
}

//! One thing an address.

use crate::model::Address;
use crate::source::{Code, Diagnostic, Diagnostics, Place, Span};
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};
use std::borrow::Cow;
use std::collections::hash_map::Entry;

/// Who has which address. Addresses that differ in upper and lower case alone are one file on many disks.
#[derive(Debug)]
pub struct Addresses<'s> {
    /// By the addresses' keys.
    taken: FxHashMap<Cow<'s, str>, Holder<'s>>,
    /// All folders that they lie in. Many lie in few.
    folders: FxHashSet<String>,
}

/// What has an address, or wants it.
#[derive(Debug, Clone, Copy)]
pub enum Holder<'s> {
    Program,
    Theme,
    /// A file below `content/`.
    Content(&'s str),
    /// A file below `static/`.
    Static(&'s str),
    Words(Span),
}

impl Holder<'_> {
    fn place(self) -> Place {
        match self {
            Self::Program => Place::File("the program itself".into()),
            Self::Theme => Place::File("the theme".into()),
            Self::Content(path) => Place::File(format!("content/{path}")),
            Self::Static(path) => Place::File(format!("static/{path}")),
            Self::Words(span) => Place::Words(span),
        }
    }
}

impl<'s> Addresses<'s> {
    pub fn with_capacity(addresses: usize) -> Self {
        Self {
            taken: FxHashMap::with_capacity_and_hasher(addresses, FxBuildHasher),
            folders: FxHashSet::default(),
        }
    }

    /// Gives an address to what wants it. When something else has it already, says so, naming both.
    pub fn give(&mut self, address: &'s Address, holder: Holder<'s>, diagnostics: &mut Diagnostics) {
        self.enter(address, address.key(), holder, diagnostics);
    }

    /// As [`give`](Self::give), an address that was made for this alone.
    pub fn give_made(&mut self, address: &Address, holder: Holder<'s>, diagnostics: &mut Diagnostics) {
        self.enter(address, Cow::Owned(address.key().into_owned()), holder, diagnostics);
    }

    fn enter(&mut self, address: &Address, key: Cow<'s, str>, holder: Holder<'s>, diagnostics: &mut Diagnostics) {
        self.note_folders(&key);
        match self.taken.entry(key) {
            Entry::Vacant(free) => {
                free.insert(holder);
            }
            Entry::Occupied(taken) => diagnostics.push(
                Diagnostic::new(
                    Code::AddressTaken,
                    holder.place(),
                    format!("This would be published at “{address}”, and something else already is."),
                )
                .fix("give it another name")
                .related(taken.get().place(), "this has it"),
            ),
        }
    }

    fn note_folders(&mut self, key: &str) {
        let mut inside = key;
        while let Some((folder, _)) = inside.rsplit_once('/')
            && !self.folders.contains(folder)
        {
            self.folders.insert(folder.to_owned());
            inside = folder;
        }
    }

    /// Folders and files that lie in each other's way: `a.html` as a page and as a folder.
    pub fn report_files_as_folders(&self, diagnostics: &mut Diagnostics) {
        let folders = self.folders.iter().map(String::as_str);
        let taken: FxHashSet<&str> = folders.filter(|folder| self.taken.contains_key(*folder)).collect();
        if taken.is_empty() {
            return;
        }
        let mut problems: Vec<(&Cow<str>, Holder, Holder)> = self
            .taken
            .iter()
            .flat_map(|(key, holder)| {
                let folders = key.match_indices('/').map(|(at, _)| &key[..at]);
                let taken = folders.filter(|folder| taken.contains(folder));
                taken.filter_map(move |folder| Some((key, *holder, *self.taken.get(folder)?)))
            })
            .collect();
        problems.sort_unstable_by_key(|(key, ..)| *key);
        for (key, holder, file) in problems {
            diagnostics.push(
                Diagnostic::new(
                    Code::AddressTaken,
                    holder.place(),
                    format!("This would be published at “{key}”, in a folder that has the name of a file."),
                )
                .fix("rename one of the two")
                .related(file.place(), "this is the file"),
            );
        }
    }
}

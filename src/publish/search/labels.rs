//! What results are called.

use super::entry::EntryKind;
use crate::edition::Readers;
use crate::link::Private;
use crate::model::ResourceKind;
use crate::theme::Theme;
use std::collections::BTreeMap;

/// Names by numbers, which stand for them in the files of the index. Every site of an edition has the same ones, so that a
/// page can be written before the others are read.
pub struct Labels {
    pub names: Vec<String>,
    numbers: BTreeMap<(EntryKind, Option<Private>), usize>,
}

impl Labels {
    pub fn new(theme: &Theme, readers: Readers) -> Self {
        let mut labels = Self {
            names: Vec::new(),
            numbers: BTreeMap::new(),
        };
        let kinds = EntryKind::NAMED.into_iter();
        for kind in kinds.chain(ResourceKind::ALL.map(EntryKind::Resource)) {
            let name = kind.string().map(|key| theme.string(&key, None)).unwrap_or_default();
            let private = Private::in_edition_of(readers).iter().copied().map(Some);
            for why in std::iter::once(None).chain(private) {
                let in_words = |why: Private| theme.string(&format!("private-{}", why.name()), None);
                let why_in_words = why.map(|why| format!(" · {}", in_words(why)));
                labels.numbers.insert((kind, why), labels.names.len());
                labels.names.push(format!("{name}{}", why_in_words.unwrap_or_default()));
            }
        }
        labels
    }

    /// The number of what a result is called: by what it is, and why the public does not see it.
    pub fn number(&self, kind: EntryKind, private: Option<Private>) -> usize {
        self.numbers.get(&(kind, private)).copied().unwrap_or_default()
    }
}

//! What results are called.

use super::entry::EntryKind;
use crate::edition::Readers;
use crate::model::ResourceKind;
use crate::theme::Theme;
use std::collections::BTreeMap;

/// Names by numbers, which stand for them in the files of the index. Every site of an edition has the same ones, so that a
/// page can be written before the others are read.
pub struct Labels {
    pub names: Vec<String>,
    numbers: BTreeMap<(EntryKind, Option<&'static str>), usize>,
}

impl Labels {
    pub fn new(theme: &Theme, readers: Readers) -> Self {
        let private: &[Option<&str>] = match readers {
            Readers::Public => &[None],
            Readers::PublicWithDrafts => &[None, Some("draft")],
            Readers::Team => &[None, Some("draft"), Some("team"), Some("retired")],
        };
        let mut labels = Self {
            names: Vec::new(),
            numbers: BTreeMap::new(),
        };
        let kinds = EntryKind::NAMED.into_iter();
        for kind in kinds.chain(ResourceKind::ALL.map(EntryKind::Resource)) {
            let name = kind.string().map(|key| theme.string(&key, None)).unwrap_or_default();
            for why in private {
                let why_in_words = why.map(|why| format!(" · {}", theme.string(&format!("private-{why}"), None)));
                labels.numbers.insert((kind, *why), labels.names.len());
                labels.names.push(format!("{name}{}", why_in_words.unwrap_or_default()));
            }
        }
        labels
    }

    /// The number of what a result is called: by what it is, and why the public does not see it.
    pub fn number(&self, kind: EntryKind, private: Option<&'static str>) -> usize {
        self.numbers.get(&(kind, private)).copied().unwrap_or_default()
    }
}

//! Where a page cites works.

use std::collections::BTreeMap;

/// The places of one page that cite works, numbered from 1 in the order in which they were bound.
#[derive(Debug, Default)]
pub struct Places<'e> {
    count: u32,
    by_key: BTreeMap<&'e str, Vec<u32>>,
}

impl<'e> Places<'e> {
    /// The number that the next place will have.
    pub(super) fn next(&self) -> u32 {
        self.count.saturating_add(1)
    }

    /// Takes in a place that cites a work.
    pub(super) fn add(&mut self, key: &'e str) {
        self.count = self.next();
        self.by_key.entry(key).or_default().push(self.count);
    }

    /// The places that cite a work.
    #[must_use]
    pub fn of(&self, key: &str) -> &[u32] {
        self.by_key.get(key).map_or(&[], Vec::as_slice)
    }

    /// The works that the page cites, by key, each with its places.
    pub fn iter(&self) -> impl Iterator<Item = (&'e str, &[u32])> {
        self.by_key.iter().map(|(key, places)| (*key, places.as_slice()))
    }
}

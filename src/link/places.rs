//! Where a page cites works.

use std::collections::BTreeMap;

/// The places of one page that cite works, numbered from 1 in the order in which they were bound.
#[derive(Debug, Default)]
pub struct Places<'e> {
    count: u32,
    by_key: BTreeMap<&'e str, Vec<u32>>,
}

impl<'e> Places<'e> {
    /// Takes in a place that cites a work, and gives its number.
    pub fn add(&mut self, key: &'e str) -> u32 {
        self.count = self.count.saturating_add(1);
        self.by_key.entry(key).or_default().push(self.count);
        self.count
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

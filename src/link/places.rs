//! Where a page cites works.

/// The places of one page that cite works, numbered from 1 in the order in which they were typed.
#[derive(Debug, Default)]
pub struct Places<'e>(Vec<&'e str>);

impl<'e> Places<'e> {
    /// The number that the next place will have.
    pub(super) fn next(&self) -> u32 {
        number(self.0.len())
    }

    /// Takes in a place that cites a work.
    pub(super) fn add(&mut self, key: &'e str) {
        self.0.push(key);
    }

    /// The numbers of the places that cite a work.
    pub fn of(&self, key: &str) -> impl Iterator<Item = u32> {
        self.iter()
            .filter(move |(cited, _)| *cited == key)
            .map(|(_, number)| number)
    }

    /// The key of each place's work, and the place's number.
    pub fn iter(&self) -> impl Iterator<Item = (&'e str, u32)> {
        self.0.iter().enumerate().map(|(at, key)| (*key, number(at)))
    }
}

/// A page has fewer places than a file of a few megabytes has bytes.
fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX).saturating_add(1)
}

//! Where a word is.

/// An entry and the weight of a word in it, from 1 to 63, as one number: there are millions of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Posting(u32);

/// How many bits the weight has.
const BITS: u32 = 6;

/// The last entry that has a number: 67 million are more than fit into a machine's memory.
const LAST: u32 = u32::MAX >> BITS;

impl Posting {
    pub fn new(entry: u32, weight: u8) -> Self {
        Self(entry.min(LAST) << BITS | u32::from(weight))
    }

    pub fn entry(self) -> u32 {
        self.0 >> BITS
    }

    pub fn weight(self) -> u8 {
        // Six bits are less than a byte.
        (self.0 & ((1 << BITS) - 1)) as u8
    }
}

#[cfg(test)]
mod tests {
    use super::Posting;

    #[test]
    fn both_numbers_are_kept() {
        for (entry, weight) in [(0, 1), (1, 63), (67_108_863, 63), (12_345, 7)] {
            let posting = Posting::new(entry, weight);
            assert_eq!((posting.entry(), posting.weight()), (entry, weight));
        }
    }
}

//! Numbers with weights.

/// The number of a word or of an entry, and what the one weighs in the other, from 1 to 63, as one number: there are millions
/// of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Weighed(u32);

/// How many bits the weight has.
const BITS: u32 = 6;

/// The last number there is: 67 million are more than fit into a machine's memory.
const LAST: u32 = u32::MAX >> BITS;

impl Weighed {
    pub fn new(number: u32, weight: u8) -> Self {
        Self(number.min(LAST) << BITS | u32::from(weight))
    }

    pub fn number(self) -> u32 {
        self.0 >> BITS
    }

    pub fn weight(self) -> u8 {
        // Six bits are less than a byte.
        (self.0 & ((1 << BITS) - 1)) as u8
    }
}

#[cfg(test)]
mod tests {
    use super::Weighed;

    #[test]
    fn both_numbers_are_kept() {
        for (number, weight) in [(0, 1), (1, 63), (67_108_863, 63), (12_345, 7)] {
            let weighed = Weighed::new(number, weight);
            assert_eq!((weighed.number(), weighed.weight()), (number, weight));
        }
    }
}

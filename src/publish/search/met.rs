//! Words that were met before, as they stand in the texts.

use rustc_hash::FxHashMap;

/// What a word of a text is looked for as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stems {
    /// Nearly always one, by its number.
    One(u32),
    /// None for a sign, several for `co-teaching`: a list of them, by its number.
    List(u32),
}

/// What each word was found to be. A short word is looked up by its letters as one number: to compare it with where it was
/// first met takes longer than all the rest of reading, and most words of a text are so few that they stay at hand.
#[derive(Default)]
pub struct Met {
    short: FxHashMap<u64, Stems>,
    middle: FxHashMap<u128, Stems>,
    long: FxHashMap<Box<str>, Stems>,
}

impl Met {
    pub fn get(&self, word: &str) -> Option<Stems> {
        let found = match Key::of(word) {
            Key::Short(key) => self.short.get(&key),
            Key::Middle(key) => self.middle.get(&key),
            Key::Long => self.long.get(word),
        };
        found.copied()
    }

    pub fn insert(&mut self, word: &str, stems: Stems) {
        match Key::of(word) {
            Key::Short(key) => self.short.insert(key, stems),
            Key::Middle(key) => self.middle.insert(key, stems),
            Key::Long => self.long.insert(word.into(), stems),
        };
    }
}

/// The letters of a word and their number, as a number, where it has room for them: no two words have one key. The first and the
/// last four or eight are taken at once, and lie over each other where there are fewer than twice as many.
#[derive(Debug, PartialEq, Eq)]
enum Key {
    Short(u64),
    Middle(u128),
    Long,
}

impl Key {
    fn of(word: &str) -> Self {
        let bytes = word.as_bytes();
        #[expect(clippy::cast_possible_truncation, reason = "it is below 16 where it is used")]
        let length = bytes.len() as u8;
        match bytes.len() {
            0..4 => {
                let first = bytes.iter().rev().fold(0, |key, byte| key << 8 | u64::from(*byte));
                Self::Short(first | u64::from(length) << 56)
            }
            4..8 => {
                let [first, last] =
                    [bytes.first_chunk(), bytes.last_chunk()].map(|four| u32::from_le_bytes(*four.unwrap_or(&[0; 4])));
                let letters = u64::from(first) | u64::from(last) << (8 * (length - 4));
                Self::Short(letters | u64::from(length) << 56)
            }
            8..16 => {
                let [first, last] = [bytes.first_chunk(), bytes.last_chunk()]
                    .map(|eight| u64::from_le_bytes(*eight.unwrap_or(&[0; 8])));
                let letters = u128::from(first) | u128::from(last) << (8 * (length - 8));
                Self::Middle(letters | u128::from(length) << 120)
            }
            _ => Self::Long,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Key, Met, Stems};
    use std::collections::BTreeSet;

    #[test]
    fn a_word_is_not_taken_for_another() {
        let words = [
            "",
            "a",
            "a\0",
            "b",
            "team",
            "teams",
            "seven's",
            "seven'ss",
            "reunión",
            "fifteen-letters",
            "sixteen-letters!",
            "sixteen-letters?",
        ];
        // Letters that are taken twice, in words of every length, also with the sign that empty places are filled with.
        let repeated = (1..20).flat_map(|length| ["a", "\0", "ab"].map(|letters| letters.repeat(length)));
        let repeated: BTreeSet<String> = repeated.filter(|word| word != "a").collect();
        let words = || words.into_iter().chain(repeated.iter().map(String::as_str));
        let mut met = Met::default();
        for (number, word) in (0..).zip(words()) {
            met.insert(word, Stems::One(number));
        }
        for (number, word) in (0..).zip(words()) {
            assert_eq!(met.get(word), Some(Stems::One(number)), "{word}");
        }
        assert_eq!(met.get("teach"), None);
        assert_eq!(Key::of("sixteen-letters!"), Key::Long);
    }
}

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

/// The letters of a word and their number, as a number, where it has room for them: no two words have one key.
#[derive(Debug, PartialEq, Eq)]
enum Key {
    Short(u64),
    Middle(u128),
    Long,
}

impl Key {
    fn of(word: &str) -> Self {
        let bytes = word.as_bytes();
        // Below 16, where it is used.
        #[expect(clippy::cast_possible_truncation)]
        let length = bytes.len() as u8;
        if let 0..8 = bytes.len() {
            let mut key = [0; 8];
            key[..bytes.len()].copy_from_slice(bytes);
            key[7] = length;
            Self::Short(u64::from_le_bytes(key))
        } else if let 8..16 = bytes.len() {
            let mut key = [0; 16];
            key[..bytes.len()].copy_from_slice(bytes);
            key[15] = length;
            Self::Middle(u128::from_le_bytes(key))
        } else {
            Self::Long
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Key, Met, Stems};

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
        let mut met = Met::default();
        for (number, word) in (0..).zip(words) {
            met.insert(word, Stems::One(number));
        }
        for (number, word) in (0..).zip(words) {
            assert_eq!(met.get(word), Some(Stems::One(number)), "{word}");
        }
        assert_eq!(met.get("teach"), None);
        assert_eq!(Key::of("sixteen-letters!"), Key::Long);
    }
}

//! Words that were met before, as they stand in the texts.

use rustc_hash::FxHashMap;
use std::ops::Range;

/// The longest word that is its own key, in bytes: with its length it fills a number.
const SHORT: usize = 15;

/// What each word was found to be. Nearly all words are short, and looked up by their letters as one number: to compare them
/// with where they were first met, somewhere in all the texts, takes longer than all the rest of reading.
#[derive(Default)]
pub struct Met<'p> {
    short: FxHashMap<u128, Range<usize>>,
    long: FxHashMap<&'p str, Range<usize>>,
}

impl<'p> Met<'p> {
    pub fn get(&self, word: &str) -> Option<Range<usize>> {
        let found = match key(word) {
            Some(key) => self.short.get(&key),
            None => self.long.get(word),
        };
        found.cloned()
    }

    pub fn insert(&mut self, word: &'p str, range: Range<usize>) {
        match key(word) {
            Some(key) => self.short.insert(key, range),
            None => self.long.insert(word, range),
        };
    }
}

/// The letters of a short word, and their number: no two words have one key.
fn key(word: &str) -> Option<u128> {
    let mut letters = [0; 16];
    letters
        .get_mut(..word.len())
        .filter(|_| word.len() <= SHORT)?
        .copy_from_slice(word.as_bytes());
    // At most 15.
    letters[SHORT] = u8::try_from(word.len()).ok()?;
    Some(u128::from_le_bytes(letters))
}

#[cfg(test)]
mod tests {
    use super::{Met, key};

    #[test]
    fn a_word_is_not_taken_for_another() {
        let words = [
            "",
            "a",
            "a\0",
            "b",
            "team",
            "teams",
            "reunión",
            "fifteen-letters",
            "sixteen-letters!",
            "sixteen-letters?",
        ];
        let mut met = Met::default();
        for (number, word) in words.into_iter().enumerate() {
            met.insert(word, number..number + 1);
        }
        for (number, word) in words.into_iter().enumerate() {
            assert_eq!(met.get(word), Some(number..number + 1), "{word}");
        }
        assert_eq!(met.get("teach"), None);
        assert_eq!(key("sixteen-letters!"), None);
    }
}

//! A citation in a text, in pieces.

use super::RichText;

/// Words, and words that lead to works, in their order.
#[derive(Debug, Default)]
pub struct Pieces<'e>(Vec<Piece<'e>>);

#[derive(Debug)]
pub enum Piece<'e> {
    Words(String),
    /// Words that lead to a work's entry.
    Work {
        key: &'e str,
        words: RichText,
    },
}

impl<'e> Pieces<'e> {
    pub fn words(&mut self, words: &str) {
        match self.0.last_mut() {
            _ if words.is_empty() => {}
            Some(Piece::Words(last)) => last.push_str(words),
            _ => self.0.push(Piece::Words(words.to_owned())),
        }
    }

    pub fn work(&mut self, key: &'e str, words: RichText) {
        self.0.push(Piece::Work { key, words });
    }
}

impl<'e> IntoIterator for Pieces<'e> {
    type Item = Piece<'e>;
    type IntoIter = std::vec::IntoIter<Piece<'e>>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

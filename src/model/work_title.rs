//! The title of a work.

use std::ops::Range;

/// A title, in the case in which it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WorkTitle {
    pub text: String,
    /// Bytes of the text that stood in braces: their case is kept by styles that change it.
    pub kept: Vec<Range<usize>>,
    /// Bytes of the text that are in italics where the rest is upright, and upright where it is in italics.
    pub italic: Vec<Range<usize>>,
}

impl WorkTitle {
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Its first words, without a mark at their end that leads on to others; all of it where there are no more.
    #[must_use]
    pub fn beginning(&self, words: usize) -> Self {
        let mut title = self.clone();
        let mut rest = self.text.split_inclusive(char::is_whitespace);
        let end: usize = rest.by_ref().take(words).map(str::len).sum();
        if rest.next().is_none() {
            return title;
        }
        let kept = self.text[..end].trim_end_matches([' ', ',', ';', ':', '–', '—', '(']);
        title.text.truncate(kept.len());
        for ranges in [&mut title.kept, &mut title.italic] {
            ranges.retain(|range| range.start < kept.len());
            for range in ranges {
                range.end = range.end.min(kept.len());
            }
        }
        title
    }
}

#[cfg(test)]
mod tests {
    use super::WorkTitle;

    #[test]
    fn first_words() {
        let title = WorkTitle {
            text: "One, two: three".into(),
            kept: vec![0..3, 5..15],
            italic: vec![10..15],
        };
        assert_eq!(title.beginning(3), title);
        let two = title.beginning(2);
        assert_eq!(
            (two.text.as_str(), two.kept, two.italic),
            ("One, two", vec![0..3, 5..8], vec![])
        );
        assert_eq!(title.beginning(1).text, "One");
        assert_eq!(WorkTitle::default().beginning(1), WorkTitle::default());
    }
}

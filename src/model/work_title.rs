//! The title of a work, and other words of an entry that may have markup.

use std::ops::Range;

/// A title, in the case in which it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WorkTitle {
    pub text: String,
    /// Bytes of the text that stood in braces, in its order: their case is kept by styles that change it.
    pub kept: Vec<Range<usize>>,
    /// Bytes of the text that are in italics where the rest is upright, and upright where it is in italics.
    pub italic: Vec<Range<usize>>,
}

impl WorkTitle {
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Whether something of a part of it, by its bytes, stood in braces.
    #[must_use]
    pub fn keeps(&self, part: &Range<usize>) -> bool {
        let after = self.kept.partition_point(|kept| kept.end <= part.start);
        self.kept.get(after).is_some_and(|kept| kept.start < part.end)
    }

    /// Its first words, without a mark at their end that leads on to others; all of it where there are no more.
    #[must_use]
    pub fn beginning(&self, words: usize) -> Self {
        let mut rest = self.text.split_inclusive(char::is_whitespace);
        let end: usize = rest.by_ref().take(words).map(str::len).sum();
        if rest.next().is_none() {
            return self.clone();
        }
        let kept = self.text[..end].trim_end_matches([' ', ',', ';', ':', '–', '—', '(']);
        self.part(0..kept.len())
    }

    /// A part of it, by its bytes; nothing of it where they do not divide it between letters.
    #[must_use]
    pub fn part(&self, part: Range<usize>) -> Self {
        let within = |ranges: &[Range<usize>]| -> Vec<Range<usize>> {
            let cut = ranges.iter().map(|range| {
                let (start, end) = (range.start.clamp(part.start, part.end), range.end.min(part.end));
                start - part.start..end.max(start) - part.start
            });
            cut.filter(|range| !range.is_empty()).collect()
        };
        Self {
            text: self.text.get(part.clone()).unwrap_or_default().to_owned(),
            kept: within(&self.kept),
            italic: within(&self.italic),
        }
    }
}

/// Words without markup.
impl From<String> for WorkTitle {
    fn from(text: String) -> Self {
        Self {
            text,
            ..Self::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::WorkTitle;

    #[test]
    fn what_stood_in_braces_is_found() {
        let title = WorkTitle {
            text: "One, two: three, four".into(),
            kept: vec![0..3, 5..8, 17..21],
            italic: Vec::new(),
        };
        for part in [0..1, 2..5, 4..6, 3..21, 20..21] {
            assert!(title.keeps(&part), "{part:?}");
        }
        for part in [3..5, 8..17, 21..30, 5..5] {
            assert!(!title.keeps(&part), "{part:?}");
        }
        assert!(!WorkTitle::default().keeps(&(0..9)));
    }

    #[test]
    fn first_words() {
        let title = WorkTitle {
            text: "One, two: three, four".into(),
            kept: vec![0..3, 5..15],
            italic: vec![5..8, 10..21],
        };
        assert_eq!(title.beginning(4), title);
        let two = title.beginning(2);
        assert_eq!((two.text.as_str(), two.kept), ("One, two", vec![0..3, 5..8]));
        assert_eq!(title.beginning(3).italic, [5..8, 10..15]);
        assert!(title.beginning(1).italic.is_empty());
        assert_eq!(title.part(5..15).italic, [0..3, 5..10]);
        assert_eq!(WorkTitle::default().beginning(1), WorkTitle::default());
    }
}

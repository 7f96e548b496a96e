//! Files of text, and places in them.

use std::ops::Range;

/// The number of a file in [`Sources`], in the order of the files' paths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(u32);

/// A file of text: decoded, without a byte-order mark, its lines ended by a line feed alone.
#[derive(Debug)]
pub struct Source {
    /// Relative to the playbook's folder, its parts joined by `/`, composed (Unicode NFC).
    pub path: String,
    pub text: String,
}

/// The nearest offset at or before `offset` that lies on a character and inside of the text.
fn floor_to_char(text: &str, offset: usize) -> usize {
    text.floor_char_boundary(offset.min(text.len()))
}

/// All files of text of one playbook.
#[derive(Debug, Default)]
pub struct Sources(Vec<Source>);

impl Sources {
    /// Takes a file in and gives the number by which spans name it.
    ///
    /// # Panics
    /// When there are more than four billion files.
    pub fn add(&mut self, source: Source) -> SourceId {
        let id = SourceId(u32::try_from(self.0.len()).expect("fewer than 2^32 files"));
        self.0.push(source);
        id
    }

    #[must_use]
    pub fn get(&self, id: SourceId) -> &Source {
        &self.0[id.0 as usize]
    }

    /// The words that a span covers.
    #[must_use]
    pub fn words(&self, span: Span) -> &str {
        let text = &self.get(span.source).text;
        &text[floor_to_char(text, span.start as usize)..floor_to_char(text, span.end as usize)]
    }
}

/// A range of bytes in one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    pub source: SourceId,
    pub start: u32,
    pub end: u32,
}

impl Span {
    /// Files are refused above a few megabytes, so that an offset always fits; one that did not would
    /// point at the end of what fits, and nothing else would happen.
    #[must_use]
    pub fn new(source: SourceId, range: Range<usize>) -> Self {
        let fit = |offset| u32::try_from(offset).unwrap_or(u32::MAX);
        Self {
            source,
            start: fit(range.start),
            end: fit(range.end.max(range.start)),
        }
    }

    /// The first byte of a file, for what is missing from it as a whole.
    #[must_use]
    pub fn start_of(source: SourceId) -> Self {
        Self::new(source, 0..0)
    }
}

//! Files of text, and places in them.

use std::collections::{HashMap, VecDeque};
use std::ops::Range;
use std::sync::Arc;

/// The number of a file in [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(u32);

/// A file of text: decoded, without a byte-order mark, its lines ended by a line feed alone.
#[derive(Debug, PartialEq, Eq)]
pub struct Source {
    /// Relative to the playbook's folder, its parts joined by `/`, composed (Unicode NFC).
    pub path: String,
    pub text: String,
}

/// All files of text of one playbook. A file that is read again keeps its number; texts are shared between one
/// reading and the next.
#[derive(Debug, Clone, Default)]
pub struct Sources(Vec<Arc<Source>>);

impl Sources {
    /// Takes a file in and gives the number by which spans name it.
    ///
    /// # Panics
    /// When there are more than four billion files.
    pub fn add(&mut self, source: Source) -> SourceId {
        let id = SourceId(u32::try_from(self.0.len()).expect("fewer than 2^32 files"));
        self.0.push(Arc::new(source));
        id
    }

    /// Puts the words that a file has now in the place of those that it had, unless they are the same.
    pub(super) fn renew(&mut self, id: SourceId, source: Source) {
        let former = &mut self.0[id.0 as usize];
        if **former != source {
            *former = Arc::new(source);
        }
    }

    /// The file itself, which is the same one for as long as its text is.
    #[must_use]
    pub fn shared(&self, id: SourceId) -> &Arc<Source> {
        &self.0[id.0 as usize]
    }

    #[must_use]
    pub fn get(&self, id: SourceId) -> &Source {
        &self.0[id.0 as usize]
    }

    /// As [`shared`](Self::shared), for a number that may be of another reading.
    pub(super) fn find(&self, id: SourceId) -> Option<&Arc<Source>> {
        self.0.get(id.0 as usize)
    }

    /// The words that a span covers.
    #[must_use]
    pub fn words(&self, span: Span) -> &str {
        let text = &self.get(span.source).text;
        let [start, end] = [span.start, span.end].map(|at| text.floor_char_boundary(at as usize));
        &text[start..end]
    }
}

/// Gives files that are read again the numbers that they had.
#[derive(Debug)]
pub(super) struct Numbers {
    sources: Sources,
    /// By path. On some disks two names are two files and yet one once they are composed.
    by_path: HashMap<String, VecDeque<SourceId>>,
}

impl Numbers {
    pub fn of(sources: &Sources) -> Self {
        let mut by_path: HashMap<String, VecDeque<SourceId>> = HashMap::new();
        for (source, number) in sources.0.iter().zip(0..) {
            by_path
                .entry(source.path.clone())
                .or_default()
                .push_back(SourceId(number));
        }
        Self {
            sources: sources.clone(),
            by_path,
        }
    }

    /// The number of a file: its former one, where it has one that no other file of this reading has.
    pub fn give(&mut self, source: Source) -> SourceId {
        match self.by_path.get_mut(&source.path).and_then(VecDeque::pop_front) {
            Some(id) => {
                self.sources.renew(id, source);
                id
            }
            None => self.sources.add(source),
        }
    }

    pub fn into_sources(self) -> Sources {
        self.sources
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

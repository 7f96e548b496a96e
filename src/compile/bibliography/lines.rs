//! From a piece that was made plain back to its lines in the file.

use crate::source::{SourceId, Span};

/// The lines of a file. Entries keep their lines when they are made plain, and nothing else of their places.
pub struct Lines {
    starts: Vec<usize>,
    length: usize,
}

impl Lines {
    pub fn new(text: &str) -> Self {
        let after_ends = text.match_indices('\n').map(|(at, _)| at + 1);
        Self {
            starts: std::iter::once(0).chain(after_ends).collect(),
            length: text.len(),
        }
    }

    /// A line of a piece that starts at `start`, counted from zero; of its first line, what belongs to it.
    pub fn span(&self, source: SourceId, start: usize, number: usize) -> Span {
        let first = self.starts.partition_point(|line| *line <= start) - 1;
        let line = (first + number).min(self.starts.len() - 1);
        let from = if number == 0 { start } else { self.starts[line] };
        let end = self.starts.get(line + 1).map_or(self.length, |next| next - 1);
        Span::new(source, from..end.max(from))
    }
}

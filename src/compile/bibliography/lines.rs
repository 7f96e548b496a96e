//! From a piece that was made plain back to its lines in the file.

use crate::source::{LineStarts, SourceId, Span};

/// The lines of a file. Entries keep their lines when they are made plain, and nothing else of their places.
pub struct Lines {
    starts: LineStarts,
    length: usize,
}

impl Lines {
    pub fn new(text: &str) -> Self {
        Self {
            starts: LineStarts::of(text),
            length: text.len(),
        }
    }

    /// A line of a piece that starts at `start`, counted from zero; of its first line, what belongs to it.
    pub fn span(&self, source: SourceId, start: usize, number: usize) -> Span {
        let line = (self.starts.line_at(start) + number).min(self.starts.last());
        let begins = if number == 0 { None } else { self.starts.start(line) };
        let from = begins.unwrap_or(start);
        let end = self.starts.start(line + 1).map_or(self.length, |next| next - 1);
        Span::new(source, from..end.max(from))
    }
}

//! Where the lines of a text begin.

/// The first byte of each line. Found once a text, so that the line of each of many places costs little.
#[derive(Debug)]
pub struct LineStarts(Vec<usize>);

impl LineStarts {
    #[must_use]
    pub fn of(text: &str) -> Self {
        let after_ends = memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1);
        Self(std::iter::once(0).chain(after_ends).collect())
    }

    /// The line that an offset is on, counted from zero; of one behind the text, the last.
    #[must_use]
    pub fn line_at(&self, offset: usize) -> usize {
        self.0.partition_point(|start| *start <= offset) - 1
    }

    /// Where a line begins, counted from zero; none when there are not so many.
    #[must_use]
    pub fn start(&self, line: usize) -> Option<usize> {
        self.0.get(line).copied()
    }

    /// The last line, counted from zero.
    #[must_use]
    pub fn last(&self) -> usize {
        self.0.len() - 1
    }
}

#[cfg(test)]
mod tests {
    use super::LineStarts;

    #[test]
    fn an_end_of_line_belongs_to_its_line() {
        let lines = LineStarts::of("one\n\nthree\n");
        let at = [0, 3, 4, 5, 10, 11, 99].map(|offset| lines.line_at(offset));
        assert_eq!(at, [0, 0, 1, 2, 2, 3, 3]);
        assert_eq!(
            [0, 1, 2, 3, 4].map(|line| lines.start(line)),
            [Some(0), Some(4), Some(5), Some(11), None]
        );
        assert_eq!((lines.last(), LineStarts::of("").last()), (3, 0));
    }
}

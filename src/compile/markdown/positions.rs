//! From the parser's lines and columns back to the passage.

use crate::source::{LineStarts, Passage, Span};
use comrak::nodes::LineColumn;
use memchr::memmem;
use std::ops::Range;

/// The lines of a passage. The text that is parsed has the same lines, so its places are the passage's.
pub struct Positions<'a> {
    pub passage: &'a Passage,
    starts: LineStarts,
}

impl<'a> Positions<'a> {
    pub fn new(passage: &'a Passage) -> Self {
        Self {
            passage,
            starts: LineStarts::of(&passage.text),
        }
    }

    /// The byte offset of a place. The parser's columns count bytes from one.
    pub fn offset(&self, place: LineColumn) -> usize {
        let text = &self.passage.text;
        let start = self.starts.start(place.line.saturating_sub(1)).unwrap_or(text.len());
        text.floor_char_boundary(start + place.column.saturating_sub(1))
    }

    /// The rest of the line from an offset on, without its end; of a long line, as much as a message can show.
    pub fn rest_of_line(&self, offset: usize) -> Range<usize> {
        const SHOWN: usize = 1000;
        let text = &self.passage.text;
        let rest = &text[offset..text.floor_char_boundary(offset + SHOWN)];
        offset..offset + rest.lines().next().unwrap_or_default().trim_end().len()
    }

    /// The span of a range of the passage.
    pub fn span(&self, range: Range<usize>) -> Span {
        self.passage.span(range)
    }

    /// Where an `@key` stands, looked for from a place on: not where a longer key begins with it.
    pub fn find_key(&self, key: &str, from: usize) -> Range<usize> {
        let mut from = from;
        loop {
            let found = self.find(key, from);
            let after = self.passage.text[found.end..].chars().next();
            let is_longer = after.is_some_and(|c| c.is_alphanumeric() || c == '_');
            if self.passage.text[found.clone()] != *key || !is_longer {
                return found;
            }
            from = found.end;
        }
    }

    /// Where `words` stand, if they do close behind a place.
    pub fn find_exactly(&self, words: &str, from: usize) -> Option<Range<usize>> {
        let found = self.find(words, from);
        (self.passage.text[found.clone()] == *words).then_some(found)
    }

    /// As [`find_exactly`](Self::find_exactly), also where typography made other signs of what is written, or escapes stand
    /// before them.
    pub fn find_as_written(&self, words: &str, from: usize) -> Option<Range<usize>> {
        /// Words are looked for so far behind the place that the parser gives, in bytes.
        const WINDOW: usize = 1000;
        self.find_exactly(words, from).or_else(|| {
            let text = &self.passage.text;
            let first = words.chars().next()?;
            let window = &text[from..text.floor_char_boundary(from + WINDOW)];
            window.match_indices(first).find_map(|(at, _)| {
                let length = length_as_written(&window[at..], words)?;
                Some(from + at..from + at + length)
            })
        })
    }

    /// Where `words` stand, looked for from a place on; the rest of the line when they cannot be found, since
    /// smart punctuation and escapes may have changed them.
    pub fn find(&self, words: &str, from: usize) -> Range<usize> {
        // Words stand close behind the place that the parser gives. Without a bound, a file of links
        // that cannot be found would be searched to its end for each of them.
        const WINDOW: usize = 4096;
        let text = &self.passage.text;
        let end = text.floor_char_boundary(from + WINDOW);
        match memmem::find(&text.as_bytes()[from..end], words.as_bytes()).filter(|_| !words.is_empty()) {
            Some(at) => from + at..from + at + words.len(),
            None => self.rest_of_line(from),
        }
    }
}

/// How much of `written` reads as `words` when its escapes are gone and its quotes and dashes are as typography makes them.
fn length_as_written(written: &str, words: &str) -> Option<usize> {
    let mut left = written;
    for word in words.chars() {
        let rest = left.strip_prefix('\\').unwrap_or(left);
        let rest = match word {
            '’' | '‘' => rest.strip_prefix(['\'', word]),
            '“' | '”' => rest.strip_prefix(['"', word]),
            '–' => rest.strip_prefix("--").or_else(|| rest.strip_prefix(word)),
            '—' => rest.strip_prefix("---").or_else(|| rest.strip_prefix(word)),
            '&' => rest.strip_prefix("&amp;").or_else(|| rest.strip_prefix(word)),
            _ => rest.strip_prefix(word),
        };
        left = rest?;
    }
    Some(written.len() - left.len())
}

#[cfg(test)]
mod tests {
    use super::length_as_written;

    #[test]
    fn words_are_found_behind_escapes_and_typography() {
        for (written, words) in [
            ("(Day \\& Lee, 2020)", "(Day & Lee, 2020)"),
            ("(Day &amp; Lee, 2020)", "(Day & Lee, 2020)"),
            ("(O'Day, 2020, pp. 3--5)", "(O’Day, 2020, pp. 3–5)"),
        ] {
            let text = format!("{written} and more");
            assert_eq!(length_as_written(&text, words), Some(written.len()), "{written}");
        }
        assert_eq!(length_as_written("(Day and Lee, 2020)", "(Day & Lee, 2020)"), None);
    }
}

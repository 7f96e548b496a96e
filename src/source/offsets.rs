//! Text that was taken out of a file, with the way back to where it stood.

use super::{SourceId, Sources, Span};
use std::ops::Range;

/// A piece of text and the place in a file that each of its bytes came from.
#[derive(Debug, Clone)]
pub struct Passage {
    pub text: String,
    source: SourceId,
    /// Pairs of an offset in the text and one in the file, rising; between two pairs both run in step.
    steps: Vec<(usize, usize)>,
}

impl Passage {
    /// The part of a file from `start` to its end, as it stands.
    #[must_use]
    pub fn rest_of(source: SourceId, text: &str, start: usize) -> Self {
        Self {
            text: text[start..].to_owned(),
            source,
            steps: vec![(0, start)],
        }
    }

    /// The value of a TOML string whose span, quotes included, is `span`.
    ///
    /// Escapes and line joins make the value shorter than what was written; each leaves a step.
    #[must_use]
    pub fn of_toml_string(sources: &Sources, span: Span, value: &str) -> Self {
        let raw = sources.words(span);
        let opening = if raw.starts_with("\"\"\"\n") || raw.starts_with("'''\n") {
            4
        } else if raw.starts_with("\"\"\"") || raw.starts_with("'''") {
            3
        } else {
            1
        };
        let base = span.start as usize;
        let mut steps = vec![(0, base + opening)];
        if raw.starts_with('"') {
            steps.extend(steps_of_basic_string(raw, opening, base));
        }
        Self {
            text: value.to_owned(),
            source: span.source,
            steps,
        }
    }

    /// The place in the file of a range of the text.
    #[must_use]
    pub fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.source, self.offset(range.start)..self.offset(range.end))
    }

    fn offset(&self, at: usize) -> usize {
        let step = self.steps.partition_point(|(text, _)| *text <= at);
        let (text, file) = self.steps[step.saturating_sub(1)];
        file + at.saturating_sub(text)
    }
}

/// The steps that the escapes of a basic TOML string leave (TOML 1.1, "String").
fn steps_of_basic_string(raw: &str, opening: usize, base: usize) -> Vec<(usize, usize)> {
    let bytes = raw.as_bytes();
    let mut steps = Vec::new();
    let (mut at, mut value) = (opening, 0);
    while at < bytes.len() {
        if bytes[at] != b'\\' {
            at += 1;
            value += 1;
            continue;
        }
        let digits = match bytes.get(at + 1) {
            Some(b'x') => 2,
            Some(b'u') => 4,
            Some(b'U') => 8,
            _ => 0,
        };
        if digits > 0 {
            let end = (at + 2 + digits).min(bytes.len());
            let escaped = raw.get(at + 2..end).unwrap_or_default();
            let letter = u32::from_str_radix(escaped, 16).ok().and_then(char::from_u32);
            value += letter.map_or(0, char::len_utf8);
            at = end;
        } else if bytes.get(at + 1).is_some_and(u8::is_ascii_whitespace) {
            at += 1;
            while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
                at += 1;
            }
        } else {
            at += 2;
            value += 1;
        }
        steps.push((value, base + at));
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    /// What the file says at the place of `part` in the value of the string `raw`.
    fn found(raw: &str, value: &str, part: &str) -> String {
        let mut sources = Sources::default();
        let text = format!("key = {raw}\n");
        let id = sources.add(Source {
            path: "a.toml".into(),
            text,
        });
        let span = Span::new(id, 6..6 + raw.len());
        let passage = Passage::of_toml_string(&sources, span, value);
        let at = value.find(part).expect("the part stands in the value");
        sources.words(passage.span(at..at + part.len())).to_owned()
    }

    #[test]
    fn words_behind_escapes_are_found() {
        assert_eq!(found(r#""one \"two\" three""#, "one \"two\" three", "three"), "three");
        assert_eq!(found(r#""caf\u00e9 noir""#, "café noir", "noir"), "noir");
        assert_eq!(
            found("\"\"\"\nline \\\n   joined end\"\"\"", "line joined end", "end"),
            "end"
        );
        assert_eq!(found("'''\nraw \\n end'''", "raw \\n end", "end"), "end");
    }
}

//! What a TOML parser says, said so that a teacher understands.

use super::{Code, Diagnostic, Span};

const CURLY: [char; 8] = ['“', '”', '„', '«', '»', '‘', '’', '‚'];

/// A line of a file that has an error.
#[derive(Debug, Clone, Copy)]
pub struct Line<'a> {
    pub words: &'a str,
    /// The parser's own words for it.
    pub detail: &'a str,
    /// Whether the lines below go on with its text.
    pub goes_on: bool,
    /// A heading as the file has several, where one may be missing.
    pub heading: Option<&'static str>,
}

impl<'a> Line<'a> {
    /// Whether its key, or its heading, is there a second time.
    pub fn is_repeated(&self) -> bool {
        self.detail.contains("duplicate key")
    }

    /// Whether its text has a quote at its start and none after it.
    pub fn is_unended_text(&self) -> bool {
        self.parts().1.is_some_and(is_unended)
    }

    /// The key, and the value if there is one.
    fn parts(&self) -> (&'a str, Option<&'a str>) {
        match self.words.split_once('=') {
            Some((key, value)) => (key.trim(), Some(value.trim())),
            None => (self.words.trim(), None),
        }
    }
}

fn is_unended(value: &str) -> bool {
    value.strip_prefix('"').is_some_and(|text| !text.contains('"'))
}

/// The diagnostic for one error of the parser, on a line that stands at `span`.
pub fn explain(span: Span, line: &Line) -> Diagnostic {
    let (key, value) = line.parts();
    if value.is_some_and(|value| value.starts_with(CURLY)) || key.starts_with(CURLY) {
        return Diagnostic::at(
            Code::CurlyQuotes,
            span,
            "These are curly quotes, as a word processor makes them; here only straight ones work.",
        )
        .fix("type the quotes again in this file, so that they look like \" and \"");
    }
    if let Some(value) = value.filter(|value| is_slashed_date(value)) {
        return ambiguous_date(span, value);
    }
    let (message, fix) = sentence(line, key, value);
    Diagnostic::at(Code::TomlSyntax, span, message).fix(fix)
}

/// `10/02/2026` is a day in October to one reader and in February to another.
pub fn ambiguous_date(span: Span, written: &str) -> Diagnostic {
    Diagnostic::at(
        Code::DateAmbiguous,
        span,
        format!("It is not certain which day “{}” means.", written.trim_matches('"')),
    )
    .fix("write the year, the month and the day, as in 2026-10-02, without quotes")
}

/// Three numbers joined by slashes or dots, or by dashes with the year last.
#[must_use]
pub fn is_slashed_date(value: &str) -> bool {
    let value = value.trim().trim_matches('"');
    ['/', '.', '-'].iter().any(|join| {
        let parts: Vec<&str> = value.split(*join).collect();
        parts.len() == 3
            && parts
                .iter()
                .all(|part| (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()))
            && (*join != '-' || parts[0].len() < 3)
    })
}

fn sentence(line: &Line, key: &str, value: Option<&str>) -> (String, String) {
    let example = "write it as in: title = \"Our playbook\"".to_owned();
    if line.is_repeated() {
        return repeated(line, key);
    }
    match value {
        None if key.starts_with('[') => (
            "This heading is not closed or not well formed.".into(),
            "write it in square brackets on a line of its own, as in: [name]".into(),
        ),
        None => ("This line is not of the form “key = value”.".into(), example),
        Some("") => (format!("“{key}” has no value."), example),
        Some(value) if is_unended(value) && line.goes_on => (
            "This text goes on over several lines, and one quote at its start holds a single line only.".into(),
            "put three straight quotes (\"\"\") before the text and three behind it".into(),
        ),
        Some(value) if is_unended(value) => (
            "This text has a quote at its start but none at its end.".into(),
            "add a straight quote (\") at the end of the line".into(),
        ),
        Some(value) if value.starts_with(|c: char| c.is_alphabetic()) => (
            "Text needs straight quotes around it.".into(),
            format!("write {key} = \"{value}\""),
        ),
        Some(value) if value.starts_with('"') => (
            "The text ends at its second quote, and more follows it.".into(),
            "write \\\" for a quote inside of the text".into(),
        ),
        Some(_) => (format!("This value cannot be read: {}.", line.detail), example),
    }
}

/// What is said of a key or a heading that is there a second time.
fn repeated(line: &Line, key: &str) -> (String, String) {
    const KEEP: &str = "keep one of them and delete the others";
    if key.starts_with('[') {
        return (
            format!("The heading {key} is written more than once."),
            "give one of them the name that it should have; if both mean the same, put what stands below them under one".into(),
        );
    }
    match line.heading {
        None => (format!("“{key}” is written more than once."), KEEP.into()),
        Some(heading) => (
            format!("“{key}” is written more than once below one heading."),
            format!("a heading in square brackets, such as {heading}, may be missing between them; if none is, {KEEP}"),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::is_slashed_date;

    #[test]
    fn dates_that_two_readers_read_differently() {
        for date in ["10/02/2026", "\"2.10.2026\"", "02-10-2026", "1/2/26"] {
            assert!(is_slashed_date(date), "{date}");
        }
        for date in ["2026-10-02", "1.2", "a/b/c", ""] {
            assert!(!is_slashed_date(date), "{date}");
        }
    }
}

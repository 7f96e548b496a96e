//! What a TOML parser says, said so that a teacher understands.

use super::{Code, Diagnostic, Span};

const CURLY: [char; 8] = ['“', '”', '„', '«', '»', '‘', '’', '‚'];

/// The diagnostic for one error of the parser.
///
/// `line` is the line of the file that the error is on; `detail` the parser's own words.
pub fn explain(span: Span, line: &str, detail: &str) -> Diagnostic {
    let (key, value) = match line.split_once('=') {
        Some((key, value)) => (key.trim(), Some(value.trim())),
        None => (line.trim(), None),
    };
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
    let (message, fix) = sentence(key, value, detail);
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

fn sentence(key: &str, value: Option<&str>, detail: &str) -> (String, String) {
    let example = "write it as in: title = \"Our playbook\"".to_owned();
    if detail.contains("duplicate key") {
        return (
            format!("“{key}” is written more than once."),
            "keep one of them and delete the others".into(),
        );
    }
    match value {
        None if key.starts_with('[') => (
            "This heading is not closed or not well formed.".into(),
            "write it in square brackets on a line of its own, as in: [name]".into(),
        ),
        None => ("This line is not of the form “key = value”.".into(), example),
        Some("") => (format!("“{key}” has no value."), example),
        Some(value) if value.starts_with("\"\"\"") || value.starts_with("'''") => (
            "This text begins with three quotes but does not end with three.".into(),
            "put three quotes on a line of their own after the text".into(),
        ),
        Some(value) if value.starts_with('"') && !value[1..].contains('"') => (
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
        Some(_) => (format!("This value cannot be read: {detail}."), example),
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

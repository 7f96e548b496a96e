//! What a TOML parser says, said so that a teacher understands.

use super::backslash::end_of_text;
use super::{Code, Diagnostic, Span, meant, quoted, toml_heading};
use toml::de::DeTable;

const CURLY: [char; 8] = ['“', '”', '„', '«', '»', '‘', '’', '‚'];

// Keys whose values are of these kinds wherever they stand. Only what is advised depends on it.
const DAYS: [&str; 7] = ["updated", "date", "checked", "due", "review", "start", "end"];
const SWITCHES: [&str; 3] = ["draft", "qr", "worksheet"];
const NUMBERS: [&str; 2] = ["minutes", "baseline"];

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

    /// Whether the headings of its file are ids.
    fn has_ids(&self) -> bool {
        self.heading.is_some_and(|heading| !heading.starts_with("[["))
    }

    /// Whether it was meant for a heading, so that what stands below it belongs to none above it.
    pub fn is_meant_for_heading(&self) -> bool {
        self.has_ids() && self.parts().1.is_none()
    }

    /// The key, and the value if there is one.
    fn parts(&self) -> (&'a str, Option<&'a str>) {
        match self.words.split_once('=') {
            Some((key, value)) => (key.trim(), Some(value.trim())),
            None => (self.words.trim(), None),
        }
    }
}

/// Whether a text begins with a quote, one that holds a single line, and no other ends it.
fn is_unended(value: &str) -> bool {
    let double = value.strip_prefix('"').filter(|text| !text.starts_with("\"\""));
    let single = value.strip_prefix('\'').filter(|text| !text.contains('\''));
    double.is_some_and(|text| end_of_text(text, "\"").is_none()) || single.is_some()
}

/// The diagnostic for one error of the parser, on a line that stands at `span`.
pub fn explain(span: Span, line: &Line) -> Diagnostic {
    let (key, value) = line.parts();
    // Of two quotes a phone makes one curly, or both.
    let is_curly = |value: &str| value.starts_with(CURLY) || is_unended(value) && value.ends_with(CURLY);
    if value.is_some_and(is_curly) || key.starts_with(CURLY) {
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
    let (message, fix) = too_much(line.words).unwrap_or_else(|| sentence(line, key, value));
    Diagnostic::at(Code::TomlSyntax, span, message).fix(fix)
}

/// What is said of a line that would be read without a sign which it has too many: a space that is none to TOML (1.0, "Whitespace":
/// a tab or an ordinary space), or what ends a line elsewhere.
fn too_much(words: &str) -> Option<(String, String)> {
    /// A setting that a person wrote on one line is hardly longer, in bytes; each look reads all of it.
    const LONGEST: usize = 2000;
    let is_read = |line: &str| line.len() <= LONGEST && DeTable::parse(line).is_ok();
    let plain: String = words.chars().filter_map(ordinary).collect();
    if plain != words && is_read(&plain) {
        let message = "There is a space in this line that is no ordinary one, or a sign that nobody sees.";
        return Some((message.into(), format!("type the line again: {}", plain.trim())));
    }
    if !words.contains('=') {
        return None;
    }
    let ended = words.trim_end().trim_end_matches([',', ';', '.']).trim();
    (ended.len() < words.trim().len() && is_read(ended)).then(|| {
        let message = "A value has nothing behind it, neither a comma nor a full stop.";
        (message.into(), format!("write {ended}"))
    })
}

/// A sign as a keyboard types it: nothing for one that is not seen.
fn ordinary(c: char) -> Option<char> {
    match c {
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => None,
        '\t' => Some(c),
        space if space.is_whitespace() => Some(' '),
        other => Some(other),
    }
}

/// What is said of a text in straight double quotes that has more behind its second one.
fn text_and_more(key: &str, value: &str) -> (String, String) {
    let end = end_of_text(&value[1..], "\"").map_or(value.len(), |end| end + 2);
    let (text, more) = value.split_at(end);
    if !more.contains('"') {
        let message = format!("What stands behind the text, “{}”, is no part of it.", more.trim());
        let fix = format!("write {key} = {text}; a remark of your own begins with #");
        return (message, fix);
    }
    let message = "The text ends at its second quote, and more follows it.".into();
    let inner = value[1..].strip_suffix('"').filter(|inner| !inner.contains('\\'));
    let fix = inner.map_or_else(
        || "write \\\" for a quote inside of the text".into(),
        |inner| format!("write \\\" for a quote inside of the text: {key} = {}", quoted(inner)),
    );
    (message, fix)
}

/// `10/02/2026` is a day in October to one reader and in February to another.
pub fn ambiguous_date(span: Span, written: &str) -> Diagnostic {
    let words = written.trim_matches('"');
    let (message, fix) = match meant::day(written) {
        Some(day) => (
            format!("“{words}” is not how a day is written here."),
            format!("write the year, the month and the day without quotes: {day}"),
        ),
        None => (
            format!("It is not certain which day “{words}” means."),
            "write the year, the month and the day, as in 2026-10-02, without quotes".into(),
        ),
    };
    Diagnostic::at(Code::DateAmbiguous, span, message).fix(fix)
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
    if let Some(said) = value.and_then(|value| unquoted_key(key, value).or_else(|| kind_of_value(key, value))) {
        return said;
    }
    match value {
        None => line_without_value(line, key)
            .or_else(|| toml_heading::meant(key, line.has_ids()))
            .unwrap_or_else(|| ("This line is not of the form “key = value”.".into(), example)),
        Some(nothing) if nothing.is_empty() || nothing.starts_with('#') => (format!("“{key}” has no value."), example),
        Some(value) if is_unended(value) && line.goes_on => (
            "This text goes on over several lines, and one quote at its start holds a single line only.".into(),
            "put three straight quotes (\"\"\") before the text and three after it".into(),
        ),
        Some(value) if is_unended(value) => (
            "This text has a quote at its start but none at its end.".into(),
            format!("add a straight quote ({}) at the end of the line", &value[..1]),
        ),
        Some(value) if value.starts_with('\'') => (
            "The text ends at its second quote, and more follows it.".into(),
            format!("write it in straight double quotes: {key} = {}", doubly_quoted(value)),
        ),
        Some(value) if value.starts_with('"') => text_and_more(key, value),
        Some(value) if value.starts_with('[') => (
            "This list is not closed or not well formed.".into(),
            format!("write it as in: {key} = [\"one\", \"two\"]"),
        ),
        Some(value) if value.starts_with('{') => (
            "What stands in these braces cannot be read.".into(),
            format!("write it as in: {key} = {{ name = \"text\" }}"),
        ),
        // What stands behind a number, or a text that begins with one, is no part of it: it is all meant for a text.
        Some(value) => (
            "Text needs straight quotes around it.".into(),
            format!("write {key} = {}", doubly_quoted(value)),
        ),
    }
}

/// What is said of a line without an equals sign that has a colon in its place, or is only the id of a question.
fn line_without_value(line: &Line, words: &str) -> Option<(String, String)> {
    /// What stands below a heading in a file of answers, as its file is not known here.
    const OF_ANSWERS: [&str; 10] = [
        "answer", "audience", "by", "due", "note", "owner", "question", "review", "status", "updated",
    ];
    let (key, value) = words
        .split_once(':')
        .map_or((words, None), |(key, value)| (key.trim_end(), Some(value.trim())));
    let is_bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if key.is_empty() || !key.chars().all(is_bare) {
        return None;
    }
    if line.has_ids() && !OF_ANSWERS.contains(&key) && key.starts_with(|c: char| c.is_ascii_alphabetic()) {
        let below = match value {
            Some(text) if !text.is_empty() => format!(", and below it answer = {}", plainly_quoted(text)),
            _ => String::new(),
        };
        let message = "The id of a question or task stands in square brackets, on a line of its own.";
        return Some((message.into(), format!("write [{key}]{below}")));
    }
    let value = value.filter(|value| !value.is_empty())?;
    let message = "A key and its value are joined by an equals sign (=).";
    Some((message.into(), format!("write {key} = {}", plainly_quoted(value))))
}

/// A value as it may stand, or else as a text in straight double quotes.
fn plainly_quoted(value: &str) -> String {
    let is_in_quotes = value.len() > 1 && value.starts_with('"') && value.ends_with('"');
    let is_plain = matches!(value, "true" | "false") || value.parse::<u32>().is_ok() || meant::is_dashed_day(value);
    if is_in_quotes || is_plain || value.starts_with(['[', '"']) {
        value.to_owned()
    } else {
        doubly_quoted(value)
    }
}

/// A value as a text in straight double quotes, without the single ones that it may have.
fn doubly_quoted(value: &str) -> String {
    let inner = value.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\''));
    quoted(inner.unwrap_or(value))
}

/// What is said of a key that is more than one plain word.
fn unquoted_key(key: &str, value: &str) -> Option<(String, String)> {
    const LONGEST: usize = 60;
    let is_bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let is_of_words = |c: char| c.is_alphanumeric() || " -_.,:;'?!&/()".contains(c);
    if key.chars().all(is_bare) || !key.chars().all(is_of_words) {
        return None;
    }
    let value = match value {
        list if list.starts_with('[') => "[…]",
        long if long.len() > LONGEST || long.is_empty() => "…",
        short => short,
    };
    Some((
        "A key with spaces or signs in it needs straight quotes around it.".into(),
        format!("write \"{key}\" = {value}"),
    ))
}

/// What is said of a value that was meant for a day, a number, or true or false.
fn kind_of_value(key: &str, value: &str) -> Option<(String, String)> {
    // What stands behind the value is no part of it.
    let value = value.split(" #").next().unwrap_or_default().trim_end();
    let is_text = value.starts_with(['"', '\'', '[', '{']);
    if value.is_empty() || is_text {
        return None;
    }
    let day = meant::day(value);
    if meant::is_dashed_day(value) {
        return Some(match day {
            Some(day) => (
                "A month and a day have two figures each.".into(),
                format!("write {key} = {day}"),
            ),
            None => (
                format!("“{value}” is not a day of the calendar."),
                "write the year, the month and the day with two figures each, as in 2026-02-03".into(),
            ),
        });
    }
    if DAYS.contains(&key) {
        let fix = day.map_or_else(
            || format!("write the year, the month and the day, as in: {key} = 2026-10-02"),
            |day| format!("write {key} = {day}"),
        );
        return Some((format!("“{value}” is not how a day is written here."), fix));
    }
    if SWITCHES.contains(&key) {
        let fix = meant::switch(value).map_or_else(
            || format!("write {key} = true or {key} = false"),
            |is_on| format!("write {key} = {is_on}"),
        );
        return Some((
            format!("“{key}” is either true or false, in small letters and without quotes."),
            fix,
        ));
    }
    if NUMBERS.contains(&key) {
        let number = meant::number(value);
        let fix = number.map_or_else(
            || format!("write one whole number and nothing else, as in: {key} = 40"),
            |number| format!("write {key} = {number}"),
        );
        return Some((format!("“{key}” is a whole number, without words and quotes."), fix));
    }
    None
}

/// What is said of a key or a heading that is there a second time.
fn repeated(line: &Line, key: &str) -> (String, String) {
    const KEEP: &str = "keep one of them and delete the others";
    // `[menu]` where the file has `[[menu]]`.
    if let Some(listed) = line
        .heading
        .filter(|listed| listed.starts_with("[[") && *listed == format!("[{key}]"))
    {
        return (
            format!("Every heading {listed} has two square brackets on each side, and this one has one."),
            format!("write {listed}"),
        );
    }
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
    use super::{Line, explain, is_slashed_date};
    use crate::source::{Source, Sources, Span};

    #[test]
    fn the_fix_is_the_line_as_it_should_be() {
        let source = Sources::default().add(Source {
            path: "a.toml".into(),
            text: String::new(),
        });
        let fix = |words| {
            let line = Line {
                words,
                detail: "",
                goes_on: false,
                heading: None,
            };
            explain(Span::start_of(source), &line).fix.unwrap_or_default()
        };
        for (line, mended) in [
            ("updated = Nov 23, 2026", "write updated = 2026-11-23"),
            ("updated = 2026-2-3", "write updated = 2026-02-03"),
            ("draft = YES # for now", "write draft = true"),
            ("draft = False", "write draft = false"),
            ("minutes = 60 minutes", "write minutes = 60"),
            ("exit ticket = [\"one\"]", "write \"exit ticket\" = […]"),
            ("what? = \"one\"", "write \"what?\" = \"one\""),
            ("title = Our playbook", "write title = \"Our playbook\""),
            ("title = True", "write title = \"True\""),
            ("title: Our playbook", "write title = \"Our playbook\""),
            ("draft: true", "write draft = true"),
            (
                "summary = 'Don't'",
                "write it in straight double quotes: summary = \"Don't\"",
            ),
            ("unit = %", "write unit = \"%\""),
            ("title = \"A\",", "write title = \"A\""),
            ("updated = 2026-10-02.", "write updated = 2026-10-02"),
            ("draft = true;", "write draft = true"),
            ("title\u{a0}= \"A\"\u{200b}", "type the line again: title = \"A\""),
            (
                "title = \"A\" -- ours",
                "write title = \"A\"; a remark of your own begins with #",
            ),
            (
                "title = \"The \"big\" rocks\"",
                "write \\\" for a quote inside of the text: title = \"The \\\"big\\\" rocks\"",
            ),
        ] {
            assert_eq!(fix(line), mended);
        }
    }

    #[test]
    fn an_id_is_a_heading_and_an_entry_of_a_list_has_two_brackets() {
        let source = Sources::default().add(Source {
            path: "a.toml".into(),
            text: String::new(),
        });
        for (words, detail, heading, mended) in [
            ("say-no", "", "[disagree]", "write [say-no]"),
            (
                "say-no: \"To more.\"",
                "",
                "[disagree]",
                "write [say-no], and below it answer = \"To more.\"",
            ),
            ("answer: To more.", "", "[disagree]", "write answer = \"To more.\""),
            ("[menu]", "duplicate key", "[[menu]]", "write [[menu]]"),
        ] {
            let line = Line {
                words,
                detail,
                goes_on: false,
                heading: Some(heading),
            };
            assert_eq!(explain(Span::start_of(source), &line).fix.as_deref(), Some(mended));
        }
    }

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

//! Diagnostics, printed.
//!
//! Lines and columns are counted once a file, so that the time is linear in the number of diagnostics.

use super::{Diagnostic, LineStarts, Place, Severity, SourceId, Sources, Span};
use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};
use serde::Serialize;
use std::collections::HashMap;
use std::fmt::Write as _;

/// Longer lines, in bytes, are not shown: no person wrote them, and each mistake in one would show it again.
const LONGEST_LINE: usize = 8 * 1024;

/// Where the lines of each file begin.
struct Lines<'a> {
    sources: &'a Sources,
    starts: HashMap<SourceId, LineStarts>,
    /// The last offset that was asked for, and its column.
    last: Option<(SourceId, usize, usize)>,
}

impl<'a> Lines<'a> {
    fn new(sources: &'a Sources) -> Self {
        Self {
            sources,
            starts: HashMap::new(),
            last: None,
        }
    }

    /// The line, counted from one, and its first byte.
    fn line(&mut self, source: SourceId, offset: usize) -> (usize, usize) {
        let text = &self.sources.get(source).text;
        let starts = self.starts.entry(source).or_insert_with(|| LineStarts::of(text));
        let line = starts.line_at(offset);
        (line + 1, starts.start(line).unwrap_or_default())
    }

    /// Line and column, counted from one; columns count characters.
    ///
    /// Diagnostics come in the order of their places, so that the count goes on from the last one: in a line of a
    /// megabyte it would otherwise be made anew for each.
    fn position(&mut self, source: SourceId, offset: usize) -> (usize, usize) {
        let text = &self.sources.get(source).text;
        let offset = text.floor_char_boundary(offset);
        let (line, start) = self.line(source, offset);
        let (from, before) = match self.last {
            Some((last, at, column)) if last == source && (start..=offset).contains(&at) => (at, column),
            _ => (start, 1),
        };
        let column = before + text[from..offset].chars().count();
        self.last = Some((source, offset, column));
        (line, column)
    }
}

/// How many of each weight there are, in words.
#[must_use]
pub fn summary(diagnostics: &[Diagnostic]) -> String {
    let count = |severity| diagnostics.iter().filter(|d| d.severity() == severity).count();
    let words = |n: usize, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
    let parts: Vec<String> = [
        (count(Severity::Error), "error", "errors"),
        (count(Severity::Warning), "warning", "warnings"),
        (count(Severity::Advice), "piece of advice", "pieces of advice"),
    ]
    .into_iter()
    .filter(|(n, ..)| *n > 0)
    .map(|(n, one, many)| words(n, one, many))
    .collect();
    match parts.as_slice() {
        [] => "no problems".into(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

/// For people: each with the line it is on, underlined. The renderer says whether there are colours.
#[must_use]
pub fn human(diagnostics: &[Diagnostic], sources: &Sources, renderer: &Renderer) -> String {
    let mut lines = Lines::new(sources);
    let mut out = String::new();
    for diagnostic in diagnostics {
        let level = match diagnostic.severity() {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Advice => Level::HELP.with_name("advice"),
        };
        let title = level
            .primary_title(visible(&diagnostic.message))
            .id(diagnostic.code.as_str());
        let mut group = match &diagnostic.place {
            Place::Words(span) => match words(&mut lines, *span, None) {
                Some(snippet) => title.element(snippet),
                None => title.element(origin(&mut lines, *span)),
            },
            Place::Withheld(span) => title.element(origin(&mut lines, *span)),
            Place::File(path) => title.element(Origin::path(visible(path))),
        };
        if let Some((place, why)) = &diagnostic.related {
            let snippet = match place {
                Place::Words(span) => words(&mut lines, *span, Some(visible(why))),
                Place::Withheld(_) | Place::File(_) => None,
            };
            group = match snippet {
                Some(snippet) => group.element(snippet),
                None => {
                    let at = where_it_is(place, &mut lines);
                    group.element(Level::NOTE.message(format!("{}: {}", visible(&at), visible(why))))
                }
            };
        }
        if let Some(fix) = &diagnostic.fix {
            group = group.element(Level::HELP.with_name("fix").message(visible(fix)));
        }
        out.push_str(&renderer.render(&[group]));
        out.push_str("\n\n");
    }
    out
}

/// The first line of the words, and the words underlined in it.
fn words<'a>(
    lines: &mut Lines<'a>,
    span: Span,
    label: Option<String>,
) -> Option<Snippet<'a, annotate_snippets::Annotation<'a>>> {
    let source = lines.sources.get(span.source);
    let start = source.text.floor_char_boundary(span.start as usize);
    let (line, line_start) = lines.line(span.source, start);
    let rest = &source.text[line_start..];
    let window = &rest[..rest.floor_char_boundary(LONGEST_LINE + 1)];
    let text = window
        .lines()
        .next()
        .filter(|line| !line.trim().is_empty() && line.len() <= LONGEST_LINE)?;
    let from = (start - line_start).min(text.len());
    let to = text.floor_char_boundary((span.end as usize).saturating_sub(line_start));
    Some(
        Snippet::source(text)
            .line_start(line)
            .path(source.path.as_str())
            .annotation(AnnotationKind::Primary.span(from..to.max(from)).label(label)),
    )
}

fn origin<'a>(lines: &mut Lines<'a>, span: Span) -> Origin<'a> {
    let (line, column) = lines.position(span.source, span.start as usize);
    Origin::path(lines.sources.get(span.source).path.as_str())
        .line(line)
        .char_column(column)
}

/// A place in words: `content/about.md:3`.
fn where_it_is<'a>(place: &'a Place, lines: &mut Lines<'a>) -> String {
    match locate(place, lines) {
        (path, Some(position)) => format!("{path}:{}", position.line),
        (path, None) => path.to_owned(),
    }
}

/// Words that end as a sentence does.
fn sentence(words: &str) -> String {
    let end = if words.ends_with(['.', '?', '!', '…']) {
        ""
    } else {
        "."
    };
    format!("{words}{end}")
}

/// Control characters would move a terminal's cursor or change its colours.
fn visible(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() { '\u{FFFD}' } else { c })
        .collect()
}

#[derive(Serialize)]
struct Record<'a> {
    code: &'static str,
    severity: &'static str,
    file: &'a str,
    #[serde(flatten)]
    position: Option<Position>,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    related: Option<Related<'a>>,
}

#[derive(Serialize)]
struct Related<'a> {
    file: &'a str,
    #[serde(flatten)]
    position: Option<Position>,
    message: &'a str,
}

#[derive(Serialize)]
struct Position {
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

fn locate<'a>(place: &'a Place, lines: &mut Lines<'a>) -> (&'a str, Option<Position>) {
    match place {
        Place::File(path) => (path, None),
        Place::Words(span) | Place::Withheld(span) => {
            let (line, column) = lines.position(span.source, span.start as usize);
            let (end_line, end_column) = lines.position(span.source, span.end as usize);
            let position = Position {
                line,
                column,
                end_line,
                end_column,
            };
            (&lines.sources.get(span.source).path, Some(position))
        }
    }
}

/// For programs: one JSON array, an object a diagnostic. Lines and columns count from one, columns in
/// characters; `end_column` is the first character after the words.
#[must_use]
pub fn json(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let mut lines = Lines::new(sources);
    let records: Vec<Record> = diagnostics
        .iter()
        .map(|diagnostic| {
            let (file, position) = locate(&diagnostic.place, &mut lines);
            let related = diagnostic.related.as_ref().map(|(place, why)| {
                let (file, position) = locate(place, &mut lines);
                Related {
                    file,
                    position,
                    message: why,
                }
            });
            Record {
                code: diagnostic.code.as_str(),
                severity: diagnostic.severity().as_str(),
                file,
                position,
                message: &diagnostic.message,
                fix: diagnostic.fix.as_deref(),
                related,
            }
        })
        .collect();
    // Text, numbers and options only: there is nothing in a record that JSON could not hold.
    serde_json::to_string_pretty(&records).unwrap_or_default() + "\n"
}

/// For GitHub Actions: workflow commands, which it shows beside the lines of a pull request.
#[must_use]
pub fn github(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let mut lines = Lines::new(sources);
    let mut out = String::new();
    for diagnostic in diagnostics {
        let command = match diagnostic.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Advice => "notice",
        };
        let (file, position) = locate(&diagnostic.place, &mut lines);
        let mut properties = format!("file={}", github_property(file));
        if let Some(Position {
            line,
            column,
            end_line,
            end_column,
        }) = position
        {
            let _ = write!(properties, ",line={line},col={column},endLine={end_line}");
            if end_line == line {
                let _ = write!(properties, ",endColumn={end_column}");
            }
        }
        let mut message = diagnostic.message.clone();
        if let Some((place, why)) = &diagnostic.related {
            let _ = write!(message, " See {}: {}", where_it_is(place, &mut lines), sentence(why));
        }
        if let Some(fix) = &diagnostic.fix {
            let _ = write!(message, " Fix: {}", sentence(fix));
        }
        let message = github_data(&message);
        let _ = writeln!(
            out,
            "::{command} {properties},title={}::{message}",
            diagnostic.code.as_str()
        );
    }
    out
}

fn github_data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn github_property(text: &str) -> String {
    github_data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{github, human};
    use crate::source::{Code, Diagnostic, Place, Source, Sources, Span};
    use annotate_snippets::Renderer;

    /// Two places in a file: its second line, and the third, which is as it is given.
    fn file(third: &str) -> (Sources, Span, Span) {
        let mut sources = Sources::default();
        let text = format!("one\ntwo\n{third}\n");
        let file = sources.add(Source {
            path: "content/a.md".into(),
            text,
        });
        (
            sources,
            Span::new(file, 4..7),
            Span::new(file, 8..8 + third.len().min(3)),
        )
    }

    #[test]
    fn the_reason_of_a_second_place_is_told_whatever_stands_there() {
        let long = "x".repeat(9000);
        for (third, is_withheld) in [("three", false), ("", false), (long.as_str(), false), ("three", true)] {
            let (sources, first, second) = file(third);
            let place = if is_withheld {
                Place::Withheld(second)
            } else {
                Place::Words(second)
            };
            let twice = Diagnostic::at(Code::IdTaken, first, "Twice.").related(place, "it is here first");
            let said = human(&[twice], &sources, &Renderer::plain());
            assert!(said.contains("it is here first"), "{said}");
            assert!(said.contains('3'), "{said}");
            assert_eq!(said.contains("three"), third == "three" && !is_withheld, "{said}");
        }
    }

    #[test]
    fn a_code_host_is_told_all_of_it_in_sentences() {
        let (sources, first, second) = file("three");
        let fixes = [
            ("did you mean “school”?", "Fix: did you mean “school”?"),
            ("delete one", "Fix: delete one."),
        ];
        for (fix, told) in fixes {
            let twice = Diagnostic::at(Code::IdTaken, first, "Twice.");
            let twice = twice.related(Place::Words(second), "it is here first").fix(fix);
            assert_eq!(
                github(&[twice], &sources),
                format!(
                    "::error file=content/a.md,line=2,col=1,endLine=2,endColumn=4,title=id-taken::Twice. \
                     See content/a.md:3: it is here first. {told}\n"
                )
            );
        }
    }
}

//! The TOML between `+++` lines that every page begins with.

use super::left_below::left_below;
use super::whom_for::meant_for_readers;
use crate::model::{Address, Alias, Audience, Head};
use crate::source::{Code, Diagnostic, Diagnostics, Field, SourceId, Span, Table, nearest};

/// What stands above and below the settings.
const FENCE: &str = "+++";

/// A setting as it may be written.
const EXAMPLE: &str = "title = \"Our playbook\"";

/// A file divided into its front matter and its text.
#[derive(Debug)]
pub struct Divided<'a> {
    pub front: &'a str,
    pub front_at: usize,
    pub body_at: usize,
}

/// Finds the front matter.
///
/// # Errors
/// When there is none, or it does not end: it is then not known whom the file is for.
pub fn divide(source: SourceId, text: &str) -> Result<Divided<'_>, Diagnostic> {
    let start = text.len() - text.trim_start().len();
    let mut lines = text[start..].split_inclusive('\n');
    let first = lines.next().unwrap_or_default();
    if first.trim_end() != FENCE {
        return Err(missing(
            Span::new(source, start..start + first.trim_end().len()),
            first.trim(),
        ));
    }
    let front_at = start + first.len();
    let mut at = front_at;
    for line in lines {
        // Spaces before it are no reason to read the text as settings: what stands below is looked through for some.
        if line.trim() == FENCE {
            if let Some(left) = left_below(source, text, at + line.len()) {
                return Err(left);
            }
            return Ok(Divided {
                front: &text[front_at..at],
                front_at,
                body_at: at + line.len(),
            });
        }
        at += line.len();
    }
    Err(unclosed(source, text, start))
}

/// What is said of a file whose first line does not begin its settings.
fn missing(span: Span, first: &str) -> Diagnostic {
    let message = "This page does not begin with its settings, so it has no title.";
    let diagnostic = Diagnostic::at(Code::FrontMatterMissing, span, message);
    if is_nearly_fence(first) {
        return diagnostic.fix(format!(
            "type +++ and nothing else on this line and on the one below the settings, and each of these as in: {EXAMPLE}"
        ));
    }
    if first.starts_with(FENCE) {
        return diagnostic
            .fix("put the settings below +++, each on a line of its own, and another line +++ below them");
    }
    diagnostic.fix(format!(
        "begin the file with a line +++, a line such as {EXAMPLE}, and another line +++"
    ))
}

/// What is said of settings that begin at `start` and do not end; a line that is nearly the right one was meant to end them.
fn unclosed(source: SourceId, text: &str, start: usize) -> Diagnostic {
    let message = "The settings at the start of this page do not end.";
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        let words = line.trim();
        if at > start && is_nearly_fence(words) {
            let from = at + (line.len() - line.trim_start().len());
            let span = Span::new(source, from..from + words.len());
            return Diagnostic::at(Code::FrontMatterUnclosed, span, message)
                .fix("type this line again as +++ and nothing else");
        }
        at += line.len();
    }
    Diagnostic::at(
        Code::FrontMatterUnclosed,
        Span::new(source, start..start + FENCE.len()),
        message,
    )
    .fix("put a line +++ after the last of them")
}

/// Whether a line was meant to begin or end the settings: plus signs or hyphens, with spaces and signs that nobody sees.
fn is_nearly_fence(line: &str) -> bool {
    let is_unseen = |c: char| c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}');
    let seen: String = line.chars().filter(|c| !is_unseen(*c)).take(100).collect();
    let is_of = |mark: char| seen.chars().all(|c| c == mark);
    seen.chars().count() > 1 && (is_of('+') || is_of('＋') || is_of('-') || is_of('–') || is_of('—')) || seen == "—"
}

/// Reads what every front matter has; nothing when it cannot be told whom the file is for, and a diagnostic says why.
pub fn read_head(
    table: &mut Table,
    source: SourceId,
    fallback_title: &str,
    diagnostics: &mut Diagnostics,
) -> Option<Head> {
    let whom = whom_for(table, diagnostics);
    let title = title(table, source, ThingWithTitle::Page, diagnostics).unwrap_or_else(|| fallback_title.to_owned());
    let summary = table.string("summary", diagnostics).given();
    let updated = table.date("updated", diagnostics).given();
    let aliases = aliases(table, diagnostics);
    let (audience, draft) = whom?;
    Some(Head {
        title,
        summary,
        updated,
        audience: audience.unwrap_or(Audience::Public),
        draft: draft.unwrap_or(false),
        aliases,
    })
}

/// What is said of groups of settings, of which a page or a test cycle has none. What is in one is not read, and may say whom all is for.
pub fn groups(table: &mut Table, thing: ThingWithTitle) -> Vec<Diagnostic> {
    let name = thing.name();
    let told = table.groups().into_iter().map(|(key, span, is_heading)| {
        let (message, fix) = if is_heading {
            (
                format!("“{key}” in brackets begins a group of settings, and a {name} has none: what is below it is not read."),
                "delete this line, so that what stands below it is read",
            )
        } else {
            (
                format!("“{key}” is a group of settings, and a {name} has none: what is in it is not read."),
                "write each setting on a line of its own, as in audience = \"team\"",
            )
        };
        Diagnostic::at(Code::UnknownKey, span, message).fix(fix)
    });
    told.collect()
}

/// What has a title.
#[derive(Debug, Clone, Copy)]
pub enum ThingWithTitle {
    Page,
    Cycle,
}

impl ThingWithTitle {
    fn name(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Cycle => "test cycle",
        }
    }
}

/// The title of a page or a test cycle; nothing, and a diagnostic, where it has none.
pub fn title(
    table: &mut Table,
    source: SourceId,
    thing: ThingWithTitle,
    diagnostics: &mut Diagnostics,
) -> Option<String> {
    let name = thing.name();
    let fix = match thing {
        ThingWithTitle::Page => "add a line such as title = \"Our playbook\" between the +++ lines",
        ThingWithTitle::Cycle => "add a line such as title = \"Exit tickets in grade 4\"",
    };
    // A misspelt title is reported as an unknown key, with the right one.
    let is_misspelt = table.keys().any(|key| nearest(key, ["title"]).is_some());
    match table.string("title", diagnostics) {
        Field::Given(title, _) if !title.trim().is_empty() => return Some(title),
        Field::Given(_, span) => diagnostics.push(
            Diagnostic::at(Code::ValueMissing, span, format!("The title of this {name} is empty."))
                .fix("write the title between the quotes"),
        ),
        Field::Absent if !is_misspelt => diagnostics.push(
            Diagnostic::at(
                Code::ValueMissing,
                Span::start_of(source),
                format!("This {name} has no title."),
            )
            .fix(fix),
        ),
        Field::Unusable | Field::Absent => {}
    }
    None
}

/// The audience and the draft mark, each where it is given; nothing when one of them is and cannot be read.
fn whom_for(table: &mut Table, diagnostics: &mut Diagnostics) -> Option<(Option<Audience>, Option<bool>)> {
    let audience = audience(table, diagnostics);
    let draft = table.boolean("draft", diagnostics);
    let misspelt = misspelt_audience(table);
    let is_known = !audience.is_unusable() && !draft.is_unusable() && misspelt.is_none();
    diagnostics.extend(misspelt);
    is_known.then(|| (audience.given(), draft.given()))
}

/// The audience that a table gives.
pub fn audience(table: &mut Table, diagnostics: &mut Diagnostics) -> Field<Audience> {
    one_of(table, "audience", Audience::NAMES, Audience::from_name, diagnostics)
}

/// A key that was probably meant for the audience: taken for an unknown key, it would make a team's text public.
/// It is taken, so that it is not called unknown as well.
pub fn misspelt_audience(table: &mut Table) -> Option<Diagnostic> {
    // A list is a column of an organizer, which may be called by any word.
    let texts = table.keys().filter(|key| !table.is_list(key));
    let (written, meant) = texts
        .filter(|key| !["audience", "draft"].contains(key))
        .find_map(|key| Some((key.to_owned(), meant_for_readers(key)?)))?;
    let span = table.key_span(&written).unwrap_or(table.span);
    table.forget(&written);
    let message =
        format!("There is no setting called “{written}” here, and it may have been meant to say whom this is for.");
    Some(Diagnostic::at(Code::UnknownKey, span, message).fix(format!("did you mean “{meant}”?")))
}

/// A text that must be one of a few names.
pub fn one_of<T>(
    table: &mut Table,
    key: &'static str,
    names: impl IntoIterator<Item = &'static str, IntoIter: Clone>,
    from_name: impl Fn(&str) -> Option<T>,
    diagnostics: &mut Diagnostics,
) -> Field<T> {
    let (name, span) = match table.string(key, diagnostics) {
        Field::Given(name, span) => (name, span),
        Field::Absent => return Field::Absent,
        Field::Unusable => return Field::Unusable,
    };
    if let Some(value) = from_name(&name) {
        return Field::Given(value, span);
    }
    let names = names.into_iter();
    let fix = match nearest(&name, names.clone()) {
        Some(meant) => format!("did you mean \"{meant}\"?"),
        None => format!("write one of: {}", names.collect::<Vec<_>>().join(", ")),
    };
    diagnostics.push(
        Diagnostic::at(
            Code::UnknownValue,
            span,
            format!("“{name}” is not a value that “{key}” can have."),
        )
        .fix(fix),
    );
    Field::Unusable
}

fn aliases(table: &mut Table, diagnostics: &mut Diagnostics) -> Vec<Alias> {
    let written = table.strings("aliases", diagnostics).given().unwrap_or_default();
    let mut aliases = Vec::new();
    for (address, span) in written {
        if is_plain_address(&address) {
            aliases.push(Alias {
                address: Address::new(address),
                span,
            });
        } else {
            diagnostics.push(
                Diagnostic::at(
                    Code::AliasUnusable,
                    span,
                    format!("“{address}” cannot be an old address of this page."),
                )
                .fix("write it from the root of the site and with its ending, as in old/place.html"),
            );
        }
    }
    aliases
}

fn is_plain_address(address: &str) -> bool {
    let is_name = |part: &str| !part.is_empty() && !part.starts_with('.');
    address.ends_with(".html")
        && address.split('/').all(is_name)
        && !address
            .contains(|c: char| c.is_control() || matches!(c, '\\' | ':' | '?' | '#' | '*' | '<' | '>' | '|' | '"'))
}

#[cfg(test)]
mod tests {
    use super::is_plain_address;

    #[test]
    fn an_old_address_stays_inside_of_the_site() {
        assert!(is_plain_address("old/place.html"));
        for address in [
            "/a.html",
            "../a.html",
            "a/../b.html",
            "a",
            "https://a.org/b.html",
            "a//b.html",
            ".git/a.html",
            "a\\b.html",
        ] {
            assert!(!is_plain_address(address), "{address}");
        }
    }
}

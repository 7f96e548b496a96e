//! BibTeX and BibLaTeX, an entry at a time.
//!
//! 1. [`pieces`] splits the file where an entry begins, so that a broken entry does not take the others with it.
//! 2. Each is parsed; its dates are taken out of it; a key that is defined twice is reported.
//! 3. Each is given the fields of its parents, the entries that its `crossref` and `xdata` name. One that is its own
//!    parent is reported and left out: the parser follows such a circle until the stack overflows.

use super::dates::Dates;
use super::{Read, entry};
use crate::model::Bibliography;
use crate::source::{Code, Diagnostic, Place, SourceId, Span};
use biblatex::{EntryType, Pair, ParseErrorKind, RawBibliography, RawChunk, RawEntry, Spanned, Token};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// So many broken pieces are told one by one: more are one mistake.
const MOST_BROKEN: usize = 50;

/// How deep braces may nest in an entry: the parser calls itself for them.
const DEEPEST_BRACES: usize = 64;

/// One entry may take fields from so many others, by way of each other: the parser calls itself for them.
const MOST_PARENTS: usize = 8;

/// What to do about parents.
const SHORTEN: &str = "write the fields into the entry itself, and delete its crossref and xdata";

type Abbreviations<'t> = HashMap<&'t str, Pair<'t>>;

/// An entry as it stands in the file.
struct Raw<'t> {
    entry: Spanned<RawEntry<'t>>,
    span: Span,
    dates: Dates,
    parents: Vec<String>,
}

/// Why a piece of the file cannot be read, and where in it.
struct Broken {
    at: usize,
    why: String,
    fix: &'static str,
}

/// Reads a file.
pub fn read(source: SourceId, text: &str, bibliography: &mut Bibliography) {
    let mut abbreviations = Abbreviations::new();
    let mut parsed: Vec<(Spanned<RawEntry>, Span)> = Vec::new();
    let mut broken = 0;
    let pieces = pieces(text);
    let mut skip = false;
    for (index, (start, end)) in pieces.iter().copied().enumerate() {
        if std::mem::take(&mut skip) {
            continue;
        }
        // An `@` at the start of a line may stand in a field of the entry before it.
        let next_end = pieces.get(index + 1).map(|(_, end)| *end);
        let read = parse(&text[start..end]).or_else(|broken| match next_end.map(|end| parse(&text[start..end])) {
            Some(Ok(whole)) if whole.entries.len() == 1 => {
                skip = true;
                Ok(whole)
            }
            _ => Err(broken),
        });
        match read {
            Ok(raw) => {
                for entry in raw.entries {
                    let line = line_at(text, start + entry.v.key.span.start);
                    parsed.push((entry, Span::new(source, line)));
                }
                for pair in raw.abbreviations {
                    if is_made_of_others(&pair) {
                        let line = line_at(text, start + pair.key.span.start);
                        let problem = unreadable(source, line, "an abbreviation cannot be made of other abbreviations");
                        bibliography.unreadable.push(problem.fix("write out its words"));
                    } else {
                        abbreviations.insert(pair.key.v, pair);
                    }
                }
            }
            Err(Broken { at, why, fix }) => {
                broken += 1;
                if broken > MOST_BROKEN {
                    continue;
                }
                let problem = unreadable(source, line_at(text, start + at), &why).fix(fix);
                match key_of(&text[start..end]) {
                    Some(key) => bibliography.problems.push((key.to_owned(), problem)),
                    None => bibliography.unreadable.push(problem),
                }
            }
        }
    }
    if broken > MOST_BROKEN {
        let why = format!("{} more entries cannot be read either", broken - MOST_BROKEN);
        let problem = unreadable(source, line_at(text, 0), &why);
        bibliography
            .unreadable
            .push(problem.fix("check that this file is a bibliography in BibTeX"));
    }
    let entries = by_key(parsed, &abbreviations, bibliography);
    let read: Vec<Result<Option<Read>, entry::Unreadable>> = entries
        .par_iter()
        .map(|(key, _)| resolve(key, &entries, &abbreviations))
        .collect();
    for ((key, raw), result) in entries.iter().zip(read) {
        match result {
            Ok(Some(read)) => bibliography.add(read),
            Ok(None) => {}
            Err(entry::Unreadable { why, fix }) => bibliography.broken(key, raw.span, &why, fix),
        }
    }
    let parents = entries.values().flat_map(|raw| raw.parents.iter().cloned());
    bibliography.parents = parents.collect();
}

fn unreadable(source: SourceId, line: std::ops::Range<usize>, why: &str) -> Diagnostic {
    let message = format!("This entry cannot be read: {why}.");
    Diagnostic::at(Code::ReferenceBroken, Span::new(source, line), message)
}

/// The entries by their keys, the first of each.
fn by_key<'t>(
    parsed: Vec<(Spanned<RawEntry<'t>>, Span)>,
    abbreviations: &Abbreviations,
    bibliography: &mut Bibliography,
) -> BTreeMap<String, Raw<'t>> {
    let mut entries: BTreeMap<String, Raw> = BTreeMap::new();
    for (mut entry, span) in parsed {
        let key = entry.v.key.v.to_owned();
        if key.contains(char::is_whitespace) {
            let fix = "write it without spaces, as in day2020";
            bibliography.broken(&key, span, "its key has a space in it", fix);
            continue;
        }
        if let Some(first) = entries.get(&key) {
            let message = format!("The key “{key}” is defined twice.");
            let problem = Diagnostic::at(Code::ReferenceTwice, span, message)
                .fix("give one of the two works another key")
                .related(Place::Words(first.span), "it is defined here first");
            bibliography.problems.push((key, problem));
            continue;
        }
        let parents = parents(&entry.v);
        let mut dates = Dates::default();
        entry.v.fields.retain(|pair| {
            let value = || words(&pair.value.v, abbreviations);
            !dates.take(pair.key.v, value)
        });
        let raw = Raw {
            entry,
            span,
            dates,
            parents,
        };
        entries.insert(key, raw);
    }
    entries
}

/// The words of a value. The name of a month stands for itself.
fn words(value: &[Spanned<RawChunk>], abbreviations: &Abbreviations) -> String {
    let words = value.iter().map(|chunk| match chunk.v {
        RawChunk::Normal(text) => text.to_owned(),
        RawChunk::Abbreviation(name) => match abbreviations.get(name) {
            Some(pair) => pair.value.v.iter().map(|chunk| raw_words(&chunk.v)).collect(),
            None => name.to_owned(),
        },
    });
    words.collect()
}

fn raw_words<'t>(chunk: &RawChunk<'t>) -> &'t str {
    match chunk {
        RawChunk::Normal(text) | RawChunk::Abbreviation(text) => text,
    }
}

/// The file in pieces that each begin at an `@` at the start of a line.
fn pieces(text: &str) -> Vec<(usize, usize)> {
    let mut starts: Vec<usize> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let indent = line.len() - line.trim_start().len();
        if line[indent..].starts_with('@') {
            starts.push(at + indent);
        }
        at += line.len();
    }
    let ends = starts.iter().copied().skip(1).chain([text.len()]);
    starts.iter().copied().zip(ends).collect()
}

/// The line that a place is in, without its end.
fn line_at(text: &str, at: usize) -> std::ops::Range<usize> {
    let at = text.floor_char_boundary(at.min(text.len()));
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let line = text[start..].lines().next().unwrap_or_default().trim_end();
    start..start + line.len()
}

fn parse(piece: &str) -> Result<RawBibliography<'_>, Broken> {
    let mut depth = 0_usize;
    for (at, byte) in piece.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST_BRACES {
            return Err(Broken {
                at,
                why: "its braces nest too deep".into(),
                fix: "take out the braces that are not needed",
            });
        }
    }
    // The second stands for what was no text when the file was read.
    let is_no_text = |c: char| c.is_control() && !c.is_whitespace() || c == char::REPLACEMENT_CHARACTER;
    if let Some((at, c)) = piece.char_indices().find(|(_, c)| is_no_text(*c)) {
        return Err(Broken {
            at,
            why: format!("there is a character in it that is no text (U+{:04X})", u32::from(c)),
            fix: "delete the character, or type the line anew",
        });
    }
    RawBibliography::parse(piece).map_err(|error| {
        // Where the piece ends says nothing of where a brace is missing.
        let is_at_end = error.span.start >= piece.trim_end().len();
        let kind = if is_at_end {
            &ParseErrorKind::UnexpectedEof
        } else {
            &error.kind
        };
        let (why, fix) = in_words(kind);
        let at = if is_at_end { 0 } else { error.span.start };
        Broken { at, why, fix }
    })
}

/// What the parser says, for people.
fn in_words(kind: &ParseErrorKind) -> (String, &'static str) {
    const BRACES: &str = "check that each { has its }";
    const FIELD: &str = "write each field as: name = {words},";
    match kind {
        ParseErrorKind::UnexpectedEof => ("a closing brace is missing".into(), BRACES),
        ParseErrorKind::Expected(Token::ClosingBrace | Token::OpeningBrace) => ("a brace is missing".into(), BRACES),
        ParseErrorKind::Unexpected(Token::ClosingBrace) => ("it has a closing brace too many".into(), BRACES),
        ParseErrorKind::Expected(Token::Comma) => ("a comma is missing before this".into(), FIELD),
        ParseErrorKind::Expected(Token::Equals) => ("a = is missing after the name of a field".into(), FIELD),
        ParseErrorKind::UnknownAbbreviation(name) => (
            format!("“{name}” stands without braces"),
            "put words in braces: title = {Trust in schools}",
        ),
        ParseErrorKind::MalformedCommand => (
            "nothing that LaTeX knows follows a backslash".into(),
            "delete the backslash",
        ),
        other => (other.to_string(), FIELD),
    }
}

/// The parser puts an abbreviation's value in again and again, in a circle too.
fn is_made_of_others(abbreviation: &Pair) -> bool {
    let value = &abbreviation.value.v;
    value.iter().any(|chunk| matches!(chunk.v, RawChunk::Abbreviation(_)))
}

fn key_of(piece: &str) -> Option<&str> {
    let (_, rest) = piece.lines().next()?.split_once(['{', '('])?;
    let key = rest.trim_start();
    let end = key
        .find(|c: char| c == ',' || c == '}' || c.is_whitespace())
        .unwrap_or(key.len());
    (end > 0).then(|| &key[..end])
}

/// The entries that this one takes fields from.
fn parents(entry: &RawEntry) -> Vec<String> {
    let fields = entry
        .fields
        .iter()
        .filter(|pair| matches!(pair.key.v.to_ascii_lowercase().as_str(), "crossref" | "xdata" | "xref"));
    fields
        .flat_map(|pair| &pair.value.v)
        .flat_map(|chunk| raw_words(&chunk.v).split(','))
        .map(|key| key.trim().to_owned())
        .collect()
}

/// One entry with the fields of its parents; none for data that is no work of its own.
fn resolve(
    key: &str,
    entries: &BTreeMap<String, Raw>,
    abbreviations: &Abbreviations,
) -> Result<Option<Read>, entry::Unreadable> {
    let unreadable = |why: &str, fix| entry::Unreadable { why: why.into(), fix };
    let wanted =
        with_parents(key, entries).ok_or_else(|| unreadable("it takes fields from too many others", SHORTEN))?;
    if wanted.iter().any(|key| reaches_itself(key, entries)) {
        return Err(unreadable("its crossref and xdata fields lead in a circle", SHORTEN));
    }
    let raw = RawBibliography {
        preamble: String::new(),
        entries: wanted.iter().map(|key| entries[*key].entry.clone()).collect(),
        abbreviations: used(wanted.iter().map(|key| &entries[*key]), abbreviations),
    };
    let resolved = biblatex::Bibliography::from_raw(raw).map_err(|error| {
        let (why, fix) = in_words(&error.kind);
        entry::Unreadable { why, fix }
    })?;
    let Some(entry) = resolved.get(key).filter(|entry| entry.entry_type != EntryType::XData) else {
        return Ok(None);
    };
    let raw = &entries[key];
    let mut dates = raw.dates.clone();
    for parent in raw.parents.iter().filter_map(|key| entries.get(key)) {
        if !dates.has_issued() {
            dates.inherit(&parent.dates);
        }
    }
    entry::read(entry, &dates, raw.span).map(Some)
}

/// The abbreviations that some entries use.
fn used<'e, 't: 'e>(entries: impl Iterator<Item = &'e Raw<'t>>, abbreviations: &Abbreviations<'t>) -> Vec<Pair<'t>> {
    let names: BTreeSet<&str> = entries
        .flat_map(|raw| &raw.entry.v.fields)
        .flat_map(|pair| &pair.value.v)
        .filter_map(|chunk| match chunk.v {
            RawChunk::Abbreviation(name) => Some(name),
            RawChunk::Normal(_) => None,
        })
        .collect();
    names
        .into_iter()
        .filter_map(|name| abbreviations.get(name).cloned())
        .collect()
}

/// An entry and all that it takes fields from; none when they are too many.
fn with_parents<'k>(key: &'k str, entries: &'k BTreeMap<String, Raw>) -> Option<BTreeSet<&'k str>> {
    let mut wanted: BTreeSet<&str> = BTreeSet::new();
    let mut open = vec![key];
    while let Some(key) = open.pop() {
        if let Some((key, entry)) = entries.get_key_value(key)
            && wanted.insert(key)
        {
            open.extend(entry.parents.iter().map(String::as_str));
        }
        if wanted.len() > MOST_PARENTS {
            return None;
        }
    }
    Some(wanted)
}

fn reaches_itself(start: &str, entries: &BTreeMap<String, Raw>) -> bool {
    let parents = entries.get(start).into_iter().flat_map(|entry| &entry.parents);
    parents
        .into_iter()
        .any(|parent| parent == start || with_parents(parent, entries).is_none_or(|above| above.contains(start)))
}

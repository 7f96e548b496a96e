//! BibTeX and BibLaTeX, an entry at a time.
//!
//! 1. [`pieces`](super::pieces) splits the file where an entry begins, so that a broken entry does not take the others with it.
//! 2. Each is made plain ([`latex`]) and parsed; its dates and identifiers are taken out of it; a key that is defined twice is
//!    reported.
//! 3. Each is given the fields of its parents, the entries that its `crossref` and `xdata` name. One that is its own
//!    parent is reported and left out: the parser follows such a circle until the stack overflows.

use super::dates::Dates;
use super::identifiers::Identifiers;
use super::lines::Lines;
use super::pieces::{Broken, in_words, key_of, parse, pieces};
use super::{Doubt, LONGEST, MOST_BROKEN, Read, TAKE_OUT, TOO_LONG, entry, latex, markup, outside, slips};
use crate::model::{Bibliography, Language};
use crate::source::{Code, Diagnostic, SourceId, Span};
use biblatex::{EntryType, Pair, RawBibliography, RawChunk, RawEntry, Spanned};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// One entry and those that it takes fields from, by way of each other: the parser calls itself for them.
const MOST_TOGETHER: usize = 8;

/// Fields that no reference shows, and that may be long.
const UNUSED: [&str; 5] = ["abstract", "annotation", "annote", "keywords", "file"];

/// What to do about parents.
const SHORTEN: &str = "write the fields into the entry itself, and delete its crossref and xdata";

type Abbreviations<'t> = HashMap<&'t str, Pair<'t>>;

/// An entry as it stands in the file.
struct Raw<'t> {
    entry: Spanned<RawEntry<'t>>,
    span: Span,
    dates: Dates,
    identifiers: Identifiers,
    parents: Vec<String>,
    doubts: Vec<Doubt>,
}

/// Why an entry cannot be read.
struct Unreadable {
    why: String,
    fix: &'static str,
}

/// Reads a file.
pub fn read(source: SourceId, text: &str, language: &Language, bibliography: &mut Bibliography) {
    let lines = Lines::new(text);
    let pieces = pieces(text);
    outside::report(source, text, &pieces, &lines, bibliography);
    let cleaned: Vec<String> = pieces
        .iter()
        .map(|(start, end)| latex::clean(&text[*start..*end]))
        .collect();
    let mut abbreviations = Abbreviations::new();
    let mut parsed: Vec<(Spanned<RawEntry>, Span)> = Vec::new();
    let mut broken = 0;
    for ((start, _), piece) in pieces.iter().zip(&cleaned) {
        let ends: Vec<usize> = piece.match_indices('\n').map(|(at, _)| at).collect();
        let place = |at: usize| lines.span(source, *start, ends.partition_point(|end| *end < at));
        match parse(piece) {
            Ok(raw) => {
                for entry in raw.entries {
                    let span = place(entry.v.key.span.start);
                    let slips = slips::doubts(&entry.v).into_iter();
                    let problems = slips.map(|(at, doubt)| (entry.v.key.v.to_owned(), doubt.at(place(at))));
                    bibliography.problems.extend(problems);
                    parsed.push((entry, span));
                }
                for pair in raw.abbreviations {
                    if is_made_of_others(&pair) {
                        let why = "an abbreviation cannot be made of other abbreviations";
                        let problem = unreadable(place(pair.key.span.start), why).fix("write out its words");
                        bibliography.unreadable.push(problem);
                    } else {
                        abbreviations.insert(pair.key.v, pair);
                    }
                }
            }
            Err(_) if broken >= MOST_BROKEN => broken += 1,
            Err(Broken { at, why, fix }) => {
                broken += 1;
                let problem = unreadable(place(at), &why).fix(fix);
                match key_of(piece) {
                    Some(key) => bibliography.problems.push((key.to_owned(), problem)),
                    None => bibliography.unreadable.push(problem),
                }
            }
        }
    }
    bibliography.more_broken(lines.span(source, 0, 0), broken, "BibTeX");
    let entries = by_key(parsed, &abbreviations, bibliography);
    let read: Vec<Result<Option<Read>, Unreadable>> = entries
        .par_iter()
        .map(|(key, _)| resolve(key, &entries, &abbreviations, language))
        .collect();
    for ((key, raw), result) in entries.iter().zip(read) {
        match result {
            Ok(Some(read)) => bibliography.add(read),
            Ok(None) => {}
            Err(Unreadable { why, fix }) => bibliography.broken(key, raw.span, &why, fix),
        }
    }
    for raw in entries.into_values() {
        bibliography
            .parents
            .extend(raw.parents.into_iter().chain(mentioned(&raw.entry.v)));
        let doubts = raw.doubts.into_iter();
        let problems = doubts.map(|doubt| (raw.entry.v.key.v.to_owned(), doubt.at(raw.span)));
        bibliography.problems.extend(problems);
    }
}

fn unreadable(span: Span, why: &str) -> Diagnostic {
    Diagnostic::at(
        Code::ReferenceBroken,
        span,
        format!("This entry cannot be read: {why}."),
    )
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
        if key.is_empty() {
            let problem = unreadable(span, "it has no key");
            bibliography
                .unreadable
                .push(problem.fix("give it one, as in @book{day2020,"));
            continue;
        }
        if let Some(first) = entries.get(&key) {
            bibliography.twice(&key, span, first.span);
            continue;
        }
        let parents = parents(&entry.v);
        let (mut dates, mut identifiers) = (Dates::default(), Identifiers::default());
        let mut doubts = Vec::new();
        let mut seen = BTreeSet::new();
        entry.v.fields.retain(|pair| {
            let value = || words(&pair.value.v, abbreviations);
            if !seen.insert(pair.key.v.to_ascii_lowercase()) {
                let message = format!("“{key}” has the field “{}” twice, and the last is read.", pair.key.v);
                doubts.push(Doubt::new(message, "delete one of the two"));
            }
            let is_unused = UNUSED.iter().any(|name| pair.key.v.eq_ignore_ascii_case(name));
            !(is_unused || dates.take(pair.key.v, value) || identifiers.take(pair.key.v, value))
        });
        let raw = Raw {
            entry,
            span,
            dates,
            identifiers,
            parents,
            doubts,
        };
        entries.insert(key, raw);
    }
    let keys: BTreeSet<String> = entries.keys().cloned().collect();
    for raw in entries.values_mut() {
        for missing in raw.parents.iter().filter(|parent| !keys.contains(*parent)) {
            let message = format!("“{missing}”, which it takes fields from, is not in the bibliography.");
            raw.doubts
                .push(Doubt::new(message, "add that entry, or delete the crossref"));
        }
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
    markup::without_marks(&words.collect::<String>())
}

fn raw_words<'t>(chunk: &RawChunk<'t>) -> &'t str {
    match chunk {
        RawChunk::Normal(text) | RawChunk::Abbreviation(text) => text,
    }
}

/// The parser puts an abbreviation's value in again and again, in a circle too.
fn is_made_of_others(abbreviation: &Pair) -> bool {
    let value = &abbreviation.value.v;
    value.iter().any(|chunk| matches!(chunk.v, RawChunk::Abbreviation(_)))
}

/// The entries that this one takes fields from.
fn parents(entry: &RawEntry) -> Vec<String> {
    keys_in(entry, &["crossref", "xdata"])
}

/// The entries that this one belongs to and takes nothing from.
fn mentioned(entry: &RawEntry) -> Vec<String> {
    keys_in(entry, &["xref"])
}

fn keys_in(entry: &RawEntry, names: &[&str]) -> Vec<String> {
    let is_named = |pair: &&Pair| names.contains(&pair.key.v.to_ascii_lowercase().as_str());
    let fields = entry.fields.iter().filter(is_named);
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
    language: &Language,
) -> Result<Option<Read>, Unreadable> {
    let unreadable = |why: &str, fix| Unreadable { why: why.into(), fix };
    let wanted =
        with_parents(key, entries).ok_or_else(|| unreadable("it takes fields from too many others", SHORTEN))?;
    // The parser takes over the fields of each as often as it is named, and those that it takes fields from as well.
    let names_twice = |key: &&str| {
        let mut seen = BTreeSet::new();
        !entries[*key].parents.iter().all(|parent| seen.insert(parent))
    };
    if wanted.iter().any(names_twice) {
        let fix = "name each entry once in crossref and xdata";
        return Err(unreadable(
            "it, or one that it takes fields from, names another twice",
            fix,
        ));
    }
    if wanted.iter().any(|key| reaches_itself(key, entries)) {
        return Err(unreadable("its crossref and xdata fields lead in a circle", SHORTEN));
    }
    let length: usize = wanted
        .iter()
        .map(|key| length(&entries[*key].entry.v, abbreviations))
        .sum();
    if length > LONGEST {
        return Err(unreadable(TOO_LONG, TAKE_OUT));
    }
    let raw = RawBibliography {
        preamble: String::new(),
        entries: wanted.iter().map(|key| entries[*key].entry.clone()).collect(),
        abbreviations: used(wanted.iter().map(|key| &entries[*key]), abbreviations),
    };
    let mut resolved = biblatex::Bibliography::from_raw(raw).map_err(|error| {
        let (why, fix) = in_words(&error.kind);
        Unreadable { why, fix }
    })?;
    let raw = &entries[key];
    let Some(mut entry) = resolved
        .remove(key)
        .filter(|entry| entry.entry_type != EntryType::XData)
    else {
        return Ok(None);
    };
    // What these say of a book, they do not say of its chapters.
    for field in ["subtitle", "titleaddon", "shorttitle"] {
        let is_own = raw
            .entry
            .v
            .fields
            .iter()
            .any(|pair| pair.key.v.eq_ignore_ascii_case(field));
        if !is_own && !raw.parents.is_empty() {
            entry.remove(field);
        }
    }
    let mut dates = raw.dates.clone();
    let mut above = raw.parents.clone();
    while let Some(key) = above.pop() {
        // One that is not there was reported.
        let Some(parent) = entries.get(&key) else { continue };
        if !dates.has_issued() {
            dates.inherit(&parent.dates);
        }
        above.extend(parent.parents.iter().cloned());
    }
    Ok(Some(entry::read(&entry, &dates, &raw.identifiers, raw.span, language)))
}

/// How many bytes an entry has with its abbreviations written out.
fn length(entry: &RawEntry, abbreviations: &Abbreviations) -> usize {
    let chunks = entry.fields.iter().flat_map(|pair| &pair.value.v);
    let lengths = chunks.map(|chunk| match chunk.v {
        RawChunk::Normal(text) => text.len(),
        RawChunk::Abbreviation(name) => abbreviations.get(name).map_or(name.len(), |pair| {
            pair.value.v.iter().map(|chunk| raw_words(&chunk.v).len()).sum()
        }),
    });
    lengths.sum()
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
        if wanted.len() > MOST_TOGETHER {
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

//! The bibliography, an entry at a time.
//!
//! 1. A BibTeX file is split where an entry begins, so that a broken entry does not take the others with it.
//! 2. Each is parsed and given the fields of the entries that it refers to; keys that are defined twice, and
//!    entries that refer to each other in a circle, are reported and left out. (The parser follows such a circle
//!    until the stack overflows.)
//! 3. What a plain list shows is taken from each entry. YAML in hayagriva's form comes to the same.

use crate::model::{Bibliography, Reference};
use crate::source::{Code, Diagnostic, Place, SourceId, Sources, Span};
use biblatex::{RawBibliography, RawChunk};
use hayagriva::Entry;
use hayagriva::types::EntryType;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Reads a bibliography.
pub fn compile(sources: &Sources, source: SourceId) -> Bibliography {
    let file = sources.get(source);
    let mut bibliography = Bibliography::default();
    if file.path.ends_with(".yaml") {
        read_yaml(source, &file.text, &mut bibliography);
    } else {
        read_bibtex(source, &file.text, &mut bibliography);
    }
    bibliography
}

/// An entry as it stands in the file, not yet resolved.
struct Raw<'t> {
    text: RawBibliography<'t>,
    span: Span,
    parents: Vec<String>,
}

fn read_bibtex(source: SourceId, text: &str, bibliography: &mut Bibliography) {
    let mut entries: BTreeMap<String, Raw> = BTreeMap::new();
    let mut abbreviations = Vec::new();
    for (at, chunk) in chunks(text) {
        let first_line = chunk.lines().next().unwrap_or_default().trim_end();
        let span = Span::new(source, at..at + first_line.len());
        let broken = |why: String| {
            Diagnostic::at(
                Code::ReferenceBroken,
                span,
                format!("This entry cannot be read: {why}."),
            )
            .fix("check that each { has its } and each field ends in a comma")
        };
        match parse_chunk(chunk) {
            Ok(mut raw) => {
                if raw.abbreviations.iter().any(is_made_of_others) {
                    bibliography
                        .unreadable
                        .push(broken("an abbreviation cannot be made of other abbreviations".into()));
                    continue;
                }
                abbreviations.append(&mut raw.abbreviations);
                let Some(entry) = raw.entries.first() else { continue };
                let key = entry.v.key.v.to_owned();
                if let Some(first) = entries.get(&key) {
                    let problem =
                        Diagnostic::at(Code::ReferenceTwice, span, format!("The key “{key}” is defined twice."))
                            .fix("give one of the two works another key")
                            .related(Place::Words(first.span), "it is defined here first");
                    bibliography.problems.push((key, problem));
                    continue;
                }
                let parents = parents(&entry.v);
                entries.insert(
                    key,
                    Raw {
                        text: raw,
                        span,
                        parents,
                    },
                );
            }
            Err(why) => match key_of(first_line) {
                Some(key) => bibliography.problems.push((key.to_owned(), broken(why))),
                None => bibliography.unreadable.push(broken(why)),
            },
        }
    }
    for (key, entry) in &entries {
        match resolve(key, &entries, &abbreviations) {
            Ok(found) => {
                bibliography
                    .references
                    .insert(key.clone(), reference(key, entry.span, &found));
            }
            Err(why) => bibliography.problems.push((
                key.clone(),
                Diagnostic::at(
                    Code::ReferenceBroken,
                    entry.span,
                    format!("A field of “{key}” cannot be read: {why}."),
                )
                .fix("check its names, dates and numbers"),
            )),
        }
    }
}

/// The file in pieces that each begin at an `@` at the start of a line.
fn chunks(text: &str) -> Vec<(usize, &str)> {
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
    starts
        .iter()
        .copied()
        .zip(ends)
        .map(|(start, end)| (start, text[start..end].trim_end()))
        .collect()
}

/// How deep braces may nest in an entry: the parser recurses into them.
const DEEPEST_BRACES: usize = 64;

fn parse_chunk(chunk: &str) -> Result<RawBibliography<'_>, String> {
    let mut depth = 0_usize;
    for byte in chunk.bytes() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST_BRACES {
            return Err("its braces nest too deep".into());
        }
    }
    RawBibliography::parse(chunk).map_err(|error| error.kind.to_string())
}

/// The parser puts an abbreviation's value in again and again, in a circle too.
fn is_made_of_others(abbreviation: &biblatex::Pair) -> bool {
    abbreviation
        .value
        .v
        .iter()
        .any(|chunk| matches!(chunk.v, RawChunk::Abbreviation(_)))
}

fn key_of(first_line: &str) -> Option<&str> {
    let (_, rest) = first_line.split_once(['{', '('])?;
    let key = rest.trim_start();
    let end = key
        .find(|c: char| c == ',' || c == '}' || c.is_whitespace())
        .unwrap_or(key.len());
    (end > 0).then(|| &key[..end])
}

/// The entries that this one takes fields from.
fn parents(entry: &biblatex::RawEntry) -> Vec<String> {
    entry
        .fields
        .iter()
        .filter(|pair| matches!(pair.key.v.to_ascii_lowercase().as_str(), "crossref" | "xdata" | "xref"))
        .flat_map(|pair| &pair.value.v)
        .flat_map(|chunk| match chunk.v {
            RawChunk::Normal(text) | RawChunk::Abbreviation(text) => text.split(','),
        })
        .map(|key| key.trim().to_owned())
        .collect()
}

/// One entry may take fields from so many others, by way of each other: the parser follows them by calling itself.
const MOST_PARENTS: usize = 8;

/// One entry, with those that it takes fields from.
fn resolve<'t>(
    key: &str,
    entries: &BTreeMap<String, Raw<'t>>,
    abbreviations: &[biblatex::Pair<'t>],
) -> Result<Entry, String> {
    let wanted = with_parents(key, entries).ok_or("it takes fields from too many others")?;
    if wanted.iter().any(|key| reaches_itself(key, entries)) {
        return Err("its crossref and xdata fields lead in a circle".into());
    }
    let raw = RawBibliography {
        preamble: String::new(),
        entries: wanted
            .iter()
            .flat_map(|key| entries[*key].text.entries.clone())
            .collect(),
        abbreviations: abbreviations.to_vec(),
    };
    let resolved = biblatex::Bibliography::from_raw(raw).map_err(|error| error.kind.to_string())?;
    let entry = resolved.get(key).ok_or("it is not there")?;
    Entry::try_from(entry).map_err(|error| error.to_string())
}

/// An entry and all that it takes fields from; none when they are too many.
fn with_parents<'k>(key: &'k str, entries: &'k BTreeMap<String, Raw>) -> Option<BTreeSet<&'k str>> {
    let mut wanted: BTreeSet<&str> = BTreeSet::new();
    let mut open = vec![key];
    while let Some(key) = open.pop() {
        if let Some(entry) = entries.get(key)
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

fn read_yaml(source: SourceId, text: &str, bibliography: &mut Bibliography) {
    let library = match hayagriva::io::from_yaml_str(text) {
        Ok(library) => library,
        Err(error) => {
            let line = error.location().map_or(1, |place| place.line());
            let start: usize = text
                .split_inclusive('\n')
                .take(line.saturating_sub(1))
                .map(str::len)
                .sum();
            let end = start + text[start.min(text.len())..].lines().next().unwrap_or_default().len();
            bibliography.unreadable.push(
                Diagnostic::at(
                    Code::ReferenceBroken,
                    Span::new(source, start..end),
                    "The list of works cannot be read from here on.",
                )
                .fix("check the spaces at the start of the lines, and that each key has a colon and a space after it"),
            );
            return;
        }
    };
    let mut places: HashMap<&str, Span> = HashMap::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if let Some((key, _)) = line.split_once(':').filter(|_| !line.starts_with([' ', '#'])) {
            let span = Span::new(source, at..at + line.trim_end().len());
            places.insert(key.trim_matches(['"', '\'']), span);
        }
        at += line.len();
    }
    for entry in library.iter() {
        let span = places.get(entry.key()).copied().unwrap_or(Span::start_of(source));
        bibliography
            .references
            .insert(entry.key().to_owned(), reference(entry.key(), span, entry));
    }
}

/// What a plain list shows of an entry.
fn reference(key: &str, span: Span, entry: &Entry) -> Reference {
    let people = entry.authors().or_else(|| entry.editors()).unwrap_or_default();
    let parent = entry.parents().first();
    let text = |value: Option<&hayagriva::types::FormatString>| value.map(ToString::to_string);
    let publisher = entry
        .publisher()
        .or_else(|| parent?.publisher())
        .and_then(|publisher| publisher.name());
    let organization = entry.organization().or_else(|| parent?.organization());
    let doi = entry.doi().map(|doi| format!("https://doi.org/{}", bare_doi(doi)));
    let url = || entry.url_any().map(|url| url.value.to_string());
    Reference {
        key: key.to_owned(),
        span,
        names: people.iter().map(|person| person.name.clone()).collect(),
        byline: byline(people),
        year: entry.date_any().map(|date| date.year),
        title: text(entry.title()).unwrap_or_default(),
        container: parent
            .filter(|parent| *parent.entry_type() != EntryType::Web)
            .and_then(|parent| text(parent.title())),
        publisher: text(publisher).or_else(|| text(organization)),
        url: doi.or_else(url).filter(|url| url.starts_with("http")),
    }
}

fn byline(people: &[hayagriva::types::Person]) -> String {
    let names: Vec<String> = people.iter().map(|person| person.name_first(true, false)).collect();
    match names.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{}, & {last}", rest.join(", ")),
    }
}

/// A DOI without the ways in which it may be written as an address.
fn bare_doi(doi: &str) -> &str {
    let doi = doi.trim();
    [
        "https://doi.org/",
        "http://doi.org/",
        "https://dx.doi.org/",
        "http://dx.doi.org/",
        "doi:",
        "DOI:",
    ]
    .iter()
    .find_map(|prefix| doi.strip_prefix(prefix))
    .unwrap_or(doi)
    .trim_start()
    .trim_end_matches('.')
}

//! A bibliography in hayagriva's YAML.

use super::entry::plain;
use super::identifiers::{address, doi, doi_of_address};
use super::names;
use super::numbers;
use super::thesis;
use super::{LONGEST, Read, TAKE_OUT, TOO_LONG, yaml_mistakes};
use crate::compile::typography;
use crate::model::{
    Bibliography, Day, Degree, Issued, Language, Names, Period, Reference, ReferenceKind, Season, WorkTitle,
};
use crate::source::{Code, Diagnostic, SourceId, Span};
use hayagriva::Entry;
use hayagriva::citationberg::taxonomy;
use hayagriva::types::{ChunkKind, Date, EntryType, FormatString, Person, PersonRole};
use std::collections::HashMap;
use std::ops::Range;

/// Lists in lists that a person writes are three deep; the parser's time is quadratic in their depth.
const DEEPEST: usize = 64;

/// Reads a file. A mistake in it is the parser's to find, so nothing below the first is read.
pub fn read(source: SourceId, text: &str, language: &Language, bibliography: &mut Bibliography) {
    if let Some(at) = too_deep(text) {
        let message = "The list of works cannot be read: more brackets are open here than any list needs.";
        let problem = Diagnostic::at(Code::ReferenceBroken, Span::new(source, at..at + 1), message);
        bibliography
            .unreadable
            .push(problem.fix("close the brackets, or put quotes around the words that they stand in"));
        return;
    }
    let library = match hayagriva::io::from_yaml_str(text) {
        Ok(library) => library,
        Err(error) => {
            let line = error.location().map_or(1, |place| place.line());
            let mistake = yaml_mistakes::tell(text, line, &error.to_string());
            let lines = text.split_inclusive('\n').take(mistake.line.saturating_sub(1));
            let start: usize = lines.map(str::len).sum();
            let end = start + text[start.min(text.len())..].lines().next().unwrap_or_default().len();
            let message = format!("The list of works cannot be read from here on: {}.", mistake.why);
            let problem = Diagnostic::at(Code::ReferenceBroken, Span::new(source, start..end), message);
            bibliography.unreadable.push(problem.fix(mistake.fix));
            return;
        }
    };
    let places = places(text);
    for entry in library.iter() {
        let place = places.get(entry.key());
        let span = place.map_or(Span::start_of(source), |place| Span::new(source, place.line.clone()));
        if entry.key().contains(char::is_whitespace) {
            let fix = "write it without spaces, as in day2020, here and where it is cited: [@day2020]";
            bibliography.broken(entry.key(), span, "its key has a space in it", fix);
            continue;
        }
        if place.is_some_and(|place| place.length.saturating_sub(unused(entry)) > LONGEST) {
            bibliography.broken(entry.key(), span, TOO_LONG, TAKE_OUT);
            continue;
        }
        bibliography.add(Read {
            reference: reference(entry, span, language),
            doubts: Vec::new(),
        });
    }
}

/// Where an entry stands.
struct Place {
    /// The line of its key.
    line: Range<usize>,
    /// How many bytes there are from that to the next entry.
    length: usize,
}

/// The places of entries by their keys.
fn places(text: &str) -> HashMap<&str, Place> {
    let mut keys: Vec<(&str, Range<usize>)> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if let Some((key, _)) = line.split_once(':').filter(|_| !line.starts_with([' ', '#'])) {
            keys.push((key.trim_matches(['"', '\'']), at..at + line.trim_end().len()));
        }
        at += line.len();
    }
    let ends: Vec<usize> = keys.iter().skip(1).map(|(_, line)| line.start).chain([at]).collect();
    let places = keys.into_iter().zip(ends).map(|((key, line), end)| {
        let length = end - line.start;
        (key, Place { line, length })
    });
    places.collect()
}

/// How many bytes an entry has that no reference shows.
fn unused(entry: &Entry) -> usize {
    let texts = [entry.abstract_(), entry.note()];
    texts.into_iter().flatten().map(|text| text.to_string().len()).sum()
}

/// Where brackets lie too deep in each other.
fn too_deep(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    text.bytes().position(|byte| {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > DEEPEST
    })
}

fn reference(entry: &Entry, span: Span, playbook: &Language) -> Reference {
    let parent = entry.parents().first();
    // What an entry does not say of itself, the work says that it is a part of.
    macro_rules! own_or_parents {
        ($field:ident) => {
            entry
                .$field()
                .or_else(|| parent.and_then(|parent| parent.$field()))
        };
    }
    let kind = kind(entry);
    let title = entry.title().map(title).unwrap_or_default();
    let short = entry.title().and_then(|title| title.short.as_deref());
    let text = |value: &FormatString| plain(&value.to_string());
    let people = people(entry, parent);
    let publisher = own_or_parents!(publisher)
        .and_then(|publisher| publisher.name().map(text))
        .or_else(|| own_or_parents!(organization).map(text));
    let url = entry.url_any();
    let written = url.map(|url| url.value.to_string()).and_then(|url| address(&url));
    let doi = entry
        .doi()
        .and_then(doi)
        .or_else(|| written.as_deref().and_then(doi_of_address));
    let is_thesis = matches!(kind, ReferenceKind::Thesis(_));
    let event = entry
        .parents()
        .iter()
        .find(|parent| *parent.entry_type() == EntryType::Conference);
    // A site publishes a film, which is no part of it (APA 7, section 10.12, example 90).
    let host = parent.filter(|parent| {
        matches!(kind, ReferenceKind::Video | ReferenceKind::Audio) && *parent.entry_type() == EntryType::Web
    });
    let publisher = publisher.or_else(|| host.and_then(Entry::title).map(text));
    let container = parent.filter(|parent| host.is_none() && *parent.entry_type() != EntryType::Conference);
    Reference {
        key: entry.key().to_owned(),
        span,
        kind,
        is_entry: *entry.entry_type() == EntryType::Entry,
        authors: people.authors,
        handle: match entry.authors() {
            Some([author]) => author.alias.as_deref().map(plain),
            _ => None,
        },
        author_roles: people.author_roles,
        abbreviation: None,
        editors: people.editors,
        editor_role: people.editor_role,
        translators: names_of(affiliated(entry, &PersonRole::Translator)),
        book_authors: match kind {
            ReferenceKind::Chapter => names_of(parent.and_then(Entry::authors)),
            _ => Names::default(),
        },
        issued: entry
            .date_any()
            .map_or(Issued::Undated, |date| Issued::On(period(date))),
        originally: None,
        title,
        short_title: short.map(|short| WorkTitle {
            text: plain(&short.to_string()),
            ..WorkTitle::default()
        }),
        main_title: None,
        container: container.and_then(Entry::title).map(text).map(WorkTitle::from),
        edition: own_or_parents!(edition).map(ToString::to_string),
        volume: own_or_parents!(volume).map(|volume| numbers::volume(&volume.to_string())),
        issue: own_or_parents!(issue).map(|issue| numbers::issue(&issue.to_string())),
        is_advance: false,
        number: entry.serial_number().and_then(|numbers| {
            let serial = numbers.0.get("serial")?;
            Some(plain(serial))
        }),
        pages: entry.page_range().map(|pages| numbers::pages(&pages.to_string())),
        article_number: None,
        genre: match entry.genre().map(text) {
            Some(words) if is_thesis => thesis::name(&words),
            words => words,
        }
        .map(WorkTitle::from),
        attachment: None,
        school: publisher.clone().filter(|_| is_thesis),
        publisher: publisher.filter(|_| !is_thesis),
        event: event.and_then(Entry::title).map(text),
        venue: event.and_then(Entry::location).or_else(|| entry.location()).map(text),
        version: None,
        doi,
        url: written,
        accessed: url.and_then(|url| url.visit_date.as_ref()).map(|date| day(*date)),
        serial: entry.isbn().or_else(|| entry.issn()).map(str::to_owned),
        language: entry
            .language()
            .and_then(|tag| Language::from_tag(&tag.to_string()))
            .unwrap_or_else(|| playbook.clone()),
    }
}

fn title(written: &FormatString) -> WorkTitle {
    let mut title = WorkTitle::default();
    for chunk in &written.value.0 {
        let start = title.text.len();
        typography::set(&mut title.text, chunk.as_str());
        if chunk.kind != ChunkKind::Normal {
            title.kept.push(start..title.text.len());
        }
    }
    title
}

fn names_of(persons: Option<&[Person]>) -> Names {
    let list = persons.unwrap_or_default().iter().map(|person| {
        let part = |part: &Option<String>| part.clone().unwrap_or_default();
        let family = format!("{} {}", part(&person.prefix), person.name);
        names::of_parts(&family, &part(&person.given_name), &part(&person.suffix))
    });
    Names {
        list: list.collect(),
        and_others: false,
    }
}

/// Who made a work, and what they did where they did not write or edit it.
#[derive(Default)]
struct People {
    authors: Names,
    author_roles: Vec<String>,
    editors: Names,
    editor_role: Option<String>,
}

fn people(entry: &Entry, parent: Option<&Entry>) -> People {
    let authors = names_of(entry.authors());
    if let Some(editors) = entry.editors().or_else(|| parent?.editors()) {
        return People {
            authors,
            editors: names_of(Some(editors)),
            ..People::default()
        };
    }
    let (makers, role) = directors(entry);
    match parent.map(directors) {
        // Who made an episode stands before it, who makes the series with the series.
        Some((of_series, role_in_series)) if !of_series.list.is_empty() => {
            let is_written = !authors.list.is_empty();
            People {
                authors: if is_written { authors } else { makers },
                author_roles: role.filter(|_| !is_written).into_iter().collect(),
                editors: of_series,
                editor_role: role_in_series,
            }
        }
        _ => People {
            authors,
            editors: makers,
            editor_role: role,
            ..People::default()
        },
    }
}

/// Who stands in the place of the author of a film or a series, and what they did (APA 7, section 10.12).
fn directors(entry: &Entry) -> (Names, Option<String>) {
    let roles = [
        (PersonRole::Director, "director"),
        (PersonRole::Writer, "writer"),
        (PersonRole::ExecutiveProducer, "executive producer"),
        (PersonRole::Producer, "producer"),
        (PersonRole::Compiler, "compiler"),
    ];
    roles
        .iter()
        .find_map(|(role, word)| Some((names_of(Some(affiliated(entry, role)?)), Some((*word).to_owned()))))
        .unwrap_or_default()
}

fn affiliated<'e>(entry: &'e Entry, role: &PersonRole) -> Option<&'e [Person]> {
    let groups = entry.affiliated()?;
    let group = groups.iter().find(|group| group.role == *role)?;
    Some(&group.names)
}

fn kind(entry: &Entry) -> ReferenceKind {
    use ReferenceKind as Kind;
    let is_in = |wanted: EntryType| entry.parents().iter().any(|parent| *parent.entry_type() == wanted);
    match entry.entry_type() {
        EntryType::Article if is_in(EntryType::Newspaper) => Kind::NewspaperArticle,
        EntryType::Article | EntryType::Web | EntryType::Post | EntryType::Thread if is_in(EntryType::Blog) => {
            Kind::Post
        }
        EntryType::Article if is_in(EntryType::Conference) => Kind::Talk,
        EntryType::Article if is_in(EntryType::Proceedings) => Kind::Chapter,
        EntryType::Article => Kind::Article,
        EntryType::Chapter | EntryType::Anthos | EntryType::Entry => Kind::Chapter,
        EntryType::Book | EntryType::Anthology | EntryType::Reference | EntryType::Proceedings => Kind::Book,
        EntryType::Report => Kind::Report,
        EntryType::Thesis => {
            let genre = entry.genre().map(ToString::to_string).unwrap_or_default();
            Kind::Thesis(thesis::degree(&genre).unwrap_or(Degree::Doctoral))
        }
        EntryType::Web => Kind::WebPage,
        EntryType::Post | EntryType::Thread => Kind::SocialPost,
        EntryType::Blog => Kind::Post,
        EntryType::Video | EntryType::Scene => Kind::Video,
        EntryType::Audio => Kind::Audio,
        EntryType::Conference | EntryType::Performance => Kind::Talk,
        EntryType::Legislation => Kind::Law,
        EntryType::Case => Kind::Case,
        EntryType::Manuscript => Kind::Manuscript,
        EntryType::Repository => Kind::Software,
        _ => Kind::Other,
    }
}

fn period(date: &Date) -> Period {
    Period {
        start: day(*date),
        end: None,
        is_about: date.approximate,
    }
}

/// Months and days are counted from zero there.
fn day(date: Date) -> Day {
    Day {
        year: date.year,
        season: date.season.map(|season| match season {
            taxonomy::Season::Spring => Season::Spring,
            taxonomy::Season::Summer => Season::Summer,
            taxonomy::Season::Autumn => Season::Fall,
            taxonomy::Season::Winter => Season::Winter,
        }),
        month: date.month.map(|month| month + 1),
        day: date.day.map(|day| day + 1),
    }
}

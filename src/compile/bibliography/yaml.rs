//! A bibliography in hayagriva's YAML.

use super::entry::{plain, shortened};
use super::identifiers::{address, doi, doi_of_address};
use super::names;
use super::numbers;
use super::thesis;
use super::yaml_mistakes::{self, Mistake};
use super::{Doubt, LONGEST, MOST_BROKEN, Read, TAKE_OUT, TOO_LONG, yaml_fields};
use crate::compile::typography;
use crate::model::{
    Bibliography, Day, Degree, Issued, Language, Names, Period, Reference, ReferenceKind, Season, WorkTitle,
};
use crate::source::{Code, Diagnostic, SourceId, Span};
use hayagriva::citationberg::taxonomy;
use hayagriva::types::{ChunkKind, Date, EntryType, FormatString, Person, PersonRole};
use hayagriva::{Entry, Library};
use rayon::prelude::*;
use std::collections::HashMap;
use std::ops::Range;

/// Lists in lists that a person writes are three deep; the parser's time is quadratic in their depth.
const DEEPEST: usize = 64;

/// The parser looks through all keys of a text for each of them, which takes no time for so many.
const MOST_AT_ONCE: usize = 1000;

/// Reads a file, an entry at a time, so that a mistake in one takes no other with it.
pub fn read(source: SourceId, text: &str, language: &Language, bibliography: &mut Bibliography) {
    if let Some(at) = too_deep(text) {
        let message = "The list of works cannot be read: more brackets are open here than any list needs.";
        let problem = Diagnostic::at(Code::ReferenceBroken, Span::new(source, at..at + 1), message);
        bibliography
            .unreadable
            .push(problem.fix("close the brackets, or put quotes around the words that they stand in"));
        return;
    }
    let pieces = pieces(text);
    let parsed: Vec<_> = pieces
        .par_iter()
        .map(|piece| parse(source, text, &piece.range))
        .collect();
    let is_broken = parsed.iter().any(Result::is_err);
    // What is no entry alone may be one with the others: words in quotes go on at the margin, or a value is that of another.
    let whole = (is_broken && pieces.len() <= MOST_AT_ONCE).then(|| parse(source, text, &(0..text.len())));
    if let Some(Ok(whole)) = whole {
        let places: HashMap<&str, &Piece> = pieces.iter().map(|piece| (piece.key, piece)).collect();
        let place = |key: &str| places.get(key).copied();
        add(source, whole, place, language, bibliography);
        return;
    }
    let mut broken = 0;
    for (piece, parsed) in pieces.iter().zip(parsed) {
        match parsed {
            Ok(parsed) => add(source, parsed, |_| Some(piece), language, bibliography),
            Err(_) if broken >= MOST_BROKEN => broken += 1,
            Err((span, Mistake { why, fix, .. })) => {
                broken += 1;
                let is_own = (piece.line.start..piece.own_end).contains(&(span.start as usize));
                let key = if is_own { piece.key } else { "" };
                bibliography.broken(key, span, &why, fix);
            }
        }
    }
    bibliography.more_broken(Span::start_of(source), broken, "YAML");
}

/// Entries that were read, and what of them was not.
struct Parsed {
    library: Library,
    unread: Vec<(String, Diagnostic)>,
}

fn parse(source: SourceId, text: &str, range: &Range<usize>) -> Result<Parsed, (Span, Mistake)> {
    let piece = &text[range.clone()];
    let library = hayagriva::io::from_yaml_str(piece).map_err(|error| {
        let line = error.location().map_or(1, |place| place.line());
        let mistake = yaml_mistakes::tell(piece, line, &error.to_string());
        let lines = piece.split_inclusive('\n').take(mistake.line.saturating_sub(1));
        let start: usize = lines.map(str::len).sum();
        let length = piece[start.min(piece.len())..].lines().next().unwrap_or_default().len();
        let start = range.start + start;
        (Span::new(source, start..start + length), mistake)
    })?;
    let unread = yaml_fields::unread(piece).into_iter().map(|(key, place, doubt)| {
        let place = range.start + place.start..range.start + place.end;
        (key, doubt.at(Span::new(source, place)))
    });
    let unread = unread.collect();
    Ok(Parsed { library, unread })
}

/// Adds entries, each with the place of its key.
fn add<'p, 't: 'p>(
    source: SourceId,
    parsed: Parsed,
    place: impl Fn(&str) -> Option<&'p Piece<'t>>,
    language: &Language,
    bibliography: &mut Bibliography,
) {
    for entry in parsed.library.iter() {
        let place = place(entry.key());
        let span = place.map_or(Span::start_of(source), |place| Span::new(source, place.line.clone()));
        if entry.key().contains(char::is_whitespace) {
            let fix = "write it without spaces, as in day2020, here and where it is cited: [@day2020]";
            bibliography.broken(entry.key(), span, "its key has a space in it", fix);
        } else if place.is_some_and(|place| place.length().saturating_sub(unused(entry)) > LONGEST) {
            bibliography.broken(entry.key(), span, TOO_LONG, TAKE_OUT);
        } else if let Some(first) = bibliography.references.get(entry.key()).map(|first| first.span) {
            bibliography.twice(entry.key(), span, first);
        } else {
            let mut doubts = Vec::new();
            let reference = reference(entry, span, language, &mut doubts);
            bibliography.add(Read { reference, doubts });
        }
    }
    bibliography.problems.extend(parsed.unread);
}

/// An entry as it stands in the file.
struct Piece<'t> {
    key: &'t str,
    /// The line of its key.
    line: Range<usize>,
    /// From that to the next entry; of the first, with what stands before it.
    range: Range<usize>,
    /// Where words at the margin are that are no key: what follows may be of a work whose key is broken, and whom that is for is not known.
    own_end: usize,
}

impl Piece<'_> {
    fn length(&self) -> usize {
        self.range.end - self.line.start
    }
}

/// The entries of a file. Where there is none, all of it is one without a key.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if let Some(key) = key_of(line) {
            let start = if let Some(last) = pieces.last_mut() {
                last.range.end = at;
                at
            } else {
                0
            };
            pieces.push(Piece {
                key,
                line: at..at + line.trim_end().len(),
                range: start..text.len(),
                own_end: text.len(),
            });
        } else if let Some(last) = pieces.last_mut().filter(|_| line.starts_with(is_word)) {
            last.own_end = last.own_end.min(at);
        }
        at += line.len();
    }
    if pieces.is_empty() {
        pieces.push(Piece {
            key: "",
            line: 0..text.lines().next().unwrap_or_default().len(),
            range: 0..text.len(),
            own_end: text.len(),
        });
    }
    pieces
}

/// Whether words may begin with a sign that is none of YAML's own.
fn is_word(c: char) -> bool {
    !c.is_whitespace() && !"#-?@[]{},&*!|>%`".contains(c)
}

/// The key of an entry that begins with a line: words at the margin, with a colon and nothing or a space behind it.
fn key_of(line: &str) -> Option<&str> {
    let line = line.trim_end();
    let end = line.match_indices(':').map(|(at, _)| at).find(|at| {
        let rest = &line[at + 1..];
        rest.is_empty() || rest.starts_with([' ', '\t'])
    })?;
    line.starts_with(is_word)
        .then(|| line[..end].trim_end().trim_matches(['"', '\'']))
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

fn reference(entry: &Entry, span: Span, playbook: &Language, doubts: &mut Vec<Doubt>) -> Reference {
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
    doubts.extend(unshown(entry, doi.is_some(), written.is_some()));
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

/// What is said of an entry's words that are not what they should be: where they give no DOI or address, or not the persons who were meant.
fn unshown(entry: &Entry, has_doi: bool, has_address: bool) -> Vec<Doubt> {
    let doi = entry.doi().filter(|_| !has_doi);
    let address = entry.url_any().filter(|_| !has_address).map(|url| url.value.as_str());
    let persons = [entry.authors(), entry.editors()];
    [
        unusable(doi, "DOI", "doi: \"10.1086/461445\""),
        unusable(address, "web address", "url: \"https://example.org/page\""),
        persons.into_iter().find_map(|persons| run_together(persons?)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What is said of persons who are read as one, or of one who is read as two.
fn run_together(persons: &[Person]) -> Option<Doubt> {
    let fix = "put each person into quotes, in brackets, as in [\"Lee, Ann\", \"Kim, Bo\"]";
    let parts = |person: &Person| [person.given_name.clone(), person.suffix.clone()].into_iter().flatten();
    let has_and = |person: &&Person| parts(person).any(|part| part.contains(" and ") || part.contains(" & "));
    if let Some(person) = persons.iter().find(has_and) {
        let message = format!("The names behind “{}” are read as those of one person.", person.name);
        return Some(Doubt::new(message, fix));
    }
    // Of two groups, at least one mostly has more than a word, or capitals.
    let is_word = |person: &Person| {
        let name = &person.name;
        let is_plain = name.chars().skip(1).all(char::is_lowercase) && name.chars().count() > 1;
        is_plain && parts(person).next().is_none() && person.prefix.is_none()
    };
    let [first, second] = persons else { return None };
    (is_word(first) && is_word(second)).then(|| {
        let message = format!(
            "“{}” and “{}” are read as two authors with one name each.",
            first.name, second.name
        );
        Doubt::new(message, fix)
    })
}

/// What is said of words that are not what they should be.
fn unusable(words: Option<&str>, what: &str, example: &str) -> Option<Doubt> {
    let message = format!("“{}” is no {what}, so it is not shown.", shortened(words?));
    Some(Doubt::new(
        message,
        format!("write it as in {example}, or delete the line"),
    ))
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

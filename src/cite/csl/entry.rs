//! A work as hayagriva has it.

use crate::model::{Day, Issued, Name, Names, Reference, ReferenceKind, WorkTitle};
use hayagriva::Entry;
use hayagriva::types::{
    ChunkKind, ChunkedString, Date, EntryType, FormatString, MaybeTyped, Person, PersonRole, PersonsWithRoles,
    Publisher, QualifiedUrl,
};
use std::str::FromStr;
use url::Url;

/// The entry of a work, with the journal, book or site that it is part of as its parent.
pub fn entry(reference: &Reference) -> Entry {
    let (own, parent) = types(reference);
    let mut entry = Entry::new(&reference.key, own);
    entry.set_title(title(&reference.title));
    if !reference.authors.list.is_empty() {
        entry.set_authors(persons(&reference.authors));
    }
    if !reference.translators.list.is_empty() {
        let translators = PersonsWithRoles::new(persons(&reference.translators), PersonRole::Translator);
        entry.set_affiliated(vec![translators]);
    }
    if let Issued::On(period) = reference.issued {
        let mut date = date(period.start);
        date.approximate = period.is_about;
        entry.set_date(date);
    }
    let publisher = match reference.kind {
        ReferenceKind::Thesis(_) => &reference.school,
        _ => &reference.publisher,
    };
    if let Some(genre) = &reference.genre {
        entry.set_genre(words(&genre.text));
    }
    if let Some(number) = &reference.number {
        entry.set_keyed_serial_number("serial", number.clone());
    }
    if let Some(doi) = &reference.doi {
        entry.set_doi(doi.clone());
    } else if let Some(url) = reference.url.as_deref().and_then(|url| Url::parse(url).ok()) {
        entry.set_url(QualifiedUrl::new(url, reference.accessed.map(date)));
    }
    if let Some(pages) = &reference.pages {
        entry.set_page_range(typed(pages));
    }
    let mut whole = parent.map(|kind| Entry::new(&reference.key, kind));
    if let (Some(container), Some(whole)) = (&reference.container, &mut whole) {
        whole.set_title(words(&container.text));
    }
    // What is told of the whole stands with it, else with the work itself.
    let bearer = whole.as_mut().unwrap_or(&mut entry);
    if let Some(publisher) = publisher {
        bearer.set_publisher(Publisher::new(Some(words(publisher)), None));
    }
    if !reference.editors.list.is_empty() {
        bearer.set_editors(persons(&reference.editors));
    }
    if let Some(volume) = &reference.volume {
        bearer.set_volume(typed(volume));
    }
    if let Some(issue) = &reference.issue {
        bearer.set_issue(typed(issue));
    }
    if let Some(edition) = reference.edition.as_ref().filter(|edition| *edition != "1") {
        bearer.set_edition(typed(edition));
    }
    if let (Some(event), Some(bearer)) = (&reference.event, &mut whole) {
        bearer.set_title(words(event));
        if let Some(venue) = &reference.venue {
            bearer.set_location(words(venue));
        }
    }
    if let Some(whole) = whole {
        entry.set_parents(vec![whole]);
    }
    entry
}

fn types(reference: &Reference) -> (EntryType, Option<EntryType>) {
    use ReferenceKind as Kind;
    match reference.kind {
        Kind::Article | Kind::MagazineArticle => (EntryType::Article, Some(EntryType::Periodical)),
        Kind::NewspaperArticle => (EntryType::Article, Some(EntryType::Newspaper)),
        Kind::Book => (EntryType::Book, None),
        Kind::Chapter => (EntryType::Chapter, Some(EntryType::Book)),
        Kind::Report => (EntryType::Report, None),
        Kind::Thesis(_) => (EntryType::Thesis, None),
        Kind::WebPage | Kind::SocialPost if reference.container.is_some() => (EntryType::Web, Some(EntryType::Web)),
        Kind::WebPage | Kind::SocialPost => (EntryType::Web, None),
        Kind::Post => (EntryType::Article, Some(EntryType::Blog)),
        Kind::Video | Kind::Film if reference.container.is_some() => (EntryType::Video, Some(EntryType::Video)),
        Kind::Video | Kind::Film => (EntryType::Video, None),
        Kind::Audio if reference.container.is_some() => (EntryType::Audio, Some(EntryType::Audio)),
        Kind::Audio => (EntryType::Audio, None),
        Kind::Talk => (EntryType::Article, Some(EntryType::Conference)),
        Kind::Manuscript => (EntryType::Manuscript, None),
        Kind::Dataset | Kind::Software => (EntryType::Repository, None),
        Kind::Law => (EntryType::Legislation, None),
        Kind::Case => (EntryType::Case, None),
        Kind::Other => (EntryType::Misc, None),
    }
}

/// A title. What stands in braces keeps its case, and so does a word with a capital letter inside: `MetLife`.
fn title(title: &WorkTitle) -> FormatString {
    let mut value = ChunkedString::new();
    let mut at = 0;
    for word in title.text.split_inclusive(' ') {
        let place = at..at + word.len();
        let has_capital_inside = word.chars().skip(1).any(char::is_uppercase);
        let kind = if title.keeps(&place) || (has_capital_inside && !word.contains('-')) {
            ChunkKind::Verbatim
        } else {
            ChunkKind::Normal
        };
        value.push_str(word, kind);
        at = place.end;
    }
    FormatString { value, short: None }
}

fn words(text: &str) -> FormatString {
    FormatString::with_value(text)
}

/// A number or range where it is one, else its words.
fn typed<T: FromStr>(text: &str) -> MaybeTyped<T> {
    let written = text.replace('–', "-");
    match T::from_str(&written) {
        Ok(value) => MaybeTyped::Typed(value),
        Err(_) => MaybeTyped::String(text.to_owned()),
    }
}

fn persons(names: &Names) -> Vec<Person> {
    names.list.iter().map(person).collect()
}

fn person(name: &Name) -> Person {
    let part = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Person {
        name: name.family.clone(),
        given_name: part(&name.given),
        prefix: None,
        suffix: part(&name.suffix),
        comma_suffix: false,
        alias: None,
    }
}

/// Months and days are counted from zero there.
fn date(day: Day) -> Date {
    Date {
        year: day.year,
        month: day.month.map(|month| month - 1),
        day: day.day.map(|day| day - 1),
        approximate: false,
        // Chicago would have it in a text too: “Winter/2020”.
        season: None,
    }
}

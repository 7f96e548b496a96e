//! Fields of a work in YAML that have no such name, so that the parser drops what they say in silence.
//!
//! What fields there are is told by hayagriva's description of its format (`docs/file-format.md`) and, in the last place, by what its
//! types read (`src/lib.rs` and `src/types/` of version 0.10). Its parser keeps no places, so the names are read once more, here.

use super::{Doubt, WRONG_NAME};
use crate::source::nearest;
use saphyr_parser::{Event, Parser};
use std::borrow::Cow;
use std::ops::Range;

/// What the values of a field are made of.
enum Shape {
    /// The whole file: works by their keys.
    Works,
    Fields(&'static [(&'static str, &'static Shape)]),
    Words,
}

static WORK: Shape = Shape::Fields(&[
    ("type", &Shape::Words),
    ("title", &TEXT),
    ("author", &PERSON),
    ("date", &DATE),
    ("editor", &PERSON),
    ("affiliated", &AFFILIATED),
    ("publisher", &PUBLISHER),
    ("location", &TEXT),
    ("organization", &TEXT),
    ("issue", &Shape::Words),
    ("chapter", &Shape::Words),
    ("volume", &Shape::Words),
    ("volume-total", &Shape::Words),
    ("edition", &Shape::Words),
    ("page-range", &Shape::Words),
    ("page-total", &Shape::Words),
    ("time-range", &TIMES),
    ("runtime", &Shape::Words),
    ("url", &ADDRESS),
    ("serial-number", &NUMBERS),
    ("serial", &NUMBERS),
    ("language", &Shape::Words),
    ("archive", &TEXT),
    ("archive-location", &TEXT),
    ("call-number", &TEXT),
    ("note", &TEXT),
    ("abstract", &TEXT),
    ("genre", &TEXT),
    ("parent", &WORK),
]);

static TEXT: Shape = Shape::Fields(&[("value", &TEXT), ("short", &TEXT), ("verbatim", &Shape::Words)]);

static PERSON: Shape = Shape::Fields(&[
    ("name", &Shape::Words),
    ("given-name", &Shape::Words),
    ("prefix", &Shape::Words),
    ("suffix", &Shape::Words),
    ("comma-suffix", &Shape::Words),
    ("alias", &Shape::Words),
]);

static AFFILIATED: Shape = Shape::Fields(&[("names", &PERSON), ("role", &Shape::Words)]);

static PUBLISHER: Shape = Shape::Fields(&[("name", &TEXT), ("location", &TEXT)]);

static ADDRESS: Shape = Shape::Fields(&[("value", &Shape::Words), ("date", &DATE)]);

static DATE: Shape = Shape::Fields(&[
    ("year", &Shape::Words),
    ("month", &Shape::Words),
    ("day", &Shape::Words),
    ("approximate", &Shape::Words),
    ("season", &Shape::Words),
]);

static TIMES: Shape = Shape::Fields(&[("start", &Shape::Words), ("end", &Shape::Words)]);

/// The parser reads other names too; no reference has a place for them.
static NUMBERS: Shape = Shape::Fields(&[
    ("doi", &Shape::Words),
    ("isbn", &Shape::Words),
    ("issn", &Shape::Words),
    ("pmid", &Shape::Words),
    ("pmcid", &Shape::Words),
    ("arxiv", &Shape::Words),
    ("serial", &Shape::Words),
]);

/// What BibTeX and other lists call fields of a work, and where this form has them.
const OF_OTHER_FORMS: [(&[&str], &str); 12] = [
    (&["year", "issued"], "write it as in date: 2020"),
    (&["pages", "page"], "write it as in page-range: 3-9"),
    (
        &["doi", "DOI", "isbn", "ISBN", "issn", "ISSN"],
        "write it in the serial number, as in serial-number: { doi: \"10.1086/461445\" }",
    ),
    (
        &["journal", "journaltitle", "newspaper", "magazine", "container-title"],
        "write it as the title of what the work is part of, as in parent: { type: periodical, title: The Reading Teacher }",
    ),
    (
        &["booktitle"],
        "write it as the title of what the work is part of, as in parent: { type: book, title: A Handbook }",
    ),
    (
        &["website", "site"],
        "write it as the title of what the work is part of, as in parent: { type: web, title: Edutopia }",
    ),
    (
        &["institution", "school", "university"],
        "write it as in organization: Loyola University Chicago",
    ),
    (
        &["address", "publisher-place", "place"],
        "write it with the publisher, as in publisher: { name: School Press, location: Boston }",
    ),
    (
        &["urldate", "accessed", "access-date", "visited"],
        "write it with the address, as in url: { value: \"https://example.org/page\", date: 2026-10-01 }",
    ),
    (
        &["number"],
        "write that of a journal as in issue: 3, and any other as in serial-number: \"12\"",
    ),
    (
        &["translator", "director", "illustrator", "producer"],
        "write it as in affiliated: { role: translator, names: [\"Lee, Ann\"] }",
    ),
    (
        &["subtitle"],
        "write it behind the title, as in title: \"On trust: A study\"",
    ),
];

/// A list or a map that has begun.
struct Open<'t> {
    shape: &'static Shape,
    /// The field that it is the value of; none of a work.
    holder: Option<Cow<'t, str>>,
    is_map: bool,
    /// Of a map, whose value comes next.
    next: Option<(Cow<'t, str>, &'static Shape)>,
}

/// Names in a list that can be read which are not: each with the key of its work and its place.
pub fn unread(text: &str) -> Vec<(String, Range<usize>, Doubt)> {
    let places: Vec<usize> = text.char_indices().map(|(place, _)| place).collect();
    let place = |index: usize| places.get(index).copied().unwrap_or(text.len());
    let mut found = Vec::new();
    let mut key: Cow<str> = Cow::default();
    let mut open: Vec<Open> = Vec::new();
    let mut parser = Parser::new_from_str(text);
    while let Some(Ok((event, written))) = parser.next_event() {
        let (is_map, name) = match event {
            Event::SequenceEnd | Event::MappingEnd => {
                open.pop();
                continue;
            }
            Event::Scalar(words, ..) => (None, words),
            Event::Alias(_) => (None, Cow::default()),
            Event::SequenceStart(..) => (Some(false), Cow::default()),
            Event::MappingStart(..) => (Some(true), Cow::default()),
            _ => continue,
        };
        let (shape, holder) = match open.last_mut() {
            None => (&Shape::Works, None),
            Some(list) if !list.is_map => (list.shape, list.holder.clone()),
            Some(map) => {
                if let Some((name, shape)) = map.next.take() {
                    (shape, Some(name).filter(|_| !matches!(map.shape, Shape::Works)))
                } else {
                    let shape = match map.shape {
                        Shape::Works => {
                            key.clone_from(&name);
                            Some(&WORK)
                        }
                        Shape::Fields(fields) => {
                            fields.iter().find(|(known, _)| *known == name).map(|(_, shape)| *shape)
                        }
                        Shape::Words => Some(&Shape::Words),
                    };
                    if let (None, Shape::Fields(fields)) = (shape, map.shape) {
                        let range = place(written.start.index())..place(written.end.index());
                        found.push((
                            key.to_string(),
                            range,
                            doubt(&key, map.holder.as_deref(), &name, fields),
                        ));
                    }
                    map.next = Some((name, shape.unwrap_or(&Shape::Words)));
                    // A name is words; what is none has nothing that is read.
                    (&Shape::Words, None)
                }
            }
        };
        if let Some(is_map) = is_map {
            open.push(Open {
                shape,
                holder,
                is_map,
                next: None,
            });
        }
    }
    found
}

/// What is said of a name that is none of `fields`, those of a work or of what it has in its field `holder`.
fn doubt(key: &str, holder: Option<&str>, name: &str, fields: &[(&'static str, &Shape)]) -> Doubt {
    let place = holder.map(|holder| format!(" in its “{holder}”")).unwrap_or_default();
    let message = format!("“{key}” has a field “{name}”{place}, which is not read");
    let names = fields.iter().map(|(known, _)| *known);
    let is_of_work = holder.is_none_or(|holder| holder == "parent");
    let elsewhere = OF_OTHER_FORMS
        .iter()
        .find(|(others, _)| is_of_work && others.contains(&name));
    if let Some((_, fix)) = elsewhere {
        return Doubt::new(message + ".", *fix);
    }
    match nearest(name, names.clone()) {
        Some(meant) => Doubt::new(format!("{message}; “{meant}” is."), WRONG_NAME),
        None => {
            let names: Vec<&str> = names.collect();
            Doubt::new(
                message + ".",
                format!("delete it, or write what it says into one of: {}", names.join(", ")),
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Shape, WORK, unread};
    use hayagriva::Entry;
    use hayagriva::types::EntryType;

    /// One more field in a later version of the parser would be called unknown here.
    #[test]
    fn the_fields_are_those_of_the_parser() {
        let yaml = "a:
  type: book
  title: { value: A, short: B, verbatim: true }
  author: { name: A, given-name: B, prefix: c, suffix: D, comma-suffix: true, alias: E }
  date: { year: 2020, month: 1, day: 1, approximate: true, season: 1 }
  editor: A
  affiliated: { names: A, role: translator }
  publisher: { name: A, location: B }
  location: A
  organization: A
  issue: 1
  chapter: 1
  volume: 1
  volume-total: 1
  edition: 1
  page-range: 1-2
  page-total: 1
  time-range: { start: \"00:10\", end: \"00:20\" }
  runtime: \"00:10\"
  url: { value: \"https://example.org/\", date: 2020 }
  serial-number: { doi: 1, isbn: 1, issn: 1, pmid: 1, pmcid: 1, arxiv: 1, serial: 1 }
  language: en
  archive: A
  archive-location: A
  call-number: A
  note: A
  abstract: A
  genre: A
  parent: { title: B }
";
        let library = hayagriva::io::from_yaml_str(yaml).expect("it is read");
        let entry = library.get("a").expect("it is there");
        let Shape::Fields(fields) = &WORK else {
            panic!("a work has fields")
        };
        for (name, _) in *fields {
            let is_apart = ["type", "parent", "serial"].contains(name);
            assert!(is_apart || entry.has(name), "{name}");
        }
        assert!(unread(yaml).is_empty());
        // In its own words the parser has a key besides, and one name for the two of serial numbers.
        let shown = format!("{:?}", Entry::new("a", EntryType::Book));
        let of_parser = shown.matches(": ").count() - 1;
        assert_eq!(of_parser, fields.len() - 1, "{shown}");
    }

    #[test]
    fn names_that_no_field_has_are_found_wherever_they_stand() {
        for (yaml, names) in [
            ("a:\n  tilte: X\n  \"autor\": Y\n", vec!["tilte", "\"autor\""]),
            ("a: { type: book, Title: X }\n", vec!["Title"]),
            (
                "a:\n  parent:\n    - titel: X\n    - parent: { tilte: Y }\n",
                vec!["titel", "tilte"],
            ),
            ("a:\n  author:\n    - { nmae: X }\n    - Y\n", vec!["nmae"]),
            ("a:\n  title: { value: X, shrot: Y }\n", vec!["shrot"]),
            (
                "a:\n  affiliated: [ { role: writer, nmaes: [ { nam: X } ] } ]\n",
                vec!["nmaes"],
            ),
            ("é:\n  títle: é\n  url: { valeu: é }\n", vec!["títle", "valeu"]),
            ("a: &b { tilte: X }\nc: *b\nd: { titel: X }\n", vec!["tilte", "titel"]),
        ] {
            let found = unread(yaml);
            let found: Vec<&str> = found.iter().map(|(_, range, _)| &yaml[range.clone()]).collect();
            assert_eq!(found, names, "{yaml}");
        }
    }
}

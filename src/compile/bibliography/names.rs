//! The names on a work.

use super::Doubt;
use super::entry::plain;
use crate::model::{Name, Names};
use biblatex::{Chunk, ChunksRef, Person, Spanned, Type};

/// The people and groups of a field, in their order.
pub fn names(chunks: ChunksRef, doubts: &mut Vec<Doubt>) -> Names {
    let persons = Vec::<Person>::from_chunks(chunks).unwrap_or_default();
    let mut names = Names::default();
    for person in &persons {
        let is_others = person.name == "others" && person.given_name.is_empty();
        if is_others {
            names.and_others = true;
        } else if !(person.name.is_empty() && person.given_name.is_empty()) {
            names.list.push(name(person));
        }
    }
    if has_unbraced_group(chunks) {
        let all: Vec<&str> = names.list.iter().map(|name| name.family.as_str()).collect();
        doubts.push(Doubt {
            message: format!(
                "A group among the authors is read as a person whose family name is “{}”.",
                all.last().copied().unwrap_or_default()
            ),
            fix: "put the whole name of the group in braces of its own: author = {{National Education Association}}",
        });
    }
    names
}

fn name(person: &Person) -> Name {
    let family = if person.prefix.is_empty() {
        plain(&person.name)
    } else {
        plain(&format!("{} {}", person.prefix, person.name))
    };
    if family.is_empty() {
        return Name::group(plain(&person.given_name));
    }
    Name {
        family,
        given: plain(&person.given_name),
        suffix: plain(&person.suffix),
    }
}

/// Whether a name without a comma holds a word that people's names do not have and groups' names do.
fn has_unbraced_group(chunks: ChunksRef) -> bool {
    const WORDS: [&str; 22] = [
        "Academy",
        "Agency",
        "Alliance",
        "Association",
        "Board",
        "Bureau",
        "Center",
        "Centre",
        "Coalition",
        "College",
        "Commission",
        "Committee",
        "Council",
        "Department",
        "District",
        "Foundation",
        "Institute",
        "Laboratory",
        "Ministry",
        "Organization",
        "Partnership",
        "University",
    ];
    let free: String = chunks
        .iter()
        .filter_map(|Spanned { v, .. }| match v {
            Chunk::Normal(text) => Some(text.as_str()),
            Chunk::Verbatim(_) | Chunk::Math(_) => None,
        })
        .collect();
    free.split(" and ")
        .filter(|name| !name.contains(',') && name.contains(' '))
        .any(|name| name.split_whitespace().any(|word| WORDS.contains(&word)))
}

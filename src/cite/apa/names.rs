//! Names, in citations (APA 7, sections 8.14 and 8.17 to 8.20) and in lists (9.8 to 9.12).

use super::distinctions::Distinction;
use super::source;
use super::title_case::title_case;
use crate::cite::RichText;
use crate::model::{Name, Names, Reference, ReferenceKind};

/// A list has so many names; from one more, the first nineteen and the last (9.8).
const MOST_NAMES: usize = 20;

/// Who is named in a text; a work without an author by its title (8.14). `joint` is `&` or `and`.
pub fn in_text(reference: &Reference, distinction: &Distinction, joint: &str) -> RichText {
    let names = reference.credited();
    let shown = |at: usize| {
        let name = &names.list[at];
        if at == 0 && distinction.with_initials {
            with_initials(name)
        } else {
            name.family.clone()
        }
    };
    let text = match names.list.len() {
        0 => return title_in_text(reference),
        1 if names.and_others => format!("{} et al.", shown(0)),
        1 => shown(0),
        2 if !names.and_others => format!("{} {joint} {}", shown(0), shown(1)),
        count if distinction.names + 1 >= count && !names.and_others && distinction.names > 1 => {
            let all: Vec<String> = (0..count).map(shown).collect();
            series(&all, joint)
        }
        count => {
            let written = distinction.names.min(count);
            let some: Vec<String> = (0..written).map(shown).collect();
            if written == 1 {
                format!("{} et al.", some[0])
            } else {
                format!("{}, et al.", some.join(", "))
            }
        }
    };
    RichText::plain(text)
}

/// `J. M. Taylor`.
pub fn with_initials(name: &Name) -> String {
    let initials = name.initials();
    if initials.is_empty() {
        name.family.clone()
    } else {
        format!("{initials} {}", name.family)
    }
}

/// `A, B, & C`.
fn series(names: &[String], joint: &str) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [one, other] => format!("{one} {joint} {other}"),
        [rest @ .., last] => format!("{}, {joint} {last}", rest.join(", ")),
    }
}

/// A title in the place of an author: in title case, in italics where it stands alone and in quotation marks where it
/// is a part; that of a law as it is, that of a decision as it is and in italics (8.14, 11.4, 11.5).
fn title_in_text(reference: &Reference) -> RichText {
    let title = source::shown(reference);
    let title = reference.short_title.as_ref().unwrap_or(&title);
    let mut text = RichText::default();
    match reference.kind {
        ReferenceKind::Law => {
            text.push(&title.text);
            return text;
        }
        ReferenceKind::Case => {
            text.push_italic(&title.text);
            return text;
        }
        _ => {}
    }
    let mut words = title_case(title, &reference.language);
    if reference.short_title.is_none()
        && let Some((main, _)) = words.split_once(": ")
    {
        words.truncate(main.len());
    }
    if words.is_empty() {
        words.clone_from(&reference.key);
    }
    if is_quoted(reference) {
        // Quotation marks within quotation marks are single (6.7).
        text.push("“");
        text.push_reversed(&words.replace('“', "‘").replace('”', "’"), false, &title.italic);
        text.push("”");
    } else {
        text.push_reversed(&words, true, &title.italic);
    }
    text
}

/// Whether a text names the work by its title, in quotation marks.
pub fn is_quoted(reference: &Reference) -> bool {
    reference.credited().list.is_empty() && !reference.stands_alone() && !reference.kind.is_legal()
}

/// Whether all names are those of the same people. Initials count, since one entry writes `Day, C.` and the next
/// `Day, Christopher`; of others who are not named none knows.
pub fn are_same(one: &Names, other: &Names) -> bool {
    let people = |names: &Names| -> Vec<(String, String, String)> {
        let parts = names.list.iter().map(|name| {
            let suffix = name.suffix.trim_end_matches('.');
            (name.family.clone(), name.initials(), suffix.to_owned())
        });
        parts.collect()
    };
    let are_named = |names: &Names| !names.list.is_empty() && !names.and_others;
    are_named(one) && are_named(other) && people(one) == people(other)
}

/// The names that a list begins an entry with, and what they did, `(Eds.)`.
pub fn in_list(reference: &Reference) -> Option<RichText> {
    let names = reference.credited();
    let mut written: Vec<String> = names.list.iter().map(inverted).collect();
    let roles = &reference.author_roles;
    let has_role_each = roles.len() > 1 && roles.len() == reference.authors.list.len();
    if has_role_each {
        for (name, role) in written.iter_mut().zip(roles) {
            *name = format!("{name} ({})", in_capitals(role));
        }
    }
    // A name on a network stands behind the one that it belongs to (10.15).
    if let (Some(handle), [name]) = (&reference.handle, written.as_mut_slice()) {
        *name = format!("{name} [{handle}]");
    }
    let mut text = match written.as_slice() {
        [] => return None,
        some if names.and_others => format!("{}, et al.", some.join(", ")),
        [one] => one.clone(),
        [first @ .., last] if written.len() <= MOST_NAMES => format!("{}, & {last}", first.join(", ")),
        [.., last] => format!("{}, . . . {last}", written[..MOST_NAMES - 1].join(", ")),
    };
    let role = if has_role_each {
        None
    } else if reference.authors.list.is_empty() {
        Some(editors_role(reference))
    } else {
        authors_role(reference)
    };
    if let Some(role) = role {
        text = format!("{text} ({role})");
    }
    Some(RichText::plain(text))
}

/// What all authors did, where it was not writing: who made a film is its director, and the people of a podcast are its
/// hosts (10.12, 10.13).
fn authors_role(reference: &Reference) -> Option<String> {
    let is_podcast = || {
        let genre = reference.genre.as_ref().map(|genre| genre.text.to_lowercase());
        let are_people = reference.authors.list.iter().all(|name| !name.given.is_empty());
        are_people && genre.is_some_and(|genre| genre.contains("podcast"))
    };
    let role = match (reference.author_roles.first(), reference.kind) {
        (Some(role), _) => role.as_str(),
        (None, ReferenceKind::Film) => "director",
        (None, ReferenceKind::Audio) if is_podcast() => "host",
        (None, _) => return None,
    };
    Some(in_full(role, &reference.authors))
}

/// What the editors did: `Ed.`, `Eds.`, `Ed. & Trans.`, and for another role its word.
pub fn editors_role(reference: &Reference) -> String {
    let role = match &reference.editor_role {
        Some(role) => in_full(role, &reference.editors),
        None if reference.editors.are_many() => "Eds.".into(),
        None => "Ed.".into(),
    };
    if editors_translate(reference) {
        format!("{role} & Trans.")
    } else {
        role
    }
}

/// Whether the editors are the translators too, and are named once for both.
pub fn editors_translate(reference: &Reference) -> bool {
    are_same(&reference.editors, &reference.translators)
}

/// A role that has no abbreviation (9.50), with a capital letter for each word: `Executive Producers` (9.10).
fn in_full(role: &str, people: &Names) -> String {
    let words = in_capitals(role);
    if !people.are_many() {
        return words;
    }
    // Each of several roles is of many: `Writers & Directors`.
    let each: Vec<String> = words.split(" & ").map(|role| format!("{role}s")).collect();
    each.join(" & ")
}

fn in_capitals(role: &str) -> String {
    let words: Vec<String> = role.split_whitespace().map(with_capital).collect();
    words.join(" ")
}

fn with_capital(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters.as_str().chars()).collect()
}

/// `King, M. L., Jr.`
fn inverted(name: &Name) -> String {
    let mut text = name.family.clone();
    for part in [&name.initials(), &name.suffix] {
        if !part.is_empty() {
            text.push_str(", ");
            text.push_str(part);
        }
    }
    text
}

/// Names after the title, which are not inverted: `K. Leithwood & P. Hallinger`.
pub fn in_order(names: &Names) -> Option<String> {
    let written: Vec<String> = names
        .list
        .iter()
        .map(|name| match name.suffix.as_str() {
            "" => with_initials(name),
            suffix => format!("{}, {suffix}", with_initials(name)),
        })
        .collect();
    match written.as_slice() {
        [] => None,
        [one] if names.and_others => Some(format!("{one} et al.")),
        some if names.and_others => Some(format!("{}, et al.", some.join(", "))),
        some => Some(series(some, "&")),
    }
}

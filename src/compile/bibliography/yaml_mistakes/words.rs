//! Words of a work in YAML that cannot be what stands in their place: types, dates, addresses, roles, keys and fields twice.

use super::{Mistake, field, is_quoted, quoted};
use crate::source::nearest;

/// What hayagriva calls works.
const TYPES: [&str; 30] = [
    "article",
    "chapter",
    "entry",
    "anthos",
    "report",
    "thesis",
    "web",
    "scene",
    "artwork",
    "patent",
    "case",
    "newspaper",
    "legislation",
    "manuscript",
    "post",
    "misc",
    "performance",
    "periodical",
    "proceedings",
    "book",
    "blog",
    "reference",
    "conference",
    "anthology",
    "repository",
    "thread",
    "video",
    "audio",
    "exhibition",
    "original",
];

/// Words that cannot be what stands in their place.
pub fn tell(lines: &[&str], line: usize, error: &str) -> Option<Mistake> {
    let value = || field(lines.get(line - 1)?).map(|(_, value)| value);
    if let Some(mistake) = unknown_role(lines, error).or_else(|| bare_parent(lines, line, error)) {
        return Some(mistake);
    }
    if error.contains("unknown variant") || error.contains("untagged enum") {
        let from = line - 1;
        let (at, word) = lines.get(from..)?.iter().enumerate().find_map(|(number, text)| {
            let word = unknown_type(text)?;
            Some((line + number, word))
        })?;
        let fix = match nearest(word, TYPES) {
            Some(meant) => format!("did you mean “{meant}”?"),
            None => "write what the work is: article, book, chapter, report, thesis, web, post, video or audio".into(),
        };
        return Some(Mistake::at(at, format!("“{word}” is no type of a work"), fix));
    }
    if error.contains("date format unknown") {
        let why = format!("“{}” is no date", value()?);
        return Some(Mistake::at(line, why, "write the date as 2020, 2020-10 or 2020-10-31"));
    }
    if error.contains("URL") {
        let why = format!("“{}” is no web address", value()?);
        return Some(Mistake::at(
            line,
            why,
            "write the whole of it, as in https://example.org/page",
        ));
    }
    if let Some((_, key)) = error.split_once("duplicate key ") {
        let key = key.split(" at line ").next()?;
        let begins = |text: &str| text.strip_prefix(key).is_some_and(|rest| rest.starts_with(':'));
        let at = lines.iter().rposition(|text| begins(text))?;
        let why = format!("the key “{key}” is defined twice");
        return Some(Mistake::at(at + 1, why, "give one of the two works another key"));
    }
    if let Some((_, rest)) = error.split_once("duplicate field `") {
        let name = rest.split('`').next()?;
        let is_named = |text: &&str| field(text).is_some_and(|(found, _)| found == name);
        let number = lines[line - 1..]
            .iter()
            .enumerate()
            .filter(|(_, text)| is_named(text))
            .nth(1)?
            .0;
        let why = format!("the work has “{name}” twice");
        return Some(Mistake::at(line + number, why, "delete one of the two"));
    }
    if let Some((_, rest)) = error.split_once("no entry type for `") {
        let why = format!("“{}” has no type", rest.split('`').next()?);
        return Some(Mistake::at(line, why, "add a line that says what it is: type: book"));
    }
    None
}

/// What someone did for a work, in a word that is none of those for it; the parser names these.
fn unknown_role(lines: &[&str], error: &str) -> Option<Mistake> {
    let (_, rest) = error.split_once("unknown variant `")?;
    let mut words = rest.split('`').step_by(2);
    let (word, roles) = (words.next()?, words.collect::<Vec<_>>());
    let at = lines
        .iter()
        .position(|line| line.contains("role:") && line.contains(word))?;
    let fix = match nearest(word, roles.iter().copied()) {
        Some(meant) => format!("did you mean “{meant}”?"),
        None => format!("write one of: {}", roles.join(", ")),
    };
    roles
        .contains(&"translator")
        .then(|| Mistake::at(at + 1, format!("“{word}” is nothing that people do for a work"), fix))
}

/// A parent that is only the name of what a work is part of.
fn bare_parent(lines: &[&str], line: usize, error: &str) -> Option<Mistake> {
    let is_words = |value: &str| !value.is_empty() && !value.starts_with(['{', '[', '*', '&', '#']);
    let (number, value) = lines[line - 1..].iter().enumerate().find_map(|(number, text)| {
        let (name, value) = field(text)?;
        (name == "parent" && is_words(value)).then_some((number, value))
    })?;
    error.contains("untagged enum").then(|| {
        let value = if is_quoted(value) {
            value.to_owned()
        } else {
            quoted(value)
        };
        let fix = format!("write parent: {{ type: periodical, title: {value} }}");
        Mistake::at(
            line + number,
            "what a work is part of has fields, and here are only words",
            fix,
        )
    })
}

/// The word behind `type:` where hayagriva has no such type; the type may stand in braces among others.
fn unknown_type(line: &str) -> Option<&str> {
    let line = line.trim();
    let starts = line.match_indices("type:").map(|(at, _)| at);
    let mut starts = starts.filter(|at| line[..*at].is_empty() || line[..*at].ends_with([' ', '{', ',']));
    starts.find_map(|at| {
        let word = line[at + "type:".len()..].trim_start();
        let word = word.split([',', '}', '#']).next()?.trim().trim_matches(['"', '\'']);
        // A capital for the first letter is read too.
        let is_known = TYPES
            .iter()
            .any(|known| word.get(1..) == Some(&known[1..]) && known.eq_ignore_ascii_case(word));
        (!word.is_empty() && !is_known).then_some(word)
    })
}

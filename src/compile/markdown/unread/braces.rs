//! Braces that are shown as words: ids where none is read, and what other programs read in them.

use super::pasted;
use crate::compile::markdown::ids;
use crate::compile::markdown::weave::{Weaver, may_end_in_id};
use crate::compile::whom_for::{hides, meant_for_readers};
use crate::source::Code;
use comrak::nodes::Node;
use std::ops::Range;

/// What a person wrote in braces is no longer, in bytes.
const LONGEST: usize = 200;

/// What is said of what was meant to hide a part of a text.
pub const HIDES_NOTHING: (&str, &str) = (
    "This hides nothing: a whole page or answer is for the team, and no part of it by itself.",
    "put what is for the team into a page of its own, with audience = \"team\" between its lines +++",
);

/// Reports the braces of a text, whose place is looked for from `from` on.
pub fn report(weaver: &mut Weaver, node: Node<'_>, text: &str, mut from: usize) {
    for (at, _) in text.match_indices('{') {
        let end = text.floor_char_boundary(at + LONGEST);
        let Some((inside, _)) = text[at + 1..end].split_once('}') else {
            continue;
        };
        let braces = &text[at..at + inside.len() + 2];
        if let Some(name) = id_in(inside) {
            // Where a line is no item, that is the mistake.
            if !pasted::is_told(weaver, node) {
                let place = weaver.positions.find(braces, from);
                from = place.end;
                let behind = weaver.positions.rest_of_line(from);
                let behind = weaver.positions.passage.text[behind].trim();
                let is_id_behind = behind
                    .strip_prefix('{')
                    .and_then(|rest| rest.strip_suffix('}'))
                    .and_then(id_in);
                if is_id_behind.is_some() && may_end_in_id(node, &weaver.scan.openings) {
                    let message =
                        "Each question, task or heading has one id, the last in its line; this one is shown as words.";
                    weaver.report(Code::IdMisplaced, place, message, "delete one of the two");
                } else {
                    report_id(weaver, inside, name, place);
                }
            }
        } else if let Some((key, value)) = meant_by(inside) {
            let place = weaver
                .positions
                .find_as_written(braces, from)
                .unwrap_or_else(|| weaver.positions.rest_of_line(from));
            from = place.end;
            let id = inside.split_whitespace().find_map(|word| word.strip_prefix('#'));
            report_attribute(weaver, (&key, &value), id, place);
        } else if is_id(inside)
            && at + braces.len() == text.trim_end().len()
            && may_end_in_id(node, &weaver.scan.openings)
        {
            let place = weaver.positions.find(braces, from);
            from = place.end;
            report_without_sign(weaver, inside, place);
        }
    }
    report_other_brackets(weaver, node, text, from);
}

/// The id that braces hold.
fn id_in(inside: &str) -> Option<&str> {
    let name = inside.trim().strip_prefix('#')?.trim();
    is_id(name).then_some(name)
}

fn is_id(name: &str) -> bool {
    let is_of_id = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    name.starts_with(char::is_alphabetic) && name.chars().all(is_of_id)
}

fn report_id(weaver: &mut Weaver, inside: &str, name: &str, place: Range<usize>) {
    if inside
        .trim()
        .strip_prefix('#')
        .is_some_and(|id| id.starts_with(char::is_whitespace))
    {
        let message = "There is a space behind this #, so the id is shown as words.";
        weaver.report(Code::IdMisplaced, place, message, format!("write {}", as_id(name)));
        return;
    }
    weaver.report(
        Code::IdMisplaced,
        place,
        "An id is read at the very end of a question, a task or a heading; here it is shown as words.",
        format!(
            "put {} behind the last word of one of these, with nothing after it; to show it as it is, write `{{#{name}}}`",
            as_id(name)
        ),
    );
}

/// Reports braces with a single word where an id may stand: `{norms}`.
fn report_without_sign(weaver: &mut Weaver, name: &str, place: Range<usize>) {
    if let Some((message, fix)) = hides_nothing("class", name) {
        weaver.report(Code::BlockAttribute, place, message, fix);
        return;
    }
    let message = "An id begins with a #; without it these braces are shown as words.";
    let fix = format!("write {}; to show them as they are, write `{{{name}}}`", as_id(name));
    weaver.report(Code::IdMisplaced, place, message, fix);
}

/// The id that a name was meant to be, in its braces.
fn as_id(name: &str) -> String {
    format!("{{#{}}}", ids::usable(name).as_deref().unwrap_or(name))
}

/// What is said of a key and a value that were meant to hide what they stand behind; none when they were not.
pub fn hides_nothing(key: &str, value: &str) -> Option<(&'static str, &'static str)> {
    let is_for_some = match key {
        "class" => hides("audience", value) || hides(value, "true"),
        key => meant_for_readers(key).is_some() || hides(key, value),
    };
    is_for_some.then_some(HIDES_NOTHING)
}

/// As [`hides_nothing`], of all that stands in the braces of an id.
pub fn hides_nothing_beside_id(inside: &str) -> Option<(&'static str, &'static str)> {
    let mut words = inside.split_whitespace().filter_map(meant_by);
    words.find_map(|(key, value)| hides_nothing(&key, &value))
}

/// The key and the value that the inside of braces was meant to give to what they stand behind: `{width=50%}`, `{.unnumbered}`,
/// `{: .team}`.
fn meant_by(inside: &str) -> Option<(String, String)> {
    let is_quote = |c: char| matches!(c, '"' | '\'' | '“' | '”' | '‘' | '’');
    let is_key = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let words = inside.trim_start_matches(':').split_whitespace();
    words.filter(|word| !word.starts_with('#')).find_map(|word| {
        if let Some(class) = word.strip_prefix('.') {
            return is_id(class).then(|| ("class".into(), class.to_owned()));
        }
        let (key, value) = word.split_once('=')?;
        let value = value.trim_matches(is_quote);
        (!key.is_empty() && key.chars().all(is_key) && !value.is_empty()).then(|| (key.to_owned(), value.to_owned()))
    })
}

fn report_attribute(weaver: &mut Weaver, (key, value): (&str, &str), id: Option<&str>, place: Range<usize>) {
    if let Some((message, fix)) = hides_nothing(key, value) {
        weaver.report(Code::BlockAttribute, place, message, fix);
    } else if let Some(id) = id {
        let message = "Beside an id nothing else is read here, so these braces are shown as words.";
        weaver.report(Code::IdMisplaced, place, message, format!("write {}", as_id(id)));
    } else {
        let message = "These braces are read by other programs; here they are shown as words.";
        weaver.report(
            Code::MarkupUnread,
            place,
            message,
            "delete them; to show them as they are, put them between backquotes",
        );
    }
}

/// An id in other brackets, where one may stand: `(#who)`, `｛#who｝`.
fn report_other_brackets(weaver: &mut Weaver, node: Node<'_>, text: &str, from: usize) {
    let words = text.trim_end();
    let open = match words.chars().next_back() {
        Some(')') => "(#",
        Some('｝') => "｛#",
        _ => return,
    };
    let Some(at) = words.rfind(open).filter(|_| may_end_in_id(node, &weaver.scan.openings)) else {
        return;
    };
    let name = words[at + open.len()..].trim_end_matches([')', '｝']);
    if is_id(name) {
        let place = weaver.positions.find(&words[at..], from);
        let message = "An id stands in curly braces; in other brackets it is shown as words.";
        weaver.report(Code::IdMisplaced, place, message, format!("write {}", as_id(name)));
    }
}

#[cfg(test)]
mod tests {
    use super::{id_in, meant_by};

    #[test]
    fn an_id_and_what_is_none() {
        assert_eq!(id_in("#who"), Some("who"));
        assert_eq!(id_in("# who "), Some("who"));
        for inside in ["who", "#3", "#a b", "#", ".who"] {
            assert_eq!(id_in(inside), None, "{inside}");
        }
    }

    #[test]
    fn what_other_programs_read_in_braces() {
        for (braces, key, value) in [
            ("width=50%", "width", "50%"),
            (".unnumbered", "class", "unnumbered"),
            (": .team", "class", "team"),
            ("audience=“team”", "audience", "team"),
            ("x audience=team", "audience", "team"),
            ("#id .staff", "class", "staff"),
        ] {
            assert_eq!(meant_by(braces), Some((key.into(), value.into())), "{braces}");
        }
        for braces in ["draft", "1, 2", "", ".", "a = b", "...", "#id"] {
            assert_eq!(meant_by(braces), None, "{braces}");
        }
    }
}

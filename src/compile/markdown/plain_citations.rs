//! Citations that were typed as plain words, `(Day et al., 2020)` or `Day et al. (2020)`.
//!
//! Whether they name a work is known when there is a bibliography to hold them against; here they are told by their
//! shape alone: parentheses with a year in them, and names before it.

use super::links;
use super::weave::{CITATION, Weaver};
use crate::model::{CitationForm, PlainCitation, PlainWork};
use comrak::nodes::{Node, NodeValue};
use std::ops::Range;

/// No citation that a person typed is longer, in bytes.
const LONGEST: usize = 400;

/// Keeps what looks like a citation in a text, with its place.
pub fn note(weaver: &mut Weaver, node: Node<'_>, text: &str) {
    let mut from = None;
    for found in find(text) {
        let start = *from.get_or_insert_with(|| weaver.start(node));
        let begins_text = text[..found.range.start].trim().is_empty();
        let words = &text[found.range];
        let exactly = weaver.positions.find_as_written(words, start);
        from = Some(exactly.as_ref().map_or(start, |range| range.end));
        let range = exactly.unwrap_or_else(|| weaver.positions.rest_of_line(start));
        weaver.plain_citations.push(PlainCitation {
            span: weaver.positions.span(range),
            form: found.form,
            needs_name: found.needs_name && (!begins_text || links::begins_sentence(node)),
            after: citation_before(node).filter(|_| begins_text),
            works: found.works,
        });
    }
}

/// What a citation in square brackets says that stands right before a text.
fn citation_before(node: Node<'_>) -> Option<String> {
    match &node.previous_sibling()?.data().value {
        NodeValue::Link(link) if link.url == CITATION => Some(link.title.clone()),
        _ => None,
    }
}

struct Found {
    range: Range<usize>,
    form: CitationForm,
    needs_name: bool,
    works: Vec<PlainWork>,
}

fn find(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(open) = text[from..].find('(').map(|at| from + at) {
        from = open + 1;
        let end = text.floor_char_boundary(from + LONGEST);
        let Some(length) = text[from..end]
            .find(['(', ')'])
            .filter(|at| text[from + at..].starts_with(')'))
        else {
            continue;
        };
        let inside = &text[from..from + length];
        let close = from + length + 1;
        if let Some((year, locator)) = year(inside) {
            let start = names_before(&text[..open]);
            let names = text[start..open].trim_end();
            if !names.is_empty() {
                found.push(Found {
                    range: start..close,
                    form: CitationForm::Narrative,
                    needs_name: false,
                    works: vec![PlainWork {
                        names: names.to_owned(),
                        year: year.to_owned(),
                        locator: locator.to_owned(),
                    }],
                });
            }
        } else {
            let works: Vec<PlainWork> = inside.split(';').filter_map(work).collect();
            if !works.is_empty() {
                found.push(Found {
                    range: open..close,
                    form: CitationForm::Parenthetical,
                    needs_name: needs_name(&text[..open]),
                    works,
                });
            }
        }
        from = close;
    }
    found
}

/// `Day et al., 2020, p. 3`
fn work(part: &str) -> Option<PlainWork> {
    let mut commas = part.match_indices(',').map(|(at, _)| at);
    let (at, (year, locator)) = commas.find_map(|at| Some((at, year(part[at + 1..].trim())?)))?;
    Some(PlainWork {
        names: part[..at].trim().to_owned(),
        year: year.to_owned(),
        locator: locator.to_owned(),
    })
}

/// `2020a, p. 3`: the year, and a place that follows the comma; a second year is none.
fn year(text: &str) -> Option<(&str, &str)> {
    let (year, rest) = text
        .split_once(',')
        .map_or((text, ""), |(year, rest)| (year, rest.trim()));
    let year = year.trim();
    let is_year = |text: &str| {
        let figures = text.strip_suffix(|c: char| c.is_ascii_lowercase()).unwrap_or(text);
        figures.len() == 4
            && figures.bytes().all(|b| b.is_ascii_digit())
            && ["18", "19", "20"].iter().any(|century| figures.starts_with(century))
    };
    let locator = if rest.split(',').any(|part| is_year(part.trim())) {
        ""
    } else {
        rest
    };
    (year == "n.d." || is_year(year)).then_some((year, locator))
}

/// Where the names begin that a text ends with: words with a capital letter, and what joins them.
fn names_before(text: &str) -> usize {
    const JOINTS: [&str; 15] = [
        "and", "&", "et", "al.", "al", "of", "for", "the", "van", "von", "der", "den", "de", "la", "on",
    ];
    let from = text.ceil_char_boundary(text.len().saturating_sub(LONGEST));
    let mut start = text.len();
    for word in text[from..].split_inclusive(' ').rev() {
        let bare = word.trim();
        let ends_sentence = bare.ends_with(['.', '!', '?', ':', ';']) && !matches!(bare, "al.");
        let is_name = bare.starts_with(char::is_uppercase) || JOINTS.contains(&bare);
        if ends_sentence || !is_name {
            break;
        }
        start -= word.len();
    }
    start
}

/// Whether the sentence needs a name where the parentheses stand: after `according to`, or at its beginning.
fn needs_name(before: &str) -> bool {
    const BEFORE_A_NAME: [&str; 8] = ["to", "by", "from", "of", "in", "per", "with", "as"];
    let before = before.trim_end();
    if before.is_empty() || before.ends_with(['.', '!', '?']) {
        return true;
    }
    let last = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    BEFORE_A_NAME.contains(&last.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<(&str, bool, Vec<String>)> {
        find(text)
            .into_iter()
            .map(|found| {
                let works = found.works.iter();
                let works = works.map(|work| format!("{}|{}|{}", work.names, work.year, work.locator));
                (&text[found.range], found.needs_name, works.collect())
            })
            .collect()
    }

    #[test]
    fn shapes_of_citations() {
        let one = |whole, needs_name, work: &str| vec![(whole, needs_name, vec![work.to_owned()])];
        assert_eq!(
            told("It is safe (Day et al., 2020)."),
            one("(Day et al., 2020)", false, "Day et al.|2020|")
        );
        assert_eq!(
            told("According to (Day et al., 2020, p. 3), it is."),
            one("(Day et al., 2020, p. 3)", true, "Day et al.|2020|p. 3")
        );
        assert_eq!(
            told("Research by Jung and Sheldon (2020a) shows"),
            one("Jung and Sheldon (2020a)", false, "Jung and Sheldon|2020a|")
        );
        assert_eq!(
            told("Many do (see Fullan, 2014; Cox & Mullen, 2023)."),
            [(
                "(see Fullan, 2014; Cox & Mullen, 2023)",
                false,
                vec!["see Fullan|2014|".to_owned(), "Cox & Mullen|2023|".to_owned()]
            )]
        );
    }

    #[test]
    fn words_in_parentheses_are_no_citations() {
        for text in [
            "We met (in the fall of 2020).",
            "the year (2020) was long",
            "a list (one, two, three)",
            "(",
            "((((",
            "(2020",
            "in room 7 (1234)",
        ] {
            assert!(told(text).is_empty(), "{text}");
        }
    }
}

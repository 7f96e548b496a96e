//! Citations that are not read as they were meant: the fix is made of their own keys.

use crate::compile::markdown::weave::{CITATION, Weaver};
use crate::compile::markdown::{citations, links, locators};
use crate::model::Citation;
use crate::source::Code;
use comrak::arena_tree;
use comrak::nodes::{Node, NodeValue};
use std::ops::Range;

/// Brackets that a person wrote around a name are no farther away.
const NEAR: usize = 500;

/// Reports what is wrong around a name in running text; one mistake each.
pub fn report_name(weaver: &mut Weaver, text: &str, name: &Range<usize>, citation: &Citation, place: Range<usize>) {
    let (before, after) = (&text[..name.start], &text[name.end..]);
    if let Some(inside) = in_brackets(before, after) {
        report_half_read(weaver, inside, place);
    } else if before.ends_with('(') && after.starts_with(')') {
        report_in_parentheses(weaver, &text[name.clone()], place);
    } else if citation.in_parentheses.is_none() {
        report_place_behind(weaver, &text[name.clone()], after, citation, place);
    }
}

/// The words before and after a name that stand in square brackets with it.
fn in_brackets<'t>(before: &'t str, after: &'t str) -> Option<(&'t str, &'t str)> {
    let before = &before[before.ceil_char_boundary(before.len().saturating_sub(NEAR))..];
    let after = &after[..after.floor_char_boundary(NEAR)];
    let open = before.rfind('[').filter(|at| !before[*at..].contains(']'))?;
    let close = after.find(']').filter(|at| !after[..*at].contains('['))?;
    Some((&before[open + 1..], &after[..close]))
}

/// A name in brackets that are no citation as a whole.
fn report_half_read(weaver: &mut Weaver, (before, after): (&str, &str), place: Range<usize>) {
    let name = weaver.positions.passage.text[place.clone()].to_owned();
    let inside = format!("{before}{name}{after}");
    let works: Vec<&str> = inside
        .split(';')
        .map(str::trim)
        .filter(|work| !work.is_empty())
        .collect();
    let joined = works.join("; ");
    let fix = if citations::is_group(&joined) {
        format!("take away the semicolon that divides nothing: [{joined}]")
    } else {
        format!("write [{name}, p. 3; @another], or put other words before or after: [see {name}, emphasis added]")
    };
    weaver.report(
        Code::CitationUnread,
        place,
        "These brackets are not read as a citation, since not every part between semicolons names a work.",
        fix,
    );
}

/// A name that is all that stands in parentheses: it has its own around the year.
fn report_in_parentheses(weaver: &mut Weaver, name: &str, place: Range<usize>) {
    // `@key [p. 3; @other]` is `@key, p. 3; @other` in one pair of brackets.
    let inside = match name.split_once('[') {
        Some((key, place)) => format!("{}, {}", key.trim_end(), place.trim_end_matches(']')),
        None => name.to_owned(),
    };
    weaver.report(
        Code::CitationUnread,
        place,
        "A name in running text has its year in parentheses, so these around both make two pairs.",
        format!("write square brackets in place of the parentheses: [{inside}]"),
    );
}

/// The page behind a name in running text, which is read within brackets alone: `@day2020, p. 3`.
fn report_place_behind(weaver: &mut Weaver, name: &str, after: &str, citation: &Citation, place: Range<usize>) {
    let is_bare = matches!(citation.works.as_slice(), [work] if work.locator.is_none() && work.suffix.is_empty());
    let Some(locator) = locators::behind_name(after).filter(|_| is_bare) else {
        return;
    };
    weaver.report(
        Code::CitationUnread,
        place,
        format!("“{locator}” stands behind this citation and not in it, so it does not stand with the year."),
        format!("write it in square brackets: {name} [{locator}]"),
    );
}

/// Two works in one pair of brackets that no semicolon divides.
pub fn report_two_in_one(weaver: &mut Weaver, label: &str, place: Range<usize>) {
    let keys: Vec<&str> = citations::written_keys(label).collect();
    let is_secondary = ["cited in", "quoted in"].iter().any(|words| label.contains(words));
    let fix = match divided(label) {
        _ if is_secondary => {
            let first = keys.first().copied().unwrap_or_default();
            let words = label.replacen(first, "Name, year", 1);
            format!("only the work that you have read is cited by its key; name the other in words: [{words}]")
        }
        Some(label) => format!("write [{label}]"),
        None => format!("write [{}], each with the words that belong to it", keys.join("; ")),
    };
    weaver.report(
        Code::CitationUnread,
        place,
        "Two works in one pair of brackets are divided by a semicolon; here the second is left as words.",
        fix,
    );
}

/// The works of a label divided by semicolons, where it is plain which words belong to which.
fn divided(label: &str) -> Option<String> {
    const JOINTS: [&str; 5] = [",", ";", " and", " &", " or"];
    let mut starts: Vec<usize> = Vec::new();
    for key in citations::written_keys(label) {
        let from = starts.last().map_or(0, |start| start + 1);
        starts.push(from + label[from..].find(key)?);
    }
    // What stands before the first key belongs to it.
    *starts.first_mut()? = 0;
    let ends = starts.iter().copied().skip(1).chain([label.len()]);
    let parts = starts.iter().copied().zip(ends).map(|(start, end)| {
        let mut part = label[start..end].trim();
        while let Some(shorter) = JOINTS.iter().find_map(|joint| part.strip_suffix(joint)) {
            part = shorter.trim_end();
        }
        part
    });
    let parts: Vec<&str> = parts.collect();
    let are_whole = parts.iter().all(|part| citations::is_work_with_place(part));
    are_whole.then(|| parts.join("; "))
}

/// Citations in pairs of brackets of their own with nothing between them but marks, of which a reader sees as many parentheses: told
/// at the last of them.
pub fn report_beside(weaver: &mut Weaver, node: Node<'_>, place: Range<usize>) {
    /// More than a person writes.
    const MOST: usize = 8;
    if neighbour(node, arena_tree::Node::next_sibling).is_some() {
        return;
    }
    let mut labels = own_labels(node);
    let mut at = node;
    while let Some(before) = neighbour(at, arena_tree::Node::previous_sibling).filter(|_| labels.len() < MOST) {
        labels.splice(0..0, own_labels(before));
        at = before;
    }
    // What is told of one of them comes first.
    let names_others = |label: &String| citations::written_keys(label).count() > label.split(';').count();
    if labels.len() > 1 && !labels.iter().any(names_others) {
        let fix = format!("write one pair of brackets: [{}]", labels.join("; "));
        weaver.report(
            Code::CitationUnread,
            place,
            "This citation stands right behind another, so each has parentheses of its own.",
            fix,
        );
    }
}

/// What stands in the brackets of a citation. In `[@one][@two]` the parser takes the first pair for the words of the second.
fn own_labels(node: Node<'_>) -> Vec<String> {
    let data = node.data();
    let NodeValue::Link(link) = &data.value else {
        return Vec::new();
    };
    let words = links::plain_text(node);
    let is_other = citations::is_group(&words) && links::letters(&words) != links::letters(&link.title);
    let before = is_other.then_some(words);
    let labels = before.into_iter().chain([link.title.clone()]);
    labels
        .map(|label| label.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect()
}

/// The citation beside a node with nothing but marks between.
fn neighbour<'a>(node: Node<'a>, next: fn(Node<'a>) -> Option<Node<'a>>) -> Option<Node<'a>> {
    let is_between = |node: &Node<'_>| match &node.data().value {
        NodeValue::Text(text) => text.trim_matches([' ', '.', ',', ';']).is_empty(),
        NodeValue::SoftBreak => true,
        _ => false,
    };
    let mut beside = next(node);
    while let Some(between) = beside.filter(is_between) {
        beside = next(between);
    }
    beside.filter(|node| matches!(&node.data().value, NodeValue::Link(link) if link.url == CITATION))
}

#[cfg(test)]
mod tests {
    use super::divided;

    #[test]
    fn works_that_no_semicolon_divides() {
        for (label, works) in [
            ("@day2020, @kim2019", Some("@day2020; @kim2019")),
            ("@day2020,@kim2019", Some("@day2020; @kim2019")),
            ("@day2020 and @kim2019", Some("@day2020; @kim2019")),
            (
                "see @day2020, p. 3, and @kim2019, pp. 1-2",
                Some("see @day2020, p. 3; @kim2019, pp. 1-2"),
            ),
            ("@a, @b & @c", Some("@a; @b; @c")),
            ("@day2020, but see @kim2019", None),
        ] {
            assert_eq!(divided(label).as_deref(), works, "{label}");
        }
    }
}

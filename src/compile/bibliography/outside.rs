//! References that were pasted into the file as they stand in a list, outside of any entry, where nothing is read.
//!
//! BibTeX takes what stands there for comments, and programs write such; so only lines are told that look like a reference.

use super::Doubt;
use super::lines::Lines;
use crate::model::Bibliography;
use crate::source::SourceId;

/// So many are told: more are one mistake.
const MOST: usize = 5;

/// Tells of references in a text whose entries begin and end at `pieces`.
pub fn report(source: SourceId, text: &str, pieces: &[(usize, usize)], lines: &Lines, bibliography: &mut Bibliography) {
    let first = pieces.first().map_or(text.len(), |(start, _)| *start);
    let behind = pieces.iter().filter_map(|(start, end)| {
        let length = entry_length(&text[*start..*end])?;
        Some((start + length, *end))
    });
    let mut told = 0;
    for (start, end) in std::iter::once((0, first)).chain(behind) {
        for (number, line) in text[start..end].lines().enumerate() {
            if !is_reference(line) || told == MOST {
                continue;
            }
            told += 1;
            let message = "This reference stands in no entry, so it is not read.";
            let fix = "describe the work in an entry, as in @book{day2020, author = {…}, title = {…}}";
            let problem = Doubt::new(message, fix).at(lines.span(source, start, number));
            bibliography.problems.push((String::new(), problem));
        }
    }
}

/// How long the entry is that a piece begins with; none where its end is not found.
fn entry_length(piece: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let end = piece.bytes().position(|byte| {
        let was_open = depth > 0;
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        was_open && depth == 0
    })?;
    Some(end + 1)
}

/// Whether a line is as a reference in a list: words, and a year in parentheses among them.
fn is_reference(line: &str) -> bool {
    const FEWEST_WORDS: usize = 6;
    let line = line.trim();
    let is_comment = line.starts_with(['%', '#', '/', '@']);
    let has_year = line.match_indices('(').any(|(at, _)| {
        let inside = &line[at + 1..];
        let is_year = inside.len() > 3 && inside.bytes().take(4).all(|byte| byte.is_ascii_digit());
        is_year || inside.starts_with("n.d.") || inside.starts_with("in press")
    });
    !is_comment && has_year && line.split_whitespace().count() >= FEWEST_WORDS
}

#[cfg(test)]
mod tests {
    use super::{entry_length, is_reference};

    #[test]
    fn references_and_other_lines() {
        assert!(is_reference(
            "Day, C. (2020). Successful school leadership. Education Development Trust."
        ));
        assert!(is_reference("Lee, A. (n.d.). What we read at school. School Press."));
        for line in [
            "",
            "Encoding: UTF-8",
            "% Day, C. (2020). Successful school leadership again.",
            "works (2020)",
        ] {
            assert!(!is_reference(line), "{line}");
        }
        assert_eq!(entry_length("@book{a, title = {B}} and more"), Some(21));
        assert_eq!(entry_length("@book{a, title = {B}"), None);
    }
}

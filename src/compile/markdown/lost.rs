//! What was written and is not in the tree: the parser passes over it in silence.

use super::fences::Scan;
use super::weave::Weaver;
use crate::source::{Code, Diagnostic, Diagnostics, Passage};
use comrak::nodes::{Node, NodeValue};
use std::collections::{HashMap, HashSet};

/// A name that a person gave to a link is no longer, in bytes.
const LONGEST_NAME: usize = 200;

/// Reports what was written and is not in the tree.
pub fn report(scan: &Scan, root: Node<'_>, passage: &Passage, seen: &HashSet<usize>, diagnostics: &mut Diagnostics) {
    for (index, opening) in scan.openings.iter().enumerate() {
        if !seen.contains(&index) {
            diagnostics.push(
                Diagnostic::at(
                    Code::BlockMisplaced,
                    passage.span(opening.range.clone()),
                    "This block is not read as one, because of what stands right above it.",
                )
                .fix("put an empty line before it, and no HTML around it"),
            );
        }
    }
    report_definitions(scan, passage, diagnostics);
    if !scan.footnotes.is_empty() {
        report_footnotes(scan, root, passage, diagnostics);
    }
}

/// A line that the parser takes for the address of links elsewhere in the text: without any, its words are gone.
fn report_definitions(scan: &Scan, passage: &Passage, diagnostics: &mut Diagnostics) {
    if scan.definitions.is_empty() {
        return;
    }
    let text = passage.text.to_lowercase();
    let mut mentions: HashMap<&str, usize> = HashMap::new();
    for (at, _) in text.match_indices('[') {
        if let Some((name, _)) = text[at + 1..text.floor_char_boundary(at + LONGEST_NAME)].split_once(']') {
            *mentions.entry(name).or_default() += 1;
        }
    }
    for (name, _) in &scan.definitions {
        if let Some(count) = mentions.get_mut(name.to_lowercase().as_str()) {
            *count = count.saturating_sub(1);
        }
    }
    for (name, range) in &scan.definitions {
        if mentions.get(name.to_lowercase().as_str()).copied().unwrap_or_default() == 0 {
            diagnostics.push(
                Diagnostic::at(
                    Code::DefinitionUnused,
                    passage.span(range.clone()),
                    format!("This line says where a link “{name}” leads, and there is none, so the line is not shown."),
                )
                .fix(format!("to have it shown, leave out the brackets: {name}: …")),
            );
        }
    }
}

fn report_footnotes(scan: &Scan, root: Node<'_>, passage: &Passage, diagnostics: &mut Diagnostics) {
    let used: HashSet<String> = root
        .descendants()
        .filter_map(|node| match &node.data().value {
            NodeValue::FootnoteDefinition(footnote) => Some(footnote.name.to_lowercase()),
            _ => None,
        })
        .collect();
    let mut seen_names: HashSet<String> = HashSet::new();
    // Of several with one name the last is shown.
    for (name, range) in scan.footnotes.iter().rev() {
        if !seen_names.insert(name.to_lowercase()) {
            diagnostics.push(
                Diagnostic::at(
                    Code::FootnoteUnused,
                    passage.span(range.clone()),
                    format!("There is another footnote called “{name}” below, so this one is not shown."),
                )
                .fix("give it another name, here and where the text points to it"),
            );
        } else if !used.contains(&name.to_lowercase()) {
            diagnostics.push(
                Diagnostic::at(
                    Code::FootnoteUnused,
                    passage.span(range.clone()),
                    "Nothing in the text points to this footnote, so it is not shown.",
                )
                .fix(format!("write [^{name}] where the footnote belongs, or delete it")),
            );
        }
    }
}

/// Reports the cells of a row that the head of its table has no column for: they are left out (GFM, 4.10).
pub fn report_cells(weaver: &mut Weaver, row: Node<'_>) {
    let columns = row.children().count();
    let start = weaver.start(row);
    let line = weaver.positions.rest_of_line(start);
    let written = cells(&weaver.positions.passage.text[line.clone()]);
    if written == 1 && columns > 1 && !weaver.positions.passage.text[line.clone()].contains('|') {
        let message = "This line stands right below a table, so it is shown as a row of it.";
        let fix = "put an empty line before it; for a row, write | between its cells";
        weaver.report(Code::TableCells, line, message, fix);
    } else if written > columns {
        let message =
            format!("This row has {written} cells and the head of its table {columns}, so the last are not shown.");
        let fix = "give the head as many cells as the longest row has, or write \\| where no cell ends";
        weaver.report(Code::TableCells, line, message, fix);
    }
}

/// How many cells a row has: signs between them count, but for one at each end.
pub fn cells(row: &str) -> usize {
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let mut escaped = false;
    let mut ends = Vec::new();
    for (at, byte) in row.bytes().enumerate() {
        if byte == b'|' && !escaped {
            ends.push(at);
        }
        escaped = byte == b'\\' && !escaped;
    }
    let closes = ends.last().is_some_and(|last| last + 1 == row.len());
    ends.len() + usize::from(!closes)
}

#[cfg(test)]
mod tests {
    use super::cells;

    #[test]
    fn cells_end_at_signs_that_are_not_escaped() {
        for (row, count) in [
            ("| a | b |", 2),
            ("a | b", 2),
            ("| a | b", 2),
            ("|a|\\||", 2),
            ("| a |", 1),
            ("||", 1),
        ] {
            assert_eq!(cells(row), count, "{row}");
        }
    }
}

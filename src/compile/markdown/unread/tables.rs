//! Rows of a table that is none (GFM 0.29, 4.10): a table is a head, a line of hyphens with as many cells right below it, and rows right
//! below that.

use crate::compile::markdown::lost::cells;
use crate::compile::markdown::weave::Weaver;
use crate::source::Code;
use comrak::nodes::Node;

/// Reports the line that a paragraph begins with, at an offset, when it looks like a row.
pub fn report(weaver: &mut Weaver, node: Node<'_>, from: usize) {
    if node.previous_sibling().is_some() {
        return;
    }
    if let Some(Said { at, message, fix }) = said(&weaver.positions.passage.text, from) {
        let range = weaver.positions.rest_of_line(at);
        weaver.report(Code::MarkupUnread, range, message, fix);
    }
}

/// What is said of a line, which stands at an offset.
#[derive(Debug, PartialEq, Eq)]
struct Said {
    at: usize,
    message: String,
    fix: String,
}

/// What is said of the line at an offset of a text, or of the one below it, when it looks like a row; the line above it was not read as
/// one.
fn said(text: &str, from: usize) -> Option<Said> {
    let said = |at: usize, message: &str, fix: String| {
        let message = message.to_owned();
        Some(Said { at, message, fix })
    };
    let mut lines = text[from..].lines();
    let written = lines.next().unwrap_or_default();
    let line = written.trim();
    if !line.starts_with('|') || !line.ends_with('|') || line.len() < 3 {
        return None;
    }
    let count = cells(line);
    let below = lines.next().unwrap_or_default();
    let needed = format!("|{}", " --- |".repeat(count.min(12)));
    if below.trim().is_empty() {
        let next = lines
            .find(|line| !line.trim().is_empty())
            .filter(|next| is_line_of_hyphens(next));
        if next.is_some() {
            let message =
                "There is an empty line between the head of this table and the line of hyphens, so there is no table.";
            return said(from, message, "delete the empty line below it".into());
        }
    } else if is_line_of_hyphens(below) {
        // Spaces before it are no part of the line.
        let at = from + written.len() + 1;
        let at = at + (text[at..].len() - text[at..].trim_start().len());
        let has = cells(below);
        if has == count {
            let message = "This line is not of hyphens and ordinary spaces, so what is above it is no head of a table.";
            return said(at, message, format!("type it again: {needed}"));
        }
        let head = if count == 1 {
            "1 cell".into()
        } else {
            format!("{count} cells")
        };
        let message =
            format!("The head of this table has {head}, and the line of hyphens below it {has}, so there is no table.");
        return if has > count {
            said(
                from,
                &message,
                format!("divide the words of the head into {has} cells by |"),
            )
        } else {
            said(at, &message, format!("write {needed}"))
        };
    }
    let above = text[..from].lines().rev().find(|line| !line.trim().is_empty());
    if above.is_some_and(|above| above.trim().starts_with('|')) {
        // What stands right above is of the same paragraph or table, so an empty line does; of hyphens it is told with the head.
        let message = "There is an empty line above this row, so it is no part of the table.";
        return said(from, message, "delete the empty line above it".into()).filter(|_| !is_line_of_hyphens(line));
    }
    let message = "This looks like a row of a table, and there is no table.";
    said(
        from,
        message,
        format!("put a line {needed} below the first row, and an empty line before it"),
    )
}

/// Whether a line was meant for the one below the head: signs, and hyphens or what programs make of them.
fn is_line_of_hyphens(line: &str) -> bool {
    let is_dash = |c: char| matches!(c, '-' | '–' | '—' | '―' | '_');
    line.contains(is_dash)
        && line
            .chars()
            .all(|c| is_dash(c) || c.is_whitespace() || matches!(c, '|' | ':'))
}

#[cfg(test)]
mod tests {
    use super::said;

    #[test]
    fn the_fix_is_the_line_that_is_wrong() {
        for (table, wanted) in [
            (
                "| Day | Who |\n| Mon | A |\n",
                "put a line | --- | --- | below the first row, and an empty line before it",
            ),
            ("| Day | Who |\n| --- |\n", "write | --- | --- |"),
            (
                "| Day  Who |\n| --- | --- |\n",
                "divide the words of the head into 2 cells by |",
            ),
            ("| Day | Who |\n| – | – |\n", "type it again: | --- | --- |"),
            ("| Day | Who |\n| —— | —— |\n", "type it again: | --- | --- |"),
            ("| Day | Who |\n|\u{a0}--- | --- |\n", "type it again: | --- | --- |"),
            ("| Day | Who |\n\n| --- | --- |\n", "delete the empty line below it"),
        ] {
            assert_eq!(said(table, 0).map(|said| said.fix).as_deref(), Some(wanted), "{table}");
        }
        let table = "| Day | Who |\n| --- | --- |\n\n| Mon | A |\n";
        let row = table.find("| Mon").expect("it is there");
        assert_eq!(
            said(table, row).map(|said| said.fix).as_deref(),
            Some("delete the empty line above it")
        );
        for words in ["| words | and words", "words", "||"] {
            assert_eq!(said(words, 0), None, "{words}");
        }
    }
}

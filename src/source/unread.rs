//! What is said of a TOML text that cannot be read as a whole.
//!
//! 1. Where three quotes do not come in pairs, that is said, and nothing of what follows from it.
//! 2. A text with a backslash that has no meaning is said once, and nothing else of it.
//! 3. Else each line with an error is said once, in the order of the file.

use super::backslash::{texts, unread};
use super::long_text::{Fault, fault, rest_of_text};
use super::toml_error::{Line, explain};
use super::{Code, Diagnostic, SourceId, Span};
use toml::de::Error;

/// A file with more broken lines than this is none that an author mends line by line.
const MOST: usize = 20;

/// A text with errors.
#[derive(Debug, Clone, Copy)]
pub struct Unread<'a> {
    pub source: SourceId,
    pub text: &'a str,
    /// Where the text stands in its file.
    pub base: usize,
    /// A heading as the file has several, where one may be missing.
    pub heading: Option<&'static str>,
}

impl Unread<'_> {
    /// The diagnostics for what the parser found.
    pub fn explain(self, errors: &[Error]) -> Vec<Diagnostic> {
        let mut errors: Vec<(usize, &str)> = errors
            .iter()
            .map(|error| (self.start_of(error), error.message()))
            .collect();
        errors.sort_by_key(|(start, _)| *start);
        let last = errors.last().map_or(0, |(start, _)| *start);
        let fault = fault(self.text).filter(|fault| fault.reach() <= last);
        let reach = fault.map_or(usize::MAX, Fault::reach);
        let mut diagnostics = Vec::new();
        for text in texts(self.text).iter().take_while(|text| text.range.start < reach) {
            if let Some(told) = unread(self.text, text) {
                let place = Span::new(self.source, self.base + told.at..self.base + told.at + 1);
                diagnostics.push(told.at(place));
                // What the parser says of such a text, or of its last line, follows from it.
                let end = self.text[text.range.end..]
                    .find('\n')
                    .map_or(self.text.len(), |end| text.range.end + end);
                errors.retain(|(start, _)| !(text.range.start..=end).contains(start));
            }
        }
        diagnostics.extend(self.lines(errors.into_iter().take_while(|(start, _)| *start < reach)));
        diagnostics.extend(fault.map(|fault| self.quotes(fault)));
        diagnostics.truncate(MOST);
        diagnostics
    }

    fn start_of(&self, error: &Error) -> usize {
        let start = error.span().unwrap_or(0..0).start;
        self.text.floor_char_boundary(start)
    }

    /// One diagnostic a line for errors in the order of the text.
    fn lines<'e>(&self, errors: impl Iterator<Item = (usize, &'e str)>) -> Vec<Diagnostic> {
        let text = self.text;
        let mut diagnostics = Vec::new();
        // What is before this has been spoken of.
        let mut done = 0;
        let mut repeated = None;
        for (start, detail) in errors {
            if start < done {
                continue;
            }
            let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
            let words = text[line_start..].lines().next().unwrap_or_default();
            done = line_start + words.len() + 1;
            let mut line = Line {
                words,
                detail,
                goes_on: false,
                heading: self.heading,
            };
            if self.heading.is_some() && line.is_repeated() {
                // Behind a heading that is missing, or there twice, every key may be there a second time: one mistake.
                let is_same = repeated
                    .replace(done)
                    .and_then(|from| text.get(from..=line_start))
                    .is_some_and(|between| !between.lines().any(|line| line.starts_with('[')));
                if is_same {
                    continue;
                }
            }
            if line.is_meant_for_heading() {
                repeated = Some(done);
            }
            if line.is_unended_text()
                && let Some(end) = rest_of_text(text, done)
            {
                line.goes_on = true;
                done = end;
            }
            diagnostics.push(explain(self.span(line_start, words), &line));
            if diagnostics.len() == MOST {
                break;
            }
        }
        diagnostics
    }

    fn quotes(&self, fault: Fault) -> Diagnostic {
        let line = |start: usize| self.text[start..].lines().next().unwrap_or_default();
        let (start, message, fix) = match fault {
            Fault::Unended(at) => (
                at,
                "The text that begins here with three quotes does not seem to end.",
                "put three straight quotes (\"\"\") on a line of their own after the text",
            ),
            Fault::Unbegun { at, .. } => (
                at,
                "Three quotes end a text here that does not begin with three.",
                "put three straight quotes (\"\"\") before the text too; if there is no such text, delete these",
            ),
        };
        Diagnostic::at(Code::TomlSyntax, self.span(start, line(start)), message).fix(fix)
    }

    /// The place of a line, or of what is left of it, without the spaces around it.
    fn span(&self, start: usize, words: &str) -> Span {
        let from = start + (words.len() - words.trim_start().len());
        let to = (start + words.trim_end().len()).max(from);
        Span::new(self.source, self.base + from..self.base + to)
    }
}

#[cfg(test)]
mod tests {
    use crate::source::{Diagnostic, Source, Sources, Table};

    fn said(text: &str, heading: Option<&'static str>) -> Vec<Diagnostic> {
        let source = Sources::default().add(Source {
            path: "a.toml".into(),
            text: String::new(),
        });
        let table = match heading {
            Some(heading) => Table::parse_with_headings(source, text, 0, heading),
            None => Table::parse(source, text, 0),
        };
        table.err().unwrap_or_default()
    }

    #[test]
    fn a_text_with_backslashes_is_one_mistake_and_hides_no_other() {
        let found = said(
            "a = \"In S:\\Users\\jane\"\nb = words\nc = \"S:\\docs\\\"\nd = \"\"\"\nand\\or\n\"\"\"\n",
            None,
        );
        let words = |found: &Diagnostic| found.message.split([' ', ',']).next().unwrap_or_default().to_owned();
        let mut said: Vec<String> = found.iter().map(words).collect();
        said.sort();
        assert_eq!(said, ["In", "In", "In", "Text"], "{found:?}");
    }

    #[test]
    fn a_file_of_nothing_but_mistakes_is_said_to_be_broken_in_order_and_soon() {
        let many = said(&"not a line of it\n".repeat(1000), None);
        assert_eq!(many.len(), super::MOST);
        let starts: Vec<usize> = many
            .iter()
            .filter_map(|found| match found.place {
                crate::source::Place::Words(span) => Some(span.start as usize),
                _ => None,
            })
            .collect();
        let lines: Vec<usize> = (0..super::MOST).map(|line| line * 17).collect();
        assert_eq!(starts, lines);
    }

    #[test]
    fn what_follows_from_quotes_that_do_not_end_is_not_said() {
        let text = "[one]\nstatus = agreed\nanswer = \"\"\"\nIt's the words.\n\n[two]\nanswer = \"\"\"\nMore of them.\n\"\"\"\nby = x\n";
        let messages: Vec<String> = said(text, None).into_iter().map(|found| found.message).collect();
        assert_eq!(
            messages,
            [
                "Text needs straight quotes around it.",
                "The text that begins here with three quotes does not seem to end."
            ]
        );
    }

    #[test]
    fn quotes_in_pairs_are_not_blamed_for_what_is_wrong_elsewhere() {
        let text = "a = \"\"\"\nwords\n\"\"\"\nb = words\n";
        let messages: Vec<String> = said(text, None).into_iter().map(|found| found.message).collect();
        assert_eq!(messages, ["Text needs straight quotes around it."]);
    }

    #[test]
    fn a_text_over_several_lines_is_one_mistake() {
        let found = said("a = \"line one\nline two\n\nline three\"\nb = 1\nc d = 2\n", None);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[0].fix.as_deref().is_some_and(|fix| fix.contains("three")));
    }

    #[test]
    fn a_heading_that_is_missing_is_one_mistake_and_nothing_is_to_be_deleted_for_it() {
        let answer = "question = \"What?\"\nanswer = \"This.\"\n";
        let text = format!("[one]\n{answer}{answer}\n[two]\n{answer}");
        let found = said(&text, Some("[disagree]"));
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].fix.as_deref().is_some_and(|fix| fix.contains("[disagree]")));
        let text = format!("[one]\n{answer}{answer}\n[two]\n{answer}{answer}");
        assert_eq!(said(&text, Some("[disagree]")).len(), 2);
        let text = format!("[one]\n{answer}[two]\n{answer}[one]\n{answer}");
        let messages: Vec<String> = said(&text, Some("[disagree]"))
            .into_iter()
            .map(|found| found.message)
            .collect();
        assert_eq!(messages, ["The heading [one] is written more than once."]);
    }
}

//! Texts of several lines in TOML, and where one of them went wrong.
//!
//! A text that begins with three quotes and does not end goes on to the next three quotes, which begin another text.
//! Everything after that is read inside out, so the parser's errors stand far from the mistake. Here lines are looked at as
//! an author sees them: `key = """` begins a text, whatever stands above it.

use super::backslash::end_of_text;

/// What is wrong with the three quotes of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// A text begins and does not end; where the line with its key begins.
    Unended(usize),
    /// Three quotes end a text that does not begin with three.
    Unbegun {
        /// Where the quotes stand.
        at: usize,
        /// Where the line begins that probably has the text's key.
        key: usize,
    },
}

impl Fault {
    /// From where on nothing that the parser says can be relied on.
    pub fn reach(self) -> usize {
        match self {
            Self::Unended(at) | Self::Unbegun { key: at, .. } => at,
        }
    }
}

/// The first text whose three quotes do not come in pairs.
pub fn fault(text: &str) -> Option<Fault> {
    let mut at = 0;
    let mut key = 0;
    let mut open: Option<(usize, &str)> = None;
    // What stands before a value: the last character that is no space, over the ends of lines.
    let mut before = '\n';
    for line in text.split_inclusive('\n') {
        let mut rest = line;
        if open.is_none() && is_key_line(line) {
            key = at;
        }
        while !rest.is_empty() {
            let here = line.len() - rest.len();
            if let Some((start, quotes)) = open {
                let Some(end) = end_of_text(rest, quotes) else {
                    break;
                };
                let is_beginning = here == 0 && is_key_line(line) && line[..end].trim_end().ends_with('=');
                if is_beginning {
                    return Some(Fault::Unended(start));
                }
                rest = rest[end..].trim_start_matches(&quotes[..1]);
                before = '"';
                open = None;
                continue;
            }
            let quotes = ["\"\"\"", "'''"].into_iter().find(|quotes| rest.starts_with(quotes));
            if let Some(quotes) = quotes {
                if !matches!(before, '=' | '[' | ',') {
                    return Some(Fault::Unbegun { at: at + here, key });
                }
                open = Some((at, quotes));
                rest = &rest[quotes.len()..];
                continue;
            }
            let Some(next) = rest.chars().next() else { break };
            match next {
                '#' => break,
                '"' => rest = after_string(rest),
                _ => rest = &rest[next.len_utf8()..],
            }
            if !next.is_whitespace() {
                before = next;
            }
        }
        at += line.len();
    }
    open.map(|(start, _)| Fault::Unended(start))
}

/// Where the lines end that go on with a text in single quotes, which `text` has from `from` on; nothing where none does.
///
/// They end with a quote at the end of a line, else before the next key or heading.
pub fn rest_of_text(text: &str, from: usize) -> Option<usize> {
    let mut at = from;
    let mut end = None;
    for line in text.get(from..)?.split_inclusive('\n') {
        let words = line.trim();
        if is_key_line(line) || is_heading(line) || words.starts_with('#') {
            break;
        }
        at += line.len();
        if !words.is_empty() {
            end = Some(at);
        }
        if words.ends_with('"') {
            break;
        }
    }
    end
}

/// Whether a line is of the form `[name]` or `[[name]]`.
fn is_heading(line: &str) -> bool {
    let line = line.trim();
    line.starts_with('[') && line.ends_with(']')
}

/// Whether a line begins with a key and `=`.
fn is_key_line(line: &str) -> bool {
    let Some((key, _)) = line.split_once('=') else {
        return false;
    };
    let key = key.trim();
    let is_bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let is_quoted = key.len() > 2 && key.starts_with('"') && key.ends_with('"');
    !key.is_empty() && (is_quoted || key.chars().all(is_bare))
}

/// What follows a text in quotes on its line; nothing when it does not end there.
fn after_string(rest: &str) -> &str {
    end_of_text(&rest[1..], "\"").map_or("", |end| &rest[end + 2..])
}

#[cfg(test)]
mod tests {
    use super::{Fault, fault, rest_of_text};

    const WHOLE: &str = "a = \"\"\"one\"\"\"\nb = \"\"\"\ntwo \\\"\"\" x = 1\n\"\"\"\nc = [\n  \"\"\"three\n\"\"\",\n\"\"\"four\"\"\"]\n# \"\"\"\nd = \"x\" # \"\"\"\n";

    #[test]
    fn quotes_that_come_in_pairs_are_no_fault() {
        assert_eq!(fault(WHOLE), None);
        assert_eq!(fault("a = '''\n\"\"\"\n'''\nb = \"\"\n"), None);
    }

    #[test]
    fn a_text_that_does_not_end_is_found_where_it_begins() {
        let text = format!("{WHOLE}[one]\nanswer = \"\"\"\nwords\n\n[two]\nanswer = \"\"\"\nmore\n\"\"\"\n");
        let begins = text.find("answer").expect("it is there");
        assert_eq!(fault(&text), Some(Fault::Unended(begins)));
        assert_eq!(fault("a = 1\nb = \"\"\"\nwords\n"), Some(Fault::Unended(6)));
        assert_eq!(fault("a = \"\"\"words\"\"\nb = \"x\"\n"), Some(Fault::Unended(0)));
    }

    #[test]
    fn quotes_that_end_nothing_are_found() {
        let text = "a = 1\nb = \"words\nmore\n\"\"\"\n";
        assert_eq!(fault(text), Some(Fault::Unbegun { at: 22, key: 6 }));
    }

    #[test]
    fn a_text_goes_on_to_its_quote_or_the_next_key() {
        let text = "\nline two\n\nline three\"\nnot of it\n";
        let words = |end: Option<usize>| end.map(|end| &text[..end]);
        assert_eq!(words(rest_of_text(text, 0)), Some("\nline two\n\nline three\"\n"));
        assert_eq!(rest_of_text("line two\nstatus = \"agreed\"\n", 0), Some(9));
        for nothing in ["", "\n\n", "[next]\n", "status = \"agreed\"\n", "# words\n"] {
            assert_eq!(rest_of_text(nothing, 0), None, "{nothing}");
        }
    }
}

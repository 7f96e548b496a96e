//! The fences of directive blocks, found before the Markdown is parsed.
//!
//! The parser's own reading of `:::` differs from the format's: with fences of one length an inner closer closes
//! both blocks, a colon in the title turns the line into a paragraph, and an unclosed block is closed in
//! silence. So the lines are scanned first:
//!
//! 1. Lines inside of fenced code and of comments are passed over.
//! 2. An opening fence is numbered and remembered; a bare fence closes the innermost open block.
//! 3. What does not match is reported here.
//! 4. The parser is handed the same lines with a number for a name, and fences whose lengths nest: the number
//!    of lines does not change, so every place stays true.

use super::attributes::{self, Attributes};
use super::code_fence::{CodeEnd, CodeFence, within_marks};
use super::{comments, directives};
use crate::source::{Code, Diagnostic, Diagnostics, Passage};
use memchr::memmem;
use std::ops::Range;

/// Blocks may lie in blocks so many deep; each is rendered within the one around it.
const DEEPEST: usize = 8;

/// A block as its opening line says it.
#[derive(Debug)]
pub struct Opening {
    pub name: String,
    /// The directive that the name is, or is but for slips.
    pub directive: Option<&'static str>,
    pub title: Option<String>,
    pub attributes: Attributes,
    /// The opening line in the passage.
    pub range: Range<usize>,
    /// Where the text after the colons begins, which the offsets of the attributes count from.
    pub words_at: usize,
}

/// A text whose fences the parser reads as the format means them.
#[derive(Debug)]
pub struct Scan {
    pub text: String,
    pub openings: Vec<Opening>,
    /// Names of the footnotes that are defined, with their places.
    pub footnotes: Vec<(String, Range<usize>)>,
    /// Names of links whose addresses are defined, with the places of the definitions.
    pub definitions: Vec<(String, Range<usize>)>,
    /// Where the first comment begins, or what was meant for one.
    pub first_comment: Option<usize>,
}

/// The name by which the parsed text calls an opening.
pub fn token(index: usize) -> String {
    format!("b{index}")
}

/// The opening that a token names.
pub fn from_token(token: &str) -> Option<usize> {
    token.strip_prefix('b')?.parse().ok()
}

/// What the scanner is inside of.
enum Inside {
    Text,
    Code(CodeFence),
    Comment(Range<usize>),
}

enum Fence {
    Opens(usize),
    Closes(usize),
    /// Reported, and not to become a paragraph.
    Stray,
}

/// Scans a passage.
pub fn scan(passage: &Passage, diagnostics: &mut Diagnostics) -> Scan {
    let mut openings: Vec<Opening> = Vec::new();
    let mut footnotes = Vec::new();
    let mut definitions = Vec::new();
    let mut is_in_paragraph = false;
    let mut fences: Vec<(Range<usize>, Fence)> = Vec::new();
    let mut depths: Vec<usize> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    // Blocks that lie too deep are reported and not made; their closing fences must be told from others.
    let mut too_deep = 0_usize;
    let mut inside = Inside::Text;
    let mut at = 0;
    for line in passage.text.split_inclusive('\n') {
        let begin = at;
        at += line.len();
        match &inside {
            Inside::Code(fence) => match fence.end(line) {
                None => continue,
                Some(CodeEnd::Fence) => {
                    inside = Inside::Text;
                    is_in_paragraph = false;
                    continue;
                }
                // The line is the first of what follows.
                Some(CodeEnd::Left) => inside = Inside::Text,
            },
            Inside::Comment(_) => {
                if line.contains("-->") {
                    inside = Inside::Text;
                }
                continue;
            }
            // As most lines do; nothing that is looked for begins with a letter.
            Inside::Text if line.starts_with(|first: char| first.is_ascii_alphabetic()) => {
                is_in_paragraph = true;
                continue;
            }
            Inside::Text => {}
        }
        let indent = line.len() - line.trim_start_matches(' ').len();
        let words_end = line.trim_end().len();
        let range = begin + indent.min(words_end)..begin + words_end;
        let continues = std::mem::replace(&mut is_in_paragraph, !line.trim().is_empty());
        if let Some(fence) = CodeFence::opened_by(line, range.clone()) {
            inside = Inside::Code(fence);
        } else if opens_comment(line) {
            inside = Inside::Comment(range.start..range.start + "<!--".len());
        } else if let Some(name) = footnote_name(line) {
            footnotes.push((name.to_owned(), range));
        } else if let Some(name) = definition_name(line).filter(|_| !continues) {
            definitions.push((name.to_owned(), range));
            // Another one may follow.
            is_in_paragraph = false;
        } else if is_apart(line) {
            is_in_paragraph = false;
        } else if let Some(words_at) = fence_words(line).or_else(|| nearly_fence_words(line, open.is_empty())) {
            let words = line[words_at..].trim_end();
            if fence_words(line).is_none() {
                diagnostics.push(nearly_fence(passage, range.clone(), line));
            }
            is_in_paragraph = false;
            if words.is_empty() && too_deep > 0 {
                too_deep -= 1;
                fences.push((range, Fence::Stray));
            } else if words.is_empty() {
                match open.pop() {
                    Some(opening) => fences.push((range, Fence::Closes(opening))),
                    None => {
                        diagnostics.push(closes_nothing(passage, range.clone()));
                        fences.push((range, Fence::Stray));
                    }
                }
            } else if open.len() == DEEPEST {
                if too_deep == 0 {
                    diagnostics.push(lies_too_deep(passage, range.clone()));
                }
                too_deep += 1;
                fences.push((range, Fence::Stray));
            } else {
                let (opening, is_whole) = read_opening(words, range.clone(), begin + words_at);
                if !is_whole {
                    diagnostics.push(comment_unclosed(passage, range.clone()));
                }
                fences.push((range, Fence::Opens(openings.len())));
                depths.push(open.len());
                open.push(openings.len());
                openings.push(opening);
            }
        }
    }
    report_unclosed(passage, &openings, &open, &inside, diagnostics);
    Scan {
        text: rewrite(&passage.text, &fences, &depths),
        openings,
        footnotes,
        definitions,
        first_comment: memmem::find(passage.text.as_bytes(), b"<!"),
    }
}

fn closes_nothing(passage: &Passage, range: Range<usize>) -> Diagnostic {
    let message = "This line closes a block, but no block is open here.";
    let fix = "delete it, or add the line that opens the block";
    Diagnostic::at(Code::BlockEndStray, passage.span(range), message).fix(fix)
}

fn nearly_fence(passage: &Passage, range: Range<usize>, line: &str) -> Diagnostic {
    let message = if line.contains('：') {
        "A block begins and ends with three ordinary colons; this line has wide ones."
    } else {
        "A block begins and ends with three colons; this line has two."
    };
    Diagnostic::at(Code::BlockMisplaced, passage.span(range), message).fix("write three colons: :::")
}

fn lies_too_deep(passage: &Passage, range: Range<usize>) -> Diagnostic {
    let message = format!("This block lies in {DEEPEST} others; a reader would lose the way.");
    let fix = "close some of the blocks above before you open this one";
    Diagnostic::at(Code::BlockTooDeep, passage.span(range), message).fix(fix)
}

fn report_unclosed(
    passage: &Passage,
    openings: &[Opening],
    open: &[usize],
    inside: &Inside,
    diagnostics: &mut Diagnostics,
) {
    for opening in open.iter().map(|index| &openings[*index]) {
        diagnostics.push(
            Diagnostic::at(
                Code::BlockUnclosed,
                passage.span(opening.range.clone()),
                format!("The block “{}” is opened here and never closed.", opening.name),
            )
            .fix("add a line with ::: where the block ends"),
        );
    }
    match inside {
        Inside::Comment(range) => diagnostics.push(comment_unclosed(passage, range.clone())),
        Inside::Code(fence) if fence.is_at_margin() => diagnostics.push(
            Diagnostic::at(
                Code::CodeUnclosed,
                passage.span(fence.range.clone()),
                "A block of code begins here and does not end, so what follows is shown as code.",
            )
            .fix(format!("add a line with {} where the code ends", fence.closing())),
        ),
        Inside::Text | Inside::Code(_) => {}
    }
}

/// A comment without an end: what was meant to be hidden would be shown, or what follows would be lost.
pub fn comment_unclosed(passage: &Passage, range: Range<usize>) -> Diagnostic {
    /// Looked through for another end, in bytes: a text may have a comment on each of its lines.
    const NEAR: usize = 4096;
    let near = &passage.text[range.start..passage.text.floor_char_boundary(range.start + NEAR)];
    let paragraph = near.split("\n\n").next().unwrap_or_default();
    if paragraph.contains("-->") {
        let message = "It is not certain where this comment ends, so what it should hide may be shown.";
        let fix = "put no second <!-- or --> into it; for an arrow write →";
        return Diagnostic::at(Code::CommentUnclosed, passage.span(range), message).fix(fix);
    }
    Diagnostic::at(
        Code::CommentUnclosed,
        passage.span(range),
        "A comment begins here and does not end.",
    )
    .fix("end it with --> ; a comment with an empty line in it must begin on a line of its own")
}

/// The lines again, fences replaced. The outer fence is the longer, so that an inner closer closes no more
/// than its own block.
fn rewrite(text: &str, fences: &[(Range<usize>, Fence)], depths: &[usize]) -> String {
    let deepest = depths.iter().copied().max().unwrap_or(0);
    let mut out = String::with_capacity(text.len() + 8 * fences.len());
    let mut copied = 0;
    for (range, fence) in fences {
        out.push_str(&text[copied..range.start]);
        let colons = |opening: usize| ":".repeat(3 + deepest - depths[opening]);
        match fence {
            Fence::Opens(opening) => {
                out.push_str(&colons(*opening));
                out.push_str(&token(*opening));
            }
            Fence::Stray => {}
            Fence::Closes(opening) => {
                out.push_str(&colons(*opening));
            }
        }
        copied = range.end;
    }
    out.push_str(&text[copied..]);
    out
}

/// What an opening line says, and whether it is certain what comments in it hide.
fn read_opening(words: &str, range: Range<usize>, words_at: usize) -> (Opening, bool) {
    // Where attributes stand is told by how far they are from the beginning of the words.
    let (words, is_doubtful) = comments::blank(words);
    let (title, attributes) = attributes::split(&words);
    let (name, title) = match title.find(|c: char| c.is_whitespace() || c == '{') {
        Some(end) => (&title[..end], title[end..].trim()),
        None => (title, ""),
    };
    let opening = Opening {
        name: name.to_owned(),
        directive: directives::meant(name),
        title: (!title.is_empty()).then(|| title.split_whitespace().collect::<Vec<_>>().join(" ")),
        attributes: attributes.unwrap_or_default(),
        range,
        words_at,
    };
    (opening, !is_doubtful)
}

/// Where the words after a fence's colons begin; none when the line is no fence. As in CommonMark, four
/// spaces before it make a line of code.
fn fence_words(line: &str) -> Option<usize> {
    let body = line.trim_start_matches(' ');
    let indent = line.len() - body.len();
    let colons = body.len() - body.trim_start_matches(':').len();
    if indent > 3 || colons < 3 {
        return None;
    }
    let words = body[colons..].trim_start_matches([' ', '\t']);
    Some(line.len() - words.len())
}

/// As [`fence_words`], of a line that was meant for a fence and is none: two colons before the name of a block, or alone where a block is
/// open, and wide ones as keyboards of some languages type them.
fn nearly_fence_words(line: &str, is_outside: bool) -> Option<usize> {
    let body = line.trim_start_matches(' ');
    let rest = body.trim_start_matches([':', '：']);
    let colons = &body[..body.len() - rest.len()];
    let count = colons.chars().count();
    if line.len() - body.len() > 3 || count < 2 {
        return None;
    }
    let words = rest.trim_start_matches([' ', '\t', '\u{3000}']);
    let name = words.split_whitespace().next().unwrap_or_default();
    let is_meant = match name {
        "" => !is_outside,
        // Two colons and a word that is only like one are text: `std::note`, `::next`.
        name if count == 2 => directives::meant(name) == Some(name) && !rest.starts_with('\u{3000}'),
        name => directives::meant(name).is_some(),
    };
    is_meant.then_some(line.len() - words.len())
}

/// CommonMark 0.31, section 4.6, start condition 2.
pub fn opens_comment(line: &str) -> bool {
    let body = line.trim_start_matches(' ');
    line.len() - body.len() <= 3
        && body
            .strip_prefix("<!--")
            .is_some_and(|rest| !rest.contains("-->") && !rest.starts_with('>') && !rest.starts_with("->"))
}

fn footnote_name(line: &str) -> Option<&str> {
    let body = line.trim_start_matches(' ');
    if line.len() - body.len() > 3 {
        return None;
    }
    let (_, body) = within_marks(body);
    let (name, _) = body.strip_prefix("[^")?.split_once("]:")?;
    (!name.is_empty() && !name.contains(char::is_whitespace)).then_some(name)
}

/// Whether a line is a whole by itself, so that what follows it begins something new.
fn is_apart(line: &str) -> bool {
    let body = line.trim_start_matches(' ');
    let is_rule = body.len() > 2 && body.trim_end().bytes().all(|byte| b"-*_ ".contains(&byte));
    is_rule || body.starts_with('#') || body.starts_with("<!--")
}

/// CommonMark 0.31, section 4.7, with the address on the same line: `[name]: address`, and a title or nothing behind it. It may stand in
/// a list or a quotation. An address that leads nowhere is a way to write a remark.
fn definition_name(line: &str) -> Option<&str> {
    let body = line.trim_start_matches(' ');
    if line.len() - body.len() > 3 {
        return None;
    }
    let (_, body) = within_marks(body);
    let (name, rest) = body.strip_prefix('[')?.split_once("]:")?;
    let mut words = rest.split_whitespace();
    let address = words.next()?;
    let title = words.next().unwrap_or("\"");
    let is_name = !name.trim().is_empty() && !name.starts_with(['^', '@']) && !name.contains(['[', ']']);
    let is_remark = matches!(address, "#" | "<>");
    (is_name && !is_remark && title.starts_with(['"', '\'', '('])).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Source, Sources};

    fn scanned(text: &str) -> (Scan, Vec<Code>) {
        let mut sources = Sources::default();
        let id = sources.add(Source {
            path: "a.md".into(),
            text: text.into(),
        });
        let mut diagnostics = Diagnostics::new();
        let scan = scan(&Passage::rest_of(id, text, 0), &mut diagnostics);
        (scan, diagnostics.iter().map(|d| d.code).collect())
    }

    #[test]
    fn fences_of_one_length_are_made_to_nest() {
        let (scan, codes) = scanned(":::goal A: title\n:::note\nx\n:::\ny\n:::\n");
        assert_eq!(codes, []);
        assert_eq!(scan.text, "::::b0\n:::b1\nx\n:::\ny\n::::\n");
        assert_eq!(scan.openings[0].title.as_deref(), Some("A: title"));
    }

    #[test]
    fn fences_in_code_and_comments_are_text() {
        for text in [
            "```\n:::note\n```\n",
            "~~~~ md\n:::\n~~~\n:::\n~~~~\n",
            "- ```\n  :::note\n  ```\n",
            "> ```\n> :::note\n",
            "<!--\n:::note\n-->\n",
            "    :::note\n",
        ] {
            let (scan, codes) = scanned(text);
            assert_eq!((scan.openings.len(), codes.len()), (0, 0), "{text}");
        }
    }

    #[test]
    fn a_line_that_leaves_the_quotation_of_code_is_read() {
        for text in [
            "> ```\n> code\n:::note\nx\n:::\n",
            "- a\n\n    ```\n    code\n:::note\nx\n:::\n",
        ] {
            let (scan, codes) = scanned(text);
            assert_eq!((scan.openings.len(), codes.len()), (1, 0), "{text}");
        }
    }

    #[test]
    fn what_does_not_match_is_reported() {
        assert_eq!(scanned(":::note\n").1, [Code::BlockUnclosed]);
        assert_eq!(scanned("a\n\n:::\n").1, [Code::BlockEndStray]);
        assert_eq!(scanned("::note\nx\n::\n").1, [Code::BlockMisplaced; 2]);
        assert_eq!(scanned("：：：note\nx\n：：：\n").1, [Code::BlockMisplaced; 2]);
        assert_eq!(scanned("::\n\n::next\n\n:note\n\n::notes\n").1, []);
        assert_eq!(scanned("<!-- never\nended\n").1, [Code::CommentUnclosed]);
        let deep = ":::note\n".repeat(9) + &":::\n".repeat(9);
        assert_eq!(scanned(&deep).1, [Code::BlockTooDeep]);
    }

    #[test]
    fn a_fence_of_any_length_closes_the_innermost_block() {
        let (scan, codes) = scanned("::::note\n::: tip\n:::::\n:::\n");
        assert_eq!(codes, []);
        assert_eq!(scan.text, "::::b0\n:::b1\n:::\n::::\n");
    }
}

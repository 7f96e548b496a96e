//! A file in BibTeX in pieces, each an entry, and what is wrong with one that cannot be read.

use biblatex::{ParseErrorKind, RawBibliography, Token};

/// How deep braces may nest in an entry: the parser calls itself for them.
const DEEPEST_BRACES: usize = 64;

/// Why a piece of the file cannot be read, and where in it.
pub struct Broken {
    pub at: usize,
    pub why: String,
    pub fix: &'static str,
}

/// The file in pieces that each begin at an `@` at the start of a line, the first also behind other words, as the parser reads those
/// that follow. Where one leaves as many braces open as the next closes, the `@` stands in a field, and the two are one.
pub fn pieces(text: &str) -> Vec<(usize, usize)> {
    let mut starts: Vec<usize> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_start_matches(|c: char| c.is_whitespace() || is_invisible(c));
        let indent = line.len() - bare.len();
        if bare.starts_with('@') {
            starts.push(at + indent);
        } else if starts.is_empty()
            && let Some(behind) = entry_in(bare)
        {
            starts.push(at + indent + behind);
        }
        at += line.len();
    }
    let ends = starts.iter().copied().skip(1).chain([text.len()]);
    let mut pieces: Vec<(usize, usize)> = Vec::new();
    let mut open = 0;
    for (start, end) in starts.iter().copied().zip(ends) {
        let own = braces_left_open(&text[start..end]);
        match pieces.last_mut() {
            Some(before) if open > 0 && open + own == 0 => {
                before.1 = end;
                open = 0;
            }
            _ => {
                pieces.push((start, end));
                open = own;
            }
        }
    }
    pieces
}

/// What editors and web pages leave in a text and nobody sees: marks of the order of bytes, spaces without width.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}')
}

/// Where an entry begins behind other words of a line, which is no comment: `1. @book{day2020,`.
fn entry_in(line: &str) -> Option<usize> {
    if line.starts_with(['%', '#', '/']) {
        return None;
    }
    line.match_indices('@').map(|(at, _)| at).find(|at| {
        let rest = line[at + 1..].trim_start_matches(|c: char| c.is_ascii_alphabetic());
        let sort = line.len() - at - 1 - rest.len();
        sort > 0 && rest.trim_start().starts_with('{')
    })
}

fn braces_left_open(text: &str) -> isize {
    let braces = text.bytes().map(|byte| match byte {
        b'{' => 1,
        b'}' => -1,
        _ => 0,
    });
    braces.sum()
}

pub fn parse(piece: &str) -> Result<RawBibliography<'_>, Broken> {
    let head = piece.find(['{', '(']).map_or("", |at| &piece[at..=at]);
    if head == "(" && !piece.starts_with("@comment") {
        return Err(Broken {
            at: 0,
            why: "its fields stand in round brackets".into(),
            fix: "put them in braces: @book{day2020, … }",
        });
    }
    let mut depth = 0_usize;
    for (at, byte) in piece.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST_BRACES {
            return Err(Broken {
                at,
                why: "its braces nest too deep".into(),
                fix: "take out the braces that are not needed",
            });
        }
    }
    // The second stands for what was no text when the file was read.
    let is_no_text = |c: char| c.is_control() && !c.is_whitespace() || c == char::REPLACEMENT_CHARACTER;
    if let Some((at, c)) = piece.char_indices().find(|(_, c)| is_no_text(*c)) {
        return Err(Broken {
            at,
            why: format!("there is a character in it that is no text (U+{:04X})", u32::from(c)),
            fix: "delete the character, or type the line anew",
        });
    }
    RawBibliography::parse(piece).map_err(|error| {
        // Where the piece ends says nothing of where a brace is missing.
        let is_at_end = error.span.start >= piece.trim_end().len();
        if let Some(key) = key_with_space(piece) {
            return Broken {
                at: 0,
                why: format!("its key “{key}” has a space in it"),
                fix: "write it without spaces, as in day2020, here and where it is cited: [@day2020]",
            };
        }
        if has_no_key(piece) {
            return Broken {
                at: 0,
                why: "it has no key".into(),
                fix: "give it one before its fields, as in @book{day2020, title = {…}}",
            };
        }
        let kind = if is_at_end {
            &ParseErrorKind::UnexpectedEof
        } else {
            &error.kind
        };
        let (why, fix) = in_words(kind);
        let at = if is_at_end { 0 } else { error.span.start };
        Broken { at, why, fix }
    })
}

/// What the parser says, for people.
pub fn in_words(kind: &ParseErrorKind) -> (String, &'static str) {
    const BRACES: &str = "check that each { has its }";
    const FIELD: &str = "write each field as: name = {words},";
    match kind {
        ParseErrorKind::UnexpectedEof => ("a closing brace is missing".into(), BRACES),
        ParseErrorKind::Expected(Token::ClosingBrace | Token::OpeningBrace) => ("a brace is missing".into(), BRACES),
        ParseErrorKind::Unexpected(Token::ClosingBrace) => ("it has one closing brace too many".into(), BRACES),
        ParseErrorKind::Expected(Token::Comma) => ("a comma is missing before this".into(), FIELD),
        ParseErrorKind::Expected(Token::Equals) => ("a = is missing after the name of a field".into(), FIELD),
        ParseErrorKind::UnknownAbbreviation(name) => (
            format!("“{}” stands without braces", name.trim_matches(['“', '”', '‘', '’'])),
            "put words in braces: title = {Trust in schools}",
        ),
        ParseErrorKind::MalformedCommand => (
            "nothing that LaTeX knows follows a backslash".into(),
            "delete the backslash",
        ),
        other => (other.to_string(), FIELD),
    }
}

/// The key of a piece that cannot be read.
pub fn key_of(piece: &str) -> Option<&str> {
    if has_no_key(piece) {
        return None;
    }
    let (_, rest) = piece.lines().next()?.split_once(['{', '('])?;
    let key = rest.trim_start();
    let end = key
        .find(|c: char| c == ',' || c == '}' || c.is_whitespace())
        .unwrap_or(key.len());
    (end > 0).then(|| &key[..end])
}

/// What stands in the place of the key, where it has a space in it: the parser stops there and asks for a comma.
fn key_with_space(piece: &str) -> Option<&str> {
    let (_, rest) = piece.lines().next()?.split_once('{')?;
    let key = rest.split_once(',')?.0.trim();
    let is_field = key.contains(['=', '{', '}', '"']);
    (!is_field && key.contains(char::is_whitespace)).then_some(key)
}

/// Whether the first field stands where the key should.
fn has_no_key(piece: &str) -> bool {
    const OTHERS: [&str; 3] = ["@string", "@preamble", "@comment"];
    let Some((head, rest)) = piece.split_once('{') else {
        return false;
    };
    let rest = rest.trim_start();
    let field = rest.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let is_field = field.len() < rest.len() && field.trim_start().starts_with('=');
    is_field && !OTHERS.contains(&head.trim().to_ascii_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::{parse, pieces};

    fn why(piece: &str) -> String {
        parse(piece).err().map(|broken| broken.why).unwrap_or_default()
    }

    #[test]
    fn a_space_in_a_key_is_told_as_that() {
        assert_eq!(
            why("@book{day 2020, title = {A}}"),
            "its key “day 2020” has a space in it"
        );
        assert_eq!(why("@book{day2020 title = {A}}"), "a comma is missing before this");
    }
    #[test]
    fn a_key_that_is_missing_is_told_as_that() {
        assert_eq!(why("@book{title = {A}, year = {2001}}"), "it has no key");
        assert_eq!(why("@book{\n  title={A}}"), "it has no key");
        assert_ne!(why("@string{press = School Press}"), "it has no key");
    }

    /// BibTeX takes what stands outside of entries for comments; nobody who writes an entry means one.
    #[test]
    fn an_entry_begins_behind_whatever_stands_before_it() {
        let firsts = |text: &str| -> Vec<String> {
            let pieces = pieces(text).into_iter();
            pieces.map(|(start, end)| text[start..end].trim().to_owned()).collect()
        };
        for before in [
            "",
            "\u{feff}",
            "\u{200b}",
            "\u{a0}",
            "\n\u{feff}",
            "\u{feff}\u{feff}",
            "1. ",
            "- ",
            "Our works: ",
        ] {
            assert_eq!(
                firsts(&format!("{before}@book{{a, b = {{c}}}}")),
                ["@book{a, b = {c}}"],
                "{before:?}"
            );
        }
        assert_eq!(firsts("Ask ann@example.org\n@book{a, b = {c}}"), ["@book{a, b = {c}}"]);
        for comment in [
            "% old @book{a, b = {c}}",
            "# @book{a, b = {c}}",
            "// @book{a, b = {c}}",
            "ann@example.org",
        ] {
            assert!(firsts(comment).is_empty(), "{comment}");
        }
    }
}

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

/// The file in pieces that each begin at an `@` at the start of a line. Where one leaves as many braces open as the next
/// closes, the `@` stands in a field, and the two are one.
pub fn pieces(text: &str) -> Vec<(usize, usize)> {
    let mut starts: Vec<usize> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let indent = line.len() - line.trim_start().len();
        if line[indent..].starts_with('@') {
            starts.push(at + indent);
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
                fix: "write it without spaces, as in day2020",
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
            format!("“{name}” stands without braces"),
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

#[cfg(test)]
mod tests {
    use super::parse;

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
}

//! Styles within a drawing (CSS Syntax 3), without what leads out of it.
//!
//! 1. A text is cut into [tokens](Token), as section 4.3 of the specification has it.
//! 2. A declaration with a token that leads elsewhere goes, and so does a rule with one in what it is for.
//! 3. Where it cannot be told for certain what a browser would read, all of the text goes: with a backslash outside of a string, which
//!    may write any name in another way, and with brackets and quotes that do not come in pairs.
//!
//! What is kept is kept as it was written, token by token, and begins behind a `{`, `}` or `;`: so no two tokens become one.

/// The rules beside those of a selector that a drawing needs. All others load something, or are about printed pages.
const RULES: [&str; 5] = ["@-webkit-keyframes", "@keyframes", "@layer", "@media", "@supports"];

/// What is white space to CSS (4.2), and no more.
const SPACE: [char; 5] = [' ', '\t', '\n', '\r', '\x0c'];

/// A token, by what becomes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token {
    Remark,
    /// The name of a rule, such as `@media`.
    Rule,
    /// It may lead out of the drawing.
    Elsewhere,
    Other,
}

/// A style sheet, or the declarations of a `style` attribute, without remarks and without what leads elsewhere.
///
/// Nothing where it cannot be told for certain what that is.
pub fn bare(css: &str) -> Option<String> {
    let mut out = String::with_capacity(css.len());
    // What has to close, from the outermost to the innermost.
    let mut brackets: Vec<&str> = Vec::new();
    // Where rules begin whose blocks are open, and whether they go.
    let mut rules: Vec<(usize, bool)> = Vec::new();
    // The declaration, or what a rule is for, that is being read.
    let (mut start, mut goes) = (0, false);
    let mut rest = css;
    while !rest.is_empty() {
        let (token, length) = token(rest, brackets.last() == Some(&")"))?;
        let (text, after) = rest.split_at(length);
        rest = after;
        match token {
            Token::Remark if stands_apart(&out) => {}
            // With nothing in its place, what stands before it and behind it might become one.
            Token::Remark => out.push_str("/**/"),
            Token::Elsewhere => goes = true,
            Token::Rule => {
                let is_first = out[start..].trim().is_empty();
                goes |= !is_first || !RULES.contains(&text.to_ascii_lowercase().as_str());
                out.push_str(text);
            }
            Token::Other => {
                match text {
                    "(" => brackets.push(")"),
                    "[" => brackets.push("]"),
                    ")" | "]" if brackets.pop() != Some(text) => return None,
                    "{" | "}" | ";" if !brackets.is_empty() => return None,
                    "{" => rules.push((start, std::mem::take(&mut goes))),
                    "}" if goes => out.truncate(start),
                    _ => {}
                }
                out.push_str(text);
                if text == "}" {
                    (start, goes) = rules.pop()?;
                }
                if ["}", ";"].contains(&text) && std::mem::take(&mut goes) {
                    out.truncate(start);
                }
                if ["{", "}", ";"].contains(&text) {
                    start = out.len();
                }
            }
        }
    }
    if goes {
        out.truncate(start);
    }
    (brackets.is_empty() && rules.is_empty()).then_some(out)
}

/// Whether a value can stay as it is. A share of it would be another value.
pub fn is_bare(value: &str) -> bool {
    bare(value).as_deref() == Some(value)
}

fn stands_apart(before: &str) -> bool {
    let end = before.chars().next_back();
    end.is_none_or(|c| SPACE.contains(&c) || ['{', '}', ';', ','].contains(&c))
}

/// What a text begins with, and its length.
fn token(css: &str, is_in_parentheses: bool) -> Option<(Token, usize)> {
    let first = css.chars().next()?;
    match first {
        '/' if css.starts_with("/*") => Some((Token::Remark, css[2..].find("*/")? + 4)),
        '"' | '\'' => {
            let length = string(css, first)?;
            let text = &css[1..length - 1];
            // In parentheses it may be an address; elsewhere it is the name of a font or a word, and no folder is.
            let stays = text.starts_with('#') || !is_in_parentheses && !text.contains(['/', '\\']);
            Some((if stays { Token::Other } else { Token::Elsewhere }, length))
        }
        '\\' => None,
        '#' | '@' => name(css),
        _ if is_of_name(first) => name(css),
        _ => Some((Token::Other, first.len_utf8())),
    }
}

/// How long a string is, its quotes with it.
fn string(css: &str, quote: char) -> Option<usize> {
    let mut is_escaped = false;
    for (at, c) in css.char_indices().skip(1) {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '\n' | '\r' | '\x0c' => return None,
            _ if c == quote => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// A name, a number, a colour; an address if it is not in quotes.
fn name(css: &str) -> Option<(Token, usize)> {
    let first = css.chars().next()?.len_utf8();
    let length = css[first..]
        .find(|c| !is_of_name(c))
        .map_or(css.len(), |length| first + length);
    let (name, after) = css.split_at(length);
    let token = if name.starts_with('@') {
        Token::Rule
    } else {
        Token::Other
    };
    let lower = name.to_ascii_lowercase();
    let Some(inside) = after.strip_prefix('(').filter(|_| lower.ends_with("url")) else {
        return Some((token, length));
    };
    if lower != "url" {
        // Browsers do not agree which characters are of a name.
        return None;
    }
    let address = inside.trim_start_matches(SPACE);
    if address.starts_with(['"', '\'']) {
        return Some((token, length));
    }
    let (address, behind) = address.split_once(')')?;
    if address.contains(['"', '\'', '(', '\\']) {
        return None;
    }
    let token = if address.starts_with('#') {
        Token::Other
    } else {
        Token::Elsewhere
    };
    Some((token, css.len() - behind.len()))
}

fn is_of_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '_' || !c.is_ascii()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::select;

    #[test]
    fn what_a_drawing_needs_stays_as_it_is() {
        for css in [
            "",
            "path{fill:none;stroke:#0b6e4f;stroke-width:2.5}",
            "text{font:14px 'Segoe UI',\"Open Sans\",sans-serif}\n.name , #a > b:hover::before{text-anchor:end !important}",
            "@media (prefers-color-scheme:dark){.a{fill:url(#leaf)}.b{clip-path:url( '#cut' )}}",
            "@keyframes turn{from{transform:rotate(0)}50%{opacity:.5}to{transform:rotate(1turn)}}",
            "@supports (fill:red){a[id=\"x\"]:not(.b){--room:calc(1px + var(--gap, 2px))}}",
            "fill:url(#leaf) red;stroke:rgb(1 2 3 / 50%)",
            "fill : red ; ",
        ] {
            assert_eq!(bare(css).as_deref(), Some(css));
        }
    }

    #[test]
    fn remarks_go_and_what_stands_beside_them_stays_apart() {
        for (css, expected) in [
            ("/* by someone */ a{/* x */fill:red;/* y */}", " a{fill:red;}"),
            ("a{fill:/*x*/red}", "a{fill:/**/red}"),
            ("a{b:u/*x*/rl(#a)}", "a{b:u/**/rl(#a)}"),
            ("a{font-family:'/*no*/'}", "a{}"),
            ("a{b:'*no*'/*'*/}", "a{b:'*no*'/**/}"),
        ] {
            assert_eq!(bare(css).as_deref(), Some(expected), "{css}");
            assert_eq!(bare(expected).as_deref(), Some(expected), "again");
        }
    }

    #[test]
    fn what_leads_elsewhere_goes_and_nothing_else() {
        for (css, expected) in [
            ("a{fill:url(file:///home/x);stroke:red}", "a{stroke:red}"),
            ("a{stroke:red;fill:url( \"x.svg#a\" )}b{c:d}", "a{stroke:red;}b{c:d}"),
            ("a{fill:URL(x.svg#a)}", "a{}"),
            ("fill:url(data:image/png;base64,AAAA);stroke:red", "stroke:red"),
            ("fill:red;mask-image:image-set('x.png' 1x)", "fill:red;"),
            ("@import 'x.css';a{b:c}", "a{b:c}"),
            ("@IMPORT url(#a);a{b:c}", "a{b:c}"),
            ("<!-- @import 'x.css';a{b:c}", "a{b:c}"),
            ("@namespace url(file:///x);a{b:c}", "a{b:c}"),
            ("@font-face{font-family:a;src:local('b'),url(x.ttf)}a{b:c}", "a{b:c}"),
            ("@media (a:url(x)){b{c:d}}e{f:g}", "e{f:g}"),
            ("@page{a{fill:url(x)}b:c}e{f:g}", "e{f:g}"),
            ("@media print{a{fill:url(x)}b{c:d}}", "@media print{a{}b{c:d}}"),
            ("a{font-family:'C:\\Users\\x'}", "a{}"),
            ("a{--x:{b:url(x)};c:d}", "a{--x:{};c:d}"),
        ] {
            assert_eq!(bare(css).as_deref(), Some(expected), "{css}");
            assert_eq!(bare(expected).as_deref(), Some(expected), "again");
        }
    }

    #[test]
    fn what_cannot_be_told_goes_as_a_whole() {
        for css in [
            "a{fill:\\75rl(x)}",
            "a{fill:u\\72l(x)}",
            ".a\\:b{fill:red}",
            "a{fill:url(x\\)y)}",
            "a{fill:url(x'y)}",
            "a{fill:url(x(y))}",
            "a{fill:\u{d7}url(x)}",
            "a{fill:url(x",
            "a{fill:red",
            "a}",
            "a{b:(c]}",
            "a{b:(c}",
            "a{b:'c}",
            "a{b:'c\n'}",
            "/* a",
            "a{b:(;)}",
        ] {
            assert_eq!(bare(css), None, "{css}");
        }
    }

    const PIECES: [&str; 32] = [
        "a",
        "é",
        "#a",
        "fill",
        ":",
        ";",
        "{",
        "}",
        "(",
        ")",
        "[",
        "]",
        ",",
        " ",
        "\n",
        "/*",
        "*/",
        "/**/",
        "/",
        "'",
        "\"",
        "'#a'",
        "\\",
        "\\75",
        "url",
        "url(",
        "url(#a)",
        "URL( '#a' )",
        "@media",
        "@import",
        "u",
        "rl(x)",
    ];

    /// What stands outside of strings, which are empty then.
    fn outside_of_strings(css: &str) -> String {
        let mut quote = None;
        let mut chars = css.chars();
        let mut outside = String::new();
        while let Some(c) = chars.next() {
            match quote {
                Some(_) if c == '\\' => drop(chars.next()),
                Some(end) if c == end => quote = None,
                Some(_) => {}
                None => {
                    quote = ['\'', '"'].contains(&c).then_some(c);
                    outside.push(c.to_ascii_lowercase());
                }
            }
        }
        outside
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn whatever_is_written_no_address_stays(pieces in vec(select(&PIECES[..]), 0..24)) {
            let css = pieces.concat();
            if let Some(kept) = bare(&css) {
                prop_assert_eq!(bare(&kept), Some(kept.clone()), "{} became {}", css, kept);
                let outside = outside_of_strings(&kept);
                for (at, found) in outside.match_indices("url(") {
                    let inside = outside[at + found.len()..].trim_start();
                    prop_assert!(inside.starts_with(['#', '\'', '"']), "{} became {}", css, kept);
                }
                prop_assert!(!outside.contains('\\'), "{} became {}", css, kept);
            }
        }
    }

    #[test]
    fn a_value_stays_or_goes() {
        assert!(is_bare("url(#a) red"));
        assert!(is_bare("0;1;0"));
        assert!(!is_bare("red;url(x)"));
        assert!(!is_bare("url('x')"));
        assert!(!is_bare("\\75rl(x)"));
    }
}

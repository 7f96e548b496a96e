//! The styles of a theme, as one file.
//!
//! 1. The colours come first, so that each layer may use and change them.
//! 2. Each layer's file stands in its cascade layer, in a fixed order: a school's own rules always win.
//! 3. Comments go, and spaces and semicolons that part nothing: they are for those who write styles, and a phone would load them.

use super::files::ThemeFiles;
use super::palette::Palette;
use std::fmt::Write as _;

/// The cascade layers in their order, each the name of a file in `styles/`.
pub const LAYERS: [&str; 6] = ["reset", "tokens", "layout", "parts", "print", "school"];

/// All styles of a theme.
pub fn style(files: &ThemeFiles, palette: &Palette) -> String {
    let mut css = format!("@layer {};\n{}", LAYERS.join(", "), palette.css());
    for layer in LAYERS {
        if let Some(text) = files.text(&format!("styles/{layer}.css")) {
            // Writing to a string cannot fail.
            let _ = writeln!(css, "@layer {layer}{{{}}}", shortened(text));
        }
    }
    css
}

/// Signs behind which no space means anything.
const SEPARATORS: &str = "{};,:";

/// Styles without comments and without spaces that part nothing. What stands between quotation marks, or in `url()` without
/// them, is text, whatever it looks like (CSS Syntax 3, 4.3).
fn shortened(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(first) = rest.chars().next() {
        let begins_url = |text: &str| text.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("url("));
        let length = match first {
            '/' if rest.starts_with("/*") => {
                let end = rest[2..].find("*/").map_or(rest.len(), |at| at + 4);
                rest = &rest[end..];
                // A comment is no space (CSS Syntax 3, 4.3.2), and may stand between two words.
                let touches = |c: char| !c.is_whitespace() && !SEPARATORS.contains(c) || c == ':';
                if out.ends_with(touches) && rest.starts_with(touches) {
                    out.push_str("/**/");
                }
                continue;
            }
            '"' | '\'' => 1 + end_of(&rest[1..], first),
            'u' | 'U' if begins_url(rest) && !rest[4..].trim_start().starts_with(['"', '\'']) => {
                4 + end_of(&rest[4..], ')')
            }
            '\\' => 1 + rest.chars().nth(1).map_or(0, char::len_utf8),
            c if c.is_whitespace() => {
                rest = rest.trim_start();
                let parts_nothing =
                    out.is_empty() || out.ends_with(|c| c == ' ' || SEPARATORS.contains(c)) && !ends_escaped(&out);
                if !parts_nothing && !rest.starts_with(['{', '}']) && !rest.is_empty() {
                    out.push(' ');
                }
                continue;
            }
            '}' => {
                // The last of some rules needs no end.
                if out.ends_with(';') && !ends_escaped(&out) {
                    out.pop();
                }
                1
            }
            other => other.len_utf8(),
        };
        let (token, behind) = rest.split_at(length.min(rest.len()));
        out.push_str(token);
        rest = behind;
    }
    out
}

/// Whether the last sign stands behind a backslash, and so is a part of a name.
fn ends_escaped(out: &str) -> bool {
    let mut last = out.chars().rev();
    last.next();
    last.take_while(|c| *c == '\\').count() % 2 == 1
}

/// How many bytes there are up to an ending, with it; one behind a backslash is none.
fn end_of(text: &str, ending: char) -> usize {
    let mut is_escaped = false;
    for (at, c) in text.char_indices() {
        if c == ending && !is_escaped {
            return at + c.len_utf8();
        }
        is_escaped = c == '\\' && !is_escaped;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn comments_and_what_parts_nothing_go() {
        let css = "/* Of links. */\na > b, c { color: red; /* so */ }\n\n  @media (width: 1px) {\n    b/**/c :hover { margin: 0 1px }\n  }\n/* open";
        assert_eq!(
            shortened(css),
            "a > b,c{color:red}@media (width:1px){b/**/c :hover{margin:0 1px}}"
        );
    }

    #[test]
    fn text_is_left_as_it_is() {
        for css in [
            "a::after{content:\"/* no */ { a: b; }\"}",
            "a::after{content:'it\\'s /* no */'}",
            "a{background:url(a/*b*/c.png)}",
            "a{background:url( \"a/*b.png\" )}",
            ".a\\/\\*b{color:red}",
            ".a\\ {color:red}",
            ".a\\: .b{color:red}",
            ".card/**/:hover{color:red}",
            "a{content:\"“/*”\"}",
            "a{--b:c\\;}",
            "a{--b:\";}\"}",
        ] {
            assert_eq!(shortened(css), css);
        }
    }
}

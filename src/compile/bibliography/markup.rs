//! Markup of titles that readers are to see: words in italics, and formulas, which become plain text.
//!
//! Italics pass through the parser of BibTeX between two marks that no text has.

use std::ops::Range;

const BEGIN: char = '\u{E1B0}';
const END: char = '\u{E1B1}';

const ITALICS: [(&str, &str); 9] = [
    ("\\emph{", "}"),
    ("\\textit{", "}"),
    ("\\textsl{", "}"),
    ("\\mkbibemph{", "}"),
    ("{\\em ", "}"),
    ("{\\it ", "}"),
    ("<i>", "</i>"),
    ("<em>", "</em>"),
    ("{\\textless}i{\\textgreater}", "{\\textless}/i{\\textgreater}"),
];

/// Words in italics, and formulas, are no longer.
pub const LONGEST: usize = 400;

/// The text with marks around what is in italics.
pub fn with_marks(text: &str) -> String {
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    for (open, close) in ITALICS {
        let is_braced = close == "}";
        for (start, _) in text.match_indices(open) {
            let inside = start + open.len();
            let near = &text[inside..text.floor_char_boundary(inside + LONGEST)];
            let Some(length) = (if is_braced {
                closing_brace(near)
            } else {
                near.find(close)
            }) else {
                continue;
            };
            let end = inside + length;
            let (begins, ends) = if is_braced { ("{", "}") } else { ("", "") };
            edits.push((start..inside, format!("{begins}{BEGIN}")));
            edits.push((end..end + close.len(), format!("{END}{ends}")));
        }
    }
    edited(text, edits)
}

/// A text with places in it written anew; of two at one place the first is.
fn edited(text: &str, mut edits: Vec<(Range<usize>, String)>) -> String {
    edits.sort_by_key(|(range, _)| range.start);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (range, words) in edits {
        if range.start >= at {
            out.push_str(&text[at..range.start]);
            out.push_str(&words);
            at = range.end;
        }
    }
    out.push_str(&text[at..]);
    out
}

/// Where the brace stands that ends what begins here.
fn closing_brace(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 0 => return Some(at),
            b'}' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The parts of some words between marks, and whether each is in italics; `is_italic` goes on from one text to the next.
pub fn parts<'t>(words: &'t str, is_italic: &mut bool) -> Vec<(&'t str, bool)> {
    let mut parts = Vec::new();
    for part in words.split_inclusive([BEGIN, END]) {
        let bare = part.trim_end_matches([BEGIN, END]);
        parts.push((bare, *is_italic));
        if part.ends_with(BEGIN) {
            *is_italic = true;
        } else if part.ends_with(END) {
            *is_italic = false;
        }
    }
    parts
}

pub fn without_marks(text: &str) -> String {
    text.replace([BEGIN, END], "")
}

/// Formulas that are letters and figures, as text: `$\chi^2$`, `CO$_{\textrm{2}}$`, `\textsubscript{2}`.
pub fn without_formulas(text: &str) -> String {
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    let mut from = 0;
    while let Some(range) = next_formula(text, from) {
        from = range.end;
        edits.extend(plain(text[range.clone()].trim_matches('$')).map(|words| (range, words)));
    }
    for (open, close, scripts) in [
        ("\\textsuperscript{", "}", SUPERSCRIPTS),
        ("\\textsubscript{", "}", SUBSCRIPTS),
        ("<sup>", "</sup>", SUPERSCRIPTS),
        ("<sub>", "</sub>", SUBSCRIPTS),
    ] {
        for (start, _) in text.match_indices(open) {
            let inside = start + open.len();
            let near = &text[inside..text.floor_char_boundary(inside + LONGEST)];
            if let Some(length) = near.find(close) {
                let script = set_as(&near[..length], scripts);
                edits.push((start..inside + length + close.len(), script));
            }
        }
    }
    edited(text, edits)
}

const SUPERSCRIPTS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
const SUBSCRIPTS: [char; 10] = ['₀', '₁', '₂', '₃', '₄', '₅', '₆', '₇', '₈', '₉'];

/// Figures above or below the line; other letters stand on it.
fn set_as(text: &str, scripts: [char; 10]) -> String {
    let figure = |c: char| c.to_digit(10).and_then(|digit| scripts.get(digit as usize).copied());
    if text.chars().all(|c| c.is_ascii_digit()) {
        text.chars().filter_map(figure).collect()
    } else {
        text.to_owned()
    }
}

/// What stands between two signs of mathematics, with a mark of it inside: an amount of dollars is none.
fn next_formula(text: &str, from: usize) -> Option<Range<usize>> {
    let mut from = from;
    loop {
        let start = from + text[from..].find('$')?;
        from = start + 1;
        let near = &text[from..text.floor_char_boundary(from + LONGEST)];
        let Some(length) = near.find('$').filter(|_| !text[..start].ends_with('\\')) else {
            continue;
        };
        let inside = &near[..length];
        if inside.contains(['^', '_', '\\']) && !inside.contains('\n') && !inside.ends_with('\\') {
            return Some(start..from + length + 1);
        }
    }
}

/// A formula as text; none where it is more than that.
fn plain(formula: &str) -> Option<String> {
    const GREEK: [(&str, &str); 12] = [
        ("\\alpha", "α"),
        ("\\beta", "β"),
        ("\\gamma", "γ"),
        ("\\delta", "δ"),
        ("\\eta", "η"),
        ("\\kappa", "κ"),
        ("\\mu", "μ"),
        ("\\rho", "ρ"),
        ("\\sigma", "σ"),
        ("\\chi", "χ"),
        ("\\omega", "ω"),
        ("\\times", "×"),
    ];
    let mut text = formula.to_owned();
    for command in ["\\textrm{", "\\mathrm{", "\\text{", "\\rm{", "\\mathit{"] {
        text = text.replace(command, "{");
    }
    for (name, letter) in GREEK {
        text = text.replace(name, letter);
    }
    let mut out = String::new();
    let mut scripts = None;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '^' => scripts = Some(SUPERSCRIPTS),
            '_' => scripts = Some(SUBSCRIPTS),
            '\\' => return None,
            '{' | '}' => {
                let inside: String = std::iter::from_fn(|| rest.next_if(|c| !matches!(c, '{' | '}'))).collect();
                match scripts.filter(|_| !inside.is_empty()) {
                    Some(kind) => {
                        out.push_str(&set_as(&inside, kind));
                        scripts = None;
                    }
                    None => out.push_str(&inside),
                }
            }
            c => match scripts.take() {
                Some(kind) => out.push_str(&set_as(&c.to_string(), kind)),
                None => out.push(c),
            },
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::{parts, with_marks, without_formulas, without_marks};

    #[test]
    fn formulas_are_text() {
        for (written, meant) in [
            ("CO$_{\\textrm{2}}$ in class", "CO₂ in class"),
            ("The 21$^{st}$ century", "The 21st century"),
            ("A $\\chi^2$ test", "A χ² test"),
            ("H\\textsubscript{2}O and <sup>2</sup>", "H₂O and ²"),
            ("It costs $5 or $6", "It costs $5 or $6"),
            ("\\$5_000 and \\$6", "\\$5_000 and \\$6"),
            ("$\\frac{1}{2}$", "$\\frac{1}{2}$"),
        ] {
            assert_eq!(without_formulas(written), meant, "{written}");
        }
    }

    #[test]
    fn italics_pass() {
        for written in [
            "On \\emph{The {Giver}} again",
            "On <i>The Giver</i> again",
            "On {\\em The Giver} again",
        ] {
            let marked = with_marks(written);
            let mut is_italic = false;
            let italic: String = parts(&marked, &mut is_italic)
                .into_iter()
                .filter_map(|(words, is_italic)| is_italic.then_some(words))
                .collect();
            assert_eq!(italic.replace(['{', '}'], ""), "The Giver", "{written}");
            assert_eq!(without_marks(&marked).replace(['{', '}'], ""), "On The Giver again");
        }
        assert_eq!(with_marks("<i>no end"), "<i>no end");
    }
}

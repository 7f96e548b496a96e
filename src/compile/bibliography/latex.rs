//! What people and publishers write into BibTeX beside text, made text before it is parsed.
//!
//! The parser knows letters with accents and most symbols. It leaves other commands as they stand, and HTML too, which
//! publishers' sites export. Lines stay where they are, so that places in the file do.

use super::markup::{self, LONGEST};

/// A tilde that is meant, as in an address: `~` itself is a space that does not break.
pub const TILDE: char = '\u{E07E}';

/// Commands whose argument is what is shown, or nothing; longer names before those that they begin with.
const UNWRAPPED: [&str; 16] = [
    "textsuperscript",
    "textsubscript",
    "textnormal",
    "textsc",
    "textit",
    "textbf",
    "textrm",
    "textsl",
    "textsf",
    "texttt",
    "emph",
    "mbox",
    "hbox",
    "mkbibemph",
    "nolinkurl",
    "url",
];

const REPLACED: [(&str, &str); 38] = [
    (r"{\em ", "{"),
    (r"{\it ", "{"),
    (r"{\bf ", "{"),
    (r"{\sc ", "{"),
    (r"\'\i", r"\'i"),
    (r"\`\i", r"\`i"),
    ("\\\"\\i", "\\\"i"),
    (r"\^\i", r"\^i"),
    (r"\~\i", r"\~i"),
    (r"\'\j", r"\'j"),
    (r"{\_}", "_"),
    (r"{\&}", "&"),
    (r"{\%}", "%"),
    (r"{\#}", "#"),
    (r"\_", "_"),
    (r"\&", "&"),
    (r"\%", "%"),
    (r"\#", "#"),
    (r"\ldots{}", "…"),
    (r"\ldots", "…"),
    (r"\dots", "…"),
    (r"{\textless}", "<"),
    (r"{\textgreater}", ">"),
    (r"\textless", "<"),
    (r"\textgreater", ">"),
    (r"{\texteuro}", "€"),
    (r"\texteuro", "€"),
    (r"\pounds", "£"),
    (r"\textdegree", "°"),
    (r"\,", " "),
    (r"\;", " "),
    (r"\:", " "),
    (r"\!", ""),
    (r"\/", ""),
    (r"\-", ""),
    (r"\ ", " "),
    ("&nbsp;", " "),
    ("&#160;", " "),
];

/// Entities that publishers' sites leave in titles and names.
const ENTITIES: [(&str, &str); 14] = [
    ("&amp;", "&"),
    ("&quot;", "\u{201D}"),
    ("&#34;", "\u{201D}"),
    ("&apos;", "'"),
    ("&#39;", "'"),
    ("&#x27;", "'"),
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&ndash;", "–"),
    ("&mdash;", "—"),
    ("&rsquo;", "’"),
    ("&lsquo;", "‘"),
    ("&ldquo;", "“"),
    ("&rdquo;", "”"),
];

const TAGS: [&str; 9] = ["i", "b", "em", "strong", "sup", "sub", "scp", "span", "p"];

/// The text of an entry without such markup.
pub fn clean(entry: &str) -> String {
    let mut text = entry.to_owned();
    if text.contains(['\\', '<', '$']) {
        text = markup::with_marks(&markup::without_formulas(&text));
    }
    if text.contains('\\') {
        for command in UNWRAPPED {
            text = text.replace(&format!("\\{command}{{"), "{");
        }
        for tilde in [
            r"{\textasciitilde}",
            r"\textasciitilde{}",
            r"\textasciitilde ",
            r"\~{}",
            r"\textasciitilde",
        ] {
            text = text.replace(tilde, TILDE.encode_utf8(&mut [0; 4]));
        }
        for (written, meant) in REPLACED {
            text = text.replace(written, meant);
        }
        text = quoted(&text);
    }
    if text.contains('&') {
        for (written, meant) in ENTITIES {
            text = text.replace(written, meant);
        }
    }
    if text.contains('<') {
        for tag in TAGS {
            for written in [format!("<{tag}>"), format!("</{tag}>")] {
                text = text.replace(&written, "");
            }
        }
    }
    text
}

/// `\enquote{words}` as LaTeX's quotation marks.
fn quoted(text: &str) -> String {
    const COMMAND: &str = "\\enquote{";
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(COMMAND) {
        let (before, after) = (&rest[..at], &rest[at + COMMAND.len()..]);
        out.push_str(before);
        // An end that is too far away is looked for once, and not by each.
        let near = &after[..after.floor_char_boundary(LONGEST)];
        match near.split_once('}') {
            Some((words, _)) if !words.contains('{') => {
                out.push_str("``");
                out.push_str(words);
                out.push_str("''");
                rest = &after[words.len() + 1..];
            }
            _ => {
                out.push('{');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::{TILDE, clean, markup};

    #[test]
    fn markup_becomes_text() {
        let cases = [
            (r"On \emph{trust} and \textit{The Giver}", "On {trust} and {The Giver}"),
            (r"Garc{\'\i}a", r"Garc{\'i}a"),
            (r"10.1207/s15326985ep4001{\_}2", "10.1207/s15326985ep4001_2"),
            (r"\url{https://example.org/a\_b}", "{https://example.org/a_b}"),
            (
                "Leading &amp; learning: What&#39;s next?",
                "Leading & learning: What's next?",
            ),
            (
                "On <i>trust</i> in {\\textless}i{\\textgreater}schools",
                "On trust in schools",
            ),
            (r"\enquote{Trust} me", "``Trust'' me"),
            ("1 < 2 & <script>", "1 < 2 & <script>"),
        ];
        for (written, meant) in cases {
            assert_eq!(markup::without_marks(&clean(written)), meant, "{written}");
        }
        assert_eq!(
            clean(r"https://x.org/{\textasciitilde}a"),
            format!("https://x.org/{TILDE}a")
        );
    }
}

//! Backslashes in texts of TOML: in straight double quotes each gives the signs after it a meaning (TOML 1.0, "String"; 1.1 adds `\e`
//! and `\x`). Whoever writes the path of a folder does not think of it.
//!
//! 1. [`texts`] finds the texts in straight double quotes.
//! 2. [`unread`] tells of a backslash that has no meaning, or that takes the last quote of a text into the text.
//! 3. [`in_value`] tells of one that stands for a sign which no page can show, or whose meaning was probably not meant: of
//!    `S:\team\notes` a tab and a line break are made.

use super::{Code, Diagnostic, Span};
use std::ops::Range;

/// A text in straight double quotes, as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// With its quotes.
    pub range: Range<usize>,
    is_long: bool,
    is_closed: bool,
}

/// What is said of a backslash.
#[derive(Debug, PartialEq, Eq)]
pub struct Told {
    pub at: usize,
    code: Code,
    message: String,
    fix: String,
}

impl Told {
    /// The diagnostic, where the caller has found the place of the backslash in its file.
    pub fn at(self, span: Span) -> Diagnostic {
        Diagnostic::at(self.code, span, self.message).fix(self.fix)
    }
}

/// The texts in straight double quotes that a piece of TOML has, in its order.
pub fn texts(toml: &str) -> Vec<Text> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = toml[at..].find(['"', '\'', '#']).map(|next| at + next) {
        let rest = &toml[next..];
        let line = rest.find('\n').unwrap_or(rest.len());
        let length = if rest.starts_with('#') {
            line
        } else if let Some(long) = rest.strip_prefix("'''") {
            long.find("'''").map_or(rest.len(), |end| end + 6)
        } else if rest.starts_with('\'') {
            rest[1..line].find('\'').map_or(line, |end| end + 2)
        } else {
            let is_long = rest.starts_with("\"\"\"");
            let (quotes, most) = if is_long { ("\"\"\"", rest.len()) } else { ("\"", line) };
            let end = end_of_text(&rest[quotes.len()..most], quotes);
            let length = end.map_or(most, |end| quotes.len() + end + quotes.len());
            found.push(Text {
                range: next..next + length,
                is_long,
                is_closed: end.is_some(),
            });
            length
        };
        at = next + length;
    }
    found
}

/// Where the quotes stand that end a text; in straight double quotes a backslash takes the next sign in.
pub fn end_of_text(words: &str, quotes: &str) -> Option<usize> {
    let has_escapes = quotes.starts_with('"');
    let mut is_escaped = false;
    for (at, c) in words.char_indices() {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' if has_escapes => is_escaped = true,
            _ if words[at..].starts_with(quotes) => return Some(at),
            _ => {}
        }
    }
    None
}

/// A sign of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    Plain(char),
    /// A backslash and what it makes of what follows it.
    Escape(char),
    /// The end of a line that a backslash joins with the next one.
    Join,
    /// A backslash without a meaning.
    Nothing,
}

/// The signs of a text, each with where it stands; none where no backslash is among them.
fn signs(words: &str, is_long: bool) -> Vec<(usize, Sign)> {
    let mut signs = Vec::new();
    if !words.contains('\\') {
        return signs;
    }
    let mut at = 0;
    while let Some(next) = words[at..].chars().next() {
        let (sign, length) = match next {
            '\\' => escape(&words[at..], is_long),
            plain => (Sign::Plain(plain), plain.len_utf8()),
        };
        signs.push((at, sign));
        at += length;
    }
    signs
}

/// What the backslash is that `words` begin with, and how far it reaches.
fn escape(words: &str, is_long: bool) -> (Sign, usize) {
    let after = &words[1..];
    let blank = after.len() - after.trim_start().len();
    if is_long && after[..blank].contains('\n') {
        return (Sign::Join, 1 + blank);
    }
    let figures = match after.as_bytes().first() {
        Some(b'b') => return (Sign::Escape('\u{8}'), 2),
        Some(b't') => return (Sign::Escape('\t'), 2),
        Some(b'n') => return (Sign::Escape('\n'), 2),
        Some(b'f') => return (Sign::Escape('\u{c}'), 2),
        Some(b'r') => return (Sign::Escape('\r'), 2),
        Some(b'e') => return (Sign::Escape('\u{1b}'), 2),
        Some(b'"') => return (Sign::Escape('"'), 2),
        Some(b'\\') => return (Sign::Escape('\\'), 2),
        Some(b'x') => 2,
        Some(b'u') => 4,
        Some(b'U') => 8,
        _ => return (Sign::Nothing, 1),
    };
    let number = after
        .get(1..=figures)
        .filter(|figures| figures.bytes().all(|b| b.is_ascii_hexdigit()));
    let number = number.and_then(|figures| u32::from_str_radix(figures, 16).ok());
    match number.and_then(char::from_u32) {
        Some(sign) => (Sign::Escape(sign), 2 + figures),
        None => (Sign::Nothing, 1),
    }
}

/// Tells of a backslash in a text that TOML cannot read.
pub fn unread(toml: &str, text: &Text) -> Option<Told> {
    const MEANS: &str = "In straight quotes a backslash (\\) gives what follows it a meaning";
    let words = &toml[text.range.clone()];
    let signs = signs(words, text.is_long);
    let without_meaning = signs.iter().find(|(_, sign)| *sign == Sign::Nothing);
    // Quotes within a text come in pairs; one that is left over at its end was to end it.
    let before_last_quote = || {
        let mut quotes = signs.iter().filter(|(_, sign)| *sign == Sign::Escape('"'));
        let last = quotes.next_back().filter(|_| !text.is_closed && !text.is_long)?;
        let is_left_over = quotes.count() % 2 == 0 && words[last.0 + 2..].trim().is_empty();
        is_left_over.then_some(last)
    };
    let at = text.range.start + without_meaning.or_else(before_last_quote)?.0;
    let message = match toml[at + 1..].chars().next() {
        Some('"') => {
            "The backslash (\\) before this quote makes it a part of the text, which then does not end.".into()
        }
        Some(sign) if !sign.is_whitespace() => format!("{MEANS}, and “\\{sign}” has none here."),
        _ => format!("{MEANS}, and here nothing follows it."),
    };
    Some(Told {
        at,
        code: Code::TomlSyntax,
        message,
        fix: fix(toml, at),
    })
}

/// Tells of a backslash in a value, written as `raw`, that TOML can read and that a person did not mean so.
pub fn in_value(raw: &str) -> Option<Told> {
    // Nearly no value has one.
    memchr::memchr(b'\\', raw.as_bytes())?;
    let found = texts(raw).into_iter().find_map(|text| {
        let signs = signs(&raw[text.range.clone()], text.is_long);
        let told = unshown(&signs).or_else(|| folder(&signs))?;
        Some((text.range.start + told.0, told.1, told.2))
    });
    let (at, code, what) = found?;
    let letter = raw[at + 1..].chars().next()?;
    let message = format!("In straight quotes “\\{letter}” stands for {what}.");
    let fix = fix(raw, at);
    Some(Told { at, code, message, fix })
}

/// The first sign that no page can show.
fn unshown(signs: &[(usize, Sign)]) -> Option<(usize, Code, &'static str)> {
    let is_unshown = |sign: &Sign| matches!(sign, Sign::Escape(c) if c.is_control() && !matches!(c, '\n' | '\t'));
    let (at, _) = signs.iter().find(|(_, sign)| is_unshown(sign))?;
    Some((*at, Code::TomlSyntax, "a sign that no page can show"))
}

/// The first sign that was probably meant to begin the name of a folder.
fn folder(signs: &[(usize, Sign)]) -> Option<(usize, Code, &'static str)> {
    let plain = |at: Option<usize>| match signs.get(at?)?.1 {
        Sign::Plain(c) => Some(c),
        _ => None,
    };
    let is_in_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let is_drive = |colon: usize| {
        let letter = plain(colon.checked_sub(1)).is_some_and(|c| c.is_ascii_alphabetic());
        plain(Some(colon)) == Some(':') && letter && !is_in_word(plain(colon.checked_sub(2)))
    };
    // `..\notes`, and not the dots with which a sentence ends.
    let is_step = |dot: usize| {
        let dots = (0..=dot).rev().take_while(|at| plain(Some(*at)) == Some('.')).count();
        let before = plain((dot + 1).checked_sub(dots + 1));
        (1..=2).contains(&dots) && before.is_none_or(|c| c.is_whitespace() || matches!(c, '"' | '('))
    };
    for (number, (at, sign)) in signs.iter().enumerate() {
        let (Sign::Escape(made), Some(before)) = (sign, number.checked_sub(1)) else {
            continue;
        };
        let after = plain(Some(number + 1));
        let what = match made {
            // After a line break that is meant, a sentence mostly begins with a capital letter.
            '\t' | '\n' if !after.is_some_and(char::is_lowercase) => continue,
            '\t' => "a tab, and here it may be meant for a folder",
            '\n' => "a line break, and here it may be meant for a folder",
            '\\' | '"' => continue,
            _ if !is_in_word(after) => continue,
            _ => "another sign, and here it may be meant for a folder",
        };
        // Lines without a mark at their ends, `apples\noranges`, are meant; what else their word has tells them from a path.
        let is_inside = is_in_word(plain(Some(before))) && (*made == '\t' || is_path(signs, number));
        if is_drive(before) || is_step(before) || is_inside {
            return Some((*at, Code::BackslashDoubtful, what));
        }
    }
    None
}

/// Whether the word around a sign has more of a path: a drive, another such sign that is no line break, or the ending of a file.
fn is_path(signs: &[(usize, Sign)], number: usize) -> bool {
    let is_between = |sign: &(usize, Sign)| match sign.1 {
        Sign::Plain(c) => c.is_whitespace() || "\"'(),;<>[]".contains(c),
        Sign::Join => true,
        Sign::Escape(_) | Sign::Nothing => false,
    };
    let start = signs[..number].iter().rposition(is_between).map_or(0, |at| at + 1);
    let end = signs[number..]
        .iter()
        .position(is_between)
        .map_or(signs.len(), |at| number + at);
    let word: String = signs[start..end]
        .iter()
        .map(|(_, sign)| match sign {
            Sign::Plain(c) => *c,
            Sign::Escape('\n') => '\n',
            _ => '\\',
        })
        .collect();
    let ending = word
        .trim_end_matches('.')
        .rsplit_once('.')
        .map_or("", |(_, ending)| ending);
    let has_ending = (2..=5).contains(&ending.len()) && ending.bytes().all(|b| b.is_ascii_alphanumeric());
    let has_drive = word.as_bytes().get(1) == Some(&b':') && word.as_bytes()[0].is_ascii_alphabetic();
    word.contains('\\') || has_ending || has_drive
}

/// What to write in place of the backslashes of a word.
fn fix(toml: &str, at: usize) -> String {
    /// A path that a person wrote is no longer, in bytes.
    const LONGEST: usize = 100;
    let is_end = |c: char| c.is_whitespace() || "\"'(),;<>[]".contains(c);
    let before = toml[..at].char_indices().rev().find(|(_, c)| is_end(*c));
    let start = before.map_or(0, |(at, c)| at + c.len_utf8());
    // A line break that ends a sentence is meant.
    let ends_sentence = |(at, _): &(usize, &str)| {
        let words = toml[start..start + at].trim_end_matches(['.', '!', '?']);
        words.len() < *at && words.ends_with(char::is_alphanumeric)
    };
    let breaks = toml[start..at].match_indices("\\n").filter(ends_sentence);
    let start = breaks.last().map_or(start, |(at, mark)| start + at + mark.len());
    let end = toml[at..].find(is_end).map_or(toml.len(), |end| at + end);
    // `\\` may be written already.
    let word = toml[start..end]
        .trim_end_matches(['.', ':', '!', '?'])
        .replace("\\\\", "\\");
    if word.len() > LONGEST || word == "\\" {
        return "write / in place of each backslash, or \\\\ for one that is to be shown".into();
    }
    let mut after = word.match_indices('\\').map(|(at, _)| word[at + 1..].chars().next());
    // As Markdown and other programs have it, a backslash before a sign takes a meaning from it.
    let are_marks =
        after.all(|next| next.is_some_and(|next| next.is_ascii_punctuation() && !matches!(next, '.' | '\\')));
    let (plain, doubled) = (
        word.replace('\\', if are_marks { "" } else { "/" }),
        word.replace('\\', "\\\\"),
    );
    format!("write {plain}, or two backslashes for each: {doubled}")
}

#[cfg(test)]
mod tests {
    use super::{in_value, texts, unread};
    use toml::de::DeTable;

    /// What is underlined and what is to be written, of the first backslash that cannot be read.
    fn told(toml: &str) -> Option<(usize, String)> {
        let told = texts(toml).iter().find_map(|text| unread(toml, text))?;
        Some((told.at, told.fix))
    }

    #[test]
    fn a_backslash_without_a_meaning_is_found_and_mended() {
        for (toml, at, slashes, doubled) in [
            ("a = \"\"\"\nWe chose and\\or.\n\"\"\"\n", 20, "and/or", "and\\\\or"),
            (
                "a = \"Saved in S:\\Users\\jane\"",
                16,
                "S:/Users/jane",
                "S:\\\\Users\\\\jane",
            ),
            ("title = \"How\\we\"", 12, "How/we", "How\\\\we"),
            ("a = \"In S:\\reports\\\"\n", 18, "S:/reports/", "S:\\\\reports\\\\"),
            ("a = \"One.\\nSee S:\\docs\"", 17, "S:/docs", "S:\\\\docs"),
            ("a = \"A\\_B 5\\*6\"", 6, "A_B", "A\\\\_B"),
        ] {
            let fix = format!("write {slashes}, or two backslashes for each: {doubled}");
            assert_eq!(told(toml), Some((at, fix)), "{toml}");
        }
    }

    #[test]
    fn what_the_parser_reads_is_no_mistake() {
        for text in [
            r#"a = "one\ttwo\n\u00e9 \"no\" \\ \e\x41\U0001F392""#,
            "a = '\\U'\nb = '''\n\\q'''\n# \\w \"\nc = \"\"\"one \\\n  two\"\"\"",
        ] {
            assert!(DeTable::parse(text).is_ok());
            assert_eq!(told(text), None, "{text}");
        }
        for text in [
            r#"a = "\d""#,
            r#"a = "\u12G4""#,
            r#"a = "\ud800""#,
            r#"a = "\xg1""#,
            "a = \"\"\"\n\\ a\"\"\"",
        ] {
            assert!(DeTable::parse(text).is_err());
            assert!(told(text).is_some(), "{text}");
        }
    }

    #[test]
    fn folders_become_no_tabs_and_line_breaks_unsaid() {
        for (value, at) in [
            (r"S:\team\notes", 2),
            (r"See ..\notes\plan.docx", 6),
            (r"Shared\team\plans", 6),
            (r"In reports\notes.docx", 10),
            (r"It is in S:\reports", 11),
            (r"The forms\files", 9),
        ] {
            let raw = format!("\"{value}\"");
            assert_eq!(in_value(&raw).map(|told| told.at), Some(at + 1), "{value}");
        }
    }

    #[test]
    fn line_breaks_that_are_meant_are_let_alone() {
        for value in [
            r"We said no.\nWe said yes.",
            r"First.\nthen more",
            r"apples\noranges\npears",
            r"Note:\nit is so",
            r"so we wait ...\nand see",
            r"- one\n- two",
            r"Monday\nTuesday",
            r"S:\\team\\notes",
            r"one \ttwo",
            "no backslash",
        ] {
            assert_eq!(in_value(&format!("\"{value}\"")), None, "{value}");
        }
        assert_eq!(in_value(r"'S:\team\notes'"), None);
    }
}

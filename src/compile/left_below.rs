//! Settings that a writer left below the front matter: they are words there, and the page may be for others than they say.
//!
//! 1. Nearly no text has a line that is like a setting; one that has is read line by line, without its code and comments.
//! 2. A line that would hide the page if it were a setting is a mistake wherever it stands; one of a title, where the text begins.

use super::markdown::lines_of_text;
use super::whom_for::{hides, meant_for_readers, plain_value};
use crate::source::{Code, Diagnostic, SourceId, Span};

/// No setting's name, with a slip in it, signs around it and spaces after it, is longer, in bytes.
const LONGEST_SETTING: usize = 32;

/// Settings that stand in the text: they are words there, and the page may be for others than they say. The lines of code are
/// passed over.
pub fn left_below(source: SourceId, text: &str, body_at: usize) -> Option<Diagnostic> {
    // Nearly no text has such a line, in code or not.
    text[body_at..].lines().find(|line| may_be_setting(line.trim()))?;
    let mut is_first = true;
    // A key whose value stands below it, as YAML has lists.
    let mut above: Option<&str> = None;
    for (at, line) in lines_of_text(&text[body_at..]) {
        let words = line.trim();
        let start = body_at + at + (line.len() - line.trim_start().len());
        let begins_text = is_first;
        is_first &= words.is_empty();
        let problem = |message: String, fix: &str| {
            let span = Span::new(source, start..start + words.len());
            Some(Diagnostic::at(Code::FrontMatterUnclosed, span, message).fix(fix))
        };
        if words == "+++" && !line.starts_with([' ', '\t']) {
            let message = "The settings of this page ended further up, and what stands between is only words.";
            let fix = "leave two lines +++ alone: one before the first setting, one after the last";
            return problem(message.into(), fix);
        }
        let item = words.strip_prefix("- ").filter(|_| !begins_text);
        let below = above.take().zip(item).filter(|(key, value)| hides(key, value));
        let (key, value, is_given) = match setting(words) {
            Some((key, value, true)) => {
                let is_given = hides(key, value) || begins_text && is_of_head(key, value.trim());
                (key, value, is_given)
            }
            Some((key, value, false)) => (key, value, is_as_written(key, value) && hides(key, value)),
            None => (words, words, false),
        };
        above = value.trim().is_empty().then_some(key);
        if is_given || below.is_some() {
            let key = below.map_or(key, |(key, _)| key);
            let message = format!("“{key}” stands below the line +++ that ends the settings, where it is only words.");
            let fix =
                "move it up, between the two lines +++; to have the words shown, make them bold: **Audience:** staff";
            return problem(message, fix);
        }
    }
    None
}

/// Whether a line would matter as a setting, whatever its value.
fn may_be_setting(words: &str) -> bool {
    let is_known = |(key, ..): (&str, &str, bool)| {
        let others = [
            "hidden",
            "private",
            "public",
            "status",
            "summary",
            "title",
            "visibility",
        ];
        meant_for_readers(key).is_some() || others.iter().any(|other| key.eq_ignore_ascii_case(other))
    };
    words == "+++" || setting(words).is_some_and(is_known)
}

/// The name and the value that a line gives, and whether by a sign of equality; none when its beginning gives none.
fn setting(words: &str) -> Option<(&str, &str, bool)> {
    let beginning = &words.as_bytes()[..words.len().min(LONGEST_SETTING)];
    let sign = memchr::memchr2(b'=', b':', beginning)?;
    let key = words[..sign].trim_matches(|c: char| c.is_whitespace() || "*_#>-".contains(c));
    (!key.is_empty()).then(|| (key, &words[sign + 1..], words[sign..].starts_with('=')))
}

/// Whether a line in which the text begins is one that a head has, as it is written there.
fn is_of_head(key: &str, value: &str) -> bool {
    let is_text = value.starts_with(['"', '\'', '“']) && value.ends_with(['"', '\'', '”']);
    matches!(key, "title" | "summary") && is_text
}

/// Whether a line with a colon is as settings are written: `Audience: Staff` is how an agenda may begin.
fn is_as_written(key: &str, value: &str) -> bool {
    let is_own_word = matches!(plain_value(value).as_str(), "team" | "true");
    key.starts_with(char::is_lowercase) || is_own_word && meant_for_readers(key).is_some()
}

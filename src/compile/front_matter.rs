//! The TOML between `+++` lines that every page begins with.

use super::markdown::lines_of_text;
use crate::model::{Address, Alias, Audience, Head};
use crate::source::{Code, Diagnostic, Diagnostics, Field, SourceId, Span, Table, is_but_for_slips, nearest};

/// A file divided into its front matter and its text.
#[derive(Debug)]
pub struct Divided<'a> {
    pub front: &'a str,
    pub front_at: usize,
    pub body_at: usize,
}

/// Finds the front matter.
///
/// # Errors
/// When there is none, or it does not end: it is then not known whom the file is for.
pub fn divide(source: SourceId, text: &str) -> Result<Divided<'_>, Diagnostic> {
    let start = text.len() - text.trim_start().len();
    let mut lines = text[start..].split_inclusive('\n');
    let first = lines.next().unwrap_or_default();
    if first.trim_end() != "+++" {
        let fix = if first.trim_end() == "---" {
            "write +++ instead of ---, and the settings as in: title = \"Our playbook\""
        } else {
            "begin the file with a line +++, a line such as title = \"Our playbook\", and another line +++"
        };
        let span = Span::new(source, start..start + first.trim_end().len());
        return Err(Diagnostic::at(
            Code::FrontMatterMissing,
            span,
            "This page does not begin with its settings, so it has no title.",
        )
        .fix(fix));
    }
    let front_at = start + first.len();
    let mut at = front_at;
    for line in lines {
        if line.trim_end() == "+++" {
            if let Some(left) = left_below(source, text, at + line.len()) {
                return Err(left);
            }
            return Ok(Divided {
                front: &text[front_at..at],
                front_at,
                body_at: at + line.len(),
            });
        }
        at += line.len();
    }
    Err(Diagnostic::at(
        Code::FrontMatterUnclosed,
        Span::new(source, start..start + 3),
        "The settings at the start of this page do not end.",
    )
    .fix("put a line +++ after the last of them"))
}

/// No setting's name, with a slip in it, signs around it and spaces after it, is longer, in bytes.
const LONGEST_SETTING: usize = 32;

/// Settings that stand in the text: they are words there, and the page may be for others than they say. The lines of code are
/// passed over.
fn left_below(source: SourceId, text: &str, body_at: usize) -> Option<Diagnostic> {
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

/// Whether a setting would hide a page, if it were one: by the names that there are, and by others that people try.
fn hides(key: &str, value: &str) -> bool {
    let key = meant_for_readers(key).map_or_else(|| key.to_lowercase(), str::to_owned);
    let hiding: &[&str] = match key.as_str() {
        "audience" | "visibility" => &["team", "staff", "teachers", "admin", "private", "internal"],
        "draft" | "private" | "hidden" => &["true", "yes", "on"],
        "public" => &["false", "no", "off"],
        "status" => &["draft"],
        _ => return false,
    };
    hiding.contains(&plain_value(value).as_str())
}

/// The first word of a value, without quotes, brackets and what is remarked of it, in small letters.
fn plain_value(value: &str) -> String {
    let is_sign = |c: char| c.is_whitespace() || "=>\"'“”[]{},.*_`".contains(c);
    let value = value.trim_matches(is_sign);
    value.split(is_sign).next().unwrap_or_default().to_lowercase()
}

/// The setting of whom something is for that a word is, or is but for a slip. A short word is soon another one.
fn meant_for_readers(word: &str) -> Option<&'static str> {
    let is_draft = matches!(
        word.to_lowercase().as_str(),
        "draft" | "drafts" | "darft" | "drfat" | "draf"
    );
    is_but_for_slips(word, "audience", 2)
        .then_some("audience")
        .or(is_draft.then_some("draft"))
}

/// Reads what every front matter has; nothing when it cannot be told whom the file is for, and a diagnostic says why.
pub fn read_head(
    table: &mut Table,
    source: SourceId,
    fallback_title: &str,
    diagnostics: &mut Diagnostics,
) -> Option<Head> {
    let whom = whom_for(table, diagnostics);
    // A misspelt title is reported as an unknown key, with the right one.
    let is_misspelt = table.keys().any(|key| nearest(key, ["title"]).is_some());
    let title = match table.string("title", diagnostics) {
        Field::Given(title, _) if !title.trim().is_empty() => title,
        Field::Unusable => fallback_title.to_owned(),
        Field::Absent if is_misspelt => fallback_title.to_owned(),
        Field::Given(..) | Field::Absent => {
            diagnostics.push(
                Diagnostic::at(Code::ValueMissing, Span::start_of(source), "This page has no title.")
                    .fix("add a line such as title = \"Our playbook\" between the +++ lines"),
            );
            fallback_title.to_owned()
        }
    };
    let summary = table.string("summary", diagnostics).given();
    let updated = table.date("updated", diagnostics).given();
    let aliases = aliases(table, diagnostics);
    let (audience, draft) = whom?;
    Some(Head {
        title,
        summary,
        updated,
        audience: audience.unwrap_or(Audience::Public),
        draft: draft.unwrap_or(false),
        aliases,
    })
}

/// The audience and the draft mark, each where it is given; nothing when one of them is and cannot be read.
fn whom_for(table: &mut Table, diagnostics: &mut Diagnostics) -> Option<(Option<Audience>, Option<bool>)> {
    let audience = audience(table, diagnostics);
    let draft = table.boolean("draft", diagnostics);
    let misspelt = misspelt_audience(table);
    let is_known = !audience.is_unusable() && !draft.is_unusable() && misspelt.is_none();
    diagnostics.extend(misspelt);
    is_known.then(|| (audience.given(), draft.given()))
}

/// The audience that a table gives.
pub fn audience(table: &mut Table, diagnostics: &mut Diagnostics) -> Field<Audience> {
    one_of(table, "audience", Audience::NAMES, Audience::from_name, diagnostics)
}

/// A key that was probably meant for the audience: taken for an unknown key, it would make a team's text public.
/// It is taken, so that it is not called unknown as well.
pub fn misspelt_audience(table: &mut Table) -> Option<Diagnostic> {
    // A list is a column of an organizer, which may be called by any word.
    let texts = table.keys().filter(|key| !table.is_list(key));
    let (written, meant) = texts
        .filter(|key| !["audience", "draft"].contains(key))
        .find_map(|key| Some((key.to_owned(), meant_for_readers(key)?)))?;
    let span = table.key_span(&written).unwrap_or(table.span);
    table.forget(&written);
    let message =
        format!("There is no setting called “{written}” here, and it may have been meant to say whom this is for.");
    Some(Diagnostic::at(Code::UnknownKey, span, message).fix(format!("did you mean “{meant}”?")))
}

/// A text that must be one of a few names.
pub fn one_of<T>(
    table: &mut Table,
    key: &'static str,
    names: impl IntoIterator<Item = &'static str, IntoIter: Clone>,
    from_name: impl Fn(&str) -> Option<T>,
    diagnostics: &mut Diagnostics,
) -> Field<T> {
    let (name, span) = match table.string(key, diagnostics) {
        Field::Given(name, span) => (name, span),
        Field::Absent => return Field::Absent,
        Field::Unusable => return Field::Unusable,
    };
    if let Some(value) = from_name(&name) {
        return Field::Given(value, span);
    }
    let names = names.into_iter();
    let fix = match nearest(&name, names.clone()) {
        Some(meant) => format!("did you mean \"{meant}\"?"),
        None => format!("write one of: {}", names.collect::<Vec<_>>().join(", ")),
    };
    diagnostics.push(
        Diagnostic::at(
            Code::UnknownValue,
            span,
            format!("“{name}” is not a value that “{key}” can have."),
        )
        .fix(fix),
    );
    Field::Unusable
}

fn aliases(table: &mut Table, diagnostics: &mut Diagnostics) -> Vec<Alias> {
    let written = table.strings("aliases", diagnostics).given().unwrap_or_default();
    let mut aliases = Vec::new();
    for (address, span) in written {
        if is_plain_address(&address) {
            aliases.push(Alias {
                address: Address::new(address),
                span,
            });
        } else {
            diagnostics.push(
                Diagnostic::at(
                    Code::AliasUnusable,
                    span,
                    format!("“{address}” cannot be an old address of this page."),
                )
                .fix("write it from the root of the site and with its ending, as in old/place.html"),
            );
        }
    }
    aliases
}

fn is_plain_address(address: &str) -> bool {
    let is_name = |part: &str| !part.is_empty() && !part.starts_with('.');
    address.ends_with(".html")
        && address.split('/').all(is_name)
        && !address
            .contains(|c: char| c.is_control() || matches!(c, '\\' | ':' | '?' | '#' | '*' | '<' | '>' | '|' | '"'))
}

#[cfg(test)]
mod tests {
    use super::is_plain_address;

    #[test]
    fn an_old_address_stays_inside_of_the_site() {
        assert!(is_plain_address("old/place.html"));
        for address in [
            "/a.html",
            "../a.html",
            "a/../b.html",
            "a",
            "https://a.org/b.html",
            "a//b.html",
            ".git/a.html",
            "a\\b.html",
        ] {
            assert!(!is_plain_address(address), "{address}");
        }
    }
}

//! What each directive block may be called and may say of itself.

use super::fences::Opening;
use super::outside::{is_web, unusable};
use super::unread::braces;
use crate::model::{BlockKind, Callout, ReferenceScope, ResourceFilter, ResourceKind, slug};
use crate::source::{Code, Diagnostic, Diagnostics, Passage, nearest};
use std::collections::HashSet;

/// A directive: its name, the attributes that it knows beside an id, and the block that it opens.
type Directive = (
    &'static str,
    &'static [&'static str],
    fn(&Given, &mut Diagnostics) -> BlockKind,
);

const DIRECTIVES: [Directive; 17] = [
    ("goal", &[], |_, _| BlockKind::Goal),
    ("questions", &[], |_, _| BlockKind::Questions),
    ("tasks", &[], |_, _| BlockKind::Tasks),
    ("organizer", &["columns"], organizer),
    ("theory", &[], |given, _| BlockKind::Theory { prompt: given.prompt }),
    ("connect", &[], |_, _| BlockKind::Connect),
    ("strategies", &[], |_, _| BlockKind::Strategies),
    ("challenges", &[], |_, _| BlockKind::Challenges),
    ("resources", &["kind", "conditions"], resources),
    ("references", &["cited"], references),
    ("video", &["url", "minutes"], video),
    ("chart", &["cycle"], chart),
    ("note", &[], |_, _| BlockKind::Callout(Callout::Note)),
    ("tip", &[], |_, _| BlockKind::Callout(Callout::Tip)),
    ("important", &[], |_, _| BlockKind::Callout(Callout::Important)),
    ("warning", &[], |_, _| BlockKind::Callout(Callout::Warning)),
    ("summary", &[], |_, _| BlockKind::Callout(Callout::Summary)),
];

/// What every answer may say of itself, in small letters: no column of an organizer is called so.
const OF_EVERY_ANSWER: [&str; 2] = ["audience", "updated"];

/// The columns of an organizer that names none.
const COLUMNS: [&str; 5] = ["Think", "See", "Say", "Hear", "Feel"];

/// One opening line, its attributes taken by name.
struct Given<'a> {
    opening: &'a Opening,
    passage: &'a Passage,
    /// The number of an organizer's or theory's prompt.
    prompt: usize,
}

impl Given<'_> {
    fn value(&self, key: &str) -> Option<&str> {
        self.opening
            .attributes
            .pairs
            .iter()
            .find(|(name, ..)| name == key)?
            .1
            .as_deref()
    }

    fn has(&self, key: &str) -> bool {
        self.opening.attributes.pairs.iter().any(|(name, ..)| name == key)
    }

    fn problem(&self, message: String) -> Diagnostic {
        Diagnostic::at(
            Code::BlockAttribute,
            self.passage.span(self.opening.range.clone()),
            message,
        )
    }
}

/// The name of the directive that a word is, or is but for slips.
pub fn meant(word: &str) -> Option<&'static str> {
    let names = DIRECTIVES.map(|(name, ..)| name);
    let known = names.into_iter().find(|name| *name == word);
    known.or_else(|| nearest(word, names))
}

/// The kind of block that an opening line means. A name that is not known is a diagnostic, and the block is read as the one that was
/// probably meant, so that its questions are not said to be missing as well; none when there is none such.
///
/// An organizer's or theory's prompt is not known yet; it is given the number `prompt`.
pub fn kind(opening: &Opening, passage: &Passage, prompt: usize, diagnostics: &mut Diagnostics) -> Option<BlockKind> {
    if opening.directive != Some(opening.name.as_str()) {
        diagnostics.push(unknown_name(opening, passage));
    }
    let (_, known, block) = DIRECTIVES.iter().find(|(name, ..)| opening.directive == Some(name))?;
    let given = Given {
        opening,
        passage,
        prompt,
    };
    let unread = opening.title.as_deref().filter(|title| has_unread_braces(title));
    let hidden = unread.and_then(|title| braces::hides_nothing_beside_id(title.split(['{', '}']).nth(1)?));
    if let Some((message, fix)) = hidden {
        diagnostics.push(given.problem(message.into()).fix(fix));
    } else if let Some(title) = unread {
        let fix = if title.contains("='") {
            "write what a key holds in double quotes, as in {#my-id key=\"value\"}"
        } else {
            "put them at the end of the line, as in {#my-id key=\"value\"}"
        };
        let message = "The braces in this line cannot be read, so they would be shown as they are.";
        diagnostics.push(given.problem(message.into()).fix(fix));
    }
    for (key, _, at) in &opening.attributes.pairs {
        if !known.contains(&key.as_str()) {
            let start = opening.words_at + at;
            let fix = match (nearest(key, known.iter().copied()), *known) {
                (Some(meant), _) => format!("did you mean “{meant}”?"),
                (None, []) => "it knows only an id, as in {#my-id}".into(),
                (None, known) => format!("it knows an id and: {}", known.join(", ")),
            };
            diagnostics.push(
                Diagnostic::at(
                    Code::BlockAttribute,
                    passage.span(start..start + key.len()),
                    format!("The block “{}” does not know “{key}”.", opening.name),
                )
                .fix(fix),
            );
        }
    }
    Some(block(&given, diagnostics))
}

fn organizer(given: &Given, diagnostics: &mut Diagnostics) -> BlockKind {
    BlockKind::Organizer {
        prompt: given.prompt,
        columns: columns(given, diagnostics),
    }
}

fn resources(given: &Given, diagnostics: &mut Diagnostics) -> BlockKind {
    BlockKind::Resources(filter(given, diagnostics))
}

fn references(given: &Given, _: &mut Diagnostics) -> BlockKind {
    BlockKind::References(if given.has("cited") {
        ReferenceScope::Page
    } else {
        ReferenceScope::Edition
    })
}

fn video(given: &Given, diagnostics: &mut Diagnostics) -> BlockKind {
    BlockKind::Video {
        url: video_url(given, diagnostics),
        minutes: minutes(given, diagnostics),
    }
}

/// Braces that were meant to hold an id or a value.
fn has_unread_braces(title: &str) -> bool {
    title.match_indices('{').any(|(at, _)| {
        let inside = &title[at + 1..];
        let word = inside
            .find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_')
            .unwrap_or(inside.len());
        let is_class = |rest: &str| rest.starts_with(|c: char| c.is_ascii_alphabetic());
        inside.starts_with('#')
            || inside.strip_prefix('.').is_some_and(is_class)
            || (word > 0 && inside[word..].starts_with('='))
    })
}

fn unknown_name(opening: &Opening, passage: &Passage) -> Diagnostic {
    let fix = match opening.directive {
        Some(meant) => format!("did you mean “:::{meant}”?"),
        None => format!("the blocks are: {}", DIRECTIVES.map(|(name, ..)| name).join(", ")),
    };
    let message = if opening.name.is_empty() {
        "This block has no name.".into()
    } else {
        format!("There is no block called “{}”.", opening.name)
    };
    Diagnostic::at(Code::BlockUnknown, passage.span(opening.range.clone()), message).fix(fix)
}

fn columns(given: &Given, diagnostics: &mut Diagnostics) -> Vec<String> {
    let Some(list) = given.value("columns") else {
        return COLUMNS.map(str::to_owned).to_vec();
    };
    let columns: Vec<String> = list.split(',').map(|name| name.trim().to_owned()).collect();
    let keys: Vec<String> = columns.iter().map(|name| name.to_lowercase()).collect();
    let mut seen = HashSet::new();
    let repeats = !keys.iter().all(|key| seen.insert(key));
    if repeats || keys.iter().any(String::is_empty) {
        diagnostics.push(
            given
                .problem("The columns of an organizer each need a name of their own.".into())
                .fix("write them as in columns=\"Think, See, Say\""),
        );
    }
    if let Some(at) = keys.iter().position(|key| OF_EVERY_ANSWER.contains(&key.as_str())) {
        let message = format!(
            "A column cannot be called “{}”: answers say something else by that word.",
            columns[at]
        );
        diagnostics.push(
            given
                .problem(message)
                .fix("give the column another name, of two words for example"),
        );
    }
    columns
}

fn filter(given: &Given, diagnostics: &mut Diagnostics) -> ResourceFilter {
    let kind = given.value("kind").and_then(|name| {
        let kind = ResourceKind::from_name(name);
        if kind.is_none() {
            let names = ResourceKind::ALL.map(ResourceKind::name);
            let fix = match nearest(name, names) {
                Some(meant) => format!("did you mean “{meant}”?"),
                None => format!("the kinds are: {}", names.join(", ")),
            };
            diagnostics.push(
                given
                    .problem(format!("There is no kind of resource called “{name}”."))
                    .fix(fix),
            );
        }
        kind
    });
    let conditions = given.value("conditions").unwrap_or_default();
    ResourceFilter {
        kind,
        conditions: conditions.split(',').filter_map(slug).collect(),
    }
}

fn video_url(given: &Given, diagnostics: &mut Diagnostics) -> String {
    let url = given.value("url").unwrap_or_default();
    if !is_web(url) {
        let message = if url.is_empty() {
            "A video needs the address of the page that shows it."
        } else {
            "The address of a video begins with https://."
        };
        diagnostics.push(
            given
                .problem(message.into())
                .fix("write url=\"https://…\" in braces at the end of the line"),
        );
        return String::new();
    }
    if let Some(found) = unusable(url) {
        let place = given.passage.span(given.opening.range.clone());
        diagnostics.push(Diagnostic::at(found.code, place, found.message).fix(found.fix));
    }
    url.to_owned()
}

fn minutes(given: &Given, diagnostics: &mut Diagnostics) -> Option<u32> {
    let text = given.value("minutes")?;
    let minutes = text.parse().ok();
    if minutes.is_none() {
        diagnostics.push(
            given
                .problem(format!("“{text}” is not a number of minutes."))
                .fix("write it as in minutes=18"),
        );
    }
    minutes
}

fn chart(given: &Given, diagnostics: &mut Diagnostics) -> BlockKind {
    let cycle = given.value("cycle").unwrap_or_default();
    if cycle.is_empty() {
        diagnostics.push(
            given
                .problem("A chart needs the name of the test cycle that it shows.".into())
                .fix("add {cycle=\"…\"} with the name of a file in cycles/, without its ending"),
        );
    }
    BlockKind::Chart {
        cycle: cycle.to_owned(),
    }
}

//! A `note`, which BibLaTeX has for whatever has no field of its own (manual, section 2.2.2). APA's references have no
//! such place: what of a note is known goes where it belongs, and of the rest its writer is told.

use super::entry::{Fields, shortened};
use super::{Doubt, advance, meeting};
use crate::model::ReferenceKind;

/// How far a manuscript is that nobody published, in the words of its note (APA 7, section 10.8).
pub fn state_of_manuscript(fields: &Fields) -> Option<String> {
    const STATES: [&str; 3] = ["manuscript submitted", "manuscript in preparation", "unpublished"];
    let note = fields.text(&["note"])?;
    let lower = note.to_lowercase();
    let is_state = STATES.iter().any(|state| lower.starts_with(state));
    is_state.then(|| note.trim_end_matches('.').to_owned())
}

/// What a reference does not show of its notes.
pub fn unused(key: &str, fields: &Fields, kind: ReferenceKind) -> Vec<Doubt> {
    let notes = ["note", "addendum"].into_iter().filter_map(|name| {
        let words = fields.text(&[name])?;
        let is_used =
            advance::says_so(&words) || (kind == ReferenceKind::Talk && meeting::name(fields) == Some(words.clone()));
        if is_used || is_state(&words, kind) || is_bookkeeping(&words, fields) {
            return None;
        }
        let message = format!("The {name} of “{key}”, “{}”, is not shown.", shortened(&words));
        Some(Doubt::new(message, field_for(&words)))
    });
    notes.collect()
}

/// Whether a note says of a manuscript or a thesis that it is one.
fn is_state(words: &str, kind: ReferenceKind) -> bool {
    let lower = words.to_lowercase();
    let is_unpublished = matches!(kind, ReferenceKind::Manuscript | ReferenceKind::Thesis(_));
    is_unpublished
        && ["manuscript", "unpublished", "thesis", "dissertation"]
            .iter()
            .any(|word| lower.contains(word))
}

/// What catalogs and reference managers write for themselves: `Place: US`, `ISBN: 1`, `xii, 300 pages`, an address, a place.
fn is_bookkeeping(words: &str, fields: &Fields) -> bool {
    const NUMBERS: [&str; 10] = [
        "isbn",
        "issn",
        "oclc",
        "eric",
        "pmid",
        "pmcid",
        "lccn",
        "accession",
        "cited by",
        "tex.",
    ];
    const SEEN: [&str; 6] = ["http", "www.", "accessed", "retrieved", "available", "online;"];
    let lower = words.to_lowercase();
    let is_number = NUMBERS.iter().any(|name| lower.starts_with(name));
    let is_seen = SEEN.iter().any(|word| lower.contains(word));
    // `_eprint: …`, `Num Pages: 3`; a special issue has a colon before its theme.
    let names_field = |name: &str| name.split_whitespace().count() <= 3 && !name.to_lowercase().starts_with("special");
    let is_field = words.split_once(':').is_some_and(|(name, _)| names_field(name));
    let is_place = fields.text(&["location", "address"]).as_deref() == Some(words) || is_short_place(words);
    is_number || is_seen || is_field || is_place || counts_pages(&lower) || !lower.chars().any(char::is_alphabetic)
}

/// `Chicago`, `Chicago, IL`; `Retracted` and `Forthcoming` are none.
fn is_short_place(words: &str) -> bool {
    match words.split_once(", ") {
        None => !words.contains(' ') && !words.ends_with("ed") && !words.ends_with("ing"),
        Some((_, state)) => state.len() == 2 && state.chars().all(char::is_uppercase),
    }
}

/// `312 pages`, `xii, 300 p.`
fn counts_pages(lower: &str) -> bool {
    let ends = ["pages", "pp.", "p.", "pp", "p"].iter().any(|end| {
        let before = lower.strip_suffix(end);
        before.is_some_and(|before| before.trim_end().ends_with(|c: char| c.is_ascii_digit()))
    });
    ends && lower.split_whitespace().count() <= 4
}

/// The field that would be shown.
fn field_for(words: &str) -> &'static str {
    const FIELDS: [(&[&str], &str); 6] = [
        (
            &["in press", "forthcoming", "accepted"],
            "write pubstate = {inpress} in its place, or delete it",
        ),
        (
            &["presented", "conference", "meeting"],
            "write the meeting as eventtitle = {…}, or delete the note",
        ),
        (
            &["reprint", "original", "first published"],
            "write when it came out first as origdate = {…}, or delete the note",
        ),
        (
            &["translat"],
            "write who translated it as translator = {…}, or delete the note",
        ),
        (
            &["edition", " ed."],
            "write the edition as edition = {2}, or delete the note",
        ),
        (
            &["no. ", "report", "publication "],
            "write its number as number = {…}, or delete the note",
        ),
    ];
    let lower = words.to_lowercase();
    let field = FIELDS
        .iter()
        .find(|(marks, _)| marks.iter().any(|mark| lower.contains(mark)));
    field.map_or(
        "where it says what the work is, write it as titleaddon = {…}, which is shown in brackets; else delete it",
        |(_, fix)| fix,
    )
}

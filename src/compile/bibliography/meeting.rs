//! Talks and posters at meetings that an entry says nothing else of (APA 7, section 10.5).
//!
//! Zotero writes them as `@unpublished`, what they were into `type` and the meeting into `note`; others as `@inproceedings`, with the
//! meeting where the proceedings would stand.

use super::entry::Fields;
use biblatex::EntryType;

/// Whether an unpublished work was presented at a meeting.
pub fn is_presentation(fields: &Fields) -> bool {
    const SORTS: [&str; 10] = [
        "poster",
        "presentation",
        "talk",
        "lecture",
        "keynote",
        "symposium",
        "session",
        "workshop",
        "panel",
        "address",
    ];
    let sort = fields.text(&["type"]).unwrap_or_default().to_lowercase();
    let is_presented = SORTS.iter().any(|word| sort.contains(word)) || named_in_note(fields).is_some();
    fields.0.entry_type == EntryType::Unpublished && is_presented
}

/// Whether a part of proceedings is of none: its `booktitle` is the meeting, and nothing is told that a printed paper has.
pub fn is_without_proceedings(fields: &Fields, has_doi: bool) -> bool {
    const OF_PRINT: [&str; 9] = [
        "pages",
        "publisher",
        "organization",
        "editor",
        "series",
        "volume",
        "isbn",
        "issn",
        "eid",
    ];
    let is_of_meeting = fields.text(&["booktitle"]).is_some_and(|title| {
        let lower = title.to_lowercase();
        let is_book = ["proceedings", "papers", "transactions", "advances", "handbook"];
        names_meeting(&title) && !is_book.iter().any(|word| lower.contains(word))
    });
    let is_inproceedings = fields.0.entry_type == EntryType::InProceedings;
    is_inproceedings && is_of_meeting && !has_doi && !OF_PRINT.iter().any(|field| fields.has(field))
}

/// The name of the meeting.
pub fn name(fields: &Fields) -> Option<String> {
    fields
        .text(&["eventtitle", "booktitle"])
        .or_else(|| named_in_note(fields))
}

/// A meeting that stands in the note: its name, and no sentence.
fn named_in_note(fields: &Fields) -> Option<String> {
    fields.text(&["note"]).filter(|note| {
        let lower = note.to_lowercase();
        let is_sentence = lower.contains("presented at") || lower.contains("http") || note.ends_with('.');
        names_meeting(note) && !is_sentence
    })
}

/// Whether words have one in them that names of meetings have.
fn names_meeting(words: &str) -> bool {
    const WORDS: [&str; 10] = [
        "Meeting",
        "Conference",
        "Congress",
        "Convention",
        "Symposium",
        "Summit",
        "Forum",
        "Colloquium",
        "Workshop",
        "Institute",
    ];
    let mut words = words.split(|c: char| !c.is_alphanumeric());
    words.any(|word| WORDS.contains(&word))
}

//! Talks and posters at meetings that an entry says nothing else of (APA 7, section 10.5).
//!
//! Zotero writes them as `@unpublished`, what they were into `type` and the meeting into `note`.

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

/// The name of the meeting.
pub fn name(fields: &Fields) -> Option<String> {
    fields.text(&["eventtitle"]).or_else(|| named_in_note(fields))
}

/// A meeting that stands in the note: a name with such a word in it, and no sentence.
fn named_in_note(fields: &Fields) -> Option<String> {
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
    fields.text(&["note"]).filter(|note| {
        let mut words = note.split(|c: char| !c.is_alphanumeric());
        let lower = note.to_lowercase();
        let is_sentence = lower.contains("presented at") || lower.contains("http") || note.ends_with('.');
        words.any(|word| WORDS.contains(&word)) && !is_sentence
    })
}

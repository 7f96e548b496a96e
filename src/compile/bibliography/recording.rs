//! What a recording is that does not say so (APA 7, sections 10.12 and 10.13).

use super::addon;
use super::entry::Fields;
use crate::model::ReferenceKind;
use biblatex::EntryType;

/// By the sort of the entry and by whether it is a part: the programme that a film is a part of is one of television, and
/// a recording of speech is one of a podcast.
pub fn genre(fields: &Fields, kind: ReferenceKind) -> Option<String> {
    let is_part = addon::site(fields).is_some() || fields.has("booktitle") || fields.has("maintitle");
    let is = |sort: &str| matches!(&fields.0.entry_type, EntryType::Unknown(name) if name == sort);
    let genre = match kind {
        ReferenceKind::Video if is_part => "TV series episode",
        ReferenceKind::Audio if is("music") && is_part => "Song",
        ReferenceKind::Audio if is("music") => "Album",
        ReferenceKind::Audio if is_part => "Audio podcast episode",
        ReferenceKind::Audio if is("podcast") => "Audio podcast",
        _ => return None,
    };
    Some(genre.to_owned())
}

//! What a recording is that does not say so (APA 7, sections 10.12 and 10.13).

use super::addon;
use super::entry::Fields;
use crate::model::ReferenceKind;
use biblatex::EntryType;

/// Sites on which anybody shows films or lets others hear something. They publish a work, which is no part of them.
const HOSTS: [&str; 7] = [
    "YouTube",
    "Vimeo",
    "TeacherTube",
    "Dailymotion",
    "Loom",
    "SoundCloud",
    "Facebook",
];

/// What of them has films alone.
const HOSTS_OF_FILMS: [&str; 2] = ["YouTube", "Vimeo"];

/// The site that a recording stands on, where an entry has it in the place of a series.
pub fn host(fields: &Fields, kind: ReferenceKind) -> Option<String> {
    let is_recording = matches!(kind, ReferenceKind::Video | ReferenceKind::Audio);
    let name = fields.text(&["booktitle", "titleaddon"]).filter(|_| is_recording)?;
    HOSTS
        .iter()
        .any(|host| host.eq_ignore_ascii_case(&name))
        .then_some(name)
}

/// Whether a work of no sort stands on a site that has films alone, and nothing is said of what it is there.
pub fn is_on_host_of_films(fields: &Fields) -> bool {
    let site = ["howpublished", "publisher", "organization", "titleaddon"]
        .iter()
        .find_map(|field| fields.text(&[field]));
    let is_host = |site: &String| HOSTS_OF_FILMS.iter().any(|host| host.eq_ignore_ascii_case(site));
    !fields.has("type") && !fields.has("booktitle") && site.as_ref().is_some_and(is_host)
}

/// By the sort of the entry and by whether it is a part: the programme that a film is a part of is one of television, and
/// a recording of speech is one of a podcast.
pub fn genre(fields: &Fields, kind: ReferenceKind) -> Option<String> {
    if host(fields, kind).is_some() {
        return None;
    }
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

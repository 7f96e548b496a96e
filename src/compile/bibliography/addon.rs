//! What a `titleaddon` says: what the work is, or where it stands.
//!
//! BibLaTeX has the field for words beside a title (manual, section 2.2.2); Zotero writes the website, blog or programme
//! into it.

use super::entry::Fields;
use crate::model::WorkTitle;
use biblatex::EntryType;

/// The site, blog or programme that an addition to the title names; none where it describes the work.
pub fn site(fields: &Fields) -> Option<String> {
    let is_on_a_site = match &fields.0.entry_type {
        EntryType::Online | EntryType::Misc => true,
        EntryType::Unknown(name) => [
            "webpage", "web_page", "website", "blog", "blogpost", "video", "audio", "podcast",
        ]
        .contains(&name.as_str()),
        _ => false,
    };
    fields
        .text(&["titleaddon"])
        .filter(|words| is_on_a_site && is_name(words))
}

/// What an addition to the title says of the work, without brackets that stand there already.
pub fn description(fields: &Fields) -> Option<WorkTitle> {
    let words = fields.styled(&["titleaddon"])?;
    if site(fields).is_some() {
        return None;
    }
    let is_in_brackets = words.text.starts_with('[') && words.text.ends_with(']') && words.text.len() > 1;
    let inside = if is_in_brackets {
        words.part(1..words.text.len() - 1)
    } else {
        words
    };
    (!inside.is_empty()).then_some(inside)
}

/// Whether words name something. A description has a capital for its first word alone (APA 7, section 9.21); of a name
/// the last word has one too, or it is an address. Some words describe in any letters.
fn is_name(words: &str) -> bool {
    const BEGINNINGS: [&str; 8] = [
        "review of ",
        "comment on ",
        "letter to ",
        "interview with ",
        "interview by ",
        "with ",
        "in ",
        "[",
    ];
    const SORTS: [&str; 48] = [
        "abstract",
        "app",
        "article",
        "audio",
        "audiobook",
        "blog",
        "brief",
        "cartoon",
        "clip",
        "conference",
        "data",
        "dataset",
        "editorial",
        "episode",
        "fact",
        "file",
        "film",
        "handout",
        "image",
        "infographic",
        "interview",
        "issue",
        "lecture",
        "letter",
        "map",
        "notes",
        "online",
        "page",
        "paper",
        "photograph",
        "podcast",
        "post",
        "poster",
        "powerpoint",
        "presentation",
        "recording",
        "section",
        "series",
        "session",
        "set",
        "sheet",
        "slides",
        "special",
        "transcript",
        "tweet",
        "tv",
        "video",
        "webinar",
    ];
    let lower = words.to_lowercase();
    let mut parts = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|part| !part.is_empty());
    let only_describes = parts.all(|part| SORTS.contains(&part));
    let describes = only_describes || BEGINNINGS.iter().any(|beginning| lower.starts_with(beginning));
    let last = words.split_whitespace().next_back().unwrap_or_default();
    let is_address = last.contains('.') && !last.ends_with('.');
    !describes && (is_address || last.chars().any(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::is_name;

    #[test]
    fn names_and_descriptions() {
        for name in [
            "Edutopia",
            "Cult of Pedagogy",
            "eSchool News",
            "edutopia.org",
            "NPR",
            "The 74 Million",
        ] {
            assert!(is_name(name), "{name}");
        }
        for description in [
            "PowerPoint slides",
            "Poster presentation",
            "Video",
            "Special Issue",
            "Review of the book Trust in Schools",
            "[Sensorineural anosmia]",
            "infographic",
            "with commentary by A. Lee",
        ] {
            assert!(!is_name(description), "{description}");
        }
    }
}

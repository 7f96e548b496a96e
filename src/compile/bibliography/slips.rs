//! Names of fields and of sorts of works that are nearly right, so that what they say is not read.
//!
//! Exports have many fields of their own, so only those are told that are one slip away from a field that is read, and
//! that no program is known to write.

use super::{Doubt, WRONG_NAME};
use crate::source::one_slip;
use biblatex::{EntryType, RawEntry};

/// Fields that a reference is made of.
const READ: [&str; 51] = [
    "address",
    "author",
    "authortype",
    "bookauthor",
    "booksubtitle",
    "booktitle",
    "crossref",
    "date",
    "day",
    "doi",
    "edition",
    "editor",
    "editortype",
    "eid",
    "entrysubtype",
    "eprint",
    "eventdate",
    "eventtitle",
    "howpublished",
    "institution",
    "issue",
    "journal",
    "journalsubtitle",
    "journaltitle",
    "langid",
    "language",
    "location",
    "maintitle",
    "month",
    "nameaddon",
    "note",
    "number",
    "organization",
    "origdate",
    "pages",
    "publisher",
    "pubstate",
    "school",
    "shortauthor",
    "shorttitle",
    "subtitle",
    "title",
    "titleaddon",
    "translator",
    "type",
    "urldate",
    "venue",
    "version",
    "volume",
    "volumes",
    "year",
];

/// Fields of others that are like one of them, and are theirs.
const OTHERS: [&str; 17] = [
    "authors",
    "dates",
    "editora",
    "editorb",
    "editorc",
    "editoratype",
    "editorbtype",
    "editorctype",
    "eprints",
    "eventtitleaddon",
    "issn",
    "issues",
    "note2",
    "notes",
    "origyear",
    "page",
    "rights",
];

/// Sorts of works that are read and that BibLaTeX does not have.
const SORTS: [&str; 36] = [
    "article",
    "audio",
    "blog",
    "blogpost",
    "book",
    "booklet",
    "case",
    "collection",
    "dataset",
    "film",
    "inbook",
    "incollection",
    "inproceedings",
    "inreference",
    "jurisdiction",
    "legislation",
    "magazine",
    "manual",
    "mastersthesis",
    "misc",
    "movie",
    "newspaper",
    "online",
    "phdthesis",
    "podcast",
    "presentation",
    "proceedings",
    "reference",
    "report",
    "software",
    "techreport",
    "thesis",
    "unpublished",
    "video",
    "webpage",
    "website",
];

/// What of an entry has a name that is nearly right, each with where that stands in its text.
pub fn doubts(entry: &RawEntry) -> Vec<(usize, Doubt)> {
    let key = entry.key.v;
    let fields = entry.fields.iter().filter_map(|pair| {
        let name = pair.key.v;
        let meant = meant_field(name)?;
        let message = format!("“{key}” has a field “{name}”, which is not read; “{meant}” is.");
        Some((pair.key.span.start, Doubt::new(message, WRONG_NAME)))
    });
    let sort = meant_sort(entry.kind.v).map(|meant| {
        let message = format!(
            "“{key}” is of the sort “{}”, which is not known; “{meant}” is.",
            entry.kind.v
        );
        (
            entry.kind.span.start,
            Doubt::new(message, "correct the word after the @"),
        )
    });
    fields.chain(sort).collect()
}

fn meant_field(name: &str) -> Option<&'static str> {
    let lower = name.to_ascii_lowercase();
    let is_known = READ.contains(&lower.as_str()) || OTHERS.contains(&lower.as_str());
    // Of three letters any is a slip away from something.
    let is_long = lower.len() > 3;
    (!is_known && is_long).then(|| one_slip(&lower, READ)).flatten()
}

fn meant_sort(name: &str) -> Option<&'static str> {
    let lower = name.to_ascii_lowercase();
    let is_known = !matches!(EntryType::new(&lower), EntryType::Unknown(_)) || SORTS.contains(&lower.as_str());
    (!is_known).then(|| one_slip(&lower, SORTS)).flatten()
}

#[cfg(test)]
mod tests {
    use super::{meant_field, meant_sort};

    #[test]
    fn names_that_are_nearly_right() {
        assert_eq!(meant_field("autor"), Some("author"));
        assert_eq!(meant_field("Tilte"), Some("title"));
        assert_eq!(meant_field("publishers"), Some("publisher"));
        for name in [
            "author",
            "Author",
            "urn",
            "keywords",
            "notes",
            "abstract",
            "series",
            "file",
            "uri",
            "shortjournal",
        ] {
            assert_eq!(meant_field(name), None, "{name}");
        }
        assert_eq!(meant_sort("boook"), Some("book"));
        assert_eq!(meant_sort("artcle"), Some("article"));
        for sort in [
            "book",
            "Book",
            "mvbook",
            "patent",
            "letter",
            "conference",
            "image",
            "music",
        ] {
            assert_eq!(meant_sort(sort), None, "{sort}");
        }
    }
}

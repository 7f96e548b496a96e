//! What sort of work an entry describes, by its type and fields.

use super::addon;
use super::entry::Fields;
use crate::model::{Degree, ReferenceKind};
use biblatex::EntryType;

/// The sort of an entry that has a web address or none.
pub fn kind(fields: &Fields, has_url: bool) -> ReferenceKind {
    use ReferenceKind as Kind;
    let is_talk = fields.has("eventtitle") && !fields.has("booktitle");
    match &fields.0.entry_type {
        EntryType::Article | EntryType::SuppPeriodical => article(fields),
        EntryType::InProceedings | EntryType::Unpublished if is_talk => Kind::Talk,
        EntryType::InBook
        | EntryType::InCollection
        | EntryType::InProceedings
        | EntryType::InReference
        | EntryType::SuppBook
        | EntryType::SuppCollection => Kind::Chapter,
        EntryType::Book
        | EntryType::Booklet
        | EntryType::BookInBook
        | EntryType::Collection
        | EntryType::Manual
        | EntryType::MvBook
        | EntryType::MvCollection
        | EntryType::MvProceedings
        | EntryType::MvReference
        | EntryType::Periodical
        | EntryType::Proceedings
        | EntryType::Reference => Kind::Book,
        EntryType::Report | EntryType::TechReport => Kind::Report,
        EntryType::PhdThesis => Kind::Thesis(Degree::Doctoral),
        EntryType::MastersThesis => Kind::Thesis(Degree::Masters),
        EntryType::Thesis => Kind::Thesis(degree(&fields.text(&["type"]).unwrap_or_default())),
        // Reference managers write web pages and posts as works of no sort.
        EntryType::Online | EntryType::Misc if fields.has("journaltitle") || fields.has("journal") => Kind::Post,
        EntryType::Online | EntryType::Misc if is_blog(fields) => Kind::Post,
        EntryType::Online => Kind::WebPage,
        EntryType::Misc if has_url && addon::site(fields).is_some() => Kind::WebPage,
        EntryType::Unpublished => Kind::Manuscript,
        EntryType::Dataset => Kind::Dataset,
        EntryType::Software => Kind::Software,
        EntryType::Unknown(name) => kind_of_other(name, fields),
        _ => Kind::Other,
    }
}

fn article(fields: &Fields) -> ReferenceKind {
    match fields
        .text(&["entrysubtype"])
        .unwrap_or_default()
        .to_lowercase()
        .as_str()
    {
        "magazine" => ReferenceKind::MagazineArticle,
        "newspaper" => ReferenceKind::NewspaperArticle,
        _ => ReferenceKind::Article,
    }
}

/// Whether its `type` says that it is a post; Zotero writes `Blog`, its users `Blog post`.
fn is_blog(fields: &Fields) -> bool {
    let words = fields.text(&["type"]).unwrap_or_default().to_lowercase();
    words.contains("blog")
}

/// Types beside BibLaTeX's own: its non-standard ones (manual, section 2.1.3), those of its APA style, and those that
/// reference managers write.
fn kind_of_other(name: &str, fields: &Fields) -> ReferenceKind {
    use ReferenceKind as Kind;
    match name {
        "video" => Kind::Video,
        "movie" | "film" => Kind::Film,
        "audio" | "music" | "podcast" => Kind::Audio,
        "presentation" | "talk" | "lecture" => Kind::Talk,
        "legislation" | "legal" | "law" | "statute" => Kind::Law,
        "jurisdiction" | "case" | "legal_case" => Kind::Case,
        "webpage" | "web_page" | "website" if is_blog(fields) => Kind::Post,
        "webpage" | "web_page" | "website" => Kind::WebPage,
        "blog" | "blogpost" => Kind::Post,
        "magazine" | "magazine_article" => Kind::MagazineArticle,
        "newspaper" | "newspaper_article" => Kind::NewspaperArticle,
        "book_section" => Kind::Chapter,
        _ if fields.has("eventtitle") => Kind::Talk,
        _ => Kind::Other,
    }
}

/// The degree that a thesis was written for, by the words that name it.
pub fn degree(words: &str) -> Degree {
    let words = words.to_lowercase();
    let is_masters = ["master", "m.a.", "m.s.", "msc", "mathesis"]
        .iter()
        .any(|degree| words.contains(degree));
    if is_masters {
        Degree::Masters
    } else if words.contains("bachelor") || words.contains("undergraduate") || words == "bathesis" {
        Degree::Bachelors
    } else {
        Degree::Doctoral
    }
}

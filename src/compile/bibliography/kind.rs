//! What sort of work an entry describes, by its type and fields.

use super::entry::Fields;
use super::seasons::seasons;
use super::thesis::degree;
use super::{addon, advance, meeting, recording, social};
use crate::model::{Degree, Issued, ReferenceKind};
use biblatex::EntryType;

/// What was read of an entry before its sort is told.
pub struct Found {
    pub issued: Issued,
    pub has_doi: bool,
    pub has_url: bool,
}

pub fn kind(fields: &Fields, found: &Found) -> ReferenceKind {
    use ReferenceKind as Kind;
    let is_talk = fields.has("eventtitle") && !fields.has("booktitle");
    match &fields.0.entry_type {
        EntryType::Article | EntryType::SuppPeriodical => article(fields, found),
        EntryType::InProceedings | EntryType::Unpublished if is_talk || meeting::is_presentation(fields) => Kind::Talk,
        EntryType::InProceedings if meeting::is_without_proceedings(fields, found.has_doi) => Kind::Talk,
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
        EntryType::PhdThesis | EntryType::Thesis => thesis(fields, Degree::Doctoral),
        EntryType::MastersThesis => thesis(fields, Degree::Masters),
        EntryType::Online | EntryType::Misc if social::is_post(fields) && !is_blog(fields) => Kind::SocialPost,
        // Reference managers write web pages and posts as works of no sort.
        EntryType::Online | EntryType::Misc if fields.has("journaltitle") || fields.has("journal") => Kind::Post,
        EntryType::Online | EntryType::Misc if is_blog(fields) => Kind::Post,
        EntryType::Online | EntryType::Misc if recording::is_on_host_of_films(fields) => Kind::Video,
        EntryType::Online => Kind::WebPage,
        EntryType::Misc if found.has_url && addon::site(fields).is_some() => Kind::WebPage,
        EntryType::Unpublished => Kind::Manuscript,
        EntryType::Dataset => Kind::Dataset,
        EntryType::Software => Kind::Software,
        EntryType::Unknown(name) => kind_of_other(name, fields),
        _ => Kind::Other,
    }
}

/// Its own words tell more than the type of the entry, of which exports have few.
fn thesis(fields: &Fields, otherwise: Degree) -> ReferenceKind {
    let words = fields.text(&["type"]).unwrap_or_default();
    ReferenceKind::Thesis(degree(&words).unwrap_or(otherwise))
}

fn article(fields: &Fields, found: &Found) -> ReferenceKind {
    let subtype = fields.text(&["entrysubtype"]).unwrap_or_default();
    match subtype.to_lowercase().as_str() {
        "magazine" => ReferenceKind::MagazineArticle,
        "newspaper" => ReferenceKind::NewspaperArticle,
        _ if is_of_a_day_or_season(fields, found) => ReferenceKind::MagazineArticle,
        _ => ReferenceKind::Article,
    }
}

/// Whether an article has its day or its season and nothing that articles of journals are found by. Reference managers
/// write those of newspapers and magazines so, which have their full date (APA 7, section 10.1, examples 15 and 16).
fn is_of_a_day_or_season(fields: &Fields, found: &Found) -> bool {
    let has_date = matches!(
        found.issued,
        Issued::On(period) if period.start.day.is_some() || period.start.season.is_some()
    );
    let has_issue = || {
        let issue = fields.issue(&["number", "issue"]);
        issue.is_some_and(|issue| seasons(&issue).is_none())
    };
    let has_number = || fields.volume().is_some() || has_issue() || fields.pages().1.is_some();
    let has_journal = || fields.has("journaltitle") || fields.has("journal");
    has_date && !found.has_doi && !has_number() && has_journal() && !advance::is_advance(fields)
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
        "webpage" | "web_page" | "website" if social::is_post(fields) => Kind::SocialPost,
        "webpage" | "web_page" | "website" => Kind::WebPage,
        "blog" | "blogpost" => Kind::Post,
        "magazine" | "magazine_article" => Kind::MagazineArticle,
        "newspaper" | "newspaper_article" => Kind::NewspaperArticle,
        "book_section" => Kind::Chapter,
        _ if fields.has("eventtitle") => Kind::Talk,
        _ => Kind::Other,
    }
}

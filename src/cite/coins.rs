//! A work as reference managers read it off a page: COinS, an OpenURL context object in the title of an empty `span`.
//!
//! The keys are those of NISO Z39.88-2004's formats for journals, books and dissertations, and of Dublin Core for the
//! rest, which is what Zotero reads.

use crate::model::{Issued, Name, Reference, ReferenceKind};
use url::form_urlencoded::Serializer;

/// The context object of a work, to be escaped as any attribute.
#[must_use]
pub fn coins(reference: &Reference) -> String {
    use ReferenceKind as Kind;
    let mut query = Serializer::new(String::new());
    query.append_pair("ctx_ver", "Z39.88-2004");
    let title = reference.title.text.as_str();
    let container = reference.container.as_ref().map(|container| container.text.as_str());
    match reference.kind {
        Kind::Article | Kind::MagazineArticle | Kind::NewspaperArticle => {
            query.append_pair("rft_val_fmt", "info:ofi/fmt:kev:mtx:journal");
            query.append_pair("rft.genre", "article");
            query.append_pair("rft.atitle", title);
            add(&mut query, "rft.jtitle", container);
            add(&mut query, "rft.issn", reference.serial.as_deref());
        }
        Kind::Book | Kind::Report | Kind::Manuscript => {
            query.append_pair("rft_val_fmt", "info:ofi/fmt:kev:mtx:book");
            let genre = if reference.kind == Kind::Report {
                "report"
            } else {
                "book"
            };
            query.append_pair("rft.genre", genre);
            query.append_pair("rft.btitle", title);
            add(&mut query, "rft.isbn", reference.serial.as_deref());
        }
        Kind::Chapter => {
            query.append_pair("rft_val_fmt", "info:ofi/fmt:kev:mtx:book");
            query.append_pair("rft.genre", "bookitem");
            query.append_pair("rft.atitle", title);
            add(&mut query, "rft.btitle", container);
            add(&mut query, "rft.isbn", reference.serial.as_deref());
        }
        Kind::Thesis(_) => {
            query.append_pair("rft_val_fmt", "info:ofi/fmt:kev:mtx:dissertation");
            query.append_pair("rft.title", title);
            add(&mut query, "rft.inst", reference.school.as_deref());
        }
        Kind::WebPage
        | Kind::Post
        | Kind::SocialPost
        | Kind::Video
        | Kind::Film
        | Kind::Audio
        | Kind::Talk
        | Kind::Dataset
        | Kind::Software
        | Kind::Law
        | Kind::Case
        | Kind::Other => {
            query.append_pair("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc");
            query.append_pair("rft.type", dublin_core(reference.kind));
            query.append_pair("rft.title", title);
            add(&mut query, "rft.source", container);
            let address = reference.address();
            add(&mut query, "rft.identifier", address.as_deref());
        }
    }
    authors(&mut query, &reference.credited().list);
    if let Issued::On(period) = reference.issued {
        query.append_pair("rft.date", &iso(period.start));
    }
    add(&mut query, "rft.volume", reference.volume.as_deref());
    add(&mut query, "rft.issue", reference.issue.as_deref());
    add(&mut query, "rft.edition", reference.edition.as_deref());
    add(&mut query, "rft.artnum", reference.article_number.as_deref());
    pages(&mut query, reference.pages.as_deref());
    // Of a dissertation the degree's university stands in `rft.inst`.
    add(&mut query, "rft.pub", reference.publisher.as_deref());
    if let Some(doi) = &reference.doi {
        query.append_pair("rft_id", &format!("info:doi/{doi}"));
    }
    add(&mut query, "rft_id", reference.url.as_deref());
    query.finish()
}

type Query<'q> = Serializer<'q, String>;

fn add(query: &mut Query, key: &str, value: Option<&str>) {
    if let Some(value) = value {
        query.append_pair(key, value);
    }
}

/// The first author in parts, and all of them whole.
fn authors(query: &mut Query, names: &[Name]) {
    for (number, name) in names.iter().enumerate() {
        if name.given.is_empty() {
            query.append_pair(if number == 0 { "rft.aucorp" } else { "rft.au" }, &name.family);
            continue;
        }
        if number == 0 {
            query.append_pair("rft.aulast", &name.family);
            query.append_pair("rft.aufirst", &name.given);
        }
        query.append_pair("rft.au", &format!("{}, {}", name.family, name.given));
    }
}

fn pages(query: &mut Query, pages: Option<&str>) {
    let Some(pages) = pages else { return };
    query.append_pair("rft.pages", &pages.replace('–', "-"));
    if let Some((first, last)) = pages.split_once('–') {
        query.append_pair("rft.spage", first);
        query.append_pair("rft.epage", last);
    }
}

fn dublin_core(kind: ReferenceKind) -> &'static str {
    match kind {
        ReferenceKind::WebPage => "webpage",
        ReferenceKind::Post => "blogPost",
        ReferenceKind::SocialPost => "forumPost",
        ReferenceKind::Video | ReferenceKind::Film => "videoRecording",
        ReferenceKind::Audio => "audioRecording",
        ReferenceKind::Talk => "presentation",
        ReferenceKind::Software => "computerProgram",
        ReferenceKind::Law => "statute",
        ReferenceKind::Case => "case",
        _ => "document",
    }
}

/// ISO 8601, as much of it as is known.
fn iso(day: crate::model::Day) -> String {
    match (day.month, day.day) {
        (Some(month), Some(date)) => format!("{:04}-{month:02}-{date:02}", day.year),
        (Some(month), None) => format!("{:04}-{month:02}", day.year),
        (None, _) => format!("{:04}", day.year),
    }
}

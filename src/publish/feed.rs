//! What is new, for whoever follows the site: articles, and what the team decided (Atom, RFC 4287).

use super::search::words_of;
use super::xml::{self, Xml};
use crate::config::BaseUrl;
use crate::link::{Decision, FEED, LinkedDocument, Site};
use crate::model::{Article, Kind};
use crate::theme::Theme;
use jiff::civil::Date;
use quick_xml::Writer;
use std::cmp::Reverse;
use std::io;

/// The most entries: readers of feeds come back long before so many are new.
const MOST: usize = 50;

struct Entry {
    date: Date,
    updated: Date,
    title: String,
    /// From the root of the site.
    href: String,
    summary: String,
    author: Option<String>,
    categories: Vec<String>,
}

/// The feed of a site that is at `base`, the latest first.
///
/// # Errors
/// None in practice: it is written into memory.
pub fn feed(site: &Site, theme: &Theme, base: &BaseUrl) -> io::Result<Vec<u8>> {
    let settings = site.edition.settings();
    let entries = entries(site, theme);
    let updated = entries.iter().map(|entry| entry.updated).max().unwrap_or_default();
    let school = settings.school.name.as_deref().unwrap_or(&settings.title);
    let own = format!("{}{}", base.as_str(), FEED);
    xml::document(|writer| {
        let feed = writer.create_element("feed").with_attributes([
            ("xmlns", "http://www.w3.org/2005/Atom"),
            ("xml:lang", settings.language.as_str()),
        ]);
        feed.write_inner_content(|writer| {
            xml::text(writer, "title", &settings.title)?;
            if !settings.description.is_empty() {
                xml::text(writer, "subtitle", &settings.description)?;
            }
            xml::text(writer, "id", base.as_str())?;
            link(writer, "self", &own)?;
            link(writer, "alternate", base.as_str())?;
            xml::text(writer, "updated", &moment(updated))?;
            author(writer, school)?;
            for entry in &entries {
                write(writer, entry, base.as_str())?;
            }
            Ok(())
        })?;
        Ok(())
    })
}

fn write(writer: &mut Xml, entry: &Entry, base: &str) -> io::Result<()> {
    let address = format!("{base}{}", entry.href);
    writer.create_element("entry").write_inner_content(|writer| {
        xml::text(writer, "title", &entry.title)?;
        xml::text(writer, "id", &address)?;
        link(writer, "alternate", &address)?;
        xml::text(writer, "published", &moment(entry.date))?;
        xml::text(writer, "updated", &moment(entry.updated))?;
        if let Some(name) = &entry.author {
            author(writer, name)?;
        }
        for category in &entry.categories {
            let term = xml::signs(category);
            let attribute = ("term", term.as_str());
            writer
                .create_element("category")
                .with_attribute(attribute)
                .write_empty()?;
        }
        if !entry.summary.is_empty() {
            xml::text(writer, "summary", &entry.summary)?;
        }
        Ok(())
    })?;
    Ok(())
}

fn author(writer: &mut Xml, name: &str) -> io::Result<()> {
    let element = Writer::create_element(writer, "author");
    element.write_inner_content(|writer| xml::text(writer, "name", name))?;
    Ok(())
}

fn link(writer: &mut Xml, relation: &str, to: &str) -> io::Result<()> {
    let attributes = [("rel", relation), ("href", to)];
    writer
        .create_element("link")
        .with_attributes(attributes)
        .write_empty()?;
    Ok(())
}

fn entries(site: &Site, theme: &Theme) -> Vec<Entry> {
    let articles = site.documents.iter().filter_map(|linked| match &linked.document.kind {
        Kind::Article(article) => Some(of_article(linked, article)),
        _ => None,
    });
    let decisions = site.decisions().into_iter();
    let decisions = decisions.map(|decision| of_decision(site, theme, &decision));
    let mut entries: Vec<Entry> = articles.chain(decisions).collect();
    entries.sort_by_key(|entry| Reverse(entry.date));
    entries.truncate(MOST);
    entries
}

fn of_article(linked: &LinkedDocument, article: &Article) -> Entry {
    let head = &linked.document.head;
    Entry {
        date: article.date,
        updated: head.updated.unwrap_or(article.date).max(article.date),
        title: head.title.clone(),
        href: linked.document.address.href(),
        summary: head.summary.clone().unwrap_or_default(),
        author: article.author.clone(),
        categories: article.categories.clone(),
    }
}

fn of_decision(site: &Site, theme: &Theme, decision: &Decision) -> Entry {
    let texts = decision.answer.prose.iter().map(|prose| words_of(site, theme, prose));
    Entry {
        date: decision.date,
        updated: decision.date,
        title: decision.question.wording.clone(),
        href: decision.href(),
        summary: texts.collect::<Vec<_>>().join(" "),
        author: None,
        categories: vec![theme.string("feed-decision", None)],
    }
}

/// Noon in Greenwich: of a day without an hour, the one that is that day nearly everywhere.
fn moment(date: Date) -> String {
    format!("{date}T12:00:00Z")
}

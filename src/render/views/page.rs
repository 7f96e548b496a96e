//! What a page's template is given of the page.

use super::{Link, Progress, ReferenceView, ResourceCard};
use crate::link::{Destination, LinkedDocument, Private, Route, Site};
use crate::model::{Address, Article, Document, Kind, Resource};
use crate::theme::Html;
use serde::Serialize;
use std::collections::BTreeSet;

#[derive(Debug, Serialize)]
pub struct PageView {
    /// What the page is: `home`, `page`, `listing`, `series`, `guide`, `resource`, `article`, `cycle`,
    /// `references`, `search`, `not-found` or `redirect`.
    pub kind: &'static str,
    pub title: String,
    pub summary: Option<String>,
    /// From the root of the site.
    pub href: String,
    /// The whole address, where the settings say where the site will be.
    pub canonical: Option<String>,
    pub updated: Option<String>,
    /// The language of its title, summary and text, where it is not the site's (WCAG 2.1, 3.1.2).
    pub language: Option<String>,
    /// Why the public does not see the page: `team` or `draft`. Never set in the public edition.
    pub private: Option<Private>,
    pub body: Html,
    pub contents: Vec<TocEntry>,
    /// From the home page to the page above this one.
    pub breadcrumbs: Vec<Link>,
    pub previous: Option<Link>,
    pub next: Option<Link>,
    /// The entries of the menu that it is below, by their `href`.
    pub within: Vec<String>,
    /// What the page cites, where no block of its own lists it.
    pub references: Vec<ReferenceView>,
}

/// A line of the table of contents.
#[derive(Debug, Serialize)]
pub struct TocEntry {
    pub title: String,
    /// The id of the place in the page.
    pub anchor: String,
    pub level: u8,
}

#[derive(Debug, Serialize)]
pub struct GuideView {
    /// Its place in its series, from one.
    pub step: usize,
    pub steps: usize,
    pub minutes: Option<u32>,
    pub credit: Option<String>,
    pub conditions: Vec<Link>,
    pub progress: Progress,
}

#[derive(Debug, Serialize)]
pub struct ResourceView {
    pub kind: &'static str,
    pub minutes: Option<u32>,
    pub group_size: Option<String>,
    pub roles: Vec<String>,
    pub conditions: Vec<Link>,
    /// On another site.
    pub link: Option<String>,
    /// From the root of the site.
    pub file: Option<String>,
    pub credit: Option<String>,
    pub language: Option<String>,
    pub checked: Option<String>,
}

#[derive(Debug, Serialize)]
pub struct ArticleView {
    pub author: Option<String>,
    pub date: String,
    pub categories: Vec<String>,
    /// How long it takes to read, in whole minutes.
    pub minutes: usize,
}

/// The language of a page, where it is not the site's.
pub fn language_of(site: &Site, document: &Document) -> Option<String> {
    match &document.kind {
        Kind::Resource(resource) => other_language(site, resource),
        _ => None,
    }
}

/// The language of a resource, where it is not the site's.
pub fn other_language(site: &Site, resource: &Resource) -> Option<String> {
    let language = resource.language.as_ref()?;
    (*language != site.edition.settings().language).then(|| language.to_string())
}

/// Links to guides of the series `conditions`, for those that the edition has.
pub fn conditions<'a>(site: &Site, slugs: impl Iterator<Item = &'a str>) -> Vec<Link> {
    slugs
        .filter_map(|slug| {
            let address = Address::new(format!("guides/conditions/{slug}.html"));
            match site.routes.get(&address)? {
                Route::Document(number) => Some(Link::to_page(site, site.documents[*number].document)),
                _ => None,
            }
        })
        .collect()
}

/// The conditions that any of some resources helps with, in the order of their guides.
pub fn conditions_of<'a>(site: &Site, resources: impl Iterator<Item = &'a ResourceCard>) -> Vec<Link> {
    let helped: BTreeSet<&str> = resources
        .flat_map(|resource| &resource.conditions)
        .map(|condition| condition.href.as_str())
        .collect();
    let guides = site.documents.iter().map(|linked| linked.document);
    let guides = guides.filter(|document| matches!(document.kind, Kind::Guide(_)));
    let guides = guides.filter(|guide| helped.contains(guide.address.href().as_str()));
    guides.map(|guide| Link::to_page(site, guide)).collect()
}

pub fn resource(site: &Site, linked: &LinkedDocument, resource: &Resource) -> ResourceView {
    let file = match &linked.file {
        Some(Destination::Asset(number)) => site.edition.assets().get(*number).map(|asset| asset.address.href()),
        Some(Destination::Page { .. } | Destination::Here(_)) | None => None,
    };
    ResourceView {
        kind: resource.kind.name(),
        minutes: resource.minutes,
        group_size: resource.group_size.clone(),
        roles: resource.roles.clone(),
        conditions: conditions(site, resource.conditions.iter().map(|(slug, _)| slug.as_str())),
        link: resource.link.clone(),
        file,
        credit: resource.credit.clone(),
        language: resource.language.as_ref().map(ToString::to_string),
        checked: resource.checked.map(|date| date.to_string()),
    }
}

pub fn article(linked: &LinkedDocument, article: &Article) -> ArticleView {
    /// Words a minute that adults read in English (Brysbaert, 2019, for non-fiction).
    const WORDS_A_MINUTE: usize = 238;
    ArticleView {
        author: article.author.clone(),
        date: article.date.to_string(),
        categories: article.categories.clone(),
        minutes: linked.document.body.words.div_ceil(WORDS_A_MINUTE).max(1),
    }
}

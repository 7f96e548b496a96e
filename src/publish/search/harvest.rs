//! Everything of a site that can be found, page by page, in the order of the addresses.
//!
//! A page is read when it is asked for: all texts of a site at once would need as much memory as all the rest of it.

use super::body::Body;
use super::entry::{Entry, EntryKind, FoundPage};
use crate::link::{LinkedCycle, LinkedDocument, Route, Site};
use crate::model::{Address, Kind, Listing};
use crate::theme::Theme;
use std::ops::Range;

/// The pages of a site that can be found. Those that only lead elsewhere, or that say that there is none, are not among them.
pub struct Harvest<'s, 'e> {
    site: &'s Site<'e>,
    theme: &'s Theme,
    pages: Vec<(&'s Address, Route)>,
}

impl<'s, 'e> Harvest<'s, 'e> {
    pub fn of(site: &'s Site<'e>, theme: &'s Theme) -> Self {
        let pages = site.routes.iter().map(|(address, route)| (address, *route));
        let has_text = |route| !matches!(route, Route::Search | Route::NotFound | Route::Redirect(_));
        Self {
            site,
            theme,
            pages: pages.filter(|(_, route)| has_text(*route)).collect(),
        }
    }

    /// The numbers of the pages.
    pub fn pages(&self) -> Range<usize> {
        0..self.pages.len()
    }

    /// Reads a page.
    pub fn page(&self, number: usize) -> FoundPage {
        let (address, route) = self.pages[number];
        let mut page = self.found(route);
        page.href = address.href();
        let kind = page.kind.string().map(|key| self.theme.string(&key, None));
        page.also.push(' ');
        page.also.push_str(&kind.unwrap_or_default());
        for entry in &mut page.entries {
            for part in [&mut entry.title, &mut entry.text] {
                part.truncate(part.trim_end().len());
            }
        }
        page
    }

    fn found(&self, route: Route) -> FoundPage {
        let (site, theme) = (self.site, self.theme);
        match route {
            Route::Document(number) => of_document(site, theme, &site.documents[number]),
            Route::Series(number) => {
                let series = &site.series[number];
                let page = match series.index {
                    Some(index) => of_document(site, theme, &site.documents[index]),
                    None => made(site.title_of_series(series), EntryKind::Series),
                };
                FoundPage {
                    kind: EntryKind::Series,
                    ..page
                }
            }
            Route::Home => FoundPage {
                summary: site.edition.settings().description.clone(),
                ..made(site.edition.settings().title.clone(), EntryKind::Page)
            },
            Route::Listing(listing) => made(theme.string(listing.folder(), None), EntryKind::List),
            Route::Cycle(number) => of_cycle(site, theme, &site.cycles[number]),
            Route::References => of_references(site, theme),
            Route::Search | Route::NotFound | Route::Redirect(_) => made(String::new(), EntryKind::Page),
        }
    }
}

/// A page without a text.
fn made(title: String, kind: EntryKind) -> FoundPage {
    FoundPage {
        href: String::new(),
        title,
        summary: String::new(),
        kind,
        private: None,
        also: String::new(),
        entries: vec![Entry {
            kind,
            ..Entry::default()
        }],
    }
}

fn of_document(site: &Site, theme: &Theme, linked: &LinkedDocument) -> FoundPage {
    let document = linked.document;
    let (kind, also) = match &document.kind {
        Kind::Home | Kind::Page => (EntryKind::Page, String::new()),
        Kind::Listing(Listing::Guides | Listing::Resources | Listing::Articles | Listing::Cycles) => {
            (EntryKind::List, String::new())
        }
        Kind::Series(_) => (EntryKind::Series, String::new()),
        Kind::Guide(guide) => {
            let series = site.series_of(guide);
            let series = series.map(|number| site.title_of_series(&site.series[number]));
            let words: Vec<String> = series.into_iter().chain(guide.credit.clone()).collect();
            (EntryKind::Guide, words.join(" "))
        }
        Kind::Resource(resource) => {
            let words: Vec<&str> = resource
                .roles
                .iter()
                .chain(&resource.credit)
                .map(String::as_str)
                .collect();
            (EntryKind::Resource(resource.kind), words.join(" "))
        }
        Kind::Article(article) => {
            let words: Vec<&str> = article
                .author
                .iter()
                .chain(&article.categories)
                .map(String::as_str)
                .collect();
            (EntryKind::Article, words.join(" "))
        }
    };
    let guide = matches!(document.kind, Kind::Guide(_)).then_some(linked);
    let mut body = Body::new(site, theme, kind, guide);
    body.text(&linked.body);
    FoundPage {
        summary: document.head.summary.clone().unwrap_or_default(),
        private: site.why_private_page(document),
        also,
        entries: body.entries,
        ..made(document.head.title.clone(), kind)
    }
}

fn of_cycle(site: &Site, theme: &Theme, linked: &LinkedCycle) -> FoundPage {
    let cycle = linked.cycle;
    let mut body = Body::new(site, theme, EntryKind::Cycle, None);
    let words = [&cycle.change, &cycle.measure, &cycle.who];
    for words in words.into_iter().flatten().chain(&cycle.predictions) {
        body.words(words);
    }
    for prose in linked.study.iter().chain(&linked.next) {
        body.text(prose);
    }
    FoundPage {
        summary: cycle.aim.clone().unwrap_or_default(),
        private: site.why_private_cycle(cycle),
        entries: body.entries,
        ..made(cycle.title.clone(), EntryKind::Cycle)
    }
}

/// The list of references: each work is a place of its own.
fn of_references(site: &Site, theme: &Theme) -> FoundPage {
    let title = theme.string("references", None);
    let mut body = Body::new(site, theme, EntryKind::List, None);
    for listed in site.references.iter() {
        let title = &listed.reference.title.text;
        body.begin(EntryKind::Work, &listed.id_in_list(), title);
        body.words(&listed.entry.text.text());
    }
    FoundPage {
        entries: body.entries,
        ..made(title, EntryKind::List)
    }
}

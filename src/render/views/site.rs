//! What every page is given of the site.

use crate::config::dialled;
use crate::link::{CARD, FEED, Private, Route, Site};
use crate::model::{Address, Document, Kind, Listing};
use crate::theme::{SettingValue, Theme};
use serde::Serialize;
use std::collections::BTreeMap;

/// A link within the site, or to another one.
#[derive(Debug, Clone, Serialize)]
pub struct Link {
    pub title: String,
    pub href: String,
    /// Why the public does not see what it leads to: `team` or `draft`.
    pub private: Option<Private>,
}

impl Link {
    pub fn to(title: impl Into<String>, address: &Address) -> Self {
        Self {
            title: title.into(),
            href: address.href(),
            private: None,
        }
    }

    /// A link to a document's page, which says whether the public sees that.
    pub fn to_page(site: &Site, document: &Document) -> Self {
        Self {
            private: site.why_private_page(document),
            ..Self::to(document.head.title.as_str(), &document.address)
        }
    }
}

#[derive(Debug, Serialize)]
pub struct SiteView {
    pub title: String,
    pub description: String,
    pub language: String,
    pub school: SchoolView,
    /// The picture of the school, from the root of the site.
    pub logo: Option<String>,
    /// The style sheet, from the root of the site.
    pub style: String,
    /// The sign in a browser's tab, from the root of the site.
    pub icon: String,
    /// What the school has set of the theme.
    pub theme: BTreeMap<String, SettingValue>,
    pub menu: Vec<Link>,
    /// Plain pages that the menu does not name, in the order of their titles.
    pub pages: Vec<Link>,
    pub has_references: bool,
    pub has_cycles: bool,
    /// What is new, as a feed, from the root of the site.
    pub feed: Option<&'static str>,
    /// The whole address of the picture for shared links, where the settings say where the site will be.
    pub card: Option<String>,
    /// Whether this is the team's edition, which holds what others must not see.
    pub is_team: bool,
}

#[derive(Debug, Serialize)]
pub struct SchoolView {
    pub name: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    /// The number as a `tel:` link takes it (RFC 3966): without what makes it pleasant to read.
    pub phone_href: Option<String>,
}

pub fn site(site: &Site, theme: &Theme, has_references: bool) -> SiteView {
    let settings = site.edition.settings();
    let phone = settings.school.phone.clone();
    SiteView {
        title: settings.title.clone(),
        description: settings.description.clone(),
        language: settings.language.to_string(),
        school: SchoolView {
            name: settings.school.name.clone(),
            email: settings.school.email.clone(),
            phone_href: phone.as_deref().map(dialled),
            phone,
        },
        logo: site
            .logo
            .and_then(|number| Some(site.edition.assets().get(number)?.address.href())),
        style: theme.style.address.href(),
        icon: theme.icon.address.href(),
        theme: theme.settings.clone(),
        menu: menu(site),
        pages: pages(site),
        has_references,
        feed: site.base_url().filter(|_| site.has_news()).map(|_| FEED),
        card: site.base_url().map(|base| format!("{}{CARD}", base.as_str())),
        has_cycles: site.routes.contains_key(&Listing::Cycles.address()),
        is_team: site.edition.readers() == crate::edition::Readers::Team,
    }
}

/// Plain pages that lie beside the home page and that the menu does not name.
fn pages(site: &Site) -> Vec<Link> {
    let is_in_menu = |document: &Document| site.menu.iter().any(|entry| entry.address == document.address);
    let plain = site.documents.iter().map(|linked| linked.document).filter(|document| {
        matches!(document.kind, Kind::Page) && !document.path.contains('/') && !is_in_menu(document)
    });
    let mut pages: Vec<Link> = plain.map(|document| Link::to_page(site, document)).collect();
    pages.sort_by(|a, b| a.title.cmp(&b.title));
    pages
}

fn menu(site: &Site) -> Vec<Link> {
    let entries = site.menu.iter().map(|entry| {
        let document = match site.routes.get(&entry.address) {
            Some(Route::Document(number)) => Some(*number),
            Some(Route::Series(number)) => site.series[*number].index,
            _ => None,
        };
        Link {
            private: document.and_then(|number| site.why_private_page(site.documents[number].document)),
            ..Link::to(entry.title, &entry.address)
        }
    });
    entries.collect()
}

/// The entries of the menu that a page is below: the parts of the site that it is in, by their `href`.
pub fn within(site: &Site, page: &Address) -> Vec<String> {
    let is_above = |address: &&Address| {
        let folder = address
            .as_str()
            .strip_suffix("index.html")
            .filter(|folder| !folder.is_empty());
        *address != page && folder.is_some_and(|folder| page.as_str().starts_with(folder))
    };
    let entries = site.menu.iter().map(|entry| &entry.address);
    entries.filter(is_above).map(Address::href).collect()
}

//! What every page is given of the site.

use crate::config::dialled;
use crate::link::{CARD, FEED, Route, Site};
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
    pub private: Option<&'static str>,
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

/// An entry of the menu, as one page shows it.
#[derive(Debug, Serialize)]
pub struct MenuItem {
    pub title: String,
    pub href: String,
    /// A value of `aria-current`: `page` for the page itself, `true` for the part of the site that it is in.
    pub current: Option<&'static str>,
    /// Why the public does not see what it leads to: `team` or `draft`.
    pub private: Option<&'static str>,
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
        pages: pages(site),
        has_references,
        feed: site.has_feed().then_some(FEED),
        card: settings
            .base_url
            .as_ref()
            .filter(|_| site.is_on_the_web())
            .map(|base| format!("{}{CARD}", base.as_str())),
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

/// The menu as the page at an address shows it.
pub fn menu(site: &Site, address: &Address) -> Vec<MenuItem> {
    site.menu
        .iter()
        .map(|entry| {
            let folder = entry
                .address
                .as_str()
                .strip_suffix("index.html")
                .filter(|folder| !folder.is_empty());
            let current = if entry.address == *address {
                Some("page")
            } else if folder.is_some_and(|folder| address.as_str().starts_with(folder)) {
                Some("true")
            } else {
                None
            };
            let document = match site.routes.get(&entry.address) {
                Some(Route::Document(number)) => Some(*number),
                Some(Route::Series(number)) => site.series[*number].index,
                _ => None,
            };
            MenuItem {
                title: entry.title.to_owned(),
                href: entry.address.href(),
                current,
                private: document.and_then(|number| site.why_private_page(site.documents[number].document)),
            }
        })
        .collect()
}

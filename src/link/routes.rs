//! What is at which address.

use super::addresses::{Addresses, Holder};
use super::paths::MadePage;
use super::site::{LinkedSeries, PublishedAsset, Redirect, Route};
use crate::edition::Edition;
use crate::model::{Address, Kind, Listing};
use crate::source::Diagnostics;
use std::collections::BTreeMap;

/// Files that the program makes beside the pages.
pub const SITEMAP: &str = "sitemap.xml";
pub const FEED: &str = "feed.xml";
pub const CARD: &str = "card.png";

/// The page that lists all works.
const REFERENCES: &str = "references.html";

/// Pages without a source file of their own.
pub fn made_pages(edition: &Edition, series: &[LinkedSeries], has_references: bool) -> Vec<MadePage> {
    let listings = listings(edition).map(|listing| MadePage {
        path: format!("{}/index.md", listing.folder()),
        address: listing.address(),
    });
    let series = series.iter().map(|series| MadePage {
        path: format!("{}/index.md", series.folder),
        address: series.address.clone(),
    });
    let references = ["references.bib", "references.yaml"]
        .into_iter()
        .filter(|_| has_references)
        .map(|path| MadePage {
            path: path.into(),
            address: Address::new(REFERENCES),
        });
    let home = MadePage {
        path: "index.md".into(),
        address: Address::new("index.html"),
    };
    listings.chain(series).chain(references).chain([home]).collect()
}

/// Lists that an edition has: that of test cycles only when there is one.
fn listings<'s>(edition: &'s Edition) -> impl Iterator<Item = Listing> + 's {
    let has_cycles = !edition.cycles().is_empty();
    Listing::ALL
        .into_iter()
        .filter(move |listing| *listing != Listing::Cycles || has_cycles)
}

/// Old addresses, each with the page that it leads to.
pub fn redirects<'e>(edition: &Edition<'e>) -> Vec<Redirect<'e>> {
    let documents = edition.documents().iter().enumerate();
    documents
        .flat_map(|(to, document)| {
            document.head.aliases.iter().map(move |alias| Redirect {
                from: &alias.address,
                span: alias.span,
                to,
            })
        })
        .collect()
}

/// Every page of the site by its address. Of two that want one, the later stays; an old address gives way to any.
pub fn routes(
    edition: &Edition,
    series: &[LinkedSeries],
    redirects: &[Redirect],
    has_references: bool,
) -> BTreeMap<Address, Route> {
    let redirects = redirects.iter().enumerate().rev();
    let redirects = redirects.map(|(number, redirect)| (redirect.from.clone(), Route::Redirect(number)));
    let own = [
        (Address::new("404.html"), Route::NotFound),
        (Address::new("index.html"), Route::Home),
        (Address::new("search.html"), Route::Search),
    ];
    let references = has_references.then(|| (Address::new(REFERENCES), Route::References));
    let listings = listings(edition).map(|listing| (listing.address(), Route::Listing(listing)));
    let series = series.iter().enumerate();
    let series = series.map(|(number, series)| (series.address.clone(), Route::Series(number)));
    let documents = edition.documents().iter().enumerate();
    // A series' page shows the words of its index.
    let documents = documents.filter(|(_, document)| !matches!(document.kind, Kind::Series(_)));
    let documents = documents.map(|(number, document)| (document.address.clone(), Route::Document(number)));
    let cycles = edition.cycles().iter().enumerate();
    let cycles = cycles.map(|(number, cycle)| (cycle.address.clone(), Route::Cycle(number)));
    let pages = own.into_iter().chain(references).chain(listings).chain(series);
    redirects.chain(pages).chain(documents).chain(cycles).collect()
}

/// Gives pages and the theme's files their addresses; of two that want one, the later is reported.
pub fn give_addresses<'s>(
    edition: &Edition<'s>,
    routes: &BTreeMap<Address, Route>,
    theme_files: &'s [Address],
    diagnostics: &mut Diagnostics,
) -> Addresses<'s> {
    let mut addresses = Addresses::with_capacity(routes.len() + edition.assets().len());
    let own = ["404.html", "search.html", SITEMAP, FEED, CARD, ".nojekyll", ".playbook"];
    let own = own.map(Address::new).into_iter();
    let references = [Address::new(REFERENCES)].into_iter();
    for address in own.chain(references.filter(|address| routes.contains_key(address))) {
        addresses.give_made(&address, Holder::Program, diagnostics);
    }
    for address in theme_files {
        addresses.give(address, Holder::Theme, diagnostics);
    }
    for (address, route) in routes {
        if matches!(route, Route::Home | Route::Listing(_) | Route::Series(_)) {
            addresses.give_made(address, Holder::Program, diagnostics);
        }
    }
    for document in edition.documents() {
        // The page of a series' index is the series' own.
        if !matches!(document.kind, Kind::Series(_)) {
            let holder = Holder::Content(&document.path);
            addresses.give(&document.address, holder, diagnostics);
        }
    }
    for cycle in edition.cycles() {
        addresses.give(&cycle.address, Holder::Content(&cycle.path), diagnostics);
    }
    addresses
}

/// Gives what is copied, and old addresses, what the pages left to them, and holds that no file has the name of a folder.
pub fn give_other_addresses<'s>(
    mut addresses: Addresses<'s>,
    edition: &Edition<'s>,
    assets: &'s [PublishedAsset<'s>],
    redirects: &'s [Redirect<'s>],
    diagnostics: &mut Diagnostics,
) {
    let statics = edition.statics().iter();
    let statics: Vec<(Address, &str)> = statics
        .map(|file| (Address::new(file.path.as_str()), file.path.as_str()))
        .collect();
    // How many parts the search has, nobody knows yet: all names that they could have are its own.
    let copied = assets.iter().map(|published| &published.address);
    let copied = copied.chain(statics.iter().map(|(address, _)| address));
    for address in copied.filter(|address| is_of_search(address)) {
        addresses.give_made(address, Holder::Program, diagnostics);
    }
    for published in assets {
        let holder = Holder::Content(&published.asset.file.path);
        addresses.give(&published.address, holder, diagnostics);
    }
    for redirect in redirects {
        addresses.give(redirect.from, Holder::Words(redirect.span), diagnostics);
    }
    for (address, path) in statics {
        addresses.give_made(&address, Holder::Static(path), diagnostics);
    }
    addresses.report_files_as_folders(diagnostics);
}

/// Whether an address could be that of a part of the search: a script in its folder.
#[must_use]
pub fn is_of_search(address: &Address) -> bool {
    let key = address.key();
    key.starts_with("search/") && key.ends_with(".js")
}

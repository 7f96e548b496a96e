//! What is at which address.

use super::addresses::Addresses;
use super::paths::MadePage;
use super::site::{LinkedSeries, Redirect, Route, Site};
use crate::edition::Edition;
use crate::model::{Address, Kind, Listing};
use crate::source::{Diagnostics, Place};
use std::collections::BTreeMap;

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
            address: Address::new("references.html"),
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

/// Every page of the site by its address.
pub fn routes(site: &Site, has_references: bool) -> BTreeMap<Address, Route> {
    let mut routes = BTreeMap::new();
    routes.insert(Address::new("404.html"), Route::NotFound);
    routes.insert(Address::new("index.html"), Route::Home);
    if has_references {
        routes.insert(Address::new("references.html"), Route::References);
    }
    for listing in listings(&site.edition) {
        routes.insert(listing.address(), Route::Listing(listing));
    }
    for (number, series) in site.series.iter().enumerate() {
        routes.insert(series.address.clone(), Route::Series(number));
    }
    for (number, linked) in site.documents.iter().enumerate() {
        // A series' page shows the words of its index.
        if !matches!(linked.document.kind, Kind::Series(_)) {
            routes.insert(linked.document.address.clone(), Route::Document(number));
        }
    }
    for (number, linked) in site.cycles.iter().enumerate() {
        routes.insert(linked.cycle.address.clone(), Route::Cycle(number));
    }
    for (number, redirect) in site.redirects.iter().enumerate() {
        routes.entry(redirect.from.clone()).or_insert(Route::Redirect(number));
    }
    routes
}

/// Holds that no two things want one address.
pub fn check_addresses(site: &Site, theme_files: &[Address], diagnostics: &mut Diagnostics) {
    let mut addresses = Addresses::default();
    let own = ["404.html", "sitemap.xml", ".nojekyll", ".playbook"].map(Address::new);
    let references = site
        .routes
        .keys()
        .filter(|address| address.as_str() == "references.html");
    for address in own.iter().chain(references) {
        addresses.take(address, Place::File("the program itself".into()), diagnostics);
    }
    for address in theme_files {
        addresses.take(address, Place::File("the theme".into()), diagnostics);
    }
    for (address, route) in &site.routes {
        if matches!(route, Route::Home | Route::Listing(_) | Route::Series(_)) {
            addresses.take(address, Place::File("the program itself".into()), diagnostics);
        }
    }
    // The page of a series' index is the series' own.
    for linked in site
        .documents
        .iter()
        .filter(|linked| !matches!(linked.document.kind, Kind::Series(_)))
    {
        let place = Place::File(format!("content/{}", linked.document.path));
        addresses.take(&linked.document.address, place, diagnostics);
    }
    for linked in &site.cycles {
        addresses.take(
            &linked.cycle.address,
            Place::File(format!("content/{}", linked.cycle.path)),
            diagnostics,
        );
    }
    for (address, file) in &site.assets {
        addresses.take(address, Place::File(format!("content/{}", file.path)), diagnostics);
    }
    for redirect in &site.redirects {
        addresses.take(redirect.from, Place::Words(redirect.span), diagnostics);
    }
    for file in site.edition.statics() {
        let place = Place::File(format!("static/{}", file.path));
        addresses.take(&Address::new(file.path.as_str()), place, diagnostics);
    }
    addresses.report_files_as_folders(diagnostics);
}

//! Floor 4: an edition becomes a site: every hole is bound to what it names, or reported at its place.
//!
//! 1. [`Paths`] knows where every source file's page or file will be.
//! 2. [`prose`] binds the holes of each text; the assets that are used on the way are the ones published.
//! 3. Answers meet their questions, guides their series, citations the bibliography.
//! 4. [`addresses`] holds that no two things want one address.

mod addresses;
mod answers;
mod cited;
mod menu;
mod paths;
mod prose;
mod routes;
mod series;
mod sheets;
mod site;

pub use cited::{CitedWork, WorkUse};
pub use prose::{Bound, Destination, LinkedProse};
pub use site::{
    LinkedAnswer, LinkedCycle, LinkedDocument, LinkedSeries, ListedReference, MenuLink, Redirect, Route, Site,
};

use crate::edition::Edition;
use crate::model::{Address, Cycle, Kind, Prose, Want};
use crate::source::Diagnostics;
use cited::Cited;
use paths::Paths;
use prose::{Linker, Place, cited_in};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Links an edition. `theme_files` are the addresses of the theme's styles and scripts.
#[must_use]
pub fn link<'e>(edition: Edition<'e>, theme_files: &[Address], diagnostics: &mut Diagnostics) -> Site<'e> {
    let series = series::series(&edition, diagnostics);
    let has_references = cites_anything(&edition);
    let paths = Paths::new(&edition, routes::made_pages(&edition, &series, has_references));
    let mut linker = Linker {
        edition: &edition,
        paths: &paths,
        cited: Cited::new(&edition),
        used_assets: BTreeSet::new(),
        conditions: conditions(&edition),
        diagnostics,
    };
    let documents: Vec<LinkedDocument> = link_documents(&mut linker);
    sheets::report_sheets_without_guide(&mut linker);
    sheets::report_second_sheets(&mut linker);
    let cycles = edition
        .cycles()
        .iter()
        .map(|cycle| link_cycle(&mut linker, cycle))
        .collect();
    let menu = menu::link_menu(&mut linker);
    let logo = edition.settings().theme.logo.as_ref().and_then(|(path, span)| {
        match linker.asset(path, *span, "index.md")? {
            Destination::Asset(number) => Some(number),
            Destination::Page { .. } | Destination::Here(_) => None,
        }
    });
    linker.cited.report(&edition, linker.diagnostics);
    let references = list_references(&linker.cited, &documents);
    let used_assets = linker.used_assets;
    let assets = edition.assets();
    let mut site = Site {
        documents,
        cycles,
        menu,
        logo,
        references,
        assets: used_assets
            .into_iter()
            .map(|number| (&assets[number].address, &assets[number].file))
            .collect(),
        redirects: routes::redirects(&edition),
        routes: BTreeMap::new(),
        series,
        edition,
    };
    site.routes = routes::routes(&site, has_references);
    routes::check_addresses(&site, theme_files, diagnostics);
    site
}

fn link_documents<'e>(linker: &mut Linker<'_, 'e>) -> Vec<LinkedDocument<'e>> {
    let edition = linker.edition;
    let sheets = edition.answers_by_guide();
    let mut documents = Vec::with_capacity(edition.documents().len());
    for &document in edition.documents() {
        let place = Place {
            path: &document.path,
            page: Some(&document.body),
        };
        let body = linker.prose(&document.body, place);
        let answers = match sheets.get(document.id.as_str()) {
            Some(sheet) if matches!(document.kind, Kind::Guide(_)) => linker.answers(document, sheet),
            _ => HashMap::new(),
        };
        let file = match &document.kind {
            Kind::Guide(guide) => {
                linker.check_conditions(guide.conditions.iter().map(|(slug, span)| (slug.as_str(), *span)));
                None
            }
            Kind::Resource(resource) => {
                linker.check_conditions(resource.conditions.iter().map(|(slug, span)| (slug.as_str(), *span)));
                resource
                    .file
                    .as_ref()
                    .and_then(|(path, span)| linker.asset(path, *span, &document.path))
            }
            _ => None,
        };
        let of_answers = answers
            .values()
            .flat_map(|answer| &answer.prose)
            .flat_map(|prose| cited_in(&prose.bound));
        let cites = cited_in(&body.bound).into_iter().chain(of_answers).collect();
        documents.push(LinkedDocument {
            document,
            body,
            answers,
            file,
            cites,
        });
    }
    documents
}

fn link_cycle<'e>(linker: &mut Linker<'_, 'e>, cycle: &'e Cycle) -> LinkedCycle<'e> {
    let place = Place {
        path: &cycle.path,
        page: None,
    };
    LinkedCycle {
        cycle,
        study: cycle.study.as_ref().map(|prose| linker.prose(prose, place)),
        next: cycle.next.as_ref().map(|prose| linker.prose(prose, place)),
    }
}

/// Slugs of the guides in the series `conditions`, when the edition has one.
fn conditions<'e>(edition: &Edition<'e>) -> Option<HashSet<&'e str>> {
    let prefix = "guides/conditions/";
    let slugs: HashSet<&'e str> = edition
        .documents()
        .iter()
        .filter(|document| matches!(document.kind, Kind::Guide(_)))
        .filter_map(|document| document.id.strip_prefix(prefix))
        .collect();
    (!slugs.is_empty()).then_some(slugs)
}

/// Whether there will be a list of references. Links to it are bound before all citations are.
fn cites_anything(edition: &Edition) -> bool {
    let knows = |key: &str| edition.bibliography().references.contains_key(key);
    let cites = |prose: &Prose| {
        prose.holes.iter().any(|hole| match &hole.want {
            Want::Citation(citation) => citation.works.iter().any(|work| knows(&work.key)),
            _ => false,
        })
    };
    edition.settings().citations.include.iter().any(|(key, _)| knows(key))
        || edition.documents().iter().any(|document| cites(&document.body))
        || edition
            .sheets()
            .iter()
            .flat_map(|sheet| &sheet.answers)
            .any(|answer| answer.reply.prose().any(cites))
        || edition.cycles().iter().any(|cycle| cycle.prose().any(cites))
}

/// The works that are cited, each with the documents that cite it.
fn list_references<'e>(cited: &Cited<'e>, documents: &[LinkedDocument<'e>]) -> BTreeMap<&'e str, ListedReference<'e>> {
    let mut references = BTreeMap::new();
    for (key, reference) in &cited.references {
        let cited_in = Vec::new();
        references.insert(*key, ListedReference { reference, cited_in });
    }
    for (number, linked) in documents.iter().enumerate() {
        for key in &linked.cites {
            if let Some(listed) = references.get_mut(key) {
                listed.cited_in.push(number);
            }
        }
    }
    references
}

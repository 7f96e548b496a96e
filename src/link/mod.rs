//! Floor 4: an edition becomes a site: every hole is bound to what it names, or reported at its place.
//!
//! 1. [`Paths`] knows where every source file's page or file will be.
//! 2. [`prose`] binds the holes of each text; the assets that are used on the way are the ones published.
//! 3. Answers meet their questions, guides their series, citations the bibliography, which must know all of them first.
//! 4. [`addresses`] holds that no two things want one address.

mod addresses;
mod answers;
mod cited;
mod menu;
mod paths;
mod places;
mod private;
mod progress;
mod prose;
mod reference_list;
mod routes;
mod series;
mod sheets;
mod site;

pub use cited::{Cited, CitedPiece};
pub use places::Places;
pub use progress::{Decision, Progress};
pub use prose::{Bound, Destination, LinkedProse};
pub use reference_list::{CitedIn, CitingPage, ListedReference, ReferenceList, citing, entry_id};
pub use routes::{CARD, FEED, SITEMAP};
pub use site::{
    LinkedAnswer, LinkedCycle, LinkedDocument, LinkedSeries, MenuLink, PublishedAsset, Redirect, Route, Site,
    copy_address,
};

use crate::edition::{Edition, Sheet};
use crate::model::{Address, Cycle, Document, Kind};
use crate::source::{Diagnostic, Diagnostics};
use paths::Paths;
use prose::{Linker, Missing, Place};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// How many likely paths are looked for, for links that lead to nothing.
const MOST_LOOKS: u32 = 100;

/// How many pages a thread takes at once.
const AT_ONCE: usize = 128;

/// Links an edition. `theme_files` are the addresses of the theme's styles and scripts.
#[must_use]
pub fn link<'e>(edition: Edition<'e>, theme_files: &[Address], diagnostics: &mut Diagnostics) -> Site<'e> {
    let series = series::series(&edition, diagnostics);
    let sheets = edition.answers_by_guide();
    let cited = Cited::new(&edition, &sheets);
    let has_references = !cited.is_empty();
    let paths = Paths::new(&edition, routes::made_pages(&edition, &series, has_references));
    let conditions = conditions(&edition);
    let new_linker = || Linker {
        edition: &edition,
        paths: &paths,
        cited: &cited,
        conditions: conditions.as_ref(),
        places: Places::default(),
        used_assets: BTreeSet::new(),
        missing: Vec::new(),
        diagnostics: Diagnostics::new(),
    };
    // Pages are linked several at once, and what is said of them is gathered in their order.
    let gathered: Vec<(Vec<LinkedDocument>, Linker)> = edition
        .documents()
        .par_chunks(AT_ONCE)
        .map(|documents| {
            let mut linker = new_linker();
            let documents = documents.iter().map(|document| {
                let sheet = sheets.get(document.id.as_str()).copied();
                link_document(&mut linker, document, sheet)
            });
            (documents.collect(), linker)
        })
        .collect();
    let mut linker = new_linker();
    let mut documents = Vec::with_capacity(edition.documents().len());
    for (some, of_some) in gathered {
        documents.extend(some);
        linker.used_assets.extend(of_some.used_assets);
        linker.missing.extend(of_some.missing);
        linker.diagnostics.extend(of_some.diagnostics);
    }
    sheets::report_sheets_without_guide(&mut linker);
    sheets::report_second_sheets(&mut linker);
    let cycles = edition.cycles().iter();
    let cycles: Vec<LinkedCycle> = cycles.map(|cycle| link_cycle(&mut linker, cycle)).collect();
    let menu = menu::link_menu(&mut linker);
    let logo = edition.settings().theme.logo.as_ref().and_then(|(path, span)| {
        match linker.asset(path, *span, "index.md")? {
            Destination::Asset(number) => linker.is_picture(number, *span).then_some(number),
            Destination::Page { .. } | Destination::Here(_) => None,
        }
    });
    let Linker {
        used_assets,
        missing,
        diagnostics: found,
        ..
    } = linker;
    diagnostics.extend(found);
    report_missing(missing, &paths, diagnostics);
    cited.report(&edition, diagnostics);
    let references = cited.list();
    let assets = edition.assets();
    let mut site = Site {
        documents,
        cycles,
        menu,
        logo,
        references,
        cited,
        assets: used_assets
            .into_iter()
            .map(|used| PublishedAsset::new(&assets[used.number], used.width))
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

/// Says of each path that leads to nothing what was probably meant.
fn report_missing(missing: Vec<Missing>, paths: &Paths, diagnostics: &mut Diagnostics) {
    let mut looks = MOST_LOOKS;
    for missing in missing {
        let fix = match paths.likely(missing.base, &missing.path, &mut looks) {
            Some(likely) => format!("did you mean “{likely}”?"),
            None => missing.otherwise.to_owned(),
        };
        diagnostics.push(Diagnostic::at(missing.code, missing.span, missing.message).fix(fix));
    }
}

fn link_document<'e>(
    linker: &mut Linker<'_, 'e>,
    document: &'e Document,
    sheet: Option<&Sheet<'e>>,
) -> LinkedDocument<'e> {
    let place = Place {
        path: &document.path,
        page: Some(&document.body),
    };
    let body = linker.prose(&document.body, place);
    let answers = match sheet {
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
    LinkedDocument {
        document,
        body,
        answers,
        file,
        cites: std::mem::take(&mut linker.places),
    }
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
        cites: std::mem::take(&mut linker.places),
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

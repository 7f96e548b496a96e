//! Floor 4: an edition becomes a site: every hole is bound to what it names, or reported at its place.
//!
//! 1. [`Paths`] knows where every source file's page or file will be.
//! 2. [`prose`] binds the holes of each text; the assets that are used on the way are the ones published.
//! 3. Answers meet their questions, guides their series, citations the bibliography: what they read as depends on all of them.
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
mod works;

pub use cited::{Cited, CitedPiece};
pub use places::Places;
pub use private::Private;
pub use progress::{Decision, Progress};
pub use prose::{Bound, Destination, LinkedProse};
pub use reference_list::{CitedIn, CitingPage, ListedReference, ReferenceList, citing, entry_id};
pub use routes::{CARD, FEED, SITEMAP, is_of_search};
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
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeSet;
use works::{Named, Works};

/// How many likely paths are looked for, for links that lead to nothing.
const MOST_LOOKS: u32 = 100;

/// How many pages a thread takes at once.
const AT_ONCE: usize = 128;

/// Links an edition. `theme_files` are the addresses of the theme's styles and scripts.
#[must_use]
pub fn link<'e>(edition: Edition<'e>, theme_files: &[Address], diagnostics: &mut Diagnostics) -> Site<'e> {
    let sheets = edition.answers_by_guide();
    let known = works::known(edition.bibliography());
    // What needs nothing of each other is made at once: a save is shown once all of it is.
    let ((series, mut paths), (has_references, conditions)) = rayon::join(
        || rayon::join(|| series::series(&edition, diagnostics), || Paths::new(&edition)),
        || (works::cites_any(&edition, &sheets, &known), conditions(&edition)),
    );
    for made in routes::made_pages(&edition, &series, has_references) {
        paths.add(made);
    }
    let new_linker = || Linker {
        edition: &edition,
        paths: &paths,
        works: Works::new(&known),
        conditions: conditions.as_ref(),
        places: Places::default(),
        path: String::new(),
        used_assets: BTreeSet::new(),
        missing: Vec::new(),
        diagnostics: Diagnostics::new(),
    };
    let mut of_files = Diagnostics::new();
    let ((redirects, routes, addresses), (documents, mut linker)) = rayon::join(
        || {
            sheets::report_sheets_without_guide(&edition, &sheets, &mut of_files);
            sheets::report_second_sheets(&edition, &sheets, &mut of_files);
            let redirects = routes::redirects(&edition);
            let routes = routes::routes(&edition, &series, &redirects, has_references);
            let addresses = routes::give_addresses(&edition, &routes, theme_files, &mut of_files);
            (redirects, routes, addresses)
        },
        || link_documents(&new_linker, &sheets),
    );
    linker.diagnostics.extend(of_files);
    let cycles = edition.cycles().iter();
    let cycles: Vec<LinkedCycle> = cycles.map(|cycle| link_cycle(&mut linker, cycle)).collect();
    let menu = menu::link_menu(&mut linker);
    let logo = edition.settings().theme.logo.as_ref().and_then(|(path, span)| {
        match linker.asset(path, *span, "index.md")? {
            Destination::Asset(number) => linker.is_picture(number, *span).then_some(number),
            Destination::Page { .. } | Destination::Here(_) => None,
        }
    });
    let citations = &edition.settings().citations;
    for (key, span) in &citations.include {
        linker.works.note(key, Named::InSettings, *span);
    }
    let Linker {
        used_assets,
        missing,
        works,
        diagnostics: found,
        ..
    } = linker;
    diagnostics.extend(found);
    report_missing(missing, &paths, diagnostics);
    let cited = Cited::new(citations.style, works, || works::citations(&edition, &sheets).collect());
    cited.report(&edition, diagnostics);
    let assets: Vec<PublishedAsset> = used_assets
        .into_iter()
        .map(|used| PublishedAsset::new(edition.assets()[used.number], used.width))
        .collect();
    routes::give_other_addresses(addresses, &edition, &assets, &redirects, diagnostics);
    Site {
        documents,
        cycles,
        menu,
        logo,
        references: cited.list(),
        cited,
        assets,
        redirects,
        routes,
        series,
        private_folders: private::folders(&edition),
        edition,
    }
}

/// Links all pages, several at once, and gathers in their order what is said of them and what they cite and use.
fn link_documents<'a, 'e>(
    new_linker: &(impl Fn() -> Linker<'a, 'e> + Sync),
    sheets: &FxHashMap<&'e str, &Sheet<'e>>,
) -> (Vec<LinkedDocument<'e>>, Linker<'a, 'e>) {
    let mut linker = new_linker();
    let all = linker.edition.documents();
    let gathered: Vec<(Vec<LinkedDocument>, Linker)> = all
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
    let mut documents = Vec::with_capacity(all.len());
    for (some, of_some) in gathered {
        documents.extend(some);
        linker.used_assets.extend(of_some.used_assets);
        linker.missing.extend(of_some.missing);
        linker.works.extend(of_some.works);
        linker.diagnostics.extend(of_some.diagnostics);
    }
    (documents, linker)
}

/// Says of each path that leads to nothing what was probably meant.
fn report_missing(missing: Vec<Missing>, paths: &Paths, diagnostics: &mut Diagnostics) {
    let mut looks = MOST_LOOKS;
    for missing in missing {
        let likely = || paths.likely(missing.base, &missing.path, &mut looks);
        let fix = match (!missing.is_certain).then(likely).flatten() {
            Some(likely) => format!("did you mean “{likely}”?"),
            None => missing.otherwise.into_owned(),
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
        _ => FxHashMap::default(),
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
fn conditions<'e>(edition: &Edition<'e>) -> Option<FxHashSet<&'e str>> {
    let prefix = "guides/conditions/";
    let slugs: FxHashSet<&'e str> = edition
        .documents()
        .iter()
        .filter(|document| matches!(document.kind, Kind::Guide(_)))
        .filter_map(|document| document.id.strip_prefix(prefix))
        .collect();
    (!slugs.is_empty()).then_some(slugs)
}

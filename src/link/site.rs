//! The linked site.

use super::addresses::Addresses;
use super::cited::Cited;
use super::paths::{Found, MadePage, Paths};
use super::prose::{Destination, LinkedProse, Linker, Place as TextPlace, cited_in};
use crate::edition::Edition;
use crate::model::{Address, Answer, Cycle, Document, Kind, Listing, Prose, Reference, Want, join};
use crate::source::{Code, Diagnostic, Diagnostics, Place, Span, StaticFile, nearest};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// An edition whose every hole is bound. Pages are pure functions of it.
#[derive(Debug)]
pub struct Site<'e> {
    pub edition: Edition<'e>,
    /// In the edition's order; resources and others are named by their number in it.
    pub documents: Vec<LinkedDocument<'e>>,
    pub cycles: Vec<LinkedCycle<'e>>,
    /// In the order of the path through the guides.
    pub series: Vec<LinkedSeries<'e>>,
    pub menu: Vec<MenuLink<'e>>,
    /// Works that the edition cites or includes, by key.
    pub references: BTreeMap<&'e str, ListedReference<'e>>,
    /// Pictures and files that a page uses.
    pub assets: Vec<(&'e Address, &'e StaticFile)>,
    pub redirects: Vec<Redirect<'e>>,
    pub logo: Option<usize>,
    /// Every page, in the order of the addresses.
    pub routes: BTreeMap<Address, Route>,
}

/// What is at an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Route {
    Document(usize),
    /// A home page without a text of its own.
    Home,
    /// A list without words above it.
    Listing(Listing),
    Series(usize),
    Cycle(usize),
    References,
    NotFound,
    Redirect(usize),
}

#[derive(Debug)]
pub struct LinkedDocument<'e> {
    pub document: &'e Document,
    pub body: LinkedProse<'e>,
    /// A guide's answers, by the ids of its prompts.
    pub answers: HashMap<&'e str, LinkedAnswer<'e>>,
    /// A resource's file.
    pub file: Option<Destination<'e>>,
    /// The works that the page and its answers cite.
    pub cites: BTreeSet<&'e str>,
}

#[derive(Debug)]
pub struct LinkedAnswer<'e> {
    pub answer: &'e Answer,
    /// The texts of the reply, in the order in which it gives them.
    pub prose: Vec<LinkedProse<'e>>,
    /// The guide's wording has changed since.
    pub is_outdated: bool,
}

#[derive(Debug)]
pub struct LinkedCycle<'e> {
    pub cycle: &'e Cycle,
    pub study: Option<LinkedProse<'e>>,
    pub next: Option<LinkedProse<'e>>,
}

#[derive(Debug)]
pub struct LinkedSeries<'e> {
    pub slug: &'e str,
    /// The folder of its guides below `content/`, as it is named on disk.
    pub folder: &'e str,
    pub address: Address,
    /// The number of its index among the documents, when it has one.
    pub index: Option<usize>,
    /// Numbers of its guides among the documents, in their order.
    pub guides: Vec<usize>,
}

#[derive(Debug)]
pub struct ListedReference<'e> {
    pub reference: &'e Reference,
    /// Numbers of the documents that cite it.
    pub cited_in: Vec<usize>,
}

#[derive(Debug)]
pub struct MenuLink<'e> {
    pub title: &'e str,
    pub address: Address,
}

#[derive(Debug)]
pub struct Redirect<'e> {
    pub from: &'e Address,
    /// Where it was written.
    pub span: Span,
    /// The number of the document that it leads to.
    pub to: usize,
}

/// Links an edition. `theme_files` are the addresses of the theme's styles and scripts.
#[must_use]
pub fn link<'e>(edition: Edition<'e>, theme_files: &[Address], diagnostics: &mut Diagnostics) -> Site<'e> {
    let series = series(&edition);
    let has_references = cites_anything(&edition);
    let paths = Paths::new(&edition, made_pages(&edition, &series, has_references));
    let mut linker = Linker {
        edition: &edition,
        paths: &paths,
        cited: Cited::new(&edition),
        used_assets: BTreeSet::new(),
        conditions: conditions(&edition),
        diagnostics,
    };
    let documents: Vec<LinkedDocument> = link_documents(&mut linker);
    report_sheets_without_guide(&mut linker);
    report_second_sheets(&mut linker);
    let cycles = edition
        .cycles()
        .iter()
        .map(|cycle| link_cycle(&mut linker, cycle))
        .collect();
    let menu = link_menu(&mut linker);
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
        redirects: redirects(&edition),
        routes: BTreeMap::new(),
        series,
        edition,
    };
    site.routes = routes(&site, has_references);
    check_addresses(&site, theme_files, diagnostics);
    site
}

fn list_references<'e>(cited: &Cited<'e>, documents: &[LinkedDocument<'e>]) -> BTreeMap<&'e str, ListedReference<'e>> {
    let listed = |(key, reference): (&&'e str, &&'e Reference)| {
        let cited_in = Vec::new();
        (*key, ListedReference { reference, cited_in })
    };
    let mut references: BTreeMap<&'e str, ListedReference<'e>> = cited.references.iter().map(listed).collect();
    for (number, linked) in documents.iter().enumerate() {
        for key in &linked.cites {
            if let Some(listed) = references.get_mut(key) {
                listed.cited_in.push(number);
            }
        }
    }
    references
}

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

/// The series that have a guide or an index in the edition: by number, then by name.
fn series<'e>(edition: &Edition<'e>) -> Vec<LinkedSeries<'e>> {
    struct Found<'e> {
        order: Option<u32>,
        folder: &'e str,
        index: Option<usize>,
        guides: Vec<usize>,
    }
    let mut found: BTreeMap<&'e str, Found<'e>> = BTreeMap::new();
    let documents = edition.documents();
    for (number, document) in documents.iter().enumerate() {
        let folder = document.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let (slug, is_index) = match &document.kind {
            Kind::Guide(guide) => (guide.series.as_str(), false),
            Kind::Series(series) => (series.slug.as_str(), true),
            _ => continue,
        };
        let series = found.entry(slug).or_insert_with(|| Found {
            order: order_of(folder),
            folder,
            index: None,
            guides: Vec::new(),
        });
        if is_index {
            series.index = Some(number);
        } else {
            series.guides.push(number);
        }
    }
    let mut series: Vec<(&'e str, Found<'e>)> = found.into_iter().collect();
    series.sort_by_key(|(slug, found)| (found.order.unwrap_or(u32::MAX), *slug));
    series
        .into_iter()
        .map(|(slug, mut found)| {
            found.guides.sort_by_key(|number| match &documents[*number].kind {
                Kind::Guide(guide) => (guide.order.unwrap_or(u32::MAX), documents[*number].id.as_str()),
                _ => (u32::MAX, ""),
            });
            LinkedSeries {
                slug,
                folder: found.folder,
                address: Address::new(format!("guides/{slug}/index.html")),
                index: found.index,
                guides: found.guides,
            }
        })
        .collect()
}

/// The number that the name of a series' folder begins with.
fn order_of(folder: &str) -> Option<u32> {
    folder.rsplit('/').next()?.split_once('-')?.0.parse().ok()
}

/// Pages without a source file of their own.
fn made_pages(edition: &Edition, series: &[LinkedSeries], has_references: bool) -> Vec<MadePage> {
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

fn link_documents<'e>(linker: &mut Linker<'_, 'e>) -> Vec<LinkedDocument<'e>> {
    let edition = linker.edition;
    let sheets = edition.answers_by_guide();
    let mut documents = Vec::with_capacity(edition.documents().len());
    for &document in edition.documents() {
        let place = TextPlace {
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

fn report_sheets_without_guide(linker: &mut Linker) {
    let edition = linker.edition;
    let guides: HashSet<&str> = edition
        .documents()
        .iter()
        .filter(|document| matches!(document.kind, Kind::Guide(_)))
        .map(|document| document.id.as_str())
        .collect();
    for sheet in edition.sheets() {
        let guide = sheet.file.guide.as_str();
        if guides.contains(guide) || edition.is_unreadable_guide(guide) {
            continue;
        }
        let mut names: Vec<&str> = guides.iter().copied().collect();
        names.sort_unstable();
        let is_answered = |guide: &str| edition.sheets().iter().any(|sheet| sheet.file.guide == guide);
        let fix = match nearest(guide, names) {
            Some(meant) if is_answered(meant) => format!("move the answers to the file of the guide “{meant}”"),
            Some(meant) => format!("did you mean answers{}.toml?", meant.trim_start_matches("guides")),
            None => "name the file after its guide: answers/<series>/<guide>.toml".into(),
        };
        linker.diagnostics.push(
            Diagnostic::in_file(
                Code::AnswersWithoutGuide,
                format!("content/{}", sheet.file.path),
                format!("There is no guide “{guide}” that these answers could belong to."),
            )
            .fix(fix),
        );
    }
}

/// Two files of answers to one guide: neither may win in silence.
fn report_second_sheets(linker: &mut Linker) {
    let mut first: HashMap<&str, &str> = HashMap::new();
    for sheet in linker.edition.sheets() {
        let path = sheet.file.path.as_str();
        if let Some(other) = first.insert(&sheet.file.guide, path) {
            let message = "Two files answer the same guide.";
            linker.diagnostics.push(
                Diagnostic::in_file(Code::AnswersTwice, format!("content/{path}"), message)
                    .fix("move all answers into one of them")
                    .related(Place::File(format!("content/{other}")), "this is the other one"),
            );
        }
    }
}

fn link_cycle<'e>(linker: &mut Linker<'_, 'e>, cycle: &'e Cycle) -> LinkedCycle<'e> {
    let place = TextPlace {
        path: &cycle.path,
        page: None,
    };
    LinkedCycle {
        cycle,
        study: cycle.study.as_ref().map(|prose| linker.prose(prose, place)),
        next: cycle.next.as_ref().map(|prose| linker.prose(prose, place)),
    }
}

fn link_menu<'e>(linker: &mut Linker<'_, 'e>) -> Vec<MenuLink<'e>> {
    let edition = linker.edition;
    let mut menu = Vec::new();
    for entry in edition.menu() {
        let path = join("index.md", &entry.page).unwrap_or_default();
        match linker.paths.find(edition, &path) {
            Some(Found::Page { address, .. }) => menu.push(MenuLink {
                title: &entry.title,
                address,
            }),
            Some(Found::Unreadable) => {}
            Some(Found::Asset(_)) | None => {
                let fix = match linker.paths.likely("playbook.toml", &path) {
                    Some(likely) => format!("did you mean “{likely}”?"),
                    None => "write the path of a page below content/, as in guides/index.md".into(),
                };
                linker.diagnostics.push(
                    Diagnostic::at(
                        Code::MenuPageMissing,
                        entry.span,
                        format!("The menu leads to “{}”, and there is no such page.", entry.page),
                    )
                    .fix(fix),
                );
            }
        }
    }
    menu
}

fn redirects<'e>(edition: &Edition<'e>) -> Vec<Redirect<'e>> {
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

fn routes(site: &Site, has_references: bool) -> BTreeMap<Address, Route> {
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
fn check_addresses(site: &Site, theme_files: &[Address], diagnostics: &mut Diagnostics) {
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
    for linked in &site.documents {
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
    let made = listings(&site.edition)
        .map(Listing::address)
        .chain(site.series.iter().map(|series| series.address.clone()));
    for address in made.chain([Address::new("index.html")]) {
        addresses.take_if_free(&address, Place::File("the program itself".into()));
    }
    for file in site.edition.statics() {
        let place = Place::File(format!("static/{}", file.path));
        addresses.take(&Address::new(file.path.as_str()), place, diagnostics);
    }
    addresses.report_files_as_folders(diagnostics);
}

//! The holes of a text, bound.

use super::paths::{Found, Paths};
use super::places::Places;
use super::works::Works;
use crate::edition::{Edition, Readers};
use crate::model::{Address, Asset, BlockKind, Hole, Kind, Prose, Want, join_into};
use crate::picture::Unfit;
use crate::source::{Code, Diagnostic, Diagnostics, Span, nearest};
use memchr::memchr;
use rustc_hash::FxHashSet;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// A text and what its holes are bound to.
#[derive(Debug)]
pub struct LinkedProse<'e> {
    pub prose: &'e Prose,
    /// By the numbers of the holes.
    pub bound: Vec<Bound<'e>>,
}

#[derive(Debug)]
pub enum Bound<'e> {
    To(Destination<'e>),
    /// The number of its first work's place in the page.
    Citation(u32),
    /// The resources of a list, by their numbers among the edition's documents.
    Resources(Vec<usize>),
    /// A cycle, by its number among the edition's.
    Cycle(usize),
    /// What needs nothing from outside of the text, or what is missing and reported.
    Nothing,
}

/// Where a link leads.
#[derive(Debug, Clone)]
pub enum Destination<'e> {
    Page {
        address: Cow<'e, Address>,
        anchor: Option<&'e str>,
    },
    /// A place in the page that the link stands in.
    Here(&'e str),
    Asset(usize),
}

/// What texts are linked with, and what is gathered on the way. Some pages have one of their own, so that several
/// are linked at once.
pub struct Linker<'a, 'e> {
    pub edition: &'a Edition<'e>,
    pub paths: &'a Paths<'e>,
    /// What is cited.
    pub works: Works<'a, 'e>,
    /// Slugs of the guides in the series `conditions`, when there is one.
    pub conditions: Option<&'a FxHashSet<&'e str>>,
    /// Where the page that is being linked cites works.
    pub places: Places<'e>,
    /// The path that was looked for last: its memory is used again.
    pub path: String,
    pub used_assets: BTreeSet<UsedAsset>,
    pub missing: Vec<Missing<'e>>,
    pub diagnostics: Diagnostics,
}

/// A file that is published, or a copy of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct UsedAsset {
    /// Among the edition's assets.
    pub number: usize,
    /// Of a copy.
    pub width: Option<u32>,
}

/// A path that leads to nothing. What was meant is looked for when all of them are known, since each look goes through
/// all paths.
#[derive(Debug)]
pub struct Missing<'e> {
    pub span: Span,
    /// The file that it is written in.
    pub base: &'e str,
    pub path: String,
    pub message: String,
    /// What to do when nothing like it is there.
    pub otherwise: Cow<'static, str>,
    /// Whether that is what to do, whatever else is there.
    pub is_certain: bool,
    pub code: Code,
}

/// Where a text stands.
#[derive(Clone, Copy)]
pub struct Place<'e> {
    /// The path of its file, which its links are relative to.
    pub path: &'e str,
    /// The text of the page that it is shown in, whose places it can name.
    pub page: Option<&'e Prose>,
}

impl<'e> Linker<'_, 'e> {
    /// Binds every hole of a text, or reports it.
    pub fn prose(&mut self, prose: &'e Prose, place: Place<'e>) -> LinkedProse<'e> {
        let holes = prose.holes.iter();
        let bound = holes.map(|hole| self.hole(hole, prose, place)).collect();
        LinkedProse { prose, bound }
    }

    fn hole(&mut self, hole: &'e Hole, prose: &'e Prose, place: Place<'e>) -> Bound<'e> {
        match &hole.want {
            Want::Link(target) => self
                .link(target, hole.span, prose, place)
                .map_or(Bound::Nothing, Bound::To),
            Want::Image(image) => self
                .image(&image.target, hole.span, place.path)
                .map_or(Bound::Nothing, Bound::To),
            Want::Citation(citation) => Bound::Citation(self.works.cite(citation, &mut self.places)),
            Want::Block(block) => match &block.kind {
                BlockKind::Resources(filter) => {
                    let conditions = filter.conditions.iter().map(|slug| (slug.as_str(), hole.span));
                    self.check_conditions(conditions);
                    Bound::Resources(self.resources(filter))
                }
                BlockKind::Chart { cycle } => self.cycle(cycle, hole.span),
                _ => Bound::Nothing,
            },
            Want::Prompts(_) | Want::Cards(_) | Want::Label(_) => Bound::Nothing,
        }
    }

    fn link(&mut self, target: &'e str, span: Span, prose: &'e Prose, place: Place<'e>) -> Option<Destination<'e>> {
        let (path, anchor) = match memchr(b'#', target.as_bytes()) {
            Some(at) => (
                &target[..at],
                Some(&target[at + 1..]).filter(|anchor| !anchor.is_empty()),
            ),
            None => (target, None),
        };
        if path.is_empty() {
            let anchor = anchor?;
            let page = place.page.unwrap_or(prose);
            if page.has_anchor(anchor) || prose.has_anchor(anchor) {
                return Some(Destination::Here(anchor));
            }
            self.report_anchor(anchor, page, "this page", span);
            return None;
        }
        match self.find(path, span, place.path)? {
            Found::Page { address, text } => {
                if let Some(anchor) = anchor
                    && !text.is_some_and(|text| text.has_anchor(anchor))
                {
                    match text {
                        Some(text) => self.report_anchor(anchor, text, "that page", span),
                        None => self.diagnostics.push(
                            Diagnostic::at(
                                Code::AnchorMissing,
                                span,
                                format!("That page has no place called “{anchor}”."),
                            )
                            .fix("link to the page as a whole"),
                        ),
                    }
                }
                Some(Destination::Page { address, anchor })
            }
            Found::Asset(number) => {
                self.use_whole(number, span);
                Some(Destination::Asset(number))
            }
            Found::Unreadable => None,
        }
    }

    /// A picture that a text shows: itself, copies of it, or both.
    fn image(&mut self, target: &str, span: Span, base: &'e str) -> Option<Destination<'e>> {
        let number = match self.find(target, span, base)? {
            Found::Asset(number) => number,
            Found::Page { .. } | Found::Unreadable => {
                self.report_page_for_file(span);
                return None;
            }
        };
        match self.edition.assets()[number].picture() {
            Ok(picture) => {
                let copies = picture.copies().into_iter().map(Some);
                let itself = picture.shows_itself().then_some(None);
                let used = copies.chain(itself).map(|width| UsedAsset { number, width });
                self.used_assets.extend(used);
                self.report_asides(self.edition.assets()[number], span);
                Some(Destination::Asset(number))
            }
            Err(unfit) => {
                self.report_unfit(unfit, span);
                None
            }
        }
    }

    /// Notes that a file is published under its own name. A picture whose place and camera cannot be taken out is not.
    fn use_whole(&mut self, number: usize, span: Span) {
        let asset = &self.edition.assets()[number];
        match asset.is_picture().then(|| asset.picture()) {
            Some(Err(unfit)) => self.report_unfit(unfit, span),
            Some(Ok(_)) | None => {
                self.used_assets.insert(UsedAsset { number, width: None });
                self.report_asides(asset, span);
            }
        }
    }

    /// Tells what a file that the public can load holds beside what it shows.
    fn report_asides(&mut self, asset: &Asset, span: Span) {
        let asides = asset.asides();
        if self.edition.readers() == Readers::Team || asides.is_empty() {
            return;
        }
        let names: Vec<&str> = asides.iter().map(|aside| aside.name()).collect();
        let fixes: Vec<&str> = asides.iter().map(|aside| aside.fix()).collect();
        let message = format!(
            "This file has {}, which everyone who opens it can see.",
            names.join(" and ")
        );
        self.diagnostics
            .push(Diagnostic::at(Code::HiddenInFile, span, message).fix(fixes.join("; ")));
    }

    /// Whether a page can show a file as a picture; where not, it is reported, unless that was done when it was found.
    pub fn is_picture(&mut self, number: usize, span: Span) -> bool {
        let asset = &self.edition.assets()[number];
        match asset.picture() {
            Ok(_) => true,
            Err(_) if asset.is_picture() => false,
            Err(unfit) => {
                self.report_unfit(unfit, span);
                false
            }
        }
    }

    fn report_unfit(&mut self, unfit: Unfit, span: Span) {
        let diagnostic = Diagnostic::at(Code::ImageUnfit, span, unfit.message());
        self.diagnostics.push(diagnostic.fix(unfit.fix()));
    }

    fn report_page_for_file(&mut self, span: Span) {
        let message = "A page stands here where a picture or file should.";
        self.diagnostics
            .push(Diagnostic::at(Code::LinkBroken, span, message).fix("write the path of the picture or file"));
    }

    /// A picture or file.
    pub fn asset(&mut self, target: &str, span: Span, base: &'e str) -> Option<Destination<'e>> {
        match self.find(target, span, base)? {
            Found::Asset(number) => {
                self.use_whole(number, span);
                Some(Destination::Asset(number))
            }
            Found::Page { .. } | Found::Unreadable => {
                self.report_page_for_file(span);
                None
            }
        }
    }

    fn find(&mut self, written: &str, span: Span, base: &'e str) -> Option<Found<'e>> {
        if !join_into(&mut self.path, base, written) {
            // `../content/about.md`
            let below = written.split_once("content/").map(|(_, below)| below);
            let meant = below.and_then(|below| self.paths.written_from(base, below.split('#').next()?));
            let fix = match meant {
                Some(meant) => format!("write {meant}"),
                None => "move the file into content/ and link to it there".into(),
            };
            let message = "This path leads out of the folder content/.";
            self.diagnostics
                .push(Diagnostic::at(Code::LinkBroken, span, message).fix(fix));
            return None;
        }
        let found = self.paths.find(self.edition, &self.path);
        if found.is_none() {
            let logo = &self.edition.settings().theme.logo;
            let is_setting = logo.as_ref().is_some_and(|(_, place)| *place == span);
            let certain = meant_address(written).map(|address| format!("write {address}"));
            self.missing.push(Missing {
                span,
                base,
                path: self.path.clone(),
                message: format!("There is no page or file “{written}” that this could lead to."),
                is_certain: certain.is_some(),
                otherwise: match certain {
                    Some(certain) => certain.into(),
                    None if written.contains('\\') => "write / between folders and files, in place of \\".into(),
                    None if is_setting => {
                        "check the path: it is written from the folder content/, and capital letters count".into()
                    }
                    None if self.path.starts_with("answers/") => {
                        "link to the guide, which shows its answers: their file is no page".into()
                    }
                    None if self.path.starts_with("static/") => {
                        "move the file below content/ and link to it there: nothing links to what static/ has".into()
                    }
                    None => "check the path: it is written from the folder of this file".into(),
                },
                code: Code::LinkBroken,
            });
        }
        found
    }

    fn report_anchor(&mut self, anchor: &str, text: &Prose, where_: &str, span: Span) {
        /// A page that a person wrote has hardly more places; each look goes through all of them.
        const MOST: usize = 100;
        let ids = text.anchors.iter().take(MOST).map(|anchor| anchor.id.as_str());
        let longer = || ids.clone().find(|id| id.starts_with(anchor));
        let fix = match nearest(anchor, ids.clone()).or_else(longer) {
            Some(meant) => format!("did you mean “#{meant}”?"),
            None if text.anchors.is_empty() => {
                "link to the page as a whole, or give a heading in it an id, as in ## Norms {#norms}".into()
            }
            None => format!("the places there are: {}", ids.take(12).collect::<Vec<_>>().join(", ")),
        };
        let message = format!("There is no place called “{anchor}” in {where_}.");
        self.diagnostics
            .push(Diagnostic::at(Code::AnchorMissing, span, message).fix(fix));
    }

    /// Holds conditions against the guides of the series `conditions`.
    pub fn check_conditions<'s>(&mut self, slugs: impl Iterator<Item = (&'s str, Span)>) {
        let Some(known) = &self.conditions else { return };
        let mut unknown = slugs.filter(|(slug, _)| !known.contains(slug)).peekable();
        if unknown.peek().is_none() {
            return;
        }
        let mut names: Vec<&str> = known.iter().copied().collect();
        names.sort_unstable();
        for (slug, span) in unknown {
            let fix = match nearest(slug, names.iter().copied()) {
                Some(meant) => format!("did you mean “{meant}”?"),
                None => format!("the conditions are: {}", names[..names.len().min(12)].join(", ")),
            };
            let message = format!("There is no guide “{slug}” in guides/conditions/.");
            self.diagnostics
                .push(Diagnostic::at(Code::ConditionUnknown, span, message).fix(fix));
        }
    }

    fn resources(&self, filter: &crate::model::ResourceFilter) -> Vec<usize> {
        let fits = |kind: &Kind| match kind {
            Kind::Resource(resource) => {
                filter.kind.is_none_or(|kind| kind == resource.kind)
                    && (filter.conditions.is_empty()
                        || resource
                            .conditions
                            .iter()
                            .any(|(slug, _)| filter.conditions.contains(slug)))
            }
            _ => false,
        };
        let documents = self.edition.documents().iter().enumerate();
        documents
            .filter(|(_, document)| fits(&document.kind))
            .map(|(number, _)| number)
            .collect()
    }

    fn cycle(&mut self, slug: &str, span: Span) -> Bound<'e> {
        let cycles = self.edition.cycles();
        if let Some(number) = cycles.iter().position(|cycle| cycle.slug == slug) {
            return Bound::Cycle(number);
        }
        // A chart without a name is reported where it was compiled.
        if !slug.is_empty() && !self.edition.is_unreadable(&format!("cycles/{slug}.toml")) {
            let fix = match nearest(slug, cycles.iter().map(|cycle| cycle.slug.as_str())) {
                Some(meant) => format!("did you mean “{meant}”?"),
                None => "write the name of a file in cycles/, without its ending".into(),
            };
            let message = format!("There is no test cycle “{slug}” in this edition.");
            self.diagnostics
                .push(Diagnostic::at(Code::CycleUnknown, span, message).fix(fix));
        }
        Bound::Nothing
    }
}

/// The address that a path can only have been meant for: one of a person, or of a site, without what it begins with.
fn meant_address(written: &str) -> Option<String> {
    let site = ["http//", "https//"]
        .into_iter()
        .find_map(|start| written.strip_prefix(start));
    if let Some(site) = site.filter(|site| !site.is_empty()) {
        return Some(format!("https://{}", site.trim_start_matches('/')));
    }
    if written.starts_with("www.") {
        return Some(format!("https://{written}"));
    }
    let (name, place) = written.split_once('@')?;
    let is_mail = !name.is_empty() && place.contains('.') && !written.contains(['/', '\\', ' ']);
    is_mail.then(|| format!("mailto:{written}"))
}

#[cfg(test)]
mod tests {
    use super::meant_address;

    #[test]
    fn an_address_without_its_beginning_is_given_it() {
        for (written, meant) in [
            ("jane@maple.org", Some("mailto:jane@maple.org")),
            ("www.maple.org/a", Some("https://www.maple.org/a")),
            ("https//maple.org", Some("https://maple.org")),
            ("files/team@home.pdf", None),
            ("why.md", None),
        ] {
            assert_eq!(meant_address(written).as_deref(), meant, "{written}");
        }
    }
}

//! The linked site.

use super::cited::Cited;
use super::places::Places;
use super::private::Private;
use super::prose::{Destination, LinkedProse};
use super::reference_list::ReferenceList;
use crate::config::BaseUrl;
use crate::edition::{Edition, Readers};
use crate::model::{Address, Answer, Asset, Cycle, Document, Guide, Kind, Listing};
use crate::picture::Picture;
use crate::source::Span;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

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
    /// Works that the edition cites or includes.
    pub references: ReferenceList<'e>,
    /// What citations of them read as.
    pub cited: Cited<'e>,
    /// Pictures and files that a page uses.
    pub assets: Vec<PublishedAsset<'e>>,
    pub redirects: Vec<Redirect<'e>>,
    pub logo: Option<usize>,
    /// Why the public does not see into folders, by their ids.
    pub(super) private_folders: FxHashMap<&'e str, Private>,
    /// Every page, in the order of the addresses.
    pub routes: BTreeMap<Address, Route>,
}

impl<'e> Site<'e> {
    /// Where it will be on the web: nowhere when it is for the team, and unknown when the settings do not say.
    #[must_use]
    pub fn base_url(&self) -> Option<&'e BaseUrl> {
        let is_public = self.edition.readers() != Readers::Team;
        self.edition.settings().base_url.as_ref().filter(|_| is_public)
    }

    /// The number of the series that a guide is in.
    #[must_use]
    pub fn series_of(&self, guide: &Guide) -> Option<usize> {
        let address = Address::new(format!("guides/{}/index.html", guide.series));
        match self.routes.get(&address)? {
            Route::Series(number) => Some(*number),
            _ => None,
        }
    }

    /// Whether there is something to follow: articles, or what the team decided.
    #[must_use]
    pub fn has_news(&self) -> bool {
        let is_article = |linked: &LinkedDocument| matches!(linked.document.kind, Kind::Article(_));
        self.documents.iter().any(is_article) || !self.decisions().is_empty()
    }
}

/// A file that a page uses, or a copy of a picture.
#[derive(Debug)]
pub struct PublishedAsset<'e> {
    pub address: Address,
    pub asset: &'e Asset,
    /// Of a copy, in pixels.
    pub width: Option<u32>,
}

impl<'e> PublishedAsset<'e> {
    pub(super) fn new(asset: &'e Asset, width: Option<u32>) -> Self {
        let address = width
            .and_then(|width| Some(copy_address(asset, asset.picture().ok()?, width)))
            .unwrap_or_else(|| asset.address.clone());
        Self { address, asset, width }
    }
}

/// Where a copy of a picture is.
#[must_use]
pub fn copy_address(asset: &Asset, picture: &Picture, width: u32) -> Address {
    Address::new(picture.name_of_copy(asset.address.as_str(), width))
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
    /// Where the search leads: everything by kind and letter.
    Search,
    NotFound,
    Redirect(usize),
}

#[derive(Debug)]
pub struct LinkedDocument<'e> {
    pub document: &'e Document,
    pub body: LinkedProse<'e>,
    /// A guide's answers, by the ids of its prompts.
    pub answers: FxHashMap<&'e str, LinkedAnswer<'e>>,
    /// A resource's file.
    pub file: Option<Destination<'e>>,
    /// Where the page and its answers cite works.
    pub cites: Places<'e>,
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
    /// Where its page cites works.
    pub cites: Places<'e>,
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
pub struct MenuLink<'e> {
    pub title: &'e str,
    /// Where the settings name it; two entries may have one title.
    pub span: Span,
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

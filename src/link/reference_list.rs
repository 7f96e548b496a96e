//! The list of references of an edition.

use super::site::Site;
use crate::cite::Entry;
use crate::model::Reference;
use std::collections::HashMap;

/// The works that an edition cites or includes, in the order of the list.
#[derive(Debug, Default)]
pub struct ReferenceList<'e> {
    works: Vec<ListedReference<'e>>,
    ranks: HashMap<&'e str, usize>,
}

#[derive(Debug)]
pub struct ListedReference<'e> {
    /// How many works come before it.
    pub rank: usize,
    pub reference: &'e Reference,
    pub entry: Entry,
}

impl ListedReference<'_> {
    /// The id of its entry in the whole list: its key, but for one that could be an id of the theme's.
    #[must_use]
    pub fn id_in_list(&self) -> String {
        let key = self.reference.key.as_str();
        if key.starts_with('_') {
            entry_id(key)
        } else {
            key.to_owned()
        }
    }
}

/// The id of a work's entry in the page that cites it. Authors' ids begin with a letter, so none of them is like it.
#[must_use]
pub fn entry_id(key: &str) -> String {
    format!("_ref-{key}")
}

/// The pages that cite a work, each with the numbers of the places in it.
pub type CitedIn = Vec<(CitingPage, Vec<u32>)>;

/// A page that cites a work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CitingPage {
    /// By its number among the documents.
    Document(usize),
    /// By its number among the cycles.
    Cycle(usize),
}

impl<'e> ReferenceList<'e> {
    /// Makes the list of works and their entries, in their order.
    #[must_use]
    pub fn new(works: impl Iterator<Item = (&'e Reference, Entry)>) -> Self {
        let works = works
            .enumerate()
            .map(|(rank, (reference, entry))| ListedReference { rank, reference, entry });
        let works: Vec<ListedReference> = works.collect();
        let ranks = works.iter().map(|listed| (listed.reference.key.as_str(), listed.rank));
        Self {
            ranks: ranks.collect(),
            works,
        }
    }

    pub fn iter(&self) -> impl Iterator<Item = &ListedReference<'e>> {
        self.works.iter()
    }

    /// Some of the works, in the order of the list.
    pub fn some<'k>(&self, keys: impl Iterator<Item = &'k str>) -> Vec<&ListedReference<'e>> {
        let mut ranks: Vec<usize> = keys.filter_map(|key| self.ranks.get(key).copied()).collect();
        ranks.sort_unstable();
        ranks.dedup();
        ranks.into_iter().map(|rank| &self.works[rank]).collect()
    }
}

/// The pages that cite each work, by its key: asked for by the list of the whole site alone.
#[must_use]
pub fn citing<'e>(site: &Site<'e>) -> HashMap<&'e str, CitedIn> {
    let in_documents = site.documents.iter().enumerate();
    let in_documents = in_documents.map(|(number, linked)| (CitingPage::Document(number), &linked.cites));
    let in_cycles = site.cycles.iter().enumerate();
    let in_cycles = in_cycles.map(|(number, linked)| (CitingPage::Cycle(number), &linked.cites));
    let mut citing: HashMap<&'e str, CitedIn> = HashMap::new();
    for (page, places) in in_documents.chain(in_cycles) {
        for (key, number) in places.iter() {
            let pages = citing.entry(key).or_default();
            match pages.last_mut() {
                Some((last, numbers)) if *last == page => numbers.push(number),
                _ => pages.push((page, vec![number])),
            }
        }
    }
    citing
}

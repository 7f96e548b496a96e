//! The series of guides, in their order.

use super::site::{LinkedSeries, Site};
use crate::edition::Edition;
use crate::model::{Address, Kind, split_number};
use crate::source::{Code, Diagnostic, Diagnostics, Place};
use rustc_hash::FxHashMap;

/// The series that have a guide or an index in the edition: by number, then by name.
pub fn series<'e>(edition: &Edition<'e>, diagnostics: &mut Diagnostics) -> Vec<LinkedSeries<'e>> {
    struct Found<'e> {
        order: Option<u32>,
        folder: &'e str,
        index: Option<usize>,
        guides: Vec<usize>,
    }
    let mut found: FxHashMap<&'e str, Found<'e>> = FxHashMap::default();
    let mut second_folders: Vec<&str> = Vec::new();
    let documents = edition.documents();
    for (number, document) in documents.iter().enumerate() {
        let folder = document.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let (slug, is_index) = match &document.kind {
            Kind::Guide(guide) => (guide.series.as_str(), false),
            Kind::Series(series) => (series.slug.as_str(), true),
            _ => continue,
        };
        let series = found.entry(slug).or_insert_with(|| Found {
            order: split_number(folder.rsplit('/').next().unwrap_or(folder)).0,
            folder,
            index: None,
            guides: Vec::new(),
        });
        if series.folder != folder && !second_folders.contains(&folder) {
            second_folders.push(folder);
            diagnostics.push(
                Diagnostic::in_file(
                    Code::AddressTaken,
                    format!("content/{folder}"),
                    "Two folders make one series: their names differ only in the number.",
                )
                .fix("move the guides into one of them, or give one another name")
                .related(
                    Place::File(format!("content/{}", series.folder)),
                    "this is the other one",
                ),
            );
        }
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

impl Site<'_> {
    /// What a series is called: one without an index by its folder's name.
    #[must_use]
    pub fn title_of_series(&self, series: &LinkedSeries) -> String {
        let index = series.index.map(|number| self.documents[number].document);
        index.map_or_else(|| title_of_folder(series.slug), |document| document.head.title.clone())
    }
}

/// `getting-started` as “Getting started”.
fn title_of_folder(slug: &str) -> String {
    let words = slug.replace('-', " ");
    let mut letters = words.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

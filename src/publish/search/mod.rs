//! The search: an index of the linked site, in pieces that a page loads when somebody searches.
//!
//! 1. [`harvest`] reads a page and the places in it, as plain words ([`body`], [`plain`]).
//! 2. [`reading`] finds which words ([`words`]) are where, how much each says of the place, and what is [`shown`] of it; [`index`] puts
//!    together what several threads found.
//! 3. [`files`] writes it as scripts: a policy that lets the site's own scripts run lets them run, from a disk too.
//!
//! What ranks and shows results is the theme's: `files/search-engine.js` and `files/search.js`.

mod body;
mod entry;
mod files;
mod harvest;
mod index;
mod labels;
mod met;
mod numbers;
mod part;
mod plain;
mod reading;
mod shown;
mod weighed;
mod words;

pub use files::SearchFile;

use crate::link::{LinkedProse, Site};
use crate::theme::Theme;
use harvest::Harvest;
use labels::Labels;
use reading::Means;
use words::Words;

/// The index of a site.
#[derive(Debug, Default)]
pub struct Search {
    pub files: Vec<SearchFile>,
}

impl Search {
    /// Makes the index of a site, on several threads. `is_wanted` is asked while it is made: nothing comes of it once it
    /// says no.
    #[must_use]
    pub fn new(site: &Site, theme: &Theme, is_wanted: &(impl Fn() -> bool + Sync)) -> Option<Self> {
        let settings = site.edition.settings();
        let labels = Labels::new(theme, site.edition.readers());
        let means = Means {
            words: Words::new(&settings.language),
            labels: &labels,
            synonyms: &settings.search.synonyms,
        };
        let (parts, pages) = index::read(&Harvest::of(site, theme), &means, is_wanted)?;
        Some(Self {
            files: files::files(parts, pages, labels, theme),
        })
    }
}

/// The beginning of a text as plain words, with dots where it is cut.
pub(super) fn words_of<'e>(site: &Site<'e>, theme: &Theme, prose: &LinkedProse<'e>) -> String {
    let mut body = body::Body::new(site, theme, entry::EntryKind::Answer, None);
    body.text(prose);
    let texts: Vec<&str> = body.entries.iter().map(|entry| entry.text.trim()).collect();
    let text = texts.join(" ");
    let shown = shown::beginning(&text);
    let dots = if shown.len() < text.len() { " …" } else { "" };
    format!("{shown}{dots}")
}

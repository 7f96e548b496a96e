//! From the path of a source file to what it became.

use crate::edition::{Edition, Readers};
use crate::model::{Address, Prose};
use crate::source::nearest;
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// What a path leads to.
#[derive(Debug, Clone)]
pub enum Found<'e> {
    Page {
        /// Of a document, or of a page that is made without one.
        address: Cow<'e, Address>,
        /// The text whose anchors can be named; none for a page that is made without one.
        text: Option<&'e Prose>,
    },
    /// The number of an asset.
    Asset(usize),
    /// A file that is there and could not be read.
    Unreadable,
}

/// Every path of an edition that a link can name.
#[derive(Debug)]
pub struct Paths<'e> {
    found: FxHashMap<Cow<'e, str>, Found<'e>>,
    /// Only the team may be told the names of files: one that no page of an edition uses is not in it.
    may_name_assets: bool,
}

/// A page that is made without a source file, and the path that a link would name it by.
pub struct MadePage {
    pub path: String,
    pub address: Address,
}

impl<'e> Paths<'e> {
    /// The paths of an edition's files.
    pub fn new(edition: &Edition<'e>) -> Self {
        let mut found = FxHashMap::default();
        found.reserve(edition.documents().len() + edition.assets().len());
        for document in edition.documents() {
            let page = Found::Page {
                address: Cow::Borrowed(&document.address),
                text: Some(&document.body),
            };
            found.insert(document.path.as_str().into(), page);
        }
        for cycle in edition.cycles() {
            let page = Found::Page {
                address: Cow::Borrowed(&cycle.address),
                text: None,
            };
            found.insert(cycle.path.as_str().into(), page);
        }
        for (number, asset) in edition.assets().iter().enumerate() {
            found.insert(asset.file.path.as_str().into(), Found::Asset(number));
        }
        Self {
            found,
            may_name_assets: edition.readers() == Readers::Team,
        }
    }

    /// Takes in a page that is made, where no file stands for it.
    pub fn add(&mut self, MadePage { path, address }: MadePage) {
        self.found.entry(path.into()).or_insert(Found::Page {
            address: Cow::Owned(address),
            text: None,
        });
    }

    /// What stands at a path below `content/`.
    pub fn find(&self, edition: &Edition<'e>, path: &str) -> Option<Found<'e>> {
        let path = path.trim_end_matches('/');
        let path = if path.is_empty() { "index.md" } else { path };
        if let Some(found) = self.found.get(path) {
            return Some(found.clone());
        }
        if let Some(found) = self.found.get(format!("{path}/index.md").as_str()) {
            return Some(found.clone());
        }
        edition.is_unreadable(path).then_some(Found::Unreadable)
    }

    /// How a link from `base` names a page or a file below `content/`, when it is there and may be named.
    pub fn written_from(&self, base: &str, path: &str) -> Option<String> {
        let found = self.found.get(path)?;
        let may_name = self.may_name_assets || !matches!(found, Found::Asset(_));
        may_name.then(|| relative(base, path))
    }

    /// The path that was probably meant, as a link from `base` would write it. `looks` says how many more may be looked
    /// for: each look goes through all of them.
    pub fn likely(&self, base: &str, path: &str, looks: &mut u32) -> Option<String> {
        for (written, meant) in [(".html", ".md"), (".csv", ".toml")] {
            if let Some(stem) = path.strip_suffix(written)
                && self.found.contains_key(format!("{stem}{meant}").as_str())
            {
                return Some(relative(base, &format!("{stem}{meant}")));
            }
        }
        *looks = looks.checked_sub(1)?;
        // The address of a page on the site, in place of the path of its file.
        let has_address = |found: &Found| matches!(found, Found::Page { address, .. } if address.as_str() == path);
        if path.ends_with(".html")
            && let Some(page) = self
                .found
                .iter()
                .filter(|(_, found)| has_address(found))
                .map(|(path, _)| path)
                .min()
        {
            return Some(relative(base, page));
        }
        let others = || {
            let may_name = |found: &Found| self.may_name_assets || !matches!(found, Found::Asset(_));
            let shown = self.found.iter().filter(move |(_, found)| may_name(found));
            shown
                .map(|(found, _)| found.as_ref())
                .filter(|found| *found != base && *found != path)
        };
        // The same name in another folder, or with another number, is likelier than another name beside it.
        let wanted = bare_name(path);
        let mut same_name: Vec<&str> = others().filter(|found| bare_name(found) == wanted).collect();
        same_name.sort_unstable();
        let meant = match same_name.as_slice() {
            [one] => Some(*one),
            // Long paths in one folder are like each other whatever the files are called.
            [] => nearest(
                path,
                others().filter(|found| are_like(stem(wanted), stem(bare_name(found)))),
            ),
            many => nearest(path, many.iter().copied()).or(many.first().copied()),
        };
        meant.map(|found| relative(base, found))
    }
}

/// The last part of a path without its number.
fn bare_name(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.trim_start_matches(|c: char| c.is_ascii_digit() || c == '-')
}

/// A name without its ending.
fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

fn are_like(one: &str, other: &str) -> bool {
    one == other || nearest(one, [other]).is_some()
}

/// How a file is named from another one.
fn relative(base: &str, path: &str) -> String {
    let mut from: Vec<&str> = base.split('/').collect();
    from.pop();
    let to: Vec<&str> = path.split('/').collect();
    let shared = from
        .iter()
        .zip(&to)
        .take_while(|(a, b)| a == b)
        .count()
        .min(to.len() - 1);
    let mut steps = vec![".."; from.len() - shared];
    steps.extend(&to[shared..]);
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use super::relative;

    #[test]
    fn a_file_is_named_from_another() {
        assert_eq!(relative("guides/a/b.md", "guides/a/c.md"), "c.md");
        assert_eq!(relative("guides/a/b.md", "about.md"), "../../about.md");
        assert_eq!(relative("index.md", "guides/index.md"), "guides/index.md");
    }
}

//! One edition of one generation: what is at an address of it.

use super::linked::Linked;
use super::made_pictures::MadePictures;
use super::side::Side;
use super::snippet::Snippet;
use crate::emit::{Contents, Failure, Piece, piece_at};
use crate::link::{Route, is_of_search};
use crate::model::{Address, Document, Kind};
use crate::publish::search::Search;
use crate::render::{self, Pages};
use crate::source::{Diagnostic, StaticFile};
use crate::theme::Theme;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::mem::{Discriminant, discriminant};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// So many pages are kept once they are made; a preview is read here and there.
const KEPT: usize = 256;

pub struct View<'s, 'w> {
    pub side: Side,
    pub linked: &'s Linked<'w>,
    means: Means<'s>,
    pages: Pages<'s, 'w>,
    made: Mutex<HashMap<Address, Made>>,
    /// Made when somebody searches; none when the generation was over before it was done.
    search: OnceLock<Option<Search>>,
}

/// What the views of a generation are made with.
#[derive(Clone, Copy)]
pub struct Means<'s> {
    pub theme: &'s Theme,
    pub pictures: &'s MadePictures,
    /// Whether the next generation waits: what takes longer than a page is given up.
    pub is_over: &'s AtomicBool,
}

/// Bytes that were made, and the tag (RFC 9110, section 8.8.3) that tells them from others.
#[derive(Debug, Clone)]
pub struct Made {
    pub bytes: Arc<[u8]>,
    pub tag: String,
}

impl Made {
    pub fn new(bytes: Vec<u8>) -> Self {
        Self {
            tag: tag(&blake3::hash(&bytes)),
            bytes: bytes.into(),
        }
    }
}

/// A tag for what has this hash.
pub fn tag(hash: &blake3::Hash) -> String {
    format!("\"{}\"", &hash.to_hex()[..16])
}

/// What is at a path.
#[derive(Debug)]
pub enum Found<'s> {
    Made(Address, Made),
    File(Address, &'s StaticFile),
    /// Where a host would send the reader instead, from the root of the preview.
    Elsewhere(String),
    Nothing,
    /// The theme cannot show it.
    Broken(Diagnostic),
}

impl<'s, 'w> View<'s, 'w> {
    pub fn new(side: Side, linked: &'s Linked<'w>, means: Means<'s>) -> Self {
        Self {
            side,
            linked,
            means,
            pages: render::prepare(&linked.site, means.theme),
            made: Mutex::default(),
            search: OnceLock::new(),
        }
    }

    /// What is at a path below the edition's root, as a host of static files would answer it.
    pub fn at(&self, path: &str) -> Found<'s> {
        let as_folder = if path.is_empty() || path.ends_with('/') {
            format!("{path}index.html")
        } else {
            path.to_owned()
        };
        if let Some(piece) = self.piece(&as_folder) {
            return self.contents(&piece);
        }
        if is_of_search(&Address::new(path)) {
            return self.of_search(path);
        }
        if !path.ends_with('/') {
            if self.piece(&format!("{path}/index.html")).is_some() {
                return self.elsewhere(&format!("{path}/"));
            }
            let page = format!("{path}.html");
            if self.piece(&page).is_some() {
                return self.elsewhere(&page);
            }
        }
        // Where the site will be, it begins at a folder: `404.html` leads there.
        let base = self.linked.site.edition.settings().base_url.as_ref();
        let base = base.map(|base| base.path().trim_matches('/')).unwrap_or_default();
        match path.strip_prefix(base) {
            Some(inside) if !base.is_empty() && (inside.is_empty() || inside.starts_with('/')) => {
                self.elsewhere(inside.trim_start_matches('/'))
            }
            _ => Found::Nothing,
        }
    }

    /// The page for what is not there.
    pub fn not_found(&self) -> Found<'s> {
        self.contents(&Piece::Page(Address::new("404.html"), Route::NotFound))
    }

    /// The mistakes that the theme's templates make, found on one page of each kind.
    pub fn try_templates(&self) -> Vec<Diagnostic> {
        type KindOfPage = (Discriminant<Route>, Option<Discriminant<Kind>>);
        let mut seen: Vec<KindOfPage> = Vec::new();
        let mut problems = Vec::new();
        for (address, route) in &self.linked.site.routes {
            let document: Option<&Document> = match route {
                Route::Document(number) => Some(self.linked.site.documents[*number].document),
                _ => None,
            };
            let kind = (
                discriminant(route),
                document.map(|document| discriminant(&document.kind)),
            );
            if !seen.contains(&kind) {
                seen.push(kind);
                let problem = self.pages.render(address, *route).err();
                // A part that many pages have breaks each of them.
                problems.extend(problem.filter(|problem| !problems.contains(problem)));
            }
        }
        problems
    }

    fn piece(&self, path: &str) -> Option<Piece<'s>> {
        piece_at(&self.linked.site, self.means.theme, &Address::new(path))
    }

    /// A part of what the search looks words up in. Whoever asks first waits until it is made.
    fn of_search(&self, path: &str) -> Found<'s> {
        let is_wanted = || !self.means.is_over.load(Ordering::Relaxed);
        let search = self
            .search
            .get_or_init(|| Search::new(&self.linked.site, self.means.theme, &is_wanted));
        let mut files = search.iter().flat_map(|search| &search.files);
        match files.find(|file| file.address.as_str() == path) {
            Some(file) => Found::Made(file.address.clone(), Made::new(file.bytes.clone())),
            None => Found::Nothing,
        }
    }

    fn elsewhere(&self, path: &str) -> Found<'s> {
        Found::Elsewhere(format!("{}{}", self.side.prefix(), Address::new(path).href()))
    }

    fn contents(&self, piece: &Piece<'s>) -> Found<'s> {
        let address = piece.address();
        if let Some(made) = self.kept(piece, &address) {
            return Found::Made(address, made);
        }
        let bytes = match piece.contents(&self.pages) {
            Ok(Contents::File(file)) => return Found::File(address, file),
            Ok(Contents::Bytes(bytes)) if matches!(piece, Piece::Page(..)) => self.with_snippet(&bytes),
            Ok(Contents::Bytes(bytes)) => bytes.into_owned(),
            Err(Failure::Broken(problems)) => {
                return problems.into_iter().next().map_or(Found::Nothing, Found::Broken);
            }
            Err(_) => return Found::Nothing,
        };
        let made = Made::new(bytes);
        self.keep(piece, address.clone(), made.clone());
        Found::Made(address, made)
    }

    fn kept(&self, piece: &Piece<'s>, address: &Address) -> Option<Made> {
        match piece {
            Piece::Picture(_, asset) | Piece::Copy(_, asset, _) => self.means.pictures.get(address, asset.file.stamp),
            _ => self
                .made
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .get(address)
                .cloned(),
        }
    }

    fn keep(&self, piece: &Piece<'s>, address: Address, made: Made) {
        if let Piece::Picture(_, asset) | Piece::Copy(_, asset, _) = piece {
            return self.means.pictures.keep(address, asset.file.stamp, made);
        }
        let mut all = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= KEPT {
            all.clear();
        }
        all.insert(address, made);
    }

    /// A page with the preview's own line in it.
    pub fn with_snippet(&self, page: &[u8]) -> Vec<u8> {
        let style = self.means.theme.style.address.href();
        let snippet = Snippet {
            page: &identity(page, style.as_bytes()),
            style: &style,
            edition: self.side.name(),
        };
        snippet.put_into(page)
    }

    /// Those of the copied files that the edition has, as links write their addresses.
    pub fn copies_of(&self, copies: &BTreeMap<Address, u64>) -> BTreeMap<String, u64> {
        let site = &self.linked.site;
        let assets = site.assets.iter().map(|published| published.address.as_str());
        let statics = site.edition.statics().iter().map(|file| file.path.as_str());
        let has: HashSet<&str> = assets.chain(statics).collect();
        let copies = copies.iter().filter(|(address, _)| has.contains(address.as_str()));
        copies.map(|(address, number)| (address.href(), *number)).collect()
    }
}

/// What tells a page from others, wherever its style sheet is.
fn identity(page: &[u8], style: &[u8]) -> String {
    let mut hasher = blake3::Hasher::new();
    let mut rest = page;
    while let Some(at) = find(rest, style) {
        hasher.update(&rest[..at]);
        // A NUL, which no page holds, stands for the style sheet: a page with none is another one.
        hasher.update(&[0]);
        rest = &rest[at + style.len()..];
    }
    hasher.update(rest);
    hasher.finalize().to_hex()[..16].to_owned()
}

fn find(text: &[u8], words: &[u8]) -> Option<usize> {
    (!words.is_empty()).then(|| text.windows(words.len()).position(|window| window == words))?
}

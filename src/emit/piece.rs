//! What a site is made of, by address.

use super::Failure;
use super::copies::Copies;
use crate::config::BaseUrl;
use crate::link::{CARD, FEED, Route, SITEMAP, Site};
use crate::model::{Address, Asset, LARGEST_PICTURE};
use crate::picture::{self, Picture, Unfit};
use crate::publish;
use crate::publish::search::{Search, SearchFile};
use crate::render::Pages;
use crate::source::{Code, Diagnostic, StaticFile};
use crate::theme::{Theme, ThemeAsset};
use std::borrow::Cow;
use std::io;
use std::path::PathBuf;

/// A file of the output.
#[derive(Debug, Clone)]
pub enum Piece<'s> {
    Page(Address, Route),
    /// Styles, scripts and pictures of the theme.
    Theme(&'s ThemeAsset),
    /// A part of what the search looks words up in.
    Search(&'s SearchFile),
    /// All pages, for search engines.
    Sitemap(&'s BaseUrl),
    /// What leads search engines to it, where the school has no such file of its own.
    Robots(&'s BaseUrl),
    /// What is new.
    Feed(&'s BaseUrl),
    /// The picture that stands beside shared links.
    Card,
    /// An empty file that keeps GitHub Pages from running its own generator over the site.
    NoJekyll,
    /// A file as it is.
    File(Address, &'s StaticFile),
    /// A picture, with nothing beside what is seen of it.
    Picture(Address, &'s Asset),
    /// A smaller copy of a picture, so many pixels wide.
    Copy(Address, &'s Asset, u32),
}

impl<'s> Piece<'s> {
    #[must_use]
    pub fn address(&self) -> Address {
        match self {
            Self::Page(address, _) | Self::File(address, _) | Self::Picture(address, _) | Self::Copy(address, ..) => {
                address.clone()
            }
            Self::Theme(asset) => asset.address.clone(),
            Self::Search(file) => file.address.clone(),
            Self::Sitemap(_) => Address::new(SITEMAP),
            Self::Robots(_) => Address::new(ROBOTS),
            Self::Feed(_) => Address::new(FEED),
            Self::Card => Address::new(CARD),
            Self::NoJekyll => Address::new(".nojekyll"),
        }
    }

    /// Its bytes, or the file that they are copied from.
    ///
    /// # Errors
    /// A mistake in a template of the theme, or a picture that cannot be read.
    pub fn contents(&self, pages: &Pages<'s, '_>) -> Result<Contents<'s>, Failure> {
        let bytes = match self {
            Self::File(_, file) => return Ok(Contents::File(file)),
            Self::Theme(asset) => return Ok(Contents::Bytes(Cow::Borrowed(&asset.bytes))),
            Self::Search(file) => return Ok(Contents::Bytes(Cow::Borrowed(&file.bytes))),
            Self::Page(address, route) => {
                let page = pages.render(address, *route);
                page.map_err(|problem| Failure::Broken(vec![problem]))?
            }
            Self::Sitemap(base) => written(SITEMAP, publish::sitemap(pages.site(), base))?,
            Self::Robots(base) => publish::robots(base),
            Self::Feed(base) => written(FEED, publish::feed(pages.site(), pages.theme(), base))?,
            Self::Card => {
                let card = publish::card(pages.site(), pages.theme());
                card.map_err(|problem| Failure::Broken(vec![problem]))?
            }
            Self::NoJekyll => Vec::new(),
            Self::Picture(_, asset) => of_picture(asset, |bytes, _| picture::bare(bytes))?,
            Self::Copy(_, asset, width) => Copies::of(asset).copy(*width)?,
        };
        Ok(Contents::Bytes(Cow::Owned(bytes)))
    }
}

/// The file in which sites tell search engines what they may look at (RFC 9309).
const ROBOTS: &str = "robots.txt";

fn written(name: &str, result: io::Result<Vec<u8>>) -> Result<Vec<u8>, Failure> {
    result.map_err(|error| Failure::Io {
        path: PathBuf::from(name),
        error,
    })
}

/// What is made of a picture's bytes. That it cannot be decoded is found here, since before only its head was read.
pub fn of_picture<'s, T>(
    asset: &'s Asset,
    make: impl FnOnce(&[u8], &'s Picture) -> Result<T, Unfit>,
) -> Result<T, Failure> {
    let bytes = asset.file.read(LARGEST_PICTURE).map_err(|error| Failure::Io {
        path: asset.file.file.clone(),
        error,
    })?;
    let result = asset.picture().and_then(|picture| make(&bytes, picture));
    result.map_err(|unfit| unfit_picture(asset, unfit))
}

/// Why a picture cannot be published, with its place.
pub fn unfit_picture(asset: &Asset, unfit: Unfit) -> Failure {
    let place = format!("content/{}", asset.file.path);
    let problem = Diagnostic::in_file(Code::ImageUnfit, place, unfit.message());
    Failure::Broken(vec![problem.fix(unfit.fix())])
}

/// What a piece holds.
#[derive(Debug)]
pub enum Contents<'s> {
    Bytes(Cow<'s, [u8]>),
    File(&'s StaticFile),
}

/// Everything that the output holds, its marker aside.
pub fn pieces<'s>(site: &'s Site, theme: &'s Theme, search: &'s Search) -> Vec<Piece<'s>> {
    let pages = site.routes.iter();
    let pages = pages.map(|(address, route)| Piece::Page(address.clone(), *route));
    let of_search = search.files.iter().map(Piece::Search);
    pages.chain(others(site, theme)).chain(of_search).collect()
}

/// What is at an address, but for the parts of the search, which are made when somebody searches.
#[must_use]
pub fn piece_at<'s>(site: &'s Site, theme: &'s Theme, address: &Address) -> Option<Piece<'s>> {
    if let Some(route) = site.routes.get(address) {
        return Some(Piece::Page(address.clone(), *route));
    }
    others(site, theme).find(|piece| piece.address() == *address)
}

/// All that is neither a page nor a part of the search.
fn others<'s>(site: &'s Site, theme: &'s Theme) -> impl Iterator<Item = Piece<'s>> {
    let assets = site.assets.iter();
    let assets = assets.map(|published| {
        let (address, asset) = (published.address.clone(), published.asset);
        match published.width {
            Some(width) => Piece::Copy(address, asset, width),
            None if asset.is_picture() => Piece::Picture(address, asset),
            None => Piece::File(address, &asset.file),
        }
    });
    let statics = site.edition.statics().iter();
    let statics = statics.map(|file| Piece::File(Address::new(file.path.as_str()), file));
    let has_robots = site.edition.statics().iter().any(|file| file.path == ROBOTS);
    let of_the_web = site.base_url().into_iter().flat_map(move |base| {
        let robots = (!has_robots).then_some(Piece::Robots(base));
        let feed = site.has_news().then_some(Piece::Feed(base));
        [Piece::Sitemap(base), Piece::Card]
            .into_iter()
            .chain(robots)
            .chain(feed)
    });
    let of_theme = theme.assets().map(Piece::Theme);
    assets
        .chain(statics)
        .chain(of_theme)
        .chain([Piece::NoJekyll])
        .chain(of_the_web)
}

//! What a site is made of, by address.

use super::Failure;
use crate::link::{Route, Site};
use crate::model::Address;
use crate::publish;
use crate::render::Pages;
use crate::source::StaticFile;
use crate::theme::{Theme, ThemeAsset};
use std::path::PathBuf;

/// A file of the output.
#[derive(Debug, Clone)]
pub enum Piece<'s> {
    Page(Address, Route),
    Style(&'s ThemeAsset),
    Sitemap,
    /// An empty file that keeps GitHub Pages from running its own generator over the site.
    NoJekyll,
    Copy(Address, &'s StaticFile),
}

impl<'s> Piece<'s> {
    #[must_use]
    pub fn address(&self) -> Address {
        match self {
            Self::Page(address, _) | Self::Copy(address, _) => address.clone(),
            Self::Style(asset) => asset.address.clone(),
            Self::Sitemap => Address::new("sitemap.xml"),
            Self::NoJekyll => Address::new(".nojekyll"),
        }
    }

    /// Its bytes, or the file that they are copied from.
    ///
    /// # Errors
    /// A mistake in a template of the theme.
    pub fn contents(&self, pages: &Pages<'s, '_>) -> Result<Contents<'s>, Failure> {
        Ok(match self {
            Self::Page(address, route) => {
                let page = pages.render(address, *route);
                Contents::Bytes(page.map_err(|problem| Failure::Theme(vec![problem]))?)
            }
            Self::Style(asset) => Contents::Bytes(asset.bytes.clone()),
            Self::Sitemap => {
                let xml = publish::sitemap(pages.site()).map_err(|error| Failure::Io {
                    path: PathBuf::from("sitemap.xml"),
                    error,
                })?;
                Contents::Bytes(xml.unwrap_or_default())
            }
            Self::NoJekyll => Contents::Bytes(Vec::new()),
            Self::Copy(_, file) => Contents::File(file),
        })
    }
}

/// What a piece holds.
#[derive(Debug)]
pub enum Contents<'s> {
    Bytes(Vec<u8>),
    File(&'s StaticFile),
}

/// Everything that the output holds, its marker aside.
pub fn pieces<'s>(site: &'s Site, theme: &'s Theme) -> Vec<Piece<'s>> {
    let pages = site.routes.iter();
    let pages = pages.map(|(address, route)| Piece::Page(address.clone(), *route));
    pages.chain(others(site, theme)).collect()
}

/// What is at an address.
#[must_use]
pub fn piece_at<'s>(site: &'s Site, theme: &'s Theme, address: &Address) -> Option<Piece<'s>> {
    if let Some(route) = site.routes.get(address) {
        return Some(Piece::Page(address.clone(), *route));
    }
    others(site, theme).find(|piece| piece.address() == *address)
}

/// All that is no page.
fn others<'s>(site: &'s Site, theme: &'s Theme) -> impl Iterator<Item = Piece<'s>> {
    let assets = site.assets.iter();
    let assets = assets.map(|(address, file)| Piece::Copy((*address).clone(), file));
    let statics = site.edition.statics().iter();
    let statics = statics.map(|file| Piece::Copy(Address::new(file.path.as_str()), file));
    let sitemap = publish::has_sitemap(site).then_some(Piece::Sitemap);
    let made = [Piece::Style(&theme.style), Piece::NoJekyll];
    assets.chain(statics).chain(made).chain(sitemap)
}

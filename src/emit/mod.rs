//! Floor 6: a site becomes a folder.
//!
//! 1. [`guard`] refuses a place where a folder of ours must not be, before anything is touched.
//! 2. [`stage`] writes the whole site into a folder beside the output, several files at once, and syncs it.
//! 3. The two folders are exchanged in one step, so that a reader sees the old site or the new one.
//! 4. The old one is deleted, file by file, as its [`marker`] lists them: what it does not list stays.
//!
//! Nothing happens to the output when any of this fails, and what a killed build leaves beside it is cleared
//! away by the next.

mod guard;
mod marker;
mod stage;
mod swap;

pub use guard::Refusal;
pub use swap::clean;

use crate::link::Site;
use crate::model::Address;
use crate::render::Pages;
use crate::source::{Diagnostic, StaticFile};
use crate::theme::Theme;
use std::io;
use std::path::{Path, PathBuf};

/// Why nothing was written.
#[derive(Debug)]
pub enum Failure {
    Refused(Refusal),
    /// Templates of the theme that cannot be rendered, each mistake once.
    Theme(Vec<Diagnostic>),
    Io {
        path: PathBuf,
        error: io::Error,
    },
}

/// How much was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Emitted {
    pub pages: usize,
    pub files: usize,
}

/// A file of the output.
pub(crate) enum Piece<'s> {
    Page(&'s Address, crate::link::Route),
    Bytes(Address, Vec<u8>),
    Copy(Address, &'s StaticFile),
}

impl Piece<'_> {
    fn address(&self) -> &Address {
        match self {
            Self::Page(address, _) => address,
            Self::Bytes(address, _) | Self::Copy(address, _) => address,
        }
    }
}

/// Writes a site into `out`, in the place of what a former build wrote there. `root` is the playbook's folder.
///
/// # Errors
/// See [`Failure`]. The output is then as it was.
pub fn emit(site: &Site, theme: &Theme, root: &Path, out: &Path) -> Result<Emitted, Failure> {
    let pages = crate::render::prepare(site, theme);
    let pieces = pieces(site, theme)?;
    let place = guard::check(root, out, site.edition.readers())?;
    swap::clear_leftovers(&place)?;
    // An output that was put back is there now.
    let place = guard::check(root, out, site.edition.readers())?;
    let stage = stage::write(&pages, &pieces, &place, site.edition.readers())?;
    swap::exchange(stage, &place)?;
    let pages = site.routes.len();
    Ok(Emitted {
        pages,
        files: pieces.len() - pages,
    })
}

/// Says whether a site could be written into `out`, touching nothing.
///
/// # Errors
/// Why it could not.
pub fn check(root: &Path, out: &Path, readers: crate::edition::Readers) -> Result<(), Failure> {
    guard::check(root, out, readers).map(|_| ())
}

/// Everything that the output holds, its marker aside.
fn pieces<'s>(site: &'s Site, theme: &Theme) -> Result<Vec<Piece<'s>>, Failure> {
    let mut pieces: Vec<Piece> = site
        .routes
        .iter()
        .map(|(address, route)| Piece::Page(address, *route))
        .collect();
    pieces.extend(
        site.assets
            .iter()
            .map(|(address, file)| Piece::Copy((*address).clone(), file)),
    );
    let statics = site.edition.statics().iter();
    pieces.extend(statics.map(|file| Piece::Copy(Address::new(file.path.as_str()), file)));
    pieces.push(Piece::Bytes(theme.style.address.clone(), theme.style.bytes.clone()));
    pieces.push(Piece::Bytes(Address::new(".nojekyll"), Vec::new()));
    let sitemap = crate::publish::sitemap(site).map_err(|error| Failure::Io {
        path: PathBuf::from("sitemap.xml"),
        error,
    })?;
    pieces.extend(sitemap.map(|xml| Piece::Bytes(Address::new("sitemap.xml"), xml)));
    Ok(pieces)
}

fn io_failure(path: &Path) -> impl Fn(io::Error) -> Failure + '_ {
    |error| Failure::Io {
        path: path.to_owned(),
        error,
    }
}

fn rendered(pages: &Pages, piece: &Piece) -> Result<Option<Vec<u8>>, Diagnostic> {
    match piece {
        Piece::Page(address, route) => pages.render(address, *route).map(Some),
        Piece::Bytes(_, bytes) => Ok(Some(bytes.clone())),
        Piece::Copy(..) => Ok(None),
    }
}

//! Floor 6: a site becomes a folder.
//!
//! A site is made of [pieces](Piece), each with an address: this is the one list of what is published.
//!
//! 1. [`guard`] refuses a place where a folder of ours must not be, before anything is touched.
//! 2. [`stage`] writes the whole site into a folder beside the output, several files at once, and syncs it.
//! 3. The two folders are exchanged in one step, so that a reader sees the old site or the new one.
//! 4. The old one is deleted, file by file, as its [`marker`] lists them: what it does not list stays.
//!
//! An [`archive`] is the same pieces in one file, written beside the place and moved there once it is whole.
//!
//! Nothing happens to the output when any of this fails, and what a killed build leaves beside it is cleared
//! away by the next.

mod archive;
mod copies;
mod guard;
mod marker;
mod piece;
mod stage;
mod swap;

pub use archive::{archive, clean_archive};
pub use guard::Refusal;
pub use marker::{Marker, NAME as MARKER};
pub use piece::{Contents, Piece, piece_at};
pub use swap::clean;

use crate::link::Site;
use crate::model::Address;
use crate::publish::search::Search;
use crate::source::Diagnostic;
use crate::theme::Theme;
use rayon::prelude::*;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Why nothing was written.
#[derive(Debug)]
pub enum Failure {
    Refused(Refusal),
    /// Templates that cannot be rendered and pictures that cannot be read to their end, each once.
    Broken(Vec<Diagnostic>),
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

/// Writes a site with its search into `out`, in the place of what a former build wrote there. `root` is the playbook's folder.
///
/// # Errors
/// See [`Failure`]. The output is then as it was.
pub fn emit(site: &Site, theme: &Theme, search: &Search, root: &Path, out: &Path) -> Result<Emitted, Failure> {
    let pages = crate::render::prepare(site, theme);
    let pieces = piece::pieces(site, theme, search);
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

/// The files that a site would have, each with its size in bytes. Nothing is written.
///
/// # Errors
/// Why one of them could not be made.
pub fn sizes(site: &Site, theme: &Theme) -> Result<Vec<(Address, u64)>, Failure> {
    let pages = crate::render::prepare(site, theme);
    let search = Search::new(site, theme, &|| true).unwrap_or_default();
    let pieces = piece::pieces(site, theme, &search);
    let measured = pieces.par_iter().map(|piece| {
        let bytes = match piece.contents(&pages)? {
            Contents::Bytes(bytes) => bytes.len() as u64,
            Contents::File(file) => fs::metadata(&file.file).map_err(io_failure(&file.file))?.len(),
        };
        Ok((piece.address(), bytes))
    });
    measured.collect()
}

/// Says whether a site could be written into `out`, touching nothing.
///
/// # Errors
/// Why it could not.
pub fn check(root: &Path, out: &Path, readers: crate::edition::Readers) -> Result<(), Failure> {
    guard::check(root, out, readers).map(|_| ())
}

fn io_failure(path: &Path) -> impl Fn(io::Error) -> Failure + '_ {
    |error| Failure::Io {
        path: path.to_owned(),
        error,
    }
}

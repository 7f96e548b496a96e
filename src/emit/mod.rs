//! Floor 6: a site becomes a folder.
//!
//! A site is made of [pieces](Piece), each with an address: this is the one list of what is published. They are made in [lots](lot),
//! whether they are written, put into an archive or measured.
//!
//! 1. [`guard`] refuses a place where a folder of ours, or this edition, must not be, before anything is touched.
//! 2. [`stage`] writes the whole site into a folder beside the output, several files at once, and syncs it.
//! 3. The two folders are exchanged in one step, so that a reader sees the old site or the new one.
//! 4. The old one is deleted, file by file, as its [`marker`] lists them. If it holds what the marker does not list, the two are
//!    exchanged back.
//!
//! An [`archive`] is the same pieces in one file, written beside the place and moved there once it is whole.
//!
//! Nothing happens to the output when any of this fails, and what a killed build leaves beside it is cleared
//! away by the next.

mod archive;
mod copies;
mod guard;
mod lot;
mod marker;
mod piece;
mod stage;
mod swap;

pub use archive::{ARCHIVE, archive, clean_archive};
pub use guard::Refusal;
use guard::named;
pub use marker::{Marker, NAME as MARKER};
pub use piece::{Contents, Piece, piece_at};
pub use swap::clean;

use crate::link::Site;
use crate::model::Address;
use crate::publish::search::Search;
use crate::source::Diagnostic;
use crate::theme::Theme;
use lot::Lot;
use rayon::prelude::*;
use std::fmt;
use std::fs;
use std::io::{self, ErrorKind};
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
    /// The new site is in its place; what was there before could be neither put back nor deleted.
    LeftBeside {
        out: PathBuf,
        former: PathBuf,
        error: io::Error,
    },
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(refusal) => refusal.fmt(f),
            Self::Broken(problems) => {
                let messages: Vec<&str> = problems.iter().map(|problem| problem.message.as_str()).collect();
                f.write_str(&messages.join("\n"))
            }
            Self::Io { path, error } => {
                let path = named(path);
                match error.kind() {
                    ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
                        write!(
                            f,
                            "there is no room left on the disk for {path}; make room, and try again"
                        )
                    }
                    ErrorKind::PermissionDenied => write!(
                        f,
                        "this computer does not let you read or write {path}; choose another place, or ask whoever looks after it"
                    ),
                    ErrorKind::ReadOnlyFilesystem => write!(
                        f,
                        "{path} is on a disk that nothing can be written to; choose a folder on another with --out"
                    ),
                    _ => write!(f, "{path}: {error}"),
                }
            }
            Self::LeftBeside { out, former, error } => write!(
                f,
                "{} is the new site, and what it was before is now {}, since it could not be deleted or put back: {error}; look there for \
                 files of your own, then delete it",
                named(out),
                named(former)
            ),
        }
    }
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
/// See [`Failure`]. The output is then as it was, except for [`Failure::LeftBeside`].
pub fn emit(site: &Site, theme: &Theme, search: &Search, root: &Path, out: &Path) -> Result<Emitted, Failure> {
    let pages = crate::render::prepare(site, theme);
    let pieces = piece::pieces(site, theme, search);
    // Looked at before linking too, so that a refusal does not wait for it; what has come since is found here, and what comes from
    // here on by the exchange. The folder is walked each time.
    let mut place = guard::check(root, out, site.edition.readers())?;
    if swap::put_back(&place)? {
        place = guard::check(root, out, site.edition.readers())?;
    }
    swap::clear_leftovers(&place)?;
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
    let measure = |piece: &Piece, contents: Contents| {
        let bytes = match contents {
            Contents::Bytes(bytes) => bytes.len() as u64,
            Contents::File(file) => fs::metadata(&file.file).map_err(io_failure(&file.file))?.len(),
        };
        Ok((piece.address(), bytes))
    };
    let lots: Vec<Lot> = lot::lots(&pieces).collect();
    let measured = lots
        .par_iter()
        .with_max_len(1)
        .flat_map_iter(|lot| lot::made(lot, &pages, |_| None, measure));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_disk_that_takes_nothing_is_told_in_plain_words_with_what_to_do() {
        let told = |kind: ErrorKind| io_failure(Path::new("public"))(kind.into()).to_string();
        for (kind, words) in [
            (ErrorKind::StorageFull, "make room"),
            (ErrorKind::QuotaExceeded, "make room"),
            (ErrorKind::PermissionDenied, "ask whoever"),
            (ErrorKind::ReadOnlyFilesystem, "--out"),
        ] {
            let told = told(kind);
            assert!(told.contains("public") && told.contains(words), "{told}");
        }
    }
}

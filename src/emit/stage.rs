//! The whole site, written into a folder beside the output.

use super::guard::Place;
use super::lot::{self, Lot};
use super::marker::{self, Imprint, Marker};
use super::piece::{Contents, Piece};
use super::{Failure, io_failure};
use crate::edition::Readers;
use crate::model::Address;
use crate::render::Pages;
use rayon::iter::Either;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::Path;
use tempfile::TempDir;

/// How many lots a thread takes at once, but for those that are slow.
const AT_ONCE: usize = 32;

/// A site that is written and synced, and not yet where it belongs. Dropped, it is gone.
pub struct Stage {
    pub folder: TempDir,
    /// Its marker, locked: another build leaves a folder alone while this one works on it.
    pub marker: File,
}

/// How the names of folders beside an output begin while a build works on it.
pub fn prefix(place: &Place) -> String {
    format!(".{}.playbook-", place.name)
}

/// Writes every piece and syncs the folder.
pub fn write<'s>(
    pages: &Pages<'s, '_>,
    pieces: &[Piece<'s>],
    place: &Place,
    readers: Readers,
) -> Result<Stage, Failure> {
    fs::create_dir_all(&place.parent).map_err(io_failure(&place.parent))?;
    let folder = tempfile::Builder::new()
        .prefix(&prefix(place))
        .tempdir_in(&place.parent)
        .map_err(io_failure(&place.parent))?;
    let marker = write_marker(folder.path(), pieces, readers).map_err(io_failure(&place.out))?;
    readable(folder.path(), 0o755).map_err(io_failure(&place.out))?;
    let addresses: Vec<Address> = pieces.iter().map(Piece::address).collect();
    let folders: BTreeSet<&str> = addresses
        .iter()
        .flat_map(|address| ancestors(address.as_str()))
        .collect();
    for inside in folders {
        let path = folder.path().join(inside);
        fs::create_dir(&path)
            .and_then(|()| readable(&path, 0o755))
            .map_err(io_failure(&place.out))?;
    }
    // Pictures take a hundred times as long as pages, and lie side by side: each is handed out by itself, and first.
    let (slow, quick): (Vec<Lot>, Vec<Lot>) = lot::lots(pieces).partition(|lot| lot::is_slow(lot));
    let (copies, failures): (marker::Copies, Vec<Failure>) = slow
        .par_chunks(1)
        .with_max_len(1)
        .chain(quick.par_chunks(AT_ONCE).with_max_len(1))
        .flat_map_iter(|lots| lots.iter().flat_map(|lot| write_lot(pages, lot, folder.path(), place)))
        .partition_map(|written| match written {
            Ok(copy) => Either::Left(copy),
            Err(failure) => Either::Right(failure),
        });
    if !failures.is_empty() {
        return Err(lot::one_of(failures));
    }
    (&marker)
        .write_all(Marker::text_of(&copies).as_bytes())
        .and_then(|()| sync(folder.path(), pieces))
        .map_err(io_failure(&place.out))?;
    Ok(Stage { folder, marker })
}

/// The folders that a file lies in, from the outermost: a set sorts them so.
fn ancestors(address: &str) -> impl Iterator<Item = &str> {
    address.match_indices('/').map(|(at, _)| &address[..at])
}

/// What a copy is that was written, by its name.
type Copied = (String, Imprint);

/// Writes a lot; gives what the copies in it are, and why others of its pieces could not be written.
fn write_lot<'s>(
    pages: &Pages<'s, '_>,
    lot: Lot<'_, 's>,
    folder: &Path,
    place: &Place,
) -> Vec<Result<Copied, Failure>> {
    // Copies are called after what they were made of: one that the former site has is this one.
    let former = |piece: &Piece| {
        let address = piece.address();
        let imprint = place.former.as_ref()?.copies.get(address.as_str())?;
        take_over(&place.out.join(address.as_str()), imprint)
    };
    let written = lot::made(lot, pages, former, |piece, contents| {
        write_piece(piece, &contents, folder, place)
    });
    written.filter_map(Result::transpose).collect()
}

/// Writes a piece; says what it is if it is a copy.
fn write_piece(piece: &Piece, contents: &Contents, folder: &Path, place: &Place) -> Result<Option<Copied>, Failure> {
    let address = piece.address();
    let path = folder.join(address.as_str());
    // What fails here is told by the place where the file was to be.
    let out = place.out.join(address.as_str());
    match contents {
        Contents::Bytes(bytes) => {
            let file = File::create_new(&path);
            file.and_then(|mut file| file.write_all(bytes))
                .map_err(io_failure(&out))?;
        }
        Contents::File(source) => {
            fs::copy(&source.file, &path).map_err(|error| match error.kind() {
                ErrorKind::StorageFull | ErrorKind::QuotaExceeded => io_failure(&out)(error),
                _ => io_failure(&source.file)(error),
            })?;
        }
    }
    readable(&path, 0o644).map_err(io_failure(&out))?;
    Ok(match (piece, contents) {
        (Piece::Copy(..), Contents::Bytes(bytes)) => Some((address.as_str().to_owned(), Imprint::of(bytes))),
        _ => None,
    })
}

/// The bytes of a file of the former site, if they are still those that a build wrote: a file that was edited, or that a
/// failing disk has damaged, would live on in every build.
fn take_over(former: &Path, imprint: &Imprint) -> Option<Vec<u8>> {
    let metadata = fs::symlink_metadata(former).ok()?;
    if !metadata.is_file() || metadata.len() != imprint.length {
        return None;
    }
    let bytes = fs::read(former).ok()?;
    (Imprint::of(&bytes) == *imprint).then_some(bytes)
}

fn write_marker(folder: &Path, pieces: &[Piece], readers: Readers) -> io::Result<File> {
    let names = pieces.iter().map(|piece| piece.address().as_str().to_owned());
    let path = folder.join(marker::NAME);
    let mut file = File::create_new(&path)?;
    lock(&file)?;
    file.write_all(Marker::new(readers, names).text().as_bytes())?;
    readable(&path, 0o644)?;
    Ok(file)
}

/// Holds a file while a build works on it, so that another build leaves it alone.
pub fn lock(file: &File) -> io::Result<()> {
    match file.lock() {
        // Some network drives know no locks; there, two builds at once may clear each other's work away.
        Err(error) if error.kind() == ErrorKind::Unsupported => Ok(()),
        other => other,
    }
}

/// Lets everyone read: a host serves the files as another user than the one who built them.
#[cfg(unix)]
pub fn readable(path: &Path, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
pub fn readable(_path: &Path, _mode: u32) -> io::Result<()> {
    Ok(())
}

/// Has the disk hold the whole folder before it takes the output's place: one call for all files, which
/// costs a hundredth of syncing a thousand files one by one.
#[cfg(target_os = "linux")]
fn sync(folder: &Path, _pieces: &[Piece]) -> io::Result<()> {
    Ok(rustix::fs::syncfs(File::open(folder)?)?)
}

#[cfg(not(target_os = "linux"))]
fn sync(folder: &Path, pieces: &[Piece]) -> io::Result<()> {
    // Windows syncs a file only for those who may write it.
    let sync = |path: &str| fs::OpenOptions::new().write(true).open(folder.join(path))?.sync_all();
    sync(marker::NAME)?;
    pieces.par_iter().try_for_each(|piece| sync(piece.address().as_str()))
}

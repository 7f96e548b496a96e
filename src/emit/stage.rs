//! The whole site, written into a folder beside the output.

use super::copies::Copies;
use super::guard::Place;
use super::marker::{self, Marker};
use super::piece::{Contents, Piece};
use super::{Failure, io_failure};
use crate::edition::Readers;
use crate::model::Address;
use crate::render::Pages;
use crate::source::Diagnostic;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;
use tempfile::TempDir;

/// How many pieces a thread takes at once.
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
    let marker = write_marker(folder.path(), pieces, readers).map_err(io_failure(folder.path()))?;
    readable(folder.path(), 0o755).map_err(io_failure(folder.path()))?;
    let addresses: Vec<Address> = pieces.iter().map(Piece::address).collect();
    let folders: BTreeSet<&str> = addresses
        .iter()
        .flat_map(|address| ancestors(address.as_str()))
        .collect();
    for inside in folders {
        let path = folder.path().join(inside);
        fs::create_dir(&path)
            .and_then(|()| readable(&path, 0o755))
            .map_err(io_failure(&path))?;
    }
    // Pictures take a hundred times as long as pages, and lie side by side: each is handed out by itself, and first.
    let (slow, quick): (Vec<&Piece>, Vec<&Piece>) = pieces.iter().partition(|piece| piece.is_slow());
    let slow = slow.chunk_by(|one, next| one.is_made_with(next));
    let slow: Vec<&[&Piece]> = slow.collect();
    let failures: Vec<Failure> = slow
        .into_par_iter()
        .with_max_len(1)
        .chain(quick.par_chunks(AT_ONCE).with_max_len(1))
        .flat_map_iter(|some| write_pieces(pages, some, folder.path(), place))
        .collect();
    if !failures.is_empty() {
        return Err(failure(failures));
    }
    sync(folder.path(), pieces).map_err(io_failure(folder.path()))?;
    Ok(Stage { folder, marker })
}

/// The folders that a file lies in, from the outermost: a set sorts them so.
fn ancestors(address: &str) -> impl Iterator<Item = &str> {
    address.match_indices('/').map(|(at, _)| &address[..at])
}

/// One failure out of many: a broken template breaks every page that uses it.
fn failure(failures: Vec<Failure>) -> Failure {
    let mut of_theme: Vec<Diagnostic> = Vec::new();
    for failure in failures {
        match failure {
            Failure::Broken(problems) => {
                for problem in problems {
                    if !of_theme.contains(&problem) {
                        of_theme.push(problem);
                    }
                }
            }
            other => return other,
        }
    }
    Failure::Broken(of_theme)
}

/// Writes pieces, the last one first: copies of a picture are made from the widest, and come from the narrowest.
fn write_pieces<'s>(pages: &Pages<'s, '_>, pieces: &[&Piece<'s>], folder: &Path, place: &Place) -> Vec<Failure> {
    let mut copies = None;
    let pieces = pieces.iter().rev();
    pieces
        .filter_map(|piece| write_piece(pages, piece, &mut copies, folder, place).err())
        .collect()
}

/// Writes a piece. `copies` are of the picture whose copies are being written.
fn write_piece<'s>(
    pages: &Pages<'s, '_>,
    piece: &Piece<'s>,
    copies: &mut Option<Copies<'s>>,
    folder: &Path,
    place: &Place,
) -> Result<(), Failure> {
    let path = folder.join(piece.address().as_str());
    let contents = match piece {
        Piece::Copy(address, asset, width) => {
            // They are called after what they were made of: one that the former site has is this one.
            if take_over(&place.out.join(address.as_str()), &path) {
                return readable(&path, 0o644).map_err(io_failure(&path));
            }
            let copies = copies.get_or_insert_with(|| Copies::of(asset));
            Contents::Bytes(copies.copy(*width)?.into())
        }
        _ => piece.contents(pages)?,
    };
    match contents {
        Contents::Bytes(bytes) => {
            let mut file = File::create_new(&path).map_err(io_failure(&path))?;
            file.write_all(&bytes).map_err(io_failure(&path))?;
        }
        Contents::File(source) => {
            fs::copy(&source.file, &path).map_err(io_failure(&source.file))?;
        }
    }
    readable(&path, 0o644).map_err(io_failure(&path))
}

/// Copies a file of the former site, which the guard has found to be a build's own; says whether there is one.
fn take_over(former: &Path, path: &Path) -> bool {
    let is_file = fs::symlink_metadata(former).is_ok_and(|metadata| metadata.is_file());
    if !is_file {
        return false;
    }
    let is_whole = fs::copy(former, path).is_ok();
    if !is_whole {
        // It is made again; what is there of it would be in the way.
        let _ = fs::remove_file(path);
    }
    is_whole
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
        Err(error) if error.kind() == io::ErrorKind::Unsupported => Ok(()),
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
    pieces
        .par_iter()
        .try_for_each(|piece| File::open(folder.join(piece.address().as_str()))?.sync_all())
}

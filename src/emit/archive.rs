//! A site as one file that opens from a disk: for those without a network, and for an attachment.

use super::lot::{self, Lot};
use super::piece::{self, Contents, Piece};
use super::stage::{lock, readable};
use super::{Emitted, Failure, Refusal, guard, io_failure};
use crate::link::Site;
use crate::model::{Address, slug};
use crate::publish::search::Search;
use crate::render::Pages;
use crate::theme::Theme;
use rayon::iter::Either;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufWriter, Seek, Write};
use std::mem;
use std::path::Path;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// The archive of a playbook, where nobody names another.
pub const ARCHIVE: &str = "public.zip";

/// What our archives say of themselves.
const COMMENT: &str = "Made by playbook: unpack it, and open index.html.";

/// How many lots are in memory at once.
const AT_ONCE: usize = 256;

/// So many of them for each thread are slow: a photo may have some megabytes.
const SLOW_AT_ONCE: usize = 2;

/// Endings of files that are as small as they get.
const COMPRESSED: [&str; 12] = [
    "png", "jpg", "jpeg", "gif", "webp", "pdf", "zip", "mp3", "mp4", "woff2", "docx", "pptx",
];

/// Writes a site into the archive `out`, in the place of a former one. The same site makes the same bytes.
///
/// # Errors
/// See [`Failure`]. What was there is then as it was.
pub fn archive(site: &Site, theme: &Theme, search: &Search, root: &Path, out: &Path) -> Result<Emitted, Failure> {
    let place = guard::check_file(root, out)?;
    if fs::symlink_metadata(&place).is_ok() && !is_ours(&place) {
        return Err(Failure::Refused(Refusal::ForeignArchive(out.to_owned())));
    }
    let folder = place.parent().unwrap_or(root);
    fs::create_dir_all(folder).map_err(io_failure(folder))?;
    let pages = crate::render::prepare(site, theme);
    let mut pieces = piece::pieces(site, theme, search);
    pieces.sort_by_key(Piece::address);
    let name = slug(&site.edition.settings().title).unwrap_or_else(|| "playbook".into());
    let prefix = format!(".{}.playbook-", place.file_name().unwrap_or_default().display());
    clear_leftovers(folder, &prefix).map_err(io_failure(folder))?;
    let part = tempfile::Builder::new().prefix(&prefix).tempfile_in(folder);
    let part = part.map_err(io_failure(folder))?;
    lock(part.as_file()).map_err(io_failure(part.path()))?;
    write(&pages, &pieces, &name, part.as_file(), &place)?;
    readable(part.path(), 0o644).map_err(io_failure(&place))?;
    part.persist(&place).map_err(|error| io_failure(&place)(error.error))?;
    let pages = site.routes.len();
    Ok(Emitted {
        pages,
        files: pieces.len() - pages,
    })
}

/// Deletes an archive that a build made; says whether there was one.
///
/// # Errors
/// When it cannot be deleted.
pub fn clean_archive(out: &Path) -> Result<bool, Failure> {
    let is_there = is_ours(out);
    if is_there {
        fs::remove_file(out).map_err(io_failure(out))?;
    }
    Ok(is_there)
}

/// Deletes what killed builds left there: parts of an archive that nobody holds any more.
fn clear_leftovers(folder: &Path, prefix: &str) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let is_part = entry.file_name().to_string_lossy().starts_with(prefix) && entry.file_type()?.is_file();
        if is_part && File::open(entry.path()).is_ok_and(|file| file.try_lock().is_ok()) {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

/// Writes the archive into `part`; a failure names it by its `place`.
fn write<'s>(
    pages: &Pages<'s, '_>,
    pieces: &[Piece<'s>],
    name: &str,
    part: &File,
    place: &Path,
) -> Result<(), Failure> {
    let failed = |error: io::Error| io_failure(place)(error);
    let mut zip = ZipWriter::new(BufWriter::new(part)).set_auto_large_file();
    if let Err(failure) = fill(&mut zip, pages, pieces, name, place) {
        // Dropped, it would try to finish the archive, and print that it could not.
        mem::forget(zip);
        return Err(failure);
    }
    let buffered = zip.finish().map_err(|error| failed(error.into()))?;
    let file = buffered.into_inner().map_err(|error| failed(error.into_error()))?;
    file.sync_all().map_err(failed)
}

fn fill<'s>(
    zip: &mut ZipWriter<impl Write + Seek>,
    pages: &Pages<'s, '_>,
    pieces: &[Piece<'s>],
    name: &str,
    place: &Path,
) -> Result<(), Failure> {
    zip.set_comment(COMMENT)
        .map_err(|error| io_failure(place)(error.into()))?;
    let lots: Vec<Lot> = lot::lots(pieces).collect();
    let mut failures = Vec::new();
    let mut rest = lots.as_slice();
    while !rest.is_empty() {
        let (some, after) = rest.split_at(at_once(rest, SLOW_AT_ONCE * rayon::current_num_threads()));
        rest = after;
        let made = some.par_iter().with_max_len(1).map(|lot| {
            let pieces = lot::made(lot, pages, |_| None, |piece, contents| Ok((piece.address(), contents)));
            pieces.collect::<Result<BTreeMap<Address, Contents>, Failure>>()
        });
        let (made, broken): (Vec<BTreeMap<Address, Contents>>, Vec<Failure>) = made.partition_map(|made| match made {
            Ok(made) => Either::Left(made),
            Err(failure) => Either::Right(failure),
        });
        failures.extend(broken);
        // Where something is broken the rest is made all the same, so that all of that is told at once.
        if failures.is_empty() {
            put(zip, made.into_iter().flatten(), name, place)?;
        }
    }
    if failures.is_empty() {
        return Ok(());
    }
    Err(lot::one_of(failures))
}

/// Puts files into the archive, in the folder `name`.
fn put<'s>(
    zip: &mut ZipWriter<impl Write + Seek>,
    files: impl Iterator<Item = (Address, Contents<'s>)>,
    name: &str,
    place: &Path,
) -> Result<(), Failure> {
    let failed = |error: io::Error| io_failure(place)(error);
    for (address, contents) in files {
        let path = format!("{name}/{}", address.as_str());
        zip.start_file(path, options(address.as_str()))
            .map_err(|error| failed(error.into()))?;
        match contents {
            Contents::Bytes(bytes) => zip.write_all(&bytes).map_err(failed)?,
            Contents::File(file) => {
                let mut source = file.open_at(0).map_err(io_failure(&file.file))?;
                io::copy(&mut source, zip).map_err(failed)?;
            }
        }
    }
    Ok(())
}

/// How many of the next lots are made together, with at most so many `slow` ones among them; at least one.
fn at_once(lots: &[Lot], slow: usize) -> usize {
    let mut slow_lots = lots
        .iter()
        .take(AT_ONCE)
        .enumerate()
        .filter(|(_, lot)| lot::is_slow(lot));
    let end = slow_lots.nth(slow).map_or(AT_ONCE, |(at, _)| at);
    end.clamp(1, lots.len())
}

/// The same day for every file: when an archive was made says nothing of what is in it.
fn options(address: &str) -> SimpleFileOptions {
    let ending = address.rsplit('.').next().unwrap_or_default();
    let method = if COMPRESSED.contains(&ending) {
        CompressionMethod::Stored
    } else {
        CompressionMethod::Deflated
    };
    SimpleFileOptions::default()
        .compression_method(method)
        .unix_permissions(0o644)
}

/// Whether a file is an archive that a build made.
fn is_ours(path: &Path) -> bool {
    let is_file = fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_file());
    let archive = File::open(path).ok().filter(|_| is_file).map(ZipArchive::new);
    matches!(archive, Some(Ok(archive)) if archive.comment() == COMMENT.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::{AT_ONCE, Lot, Piece, at_once, lot};

    #[test]
    fn few_slow_lots_are_in_memory_at_once_and_not_too_many_others() {
        // The card is slow, and an empty file is not.
        let count = |pieces: &[Piece], slow: usize| at_once(&lot::lots(pieces).collect::<Vec<Lot>>(), slow);
        let cards = vec![Piece::Card; 10];
        let files = vec![Piece::NoJekyll; 2 * AT_ONCE];
        assert_eq!(count(&cards, 4), 4);
        assert_eq!(count(&cards, 40), 10);
        assert_eq!(count(&cards, 0), 1);
        assert_eq!(count(&files, 4), AT_ONCE);
        assert_eq!(count(&files[..3], 4), 3);
        // Those between two slow ones come with the first of them.
        let mixed = [&files[..3], &cards[..1], &files[..5], &cards[..2]].concat();
        assert_eq!(count(&mixed, 1), 9);
    }
}

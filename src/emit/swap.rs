//! The new folder in the place of the old one, and the old one deleted.

use super::guard::{Place, foreign_file};
use super::marker::{self, Marker};
use super::stage::{Stage, prefix};
use super::{Failure, Refusal, io_failure};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// Puts a stage where the output belongs.
///
/// A file that somebody put into the old folder while the new one was written is found after the exchange: the
/// folders are exchanged back, and nothing is lost.
pub fn exchange(stage: Stage, place: &Place) -> Result<(), Failure> {
    let Stage { folder, marker } = stage;
    let staged = folder.path().to_owned();
    if place.exists {
        swap(&staged, &place.out).map_err(io_failure(&place.out))?;
        if let Some(file) = foreign(&staged).map_err(io_failure(&staged))? {
            swap(&staged, &place.out).map_err(io_failure(&place.out))?;
            let out = place.out.clone();
            return Err(Failure::Refused(Refusal::ForeignFile { out, file }));
        }
        // What was the output is now where the stage was.
        let _ = folder.keep();
        delete(&staged).map_err(io_failure(&staged))?;
    } else {
        fs::rename(&staged, &place.out).map_err(io_failure(&place.out))?;
        let _ = folder.keep();
    }
    sync_folder(&place.parent).map_err(io_failure(&place.parent))?;
    drop(marker);
    Ok(())
}

/// The first thing in a former output that no build wrote; in a folder without a marker, anything.
fn foreign(folder: &Path) -> io::Result<Option<PathBuf>> {
    match Marker::read(folder)? {
        Some(marker) => foreign_file(folder, &marker),
        None => Ok(fs::read_dir(folder)?
            .next()
            .transpose()?
            .map(|entry| PathBuf::from(entry.file_name()))),
    }
}

/// Exchanges two folders in one step where the system can, so that there is never none.
#[cfg(target_os = "linux")]
fn swap(staged: &Path, out: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, staged, CWD, out, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(()),
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => swap_by_three_renames(staged, out),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(target_os = "linux"))]
fn swap(staged: &Path, out: &Path) -> io::Result<()> {
    swap_by_three_renames(staged, out)
}

fn swap_by_three_renames(staged: &Path, out: &Path) -> io::Result<()> {
    // The name begins as that of a stage does, so that a killed build's leftover is cleared away.
    let mut aside = staged.as_os_str().to_owned();
    aside.push("-old");
    let aside = PathBuf::from(aside);
    fs::rename(out, &aside)?;
    if let Err(error) = fs::rename(staged, out) {
        fs::rename(&aside, out)?;
        return Err(error);
    }
    fs::rename(&aside, staged)
}

/// Has the disk hold the names in a folder.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

/// Deletes a folder that a build made: the files that its marker lists, then the folders, then the marker,
/// so that a deletion that is cut off can be taken up again. A folder that holds anything else stays.
fn delete(folder: &Path) -> io::Result<()> {
    let Some(marker) = Marker::read(folder)? else {
        // Without a marker there is nothing in it that is ours: it goes only when it is empty.
        return fs::remove_dir(folder);
    };
    for file in &marker.files {
        unless_missing(fs::remove_file(folder.join(file)))?;
    }
    for inside in marker.folders().iter().rev() {
        unless_missing(fs::remove_dir(folder.join(inside)))?;
    }
    fs::remove_file(folder.join(marker::NAME))?;
    fs::remove_dir(folder)
}

/// What is gone already need not be deleted.
fn unless_missing(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

/// Deletes what a killed build left beside an output: folders of our name that carry our marker, which no
/// running build holds, and empty ones.
pub fn clear_leftovers(place: &Place) -> Result<(), Failure> {
    let Ok(entries) = fs::read_dir(&place.parent) else {
        return Ok(());
    };
    let prefix = prefix(place);
    if !place.exists {
        put_back(place, &prefix)?;
    }
    for entry in entries.flatten() {
        let is_ours = entry.file_name().to_str().is_some_and(|name| name.starts_with(&prefix));
        if !is_ours || !entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            continue;
        }
        let folder = entry.path();
        let is_held = match File::open(folder.join(marker::NAME)) {
            Ok(marker) => marker.try_lock().is_err(),
            Err(_) => false,
        };
        let is_ours = match Marker::read(&folder) {
            // One that holds a file of somebody's is left for them to find.
            Ok(Some(marker)) => foreign_file(&folder, &marker).is_ok_and(|file| file.is_none()),
            Ok(None) | Err(_) => is_empty(&folder),
        };
        if !is_held && is_ours {
            delete(&folder).map_err(io_failure(&folder))?;
        }
    }
    Ok(())
}

/// Where folders cannot be exchanged in one step, a build that was killed between its renames has left the
/// output beside its place.
fn put_back(place: &Place, prefix: &str) -> Result<(), Failure> {
    for entry in fs::read_dir(&place.parent).into_iter().flatten().flatten() {
        let is_aside = entry
            .file_name()
            .to_str()
            .is_some_and(|name| name.starts_with(prefix) && name.ends_with("-old"));
        if is_aside {
            return fs::rename(entry.path(), &place.out).map_err(io_failure(&place.out));
        }
    }
    Ok(())
}

fn is_empty(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none())
}

/// Deletes an output that a build made; says whether there was one.
///
/// # Errors
/// When the folder is not ours, or holds a file that no build wrote.
pub fn clean(out: &Path) -> Result<bool, Failure> {
    let Ok(metadata) = fs::symlink_metadata(out) else {
        return Ok(false);
    };
    if metadata.is_symlink() {
        return Err(Failure::Refused(Refusal::SymbolicLink(out.to_owned())));
    }
    if !metadata.is_dir() {
        return Err(Failure::Refused(Refusal::NoFolder(out.to_owned())));
    }
    if Marker::read(out).map_err(io_failure(out))?.is_none() && !is_empty(out) {
        return Err(Failure::Refused(Refusal::Foreign(out.to_owned())));
    }
    if let Some(file) = foreign(out).map_err(io_failure(out))? {
        let out = out.to_owned();
        return Err(Failure::Refused(Refusal::ForeignFile { out, file }));
    }
    delete(out).map_err(io_failure(out))?;
    Ok(true)
}

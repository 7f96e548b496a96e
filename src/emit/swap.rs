//! The new folder in the place of the old one, and the old one deleted.

use super::guard::{Place, foreign_file};
use super::marker::{self, Marker};
use super::stage::{Stage, prefix};
use super::{Failure, Refusal, io_failure};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// How the name of a former output ends while the new one takes its place in two steps.
const ASIDE: &str = "-old";

/// Puts a stage where the output belongs.
pub fn exchange(stage: Stage, place: &Place) -> Result<(), Failure> {
    let Stage { folder, marker } = stage;
    // Windows moves no folder in which a file is open.
    let _held = cfg!(unix).then_some(marker);
    if place.exists {
        replace(folder, &place.out, swap, foreign)?;
    } else {
        fs::rename(folder.path(), &place.out).map_err(io_failure(&place.out))?;
        let _ = folder.keep();
    }
    // The site is in its place, whether or not the disk says that it has written down the name.
    let _ = sync_folder(&place.parent);
    Ok(())
}

/// Puts a stage in the place of a former output, and deletes that.
///
/// A file that somebody put into the former output while the new one was written is found after the exchange, when nobody
/// adds to it any more: the folders are exchanged back, and nothing is lost. `swap` puts a folder in the place of
/// another and says where that is now, or changes nothing; `foreign` finds what no build wrote.
fn replace(
    stage: TempDir,
    out: &Path,
    swap: impl Fn(&Path, &Path) -> io::Result<PathBuf>,
    foreign: impl Fn(&Path) -> io::Result<Option<PathBuf>>,
) -> Result<(), Failure> {
    // Where the stage is, the former output will be. So it is no temporary folder any more: from here on, what is deleted
    // is what a marker lists.
    let staged = stage.keep();
    let former = match swap(&staged, out) {
        Ok(former) => former,
        Err(error) => {
            // If it cannot be deleted, the next build clears it away.
            let _ = delete(&staged);
            return Err(io_failure(out)(error));
        }
    };
    let left = |former: PathBuf| {
        let out = out.to_owned();
        |error| Failure::LeftBeside { out, former, error }
    };
    let why = match foreign(&former) {
        Ok(None) => return delete(&former).map_err(left(former)),
        Ok(Some(file)) => {
            let out = out.to_owned();
            Failure::Refused(Refusal::ForeignFile { out, file })
        }
        Err(error) => io_failure(out)(error),
    };
    let staged = swap(&former, out).map_err(left(former))?;
    let _ = delete(&staged);
    Err(why)
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

/// Puts a folder in the place of the output, in one step where the system can, so that there is never none. Says where
/// the former output is now; on an error, all is as it was.
#[cfg(target_os = "linux")]
fn swap(new: &Path, out: &Path) -> io::Result<PathBuf> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, new, CWD, out, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(new.to_owned()),
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => swap_by_renames(new, out),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(target_os = "linux"))]
fn swap(new: &Path, out: &Path) -> io::Result<PathBuf> {
    swap_by_renames(new, out)
}

/// As [`swap`], in two steps.
fn swap_by_renames(new: &Path, out: &Path) -> io::Result<PathBuf> {
    // The name begins as that of a stage does, so that a killed build's leftover is put back, or cleared away.
    let mut aside = new.as_os_str().to_owned();
    aside.push(ASIDE);
    let aside = PathBuf::from(aside);
    fs::rename(out, &aside)?;
    fs::rename(new, out).map_err(|error| match fs::rename(&aside, out) {
        Ok(()) => error,
        Err(_) => io::Error::new(
            error.kind(),
            format!(
                "{error}; what was there is in {}, and the next build puts it back",
                aside.display()
            ),
        ),
    })?;
    Ok(aside)
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
/// output beside its place: it is put back, unless there is one. Says whether it was.
pub fn put_back(place: &Place) -> Result<bool, Failure> {
    if place.exists {
        return Ok(false);
    }
    let prefix = prefix(place);
    for entry in fs::read_dir(&place.parent).into_iter().flatten().flatten() {
        let is_aside = entry
            .file_name()
            .to_str()
            .is_some_and(|name| name.starts_with(&prefix) && name.ends_with(ASIDE));
        if is_aside && matches!(Marker::read(&entry.path()), Ok(Some(_))) {
            fs::rename(entry.path(), &place.out).map_err(io_failure(&place.out))?;
            return Ok(true);
        }
    }
    Ok(false)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edition::Readers;
    use std::cell::Cell;
    use std::collections::BTreeMap;
    use walkdir::WalkDir;

    /// An output with a file, and a stage with another.
    struct Beside {
        parent: TempDir,
        out: PathBuf,
    }

    type Way = fn(&Path, &Path) -> io::Result<PathBuf>;

    const WAYS: [Way; 2] = [swap, swap_by_renames];

    impl Beside {
        fn new() -> Self {
            let parent = tempfile::tempdir().unwrap();
            let out = parent.path().join("public");
            fs::create_dir(&out).unwrap();
            site(&out, "old.html");
            Self { parent, out }
        }

        fn stage(&self) -> TempDir {
            let mut names = tempfile::Builder::new();
            let folder = names.prefix(".public.playbook-").tempdir_in(self.parent.path());
            let folder = folder.unwrap();
            site(folder.path(), "new.html");
            folder
        }

        /// What lies in the output, and beside it.
        fn files(&self) -> BTreeMap<String, String> {
            let entries = WalkDir::new(self.parent.path()).min_depth(1).into_iter();
            let files = entries.map(Result::unwrap).map(|entry| {
                let name = entry.path().strip_prefix(self.parent.path()).unwrap();
                (
                    name.display().to_string().replace('\\', "/"),
                    fs::read_to_string(entry.path()).unwrap_or_default(),
                )
            });
            files.collect()
        }
    }

    fn site(folder: &Path, page: &str) {
        fs::write(folder.join(page), page).unwrap();
        let marker = Marker::new(Readers::Public, [page.to_owned()]);
        fs::write(folder.join(marker::NAME), marker.text()).unwrap();
    }

    #[test]
    fn the_new_site_is_in_the_place_of_the_old_one_and_nothing_beside_it() {
        for way in WAYS {
            let beside = Beside::new();
            replace(beside.stage(), &beside.out, way, foreign).unwrap();
            let files: Vec<String> = beside.files().into_keys().collect();
            assert_eq!(files, ["public", "public/.playbook", "public/new.html"]);
        }
    }

    #[test]
    fn a_file_that_appears_while_a_build_runs_stays_with_all_that_was_there() {
        for way in WAYS {
            let beside = Beside::new();
            let stage = beside.stage();
            fs::write(beside.out.join("mine.txt"), "mine").unwrap();
            let before = beside
                .files()
                .into_iter()
                .filter(|(name, _)| name.starts_with("public"));
            let before: BTreeMap<String, String> = before.collect();
            let failure = replace(stage, &beside.out, way, foreign).unwrap_err();
            let Failure::Refused(Refusal::ForeignFile { file, .. }) = failure else {
                panic!("{failure:?}")
            };
            assert_eq!(file, Path::new("mine.txt"));
            assert_eq!(beside.files(), before);
        }
    }

    #[test]
    fn an_output_that_cannot_be_looked_at_is_as_it_was() {
        for way in WAYS {
            let beside = Beside::new();
            fs::write(beside.out.join("mine.txt"), "mine").unwrap();
            let before = beside.files();
            let unreadable = |_: &Path| Err(io::ErrorKind::PermissionDenied.into());
            let failure = replace(beside.stage(), &beside.out, way, unreadable).unwrap_err();
            let Failure::Io { path, error } = failure else {
                panic!("{failure:?}")
            };
            assert_eq!(
                (path, error.kind()),
                (beside.out.clone(), io::ErrorKind::PermissionDenied)
            );
            assert_eq!(beside.files(), before);
        }
    }

    #[test]
    fn what_cannot_be_put_back_is_named_and_loses_nothing() {
        for way in WAYS {
            let beside = Beside::new();
            fs::write(beside.out.join("mine.txt"), "mine").unwrap();
            let times = Cell::new(0);
            let once = |new: &Path, out: &Path| {
                times.set(times.get() + 1);
                if times.get() == 1 {
                    way(new, out)
                } else {
                    Err(io::ErrorKind::ResourceBusy.into())
                }
            };
            let failure = replace(beside.stage(), &beside.out, once, foreign).unwrap_err();
            let Failure::LeftBeside { out, former, .. } = failure else {
                panic!("{failure:?}")
            };
            assert_eq!(out, beside.out);
            assert!(out.join("new.html").is_file());
            for file in ["mine.txt", "old.html", marker::NAME] {
                assert!(former.join(file).is_file(), "{file}");
            }
        }
    }

    #[test]
    fn an_exchange_that_cannot_be_made_changes_nothing() {
        let beside = Beside::new();
        let before = beside.files();
        let never = |_: &Path, _: &Path| Err(io::ErrorKind::ResourceBusy.into());
        assert!(replace(beside.stage(), &beside.out, never, foreign).is_err());
        assert_eq!(beside.files(), before);
        // The second of the renames is the one that fails: the first is taken back.
        let nowhere = beside.parent.path().join(".public.playbook-none");
        for way in WAYS {
            assert_eq!(way(&nowhere, &beside.out).unwrap_err().kind(), io::ErrorKind::NotFound);
            assert_eq!(beside.files(), before);
        }
    }
}

//! Files put on the disk, none of them over another.

use super::{Change, NewFile};
use std::fmt;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::slice;

/// Why nothing was written.
#[derive(Debug)]
pub enum Refused {
    /// These are there already.
    Occupied(Vec<PathBuf>),
    Io {
        path: PathBuf,
        error: io::Error,
    },
}

/// The most names that a message lists.
const NAMED: usize = 5;

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Occupied(paths) => {
                let named: Vec<String> = paths
                    .iter()
                    .take(NAMED)
                    .map(|path| path.display().to_string())
                    .collect();
                let more = paths.len().saturating_sub(NAMED);
                write!(
                    f,
                    "nothing was written, since this is there already: {}",
                    named.join(", ")
                )?;
                if more > 0 {
                    write!(f, " and {more} more")?;
                }
                Ok(())
            }
            Self::Io { path, error } => write!(f, "{}: {error}", path.display()),
        }
    }
}

/// Writes files below a folder, which is made where it is not there. If one of them is there, or cannot be written, none is.
///
/// # Errors
/// See [`Refused`].
pub fn write(root: &Path, files: &[NewFile]) -> Result<(), Refused> {
    if root.is_file() {
        return Err(Refused::Occupied(vec![root.to_owned()]));
    }
    let paths = files.iter().map(|file| root.join(&file.path));
    let is_there = |path: &PathBuf| fs::symlink_metadata(path).is_ok();
    let occupied: Vec<PathBuf> = paths.filter(is_there).collect();
    if !occupied.is_empty() {
        return Err(Refused::Occupied(occupied));
    }
    let mut written: Vec<PathBuf> = Vec::new();
    for file in files {
        let path = root.join(&file.path);
        if let Err(error) = write_one(&path, &file.bytes) {
            // Half a playbook helps nobody. What cannot be taken back either is what the message names.
            for path in &written {
                let _ = fs::remove_file(path);
            }
            return Err(Refused::Io { path, error });
        }
        written.push(path);
    }
    Ok(())
}

/// Makes a change below a folder.
///
/// # Errors
/// See [`Refused`].
pub fn put(root: &Path, change: &Change) -> Result<(), Refused> {
    match change {
        Change::Write(file) => write(root, slice::from_ref(file)),
        Change::Append(file) => append(root, file),
    }
}

/// Adds to the end of a file, which may have a part of it when that fails.
fn append(root: &Path, file: &NewFile) -> Result<(), Refused> {
    let path = root.join(&file.path);
    let result = OpenOptions::new()
        .append(true)
        .open(&path)
        .and_then(|mut open| open.write_all(&file.bytes));
    result.map_err(|error| Refused::Io { path, error })
}

fn write_one(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    let written = file.write_all(bytes);
    if written.is_err() {
        let _ = fs::remove_file(path);
    }
    written
}

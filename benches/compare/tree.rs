//! Folders of files: what they hold, and the least that writing them takes.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use walkdir::WalkDir;

/// The files of a folder in order, by their path below it.
fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry?;
        if entry.file_type().is_file() {
            files.push(entry.path().strip_prefix(folder).unwrap_or(entry.path()).to_owned());
        }
    }
    Ok(files)
}

/// How much a folder holds, and a number that another folder has only if it holds the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contents {
    pub files: usize,
    pub bytes: u64,
    sum: u64,
}

pub fn contents(folder: &Path) -> io::Result<Contents> {
    let mut sum = DefaultHasher::new();
    let mut bytes = 0;
    let files = files(folder)?;
    for file in &files {
        let held = fs::read(folder.join(file))?;
        bytes += held.len() as u64;
        (file, held).hash(&mut sum);
    }
    Ok(Contents {
        files: files.len(),
        bytes,
        sum: sum.finish(),
    })
}

/// The floor: how long it takes to read all of one folder and to copy another, which is what any program must do that
/// makes the second of the first.
pub fn copy(input: &Path, output: &Path, to: &Path) -> io::Result<Duration> {
    let start = Instant::now();
    let mut read = 0;
    for file in files(input)? {
        read += fs::read(input.join(file))?.len();
    }
    if read == 0 {
        return Err(io::Error::other("there is nothing to read"));
    }
    let mut folder = PathBuf::new();
    for file in files(output)? {
        let copy = to.join(&file);
        if let Some(parent) = copy.parent().filter(|parent| **parent != folder) {
            fs::create_dir_all(parent)?;
            folder = parent.to_owned();
        }
        fs::copy(output.join(file), copy)?;
    }
    Ok(start.elapsed())
}

//! Files that are copied as they are: pictures, documents, films.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// A file that is copied as it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct StaticFile {
    /// Relative to `content/` or to `static/`, its parts joined by `/`, composed (Unicode NFC).
    pub path: String,
    /// Where it is on this machine.
    pub file: PathBuf,
    /// What tells that it has changed since the folder was read.
    pub stamp: Stamp,
}

/// A file's size in bytes and the moment of its last change, where the system knows it. A file that is gone has no
/// size: that it cannot be copied is found when it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp {
    pub size: u64,
    modified: Option<SystemTime>,
}

impl Stamp {
    pub fn of(file: &Path) -> Self {
        let metadata = std::fs::metadata(file).ok();
        Self {
            size: metadata.as_ref().map_or(0, std::fs::Metadata::len),
            modified: metadata.and_then(|metadata| metadata.modified().ok()),
        }
    }
}

impl StaticFile {
    #[must_use]
    pub fn new(path: String, file: PathBuf) -> Self {
        let stamp = Stamp::of(&file);
        Self { path, file, stamp }
    }

    /// The file from a byte on, as it is now.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn open_at(&self, start: u64) -> io::Result<impl Read + Seek + use<>> {
        let mut file = File::open(&self.file)?;
        file.seek(SeekFrom::Start(start))?;
        Ok(file)
    }

    /// All bytes of the file, as it is now.
    ///
    /// # Errors
    /// When it cannot be read, or has more bytes than `most` (`FileTooLarge`).
    pub fn read(&self, most: u64) -> io::Result<Vec<u8>> {
        read_at_most(&self.file, most)
    }

    /// A hash of what is in the file, as it is now.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn hash(&self) -> io::Result<blake3::Hash> {
        let mut hasher = blake3::Hasher::new();
        hasher.update_reader(File::open(&self.file)?)?;
        Ok(hasher.finalize())
    }
}

/// All bytes of a file. It may grow while it is read, so that its size tells nothing for certain.
///
/// # Errors
/// When it cannot be read, or has more bytes than `most` (`FileTooLarge`).
pub fn read_at_most(file: &Path, most: u64) -> io::Result<Vec<u8>> {
    let file = File::open(file)?;
    // With room for all of it, it is read in one go.
    let length = file.metadata()?.len().min(most);
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default() + 1);
    file.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    Ok(bytes)
}

//! The file that says that a folder is ours, and what we wrote into it.
//!
//! ```text
//! This folder was made by playbook, and each build replaces it as a whole.
//! edition: public
//! images/photo.jpg                    each file, by its name
//! images/photo.jpg.800.1f3c.jpg
//!                                     an empty line, when all of them are written
//! 48213 9d1c… images/photo.jpg.800.1f3c.jpg
//! ```
//!
//! The last part says of each copy of a picture how long it is and what its bytes hash to: the next build takes over those that are
//! still so. It is not known when the files' names are written, which is before any of the files is, so that what a killed build
//! leaves is known to be ours.

use crate::edition::Readers;
use blake3::Hash;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::io;
use std::path::{Component, Path};

/// The marker's name in the output.
pub const NAME: &str = ".playbook";

const FIRST_LINE: &str = "This folder was made by playbook, and each build replaces it as a whole.";

/// What a marker says.
#[derive(Debug, PartialEq, Eq)]
pub struct Marker {
    /// The edition that the folder holds, by name.
    pub edition: String,
    /// The files beside the marker, relative to the folder.
    pub files: BTreeSet<String>,
    /// What those of the files are that the next build may take over.
    pub copies: Copies,
}

/// What copies of pictures are, by their names.
pub type Copies = BTreeMap<String, Imprint>;

/// What tells a file from all others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Imprint {
    pub length: u64,
    pub hash: Hash,
}

impl Imprint {
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self {
            length: bytes.len() as u64,
            hash: blake3::hash(bytes),
        }
    }
}

impl Marker {
    #[must_use]
    pub fn new(readers: Readers, files: impl IntoIterator<Item = String>) -> Self {
        Self {
            edition: readers.name().to_owned(),
            files: files.into_iter().collect(),
            copies: Copies::new(),
        }
    }

    /// The folders that the files lie in, each before those in it.
    #[must_use]
    pub fn folders(&self) -> BTreeSet<&str> {
        self.files
            .iter()
            .flat_map(|file| file.match_indices('/').map(|(at, _)| &file[..at]))
            .collect()
    }

    #[must_use]
    pub fn text(&self) -> String {
        let mut text = format!("{FIRST_LINE}\nedition: {}\n", self.edition);
        for file in &self.files {
            text.push_str(file);
            text.push('\n');
        }
        text
    }

    /// What is added to the text when all files are written.
    #[must_use]
    pub fn text_of(copies: &Copies) -> String {
        let mut text = String::from("\n");
        for (file, Imprint { length, hash }) in copies {
            // A text takes whatever is written into it.
            let _ = writeln!(text, "{length} {hash} {file}");
        }
        text
    }

    /// Reads the marker of a folder; none when it has none, or one that is not ours.
    ///
    /// # Errors
    /// When there is one and it cannot be read.
    pub fn read(folder: &Path) -> io::Result<Option<Self>> {
        let path = folder.join(NAME);
        match fs::symlink_metadata(&path) {
            Ok(metadata) if metadata.is_file() => {}
            Ok(_) => return Ok(None),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        }
        let bytes = fs::read(&path)?;
        Ok(Self::parse(&String::from_utf8_lossy(&bytes)))
    }

    /// Reads what a marker says; none when it is not ours.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        if lines.next() != Some(FIRST_LINE) {
            return None;
        }
        let edition = lines.next()?.strip_prefix("edition: ")?.to_owned();
        let files: BTreeSet<String> = lines
            .by_ref()
            .take_while(|line| !line.is_empty())
            .map(str::to_owned)
            .collect();
        let copies = lines.filter_map(copy).collect();
        // A marker that somebody wrote by hand must not make us delete what lies elsewhere.
        files
            .iter()
            .all(|file| stays_inside(file))
            .then_some(Self { edition, files, copies })
    }
}

/// What a line says of a copy; none when it was cut off, or is of another program.
fn copy(line: &str) -> Option<(String, Imprint)> {
    let mut parts = line.splitn(3, ' ');
    let length = parts.next()?.parse().ok()?;
    let hash = Hash::from_hex(parts.next()?).ok()?;
    Some((parts.next()?.to_owned(), Imprint { length, hash }))
}

fn stays_inside(file: &str) -> bool {
    !file.is_empty()
        && Path::new(file)
            .components()
            .all(|part| matches!(part, Component::Normal(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_marker_is_read_as_it_was_written() {
        let marker = Marker::new(Readers::Public, ["b.html".into(), "a/c.html".into()]);
        assert_eq!(Marker::parse(&marker.text()).as_ref(), Some(&marker));
        let copies = Copies::from([
            ("a b.jpg".into(), Imprint::of(b"x")),
            ("c.jpg".into(), Imprint::of(b"")),
        ]);
        let text = marker.text() + &Marker::text_of(&copies);
        assert_eq!(Marker::parse(&text), Some(Marker { copies, ..marker }));
    }

    #[test]
    fn a_marker_that_was_cut_off_is_ours_and_vouches_for_nothing_that_it_does_not_say() {
        let marker = Marker::new(Readers::Public, ["a.jpg".into(), "b.jpg".into()]);
        let copies = Copies::from([("a.jpg".into(), Imprint::of(b"a")), ("b.jpg".into(), Imprint::of(b"b"))]);
        let said = Marker::text_of(&copies);
        let (first, rest) = said.split_at(said.find("b.jpg").unwrap() - 10);
        assert!(!rest.is_empty());
        let read = Marker::parse(&(marker.text() + first)).unwrap();
        assert_eq!(read.files, marker.files);
        assert_eq!(read.copies.into_keys().collect::<Vec<_>>(), ["a.jpg"]);
    }

    #[test]
    fn a_marker_that_names_other_places_is_not_ours() {
        for file in ["../a", "/etc/passwd", "a/../../b"] {
            let text = format!("{FIRST_LINE}\nedition: public\n{file}\n");
            assert_eq!(Marker::parse(&text), None, "{file}");
        }
        assert_eq!(Marker::parse("something else\n"), None);
    }
}

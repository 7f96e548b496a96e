//! The file that says that a folder is ours, and what we wrote into it.

use crate::edition::Readers;
use std::collections::BTreeSet;
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
}

impl Marker {
    #[must_use]
    pub fn new(readers: Readers, files: impl IntoIterator<Item = String>) -> Self {
        Self {
            edition: readers.name().to_owned(),
            files: files.into_iter().collect(),
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
        let files: BTreeSet<String> = lines.map(str::to_owned).collect();
        // A marker that somebody wrote by hand must not make us delete what lies elsewhere.
        files
            .iter()
            .all(|file| stays_inside(file))
            .then_some(Self { edition, files })
    }
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
        assert_eq!(Marker::parse(&marker.text()), Some(marker));
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

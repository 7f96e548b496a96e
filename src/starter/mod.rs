//! Floor 7: a new playbook, and new files in one.
//!
//! 1. [`files`] are what a new playbook is made of: the starter, which comes with the program, with the school's own name in it.
//! 2. [`fresh`] makes the text of one new file: a guide, a resource, an article, a page.
//! 3. [`answers`] makes room for answers to everything that a guide asks and that has none.
//! 4. [`write`] puts files on the disk and overwrites none.

mod answers;
mod files;
mod fresh;
mod write;

pub use answers::answers;
pub use files::{Extent, Start, files, is_example};
pub use fresh::{article, guide, page, resource};
pub use write::{Refused, put, write};

/// A file that is to be written, by its path in the playbook's folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFile {
    pub path: String,
    pub bytes: Vec<u8>,
}

/// What comes to be on the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A file where there was none.
    Write(NewFile),
    /// Text at the end of a file.
    Append(NewFile),
}

impl NewFile {
    fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            bytes: text.into().into_bytes(),
        }
    }
}

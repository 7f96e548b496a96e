//! A picture or file of `content/`.

use super::Address;
use crate::picture::{Picture, Unfit};
use crate::source::StaticFile;
use std::sync::OnceLock;

/// A picture that is larger in bytes is no picture for a page; it bounds what a build needs of memory.
pub const LARGEST_PICTURE: u64 = 64 * 1024 * 1024;

/// A picture or file. It is published where a page of an edition uses it.
#[derive(Debug)]
pub struct Asset {
    pub file: StaticFile,
    pub address: Address,
    /// What the picture is, once somebody has asked: most files of a folder full of photos are never used.
    look: OnceLock<Result<Picture, Unfit>>,
}

impl Asset {
    #[must_use]
    pub fn new(file: StaticFile, address: Address) -> Self {
        Self {
            file,
            address,
            look: OnceLock::new(),
        }
    }

    /// Whether it is a picture by its name.
    #[must_use]
    pub fn is_picture(&self) -> bool {
        Picture::is_named(&self.file.path)
    }

    /// What it is as a picture, or why no page can show it. The file is read when this is first asked.
    ///
    /// # Errors
    /// Why it is no picture.
    pub fn picture(&self) -> Result<&Picture, Unfit> {
        let look = self.look.get_or_init(|| match self.file.read(LARGEST_PICTURE) {
            Ok(bytes) => Picture::read(&bytes),
            Err(error) if error.kind() == std::io::ErrorKind::FileTooLarge => Err(Unfit::TooLarge),
            Err(_) => Err(Unfit::Unreadable),
        });
        look.as_ref().map_err(|unfit| *unfit)
    }
}

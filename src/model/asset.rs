//! A picture or file of `content/`.

use super::Address;
use crate::aside::{self, Aside};
use crate::picture::{self, Form, Picture, Unfit};
use crate::source::StaticFile;
use std::collections::BTreeSet;
use std::io::Read as _;
use std::sync::OnceLock;

/// A picture that is larger in bytes is no picture for a page; it bounds what a build needs of memory.
pub const LARGEST_PICTURE: u64 = 64 * 1024 * 1024;

/// So many bytes tell a picture from other files.
const HEAD: u64 = 4096;

/// A picture or file. It is published where a page of an edition uses it.
#[derive(Debug)]
pub struct Asset {
    pub file: StaticFile,
    pub address: Address,
    /// Whether it is a picture by its name or by its first bytes, once somebody has asked.
    is_picture: OnceLock<bool>,
    /// What the picture is, once somebody has asked: most files of a folder full of photos are never used.
    look: OnceLock<Result<Picture, Unfit>>,
    /// What it holds beside what it shows, likewise.
    asides: OnceLock<BTreeSet<Aside>>,
}

impl Asset {
    #[must_use]
    pub fn new(file: StaticFile, address: Address) -> Self {
        Self {
            file,
            address,
            is_picture: OnceLock::new(),
            look: OnceLock::new(),
            asides: OnceLock::new(),
        }
    }

    /// Whether it is a picture by its name or by its first bytes: what is one is never published as it is.
    #[must_use]
    pub fn is_picture(&self) -> bool {
        *self.is_picture.get_or_init(|| {
            let mut head = Vec::new();
            let read = self
                .file
                .open_at(0)
                .and_then(|file| file.take(HEAD).read_to_end(&mut head));
            Picture::is_named(&self.file.path) || read.is_ok() && Picture::begins(&head)
        })
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

    /// What it holds beside what it shows. The file is read when this is first asked.
    #[must_use]
    pub fn asides(&self) -> &BTreeSet<Aside> {
        self.asides.get_or_init(|| {
            if self.is_picture() {
                let is_drawing = self.picture().is_ok_and(|picture| picture.form == Form::Svg);
                let drawing = is_drawing.then(|| self.file.read(LARGEST_PICTURE)).and_then(Result::ok);
                let is_off = drawing.is_some_and(|drawing| picture::has_layers_off(&drawing));
                return is_off.then_some(Aside::LayersOff).into_iter().collect();
            }
            aside::asides(&self.file.path, || self.file.open_at(0))
        })
    }
}

//! Floor 1: what a file holds beside what it shows, so that its author may have forgotten it.
//!
//! [`asides`] looks into the files of [office programs](office) and into [films](film). Nothing is taken out of them: a comment may be
//! what a file is offered for.

mod film;
mod marks;
mod office;

use std::collections::BTreeSet;
use std::io::{Read, Seek};

/// Something that is not seen in a file, or not any more, and that everyone who has the file can see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Aside {
    Comments,
    /// What was deleted or added while changes were tracked.
    Changes,
    HiddenSheets,
    HiddenSlides,
    /// Those of a drawing.
    LayersOff,
    /// Where a film was taken, or a voice.
    Place,
}

impl Aside {
    /// What people call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Comments => "comments",
            Self::Changes => "tracked changes",
            Self::HiddenSheets => "hidden sheets",
            Self::HiddenSlides => "hidden slides",
            Self::LayersOff => "layers that are switched off",
            Self::Place => "the place where it was recorded",
        }
    }

    /// How it is taken out.
    #[must_use]
    pub fn fix(self) -> &'static str {
        match self {
            Self::Comments => "delete all comments (in Word, under Review) and save the file again",
            Self::Changes => "accept all changes (in Word, under Review) and save the file again",
            Self::HiddenSheets => "show the sheets, by a right click on the name of one, and delete them",
            Self::HiddenSlides => "delete the slides",
            Self::LayersOff => "delete the layers in the program that it was drawn with, or export it as PNG",
            Self::Place => {
                "on an iPhone, share it to your files without its location, under Options; other programs take it out at export"
            }
        }
    }
}

/// What is found in a file, which is known by its ending. Nothing in one of another form, or that cannot be read.
pub fn asides<F: Read + Seek>(path: &str, open: impl FnOnce() -> std::io::Result<F>) -> BTreeSet<Aside> {
    let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    let ending = ending.unwrap_or_default();
    let look = if office::ENDINGS.contains(&ending.as_str()) {
        office::asides
    } else if film::ENDINGS.contains(&ending.as_str()) {
        film::asides
    } else {
        return BTreeSet::new();
    };
    open().map(look).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Aside, asides};
    use std::io::{self, Cursor};

    #[test]
    fn a_file_is_looked_into_by_its_ending() {
        let film = b"\0\0\0\x18moov\0\0\0\x10udta\0\0\0\x08\xa9xyz";
        let open = || Ok(Cursor::new(&film[..]));
        for path in ["a.mp4", "clips/Our PLC.MOV"] {
            assert_eq!(
                asides(path, open).into_iter().collect::<Vec<_>>(),
                [Aside::Place],
                "{path}"
            );
        }
        for path in ["mp4", "a.mp4.pdf", "a.docx", ""] {
            assert!(asides(path, open).is_empty(), "{path}");
        }
        let gone = || Err::<Cursor<&[u8]>, _>(io::ErrorKind::NotFound.into());
        assert!(asides("a.mp4", gone).is_empty());
    }
}

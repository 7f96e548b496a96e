//! Playbooks to measure: as large as is asked for, the same each time, with something of everything.
//!
//! 1. A [`Corpus`] says what stands on each page, in no format; [`words`] has its text.
//! 2. [`playbook`] writes it as this program reads it, and [`hugo`] and [`mdbook`] as others do.

pub mod hugo;
pub mod mdbook;
pub mod playbook;
mod words;

use image::{ImageFormat, Rgb, RgbImage};
use std::fs;
use std::io::{self, Cursor};
use std::path::Path;
use words::Words;

/// Guides of a series; a school that has ten thousand has two hundred series.
pub const SERIES: usize = 50;

/// Works that can be cited.
const WORKS: usize = 300;

/// Sections of a guide, and words of each, about: 700 in all.
const SECTIONS: usize = 5;
const WORDS: usize = 140;

/// So many guides, and what belongs to them.
#[derive(Clone, Copy)]
pub struct Corpus {
    pub guides: usize,
}

pub struct Guide {
    pub number: usize,
    pub title: String,
    pub summary: String,
    pub day: usize,
    pub goal: String,
    /// The first guide of a series has a picture.
    pub has_picture: bool,
    pub sections: Vec<Section>,
    pub questions: Vec<String>,
    /// To the first two questions, in every fifth guide: the first is public, the second the team's own.
    pub answers: Option<[String; 2]>,
    pub task: String,
    /// The number of the guide's resource: every tenth has one of its own, that the nine before it lead to.
    pub resource: usize,
}

pub struct Section {
    pub heading: String,
    pub paragraphs: Vec<String>,
    /// The guide that it leads to.
    pub link: usize,
    /// The work that it cites, and the page there.
    pub work: usize,
    pub page: usize,
}

pub struct Resource {
    pub number: usize,
    pub title: String,
    pub summary: String,
    pub paragraphs: Vec<String>,
    pub steps: Vec<String>,
}

pub struct Work {
    pub number: usize,
    pub family: String,
    pub other: String,
    pub title: String,
    pub year: usize,
    pub volume: usize,
}

impl Corpus {
    pub fn guide(self, number: usize) -> Guide {
        let mut words = Words::of(number);
        let section = |words: &mut Words| Section {
            heading: words.words(4),
            paragraphs: (0..3).map(|_| words.text(WORDS / 3)).collect(),
            link: words.below(self.guides),
            work: words.below(WORKS),
            page: 1 + words.below(20),
        };
        Guide {
            number,
            title: format!("{} {number}", words.words(3)),
            summary: words.text(12),
            day: 1 + number % 28,
            goal: words.text(20),
            has_picture: number.is_multiple_of(SERIES),
            sections: (0..SECTIONS).map(|_| section(&mut words)).collect(),
            questions: (0..3).map(|_| format!("{}?", words.words(9))).collect(),
            answers: number.is_multiple_of(5).then(|| [words.text(30), words.text(30)]),
            task: words.text(10),
            resource: number / 10,
        }
    }

    pub fn guides(self) -> impl Iterator<Item = Guide> {
        (0..self.guides).map(move |number| self.guide(number))
    }

    pub fn resources(self) -> impl Iterator<Item = Resource> {
        (0..self.guides.div_ceil(10)).map(|number| {
            let mut words = Words::of(1_000_000 + number);
            Resource {
                number,
                title: format!("{} {number}", words.words(3)),
                summary: words.text(12),
                paragraphs: (0..3).map(|_| words.text(60)).collect(),
                steps: (0..6).map(|_| words.text(12)).collect(),
            }
        })
    }

    pub fn series(self) -> usize {
        self.guides.div_ceil(SERIES)
    }
}

pub fn works() -> impl Iterator<Item = Work> {
    (0..WORKS).map(work)
}

pub fn work(number: usize) -> Work {
    let mut words = Words::of(2_000_000 + number);
    Work {
        number,
        family: words.words(1),
        other: words.words(1),
        title: words.words(8),
        year: 1990 + number % 30,
        volume: 1 + number % 40,
    }
}

/// The picture of a series, as a camera would write it.
pub fn picture(series: usize) -> Vec<u8> {
    let shade = |value: u32| u8::try_from(value % 256).unwrap_or(0);
    let turn = u32::try_from(series).unwrap_or(0) * 40;
    let picture = RgbImage::from_fn(1200, 800, |x, y| {
        Rgb([shade(x / 5 + turn), shade(y / 4), shade((x + y) / 8)])
    });
    let mut bytes = Cursor::new(Vec::new());
    let written = picture.write_to(&mut bytes, ImageFormat::Jpeg);
    written.expect("a picture can be written into memory");
    bytes.into_inner()
}

/// The folder of a guide's series, and its own name.
pub fn names(number: usize) -> (String, String) {
    let (series, step) = (number / SERIES + 1, number % SERIES + 1);
    (
        format!("{series:03}-series-{series}"),
        format!("{step:02}-guide-{number}"),
    )
}

/// Writes a file and the folders that it needs.
fn put(root: &Path, path: &str, bytes: impl AsRef<[u8]>) -> io::Result<()> {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap_or(root))?;
    fs::write(path, bytes)
}

//! The index as files: scripts that hand their part to the search once they are loaded.
//!
//! `search/index.js` says what the others hold. `search/words-<n>.js` has the words between two others, each with where it is;
//! `search/pages-<n>.js` has the titles and texts of some pages. Whoever searches loads the index, the file or two in which the
//! words would be, and those of the pages that are shown. Each file names the version of the whole: parts of two builds are
//! never taken for one.

use super::index::{Index, Postings};
use super::labels::Labels;
use super::numbers::{digit, number};
use super::part::Part;
use super::shown::ShownPage;
use crate::model::Address;
use crate::theme::Theme;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::Serialize;
use std::ops::Range;

/// A file of the index.
#[derive(Debug)]
pub struct SearchFile {
    pub address: Address,
    pub bytes: Vec<u8>,
}

/// What `search/index.js` holds.
#[derive(Serialize)]
struct Manifest {
    /// How many entries each page has, as numbers.
    entries: String,
    /// How many pages each file of pages has, as numbers.
    pages: String,
    /// The first word of each file of words.
    words: Vec<String>,
    /// What results are called, by the numbers that the pages' files use.
    labels: Vec<String>,
    /// How many results there are, in words, from none on; at the end, that there are more than are shown.
    counts: Vec<String>,
    /// The last line of the suggestions, which leads to all.
    all: String,
    /// The version of the whole.
    version: String,
}

/// The most results that are shown: the search page has so many, the suggestions fewer.
const RESULTS: u32 = 30;

/// The size of a file of words, in bytes before compression.
const WORDS_FILE: usize = 14 * 1024;

/// The size of a file of pages: of small sites, so that the first results need little; of large ones, so that the files
/// do not become too many.
const PAGES_FILE: Range<usize> = 4 * 1024..24 * 1024;

/// How many files of pages there should be at most, as far as their size allows.
const PAGES_FILES: usize = 200;

/// What stands in each file for the version until that of the whole is known.
const NO_VERSION: &str = "00000000";

/// Writes the files of the index of what was found.
pub fn files(parts: Vec<Part>, pages: Vec<ShownPage>, labels: Labels, theme: &Theme) -> Vec<SearchFile> {
    let mut entries = String::new();
    for page in &pages {
        number(u32::try_from(page.entries).unwrap_or(u32::MAX), &mut entries);
    }
    let (of_words, (counted, of_pages)) = rayon::join(|| files_of_words(&Index::of(parts)), || files_of_pages(pages));
    let (words, of_words): (Vec<String>, Vec<Script>) = of_words.into_iter().unzip();
    let mut manifest = Manifest {
        entries,
        pages: counted,
        words,
        labels: labels.names,
        counts: (0..=RESULTS)
            .map(|number| theme.string("search-count", Some(number)))
            .chain([theme.string("search-best", Some(RESULTS))])
            .collect(),
        all: theme.string("search-all", None),
        version: String::new(),
    };
    let mut scripts: Vec<Script> = of_words.into_iter().chain(of_pages).collect();
    let mut hasher = blake3::Hasher::new();
    hasher.update(json(&manifest).as_bytes());
    for script in &scripts {
        hasher.update(script.hash.as_bytes());
    }
    let version = &hasher.finalize().to_hex()[..NO_VERSION.len()];
    version.clone_into(&mut manifest.version);
    scripts.push(Script::of("index".into(), &manifest));
    scripts.into_iter().map(|script| script.of_version(version)).collect()
}

fn json(value: &impl Serialize) -> String {
    // Texts and numbers can always be written.
    serde_json::to_string(value).unwrap_or_default()
}

/// A file while it is written.
struct Script {
    name: String,
    bytes: Vec<u8>,
    /// Of the bytes: a hash of hashes is made by several threads, one of all bytes by one.
    hash: blake3::Hash,
}

impl Script {
    /// A script that hands over a value, which is written as JSON.
    fn new(name: String, write: impl FnOnce(&mut Vec<u8>)) -> Self {
        let mut bytes = format!("playbookSearchPart(\"{name}\",\"{NO_VERSION}\",").into_bytes();
        write(&mut bytes);
        bytes.extend_from_slice(b");\n");
        bytes.shrink_to_fit();
        let hash = blake3::hash(&bytes);
        Self { name, bytes, hash }
    }

    /// As [`new`](Self::new), of a value that is in memory.
    fn of(name: String, value: &impl Serialize) -> Self {
        // Texts and numbers can always be written.
        Self::new(name, |bytes| drop(serde_json::to_writer(bytes, value)))
    }

    /// The version is written over what stands for it, so that no file is copied for it.
    fn of_version(mut self, version: &str) -> SearchFile {
        let at = "playbookSearchPart(\"\",\"".len() + self.name.len();
        self.bytes[at..at + version.len()].copy_from_slice(version.as_bytes());
        SearchFile {
            address: Address::new(format!("search/{}.js", self.name)),
            bytes: self.bytes,
        }
    }
}

/// Files of pages, and how many pages each has.
fn files_of_pages(pages: Vec<ShownPage>) -> (String, Vec<Script>) {
    let total: usize = pages.iter().map(|page| page.json.len()).sum();
    let size = (total / PAGES_FILES).clamp(PAGES_FILE.start, PAGES_FILE.end);
    let mut files: Vec<Vec<ShownPage>> = Vec::new();
    let mut room = 0;
    for page in pages {
        let bytes = page.json.len() + 1;
        match files.last_mut().filter(|_| room > 0) {
            Some(file) => file.push(page),
            None => {
                files.push(vec![page]);
                room = size;
            }
        }
        room = room.saturating_sub(bytes);
    }
    let mut counted = String::new();
    for file in &files {
        number(u32::try_from(file.len()).unwrap_or(u32::MAX), &mut counted);
    }
    let scripts = files.into_par_iter().enumerate().map(|(at, pages)| {
        Script::new(format!("pages-{at}"), |bytes| {
            for (at, page) in pages.iter().enumerate() {
                bytes.push(if at == 0 { b'[' } else { b',' });
                bytes.extend_from_slice(page.json.as_bytes());
            }
            bytes.push(b']');
        })
    });
    (counted, scripts.collect())
}

/// Files of words, each with its first word.
///
/// A file has its words' forms in their order, which stem each form has (how many stems before the last new one; 0 for a
/// new one, which comes next), and where the stems are. A stem whose forms lie in two files is in both.
fn files_of_words(index: &Index) -> Vec<(String, Script)> {
    let postings: Vec<String> = index.stems.par_iter().map(written).collect();
    let mut files = Vec::new();
    let mut file = WordsPart::default();
    for (form, stem) in &index.forms {
        // The stems of one form stay together.
        if file.size >= WORDS_FILE && file.forms.last() != Some(&form.as_str()) {
            files.push(std::mem::take(&mut file));
        }
        file.add(form, *stem, &postings);
    }
    if !file.forms.is_empty() {
        files.push(file);
    }
    let files = files.into_par_iter().enumerate();
    files.map(|(at, file)| file.finish(at)).collect()
}

#[derive(Default)]
struct WordsPart<'i> {
    forms: Vec<&'i str>,
    stems: String,
    postings: Vec<&'i str>,
    /// The stems that are there, by their numbers in the index.
    numbers: FxHashMap<u32, usize>,
    size: usize,
}

impl<'i> WordsPart<'i> {
    fn add(&mut self, form: &'i str, stem: u32, postings: &'i [String]) {
        let count = self.postings.len();
        let at = *self.numbers.entry(stem).or_insert(count);
        if at == count {
            let written = postings[stem as usize].as_str();
            self.size += written.len() + 1;
            self.postings.push(written);
        }
        self.size += form.len() + 2;
        self.forms.push(form);
        number(u32::try_from(count - at).unwrap_or(u32::MAX), &mut self.stems);
    }

    fn finish(self, at: usize) -> (String, Script) {
        let first = self.forms.first().copied().unwrap_or_default().to_owned();
        let parts = (self.forms.join(" "), self.stems, self.postings.join(" "));
        (first, Script::of(format!("words-{at}"), &parts))
    }
}

/// How many pages a word is in and the best of its entries, each as how far it is from the one before; behind a dot the word's
/// weight in each.
fn written(postings: &Postings) -> String {
    let mut out = String::new();
    number(postings.pages, &mut out);
    let mut before = 0;
    for posting in &postings.best {
        number(posting.number() - before, &mut out);
        before = posting.number();
    }
    out.push('.');
    for posting in &postings.best {
        digit(posting.weight(), &mut out);
    }
    out
}

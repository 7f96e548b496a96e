//! The index as files: scripts that hand their part to the search once they are loaded.
//!
//! `search/index.js` says what the others hold. `search/words-<n>.js` has the words between two others, each with where it is;
//! `search/pages-<n>.js` has the titles and texts of some pages. Whoever searches loads the index, the file or two in which the
//! words would be, and those of the pages that are shown. Each file names the version of the whole: parts of two builds are
//! never taken for one.

use super::entry::{Entry, EntryKind, FoundPage};
use super::index::{Index, Postings};
use super::numbers::{digit, number};
use crate::model::{Address, fragment};
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
    /// How many results there are, in words, from none on.
    counts: Vec<String>,
    /// The last line of the suggestions, which leads to all.
    all: String,
    /// The version of the whole.
    version: String,
}

/// A page as its file has it: address, title, label, its own text, its places.
#[derive(Serialize)]
struct PageLine<'p>(&'p str, &'p str, usize, &'p str, Vec<PlaceLine<'p>>);

/// A place: the end of its address, title, label, text.
#[derive(Serialize)]
struct PlaceLine<'p>(String, &'p str, usize, &'p str);

/// The most results that are shown: the search page has so many, the suggestions fewer.
const RESULTS: u32 = 30;

/// The size of a file of words, in bytes before compression.
const WORDS_FILE: usize = 14 * 1024;

/// The size of a file of pages: of small sites, so that the first results need little; of large ones, so that the files
/// do not become too many.
const PAGES_FILE: Range<usize> = 4 * 1024..24 * 1024;

/// How many files of pages there should be at most, as far as their size allows.
const PAGES_FILES: usize = 200;

/// How much of a text is kept to be shown, in characters: where a longer one has the word further down, its beginning is shown.
const SHOWN: usize = 400;

/// Writes the files of an index.
pub fn files(pages: &[FoundPage], index: &Index, theme: &Theme) -> Vec<SearchFile> {
    let (labels, lines) = lines(pages, theme);
    let of_words = files_of_words(index);
    let (counted, of_pages) = files_of_pages(&lines);
    let mut entries = String::new();
    for page in pages {
        number(u32::try_from(page.entries.len()).unwrap_or(u32::MAX), &mut entries);
    }
    let mut manifest = Manifest {
        entries,
        pages: counted,
        words: of_words.iter().map(|(first, _)| first.clone()).collect(),
        labels,
        counts: (0..=RESULTS)
            .map(|number| theme.string("search-count", Some(number)))
            .collect(),
        all: theme.string("search-all", None),
        version: String::new(),
    };
    let of_words = of_words.into_iter().enumerate();
    let of_words = of_words.map(|(number, (_, json))| (format!("words-{number}"), json));
    let of_pages = of_pages.into_iter().enumerate();
    let of_pages = of_pages.map(|(number, json)| (format!("pages-{number}"), json));
    let mut parts: Vec<(String, String)> = of_words.chain(of_pages).collect();
    let mut hasher = blake3::Hasher::new();
    hasher.update(json(&manifest).as_bytes());
    for (_, part) in &parts {
        hasher.update(part.as_bytes());
    }
    hasher.finalize().to_hex()[..8].clone_into(&mut manifest.version);
    parts.push(("index".into(), json(&manifest)));
    let files = parts.into_par_iter().map(|(name, part)| SearchFile {
        bytes: format!(
            "playbookSearchPart({},{},{part});\n",
            json(&name),
            json(&manifest.version)
        )
        .into_bytes(),
        address: Address::new(format!("search/{name}.js")),
    });
    files.collect()
}

fn json(value: &(impl Serialize + ?Sized)) -> String {
    // Texts and numbers can always be written.
    serde_json::to_string(value).unwrap_or_default()
}

/// What is shown of every page, and the labels that it uses.
fn lines<'p>(pages: &'p [FoundPage], theme: &Theme) -> (Vec<String>, Vec<PageLine<'p>>) {
    let mut labels: Vec<String> = Vec::new();
    let mut numbers: FxHashMap<(String, Option<&'static str>), usize> = FxHashMap::default();
    let mut label = |kind: EntryKind, private: Option<&'static str>| {
        let key = (kind.string().unwrap_or_default(), private);
        *numbers.entry(key).or_insert_with_key(|(key, private)| {
            let private = private.map(|why| format!(" · {}", theme.string(&format!("private-{why}"), None)));
            labels.push(format!("{}{}", theme.string(key, None), private.unwrap_or_default()));
            labels.len() - 1
        })
    };
    let lines = pages.iter().map(|page| {
        let mut places = page.entries.iter();
        let own = places.next().map_or("", |entry| entry.text.as_str());
        let own = if page.summary.is_empty() {
            own
        } else {
            page.summary.as_str()
        };
        let places = places.map(|entry: &Entry| {
            let kind = if entry.kind == EntryKind::Section {
                page.kind
            } else {
                entry.kind
            };
            let label = label(kind, page.private.or(entry.private));
            PlaceLine(fragment(&entry.anchor), &entry.title, label, shown(&entry.text))
        });
        let places = places.collect();
        PageLine(
            &page.href,
            &page.title,
            label(page.kind, page.private),
            shown(own),
            places,
        )
    });
    let lines = lines.collect();
    (labels, lines)
}

/// The beginning of a text, to the end of a word.
pub fn shown(text: &str) -> &str {
    let end = match text.as_bytes().get(..SHOWN) {
        None => return text,
        // Most texts: a character is a byte.
        Some(beginning) if beginning.is_ascii() => Some(SHOWN).filter(|end| *end < text.len()),
        Some(_) => text.char_indices().nth(SHOWN).map(|(end, _)| end),
    };
    end.map_or(text, |end| &text[..text[..end].rfind(' ').unwrap_or(end)])
}

/// Files of pages, and how many pages each has.
fn files_of_pages(lines: &[PageLine]) -> (String, Vec<String>) {
    let lines: Vec<String> = lines.par_iter().map(json).collect();
    let total: usize = lines.iter().map(String::len).sum();
    let size = (total / PAGES_FILES).clamp(PAGES_FILE.start, PAGES_FILE.end);
    let mut counted = String::new();
    let mut files: Vec<String> = Vec::new();
    let mut pages = 0;
    let mut file = String::new();
    for (at, line) in lines.iter().enumerate() {
        file.push(if file.is_empty() { '[' } else { ',' });
        file.push_str(line);
        pages += 1;
        if file.len() >= size || at + 1 == lines.len() {
            file.push(']');
            files.push(std::mem::take(&mut file));
            number(std::mem::take(&mut pages), &mut counted);
        }
    }
    (counted, files)
}

/// Files of words, each with its first word.
///
/// A file has its words' forms in their order, which stem each form has (how many stems before the last new one; 0 for a
/// new one, which comes next), and where the stems are. A stem whose forms lie in two files is in both.
fn files_of_words(index: &Index) -> Vec<(String, String)> {
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
    files.into_par_iter().map(WordsPart::finish).collect()
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

    fn finish(self) -> (String, String) {
        let first = self.forms.first().copied().unwrap_or_default().to_owned();
        let parts = (self.forms.join(" "), self.stems, self.postings.join(" "));
        (first, json(&parts))
    }
}

/// How many pages a word is in and the best of its entries, each as how far it is from the one before; behind a dot the word's
/// weight in each.
fn written(postings: &Postings) -> String {
    let mut out = String::new();
    number(postings.pages, &mut out);
    let mut before = 0;
    for (entry, _) in &postings.best {
        number(entry - before, &mut out);
        before = *entry;
    }
    out.push('.');
    for (_, weight) in &postings.best {
        digit(*weight, &mut out);
    }
    out
}

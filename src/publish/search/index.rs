//! Which words are in which entries, and how much each says of an entry.
//!
//! The weight of a word in an entry is that of BM25 (Robertson and Zaragoza, 2009) with fields: an occurrence in a title says
//! more than one in a text, an occurrence in a long field less than one in a short field, and the tenth less than the second.
//! How rare a word is, the reader's browser reckons from the number of pages that have it.
//!
//! 1. Some pages at a time are cut into words; a word is read and stemmed when it is met for the first time. Synonyms
//!    stand beside what they mean.
//! 2. What several threads found is put together in the order of the pages.
//! 3. Of a word that is nearly everywhere, the entries that it says most of are kept: it tells the others apart no more.

use super::entry::{EntryKind, FoundPage};
use super::numbers::BASE;
use super::words::Words;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

/// Every form of a word, and where the word is.
#[derive(Debug)]
pub struct Index {
    /// Sorted as a browser sorts texts, by units of UTF-16; each with the number of its stem. A form may have several.
    pub forms: Vec<(String, u32)>,
    /// By the numbers of the stems.
    pub stems: Vec<Postings>,
}

/// The entries that a word is in.
#[derive(Debug, Default)]
pub struct Postings {
    /// How many pages they are in.
    pub pages: u32,
    /// The best of them in their order, each with the word's weight in it, from 1 to 63.
    pub best: Vec<(u32, u8)>,
}

/// How many entries are kept of a word.
const MOST: usize = 300;

/// How many pages a thread takes at once: many, since each thread meets every word for the first time.
const AT_ONCE: usize = 256;

/// BM25: how soon further occurrences say less.
const SATURATION: f32 = 1.0;

/// A part of an entry: what an occurrence of a word in it weighs, and how many words are usual.
///
/// The usual lengths are fixed rather than counted, so that no page's weights depend on the others.
#[derive(Clone, Copy)]
struct Field {
    weight: f32,
    usual: f32,
    /// How much the length counts, from 0 to 1 (`b` of BM25).
    slope: f32,
}

const fn field(weight: f32, usual: f32, slope: f32) -> Field {
    Field { weight, usual, slope }
}

const PAGE_TITLE: Field = field(9.0, 4.0, 0.5);
const SUMMARY: Field = field(3.0, 15.0, 0.5);
/// What a page is found by though its text does not say it.
const ALSO: Field = field(1.5, 3.0, 0.3);
/// The title of the page that a place is in.
const CONTEXT: Field = field(1.5, 4.0, 0.5);
const TEXT: Field = field(1.0, 60.0, 0.4);

/// What a place is worth beside others with the same words: a page that speaks of something goes before a work that is
/// called so.
fn worth(kind: EntryKind) -> f32 {
    match kind {
        EntryKind::Work => 0.3,
        _ => 1.0,
    }
}

fn title_of(kind: EntryKind) -> Field {
    match kind {
        EntryKind::Section => field(5.0, 4.0, 0.5),
        EntryKind::Question | EntryKind::Answer | EntryKind::Task => field(4.0, 12.0, 0.5),
        EntryKind::Work => field(2.5, 8.0, 0.5),
        _ => PAGE_TITLE,
    }
}

impl Index {
    /// Reads all pages; nothing when it is not wanted any more before that is done. `synonyms` are ways to say one thing:
    /// where a text says one of them, it is found by the others too.
    pub fn new(
        pages: &[FoundPage],
        words: Words,
        synonyms: &[Vec<String>],
        is_wanted: &(impl Fn() -> bool + Sync),
    ) -> Option<Self> {
        let parts = pages.par_chunks(AT_ONCE).map(|pages| {
            is_wanted().then(|| {
                let mut part = Part::new(words, synonyms);
                for page in pages {
                    part.page(page);
                }
                part
            })
        });
        let parts: Vec<Part> = parts.collect::<Option<_>>()?;
        let mut numbers: FxHashMap<String, u32> = FxHashMap::default();
        let mut forms: FxHashSet<(String, u32)> = FxHashSet::default();
        let mut all: Vec<Postings> = Vec::new();
        let mut before = 0;
        for part in parts {
            let mut global = vec![0; part.postings.len()];
            let mut stems: Vec<(String, u32)> = part.stems.into_iter().collect();
            stems.sort_unstable_by_key(|(_, local)| *local);
            for (stem, local) in stems {
                let next = u32::try_from(all.len()).ok()?;
                let number = *numbers.entry(stem).or_insert(next);
                if number == next {
                    all.push(Postings::default());
                }
                global[local as usize] = number;
            }
            for (local, postings) in part.postings.into_iter().enumerate() {
                let stem = &mut all[global[local] as usize];
                stem.pages += postings.pages;
                let moved = postings.best.into_iter();
                stem.best.extend(moved.map(|(entry, weight)| (before + entry, weight)));
            }
            forms.extend(
                part.forms
                    .into_iter()
                    .map(|(form, local)| (form, global[local as usize])),
            );
            before += part.entries;
        }
        let mut forms: Vec<(String, u32)> = forms.into_iter().collect();
        forms.par_sort_unstable_by(|a, b| a.0.encode_utf16().cmp(b.0.encode_utf16()).then(a.1.cmp(&b.1)));
        Some(Self {
            forms,
            stems: all.into_par_iter().map(Postings::kept).collect(),
        })
    }
}

impl Postings {
    /// The best of all entries.
    fn kept(mut self) -> Self {
        if self.best.len() > MOST {
            self.best
                .select_nth_unstable_by_key(MOST, |(entry, weight)| (u8::MAX - weight, *entry));
            self.best.truncate(MOST);
            self.best.sort_unstable();
        }
        self
    }
}

/// What was found on some pages.
struct Part<'p> {
    words: Words,
    /// The stems of every word that was met, as it stands in the texts: a range of `of_words`.
    met: FxHashMap<&'p str, (usize, usize)>,
    of_words: Vec<u32>,
    stems: FxHashMap<String, u32>,
    forms: FxHashSet<(String, u32)>,
    /// By the numbers of the stems: entries, counted from the first of these pages.
    postings: Vec<Postings>,
    entries: u32,
    /// How many entries there were before the page that is being read.
    before: u32,
    /// What each stem weighs in the entry that is being read.
    weights: Vec<f32>,
    /// The stems of that entry.
    touched: Vec<u32>,
    /// Ways to say one thing, each as stems.
    synonyms: Vec<Vec<Vec<u32>>>,
}

impl<'p> Part<'p> {
    fn new(words: Words, synonyms: &'p [Vec<String>]) -> Self {
        let mut part = Self {
            words,
            met: FxHashMap::default(),
            of_words: Vec::new(),
            stems: FxHashMap::default(),
            forms: FxHashSet::default(),
            postings: Vec::new(),
            entries: 0,
            before: 0,
            weights: Vec::new(),
            touched: Vec::new(),
            synonyms: Vec::new(),
        };
        for ways in synonyms {
            let ways = ways.iter().map(|way| part.read(way)).filter(|way| !way.is_empty());
            let ways = ways.collect();
            part.synonyms.push(ways);
        }
        part
    }

    fn page(&mut self, page: &'p FoundPage) {
        let title = self.read(&page.title);
        self.before = self.entries;
        for (number, entry) in page.entries.iter().enumerate() {
            if number == 0 {
                self.add(&title, PAGE_TITLE);
                self.add_text(&page.summary, SUMMARY);
                self.add_text(&page.also, ALSO);
            } else {
                self.add_text(&entry.title, title_of(entry.kind));
                self.add(&title, CONTEXT);
            }
            self.add_text(&entry.text, TEXT);
            self.finish(entry.kind);
        }
    }

    fn add_text(&mut self, text: &'p str, field: Field) {
        let stems = self.read(text);
        self.add(&stems, field);
    }

    fn add(&mut self, stems: &[u32], field: Field) {
        // Lengths are small: nothing is lost.
        #[expect(clippy::cast_precision_loss)]
        let length = stems.len() as f32;
        let weight = field.weight / (1.0 - field.slope + field.slope * length / field.usual);
        for stem in stems {
            self.weigh(*stem, weight);
        }
        for stem in self.said_otherwise(stems) {
            self.weigh(stem, weight);
        }
    }

    fn weigh(&mut self, stem: u32, weight: f32) {
        let sum = &mut self.weights[stem as usize];
        if *sum == 0.0 {
            self.touched.push(stem);
        }
        *sum += weight;
    }

    /// The words in which something is not said, but could be.
    fn said_otherwise(&self, stems: &[u32]) -> Vec<u32> {
        let mut others = Vec::new();
        for ways in &self.synonyms {
            for said in ways {
                let times = stems.windows(said.len()).filter(|words| words == said).count();
                for other in ways.iter().filter(|other| *other != said) {
                    others.extend(other.iter().copied().cycle().take(times * other.len()));
                }
            }
        }
        others
    }

    /// The stems of a text's words, in their order.
    fn read(&mut self, text: &'p str) -> Vec<u32> {
        let mut stems = Vec::new();
        Words::cut(text, |word| {
            let (start, end) = match self.met.get(word) {
                Some(range) => *range,
                None => self.meet(word),
            };
            stems.extend_from_slice(&self.of_words[start..end]);
        });
        stems
    }

    fn meet(&mut self, word: &'p str) -> (usize, usize) {
        let start = self.of_words.len();
        for read in self.words.read(word) {
            let next = u32::try_from(self.postings.len()).unwrap_or(u32::MAX);
            let number = *self.stems.entry(read.stem).or_insert(next);
            if number == next {
                self.postings.push(Postings::default());
                self.weights.push(0.0);
            }
            self.forms.insert((read.form, number));
            self.of_words.push(number);
        }
        let range = (start, self.of_words.len());
        self.met.insert(word, range);
        range
    }

    /// Ends an entry: what its words weigh is kept.
    fn finish(&mut self, kind: EntryKind) {
        for stem in self.touched.drain(..) {
            let sum = std::mem::take(&mut self.weights[stem as usize]);
            let share = worth(kind) * sum / (SATURATION + sum) * f32::from(BASE - 1);
            // Between 0 and 63.
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            let weight = share.ceil() as u8;
            let postings = &mut self.postings[stem as usize];
            // Entries rise, so a page that has the word already has it in the last one.
            let is_known = postings.best.last().is_some_and(|(entry, _)| *entry >= self.before);
            postings.pages += u32::from(!is_known);
            postings.best.push((self.entries, weight.max(1)));
        }
        self.entries += 1;
    }
}

//! Some pages, read by one thread: which words they have, and what each says of an entry.
//!
//! What is found is written down in the order in which it is found and put in order once, at the end: a list that grows for
//! each word would cost more than reading does.

use super::entry::{EntryKind, FoundPage};
use super::met::Met;
use super::numbers::BASE;
use super::words::Words;
use rustc_hash::FxHashMap;
use std::ops::Range;

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
const ALSO: Field = field(0.9, 3.0, 0.3);
/// The title of the page that a place is in.
const CONTEXT: Field = field(1.5, 4.0, 0.5);
const TEXT: Field = field(1.0, 60.0, 0.4);

/// What a place is worth beside others with the same words: a page that speaks of something goes before a work that is
/// called so.
fn worth(kind: EntryKind) -> f32 {
    match kind {
        EntryKind::Work => 0.2,
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

/// What was found on some pages. Stems are numbered in the order in which the pages have them, entries from the first one of
/// these pages.
#[derive(Debug)]
pub struct Part {
    pub stems: Vec<String>,
    /// Forms of words with their stems.
    pub forms: Vec<(String, u32)>,
    /// How many pages each stem is on.
    pub pages: Vec<u32>,
    /// How many entries there are.
    pub entries: u32,
    /// By the stems, where their entries begin in `postings`, and where the last ones end.
    starts: Vec<u32>,
    /// Entries, each with the weight of the stem in it.
    postings: Vec<(u32, u8)>,
}

impl Part {
    /// Reads pages; nothing when it is not wanted any more before that is done.
    pub fn read(
        pages: &[FoundPage],
        words: Words,
        synonyms: &[Vec<String>],
        is_wanted: &impl Fn() -> bool,
    ) -> Option<Self> {
        let mut reading = Reading::new(words, synonyms);
        for page in pages {
            is_wanted().then(|| reading.page(page))?;
        }
        Some(reading.end())
    }

    /// The entries that a stem is in, in their order.
    pub fn entries_with(&self, stem: u32) -> &[(u32, u8)] {
        let [start, end] = [stem, stem + 1].map(|at| self.starts[at as usize] as usize);
        &self.postings[start..end]
    }
}

/// Pages while they are read.
struct Reading<'p> {
    words: Words,
    /// The stems of every word that was met, as it stands in the texts: a range of `of_words`.
    met: Met<'p>,
    of_words: Vec<u32>,
    numbers: FxHashMap<String, u32>,
    forms: Vec<(String, u32)>,
    /// By the numbers of the stems.
    seen: Vec<Seen>,
    /// Stem, entry and weight, in the order of the entries.
    found: Vec<(u32, u32, u8)>,
    entries: u32,
    /// How many entries there were before the page that is being read.
    before: u32,
    /// The stems of the entry that is being read.
    touched: Vec<u32>,
    /// Ways to say one thing, each as stems.
    synonyms: Vec<Vec<Vec<u32>>>,
}

/// What is known of a stem.
#[derive(Clone, Copy, Default)]
struct Seen {
    /// What it weighs in the entry that is being read.
    weight: f32,
    pages: u32,
    entries: u32,
    /// How many entries there were once the last one that it is in had been read.
    last: u32,
}

impl<'p> Reading<'p> {
    fn new(words: Words, synonyms: &'p [Vec<String>]) -> Self {
        let mut reading = Self {
            words,
            met: Met::default(),
            of_words: Vec::new(),
            numbers: FxHashMap::default(),
            forms: Vec::new(),
            seen: Vec::new(),
            found: Vec::new(),
            entries: 0,
            before: 0,
            touched: Vec::new(),
            synonyms: Vec::new(),
        };
        for ways in synonyms {
            let ways = ways.iter().map(|way| reading.read(way)).filter(|way| !way.is_empty());
            let ways = ways.collect();
            reading.synonyms.push(ways);
        }
        reading
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
        let sum = &mut self.seen[stem as usize].weight;
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
            let range = self.met.get(word).unwrap_or_else(|| self.meet(word));
            stems.extend_from_slice(&self.of_words[range]);
        });
        stems
    }

    fn meet(&mut self, word: &'p str) -> Range<usize> {
        let start = self.of_words.len();
        for read in self.words.read(word) {
            let next = u32::try_from(self.seen.len()).unwrap_or(u32::MAX);
            let number = *self.numbers.entry(read.stem).or_insert(next);
            if number == next {
                self.seen.push(Seen::default());
            }
            self.forms.push((read.form, number));
            self.of_words.push(number);
        }
        let range = start..self.of_words.len();
        self.met.insert(word, range.clone());
        range
    }

    /// Ends an entry: what its words weigh is kept.
    fn finish(&mut self, kind: EntryKind) {
        for stem in self.touched.drain(..) {
            let seen = &mut self.seen[stem as usize];
            let sum = std::mem::take(&mut seen.weight);
            let share = worth(kind) * sum / (SATURATION + sum) * f32::from(BASE - 1);
            // Between 0 and 63.
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            let weight = share.ceil() as u8;
            seen.pages += u32::from(seen.last <= self.before);
            seen.entries += 1;
            seen.last = self.entries + 1;
            self.found.push((stem, self.entries, weight.max(1)));
        }
        self.entries += 1;
    }

    /// Puts what was found in the order of the stems.
    fn end(self) -> Part {
        let mut stems = vec![String::new(); self.seen.len()];
        for (stem, number) in self.numbers {
            stems[number as usize] = stem;
        }
        let mut starts = Vec::with_capacity(self.seen.len() + 1);
        let mut total = 0;
        for seen in &self.seen {
            starts.push(total);
            total += seen.entries;
        }
        let mut next = starts.clone();
        starts.push(total);
        let mut postings = vec![(0, 0); self.found.len()];
        for (stem, entry, weight) in self.found {
            let at = &mut next[stem as usize];
            postings[*at as usize] = (entry, weight);
            *at += 1;
        }
        Part {
            stems,
            forms: self.forms,
            pages: self.seen.iter().map(|seen| seen.pages).collect(),
            entries: self.entries,
            starts,
            postings,
        }
    }
}

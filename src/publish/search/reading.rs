//! Pages while one thread reads them: which words they have, what each says of an entry, and what is shown of them.
//!
//! What is found is written down in the order in which it is found and put in order once, at the end: a list that grows for
//! each word would cost more than reading does.

use super::entry::{EntryKind, FoundPage};
use super::harvest::Harvest;
use super::labels::Labels;
use super::met::{Met, Stems};
use super::numbers::BASE;
use super::part::Part;
use super::shown::{Shower, ShownPage};
use super::weighed::Weighed;
use super::words::{Words, as_browsers_do};
use rustc_hash::FxHashMap;
use std::mem;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How many pages a thread takes at once.
const AT_ONCE: usize = 16;

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

/// How pages are read.
pub struct Means<'m> {
    pub words: Words,
    pub labels: &'m Labels,
    /// Ways to say one thing.
    pub synonyms: &'m [Vec<String>],
}

/// Pages that follow each other, as they were read.
pub struct Lot {
    /// How many lots come before it.
    pub number: usize,
    /// What is shown of each of its pages.
    pub shown: Vec<ShownPage>,
    /// The stems of its entries and what they weigh, entry by entry. A list for each lot: one for all would be copied whenever
    /// it has no more room, and need it twice while it is.
    found: Vec<Weighed>,
    /// Where each entry ends in them.
    ends: Vec<usize>,
}

impl Lot {
    /// How many entries its pages have.
    pub fn entries(&self) -> u32 {
        u32::try_from(self.ends.len()).unwrap_or(u32::MAX)
    }
}

/// What was found on the pages that one thread read. Stems are numbered in the order in which it met them.
pub struct Reading {
    pub lots: Vec<Lot>,
    words: Words,
    /// Every word that was met, as it stands in the texts.
    met: Met,
    /// The stems of words that have none or several.
    lists: Vec<Vec<u32>>,
    numbers: FxHashMap<String, u32>,
    forms: Vec<(String, u32)>,
    /// By the numbers of the stems.
    seen: Vec<Seen>,
    /// Of the lot that is being read.
    found: Vec<Weighed>,
    ends: Vec<usize>,
    /// How many entries were read.
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

impl Reading {
    /// Reads pages, lot by lot, as long as there are some that no other thread has taken; `next` is the number of the next
    /// lot. Nothing when it is not wanted any more before that is done.
    pub fn of_some(
        harvest: &Harvest,
        means: &Means,
        next: &AtomicUsize,
        is_wanted: &impl Fn() -> bool,
    ) -> Option<Self> {
        let mut reading = Self::new(means);
        let mut shower = Shower::new(means.labels);
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let pages = harvest.pages().skip(number * AT_ONCE).take(AT_ONCE);
            let mut shown = Vec::with_capacity(pages.len());
            for page in pages {
                is_wanted().then_some(())?;
                let page = harvest.page(page);
                reading.page(&page);
                shown.push(shower.page(&page));
            }
            if shown.is_empty() {
                return Some(reading);
            }
            // The next lot will have about as many.
            let room = reading.found.len() + reading.found.len() / 8;
            reading.lots.push(Lot {
                number,
                shown,
                found: mem::replace(&mut reading.found, Vec::with_capacity(room)),
                ends: mem::take(&mut reading.ends),
            });
        }
    }

    fn new(means: &Means) -> Self {
        let mut reading = Self {
            words: means.words,
            met: Met::default(),
            lists: Vec::new(),
            numbers: FxHashMap::default(),
            forms: Vec::new(),
            seen: Vec::new(),
            found: Vec::new(),
            ends: Vec::new(),
            entries: 0,
            before: 0,
            touched: Vec::new(),
            synonyms: Vec::new(),
            lots: Vec::new(),
        };
        for ways in means.synonyms {
            let ways = ways.iter().map(|way| reading.read(way)).filter(|way| !way.is_empty());
            let ways = ways.collect();
            reading.synonyms.push(ways);
        }
        reading
    }

    fn page(&mut self, page: &FoundPage) {
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

    fn add_text(&mut self, text: &str, field: Field) {
        let stems = self.read(text);
        self.add(&stems, field);
    }

    fn add(&mut self, stems: &[u32], field: Field) {
        #[expect(clippy::cast_precision_loss, reason = "lengths are small: nothing is lost")]
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
    fn read(&mut self, text: &str) -> Vec<u32> {
        let mut stems = Vec::new();
        Words::cut(text, |word| {
            match self.met.get(word).unwrap_or_else(|| self.meet(word)) {
                Stems::One(stem) => stems.push(stem),
                Stems::List(list) => stems.extend_from_slice(&self.lists[list as usize]),
            }
        });
        stems
    }

    fn meet(&mut self, word: &str) -> Stems {
        let read = self.words.read(word).into_iter();
        let numbers: Vec<u32> = read
            .map(|read| {
                let next = u32::try_from(self.seen.len()).unwrap_or(u32::MAX);
                let number = *self.numbers.entry(read.stem).or_insert(next);
                if number == next {
                    self.seen.push(Seen::default());
                }
                self.forms.push((read.form, number));
                number
            })
            .collect();
        let stems = match numbers[..] {
            [number] => Stems::One(number),
            _ => {
                self.lists.push(numbers);
                Stems::List(u32::try_from(self.lists.len() - 1).unwrap_or(u32::MAX))
            }
        };
        self.met.insert(word, stems);
        stems
    }

    /// Ends an entry: what its words weigh is kept.
    fn finish(&mut self, kind: EntryKind) {
        self.entries = self.entries.saturating_add(1);
        for stem in self.touched.drain(..) {
            let seen = &mut self.seen[stem as usize];
            let sum = mem::take(&mut seen.weight);
            let share = worth(kind) * sum / (SATURATION + sum) * f32::from(BASE - 1);
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a share is between 0 and 63"
            )]
            let weight = share.ceil() as u8;
            seen.pages += u32::from(seen.last <= self.before);
            seen.entries += 1;
            seen.last = self.entries;
            self.found.push(Weighed::new(stem, weight.max(1)));
        }
        self.ends.push(self.found.len());
    }

    /// Puts what was found in the order of the stems. `firsts` are the numbers of the lots' first entries in the whole site.
    pub fn end(mut self, firsts: &[u32]) -> Part {
        let mut stems = vec![String::new(); self.seen.len()];
        for (stem, number) in self.numbers {
            stems[number as usize] = stem;
        }
        let stem = |number: u32| &stems[number as usize];
        self.forms
            .sort_unstable_by(|a, b| as_browsers_do(&a.0, &b.0).then_with(|| stem(a.1).cmp(stem(b.1))));
        let mut starts = Vec::with_capacity(self.seen.len() + 1);
        let mut total = 0;
        for seen in &self.seen {
            starts.push(total);
            total += seen.entries as usize;
        }
        let mut next = starts.clone();
        starts.push(total);
        let mut postings = vec![Weighed::default(); total];
        for lot in self.lots {
            let mut start = 0;
            for (entry, end) in (firsts[lot.number]..).zip(lot.ends) {
                for found in &lot.found[start..end] {
                    let next = &mut next[found.number() as usize];
                    postings[*next] = Weighed::new(entry, found.weight());
                    *next += 1;
                }
                start = end;
            }
        }
        Part {
            stems,
            forms: self.forms,
            pages: self.seen.iter().map(|seen| seen.pages).collect(),
            starts,
            postings,
        }
    }
}

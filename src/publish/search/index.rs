//! Which words are in which entries, and how much each says of an entry.
//!
//! The weight of a word in an entry is that of BM25 (Robertson and Zaragoza, 2009) with fields: an occurrence in a title says
//! more than one in a text, an occurrence in a long field less than one in a short field, and the tenth less than the second.
//! How rare a word is, the reader's browser reckons from the number of pages that have it.
//!
//! 1. Each thread reads its share of the pages, one after the other: a page is harvested, cut into words, and what is shown of it
//!    kept. A word is stemmed when it is met for the first time. Synonyms stand beside what they mean.
//! 2. What they found is put together in the order of the pages.
//! 3. Of a word that is nearly everywhere, the entries that it says most of are kept: it tells the others apart no more.

use super::harvest::Harvest;
use super::part::{Means, Part};
use super::posting::Posting;
use super::shown::ShownPage;
use super::words::as_browsers_do;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::mem;
use std::ops::Range;

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
    /// The best of them in their order.
    pub best: Vec<Posting>,
}

/// How many entries are kept of a word.
const MOST: usize = 300;

/// How many words a thread takes at least: fewer are not worth meeting every word for the first time once more.
const AT_ONCE: usize = 4000;

/// Reads all pages, and says what is shown of each; nothing when it is not wanted any more before that is done.
pub fn read(
    harvest: &Harvest,
    means: &Means,
    is_wanted: &(impl Fn() -> bool + Sync),
) -> Option<(Index, Vec<ShownPage>)> {
    // How pages are divided shows nowhere: words are numbered in the order in which the pages have them.
    let shares = shares(harvest.words(), rayon::current_num_threads());
    let parts = shares.into_par_iter();
    let parts = parts.map(|pages| Part::read(harvest, pages, means, is_wanted));
    let mut parts: Vec<Part> = parts.collect::<Option<_>>()?;
    let index = Index::of(&mut parts)?;
    let shown = parts.iter_mut().flat_map(|part| mem::take(&mut part.shown));
    Some((index, shown.collect()))
}

/// Divides pages into as many shares, with about as many words in each.
fn shares(words: impl Iterator<Item = usize>, count: usize) -> Vec<Range<usize>> {
    // A page has a title at least.
    let words: Vec<usize> = words.map(|words| words + 1).collect();
    let share = words.iter().sum::<usize>().div_ceil(count).max(AT_ONCE);
    let (mut shares, mut start, mut taken) = (Vec::new(), 0, 0);
    for (at, of_page) in words.iter().enumerate() {
        taken += of_page;
        if taken >= share || at + 1 == words.len() {
            shares.push(start..at + 1);
            (start, taken) = (at + 1, 0);
        }
    }
    shares
}

impl Index {
    /// Puts together what was found in parts of a site, and takes their forms; none where it has more words than can be
    /// numbered.
    fn of(parts: &mut [Part]) -> Option<Self> {
        let mut numbers: FxHashMap<&str, u32> = FxHashMap::default();
        // For each stem, the parts that have it, with its number there.
        let mut in_parts: Vec<Vec<(usize, u32)>> = Vec::new();
        // For each part, the numbers of its stems in the whole.
        let mut in_whole: Vec<Vec<u32>> = Vec::new();
        for (number_of_part, part) in parts.iter().enumerate() {
            let mut of_part = Vec::with_capacity(part.stems.len());
            for (stem, local) in part.stems.iter().zip(0..) {
                let next = u32::try_from(in_parts.len()).ok()?;
                let number = *numbers.entry(stem).or_insert(next);
                if number == next {
                    in_parts.push(Vec::with_capacity(parts.len()));
                }
                in_parts[number as usize].push((number_of_part, local));
                of_part.push(number);
            }
            in_whole.push(of_part);
        }
        let mut forms: Vec<(String, u32)> = Vec::new();
        for (part, in_whole) in parts.iter_mut().zip(in_whole) {
            let of_part = mem::take(&mut part.forms).into_iter();
            forms.extend(of_part.map(|(form, stem)| (form, in_whole[stem as usize])));
        }
        // Each part's are sorted, and this sort takes what is sorted as it is.
        forms.sort_by(|a, b| as_browsers_do(&a.0, &b.0).then(a.1.cmp(&b.1)));
        forms.dedup();
        let parts = &*parts;
        Some(Self {
            forms,
            stems: in_parts
                .into_par_iter()
                .map(|stem| Postings::gathered(&stem, parts))
                .collect(),
        })
    }
}

impl Postings {
    /// What parts of the site have of a stem, in their order: the best of all entries.
    fn gathered(stem: &[(usize, u32)], parts: &[Part]) -> Self {
        let mut all = Self::default();
        let mut before = 0;
        let mut places = stem.iter().peekable();
        for (number, part) in parts.iter().enumerate() {
            if let Some((_, local)) = places.next_if(|(of_part, _)| *of_part == number) {
                let entries = part.entries_with(*local).iter();
                all.best.extend(entries.map(|posting| posting.behind(before)));
                all.pages += part.pages[*local as usize];
            }
            before += part.entries;
        }
        all.kept()
    }

    fn kept(mut self) -> Self {
        if self.best.len() > MOST {
            self.best
                .select_nth_unstable_by_key(MOST, |posting| (u8::MAX - posting.weight(), posting.entry()));
            self.best.truncate(MOST);
            self.best.sort_unstable();
        }
        self
    }
}

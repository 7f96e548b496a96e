//! Which words are in which entries, and how much each says of an entry.
//!
//! The weight of a word in an entry is that of BM25 (Robertson and Zaragoza, 2009) with fields: an occurrence in a title says
//! more than one in a text, an occurrence in a long field less than one in a short field, and the tenth less than the second.
//! How rare a word is, the reader's browser reckons from the number of pages that have it.
//!
//! 1. Threads [read](Reading) pages, one after the other: a page is harvested, cut into words, and what is shown of it kept. A word is
//!    stemmed when it is met for the first time. Synonyms stand beside what they mean.
//! 2. When all pages are read, their entries are numbered, and each thread puts what it found in order: a [`Part`].
//! 3. The parts are put together.
//! 4. Of a word that is nearly everywhere, the entries that it says most of are kept: it tells the others apart no more.

use super::harvest::Harvest;
use super::part::Part;
use super::reading::{Lot, Means, Reading};
use super::shown::ShownPage;
use super::weighed::Weighed;
use super::words::as_browsers_do;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::mem;
use std::sync::atomic::AtomicUsize;

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
    pub best: Vec<Weighed>,
}

/// How many entries are kept of a word.
const MOST: usize = 300;

/// Reads all pages: what each thread found, and what is shown of each page; nothing when it is not wanted any more before that is done.
pub fn read(
    harvest: &Harvest,
    means: &Means,
    is_wanted: &(impl Fn() -> bool + Sync),
) -> Option<(Vec<Part>, Vec<ShownPage>)> {
    // Which thread reads a page shows nowhere: entries are numbered when all are read, and words stand in the order of their
    // letters.
    let next = AtomicUsize::new(0);
    let readings = (0..rayon::current_num_threads()).into_par_iter().with_max_len(1);
    let readings = readings.map(|_| Reading::of_some(harvest, means, &next, is_wanted));
    let mut readings: Vec<Reading> = readings.collect::<Option<_>>()?;
    let lots = readings.iter_mut().flat_map(|reading| &mut reading.lots);
    let mut lots: Vec<&mut Lot> = lots.collect();
    lots.sort_unstable_by_key(|lot| lot.number);
    let mut entries = 0_u32;
    let (mut shown, mut firsts) = (Vec::new(), Vec::new());
    for lot in lots {
        shown.append(&mut lot.shown);
        firsts.push(entries);
        entries = entries.checked_add(lot.entries())?;
    }
    let parts = readings.into_par_iter().with_max_len(1);
    let parts: Vec<Part> = parts.map(|reading| reading.end(&firsts)).collect();
    Some((parts, shown))
}

impl Index {
    /// Puts together what was found by each thread. A site has fewer words than can be numbered.
    pub fn of(mut parts: Vec<Part>) -> Self {
        let of_parts: Vec<Vec<(String, u32)>> = parts.iter_mut().map(|part| mem::take(&mut part.forms)).collect();
        let mut numbers: FxHashMap<&str, u32> = FxHashMap::default();
        // For each stem, its letters, and the parts that have it, with its number there.
        let mut stems: Vec<(&str, Vec<(&Part, u32)>)> = Vec::new();
        let mut forms: Vec<(String, u32)> = Vec::new();
        for (part, of_part) in parts.iter().zip(of_parts) {
            let mut in_whole = Vec::with_capacity(part.stems.len());
            for (stem, local) in part.stems.iter().zip(0..) {
                let next = u32::try_from(stems.len()).unwrap_or(u32::MAX);
                let number = *numbers.entry(stem).or_insert(next);
                if number == next {
                    stems.push((stem, Vec::with_capacity(parts.len())));
                }
                stems[number as usize].1.push((part, local));
                in_whole.push(number);
            }
            forms.extend(of_part.into_iter().map(|(form, stem)| (form, in_whole[stem as usize])));
        }
        let stem = |number: u32| stems[number as usize].0;
        let sort = || {
            // Each part's are sorted, and this sort takes what is sorted as it is.
            forms.sort_by(|a, b| as_browsers_do(&a.0, &b.0).then_with(|| stem(a.1).cmp(stem(b.1))));
            forms.dedup();
            forms
        };
        let gather = || {
            stems
                .par_iter()
                .map(|(_, in_parts)| Postings::gathered(in_parts))
                .collect()
        };
        let (forms, stems) = rayon::join(sort, gather);
        Self { forms, stems }
    }
}

impl Postings {
    /// What was found of a stem: the best of all its entries.
    fn gathered(in_parts: &[(&Part, u32)]) -> Self {
        let mut all = Self::default();
        for (part, stem) in in_parts {
            all.best.extend(part.entries_with(*stem));
            all.pages += part.pages[*stem as usize];
        }
        if all.best.len() > MOST {
            all.best
                .select_nth_unstable_by_key(MOST, |posting| (u8::MAX - posting.weight(), posting.number()));
            all.best.truncate(MOST);
            all.best.shrink_to_fit();
        }
        all.best.sort_unstable();
        all
    }
}

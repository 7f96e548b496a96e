//! What keeps two works apart in a text.
//!
//! 1. First authors of one family name and different initials have their initials (APA 7, section 8.20).
//! 2. Works of three or more authors and one year that would shorten alike have so many names written that they
//!    differ; “et al.” never stands for a single name (8.18).
//! 3. Works whose citation would still be the same have letters, in the order of the list (8.19).

use super::{dates, names};
use crate::model::{Name, Reference};
use std::collections::{BTreeMap, HashMap, HashSet};

/// How one work is told from the others of its edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Distinction {
    /// Whether the first author is written with initials.
    pub with_initials: bool,
    /// How many names are written before “et al.”
    pub names: usize,
    /// From 0 for `a`; none for most.
    pub letter: Option<usize>,
}

/// The distinctions of works, which are in the order of the list.
pub fn of(works: &[&Reference]) -> Vec<Distinction> {
    let with_initials = first_authors_of_one_name(works);
    let mut distinctions: Vec<Distinction> = works
        .iter()
        .map(|reference| Distinction {
            with_initials: first_author(reference).is_some_and(|name| with_initials.contains(name.family.as_str())),
            names: 1,
            letter: None,
        })
        .collect();
    set_names(works, &mut distinctions);
    set_letters(works, &mut distinctions);
    distinctions
}

/// Abbreviations of groups that stand for more than one of them.
pub fn ambiguous_abbreviations<'e>(works: &[&'e Reference]) -> HashSet<&'e str> {
    let mut groups: HashMap<&str, &str> = HashMap::new();
    let mut ambiguous = HashSet::new();
    for reference in works {
        if let (Some(short), [group]) = (&reference.abbreviation, reference.credited().list.as_slice()) {
            let first = groups.entry(short).or_insert(&group.family);
            if *first != group.family {
                ambiguous.insert(short.as_str());
            }
        }
    }
    ambiguous
}

fn first_author(reference: &Reference) -> Option<&Name> {
    reference.credited().list.first()
}

/// Family names that first authors with different initials share.
fn first_authors_of_one_name<'e>(works: &[&'e Reference]) -> HashSet<&'e str> {
    let mut initials: HashMap<&str, String> = HashMap::new();
    let mut shared = HashSet::new();
    let people = works.iter().filter_map(|reference| first_author(reference));
    for name in people.filter(|name| !name.given.is_empty()) {
        let own = name.initials();
        let first = initials.entry(&name.family).or_insert_with(|| own.clone());
        if *first != own {
            shared.insert(name.family.as_str());
        }
    }
    shared
}

/// Lists of three or more names, sorted: whom a list has most in common with stands beside it.
fn set_names(works: &[&Reference], distinctions: &mut [Distinction]) {
    type Shared<'e> = BTreeMap<Vec<String>, Vec<usize>>;
    let mut by_start: BTreeMap<(String, String), Shared> = BTreeMap::new();
    for (index, reference) in works.iter().enumerate() {
        let list = &reference.credited().list;
        if list.len() < 3 {
            continue;
        }
        let mut shown: Vec<String> = list.iter().map(|name| name.family.clone()).collect();
        if distinctions[index].with_initials {
            shown[0] = names::with_initials(&list[0]);
        }
        let start = (shown[0].clone(), dates::year(reference.issued, None));
        let alike = by_start.entry(start).or_default();
        alike.entry(shown).or_default().push(index);
    }
    for alike in by_start.values().filter(|alike| alike.len() > 1) {
        let lists: Vec<(&Vec<String>, &Vec<usize>)> = alike.iter().collect();
        for (at, (list, indexes)) in lists.iter().enumerate() {
            let before = at.checked_sub(1).map_or(0, |at| in_common(lists[at].0, list));
            let after = lists.get(at + 1).map_or(0, |(next, _)| in_common(next, list));
            for index in *indexes {
                distinctions[*index].names = before.max(after) + 1;
            }
        }
    }
}

/// How many names two lists begin with alike.
fn in_common(one: &[String], other: &[String]) -> usize {
    one.iter().zip(other).take_while(|(a, b)| a == b).count()
}

fn set_letters(works: &[&Reference], distinctions: &mut [Distinction]) {
    let mut alike: HashMap<(String, String), Vec<usize>> = HashMap::new();
    for (index, reference) in works.iter().enumerate() {
        let names = names::in_text(reference, &distinctions[index], "&").text();
        let year = dates::year_in_text(reference, None);
        alike.entry((names, year)).or_default().push(index);
    }
    for indexes in alike.values().filter(|indexes| indexes.len() > 1) {
        for (letter, index) in indexes.iter().enumerate() {
            distinctions[*index].letter = Some(letter);
        }
    }
}

//! Citations in a text (APA 7, sections 8.10 to 8.28).
//!
//! 1. Works in one pair of parentheses stand in the order of the list; a prefix begins a group that keeps its place,
//!    as `see also` does (8.12). A group with a year whose name stands in the sentence stays as it was written.
//! 2. Works of the same authors, all of them, beside each other share the names, unless a place in one of them is named
//!    (8.12).
//! 3. Within parentheses of the writer's own there are no others: the year of a name stands between commas (8.11), and what
//!    commas cannot part in square brackets (6.9).
//! 4. A group that has an abbreviation is written out when a text names it first (8.21).

use super::{Apa, Work, names};
use crate::cite::{Mentioned, Pieces, RichText, as_written};
use crate::model::{Citation, CitationForm, Cited, Following, Locator, LocatorUnit};

pub fn in_text<'e>(apa: &Apa<'e>, citation: &'e Citation, mentioned: &mut Mentioned) -> Pieces<'e> {
    let mut writer = Writer {
        apa,
        mentioned,
        pieces: Pieces::default(),
        marks: match citation.in_parentheses {
            None => ("(", ")"),
            Some(Following::Words | Following::Nothing) => ("[", "]"),
            Some(Following::Alone) => ("", ""),
        },
    };
    match (citation.form, citation.works.as_slice()) {
        (CitationForm::Narrative, [first, rest @ ..]) => match citation.in_parentheses {
            // A possessive, or a year behind a name that stands there already, has no place for the commas.
            Some(following) if !citation.is_possessive && !first.year_only && writer.work(first).is_some() => {
                writer.parenthetical(&citation.works);
                writer.pieces.words(match following {
                    Following::Words => ",",
                    Following::Nothing | Following::Alone => "",
                });
            }
            _ => writer.narrative(first, rest, citation),
        },
        (_, works) => {
            let (open, close) = writer.marks;
            writer.pieces.words(open);
            writer.parenthetical(works);
            writer.pieces.words(close);
        }
    }
    writer.pieces
}

struct Writer<'w, 'e> {
    apa: &'w Apa<'e>,
    mentioned: &'w mut Mentioned,
    pieces: Pieces<'e>,
    /// What a citation begins and ends with.
    marks: (&'static str, &'static str),
}

impl<'e> Writer<'_, 'e> {
    fn work(&self, cited: &Cited) -> Option<&Work<'e>> {
        let rank = self.apa.by_key.get(cited.key.as_str())?;
        Some(&self.apa.works[*rank])
    }

    /// `Day et al. (2020, p. 3; see also Lee, 1990)`
    fn narrative(&mut self, first: &'e Cited, rest: &'e [Cited], citation: &Citation) {
        let Some(work) = self.work(first) else {
            self.pieces.words(&as_written(first));
            self.pieces.words(if citation.is_possessive { "’s" } else { "" });
            return;
        };
        let mut words = RichText::default();
        let mut year = year(work, first);
        if !first.year_only {
            match self.abbreviation(work) {
                Some((full, short, true)) => {
                    words.push(full);
                    year = format!("{short}, {year}");
                }
                Some((_, short, false)) => words.push(short),
                None => words.append(work.in_sentence.clone()),
            }
            // The year stands between the name and what belongs to it (8.11).
            if citation.is_possessive {
                words.make_possessive();
            }
            words.push(" ");
        }
        // A particle begins a sentence with a capital letter, as every word does (6.14).
        if citation.begins_sentence {
            words.begin_with_capital();
        }
        let (open, close) = self.marks;
        words.push(open);
        words.push(&year);
        self.mention(first);
        let closing = if first.suffix.is_empty() && rest.is_empty() {
            close
        } else {
            ""
        };
        words.push(closing);
        self.pieces.work(&first.key, words);
        self.pieces.words(&first.suffix);
        if !rest.is_empty() {
            self.pieces.words("; ");
            self.parenthetical(rest);
        }
        if closing.is_empty() {
            self.pieces.words(close);
        }
    }

    fn parenthetical(&mut self, works: &'e [Cited]) {
        for (number, group) in groups(works).into_iter().enumerate() {
            if number > 0 {
                self.pieces.words("; ");
            }
            let prefix = &group[0].prefix;
            if !prefix.is_empty() {
                self.pieces.words(prefix);
                self.pieces.words(" ");
            }
            let mut group = group;
            // A year alone belongs to the name before it in the sentence, and would be read with another elsewhere.
            if !group.iter().any(|cited| cited.year_only) {
                group.sort_by_key(|cited| self.apa.by_key.get(cited.key.as_str()).copied().unwrap_or(usize::MAX));
            }
            let mut before: Option<&Cited> = None;
            for cited in group {
                let shares_names = before.is_some_and(|before| self.share_names(before, cited));
                if before.is_some() {
                    self.pieces.words(if shares_names { ", " } else { "; " });
                }
                self.one(cited, shares_names);
                before = Some(cited);
            }
        }
    }

    /// Whether two works beside each other are of the same people, so that the second is a year alone. Works that
    /// shorten alike need not be: `Day et al.` may hide other names in each.
    fn share_names(&self, one: &Cited, other: &Cited) -> bool {
        let is_bare = |cited: &Cited| cited.locator.is_none() && cited.suffix.is_empty() && !cited.year_only;
        let (Some(first), Some(second)) = (self.work(one), self.work(other)) else {
            return false;
        };
        is_bare(one)
            && is_bare(other)
            && names::are_same(first.reference.credited(), second.reference.credited())
            && first.in_parentheses == second.in_parentheses
    }

    /// `Day et al., 2020, p. 3`
    fn one(&mut self, cited: &'e Cited, year_alone: bool) {
        let Some(work) = self.work(cited) else {
            self.pieces.words(&as_written(cited));
            return;
        };
        let mut words = RichText::default();
        let mut year = year(work, cited);
        if !year_alone && !cited.year_only {
            match self.abbreviation(work) {
                Some((full, short, true)) => words.push(&format!("{full} [{short}]")),
                Some((_, short, false)) => words.push(short),
                None => words.append(work.in_parentheses.clone()),
            }
            if names::is_quoted(work.reference) {
                words.comma_within_quotes();
                year.insert(0, ' ');
            } else {
                words.push(", ");
            }
        }
        words.push(&year);
        self.mention(cited);
        self.pieces.work(&cited.key, words);
        self.pieces.words(&cited.suffix);
    }

    /// A group's name and abbreviation, and whether this text names it for the first time.
    fn abbreviation(&self, work: &Work<'e>) -> Option<(&'e str, &'e str, bool)> {
        let short = work.reference.abbreviation.as_deref()?;
        let [group] = work.reference.credited().list.as_slice() else {
            return None;
        };
        let is_first = !self.mentioned.0.contains(&group.family);
        (!self.apa.ambiguous.contains(short)).then_some((group.family.as_str(), short, is_first))
    }

    fn mention(&mut self, cited: &Cited) {
        let group = self.work(cited).and_then(|work| {
            let group = work.reference.credited().list.first()?;
            (work.reference.abbreviation.is_some() && !cited.year_only).then(|| group.family.clone())
        });
        self.mentioned.0.extend(group);
    }
}

/// The year and the place in the work.
fn year(work: &Work, cited: &Cited) -> String {
    let mut year = work.year.clone();
    if let Some(place) = &cited.locator {
        year.push_str(&locator(place));
    }
    year
}

/// Works with the prefix that stands before them; one that is cited through another stays with it (8.6).
fn groups(works: &[Cited]) -> Vec<Vec<&Cited>> {
    let mut groups: Vec<Vec<&Cited>> = Vec::new();
    for cited in works {
        match groups.last_mut() {
            Some(group) if cited.prefix.is_empty() && !group[0].prefix.contains("cited in") => group.push(cited),
            _ => groups.push(vec![cited]),
        }
    }
    groups
}

/// A place within a work, with the comma before it (APA 7, section 8.13).
pub fn locator(locator: &Locator) -> String {
    let value = &locator.value;
    let are_many = [", ", "–", "&", " and "].iter().any(|joint| value.contains(joint)) || value.ends_with('f');
    let (one, many) = match locator.unit {
        LocatorUnit::Page => ("p. ", "pp. "),
        LocatorUnit::Paragraph => ("para. ", "paras. "),
        LocatorUnit::Chapter => ("Chapter ", "Chapters "),
        LocatorUnit::Section => ("Section ", "Sections "),
        LocatorUnit::Part => ("Part ", "Parts "),
        LocatorUnit::Figure => ("Figure ", "Figures "),
        LocatorUnit::Table => ("Table ", "Tables "),
        LocatorUnit::Slide => ("Slide ", "Slides "),
        LocatorUnit::Volume => ("Vol. ", "Vols. "),
        LocatorUnit::Line => ("line ", "lines "),
        LocatorUnit::Verse => ("verse ", "verses "),
        LocatorUnit::Note => ("footnote ", "footnotes "),
        LocatorUnit::Time | LocatorUnit::Canonical => ("", ""),
    };
    format!(", {}{}", if are_many { many } else { one }, locator.value)
}

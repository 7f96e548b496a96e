//! Citations meet the bibliography.

use crate::edition::{Edition, Readers};
use crate::model::{Citation, CitationForm, Reference};
use crate::source::{Code, Diagnostic, Diagnostics, Span, nearest};
use std::collections::{BTreeMap, BTreeSet};

/// How many unknown keys are told which one was probably meant.
const MOST_LOOKS: usize = 100;

/// One work in a citation, in the words that are shown.
#[derive(Debug)]
pub struct CitedWork<'e> {
    pub key: &'e str,
    pub before: String,
    pub words: String,
}

/// A citation, bound.
#[derive(Debug)]
pub struct WorkUse<'e> {
    pub form: CitationForm,
    pub works: Vec<CitedWork<'e>>,
}

/// The works that an edition cites, gathered while its texts are linked.
#[derive(Debug, Default)]
pub struct Cited<'e> {
    pub references: BTreeMap<&'e str, &'e Reference>,
    unknown: Vec<(String, Span)>,
    /// Entries that cannot be read, so that a citation of them is not a second mistake.
    broken: BTreeSet<String>,
}

impl<'e> Cited<'e> {
    pub fn new(edition: &Edition<'e>) -> Self {
        let mut cited = Self::default();
        cited
            .broken
            .extend(edition.bibliography().problems.iter().map(|(key, _)| key.clone()));
        for (key, span) in &edition.settings().citations.include {
            cited.look_up(edition, key, *span);
        }
        cited
    }

    /// Binds a citation. A key that is not known is shown as it was written, and reported later.
    pub fn bind(&mut self, edition: &Edition<'e>, citation: &'e Citation, span: Span) -> WorkUse<'e> {
        let works = citation
            .works
            .iter()
            .map(|work| {
                let reference = self.look_up(edition, &work.key, span);
                let words = match reference {
                    Some(reference) => in_text(reference, citation.form, work.year_only, &work.suffix),
                    None => format!("@{}{}", work.key, work.suffix),
                };
                CitedWork {
                    key: &work.key,
                    before: if work.prefix.is_empty() {
                        String::new()
                    } else {
                        format!("{} ", work.prefix)
                    },
                    words,
                }
            })
            .collect();
        WorkUse {
            form: citation.form,
            works,
        }
    }

    fn look_up(&mut self, edition: &Edition<'e>, key: &str, span: Span) -> Option<&'e Reference> {
        if let Some((key, reference)) = edition.bibliography().references.get_key_value(key) {
            self.references.insert(key, reference);
            return Some(reference);
        }
        self.unknown.push((key.to_owned(), span));
        None
    }

    /// Reports the keys that are in no bibliography, and the mistakes in entries that the edition uses.
    pub fn report(&self, edition: &Edition<'e>, diagnostics: &mut Diagnostics) {
        let bibliography = edition.bibliography();
        // Where a part of the bibliography cannot be read, the works may be in that part.
        let is_whole = bibliography.unreadable.is_empty();
        let unknown = self
            .unknown
            .iter()
            .filter(|(key, _)| is_whole && !self.broken.contains(key));
        // Each look goes through all keys: after so many, the key is to blame no longer.
        for (number, (key, span)) in unknown.enumerate() {
            // What only the team cites must not be offered to others.
            let meant = match edition.readers() {
                _ if number >= MOST_LOOKS => None,
                Readers::Team => nearest(key, bibliography.references.keys().map(String::as_str)),
                Readers::Public | Readers::PublicWithDrafts => nearest(key, self.references.keys().copied()),
            };
            let fix = match meant {
                Some(meant) => format!("did you mean “@{meant}”?"),
                None => "add the work to references.bib, or write the key as it is there".into(),
            };
            let message = format!("There is no work with the key “{key}” in the bibliography.");
            diagnostics.push(Diagnostic::at(Code::CitationUnknown, *span, message).fix(fix));
        }
        let is_used = |key: &String| {
            self.references.contains_key(key.as_str()) || self.unknown.iter().any(|(unknown, _)| unknown == key)
        };
        let of_entries = bibliography
            .problems
            .iter()
            .filter(|(key, _)| edition.readers() == Readers::Team || is_used(key));
        diagnostics.extend(of_entries.map(|(_, problem)| problem.clone()));
    }
}

/// A plain form of a citation: names and year.
fn in_text(reference: &Reference, form: CitationForm, year_only: bool, suffix: &str) -> String {
    let year = reference.year.map_or_else(|| "n.d.".into(), |year| year.to_string());
    if year_only {
        return match form {
            CitationForm::Parenthetical => format!("{year}{suffix}"),
            CitationForm::Narrative => format!("({year}{suffix})"),
        };
    }
    let joint = match form {
        CitationForm::Parenthetical => "&",
        CitationForm::Narrative => "and",
    };
    let names = match reference.names.as_slice() {
        [] => format!("“{}”", reference.title),
        [one] => one.clone(),
        [one, two] => format!("{one} {joint} {two}"),
        [first, ..] => format!("{first} et al."),
    };
    match form {
        CitationForm::Parenthetical => format!("{names}, {year}{suffix}"),
        CitationForm::Narrative => format!("{names} ({year}{suffix})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn work(names: &[&str], year: Option<i32>) -> Reference {
        let mut sources = crate::source::Sources::default();
        let id = sources.add(crate::source::Source {
            path: "references.bib".into(),
            text: String::new(),
        });
        Reference {
            key: "key".into(),
            span: Span::start_of(id),
            names: names.iter().map(|name| (*name).to_owned()).collect(),
            byline: String::new(),
            year,
            title: "On trust".into(),
            container: None,
            publisher: None,
            url: None,
        }
    }

    /// APA 7, sections 8.11 and 8.17.
    #[test]
    fn names_and_years() {
        use CitationForm::{Narrative, Parenthetical};
        let two = work(&["Hallinger", "Murphy"], Some(1985));
        assert_eq!(in_text(&two, Parenthetical, false, ""), "Hallinger & Murphy, 1985");
        assert_eq!(
            in_text(&two, Narrative, false, ", p. 3"),
            "Hallinger and Murphy (1985, p. 3)"
        );
        assert_eq!(in_text(&two, Parenthetical, true, ""), "1985");
        let three = work(&["Liu", "Bellibaş", "Gümüş"], None);
        assert_eq!(in_text(&three, Parenthetical, false, ""), "Liu et al., n.d.");
        assert_eq!(
            in_text(&work(&[], Some(2020)), Parenthetical, false, ""),
            "“On trust”, 2020"
        );
    }
}

//! Other styles, as hayagriva has them.
//!
//! 1. Each work becomes an [`entry`] of hayagriva's.
//! 2. A driver is asked for the order of the list, and for every form that the edition needs: each work's names, and each
//!    work with each place in it that is cited. Drivers have no prefixes, suffixes or sentences, so a citation is put
//!    together from these.
//! 3. Each entry of the list is asked of a driver of its own, since what keeps citations apart would change the list too:
//!    more names, fewer names. The letter of a year is put in afterwards.
//! 4. What a driver gives is a tree, walked by [`rich`]: its own HTML neither escapes text nor avoids inline styles.

mod entry;

use super::{Entry, Pieces, RichText, as_written};
use crate::model::{Citation, CitationForm, Cited, Following, Locator, LocatorUnit, Reference};
use hayagriva::archive::{ArchivedStyle, locales};
use hayagriva::citationberg::taxonomy;
use hayagriva::citationberg::{FontStyle, IndependentStyle, Locale, Style};
use hayagriva::{
    BibliographyDriver, BibliographyItem, BibliographyRequest, CitationItem, CitationRequest, CitePurpose, ElemChild,
    ElemChildren, ElemMeta, LocatorPayload, Rendered, SpecificLocator,
};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The forms of an edition's works in one style.
pub struct Csl {
    family: Family,
    /// In the order of the list.
    order: Vec<String>,
    entries: HashMap<String, Entry>,
    /// Who is named in a sentence.
    names: HashMap<String, String>,
    /// What stands in the parentheses or brackets, by key and place.
    forms: HashMap<(String, Option<Place>), RichText>,
}

/// What a style cites with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// A number in brackets, `[1]`.
    Number,
    /// Names and year in parentheses.
    AuthorDate,
}

type Place = (LocatorUnit, String);

/// What drivers are asked with.
struct Maker<'m> {
    style: &'m IndependentStyle,
    locales: &'m [Locale],
    entries: &'m BTreeMap<&'m str, hayagriva::Entry>,
}

impl<'m> Maker<'m> {
    /// Asks a driver of its own for some items, each a citation by itself, and for the list of their works.
    fn rendered(&self, items: Vec<CitationItem<'m, hayagriva::Entry>>, numbers_before: usize) -> Rendered {
        let mut driver = BibliographyDriver::new().with_citation_number_offset(numbers_before);
        for item in items {
            driver.citation(CitationRequest::from_items(vec![item], self.style, self.locales));
        }
        driver.finish(BibliographyRequest::new(self.style, None, self.locales))
    }

    /// One work as it stands in the list.
    fn listed(&self, key: &str, number: usize) -> Option<BibliographyItem> {
        let item = CitationItem::with_entry(&self.entries[key]);
        let list = self.rendered(vec![item], number).bibliography?;
        list.items.into_iter().next()
    }
}

impl Csl {
    pub fn new(style: ArchivedStyle, family: Family, works: &[&Reference], citations: &[&Citation]) -> Self {
        let mut csl = Self {
            family,
            order: Vec::new(),
            entries: HashMap::new(),
            names: HashMap::new(),
            forms: HashMap::new(),
        };
        // Without works, its locales need not be decoded.
        if let (Style::Independent(style), false) = (style.get(), works.is_empty()) {
            csl.render(&style, works, citations);
        }
        csl
    }

    fn render(&mut self, style: &IndependentStyle, works: &[&Reference], citations: &[&Citation]) {
        let locales = locales();
        let entries: BTreeMap<&str, hayagriva::Entry> = works
            .iter()
            .map(|reference| (reference.key.as_str(), entry::entry(reference)))
            .collect();
        let maker = Maker {
            style,
            locales: &locales,
            entries: &entries,
        };
        self.order = works.iter().map(|reference| reference.key.clone()).collect();
        self.order = self.ask_forms(&maker, citations);
        // Letters are given in the order of asking, and belong in the order of the list.
        if self.order.iter().any(|key| self.letter(key).is_some()) {
            self.ask_forms(&maker, citations);
        }
        let numbered = self.order.par_iter().enumerate();
        let entries = numbered.filter_map(|(number, key)| {
            let mut item = maker.listed(key, number)?;
            if let Some(letter) = self.letter(key) {
                add_letter(&mut item.content, letter);
            }
            let label = item.first_field.map(|field| rich(&ElemChildren(vec![field])).text());
            let text = rich(&item.content);
            Some((key.clone(), Entry { label, text }))
        });
        self.entries = entries.collect();
    }

    /// Asks for each work's names and forms, in the order of the works; gives their keys in the order of the list.
    fn ask_forms(&mut self, maker: &Maker, citations: &[&Citation]) -> Vec<String> {
        let places: BTreeSet<(&str, Place)> = citations
            .iter()
            .flat_map(|citation| &citation.works)
            .filter(|cited| maker.entries.contains_key(cited.key.as_str()))
            .filter_map(|cited| Some((cited.key.as_str(), place(cited.locator.as_ref()?))))
            .collect();
        let mut items = Vec::new();
        for key in &self.order {
            items.push(CitationItem::with_entry(&maker.entries[key.as_str()]));
        }
        for key in &self.order {
            items.push(CitationItem::with_entry(&maker.entries[key.as_str()]).kind(CitePurpose::Author));
        }
        for (key, (unit, value)) in &places {
            let locator = SpecificLocator(locator(*unit), LocatorPayload::Str(value));
            items.push(CitationItem::with_locator(&maker.entries[key], Some(locator)));
        }
        let rendered = maker.rendered(items, 0);
        let mut forms = rendered.citations.iter().map(|citation| rich(&citation.citation));
        for (key, form) in self.order.iter().zip(&mut forms) {
            self.forms.insert((key.clone(), None), form);
        }
        for (key, form) in self.order.iter().zip(&mut forms) {
            let names = form.text();
            // What they did is said in the list.
            let names = names.trim_end_matches(", Eds.").trim_end_matches(", Ed.");
            if !names.is_empty() {
                self.names.insert(key.clone(), names.to_owned());
            }
        }
        for ((key, place), form) in places.into_iter().zip(&mut forms) {
            self.forms.insert((key.to_owned(), Some(place)), form);
        }
        let items = rendered.bibliography.into_iter().flat_map(|list| list.items);
        items.map(|item| item.key).collect()
    }

    /// The letter after the year in the citations of a work.
    fn letter(&self, key: &str) -> Option<char> {
        let form = self.forms.get(&(key.to_owned(), None))?.without_parentheses().text();
        let letter = form.chars().next_back().filter(char::is_ascii_lowercase)?;
        let before = form[..form.len() - 1].chars().next_back()?;
        (self.family == Family::AuthorDate && before.is_ascii_digit()).then_some(letter)
    }

    pub fn in_text<'e>(&self, citation: &'e Citation) -> Pieces<'e> {
        let mut pieces = Pieces::default();
        let is_narrative = citation.form == CitationForm::Narrative;
        let (open, joint, close) = match self.family {
            Family::Number => ("", ", ", ""),
            Family::AuthorDate if citation.in_parentheses == Some(Following::Alone) => ("", "; ", ""),
            Family::AuthorDate => ("(", "; ", ")"),
        };
        let mut is_open = false;
        for (number, cited) in citation.works.iter().enumerate() {
            let Some(form) = self.form(cited) else {
                pieces.words(&as_written(cited));
                pieces.words(if number == 0 && citation.is_possessive {
                    "’s"
                } else {
                    ""
                });
                continue;
            };
            if number > 0 {
                pieces.words(joint);
            }
            let mut words = RichText::default();
            if number == 0 && is_narrative {
                let names = self.names.get(&cited.key).filter(|_| !cited.year_only);
                if let Some(names) = names {
                    words.push(names);
                    if citation.is_possessive {
                        words.make_possessive();
                    }
                    words.push(" ");
                }
                words.push(open);
                words.append(self.without_names(cited, form));
                if names.is_none() && citation.is_possessive && self.family == Family::Number {
                    words.make_possessive();
                }
                is_open = true;
            } else {
                if !is_open {
                    pieces.words(open);
                    is_open = true;
                }
                if !cited.prefix.is_empty() {
                    pieces.words(&format!("{} ", cited.prefix));
                }
                let form = if cited.year_only {
                    self.without_names(cited, form)
                } else {
                    form
                };
                words.append(form);
            }
            pieces.work(&cited.key, words);
            pieces.words(&cited.suffix);
        }
        if is_open {
            pieces.words(close);
        }
        pieces
    }

    /// A work and the place in it, without the parentheses.
    fn form(&self, cited: &Cited) -> Option<RichText> {
        let key = (cited.key.clone(), cited.locator.as_ref().map(place));
        let form = self.forms.get(&key)?;
        Some(match self.family {
            Family::Number => form.clone(),
            Family::AuthorDate => form.without_parentheses(),
        })
    }

    /// The year of an author-date form, and the place.
    fn without_names(&self, cited: &Cited, form: RichText) -> RichText {
        let text = form.text();
        let names = self.names.get(&cited.key).filter(|_| self.family == Family::AuthorDate);
        match names.and_then(|names| text.strip_prefix(names.as_str())) {
            Some(rest) => RichText::plain(rest.trim_start_matches([',', ' '])),
            None => form,
        }
    }

    pub fn entry(&self, key: &str) -> Option<Entry> {
        self.entries.get(key).cloned()
    }

    pub fn order(&self) -> Vec<&str> {
        self.order.iter().map(String::as_str).collect()
    }
}

fn place(locator: &Locator) -> Place {
    (locator.unit, locator.value.clone())
}

fn locator(unit: LocatorUnit) -> taxonomy::Locator {
    match unit {
        LocatorUnit::Page => taxonomy::Locator::Page,
        LocatorUnit::Paragraph => taxonomy::Locator::Paragraph,
        LocatorUnit::Chapter => taxonomy::Locator::Chapter,
        LocatorUnit::Section => taxonomy::Locator::Section,
        LocatorUnit::Part => taxonomy::Locator::Part,
        LocatorUnit::Figure => taxonomy::Locator::Figure,
        LocatorUnit::Table => taxonomy::Locator::Table,
        LocatorUnit::Slide | LocatorUnit::Canonical => taxonomy::Locator::Custom,
        LocatorUnit::Volume => taxonomy::Locator::Volume,
        LocatorUnit::Line => taxonomy::Locator::Line,
        LocatorUnit::Verse => taxonomy::Locator::Verse,
        LocatorUnit::Note => taxonomy::Locator::Note,
        LocatorUnit::Time => taxonomy::Locator::Timestamp,
    }
}

/// Puts a letter after the first year of an entry.
fn add_letter(children: &mut ElemChildren, letter: char) -> bool {
    children.0.iter_mut().any(|child| match child {
        ElemChild::Elem(elem) if elem.meta == Some(ElemMeta::Date) => add_to_year(&mut elem.children, letter),
        ElemChild::Elem(elem) => add_letter(&mut elem.children, letter),
        _ => false,
    })
}

fn add_to_year(children: &mut ElemChildren, letter: char) -> bool {
    children.0.iter_mut().any(|child| match child {
        ElemChild::Text(words) if words.text.ends_with(|c: char| c.is_ascii_digit()) => {
            words.text.push(letter);
            true
        }
        ElemChild::Elem(elem) => add_to_year(&mut elem.children, letter),
        _ => false,
    })
}

/// What the driver made, as text with italics and links.
fn rich(children: &ElemChildren) -> RichText {
    let mut text = RichText::default();
    write(children, &mut text);
    text.tidy()
}

fn write(children: &ElemChildren, text: &mut RichText) {
    for child in &children.0 {
        match child {
            ElemChild::Text(words) if words.formatting.font_style == FontStyle::Italic => {
                text.push_italic(&words.text);
            }
            ElemChild::Elem(inner) => write(&inner.children, text),
            ElemChild::Markup(words) => text.push(words),
            ElemChild::Link { text: words, url } if url.starts_with("http") => text.push_link(&words.text, url),
            ElemChild::Text(words) | ElemChild::Link { text: words, .. } => text.push(&words.text),
            ElemChild::Transparent { .. } => {}
        }
    }
}

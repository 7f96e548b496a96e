//! What texts cite, gathered while they are linked.

use super::places::Places;
use crate::edition::{Edition, Sheet};
use crate::model::{Bibliography, Citation, CitationForm, Prose, Reference, Want};
use crate::source::Span;
use rustc_hash::{FxHashMap, FxHashSet};

/// The works of a bibliography by their keys, to be looked up at every citation.
pub type Known<'e> = FxHashMap<&'e str, &'e Reference>;

/// The works that some texts cite. Texts are linked several at once; what each thread gathered is put together in their order.
#[derive(Debug)]
pub struct Works<'a, 'e> {
    known: &'a Known<'e>,
    /// In the order of their first citations.
    pub cited: Vec<&'e Reference>,
    seen: FxHashSet<&'e str>,
    /// Every citation of a work that is in no bibliography.
    pub unknown: Vec<Unknown<'e>>,
}

/// A citation of a work that is in no bibliography.
#[derive(Debug)]
pub struct Unknown<'e> {
    pub key: &'e str,
    pub named: Named<'e>,
    pub span: Span,
}

/// Where a work is named.
#[derive(Debug, Clone, Copy)]
pub enum Named<'e> {
    /// In a citation: the key as it may have been meant, with the sign that ends it.
    InText { longer: Option<&'e str> },
    /// In the settings, as one to list though nothing cites it.
    InSettings,
}

impl<'a, 'e> Works<'a, 'e> {
    pub fn new(known: &'a Known<'e>) -> Self {
        Self {
            known,
            cited: Vec::new(),
            seen: FxHashSet::default(),
            unknown: Vec::new(),
        }
    }

    /// Notes what a citation cites, gives its known works their places in its page, one after the other, and says which is the
    /// first.
    pub fn cite(&mut self, citation: &'e Citation, places: &mut Places<'e>) -> u32 {
        let first = places.next();
        let names_none = names_unknown(citation, |key| self.known.contains_key(key));
        for work in &citation.works {
            if let Some(key) = self.note(
                &work.key,
                Named::InText {
                    longer: work.longer.as_deref(),
                },
                work.span,
            ) && !names_none
            {
                places.add(key);
            }
        }
        first
    }

    /// Notes a work, and gives its key where it is known. Of one that is not, it is told how it is named.
    pub fn note(&mut self, key: &'e str, named: Named<'e>, span: Span) -> Option<&'e str> {
        let Some(reference) = self.known.get(key) else {
            self.unknown.push(Unknown { key, named, span });
            return None;
        };
        if self.seen.insert(&reference.key) {
            self.cited.push(reference);
        }
        Some(&reference.key)
    }

    /// Takes in what the texts behind these cite.
    pub fn extend(&mut self, behind: Self) {
        let new = behind.cited.into_iter();
        self.cited
            .extend(new.filter(|reference| self.seen.insert(&reference.key)));
        self.unknown.extend(behind.unknown);
    }
}

/// Whether a citation is a sentence that names a work which is not known: it names none then, and stands as it was written.
pub fn names_unknown(citation: &Citation, is_known: impl Fn(&str) -> bool) -> bool {
    let first = citation.works.first();
    citation.form == CitationForm::Narrative && first.is_some_and(|work| !is_known(&work.key))
}

pub fn known(bibliography: &Bibliography) -> Known<'_> {
    let references = bibliography.references.values();
    references
        .map(|reference| (reference.key.as_str(), reference))
        .collect()
}

/// Whether an edition cites or includes any work that is known: few citations are looked at where it does.
pub fn cites_any(edition: &Edition, sheets: &FxHashMap<&str, &Sheet>, known: &Known) -> bool {
    if known.is_empty() {
        return false;
    }
    let mut included = edition.settings().citations.include.iter();
    let mut cited = citations(edition, sheets).flat_map(|citation| &citation.works);
    included.any(|(key, _)| known.contains_key(key.as_str())) || cited.any(|work| known.contains_key(work.key.as_str()))
}

/// All citations of an edition: page by page, each with its answers, then the test cycles.
pub fn citations<'s, 'e>(
    edition: &'s Edition<'e>,
    sheets: &'s FxHashMap<&'e str, &Sheet<'e>>,
) -> impl Iterator<Item = &'e Citation> + use<'s, 'e> {
    let of_pages = edition.documents().iter().flat_map(|document| {
        let answers = sheets.get(document.id.as_str()).into_iter();
        let answers = answers.flat_map(|sheet| sheet.answers.iter().flat_map(|answer| answer.reply.prose()));
        std::iter::once(&document.body).chain(answers)
    });
    let of_cycles = edition.cycles().iter().flat_map(|cycle| cycle.prose());
    let holes = of_pages.chain(of_cycles).flat_map(|text: &'e Prose| &text.holes);
    holes.filter_map(|hole| match &hole.want {
        Want::Citation(citation) => Some(citation),
        _ => None,
    })
}

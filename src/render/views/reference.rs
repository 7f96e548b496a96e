//! What a list of references is given.

use crate::cite::{RichText, Run, coins};
use crate::link::{CitedIn, CitingPage, ListedReference, Places, Site, entry_id};
use crate::model::Language;
use crate::theme::{Html, escaped};
use minijinja::Value;
use serde::Serialize;

#[derive(Debug, Clone, Serialize)]
pub struct ReferenceView {
    /// Its citation key.
    pub key: Value,
    /// What citations lead to; none in a list that nothing leads to.
    pub id: Option<String>,
    /// `[1]`, in styles that number works.
    pub label: Option<Value>,
    pub text: Html,
    /// The work for reference managers: the title of an empty `span` of the class `Z3988` (COinS).
    pub metadata: Html,
    /// The places of this page that cite it.
    pub places: Vec<String>,
    /// The pages that cite it, in the whole list.
    pub cited_in: Vec<CitingView>,
}

/// A page that cites a work.
#[derive(Debug, Clone, Serialize)]
pub struct CitingView {
    pub title: String,
    /// The places in it that do, from the root of the site.
    pub places: Vec<String>,
}

/// The id of a place that cites, in its page. Authors' ids begin with a letter, so none of them is like it.
pub fn place_id(number: u32) -> String {
    format!("_cite-{number}")
}

/// A work in the list of a page, with the ways back to the text.
pub fn in_page(work: &ReferenceView, key: &str, places: Option<&Places>) -> ReferenceView {
    let numbers = places.into_iter().flat_map(|places| places.of(key));
    ReferenceView {
        id: places.map(|_| entry_id(key)),
        places: numbers.map(|number| format!("#{}", place_id(number))).collect(),
        ..work.clone()
    }
}

/// A work in the list of the whole site, with the pages that cite it.
pub fn in_site(
    work: &ReferenceView,
    site: &Site,
    listed: &ListedReference,
    cited_in: Option<&CitedIn>,
) -> ReferenceView {
    let citing = cited_in.into_iter().flatten().map(|(page, numbers)| {
        let (title, address) = match page {
            CitingPage::Document(number) => {
                let document = site.documents[*number].document;
                (&document.head.title, &document.address)
            }
            CitingPage::Cycle(number) => {
                let cycle = site.cycles[*number].cycle;
                (&cycle.title, &cycle.address)
            }
        };
        let places = numbers.iter();
        CitingView {
            title: title.clone(),
            places: places
                .map(|number| format!("{}#{}", address.href(), place_id(*number)))
                .collect(),
        }
    });
    ReferenceView {
        id: Some(listed.id_in_list()),
        cited_in: citing.collect(),
        ..work.clone()
    }
}

/// A work, as every list of a site in `language` has it. One in another language says so (WCAG 2.1, 3.1.2).
pub fn work(listed: &ListedReference, language: &Language) -> ReferenceView {
    let mut text = html(&listed.entry.text);
    let own = &listed.reference.language;
    if own.primary() != language.primary() {
        text = format!("<span lang=\"{own}\">{text}</span>");
    }
    // Escaped here once, and not for every page that has it.
    let mut metadata = String::new();
    metadata.push_str(&escaped(&coins(listed.reference)));
    ReferenceView {
        key: Value::from(listed.reference.key.as_str()),
        id: None,
        label: listed.entry.label.as_deref().map(Value::from),
        text: Html::new(text),
        metadata: Html::new(metadata),
        places: Vec::new(),
        cited_in: Vec::new(),
    }
}

/// Rich text as HTML: titles in italics are no stress, so they stand in `<i>`.
pub fn html(text: &RichText) -> String {
    let mut html = String::new();
    for run in text.runs() {
        match run {
            Run::Plain(words) => html.push_str(&escaped(words)),
            Run::Italic(words) => {
                html.push_str("<i>");
                html.push_str(&escaped(words));
                html.push_str("</i>");
            }
            Run::Link { text, url } => {
                html.push_str("<a class=\"address\" href=\"");
                html.push_str(&escaped(url));
                html.push_str("\">");
                html.push_str(&escaped(text));
                html.push_str("</a>");
            }
        }
    }
    html
}

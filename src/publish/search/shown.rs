//! What is shown of a page that was found, as the files of the index have it.

use super::entry::{EntryKind, FoundPage};
use super::labels::Labels;
use crate::model::fragment;
use serde::Serialize;

/// How much of a text is kept to be shown, in characters: where a longer one has the word further down, its beginning is shown.
const SHOWN: usize = 400;

/// A page and the places in it, as JSON.
#[derive(Debug)]
pub struct ShownPage {
    pub json: Box<str>,
    /// How many entries it has.
    pub entries: usize,
}

/// A page as its file has it: address, title, label, its own text, its places.
#[derive(Serialize)]
struct PageLine<'p>(&'p str, &'p str, usize, &'p str, Vec<PlaceLine<'p>>);

/// A place: the end of its address, title, label, text.
#[derive(Serialize)]
struct PlaceLine<'p>(String, &'p str, usize, &'p str);

/// Writes what is shown, page by page.
pub struct Shower<'l> {
    labels: &'l Labels,
    /// The page that is being written: a text that grows is copied again and again, so that is done once for all of them.
    json: Vec<u8>,
}

impl<'l> Shower<'l> {
    pub fn new(labels: &'l Labels) -> Self {
        Self {
            labels,
            json: Vec::new(),
        }
    }

    pub fn page(&mut self, page: &FoundPage) -> ShownPage {
        let mut places = page.entries.iter();
        let own = places.next().map_or("", |entry| entry.text.as_str());
        let own = if page.summary.is_empty() {
            own
        } else {
            page.summary.as_str()
        };
        let places = places.map(|entry| {
            let kind = if entry.kind == EntryKind::Section {
                page.kind
            } else {
                entry.kind
            };
            let label = self.labels.number(kind, page.private.or(entry.private));
            PlaceLine(fragment(&entry.anchor), &entry.title, label, beginning(&entry.text))
        });
        let label = self.labels.number(page.kind, page.private);
        let line = PageLine(&page.href, &page.title, label, beginning(own), places.collect());
        self.json.clear();
        // Texts and numbers can always be written, and what is written is text.
        let _ = serde_json::to_writer(&mut self.json, &line);
        ShownPage {
            json: str::from_utf8(&self.json).unwrap_or_default().into(),
            entries: page.entries.len(),
        }
    }
}

/// The beginning of a text, to the end of a word.
pub fn beginning(text: &str) -> &str {
    let end = match text.as_bytes().get(..SHOWN) {
        None => return text,
        // Most texts: a character is a byte.
        Some(beginning) if beginning.is_ascii() => Some(SHOWN).filter(|end| *end < text.len()),
        Some(_) => text.char_indices().nth(SHOWN).map(|(end, _)| end),
    };
    end.map_or(text, |end| &text[..text[..end].rfind(' ').unwrap_or(end)])
}

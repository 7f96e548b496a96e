//! An entry of a list: author, date, title, source (APA 7, section 9.4), each ended by a full stop.
//!
//! Without an author the title comes first (9.12). An address has no full stop after it (9.35).

use super::distinctions::Distinction;
use super::{dates, names, source};
use crate::cite::RichText;
use crate::model::{Issued, Reference, ReferenceKind};

/// What stands in the list for a work.
pub fn entry(reference: &Reference, distinction: &Distinction) -> RichText {
    let mut text = RichText::default();
    if reference.kind == ReferenceKind::Law {
        law(reference, &mut text);
    } else {
        let date = dates::full(dates::listed(reference), distinction.letter);
        let date = RichText::plain(format!("({date})"));
        let title = source::title(reference);
        match names::in_list(reference) {
            Some(names) => {
                sentence(&mut text, names);
                sentence(&mut text, date);
                sentence(&mut text, title);
            }
            None => {
                sentence(&mut text, title);
                sentence(&mut text, date);
            }
        }
        for part in source::parts(reference) {
            sentence(&mut text, part);
        }
    }
    address(reference, &mut text);
    if let Some(year) = reference.original_year {
        space(&mut text);
        text.push(&format!("(Original work published {})", dates::year_of(year)));
    }
    text
}

/// `Every Student Succeeds Act, 20 U.S.C. § 6301 (2015).` (11.5)
fn law(reference: &Reference, text: &mut RichText) {
    let mut words = reference.title.text.clone();
    if let Some(number) = &reference.number {
        words.push_str(", ");
        words.push_str(number);
    }
    if reference.issued != Issued::Undated {
        words = format!("{words} ({})", dates::year(reference.issued, None));
    }
    sentence(text, RichText::plain(words));
}

/// Where the work is. The day on which it was seen is told of what has no date, since it may change (9.16).
fn address(reference: &Reference, text: &mut RichText) {
    let Some(address) = reference.address() else { return };
    space(text);
    if reference.doi.is_none()
        && reference.issued == Issued::Undated
        && let Some(day) = reference.accessed
    {
        text.push(&format!("Retrieved {}, from ", dates::in_sentence(day)));
    }
    text.push_link(&address, &address);
}

fn sentence(text: &mut RichText, mut part: RichText) {
    if part.is_empty() {
        return;
    }
    part.stop();
    space(text);
    text.append(part);
}

fn space(text: &mut RichText) {
    if !text.is_empty() {
        text.push(" ");
    }
}

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
    if reference.kind.is_legal() {
        legal(reference, &mut text);
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
    if let Some(period) = reference.originally {
        space(&mut text);
        text.push(&format!("(Original work published {})", dates::years(period)));
    }
    text
}

/// `Every Student Succeeds Act, 20 U.S.C. § 6301 (2015).` (11.5), `Brown v. Board of Education, 347 U.S. 483 (1954).`
/// (11.4). A court stands with the year, but for the Supreme Court of the United States, which its reporter tells.
fn legal(reference: &Reference, text: &mut RichText) {
    let mut words = reference.title.text.clone();
    if let Some(place) = place_in_reporter(reference) {
        words.push_str(", ");
        words.push_str(&place);
    }
    let court = reference.publisher.clone().filter(|court| {
        let supreme = [
            "U.S. Supreme Court",
            "United States Supreme Court",
            "Supreme Court of the United States",
        ];
        reference.kind == ReferenceKind::Case && !supreme.contains(&court.as_str())
    });
    let year = (reference.issued != Issued::Undated).then(|| dates::year(reference.issued, None));
    let parts: Vec<String> = court.into_iter().chain(year).collect();
    if !parts.is_empty() {
        words = format!("{words} ({})", parts.join(" "));
    }
    sentence(text, RichText::plain(words));
}

/// Where a law stands in its code and a decision in its reporter, by volume and first page: `347 U.S. 483`.
fn place_in_reporter(reference: &Reference) -> Option<String> {
    if reference.number.is_some() || reference.kind == ReferenceKind::Law {
        return reference.number.clone();
    }
    let reporter = reference.container.as_ref()?.text.clone();
    let first = reference.pages.as_deref().and_then(|pages| pages.split('–').next());
    let parts = [reference.volume.clone(), Some(reporter), first.map(str::to_owned)];
    Some(parts.into_iter().flatten().collect::<Vec<_>>().join(" "))
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

//! Files of answers that belong to no guide, or to one that has a file already.

use crate::edition::{Edition, Sheet};
use crate::model::{Document, Kind};
use crate::source::{Code, Diagnostic, Diagnostics, Place, nearest};
use rustc_hash::{FxHashMap, FxHashSet};

/// Says of each file of answers that there is no guide for it. `sheets` are those of the edition, by their guides.
pub fn report_sheets_without_guide(edition: &Edition, sheets: &FxHashMap<&str, &Sheet>, diagnostics: &mut Diagnostics) {
    let is_guide = |document: &&&Document| matches!(document.kind, Kind::Guide(_));
    let guides = || {
        edition
            .documents()
            .iter()
            .filter(is_guide)
            .map(|document| document.id.as_str())
    };
    let mut alone: FxHashSet<&str> = sheets.keys().copied().collect();
    for guide in guides() {
        alone.remove(guide);
    }
    alone.retain(|guide| !edition.is_unreadable_guide(guide));
    if alone.is_empty() {
        return;
    }
    let mut names: Vec<&str> = guides().collect();
    names.sort_unstable();
    for sheet in edition.sheets() {
        let guide = sheet.file.guide.as_str();
        if !alone.contains(guide) {
            continue;
        }
        let fix = match meant(guide, &names, sheets) {
            Some(meant) if sheets.contains_key(meant) => {
                format!("move the answers to the file of the guide “{meant}”")
            }
            Some(meant) => format!("did you mean answers{}.toml?", meant.trim_start_matches("guides")),
            None => "name the file after its guide: answers/<series>/<guide>.toml".into(),
        };
        diagnostics.push(
            Diagnostic::in_file(
                Code::AnswersWithoutGuide,
                format!("content/{}", sheet.file.path),
                format!("There is no guide “{guide}” that these answers could belong to."),
            )
            .fix(fix),
        );
    }
}

/// The guide that a file of answers was probably meant for: the one that is called like it, or else the one of its series that has
/// none.
fn meant<'e>(guide: &str, names: &[&'e str], sheets: &FxHashMap<&str, &Sheet>) -> Option<&'e str> {
    let (series, name) = guide.rsplit_once('/')?;
    // Whole paths in one folder are alike, whatever the guides are called.
    let is_alike = |other: &&&str| {
        let other = other.rsplit('/').next().unwrap_or_default();
        other == name || nearest(name, [other]).is_some()
    };
    let mut open = names.iter().copied().filter(|other| {
        let is_beside = other.rsplit_once('/').is_some_and(|(folder, _)| folder == series);
        is_beside && !sheets.contains_key(other)
    });
    let alone = open.next().filter(|_| open.next().is_none());
    nearest(guide, names.iter().filter(is_alike).copied()).or(alone)
}

/// Two files of answers to one guide: neither may win in silence.
pub fn report_second_sheets(edition: &Edition, sheets: &FxHashMap<&str, &Sheet>, diagnostics: &mut Diagnostics) {
    if sheets.len() == edition.sheets().len() {
        return;
    }
    let mut first: FxHashMap<&str, &str> = FxHashMap::default();
    for sheet in edition.sheets() {
        let path = sheet.file.path.as_str();
        if let Some(other) = first.insert(&sheet.file.guide, path) {
            let message = "Two files answer the same guide.";
            diagnostics.push(
                Diagnostic::in_file(Code::AnswersTwice, format!("content/{path}"), message)
                    .fix("move all answers into one of them")
                    .related(Place::File(format!("content/{other}")), "this is the other one"),
            );
        }
    }
}

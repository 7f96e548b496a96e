//! Files of answers that belong to no guide, or to one that has a file already.

use super::prose::Linker;
use crate::model::Kind;
use crate::source::{Code, Diagnostic, Place, nearest};
use std::collections::{HashMap, HashSet};

/// Says of each file of answers that there is no guide for it.
pub fn report_sheets_without_guide(linker: &mut Linker) {
    let edition = linker.edition;
    let guides: HashSet<&str> = edition
        .documents()
        .iter()
        .filter(|document| matches!(document.kind, Kind::Guide(_)))
        .map(|document| document.id.as_str())
        .collect();
    for sheet in edition.sheets() {
        let guide = sheet.file.guide.as_str();
        if guides.contains(guide) || edition.is_unreadable_guide(guide) {
            continue;
        }
        let mut names: Vec<&str> = guides.iter().copied().collect();
        names.sort_unstable();
        let is_answered = |guide: &str| edition.sheets().iter().any(|sheet| sheet.file.guide == guide);
        let fix = match nearest(guide, names) {
            Some(meant) if is_answered(meant) => format!("move the answers to the file of the guide “{meant}”"),
            Some(meant) => format!("did you mean answers{}.toml?", meant.trim_start_matches("guides")),
            None => "name the file after its guide: answers/<series>/<guide>.toml".into(),
        };
        linker.diagnostics.push(
            Diagnostic::in_file(
                Code::AnswersWithoutGuide,
                format!("content/{}", sheet.file.path),
                format!("There is no guide “{guide}” that these answers could belong to."),
            )
            .fix(fix),
        );
    }
}

/// Two files of answers to one guide: neither may win in silence.
pub fn report_second_sheets(linker: &mut Linker) {
    let mut first: HashMap<&str, &str> = HashMap::new();
    for sheet in linker.edition.sheets() {
        let path = sheet.file.path.as_str();
        if let Some(other) = first.insert(&sheet.file.guide, path) {
            let message = "Two files answer the same guide.";
            linker.diagnostics.push(
                Diagnostic::in_file(Code::AnswersTwice, format!("content/{path}"), message)
                    .fix("move all answers into one of them")
                    .related(Place::File(format!("content/{other}")), "this is the other one"),
            );
        }
    }
}

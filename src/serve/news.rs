//! What an open page is told.

use super::generation::Generation;
use super::view::View;
use crate::source::{Diagnostic, Severity, report};

/// So many mistakes are told in full: more than a person reads before mending the first.
const TOLD: usize = 50;

/// The state of an edition, as one JSON object: `token`, to be asked for with the next question; `number`, of the
/// generation; `problems`, as `check --format json` has them, the errors first, and how many `more`; how many `errors` and
/// `warnings` there are in all; `copies`, the generation since which a picture or another file is as it is.
pub fn news(generation: &Generation, view: &View) -> String {
    let mut problems = generation.problems(view);
    // What stops a build must not stand behind what does not.
    problems.sort_by_key(Diagnostic::severity);
    let errors = problems
        .iter()
        .filter(|problem| problem.severity() == Severity::Error)
        .count();
    let warnings = problems.len() - errors;
    let told = &problems[..problems.len().min(TOLD)];
    let more = problems.len() - told.len();
    let copies = view.copies_of(generation.copies);
    // Texts and numbers alone: there is nothing that JSON could not hold.
    let copies = serde_json::to_string(&copies).unwrap_or_else(|_| "{}".into());
    let Generation {
        token, number, sources, ..
    } = generation;
    let problems = report::json(told, sources);
    format!(
        "{{\"token\":\"{token}\",\"number\":{number},\"errors\":{errors},\"warnings\":{warnings},\
         \"problems\":{},\"more\":{more},\"copies\":{copies}}}",
        problems.trim_end(),
    )
}

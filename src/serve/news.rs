//! What an open page is told.

use super::generation::Generation;
use super::view::View;
use crate::source::report;
use std::collections::BTreeMap;

/// So many mistakes are told in full: more than a person reads before mending the first.
const TOLD: usize = 50;

/// The state of an edition, as one JSON object: `token`, to be asked for with the next question; `number`, of the
/// generation; `problems`, as `check --format json` has them, and how many `more`; `copies`, the generation since which
/// a picture or another file is as it is.
pub fn news(generation: &Generation, view: &View) -> String {
    let problems = generation.problems(view);
    let (told, more) = problems.split_at(problems.len().min(TOLD));
    let copies: BTreeMap<String, u64> = view.changed(generation.copies.iter()).into_iter().collect();
    // Texts and numbers alone: there is nothing that JSON could not hold.
    let copies = serde_json::to_string(&copies).unwrap_or_else(|_| "{}".into());
    format!(
        "{{\"token\":\"{}\",\"number\":{},\"problems\":{},\"more\":{},\"copies\":{copies}}}",
        generation.token,
        generation.number,
        report::json(told, generation.sources).trim_end(),
        more.len(),
    )
}

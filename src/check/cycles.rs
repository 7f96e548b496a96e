//! Data of test cycles that no cycle uses.

use crate::model::Playbook;
use crate::source::{Code, Diagnostic, Diagnostics, nearest, quoted};
use std::collections::BTreeSet;

/// Says which data is in no chart. Which is depends on what only the team may see, so no edition says it.
pub fn report_unused_data(playbook: &Playbook, diagnostics: &mut Diagnostics) {
    // A cycle that cannot be read may use any of them.
    if playbook.unreadable.iter().any(|file| file.path.starts_with("cycles/")) {
        return;
    }
    let there: BTreeSet<&str> = playbook.cycle_data.iter().map(String::as_str).collect();
    let used: BTreeSet<&str> = playbook.cycles.iter().map(|cycle| cycle.data_path.as_str()).collect();
    for path in there.difference(&used) {
        let name = path.rsplit('/').next().unwrap_or(path);
        let fix = match nearest(stem(path), used.difference(&there).map(|path| stem(path))) {
            Some(missing) => format!("call it “{missing}.csv”, as its test cycle does"),
            None => format!("name it in its test cycle: data = {}, or delete it", quoted(name)),
        };
        let message = "No test cycle uses this data.";
        let file = format!("content/{path}");
        diagnostics.push(Diagnostic::in_file(Code::CycleDataUnused, file, message).fix(fix));
    }
}

/// A path in the folder of the test cycles, without the ending that all data has.
fn stem(path: &str) -> &str {
    let path = path.strip_prefix("cycles/").unwrap_or(path);
    path.strip_suffix(".csv").unwrap_or(path)
}

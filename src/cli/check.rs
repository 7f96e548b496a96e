//! `playbook check`.

use super::args::{CheckArgs, Format};
use super::terminal::Terminal;
use super::{End, open};
use crate::source::{Severity, report};

pub fn run(args: &CheckArgs, terminal: &mut Terminal) -> End {
    let root = &args.root.root;
    let Some(project) = open(root, None, terminal) else {
        return End::Failed;
    };
    let mut diagnostics = project.problems.clone();
    crate::check::check(&project.playbook, &project.settings, &project.theme, &mut diagnostics);
    let diagnostics = diagnostics.sorted(&project.tree.sources);
    match args.format {
        Format::Human => {
            let least = if args.strict {
                Severity::Warning
            } else {
                Severity::Error
            };
            terminal.diagnostics_of(least, &diagnostics, &project.tree.sources);
            terminal.say(report::summary(&diagnostics));
        }
        Format::Json => terminal.result_bytes(report::json(&diagnostics, &project.tree.sources).as_bytes()),
        Format::Github => terminal.result_bytes(report::github(&diagnostics, &project.tree.sources).as_bytes()),
    }
    let has = |severity| diagnostics.iter().any(|diagnostic| diagnostic.severity() == severity);
    if project.has_broken_settings {
        End::Failed
    } else if has(Severity::Error) || args.strict && has(Severity::Warning) {
        End::ContentErrors
    } else {
        End::Clean
    }
}

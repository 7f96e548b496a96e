//! `playbook status`.

use super::args::{StatusArgs, StatusFormat};
use super::clock::today;
use super::terminal::Terminal;
use super::{End, open};
use crate::edition::Readers;
use crate::source::{Diagnostics, Severity};
use crate::status::{Counts, Status, Why};
use unicode_width::UnicodeWidthStr;

/// The widest name of a guide in the table, in columns.
const WIDEST: usize = 44;

pub fn run(args: &StatusArgs, terminal: &mut Terminal) -> End {
    let root = &args.root.root;
    let Some(project) = open(root, None, terminal) else {
        return End::Failed;
    };
    let mut diagnostics = Diagnostics::new();
    let site = crate::link(&project, Readers::Team, &mut diagnostics);
    let mut problems = diagnostics.sorted(&project.tree.sources);
    problems.retain(|problem| problem.severity() == Severity::Error);
    terminal.diagnostics(&problems, &project.tree.sources);
    let status = Status::new(&site, today());
    match args.format {
        StatusFormat::Human => show(&status, terminal),
        StatusFormat::Json => {
            // Texts and numbers can always be written.
            let json = serde_json::to_string_pretty(&status).unwrap_or_default();
            terminal.result(json);
        }
    }
    match problems.is_empty() {
        _ if project.has_broken_settings => End::Failed,
        true => End::Clean,
        // A file that cannot be read is counted nowhere.
        false => End::ContentErrors,
    }
}

fn show(status: &Status, terminal: &mut Terminal) {
    terminal.result(format_args!("{}, {}\n", status.title, status.today));
    let guides = status.series.iter().flat_map(|series| &series.guides);
    let width = guides
        .map(|guide| guide.title.width() + 2)
        .max()
        .unwrap_or(0)
        .clamp(12, WIDEST);
    terminal.result(format_args!(
        "{}  Questions                        Tasks",
        padded("", width)
    ));
    terminal.result(format_args!(
        "{}  answered   agreed  another look   to do   doing    done    late",
        padded("", width)
    ));
    for series in &status.series {
        terminal.result(&series.title);
        for guide in &series.guides {
            row(&format!("  {}", guide.title), guide.counts, width, terminal);
        }
    }
    row("All", status.total, width, terminal);
    for waiting in &status.waiting {
        let role = waiting.role.as_deref().unwrap_or("Nobody in particular");
        terminal.result(format_args!("\nWaiting for: {role}"));
        for item in &waiting.items {
            let date = item.date.as_deref();
            let why = match (item.why, date) {
                (Why::Overdue, Some(date)) => format!("late since {date}"),
                (Why::Overdue, None) => "late".to_owned(),
                (Why::Reworded, _) => "asked in other words since".to_owned(),
                (Why::Review, Some(date)) => format!("due for review since {date}"),
                (Why::Review, None) => "due for review".to_owned(),
                (Why::Doing, Some(date)) => format!("doing, due {date}"),
                (Why::Doing, None) => "doing".to_owned(),
                (Why::Todo, Some(date)) => format!("to do, due {date}"),
                (Why::Todo, None) => "to do".to_owned(),
                (Why::Proposed, _) => "proposed, to be agreed on".to_owned(),
                (Why::Draft, _) => "a draft, to be finished".to_owned(),
            };
            terminal.result(format_args!("  {} ({}): {why}", item.wording, item.guide));
        }
    }
}

fn row(name: &str, counts: Counts, width: usize, terminal: &mut Terminal) {
    terminal.result(format_args!(
        "{}  {:>8} {:>8} {:>13} {:>7} {:>7} {:>7} {:>7}",
        padded(name, width),
        format!("{}/{}", counts.answered, counts.questions),
        counts.agreed,
        counts.another_look,
        counts.todo,
        counts.doing,
        counts.done,
        counts.overdue
    ));
}

/// A text that is so many columns wide; a longer one is cut, with dots.
fn padded(text: &str, width: usize) -> String {
    let mut shown = text.to_owned();
    if shown.width() > width {
        while shown.width() >= width {
            shown.pop();
        }
        shown.push('…');
    }
    let missing = width - shown.width();
    shown + &" ".repeat(missing)
}

#[cfg(test)]
mod tests {
    use super::padded;

    #[test]
    fn columns_stay_in_line_whatever_the_letters() {
        assert_eq!(padded("Why", 5), "Why  ");
        assert_eq!(padded("Reunión", 5), "Reun…");
        // Two columns a sign.
        assert_eq!(padded("学校", 6), "学校  ");
        assert_eq!(padded("学校会", 5), "学校…");
    }
}

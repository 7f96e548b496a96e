//! `playbook new`.

use super::args::What;
use super::clock::today;
use super::terminal::Terminal;
use super::{End, open};
use crate::starter::{self, Change};

pub fn run(what: &What, terminal: &mut Terminal) -> End {
    let (What::Guide { root, .. }
    | What::Resource { root, .. }
    | What::Article { root, .. }
    | What::Page { root, .. }
    | What::Answers { root, .. }) = what;
    let Some(project) = open(&root.root, None, terminal) else {
        return End::Failed;
    };
    let playbook = &project.playbook;
    let made = match what {
        What::Guide { title, series, .. } => {
            starter::guide(playbook, title, series.as_deref(), today()).map(Change::Write)
        }
        What::Resource { title, kind, .. } => starter::resource(title, *kind, today()).map(Change::Write),
        What::Article { title, .. } => starter::article(title, today()).map(Change::Write),
        What::Page { title, .. } => starter::page(title, today()).map(Change::Write),
        What::Answers { guide, .. } => starter::answers(playbook, guide),
    };
    let change = match made {
        Ok(change) => change,
        Err(why) => {
            terminal.failure(why);
            return End::Failed;
        }
    };
    let (Change::Write(file) | Change::Append(file)) = &change;
    match starter::put(&root.root, &change) {
        Ok(()) => {
            terminal.result(root.root.join(&file.path).display());
            End::Clean
        }
        Err(refused) => {
            terminal.failure(refused);
            End::Failed
        }
    }
}

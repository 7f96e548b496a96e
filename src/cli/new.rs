//! `playbook new`.

use super::End;
use super::args::{RootArgs, What};
use super::clock::today;
use super::terminal::Terminal;
use crate::starter::{self, NewFile};

pub fn run(what: &What, terminal: &mut Terminal) -> End {
    let (What::Guide { root, .. }
    | What::Resource { root, .. }
    | What::Article { root, .. }
    | What::Page { root, .. }
    | What::Answers { root, .. }) = what;
    let project = match crate::open(&root.root, None) {
        Ok(project) => project,
        Err(error) => {
            terminal.failure(format_args!("{}: {error}", root.root.display()));
            return End::Failed;
        }
    };
    let playbook = &project.playbook;
    let made = match what {
        What::Guide { title, series, .. } => starter::guide(playbook, title, series.as_deref(), today()),
        What::Resource { title, kind, .. } => starter::resource(title, *kind, today()),
        What::Article { title, .. } => starter::article(title, today()),
        What::Page { title, .. } => starter::page(title, today()),
        What::Answers { guide, .. } => return answers(playbook, guide, root, terminal),
    };
    finish(made, root, terminal, |root, file| {
        starter::write(root, std::slice::from_ref(file))
    })
}

fn answers(playbook: &crate::model::Playbook, guide: &str, root: &RootArgs, terminal: &mut Terminal) -> End {
    match starter::answers(playbook, guide) {
        Ok((file, true)) => finish(Ok(file), root, terminal, starter::append),
        Ok((file, false)) => finish(Ok(file), root, terminal, |root, file| {
            starter::write(root, std::slice::from_ref(file))
        }),
        Err(why) => finish(Err(why), root, terminal, starter::append),
    }
}

fn finish(
    made: Result<NewFile, String>,
    root: &RootArgs,
    terminal: &mut Terminal,
    write: impl FnOnce(&std::path::Path, &NewFile) -> Result<(), starter::Refused>,
) -> End {
    let file = match made {
        Ok(file) => file,
        Err(why) => {
            terminal.failure(why);
            return End::Failed;
        }
    };
    match write(&root.root, &file) {
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

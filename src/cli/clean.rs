//! `playbook clean`.

use super::End;
use super::args::RootArgs;
use super::build::say_failure;
use super::terminal::Terminal;
use crate::edition::Readers;
use crate::emit::{self, ARCHIVE};
use crate::source::is_playbook;

pub fn run(args: &RootArgs, terminal: &mut Terminal) -> End {
    if !is_playbook(&args.root) {
        terminal.failure(format_args!("{}: there is no playbook.toml here", args.root.display()));
        return End::Failed;
    }
    let mut end = End::Clean;
    let folders = Readers::ALL.map(|readers| args.root.join(readers.folder()));
    let archive = args.root.join(ARCHIVE);
    let cleaned = folders.into_iter().map(|out| (emit::clean(&out), out));
    let cleaned = cleaned.chain([(emit::clean_archive(&archive), archive)]);
    for (cleaned, out) in cleaned {
        match cleaned {
            Ok(true) => terminal.say(format_args!("Deleted {}.", out.display())),
            Ok(false) => {}
            Err(failure) => {
                say_failure(&failure, terminal);
                end = End::Failed;
            }
        }
    }
    end
}

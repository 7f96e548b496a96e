//! `playbook clean`.

use super::End;
use super::args::RootArgs;
use super::build::say_failure;
use super::terminal::Terminal;

pub fn run(args: &RootArgs, terminal: &mut Terminal) -> End {
    if !args.root.join("playbook.toml").is_file() {
        terminal.failure(format_args!("{}: there is no playbook.toml here", args.root.display()));
        return End::Failed;
    }
    let mut end = End::Clean;
    for made in ["public", "drafts", "team", "public.zip"] {
        let out = args.root.join(made);
        let cleaned = match made {
            "public.zip" => crate::emit::clean_archive(&out),
            _ => crate::emit::clean(&out),
        };
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

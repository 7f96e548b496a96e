//! The `playbook` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    playbook::cli::run()
}

//! The `playbook` command.

use std::process::ExitCode;

/// Linking makes some ten megabytes of small things at every save, on several threads, and drops them at the next. The
/// system's own allocator gives such memory back and asks for it again: at 10,000 guides a save took 1.4 times as long
/// with glibc's (both in one run). It is built to ask for no huge pages: clearing them took a third of a build.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    playbook::cli::run()
}

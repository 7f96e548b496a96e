//! Floor 9: the command line. Results go to standard output, diagnostics and failures to standard error.

mod args;
mod build;
mod check;
mod clean;
mod clock;
mod init;
mod new;
mod publish;
mod qr;
mod serve;
mod status;
mod terminal;
mod timings;

use crate::Project;
use crate::config::BaseUrl;
use crate::source::{SETTINGS, has_settings_in_txt, is_playbook};
use args::{Args, Command};
use clap::{CommandFactory, Parser};
use std::path::Path;
use std::process::ExitCode;
use terminal::Terminal;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Clean,
    /// The content has errors.
    ContentErrors,
    /// Wrong usage, broken settings, or a file that could not be read or written.
    Failed,
}

impl From<End> for ExitCode {
    fn from(end: End) -> Self {
        match end {
            End::Clean => Self::SUCCESS,
            End::ContentErrors => Self::from(1),
            End::Failed => Self::from(2),
        }
    }
}

/// Opens the playbook in a folder, or says why it cannot be.
fn open(root: &Path, base_url: Option<BaseUrl>, terminal: &mut Terminal) -> Option<Project> {
    let opened = crate::open(root, base_url);
    opened.inspect_err(|error| say_no_playbook(root, error, terminal)).ok()
}

/// Says why there is no playbook in a folder, and where there is one.
fn say_no_playbook(root: &Path, error: &std::io::Error, terminal: &mut Terminal) {
    let hint = if has_settings_in_txt(root) {
        format!("; its settings are in {SETTINGS}.txt: take .txt away from the name")
    } else {
        let around = std::path::absolute(root).unwrap_or_else(|_| root.to_owned());
        let mut around = around.ancestors().skip(1);
        let around = around.find(|folder| is_playbook(folder));
        around.map_or_else(String::new, |folder| {
            format!(
                "; there is one around it: go to {}, or write --root with it",
                folder.display()
            )
        })
    };
    terminal.failure(format_args!("{}: {error}{hint}", root.display()));
}

/// Runs the command that the program was called with.
#[must_use]
pub fn run() -> ExitCode {
    let args = Args::parse();
    let mut terminal = Terminal::new(args.quiet);
    let end = match args.command {
        Command::Init(init) => init::run(&init, &mut terminal),
        Command::New(new) => new::run(&new.what, &mut terminal),
        Command::Build(build) => build::run(&build, &mut terminal),
        Command::Serve(serve) => serve::run(&serve, &mut terminal),
        Command::Check(check) => check::run(&check, &mut terminal),
        Command::Status(status) => status::run(&status, &mut terminal),
        Command::Publish(publish) => publish::run(&publish, &mut terminal),
        Command::Qr(qr) => qr::run(&qr, &mut terminal),
        Command::Clean(clean) => clean::run(&clean, &mut terminal),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Args::command(), "playbook", &mut script);
            terminal.result_bytes(&script);
            End::Clean
        }
    };
    match terminal.broken() {
        Some(broken) => {
            terminal.failure(broken);
            End::Failed.into()
        }
        None => end.into(),
    }
}

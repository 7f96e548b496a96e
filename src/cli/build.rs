//! `playbook build`.

use super::args::{AudienceArg, BuildArgs};
use super::terminal::Terminal;
use super::timings::Timings;
use super::{End, say_no_playbook};
use crate::Output;
use crate::edition::Readers;
use crate::emit::{ARCHIVE, Emitted, Failure};
use crate::source::{Diagnostics, Severity, Sources};
use std::mem;
use std::path::Path;

pub fn run(args: &BuildArgs, terminal: &mut Terminal) -> End {
    let mut timings = Timings::begin();
    let root = &args.root.root;
    let readers = match (args.audience, args.drafts) {
        (AudienceArg::Team, _) => Readers::Team,
        (AudienceArg::Public, true) => Readers::PublicWithDrafts,
        (AudienceArg::Public, false) => Readers::Public,
    };
    let usual = if args.zip { ARCHIVE } else { readers.folder() };
    let out = args.out.clone().unwrap_or_else(|| root.join(usual));
    let opened = crate::open_by_steps(root, args.base_url.clone(), &mut |step| timings.end(step));
    let project = match opened {
        Ok(project) => project,
        Err(error) => {
            say_no_playbook(root, &error, terminal);
            return End::Failed;
        }
    };
    let output = if args.zip {
        Output::Archive(&out)
    } else {
        Output::Folder(&out)
    };
    let mut diagnostics = Diagnostics::new();
    let built = crate::build_by_steps(&project, root, output, readers, &mut diagnostics, &mut |step| {
        timings.end(step);
    });
    let mut shown = diagnostics.sorted(&project.tree.sources);
    shown.retain(|diagnostic| diagnostic.severity() != Severity::Advice);
    terminal.diagnostics(&shown, &project.tree.sources);
    match built {
        Ok(Some(built)) => {
            terminal.summary(&shown);
            if args.timings {
                terminal.result(timings.table());
            }
            terminal.say(done(readers, built.emitted, &out, &timings));
            // The program ends here, and the system takes all of its memory at once.
            mem::forget(built);
            mem::forget(project);
            End::Clean
        }
        Ok(None) => {
            terminal.summary(&shown);
            terminal.failure(format_args!("nothing was built, and {} is as it was", out.display()));
            if project.has_broken_settings {
                End::Failed
            } else {
                End::ContentErrors
            }
        }
        Err(failure) => {
            say_failure(&failure, terminal);
            End::Failed
        }
    }
}

fn done(readers: Readers, emitted: Emitted, out: &Path, timings: &Timings) -> String {
    format!(
        "Built the {} edition into {}: {} pages and {} other files in {} ms.",
        readers.name(),
        out.display(),
        emitted.pages,
        emitted.files,
        timings.so_far().as_millis()
    )
}

/// Says why nothing was written.
pub fn say_failure(failure: &Failure, terminal: &mut Terminal) {
    match failure {
        Failure::Broken(problems) => terminal.diagnostics(problems, &Sources::default()),
        other => terminal.failure(other),
    }
}

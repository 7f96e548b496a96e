//! `playbook publish`.

use super::args::PublishArgs;
use super::build::say_failure;
use super::terminal::Terminal;
use super::{End, open};
use crate::Project;
use crate::deploy::{self, Finding, Git, Grade, Published, Surroundings, Target};
use crate::edition::Readers;
use crate::source::{Diagnostic, Diagnostics, Severity};

pub fn run(args: &PublishArgs, terminal: &mut Terminal) -> End {
    let root = &args.root.root;
    let Some(project) = open(root, None, terminal) else {
        return End::Failed;
    };
    if args.check {
        return check(&project, args, terminal);
    }
    publish(&project, args, terminal)
}

fn examine(project: &Project, args: &PublishArgs, git: Option<&Git>) -> Vec<Finding> {
    let mut problems = Diagnostics::new();
    let site = crate::link(project, Readers::Public, &mut problems);
    let around = Surroundings {
        root: &args.root.root,
        tree: &project.tree,
        playbook: &project.playbook,
        git,
        remote: &args.remote,
    };
    deploy::examine(&site, &project.theme, &problems, &around)
}

fn check(project: &Project, args: &PublishArgs, terminal: &mut Terminal) -> End {
    let git = Git::find(&args.root.root);
    let findings = examine(project, args, git.as_ref().ok());
    for finding in &findings {
        let sign = match finding.grade {
            Grade::Good => "ok     ",
            Grade::Doubt => "look   ",
            Grade::Wrong => "wrong  ",
        };
        terminal.result(format_args!("{sign}{}", finding.sentence));
        if let Some(fix) = &finding.fix {
            terminal.result(format_args!("       → {fix}"));
        }
    }
    if let Err(failure) = git {
        terminal.result(format_args!("look   {failure}"));
    }
    let is = |grade| findings.iter().any(|finding| finding.grade == grade);
    if project.has_broken_settings {
        End::Failed
    } else if is(Grade::Wrong) {
        End::ContentErrors
    } else {
        End::Clean
    }
}

/// Mistakes are never published, and warnings only when somebody says so.
fn diagnostics_stop(shown: &[Diagnostic], args: &PublishArgs) -> bool {
    let is_error = |diagnostic: &Diagnostic| diagnostic.severity() == Severity::Error;
    shown.iter().any(is_error) || !shown.is_empty() && !args.allow_warnings
}

fn publish(project: &Project, args: &PublishArgs, terminal: &mut Terminal) -> End {
    let root = &args.root.root;
    if project.has_broken_settings {
        let problems = project.problems.clone().sorted(&project.tree.sources);
        terminal.diagnostics(&problems, &project.tree.sources);
        terminal.failure("nothing was published; mend the settings first");
        return End::Failed;
    }
    if project.settings.base_url.is_none() {
        terminal.failure("write where the site will be into playbook.toml (base_url); the “not found” page, the feed and shared links need it");
        return End::Failed;
    }
    let target = Target {
        remote: args.remote.clone(),
        branch: args.branch.clone(),
    };
    let asked = Git::find(root).map_err(deploy::Refused::from).and_then(|git| {
        let tip = deploy::check(&git, &target)?;
        Ok((git, tip))
    });
    let (git, tip) = match asked {
        Ok(asked) => asked,
        Err(refused) => {
            terminal.failure(format_args!("nothing was published: {refused}"));
            return End::Failed;
        }
    };
    let out = root.join(Readers::Public.folder());
    let mut diagnostics = Diagnostics::new();
    let built = crate::build(project, root, &out, Readers::Public, &mut diagnostics);
    let mut shown = diagnostics.sorted(&project.tree.sources);
    shown.retain(|diagnostic| diagnostic.severity() != Severity::Advice);
    terminal.diagnostics(&shown, &project.tree.sources);
    if let Err(failure) = built {
        say_failure(&failure, terminal);
        return End::Failed;
    }
    terminal.summary(&shown);
    if diagnostics_stop(&shown, args) {
        terminal.failure("nothing was published; mend this first, or add --allow-warnings if there are only warnings");
        return if project.has_broken_settings {
            End::Failed
        } else {
            End::ContentErrors
        };
    }
    let mut wrong = examine(project, args, Some(&git));
    wrong.retain(|finding| finding.grade == Grade::Wrong);
    for finding in &wrong {
        let fix = finding.fix.as_deref().unwrap_or_default();
        terminal.failure(format_args!("{}\n       → {fix}", finding.sentence));
    }
    if !wrong.is_empty() {
        terminal.failure("nothing was published");
        return End::ContentErrors;
    }
    match deploy::push(&git, &target, tip.as_deref(), &out, &project.settings.title) {
        Ok(Published::Commit { commit, gone }) => {
            let base = project.settings.base_url.as_ref().map_or("", |base| base.as_str());
            let short = commit.get(..10).unwrap_or(&commit);
            terminal.say(format_args!(
                "Published to the branch {} of {} ({short}). In some minutes it is at {base}",
                target.branch, target.remote
            ));
            if let Some(gone) = named(&gone) {
                terminal.say(format_args!(
                    "The history of {branch} still holds {gone}; to take that away too, run “git push {} --delete {branch}” and publish again.",
                    target.remote,
                    branch = target.branch
                ));
            }
            End::Clean
        }
        Ok(Published::Same) => {
            terminal.say(format_args!("The branch {} has all of it already.", target.branch));
            End::Clean
        }
        Err(refused) => {
            terminal.failure(format_args!("nothing was published: {refused}"));
            End::Failed
        }
    }
}

/// Some files, as a sentence names them.
fn named(files: &[String]) -> Option<String> {
    let (first, rest) = files.split_first()?;
    Some(match rest.len() {
        0 => first.clone(),
        1 => format!("{first} and 1 more page"),
        more => format!("{first} and {more} more pages"),
    })
}

//! A folder that a build made, put on a branch of its own and pushed.
//!
//! 1. Everything is asked before anything is made: the branch's name, uncommitted changes, what the branch is at the other
//!    end. What no build wrote there would be lost, so it is refused.
//! 2. One stream makes a commit of the folder's very bytes, upon what the branch holds: no working tree, no index, no filter
//!    of line ends. Until it is pushed, it is known by a reference of our own and by no branch.
//! 3. The push is never forced: if somebody was faster, it is refused, and nothing is lost.

use super::git::{Git, GitFailure};
use crate::edition::Readers;
use crate::emit::{MARKER, Marker};
use crate::source::is_left_behind;
use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Where a site is published.
#[derive(Debug)]
pub struct Target {
    /// The name by which the repository knows where it is pushed to.
    pub remote: String,
    pub branch: String,
}

/// What came of it.
#[derive(Debug, PartialEq, Eq)]
pub enum Published {
    Commit {
        /// What the branch now is.
        commit: String,
        /// Pages that the branch had and has no more. Its history still has them.
        gone: Vec<String>,
    },
    /// The branch holds the same files already.
    Same,
}

/// Why nothing was published. The branch is as it was.
#[derive(Debug)]
pub enum Refused {
    Git(GitFailure),
    BranchName(String),
    /// The branch is the one that the playbook itself is on.
    OwnBranch(String),
    NoRemote {
        remote: String,
        others: Vec<String>,
    },
    /// These files are not as they were last committed.
    Uncommitted(Vec<String>),
    /// The branch holds this file, which no build wrote.
    ForeignFile {
        branch: String,
        file: String,
    },
    /// The branch holds the team's edition, or one with drafts.
    OtherEdition(String),
    /// The branch became another one in the meantime.
    Overtaken(String),
    /// The folder is not what a build left there.
    NotBuilt(PathBuf),
    Unreadable(PathBuf, io::Error),
}

impl From<GitFailure> for Refused {
    fn from(failure: GitFailure) -> Self {
        Self::Git(failure)
    }
}

/// The most names that a message lists.
const NAMED: usize = 5;

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Git(failure) => failure.fmt(f),
            Self::BranchName(name) => write!(
                f,
                "“{name}” cannot be the name of a branch; choose another with --branch"
            ),
            Self::OwnBranch(name) => write!(
                f,
                "{name} is the branch that the playbook itself is on, and publishing would put the site in its place; choose another with --branch"
            ),
            Self::NoRemote { remote, others } if others.is_empty() => write!(
                f,
                "the repository does not know where to publish: add the address with “git remote add {remote} ADDRESS”"
            ),
            Self::NoRemote { remote, others } => write!(
                f,
                "the repository knows no “{remote}”; choose one with --remote: {}",
                others.join(", ")
            ),
            Self::Uncommitted(files) => {
                let named: Vec<&str> = files.iter().take(NAMED).map(String::as_str).collect();
                let more = files.len().saturating_sub(NAMED);
                write!(f, "not committed yet: {}", named.join(", "))?;
                if more > 0 {
                    write!(f, " and {more} more")?;
                }
                f.write_str("; what is on the web should be in the history too: run “git add --all” and “git commit”, then publish again")
            }
            Self::ForeignFile { branch, file } => write!(
                f,
                "the branch {branch} holds {file}, which no build wrote, and it would be lost; put it into static/ if the site needs it, or choose another branch with --branch"
            ),
            Self::OtherEdition(branch) => write!(
                f,
                "the branch {branch} holds what is not for the public, and must not be on the web: delete the branch there, and publish again"
            ),
            Self::Overtaken(branch) => write!(
                f,
                "somebody published to {branch} in this very moment; nothing is lost: publish again"
            ),
            Self::NotBuilt(folder) => write!(f, "{} is not what a build left there; build again", folder.display()),
            Self::Unreadable(path, error) => write!(f, "{}: {error}", path.display()),
        }
    }
}

/// The reference by which a commit is known until it is pushed.
const REFERENCE: &str = "refs/playbook/publish";

/// What of a playbook a site is made of, and must be committed.
const SOURCES: [&str; 4] = ["playbook.toml", "content", "static", "themes"];

/// Asks all that can be asked before a site is built: that the branch can be published to, and that everything is committed.
/// Gives what the branch is at the other end, if it is there.
///
/// # Errors
/// See [`Refused`].
pub fn check(git: &Git, target: &Target) -> Result<Option<String>, Refused> {
    let Target { remote, branch } = target;
    let reference = reference(target);
    if git.ask(&["check-ref-format", &reference]).is_err() {
        return Err(Refused::BranchName(branch.clone()));
    }
    if git
        .ask(&["symbolic-ref", "--quiet", "HEAD"])
        .is_ok_and(|head| head == reference)
    {
        return Err(Refused::OwnBranch(branch.clone()));
    }
    if git.ask(&["remote", "get-url", "--", remote]).is_err() {
        let others = git.ask(&["remote"])?.lines().map(str::to_owned).collect();
        return Err(Refused::NoRemote {
            remote: remote.clone(),
            others,
        });
    }
    let changed = uncommitted(git)?;
    if !changed.is_empty() {
        return Err(Refused::Uncommitted(changed));
    }
    let tip = tip(git, target)?;
    if tip.is_some() {
        // What it holds is looked at; no branch and no reference here comes to name it.
        let quietly = ["fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--refmap="];
        git.ask(&[&quietly[..], &[remote, &reference]].concat())?;
    }
    Ok(tip)
}

/// What of a playbook is not as it was last committed.
///
/// # Errors
/// When git cannot say.
pub fn uncommitted(git: &Git) -> Result<Vec<String>, GitFailure> {
    let mut status = vec!["status", "--porcelain=v1", "-z", "--no-renames"];
    // What git was told to ignore is read from the disk all the same, and would be published.
    status.extend(["--untracked-files=all", "--ignored=matching", "--"]);
    status.extend(SOURCES);
    let changed = git.ask_bytes(&status)?;
    // The playbook may be a folder of the repository, from whose root git tells paths.
    let prefix = git.ask(&["rev-parse", "--show-prefix"])?;
    let entries = changed.split(|byte| *byte == 0).filter(|entry| entry.len() > 3);
    let entries = entries.map(|entry| {
        let path = String::from_utf8_lossy(&entry[3..]);
        let below = path.strip_prefix(&prefix).unwrap_or(&path).to_owned();
        (entry.starts_with(b"!!"), below)
    });
    let changed = entries.filter(|(is_ignored, path)| !is_ignored || is_read(path));
    Ok(changed.map(|(_, path)| path).collect())
}

/// Whether something that git ignores is read all the same.
fn is_read(path: &str) -> bool {
    let is_hidden = |part: &str| part.starts_with('.') && path.starts_with("content/");
    !path.split('/').any(|part| is_left_behind(part) || is_hidden(part))
}

/// Puts the folder `site`, of the playbook called `title`, on the branch, upon `tip`, and pushes it.
///
/// # Errors
/// See [`Refused`].
pub fn push(git: &Git, target: &Target, tip: Option<&str>, site: &Path, title: &str) -> Result<Published, Refused> {
    let unreadable = |error| Refused::Unreadable(site.to_owned(), error);
    let marker = Marker::read(site).map_err(unreadable)?;
    let marker = marker.ok_or_else(|| Refused::NotBuilt(site.to_owned()))?;
    if marker.edition != Readers::Public.name() {
        return Err(Refused::NotBuilt(site.to_owned()));
    }
    let gone = match tip {
        Some(tip) => check_files(git, &target.branch, tip, &marker)?,
        None => Vec::new(),
    };
    let mut broken = None;
    let result = git.feed(
        &["fast-import", "--quiet", "--force", "--done", "--date-format=now"],
        |out| {
            begin(out, title, tip)?;
            for file in marker.files.iter().map(String::as_str).chain([MARKER]) {
                let path = site.join(file);
                match fs::read(&path) {
                    Ok(bytes) => add(out, file, &bytes)?,
                    Err(error) => {
                        broken = Some(Refused::Unreadable(path, error));
                        // The stream ends without its “done”, and git makes nothing of it.
                        return Err(io::ErrorKind::Other.into());
                    }
                }
            }
            out.write_all(b"done\n")
        },
    );
    if let Some(broken) = broken {
        return Err(broken);
    }
    result?;
    let commit = git.ask(&["rev-parse", "--verify", REFERENCE])?;
    let pushed = push_commit(git, target, tip, commit, gone);
    // It is on the branch now, or of no use; the next run would write over it.
    let _ = git.ask(&["update-ref", "-d", REFERENCE]);
    pushed
}

fn push_commit(
    git: &Git,
    target: &Target,
    tip: Option<&str>,
    commit: String,
    gone: Vec<String>,
) -> Result<Published, Refused> {
    if let Some(tip) = tip {
        let trees = [tip, &commit].map(|commit| git.ask(&["rev-parse", "--verify", &format!("{commit}^{{tree}}")]));
        if let [Ok(before), Ok(now)] = trees
            && before == now
        {
            return Ok(Published::Same);
        }
    }
    let what = format!("{commit}:{}", reference(target));
    match git.ask(&["push", "--quiet", "--porcelain", &target.remote, &what]) {
        Ok(_) => Ok(Published::Commit { commit, gone }),
        Err(failure) => match self::tip(git, target) {
            Ok(now) if now.as_ref() == Some(&commit) => Ok(Published::Commit { commit, gone }),
            Ok(now) if now.as_deref() != tip => Err(Refused::Overtaken(target.branch.clone())),
            Ok(_) | Err(_) => Err(failure.into()),
        },
    }
}

fn reference(target: &Target) -> String {
    format!("refs/heads/{}", target.branch)
}

/// The commit that the branch is at the other end.
fn tip(git: &Git, target: &Target) -> Result<Option<String>, Refused> {
    let listed = git.ask(&["ls-remote", "--heads", &target.remote, &reference(target)])?;
    Ok(listed.split_whitespace().next().map(str::to_owned))
}

/// Holds that builds wrote everything that a commit has, or that this one has it too: what they did not write would be lost.
/// Gives the pages that the commit has and this build has not.
fn check_files(git: &Git, branch: &str, tip: &str, now: &Marker) -> Result<Vec<String>, Refused> {
    let listed = git.ask_bytes(&["ls-tree", "-r", "-z", "--name-only", "--full-tree", tip])?;
    let listed = listed.split(|byte| *byte == 0).filter(|name| !name.is_empty());
    let files: BTreeSet<String> = listed.map(|name| String::from_utf8_lossy(name).into_owned()).collect();
    let marker = files
        .contains(MARKER)
        .then(|| git.ask_bytes(&["cat-file", "blob", &format!("{tip}:{MARKER}")]));
    let marker = marker
        .transpose()?
        .and_then(|bytes| Marker::parse(&String::from_utf8_lossy(&bytes)));
    let is_ours = |file: &&String| {
        let is_written = marker.as_ref().is_some_and(|marker| marker.files.contains(*file));
        *file == MARKER || is_written || now.files.contains(*file)
    };
    if let Some(foreign) = files.iter().find(|file| !is_ours(file)) {
        return Err(Refused::ForeignFile {
            branch: branch.to_owned(),
            file: foreign.clone(),
        });
    }
    if marker.is_some_and(|marker| marker.edition != Readers::Public.name()) {
        return Err(Refused::OtherEdition(branch.to_owned()));
    }
    let is_gone = |file: &String| file.ends_with(".html") && !now.files.contains(file);
    Ok(files.into_iter().filter(is_gone).collect())
}

/// Whose commits these are: the branch is read by everyone, and its history keeps names. The address is nobody's, since no domain
/// ends so (RFC 6761, 6.4).
fn committer(title: &str) -> String {
    let is_of_git = |c: char| c.is_control() || matches!(c, '<' | '>');
    let words = title.split(|c: char| c.is_whitespace() || is_of_git(c));
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let name = if words.is_empty() {
        "Playbook".into()
    } else {
        words.join(" ")
    };
    format!("{name} <noreply@playbook.invalid>")
}

fn begin(out: &mut dyn Write, title: &str, tip: Option<&str>) -> io::Result<()> {
    // Without the first line, what a killed run left under the reference would be the commit's parent.
    write!(
        out,
        "reset {REFERENCE}\n\ncommit {REFERENCE}\ncommitter {} now\n",
        committer(title)
    )?;
    let message = format!("{title}: the public edition");
    write!(out, "data {}\n{message}\n", message.len())?;
    if let Some(tip) = tip {
        writeln!(out, "from {tip}")?;
    }
    out.write_all(b"deleteall\n")
}

fn add(out: &mut dyn Write, file: &str, bytes: &[u8]) -> io::Result<()> {
    let quoted = file.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
    write!(out, "M 100644 inline \"{quoted}\"\ndata {}\n", bytes.len())?;
    out.write_all(bytes)?;
    out.write_all(b"\n")
}

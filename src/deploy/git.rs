//! Git, as a program: what it is asked, and what it says when it cannot.

use std::fmt;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

/// A repository, by a folder in it.
#[derive(Debug)]
pub struct Git {
    folder: PathBuf,
}

/// Why git could not do something.
#[derive(Debug)]
pub enum GitFailure {
    NotInstalled,
    NoRepository(PathBuf),
    /// In git's own words.
    Said(String),
    Io(io::Error),
}

impl fmt::Display for GitFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotInstalled => {
                f.write_str("git is not installed; get it from https://git-scm.com, or publish by the workflow, which needs none here")
            }
            Self::NoRepository(folder) => write!(
                f,
                "{} is in no git repository; make one with “git init”, and commit the playbook",
                folder.display()
            ),
            Self::Said(words) => write!(f, "git says: {}", words.trim().replace('\n', "\n  ")),
            Self::Io(error) => write!(f, "git could not be used: {error}"),
        }
    }
}

impl Git {
    /// The repository that a folder is in.
    ///
    /// # Errors
    /// When there is no git, or no repository.
    pub fn find(folder: &Path) -> Result<Self, GitFailure> {
        let git = Self {
            folder: folder.to_owned(),
        };
        match git.ask(&["rev-parse", "--git-dir"]) {
            Ok(_) => Ok(git),
            Err(GitFailure::Said(words)) if words.contains("not a git repository") => {
                let whole = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
                Err(GitFailure::NoRepository(whole))
            }
            Err(other) => Err(other),
        }
    }

    /// What git answers, without the line's end.
    ///
    /// # Errors
    /// When it does not end well, with its own words.
    pub fn ask(&self, args: &[&str]) -> Result<String, GitFailure> {
        let bytes = self.ask_bytes(args)?;
        Ok(String::from_utf8_lossy(&bytes).trim_end().to_owned())
    }

    /// What git answers, as it is.
    ///
    /// # Errors
    /// When it does not end well, with its own words.
    pub fn ask_bytes(&self, args: &[&str]) -> Result<Vec<u8>, GitFailure> {
        let output = self.command(args).stdin(Stdio::null()).output().map_err(not_run)?;
        ended_well(output)
    }

    /// Runs git with a stream to read from, which `write` writes.
    ///
    /// # Errors
    /// When it does not end well, with its own words.
    pub fn feed(&self, args: &[&str], write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), GitFailure> {
        let mut child: Child = self
            .command(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(not_run)?;
        // Taken out of the child, it is closed when the writing ends: git waits for that.
        let written = child.stdin.take().map_or(Ok(()), |stdin| {
            let mut stdin = io::BufWriter::new(stdin);
            write(&mut stdin).and_then(|()| stdin.flush())
        });
        ended_well(child.wait_with_output().map_err(GitFailure::Io)?)?;
        written.map_err(GitFailure::Io)
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new("git");
        command.arg("-C").arg(&self.folder).args(args);
        // One of its sentences is looked for.
        command.env("LC_ALL", "C");
        command
    }
}

fn not_run(error: io::Error) -> GitFailure {
    if error.kind() == io::ErrorKind::NotFound {
        GitFailure::NotInstalled
    } else {
        GitFailure::Io(error)
    }
}

fn ended_well(output: Output) -> Result<Vec<u8>, GitFailure> {
    if output.status.success() {
        return Ok(output.stdout);
    }
    let words = String::from_utf8_lossy(&output.stderr).into_owned();
    // A push says on standard output which branch was refused, and why.
    let words = if words.trim().is_empty() {
        String::from_utf8_lossy(&output.stdout).into_owned()
    } else {
        words
    };
    Err(GitFailure::Said(if words.trim().is_empty() {
        format!("nothing, and ended with {}", output.status)
    } else {
        words
    }))
}

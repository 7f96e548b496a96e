//! What several tests need: playbooks in folders of their own.

#![allow(dead_code, reason = "each test file is a crate of its own and uses a part of this")]

pub mod links;
pub mod preview;

use playbook::edition::Readers;
use playbook::source::{Diagnostic, Diagnostics, Sources};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;
use walkdir::WalkDir;

/// Every file below a folder, by its path with `/` between its parts.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in WalkDir::new(folder).into_iter().filter_map(Result::ok) {
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(folder).expect("it lies below the folder");
            let name: Vec<String> = path.iter().map(|part| part.to_string_lossy().into_owned()).collect();
            files.insert(name.join("/"), fs::read(entry.path()).expect("the file can be read"));
        }
    }
    files
}

/// Runs the program in a folder and gives its exit code, standard output and standard error.
pub fn run(args: &[&str], root: &Path) -> (i32, String, String) {
    let output = Command::new(assert_cmd::cargo::cargo_bin!("playbook"))
        .current_dir(root)
        .args(args)
        .output()
        .expect("it runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("messages are UTF-8");
    let code = output.status.code().expect("it ends by itself");
    (code, text(output.stdout), text(output.stderr))
}

pub fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A playbook in a folder that goes when the test ends.
pub struct Playbook {
    pub folder: TempDir,
}

/// What a build said and wrote.
pub struct Built {
    pub diagnostics: Vec<Diagnostic>,
    pub sources: Sources,
    /// None when there were errors.
    pub files: Option<BTreeMap<String, Vec<u8>>>,
}

impl Playbook {
    /// An empty one with settings.
    pub fn new() -> Self {
        let playbook = Self {
            folder: tempfile::tempdir().expect("a folder can be made"),
        };
        playbook.write(
            "playbook.toml",
            "title = \"Test\"\nbase_url = \"https://example.org/play/\"\n",
        );
        playbook
    }

    /// A copy of a folder.
    pub fn copy_of(folder: &Path) -> Self {
        let playbook = Self {
            folder: tempfile::tempdir().expect("a folder can be made"),
        };
        for (name, bytes) in files(folder) {
            playbook.write(&name, bytes);
        }
        playbook
    }

    /// The content that comes with the program.
    pub fn starter() -> Self {
        let playbook = Self {
            folder: tempfile::tempdir().expect("a folder can be made"),
        };
        for part in ["content", "static"] {
            for (name, bytes) in files(&repository().join(part)) {
                playbook.write(&format!("{part}/{name}"), bytes);
            }
        }
        playbook.write(
            "playbook.toml",
            fs::read(repository().join("playbook.toml")).expect("there are settings"),
        );
        playbook
    }

    /// With the plainest theme in place of the built-in one.
    pub fn with_plain_theme(self) -> Self {
        for (name, bytes) in files(&repository().join("tests/theme")) {
            self.write(&format!("themes/default/{name}"), bytes);
        }
        self
    }

    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> &Self {
        let path = self.root().join(name);
        fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("folders can be made");
        fs::write(path, bytes).expect("files can be written");
        self
    }

    /// A page with a title.
    pub fn page(&self, name: &str, text: &str) -> &Self {
        self.write(
            &format!("content/{name}"),
            format!("+++\ntitle = \"Page\"\n+++\n{text}"),
        )
    }

    /// Builds an edition into a folder of its own.
    pub fn build(&self, readers: Readers) -> Built {
        let out = tempfile::tempdir().expect("a folder can be made");
        let project = playbook::open(self.root(), None).expect("it is a playbook");
        let mut diagnostics = Diagnostics::new();
        let out = out.path().join("out");
        let emitted = playbook::build(&project, self.root(), &out, readers, &mut diagnostics)
            .unwrap_or_else(|failure| panic!("{failure:?}"));
        Built {
            diagnostics: diagnostics.sorted(&project.tree.sources),
            sources: project.tree.sources,
            files: emitted.map(|_| files(&out)),
        }
    }

    /// Everything that `check` says.
    pub fn check(&self) -> (Vec<Diagnostic>, Sources) {
        let project = playbook::open(self.root(), None).expect("it is a playbook");
        let mut diagnostics = project.problems.clone();
        playbook::check::check(&project.playbook, &project.settings, &project.theme, &mut diagnostics);
        (diagnostics.sorted(&project.tree.sources), project.tree.sources)
    }

    /// The codes that `check` says, with the words that each is about.
    pub fn codes(&self) -> Vec<&'static str> {
        self.check()
            .0
            .iter()
            .map(|diagnostic| diagnostic.code.as_str())
            .collect()
    }
}

impl Built {
    /// A page as text.
    pub fn page(&self, name: &str) -> String {
        let files = self
            .files
            .as_ref()
            .unwrap_or_else(|| panic!("nothing was built: {:?}", self.diagnostics));
        let bytes = files
            .get(name)
            .unwrap_or_else(|| panic!("there is no {name} among {:?}", files.keys()));
        String::from_utf8(bytes.clone()).expect("pages are UTF-8")
    }
}

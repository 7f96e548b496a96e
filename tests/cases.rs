//! Little playbooks, with what is to come of them.
//!
//! A folder in `tests/cases/` is a playbook as an author would write it, and `expected/` in it:
//!
//! - `check.txt`: what `playbook check` says;
//! - `public.txt`: what the public build says, and the names of the files that it writes;
//! - `public/…`, `team/…`: pages of either edition, word for word. Only the pages that are there are compared.
//!
//! Pages come out in the plainest theme (`tests/theme`), so that they show the program's work and no looks, unless
//! the case has a theme of its own. `BLESS=1 cargo test --test cases` writes what came out over what was expected;
//! for a page to be added, put an empty file in its place first. Read the difference before it is committed.

mod support;

use annotate_snippets::Renderer;
use playbook::edition::Readers;
use playbook::source::{Code, Diagnostic, Severity, Sources, report};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use support::{Built, Playbook, files, repository};

fn said(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let text = report::human(diagnostics, sources, &Renderer::plain());
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    lines.join("\n") + &report::summary(diagnostics) + "\n"
}

/// What came out, by the names of the files that expect it.
fn outcome(case: &Path) -> BTreeMap<String, String> {
    let playbook = Playbook::copy_of(case);
    let playbook = if case.join("themes").exists() {
        playbook
    } else {
        playbook.with_plain_theme()
    };
    let mut outcome = BTreeMap::new();
    let (diagnostics, sources) = playbook.check();
    outcome.insert("check.txt".to_owned(), said(&diagnostics, &sources));
    for (readers, folder) in [(Readers::Public, "public"), (Readers::Team, "team")] {
        let mut built = playbook.build(readers);
        // What the search knows says everything twice, and has tests of its own.
        if let Some(files) = &mut built.files {
            files.retain(|name, _| !name.starts_with("search"));
        }
        built
            .diagnostics
            .retain(|diagnostic| diagnostic.severity() != Severity::Advice);
        if readers == Readers::Public {
            outcome.insert("public.txt".to_owned(), said_and_written(&built));
        }
        for (name, bytes) in built.files.unwrap_or_default() {
            outcome.insert(format!("{folder}/{name}"), String::from_utf8_lossy(&bytes).into_owned());
        }
    }
    outcome
}

fn said_and_written(built: &Built) -> String {
    let mut text = said(&built.diagnostics, &built.sources);
    for name in built.files.iter().flatten().map(|(name, _)| name) {
        let _ = writeln!(text, "{}", without_hash(name));
    }
    text
}

/// The names of the theme's files have a hash of what is in them, which is no part of any case.
fn without_hash(text: &str) -> String {
    const FOLDER: &str = "theme/";
    let mut parts = text.split(FOLDER);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push_str(FOLDER);
        let end = part.find(['"', '\n']).unwrap_or(part.len());
        let (name, rest) = part.split_at(end);
        match name.split('.').collect::<Vec<_>>()[..] {
            [stem, hash, ending] if hash.len() == 8 => {
                let _ = write!(out, "{stem}.{ending}{rest}");
            }
            _ => out.push_str(part),
        }
    }
    out
}

#[test]
fn every_case_comes_out_as_expected() {
    let bless = std::env::var_os("BLESS").is_some();
    let mut wrong = String::new();
    let mut cases = 0;
    let folder = repository().join("tests/cases");
    for case in fs::read_dir(folder)
        .expect("there are cases")
        .map(|entry| entry.expect("it can be listed").path())
    {
        cases += 1;
        let outcome = outcome(&case);
        let expected_folder = case.join("expected");
        let mut expected = files(&expected_folder);
        for name in ["check.txt", "public.txt"] {
            expected.entry(name.to_owned()).or_default();
        }
        for (name, bytes) in expected {
            let expected = without_hash(&String::from_utf8_lossy(&bytes));
            let came = outcome
                .get(&name)
                .cloned()
                .unwrap_or_else(|| "(no such file came out)\n".to_owned());
            let came = without_hash(&came);
            if came == expected {
                continue;
            }
            if bless {
                fs::create_dir_all(expected_folder.join(&name).parent().expect("a folder")).expect("it can be made");
                fs::write(expected_folder.join(&name), came).expect("it can be written");
            } else {
                let _ = writeln!(
                    wrong,
                    "{}/expected/{name}:\n{}",
                    case.display(),
                    first_difference(&expected, &came)
                );
            }
        }
    }
    assert!(cases > 0, "there are no cases");
    assert!(
        wrong.is_empty(),
        "{wrong}\nBLESS=1 cargo test --test cases writes what came out"
    );
}

fn first_difference(expected: &str, came: &str) -> String {
    let (mut a, mut b) = (expected.lines(), came.lines());
    let mut line = 0;
    loop {
        line += 1;
        match (a.next(), b.next()) {
            (Some(a), Some(b)) if a == b => {}
            (None, None) => return "  they differ in the ends of their lines".to_owned(),
            (a, b) => {
                let show = |line: Option<&str>| line.unwrap_or("(the end)").to_owned();
                return format!("  line {line}\n  expected: {}\n  came:     {}", show(a), show(b));
            }
        }
    }
}

/// Mistakes that no folder in version control can hold, and the tests that make them.
const TESTED_ELSEWHERE: [(Code, &str); 4] = [
    (Code::FileUnreadable, "files.rs"),
    (Code::FileTooLarge, "files.rs"),
    (Code::FileSpecial, "files.rs"),
    (Code::SymbolicLink, "files.rs"),
];

#[test]
fn every_mistake_has_a_case() {
    let mut said = String::new();
    for case in fs::read_dir(repository().join("tests/cases")).expect("there are cases") {
        for name in ["check.txt", "public.txt"] {
            let path = case
                .as_ref()
                .expect("it can be listed")
                .path()
                .join("expected")
                .join(name);
            said.push_str(&fs::read_to_string(path).unwrap_or_default());
        }
    }
    let missing: Vec<&str> = Code::ALL
        .iter()
        .filter(|code| !TESTED_ELSEWHERE.iter().any(|(tested, _)| tested == *code))
        .map(|code| code.as_str())
        .filter(|code| !said.contains(&format!("[{code}]")))
        .collect();
    assert!(missing.is_empty(), "no case shows {missing:?}");
    for (code, file) in TESTED_ELSEWHERE {
        let text = fs::read_to_string(repository().join("tests").join(file)).expect("the test is there");
        assert!(text.contains(code.as_str()), "{file} does not show {}", code.as_str());
    }
}

#[test]
fn every_mistake_is_explained() {
    let text = fs::read_to_string(repository().join("docs/diagnostics.md")).expect("there is a page on mistakes");
    let missing: Vec<&str> = Code::ALL
        .iter()
        .map(|code| code.as_str())
        .filter(|code| !text.contains(&format!("`{code}`")))
        .collect();
    assert!(missing.is_empty(), "docs/diagnostics.md does not explain {missing:?}");
}

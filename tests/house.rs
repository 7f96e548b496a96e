//! The rules of the house that a reader would otherwise have to believe.

mod support;

use std::collections::BTreeMap;
use support::{files, repository};

/// Modules from the ground up; those on one floor do not know each other.
const FLOORS: [&[&str]; 10] = [
    &["source"],
    &["aside", "picture", "model", "config"],
    &["compile", "cite", "theme"],
    &["edition"],
    &["link"],
    &["render", "publish"],
    &["emit"],
    &["check", "status", "starter"],
    &["serve", "deploy"],
    &["cli"],
];

/// Floor 1 has modules that are used beside each other, and never in reverse: settings speak of the model, the model of pictures
/// and of what is forgotten in files.
const BESIDE: [(&str, &str); 3] = [("config", "model"), ("model", "picture"), ("model", "aside")];

/// What code says that touches the disk.
const DISK: [&str; 11] = [
    "std::fs",
    "fs::",
    "File::",
    "walkdir",
    "tempfile",
    "canonicalize",
    "metadata(",
    "exists(",
    "is_file()",
    "is_dir()",
    "is_symlink()",
];

fn sources() -> BTreeMap<String, String> {
    let sources = files(&repository().join("src"));
    sources
        .into_iter()
        .map(|(name, bytes)| (name, String::from_utf8(bytes).expect("code is UTF-8")))
        .collect()
}

fn floor_of(module: &str) -> Option<usize> {
    FLOORS.iter().position(|modules| modules.contains(&module))
}

/// The modules that a file names as `crate::…`.
fn used(text: &str) -> Vec<String> {
    text.match_indices("crate::")
        .map(|(at, found)| {
            text[at + found.len()..]
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect()
        })
        .collect()
}

#[test]
fn a_module_knows_only_the_floors_below_it() {
    let mut seen = 0;
    for (name, text) in sources() {
        let Some((module, _)) = name.split_once('/') else {
            continue;
        };
        let floor = floor_of(module).unwrap_or_else(|| panic!("{module} has no floor"));
        for used in used(&text).iter().filter(|used| *used != module) {
            let Some(below) = floor_of(used) else {
                // What the crate's root has is the pipeline itself, which only these two start.
                let starts = ["serve", "cli"].contains(&module);
                assert!(starts, "{name} uses crate::{used}");
                continue;
            };
            seen += 1;
            let may = below < floor || BESIDE.contains(&(module, used));
            assert!(may, "{name} is on floor {floor} and uses {used}, on floor {below}");
        }
    }
    assert!(
        seen > 50,
        "only {seen} uses were found: the test looks at the wrong place"
    );
}

#[test]
fn only_some_modules_touch_the_disk() {
    for (name, text) in sources() {
        let module = name.split('/').next().unwrap_or_default();
        if ["source", "theme", "emit", "starter", "deploy"].contains(&module) {
            continue;
        }
        for word in DISK {
            assert!(!text.contains(word), "{name} says {word}");
        }
    }
}

#[test]
fn nothing_below_the_preview_knows_the_time() {
    for (name, text) in sources() {
        if name.starts_with("cli/") || name.starts_with("serve/") {
            continue;
        }
        for word in [
            "SystemTime::now",
            "Instant",
            "Zoned::now",
            "Timestamp::now",
            "Duration",
            "std::thread",
        ] {
            assert!(!text.contains(word), "{name} says {word}");
        }
    }
}

#[test]
fn no_file_sprawls_and_no_room_lacks_a_subject() {
    for (name, text) in sources() {
        let lines = text.lines().count();
        assert!(lines <= 500, "{name} has {lines} lines");
        for room in ["util", "utils", "helper", "helpers", "common", "misc"] {
            let is_room = name.split(['/', '.']).any(|part| part == room);
            assert!(!is_room, "{name} has no subject");
        }
    }
}

#[test]
fn every_file_of_code_says_what_it_is() {
    for (name, text) in sources() {
        let begins = if name.ends_with(".rs") { "//!" } else { "// " };
        assert!(text.starts_with(begins), "{name} does not begin with what it is");
    }
}

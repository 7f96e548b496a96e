//! Same input, same bytes: in another folder, another time zone, another order of files, at another time.

mod support;

use playbook::edition::Readers;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use support::{Playbook, files};

fn built_by_command(root: &Path, zone: &str) -> BTreeMap<String, Vec<u8>> {
    let out = tempfile::tempdir().expect("a folder can be made");
    let out = out.path().join("a folder with a name");
    let status = Command::new(assert_cmd::cargo::cargo_bin!("playbook"))
        .args(["build", "--quiet", "--root"])
        .arg(root)
        .arg("--out")
        .arg(&out)
        .env("TZ", zone)
        .env("LANG", "tr_TR.UTF-8")
        .status()
        .expect("the program runs");
    assert!(status.success());
    files(&out)
}

#[test]
fn two_builds_in_different_places_are_the_same() {
    let one = Playbook::starter();
    let two = Playbook::starter();
    // Files made again, in the reverse order, with other times.
    let mut all: Vec<(String, Vec<u8>)> = files(two.root()).into_iter().collect();
    all.reverse();
    for (name, _) in &all {
        std::fs::remove_file(two.root().join(name)).expect("it can be removed");
    }
    for (name, bytes) in all {
        two.write(&name, bytes);
    }
    let a = built_by_command(one.root(), "Pacific/Auckland");
    let b = built_by_command(two.root(), "America/Los_Angeles");
    assert!(a.len() > 20);
    assert_eq!(a, b);
}

#[test]
fn a_page_says_nothing_of_where_it_was_built() {
    let playbook = Playbook::starter();
    let folder = playbook.root().to_string_lossy().into_owned();
    for (name, bytes) in playbook.build(Readers::Team).files.expect("it was built") {
        assert!(!String::from_utf8_lossy(&bytes).contains(&folder), "{name}");
    }
}

#[test]
fn every_link_is_relative_and_leads_to_something() {
    let files = Playbook::starter().build(Readers::Team).files.expect("it was built");
    let inside = support::links::check(&files, "/playbook/");
    assert!(inside > 200, "only {inside} links were looked at");
}

#[test]
fn no_id_stands_twice_in_a_page() {
    for (name, bytes) in Playbook::starter().build(Readers::Team).files.expect("it was built") {
        if !name.ends_with(".html") {
            continue;
        }
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let mut ids: Vec<&str> = text
            .match_indices(" id=\"")
            .map(|(at, found)| text[at + found.len()..].split('"').next().unwrap_or_default())
            .collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all, "{name}");
    }
}

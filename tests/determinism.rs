//! Same input, same bytes: in another folder, another time zone, another order of files, at another time, by another number of
//! threads.

mod support;

use playbook::edition::Readers;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use support::{Playbook, files};

fn built_by_command(root: &Path, zone: &str, threads: usize) -> BTreeMap<String, Vec<u8>> {
    let out = tempfile::tempdir().expect("a folder can be made");
    let out = out.path().join("a folder with a name");
    let status = Command::new(assert_cmd::cargo::cargo_bin!("playbook"))
        .args(["build", "--quiet", "--root"])
        .arg(root)
        .arg("--out")
        .arg(&out)
        .env("TZ", zone)
        .env("LANG", "tr_TR.UTF-8")
        .env("RAYON_NUM_THREADS", threads.to_string())
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
    let a = built_by_command(one.root(), "Pacific/Auckland", 2);
    let b = built_by_command(two.root(), "America/Los_Angeles", 2);
    assert!(a.len() > 20);
    assert_eq!(a, b);
}

/// Threads take pages as they can, for writing and for the search: which one took a page shows nowhere.
#[test]
fn builds_by_one_thread_and_by_many_are_the_same() {
    let playbook = Playbook::starter();
    let words = [
        "Meetings",
        "meeting's",
        "co-teaching",
        "reunión",
        "学校",
        "decide",
        "deciding",
        "(decided)",
    ];
    for number in 0..200 {
        let some: Vec<&str> = (0..40).map(|at| words[(number * 7 + at * at) % words.len()]).collect();
        let text = format!("## Of {number}\n\n{} word{number}\n", some.join(" "));
        playbook.page(&format!("pages/page-{number}.md"), &text);
    }
    let one = built_by_command(playbook.root(), "UTC", 1);
    assert!(one.keys().filter(|path| path.starts_with("search/")).count() > 10);
    for threads in [2, 7] {
        assert_eq!(
            built_by_command(playbook.root(), "UTC", threads),
            one,
            "{threads} threads"
        );
    }
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

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

/// Every `href` and `src` of the site, with the page it is in.
fn links(files: &BTreeMap<String, Vec<u8>>) -> Vec<(String, String)> {
    let mut links = Vec::new();
    for (name, bytes) in files.iter().filter(|(name, _)| name.ends_with(".html")) {
        let text = String::from_utf8_lossy(bytes);
        for attribute in [" href=\"", " src=\"", " action=\""] {
            for (at, found) in text.match_indices(attribute) {
                let value = &text[at + found.len()..];
                let value = &value[..value.find('"').expect("an attribute ends")];
                links.push((name.clone(), value.to_owned()));
            }
        }
    }
    links
}

#[test]
fn every_link_is_relative_and_leads_to_something() {
    let files = Playbook::starter().build(Readers::Team).files.expect("it was built");
    let links = links(&files);
    let mut inside = 0;
    for (page, link) in links {
        let is_outside = ["https://", "http://", "mailto:", "tel:"]
            .iter()
            .any(|scheme| link.starts_with(scheme));
        if is_outside {
            continue;
        }
        inside += 1;
        let (path, anchor) = link.split_once('#').unwrap_or((&link, ""));
        let target = if page == "404.html" {
            let below = path.strip_prefix("/playbook/");
            if path.is_empty() {
                page.clone()
            } else {
                below.unwrap_or_else(|| panic!("{page}: {link}")).to_owned()
            }
        } else {
            assert!(!path.starts_with('/'), "{page} has the absolute link {link}");
            resolve(&page, path)
        };
        let target = percent_encoding::percent_decode_str(&target)
            .decode_utf8_lossy()
            .into_owned();
        let bytes = files
            .get(&target)
            .unwrap_or_else(|| panic!("{page} links to {link}, and there is no {target}"));
        if !anchor.is_empty() {
            let anchor = percent_encoding::percent_decode_str(anchor)
                .decode_utf8_lossy()
                .into_owned();
            let text = String::from_utf8_lossy(bytes);
            assert!(
                text.contains(&format!(" id=\"{anchor}\"")),
                "{page} links to {link}, and there is no such place"
            );
        }
    }
    assert!(inside > 200, "only {inside} links were looked at");
}

fn resolve(page: &str, path: &str) -> String {
    if path.is_empty() {
        return page.to_owned();
    }
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            ".." => {
                assert!(parts.pop().is_some(), "{page} leads out of the site: {path}");
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
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

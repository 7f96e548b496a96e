//! The links of a built site.

use percent_encoding::percent_decode_str;
use std::collections::BTreeMap;

/// Every `href`, `src` and `action` of the site, with the page it is in.
fn links(files: &BTreeMap<String, Vec<u8>>) -> Vec<(String, String)> {
    let mut links = Vec::new();
    for (name, bytes) in files.iter().filter(|(name, _)| name.ends_with(".html")) {
        let text = String::from_utf8_lossy(bytes);
        for attribute in [" href=\"", " src=\"", " action=\"", " data-to=\""] {
            for (at, found) in text.match_indices(attribute) {
                let value = &text[at + found.len()..];
                let value = &value[..value.find('"').expect("an attribute ends")];
                links.push((name.clone(), value.to_owned()));
            }
        }
    }
    links
}

/// Holds that every link within the site is relative and leads to something, also to the very place; `base` is the path of the
/// site on its host, by which the “not found” page alone links. Gives how many there were.
pub fn check(files: &BTreeMap<String, Vec<u8>>, base: &str) -> usize {
    let decoded = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
    let mut inside = 0;
    for (page, link) in links(files) {
        let schemes = ["https://", "http://", "mailto:", "tel:"];
        if schemes.iter().any(|scheme| link.starts_with(scheme)) {
            continue;
        }
        inside += 1;
        let (path, anchor) = link.split_once('#').unwrap_or((&link, ""));
        let target = if page == "404.html" && !path.is_empty() {
            let below = path.strip_prefix(base);
            below.unwrap_or_else(|| panic!("{page}: {link}")).to_owned()
        } else {
            assert!(!path.starts_with('/'), "{page} has the absolute link {link}");
            resolve(&page, path)
        };
        let bytes = files.get(&decoded(&target));
        let bytes = bytes.unwrap_or_else(|| panic!("{page} links to {link}, and there is no {target}"));
        let id = format!(" id=\"{}\"", decoded(anchor));
        assert!(
            anchor.is_empty() || String::from_utf8_lossy(bytes).contains(&id),
            "{page} links to {link}, and there is no such place"
        );
    }
    inside
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

//! Texts that were meant to be pages and are none: a plain text, or a file of a word processor, that no page leads to.

use crate::link::Site;
use crate::source::{Code, Diagnostic, Diagnostics};
use std::collections::HashSet;

/// Endings of files that people write texts in. One without any is a text too, as a computer shows it that hides them.
const TEXTS: [&str; 10] = ["txt", "rtf", "doc", "docx", "odt", "pages", "gdoc", "html", "htm", ""];

/// Reports texts that no page of the team's edition uses, and that are not what a page was made of.
pub fn report_unread(team: &Site, diagnostics: &mut Diagnostics) {
    let used: HashSet<&str> = team.assets.iter().map(|used| used.asset.file.path.as_str()).collect();
    let pages = team.documents.iter().map(|linked| linked.document.path.as_str());
    let pages: HashSet<&str> = pages.filter_map(|path| path.strip_suffix(".md")).collect();
    for asset in team.edition.assets() {
        let path = asset.file.path.as_str();
        let name = path.rsplit('/').next().unwrap_or(path);
        let (stem, ending) = match name.rsplit_once('.') {
            Some((_, ending)) => (&path[..path.len() - ending.len() - 1], ending.to_ascii_lowercase()),
            None => (path, String::new()),
        };
        // What lies beside answers and cycles is told where it is not read.
        let is_of_data = path.starts_with("answers/") || path.starts_with("cycles/");
        let is_about_folder = name.to_ascii_lowercase().starts_with("readme");
        let is_known = used.contains(path) || pages.contains(stem) || is_of_data || is_about_folder;
        if !is_known && TEXTS.contains(&ending.as_str()) {
            let message = "No page leads to this file, and it is no page itself, so it is not on the site.";
            let fix = "save its text in a file that ends in .md to make a page of it, or link to it from a page";
            let place = format!("content/{path}");
            diagnostics.push(Diagnostic::in_file(Code::FileUnused, place, message).fix(fix));
        }
    }
}

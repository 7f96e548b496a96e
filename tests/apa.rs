//! APA Style, seventh edition, held against tables of what its manual asks for.
//!
//! `tests/apa/list.toml` has lists of references, `tests/apa/exported.toml` those of entries as they are exported, `tests/apa/in_text.toml` citations in a text, each with the section
//! that it follows. Their expected strings were written from the manual's rules, in which `*words*` are in italics.

mod support;

use playbook::edition::Readers;
use serde::Deserialize;
use std::fmt::Write;
use std::fs;
use support::{Built, Playbook, repository};
use unicode_normalization::UnicodeNormalization;

#[derive(Deserialize)]
struct Table<Case> {
    case: Vec<Case>,
}

#[derive(Deserialize)]
struct ListCase {
    rule: String,
    works: String,
    expected: Vec<String>,
}

#[derive(Deserialize)]
struct TextCase {
    rule: String,
    works: String,
    text: String,
    expected: String,
}

#[derive(Deserialize)]
struct TypedCase {
    key: String,
    typed: String,
    expected: String,
    reasons: Vec<String>,
}

fn table<Case: for<'de> Deserialize<'de>>(name: &str) -> Vec<Case> {
    let text = fs::read_to_string(repository().join("tests/apa").join(name)).expect("the table is there");
    let table: Table<Case> = toml::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
    table.case
}

/// The keys of the entries: of BibTeX's, or of those in YAML.
fn keys(works: &str) -> Vec<&str> {
    if is_yaml(works) {
        let keys = works.lines().filter(|line| !line.starts_with(' '));
        return keys.filter_map(|line| line.strip_suffix(':')).collect();
    }
    works
        .lines()
        .filter_map(|line| line.trim_start().strip_prefix('@')?.split_once('{'))
        .map(|(_, rest)| rest.split(',').next().unwrap_or_default().trim())
        .collect()
}

/// An entry in BibTeX begins with an `@`.
fn is_yaml(works: &str) -> bool {
    !works.trim_start().starts_with('@')
}

/// A playbook with one page in which all works count.
fn playbook(works: &str, text: &str) -> Built {
    let playbook = Playbook::new().with_plain_theme();
    let include: Vec<String> = keys(works).iter().map(|key| format!("\"{key}\"")).collect();
    let settings = format!("title = \"Test\"\n[citations]\ninclude = [{}]\n", include.join(", "));
    playbook.write("playbook.toml", settings);
    let file = if is_yaml(works) {
        "content/references.yaml"
    } else {
        "content/references.bib"
    };
    playbook.write(file, works);
    playbook.page("page.md", text);
    playbook.build(Readers::Public)
}

/// HTML as the tables write it.
fn words(html: &str) -> String {
    let mut text = html.to_owned();
    for tag in ["<i>", "</i>", "<em>", "</em>"] {
        text = text.replace(tag, "*");
    }
    while let Some(start) = text.find('<') {
        let end = text[start..].find('>').map_or(text.len(), |end| start + end + 1);
        text.replace_range(start..end, "");
    }
    let text = text.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">");
    text.replace("&amp;", "&").nfc().collect()
}

/// What does not come out as expected, all of it.
fn differences(found: impl Iterator<Item = (String, String, String)>) {
    let mut report = String::new();
    let mut count = 0;
    for (rule, expected, found) in found {
        let expected: String = expected.nfc().collect();
        if expected != found {
            count += 1;
            let _ = write!(report, "{rule}\n  expected: {expected}\n  found:    {found}\n");
        }
    }
    assert_eq!(count, 0, "{count} differ:\n{report}");
}

#[test]
fn lists_of_references() {
    let cases: Vec<ListCase> = table("list.toml");
    assert!(cases.iter().map(|case| case.expected.len()).sum::<usize>() >= 40);
    hold(cases);
}

/// What Zotero, Google Scholar, databases and people write into the fields.
#[test]
fn lists_of_exported_references() {
    hold(table("exported.toml"));
}

fn hold(cases: Vec<ListCase>) {
    differences(cases.into_iter().map(|case| {
        let built = playbook(&case.works, "Text.");
        let page = if built.files.is_some() {
            built.page("references.html")
        } else {
            format!("{:?}", built.diagnostics)
        };
        let entries: Vec<String> = page
            .lines()
            .filter(|line| line.starts_with("<li id="))
            .map(words)
            .collect();
        (case.rule, case.expected.join("\n"), entries.join("\n"))
    }));
}

/// A list that was typed by hand and what becomes of its works: where APA asks for nothing else, the same.
#[test]
fn eleven_works_typed_by_hand() {
    let cases: Vec<TypedCase> = table("eleven.toml");
    assert_eq!(cases.len(), 11);
    for case in &cases {
        let bare = |text: &str| text.replace('*', "").replace('–', "-");
        let same = bare(&case.expected).starts_with(&case.typed);
        let others = |reason: &&String| !reason.starts_with("6.6") && !reason.starts_with("9.34");
        let reasons = case.reasons.iter().filter(others).count();
        assert_eq!(same, reasons == 0, "{}: its reasons are not its differences", case.key);
        assert_eq!(
            case.reasons.iter().any(|reason| reason.starts_with("9.34")),
            case.expected.contains("https://"),
            "{}",
            case.key
        );
    }
    let built = Playbook::starter().build(Readers::Public);
    let page = built.page("references.html");
    differences(cases.into_iter().map(|case| {
        let start = format!("<li id=\"{}\"", case.key);
        let entry = page.split(&start).nth(1).and_then(|rest| rest.split_once('>'));
        let entry = entry.and_then(|(_, entry)| entry.split("<span class=\"Z3988\"").next());
        (case.key, case.expected, words(entry.unwrap_or_default()))
    }));
}

#[test]
fn citations_in_a_text() {
    let cases: Vec<TextCase> = table("in_text.toml");
    assert!(cases.len() >= 60);
    differences(cases.into_iter().map(|case| {
        let built = playbook(&case.works, &case.text);
        let page = if built.files.is_some() {
            built.page("page.html")
        } else {
            format!("<p>{:?}</p>", built.diagnostics)
        };
        let paragraph = page.split("<p>").nth(1).and_then(|rest| rest.split("</p>").next());
        (case.rule, case.expected, words(paragraph.unwrap_or_default()))
    }));
}

//! No bytes in any file make the program panic, and none make it write what it should not.
//!
//! Inputs are made of pieces that mean something to one of the parsers, since random bytes alone seldom get past
//! the first of them. The seed of a failure is kept in `tests/never_panics.proptest-regressions`.

mod support;

use playbook::edition::Readers;
use playbook::source::report;
use proptest::prelude::*;
use proptest::sample::select;
use support::Playbook;

/// What each reader of files looks for.
const PIECES: &[&str] = &[
    "+++\n",
    "title = \"x\"\n",
    "title = ",
    "audience = \"team\"\n",
    "draft = true\n",
    "updated = 2026-02-30\n",
    "minutes = -1\n",
    "aliases = [\"a.html\"]\n",
    "[x]\n",
    "[[menu]]\n",
    "answer = \"\"\"\n",
    "\"\"\"\n",
    "status = \"done\"\n",
    "think = [\"*a\"]\n",
    "if = [\"\"]\n",
    "\\u0000",
    "\\",
    "\"",
    "'",
    "“",
    "\n\n",
    "\n",
    "\r\n",
    "\r",
    "\t",
    " ",
    "    ",
    "\0",
    "\u{FEFF}",
    "\u{202E}",
    "é",
    "👩‍👩‍👧",
    "e\u{301}",
    ":::",
    "::::",
    ":::note\n",
    ":::questions\n",
    ":::tasks x {#a b=\"c\"}\n",
    ":::organizer {columns=\",,\"}\n",
    ":::theory\n",
    ":::chart {cycle=\"a\"}\n",
    ":::video {url=\"https://a\" minutes=x}\n",
    ":::resources {kind=protocol}\n",
    ":::references {cited}\n",
    "- ",
    "- a {#a}\n",
    "  - b\n",
    "1. ",
    "> ",
    "# ",
    "## a {#a}\n",
    "a\n: b\n",
    "|a|\n|-|\n|b|\n",
    "- [ ] ",
    "- [x] ",
    "```",
    "```toml\n",
    "~~~\n",
    "`",
    "*",
    "**",
    "_",
    "~~",
    "[",
    "]",
    "(",
    ")",
    "![",
    "](",
    "[^a]",
    "[^a]: ",
    "<!--",
    "-->",
    "<b>",
    "</b>",
    "<",
    "&amp;",
    "&#0;",
    "&",
    "@a",
    "[@a]",
    "[see @a, p. 3; -@b]",
    "@{",
    "javascript:",
    "//",
    "../",
    "%00",
    "%ff",
    "#",
    "#a",
    "?",
    "a.md",
    "/",
    "@book{a, author = {B, C}, title = {",
    "@string{x = \"y\"}",
    "crossref = {a}",
    "xdata = {a}",
    "}",
    "{",
    "}}",
    "@",
    "year = 99999999999,",
    "a:\n  type: article\n  parent: *b\n",
    "&b ",
    "date,value,note\n",
    "2026-01-01,1,x\n",
    "2026-01-01,,\n",
    "\"2026",
    ",",
    "NaN",
    "{{ x }}",
    "{% raw %}",
    "{#",
    "-",
    "--",
    "---",
    "...",
    "'a'",
    "999999999999999999999999",
    "0x",
    "1e999",
];

fn text() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        6 => prop::collection::vec(select(PIECES), 0..60).prop_map(|pieces| pieces.concat().into_bytes()),
        1 => prop::collection::vec(any::<u8>(), 0..300),
        2 => prop::collection::vec(prop_oneof![select(PIECES).prop_map(str::to_owned), any::<String>()], 0..20)
            .prop_map(|pieces| pieces.concat().into_bytes()),
    ]
}

/// The text of a page that gets past its front matter.
fn page() -> impl Strategy<Value = Vec<u8>> {
    text().prop_map(|text| [b"+++\ntitle = \"x\"\n+++\n".to_vec(), text].concat())
}

const FILES: [&str; 11] = [
    "playbook.toml",
    "content/index.md",
    "content/guides/01-a/index.md",
    "content/guides/01-a/01-b.md",
    "content/resources/c.md",
    "content/articles/2026-01-01-d.md",
    "content/answers/a/b.toml",
    "content/cycles/a.toml",
    "content/cycles/a.csv",
    "content/references.bib",
    "content/references.yaml",
];

/// Builds and checks; whatever it says must be printable in every form.
fn runs(playbook: &Playbook) {
    let (diagnostics, sources) = playbook.check();
    let _ = report::human(&diagnostics, &sources, &annotate_snippets::Renderer::plain());
    let _ = report::github(&diagnostics, &sources);
    let json = report::json(&diagnostics, &sources);
    serde_json::from_str::<serde_json::Value>(&json).expect("it is JSON");
    for readers in [Readers::Public, Readers::PublicWithDrafts, Readers::Team] {
        for (name, bytes) in playbook.build(readers).files.unwrap_or_default() {
            if name.ends_with(".html") {
                let html = String::from_utf8(bytes).expect("pages are UTF-8");
                assert!(
                    !html.contains('\0'),
                    "{name} holds a mark that should have become a hole"
                );
                for script in ["<script", "<b>", "href=\"javascript:", "{{ x }}</"] {
                    assert!(!html.contains(script) || script == "{{ x }}</", "{name} holds {script}");
                }
            }
        }
    }
}

/// A playbook in which every file is well formed.
fn whole() -> Playbook {
    let playbook = Playbook::new().with_plain_theme();
    playbook
        .page("index.md", "Home [@a] [x](guides/01-a/01-b.md#q)\n")
        .page("guides/01-a/index.md", "Series")
        .page("guides/01-a/01-b.md", ":::questions\n- Why? {#q}\n:::\n\n:::organizer {#o}\n:::\n\n:::theory {#t}\n:::\n\n:::chart {cycle=\"a\"}\n:::\n")
        .write("content/resources/c.md", "+++\ntitle = \"c\"\nkind = \"agenda\"\n+++\n")
        .page("articles/2026-01-01-d.md", "Words.")
        .write("content/answers/a/b.toml", "[q]\nanswer = \"x\"\naudience = \"public\"\n[o]\nthink = [\"y\"]\n[t]\nif = [\"z\"]\n")
        .write("content/cycles/a.toml", "title = \"a\"\naudience = \"public\"\n")
        .write("content/cycles/a.csv", "date,value,note\n2026-01-01,1,x\n")
        .write("content/references.bib", "@book{a, author = {B, C}, title = {D}, year = 2020}\n");
    playbook
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_in_any_file(file in select(&FILES[..]), bytes in text()) {
        let playbook = whole();
        playbook.write(file, bytes);
        runs(&playbook);
    }

    #[test]
    fn any_text_in_any_page(file in select(&FILES[1..6]), bytes in page()) {
        let playbook = whole();
        playbook.write(file, bytes);
        runs(&playbook);
    }

    #[test]
    fn any_text_in_an_answer(words in "[^\\x00\"\\\\]{0,80}", pieces in prop::collection::vec(select(PIECES), 0..20)) {
        let text: String = words + &pieces.concat().replace(['\\', '"', '\0', '\r'], " ");
        let playbook = whole();
        playbook.write("content/answers/a/b.toml", format!("[q]\naudience = \"public\"\nanswer = '''\n{}'''\n", text.replace('\'', "’")));
        runs(&playbook);
    }
}

/// Entries of which each takes fields from the next.
fn crossref_chain(length: usize) -> String {
    let entries: Vec<String> = (0..length)
        .map(|n| format!("@book{{k{n}, crossref = {{k{}}}}}", n + 1))
        .collect();
    entries.join("\n")
}

/// Nesting that would overflow the stack of a parser that follows it by calling itself.
#[test]
fn deep_nesting_overflows_no_stack() {
    let deep = 20_000;
    for text in [
        ">".repeat(deep),
        "- ".repeat(deep),
        "[".repeat(deep),
        "*a ".repeat(deep),
        "![".repeat(deep) + &"](a)".repeat(deep),
        ":::note\n".repeat(deep),
        (0..400).map(|depth| "  ".repeat(depth) + "- a\n").collect(),
        format!(
            ":::questions\n{}:::\n",
            (0..400).map(|depth| "  ".repeat(depth) + "- a\n").collect::<String>()
        ),
    ] {
        let playbook = whole();
        playbook.page("index.md", &text);
        runs(&playbook);
    }
    for (file, text) in [
        ("playbook.toml", format!("title = {}", "[".repeat(deep))),
        (
            "content/answers/a/b.toml",
            format!("[q]\nanswer = {}", "{a=".repeat(deep)),
        ),
        (
            "content/references.bib",
            format!("@book{{a, title = {}", "{".repeat(deep)),
        ),
        ("content/references.bib", crossref_chain(2000)),
        (
            "content/references.bib",
            "@book{a, crossref = {b}}\n@book{b, crossref = {a}}\n".to_owned(),
        ),
        (
            "content/references.bib",
            "@string{a = b # \"x\"}\n@string{b = a # \"y\"}\n@book{k, title = a, year = 2020}\n".to_owned(),
        ),
        (
            "content/cycles/a.toml",
            "title = \"a\"\nstudy = \":::chart {cycle=\\\"a\\\"}\\n:::\"\naudience = \"public\"\n".to_owned(),
        ),
        (
            "content/index.md",
            format!("+++\ntitle = \"x\"\n+++\n{}", "](b c".repeat(4000)),
        ),
        ("content/references.yaml", "[".repeat(deep)),
        ("content/references.yaml", format!("a: {}", "{b: ".repeat(deep))),
    ] {
        let playbook = whole();
        playbook.write(file, text);
        if file.ends_with(".yaml") {
            std::fs::remove_file(playbook.root().join("content/references.bib")).expect("it can be removed");
        }
        runs(&playbook);
    }
}

//! No bytes in any file make the program panic, and none make it write what it should not.
//!
//! Inputs are made of pieces that mean something to one of the parsers, since random bytes alone seldom get past
//! the first of them. The seed of a failure is kept in `tests/never_panics.proptest-regressions`.

mod support;

use playbook::edition::Readers;
use playbook::source::report;
use proptest::prelude::*;
use proptest::sample::select;
use std::time::{Duration, Instant};
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
    ":::organizer <!-- “x” --> x {#when}\n",
    ":::tip <!--é-->",
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

/// What once took time with the square of its length, or worse: minutes, where it takes a second now.
#[test]
fn long_input_is_read_in_time() {
    let page = |text: String| ("content/index.md", format!("+++\ntitle = \"x\"\n+++\n\n{text}\n"));
    let places = (0..4000).map(|n| format!("## Heading {n}\n\n[x](#nothing-{n})\n\n"));
    for (file, text) in [
        page(format!("```elixir\n{}\n```", "a".repeat(60_000))),
        page(format!("```vim\n{}\n```", "<a ".repeat(20_000))),
        page(places.collect()),
        page("[^".repeat(500_000)),
        page("[a]: b\n\n".repeat(100_000)),
        page("a --> b\n".repeat(100_000)),
        page("a <!- b\n".repeat(100_000)),
        page(format!("| a |\n|---|\n{}", "| a | b |\n".repeat(50_000))),
        page(format!("[{}](index.md)", "![decorative](a.svg) ".repeat(20_000))),
        page(format!(":::note {}}}\n:::", "{a=“".repeat(200_000))),
        ("content/references.yaml", format!("a: {}", "[".repeat(200_000))),
        page("@a,".repeat(100_000)),
        page(format!("[a {}", "*b*] (a.md) ".repeat(5_000))),
        // Deep, and at the bottom many texts that ask what is around them.
        page("> ".repeat(60_000) + &"@x *a* ".repeat(60_000)),
        page("> ".repeat(60_000) + &"![decorative](a.svg) ".repeat(60_000)),
        page(format!("{}a\n{}", "> ".repeat(60_000), "-a *b*\n".repeat(60_000))),
        page(format!(
            "## {}{}{}",
            "*a ".repeat(70_000),
            "[@x] ".repeat(70_000),
            "a* ".repeat(70_000)
        )),
        page(format!("{0}(a{0} {1}", "*".repeat(100_000), "@x, ".repeat(50_000))),
        (
            "content/references.bib",
            format!("@book{{a, title = {{{}}}}}", "\\enquote{".repeat(100_000)),
        ),
    ] {
        let playbook = Playbook::new().with_plain_theme();
        playbook
            .write("content/a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
            .write(file, &text);
        let start = Instant::now();
        playbook.check();
        assert!(start.elapsed() < Duration::from_secs(20), "{}", &text[..40]);
    }
}

/// Columns and keys are looked up, never looked for: among as many as these, that took half a minute and more.
#[test]
fn many_columns_and_keys_are_read_in_time() {
    let lines = |count: usize, line: &dyn Fn(usize) -> String| (0..count).map(line).collect::<String>();
    let organizer = |count: usize| {
        let columns = lines(count, &|n| format!("c{n}, ")) + "last";
        format!("+++\ntitle = \"b\"\n+++\n:::organizer {{#o columns=\"{columns}\"}}\n:::\n")
    };
    let answered =
        |key: char, count: usize| String::from("[o]\n") + &lines(count, &|n| format!("{key}{n} = [\"x\"]\n"));
    let keys = |count: usize| lines(count, &|n| format!("k{n} = 1\n"));
    for (what, guide, answers) in [
        ("columns", organizer(100_000), String::new()),
        ("answered", organizer(50_000), answered('c', 50_000)),
        ("not known", organizer(10_000), answered('d', 10_000)),
        (
            "front matter",
            format!("+++\ntitle = \"b\"\n{}+++\n", keys(90_000)),
            String::new(),
        ),
        ("answer", organizer(1), String::from("[o]\n") + &keys(70_000)),
    ] {
        let playbook = Playbook::new().with_plain_theme();
        playbook
            .page("index.md", "")
            .page("guides/01-a/index.md", "")
            .write("content/guides/01-a/01-b.md", &guide)
            .write("content/answers/a/b.toml", &answers);
        let start = Instant::now();
        playbook.check();
        playbook.build(Readers::Team);
        assert!(
            start.elapsed() < Duration::from_secs(20),
            "{what}: {:?}",
            start.elapsed()
        );
    }
}

/// What the reader of drawings looks for.
const OF_DRAWINGS: [&str; 34] = [
    "<svg xmlns=\"http://www.w3.org/2000/svg\">",
    "</svg>",
    "<s:g xmlns:s=\"http://www.w3.org/2000/svg\"",
    "</s:g>",
    "<g",
    "<g>",
    "</g>",
    ">",
    "/>",
    "<style>",
    "</style>",
    "<text>",
    "</text>",
    "<set attributeName=\"fill\"/>",
    "<set attributeName=\"href\"/>",
    " xmlns=\"urn:x\"",
    " xmlns:xlink=\"http://www.w3.org/1999/xlink\"",
    " xlink:href=\"#a\"",
    " href=\"data:image/gif;base64,\"",
    " style=\"fill:url(x);a:b\"",
    " fill=\"url(#a)\"",
    " xml:base=\"x\"",
    " id=\"a&#10;&lt;\"",
    "a{b:url(x);c:d}",
    "/* x",
    "*/",
    "<![CDATA[a]]>",
    "<!-- x -->",
    "&#13;",
    "&amp;",
    "&a;",
    "\r\n",
    "words",
    "é",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_drawing_that_is_made_bare_again_is_the_same(pieces in prop::collection::vec(select(&OF_DRAWINGS[..]), 0..16)) {
        let drawing = format!("{}{}</svg>", OF_DRAWINGS[0], pieces.concat());
        if let Ok(bare) = playbook::picture::bare(drawing.as_bytes()) {
            prop_assert_eq!(playbook::picture::bare(&bare), Ok(bare), "{}", drawing);
        }
    }
}

const SORTS: [&str; 19] = [
    "article",
    "book",
    "incollection",
    "inproceedings",
    "report",
    "phdthesis",
    "thesis",
    "online",
    "video",
    "movie",
    "audio",
    "presentation",
    "unpublished",
    "legislation",
    "dataset",
    "software",
    "misc",
    "collection",
    "unheard",
];

const FIELDS: [&str; 34] = [
    "author",
    "editor",
    "translator",
    "shortauthor",
    "title",
    "subtitle",
    "shorttitle",
    "maintitle",
    "booktitle",
    "journal",
    "journaltitle",
    "year",
    "date",
    "month",
    "origdate",
    "urldate",
    "eventdate",
    "volume",
    "number",
    "issue",
    "pages",
    "eid",
    "edition",
    "type",
    "titleaddon",
    "publisher",
    "institution",
    "school",
    "eventtitle",
    "venue",
    "version",
    "doi",
    "url",
    "langid",
];

const VALUES: [&str; 40] = [
    "",
    " ",
    "a",
    "A",
    "Lee, G. V.",
    "Lee, G. V. and Day, C. and others",
    "{A Group}",
    "and",
    "and and",
    ",",
    ", ,",
    "others",
    "van der Berg, Anna",
    "Jr., King, M.",
    "-",
    "--",
    "?",
    "Why?",
    "“",
    "'",
    "2020",
    "2020-13",
    "2020-12-31",
    "2020-10/2021-02",
    "-0001",
    "99999999999",
    "0",
    "1--",
    "--1",
    "1-2-3",
    "3, 5--7",
    "10.1000/x",
    "https://example.org/<b>",
    "javascript:x",
    "<script>",
    "\u{1F600}",
    "e\u{301}",
    "\u{200F}",
    "المدرسة",
    "spanish",
];

/// A bibliography whose entries are well formed and say anything at all.
fn works() -> impl Strategy<Value = String> {
    const DATES: [&str; 7] = [
        "",
        "2020",
        "2020-12-31",
        "2020-10/2021-02",
        "-0001",
        "in press",
        "1920~",
    ];
    let field = (select(&FIELDS[..]), select(&VALUES[..]), select(&DATES[..]));
    let entry = (select(&SORTS[..]), prop::collection::vec(field, 0..12));
    prop::collection::vec(entry, 5).prop_map(|entries| {
        let entries = entries.iter().enumerate().map(|(number, (sort, fields))| {
            let fields: Vec<String> = fields
                .iter()
                .map(|(name, value, date)| {
                    let is_date = ["year", "date", "eventdate"].contains(name);
                    let value = if is_date { date } else { value };
                    format!("{name} = {{{value}}}")
                })
                .collect();
            format!("@{sort}{{k{number}, {}}}\n", fields.join(", "))
        });
        entries.collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 80, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_work_makes_any_style_panic(
        works in works(),
        style in select(&["apa", "apa", "apa", "apa", "apa", "apa", "ieee", "chicago-author-date"][..]),
        suffix in select(&["", ", p. 3", ", 3-5 and more", ", 1:30", ", chap. \u{200F}", "; see also @k0, ,"][..]),
    ) {
        let playbook = whole();
        playbook.write("content/references.bib", works);
        playbook.write(
            "playbook.toml",
            format!("title = \"Test\"\n[citations]\nstyle = \"{style}\"\ninclude = [\"k0\", \"k1\", \"k2\", \"k3\", \"k4\"]\n"),
        );
        playbook.page("index.md", &format!("Home @k0{suffix} [@k1; @k2{suffix}] [-@k3] [@k4]\n\n:::references\n:::\n"));
        runs(&playbook);
        let built = playbook.build(Readers::Team);
        prop_assert!(built.files.is_some(), "{:?}", built.diagnostics);
    }
}

#[test]
fn entries_that_name_others_again_and_again_are_read_in_time() {
    // Each of the first five names the next a hundred times: ten thousand million ways, and five works above the first.
    for field in ["xdata", "crossref"] {
        let pairs = ["ab", "bc", "cd", "de", "ef"].map(|pair| pair.split_at(1));
        let above = pairs.map(|(key, next)| {
            let named = vec![next; 100].join(",");
            format!("@book{{{key}, title = {{T}}, year = 2020, author = {{Day, A.}}, {field} = {{{named}}}}}\n")
        });
        let bibliography = above.concat() + "@book{f, title = {T}, year = 2020, author = {Day, A.}}\n";
        let playbook = Playbook::new();
        playbook.write("content/references.bib", bibliography);
        assert!(playbook.codes().contains(&"reference-broken"), "{field}");
    }
}

#[test]
fn a_long_title_is_set_in_time() {
    // An alias repeats what an entry has no room for.
    let words = "{A} b ".repeat(60_000);
    let bibliography = format!("a:\n  type: book\n  title: &a \"{words}\"\nb:\n  type: book\n  title: *a\n");
    for style in ["apa", "ieee"] {
        let playbook = Playbook::new();
        playbook
            .write(
                "playbook.toml",
                format!("title = \"Test\"\n[citations]\nstyle = \"{style}\"\n"),
            )
            .page("index.md", "[@b]")
            .write("content/references.yaml", &bibliography);
        let start = Instant::now();
        assert!(playbook.codes().contains(&"reference-broken"), "{style}");
        assert!(start.elapsed() < Duration::from_secs(20), "{style}");
    }
}

//! The examples of `CommonMark` 0.31.2, through our own options.
//!
//! They come from the npm package `commonmark-spec`, which `tests/run` installs. Differences that are ours on
//! purpose are of two sorts: those of form, which [`ours`] and [`theirs`] take out of every example, and the examples
//! in [`DIFFERENT`], each with its reason. An example that is listed and does not differ fails too.

mod support;

use playbook::compile::{Objects, compile};
use playbook::model::{Fragment, Language, Prose, Want};
use playbook::source::{Diagnostics, Source, Tree};
use std::fs;
use support::repository;

struct Example {
    number: usize,
    markdown: String,
    html: String,
}

fn examples() -> Vec<Example> {
    let path = repository().join("tests/commonmark/node_modules/commonmark-spec/spec.txt");
    let text = fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{}: {error}; run: npm ci --prefix tests/commonmark", path.display()));
    let fence = "`".repeat(32);
    let mut examples = Vec::new();
    let mut rest = text.as_str();
    while let Some((_, after)) = rest.split_once(&format!("\n{fence} example\n")) {
        let (example, left) = after.split_once(&format!("\n{fence}\n")).expect("an example ends");
        let (markdown, html) = format!("\n{example}\n")
            .split_once("\n.\n")
            .map(|(a, b)| (a[1..].to_owned() + "\n", b.to_owned()))
            .expect("an example has two parts");
        let markdown = if markdown == "\n" { String::new() } else { markdown };
        examples.push(Example {
            number: examples.len() + 1,
            markdown: markdown.replace('→', "\t"),
            html: html.replace('→', "\t"),
        });
        rest = left;
    }
    examples
}

/// The HTML that a page's text compiles to, each link and picture leading where it was written.
fn compiled(markdown: &str) -> String {
    let mut tree = Tree::default();
    let text = format!("+++\ntitle = \"x\"\n+++\n{markdown}");
    tree.texts.push(tree.sources.add(Source {
        path: "content/x.md".into(),
        text,
    }));
    let (playbook, _) = compile(
        &tree,
        &Language::default(),
        &Objects::default(),
        &mut Diagnostics::new(),
    );
    let page = playbook.documents.first();
    page.map_or_else(|| "refused".to_owned(), |page| filled(&page.body.html, &page.body))
}

fn filled(fragment: &Fragment, prose: &Prose) -> String {
    let mut html = String::new();
    let mut copied = 0;
    for (at, hole) in &fragment.holes {
        html.push_str(&fragment.html[copied..*at]);
        copied = *at;
        match &prose.holes[*hole].want {
            Want::Link(target) => {
                comrak::html::escape_href(&mut html, target, false).expect("a string can be written to");
            }
            Want::Image(image) => {
                html.push_str(" src=\"");
                comrak::html::escape_href(&mut html, &image.target, false).expect("a string can be written to");
                html.push('"');
            }
            _ => {}
        }
    }
    html + &fragment.html[copied..]
}

/// Our form: ids of headings, colours of code, classes of links and typographic marks taken out.
fn ours(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        let end = rest[at..].find('>').map_or(rest.len(), |end| at + end + 1);
        let tag = &rest[at..end];
        if tag.starts_with("<h") && tag.contains(" id=\"") {
            out.push_str(&tag[..3]);
            out.push('>');
        } else if !tag.starts_with("<span class=\"code-") && tag != "</span>" {
            out.push_str(tag);
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
    out = out.replace("<a class=\"address\" ", "<a ");
    for (mark, plain) in [
        ("“", "&quot;"),
        ("”", "&quot;"),
        ("‘", "'"),
        ("’", "'"),
        ("…", "..."),
        ("—", "---"),
        ("–", "--"),
    ] {
        out = out.replace(mark, plain);
    }
    out
}

/// Their form: the page's title is the only first-level heading, and elements without content have no slash.
fn theirs(html: &str) -> String {
    html.replace(" />", ">")
        .replace("<h1>", "<h2>")
        .replace("</h1>", "</h2>")
        .replace("</span>", "")
}

/// Examples that come out differently on purpose.
#[rustfmt::skip]
const DIFFERENT: &[(&[usize], &str)] = &[
    (
        &[
            21, 31, 148, 149, 150, 151, 152, 153, 154, 155, 156, 157, 158, 159, 160, 161, 162, 163, 164, 165, 166,
            167, 168, 169, 170, 171, 172, 173, 174, 175, 176, 177, 178, 179, 180, 181, 182, 183, 184, 185, 186, 187,
            188, 189, 190, 191, 201, 308, 309, 344, 475, 476, 477, 491, 494, 524, 536, 613, 614, 615, 616, 617, 623,
            625, 626, 627, 628, 629, 630, 631, 642, 643,
        ],
        "raw HTML is shown as the text it is, and comments are dropped",
    ),
    (&[44], "a line that ends settings does so nowhere else"),
    (&[200, 485, 486, 487, 567], "a link that leads nowhere is reported, and only its words are shown"),
    (&[596, 598, 599, 601], "addresses of schemes that a page must not open are no links"),
    (&[602, 608, 611, 612], "a bare address is made a link"),
];

#[test]
fn examples_come_out_as_the_specification_says() {
    let examples = examples();
    assert_eq!(examples.len(), 652, "the specification has 652 examples");
    let mut wrong = Vec::new();
    for Example { number, markdown, html } in &examples {
        let came = ours(&compiled(markdown));
        let is_same = came.trim_end() == ours(&theirs(html)).trim_end();
        let reason = DIFFERENT.iter().find(|(numbers, _)| numbers.contains(number));
        match (is_same, reason) {
            (true, None) | (false, Some(_)) => {}
            (true, Some((_, reason))) => {
                wrong.push(format!("example {number} is listed ({reason}) and does not differ"));
            }
            (false, None) => wrong.push(format!(
                "example {number}\n{markdown}\nexpected:\n{html}\ncame:\n{came}"
            )),
        }
    }
    assert!(wrong.is_empty(), "{} examples:\n{}", wrong.len(), wrong.join("\n"));
}

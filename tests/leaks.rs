//! Slips of a writer after which something private could get out: each stops every edition, and the preview's public side shows
//! nothing of it.

mod support;

use playbook::edition::Readers;
use playbook::source::{Code, Diagnostic};
use std::io::{Cursor, Write};
use support::Playbook;
use support::preview::Preview;

/// A word that nobody but the team may see.
const SECRET: &str = "zephyrine";

fn head(more: &str) -> String {
    format!("+++\ntitle = \"Plan\"\n{more}+++\n")
}

/// A page without a setting that says whom it is for, with a text.
fn page(text: &str) -> Vec<(&'static str, String)> {
    vec![("content/plan.md", format!("{}{text}", head("")))]
}

/// A public guide whose question has an answer.
fn answered(answer: &str) -> Vec<(&'static str, String)> {
    vec![
        (
            "content/guides/01-start/01-why.md",
            head("") + ":::questions\n- Why? {#why}\n:::\n\n:::theory {#theory}\n:::\n",
        ),
        ("content/answers/start/why.toml", answer.to_owned()),
    ]
}

/// A guide beside something that was meant to be the index of its series.
fn beside(name: &'static str) -> Vec<(&'static str, String)> {
    vec![
        ("content/guides/05-plans/01-a.md", head("") + SECRET),
        (name, head("audience = \"team\"\n")),
    ]
}

fn slips() -> Vec<Vec<(&'static str, String)>> {
    [in_settings(), in_comments(), in_data(), in_names()].concat()
}

fn hidden(before: &str, after: &str) -> Vec<(&'static str, String)> {
    page(&format!("{before}{SECRET}{after}"))
}

/// Settings that are only words, and settings and blocks that are none.
fn in_settings() -> Vec<Vec<(&'static str, String)>> {
    vec![
        hidden("+++\naudience = \"team\"\n+++\n", ""),
        hidden("+++\ntitle = \"Plan\"\naudience = \"team\"\n+++\n", ""),
        hidden(
            "updated = 2026-01-01\n\naliases = [\n \"a.html\"\n]\naudience=\"team\"\n+++\n",
            "",
        ),
        hidden("[page]\naudience = \"team\"\n\n", ""),
        hidden("---\naudience: team\n---\n", ""),
        hidden("# Staff only\n\naudience: team\n\n", ""),
        hidden("A plain sentence.\n\naudience = \"team\"\n\n", ""),
        hidden("<!-- c -->\naudiance = 'team'\n\n", ""),
        hidden("audience: Team\n\n", ""),
        hidden("draft: yes\n\n", ""),
        hidden("private = true\n\n", ""),
        hidden("```note``` for staff\n\naudience = \"team\"\n\n", ""),
        hidden("<!--\n```\n-->\naudience = \"team\"\n\n", ""),
        hidden("- a\n\n  ```\n  x\n\naudience = \"team\"\n\n", ""),
        hidden("Words.\n\ndraft = true  # until the board has seen it\n\n", ""),
        hidden("audience: team # not for parents\n\n", ""),
        hidden("audience = staff only\n\n", ""),
        hidden("draft = true, audience = \"team\"\n\n", ""),
        hidden("Words.\n\nhidden = true\n\n", ""),
        hidden("public = false\n\n", ""),
        hidden("status = \"draft\"\n\n", ""),
        hidden("---\naudience:\n  - team\n---\n", ""),
        hidden("audience: [team]\n\n", ""),
        hidden("**audience** = \"team\"\n\n", ""),
        hidden("audience := \"team\"\n\n", ""),
        hidden("Audience: Team.\n\n", ""),
        vec![("content/plan.md", head("private = true\n") + SECRET)],
        vec![("content/plan.md", head("[meta]\naudience = \"team\"\n") + SECRET)],
        hidden(":::team\n", "\n:::\n"),
    ]
}

/// Comments that hide nothing, or not all that they should.
fn in_comments() -> Vec<Vec<(&'static str, String)>> {
    vec![
        hidden(":::note A <!-- for us:\n", "\n-->\nx\n:::\n"),
        hidden("[a](index.md \"x <!--\") ", " -->"),
        hidden("Hi <!-- a\n\n", " -->"),
        hidden("> <!-- a\n", " -->"),
        hidden("<!--\nfoo <!-- inner -->\n", "\n-->\n"),
        hidden("<!- ", " ->"),
        hidden("[//]: # ", " and more"),
        hidden("<!-- TODO: grade 3 --> grade 4, ", " -->"),
        hidden("<!-- a <!-- b --> ", " -->"),
        hidden("<!--> ", " -->"),
        hidden("- a <!-- 3 --> 4 ", " -->"),
        hidden(":::note Hi <!-- 3 --> ", " -->\nx\n:::\n"),
        hidden("![aa <!-- 3 --> ", " -->](a.svg)"),
        hidden("[see <!-- 3 --> ", " --> @a2020]"),
        hidden("<!-- note -- >\nlost\n\n<!-- other -->\n", ""),
        hidden(":::note {audience=\"team\"}\n", "\n:::\n"),
        hidden("::team\n", "\n::\n"),
        vec![(
            "content/resources/plan.md",
            head(&format!("kind = \"agenda\"\nroles = [\"<!-- {SECRET} -->\"]\n")),
        )],
        hidden(" \t<!-- a\n\n", "\n-->\n"),
        hidden("- a\n\n\t\t<!-- ", " -->\n"),
        hidden("[a](https://example.org/x<!--", "-->)"),
        hidden("[@day <!-- ", "] more"),
        vec![("content/plan.md", head(&format!("summary = \"a <!-- {SECRET} -->\"\n")))],
    ]
}

/// Answers and test cycles.
fn in_data() -> Vec<Vec<(&'static str, String)>> {
    let mut slips = Vec::new();
    for line in [
        "draft = true",
        "private = true",
        "state = \"draft\"",
        "by = \"Ann <!-- b -->\"",
    ] {
        slips.push(answered(&format!(
            "[why]\nanswer = \"{SECRET}\"\naudience = \"public\"\n{line}\n"
        )));
    }
    slips.push(answered(&format!(
        "[why]\naudience = \"public\"\nanswer = \"\"\"\na\n\n    <!-- {SECRET} -->\n\"\"\"\n"
    )));
    slips.push(answered(&format!(
        "[theory]\naudience = \"public\"\nif = [\"{SECRET}\"]\nstatus = \"draft\"\n"
    )));
    slips.push(vec![
        (
            "content/cycles/plan.toml",
            format!("title = \"Plan\"\naim = \"{SECRET}\"\naudience = \"public\"\ndraft = true\n"),
        ),
        ("content/cycles/plan.csv", "date,value\n2026-01-01,1\n".into()),
    ]);
    slips.push(vec![
        (
            "content/cycles/plan.toml",
            "title = \"Plan\"\naudience = \"public\"\n".into(),
        ),
        (
            "content/cycles/plan.csv",
            format!("date,value,note\n2026-01-01,1,a <!-- {SECRET} -->\n"),
        ),
    ]);
    slips.push(answered(&format!(
        "status = \"draft\"\n\n[why]\nanswer = \"{SECRET}\"\naudience = \"public\"\n"
    )));
    slips
}

/// Indexes that are not read.
fn in_names() -> Vec<Vec<(&'static str, String)>> {
    let names = [
        "content/guides/05-plans/index (Anna's conflicted copy).md",
        "content/guides/05-plans/Copy of index.md",
        "content/guides/05-plans/index old.md",
        "content/guides/05-plans/index.md.orig",
        "content/guides/05-plans/index",
        "content/guides/05-plans/index.txt",
        "content/guides/05-plans/index.html",
        "content/guides/05-plans/index.docx",
        "content/guides/05-plans/index.md.bak",
        "content/guides/05-plans/index(1).md",
        "content/guides/05-plans/index - Copy.md",
        "content/guides/05-plans/index.en.md",
        "content/guides/05-plans/indexx.md",
        "content/guides/05-plans/inex.md",
        "content/guides/05-plans/README.md",
    ];
    names.into_iter().map(beside).collect()
}

/// Where one of these files has its page.
fn addresses(files: &[(&str, String)]) -> Vec<&'static str> {
    let all = [
        "/plan.html",
        "/guides/start/why.html",
        "/guides/plans/a.html",
        "/cycles/plan.html",
    ];
    let found = all.into_iter().filter(|address| {
        let stem = address.rsplit('/').next().unwrap_or_default().trim_end_matches(".html");
        files.iter().any(|(name, _)| name.contains(&format!("{stem}.")))
    });
    found.collect()
}

fn playbook(files: &[(&str, String)]) -> Playbook {
    let playbook = Playbook::new().with_plain_theme();
    playbook.page("index.md", "Welcome.");
    for (name, text) in files {
        playbook.write(name, text);
    }
    playbook
}

/// Without a slip, all of it is published: what stops the others is the slip.
#[test]
fn what_has_no_slip_is_published() {
    for files in [
        page(&format!("Words, and a comment.\n\n<!-- ours -->\n\n{SECRET} → more")),
        answered(&format!("[why]\nanswer = \"{SECRET}\"\naudience = \"public\"\n")),
        vec![("content/guides/05-plans/01-a.md", head("") + SECRET)],
    ] {
        let files = playbook(&files).build(Readers::Public).files.expect("nothing is wrong");
        assert!(
            files
                .values()
                .any(|bytes| String::from_utf8_lossy(bytes).contains(SECRET))
        );
    }
}

#[test]
fn every_slip_stops_the_public_edition() {
    for files in slips() {
        let built = playbook(&files).build(Readers::Public);
        assert!(built.files.is_none(), "{files:?}");
        assert!(!built.diagnostics.is_empty(), "{files:?}");
    }
}

#[test]
fn no_slip_is_seen_in_the_public_preview() {
    for files in slips() {
        let playbook = playbook(&files);
        let preview = Preview::start(playbook.root(), &["--audience", "public"]);
        for address in addresses(&files) {
            let page = preview.get(address).text();
            assert!(!page.contains(SECRET), "{files:?}\n{page}");
        }
        let list = preview.get("/search.html").text();
        assert!(!list.contains(SECRET), "{files:?}\n{list}");
    }
}

/// A word that is only like a setting is one of the writer's own.
#[test]
fn words_like_settings_are_words() {
    let columns = "grant = [\"We ask\"]\ncraft = [\"We make\"]\ndrama = [\"We play\"]\n";
    let playbook = playbook(&answered(&format!("[see]\naudience = \"public\"\n{columns}")));
    playbook
        .write(
            "content/guides/01-start/01-why.md",
            head("") + "Grant = money\n\n:::organizer {#see columns=\"Grant, Craft, Drama\"}\n:::\n",
        )
        .page(
            "craft.md",
            "Craft = \"fun\" and more\n\nEvidence: yes\n\nAudience: families\n\nAudience: Staff\n\n- Audience: Staff\n\n\
             Draft: Yes\n\nPrivate: yes\n\ndrift = gyro.get()\n\ndraft = 2\n\nAudience = families\n\n```\n+++\n```\n\n\
             Plan --> Do --> Study\n\na[i][j] and Dear [Parent][Guardian]\n\n[//]: # (reviewed)\n\n<!-- audience = \"team\" -->\n",
        )
        .page("plc.md", "PLC = \"Professional Learning Community\"\n")
        .page("goal.md", "ready = false\n")
        .write("content/images/README.txt", "Photos by Ann.")
        .write("content/interactive/index.html", "<p>")
        .write("content/articles/2026-01-01-index.md", head("date = 2026-01-01\n"))
        .write("content/guides/01-start/index-cards.md", head(""));
    let built = playbook.build(Readers::Public);
    assert_eq!(built.diagnostics, []);
    assert!(built.page("guides/start/why.html").contains("We play"));
}

#[test]
fn a_column_is_not_called_as_what_every_answer_says() {
    for name in ["Audience", "updated"] {
        let playbook = playbook(&page(&format!(":::organizer {{#see columns=\"See, {name}\"}}\n:::\n")));
        let built = playbook.build(Readers::Public);
        assert!(built.files.is_none(), "{name}");
    }
}

/// What holds for a series holds for every folder: whoever may not see its index sees nothing in it.
#[test]
fn an_index_closes_its_folder() {
    let closed = [
        "resources/",
        "articles/",
        "guides/",
        "guides/01-start/",
        "cycles/",
        "staff/",
        "staff/rooms/",
    ];
    for folder in closed {
        for setting in ["audience = \"team\"\n", "draft = true\n"] {
            let inside = match folder {
                "guides/" => "guides/01-start/02-a.md".to_owned(),
                "cycles/" => "cycles/a.toml".to_owned(),
                "staff/" => "staff/rooms/a.md".to_owned(),
                _ => format!("{folder}a.md"),
            };
            let text = match folder {
                "cycles/" => format!("title = \"{SECRET}\"\naudience = \"public\"\n"),
                "resources/" => format!("{}{SECRET}", head("kind = \"agenda\"\n")),
                "articles/" => format!("{}{SECRET}", head("date = 2026-01-01\n")),
                _ => head("") + SECRET,
            };
            let playbook = playbook(&[]);
            playbook
                .write(&format!("content/{folder}index.md"), head(setting))
                .write(&format!("content/{inside}"), text)
                .write("content/cycles/a.csv", "date,value\n2026-01-01,1\n");
            let built = playbook.build(Readers::Public);
            let files = built
                .files
                .unwrap_or_else(|| panic!("{folder}: {:?}", built.diagnostics));
            for (name, bytes) in files {
                assert!(
                    !String::from_utf8_lossy(&bytes).contains(SECRET),
                    "{folder} {setting} {name}"
                );
            }
            let team = playbook.build(Readers::Team).files.expect("the team sees all");
            assert!(
                team.values()
                    .any(|bytes| String::from_utf8_lossy(bytes).contains(SECRET)),
                "{folder}"
            );
        }
    }
}

#[test]
fn a_file_in_a_closed_folder_is_not_published_by_a_link_to_it() {
    let playbook = playbook(&page("[a](guides/07-t/x.pdf)"));
    playbook
        .write("content/guides/07-t/index.md", head("audience = \"team\"\n"))
        .write("content/guides/07-t/x.pdf", SECRET);
    let built = playbook.build(Readers::Public);
    assert!(built.files.is_none() && !built.diagnostics.is_empty());
    assert!(playbook.build(Readers::Team).files.is_some());
    playbook.page("plan.md", "[a](answers/t/x.pdf)");
    playbook.write("content/answers/t/x.pdf", SECRET);
    let built = playbook.build(Readers::Public);
    assert!(built.files.is_none() && !built.diagnostics.is_empty());
}

/// Lines that the parser takes for addresses of links, and drops.
#[test]
fn a_dialogue_in_brackets_is_told() {
    for text in [
        "[Anna]: Hello\n[Ben]: Hi\n[Anna]: Bye\n[Ben]: Ok",
        "- [Anna]: Hello",
        "> [Anna]: Hello",
        "## Talk\n[Anna]: Hello",
        ":::note\n[Anna]: Hello\n:::",
    ] {
        let playbook = playbook(&page(text));
        assert!(playbook.codes().contains(&"definition-unused"), "{text}");
    }
}

/// A file of Word with a comment in it, as its parts are called.
fn word_file() -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [
        ("word/document.xml", "<w:document/>".to_owned()),
        (
            "word/comments.xml",
            format!("<w:comment w:id=\"0\">{SECRET}</w:comment>"),
        ),
    ] {
        zip.start_file(name, zip::write::SimpleFileOptions::default())
            .expect("a new part");
        zip.write_all(text.as_bytes()).expect("there is room");
    }
    zip.finish().expect("there is room").into_inner()
}

/// What stands in the margin of a document is told where the public can load it, in words or as a resource, and nowhere else.
#[test]
fn comments_in_a_document_are_told_where_it_is_public() {
    let resource = "+++\ntitle = \"Agenda\"\nkind = \"agenda\"\nfile = \"agenda.docx\"\n+++\n";
    let staff = head("audience = \"team\"\n") + "[A](agenda.docx)";
    for (name, text, told) in [
        ("content/a.md", head("") + "[A](agenda.docx)", 1),
        ("content/a.md", head("") + "[A](agenda.docx), [B](/agenda.docx#b)", 2),
        ("content/a.md", staff, 0),
        ("content/a.md", head("") + "Nothing leads there.", 0),
        ("content/resources/agenda.md", resource.to_owned(), 1),
    ] {
        let playbook = Playbook::new().with_plain_theme();
        playbook.write(name, &text).write("content/agenda.docx", word_file());
        playbook.write("content/resources/agenda.docx", word_file());
        let codes = |built: &[Diagnostic]| built.iter().map(|problem| problem.code).collect::<Vec<_>>();
        let public = playbook.build(Readers::Public);
        assert_eq!(codes(&public.diagnostics), vec![Code::HiddenInFile; told], "{text}");
        assert!(public.files.is_some(), "{text}");
        let told_by_check = playbook.codes();
        let told_by_check = told_by_check.iter().filter(|code| **code == "hidden-in-file");
        assert_eq!(told_by_check.count(), told, "{text}");
        assert_eq!(codes(&playbook.build(Readers::Team).diagnostics), [], "{text}");
    }
}

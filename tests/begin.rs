//! A new playbook, new files in one, and how far a team is.

mod support;

use playbook::edition::Readers;
use playbook::source::Diagnostics;
use playbook::status::Status;
use serde_json::Value;
use std::fs;
use std::path::Path;
use support::{Playbook, files, run};
use tempfile::TempDir;

fn begun(args: &[&str]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let (code, _, errors) = run(&[&["init"], args].concat(), folder.path());
    assert_eq!(code, 0, "{errors}");
    folder
}

fn text(root: &Path, name: &str) -> String {
    fs::read_to_string(root.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[test]
fn a_new_playbook_is_the_schools_own_and_has_no_mistakes() {
    // A name with every sign that means something to TOML, to Markdown and to HTML.
    let school = r#"St. "Anne's" & <Sons> *of* [the_Lake] \ 100%"#;
    let folder = begun(&[
        "--school",
        school,
        "--base-url",
        "https://anne.github.io/book",
        "--email",
        "front@anne.example.edu",
        "--phone",
        "+1 (0)704 555 0199 ext. 12",
    ]);
    let (code, out, errors) = run(&["check", "--strict"], folder.path());
    assert_eq!((code, out.trim(), errors.as_str()), (0, "no problems", ""));
    for (name, bytes) in files(folder.path()) {
        let is_example = ["answers/", "articles/", "cycles/"]
            .iter()
            .any(|part| name.contains(part));
        let words = String::from_utf8_lossy(&bytes).into_owned();
        let of_example = ["Riverbend Elementary", "office@example.org", "803 555", "+1803"];
        let found = of_example.iter().find(|part| words.contains(**part));
        assert!(is_example || found.is_none(), "{name} has {found:?}");
    }
    assert_eq!(run(&["build"], folder.path()).0, 0);
    let about = text(folder.path(), "public/about.html");
    assert!(
        about.contains("St. &quot;Anne’s&quot; &amp; &lt;Sons&gt; *of* [the_Lake] \\ 100% is a public school"),
        "{about}"
    );
    let home = text(folder.path(), "public/index.html");
    assert!(home.contains("lead at St. &quot;Anne&#39;s&quot; &amp; &lt;Sons&gt;"));
    assert!(text(folder.path(), "public/contact.html").contains("href=\"tel:+17045550199\""));
}

#[test]
fn it_ends_with_the_two_next_commands() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let (code, out, _) = run(&["init", "our book", "--bare"], folder.path());
    assert_eq!(code, 0);
    let lines: Vec<&str> = out.lines().rev().take(2).collect();
    assert_eq!(lines, ["  playbook serve --open", "  cd 'our book'"]);
    assert!(text(&folder.path().join("our book"), "HELP.md").contains("playbook new answers"));
}

#[test]
fn nothing_is_overwritten_and_nothing_half_done() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    fs::create_dir_all(folder.path().join("content")).expect("folders can be made");
    fs::write(folder.path().join("notes.txt"), "mine").expect("files can be written");
    fs::write(folder.path().join("content/about.md"), "mine").expect("files can be written");
    let before = files(folder.path());
    let (code, _, errors) = run(&["init"], folder.path());
    assert_eq!(code, 2);
    assert!(
        errors.contains("nothing was written") && errors.contains("content/about.md"),
        "{errors}"
    );
    assert_eq!(files(folder.path()), before);
    fs::remove_file(folder.path().join("content/about.md")).expect("it can be removed");
    assert_eq!(run(&["init"], folder.path()).0, 0, "other files are in nobody's way");
    assert_eq!(text(folder.path(), "notes.txt"), "mine");
    let whole = files(folder.path());
    assert_eq!(run(&["init"], folder.path()).0, 2);
    assert_eq!(files(folder.path()), whole);
}

#[test]
fn a_skeleton_has_no_texts_and_no_mistakes() {
    for (args, check) in [
        (&["--bare"][..], &["check", "--strict"][..]),
        // That the theme has no Spanish words is a warning.
        (&["--language", "es"], &["check"]),
    ] {
        let folder = begun(args);
        assert_eq!(run(check, folder.path()).0, 0, "{args:?}");
        assert!(!folder.path().join("content/answers").exists(), "{args:?}");
        assert_eq!(run(&["new", "guide", "First steps"], folder.path()).0, 0);
        assert!(
            folder
                .path()
                .join("content/guides/01-getting-started/01-first-steps.md")
                .exists()
        );
    }
    assert!(text(begun(&["--language", "es"]).path(), "playbook.toml").contains("language = \"es\""));
    let folder = tempfile::tempdir().expect("a folder can be made");
    assert_eq!(run(&["init", "--language", "ä"], folder.path()).0, 2);
    assert_eq!(run(&["init", "--base-url", "nonsense"], folder.path()).0, 2);
    assert_eq!(run(&["init", "--email", "Office <o@x.org>"], folder.path()).0, 2);
    assert!(files(folder.path()).is_empty());
}

#[test]
fn the_workflow_is_pinned_and_may_do_little() {
    let folder = begun(&["--bare", "--source", "https://git.example.org/playbook.git"]);
    let workflow = text(folder.path(), ".github/workflows/pages.yml");
    let version = concat!("PLAYBOOK_VERSION: \"v", env!("CARGO_PKG_VERSION"), "\"");
    assert!(workflow.contains(version), "{workflow}");
    assert!(workflow.contains("PLAYBOOK_SOURCE: \"https://git.example.org/playbook.git\""));
    let odd = begun(&["--bare", "--source", "a\"b\\c"]);
    assert!(text(odd.path(), ".github/workflows/pages.yml").contains("PLAYBOOK_SOURCE: \"a\\\"b\\\\c\"\n"));
    // Nobody but the second job may write, and that one to the site alone.
    let (build, deploy) = workflow.split_once("  deploy:").expect("there are two jobs");
    assert!(
        build.contains("permissions: {}") && !build.contains(": write"),
        "{build}"
    );
    let writes = deploy.lines().filter(|line| line.contains(": write"));
    assert_eq!(
        writes.map(str::trim).collect::<Vec<_>>(),
        ["pages: write", "id-token: write"]
    );
    assert!(!workflow.contains("pull_request"));
    for action in ["configure-pages@", "upload-pages-artifact@", "deploy-pages@"] {
        assert!(workflow.contains(action), "{action}");
    }
    assert!(workflow.contains("--base-url \"$BASE_URL\"") && workflow.contains("path: public"));
}

#[test]
fn new_pages_are_drafts_without_mistakes_and_overwrite_nothing() {
    let folder = begun(&["--bare"]);
    let root = folder.path();
    for (args, path) in [
        (
            &["guide", "Ask the children"][..],
            "content/guides/01-getting-started/01-ask-the-children.md",
        ),
        (
            &["guide", "¿Por qué?"],
            "content/guides/01-getting-started/02-por-que.md",
        ),
        (
            &["resource", "A \"map\"", "--kind", "template"],
            "content/resources/a-map.md",
        ),
        (&["page", "Buses"], "content/buses.md"),
        (
            &["guide", "Go on", "--series", "01-getting-started"],
            "content/guides/01-getting-started/03-go-on.md",
        ),
        (
            &["guide", "And on", "--series", "guides/01-getting-started"],
            "content/guides/01-getting-started/04-and-on.md",
        ),
    ] {
        let args = [&["new"], args].concat();
        let (code, out, errors) = run(&args, root);
        assert_eq!(code, 0, "{args:?}: {errors}");
        assert_eq!(Path::new(out.trim()), Path::new(".").join(path), "{args:?}");
        let written = text(root, path);
        let (code, _, errors) = run(&args, root);
        assert_eq!(code, 2, "{args:?}");
        assert!(errors.contains("there already"), "{args:?}: {errors}");
        assert_eq!(text(root, path), written);
    }
    let (_, out, _) = run(&["new", "article", "What we read"], root);
    assert!(
        out.contains("content/articles/20") && out.trim().ends_with("-what-we-read.md"),
        "{out}"
    );
    assert_eq!(run(&["check", "--strict"], root).0, 0);
    assert_eq!(run(&["build"], root).0, 0);
    let public = files(&root.join("public"));
    let drafts = public
        .keys()
        .filter(|name| name.contains("ask-the") || name.contains("buses") || name.contains("a-map"));
    assert_eq!(drafts.count(), 0);
    for args in [
        &["page", "???"][..],
        &["resource", "x", "--kind", "poem"],
        &["guide", "x", "--series", "getting-startd"],
        &["guide", "Index"],
        &["resource", "index"],
        &["page", "12 index"],
        &["page", "Search"],
    ] {
        assert_eq!(run(&[&["new"], args].concat(), root).0, 2, "{args:?}");
    }
}

#[test]
fn room_for_answers_has_every_open_question_in_its_words() {
    let playbook = Playbook::new();
    playbook.write("content/index.md", "+++\ntitle = \"Home\"\n+++\n");
    playbook.write(
        "content/guides/01-s/02-why.md",
        "+++\ntitle = \"Why \\\"now\\\"\"\n+++\n\n:::questions\n- One? {#one}\n- A *second* \\\\ \"one\"? {#two}\n  - Below? {#below}\n:::\n\n\
         :::tasks\n- Do it. {#do-it}\n:::\n\n:::organizer X {#org columns=\"Think, What we see\"}\n:::\n\n:::theory T {#th}\n:::\n",
    );
    let root = playbook.root();
    let first = "[one]\nquestion = \"One?\"\nanswer = \"Yes.\"";
    playbook.write("content/answers/s/why.toml", first);
    let (code, _, errors) = run(&["new", "answers", "why"], root);
    assert_eq!(code, 0, "{errors}");
    let sheet = text(root, "content/answers/s/why.toml");
    assert!(sheet.starts_with(first), "what was there is there: {sheet}");
    let table: toml::Table = sheet.parse().expect("it is TOML");
    assert_eq!(
        table.keys().collect::<Vec<_>>(),
        ["below", "do-it", "one", "org", "th", "two"]
    );
    assert_eq!(table["two"]["question"].as_str(), Some("A second \\ “one”?"));
    assert_eq!(table["two"]["status"].as_str(), Some("draft"));
    assert_eq!(table["do-it"]["status"].as_str(), Some("todo"));
    assert!(table["org"].get("what we see").is_some(), "{sheet}");
    let (code, out, errors) = run(&["check", "--strict"], root);
    assert_eq!(code, 0, "{out}{errors}");
    for name in [
        "Why \"now\"",
        "s/why",
        "guides/s/why",
        "guides/s/why.html",
        "why.md",
        "02-why.md",
        "01-s/02-why",
        "./content/guides/01-s/02-why.md",
    ] {
        let (code, _, errors) = run(&["new", "answers", name], root);
        assert!(
            code == 2 && errors.contains("already, in content/answers/s/why.toml"),
            "{name}: {errors}"
        );
    }
    let (_, _, errors) = run(&["new", "answers", "wyh"], root);
    assert!(errors.contains("did you mean why"), "{errors}");
    // A file that cannot be read to its end is not added to.
    let broken = format!("{first}\n[two]\naudience = 3\n");
    playbook.write("content/answers/s/why.toml", &broken);
    assert_eq!(run(&["new", "answers", "why"], root).0, 2);
    assert_eq!(text(root, "content/answers/s/why.toml"), broken);
}

/// Three questions and three tasks in known states, on a day that is later than all of them.
#[test]
fn status_counts_what_is_answered_done_and_late() {
    let playbook = Playbook::new();
    playbook.write("content/index.md", "+++\ntitle = \"Home\"\n+++\n");
    playbook.write(
        "content/guides/01-first/01-why.md",
        "+++\ntitle = \"Why\"\n+++\n\n:::questions\n- A? {#a}\n- B now? {#b}\n- C? {#c}\n- D? {#d}\n- E? {#e}\n:::\n\n\
         :::tasks\n- T1 {#t1}\n- T2 {#t2}\n- T3 {#t3}\n- T4 {#t4}\n:::\n",
    );
    playbook.write(
        "content/answers/first/why.toml",
        "[a]\nquestion = \"A?\"\nanswer = \"x\"\nstatus = \"agreed\"\nby = \"Team\"\nreview = 2020-01-01\n\
         [b]\nquestion = \"B once?\"\nanswer = \"x\"\nstatus = \"proposed\"\nby = \"Team\"\n\
         [c]\nquestion = \"C?\"\nanswer = \"x\"\nstatus = \"draft\"\n\
         [d]\nquestion = \"D?\"\nanswer = \"x\"\nstatus = \"agreed\"\nby = \"Team\"\nreview = 2999-01-01\n\
         [t1]\nstatus = \"done\"\ndue = 2020-01-01\nowner = \"Team\"\n\
         [t2]\nstatus = \"doing\"\ndue = 2020-01-02\nowner = \"Coach\"\n\
         [t3]\nstatus = \"todo\"\ndue = 2999-01-01\nowner = \"Coach\"\n",
    );
    let (code, out, errors) = run(&["status", "--format", "json"], playbook.root());
    assert_eq!(code, 0, "{errors}");
    let status: Value = serde_json::from_str(&out).expect("it is JSON");
    let guide = &status["series"][0]["guides"][0];
    for (key, wanted) in [
        ("questions", 5),
        ("answered", 3),
        ("agreed", 2),
        ("another_look", 2),
        ("tasks", 4),
        ("todo", 2),
        ("doing", 1),
        ("done", 1),
        ("overdue", 1),
    ] {
        assert_eq!(guide[key], wanted, "{key}: {guide}");
        assert_eq!(status["total"][key], wanted, "{key}");
    }
    let waiting = status["waiting"].as_array().expect("it is a list");
    let whys: Vec<(Option<&str>, Vec<&str>)> = waiting
        .iter()
        .map(|waiting| {
            let items = waiting["items"].as_array().expect("it is a list").iter();
            (
                waiting["role"].as_str(),
                items.map(|item| item["why"].as_str().expect("a word")).collect(),
            )
        })
        .collect();
    assert_eq!(
        whys,
        [
            (Some("Coach"), vec!["overdue", "todo"]),
            (Some("Team"), vec!["reworded", "review"]),
            (None, vec!["draft"]),
        ]
    );
    let (_, table, _) = run(&["status"], playbook.root());
    let row = table
        .lines()
        .find(|line| line.trim_start().starts_with("Why "))
        .expect("a row for the guide");
    let numbers: Vec<&str> = row.split_whitespace().skip(1).collect();
    assert_eq!(numbers, ["3/5", "2", "2", "2", "1", "1", "1"]);
    // The page's own progress is the same.
    assert_eq!(run(&["build", "--audience", "team"], playbook.root()).0, 0);
    let page = text(playbook.root(), "team/guides/first/why.html");
    assert!(page.contains("3 of 5") && page.contains("1 of 4"), "{page}");
}

#[test]
fn the_starter_has_no_diagnostics() {
    let starter = Playbook::starter();
    let (code, out, errors) = run(&["check", "--strict"], starter.root());
    assert_eq!((code, out.trim(), errors.as_str()), (0, "no problems", ""));
}

/// A task is late when its day is over, and an answer is due for review when its day has come.
#[test]
fn the_day_itself_is_not_late_and_is_for_review() {
    let playbook = Playbook::new();
    playbook.write(
        "content/guides/start/why.md",
        "+++\ntitle = \"Why\"\n+++\n:::questions\n- A? {#a}\n:::\n\n:::tasks\n- Do. {#t}\n:::\n",
    );
    playbook.write(
        "content/answers/start/why.toml",
        "[a]\nanswer = \"x\"\nstatus = \"agreed\"\nreview = 2026-10-02\n[t]\nstatus = \"doing\"\ndue = 2026-10-02\n",
    );
    let project = playbook::open(playbook.root(), None).expect("it is a playbook");
    let site = playbook::link(&project, Readers::Team, &mut Diagnostics::new());
    for (today, late, for_review) in [("2026-10-01", 0, 0), ("2026-10-02", 0, 1), ("2026-10-03", 1, 1)] {
        let status = Status::new(&site, today.parse().expect("it is a day"));
        let counted = (status.total.overdue, status.total.another_look);
        assert_eq!(counted, (late, for_review), "{today}");
    }
}

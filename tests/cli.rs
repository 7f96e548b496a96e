//! The command line: exit codes, streams, formats.

mod support;

use serde_json::Value;
use std::path::Path;
use support::{Playbook, run};

/// A playbook with one error and one warning, both on a known place.
fn mistaken() -> Playbook {
    let playbook = Playbook::new().with_plain_theme();
    playbook.write(
        "content/index.md",
        "+++\ntitle = \"Home\"\nsumary = \"x\"\n+++\n\nSome <b>bold</b> words.\n",
    );
    playbook
}

#[test]
fn exit_codes_are_as_the_format_says() {
    let clean = Playbook::new().with_plain_theme();
    clean.page("index.md", "Home.");
    assert_eq!(run(&["check"], clean.root()).0, 0);
    assert_eq!(run(&["check", "--strict"], clean.root()).0, 0);
    clean.page("index.md", "A <b>warning</b>.");
    assert_eq!(run(&["check"], clean.root()).0, 0);
    assert_eq!(run(&["check", "--strict"], clean.root()).0, 1);
    assert_eq!(run(&["build"], clean.root()).0, 0, "a warning stops no build");
    let mistaken = mistaken();
    assert_eq!(run(&["check"], mistaken.root()).0, 1);
    assert_eq!(run(&["build"], mistaken.root()).0, 1);
    mistaken.write("playbook.toml", "title = Test\n");
    assert_eq!(run(&["check"], mistaken.root()).0, 2);
    assert_eq!(run(&["build"], mistaken.root()).0, 2);
    let nowhere = tempfile::tempdir().expect("a folder can be made");
    assert_eq!(run(&["build"], nowhere.path()).0, 2);
    assert_eq!(run(&["clean"], nowhere.path()).0, 2);
    for args in [
        &["fly"][..],
        &["build", "--audience", "nobody"],
        &["build", "--base-url", "nonsense"],
        &[],
    ] {
        assert_eq!(run(args, clean.root()).0, 2, "{args:?}");
    }
}

#[test]
fn whoever_stands_beside_a_playbook_is_told_where_it_is() {
    let playbook = Playbook::new().with_plain_theme();
    playbook.page("guides/01-start/01-why.md", "Why.");
    let below = run(&["check"], &playbook.root().join("content/guides"));
    assert!(
        below.0 == 2 && below.2.contains("there is one around it"),
        "{}",
        below.2
    );
    let elsewhere = tempfile::tempdir().expect("a folder can be made");
    std::fs::write(elsewhere.path().join("playbook.toml.txt"), "title = \"T\"\n").expect("it can be written");
    let misnamed = run(&["check"], elsewhere.path());
    assert!(
        misnamed.0 == 2 && misnamed.2.contains("take .txt away"),
        "{}",
        misnamed.2
    );
    // There is nothing to answer yet.
    let empty = Playbook::new().with_plain_theme();
    let answers = run(&["new", "answers", "why"], empty.root());
    assert!(answers.2.contains("and no other yet"), "{}", answers.2);
}

#[test]
fn people_see_the_line_underlined() {
    let (_, out, said) = run(&["check"], mistaken().root());
    assert_eq!(out, "1 error and 1 warning\n");
    let wanted = "error[unknown-key]: There is no setting called “sumary” here.\n \
                  --> content/index.md:3:1\n  |\n3 | sumary = \"x\"\n  | ^^^^^^\n  |\n  = fix: did you mean “summary”?\n";
    assert!(said.starts_with(wanted), "{said}");
    assert!(said.contains("--> content/index.md:6:6"), "{said}");
    assert!(!said.contains('\u{1b}'), "no colours where no terminal is");
}

#[test]
fn programs_see_json() {
    let (code, out, said) = run(&["check", "--format", "json"], mistaken().root());
    assert_eq!((code, said.as_str()), (1, ""));
    let all: Value = serde_json::from_str(&out).expect("it is JSON");
    let first = &all[0];
    assert_eq!(first["code"], "unknown-key");
    assert_eq!(first["severity"], "error");
    assert_eq!(first["file"], "content/index.md");
    assert_eq!((&first["line"], &first["column"]), (&Value::from(3), &Value::from(1)));
    assert_eq!(
        (&first["end_line"], &first["end_column"]),
        (&Value::from(3), &Value::from(7))
    );
    assert_eq!(first["fix"], "did you mean “summary”?");
}

#[test]
fn a_clean_playbook_is_an_empty_array() {
    let playbook = Playbook::new().with_plain_theme();
    playbook.page("index.md", "Home.");
    assert_eq!(run(&["check", "--format", "json"], playbook.root()).1.trim(), "[]");
    assert_eq!(run(&["check", "--format", "github"], playbook.root()).1, "");
    assert_eq!(run(&["check"], playbook.root()).1, "no problems\n");
}

#[test]
fn github_sees_annotations_and_nothing_else() {
    let playbook = mistaken();
    playbook.write(
        "content/a,b: 100%.md",
        "+++\ntitle = \"%0A::error::x\"\ntilte = \"y\"\n+++\n",
    );
    let (_, out, _) = run(&["check", "--format", "github"], playbook.root());
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(lines.len(), 3, "{out}");
    assert!(
        lines[0].starts_with(
            "::error file=content/a%2Cb%3A 100%25.md,line=3,col=1,endLine=3,endColumn=6,title=unknown-key::"
        ),
        "{out}"
    );
    assert!(
        lines[2].starts_with("::warning file=content/index.md,line=6,col=6,"),
        "{out}"
    );
}

#[test]
fn base_url_may_be_given_for_one_build() {
    let playbook = Playbook::new().with_plain_theme();
    playbook.page("index.md", "Home.").page("about.md", "x");
    assert_eq!(
        run(&["build", "--base-url", "https://other.example/a"], playbook.root()).0,
        0
    );
    let read = |name: &str| std::fs::read_to_string(playbook.root().join("public").join(name)).expect("it is there");
    assert!(read("about.html").contains("<link rel=\"canonical\" href=\"https://other.example/a/about.html\">"));
    assert!(read("sitemap.xml").contains("<loc>https://other.example/a/about.html</loc>"));
    assert!(read("404.html").contains("href=\"/a/index.html\""));
}

#[test]
fn quiet_says_nothing_when_nothing_is_wrong() {
    let playbook = Playbook::new().with_plain_theme();
    playbook.page("index.md", "A <b>warning</b>.");
    assert_eq!(
        run(&["build", "--quiet"], playbook.root()),
        (0, String::new(), String::new())
    );
    let (_, _, said) = run(&["build", "--quiet"], mistaken().root());
    assert!(said.contains("unknown-key") && !said.contains("raw-html"), "{said}");
}

#[test]
fn quiet_shows_the_warnings_that_a_strict_check_fails_for() {
    let playbook = Playbook::new().with_plain_theme();
    playbook.page("index.md", "A <b>warning</b>.");
    let (code, _, said) = run(&["check", "--strict", "--quiet"], playbook.root());
    assert!(code == 1 && said.contains("warning[raw-html]"), "{said}");
    assert!(!said.contains("advice["), "{said}");
    assert_eq!(run(&["check", "--quiet"], playbook.root()).2, "");
}

#[test]
fn what_was_written_wrongly_is_said_in_plain_words() {
    let playbook = Playbook::new().with_plain_theme();
    playbook.page("index.md", "Home.");
    let (code, _, said) = run(&["serve", "--port", "80x"], playbook.root());
    assert!(
        code == 2 && said.contains("such as 4000") && !said.contains("digit"),
        "{said}"
    );
    // A program for pictures would not open a drawing that is called a photo.
    let (code, _, said) = run(&["qr", "index.md", "--out", "q.png"], playbook.root());
    assert!(code == 2 && said.contains("q.svg"), "{said}");
    assert!(!playbook.root().join("q.png").exists());
}

#[test]
fn completions_are_printed() {
    let (code, out, _) = run(&["completions", "bash"], Path::new("."));
    assert_eq!(code, 0);
    assert!(out.contains("--audience"));
}

#[test]
fn a_build_says_how_long_its_steps_took() {
    let playbook = Playbook::new();
    playbook.page("index.md", "Home.\n");
    let (code, out, errors) = run(&["build", "--quiet", "--timings"], playbook.root());
    assert_eq!((code, errors.as_str()), (0, ""));
    let names: Vec<&str> = out
        .lines()
        .map(|line| line.split("  ").next().unwrap_or(line))
        .collect();
    assert_eq!(names, ["read", "compile", "link", "search", "write", "in all"]);
    assert!(out.lines().all(|line| line.contains(" ms")), "{out}");
    assert_eq!(run(&["build", "--quiet"], playbook.root()).1, "");
}

/// What nobody can read was not said. `/dev/full` takes nothing, as a full disk does (full(4)).
#[cfg(target_os = "linux")]
#[test]
fn output_that_comes_nowhere_is_a_failure() {
    use std::process::{Command, Stdio};
    let playbook = Playbook::new().with_plain_theme();
    playbook.page("index.md", "Home.");
    for args in [
        &["check"][..],
        &["check", "--format", "json"],
        &["status", "--format", "json"],
        &["completions", "bash"],
        &["build"],
    ] {
        let run = |out: Stdio| {
            let mut command = Command::new(assert_cmd::cargo::cargo_bin!("playbook"));
            command.current_dir(playbook.root()).args(args).stdout(out);
            let output = command.stderr(Stdio::piped()).output().expect("it runs");
            (
                output.status.code(),
                String::from_utf8(output.stderr).expect("it is text"),
            )
        };
        let full = std::fs::File::options().write(true).open("/dev/full");
        let (code, said) = run(full.expect("there is one").into());
        assert_eq!(code, Some(2), "{args:?}");
        assert!(
            said.contains("standard output could not be written"),
            "{args:?}: {said}"
        );
        // Whoever closes a pipe has seen enough.
        let (reader, writer) = std::io::pipe().expect("there are pipes");
        drop(reader);
        assert_eq!(run(writer.into()), (Some(0), String::new()), "{args:?}");
    }
}

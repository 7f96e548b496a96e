//! Files that are no ordinary files of text.

mod support;

use playbook::edition::Readers;
use playbook::source::{Diagnostic, Place};
use support::Playbook;

fn paths_with(diagnostics: &[Diagnostic], code: &str) -> Vec<String> {
    let found = diagnostics.iter().filter(|diagnostic| diagnostic.code.as_str() == code);
    found
        .map(|diagnostic| match &diagnostic.place {
            Place::File(path) => path.clone(),
            place => panic!("{place:?} is no file"),
        })
        .collect()
}

#[test]
fn marks_and_line_ends_are_no_mistake() {
    let playbook = Playbook::new().with_plain_theme();
    playbook.write(
        "content/index.md",
        "\u{FEFF}+++\r\ntitle = \"Home\"\r\n+++\r\n\r\nOne\r\n\r\n:::note\r\nTwo\r\n:::\r\n",
    );
    let built = playbook.build(Readers::Public);
    assert_eq!(built.diagnostics, []);
    let page = built.page("index.html");
    assert!(page.contains("<p>One</p>") && page.contains("<p>Two</p>"), "{page}");
}

#[test]
fn another_encoding_is_named() {
    let playbook = Playbook::new().with_plain_theme();
    playbook.write(
        "content/about.md",
        b"+++\ntitle = \"Caf\xE9\"\n+++\nD\xE9j\xE0 vu, na\xEFve fa\xE7ade.\n",
    );
    let (diagnostics, _) = playbook.check();
    assert_eq!(paths_with(&diagnostics, "file-encoding"), ["content/about.md"]);
    assert!(diagnostics[0].message.contains("windows-1252"), "{:?}", diagnostics[0]);
}

#[test]
fn a_file_too_large_for_a_page_is_refused_unread() {
    const MEGABYTE: usize = 1024 * 1024;
    let playbook = Playbook::new().with_plain_theme();
    for (size, told) in [
        (4 * MEGABYTE + 1, "4.1"),
        (4 * MEGABYTE + MEGABYTE / 2, "4.5"),
        (5 * MEGABYTE, "5.0"),
        (12 * MEGABYTE, "12.0"),
    ] {
        playbook.write("content/large.md", vec![b'a'; size]);
        let (diagnostics, _) = playbook.check();
        assert_eq!(paths_with(&diagnostics, "file-too-large"), ["content/large.md"]);
        let message = format!("This file has {told} MB; a text may have 4 MB.");
        assert_eq!(diagnostics[0].message, message);
    }
    let page = "+++\ntitle = \"Large\"\n+++\n";
    let page = page.to_owned() + &"\n".repeat(4 * MEGABYTE - page.len());
    playbook.write("content/large.md", page);
    assert_eq!(playbook.check().0, []);
}

#[test]
fn what_is_overlooked_for_its_name_is_said() {
    let page = "+++\ntitle = \"A page\"\n+++\n";
    for path in [
        "content/our-plan.md.txt",
        "content/references.bib.txt",
        "content/answer/start/why.toml",
        "content/why.toml",
        "content/cycle/greetings.toml",
        "content/guide/start/why.md",
        "content/Resources/agenda.md",
        "content/article/2026-10-02-trust.md",
        "content/refs.bib",
        "content/references.yml",
        "content/answers/start/photo.jpg",
    ] {
        let playbook = Playbook::new().with_plain_theme();
        playbook.write(path, page);
        assert_eq!(paths_with(&playbook.check().0, "file-misplaced"), [path], "{path}");
    }
    for path in [
        "content/guidance/why.md",
        "content/guide.md",
        "content/resources/works.bib",
    ] {
        let playbook = Playbook::new().with_plain_theme();
        playbook.write(path, page);
        assert_eq!(playbook.check().0, [], "{path}");
    }
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::fs;
    use std::os::unix::ffi::OsStrExt as _;
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::process::Command;

    #[test]
    fn links_are_named_and_not_followed() {
        let secret = tempfile::tempdir().expect("a folder can be made");
        fs::write(secret.path().join("secret.md"), "+++\ntitle = \"Secret\"\n+++\n").expect("it can be written");
        let playbook = Playbook::new().with_plain_theme();
        playbook.page("index.md", "Home.");
        symlink(secret.path(), playbook.root().join("content/folder")).expect("a link can be made");
        symlink(secret.path().join("secret.md"), playbook.root().join("content/file.md")).expect("a link can be made");
        symlink(".", playbook.root().join("content/circle")).expect("a link can be made");
        let built = playbook.build(Readers::Team);
        let links = paths_with(&built.diagnostics, "symbolic-link");
        assert_eq!(links, ["content/circle", "content/file.md", "content/folder"]);
        for (name, bytes) in built.files.expect("a link stops nothing") {
            assert!(!String::from_utf8_lossy(&bytes).contains("Secret"), "{name}");
        }
    }

    #[test]
    fn content_that_is_a_link_is_not_followed() {
        let playbook = Playbook::new().with_plain_theme();
        let elsewhere = tempfile::tempdir().expect("a folder can be made");
        symlink(elsewhere.path(), playbook.root().join("content")).expect("a link can be made");
        assert_eq!(paths_with(&playbook.check().0, "symbolic-link"), ["content"]);
    }

    #[test]
    fn links_in_themes_are_named_and_not_followed() {
        let elsewhere = tempfile::tempdir().expect("a folder can be made");
        fs::create_dir_all(elsewhere.path().join("files")).expect("a folder can be made");
        fs::write(elsewhere.path().join("files/secret.txt"), "secret").expect("it can be written");
        let of_file = Playbook::new();
        of_file
            .page("index.md", "Home.")
            .write("themes/default/styles/school.css", "");
        let link = of_file.root().join("themes/default/files");
        symlink(elsewhere.path().join("files"), link).expect("a link can be made");
        let of_theme = Playbook::new();
        of_theme.page("index.md", "Home.").write("themes/other/theme.toml", "");
        symlink(elsewhere.path(), of_theme.root().join("themes/default")).expect("a link can be made");
        for (playbook, link) in [(of_file, "themes/default/files"), (of_theme, "themes/default")] {
            let built = playbook.build(Readers::Public);
            assert_eq!(paths_with(&built.diagnostics, "symbolic-link"), [link]);
            let files = built.files.expect("a link stops nothing");
            assert!(files.keys().all(|name| !name.contains("secret")), "{:?}", files.keys());
        }
    }

    #[test]
    fn a_pipe_is_named_and_not_waited_for() {
        let playbook = Playbook::new().with_plain_theme();
        playbook.page("index.md", "Home.");
        let pipe = playbook.root().join("content/pipe.md");
        assert!(
            Command::new("mkfifo")
                .arg(&pipe)
                .status()
                .expect("mkfifo runs")
                .success()
        );
        assert_eq!(paths_with(&playbook.check().0, "file-special"), ["content/pipe.md"]);
    }

    /// Runs `check` as someone who is not the superuser, who may read everything.
    fn checked_by_a_user(playbook: &Playbook) -> (Option<i32>, String) {
        let program = playbook.root().join("program");
        fs::copy(assert_cmd::cargo::cargo_bin!("playbook"), &program).expect("it can be copied");
        fs::set_permissions(playbook.root(), fs::Permissions::from_mode(0o755)).expect("it can be opened");
        let is_superuser = fs::read(playbook.root().join("content/closed.md")).is_ok();
        let mut command = if is_superuser {
            let mut command = Command::new("setpriv");
            command
                .args(["--reuid=65534", "--regid=65534", "--clear-groups"])
                .arg(&program);
            command
        } else {
            Command::new(&program)
        };
        let output = command
            .args(["check", "--root"])
            .arg(playbook.root())
            .output()
            .expect("it runs");
        (
            output.status.code(),
            String::from_utf8(output.stderr).expect("messages are UTF-8"),
        )
    }

    /// Closes files and folders to everyone but the superuser, and says what a user's `check` makes of it.
    fn checked_when_closed(playbook: &Playbook, closed: &[&str]) -> (Option<i32>, String) {
        let set_mode = |path: &str, mode: u32| {
            let path = playbook.root().join(path);
            fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("its mode can be set");
        };
        for path in closed {
            set_mode(path, 0o000);
        }
        let said = checked_by_a_user(playbook);
        // So that the folders can be removed when the test ends.
        for path in closed {
            set_mode(path, 0o755);
        }
        said
    }

    #[test]
    fn what_may_not_be_read_is_an_error() {
        let playbook = Playbook::new().with_plain_theme();
        playbook
            .page("index.md", "Home.")
            .page("closed.md", "Closed.")
            .page("folder/a.md", "In it.")
            .write("themes/default/icons/goal.svg", "<svg></svg>");
        for (closed, code) in [
            (&["content/closed.md", "content/folder"][..], 1),
            // A theme of which a part is missing would be the built-in one there.
            (&["content/closed.md", "themes/default/icons"], 2),
            (&["content/closed.md", "themes"], 2),
        ] {
            let (ended, said) = checked_when_closed(&playbook, closed);
            assert_eq!(ended, Some(code), "{said}");
            for path in closed {
                assert!(said.contains(&format!("--> {path}")), "{said}");
            }
            assert_eq!(said.matches("error[file-unreadable]").count(), closed.len(), "{said}");
        }
    }

    #[test]
    fn a_name_in_a_theme_that_is_no_text_is_an_error() {
        let playbook = Playbook::new().with_plain_theme();
        playbook.page("index.md", "Home.");
        let name = std::ffi::OsStr::from_bytes(b"themes/default/icons/go\xFFal.svg");
        fs::create_dir_all(playbook.root().join("themes/default/icons")).expect("a folder can be made");
        fs::write(playbook.root().join(name), "<svg></svg>").expect("it can be written");
        let (diagnostics, _) = playbook.check();
        let named = paths_with(&diagnostics, "name-unusable");
        assert_eq!(named, ["themes/default/icons/go\u{FFFD}al.svg"]);
    }
}

//! Where a site may be written, and what becomes of what was there.

mod support;

use assert_cmd::Command;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use support::{Playbook, files, run};

fn playbook() -> Playbook {
    let playbook = Playbook::new().with_plain_theme();
    playbook.page("index.md", "Home.").page("about.md", "About.");
    playbook
}

fn tree(root: &Path) -> BTreeMap<String, Vec<u8>> {
    files(root)
}

/// A place is refused: exit 2, a sentence, and nothing touched.
fn refused(playbook: &Playbook, args: &[&str], sentence: &str) {
    let before = tree(playbook.root());
    let (code, _, said) = run(args, playbook.root());
    assert_eq!(code, 2, "{args:?}: {said}");
    assert!(said.contains(sentence), "{args:?}: {said}");
    assert_eq!(tree(playbook.root()), before, "{args:?} touched something");
}

#[test]
fn a_site_is_written_and_written_again() {
    let playbook = playbook();
    let (code, said, _) = run(&["build"], playbook.root());
    assert_eq!(code, 0);
    assert!(said.starts_with("Built the public edition into"), "{said}");
    let first = tree(&playbook.root().join("public"));
    assert!(first.contains_key("index.html") && first.contains_key(".nojekyll") && first.contains_key("sitemap.xml"));
    fs::remove_file(playbook.root().join("content/about.md")).expect("it can be removed");
    assert_eq!(run(&["build"], playbook.root()).0, 0);
    let second = tree(&playbook.root().join("public"));
    assert!(!second.contains_key("about.html"), "what is no longer made is gone");
    assert_eq!(left_beside(playbook.root()), Vec::<String>::new());
}

fn left_beside(root: &Path) -> Vec<String> {
    let names = fs::read_dir(root)
        .expect("it can be listed")
        .map(|entry| entry.expect("an entry").file_name());
    names
        .map(|name| name.to_string_lossy().into_owned())
        .filter(|name| name.contains(".playbook-"))
        .collect()
}

#[test]
fn precious_places_are_refused() {
    let playbook = playbook();
    for out in [
        "/",
        ".",
        "..",
        "content",
        "content/site",
        "static",
        "themes/x",
        "playbook.toml",
        "./public/..",
    ] {
        let sentence = match out {
            "playbook.toml" => "is a file",
            // Windows takes it for the playbook, without a look at the folder.
            "./public/.." if cfg!(unix) => "a folder that is not there",
            _ => "choose",
        };
        refused(&playbook, &["build", "--out", out], sentence);
    }
    let parent = playbook
        .root()
        .parent()
        .expect("a folder has a parent")
        .to_string_lossy()
        .into_owned();
    refused(&playbook, &["build", "--out", &parent], "the playbook itself");
    let home = tempfile::tempdir().expect("a folder can be made");
    let output = Command::new(assert_cmd::cargo::cargo_bin!("playbook"))
        .current_dir(playbook.root())
        .env("HOME", home.path())
        // What Windows calls it.
        .env("USERPROFILE", home.path())
        .args(["build", "--out"])
        .arg(home.path())
        .output()
        .expect("it runs");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("your home folder"));
    assert!(home.path().read_dir().expect("it is there").next().is_none());
}

#[test]
fn a_folder_that_is_not_ours_is_refused() {
    let playbook = playbook();
    playbook.write("public/photo.jpg", "a family");
    refused(&playbook, &["build"], "was not made by playbook");
    playbook.write("public/.playbook", "by hand\n");
    refused(&playbook, &["build"], "was not made by playbook");
    refused(&playbook, &["clean"], "was not made by playbook");
}

#[test]
fn a_file_that_no_build_wrote_is_named() {
    let playbook = playbook();
    assert_eq!(run(&["build"], playbook.root()).0, 0);
    playbook.write("public/guides/CNAME", "example.org");
    let named = Path::new("guides").join("CNAME").display().to_string();
    refused(&playbook, &["build"], &named);
    refused(&playbook, &["clean"], &named);
    fs::remove_file(playbook.root().join("public/guides/CNAME")).expect("it can be removed");
    fs::create_dir(playbook.root().join("public/empty")).expect("it can be made");
    refused(&playbook, &["build"], "empty");
}

#[test]
fn an_empty_folder_is_taken() {
    let playbook = playbook();
    fs::create_dir(playbook.root().join("site")).expect("it can be made");
    assert_eq!(run(&["build", "--out", "site"], playbook.root()).0, 0);
    assert!(playbook.root().join("site/index.html").is_file());
    assert_eq!(run(&["build", "--out", "new/deep/site"], playbook.root()).0, 0);
    assert!(playbook.root().join("new/deep/site/index.html").is_file());
}

#[test]
fn no_other_edition_takes_the_place_of_the_public_one() {
    let playbook = playbook();
    assert_eq!(run(&["build", "--out", "site"], playbook.root()).0, 0);
    refused(
        &playbook,
        &["build", "--audience", "team", "--out", "site"],
        "holds the public edition",
    );
    assert_eq!(run(&["build", "--audience", "team"], playbook.root()).0, 0);
    assert!(playbook.root().join("team/index.html").is_file());
    refused(&playbook, &["build", "--out", "team"], "holds the team edition");
    // Drafts have a folder of their own too.
    assert_eq!(run(&["build", "--drafts"], playbook.root()).0, 0);
    assert!(playbook.root().join("drafts/index.html").is_file());
    refused(
        &playbook,
        &["build", "--drafts", "--out", "site"],
        "holds the public edition",
    );
}

/// `public/` is what is put on the web, whether or not it is there yet.
#[test]
fn what_is_not_for_everyone_comes_into_public_by_no_name() {
    let playbook = playbook();
    let root = playbook.root();
    fs::create_dir(root.join("x")).expect("it can be made");
    let whole = root.join("public").to_string_lossy().into_owned();
    for kind in [&["--audience", "team"][..], &["--drafts"]] {
        for out in [
            "public",
            "./public",
            "x/../public",
            "public/team",
            "Public",
            whole.as_str(),
        ] {
            let what = if kind.len() == 1 {
                "publish drafts"
            } else {
                "publish what is the team's own"
            };
            refused(&playbook, &[&["build", "--out", out], kind].concat(), what);
        }
    }
    assert_eq!(run(&["build"], root).0, 0);
    for out in ["public", "public/team", "x/../public/team"] {
        refused(
            &playbook,
            &["build", "--audience", "team", "--out", out],
            "public/ or lies in it",
        );
    }
    // Only what is called so whole is that folder.
    assert_eq!(
        run(&["build", "--audience", "team", "--out", "publications"], root).0,
        0
    );
}

/// It would be published with that output, or be in the way of the next build.
#[test]
fn no_output_lies_in_another() {
    let playbook = playbook();
    assert_eq!(run(&["build", "--out", "site"], playbook.root()).0, 0);
    for args in [
        &["build", "--out", "site/deep/er"][..],
        &["build", "--audience", "team", "--out", "site/team"],
        &["build", "--drafts", "--out", "site/theme"],
        &["build", "--zip", "--out", "site/public.zip"],
    ] {
        refused(&playbook, args, "which playbook made and replaces as a whole");
    }
    refused(
        &playbook,
        &["build", "--out", "site/theme"],
        "choose a folder outside of it",
    );
}

#[test]
fn a_failing_build_leaves_the_output_as_it_was() {
    let playbook = playbook();
    assert_eq!(run(&["build"], playbook.root()).0, 0);
    let before = tree(&playbook.root().join("public"));
    playbook.page("broken.md", "[x](nowhere.md)");
    let (code, out, said) = run(&["build"], playbook.root());
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(said.contains("content/broken.md:4:5"), "{said}");
    assert_eq!(tree(&playbook.root().join("public")), before);
    // A theme that cannot be rendered is found while the site is written.
    fs::remove_file(playbook.root().join("content/broken.md")).expect("it can be removed");
    playbook.write("themes/default/templates/page.html", "{{ page.titel }}");
    let (code, _, said) = run(&["build"], playbook.root());
    assert_eq!(code, 2);
    assert!(said.contains("themes/default/templates/page.html"), "{said}");
    assert_eq!(tree(&playbook.root().join("public")), before);
    assert_eq!(left_beside(playbook.root()), Vec::<String>::new());
}

#[test]
fn what_a_killed_build_left_is_cleared_away() {
    let playbook = playbook();
    assert_eq!(run(&["build"], playbook.root()).0, 0);
    // A stage that was cut off: our marker, not all of its files.
    let marker = fs::read(playbook.root().join("public/.playbook")).expect("there is a marker");
    playbook
        .write(".public.playbook-abc123/.playbook", &marker)
        .write(".public.playbook-abc123/index.html", "half");
    fs::create_dir(playbook.root().join(".public.playbook-empty")).expect("it can be made");
    // What only looks like one stays.
    playbook.write(".public.playbook-mine/notes.txt", "notes");
    assert_eq!(run(&["build"], playbook.root()).0, 0);
    assert_eq!(left_beside(playbook.root()), [".public.playbook-mine"]);
}

/// Where folders cannot be exchanged in one step, there is a moment in which the output is beside its place.
#[test]
fn an_output_that_a_killed_build_moved_aside_is_put_back() {
    let playbook = playbook();
    assert_eq!(run(&["build"], playbook.root()).0, 0);
    let (out, aside) = (
        playbook.root().join("public"),
        playbook.root().join(".public.playbook-abc-old"),
    );
    fs::write(out.join("mine.txt"), "mine").expect("it can be written");
    let before = tree(&out);
    fs::rename(&out, &aside).expect("it can be moved");
    // One of the same name that is nobody's output.
    playbook.write(".public.playbook-aaa-old/notes.txt", "notes");
    let (code, _, said) = run(&["build"], playbook.root());
    assert!(code == 2 && said.contains("mine.txt"), "{said}");
    assert_eq!(tree(&out), before);
    assert_eq!(left_beside(playbook.root()), [".public.playbook-aaa-old"]);
}

#[test]
fn a_leftover_with_a_file_of_somebodys_is_left_and_stops_nothing() {
    let playbook = playbook();
    assert_eq!(run(&["build"], playbook.root()).0, 0);
    let marker = fs::read(playbook.root().join("public/.playbook")).expect("there is a marker");
    playbook
        .write(".public.playbook-abc/.playbook", &marker)
        .write(".public.playbook-abc/mine.txt", "mine");
    assert_eq!(run(&["build"], playbook.root()).0, 0);
    assert!(playbook.root().join(".public.playbook-abc/mine.txt").is_file());
}

#[test]
fn clean_deletes_what_builds_made_and_nothing_else() {
    let playbook = playbook();
    let before = tree(playbook.root());
    assert_eq!(run(&["build"], playbook.root()).0, 0);
    for kind in [&["--audience", "team"][..], &["--drafts"], &["--zip"]] {
        assert_eq!(run(&[&["build"], kind].concat(), playbook.root()).0, 0, "{kind:?}");
    }
    let (code, said, _) = run(&["clean"], playbook.root());
    assert_eq!(code, 0);
    assert_eq!(said.lines().count(), 4, "{said}");
    assert_eq!(tree(playbook.root()), before);
    assert!(!playbook.root().join("public").exists());
    assert_eq!(run(&["clean"], playbook.root()).0, 0);
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::fs::{PermissionsExt, symlink};

    #[test]
    fn a_symbolic_link_is_refused() {
        let playbook = playbook();
        let elsewhere = tempfile::tempdir().expect("a folder can be made");
        symlink(elsewhere.path(), playbook.root().join("public")).expect("a link can be made");
        refused(&playbook, &["build"], "is a symbolic link");
        refused(&playbook, &["clean"], "is a symbolic link");
        assert!(elsewhere.path().read_dir().expect("it is there").next().is_none());
    }

    #[test]
    fn what_is_not_for_everyone_comes_into_public_through_no_link() {
        let playbook = playbook();
        let root = playbook.root();
        fs::create_dir(root.join("public")).expect("it can be made");
        symlink("public", root.join("link")).expect("a link can be made");
        symlink("link", root.join("link-to-it")).expect("a link can be made");
        refused(&playbook, &["build", "--drafts", "--out", "link"], "is a symbolic link");
        for out in ["link/team", "link-to-it/deep/team", "link/../public"] {
            refused(&playbook, &["build", "--audience", "team", "--out", out], "lies in it");
        }
        // Or it is a link itself, to where a server looks.
        let elsewhere = tempfile::tempdir().expect("a folder can be made");
        fs::remove_dir(root.join("public")).expect("it can be removed");
        symlink(elsewhere.path(), root.join("public")).expect("a link can be made");
        let team = elsewhere.path().join("team").to_string_lossy().into_owned();
        for out in ["public/team", &team] {
            refused(&playbook, &["build", "--audience", "team", "--out", out], "lies in it");
        }
        assert!(elsewhere.path().read_dir().expect("it is there").next().is_none());
    }

    #[test]
    fn everyone_may_read_what_is_written() {
        let playbook = playbook();
        playbook.write("static/closed.txt", "words");
        let closed = fs::Permissions::from_mode(0o600);
        fs::set_permissions(playbook.root().join("static/closed.txt"), closed).expect("it can be closed");
        let status = std::process::Command::new("sh")
            .arg("-c")
            .arg("umask 077; exec \"$0\" build --quiet")
            .arg(assert_cmd::cargo::cargo_bin!("playbook"))
            .current_dir(playbook.root())
            .status()
            .expect("it runs");
        assert!(status.success());
        let public = playbook.root().join("public");
        for entry in walkdir::WalkDir::new(&public) {
            let entry = entry.expect("it can be read");
            let mode = entry.metadata().expect("it has metadata").permissions().mode() & 0o777;
            let wanted = if entry.file_type().is_dir() { 0o755 } else { 0o644 };
            assert_eq!(mode, wanted, "{}", entry.path().display());
        }
    }
}

//! From nothing to a site on a branch: with the program alone, as a new team would, and with everything that may go wrong.

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use support::preview::Preview;
use support::{files, links};
use tempfile::TempDir;

/// A playbook in a repository whose `origin` is another one beside it.
struct Place {
    folder: TempDir,
}

const BRANCH: &str = "refs/heads/gh-pages";

impl Place {
    /// Begun by `init`, committed once.
    fn new() -> Self {
        let place = Self {
            folder: tempfile::tempdir().expect("a folder can be made"),
        };
        let begun = place.playbook(&[
            "init",
            "--bare",
            "--school",
            "Oak Hill",
            "--base-url",
            "https://oak.github.io/book/",
            "--source",
            "https://git.example.org/playbook.git",
        ]);
        assert!(begun.status.success(), "{begun:?}");
        place.git(&["init", "--quiet", "--initial-branch=main"]);
        place.git(&["init", "--quiet", "--bare", "../origin.git"]);
        place.git(&["remote", "add", "origin", "../origin.git"]);
        place.commit();
        place
    }

    fn root(&self) -> PathBuf {
        let root = self.folder.path().join("oak");
        fs::create_dir_all(&root).expect("folders can be made");
        root
    }

    fn origin(&self) -> PathBuf {
        self.folder.path().join("origin.git")
    }

    fn playbook(&self, args: &[&str]) -> Output {
        self.playbook_with(args, &[])
    }

    fn playbook_with(&self, args: &[&str], variables: &[(&str, &str)]) -> Output {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("playbook"));
        command.current_dir(self.root()).args(args);
        command.envs(variables.iter().copied()).output().expect("it runs")
    }

    fn git(&self, args: &[&str]) -> String {
        git(&self.root(), args)
    }

    fn commit(&self) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message=Words"]);
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.root().join(name);
        fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("folders can be made");
        fs::write(path, text).expect("files can be written");
    }

    /// Everything of the repository that publishing must not touch: the files, and all branches of both sides but the published one.
    fn state(&self) -> String {
        let tree = files(&self.root()).into_iter();
        let tree = tree.filter(|(name, _)| !name.starts_with(".git/") && !name.starts_with("public/"));
        let tree: Vec<(String, usize)> = tree.map(|(name, bytes)| (name, bytes.len())).collect();
        let refs = |folder: &Path| {
            git(
                folder,
                &["for-each-ref", "refs/heads", "--format=%(refname) %(objectname)"],
            )
        };
        let others = refs(&self.origin());
        let others: Vec<&str> = others.lines().filter(|line| !line.starts_with(BRANCH)).collect();
        let status = self.git(&["status", "--porcelain", "--branch"]);
        format!("{tree:?}\n{}\n{others:?}\n{status}", refs(&self.root()))
    }

    /// What the branch is at the other end.
    fn tip(&self) -> Option<String> {
        let tip = git(&self.origin(), &["for-each-ref", BRANCH, "--format=%(objectname)"]);
        (!tip.is_empty()).then_some(tip)
    }

    /// What `publish` says when it does not publish, having changed nothing.
    fn refused(&self, args: &[&str]) -> String {
        self.refused_with(args, &[])
    }

    fn refused_with(&self, args: &[&str], variables: &[(&str, &str)]) -> String {
        let before = (self.state(), self.tip());
        let output = self.playbook_with(&[&["publish"], args].concat(), variables);
        assert!(matches!(output.status.code(), Some(1 | 2)), "{output:?}");
        assert_eq!((self.state(), self.tip()), before);
        String::from_utf8(output.stderr).expect("messages are UTF-8")
    }

    fn published(&self) -> String {
        self.published_with(&[])
    }

    fn published_with(&self, args: &[&str]) -> String {
        let before = self.state();
        let output = self.playbook(&[&["publish"], args].concat());
        assert!(output.status.success(), "{output:?}");
        assert_eq!(self.state(), before);
        self.tip().expect("there is a branch now")
    }

    /// A folder whose `git` is a script, to be put first in the path; `$REAL` is git itself.
    #[cfg(unix)]
    fn false_git(&self, script: &str) -> String {
        use std::os::unix::fs::PermissionsExt;
        let folder = self.folder.path().join("bin");
        fs::create_dir_all(&folder).expect("folders can be made");
        let real = Command::new("sh")
            .args(["-c", "command -v git"])
            .output()
            .expect("there is a shell");
        let real = String::from_utf8(real.stdout).expect("a path");
        let file = folder.join("git");
        fs::write(
            &file,
            format!("#!/bin/sh\nREAL={}\n{script}\nexec \"$REAL\" \"$@\"\n", real.trim()),
        )
        .expect("it can be written");
        fs::set_permissions(&file, fs::Permissions::from_mode(0o755)).expect("it can be made to run");
        let path = std::env::var("PATH").expect("there is a path");
        format!("{}:{path}", folder.display())
    }
}

fn git(folder: &Path, args: &[&str]) -> String {
    let output = Command::new("git")
        .current_dir(folder)
        .args(["-c", "user.name=Test", "-c", "user.email=test@example.org"])
        .args(args)
        .output()
        .expect("git is installed");
    assert!(output.status.success(), "git {args:?}: {output:?}");
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

fn clone(place: &Place, name: &str) -> PathBuf {
    let folder = place.folder.path().join(name);
    let to = folder.to_str().expect("it is text");
    git(
        place.folder.path(),
        &["clone", "--quiet", "--branch=gh-pages", "origin.git", to],
    );
    folder
}

#[test]
fn from_nothing_to_a_clone_that_opens() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let place = Place { folder };
    let begun = place.playbook(&[
        "init",
        "--school",
        "Oak Hill",
        "--base-url",
        "https://oak.github.io/book/",
    ]);
    assert!(begun.status.success(), "{begun:?}");
    // Write while it is shown.
    let preview = Preview::start(&place.root(), &[]);
    assert_eq!(preview.get("/guides/getting-started/why.html").status, 200);
    let sheet = "content/answers/getting-started/why.toml";
    let text = fs::read_to_string(place.root().join(sheet)).expect("there are answers");
    let (before, _) = text.split_once("answer = \"\"\"").expect("the first one is answered");
    let (_, after) = text.split_once("\n\"\"\"").expect("it ends");
    place.write(
        sheet,
        &format!(
            "{before}answer = \"\"\"\nOur custodian Oakley wordmark.{}",
            &format!("\n\"\"\"{after}")
        ),
    );
    preview.until("team", |_| {
        let page = preview.get("/guides/getting-started/why.html").text();
        page.contains("Oakley wordmark").then_some(())
    });
    drop(preview);
    assert!(place.playbook(&["build"]).status.success());
    place.git(&["init", "--quiet", "--initial-branch=main"]);
    place.git(&["init", "--quiet", "--bare", "../origin.git"]);
    place.git(&["remote", "add", "origin", "../origin.git"]);
    place.commit();
    place.published();
    let clone = clone(&place, "clone");
    let mut site = files(&clone);
    site.retain(|name, _| !name.starts_with(".git/"));
    assert_eq!(
        site,
        files(&place.root().join("public")),
        "the branch has what the build wrote"
    );
    assert!(links::check(&site, "/book/") > 500);
    let page = String::from_utf8_lossy(&site["guides/getting-started/why.html"]).into_owned();
    assert!(page.contains("Oakley wordmark"));
    // One commit, with nothing of the sources before it.
    assert_eq!(git(&clone, &["rev-list", "--count", "HEAD"]), "1");
}

#[test]
fn each_publication_stands_upon_the_one_before() {
    let place = Place::new();
    let first = place.published();
    let said = place.playbook(&["publish"]);
    assert!(
        String::from_utf8_lossy(&said.stdout).contains("has all of it already"),
        "{said:?}"
    );
    assert_eq!(place.tip(), Some(first.clone()));
    place.write("content/about.md", "+++\ntitle = \"About\"\n+++\n\nNew words.\n");
    place.write(
        "static/a \"b\" \\ c.txt",
        "A name with signs.\r\nAnd another line's end.\r\n",
    );
    place.commit();
    let second = place.published();
    assert_eq!(git(&place.origin(), &["rev-parse", &format!("{second}^")]), first);
    // The very bytes, whatever git would do with line ends.
    place.git(&["config", "core.autocrlf", "true"]);
    fs::remove_file(place.root().join("content/about.md")).expect("it can be removed");
    place.commit();
    let third = place.published();
    assert_eq!(git(&place.origin(), &["rev-parse", &format!("{third}^")]), second);
    let names = git(&place.origin(), &["ls-tree", "-r", "--name-only", "-z", &third]);
    let names: Vec<&str> = names.split('\0').collect();
    assert!(
        !names.contains(&"about.html") && names.contains(&"a \"b\" \\ c.txt"),
        "{names:?}"
    );
    let bytes = git(
        &place.origin(),
        &["cat-file", "-p", &format!("{third}:a \"b\" \\ c.txt")],
    );
    assert!(bytes.contains("signs.\r\n"));
}

/// The branch is read by everyone, and its history keeps what stood in it.
#[test]
fn a_publication_names_no_person_and_says_what_its_history_holds() {
    let place = Place::new();
    let person = [
        ("GIT_COMMITTER_NAME", "Jo Rivera"),
        ("GIT_COMMITTER_EMAIL", "jo@example.org"),
        ("GIT_AUTHOR_NAME", "Jo Rivera"),
        ("GIT_AUTHOR_EMAIL", "jo@example.org"),
    ];
    let said = |output: Output| {
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).expect("it is text")
    };
    for name in ["about", "plan"] {
        place.write(&format!("content/{name}.md"), "+++\ntitle = \"Words\"\n+++\n");
    }
    let settings = fs::read_to_string(place.root().join("playbook.toml")).expect("there are settings");
    let title = settings.lines().find(|line| line.starts_with("title"));
    let title = title.expect("there is a title");
    place.write(
        "playbook.toml",
        &settings.replacen(title, "title = \"Oak <Hill> Playbook\"", 1),
    );
    place.commit();
    let first = said(place.playbook_with(&["publish", "--allow-warnings"], &person));
    assert!(!first.contains("history"), "{first}");
    let show = ["show", "--no-patch", "--format=%an <%ae> %cn <%ce>", BRANCH];
    let who = "Oak Hill Playbook <noreply@playbook.invalid>";
    assert_eq!(git(&place.origin(), &show), format!("{who} {who}"));
    git(&place.origin(), &["fsck", "--strict"]);
    // A page becomes the team's, and another goes.
    place.write("content/about.md", "+++\ntitle = \"Words\"\naudience = \"team\"\n+++\n");
    fs::remove_file(place.root().join("content/plan.md")).expect("it can be removed");
    place.commit();
    let second = said(place.playbook_with(&["publish", "--allow-warnings"], &person));
    assert!(
        second.contains("The history of gh-pages still holds about.html and 1 more page"),
        "{second}"
    );
    // As it says.
    let anew = second.split('“').nth(1).and_then(|rest| rest.split('”').next());
    let anew: Vec<&str> = anew.expect("it names a command").split(' ').collect();
    assert_eq!(anew, ["git", "push", "origin", "--delete", "gh-pages"]);
    place.git(&anew[1..]);
    let third = said(place.playbook_with(&["publish", "--allow-warnings"], &person));
    assert!(!third.contains("history"), "{third}");
    assert_eq!(git(&place.origin(), &["rev-list", "--count", BRANCH]), "1");
}

#[test]
fn what_is_missing_is_said_with_what_to_do() {
    let place = Place::new();
    let nowhere = place.folder.path().join("nowhere");
    fs::create_dir_all(&nowhere).expect("folders can be made");
    let path = nowhere.to_str().expect("it is text");
    assert!(
        place
            .refused_with(&[], &[("PATH", path)])
            .contains("git is not installed")
    );
    assert!(
        place
            .refused(&["--remote", "orgin"])
            .contains("knows no “orgin”; choose one with --remote: origin")
    );
    assert!(
        place
            .refused(&["--branch", "main"])
            .contains("the branch that the playbook itself is on")
    );
    assert!(
        place
            .refused(&["--branch", "a b"])
            .contains("cannot be the name of a branch")
    );
    assert!(place.refused(&["--remote", "--upload-pack=x"]).contains("error"));
    place.write("content/about.md", "+++\ntitle = \"About\"\n+++\n");
    assert!(place.refused(&[]).contains("not committed yet: content/about.md"));
    place.write(
        "content/about.md",
        "+++\ntitle = \"About\"\n+++\n\nTo [nothing](nothing.md).\n",
    );
    place.commit();
    assert!(place.refused(&[]).contains("nothing was published; mend this first"));
    place.write("content/about.md", "+++\ntitle = \"About\"\n+++\n\nA <b>tag</b>.\n");
    place.commit();
    assert!(place.refused(&[]).contains("1 warning"));
    assert!(place.playbook(&["publish", "--allow-warnings"]).status.success());
    // Ignored by git, and read from the disk all the same; what desktops leave behind is neither.
    place.write(".gitignore", "*.pdf\n.DS_Store\n/public/\n");
    place.write("static/.DS_Store", "x");
    place.write("content/.DS_Store", "x");
    place.write("static/plan.pdf", "x");
    place.commit();
    assert!(
        place
            .refused(&["--allow-warnings"])
            .contains("not committed yet: static/plan.pdf;")
    );
    fs::remove_file(place.root().join("static/plan.pdf")).expect("it can be removed");
    place.published_with(&["--allow-warnings"]);
    assert!(!place.root().join("public/.DS_Store").exists());
    place.git(&["mv", "content/about.md", "content/us.md"]);
    assert!(
        place
            .refused(&["--allow-warnings"])
            .contains("not committed yet: content/us.md, content/about.md")
            || place
                .refused(&["--allow-warnings"])
                .contains("not committed yet: content/about.md, content/us.md")
    );
    place.commit();
    place.git(&["remote", "remove", "origin"]);
    assert!(place.refused(&[]).contains("git remote add origin ADDRESS"));
    let settings = fs::read_to_string(place.root().join("playbook.toml")).expect("there are settings");
    place.write("playbook.toml", &settings.replace("base_url", "# base_url"));
    assert!(place.refused(&[]).contains("base_url"));
    place.write("playbook.toml", &settings);
    fs::remove_dir_all(place.root().join(".git")).expect("it can be removed");
    let output = place.playbook(&["publish"]);
    assert!(
        String::from_utf8_lossy(&output.stderr).contains("is in no git repository"),
        "{output:?}"
    );
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn what_no_build_wrote_on_the_branch_is_not_lost() {
    let place = Place::new();
    place.published();
    // GitHub itself writes this file when a domain is set there.
    let other = clone(&place, "other");
    fs::write(other.join("CNAME"), "oak.example.org\n").expect("files can be written");
    git(&other, &["add", "--all"]);
    git(&other, &["commit", "--quiet", "--message=Create CNAME"]);
    git(&other, &["push", "--quiet", "origin", "gh-pages"]);
    let said = place.refused(&[]);
    assert!(
        said.contains("holds CNAME, which no build wrote") && said.contains("static/"),
        "{said}"
    );
    // As it says; then nothing of it is lost.
    place.write("static/CNAME", "oak.example.org\n");
    let settings = fs::read_to_string(place.root().join("playbook.toml")).expect("there are settings");
    place.write(
        "playbook.toml",
        &settings.replace("oak.github.io/book/", "oak.example.org/"),
    );
    place.commit();
    let tip = place.published();
    assert_eq!(
        git(&place.origin(), &["cat-file", "-p", &format!("{tip}:CNAME")]),
        "oak.example.org"
    );
}

#[test]
fn a_branch_that_is_another_one_here_loses_nothing() {
    let place = Place::new();
    let first = place.published();
    // A branch of the same name here, which has gone its own way.
    place.git(&["branch", "gh-pages", "main"]);
    let own = place.git(&["rev-parse", "gh-pages"]);
    place.write("content/about.md", "+++\ntitle = \"About\"\n+++\n");
    place.commit();
    let second = place.published();
    assert_eq!(git(&place.origin(), &["rev-parse", &format!("{second}^")]), first);
    assert_eq!(place.git(&["rev-parse", "gh-pages"]), own);
}

#[cfg(unix)]
#[test]
fn a_push_that_is_refused_or_overtaken_changes_nothing() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    let first = place.published();
    place.write("content/about.md", "+++\ntitle = \"About\"\n+++\n");
    place.commit();
    let hook = place.origin().join("hooks/pre-receive");
    fs::create_dir_all(hook.parent().expect("a folder")).expect("folders can be made");
    fs::write(&hook, "#!/bin/sh\necho 'The district says no.' >&2\nexit 1\n").expect("it can be written");
    fs::set_permissions(&hook, fs::Permissions::from_mode(0o755)).expect("it can be made to run");
    let said = place.refused(&[]);
    assert!(
        said.contains("nothing was published: git says:") && said.contains("The district says no."),
        "{said}"
    );
    fs::remove_file(&hook).expect("it can be removed");
    // Somebody else publishes between our looking and our pushing.
    let other = clone(&place, "other");
    git(&other, &["commit", "--quiet", "--allow-empty", "--message=Faster"]);
    let push = format!("\"$REAL\" -C '{}' push --quiet origin gh-pages", other.display());
    let path = place.false_git(&format!("case \" $* \" in *' push '*) {push} ;; esac"));
    let before = place.state();
    let output = place.playbook_with(&["publish"], &[("PATH", &path)]);
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    assert!(
        String::from_utf8_lossy(&output.stderr).contains("somebody published to gh-pages"),
        "{output:?}"
    );
    assert_eq!(place.state(), before);
    let theirs = place.tip().expect("theirs");
    assert_ne!(theirs, first);
    // What they did stays, and ours comes upon it.
    let ours = place.published();
    assert_eq!(git(&place.origin(), &["rev-parse", &format!("{ours}^")]), theirs);
}

#[cfg(unix)]
#[test]
fn killed_at_any_step_it_leaves_nothing_that_is_in_the_way() {
    use std::os::unix::process::ExitStatusExt;
    let place = Place::new();
    for (number, step) in ["status", "ls-remote", "fetch", "fast-import", "rev-parse", "push"]
        .into_iter()
        .enumerate()
    {
        place.write("content/about.md", &format!("+++\ntitle = \"About {number}\"\n+++\n"));
        place.commit();
        let before = (place.state(), place.tip());
        let path = place.false_git(&format!("case \" $* \" in *' {step} '*) kill -9 $PPID; exit 1 ;; esac"));
        let output = place.playbook_with(&["publish"], &[("PATH", &path)]);
        // There is nothing to fetch before the first publication.
        if before.1.is_some() || step != "fetch" {
            assert_eq!(output.status.signal(), Some(9), "{step}: {output:?}");
            assert_eq!((place.state(), place.tip()), before, "{step}");
        }
        place.published();
    }
}

#[test]
fn the_doctor_finds_what_breaks_or_leaks() {
    let place = Place::new();
    let check = || {
        let output = place.playbook(&["publish", "--check"]);
        let text = String::from_utf8(output.stdout).expect("it is text");
        (output.status.code(), text)
    };
    let (code, text) = check();
    assert_eq!(code, Some(0), "{text}");
    assert!(!text.contains("look ") && !text.contains("wrong "), "{text}");
    // Where the repository is decides where its site is.
    place.git(&["remote", "set-url", "origin", "git@github.com:Oak-Hill/book.git"]);
    let (code, text) = check();
    assert_eq!(code, Some(1));
    assert!(
        text.contains("write base_url = \"https://oak-hill.github.io/book/\""),
        "{text}"
    );
    // Other ways to say where a repository is are not known, and nothing is said of them.
    for url in ["git@github.com-work:oak/other.git", "/srv/github.com/oak/other"] {
        place.git(&["remote", "set-url", "origin", url]);
        assert_eq!(check().0, Some(0), "{url}");
    }
    place.git(&["remote", "set-url", "origin", "https://github.com/oak/book.git/"]);
    assert!(check().1.contains("as the repository's address says"));
    // A domain of one's own.
    place.write("static/CNAME", "oak.example.org\n");
    assert!(check().1.contains("static/CNAME says oak.example.org"));
    fs::remove_file(place.root().join("static/CNAME")).expect("it can be removed");
    // What is the team's own lies in the repository all the same.
    place.write("content/notes.md", "+++\ntitle = \"Notes\"\naudience = \"team\"\n+++\n");
    assert!(check().1.contains("what the site keeps from the public: 1 page."));
    assert!(place.playbook(&["build", "--audience", "team"]).status.success());
    place.git(&["add", "--force", "team"]);
    let (code, text) = check();
    assert!(
        code == Some(1) && text.contains("What is not for the public is committed: team/ holds the team's edition."),
        "{text}"
    );
    assert!(place.refused(&[]).contains("nothing was published"));
    place.git(&["rm", "--quiet", "-r", "--cached", "team"]);
    // The team's edition where the public one belongs.
    let out = place.root().join("public");
    let _ = fs::remove_dir_all(&out);
    fs::rename(place.root().join("team"), &out).expect("it can be moved");
    assert!(check().1.contains("public/ holds the team's edition."));
    fs::remove_dir_all(&out).expect("it can be removed");
    // Drafts there, and committed where nobody would look for them.
    let built = place.playbook(&["build", "--drafts"]);
    assert!(built.status.success(), "{built:?}");
    // Added by its pages alone, without the file that says what it is.
    place.git(&["add", "--force", "drafts/index.html"]);
    assert!(check().1.contains("drafts/ holds an edition with drafts."));
    place.git(&["rm", "--quiet", "-r", "--cached", "drafts"]);
    fs::rename(place.root().join("drafts"), &out).expect("it can be moved");
    assert!(check().1.contains("public/ holds an edition with drafts."));
    fs::remove_dir_all(&out).expect("it can be removed");
    let built = place.playbook(&["build", "--drafts", "--out", "for-the-board/site"]);
    assert!(built.status.success(), "{built:?}");
    place.git(&["add", "for-the-board"]);
    assert!(check().1.contains("for-the-board/site/ holds an edition with drafts."));
    place.git(&["rm", "--quiet", "-r", "--cached", "for-the-board"]);
    // The file that names the domain names nothing else.
    place.write("static/CNAME", "https://oak.example.org/\n");
    assert!(check().1.contains("write oak.example.org into it"));
    fs::remove_file(place.root().join("static/CNAME")).expect("it can be removed");
    // What GitHub takes no more of.
    let large = fs::File::create(place.root().join("static/film.mp4")).expect("it can be made");
    large.set_len(100_000_000).expect("it can be long");
    let (code, text) = check();
    assert!(code == Some(1) && text.contains("film.mp4 has 100 MB"), "{text}");
    for number in 0..10 {
        let film = fs::File::create(place.root().join(format!("static/film{number}.mp4"))).expect("it can be made");
        film.set_len(99_000_000).expect("it can be long");
    }
    assert!(check().1.contains("GitHub Pages shows no more than 1,000"));
    for number in 0..10 {
        fs::remove_file(place.root().join(format!("static/film{number}.mp4"))).expect("it can be removed");
    }
    fs::remove_file(place.root().join("static/film.mp4")).expect("it can be removed");
    // What is in no repository yet, and not yet known where it will be.
    let settings = fs::read_to_string(place.root().join("playbook.toml")).expect("there are settings");
    place.write("playbook.toml", &settings.replace("base_url", "# base_url"));
    assert!(check().1.contains("does not say where the site will be"));
    place.write(
        "content/about.md",
        "+++\ntitle = \"About\"\n+++\n\nTo [nothing](nothing.md).\n",
    );
    assert_eq!(check().0, Some(1));
}

#[cfg(unix)]
#[test]
fn the_doctor_finds_links_and_files_that_nobody_may_read() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let place = Place::new();
    assert!(place.playbook(&["build"]).status.success());
    let page = place.root().join("public/index.html");
    fs::set_permissions(&page, fs::Permissions::from_mode(0o600)).expect("it can be closed");
    symlink("index.html", place.root().join("public/link.html")).expect("links can be made");
    let output = place.playbook(&["publish", "--check"]);
    let text = String::from_utf8(output.stdout).expect("it is text");
    assert_eq!(output.status.code(), Some(1));
    assert!(
        text.contains("public/index.html cannot be read by others")
            && text.contains("public/link.html is a symbolic link"),
        "{text}"
    );
}

/// The example's answers are no school's own.
#[test]
fn the_doctor_says_what_is_still_the_examples() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let place = Place { folder };
    assert!(place.playbook(&["init"]).status.success());
    let said = |output: Output| String::from_utf8(output.stdout).expect("it is text");
    let text = said(place.playbook(&["publish", "--check"]));
    assert!(
        text.contains("files are still what the starter's invented school says"),
        "{text}"
    );
    assert!(text.contains("content/contact.md still has an address"), "{text}");
    let content = place.root().join("content");
    for part in ["answers", "articles", "cycles"] {
        for name in files(&content.join(part)).keys() {
            let path = content.join(part).join(name);
            fs::write(&path, [fs::read(&path).expect("it is there"), b"\n".to_vec()].concat())
                .expect("it can be written");
        }
    }
    let text = said(place.playbook(&["publish", "--check"]));
    assert!(!text.contains("still what the starter"), "{text}");
}

#[test]
fn a_playbook_may_be_a_folder_of_a_repository() {
    let place = Place::new();
    for name in ["content", "playbook.toml"] {
        let to = place.root().join("play");
        fs::create_dir_all(&to).expect("folders can be made");
        fs::rename(place.root().join(name), to.join(name)).expect("it can be moved");
    }
    place.write(".gitignore", ".obsidian/\n*.pdf\n/play/public/\n");
    place.write("play/content/.obsidian/layout.json", "{}");
    place.write("play/static/plan.pdf", "x");
    place.commit();
    let publish = ["publish", "--root", "play", "--allow-warnings"];
    let refused = place.playbook(&publish);
    assert!(!refused.status.success(), "{refused:?}");
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(said.contains("not committed yet: static/plan.pdf;"), "{said}");
    fs::remove_file(place.root().join("play/static/plan.pdf")).expect("it can be removed");
    let published = place.playbook(&publish);
    assert!(published.status.success(), "{published:?}");
}

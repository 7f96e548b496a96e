//! What breaks or leaks on GitHub Pages, told before it does.
//!
//! The limits are those of GitHub's documentation (“GitHub Pages limits”, “About large files on GitHub”).

use super::git::Git;
use super::push::uncommitted;
use crate::config::{BaseUrl, Settings};
use crate::edition::Readers;
use crate::emit::{self, Marker};
use crate::link::Site;
use crate::model::{Answer, AnswerStatus, Audience, Playbook};
use crate::source::{Diagnostics, Tree};
use crate::starter::is_example;
use crate::theme::Theme;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use walkdir::WalkDir;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grade {
    Good,
    /// Somebody should look at it.
    Doubt,
    /// It must not be published so.
    Wrong,
}

/// Something that was looked at.
#[derive(Debug)]
pub struct Finding {
    pub grade: Grade,
    pub sentence: String,
    /// What to do about it.
    pub fix: Option<String>,
}

impl Finding {
    fn good(sentence: impl Into<String>) -> Self {
        Self {
            grade: Grade::Good,
            sentence: sentence.into(),
            fix: None,
        }
    }

    fn doubt(sentence: impl Into<String>, fix: impl Into<String>) -> Self {
        Self {
            grade: Grade::Doubt,
            sentence: sentence.into(),
            fix: Some(fix.into()),
        }
    }

    fn wrong(sentence: impl Into<String>, fix: impl Into<String>) -> Self {
        Self {
            grade: Grade::Wrong,
            ..Self::doubt(sentence, fix)
        }
    }
}

/// The largest site, and the largest file, in bytes.
const LARGEST_SITE: u64 = 1_000_000_000;
const LARGEST_FILE: u64 = 100_000_000;

/// What surrounds an edition.
#[derive(Debug)]
pub struct Surroundings<'a> {
    /// The playbook's folder.
    pub root: &'a Path,
    pub tree: &'a Tree,
    pub playbook: &'a Playbook,
    /// The repository, where there is one: what depends on one is left out without it.
    pub git: Option<&'a Git>,
    /// The repository's name of where the site is pushed to.
    pub remote: &'a str,
}

/// Looks at the public edition, of which `problems` is what is wrong with it, and at what surrounds it.
#[must_use]
pub fn examine(site: &Site, theme: &Theme, problems: &Diagnostics, around: &Surroundings) -> Vec<Finding> {
    let Surroundings {
        root,
        tree,
        playbook,
        git,
        remote,
    } = *around;
    let settings = site.edition.settings();
    let mut findings = vec![of_problems(problems)];
    findings.extend(of_address(site, settings, git.map(|git| (git, remote))));
    if !problems.has_errors() {
        findings.extend(of_sizes(site, theme));
    }
    findings.extend(of_dots(site));
    findings.extend(of_output(root));
    findings.extend(git.into_iter().flat_map(of_tracked));
    findings.extend(git.into_iter().flat_map(of_repository));
    findings.extend(of_workflow(root));
    findings.extend(of_private(playbook, git));
    findings.extend(of_example(tree, settings));
    findings
}

fn of_problems(problems: &Diagnostics) -> Finding {
    if problems.has_errors() {
        let fix = "run “playbook check”, and mend what it says";
        Finding::wrong("The public edition has mistakes, and cannot be built.", fix)
    } else if problems.is_empty() {
        Finding::good("The public edition has no mistakes.")
    } else {
        let fix = "run “playbook check” to see them";
        Finding::doubt("There are warnings about the public edition.", fix)
    }
}

/// Where the site will be: by the settings, by a domain of the school's own, and by where the repository is.
fn of_address(site: &Site, settings: &Settings, git: Option<(&Git, &str)>) -> Vec<Finding> {
    let Some(base) = &settings.base_url else {
        return vec![Finding::doubt(
            "playbook.toml does not say where the site will be (base_url).",
            "write it there: without it the “not found” page, the feed and shared links do not work, and “playbook publish” does nothing; \
             the workflow asks GitHub for it",
        )];
    };
    let address = base.as_str();
    let mut findings = Vec::new();
    if !base.is_secure() {
        let fix = "write https:// and tick “Enforce HTTPS” in the repository's settings, under Pages";
        let sentence = format!("At {address}, others can see on the way what somebody reads there.");
        findings.push(Finding::doubt(sentence, fix));
    }
    let domain = site.edition.statics().iter().find(|file| file.path == "CNAME");
    let domain = domain.and_then(|file| file.read(1024).ok());
    let domain = domain.map(|bytes| String::from_utf8_lossy(&bytes).trim().to_ascii_lowercase());
    // Private sites have addresses that GitHub makes up.
    let is_on_github = base.host().ends_with(".github.io") && !base.host().ends_with(".pages.github.io");
    match domain {
        Some(domain) if domain.contains('/') => {
            let name = domain.split_once("://").map_or(domain.as_str(), |(_, name)| name);
            let name = name.split('/').next().unwrap_or(name);
            findings.push(Finding::wrong(
                format!("static/CNAME says {domain}, where a domain should stand and nothing else."),
                format!("write {name} into it"),
            ));
        }
        Some(domain) if domain == base.host() && base.path() == "/" => {
            findings.push(Finding::good(format!("The site's own domain is {domain}, and static/CNAME says so too.")));
        }
        Some(domain) => findings.push(Finding::wrong(
            format!("static/CNAME says {domain}, and playbook.toml says {address}."),
            format!("make them one: with a domain of its own the site is at https://{domain}/"),
        )),
        None if !base.host().ends_with(".github.io") && base.path() == "/" => findings.push(Finding::doubt(
            format!("{} is a domain of your own, and there is no static/CNAME.", base.host()),
            format!(
                "if “playbook publish” is to bring it there, write {} into static/CNAME: each publication would take the domain away again",
                base.host()
            ),
        )),
        None => {}
    }
    if is_on_github && let Some(expected) = git.and_then(|(git, remote)| github_address(git, remote)) {
        findings.push(if expected == address {
            Finding::good(format!(
                "The site will be at {address}, as the repository's address says."
            ))
        } else {
            Finding::wrong(
                format!("playbook.toml says {address}, and this repository's site will be at {expected}."),
                format!("write base_url = \"{expected}\""),
            )
        });
    }
    findings
}

/// Where GitHub shows the site of the repository that it is pushed to.
fn github_address(git: &Git, remote: &str) -> Option<String> {
    let url = git.ask(&["remote", "get-url", "--", remote]).ok()?;
    // `https://github.com/…`, `ssh://git@github.com/…` or `git@github.com:…`; any other way to say it is not known.
    let (before, path) = url.split_once("github.com")?;
    let is_host = before.ends_with("://") || before.ends_with('@');
    let path = path.strip_prefix([':', '/']).filter(|_| is_host)?.trim_end_matches('/');
    let path = path.strip_suffix(".git").unwrap_or(path);
    let (owner, name) = path.split_once('/').filter(|(_, name)| !name.contains('/'))?;
    let host = format!("{}.github.io", owner.to_ascii_lowercase());
    Some(if name.eq_ignore_ascii_case(&host) {
        format!("https://{host}/")
    } else {
        format!("https://{host}/{name}/")
    })
}

/// How large the site and its files would be.
fn of_sizes(site: &Site, theme: &Theme) -> Vec<Finding> {
    let Ok(sizes) = emit::sizes(site, theme) else {
        let fix = "run “playbook build”, which says why";
        return vec![Finding::wrong("The public edition cannot be built.", fix)];
    };
    let mut findings = Vec::new();
    for (address, size) in sizes.iter().filter(|(_, size)| *size >= LARGEST_FILE) {
        findings.push(Finding::wrong(
            format!(
                "{} has {} MB, and GitHub takes no file of 100 MB.",
                address.as_str(),
                size / 1_000_000
            ),
            "make it smaller, or put it where your district keeps videos, and link to it",
        ));
    }
    let total: u64 = sizes.iter().map(|(_, size)| size).sum();
    findings.push(if total >= LARGEST_SITE {
        Finding::wrong(
            format!(
                "The site has {} MB, and GitHub Pages shows no more than 1,000.",
                total / 1_000_000
            ),
            "use fewer or smaller files",
        )
    } else {
        let (megabytes, tenth) = (total / 1_000_000, total / 100_000 % 10);
        Finding::good(format!(
            "The site has {} files and {megabytes}.{tenth} MB.",
            sizes.len()
        ))
    });
    findings
}

/// Files that GitHub's upload leaves out.
fn of_dots(site: &Site) -> Vec<Finding> {
    let has_dot = |path: &str| path.split('/').any(|part| part.starts_with('.'));
    let statics = site.edition.statics().iter().filter(|file| has_dot(&file.path));
    let findings = statics.map(|file| {
        Finding::doubt(
            format!("static/{} begins with a dot, and GitHub's upload leaves such files out.", file.path),
            "publish with “playbook publish”, or add “include-hidden-files: true” to upload-pages-artifact in the workflow",
        )
    });
    findings.collect()
}

/// What lies in `public/` now.
fn of_output(root: &Path) -> Vec<Finding> {
    let out = root.join(Readers::Public.folder());
    let Ok(Some(marker)) = Marker::read(&out) else {
        return Vec::new();
    };
    let mut findings = Vec::new();
    if marker.edition != Readers::Public.name() {
        let fix = "delete the folder, and build again";
        let sentence = format!("public/ holds {}.", called(&marker.edition));
        findings.push(Finding::wrong(sentence, fix));
    }
    for entry in WalkDir::new(&out).min_depth(1).into_iter().flatten() {
        let shown = entry.path().strip_prefix(root).unwrap_or(entry.path()).display();
        if entry.file_type().is_symlink() {
            let fix = "put the file itself there: GitHub Pages refuses links";
            findings.push(Finding::wrong(format!("{shown} is a symbolic link."), fix));
        } else if !is_readable(&entry) {
            let fix = "build again: GitHub Pages serves files that everyone may read";
            findings.push(Finding::wrong(format!("{shown} cannot be read by others."), fix));
        }
    }
    findings
}

#[cfg(unix)]
fn is_readable(entry: &walkdir::DirEntry) -> bool {
    use std::os::unix::fs::PermissionsExt;
    let wanted = if entry.file_type().is_dir() { 0o555 } else { 0o444 };
    let mode = fs::metadata(entry.path()).map(|metadata| metadata.permissions().mode());
    mode.is_ok_and(|mode| mode & wanted == wanted)
}

#[cfg(not(unix))]
fn is_readable(entry: &walkdir::DirEntry) -> bool {
    fs::metadata(entry.path()).is_ok()
}

/// An edition that is not for the public, as a finding calls it.
fn called(edition: &str) -> &'static str {
    if edition == Readers::PublicWithDrafts.name() {
        "an edition with drafts"
    } else {
        "the team's edition"
    }
}

/// Whether what builds make was committed: in the folders where it usually is, and wherever a folder says that a build made it.
fn of_tracked(git: &Git) -> Vec<Finding> {
    let is_tracked = |folder: &str| {
        git.ask(&["ls-files", "--", folder])
            .is_ok_and(|files| !files.is_empty())
    };
    let usual = Readers::ALL.into_iter().filter(|readers| is_tracked(readers.folder()));
    let usual = usual.map(|readers| (readers.folder().to_owned(), readers.name().to_owned()));
    let mut made: BTreeMap<String, String> = usual.collect();
    let markers = git.ask(&["ls-files", "-z", "--", &format!(":(glob)**/{}", emit::MARKER)]);
    for path in markers.unwrap_or_default().split('\0') {
        let marker = git.ask(&["show", &format!(":./{path}")]).ok();
        let marker = marker.and_then(|text| Marker::parse(&text));
        if let (Some((folder, _)), Some(marker)) = (path.rsplit_once('/'), marker) {
            made.insert(folder.to_owned(), marker.edition);
        }
    }
    let findings = made.into_iter().map(|(folder, edition)| {
        let fix = format!("run “git rm -r --cached {folder}”, and write /{folder}/ into .gitignore");
        if edition == Readers::Public.name() {
            let sentence = format!("What builds make is committed ({folder}/).");
            return Finding::doubt(sentence, format!("{fix}: it is made again at any time"));
        }
        Finding::wrong(
            format!(
                "What is not for the public is committed: {folder}/ holds {}.",
                called(&edition)
            ),
            format!("{fix}; if it was pushed to where others read it, they have read it"),
        )
    });
    findings.collect()
}

/// What “playbook publish” would wait for.
fn of_repository(git: &Git) -> Vec<Finding> {
    let mut findings = Vec::new();
    if git.ask(&["remote"]).is_ok_and(|remotes| remotes.is_empty()) {
        let fix = "add the address of your repository with “git remote add origin ADDRESS”";
        findings.push(Finding::doubt("The repository does not know where to publish.", fix));
    }
    if let Ok(changed) = uncommitted(git)
        && let Some(first) = changed.first()
    {
        let fix = "run “git add --all” and “git commit”: what is on the web should be in the history too";
        findings.push(Finding::doubt(
            format!("Not everything is committed: {first}, for one."),
            fix,
        ));
    }
    findings
}

/// Whether the workflow knows where the program is.
fn of_workflow(root: &Path) -> Option<Finding> {
    let workflow = fs::read_to_string(root.join(".github/workflows/pages.yml")).ok()?;
    workflow.contains("PLAYBOOK_SOURCE: \"\"").then(|| {
        Finding::doubt(
            "The workflow does not know where the source of playbook is, and will fail.",
            "set PLAYBOOK_SOURCE to its address in .github/workflows/pages.yml; “playbook publish” needs no workflow",
        )
    })
}

/// What the repository shows to everyone who can read it, though the site does not.
fn of_private(playbook: &Playbook, git: Option<&Git>) -> Option<Finding> {
    let documents = playbook.documents.iter();
    let documents = documents
        .filter(|document| document.head.draft || document.head.audience == Audience::Team)
        .count();
    let answers = playbook.sheets.iter().flat_map(|sheet| &sheet.answers);
    let is_private = |answer: &&Answer| {
        answer.audience == Audience::Team || matches!(answer.status(), AnswerStatus::Draft | AnswerStatus::Retired)
    };
    let answers = answers.filter(is_private).count();
    let cycles = playbook
        .cycles
        .iter()
        .filter(|cycle| cycle.audience == Audience::Team)
        .count();
    let has_remote = git.is_some_and(|git| git.ask(&["remote"]).is_ok_and(|remotes| !remotes.is_empty()));
    let total = documents + answers + cycles;
    (total > 0 && has_remote).then(|| {
        Finding::doubt(
            format!(
                "content/ holds what the site keeps from the public: {}. Whoever can read the repository can read it there, and in its \
                 history.",
                counted(&[(documents, "page"), (answers, "answer"), (cycles, "test cycle")])
            ),
            "keep the repository private; on GitHub: Settings, General, Danger Zone, Change visibility",
        )
    })
}

/// Numbers of things, those that there are.
fn counted(things: &[(usize, &str)]) -> String {
    let things = things.iter().filter(|(count, _)| *count > 0);
    let things: Vec<String> = things
        .map(|(count, name)| format!("{count} {name}{}", if *count == 1 { "" } else { "s" }))
        .collect();
    things.join(", ")
}

/// What is still the starter's, and not the school's own.
fn of_example(tree: &Tree, settings: &Settings) -> Vec<Finding> {
    let mut findings = Vec::new();
    let sources = tree.texts.iter().map(|id| tree.sources.get(*id));
    let sources = sources.filter_map(|source| Some((source.path.strip_prefix("content/")?, source.text.as_str())));
    let sources: Vec<(&str, &str)> = sources.collect();
    let example = sources
        .iter()
        .filter(|(path, text)| is_example(path, text.as_bytes()))
        .count();
    let still = match example {
        0 => None,
        1 => Some("1 file is still what the starter's invented school says.".to_owned()),
        many => Some(format!(
            "{many} files are still what the starter's invented school says."
        )),
    };
    if let Some(still) = still {
        findings.push(Finding::doubt(
            still,
            "write your own in their place, or delete them (“playbook check” says what else led there); then delete the line “notice” in playbook.toml",
        ));
    }
    let invented_in = |text: &str| {
        let parts = [
            "@example.org",
            "@example.com",
            "example.github.io",
            "owner.github.io/REPOSITORY",
            "555 0100",
            "5550100",
        ];
        parts.into_iter().find(|part| text.contains(part))
    };
    let invented = sources
        .iter()
        .find_map(|(path, text)| Some((format!("content/{path}"), invented_in(text)?)));
    let base = settings.base_url.as_ref().map(BaseUrl::as_str);
    let of_settings = [base, settings.school.email.as_deref(), settings.school.phone.as_deref()];
    let of_settings = of_settings
        .into_iter()
        .flatten()
        .find_map(invented_in)
        .map(|part| ("playbook.toml".to_owned(), part));
    if let Some((place, part)) = of_settings.or(invented) {
        findings.push(Finding::doubt(
            format!("{place} still has an address or a number that is nobody's: “{part}”."),
            "write your own, wherever it stands",
        ));
    }
    findings
}

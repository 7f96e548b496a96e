//! Whatever happens to the files, and however fast: the preview comes to answer what a clean build writes.
//!
//! Each storm is a handful of random changes, made as programs make them, to a small playbook that is watched. After it,
//! every address of both editions is held against a build of the same folder; where the content has mistakes, what the
//! preview says of them is held against what the build says. `PLAYBOOK_STORMS=1000 cargo test --test storms` makes
//! more of them, and `PLAYBOOK_SEED` others.

mod support;

use playbook::edition::Readers;
use playbook::source::{Diagnostic, Severity, Sources};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use support::Playbook;
use support::preview::{Preview, without_snippet};

/// `SplitMix64` (Steele, Lea and Flood, 2014): the same numbers for the same seed, everywhere.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        let bound = u64::try_from(bound).expect("it fits");
        usize::try_from(self.next() % bound).expect("it fits")
    }

    fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }
}

/// A playbook with something of every kind, whose parts need each other little, so that it mostly stays whole.
fn base() -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut add = |name: &str, text: &str| {
        files.insert(name.to_owned(), text.as_bytes().to_vec());
    };
    add(
        "playbook.toml",
        "title = \"Storm\"\nbase_url = \"https://example.org/play/\"\n\n[[menu]]\ntitle = \"Guides\"\npage = \"guides/index.md\"\n",
    );
    add(
        "content/references.bib",
        "@book{ostrom1990,\n  author = {Ostrom, Elinor},\n  title = {Governing the commons},\n  publisher = {Cambridge University Press},\n  year = {1990}\n}\n",
    );
    add("content/index.md", "+++\ntitle = \"Storm\"\n+++\nWelcome.\n");
    add(
        "content/about.md",
        "+++\ntitle = \"About\"\n+++\n![A circle](pictures/circle.svg) [@ostrom1990, p. 90]\n",
    );
    add(
        "content/pictures/circle.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
    );
    add(
        "content/guides/index.md",
        "+++\ntitle = \"Guides\"\n+++\nAll of them.\n",
    );
    for series in ["01-begin", "02-go-on"] {
        add(
            &format!("content/guides/{series}/index.md"),
            "+++\ntitle = \"A series\"\n+++\nWhat it is for.\n",
        );
        for guide in ["01-why", "02-how", "03-what"] {
            add(
                &format!("content/guides/{series}/{guide}.md"),
                "+++\ntitle = \"A guide\"\n+++\n## First\n\nWords [@ostrom1990].\n\n:::questions\n\n1. What is it? {#what}\n2. Who does it? {#who}\n\n:::\n\n```toml\na = 1\n```\n",
            );
        }
    }
    add(
        "content/answers/01-begin/01-why.toml",
        "[what]\nanswer = \"This.\"\naudience = \"public\"\nstatus = \"agreed\"\n\n[who]\nanswer = \"We do.\"\n",
    );
    add(
        "content/resources/agenda.md",
        "+++\ntitle = \"An agenda\"\nkind = \"agenda\"\n+++\nOne hour.\n",
    );
    add(
        "content/articles/2026-01-05-news.md",
        "+++\ntitle = \"News\"\n+++\nIt snows.\n",
    );
    add(
        "content/cycles/doors.toml",
        "title = \"Doors\"\naudience = \"public\"\nmeasure = \"Doors\"\n",
    );
    add(
        "content/cycles/doors.csv",
        "date,value,note\n2026-01-05,3,\n2026-01-12,4,snow\n",
    );
    add("static/robots.txt", "User-agent: *\n");
    files
}

struct Storm {
    playbook: Playbook,
    dice: Dice,
    count: usize,
}

impl Storm {
    fn root(&self) -> &Path {
        self.playbook.root()
    }

    fn paths(&self, folder: &str) -> Vec<String> {
        let all = support::files(&self.root().join(folder));
        all.into_keys().map(|name| format!("{folder}/{name}")).collect()
    }

    fn some(&mut self, ending: &str) -> Option<String> {
        let mut paths = self.paths("content");
        paths.retain(|path| path.ends_with(ending));
        (!paths.is_empty()).then(|| self.dice.pick(&paths).clone())
    }

    fn series(&mut self) -> Option<PathBuf> {
        let folder = self.root().join("content/guides");
        let mut folders: Vec<PathBuf> = fs::read_dir(folder)
            .into_iter()
            .flatten()
            .filter_map(Result::ok)
            .map(|entry| entry.path())
            .filter(|path| path.is_dir())
            .collect();
        folders.sort();
        (!folders.is_empty()).then(|| self.dice.pick(&folders).clone())
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root().join(path)).unwrap_or_default()
    }

    /// Saves as some program would.
    fn save(&mut self, path: &str, text: &str) {
        let file = self.root().join(path);
        match self.dice.below(5) {
            // In one step.
            0 => fs::write(&file, text).expect("it can be written"),
            // Emptied, then written in two halves.
            1 => {
                let (first, rest) = text.split_at(text.floor_char_boundary(text.len() / 2));
                let mut open = fs::File::create(&file).expect("it can be written");
                open.write_all(first.as_bytes()).expect("it can be written");
                open.flush().expect("it can be written");
                open.write_all(rest.as_bytes()).expect("it can be written");
            }
            // Beside it, then put in its place.
            2 => {
                let beside = file.with_extension("tmp1234");
                fs::write(&beside, text).expect("it can be written");
                fs::rename(&beside, &file).expect("it can be renamed");
            }
            // The old one kept as a backup, as vim does.
            3 => {
                let backup = PathBuf::from(format!("{}~", file.display()));
                let _ = fs::rename(&file, &backup);
                fs::write(&file, text).expect("it can be written");
                let _ = fs::remove_file(&backup);
            }
            // Taken away and made again.
            _ => {
                let _ = fs::remove_file(&file);
                fs::write(&file, text).expect("it can be written");
            }
        }
    }

    fn change(&mut self) {
        self.count += 1;
        let number = self.count;
        match self.dice.below(20) {
            0..=3 => {
                if let Some(path) = self.some(".md") {
                    let text = format!("{}\nMore words, {number}.\n", self.read(&path));
                    self.save(&path, &text);
                }
            }
            4 => self.rename_file(),
            5 => {
                if let Some(path) = self.some(".md") {
                    let _ = fs::remove_file(self.root().join(path));
                }
            }
            6 => self.make_series(number),
            7 => self.move_series(number),
            8 | 9 | 17 => self.change_settings(number),
            10 => self.change_theme(number),
            11 => {
                let text = self.read("content/references.bib");
                let entry = format!(
                    "@book{{extra{number},\n author = {{Senge, Peter}},\n title = {{Book {number}}},\n publisher = {{Currency}},\n year = {{2006}}\n}}\n"
                );
                let text = if self.dice.below(2) == 0 {
                    text + &entry
                } else {
                    text.replace("Governing", "Ruling")
                };
                self.save("content/references.bib", &text);
            }
            12 => self.toggle_audience(),
            13 => {
                let name = format!("static/files/{}.txt", self.dice.below(3));
                let path = self.root().join(name);
                fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("folders can be made");
                if self.dice.below(3) == 0 {
                    let _ = fs::remove_file(&path);
                } else {
                    fs::write(&path, format!("file {number}")).expect("it can be written");
                }
            }
            14 => {
                let picture = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"n{number}\"/>");
                let folder = self.root().join("content/pictures");
                fs::create_dir_all(folder).expect("folders can be made");
                self.save("content/pictures/circle.svg", &picture);
            }
            15 => {
                let text = format!(
                    "{}2026-02-{:02},{number},\n",
                    self.read("content/cycles/doors.csv"),
                    number % 28 + 1
                );
                fs::create_dir_all(self.root().join("content/cycles")).expect("folders can be made");
                self.save("content/cycles/doors.csv", &text);
            }
            16 => {
                // A mistake: a page whose front matter cannot be read, or a link to nothing.
                if let Some(path) = self.some(".md") {
                    let text = self.read(&path);
                    let text = match self.dice.below(3) {
                        0 => text.replace("title = ", "titel = "),
                        1 => text.replacen("+++\n", "++\n", 1),
                        _ => format!("{text}\n[nowhere](nowhere-{number}.md)\n"),
                    };
                    self.save(&path, &text);
                }
            }
            18 => {
                // A folder in the place of a file, and the other way round.
                if let Some(path) = self.some(".md") {
                    let path = self.root().join(path);
                    let text = fs::read(&path).unwrap_or_default();
                    let _ = fs::remove_file(&path);
                    fs::create_dir_all(path.join("inside")).expect("folders can be made");
                    if self.dice.below(2) == 0 {
                        let _ = fs::remove_dir_all(&path);
                        fs::write(&path, text).expect("it can be written");
                    }
                }
            }
            _ => self.restore(),
        }
    }

    fn change_settings(&mut self, number: usize) {
        match self.dice.below(3) {
            0 => {
                let text = self.read("playbook.toml");
                let title = format!("title = \"Storm {number}\"");
                let lines = text
                    .lines()
                    .map(|line| if line.starts_with("title = \"S") { &title } else { line });
                let text = lines.collect::<Vec<_>>().join("\n") + "\n";
                self.save("playbook.toml", &text);
            }
            1 => {
                let accent = self.dice.pick(&["#0b6149", "#123456", "#7a1f3d"]);
                let text = self.read("playbook.toml");
                let text = text.split("\n[theme]").next().unwrap_or_default().to_owned();
                let text = format!("{text}\n[theme]\naccent = \"{accent}\"\n");
                self.save("playbook.toml", &text);
            }
            _ => {
                let language = self.dice.pick(&["en", "en", "es"]);
                let text = self.read("playbook.toml");
                let lines = text.lines().filter(|line| !line.starts_with("language"));
                let text = lines.collect::<Vec<_>>().join("\n");
                self.save("playbook.toml", &format!("language = \"{language}\"\n{text}\n"));
            }
        }
    }

    fn rename_file(&mut self) {
        if let Some(path) = self.some(".md") {
            let from = self.root().join(&path);
            let name = format!("{:02}-renamed-{}.md", self.dice.below(90) + 4, self.count);
            let _ = fs::rename(&from, from.with_file_name(name));
        }
    }

    fn make_series(&mut self, number: usize) {
        let folder = self
            .root()
            .join(format!("content/guides/{:02}-made-{number}", number % 90 + 3));
        fs::create_dir_all(&folder).expect("folders can be made");
        for guide in ["01-one", "02-two"] {
            let text = format!("+++\ntitle = \"Made {number}\"\n+++\nWords.\n");
            fs::write(folder.join(format!("{guide}.md")), text).expect("it can be written");
        }
        let deep = self.root().join(format!("static/a{number}/b/c"));
        fs::create_dir_all(&deep).expect("folders can be made");
        fs::write(deep.join("deep.txt"), "deep").expect("it can be written");
    }

    fn move_series(&mut self, number: usize) {
        let Some(series) = self.series() else { return };
        let other = series.with_file_name(format!("{:02}-moved-{number}", number % 90 + 3));
        match self.dice.below(4) {
            // Out of the content, and back.
            0 => {
                let outside = self.root().join("outside");
                if fs::rename(&series, &outside).is_ok() {
                    fs::rename(&outside, &other).expect("it can be moved");
                }
            }
            // The whole content, away and back.
            1 => {
                let outside = self.root().join("elsewhere");
                fs::rename(self.root().join("content"), &outside).expect("it can be moved");
                fs::rename(&outside, self.root().join("content")).expect("it can be moved");
            }
            2 => {
                let _ = fs::remove_dir_all(&series);
            }
            _ => {
                let _ = fs::rename(&series, &other);
            }
        }
    }

    fn change_theme(&mut self, number: usize) {
        let theme = self.root().join("themes/default");
        match self.dice.below(4) {
            0 => {
                let _ = fs::remove_dir_all(self.root().join("themes"));
            }
            1 => {
                fs::create_dir_all(theme.join("templates/slots")).expect("folders can be made");
                self.save(
                    "themes/default/templates/slots/page_end.html",
                    &format!("<p>Number {number} of {{{{ site.title }}}}</p>\n"),
                );
            }
            2 => {
                fs::create_dir_all(theme.join("styles")).expect("folders can be made");
                self.save(
                    "themes/default/styles/school.css",
                    &format!("p {{ margin: {number}px }}\n"),
                );
            }
            _ => {
                fs::create_dir_all(theme.join("strings")).expect("folders can be made");
                self.save("themes/default/strings/en.ftl", &format!("home = Home {number}\n"));
            }
        }
    }

    fn toggle_audience(&mut self) {
        let paths = if self.dice.below(2) == 0 {
            self.some(".toml")
        } else {
            self.some(".md")
        };
        let Some(path) = paths else { return };
        let text = self.read(&path);
        let text = if text.contains("audience = \"public\"") {
            text.replace("audience = \"public\"", "audience = \"team\"")
        } else if text.contains("audience = \"team\"") {
            text.replace("audience = \"team\"", "audience = \"public\"")
        } else {
            text.replacen("title = ", "audience = \"team\"\ntitle = ", 1)
        };
        self.save(&path, &text);
    }

    /// Everything as it was in the beginning.
    fn restore(&mut self) {
        for folder in ["content", "static", "themes"] {
            let _ = fs::remove_dir_all(self.root().join(folder));
        }
        for (name, bytes) in base() {
            self.playbook.write(&name, bytes);
        }
    }
}

/// What errors are about, without their places in a line: `link-broken content/about.md`.
fn errors(problems: &[Diagnostic], sources: &Sources) -> BTreeSet<String> {
    let errors = problems.iter().filter(|problem| problem.severity() == Severity::Error);
    errors
        .map(|problem| format!("{} {}", problem.code.as_str(), problem.place.path(sources)))
        .collect()
}

fn told(news: &serde_json::Value) -> BTreeSet<String> {
    let problems = news["problems"].as_array().expect("news have problems").iter();
    let errors = problems.filter(|problem| problem["severity"] == "error");
    errors
        .map(|problem| {
            let text = |key: &str| problem[key].as_str().unwrap_or_default().to_owned();
            format!("{} {}", text("code"), text("file"))
        })
        .collect()
}

/// Why an edition of the preview is not what a build of the folder gives; none when it is.
fn difference(
    preview: &Preview,
    storm: &Storm,
    readers: Readers,
    edition: &str,
    news: &serde_json::Value,
) -> Option<String> {
    let built = storm.playbook.build(readers);
    let Some(files) = built.files else {
        let wanted = errors(&built.diagnostics, &built.sources);
        let found = told(news);
        return (wanted != found).then(|| format!("{edition}: a build says {wanted:?}, the preview {found:?}"));
    };
    if !told(news).is_empty() {
        return Some(format!(
            "{edition}: nothing is wrong, and the preview says {:?}",
            told(news)
        ));
    }
    let prefix = if edition == "public" { "/_preview/public/" } else { "/" };
    for (name, bytes) in files.iter().filter(|(name, _)| *name != ".playbook") {
        let address = playbook::model::Address::new(name.as_str()).href();
        let response = preview.get(&format!("{prefix}{address}"));
        if response.status != 200 {
            return Some(format!("{edition}: {name} is answered with {}", response.status));
        }
        let is_page = name.ends_with(".html");
        let body = if is_page {
            without_snippet(&response.body)
        } else {
            response.body
        };
        if body != *bytes {
            let shown = String::from_utf8_lossy(&body).into_owned();
            return Some(format!(
                "{edition}: {name} is\n{shown}\nand should be\n{}",
                String::from_utf8_lossy(bytes)
            ));
        }
    }
    None
}

#[test]
fn after_any_storm_the_preview_is_what_a_build_is() {
    let number = |name: &str, usual: u64| std::env::var(name).map_or(usual, |text| text.parse().expect("a number"));
    let storms = number("PLAYBOOK_STORMS", 60);
    let seed = number("PLAYBOOK_SEED", 4);
    let playbook = Playbook::new();
    for (name, bytes) in base() {
        playbook.write(&name, bytes);
    }
    let preview = Preview::start(playbook.root(), &[]);
    let mut storm = Storm {
        playbook,
        dice: Dice(seed),
        count: 0,
    };
    let (mut whole, mut gone) = (0, BTreeSet::new());
    for round in 0..storms {
        let changes = 1 + storm.dice.below(6);
        for _ in 0..changes {
            storm.change();
        }
        // Mistakes add up: now and then all is mended, so that there are pages to compare.
        let is_broken = storm.playbook.build(Readers::Team).files.is_none();
        if is_broken && storm.dice.below(2) == 0 {
            storm.restore();
        }
        for (readers, edition) in [(Readers::Team, "team"), (Readers::Public, "public")] {
            let mut last = String::new();
            let start = std::time::Instant::now();
            let mut news = preview.news(edition, "");
            while let Some(why) = difference(&preview, &storm, readers, edition, &news) {
                let is_late = start.elapsed() > support::preview::PATIENCE;
                assert!(
                    !is_late,
                    "seed {seed}, storm {round}: {why}\n(before: {last})\n{}",
                    preview.said()
                );
                last = why;
                let token = news["token"].as_str().expect("news have a token").to_owned();
                news = preview.news(edition, &token);
            }
        }
        // What a former state had and this one has not is not there any more.
        if let Some(files) = storm.playbook.build(Readers::Team).files {
            whole += 1;
            for name in gone.iter().filter(|name: &&String| !files.contains_key(*name)) {
                let status = preview
                    .get(&format!("/{}", playbook::model::Address::new(name.as_str()).href()))
                    .status;
                assert_eq!(status, 404, "seed {seed}, storm {round}: {name}");
            }
            gone = files.into_keys().filter(|name| name != ".playbook").collect();
        }
    }
    assert!(
        whole * 3 > storms,
        "only {whole} of {storms} storms left a playbook that can be built"
    );
}

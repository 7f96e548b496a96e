//! Playbooks to measure: as large as is asked for, the same each time, with something of everything.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

/// Guides of a series; a school that has ten thousand has two hundred series.
pub const SERIES: usize = 50;

/// Works that can be cited.
const WORKS: usize = 300;

/// Words of a guide's text, about.
const WORDS: usize = 700;

const VOCABULARY: [&str; 40] = [
    "team", "teachers", "meet", "and", "look", "at", "what", "children", "learn", "each", "week", "then", "try", "one",
    "small", "change", "with", "care", "they", "write", "down", "who", "does", "it", "by", "when", "families", "ask",
    "for", "more", "time", "together", "goal", "question", "answer", "plan", "study", "act", "trust", "begin",
];

/// Numbers that look random and are not: a linear congruential generator (Knuth's constants for MMIX).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % bound
    }

    fn words(&mut self, count: usize) -> String {
        let words: Vec<&str> = (0..count).map(|_| VOCABULARY[self.below(VOCABULARY.len())]).collect();
        let mut text = words.join(" ");
        text[..1].make_ascii_uppercase();
        text.push('.');
        text
    }
}

/// The path of a guide below the playbook's folder.
pub fn path_of(number: usize) -> String {
    let (series, step) = (number / SERIES + 1, number % SERIES + 1);
    format!("content/guides/{series:03}-series-{series}/{step:02}-guide-{number}.md")
}

/// The address of a guide's page.
pub fn address_of(number: usize) -> String {
    format!("/guides/series-{}/guide-{number}.html", number / SERIES + 1)
}

/// Writes a playbook of so many guides into a folder.
pub fn write(root: &Path, guides: usize) -> io::Result<()> {
    let mut numbers = Numbers(guides as u64);
    let put = |path: &str, text: &str| {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap_or(root))?;
        fs::write(path, text)
    };
    put(
        "playbook.toml",
        "title = \"Measured\"\nbase_url = \"https://example.org/measured/\"\n",
    )?;
    put(
        "content/index.md",
        "+++\ntitle = \"Measured\"\n+++\nA playbook to measure.\n",
    )?;
    put("content/references.bib", &bibliography())?;
    for number in 0..guides {
        put(&path_of(number), &guide(number, guides, &mut numbers))?;
        if number % 5 == 0 {
            let (series, step) = (number / SERIES + 1, number % SERIES + 1);
            let answers = format!(
                "[first-{number}]\nanswer = \"{}\"\naudience = \"public\"\nstatus = \"agreed\"\n\n[second-{number}]\nanswer = \"{}\"\n",
                numbers.words(30),
                numbers.words(30)
            );
            let path = format!("content/answers/{series:03}-series-{series}/{step:02}-guide-{number}.toml");
            put(&path, &answers)?;
        }
    }
    Ok(())
}

fn bibliography() -> String {
    let mut text = String::new();
    for work in 0..WORKS {
        let _ = writeln!(
            text,
            "@article{{work{work},\n  author = {{Name{work}, Given and Other{}, Ann}},\n  title = {{A study of question {work}}},\n  journal = {{Journal of Schools}},\n  year = {{{}}},\n  volume = {{{}}},\n  pages = {{1--20}}\n}}\n",
            work % 17,
            1990 + work % 30,
            work % 40 + 1
        );
    }
    text
}

fn guide(number: usize, guides: usize, numbers: &mut Numbers) -> String {
    let mut text = format!(
        "+++\ntitle = \"Guide {number}\"\nsummary = \"{}\"\nupdated = 2026-09-{:02}\n+++\n\n:::goal\n{}\n:::\n",
        numbers.words(12),
        number % 28 + 1,
        numbers.words(20)
    );
    for section in 1..=5 {
        let _ = write!(text, "\n## Part {section} of {number}\n\n");
        for _ in 0..2 {
            let _ = write!(text, "{}\n\n", numbers.words(WORDS / 15));
        }
        let other = numbers.below(guides);
        let (series, step) = (other / SERIES + 1, other % SERIES + 1);
        let _ = writeln!(
            text,
            "{} See [guide {other}](../{series:03}-series-{series}/{step:02}-guide-{other}.md) [@work{}, p. 3].",
            numbers.words(WORDS / 15),
            numbers.below(WORKS)
        );
    }
    let _ = write!(
        text,
        "\n:::questions\n\n1. What comes first? {{#first-{number}}}\n2. Who begins? {{#second-{number}}}\n3. When? {{#third-{number}}}\n\n:::\n\n:::tasks\n\n- Meet once. {{#task-{number}}}\n\n:::\n\n```toml\nnumber = {number}\n```\n"
    );
    text
}

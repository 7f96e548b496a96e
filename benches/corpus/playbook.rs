//! A corpus as this program reads it.

use super::{Corpus, Guide, Resource, names, picture, put, works};
use std::fmt::Write as _;
use std::io;
use std::path::Path;

/// The path of a guide below the playbook's folder.
pub fn path_of(number: usize) -> String {
    let (series, guide) = names(number);
    format!("content/guides/{series}/{guide}.md")
}

/// The address of a guide's page.
pub fn address_of(number: usize) -> String {
    format!("/guides/series-{}/guide-{number}.html", number / super::SERIES + 1)
}

/// Writes it into a folder.
pub fn write(root: &Path, corpus: Corpus) -> io::Result<()> {
    let settings = "title = \"Measured\"\nbase_url = \"https://example.org/measured/\"\n";
    put(root, "playbook.toml", settings)?;
    let home = "+++\ntitle = \"Measured\"\n+++\nA playbook to measure.\n";
    put(root, "content/index.md", home)?;
    put(root, "content/references.bib", bibliography())?;
    for resource in corpus.resources() {
        let path = format!("content/resources/resource-{}.md", resource.number);
        put(root, &path, of_resource(&resource))?;
    }
    for guide in corpus.guides() {
        put(root, &path_of(guide.number), of_guide(&guide))?;
        let (series, name) = names(guide.number);
        if guide.has_picture {
            let path = format!("content/guides/{series}/picture.jpg");
            put(root, &path, picture(guide.number / super::SERIES))?;
        }
        if let Some([public, own]) = &guide.answers {
            let number = guide.number;
            let answers = format!(
                "[first-{number}]\nanswer = \"{public}\"\naudience = \"public\"\nstatus = \"agreed\"\n\n[second-{number}]\nanswer = \"{own}\"\naudience = \"team\"\nstatus = \"draft\"\n"
            );
            put(root, &format!("content/answers/{series}/{name}.toml"), answers)?;
        }
    }
    Ok(())
}

fn bibliography() -> String {
    let entries = works().map(|work| {
        format!(
            "@article{{work{},\n  author = {{{}, Given and {}, Ann}},\n  title = {{{}}},\n  journal = {{Journal of Schools}},\n  year = {{{}}},\n  volume = {{{}}},\n  pages = {{1--20}}\n}}\n\n",
            work.number, work.family, work.other, work.title, work.year, work.volume
        )
    });
    entries.collect()
}

fn of_resource(resource: &Resource) -> String {
    let mut text = format!(
        "+++\ntitle = \"{}\"\nsummary = \"{}\"\nupdated = 2026-09-01\nkind = \"protocol\"\nminutes = 30\n+++\n\n",
        resource.title, resource.summary
    );
    for paragraph in &resource.paragraphs {
        let _ = write!(text, "{paragraph}\n\n");
    }
    for (at, step) in resource.steps.iter().enumerate() {
        let _ = writeln!(text, "{}. {step}", at + 1);
    }
    text
}

fn of_guide(guide: &Guide) -> String {
    let number = guide.number;
    let mut text = format!(
        "+++\ntitle = \"{}\"\nsummary = \"{}\"\nupdated = 2026-09-{:02}\n+++\n\n:::goal\n{}\n:::\n",
        guide.title, guide.summary, guide.day, guide.goal
    );
    if guide.has_picture {
        text.push_str("\n![Colours that turn into each other](picture.jpg)\n");
    }
    for section in &guide.sections {
        let _ = write!(text, "\n## {}\n\n", section.heading);
        for paragraph in &section.paragraphs {
            let _ = write!(text, "{paragraph}\n\n");
        }
        let (series, other) = names(section.link);
        let _ = writeln!(
            text,
            "See [another guide](../{series}/{other}.md) [@work{}, p. {}].",
            section.work, section.page
        );
    }
    text.push_str("\n:::questions\n\n");
    for (question, name) in guide.questions.iter().zip(["first", "second", "third"]) {
        let _ = writeln!(text, "1. {question} {{#{name}-{number}}}");
    }
    let _ = write!(
        text,
        ":::\n\n:::tasks\n\n- {} Use [its resource](../../resources/resource-{}.md). {{#task-{number}}}\n\n:::\n\n```toml\nnumber = {number}\n```\n",
        guide.task, guide.resource
    );
    text
}

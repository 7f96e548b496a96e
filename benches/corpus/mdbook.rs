//! A corpus as mdBook reads it, and the plain Markdown of its pages: what our blocks hold are headings, paragraphs and
//! lists there, and citations are words.

use super::{Corpus, Guide, Resource, names, picture, put, work};
use std::fmt::Write as _;
use std::io;
use std::path::Path;

/// Writes it into a folder.
pub fn write(root: &Path, corpus: Corpus) -> io::Result<()> {
    put(root, "book.toml", "[book]\ntitle = \"Measured\"\nsrc = \"src\"\n")?;
    let mut summary = "# Summary\n\n".to_owned();
    for guide in corpus.guides() {
        let (series, name) = names(guide.number);
        if guide.has_picture {
            let number = guide.number / super::SERIES;
            let _ = writeln!(summary, "- [Series {}]({series}/index.md)", number + 1);
            put(
                root,
                &format!("src/{series}/index.md"),
                format!("# Series {}\n", number + 1),
            )?;
            put(root, &format!("src/pictures/{number}.jpg"), picture(number))?;
        }
        let _ = writeln!(summary, "  - [{}]({series}/{name}.md)", guide.title);
        let text = of_guide(&guide, |number| {
            let (series, name) = names(number);
            format!("../{series}/{name}.md")
        });
        let text = format!("# {}\n\n{}\n\n{text}", guide.title, guide.summary);
        put(root, &format!("src/{series}/{name}.md"), text)?;
    }
    for resource in corpus.resources() {
        let path = format!("resources/resource-{}.md", resource.number);
        let _ = writeln!(summary, "- [{}]({path})", resource.title);
        let text = format!(
            "# {}\n\n{}\n\n{}",
            resource.title,
            resource.summary,
            of_resource(&resource)
        );
        put(root, &format!("src/{path}"), text)?;
    }
    put(root, "src/SUMMARY.md", summary)
}

/// The text of a resource's page.
pub fn of_resource(resource: &Resource) -> String {
    let mut text = resource.paragraphs.join("\n\n") + "\n\n";
    for step in &resource.steps {
        let _ = writeln!(text, "1. {step}");
    }
    text
}

/// The text of a guide's page; `link` writes the address of another guide.
pub fn of_guide(guide: &Guide, link: impl Fn(usize) -> String) -> String {
    let mut text = format!("## Goal\n\n{}\n\n", guide.goal);
    if guide.has_picture {
        let series = guide.number / super::SERIES;
        let _ = write!(
            text,
            "![Colours that turn into each other](../pictures/{series}.jpg)\n\n"
        );
    }
    for section in &guide.sections {
        let work = work(section.work);
        let _ = write!(
            text,
            "## {}\n\n{}\n\nSee [another guide]({}) ({} & {}, {}, p. {}).\n\n",
            section.heading,
            section.paragraphs.join("\n\n"),
            link(section.link),
            work.family,
            work.other,
            work.year,
            section.page
        );
    }
    text.push_str("## Big questions\n\n");
    let answer = guide.answers.as_ref().map(|[public, _]| public.as_str());
    for (question, answer) in guide.questions.iter().zip([answer, None, None]) {
        let _ = writeln!(text, "1. {question}");
        if let Some(answer) = answer {
            let _ = write!(text, "\n   {answer}\n\n");
        }
    }
    let _ = write!(
        text,
        "\n## Important tasks\n\n- {}\n\n```toml\nnumber = {}\n```\n",
        guide.task, guide.number
    );
    text
}

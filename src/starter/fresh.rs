//! The text of one new page. It begins as a draft, which the public does not see.

use super::NewFile;
use crate::model::{Kind, Playbook, ResourceKind, slug, split_number};
use crate::source::{nearest, quoted};
use jiff::civil::Date;

/// Names that plain pages cannot have: the program has pages or folders of its own there.
const TAKEN: [&str; 8] = [
    "404",
    "articles",
    "cycles",
    "guides",
    "index",
    "references",
    "resources",
    "search",
];

/// A guide at the end of a series: of the one that is named by its slug, else of the only one.
///
/// # Errors
/// A sentence that says why there can be no such guide.
pub fn guide(playbook: &Playbook, title: &str, series: Option<&str>, today: Date) -> Result<NewFile, String> {
    let slug = slug_of(title)?;
    let folder = folder_of_series(playbook, series)?;
    let mut last = 0;
    for document in &playbook.documents {
        let Some(name) = document.path.strip_prefix(&format!("{folder}/")) else {
            continue;
        };
        let (number, rest) = split_number(name);
        if rest.trim_end_matches(".md") == slug && matches!(document.kind, Kind::Guide(_)) {
            return Err(format!(
                "content/{} is there already and would have the same address; choose another title",
                document.path
            ));
        }
        last = last.max(number.unwrap_or(0));
    }
    let path = format!("content/{folder}/{:02}-{slug}.md", last.saturating_add(1));
    let text = format!(
        "{head}minutes = 60\n+++\n\n\
         Say in two or three sentences why this matters here.\n\n\
         :::goal What we want to reach\n\
         What will be different when we are done?\n\
         :::\n\n\
         :::questions Big questions\n\
         - What do we believe about this? {{#believe}}\n\
         - What will we do less of, to have time for it? {{#do-less}}\n\
         :::\n\n\
         :::tasks Important tasks\n\
         - Ask three people who have not been asked yet. {{#ask-three}}\n\
         :::\n\n\
         :::organizer When this is working {{#when-it-works columns=\"Think, See, Say, Hear, Feel\"}}\n\
         What will people think, see, say, hear, and feel?\n\
         :::\n\n\
         :::theory Our theory of action {{#theory-of-action}}\n\
         Name the problem first. Then say what you will change, and what children will have of it.\n\
         :::\n\n\
         :::connect Who can help?\n\
         Name someone to ask, with a link or an address.\n\
         :::\n",
        head = head(title, today)
    );
    Ok(NewFile::new(path, text))
}

/// A resource.
///
/// # Errors
/// A sentence that says why there can be no such page.
pub fn resource(title: &str, kind: ResourceKind, today: Date) -> Result<NewFile, String> {
    let text = format!(
        "{head}kind = \"{kind}\"\nminutes = 30\ngroup_size = \"3 to 8 people\"\n+++\n\n\
         Say when a team would use this, and what it has afterwards.\n\n\
         ## What to bring {{#bring}}\n\n\
         Say what people need before they begin.\n\n\
         ## The steps {{#steps}}\n\n\
         1. **Begin (5 minutes).** Say who does what.\n\
         2. **Work (20 minutes).** Say it so that a new colleague could lead it.\n\
         3. **Look back (5 minutes).** What helped? What will we do differently?\n",
        head = head(title, today),
        kind = kind.name()
    );
    Ok(NewFile::new(format!("content/resources/{}.md", slug_of(title)?), text))
}

/// An article of a day.
///
/// # Errors
/// A sentence that says why there can be no such page.
pub fn article(title: &str, today: Date) -> Result<NewFile, String> {
    let text = format!(
        "{head}author = \"Our leadership team\"\ncategories = []\n+++\n\nBegin with something that happened.\n",
        head = head(title, today)
    );
    let path = format!("content/articles/{today}-{}.md", slug_of(title)?);
    Ok(NewFile::new(path, text))
}

/// A plain page.
///
/// # Errors
/// A sentence that says why there can be no such page.
pub fn page(title: &str, today: Date) -> Result<NewFile, String> {
    let slug = slug_of(title)?;
    if TAKEN.contains(&slug.as_str()) {
        return Err(format!(
            "{slug}.html is a page that the program makes itself; choose another title"
        ));
    }
    let text = format!("{}+++\n\nWrite here.\n", head(title, today));
    Ok(NewFile::new(format!("content/{slug}.md"), text))
}

/// What every page's front matter begins with.
fn head(title: &str, today: Date) -> String {
    format!(
        "+++\n\
         title = {}\n\
         summary = \"One plain sentence that says what this page is for.\"\n\
         updated = {today}\n\
         draft = true    # delete this line when everyone may see the page\n",
        quoted(title)
    )
}

fn slug_of(title: &str) -> Result<String, String> {
    let slug = slug(title);
    if slug.as_deref().is_some_and(|slug| split_number(slug).1 == "index") {
        return Err(format!(
            "“{title}” would be the page of the whole list; choose another title"
        ));
    }
    slug.ok_or_else(|| format!("“{title}” has no letters that an address could be made of; choose another title"))
}

/// The folder of a series below `content/`.
fn folder_of_series(playbook: &Playbook, wanted: Option<&str>) -> Result<String, String> {
    let mut folders: Vec<&str> = playbook
        .documents
        .iter()
        .filter(|document| matches!(document.kind, Kind::Guide(_) | Kind::Series(_)))
        .filter_map(|document| document.path.rsplit_once('/'))
        .map(|(folder, _)| folder)
        .collect();
    folders.sort_unstable();
    folders.dedup();
    let slug_of = |folder: &str| split_number(folder.rsplit('/').next().unwrap_or(folder)).1.to_owned();
    match (wanted, folders.as_slice()) {
        (None, [only]) => Ok((*only).to_owned()),
        (None, []) => Ok("guides/01-getting-started".to_owned()),
        (None, several) => {
            let names: Vec<String> = several.iter().map(|folder| slug_of(folder)).collect();
            Err(format!(
                "which series is it for? Add --series with one of: {}",
                names.join(", ")
            ))
        }
        (Some(wanted), folders) => {
            let is_meant =
                |folder: &&&str| slug_of(folder) == wanted || format!("/{folder}").ends_with(&format!("/{wanted}"));
            if let Some(folder) = folders.iter().find(is_meant) {
                return Ok((*folder).to_owned());
            }
            let names: Vec<String> = folders.iter().map(|folder| slug_of(folder)).collect();
            match nearest(wanted, names.iter().map(String::as_str)) {
                Some(meant) => Err(format!("there is no series “{wanted}”; did you mean {meant}?")),
                None => Err(format!(
                    "there is no series “{wanted}”; make the folder content/guides/{:02}-{wanted} first, with an index.md that has a title",
                    folders.len() + 1
                )),
            }
        }
    }
}

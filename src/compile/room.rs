//! What a file is, told by its path alone.

use crate::model::{Address, Listing, folder_of, slug, split_number};
use crate::source::{Code, FOLDERS, one_slip};
use jiff::civil::Date;

/// What a file of text under `content/` is.
#[derive(Debug, PartialEq, Eq)]
pub enum Room {
    Page(PageRoom),
    /// The answers to the guide with this id.
    Answers {
        guide: String,
    },
    Cycle {
        slug: String,
    },
    CycleData,
    Bibliography,
}

/// What a Markdown file is, and where its page will be.
#[derive(Debug, PartialEq, Eq)]
pub struct PageRoom {
    /// The path without order, date and ending: `guides/getting-started/why`.
    pub id: String,
    pub kind: PageKind,
}

impl PageRoom {
    pub fn address(&self) -> Address {
        Address::new(format!("{}.html", self.id))
    }
}

#[derive(Debug, PartialEq, Eq)]
pub enum PageKind {
    Home,
    Plain,
    Listing(Listing),
    Series { slug: String, order: Option<u32> },
    Guide { series: String, order: Option<u32> },
    Resource,
    Article { date: Option<Date> },
}

/// Why a file cannot be placed: a code, a sentence and a fix.
#[derive(Debug, PartialEq, Eq)]
pub struct Misplaced {
    pub code: Code,
    pub message: String,
    pub fix: String,
}

/// Places a file by its path below `content/`.
///
/// # Errors
/// When nothing is known that belongs there, or when its name leaves nothing for an address.
pub fn room(path: &str) -> Result<Room, Misplaced> {
    let parts: Vec<&str> = path.split('/').collect();
    if let [folder, _, ..] = parts[..]
        && let Some(meant) = one_slip(folder, FOLDERS)
    {
        return Err(misplaced(
            &format!("Nothing is read from a folder called “{folder}” as it is from “{meant}”."),
            &format!("call the folder {meant}, or give it a name that is less like it"),
        ));
    }
    if let Some(stem) = path.strip_suffix(".md") {
        let parts: Vec<&str> = stem.split('/').collect();
        return page(&parts).map(Room::Page);
    }
    match parts.as_slice() {
        ["references.bib" | "references.yaml"] => Ok(Room::Bibliography),
        ["answers", series, file] => Ok(Room::Answers {
            guide: format!("guides/{}/{}", numbered(series)?.1, numbered(stem(file))?.1),
        }),
        ["answers", ..] => Err(misplaced(
            "Answers belong in a folder named after the series of their guide.",
            "move the file to answers/<series>/<guide>.toml",
        )),
        ["cycles", file] if has_ending(file, "toml") => Ok(Room::Cycle {
            slug: part(stem(file))?,
        }),
        _ if is_cycle_data(path) => Ok(Room::CycleData),
        _ => Err(misplaced(
            "Test cycles belong directly in the folder cycles/.",
            "move the file to cycles/<name>.toml",
        )),
    }
}

/// Whether a file holds the data of a test cycle.
pub fn is_cycle_data(path: &str) -> bool {
    path.starts_with("cycles/") && has_ending(path, "csv")
}

fn page(parts: &[&str]) -> Result<PageRoom, Misplaced> {
    let page = |id: String, kind| Ok(PageRoom { id, kind });
    // An index says whom a series is for: one that is not found by its name must not become a page of its own.
    let name = parts.last().copied().unwrap_or_default();
    let is_article = matches!(parts, ["articles", _]) && dated(name).0.is_some();
    if name != "index" && is_index(name) && !is_article {
        return Err(misplaced(
            "The words above a list, and whom a folder is for, are read from a file called index.md.",
            "call this file index.md, in small letters and without a number",
        ));
    }
    if parts.iter().any(|part| part.starts_with('_')) {
        return Err(misplaced(
            "A name that begins with _ hides nothing here: the page would be there for everyone.",
            "take the _ away; what is not ready says draft = true between its lines +++, and what is for the team audience = \"team\"",
        ));
    }
    match parts {
        ["index"] => page("index".into(), PageKind::Home),
        [folder, "index"] if let Some(listing) = listing(folder) => {
            page(format!("{folder}/index"), PageKind::Listing(listing))
        }
        ["guides", series, "index"] => {
            let (order, slug) = numbered(series)?;
            page(format!("guides/{slug}/index"), PageKind::Series { slug, order })
        }
        ["guides", series, guide] => {
            let series = numbered(series)?.1;
            let (order, slug) = numbered(guide)?;
            page(format!("guides/{series}/{slug}"), PageKind::Guide { series, order })
        }
        ["guides", ..] => Err(misplaced(
            "A guide belongs in the folder of its series.",
            "move the file to guides/<series>/<number>-<name>.md",
        )),
        ["resources", name] => page(format!("resources/{}", part(name)?), PageKind::Resource),
        ["articles", name] => {
            let (date, name) = dated(name);
            page(format!("articles/{}", part(name)?), PageKind::Article { date })
        }
        ["resources" | "articles", ..] => Err(misplaced(
            "A resource or article belongs directly in its folder, not in a folder below it.",
            "move the file up to resources/ or articles/",
        )),
        ["answers" | "cycles", ..] => Err(misplaced(
            "Answers and test cycles are written in files that end in .toml, not in Markdown.",
            "move the page to another folder, or write it as TOML",
        )),
        plain => {
            let parts: Result<Vec<String>, Misplaced> = plain.iter().map(|name| part(name)).collect();
            page(parts?.join("/"), PageKind::Plain)
        }
    }
}

/// Whether a file of this name, without its ending, is an index but for how the name is written: it says whom a folder is for, so
/// it must not become a page of its own.
pub fn is_index(stem: &str) -> bool {
    let name = stem.trim_start_matches(|c: char| !c.is_alphabetic());
    slug(name).as_deref() == Some("index")
}

/// Where a picture or file will be: in the folder where the pages beside it are, under its own name.
#[must_use]
pub fn asset_address(path: &str) -> Address {
    let name = path.rsplit('/').next().unwrap_or(path);
    Address::new(match folder_of(path) {
        Some(folder) => format!("{folder}/{name}"),
        None => name.to_owned(),
    })
}

fn listing(folder: &str) -> Option<Listing> {
    Listing::ALL.into_iter().find(|listing| listing.folder() == folder)
}

fn stem(file: &str) -> &str {
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}

fn has_ending(path: &str, ending: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, found)| found == ending)
}

fn misplaced(message: &str, fix: &str) -> Misplaced {
    Misplaced {
        code: Code::FileMisplaced,
        message: message.into(),
        fix: fix.into(),
    }
}

/// One part of an address, made from a name.
fn part(name: &str) -> Result<String, Misplaced> {
    slug(name).ok_or_else(|| Misplaced {
        code: Code::NameUnusable,
        message: format!("The name “{name}” has no letters or digits to make an address from."),
        fix: "give it a name with at least one letter or digit".into(),
    })
}

/// `01-why` as 1 and `why`.
fn numbered(name: &str) -> Result<(Option<u32>, String), Misplaced> {
    let (order, name) = split_number(name);
    Ok((order, part(name)?))
}

/// `2026-09-12-trust` as its day and `trust`; a space may stand for the hyphen, as many write the names of files.
fn dated(name: &str) -> (Option<Date>, &str) {
    let day = name.get(..10).and_then(|day| day.parse::<Date>().ok());
    match (day, name.get(10..).and_then(|rest| rest.strip_prefix(['-', ' ', '_']))) {
        (Some(day), Some(rest)) if !rest.is_empty() => (Some(day), rest),
        _ => (None, name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(path: &str) -> String {
        match room(path) {
            Ok(Room::Page(page)) => page.id,
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn order_and_date_are_no_part_of_an_address() {
        assert_eq!(id("guides/01-getting-started/02-why.md"), "guides/getting-started/why");
        assert_eq!(id("articles/2026-09-12-Trust & time.md"), "articles/trust-time");
        assert_eq!(id("articles/2026-09-04 First day.md"), "articles/first-day");
        assert_eq!(id("¿Por qué?.md"), "por-que");
        assert_eq!(id("policies/Attendance.md"), "policies/attendance");
    }

    #[test]
    fn kinds_by_their_folder() {
        let kind = |path: &str| match room(path) {
            Ok(Room::Page(page)) => page.kind,
            other => panic!("{other:?}"),
        };
        assert_eq!(kind("index.md"), PageKind::Home);
        assert_eq!(kind("cycles/index.md"), PageKind::Listing(Listing::Cycles));
        let series = PageKind::Series {
            slug: "a".into(),
            order: Some(3),
        };
        assert_eq!(kind("guides/03-a/index.md"), series);
        let date = Some(jiff::civil::date(2026, 9, 12));
        assert_eq!(kind("articles/2026-09-12-a.md"), PageKind::Article { date });
        assert_eq!(kind("articles/2026-09-12 a.md"), PageKind::Article { date });
    }

    #[test]
    fn what_belongs_nowhere_is_said() {
        for path in [
            "guides/a/Index.md",
            "guides/a/00-index.md",
            "INDEX.md",
            "guides/why.md",
            "guides/a/b/c.md",
            "resources/a/b.md",
            "answers/why.toml",
            "cycles/a/b.toml",
        ] {
            assert_eq!(room(path).map_err(|m| m.code), Err(Code::FileMisplaced), "{path}");
        }
        assert_eq!(room("???.md").map_err(|m| m.code), Err(Code::NameUnusable));
    }

    #[test]
    fn assets_lie_beside_their_pages() {
        assert_eq!(
            asset_address("guides/01-start/Plan 1.pdf").as_str(),
            "guides/start/Plan 1.pdf"
        );
    }
}

//! Files that were meant for the index of their folder, and are none for how they are called.
//!
//! An index says whom its folder is for. So where a folder with pages has none, what could be one closes it until it is called
//! `index.md`:
//!
//! 1. a page that the public may not see, or of which that is not known, and whose name has the word in it: `index (1).md`,
//!    `Copy of index.md`, `indx.md`, `README.md`;
//! 2. a file of words that is no page: `index.txt`, `index.docx`, `index.md.bak`.

use crate::model::{Audience, Playbook, Unreadable, folder_of, folder_of_index, slug};
use crate::source::{Code, Diagnostic, StaticFile, one_slip};
use std::collections::HashSet;

/// The last endings of files that are written and are no pages.
const WRITTEN: [&str; 20] = [
    "", "bak", "doc", "docx", "gdoc", "htm", "html", "markdown", "mdown", "mdx", "mkd", "odt", "old", "orig", "pages",
    "rtf", "save", "text", "tmp", "txt",
];

/// What closes a folder because it may be the folder's index.
pub fn misnamed(playbook: &Playbook, files: &[StaticFile]) -> Vec<Unreadable> {
    let pages = playbook.documents.iter();
    let of_pages = pages.clone().filter_map(|page| folder_of_index(&page.id));
    let of_others = playbook.unreadable.iter().filter_map(|file| file.index_of.as_deref());
    let with_index: HashSet<&str> = of_pages.chain(of_others).collect();
    let with_pages: HashSet<&str> = pages.clone().filter_map(|page| parts(&page.id).0).collect();

    let hidden = pages.filter(|page| page.head.draft || page.head.audience == Audience::Team);
    let hidden = hidden.map(|page| (page.path.as_str(), page.id.as_str()));
    let unread = playbook.unreadable.iter();
    let unread = unread.filter_map(|file| Some((file.path.as_str(), file.page.as_deref()?)));
    let pages = hidden.chain(unread).filter(|(_, id)| is_like_index(parts(id).1));
    let pages = pages.filter_map(|(path, id)| Some((path, parts(id).0?.to_owned())));

    let files = files.iter().filter(|file| is_written_elsewhere(&file.path));
    let files = files.filter_map(|file| Some((file.path.as_str(), folder_of(&file.path)?)));
    let files = files.filter(|(_, folder)| with_pages.contains(folder.as_str()));

    let misnamed = pages
        .chain(files)
        .filter(|(_, folder)| !with_index.contains(folder.as_str()));
    misnamed.map(|(path, folder)| closing(path, folder)).collect()
}

/// What closes a folder: a file that may say whom it is for, and is not read as its index.
pub fn closing(path: &str, folder: String) -> Unreadable {
    let message =
        "This may be the index of its folder, and is not read as one, so it is not known whom the folder is for.";
    Unreadable {
        path: path.to_owned(),
        page: None,
        index_of: Some(folder),
        problems: vec![
            Diagnostic::in_file(Code::AudienceUnknown, format!("content/{path}"), message)
                .fix("call it index.md; if it is none, give it a name without the word “index”"),
        ],
    }
}

/// The folder of an id, and what stands there.
fn parts(id: &str) -> (Option<&str>, &str) {
    id.rsplit_once('/')
        .map_or((None, id), |(folder, name)| (Some(folder), name))
}

/// Whether a name, as it stands in an address, begins or ends with the word, or with one that is but a slip away.
fn is_like_index(name: &str) -> bool {
    let is_word = |word: &str| word == "index" || one_slip(word, ["index"]).is_some();
    let (first, last) = (name.split('-').next(), name.rsplit('-').next());
    name == "readme" || first.is_some_and(is_word) || last.is_some_and(is_word)
}

fn is_written_elsewhere(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path).to_lowercase();
    let (stem, endings) = name.split_once('.').unwrap_or((&name, ""));
    let ending = endings.rsplit('.').next().unwrap_or_default();
    WRITTEN.contains(&ending) && slug(stem).is_some_and(|name| is_like_index(&name))
}

#[cfg(test)]
mod tests {
    use super::{is_like_index, is_written_elsewhere};

    #[test]
    fn an_index_is_told_from_what_begins_like_one() {
        for name in [
            "index",
            "indx",
            "index-1",
            "index-es",
            "index-annas-conflicted-copy",
            "copy-of-index",
            "readme",
        ] {
            assert!(is_like_index(name), "{name}");
        }
        for name in ["indexing", "reading-me", "readme-first", "our-index-cards", "insect"] {
            assert!(!is_like_index(name), "{name}");
        }
        for name in [
            "index",
            "index.txt",
            "Index.docx",
            "index.md.bak",
            "indx.html",
            "README.txt",
        ] {
            assert!(is_written_elsewhere(&format!("guides/a/{name}")), "{name}");
        }
        for name in ["index.jpg", "index.pdf", "card.txt"] {
            assert!(!is_written_elsewhere(&format!("guides/a/{name}")), "{name}");
        }
    }
}

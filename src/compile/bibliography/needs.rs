//! What an entry lacks that a reference of its sort has (APA 7, sections 9.4 and 10.1 to 10.16; BibLaTeX's manual,
//! section 2.1.1, for what is required).

use crate::model::{Issued, Reference, ReferenceKind};
use crate::source::{Code, Diagnostic};

/// A field that a sort of work needs, as people and as the file call it.
struct Need {
    name: &'static str,
    fix: &'static str,
}

const TITLE: Need = Need {
    name: "title",
    fix: "add its title, as in title = {The work of leadership}",
};
const AUTHOR: Need = Need {
    name: "author",
    fix: "add who wrote it, as in author = {Lee, Ginny V.}; the name of a group stands in two pairs of braces",
};
const YEAR: Need = Need {
    name: "year",
    fix: "add when it came out, as in date = {2020}; without it, “n.d.” is shown",
};
const JOURNAL: Need = Need {
    name: "journal",
    fix: "add where it stands, as in journal = {Education Sciences}",
};
const BOOK: Need = Need {
    name: "book title",
    fix: "add the book that it is a part of, as in booktitle = {Handbook of educational leadership}",
};
const PUBLISHER: Need = Need {
    name: "publisher",
    fix: "add who published it, as in publisher = {Jossey-Bass}",
};
const INSTITUTION: Need = Need {
    name: "institution",
    fix: "add who published it, as in institution = {Wallace Foundation}",
};
const SCHOOL: Need = Need {
    name: "university",
    fix: "add where it was written, as in school = {Loyola University Chicago}",
};
const ADDRESS: Need = Need {
    name: "web address",
    fix: "add where it is, as in url = {https://example.org/page}",
};
const EVENT: Need = Need {
    name: "conference",
    fix: "add where it was given, as in eventtitle = {Annual conference of school leaders}",
};

/// Says what is missing, each with what to write.
pub fn lacking(reference: &Reference) -> Vec<Diagnostic> {
    let missing = needs(reference.kind)
        .iter()
        .filter(|need| !has(reference, need))
        .map(|need| {
            let message = format!(
                "“{}” is {} without a {}.",
                reference.key,
                name(reference.kind),
                need.name
            )
            .replace("without a author", "without an author")
            .replace("without a institution", "without an institution");
            Diagnostic::at(Code::ReferenceIncomplete, reference.span, message).fix(need.fix)
        });
    missing.collect()
}

fn needs(kind: ReferenceKind) -> &'static [Need] {
    use ReferenceKind as Kind;
    match kind {
        Kind::Article => &[TITLE, AUTHOR, YEAR, JOURNAL],
        Kind::MagazineArticle | Kind::NewspaperArticle => &[TITLE, YEAR, JOURNAL],
        Kind::Book | Kind::Film | Kind::Video | Kind::Audio => &[TITLE, YEAR, PUBLISHER],
        Kind::Chapter => &[TITLE, YEAR, BOOK],
        Kind::Report => &[TITLE, YEAR, INSTITUTION],
        Kind::Thesis(_) => &[TITLE, AUTHOR, YEAR, SCHOOL],
        Kind::WebPage | Kind::Post => &[TITLE, ADDRESS],
        Kind::Talk => &[TITLE, AUTHOR, YEAR, EVENT],
        Kind::Law => &[TITLE, YEAR],
        Kind::Manuscript | Kind::Dataset | Kind::Software | Kind::Other => &[TITLE],
    }
}

fn has(reference: &Reference, need: &Need) -> bool {
    let is_group = || matches!(reference.authors.list.as_slice(), [group] if group.given.is_empty());
    match need.name {
        "title" => !reference.title.is_empty(),
        "author" => !reference.authors.list.is_empty(),
        "year" => reference.issued != Issued::Undated,
        "journal" | "book title" => reference.container.is_some(),
        // A group that publishes its own work is not named twice (APA 7, section 9.29).
        "publisher" | "institution" => reference.publisher.is_some() || is_group(),
        "university" => reference.school.is_some(),
        "web address" => reference.url.is_some() || reference.doi.is_some(),
        "conference" => reference.event.is_some(),
        _ => true,
    }
}

fn name(kind: ReferenceKind) -> &'static str {
    use ReferenceKind as Kind;
    match kind {
        Kind::Article | Kind::MagazineArticle | Kind::NewspaperArticle => "an article",
        Kind::Book => "a book",
        Kind::Chapter => "a part of a book",
        Kind::Report => "a report",
        Kind::Thesis(_) => "a thesis",
        Kind::WebPage => "a web page",
        Kind::Post => "a post",
        Kind::Video => "a video",
        Kind::Film => "a film",
        Kind::Audio => "a recording",
        Kind::Talk => "a talk",
        Kind::Law => "a law",
        Kind::Manuscript => "a manuscript",
        Kind::Dataset => "a data set",
        Kind::Software => "a program",
        Kind::Other => "a work",
    }
}

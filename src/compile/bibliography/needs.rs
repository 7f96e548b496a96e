//! What an entry lacks that a reference of its sort has (APA 7, sections 9.4 and 10.1 to 10.16; BibLaTeX's manual,
//! section 2.1.1, for what is required).

use super::Form;
use crate::model::{Issued, Reference, ReferenceKind};
use crate::source::{Code, Diagnostic};

/// What a sort of work needs.
struct Need {
    /// With its article.
    name: &'static str,
    is_met: fn(&Reference) -> bool,
    fix: &'static str,
    // How it is written.
    in_bibtex: &'static str,
    in_yaml: &'static str,
}

const TITLE: Need = Need {
    name: "a title",
    is_met: |reference| !reference.title.is_empty(),
    fix: "add its title",
    in_bibtex: "title = {The work of leadership}",
    in_yaml: "title: The work of leadership",
};
const AUTHOR: Need = Need {
    name: "an author",
    is_met: |reference| !reference.credited().list.is_empty(),
    fix: "add who wrote it",
    in_bibtex: "author = {Lee, Ginny V.}; the name of a group stands in two pairs of braces",
    in_yaml: "author: \"Lee, Ginny V.\"",
};
const YEAR: Need = Need {
    name: "a year",
    is_met: |reference| reference.issued != Issued::Undated || may_be_undated(reference),
    fix: "add when it came out",
    in_bibtex: "date = {2020}; without it, “n.d.” is shown",
    in_yaml: "date: 2020; without it, “n.d.” is shown",
};
const JOURNAL: Need = Need {
    name: "a journal",
    is_met: |reference| reference.container.is_some(),
    fix: "add where it stands",
    in_bibtex: "journal = {Education Sciences}",
    in_yaml: "parent: { type: periodical, title: Education Sciences }",
};
const BOOK: Need = Need {
    name: "a book title",
    is_met: |reference| reference.container.is_some(),
    fix: "add the book that it is a part of",
    in_bibtex: "booktitle = {Handbook of educational leadership}",
    in_yaml: "parent: { type: book, title: Handbook of educational leadership }",
};
const PUBLISHER: Need = Need {
    name: "a publisher",
    is_met: has_publisher,
    fix: "add who published it",
    in_bibtex: "publisher = {Jossey-Bass}",
    in_yaml: "publisher: Jossey-Bass",
};
const INSTITUTION: Need = Need {
    name: "an institution",
    is_met: has_publisher,
    fix: "add who published it",
    in_bibtex: "institution = {Wallace Foundation}",
    in_yaml: "organization: Wallace Foundation",
};
const SCHOOL: Need = Need {
    name: "a university",
    is_met: |reference| reference.school.is_some(),
    fix: "add where it was written",
    in_bibtex: "school = {Loyola University Chicago}",
    in_yaml: "organization: Loyola University Chicago",
};
const ADDRESS: Need = Need {
    name: "a web address",
    is_met: |reference| reference.address().is_some(),
    fix: "add where it is",
    in_bibtex: "url = {https://example.org/page}",
    in_yaml: "url: \"https://example.org/page\"",
};
const EVENT: Need = Need {
    name: "a conference",
    is_met: |reference| reference.event.is_some(),
    fix: "add where it was given",
    in_bibtex: "eventtitle = {Annual conference of school leaders}",
    in_yaml: "parent: { type: conference, title: Annual conference of school leaders }",
};

/// An entry of a dictionary that goes on being written has the day on which it was seen (APA 7, section 10.3, example 47).
fn may_be_undated(reference: &Reference) -> bool {
    reference.is_entry && reference.url.is_some() && reference.accessed.is_some()
}

/// A group that publishes its own work is not named twice (APA 7, section 9.29).
fn has_publisher(reference: &Reference) -> bool {
    let is_group = matches!(reference.authors.list.as_slice(), [group] if group.given.is_empty());
    reference.publisher.is_some() || is_group
}

/// Says what is missing, each with what to write in a file of that form.
pub fn lacking(reference: &Reference, form: Form) -> Vec<Diagnostic> {
    let missing = needs(reference.kind).iter().filter(|need| !(need.is_met)(reference));
    let problems = missing.map(|need| {
        let sort = name(reference.kind);
        let message = format!("“{}” is {sort} without {}.", reference.key, need.name);
        let example = match form {
            Form::Bibtex => need.in_bibtex,
            Form::Yaml => need.in_yaml,
        };
        Diagnostic::at(Code::ReferenceIncomplete, reference.span, message).fix(format!("{}, as in {example}", need.fix))
    });
    problems.collect()
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
        // What shows a picture alone has no words, and a profile no date.
        Kind::SocialPost => &[AUTHOR, ADDRESS],
        Kind::Talk => &[TITLE, AUTHOR, YEAR, EVENT],
        Kind::Law | Kind::Case => &[TITLE, YEAR],
        Kind::Manuscript | Kind::Dataset | Kind::Software | Kind::Other => &[TITLE],
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
        Kind::Post | Kind::SocialPost => "a post",
        Kind::Video => "a video",
        Kind::Film => "a film",
        Kind::Audio => "a recording",
        Kind::Talk => "a talk",
        Kind::Law => "a law",
        Kind::Case => "a court’s decision",
        Kind::Manuscript => "a manuscript",
        Kind::Dataset => "a data set",
        Kind::Software => "a program",
        Kind::Other => "a work",
    }
}

//! A work, as its entry in the bibliography describes it.

use super::{Issued, Name, Period, WorkTitle};
use crate::source::Span;

/// One work. Text is as it will be shown: LaTeX decoded, quotation marks curly, composed (Unicode's form C),
/// and without markup.
#[derive(Debug, Clone)]
pub struct Reference {
    pub key: String,
    pub span: Span,
    pub kind: ReferenceKind,
    /// Whether it is an entry of a dictionary or an encyclopedia; its kind is that of a chapter.
    pub is_entry: bool,
    pub authors: Names,
    /// What the author is called where the work is: `@BillGates`.
    pub handle: Option<String>,
    /// What the authors did, where it was not writing, `director`, `host`: one role for all, or one for each.
    pub author_roles: Vec<String>,
    /// What a group is called after its first mention: `CASEL`.
    pub abbreviation: Option<String>,
    pub editors: Names,
    /// What the editors did, where it was not editing: `director`, `executive producer`.
    pub editor_role: Option<String>,
    pub translators: Names,
    /// Who wrote the book that a chapter stands in, where that is another.
    pub book_authors: Names,
    pub issued: Issued,
    /// When a translated or reprinted work came out first.
    pub originally: Option<Period>,
    /// Empty when the entry has none.
    pub title: WorkTitle,
    /// What the title is cut down to in a text.
    pub short_title: Option<WorkTitle>,
    /// The title of several volumes of which this is one.
    pub main_title: Option<String>,
    /// The journal, book, site or show that it is part of.
    pub container: Option<WorkTitle>,
    /// As it was written, without its dot or comma: `2`, `Revised`.
    pub edition: Option<String>,
    pub volume: Option<String>,
    pub issue: Option<String>,
    /// Whether an article is online before it is in an issue.
    pub is_advance: bool,
    /// The number of a report, a data set or an episode, that of a thesis in a database, or the place of a law in its
    /// code, of a decision in its reporter.
    pub number: Option<String>,
    pub pages: Option<String>,
    /// The number that an article has in place of pages.
    pub article_number: Option<String>,
    /// What sort of report, thesis or recording it is, in the entry's own words, which may hold a title: `Review of the book …`.
    pub genre: Option<WorkTitle>,
    /// What a post of a social network has with it: `Image attached`.
    pub attachment: Option<String>,
    /// Who published it; of a report the institution, of a decision the court, of a web page the site where `container` has none.
    pub publisher: Option<String>,
    /// The university of a thesis.
    pub school: Option<String>,
    /// The conference of a talk.
    pub event: Option<String>,
    pub venue: Option<String>,
    pub version: Option<String>,
    /// Without the address that may stand before it: `10.1086/461445`.
    pub doi: Option<String>,
    pub url: Option<String>,
    /// When the address was visited.
    pub accessed: Option<super::Day>,
    /// An ISBN or ISSN, for machines.
    pub serial: Option<String>,
    /// The language that the title is in: the playbook's, where the entry names none.
    pub language: super::Language,
}

impl Reference {
    /// Where the work is: its DOI as an address (APA 7, section 9.35), else its own; `https` or `http` alone.
    #[must_use]
    pub fn address(&self) -> Option<String> {
        match &self.doi {
            Some(doi) => Some(format!("https://doi.org/{doi}")),
            None => self.url.clone(),
        }
    }

    /// The people or groups in the place of the author. Laws and decisions go by their names, whoever made them.
    #[must_use]
    pub fn credited(&self) -> &Names {
        static NOBODY: Names = Names {
            list: Vec::new(),
            and_others: false,
        };
        if self.kind.is_legal() {
            return &NOBODY;
        }
        // The editors of a book that holds a chapter are named with the book.
        if self.authors.list.is_empty() && self.kind != ReferenceKind::Chapter {
            &self.editors
        } else {
            &self.authors
        }
    }
}

impl Reference {
    /// Whether the work stands alone, and its title in italics; the title of a part does not (APA 7, section 9.19).
    #[must_use]
    pub fn stands_alone(&self) -> bool {
        match self.kind {
            ReferenceKind::Article
            | ReferenceKind::MagazineArticle
            | ReferenceKind::NewspaperArticle
            | ReferenceKind::Chapter
            | ReferenceKind::Post => false,
            // A site is where a page is published, not a whole that it is a part of.
            ReferenceKind::WebPage | ReferenceKind::SocialPost => true,
            _ => self.container.is_none(),
        }
    }
}

/// Names in their order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    pub list: Vec<Name>,
    /// The entry says `and others`.
    pub and_others: bool,
}

impl Names {
    /// Whether they are more than one, named or not.
    #[must_use]
    pub fn are_many(&self) -> bool {
        self.list.len() > 1 || self.and_others
    }
}

/// What a work is; decides what its entry in a list shows, and in which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReferenceKind {
    Article,
    MagazineArticle,
    NewspaperArticle,
    Book,
    /// A part of a book: a chapter, a paper in proceedings, an entry of an encyclopedia.
    Chapter,
    Report,
    Thesis(Degree),
    WebPage,
    /// A post of a blog or a page of a magazine that has a name of its own.
    Post,
    /// What somebody says or shows on a social network.
    SocialPost,
    Video,
    Film,
    Audio,
    Talk,
    Manuscript,
    Dataset,
    Software,
    Law,
    /// What a court decided.
    Case,
    Other,
}

impl ReferenceKind {
    /// Whether it is referred to as lawyers do, by its name and where it stands (APA 7, chapter 11).
    #[must_use]
    pub fn is_legal(self) -> bool {
        matches!(self, Self::Law | Self::Case)
    }

    /// Whether it stands in a journal, magazine or newspaper.
    #[must_use]
    pub fn is_article(self) -> bool {
        matches!(self, Self::Article | Self::MagazineArticle | Self::NewspaperArticle)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Degree {
    Doctoral,
    Masters,
    Bachelors,
}

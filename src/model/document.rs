//! A file of Markdown, compiled.

use super::{Address, Article, Audience, Guide, Language, Prose, Resource};
use crate::source::{Diagnostic, SourceId, Span};
use jiff::civil::Date;

#[derive(Debug)]
pub struct Document {
    pub source: SourceId,
    /// Below `content/`, as the file is named.
    pub path: String,
    /// The path without order, date and ending: `guides/getting-started/why`.
    pub id: String,
    pub language: Language,
    pub address: Address,
    pub head: Head,
    pub kind: Kind,
    pub body: Prose,
    /// Mistakes in the file, which go where it goes.
    pub problems: Vec<Diagnostic>,
}

/// What every front matter has.
#[derive(Debug)]
pub struct Head {
    pub title: String,
    pub summary: Option<String>,
    pub updated: Option<Date>,
    pub audience: Audience,
    pub draft: bool,
    pub aliases: Vec<Alias>,
}

/// An old address that leads to the page.
#[derive(Debug)]
pub struct Alias {
    pub address: Address,
    pub span: Span,
}

#[derive(Debug)]
pub enum Kind {
    Home,
    Page,
    /// The words above a list that is always made.
    Listing(Listing),
    Series(Series),
    Guide(Guide),
    Resource(Resource),
    Article(Article),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Listing {
    Guides,
    Resources,
    Articles,
    Cycles,
}

impl Listing {
    pub const ALL: [Self; 4] = [Self::Guides, Self::Resources, Self::Articles, Self::Cycles];

    /// The folder that it lists, in `content/` and in the output.
    #[must_use]
    pub fn folder(self) -> &'static str {
        match self {
            Self::Guides => "guides",
            Self::Resources => "resources",
            Self::Articles => "articles",
            Self::Cycles => "cycles",
        }
    }

    #[must_use]
    pub fn address(self) -> Address {
        Address::new(format!("{}/index.html", self.folder()))
    }
}

#[derive(Debug)]
pub struct Series {
    pub slug: String,
    /// From the folder's name; series without a number come last.
    pub order: Option<u32>,
}

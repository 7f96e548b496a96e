//! Markdown, compiled.

use super::{BlockKind, Hole, PlainCitation, Prompt, Want};
use crate::source::Span;

/// A piece of Markdown as HTML with holes.
///
/// It needs nothing else to be linked: every place where the HTML depends on something outside of the file
/// is a hole.
#[derive(Debug, Default)]
pub struct Prose {
    pub html: Fragment,
    /// Of the whole piece; its fragments name them by number.
    pub holes: Vec<Hole>,
    /// In the order of the text, for the table of contents.
    pub headings: Vec<Heading>,
    /// Everything that a link can point to, in the order of the ids.
    pub anchors: Vec<Anchor>,
    /// What asks for an answer, in the order of the text.
    pub prompts: Vec<Prompt>,
    /// How many words it has.
    pub words: usize,
    /// What looks like a citation and is plain words.
    pub plain_citations: Vec<PlainCitation>,
}

impl Prose {
    #[must_use]
    pub fn has_anchor(&self, id: &str) -> bool {
        self.anchors
            .binary_search_by(|anchor| anchor.id.as_str().cmp(id))
            .is_ok()
    }

    /// The columns of its organizers, by their ids.
    pub fn columns(&self) -> impl Iterator<Item = (&str, &[String])> {
        self.holes.iter().filter_map(|hole| match &hole.want {
            Want::Block(block) => match &block.kind {
                BlockKind::Organizer { columns, .. } => Some((block.anchor.as_str(), columns.as_slice())),
                _ => None,
            },
            _ => None,
        })
    }
}

/// HTML with places where something is to be put in.
#[derive(Debug, Default)]
pub struct Fragment {
    pub html: String,
    /// Byte offsets in `html`, rising, each with the number of the hole in its [`Prose`].
    pub holes: Vec<(usize, usize)>,
}

#[derive(Debug)]
pub struct Heading {
    /// From 2; the page's title is the only first-level heading.
    pub level: u8,
    pub anchor: String,
    pub text: HeadingText,
}

#[derive(Debug)]
pub enum HeadingText {
    Words(String),
    /// A block without a title of its own is headed by its kind, in the reader's language.
    NameOfBlock(&'static str),
}

/// A place in a page that has an id.
#[derive(Debug)]
pub struct Anchor {
    pub id: String,
    pub span: Span,
}

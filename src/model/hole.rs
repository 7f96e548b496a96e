//! Places in compiled text that wait for the rest of the playbook.

use super::{Block, Citation, Fragment, PromptItem};
use crate::source::Span;

/// A place where HTML depends on something outside of its file.
#[derive(Debug)]
pub struct Hole {
    /// The words that made it.
    pub span: Span,
    pub want: Want,
}

/// What is to be put into a hole.
#[derive(Debug)]
pub enum Want {
    /// The value of an `href`: the target as it was written.
    Link(String),
    /// The attributes of an `img` that say where the picture is and how large.
    Image(Image),
    Citation(Citation),
    Block(Box<Block>),
    /// A list of questions or tasks, each with what was answered.
    Prompts(Vec<PromptItem>),
    /// A list of strategies or challenges.
    Cards(Vec<Card>),
    /// Words in the reader's language.
    Label(Label),
}

/// A picture in a text.
#[derive(Debug)]
pub struct Image {
    /// As it was written.
    pub target: String,
    pub loading: Loading,
}

/// When a browser loads a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Loading {
    /// At once: it may be on the first screen.
    Eager,
    /// When a reader comes near it.
    Lazy,
}

/// An item whose leading bold words are its title.
#[derive(Debug)]
pub struct Card {
    pub title: Option<Fragment>,
    pub body: Fragment,
}

/// Words that the theme has in the reader's language, needed within compiled text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Label {
    /// The heading of the footnotes.
    Footnotes,
    /// The name of a footnote's number in the text: a number alone tells nobody who hears it what it leads to.
    Footnote(u32),
    /// The name of a box that holds a table and may have to be scrolled.
    Table,
    /// The name of the link from a footnote back to its number in the text.
    BackToText(u32),
}

//! Markdown to HTML with holes.
//!
//! 1. [`fences`] finds the directive blocks, line by line, and makes their fences nest.
//! 2. comrak parses the text, once, into a tree.
//! 3. The ids that the author gave are claimed, before any is made from words.
//! 4. [`weave`] writes the tree as HTML. What depends on something outside of the file becomes a hole;
//!    [`blocks`] does the same for directive blocks, their questions, tasks and cards.
//! 5. What the scanner found and the tree does not hold is reported: text must not fall out in silence. So is, while the tree is
//!    written, what looks like markup and was read as words ([`unread`], [`unread_citations`], [`unread_emphasis`], [`unread_links`]).

mod attributes;
mod blocks;
mod canonical;
mod citations;
mod code_fence;
mod comments;
mod directives;
mod fences;
mod footnotes;
mod highlight;
mod ids;
mod lines;
mod links;
mod locators;
mod lost;
mod outside;
mod own_parentheses;
mod pasted;
mod plain_citations;
mod positions;
mod raw_html;
mod target;
mod unread;
mod unread_citations;
mod unread_emphasis;
mod unread_links;
mod weave;

pub use highlight::Highlighter;
pub use lines::lines_of_text;
pub use outside::{is_web, unusable};

use crate::model::{Fragment, Prose};
use crate::source::{Diagnostics, Passage};
use comrak::nodes::{Node, NodeValue};
use comrak::options::BrokenLinkReference;
use comrak::{Arena, Options, ResolvedReference};
use ids::Ids;
use positions::Positions;
use std::cell::RefCell;
use std::sync::Arc;
use weave::Weaver;

/// What a piece of Markdown is for.
#[derive(Debug, Clone, Copy)]
pub enum Role<'a> {
    /// The text of a page.
    Page,
    /// A text within a page, such as an answer: its ids begin with a prefix, its headings are lower, and it
    /// asks no questions of its own.
    Note(&'a str),
    /// As a note, but a single paragraph has no `<p>` around it.
    Line(&'a str),
}

impl<'a> Role<'a> {
    fn prefix(self) -> &'a str {
        match self {
            Self::Page => "",
            Self::Note(prefix) | Self::Line(prefix) => prefix,
        }
    }

    /// The highest level that a heading may have.
    fn top_level(self) -> u8 {
        match self {
            Self::Page => 2,
            Self::Note(_) | Self::Line(_) => 3,
        }
    }
}

/// The settings of the parser. Made once and shared by all files: comrak's options are read only.
pub struct Dialect(Options<'static>);

impl Default for Dialect {
    fn default() -> Self {
        let mut options = Options::default();
        options.extension.table = true;
        options.extension.tasklist = true;
        options.extension.footnotes = true;
        options.extension.strikethrough = true;
        options.extension.autolink = true;
        options.extension.description_lists = true;
        options.extension.block_directive = true;
        options.parse.smart = true;
        // A citation arrives as a reference that no definition resolves.
        options.parse.broken_link_callback = Some(Arc::new(|reference: BrokenLinkReference<'_>| {
            let (label, is_doubtful) = comments::strip(reference.original);
            (!is_doubtful && citations::is_group(&label)).then(|| ResolvedReference {
                url: weave::CITATION.into(),
                title: label,
            })
        }));
        Self(options)
    }
}

/// Compiles a passage.
pub fn compile(
    passage: &Passage,
    role: Role,
    dialect: &Dialect,
    highlighter: &Highlighter,
    diagnostics: &mut Diagnostics,
) -> Prose {
    let scan = fences::scan(passage, diagnostics);
    let arena = Arena::new();
    let root = comrak::parse_document(&arena, &scan.text, &dialect.0);
    let positions = Positions::new(passage);
    let mut ids = Ids::new(role.prefix());
    claim_ids(root, &scan.openings, &positions, &mut ids, diagnostics);
    let weaver = RefCell::new(Weaver::new(positions, &scan, role, ids, highlighter, diagnostics));
    let html = match (role, only_paragraph(root)) {
        (Role::Line(_), Some(paragraph)) => weave::fragment(paragraph.children(), &weaver, &dialect.0),
        _ => whole(root, &weaver, &dialect.0),
    };
    let weaver = weaver.into_inner();
    lost::report(&scan, root, passage, &weaver.seen, weaver.diagnostics);
    let mut anchors = weaver.ids.anchors;
    anchors.sort_by(|a, b| a.id.cmp(&b.id));
    Prose {
        html,
        holes: weaver.holes,
        headings: weaver.headings,
        anchors,
        prompts: weaver.prompts,
        words: weaver.words,
        plain_citations: weaver.plain_citations,
    }
}

fn only_paragraph(root: Node<'_>) -> Option<Node<'_>> {
    let first = root.first_child()?;
    let alone = first.next_sibling().is_none();
    (alone && matches!(first.data().value, NodeValue::Paragraph)).then_some(first)
}

/// The whole text; footnotes, which the parser puts last, get a section of their own.
fn whole<'a>(root: Node<'a>, weaver: &RefCell<Weaver<'_>>, options: &Options<'_>) -> Fragment {
    let is_footnote = |node: &Node<'a>| matches!(node.data().value, NodeValue::FootnoteDefinition(_));
    let (mut footnotes, text): (Vec<Node<'a>>, Vec<Node<'a>>) = root.children().partition(is_footnote);
    footnotes.retain(|node| footnotes::is_shown(node));
    let mut html = weave::woven(text, weaver, options);
    if !footnotes.is_empty() {
        html.push_str(&weaver.borrow_mut().open_footnotes());
        html.push_str(&weave::woven(footnotes, weaver, options));
        html.push_str("</ol>\n</section>\n");
    }
    weave::split(&html)
}

/// Takes in the ids of blocks, headings, questions and tasks that the author gave.
fn claim_ids(
    root: Node<'_>,
    openings: &[fences::Opening],
    positions: &Positions,
    ids: &mut Ids,
    diagnostics: &mut Diagnostics,
) {
    let mut given: Vec<(usize, String)> = openings
        .iter()
        .filter_map(|opening| {
            let (id, at) = opening.attributes.id.as_ref()?;
            Some((opening.words_at + at, id.clone()))
        })
        .collect();
    for node in root.descendants() {
        let carries_id = match node.data().value {
            NodeValue::Heading(_) => true,
            NodeValue::Paragraph => blocks::is_prompt_paragraph(node, openings),
            _ => false,
        };
        if carries_id && let Some(id) = weave::given_id(node) {
            let from = positions.offset(node.data().sourcepos.start);
            given.push((positions.find(&format!("{{#{id}}}"), from).start, id));
        }
    }
    given.sort_unstable();
    for (at, id) in given {
        let end = at + positions.passage.text[at..].find('}').map_or(0, |end| end + 1);
        ids.claim(&id, positions.span(at..end), diagnostics);
    }
}

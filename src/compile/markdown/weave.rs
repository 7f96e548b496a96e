//! The parsed tree, written as HTML with holes.
//!
//! comrak walks the tree (without recursion, so that no depth of nesting overflows the stack) and calls [`weave`]
//! for each node, on the way in and on the way out. Where the HTML waits for the rest of the playbook, a mark
//! is written: a number between two NUL characters, which no text holds: decoding keeps them out of files, and reading out of the
//! strings of TOML, where `\u0000` writes one. [`split`] turns the marks into holes.

use super::fences::{Opening, Scan};
use super::ids::Ids;
use super::positions::Positions;
use super::{
    Role, attributes, blocks, citations, comments, footnotes, links, lost, own_parentheses, plain_citations, raw_html,
    unread,
};
use crate::model::{Fragment, Heading, HeadingText, Hole, Label, PlainCitation, Prompt, Want};
use crate::source::{Code, Diagnostic, Diagnostics};
use comrak::arena_tree::NodeEdge;
use comrak::html::{ChildRendering, Context, format_document_with_formatter, format_node_default};
use comrak::nodes::{Node, NodeCodeBlock, NodeValue, TableAlignment};
use comrak::options::Plugins;
use comrak::{Options, nodes::ListType};
use std::cell::RefCell;
use std::collections::HashSet;
use std::fmt::{self, Write};
use std::ops::Range;

/// The address of a link that is a citation. No author can write it: text holds no NUL.
pub const CITATION: &str = "\0citation";

/// What is gathered while the tree is written.
pub struct Weaver<'p> {
    pub positions: Positions<'p>,
    pub scan: &'p Scan,
    pub role: Role<'p>,
    pub ids: Ids,
    pub highlighter: &'p super::Highlighter,
    pub diagnostics: &'p mut Diagnostics,
    pub holes: Vec<Hole>,
    pub headings: Vec<Heading>,
    pub prompts: Vec<Prompt>,
    pub words: usize,
    /// Blocks that the tree held.
    pub seen: HashSet<usize>,
    pub plain_citations: Vec<PlainCitation>,
    /// How many blocks are open around what is being written.
    pub depth: u8,
    /// The column of the next cell.
    column: usize,
    /// How many footnotes are written.
    pub footnotes: u32,
    /// Tags of raw HTML that were reported and not closed yet.
    open_html: usize,
    /// Of each link that is open around what is being written, whether pictures that decorate are all that it holds. What is around a
    /// text is known here, since walking up from each would take depth times texts.
    pub open_links: Vec<bool>,
    /// How many blocks that are made of the items of a list are open.
    pub open_item_blocks: usize,
}

/// The weaver is reached from nested calls of comrak's formatter, one at a time.
pub type Shared<'w, 'p> = &'w RefCell<Weaver<'p>>;

pub type Woven = Result<ChildRendering, fmt::Error>;

impl<'p> Weaver<'p> {
    pub fn new(
        positions: Positions<'p>,
        scan: &'p Scan,
        role: Role<'p>,
        ids: Ids,
        highlighter: &'p super::Highlighter,
        diagnostics: &'p mut Diagnostics,
    ) -> Self {
        Self {
            positions,
            scan,
            role,
            ids,
            highlighter,
            diagnostics,
            holes: Vec::new(),
            headings: Vec::new(),
            prompts: Vec::new(),
            words: 0,
            plain_citations: Vec::new(),
            seen: HashSet::new(),
            depth: 0,
            column: 0,
            open_html: 0,
            open_links: Vec::new(),
            open_item_blocks: 0,
            footnotes: 0,
        }
    }

    /// The mark of a new hole.
    pub fn hole(&mut self, range: Range<usize>, want: Want) -> String {
        self.holes.push(Hole {
            span: self.positions.span(range),
            want,
        });
        format!("\0{}\0", self.holes.len() - 1)
    }

    pub fn open_footnotes(&mut self) -> String {
        let end = self.positions.passage.text.len();
        let label = self.hole(end..end, Want::Label(Label::Footnotes));
        format!("<section class=\"footnotes\" aria-label=\"{label}\">\n<ol>\n")
    }

    /// Whether a tag only closes one that was reported: an element is one mistake, not two.
    pub fn closes_reported_html(&mut self, html: &str) -> bool {
        if html.starts_with("</") && self.open_html > 0 {
            self.open_html -= 1;
            return true;
        }
        self.open_html += 1;
        false
    }

    fn next_column(&mut self) -> usize {
        self.column += 1;
        self.column - 1
    }

    pub fn start(&self, node: Node<'_>) -> usize {
        self.positions.offset(node.data().sourcepos.start)
    }

    pub fn report(&mut self, code: Code, range: Range<usize>, message: impl Into<String>, fix: impl Into<String>) {
        let span = self.positions.span(range);
        self.diagnostics.push(Diagnostic::at(code, span, message).fix(fix));
    }
}

/// Writes nodes that follow each other, marks and all.
pub fn woven<'a>(nodes: impl IntoIterator<Item = Node<'a>>, weaver: Shared<'_, '_>, options: &Options<'_>) -> String {
    let mut html = String::new();
    let plugins = Plugins::default();
    for node in nodes {
        // A string takes whatever is written to it, so this cannot fail.
        let _ = format_document_with_formatter(node, options, &mut html, &plugins, weave, weaver);
    }
    html
}

/// Writes nodes that follow each other.
pub fn fragment<'a>(
    nodes: impl IntoIterator<Item = Node<'a>>,
    weaver: Shared<'_, '_>,
    options: &Options<'_>,
) -> Fragment {
    split(&woven(nodes, weaver, options))
}

/// Turns marks into holes.
pub fn split(woven: &str) -> Fragment {
    // Fragments are kept as long as the playbook: they have the room that they need and no more.
    let mut fragment = Fragment {
        html: String::with_capacity(woven.len()),
        ..Fragment::default()
    };
    for (index, part) in woven.split('\0').enumerate() {
        if index % 2 == 0 {
            fragment.html.push_str(part);
        } else if let Ok(hole) = part.parse() {
            fragment.holes.push((fragment.html.len(), hole));
        }
    }
    fragment
}

fn weave(context: &mut Context<Shared<'_, '_>>, node: Node<'_>, entering: bool) -> Woven {
    match &node.data().value {
        NodeValue::Text(text) if entering => weave_text(context, node, text),
        NodeValue::Link(link) => {
            if entering {
                context.user.borrow_mut().open_links.push(links::only_decorates(node));
            } else {
                context.user.borrow_mut().open_links.pop();
            }
            links::weave_link(context, node, link, entering)
        }
        NodeValue::Image(image) => links::weave_image(context, node, image, entering),
        NodeValue::Heading(heading) => weave_heading(context, node, heading.level, entering),
        NodeValue::Paragraph => weave_paragraph(context, node, entering),
        NodeValue::CodeBlock(code) if entering => weave_code(context, node, code),
        NodeValue::HtmlBlock(block) if entering => raw_html::weave_html(context, node, block.literal.trim_end(), "p"),
        NodeValue::HtmlInline(html) if entering => raw_html::weave_html(context, node, html, ""),
        NodeValue::LineBreak if entering => write_all(context, "<br>\n"),
        NodeValue::ThematicBreak if entering => {
            context.cr()?;
            write_all(context, "<hr>\n")
        }
        NodeValue::List(list) if list.list_type == ListType::Bullet && list.is_task_list => write_all(
            context,
            if entering {
                "<ul class=\"checklist\">\n"
            } else {
                "</ul>\n"
            },
        ),
        NodeValue::TaskItem(item) => {
            // A checkbox that cannot be used would be a control without a name: a mark says the same.
            let mark = if item.symbol.is_some() { "☑" } else { "☐" };
            write_all(
                context,
                &if entering {
                    format!("<li><span class=\"check\">{mark}</span> ")
                } else {
                    "</li>\n".into()
                },
            )
        }
        NodeValue::Table(_) if entering => {
            // A wide table is scrolled in its box, which a keyboard must reach (WCAG 2.1.1) and a name must tell.
            let place = context.user.borrow().start(node);
            let name = context.user.borrow_mut().hole(place..place, Want::Label(Label::Table));
            write_all(
                context,
                &format!("<div class=\"table\" role=\"group\" tabindex=\"0\" aria-label=\"{name}\">\n"),
            )?;
            format_node_default(context, node, entering)
        }
        NodeValue::Table(_) => {
            format_node_default(context, node, entering)?;
            write_all(context, "</div>\n")
        }
        NodeValue::TableRow(_) => {
            context.user.borrow_mut().column = 0;
            if entering {
                lost::report_cells(&mut context.user.borrow_mut(), node);
            }
            format_node_default(context, node, entering)
        }
        NodeValue::TableCell => weave_cell(context, node, entering),
        NodeValue::FootnoteReference(reference) if entering => footnotes::weave_reference(context, reference),
        NodeValue::FootnoteDefinition(footnote) => footnotes::weave_footnote(context, node, footnote, entering),
        NodeValue::BlockDirective(directive) => {
            let holds_items = blocks::is_of_items(&directive.info, context.user.borrow().scan);
            if entering {
                context.user.borrow_mut().open_item_blocks += usize::from(holds_items);
                blocks::weave_block(context, node, &directive.info)
            } else {
                context.user.borrow_mut().open_item_blocks -= usize::from(holds_items);
                Ok(ChildRendering::HTML)
            }
        }
        _ => format_node_default(context, node, entering),
    }
}

pub fn write_all(context: &mut Context<Shared<'_, '_>>, html: &str) -> Woven {
    context.write_str(html)?;
    Ok(ChildRendering::HTML)
}

/// Text: narrative citations become holes; marks that should have meant something are reported.
fn weave_text(context: &mut Context<Shared<'_, '_>>, node: Node<'_>, text: &str) -> Woven {
    let shared = context.user;
    let text = if may_end_in_id(node, &shared.borrow().scan.openings) {
        attributes::without_id(text)
    } else {
        text
    };
    shared.borrow_mut().words += text.split_ascii_whitespace().count();
    let mut from = shared.borrow().start(node);
    let narratives = if text.contains('@') && shared.borrow().open_links.is_empty() {
        let weaver = shared.borrow();
        citations::narratives(text, &mut links::keys_from(&weaver.positions, from))
    } else {
        Vec::new()
    };
    plain_citations::note(&mut shared.borrow_mut(), node, text);
    unread::report(&mut shared.borrow_mut(), node, text);
    let mut written = 0;
    for (range, mut citation) in narratives {
        if text[..range.start].trim().is_empty() {
            citation.begins_sentence = links::begins_sentence(node);
        }
        citation.in_parentheses = own_parentheses::following(node, text, &range);
        let place = links::place_of_narrative(&shared.borrow().positions, &text[range.clone()], from);
        {
            let positions = &shared.borrow().positions;
            let written = &positions.passage.text[place.clone()];
            citations::restore_keys(&mut citation, written, &mut links::keys_from(positions, place.start));
        }
        from = place.end;
        if shared.borrow().positions.passage.text[..place.start].ends_with('\\') {
            continue;
        }
        unread::citations::report_name(&mut shared.borrow_mut(), text, &range, &citation, place.clone());
        context.escape(&text[written..range.start])?;
        written = range.end;
        let mark = shared.borrow_mut().hole(place, Want::Citation(citation));
        context.write_str(&mark)?;
    }
    context.escape(&text[written..])?;
    Ok(ChildRendering::HTML)
}

/// Whether a text ends a heading or the words of a question or task, where an id may stand.
pub fn may_end_in_id(text: Node<'_>, openings: &[Opening]) -> bool {
    text.next_sibling().is_none()
        && text.parent().is_some_and(|parent| match parent.data().value {
            NodeValue::Heading(_) => true,
            NodeValue::Paragraph => blocks::is_prompt_paragraph(parent, openings),
            _ => false,
        })
}

/// The id that stands at the end of a heading or of a question's words: all that stands in the braces, so that
/// one with a space in it can be told to be unusable.
pub fn given_id(node: Node<'_>) -> Option<String> {
    let last = node.last_child()?;
    match &last.data().value {
        NodeValue::Text(text) => {
            let (before, attributes) = attributes::split(text);
            attributes?.id?;
            let inside = text[before.len()..]
                .trim()
                .trim_start_matches('{')
                .trim_end_matches('}');
            Some(inside.trim().trim_start_matches('#').to_owned())
        }
        _ => None,
    }
}

/// The plain words of a node, without ids, citations and comments.
pub fn plain_words(node: Node<'_>, openings: &[Opening]) -> String {
    let mut words = String::new();
    let mut skipped: Option<Node<'_>> = None;
    for edge in node.traverse() {
        let inner = match edge {
            NodeEdge::Start(inner) if skipped.is_none() => inner,
            NodeEdge::Start(_) => continue,
            NodeEdge::End(inner) => {
                skipped = skipped.filter(|skipped| !skipped.same_node(inner));
                continue;
            }
        };
        match &inner.data().value {
            NodeValue::Text(text) if may_end_in_id(inner, openings) => words.push_str(attributes::without_id(text)),
            NodeValue::Text(text) => words.push_str(text),
            NodeValue::Code(code) => words.push_str(&code.literal),
            NodeValue::SoftBreak | NodeValue::LineBreak => words.push(' '),
            NodeValue::Link(link) if link.url == CITATION => skipped = Some(inner),
            NodeValue::HtmlInline(html) => words.push_str(&comments::strip(html).0),
            _ => {}
        }
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn weave_heading(context: &mut Context<Shared<'_, '_>>, node: Node<'_>, level: u8, entering: bool) -> Woven {
    let shared = context.user;
    let mut weaver = shared.borrow_mut();
    let is_of_page = matches!(weaver.role, Role::Page);
    let is_first = level == 1;
    let level = level.max(weaver.role.top_level());
    let is_shown = links::has_words(node);
    if !entering {
        drop(weaver);
        return write_all(context, &format!("</h{level}>\n"));
    }
    let words = plain_words(node, &weaver.scan.openings);
    let start = weaver.start(node);
    let range = weaver.positions.rest_of_line(start);
    if !is_shown {
        // Read aloud, it would be a heading and nothing more (WCAG 2.1, 2.4.6 and 1.3.1).
        let message = "This heading has no words, so nobody sees it, and it is read aloud as a heading of nothing.";
        weaver.report(
            Code::MarkupUnread,
            range.clone(),
            message,
            "write its words behind the #, or delete the line",
        );
    }
    // Between the texts of a file of answers, such a line is a remark.
    if is_first && !is_of_page && weaver.positions.passage.text[start..].starts_with('#') {
        let message = "Within a text a # makes a heading of its line, which readers see; only outside of the quotes does it hide one.";
        let fix = "for a heading write ##; put what nobody is to see between <!-- and -->";
        weaver.report(Code::CommentUnclosed, range.clone(), message, fix);
    }
    let anchor = match given_id(node) {
        Some(id) => weaver.ids.given(&id),
        None => {
            let span = weaver.positions.span(range);
            weaver.ids.made(&words, span)
        }
    };
    if weaver.depth == 0 {
        weaver.headings.push(Heading {
            level,
            anchor: anchor.clone(),
            text: HeadingText::Words(words),
        });
    }
    drop(weaver);
    context.cr()?;
    write!(context, "<h{level} id=\"{anchor}\">")?;
    Ok(ChildRendering::HTML)
}

fn weave_paragraph(context: &mut Context<Shared<'_, '_>>, node: Node<'_>, entering: bool) -> Woven {
    let ends_footnote = node.next_sibling().is_none()
        && node
            .parent()
            .is_some_and(|above| matches!(above.data().value, NodeValue::FootnoteDefinition(_)));
    if entering || !ends_footnote {
        return format_node_default(context, node, entering);
    }
    if let Some(parent) = node.parent()
        && let NodeValue::FootnoteDefinition(footnote) = &parent.data().value
    {
        footnotes::write_backlinks(context, footnote)?;
    }
    write_all(context, "</p>\n")
}

fn weave_code(context: &mut Context<Shared<'_, '_>>, node: Node<'_>, code: &NodeCodeBlock) -> Woven {
    if !code.fenced {
        unread::report_indented(&mut context.user.borrow_mut(), node, &code.literal);
    }
    let language = code.info.split_whitespace().next().unwrap_or_default();
    let highlighter = context.user.borrow().highlighter;
    context.cr()?;
    context.write_str("<pre><code")?;
    if !language.is_empty() {
        context.write_str(" class=\"language-")?;
        context.escape(language)?;
        context.write_str("\"")?;
    }
    context.write_str(">")?;
    match highlighter.highlight(language, &code.literal) {
        Some(html) => context.write_str(&html)?,
        None => context.escape(&code.literal)?,
    }
    write_all(context, "</code></pre>\n")
}

/// A cell, aligned by class: the `align` attribute is obsolete, and a style would need a weaker policy.
fn weave_cell(context: &mut Context<Shared<'_, '_>>, node: Node<'_>, entering: bool) -> Woven {
    let row = node.parent();
    let in_header = row.is_some_and(|row| matches!(row.data().value, NodeValue::TableRow(true)));
    let element = if in_header { "th" } else { "td" };
    if !entering {
        return write_all(context, &format!("</{element}>\n"));
    }
    let column = context.user.borrow_mut().next_column();
    let alignment = row
        .and_then(comrak::arena_tree::Node::parent)
        .and_then(|table| match &table.data().value {
            NodeValue::Table(table) => table.alignments.get(column).copied(),
            _ => None,
        });
    let class = match alignment {
        Some(TableAlignment::Right) => " class=\"end\"",
        Some(TableAlignment::Center) => " class=\"center\"",
        _ => "",
    };
    let scope = if in_header { " scope=\"col\"" } else { "" };
    context.cr()?;
    write_all(context, &format!("<{element}{scope}{class}>"))
}

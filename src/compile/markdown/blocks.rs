//! Directive blocks: from the tree to holes that hold a block.
//!
//! 1. The number in the parsed fence names the opening that the scanner read.
//! 2. Its kind is looked up; a block of an unknown kind is reported, and read as the one that was meant, or as text.
//! 3. Lists of questions and tasks become prompts, lists of strategies and challenges cards; each is a hole
//!    in the block's body, so that words before, between and after them stay where they are.

use super::fences::{Opening, Scan, from_token};
use super::weave::{self, Shared};
use super::{Role, directives};
use crate::model::{Block, BlockKind, Card, Fragment, Heading, HeadingText, Prompt, PromptItem, PromptKind, Want};
use crate::source::{Code, Diagnostic};
use comrak::Options;
use comrak::html::{ChildRendering, Context};
use comrak::nodes::{Node, NodeValue};
use std::fmt::{self, Write};

/// Questions below questions below questions: deeper lists are text.
const DEEPEST_QUESTION: usize = 3;

/// Writes the mark of a block's hole, having woven what is inside of it.
pub fn weave_block(
    context: &mut Context<Shared<'_, '_>>,
    node: Node<'_>,
    token: &str,
) -> Result<ChildRendering, fmt::Error> {
    let shared = context.user;
    let scan = shared.borrow().scan;
    let is_at_margin = node
        .parent()
        .is_some_and(|above| matches!(above.data().value, NodeValue::Document | NodeValue::BlockDirective(_)));
    let known = from_token(token).and_then(|index| Some((index, scan.openings.get(index)?)));
    let Some((index, opening)) = known.filter(|_| is_at_margin) else {
        report_misplaced(shared, node, known);
        return Ok(ChildRendering::HTML);
    };
    shared.borrow_mut().seen.insert(index);
    let prompt = shared.borrow().prompts.len();
    let kind = {
        let mut weaver = shared.borrow_mut();
        let passage = weaver.positions.passage;
        directives::kind(opening, passage, prompt, weaver.diagnostics)
    };
    let Some(kind) = kind.filter(|kind| may_stand_here(kind, opening, shared)) else {
        return Ok(ChildRendering::HTML);
    };
    let block = weave_kind(node, opening, kind, shared, context.options);
    let mark = shared
        .borrow_mut()
        .hole(opening.range.clone(), Want::Block(Box::new(block)));
    context.write_str(&mark)?;
    Ok(ChildRendering::Skip)
}

/// Whether a block is made of the items of its list, wherever it stands.
pub fn is_of_items(token: &str, scan: &Scan) -> bool {
    let opening = from_token(token).and_then(|index| scan.openings.get(index));
    let name = opening.and_then(|opening| opening.directive);
    matches!(name, Some("questions" | "tasks" | "strategies" | "challenges"))
}

fn report_misplaced(shared: Shared<'_, '_>, node: Node<'_>, known: Option<(usize, &Opening)>) {
    let mut weaver = shared.borrow_mut();
    let range = if let Some((index, opening)) = known {
        weaver.seen.insert(index);
        opening.range.clone()
    } else {
        let start = weaver.positions.offset(node.data().sourcepos.start);
        weaver.positions.rest_of_line(start)
    };
    let span = weaver.positions.span(range);
    weaver.diagnostics.push(
        Diagnostic::at(
            Code::BlockMisplaced,
            span,
            "A block cannot stand in a list or a quotation.",
        )
        .fix("move it to the left margin, with an empty line before it"),
    );
}

/// Answers and notes ask nothing: what asks for an answer belongs in a page.
fn may_stand_here(kind: &BlockKind, opening: &Opening, shared: Shared<'_, '_>) -> bool {
    let asks = matches!(
        kind,
        BlockKind::Goal
            | BlockKind::Questions
            | BlockKind::Tasks
            | BlockKind::Organizer { .. }
            | BlockKind::Theory { .. }
            | BlockKind::Connect
            | BlockKind::References(_)
    );
    let mut weaver = shared.borrow_mut();
    let may = !asks || matches!(weaver.role, Role::Page);
    if !may {
        let span = weaver.positions.span(opening.range.clone());
        weaver.diagnostics.push(
            Diagnostic::at(
                Code::BlockMisplaced,
                span,
                format!("The block “{}” belongs in a guide, not in an answer.", opening.name),
            )
            .fix("move it to the guide, or write it as plain text"),
        );
    }
    may
}

fn weave_kind(
    node: Node<'_>,
    opening: &Opening,
    kind: BlockKind,
    shared: Shared<'_, '_>,
    options: &Options<'_>,
) -> Block {
    let (anchor, level) = anchor_and_level(opening, &kind, shared);
    if let Some(prompt_kind) = asks_as_a_whole(&kind) {
        let mut weaver = shared.borrow_mut();
        let span = weaver.positions.span(opening.range.clone());
        weaver.prompts.push(Prompt {
            id: anchor.clone(),
            has_given_id: opening.attributes.id.is_some(),
            kind: prompt_kind,
            wording: opening.title.clone().unwrap_or_else(|| kind.name().to_owned()),
            span,
        });
    }
    shared.borrow_mut().depth += 1;
    let prompts = |kind| {
        move |lists: &[Node<'_>]| {
            let items = lists.iter().map(|list| prompt_items(list, kind, shared, options, 1));
            Want::Prompts(items.flatten().collect())
        }
    };
    let cards = |lists: &[Node<'_>]| {
        let items = lists.iter().flat_map(|list| list.children());
        Want::Cards(items.map(|item| card(item, shared, options)).collect())
    };
    let body = match kind {
        BlockKind::Questions => lists(node, opening, shared, options, &prompts(PromptKind::Question)),
        BlockKind::Tasks => lists(node, opening, shared, options, &prompts(PromptKind::Task)),
        BlockKind::Strategies | BlockKind::Challenges => lists(node, opening, shared, options, &cards),
        _ => weave::fragment(node.children(), shared, options),
    };
    shared.borrow_mut().depth -= 1;
    // The link to a video needs words; its address is better than none.
    let title = opening.title.clone().or_else(|| match &kind {
        BlockKind::Video { url, .. } => Some(url.clone()),
        _ => None,
    });
    Block {
        kind,
        title,
        anchor,
        level,
        body,
    }
}

fn asks_as_a_whole(kind: &BlockKind) -> Option<PromptKind> {
    match kind {
        BlockKind::Organizer { .. } => Some(PromptKind::Organizer),
        BlockKind::Theory { .. } => Some(PromptKind::Theory),
        _ => None,
    }
}

/// A block's id and the level of its heading. Those that are sections of the page stand in its contents.
fn anchor_and_level(opening: &Opening, kind: &BlockKind, shared: Shared<'_, '_>) -> (String, u8) {
    let mut weaver = shared.borrow_mut();
    let level = (weaver.role.top_level() + weaver.depth).min(6);
    let anchor = match &opening.attributes.id {
        Some((id, _)) => weaver.ids.given(id),
        None => {
            let span = weaver.positions.span(opening.range.clone());
            weaver.ids.made(opening.title.as_deref().unwrap_or(kind.name()), span)
        }
    };
    let is_section = !matches!(
        kind,
        BlockKind::Callout(_) | BlockKind::Video { .. } | BlockKind::Chart { .. }
    );
    if is_section && weaver.depth == 0 {
        weaver.headings.push(Heading {
            level,
            anchor: anchor.clone(),
            text: match &opening.title {
                Some(title) => HeadingText::Words(title.clone()),
                None => HeadingText::NameOfBlock(kind.name()),
            },
        });
    }
    (anchor, level)
}

/// Weaves a block's inside, its own lists turned into holes. Lists with nothing to be seen between them, such as a comment parts
/// them, are one: its numbers go on.
fn lists<'a>(
    node: Node<'a>,
    opening: &Opening,
    shared: Shared<'_, '_>,
    options: &Options<'_>,
    want: &dyn Fn(&[Node<'a>]) -> Want,
) -> Fragment {
    let mut html = String::new();
    let mut has_list = false;
    let mut open: Vec<Node<'a>> = Vec::new();
    let close = |lists: &[Node<'a>], html: &mut String| {
        let Some(first) = lists.first() else { return };
        let want = want(lists);
        let mut weaver = shared.borrow_mut();
        let start = weaver.positions.offset(first.data().sourcepos.start);
        let place = weaver.positions.rest_of_line(start);
        html.push_str(&weaver.hole(place, want));
    };
    for child in node.children() {
        if matches!(child.data().value, NodeValue::List(_)) {
            has_list = true;
            open.push(child);
            continue;
        }
        let between = weave::woven([child], shared, options);
        if !between.trim().is_empty() {
            close(&std::mem::take(&mut open), &mut html);
            html.push_str(&between);
        }
    }
    close(&open, &mut html);
    if !has_list {
        let mut weaver = shared.borrow_mut();
        let span = weaver.positions.span(opening.range.clone());
        weaver.diagnostics.push(
            Diagnostic::at(
                Code::BlockWithoutList,
                span,
                format!(
                    "The block “{}” has no list, so there is nothing in it to answer or to do.",
                    opening.name
                ),
            )
            .fix("begin each of its points on a line of its own with a hyphen and a space"),
        );
    }
    weave::split(&html)
}

/// The items of a list of questions or tasks; a list below a question holds questions of their own.
fn prompt_items(
    list: Node<'_>,
    kind: PromptKind,
    shared: Shared<'_, '_>,
    options: &Options<'_>,
    depth: usize,
) -> Vec<PromptItem> {
    list.children()
        .map(|item| {
            let (text, rest) = first_paragraph(item);
            let prompt = new_prompt(item, text, kind, shared);
            let has_children = kind == PromptKind::Question && depth < DEEPEST_QUESTION;
            let (below, rest): (Vec<_>, Vec<_>) = rest
                .into_iter()
                .partition(|node| has_children && matches!(node.data().value, NodeValue::List(_)));
            PromptItem {
                prompt,
                text: text
                    .map(|text| weave::fragment(text.children(), shared, options))
                    .unwrap_or_default(),
                more: weave::fragment(rest, shared, options),
                children: below
                    .into_iter()
                    .flat_map(|list| prompt_items(list, kind, shared, options, depth + 1))
                    .collect(),
            }
        })
        .collect()
}

/// An item's words, and what else it holds.
fn first_paragraph<'a>(item: Node<'a>) -> (Option<Node<'a>>, Vec<Node<'a>>) {
    let mut children: Vec<Node<'a>> = item.children().collect();
    match children.first() {
        Some(first) if matches!(first.data().value, NodeValue::Paragraph) => {
            let first = children.remove(0);
            (Some(first), children)
        }
        _ => (None, children),
    }
}

fn new_prompt(item: Node<'_>, text: Option<Node<'_>>, kind: PromptKind, shared: Shared<'_, '_>) -> usize {
    let mut weaver = shared.borrow_mut();
    let start = weaver.positions.offset(item.data().sourcepos.start);
    let range = weaver.positions.rest_of_line(start);
    let span = weaver.positions.span(range);
    if matches!(&item.data().value, NodeValue::TaskItem(task) if task.symbol.is_some()) {
        weaver.diagnostics.push(
            Diagnostic::at(
                Code::TickUnread,
                span,
                "What is done is told in the answers, so this tick is not shown.",
            )
            .fix("write the task's id and status = \"done\" in the file of answers"),
        );
    }
    let wording = text
        .map(|text| weave::plain_words(text, &weaver.scan.openings))
        .unwrap_or_default();
    let given = text.and_then(weave::given_id);
    let id = match &given {
        Some(id) => weaver.ids.given(id),
        None => weaver.ids.made(&short(&wording), span),
    };
    weaver.prompts.push(Prompt {
        id,
        has_given_id: given.is_some(),
        kind,
        wording,
        span,
    });
    weaver.prompts.len() - 1
}

/// The first words of a question, enough to tell it from others.
fn short(wording: &str) -> String {
    wording.split_whitespace().take(6).collect::<Vec<_>>().join(" ")
}

/// An item of strategies or challenges: leading bold words are its title.
fn card(item: Node<'_>, shared: Shared<'_, '_>, options: &Options<'_>) -> Card {
    let (text, rest) = first_paragraph(item);
    let Some(text) = text else {
        return Card {
            title: None,
            body: weave::fragment(rest, shared, options),
        };
    };
    let bold = text
        .first_child()
        .filter(|first| matches!(first.data().value, NodeValue::Strong));
    let title = bold.map(|bold| weave::fragment(bold.children(), shared, options));
    let words = weave::woven(text.children().skip(usize::from(bold.is_some())), shared, options);
    // “**Trust:** people …” and “**Trust.** People …”: what joins the title to its text is not shown twice.
    let words = words.trim_start();
    let words = match words.strip_prefix([':', '.', '–', '—']).filter(|_| bold.is_some()) {
        Some(after) if after.is_empty() || after.starts_with(char::is_whitespace) => after.trim_start(),
        Some(_) | None => words,
    };
    let mut html = if words.is_empty() {
        String::new()
    } else {
        format!("<p>{words}</p>\n")
    };
    html.push_str(&weave::woven(rest, shared, options));
    Card {
        title,
        body: weave::split(&html),
    }
}

/// Whether a paragraph holds the words of a question or task, where an id may stand. Of tasks, and below the third level of questions,
/// lists in a list are text.
pub fn is_prompt_paragraph(paragraph: Node<'_>, openings: &[Opening]) -> bool {
    if paragraph.previous_sibling().is_some() {
        return false;
    }
    let mut above = paragraph.parent();
    let mut lists = 0;
    while let Some(node) = above {
        match &node.data().value {
            NodeValue::Item(_) | NodeValue::TaskItem(_) => {}
            // Deeper than any question, it need not be walked up any further.
            NodeValue::List(_) if lists == DEEPEST_QUESTION => return false,
            NodeValue::List(_) => lists += 1,
            NodeValue::BlockDirective(directive) => {
                let name = from_token(&directive.info)
                    .and_then(|index| openings.get(index))
                    .and_then(|opening| opening.directive);
                let deepest = match name {
                    Some("questions") => DEEPEST_QUESTION,
                    Some("tasks") => 1,
                    _ => 0,
                };
                return (1..=deepest).contains(&lists);
            }
            _ => return false,
        }
        above = node.parent();
    }
    false
}

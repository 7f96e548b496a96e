//! Footnotes: the numbers in the text, the notes below it, and the ways back. Their roles are those of the Digital Publishing
//! WAI-ARIA Module (`doc-noteref`, `doc-backlink`).

use super::weave::{Shared, Weaver, Woven, write_all};
use crate::model::{Label, Want};
use comrak::html::{ChildRendering, Context};
use comrak::nodes::{Node, NodeFootnoteDefinition, NodeFootnoteReference, NodeValue};
use std::fmt::{self, Write};

/// The ids of a footnote and of the place that points to it, by its number. No id made from words has an
/// underscore.
fn footnote_ids(weaver: &Weaver, number: u32) -> (String, String) {
    let prefix = weaver.role.prefix();
    (format!("{prefix}fn_{number}"), format!("{prefix}ref_{number}"))
}

pub fn weave_reference(context: &mut Context<Shared<'_, '_>>, reference: &NodeFootnoteReference) -> Woven {
    let number = reference.ix;
    let mut weaver = context.user.borrow_mut();
    let (note, back) = footnote_ids(&weaver, number);
    let end = weaver.positions.passage.text.len();
    let label = weaver.hole(end..end, Want::Label(Label::Footnote(number)));
    drop(weaver);
    let suffix = if reference.ref_num > 1 {
        format!("_{}", reference.ref_num)
    } else {
        String::new()
    };
    write_all(
        context,
        &format!(
            "<sup class=\"footnote-ref\"><a href=\"#{note}\" id=\"{back}{suffix}\" role=\"doc-noteref\" aria-label=\"{label}\">{number}</a></sup>"
        ),
    )
}

/// Whether a note is one that something points to. One that has the name of a later one stays where it was written, and is told.
pub fn is_shown(node: Node<'_>) -> bool {
    matches!(&node.data().value, NodeValue::FootnoteDefinition(footnote) if footnote.total_references > 0)
}

pub fn weave_footnote(
    context: &mut Context<Shared<'_, '_>>,
    node: Node<'_>,
    footnote: &NodeFootnoteDefinition,
    entering: bool,
) -> Woven {
    if !is_shown(node) {
        return Ok(ChildRendering::Skip);
    }
    if entering {
        // Notes come in the order of their numbers.
        context.user.borrow_mut().footnotes += 1;
        let number = context.user.borrow().footnotes;
        let (id, _) = footnote_ids(&context.user.borrow(), number);
        return write_all(context, &format!("<li id=\"{id}\">"));
    }
    let ends_in_paragraph = node
        .last_child()
        .is_some_and(|last| matches!(last.data().value, NodeValue::Paragraph));
    if !ends_in_paragraph {
        write_backlinks(context, footnote)?;
    }
    write_all(context, "</li>\n")
}

pub fn write_backlinks(context: &mut Context<Shared<'_, '_>>, footnote: &NodeFootnoteDefinition) -> fmt::Result {
    for number in 1..=footnote.total_references {
        let mut weaver = context.user.borrow_mut();
        let note = weaver.footnotes;
        let (_, back) = footnote_ids(&weaver, note);
        let end = weaver.positions.passage.text.len();
        let label = weaver.hole(end..end, Want::Label(Label::BackToText(number)));
        drop(weaver);
        let suffix = if number > 1 {
            format!("_{number}")
        } else {
            String::new()
        };
        write!(
            context,
            " <a class=\"footnote-back\" href=\"#{back}{suffix}\" role=\"doc-backlink\" aria-label=\"{label}\">↩</a>"
        )?;
    }
    Ok(())
}

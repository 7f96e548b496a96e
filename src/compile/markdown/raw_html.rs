//! Raw HTML, shown as text.

use super::unread::braces::HIDES_NOTHING;
use super::weave::{Shared, Woven};
use super::{comments, fences};
use crate::source::Code;
use comrak::html::{ChildRendering, Context};
use comrak::nodes::Node;
use std::fmt::Write;

/// Raw HTML is shown as the text it is; comments reach nothing.
pub fn weave_html(context: &mut Context<Shared<'_, '_>>, node: Node<'_>, html: &str, element: &str) -> Woven {
    let shared = context.user;
    let (text, is_doubtful) = comments::strip(html);
    let start = shared.borrow().start(node);
    if is_doubtful {
        let mut weaver = shared.borrow_mut();
        let range = weaver.positions.find("<!--", start);
        let problem = fences::comment_unclosed(weaver.positions.passage, range);
        weaver.diagnostics.push(problem);
    }
    if text.trim().is_empty() {
        return Ok(ChildRendering::HTML);
    }
    let first = text.trim_start().lines().next().unwrap_or_default();
    let place = shared.borrow().positions.find(first, start);
    if hides(&text) {
        let (message, fix) = HIDES_NOTHING;
        shared.borrow_mut().report(Code::BlockAttribute, place, message, fix);
    } else if !shared.borrow_mut().closes_reported_html(&text) {
        shared.borrow_mut().report(
            Code::RawHtml,
            place,
            "HTML is not read here: it is shown as the text it is.",
            "use Markdown, or put it between backquotes if it is meant to be shown",
        );
    }
    if element.is_empty() {
        context.escape(&text)?;
    } else {
        context.cr()?;
        write!(context, "<{element}>")?;
        context.escape(text.trim())?;
        writeln!(context, "</{element}>")?;
    }
    Ok(ChildRendering::HTML)
}

/// Whether a tag was meant to hide what it holds.
fn hides(html: &str) -> bool {
    let tags = html.split('<').skip(1).filter_map(|rest| rest.split('>').next());
    tags.into_iter().any(|tag| {
        let tag = tag.to_lowercase();
        let style: String = tag.chars().filter(|c| !c.is_whitespace()).collect();
        let is_word = |word: &str| word == "hidden" || word.starts_with("hidden=");
        tag.split_whitespace().skip(1).any(is_word)
            || style.contains("display:none")
            || style.contains("visibility:hidden")
    })
}

//! Links, pictures and citations.

use super::citations;
use super::target::{Target, classify};
use super::weave::{CITATION, Shared, Woven, plain_words, write_all};
use crate::model::{Citation, Want};
use crate::source::Code;
use comrak::html::{ChildRendering, Context};
use comrak::nodes::{Node, NodeLink, NodeValue};
use std::fmt::Write;

pub fn weave_link(context: &mut Context<Shared<'_, '_>>, node: Node<'_>, link: &NodeLink, entering: bool) -> Woven {
    if link.url == CITATION {
        return weave_citation(context, node, &link.title, entering);
    }
    let shared = context.user;
    let target = classify(&link.url);
    let makes_link = !matches!(target, Target::Refused(_) | Target::Empty);
    if !entering {
        return write_all(context, if makes_link { "</a>" } else { "" });
    }
    let start = shared.borrow().start(node);
    let place = shared.borrow().positions.find(&link.url, start);
    match target {
        Target::Outside(url) => {
            context.write_str("<a href=\"")?;
            context.escape_href(url)?;
        }
        Target::Inside(path) => {
            let mark = shared.borrow_mut().hole(place, Want::Link(path.to_owned()));
            write!(context, "<a href=\"{mark}")?;
        }
        Target::Refused(_) => shared.borrow_mut().report(
            Code::LinkScheme,
            place,
            "A page must not open an address of this kind, so the words are shown without a link.",
            "write an address that begins with https:, mailto: or tel:, or the path of a file",
        ),
        Target::Empty => shared.borrow_mut().report(
            Code::LinkBroken,
            place,
            "This link leads nowhere.",
            "write the path of a file or an address between the round brackets",
        ),
    }
    if makes_link {
        if !link.title.is_empty() {
            context.write_str("\" title=\"")?;
            context.escape(&link.title)?;
        }
        context.write_str("\">")?;
    }
    Ok(ChildRendering::HTML)
}

/// `[@key]`. In `[@a][@b]` the parser takes the first pair for the words of the second: both are cited.
pub fn weave_citation(context: &mut Context<Shared<'_, '_>>, node: Node<'_>, label: &str, entering: bool) -> Woven {
    if !entering {
        return Ok(ChildRendering::HTML);
    }
    let shared = context.user;
    let words = plain_text(node);
    let mut weaver = shared.borrow_mut();
    let from = weaver.start(node);
    let mut place = |key: &str| weaver.positions.span(weaver.positions.find(key, from));
    let keys = |citation: &Citation| -> Vec<String> { citation.works.iter().map(|work| work.key.clone()).collect() };
    let groups: Vec<Citation> = match (
        citations::group(&words, &mut place),
        citations::group(label, &mut place),
    ) {
        // The words are the label's own, with the dashes and quotes that typography makes.
        (Some(words), Some(label)) if keys(&words) == keys(&label) => vec![words],
        (words, label) => words.into_iter().chain(label).collect(),
    };
    let range = weaver.positions.find(&format!("[{label}]"), from);
    let marks: Vec<String> = groups
        .into_iter()
        .map(|citation| weaver.hole(range.clone(), Want::Citation(citation)))
        .collect();
    drop(weaver);
    for mark in marks {
        context.write_str(&mark)?;
    }
    Ok(ChildRendering::Skip)
}

fn plain_text(node: Node<'_>) -> String {
    node.descendants()
        .filter_map(|inner| match &inner.data().value {
            NodeValue::Text(text) => Some(text.to_string()),
            _ => None,
        })
        .collect()
}

pub fn weave_image(context: &mut Context<Shared<'_, '_>>, node: Node<'_>, image: &NodeLink, entering: bool) -> Woven {
    if image.url == CITATION {
        return weave_citation(context, node, &image.title, entering);
    }
    if !entering {
        if !image.title.is_empty() {
            context.write_str("\" title=\"")?;
            context.escape(&image.title)?;
        }
        return write_all(context, "\">");
    }
    let shared = context.user;
    let mut weaver = shared.borrow_mut();
    let start = weaver.start(node);
    let place = weaver.positions.find(&image.url, start);
    let mark = match classify(&image.url) {
        Target::Inside(path) => weaver.hole(place, Want::Image(path.to_owned())),
        Target::Outside(_) | Target::Refused(_) | Target::Empty => {
            weaver.report(
                Code::ImageRemote,
                place,
                "A picture must be a file of the playbook, so that no other site learns who reads this page.",
                "save the picture in content/ and write its path",
            );
            String::new()
        }
    };
    let alt = plain_words(node, &weaver.scan.openings);
    drop(weaver);
    write!(context, "<img src=\"{mark}\" alt=\"")?;
    context.escape(&alt)?;
    Ok(ChildRendering::Skip)
}

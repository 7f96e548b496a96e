//! Links, pictures and citations.

use super::positions::Positions;
use super::target::{Target, classify};
use super::weave::{CITATION, Shared, Weaver, Woven, plain_words, write_all};
use super::{alternative, citations, comments, outside, own_parentheses, unread};
use crate::model::{Following, Image, Loading, Want};
use crate::source::{Code, Span};
use comrak::html::{ChildRendering, Context};
use comrak::nodes::{Node, NodeLink, NodeValue};
use std::fmt::{self, Write};
use std::ops::Range;

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
    report_comment(&mut shared.borrow_mut(), link, place.clone());
    unread::links::report_spaced_picture(&mut shared.borrow_mut(), node, link);
    match target {
        Target::Outside(url) => {
            if let Some(unusable) = outside::unusable(url) {
                shared
                    .borrow_mut()
                    .report(unusable.code, place, unusable.message, unusable.fix);
            } else {
                unread::links::report_cut(&mut shared.borrow_mut(), place);
            }
            // On paper, where others have it written behind their words, this one says already where it leads.
            let class = if says_address(node, url) {
                " class=\"address\""
            } else {
                ""
            };
            write!(context, "<a{class} href=\"")?;
            context.escape_href(url)?;
        }
        Target::Inside(path) => {
            let mark = shared.borrow_mut().hole(place, Want::Link(path.to_owned()));
            write!(context, "<a href=\"{mark}")?;
        }
        Target::Refused(url) => {
            let (message, fix) = match outside::on_own_computer(url) {
                Some(name) => (outside::OWN_COMPUTER, outside::fix_of_own_computer(name)),
                None => (
                    "A page must not open an address of this kind, so the words are shown without a link.",
                    outside::fix_of_scheme(url),
                ),
            };
            shared.borrow_mut().report(Code::LinkScheme, place, message, fix);
        }
        Target::Empty => shared.borrow_mut().report(
            Code::LinkBroken,
            place,
            "This link leads nowhere.",
            "write the path of a file or an address between the round brackets",
        ),
    }
    if makes_link && !has_words(node) {
        let mut weaver = shared.borrow_mut();
        let place = weaver.positions.find(&link.url, start);
        let message = "This link has no words, so nobody can see, hear or press it.";
        let fix = format!(
            "write where it leads between the square brackets, as in [The plan of the week]({})",
            link.url
        );
        weaver.report(Code::LinkBroken, place, message, fix);
    }
    if makes_link {
        write_title(context, &link.title)?;
        context.write_str("\">")?;
    }
    Ok(ChildRendering::HTML)
}

/// Whether there is something in a link or a heading that is seen (WCAG 2.1, 2.4.4 and 4.1.2: a link has a name).
pub fn has_words(node: Node<'_>) -> bool {
    node.descendants().skip(1).any(|inner| match &inner.data().value {
        NodeValue::Text(text) => !text.trim().is_empty(),
        NodeValue::HtmlInline(html) => !comments::strip(html).0.trim().is_empty(),
        around => !matches!(
            around,
            NodeValue::Emph
                | NodeValue::Strong
                | NodeValue::Strikethrough
                | NodeValue::SoftBreak
                | NodeValue::LineBreak
        ),
    })
}

/// Whether the words of a link are its address, in full or as people write it, `example.org`.
fn says_address(link: Node<'_>, url: &str) -> bool {
    // Two pieces are enough to see that it is something else: a link may hold thousands.
    let words: String = plain_texts(link).take(2).collect();
    let Some(scheme) = url
        .strip_suffix('/')
        .unwrap_or(url)
        .strip_suffix(words.trim_end_matches('/'))
    else {
        return false;
    };
    !words.is_empty() && matches!(scheme, "" | "http://" | "https://" | "https://www." | "http://www.")
}

/// Reports a comment that does not end in a link's title, or that stands in its address, where it hides nothing.
fn report_comment(weaver: &mut Weaver, link: &NodeLink, place: Range<usize>) {
    let (_, is_doubtful) = comments::strip(&link.title);
    if is_doubtful || link.url.contains("<!--") {
        let range = weaver.positions.find("<!--", place.start);
        let message = "A comment in a link must end before the link does, and cannot stand in its address.";
        weaver.report(
            Code::CommentUnclosed,
            range,
            message,
            "put the comment before or after the link",
        );
    }
}

/// The title of a link or picture, after the value of another attribute.
fn write_title(context: &mut Context<Shared<'_, '_>>, title: &str) -> fmt::Result {
    let (title, _) = comments::strip(title);
    if !title.is_empty() {
        context.write_str("\" title=\"")?;
        context.escape(&title)?;
    }
    Ok(())
}

/// `[@key]`. In `[words][@key]` the parser takes the first pair for the words of a link.
pub fn weave_citation(context: &mut Context<Shared<'_, '_>>, node: Node<'_>, label: &str, entering: bool) -> Woven {
    if !entering {
        return Ok(ChildRendering::HTML);
    }
    let shared = context.user;
    let words = plain_text(node);
    let in_parentheses = own_parentheses::around_group(node);
    let mut weaver = shared.borrow_mut();
    let from = weaver.start(node);
    let positions = &weaver.positions;
    let before = citations::group(&words, &mut keys_from(positions, from));
    let Some(mut citation) = citations::group(label, &mut keys_from(positions, from)) else {
        return Ok(ChildRendering::HTML);
    };
    let is_whole = letters(&words) == letters(label);
    let range = weaver.positions.find(&format!("[{label}]"), from);
    let mut marks = Vec::new();
    let mut left = None;
    match before {
        // The words are the label's own, with the dashes and quotes that typography makes; keys have neither.
        Some(mut own) if is_whole && own.works.len() == citation.works.len() => {
            for (work, written) in own.works.iter_mut().zip(citation.works) {
                work.key = written.key;
                work.span = written.span;
            }
            citation = own;
        }
        Some(before) => marks.push(weaver.hole(range.clone(), Want::Citation(before))),
        None if is_whole => {}
        None => left = Some(words),
    }
    if citation.works.iter().any(|work| citations::holds_key(&work.suffix)) {
        unread::citations::report_two_in_one(&mut weaver, label, range.clone());
    }
    unread::citations::report_beside(&mut weaver, node, range.clone());
    citation.in_parentheses = in_parentheses.filter(|following| *following != Following::Alone || marks.is_empty());
    marks.push(weaver.hole(range, Want::Citation(citation)));
    drop(weaver);
    if let Some(words) = left {
        context.escape(&format!("[{words}]"))?;
    }
    for mark in marks {
        context.write_str(&mark)?;
    }
    Ok(ChildRendering::Skip)
}

/// Whether what comes before a text ends a sentence, or nothing does.
pub fn begins_sentence(node: Node<'_>) -> bool {
    let mut before = node.previous_sibling();
    while let Some(breaks) = before.filter(|node| matches!(node.data().value, NodeValue::SoftBreak)) {
        before = breaks.previous_sibling();
    }
    match before {
        None => true,
        Some(before) => match &before.data().value {
            NodeValue::Text(words) => citations::ends_sentence(words),
            _ => false,
        },
    }
}

/// Finds keys one after the other.
pub fn keys_from<'p>(positions: &'p Positions, mut from: usize) -> impl FnMut(&str) -> Span + 'p {
    move |key| {
        let found = positions.find_key(key, from);
        if positions.passage.text[found.clone()] == *key {
            from = found.end;
        }
        positions.span(found)
    }
}

/// Where a name in running text stands. Typography may have changed what follows it in brackets, and a key in braces.
pub fn place_of_narrative(positions: &Positions, words: &str, from: usize) -> Range<usize> {
    let key = words.split([' ', '[', '\'', '’']).next().unwrap_or(words);
    positions
        .find_as_written(words, from)
        .unwrap_or_else(|| positions.find_key(key, from))
}

/// What of a text neither typography nor markup changes.
pub fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

pub fn plain_text(node: Node<'_>) -> String {
    plain_texts(node).collect()
}

fn plain_texts(node: Node<'_>) -> impl Iterator<Item = String> {
    texts_among(node.descendants())
}

/// The plain texts among some nodes.
pub fn texts_among<'a>(nodes: impl Iterator<Item = Node<'a>>) -> impl Iterator<Item = String> {
    nodes.filter_map(|inner| match &inner.data().value {
        NodeValue::Text(text) => Some(text.to_string()),
        NodeValue::Code(code) => Some(code.literal.clone()),
        NodeValue::SoftBreak | NodeValue::LineBreak => Some(" ".to_owned()),
        _ => None,
    })
}

/// What an author writes for the words of a picture that says nothing (WCAG 2.1, 1.1.1: decoration).
const DECORATIVE: &str = "decorative";

/// A picture that begins within so many bytes of a text may be on the first screen: a page of print has some 3,000 letters, a
/// screen half of one.
const FIRST_SCREEN: usize = 1500;

/// Whether pictures that decorate are all that a link holds.
pub fn only_decorates(link: Node<'_>) -> bool {
    // Two such pictures are enough to see that there is more: a link may hold thousands.
    let beginning: String = plain_texts(link).take(8).collect();
    beginning.trim().eq_ignore_ascii_case(DECORATIVE)
}

pub fn weave_image(context: &mut Context<Shared<'_, '_>>, node: Node<'_>, image: &NodeLink, entering: bool) -> Woven {
    if image.url == CITATION {
        // The exclamation mark ends the sentence before.
        if entering {
            context.write_str("!")?;
        }
        return weave_citation(context, node, &image.title, entering);
    }
    if !entering {
        write_title(context, &image.title)?;
        return write_all(context, "\">");
    }
    let shared = context.user;
    let mut weaver = shared.borrow_mut();
    let start = weaver.start(node);
    let place = weaver.positions.find(&image.url, start);
    report_comment(&mut weaver, image, place.clone());
    let mark = match classify(&image.url) {
        Target::Inside(path) => {
            let image = Image {
                target: path.to_owned(),
                loading: if start < FIRST_SCREEN {
                    Loading::Eager
                } else {
                    Loading::Lazy
                },
            };
            weaver.hole(place.clone(), Want::Image(image))
        }
        Target::Outside(_) | Target::Refused(_) | Target::Empty => {
            let (message, fix) = match outside::on_own_computer(&image.url) {
                Some(name) => (outside::OWN_COMPUTER, outside::fix_of_own_computer(name)),
                None => (
                    "A picture must be a file of the playbook, so that no other site learns who reads this page.",
                    "save the picture in content/ and write its path".into(),
                ),
            };
            weaver.report(Code::ImageRemote, place.clone(), message, fix);
            String::new()
        }
    };
    let mut alt = plain_words(node, &weaver.scan.openings);
    unread::comments::report(&mut weaver, &alt, start);
    if alt.trim().eq_ignore_ascii_case(DECORATIVE) {
        alt.clear();
        if weaver.open_links.last() == Some(&true) {
            weaver.report(
                Code::ImageAlt,
                place,
                "This link has no words: the picture in it only decorates.",
                "say in the brackets where the link leads: [![The plan of the week](plan.png)](plan.pdf)",
            );
        }
    } else if alternative::says_nothing(&alt, &image.url) {
        let message = if alt.trim().is_empty() {
            "This picture has no words for those who do not see it."
        } else {
            "These words do not say what the picture shows to those who do not see it."
        };
        weaver.report(
            Code::ImageAlt,
            place,
            message,
            "say in the brackets what it shows: ![Two teachers at a table](photo.jpg); if it only decorates, write ![decorative](line.png)",
        );
    } else if alternative::is_one_sign(&alt) {
        weaver.report(
            Code::ImageAltDoubtful,
            place,
            "One letter or figure hardly says what the picture shows to those who do not see it.",
            "say in the brackets what it shows: ![Two teachers at a table](photo.jpg); of a letter, ![The letter A](letter.png)",
        );
    }
    drop(weaver);
    write!(context, "<img{mark} alt=\"")?;
    context.escape(&alt)?;
    Ok(ChildRendering::Skip)
}

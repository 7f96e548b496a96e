//! Links that are not read as such: their words would be shown with brackets and path and all.

use crate::compile::markdown::target::{Target, classify};
use crate::compile::markdown::weave::Weaver;
use crate::compile::markdown::{alternative, outside};
use crate::model::slug;
use crate::source::Code;
use comrak::nodes::{Node, NodeLink, NodeValue};
use std::ops::Range;

/// A path or an address that a person wrote is no longer, in bytes.
const LONGEST_PATH: usize = 200;

/// Reports what a text, whose place is looked for from `from` on, has of such links.
pub fn report(weaver: &mut Weaver, text: &str, from: usize) {
    /// More in one run of text were made by no person.
    const MOST: usize = 20;
    for mark in ["](", "][", "] (", "!(", "[[", "<mailto:", "<tel:", "<http"] {
        let mut from = from;
        for _ in text.matches(mark).take(MOST) {
            let passage = weaver.positions.passage;
            let range = weaver.positions.find(mark, from);
            // Escaped, the signs do not stand beside each other in the file.
            if passage.text[range.clone()] != *mark {
                continue;
            }
            from = range.end;
            if passage.text[..range.start].ends_with('\\') {
                continue;
            }
            let end = passage.text.floor_char_boundary(from + LONGEST_PATH);
            let rest = passage.text[from..end].lines().next().unwrap_or_default();
            match mark {
                "](" => report_path(weaver, range, rest),
                "][" => report_two_pairs(weaver, range, rest),
                "] (" => report_apart(weaver, range, rest),
                "!(" => report_picture_without_words(weaver, range, rest),
                "[[" => report_double(weaver, range, rest),
                _ => report_angles(weaver, range, rest),
            }
        }
    }
}

/// What stands before the round bracket that closes; a path may have others in it, `Agenda (1).docx`.
fn in_parentheses(rest: &str) -> &str {
    let mut open = 0_u32;
    for (at, c) in rest.char_indices() {
        match c {
            '(' => open += 1,
            ')' if open == 0 => return &rest[..at],
            ')' => open -= 1,
            _ => {}
        }
    }
    &rest[..rest.find(')').unwrap_or(0)]
}

/// `[words](a path with spaces)`
fn report_path(weaver: &mut Weaver, range: Range<usize>, rest: &str) {
    let inside = in_parentheses(rest);
    let path = inside.trim();
    let start = range.end + (inside.len() - inside.trim_start().len());
    let place = start..start + path.len();
    if let Some(name) = outside::on_own_computer(path) {
        let fix = outside::fix_of_own_computer(name);
        return weaver.report(Code::LinkBroken, place, outside::OWN_COMPUTER, fix);
    }
    if !path.contains(' ') || path.contains('"') {
        let message = "This was meant to be a link, and is not read as one.";
        return weaver.report(Code::LinkBroken, range, message, "write it as [words](path)");
    }
    if let Some((message, fix)) = more_than_path(path) {
        return weaver.report(Code::LinkBroken, place, message, fix);
    }
    let message = "There is a space in this path, so it is not read as a link.";
    match (classify(path), outside::unusable(path)) {
        (Target::Outside(_), Some(unusable)) => weaver.report(Code::LinkBroken, place, unusable.message, unusable.fix),
        (Target::Outside(_), None) => {
            let message = "There is a space in this address, so it is not read as a link.";
            let fix = format!("write %20 for a space: {}", path.replace(' ', "%20"));
            weaver.report(Code::LinkBroken, place, message, fix);
        }
        _ => weaver.report(
            Code::LinkBroken,
            place,
            message,
            format!("write it in angle brackets: <{path}>"),
        ),
    }
}

/// What is said of a path that has more behind it: a title in curly quotes, a place in the page, a size.
fn more_than_path(path: &str) -> Option<(&'static str, String)> {
    let space = path.find(' ')?;
    let (file, more) = (&path[..space], path[space..].trim_start());
    if !is_path(file) {
        return None;
    }
    if more.starts_with('#') && !more.contains(' ') {
        let message = "There is a space before this #, so the link is not read.";
        return Some((message, format!("write {file}{more}")));
    }
    let is_quote = |c: char| matches!(c, '“' | '”' | '„' | '‘' | '’' | '«' | '»');
    if more.starts_with(is_quote) && more.ends_with(is_quote) {
        let message = "The title of a link stands in straight quotes; with curly ones the link is not read.";
        return Some((
            message,
            format!(
                "write {file} \"{}\", or leave the title out",
                more.trim_matches(is_quote)
            ),
        ));
    }
    let is_size = more.strip_prefix('=').is_some_and(|size| {
        size.bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b'x' | b'%' | b'*'))
    });
    is_size.then(|| {
        let message = "A size is not read here: every picture is shown as wide as its place.";
        (message, format!("write {file} alone"))
    })
}

/// `!(garden.jpg)`
fn report_picture_without_words(weaver: &mut Weaver, range: Range<usize>, rest: &str) {
    let path = in_parentheses(rest).trim();
    if is_path(path) && alternative::is_name_of_picture(path) {
        let message = "A picture needs words in square brackets; without them it is not shown.";
        let fix = format!("write what it shows: ![Two teachers at a table]({path})");
        weaver.report(
            Code::LinkBroken,
            range.start..range.end + rest.find(')').map_or(0, |end| end + 1),
            message,
            fix,
        );
    }
}

/// `! [words](garden.jpg)`: a link to a picture that was meant to be shown. Behind words the exclamation mark ends a sentence.
pub fn report_spaced_picture(weaver: &mut Weaver, node: Node<'_>, link: &NodeLink) {
    let mark = node.previous_sibling().filter(|before| {
        let begins_line = before
            .previous_sibling()
            .is_none_or(|break_| matches!(break_.data().value, NodeValue::SoftBreak | NodeValue::LineBreak));
        begins_line && matches!(&before.data().value, NodeValue::Text(text) if text.trim() == "!")
    });
    if let Some(mark) = mark.filter(|_| alternative::is_name_of_picture(&link.url)) {
        let start = weaver.start(mark);
        let message =
            "There is a space behind this exclamation mark, so the picture is not shown: there is only a link to it.";
        let place = start..weaver.start(node) + 1;
        weaver.report(Code::MarkupUnread, place, message, "take the space away: ![");
    }
}

/// `[words][path]`; two pairs of brackets may be anything, unless one holds a path.
fn report_two_pairs(weaver: &mut Weaver, range: Range<usize>, rest: &str) {
    if rest
        .split_once(']')
        .is_some_and(|(inside, _)| inside.contains(['/', '.', '@']))
    {
        let message = "This was meant to be a link, and is not read as one.";
        weaver.report(Code::LinkBroken, range, message, "write it as [words](path)");
    }
}

/// `[words] (path)`
fn report_apart(weaver: &mut Weaver, range: Range<usize>, rest: &str) {
    let path = in_parentheses(rest).trim();
    let before = &weaver.positions.passage.text[..range.start];
    let line = before.rfind('\n').map_or(0, |end| end + 1);
    // Words of a link are no longer; a line may be.
    let near = before.floor_char_boundary(before.len().saturating_sub(200)).max(line);
    let Some(open) = before[near..].rfind('[').filter(|_| is_path(path)) else {
        return;
    };
    let words = &before[near + open + 1..];
    // The mark of a footnote that is missing is told as that.
    if words.starts_with('^') {
        return;
    }
    let is_picture = before[..near + open].ends_with('!');
    let fix = format!("write {}[{words}]({path})", if is_picture { "!" } else { "" });
    let message = "There is a space between these brackets, so this is not read as a link.";
    let start = near + open - usize::from(is_picture);
    let place = start..range.end + rest.find(')').map_or(0, |end| end + 1);
    weaver.report(Code::LinkBroken, place, message, fix);
}

/// Whether words in parentheses can only be a path or an address.
fn is_path(words: &str) -> bool {
    let file = words.split('#').next().unwrap_or_default();
    let has_ending = file.rsplit_once('.').is_some_and(|(stem, ending)| {
        // `p.15` is a page, `a.m` an hour.
        stem.contains(char::is_alphabetic)
            && (2..=5).contains(&ending.len())
            && ending.starts_with(|c: char| c.is_ascii_alphabetic())
            && ending.bytes().all(|b| b.is_ascii_alphanumeric())
    });
    let is_address = matches!(classify(words), Target::Outside(_));
    !words.contains(char::is_whitespace) && (has_ending || is_address)
}

/// `[[Why]]`, as other programs link the pages of one folder.
fn report_double(weaver: &mut Weaver, range: Range<usize>, rest: &str) {
    let Some((inside, _)) = rest.split_once("]]").filter(|(inside, _)| !inside.contains(['[', ']'])) else {
        return;
    };
    let (page, words) = inside.split_once('|').unwrap_or((inside, inside));
    let page = page.split('#').next().unwrap_or_default();
    let stem = page.trim().trim_end_matches(".md");
    if let Some(stem) = slug(stem).filter(|_| inside.starts_with(char::is_alphabetic)) {
        let place = range.start..range.end + inside.len() + "]]".len();
        let message = "Two square brackets make no link here, so they are shown.";
        if alternative::is_name_of_picture(page) {
            let fix = format!("write its path behind words that say what it shows, as in ![Two teachers]({page})");
            return weaver.report(Code::LinkBroken, place, message, fix);
        }
        let fix = format!(
            "write the path of the page's file behind its words, as in [{}]({stem}.md)",
            words.trim()
        );
        weaver.report(Code::LinkBroken, place, message, fix);
    }
}

/// `<mailto: jane@example.org>`
fn report_angles(weaver: &mut Weaver, range: Range<usize>, rest: &str) {
    let Some((inside, _)) = rest.split_once('>') else {
        return;
    };
    let address = format!("{}{inside}", &weaver.positions.passage.text[range.start + 1..range.end]);
    let Some(unusable) = outside::unusable(&address).filter(|_| inside.contains(char::is_whitespace)) else {
        return;
    };
    let place = range.start + 1..range.end + inside.len();
    weaver.report(Code::LinkBroken, place, unusable.message, unusable.fix);
}

/// `<https://maple org/x>`: an address that was found in the text up to a space, when angle brackets show that it goes on.
pub fn report_cut(weaver: &mut Weaver, address: Range<usize>) {
    let text = &weaver.positions.passage.text;
    let rest = &text[address.end..text.floor_char_boundary(address.end + LONGEST_PATH)];
    let rest = rest.lines().next().unwrap_or_default();
    if !rest.starts_with(' ') || !text[..address.start].ends_with('<') {
        return;
    }
    let Some((rest, _)) = rest.split_once('>').filter(|(rest, _)| !rest.contains('<')) else {
        return;
    };
    let place = address.start..address.end + rest.len();
    let whole = &text[place.clone()];
    let (message, fix) = match outside::unusable(whole) {
        Some(unusable) => (unusable.message, unusable.fix),
        None => (
            "There is a space in this address, so its end is no part of the link.",
            format!("write %20 for a space: <{}>", whole.replace(' ', "%20")),
        ),
    };
    weaver.report(Code::LinkBroken, place, message, fix);
}

#[cfg(test)]
mod tests {
    use super::{in_parentheses, is_path};

    #[test]
    fn a_path_ends_at_the_bracket_that_closes() {
        assert_eq!(
            in_parentheses("files/Agenda (1).docx) and more)"),
            "files/Agenda (1).docx"
        );
        assert_eq!(in_parentheses("(final) v2.pdf)"), "(final) v2.pdf");
        assert_eq!(in_parentheses("Plan (1.docx)"), "Plan (1.docx");
        assert_eq!(in_parentheses("no end"), "");
    }

    #[test]
    fn words_in_parentheses_are_no_paths() {
        for words in ["files/a.docx", "why.md#norms", "https://a.org/b", "mailto:a@b.org"] {
            assert!(is_path(words), "{words}");
        }
        for words in ["see p. 3", "p.15", "e.g.", "8 a.m.", "a.m", "sic", "2.50", "2020", ""] {
            assert!(!is_path(words), "{words}");
        }
    }
}

//! Stars and underscores that were to make words bold or slanted and are shown.
//!
//! What ends emphasis touches its words, and no letter follows it where a sign stands before it (CommonMark 0.31, section 6.2:
//! `**Note:**words`); what begins it, the other way round.

use crate::compile::markdown::weave::Weaver;
use crate::source::Code;
use std::ops::Range;

/// Words that a person made bold are no longer, in bytes.
const LONGEST: usize = 300;

/// Reports the first of a text.
pub fn report(weaver: &mut Weaver, text: &str, from: usize) {
    const MARK: &str = "**";
    if let Some(tight) = tight(text) {
        report_tight(weaver, text, &tight, from);
        return;
    }
    if text.matches(MARK).nth(1).is_none() {
        return;
    }
    // Escaped, they are meant.
    let place = weaver.positions.find_exactly(MARK, from);
    let Some(range) = place.filter(|place| is_in_line(weaver, from, place)) else {
        return;
    };
    let message = "These stars make nothing bold, and are shown.";
    let fix = "let no space stand between the stars and the words: **bold**";
    weaver.report(Code::MarkupUnread, range, message, fix);
}

/// Whether a place is in the line that a text stands in; the same signs may be read below it.
fn is_in_line(weaver: &Weaver, from: usize, place: &Range<usize>) -> bool {
    !weaver.positions.passage.text[from..place.start].contains('\n')
}

/// Marks with words between that nothing but a letter beside them keeps from being read.
#[derive(Debug, PartialEq)]
struct Tight {
    mark: &'static str,
    /// From the first mark to the end of the second.
    range: Range<usize>,
    side: Side,
}

/// Where the letter stands.
#[derive(Debug, PartialEq)]
enum Side {
    Before,
    Behind,
}

fn tight(text: &str) -> Option<Tight> {
    ["**", "__", "*", "_"].into_iter().find_map(|mark| {
        let mut from = 0;
        while let Some(start) = text[from..].find(mark).map(|at| from + at) {
            let inside = start + mark.len();
            from = inside;
            let near = &text[inside..text.floor_char_boundary(inside + LONGEST)];
            let Some(length) = near.find(mark) else { continue };
            let end = inside + length + mark.len();
            if let Some(side) = side(&text[..start], &near[..length], &text[end..], mark) {
                return Some(Tight {
                    mark,
                    range: start..end,
                    side,
                });
            }
        }
        None
    })
}

/// On which side a letter keeps marks around some words from being read; none where it is something else.
fn side(before: &str, words: &str, behind: &str, mark: &str) -> Option<Side> {
    let sign = mark.chars().next()?;
    let (first, last) = (words.chars().next()?, words.chars().next_back()?);
    let touches = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let (before, behind) = (before.chars().next_back(), behind.chars().next());
    let is_more = |c: Option<char>| c == Some(sign) || c == Some('\\');
    let holds_letter = words.contains(char::is_alphabetic);
    if words.contains(sign) || !holds_letter || is_more(before) || is_more(behind) {
        return None;
    }
    // `_sip._tcp` is a name of machines.
    let is_sign = |c: char| !(c.is_alphanumeric() || c.is_whitespace() || c == '.' && sign == '_');
    if is_sign(last) && touches(behind) && !touches(before) && !first.is_whitespace() {
        return Some(Side::Behind);
    }
    // One star before a parenthesis multiplies: 2*(a)*b.
    let is_double = mark.len() > 1;
    (is_double && is_sign(first) && touches(before) && !touches(behind) && !last.is_whitespace())
        .then_some(Side::Before)
}

fn report_tight(weaver: &mut Weaver, text: &str, tight: &Tight, from: usize) {
    let Tight { mark, range, side } = tight;
    let found = &text[range.clone()];
    let place = weaver.positions.find_as_written(found, from);
    let Some(place) = place.filter(|place| is_in_line(weaver, from, place)) else {
        return;
    };
    let written = weaver.positions.passage.text[place.clone()].to_owned();
    // Escaped, they are meant.
    let escaped = format!("\\{}", &mark[..1]);
    if written.contains(&escaped) || weaver.positions.passage.text[..place.start].ends_with('\\') {
        return;
    }
    let what = if mark.len() > 1 { "bold" } else { "slanted" };
    let inside = &written[mark.len()..written.len() - mark.len()];
    let (message, fix) = match side {
        Side::Behind => {
            let words = inside.trim_end_matches(|c: char| !c.is_alphanumeric());
            let signs = &inside[words.len()..];
            (
                format!("These signs make nothing {what}, since a letter follows right behind “{signs}{mark}”."),
                format!(
                    "put a space behind them, {written} …, or only the words between them: {mark}{words}{mark}{signs}…"
                ),
            )
        }
        Side::Before => (
            format!("These signs make nothing {what}, since a letter stands right before them."),
            format!("put a space before them: … {written}"),
        ),
    };
    weaver.report(Code::MarkupUnread, place, message, fix);
}

#[cfg(test)]
mod tests {
    use super::{Side, tight};

    #[test]
    fn marks_that_a_letter_keeps_from_being_read() {
        for (text, found, side) in [
            ("**Nota:**texto", "**Nota:**", Side::Behind),
            ("Read *Nota:*texto", "*Nota:*", Side::Behind),
            ("_Nota:_texto", "_Nota:_", Side::Behind),
            ("**“Come in.”**she said", "**“Come in.”**", Side::Behind),
            ("words**(a note)** and", "**(a note)**", Side::Before),
        ] {
            let tight = tight(text).expect(text);
            assert_eq!((&text[tight.range], tight.side), (found, side), "{text}");
        }
        for text in [
            "** Nota **",
            "2*(a)*b",
            "*.md and *.txt",
            "a*b:*c",
            "_sip._tcp",
            "snake_case: _x",
            "5*3:*4",
            "",
            "**",
            "****",
            "*** a:***b",
        ] {
            assert_eq!(tight(text), None, "{text}");
        }
    }
}

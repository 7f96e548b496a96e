//! The lines of a text that are read as text.

use super::code_fence::{CodeEnd, CodeFence};
use super::fences::opens_comment;

/// What a line may be within.
enum Within {
    Code(CodeFence),
    Comment,
}

/// The lines of a text that are no code and no comment, with their places. What is opened and never closed is text here: it may
/// have been opened by mistake.
pub fn lines_of_text(text: &str) -> Vec<(usize, &str)> {
    let mut lines = Vec::new();
    let mut passed_over = Vec::new();
    let mut within: Option<Within> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let place = at;
        at += line.len();
        let end = match &within {
            Some(Within::Code(fence)) => fence.end(line),
            Some(Within::Comment) => line.contains("-->").then_some(CodeEnd::Fence),
            None => None,
        };
        if let Some(end) = end {
            within = None;
            passed_over.clear();
            // A line that leaves what it was in is text again.
            if matches!(end, CodeEnd::Fence) {
                continue;
            }
        }
        if within.is_none() {
            within = CodeFence::opened_by(line, 0..0).map(Within::Code);
            within = within.or_else(|| opens_comment(line).then_some(Within::Comment));
        }
        if within.is_none() {
            lines.push((place, line));
        } else {
            passed_over.push((place, line));
        }
    }
    lines.extend(passed_over);
    lines
}

#[cfg(test)]
mod tests {
    use super::lines_of_text;

    #[test]
    fn code_and_comments_are_passed_over_and_what_never_ends_is_not() {
        for (text, left) in [
            ("a\n```\nb\n```\nc", "a\nc"),
            ("a\n<!--\nb\n-->\nc", "a\nc"),
            ("<!-- b -->\nc", "<!-- b -->\nc"),
            ("> ```\n> b\nc\n", "c\n"),
            ("- a\n\n      ```\n      b\nc\n", "- a\n\nc\n"),
            ("```b``` c\n", "```b``` c\n"),
            ("a\n```\nb\n", "a\n```\nb\n"),
            ("<!--\n```\n-->\nc\n", "c\n"),
        ] {
            let lines: String = lines_of_text(text).into_iter().map(|(_, line)| line).collect();
            assert_eq!(lines, left, "{text}");
        }
    }
}

//! Fenced code (CommonMark 0.31, section 4.5): where it begins and ends, also in lists and quotations.

use std::ops::Range;

/// A fenced code block: it ends at a fence like its own, or with the quotation or list item that it is in.
pub struct CodeFence {
    mark: u8,
    length: usize,
    quoted: bool,
    indent: usize,
    /// Its opening line in the passage.
    pub range: Range<usize>,
}

/// How code ends: with a fence of its own, or with the quotation or list item that it is in.
pub enum CodeEnd {
    Fence,
    Left,
}

/// Whether a line stands in a quotation, and what is in it behind the marks of quotations and list items.
pub fn within_marks(line: &str) -> (bool, &str) {
    let mut rest = line;
    let mut quoted = false;
    loop {
        let body = rest.trim_start_matches([' ', '\t']);
        if let Some(after) = body.strip_prefix('>') {
            quoted = true;
            rest = after;
        } else if let Some(after) = strip_list_mark(body) {
            rest = after;
        } else {
            return (quoted, body);
        }
    }
}

fn strip_list_mark(body: &str) -> Option<&str> {
    let mark = match body.as_bytes().first()? {
        b'-' | b'*' | b'+' => 1,
        b'0'..=b'9' => {
            let digits = body.bytes().take_while(u8::is_ascii_digit).count();
            let ends = body[digits..].starts_with(['.', ')']);
            if digits > 9 || !ends {
                return None;
            }
            digits + 1
        }
        _ => return None,
    };
    body[mark..].starts_with([' ', '\t']).then(|| &body[mark..])
}

impl CodeFence {
    /// CommonMark 0.31, section 4.5; the fence may follow the marks of quotations and list items.
    pub fn opened_by(line: &str, range: Range<usize>) -> Option<Self> {
        let (quoted, rest) = within_marks(line);
        let mark = *rest.as_bytes().first().filter(|mark| matches!(mark, b'`' | b'~'))?;
        let length = rest.bytes().take_while(|byte| *byte == mark).count();
        let is_fence = length >= 3 && !(mark == b'`' && rest[length..].contains('`'));
        is_fence.then(|| Self {
            mark,
            length,
            quoted,
            indent: line.len() - rest.len(),
            range,
        })
    }

    /// The line that ends it.
    pub fn closing(&self) -> String {
        char::from(self.mark).to_string().repeat(self.length)
    }

    /// In a quotation or list, code ends with what it is in.
    pub fn is_at_margin(&self) -> bool {
        !self.quoted && self.indent <= 3
    }

    /// How this line ends the code, when it does.
    pub fn end(&self, line: &str) -> Option<CodeEnd> {
        let body = line.trim_start_matches([' ', '\t', '>']);
        let marks = body.bytes().take_while(|byte| *byte == self.mark).count();
        if marks >= self.length && body[marks..].trim().is_empty() {
            return Some(CodeEnd::Fence);
        }
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        let left_quotation = self.quoted && !line.trim_start().starts_with('>');
        // A fence indented by up to three spaces is not in a list, or it is in one that such a line stays in.
        let left_item = !self.quoted && self.indent > 3 && !line.trim().is_empty() && indent < 2;
        (left_quotation || left_item).then_some(CodeEnd::Left)
    }
}

//! The quotation marks and dashes of text that is no Markdown, which the Markdown parser sets in its own.

/// Appends words to a text: straight quotation marks and apostrophes become curly, as do LaTeX's ` `` ` and `''`;
/// LaTeX's `~` becomes a space that does not break.
pub fn set(text: &mut String, words: &str) {
    let mut rest = words.chars().peekable();
    while let Some(c) = rest.next() {
        let opens = text.chars().next_back().is_none_or(|before| {
            before.is_whitespace() || matches!(before, '(' | '[' | '{' | '/' | '—' | '–' | '-' | '“' | '‘')
        });
        match c {
            '`' if rest.next_if_eq(&'`').is_some() => text.push('“'),
            '`' => text.push('‘'),
            '\'' if rest.next_if_eq(&'\'').is_some() => text.push('”'),
            // Before a figure, digits have been left out: the ’90s.
            '\'' if opens && !rest.peek().is_some_and(char::is_ascii_digit) => text.push('‘'),
            '\'' => text.push('’'),
            '"' => text.push(if opens { '“' } else { '”' }),
            '~' => text.push('\u{a0}'),
            super::bibliography::TILDE => text.push('~'),
            c => text.push(c),
        }
    }
}

/// A range of pages or the like, with en dashes: `3-5`, `3--5` and `3 – 5` are `3–5` (APA 7, section 6.6).
#[must_use]
pub fn range(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '-' | '‐' | '‑' | '–' | '—' => {
                out.truncate(out.trim_end().len());
                if !out.ends_with('–') {
                    out.push('–');
                }
            }
            c if c.is_whitespace() && out.ends_with(['–', ' ']) => {}
            c if c.is_whitespace() => out.push(' '),
            c => out.push(c),
        }
    }
    out.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::{range, set};

    #[test]
    fn quotation_marks_and_apostrophes() {
        let cases = [
            ("Principals' work isn't \"new\"", "Principals’ work isn’t “new”"),
            ("The '90s (\"so far\")", "The ’90s (“so far”)"),
            ("``Why?'' and 'how'", "“Why?” and ‘how’"),
            ("p.~3", "p.\u{a0}3"),
        ];
        for (written, expected) in cases {
            let mut text = String::new();
            set(&mut text, written);
            assert_eq!(text, expected);
        }
    }

    #[test]
    fn ranges_have_en_dashes() {
        for written in ["200-220", "200--220", "200 - 220", "200–220", "200---220"] {
            assert_eq!(range(written), "200–220", "{written}");
        }
        assert_eq!(range("3, 5-7"), "3, 5–7");
    }
}

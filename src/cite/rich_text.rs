//! Text with the little markup that references have.

use std::ops::Range;

/// Text, some of it in italics, some of it a link.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RichText(Vec<Run>);

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Run {
    Plain(String),
    Italic(String),
    Link {
        text: String,
        /// `https` or `http`.
        url: String,
    },
}

impl Run {
    fn text(&self) -> &str {
        match self {
            Self::Plain(text) | Self::Italic(text) | Self::Link { text, .. } => text,
        }
    }
}

impl RichText {
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        let mut rich = Self::default();
        rich.push(&text.into());
        rich
    }

    #[must_use]
    pub fn runs(&self) -> &[Run] {
        &self.0
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The words without their markup.
    #[must_use]
    pub fn text(&self) -> String {
        self.0.iter().map(Run::text).collect()
    }

    pub fn push(&mut self, text: &str) {
        match self.0.last_mut() {
            _ if text.is_empty() => {}
            Some(Run::Plain(last)) => last.push_str(text),
            _ => self.0.push(Run::Plain(text.to_owned())),
        }
    }

    pub fn push_italic(&mut self, text: &str) {
        match self.0.last_mut() {
            _ if text.is_empty() => {}
            Some(Run::Italic(last)) => last.push_str(text),
            _ => self.0.push(Run::Italic(text.to_owned())),
        }
    }

    /// Words in italics or upright, of which some parts are the other way (APA 7, section 6.23).
    pub fn push_reversed(&mut self, text: &str, is_italic: bool, reversed: &[Range<usize>]) {
        let mut at = 0;
        let mut push = |words: Option<&str>, is_italic: bool| match words {
            Some(words) if is_italic => self.push_italic(words),
            words => self.push(words.unwrap_or_default()),
        };
        for part in reversed {
            let (start, end) = (part.start.clamp(at, text.len()), part.end.clamp(at, text.len()));
            if text.is_char_boundary(start) && text.is_char_boundary(end) {
                push(text.get(at..start), is_italic);
                push(text.get(start..end), !is_italic);
                at = end;
            }
        }
        push(text.get(at..), is_italic);
    }

    pub fn push_link(&mut self, text: &str, url: &str) {
        self.0.push(Run::Link {
            text: text.to_owned(),
            url: url.to_owned(),
        });
    }

    pub fn append(&mut self, other: Self) {
        for run in other.0 {
            match run {
                Run::Plain(text) => self.push(&text),
                Run::Italic(text) => self.push_italic(&text),
                link @ Run::Link { .. } => self.0.push(link),
            }
        }
    }

    /// Without the parentheses around all of it.
    #[must_use]
    pub fn without_parentheses(&self) -> Self {
        let mut inside = self.clone();
        let text = self.text();
        if !(text.starts_with('(') && text.ends_with(')')) {
            return inside;
        }
        if let Some(Run::Plain(first) | Run::Italic(first)) = inside.0.first_mut() {
            first.remove(0);
        }
        if let Some(Run::Plain(last) | Run::Italic(last)) = inside.0.last_mut() {
            last.pop();
        }
        inside.0.retain(|run| !run.text().is_empty());
        inside
    }

    /// Without the full stops that stand after a mark that ends a sentence, and without spaces after spaces.
    #[must_use]
    pub fn tidy(self) -> Self {
        let mut out = Self::default();
        let mut last = ' ';
        for run in self.0 {
            let mut kept = String::new();
            for c in run.text().chars() {
                let is_second_mark = c == '.' && matches!(last, '?' | '!');
                let is_second_space = c == ' ' && last == ' ';
                if !is_second_mark && !is_second_space {
                    kept.push(c);
                    last = c;
                }
            }
            match run {
                Run::Plain(_) => out.push(&kept),
                Run::Italic(_) => out.push_italic(&kept),
                link @ Run::Link { .. } => out.0.push(link),
            }
        }
        out
    }

    /// Makes its first letter a capital.
    pub fn begin_with_capital(&mut self) {
        if let Some(Run::Plain(first) | Run::Italic(first)) = self.0.first_mut() {
            let mut letters = first.chars();
            let capital: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
            *first = capital + letters.as_str();
        }
    }

    /// Makes it something that another belongs to, `Lee’s`, upright. Quotation marks stay closed before it.
    pub fn make_possessive(&mut self) {
        self.push("’s");
    }

    /// Puts a comma at its end, within the quotation marks that it ends with (APA 7, section 6.7).
    pub fn comma_within_quotes(&mut self) {
        if let Some(Run::Plain(last) | Run::Italic(last)) = self.0.last_mut()
            && last.ends_with('”')
        {
            last.insert(last.len() - '”'.len_utf8(), ',');
        }
    }

    /// Ends it as a sentence: with a full stop, but after a mark that ends one (APA 7, section 9.5: never `?.`).
    pub fn stop(&mut self) {
        let text = self.0.last().map(Run::text).unwrap_or_default();
        let bare = text.trim_end_matches(['”', '’', '"', '»']);
        if bare.is_empty() || bare.ends_with(['.', '?', '!', '…']) {
            return;
        }
        // A full stop stands within quotation marks (6.7).
        let (is_quoted, end) = (text.ends_with('”'), bare.len());
        match self.0.last_mut() {
            Some(Run::Plain(last) | Run::Italic(last)) if is_quoted => last.insert(end, '.'),
            _ => self.push("."),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RichText;

    #[test]
    fn one_mark_ends_a_sentence() {
        for (text, expected) in [
            ("Trust", "Trust."),
            ("Who leads?", "Who leads?"),
            ("Lee, G. V.", "Lee, G. V."),
            ("“Who leads?”", "“Who leads?”"),
            ("Review of “Trust”", "Review of “Trust.”"),
            ("(Eds.)", "(Eds.)."),
            ("", ""),
        ] {
            let mut rich = RichText::plain(text);
            rich.stop();
            assert_eq!(rich.text(), expected);
        }
    }
}

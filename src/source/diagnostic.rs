//! What is said about a mistake.

use super::{Code, SETTINGS, Severity, Sources, Span};

/// Where a mistake is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Place {
    /// A file as a whole, or one that holds no text: relative to the playbook's folder.
    File(String),
    Words(Span),
    /// As [`Place::Words`], but the words must not be shown: the file's audience is not known.
    Withheld(Span),
}

impl Place {
    /// The file, relative to the playbook's folder.
    #[must_use]
    pub fn path<'a>(&'a self, sources: &'a Sources) -> &'a str {
        match self {
            Self::File(path) => path,
            Self::Words(span) | Self::Withheld(span) => &sources.get(span.source).path,
        }
    }

    /// By which places are sorted: the settings before all else, since much may follow from them; then by file, and in it
    /// what is said of it as a whole before what is said of its words.
    fn key(&self, sources: &Sources) -> (bool, String, Option<(u32, u32)>) {
        let words = match self {
            Self::File(_) => None,
            Self::Words(span) | Self::Withheld(span) => Some((span.start, span.end)),
        };
        let path = self.path(sources);
        (path != SETTINGS, path.to_owned(), words)
    }
}

/// One mistake, or one piece of advice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    pub code: Code,
    pub place: Place,
    /// One plain sentence that a teacher understands.
    pub message: String,
    /// What to do about it, in one sentence.
    pub fix: Option<String>,
    /// A second place that has to do with it, and why.
    pub related: Option<(Place, String)>,
}

impl Diagnostic {
    #[must_use]
    pub fn new(code: Code, place: Place, message: impl Into<String>) -> Self {
        Self {
            code,
            place,
            message: short(message.into()),
            fix: None,
            related: None,
        }
    }

    #[must_use]
    pub fn at(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self::new(code, Place::Words(span), message)
    }

    #[must_use]
    pub fn in_file(code: Code, path: impl Into<String>, message: impl Into<String>) -> Self {
        Self::new(code, Place::File(path.into()), message)
    }

    #[must_use]
    pub fn fix(mut self, fix: impl Into<String>) -> Self {
        self.fix = Some(short(fix.into()));
        self
    }

    /// As [`fix`](Self::fix), where there may be none to offer.
    #[must_use]
    pub fn fix_if(mut self, fix: Option<String>) -> Self {
        self.fix = fix.map(short);
        self
    }

    #[must_use]
    pub fn related(mut self, place: Place, why: impl Into<String>) -> Self {
        self.related = Some((place, short(why.into())));
        self
    }

    #[must_use]
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}

/// Words that are no longer than helps: where a line of a megabyte has a thousand mistakes, each would quote it.
fn short(words: String) -> String {
    const LONGEST: usize = 1_000;
    if words.len() <= LONGEST {
        return words;
    }
    format!("{}…", &words[..words.floor_char_boundary(LONGEST)])
}

/// The mistakes found so far. Each step of the pipeline is handed one, adds to it, and goes on.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    pub fn extend(&mut self, more: impl IntoIterator<Item = Diagnostic>) {
        self.0.extend(more);
    }

    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|d| d.severity() == Severity::Error)
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.0.iter()
    }

    /// By weight, since errors stop a build and the rest may wait; then in the order of files and places. Each is said once.
    #[must_use]
    pub fn sorted(mut self, sources: &Sources) -> Vec<Diagnostic> {
        self.0.sort_by_cached_key(|one| {
            let words = (one.code.as_str(), one.message.clone(), one.fix.clone());
            (one.severity(), one.place.key(sources), words)
        });
        self.0.dedup();
        self.0
    }
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(diagnostics: I) -> Self {
        Self(diagnostics.into_iter().collect())
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::{Diagnostic, Diagnostics, Place};
    use crate::source::{Code, SETTINGS, Source, Sources, Span};

    #[test]
    fn a_mistake_quotes_no_more_than_helps() {
        let long = "“é".repeat(500_000);
        let problem = Diagnostic::in_file(Code::LinkBroken, "a.md", long.clone()).fix(long);
        assert!(problem.message.len() < 1_010, "{}", problem.message.len());
        assert!(problem.fix.is_some_and(|fix| fix.ends_with('…') && fix.len() < 1_010));
        let usual = "There is no page “a.md” that this could lead to.";
        assert_eq!(Diagnostic::in_file(Code::LinkBroken, "a.md", usual).message, usual);
    }

    #[test]
    fn errors_come_first_and_of_equals_the_settings() {
        let mut sources = Sources::default();
        let mut file = |path: &str| {
            let (path, text) = (path.to_owned(), "words".to_owned());
            sources.add(Source { path, text })
        };
        let (about, settings, why) = (file("content/about.md"), file(SETTINGS), file("content/why.md"));
        let at = |code, source, start| Diagnostic::at(code, Span::new(source, start..start + 1), "");
        let expected = vec![
            at(Code::UnknownKey, settings, 2),
            at(Code::LinkBroken, about, 1),
            Diagnostic::new(Code::AudienceUnknown, Place::Withheld(Span::new(about, 3..4)), ""),
            Diagnostic::in_file(Code::FileEncoding, "content/logo.md", ""),
            Diagnostic::in_file(Code::FileMisplaced, "content/why.md", ""),
            at(Code::LinkBroken, why, 0),
            at(Code::MenuPageLeftOut, settings, 1),
            at(Code::RawHtml, about, 0),
            Diagnostic::in_file(Code::BaseUrlMissing, SETTINGS, ""),
            at(Code::IdMissing, about, 0),
        ];
        let mixed: Diagnostics = expected.iter().rev().chain(&expected[..1]).cloned().collect();
        assert_eq!(mixed.sorted(&sources), expected);
    }
}

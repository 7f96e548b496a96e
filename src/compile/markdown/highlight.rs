//! Code blocks, coloured by class.
//!
//! syntect's own writer makes a page several times larger than its code, with a class for each scope. Here its
//! scopes are mapped to a dozen classes of our own, which a theme can colour by hand and check for contrast.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};
use syntect::util::LinesWithEndings;

/// Longer code is shown without colours: highlighting takes about a second for 200 KB.
const LONGEST: usize = 64 * 1024;

/// So is code with a longer line, in bytes, which no person wrote: some grammars look through all of the line at each of its places.
const LONGEST_LINE: usize = 1000;

/// Scopes by their beginnings, the more particular first, and the class of each. Names of scopes follow the
/// convention of `TextMate` grammars.
const CLASSES: [(&str, &str); 17] = [
    ("comment", "comment"),
    ("constant.numeric", "number"),
    ("constant", "constant"),
    ("string", "string"),
    ("entity.name.tag", "tag"),
    ("entity.other.attribute-name", "attribute"),
    ("entity.name.function", "function"),
    ("support.function", "function"),
    ("entity.name", "type"),
    ("support.type", "type"),
    ("storage", "keyword"),
    ("keyword.operator", "operator"),
    ("keyword", "keyword"),
    ("variable", "variable"),
    ("markup.heading", "keyword"),
    ("meta.tag", "tag"),
    ("punctuation.definition.comment", "comment"),
];

/// The grammars, loaded when the first code block asks for them, and what was already highlighted.
#[derive(Default)]
pub struct Highlighter {
    grammars: Arc<OnceLock<Grammars>>,
    done: Mutex<HashMap<Snippet, Option<Arc<str>>>>,
}

/// A language and code in it.
type Snippet = (String, String);

struct Grammars {
    syntaxes: SyntaxSet,
    classes: Vec<(Scope, &'static str)>,
}

impl fmt::Debug for Highlighter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Highlighter")
    }
}

impl Highlighter {
    /// One with the same grammars, which take long to load, and nothing highlighted.
    pub fn for_other_code(&self) -> Self {
        Self {
            grammars: Arc::clone(&self.grammars),
            done: Mutex::default(),
        }
    }

    /// The code as HTML, or none when the language is not known or the code is too long: it is then shown
    /// without colours.
    pub fn highlight(&self, language: &str, code: &str) -> Option<Arc<str>> {
        if language.is_empty() || code.len() > LONGEST || code.lines().any(|line| line.len() > LONGEST_LINE) {
            return None;
        }
        let key = (language.to_owned(), code.to_owned());
        if let Some(done) = self.done.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return done.clone();
        }
        let html = self
            .grammars
            .get_or_init(Grammars::load)
            .highlight(language, code)
            .map(Arc::from);
        self.done
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(key, html.clone());
        html
    }
}

impl Grammars {
    fn load() -> Self {
        let classes = CLASSES
            .iter()
            .filter_map(|(name, class)| Some((Scope::new(name).ok()?, *class)))
            .collect();
        Self {
            syntaxes: two_face::syntax::extra_newlines(),
            classes,
        }
    }

    fn highlight(&self, language: &str, code: &str) -> Option<String> {
        let syntax = self.syntax(language)?;
        let mut state = ParseState::new(syntax);
        let mut stack = ScopeStack::new();
        let mut html = String::with_capacity(code.len() * 2);
        let mut open: Option<&'static str> = None;
        for line in LinesWithEndings::from(code) {
            let changes = state.parse_line(line, &self.syntaxes).ok()?;
            let mut from = 0;
            for (at, change) in changes {
                write(&line[from..at], self.class(&stack), &mut open, &mut html);
                stack.apply(&change).ok()?;
                from = at;
            }
            write(&line[from..], self.class(&stack), &mut open, &mut html);
        }
        if open.is_some() {
            html.push_str("</span>");
        }
        Some(html)
    }

    fn syntax(&self, language: &str) -> Option<&SyntaxReference> {
        let token = language.to_ascii_lowercase();
        self.syntaxes
            .find_syntax_by_token(&token)
            .filter(|syntax| syntax.name != "Plain Text")
    }

    /// The class of the innermost scope that has one.
    fn class(&self, stack: &ScopeStack) -> Option<&'static str> {
        stack.as_slice().iter().rev().find_map(|scope| {
            self.classes
                .iter()
                .find(|(prefix, _)| prefix.is_prefix_of(*scope))
                .map(|(_, class)| *class)
        })
    }
}

/// Writes a run of code; runs of one class that follow each other share a span.
fn write(text: &str, class: Option<&'static str>, open: &mut Option<&'static str>, html: &mut String) {
    if text.is_empty() {
        return;
    }
    if *open != class {
        if open.is_some() {
            html.push_str("</span>");
        }
        if let Some(class) = class {
            html.push_str("<span class=\"code-");
            html.push_str(class);
            html.push_str("\">");
        }
        *open = class;
    }
    // Writing to a string cannot fail.
    let _ = comrak::html::escape(html, text);
}

#[cfg(test)]
mod tests {
    use super::Highlighter;

    #[test]
    fn code_is_escaped_and_classed() {
        let highlighter = Highlighter::default();
        let html = highlighter
            .highlight("toml", "# <b>\nkey = \"a\"\n")
            .expect("toml is known");
        assert!(html.starts_with("<span class=\"code-comment\"># &lt;b&gt;"), "{html}");
        assert!(
            html.contains("<span class=\"code-string\">&quot;a&quot;</span>"),
            "{html}"
        );
        assert_eq!(highlighter.highlight("no-such-language", "x"), None);
    }
}

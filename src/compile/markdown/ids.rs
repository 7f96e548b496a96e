//! The ids of one page: those that authors give, and those made from words.

use crate::model::{Anchor, slug};
use crate::source::{Code, Diagnostic, Diagnostics, Place, Span};
use std::collections::HashMap;

/// The ids of a piece of Markdown, each used once.
///
/// Authors' ids are claimed first, so that a heading's words never take one of them.
#[derive(Default)]
pub struct Ids {
    /// Put before every id, where several pieces of text come to stand in one page.
    prefix: String,
    claimed: HashMap<String, Span>,
    next: HashMap<String, u32>,
    pub anchors: Vec<Anchor>,
}

impl Ids {
    pub fn new(prefix: &str) -> Self {
        Self {
            prefix: prefix.to_owned(),
            ..Self::default()
        }
    }

    /// Takes in an id that an author gave. One that is taken or cannot be used is a diagnostic.
    pub fn claim(&mut self, id: &str, span: Span, diagnostics: &mut Diagnostics) {
        if !is_usable(id) {
            // `{#norms audience="team"}`
            let name = id.split_whitespace().next().filter(|_| id.contains('=')).unwrap_or(id);
            let fix = usable(name).map(|usable| format!("write {{#{usable}}}"));
            diagnostics.push(
                Diagnostic::at(
                    Code::IdUnusable,
                    span,
                    format!(
                        "“{id}” cannot be an id: it begins with a letter and has letters, digits, hyphens and underscores only."
                    ),
                )
                .fix_if(fix),
            );
        }
        let id = self.given(id);
        if let Some(first) = self.claimed.get(&id) {
            diagnostics.push(
                Diagnostic::at(
                    Code::IdTaken,
                    span,
                    format!("The id “{id}” is used twice in this file."),
                )
                .fix("give one of the two another id")
                .related(Place::Words(*first), "it is used here first"),
            );
            return;
        }
        self.claimed.insert(id.clone(), span);
        self.anchors.push(Anchor { id, span });
    }

    /// The whole id that an author's id stands for in the page. It stands in HTML as it is: one that cannot be an id, which the
    /// preview shows all the same, becomes what is advised in its place.
    pub fn given(&self, id: &str) -> String {
        let prefix = &self.prefix;
        if is_usable(id) {
            return format!("{prefix}{id}");
        }
        format!("{prefix}{}", usable(id).unwrap_or_else(|| "section".into()))
    }

    /// A new id made from words.
    pub fn made(&mut self, words: &str, span: Span) -> String {
        let slug = slug(words).unwrap_or_else(|| "section".into());
        // Ids begin with a letter, so that style sheets and scripts can name them without escapes.
        let base = if slug.starts_with(|c: char| c.is_ascii_alphabetic()) {
            format!("{}{slug}", self.prefix)
        } else {
            format!("{}s-{slug}", self.prefix)
        };
        let next = self.next.entry(base.clone()).or_insert(1);
        let id = loop {
            let id = if *next == 1 {
                base.clone()
            } else {
                format!("{base}-{next}")
            };
            *next += 1;
            if !self.claimed.contains_key(&id) {
                break id;
            }
        };
        self.claimed.insert(id.clone(), span);
        self.anchors.push(Anchor { id: id.clone(), span });
        id
    }
}

/// The id that is nearest to one that cannot be used.
pub fn usable(id: &str) -> Option<String> {
    let slug = slug(id)?;
    Some(if is_usable(&slug) { slug } else { format!("s-{slug}") })
}

/// Letters, digits, hyphens and underscores, a letter first: what an answers file can name without quotes.
fn is_usable(id: &str) -> bool {
    id.starts_with(|c: char| c.is_ascii_alphabetic())
        && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}

#[cfg(test)]
mod tests {
    use super::Ids;
    use crate::source::{Code, Diagnostics, Source, Sources, Span};

    #[test]
    fn words_never_take_an_authors_id() {
        let mut sources = Sources::default();
        let id = sources.add(Source {
            path: "a.md".into(),
            text: String::new(),
        });
        let span = Span::start_of(id);
        let mut diagnostics = Diagnostics::new();
        let mut ids = Ids::new("");
        ids.claim("norms", span, &mut diagnostics);
        assert_eq!(ids.made("Norms", span), "norms-2");
        assert_eq!(ids.made("Norms", span), "norms-3");
        assert_eq!(ids.made("3 steps", span), "s-3-steps");
        ids.claim("norms", span, &mut diagnostics);
        ids.claim("3x", span, &mut diagnostics);
        let codes: Vec<Code> = diagnostics.iter().map(|d| d.code).collect();
        assert_eq!(codes, [Code::IdTaken, Code::IdUnusable]);
        for hostile in ["a onmouseover=\"alert(1)\"", "b><img", "“", "3x"] {
            let id = ids.given(hostile);
            assert!(super::is_usable(&id), "{hostile}: {id}");
        }
    }
}

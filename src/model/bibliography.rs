//! The works that a playbook can cite.

use crate::source::{Diagnostic, Span};
use std::collections::BTreeMap;

#[derive(Debug, Default)]
pub struct Bibliography {
    /// By citation key.
    pub references: BTreeMap<String, Reference>,
    /// Mistakes in entries, by the key of the entry.
    pub problems: Vec<(String, Diagnostic)>,
    /// Mistakes for which no entry can be named.
    pub unreadable: Vec<Diagnostic>,
}

/// One work, as much of it as a plain list shows. Text as it is, without markup.
#[derive(Debug)]
pub struct Reference {
    pub key: String,
    pub span: Span,
    /// Family names of the authors (else the editors), or the name of a group.
    pub names: Vec<String>,
    /// The names as a list of works shows them.
    pub byline: String,
    pub year: Option<i32>,
    pub title: String,
    /// The journal, book or site that it is part of.
    pub container: Option<String>,
    pub publisher: Option<String>,
    /// An `https` address, of the DOI where there is one.
    pub url: Option<String>,
}

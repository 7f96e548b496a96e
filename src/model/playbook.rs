//! A whole playbook, compiled, for all its readers.

use super::{AnswerSheet, Bibliography, Cycle, Document, Unreadable};
use crate::source::{Diagnostic, StaticFile};

/// Everything that `content/` and `static/` hold. It must be cut into an edition before anything is made of it.
#[derive(Debug, Default)]
pub struct Playbook {
    /// In the order of their paths.
    pub documents: Vec<Document>,
    pub sheets: Vec<AnswerSheet>,
    pub cycles: Vec<Cycle>,
    pub bibliography: Bibliography,
    pub assets: Vec<Asset>,
    pub statics: Vec<StaticFile>,
    pub unreadable: Vec<Unreadable>,
    /// What is wrong with files as a whole, by their paths below `content/`.
    pub problems: Vec<(String, Diagnostic)>,
}

/// A picture or file of `content/`.
#[derive(Debug)]
pub struct Asset {
    pub file: StaticFile,
    pub address: super::Address,
}

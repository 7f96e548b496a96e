//! A whole playbook, compiled, for all its readers.

use super::{AnswerSheet, Asset, Bibliography, Cycle, Document, Unreadable};
use crate::source::{Diagnostic, StaticFile};
use std::sync::Arc;

/// Everything that `content/` and `static/` hold. It must be cut into an edition before anything is made of it.
/// What a file became is shared, so that it can be kept for as long as the file stays as it is.
#[derive(Debug, Clone, Default)]
pub struct Playbook {
    /// In the order of their paths, as all that follow.
    pub documents: Vec<Arc<Document>>,
    pub sheets: Vec<Arc<AnswerSheet>>,
    pub cycles: Vec<Arc<Cycle>>,
    /// Files of data, by their paths below `content/`.
    pub cycle_data: Vec<String>,
    pub bibliography: Arc<Bibliography>,
    pub assets: Vec<Arc<Asset>>,
    pub statics: Vec<StaticFile>,
    pub unreadable: Vec<Arc<Unreadable>>,
    /// What is wrong with files as a whole, by their paths below `content/`.
    pub problems: Vec<(String, Diagnostic)>,
}

//! The works that a playbook can cite.

use super::Reference;
use crate::source::Diagnostic;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Debug, Default)]
pub struct Bibliography {
    /// By citation key.
    pub references: BTreeMap<String, Reference>,
    /// Keys of entries that others take fields from: they are used, though nothing may cite them.
    pub parents: BTreeSet<String>,
    /// Mistakes in entries, by the key of the entry.
    pub problems: Vec<(String, Diagnostic)>,
    /// Mistakes for which no entry can be named.
    pub unreadable: Vec<Diagnostic>,
}

//! What files became, kept for as long as they stay as they are.

use super::markdown::Highlighter;
use super::room::Misplaced;
use crate::model::{AnswerSheet, Asset, Bibliography, Cycle, Document, Language, Unreadable};
use crate::source::{Source, SourceId, Sources, StaticFile};
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::sync::Arc;

/// What the files of a playbook became when it was last compiled. The empty one makes everything compile.
#[derive(Debug, Default)]
pub struct Objects {
    /// What they were compiled for: it stands in every document.
    pub(super) language: Language,
    pub(super) highlighter: Highlighter,
    kept: FxHashMap<SourceId, Kept>,
    /// In the order of their paths.
    pub(super) assets: Vec<Arc<Asset>>,
}

#[derive(Debug)]
struct Kept {
    source: Arc<Source>,
    object: Object,
}

/// What one file became.
#[derive(Debug, Clone)]
pub(super) enum Object {
    Document(Arc<Document>),
    Sheet(Arc<AnswerSheet>, Option<Arc<Unreadable>>),
    Cycle(Arc<Cycle>),
    CycleData,
    Bibliography(Arc<Bibliography>),
    Unreadable(Arc<Unreadable>),
    /// It lies where nothing is known to belong.
    Misplaced(Arc<Misplaced>),
}

impl Objects {
    pub(super) fn with_capacity(language: &Language, highlighter: Highlighter, files: usize) -> Self {
        Self {
            language: language.clone(),
            highlighter,
            kept: FxHashMap::with_capacity_and_hasher(files, FxBuildHasher),
            assets: Vec::new(),
        }
    }

    /// What is known of a picture or file, if it has not changed since.
    pub(super) fn asset(&self, file: &StaticFile) -> Option<Arc<Asset>> {
        let at = self
            .assets
            .binary_search_by(|asset| asset.file.path.cmp(&file.path))
            .ok()?;
        Some(&self.assets[at]).filter(|asset| asset.file == *file).cloned()
    }

    /// What a file became, if it has not changed since. A test cycle is never kept: it takes its data from another file.
    pub(super) fn of(&self, sources: &Sources, id: SourceId) -> Option<&Object> {
        let kept = self.kept.get(&id)?;
        let is_same = Arc::ptr_eq(&kept.source, sources.shared(id)) && !matches!(kept.object, Object::Cycle(_));
        is_same.then_some(&kept.object)
    }

    pub(super) fn keep(&mut self, sources: &Sources, id: SourceId, object: Object) {
        let source = Arc::clone(sources.shared(id));
        self.kept.insert(id, Kept { source, object });
    }
}

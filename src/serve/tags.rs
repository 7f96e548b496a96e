//! What tells one state of a copied file from others.

use super::view::tag;
use crate::source::{Stamp, StaticFile};
use std::collections::HashMap;
use std::io;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

/// Tags of copied files, kept for as long as the files are as they were.
#[derive(Debug, Default)]
pub struct Tags(Mutex<HashMap<PathBuf, (Stamp, String)>>);

impl Tags {
    /// The tag of a file whose stamp is this one now.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn of(&self, file: &StaticFile, stamp: Stamp) -> io::Result<String> {
        let known = |tags: &HashMap<PathBuf, (Stamp, String)>| match tags.get(&file.file) {
            Some((then, tag)) if *then == stamp => Some(tag.clone()),
            _ => None,
        };
        if let Some(tag) = known(&self.0.lock().unwrap_or_else(PoisonError::into_inner)) {
            return Ok(tag);
        }
        let tag = tag(&file.hash()?);
        let mut tags = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        tags.insert(file.file.clone(), (stamp, tag.clone()));
        Ok(tag)
    }
}

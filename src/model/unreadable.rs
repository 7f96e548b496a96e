//! Files that say nothing, or not enough, of themselves.

use crate::source::Diagnostic;

/// A file of which it cannot be known whom it is for. The folder that it lies in may tell.
#[derive(Debug)]
pub struct Unreadable {
    /// Below `content/`.
    pub path: String,
    /// The id of the page that the file would have been.
    pub page: Option<String>,
    /// The id of the folder that the file would have told the audience of, where it is one's index.
    pub index_of: Option<String>,
    pub problems: Vec<Diagnostic>,
}

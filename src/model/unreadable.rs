//! Files that say nothing, or not enough, of themselves.

use crate::source::Diagnostic;

/// A file of which it cannot be known whom it is for. The series that it lies in may tell.
#[derive(Debug)]
pub struct Unreadable {
    /// Below `content/`.
    pub path: String,
    /// The id of the page that the file would have been.
    pub page: Option<String>,
    /// The series that the file would have told the audience of, where it is one's index.
    pub index_of: Option<String>,
    pub problems: Vec<Diagnostic>,
}

impl Unreadable {
    /// The slug of the series that the file lies in: as a guide, or as the answers to one.
    #[must_use]
    pub fn series(&self) -> Option<String> {
        series_of(&self.path)
    }
}

/// The slug of the series that a path below `content/` lies in.
#[must_use]
pub fn series_of(path: &str) -> Option<String> {
    let mut parts = path.split('/');
    if !matches!(parts.next()?, "guides" | "answers") {
        return None;
    }
    let folder = parts.next()?;
    // A file directly in the room lies in no series.
    parts.next()?;
    super::slug(super::split_number(folder).1)
}

#[cfg(test)]
mod tests {
    use super::series_of;

    #[test]
    fn a_file_lies_in_the_series_of_its_folder() {
        assert_eq!(
            series_of("guides/02-getting-started/01-why.md").as_deref(),
            Some("getting-started")
        );
        assert_eq!(
            series_of("answers/getting-started/why.toml").as_deref(),
            Some("getting-started")
        );
        assert_eq!(series_of("guides/index.md"), None);
        assert_eq!(series_of("cycles/a/b.toml"), None);
    }
}

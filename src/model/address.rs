//! Where a page or a file is in the output.

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};
use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

/// RFC 3986, section 3.3: what may not stand in a path as it is. The colon is added, since the first part of
/// a relative path with a colon in it would be read as a scheme (section 4.2).
const NOT_IN_A_PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'&')
    .add(b'\'')
    .add(b':')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// A path in the output, relative to its root, as it is named on disk: `guides/getting-started/why.html`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address(Arc<str>);

impl Address {
    #[must_use]
    pub fn new(path: impl Into<Arc<str>>) -> Self {
        Self(path.into())
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address as it stands in a link, percent-encoded. What leads to the root must be put before it.
    #[must_use]
    pub fn href(&self) -> String {
        Cow::from(utf8_percent_encode(&self.0, NOT_IN_A_PATH)).into_owned()
    }

    /// What leads from here to the root of the site: `../../`, or nothing.
    #[must_use]
    pub fn to_root(&self) -> String {
        "../".repeat(self.0.matches('/').count())
    }

    /// Two addresses with one key are one file on a disk that does not tell upper from lower case.
    #[must_use]
    pub fn key(&self) -> Cow<'_, str> {
        if self.0.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
            Cow::Borrowed(&self.0)
        } else {
            Cow::Owned(self.0.to_lowercase())
        }
    }
}

/// The end of an address that leads to an id in its page, percent-encoded (RFC 3986, section 3.5, less what is not safe in
/// every attribute): `#say-no`.
#[must_use]
pub fn fragment(id: &str) -> String {
    const NOT_IN_A_FRAGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');
    format!("#{}", utf8_percent_encode(id, NOT_IN_A_FRAGMENT))
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Address;

    #[test]
    fn the_way_to_the_root_has_a_step_for_each_folder() {
        assert_eq!(Address::new("index.html").to_root(), "");
        assert_eq!(Address::new("guides/getting-started/why.html").to_root(), "../../");
    }

    #[test]
    fn names_that_mean_something_in_a_link_are_encoded() {
        assert_eq!(
            Address::new("a b/50%: c?#é.pdf").href(),
            "a%20b/50%25%3A%20c%3F%23%C3%A9.pdf"
        );
    }
}

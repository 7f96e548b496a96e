//! Paths of files below `content/`, as authors write them.

use percent_encoding::percent_decode_str;
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// Where a written path leads, from the file `base`; none when it leads out of `content/`.
#[must_use]
pub fn join(base: &str, written: &str) -> Option<String> {
    // Most paths are plain: there is nothing to decode or to compose in them.
    let decoded: Cow<str> = if written.bytes().all(|byte| byte.is_ascii() && byte != b'%') {
        Cow::Borrowed(written)
    } else {
        percent_decode_str(written).decode_utf8().ok()?.nfc().collect()
    };
    let mut parts: Vec<&str> = Vec::with_capacity(8);
    let from_root = decoded.strip_prefix('/');
    if from_root.is_none() {
        parts.extend(base.split('/'));
        parts.pop();
    }
    for part in from_root.unwrap_or(&decoded).split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// A name and the number before it that orders it: `01-why` is 1 and `why`.
#[must_use]
pub fn split_number(name: &str) -> (Option<u32>, &str) {
    match name.split_once('-') {
        Some((number, rest)) if !rest.is_empty() && number.bytes().all(|b| b.is_ascii_digit()) => {
            number.parse().map_or((None, name), |number| (Some(number), rest))
        }
        _ => (None, name),
    }
}

#[cfg(test)]
mod tests {
    use super::join;

    #[test]
    fn paths_are_joined_and_never_leave_the_content() {
        assert_eq!(join("guides/a/b.md", "../c/d.md").as_deref(), Some("guides/c/d.md"));
        assert_eq!(join("guides/a/b.md", "/about.md").as_deref(), Some("about.md"));
        assert_eq!(join("a.md", "my%20plan.pdf").as_deref(), Some("my plan.pdf"));
        assert_eq!(join("a.md", "../secret"), None);
        assert_eq!(join("a.md", "%2e%2e/secret"), None);
    }
}

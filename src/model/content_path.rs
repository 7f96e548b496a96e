//! Paths of files below `content/`, as authors write them.

use memchr::memrchr;
use percent_encoding::percent_decode_str;
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// Where a written path leads, from the file `base`; none when it leads out of `content/`.
#[must_use]
pub fn join(base: &str, written: &str) -> Option<String> {
    let mut path = String::new();
    join_into(&mut path, base, written).then_some(path)
}

/// As [`join`], into a text that was used before; says whether it leads anywhere within `content/`.
#[must_use]
pub fn join_into(path: &mut String, base: &str, written: &str) -> bool {
    // Most paths are plain: there is nothing to decode or to compose in them.
    let decoded: Cow<str> = if written.bytes().all(|byte| byte.is_ascii() && byte != b'%') {
        Cow::Borrowed(written)
    } else {
        match percent_decode_str(written).decode_utf8() {
            Ok(decoded) => decoded.nfc().collect(),
            Err(_) => return false,
        }
    };
    path.clear();
    let from_root = decoded.strip_prefix('/');
    if from_root.is_none() {
        path.push_str(memrchr(b'/', base.as_bytes()).map_or("", |end| &base[..end]));
    }
    for part in from_root.unwrap_or(&decoded).split('/') {
        match part {
            "" | "." => {}
            ".." if path.is_empty() => return false,
            ".." => path.truncate(path.rfind('/').unwrap_or(0)),
            part => {
                if !path.is_empty() {
                    path.push('/');
                }
                path.push_str(part);
            }
        }
    }
    true
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
        assert_eq!(join("a/b/c.md", "../../../d.md"), None);
        assert_eq!(join("a/b/c.md", "./../..//d/./e.md").as_deref(), Some("d/e.md"));
        assert_eq!(join("a/b/c.md", "/").as_deref(), Some(""));
        assert_eq!(join("a.md", "../secret"), None);
        assert_eq!(join("a.md", "%2e%2e/secret"), None);
    }
}

//! Parts of a file, as players of films ask for them (RFC 9110, section 14).

use std::ops::Range;

/// What a `Range` field asks for.
#[derive(Debug, PartialEq, Eq)]
pub enum Wanted {
    /// The whole: nothing was asked for, or nothing that is understood, which must be ignored (section 14.2).
    Whole,
    Part(Range<u64>),
    /// It begins behind the end (section 15.5.17).
    Nothing,
}

/// Reads a `Range` field for a file of so many bytes. Of several parts none is sent alone: the whole is.
pub fn wanted(field: Option<&str>, size: u64) -> Wanted {
    let Some((first, last)) = field
        .and_then(|field| field.trim().strip_prefix("bytes="))
        .and_then(|parts| parts.split_once('-'))
    else {
        return Wanted::Whole;
    };
    // Digits alone: `parse` would take a sign too.
    let number = |text: &str| {
        let text = text.trim();
        let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| text.parse::<u64>().ok()).flatten()
    };
    let (start, end) = match (first.trim().is_empty(), number(first), number(last)) {
        // The last so many bytes.
        (true, _, Some(0)) => return Wanted::Nothing,
        (true, _, Some(count)) => (size.saturating_sub(count), size),
        (false, Some(start), Some(last)) if last >= start => (start, last.saturating_add(1).min(size)),
        (false, Some(start), None) if last.trim().is_empty() => (start, size),
        _ => return Wanted::Whole,
    };
    if start >= size {
        return Wanted::Nothing;
    }
    Wanted::Part(start..end)
}

#[cfg(test)]
mod tests {
    use super::{Wanted, wanted};

    /// Section 14.1.2 of RFC 9110 has examples for a file of 10,000 bytes.
    #[test]
    fn the_examples_of_the_rfc() {
        for (field, part) in [
            ("bytes=0-499", 0..500),
            ("bytes=500-999", 500..1000),
            ("bytes=-500", 9500..10000),
            ("bytes=9500-", 9500..10000),
            ("bytes=9500-20000", 9500..10000),
            ("bytes=-20000", 0..10000),
        ] {
            assert_eq!(wanted(Some(field), 10000), Wanted::Part(part), "{field}");
        }
    }

    #[test]
    fn what_cannot_be_had_is_told_from_what_is_not_understood() {
        for field in ["bytes=10000-", "bytes=10000-10001", "bytes=-0"] {
            assert_eq!(wanted(Some(field), 10000), Wanted::Nothing, "{field}");
        }
        for field in [
            "",
            "bytes",
            "bytes=",
            "bytes=-",
            "bytes=2-1",
            "bytes=0-1,5-6",
            "bytes=+1-2",
            "pages=1-2",
            "bytes=99999999999999999999-",
        ] {
            assert_eq!(wanted(Some(field), 10000), Wanted::Whole, "{field}");
        }
        assert_eq!(wanted(None, 10000), Wanted::Whole);
        assert_eq!(wanted(Some("bytes=0-"), 0), Wanted::Nothing);
    }
}

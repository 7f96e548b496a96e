//! What the target of a link or picture may be.

/// Where a link goes, told by its form alone.
#[derive(Debug, PartialEq, Eq)]
pub enum Target<'a> {
    /// To another site, or to a mail or telephone program.
    Outside(&'a str),
    /// To a file of the playbook, or a place in the page.
    Inside(&'a str),
    /// With a scheme that a page must not open: the words are shown, the link is not made.
    Refused(&'a str),
    Empty,
}

/// Schemes that do no harm in a page (all others, `javascript:` and `data:` among them, are refused).
const SCHEMES: [&str; 5] = ["http", "https", "mailto", "tel", "sms"];

/// Tells the form of a target. Browsers drop control characters and outer spaces before they look for a
/// scheme (WHATWG URL, "basic URL parser"), so the scheme is looked for the same way.
pub fn classify(target: &str) -> Target<'_> {
    let trimmed = target.trim();
    if trimmed.is_empty() {
        return Target::Empty;
    }
    let bare: String = trimmed
        .chars()
        .filter(|c| !c.is_control() && !c.is_whitespace())
        .collect();
    if bare.starts_with("//") || bare.starts_with("\\\\") {
        return Target::Refused(trimmed);
    }
    let scheme = bare.split_once(':').map(|(scheme, _)| scheme).filter(|scheme| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
    });
    match scheme {
        None => Target::Inside(trimmed),
        Some(scheme) if SCHEMES.contains(&scheme.to_ascii_lowercase().as_str()) => Target::Outside(trimmed),
        Some(_) => Target::Refused(trimmed),
    }
}

#[cfg(test)]
mod tests {
    use super::{Target, classify};

    #[test]
    fn targets_by_their_form() {
        assert_eq!(classify("../a.md#b"), Target::Inside("../a.md#b"));
        assert_eq!(classify("#b"), Target::Inside("#b"));
        assert_eq!(classify("https://a.org"), Target::Outside("https://a.org"));
        assert_eq!(classify("mailto:a@b.org"), Target::Outside("mailto:a@b.org"));
        assert_eq!(classify(" "), Target::Empty);
        for harmful in [
            "javascript:alert(1)",
            "JaVaScRiPt:x",
            "java\nscript:x",
            "\u{1}javascript:x",
            "data:text/html,x",
            "//evil.org",
            "vbscript:x",
            "file:///etc",
        ] {
            assert!(matches!(classify(harmful), Target::Refused(_)), "{harmful:?}");
        }
    }
}

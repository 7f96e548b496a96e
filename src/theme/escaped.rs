//! Text as text in HTML.

use std::borrow::Cow;

/// A text as it is written into an element or an attribute.
#[must_use]
pub fn escaped(text: &str) -> Cow<'_, str> {
    // All five are single bytes in UTF-8, and no byte of another character is one of them.
    let next = |rest: &str| {
        rest.bytes()
            .position(|byte| matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\''))
    };
    let Some(first) = next(text) else {
        return Cow::Borrowed(text);
    };
    let mut html = String::with_capacity(text.len() + 16);
    let (mut rest, mut found) = (text, Some(first));
    while let Some(at) = found {
        html.push_str(&rest[..at]);
        html.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => "&#39;",
        });
        rest = &rest[at + 1..];
        found = next(rest);
    }
    html.push_str(rest);
    Cow::Owned(html)
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn signs_of_html_are_text_in_elements_and_in_attributes() {
        assert_eq!(
            escaped("<b a=\"é\" c='&amp;'>"),
            "&lt;b a=&quot;é&quot; c=&#39;&amp;amp;&#39;&gt;"
        );
        assert_eq!(escaped("“é” – a/b"), "“é” – a/b");
        assert_eq!(escaped(""), "");
    }
}

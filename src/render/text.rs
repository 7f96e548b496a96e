//! Text in HTML.

/// Writes text as text, in an element or an attribute.
pub fn escape(html: &mut String, text: &str) {
    // Writing to a string cannot fail.
    let _ = comrak::html::escape(html, text);
}

//! HTML comments, which reach nothing.

/// Raw HTML without its comments, and whether one of them has no end.
///
/// What follows an unclosed comment is dropped too: it was meant to be hidden.
pub fn strip(html: &str) -> (String, bool) {
    let mut out = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once("<!--") {
        out.push_str(before);
        // CommonMark 0.31, section 6.6: `<!-->` and `<!--->` are whole comments.
        if let Some(left) = after.strip_prefix('>').or_else(|| after.strip_prefix("->")) {
            rest = left;
        } else if let Some((_, left)) = after.split_once("-->") {
            rest = left;
        } else {
            return (out, true);
        }
    }
    out.push_str(rest);
    (out, false)
}

#[cfg(test)]
mod tests {
    use super::strip;

    #[test]
    fn comments_are_dropped_and_the_rest_stays() {
        assert_eq!(strip("<b>a<!-- x --></b><!---->"), ("<b>a</b>".into(), false));
        assert_eq!(strip("<!-->a"), ("a".into(), false));
        assert_eq!(strip("a<!-- hidden\n\nmore"), ("a".into(), true));
    }
}

//! HTML comments, which reach nothing.

/// Raw HTML without its comments, and whether it is doubtful what they were to hide: one has no end, holds the beginning of
/// another, or an end is left that has no beginning.
///
/// What follows an unclosed comment is dropped too: it was meant to be hidden.
pub fn strip(html: &str) -> (String, bool) {
    let mut out = String::new();
    let mut rest = html;
    let mut is_doubtful = false;
    while let Some((before, after)) = rest.split_once("<!--") {
        out.push_str(before);
        // CommonMark 0.31, section 6.6: `<!-->` and `<!--->` are whole comments.
        if let Some(left) = after.strip_prefix('>').or_else(|| after.strip_prefix("->")) {
            rest = left;
        } else if let Some((hidden, left)) = after.split_once("-->") {
            is_doubtful |= hidden.contains("<!--");
            rest = left;
        } else {
            return (out, true);
        }
    }
    out.push_str(rest);
    is_doubtful |= out.contains("-->");
    (out, is_doubtful)
}

#[cfg(test)]
mod tests {
    use super::strip;

    #[test]
    fn comments_are_dropped_and_the_rest_stays() {
        assert_eq!(strip("<b>a<!-- x --></b><!---->"), ("<b>a</b>".into(), false));
        assert_eq!(strip("<!-->a"), ("a".into(), false));
        assert_eq!(strip("a<!-- hidden\n\nmore"), ("a".into(), true));
        assert_eq!(strip("a<!-- 3 --> 4 -->"), ("a 4 -->".into(), true));
        assert_eq!(strip("<!-- a -- > b <!-- c -->d"), ("d".into(), true));
    }
}

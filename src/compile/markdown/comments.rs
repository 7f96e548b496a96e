//! HTML comments, which reach nothing.

/// Raw HTML without its comments, and whether it is doubtful what they were to hide: one has no end, holds the beginning of
/// another, or an end is left that has no beginning.
///
/// What follows an unclosed comment is dropped too: it was meant to be hidden.
pub fn strip(html: &str) -> (String, bool) {
    without(html, |_, _| ())
}

/// As [`strip`], with spaces in their place, so that what stands behind a comment is as far from the beginning as it was.
pub fn blank(html: &str) -> (String, bool) {
    without(html, |out, length| out.extend(std::iter::repeat_n(' ', length)))
}

/// `put` is told how many bytes each comment has.
fn without(html: &str, put: impl Fn(&mut String, usize)) -> (String, bool) {
    let mut out = String::new();
    let mut rest = html;
    let mut is_doubtful = false;
    while let Some((before, after)) = rest.split_once("<!--") {
        out.push_str(before);
        // CommonMark 0.31, section 6.6: `<!-->` and `<!--->` are whole comments.
        let left = if let Some(left) = after.strip_prefix('>').or_else(|| after.strip_prefix("->")) {
            left
        } else if let Some((hidden, left)) = after.split_once("-->") {
            is_doubtful |= hidden.contains("<!--");
            left
        } else {
            return (out, true);
        };
        put(&mut out, rest.len() - before.len() - left.len());
        rest = left;
    }
    out.push_str(rest);
    is_doubtful |= out.contains("-->");
    (out, is_doubtful)
}

#[cfg(test)]
mod tests {
    use super::{blank, strip};

    #[test]
    fn comments_are_dropped_and_the_rest_stays() {
        assert_eq!(strip("<b>a<!-- x --></b><!---->"), ("<b>a</b>".into(), false));
        assert_eq!(strip("<!-->a"), ("a".into(), false));
        assert_eq!(strip("a<!-- hidden\n\nmore"), ("a".into(), true));
        assert_eq!(strip("a<!-- 3 --> 4 -->"), ("a 4 -->".into(), true));
        assert_eq!(strip("<!-- a -- > b <!-- c -->d"), ("d".into(), true));
    }

    #[test]
    fn what_stands_behind_a_comment_stays_in_its_place() {
        for text in ["a <!-- “x” --> b {#c}", "<!-->b {#c}", "b {#c} <!-- x --><!-- y -->"] {
            let (blanked, is_doubtful) = blank(text);
            assert_eq!((blanked.len(), is_doubtful), (text.len(), false), "{text}");
            assert_eq!(blanked.find("{#c}"), text.find("{#c}"), "{text}");
        }
    }
}

//! `{#id key="value"}` at the end of a block's opening line or of a list item.

/// What stands between the braces, in the order it was written, with byte offsets in the text given.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Attributes {
    pub id: Option<(String, usize)>,
    /// A key without a value has none (`{cited}`).
    pub pairs: Vec<(String, Option<String>, usize)>,
}

/// A person writes fewer braces into quoted values; each of them means to read on to the end.
const MOST_BRACES: usize = 32;

/// Splits attributes off the end of a text: what is before them, and the attributes.
///
/// Braces whose inside is not of this form are words like any others: the whole text is given back.
pub fn split(text: &str) -> (&str, Option<Attributes>) {
    let trimmed = text.trim_end();
    if !trimmed.ends_with('}') {
        return (text, None);
    }
    // A quoted value may hold a brace, so the last opening brace may not be the right one.
    for (open, _) in trimmed.rmatch_indices('{').take(MOST_BRACES) {
        if let Some(attributes) = parse(&trimmed[open + 1..trimmed.len() - 1], open + 1) {
            return (trimmed[..open].trim_end(), Some(attributes));
        }
    }
    (text, None)
}

/// A text without the braces at its end that give it an id: other braces are words, where only an id can be given.
pub fn without_id(text: &str) -> &str {
    match split(text) {
        (before, Some(attributes)) if attributes.id.is_some() => before,
        _ => text,
    }
}

/// Reads the inside of the braces; none when it is of another form.
fn parse(inside: &str, base: usize) -> Option<Attributes> {
    let mut attributes = Attributes::default();
    let mut rest = inside;
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            break;
        }
        let at = base + (inside.len() - rest.len());
        if let Some(id) = rest.strip_prefix('#') {
            let end = id.find(char::is_whitespace).unwrap_or(id.len());
            if end == 0 || id[..end].contains(['"', '{', '}', '=']) || attributes.id.is_some() {
                return None;
            }
            attributes.id = Some((id[..end].to_owned(), at));
            rest = &id[end..];
            continue;
        }
        let end = rest
            .find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_'))
            .unwrap_or(rest.len());
        if end == 0 {
            return None;
        }
        let key = rest[..end].to_owned();
        rest = &rest[end..];
        let value = match rest.strip_prefix('=') {
            None => None,
            Some(after) => {
                let (value, left) = value(after)?;
                rest = left;
                Some(value.to_owned())
            }
        };
        if !rest.is_empty() && !rest.starts_with(char::is_whitespace) {
            return None;
        }
        attributes.pairs.push((key, value, at));
    }
    (attributes.id.is_some() || !attributes.pairs.is_empty()).then_some(attributes)
}

/// A value in straight or curly quotes, or a bare word, and what is left.
fn value(text: &str) -> Option<(&str, &str)> {
    for (open, close) in [('"', '"'), ('“', '”'), ('”', '”')] {
        if let Some(inside) = text.strip_prefix(open) {
            let end = inside.find(close)?;
            return Some((&inside[..end], &inside[end + close.len_utf8()..]));
        }
    }
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    (end > 0 && !text[..end].contains(['"', '{', '}'])).then(|| (&text[..end], &text[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(text: &str) -> Vec<(String, Option<String>)> {
        let attributes = split(text).1.unwrap_or_default();
        attributes
            .pairs
            .into_iter()
            .map(|(key, value, _)| (key, value))
            .collect()
    }

    #[test]
    fn an_id_and_values_are_split_off() {
        let (title, attributes) = split("When this: is working {#vision columns=\"Think, See\"}");
        assert_eq!(title, "When this: is working");
        let attributes = attributes.expect("there are some");
        assert_eq!(attributes.id, Some(("vision".into(), 23)));
        assert_eq!(attributes.pairs[0].1.as_deref(), Some("Think, See"));
    }

    #[test]
    fn bare_words_and_braces_in_quotes_are_read() {
        assert_eq!(pairs("{cited}"), [("cited".into(), None)]);
        assert_eq!(
            pairs("{a=\"}{\" minutes=18}"),
            [("a".into(), Some("}{".into())), ("minutes".into(), Some("18".into()))]
        );
    }

    #[test]
    fn only_an_id_is_cut_off_where_nothing_else_is_known() {
        assert_eq!(without_id("Why? {#why}"), "Why?");
        assert_eq!(without_id("Why? {#w hy}"), "Why?");
        assert_eq!(without_id("Budget {draft}"), "Budget {draft}");
        assert_eq!(without_id("Budget {by=\"June\"}"), "Budget {by=\"June\"}");
    }

    #[test]
    fn other_braces_are_words() {
        for text in [
            "no braces",
            "a set {1, 2}",
            "{}",
            "{#}",
            "x {\"quoted\"}",
            "late {#id} words",
        ] {
            assert_eq!(split(text), (text, None));
        }
    }
}

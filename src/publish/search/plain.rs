//! The words of HTML that our own formatter wrote.
//!
//! Texts come in pieces, between which holes are filled, some of them inside of tags: where a piece ends, the next goes on.

use std::borrow::Cow;

/// What HTML says, one after the other.
#[derive(Debug, PartialEq, Eq)]
pub enum Said<'a> {
    Words(Cow<'a, str>),
    /// Two words that stand on either side are two.
    Space,
    /// A heading of this level and id begins.
    Heading(u8, String),
    HeadingEnd,
}

/// Reads HTML piece by piece.
#[derive(Debug, Default)]
pub struct Reader {
    /// What the last piece had of a tag that goes on in the next, without its bracket.
    begun: Option<String>,
    /// The name of the element whose words are not the text's own.
    skipped: Option<&'static str>,
}

/// Elements that begin or end no word.
const INLINE: [&str; 12] = [
    "a", "abbr", "b", "code", "del", "em", "i", "mark", "span", "strong", "sub", "sup",
];

/// Links between a footnote and its number in the text: signs, and no words.
const SIGNS: [(&str, &str); 2] = [("sup", "class=\"footnote-ref\""), ("a", "class=\"footnote-back\"")];

impl Reader {
    /// Reads a piece and hands on what it says.
    pub fn read<'a>(&mut self, html: &'a str, mut hear: impl FnMut(Said<'a>)) {
        let mut rest = html;
        if let Some(mut tag) = self.begun.take() {
            let (inside, behind) = cut(rest, b'>');
            tag.push_str(inside);
            match behind {
                Some(behind) => {
                    self.tag(&tag, &mut hear);
                    rest = behind;
                }
                None => {
                    self.begun = Some(tag);
                    return;
                }
            }
        }
        while !rest.is_empty() {
            let (words, tags) = cut(rest, b'<');
            if !words.is_empty() && self.skipped.is_none() {
                hear(Said::Words(decoded(words)));
            }
            match tags.map(|tags| cut(tags, b'>')) {
                Some((tag, Some(behind))) => {
                    self.tag(tag, &mut hear);
                    rest = behind;
                }
                Some((begun, None)) => {
                    self.begun = Some(begun.to_owned());
                    return;
                }
                None => return,
            }
        }
    }

    fn tag<'a>(&mut self, tag: &str, hear: &mut impl FnMut(Said<'a>)) {
        let (is_end, tag) = match tag.strip_prefix('/') {
            Some(tag) => (true, tag),
            None => (false, tag),
        };
        let (name, attributes) = tag.split_once([' ', '\n']).unwrap_or((tag, ""));
        if let Some(skipped) = self.skipped {
            if is_end && name == skipped {
                self.skipped = None;
            }
            return;
        }
        if let Some((skipped, _)) = SIGNS
            .iter()
            .find(|(sign, class)| !is_end && *sign == name && attributes.contains(class))
        {
            self.skipped = Some(skipped);
            return;
        }
        match (level(name), is_end) {
            (Some(_), true) => hear(Said::HeadingEnd),
            (Some(level), false) => hear(Said::Heading(level, id(attributes).into_owned())),
            (None, _) if !INLINE.contains(&name) => hear(Said::Space),
            (None, _) => {}
        }
    }
}

/// What stands before the first of a bracket, and what behind it. Words between tags are short: looking for a sign of any kind takes
/// longer to begin than to find it.
fn cut(html: &str, bracket: u8) -> (&str, Option<&str>) {
    memchr::memchr(bracket, html.as_bytes()).map_or((html, None), |at| (&html[..at], Some(&html[at + 1..])))
}

/// The level of a heading, from 2: a page's title is no part of a text.
fn level(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', level @ b'2'..=b'6'] => Some(level - b'0'),
        _ => None,
    }
}

fn id(attributes: &str) -> Cow<'_, str> {
    let value = attributes.split_once("id=\"").map_or("", |(_, value)| value);
    decoded(value.split('"').next().unwrap_or_default())
}

/// Text without the escapes that our formatter makes: five signs that mean something in HTML, and no others.
fn decoded(html: &str) -> Cow<'_, str> {
    if !html.contains('&') {
        return Cow::Borrowed(html);
    }
    let mut text = html.to_owned();
    // The ampersand comes last: `&amp;lt;` is the text `&lt;`.
    for (escape, sign) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ] {
        text = text.replace(escape, sign);
    }
    Cow::Owned(text)
}

#[cfg(test)]
mod tests {
    use super::{Reader, Said};

    fn read(pieces: &[&str]) -> String {
        let mut reader = Reader::default();
        let mut said = String::new();
        for piece in pieces {
            reader.read(piece, |one| match one {
                Said::Words(words) => said.push_str(&words),
                Said::Space => said.push('/'),
                Said::Heading(level, id) => said.extend([format!("[{level} {id}]")]),
                Said::HeadingEnd => said.push_str("[end]"),
            });
        }
        said
    }

    #[test]
    fn inline_elements_part_no_words_and_blocks_do() {
        assert_eq!(read(&["<p>co<em>llect</em>ive</p>\n<p>two</p>"]), "/collective/\n/two/");
        assert_eq!(read(&["one<br />two"]), "one/two");
    }

    #[test]
    fn a_hole_within_a_tag_leaves_the_tag_whole() {
        assert_eq!(
            read(&["see <a href=\"", "\" class=\"x\">this</a> &amp;lt;"]),
            "see this &lt;"
        );
    }

    #[test]
    fn headings_have_their_ids_and_signs_are_no_words() {
        assert_eq!(read(&["<h2 id=\"a-b\">One</h2>"]), "[2 a-b]One[end]");
        let footnote = "so<sup class=\"footnote-ref\"><a href=\"#fn_1\" id=\"ref_1\">1</a></sup>.";
        assert_eq!(read(&[footnote]), "so.");
    }
}

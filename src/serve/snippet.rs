//! The one line that the preview puts into a page, at the door.
//!
//! A page's own policy may forbid scripts. A policy in a `<meta>` holds for what comes after it (Content Security Policy
//! Level 3, section 3.3), so the line stands at the beginning of the head, and the page stays as it will be published.

use std::ops::Range;

/// What the line says of a page.
#[derive(Debug, Clone, Copy)]
pub struct Snippet<'a> {
    /// What tells the page from others, its style sheet left aside: a page with the same one need not be loaded again.
    pub page: &'a str,
    /// The address of its style sheet, from the root of the site, as a link writes it.
    pub style: &'a str,
    /// `team`, `public` (beside the team's) or `only` (the public edition by itself).
    pub edition: &'a str,
}

impl Snippet<'_> {
    fn text(self) -> String {
        let Self { page, style, edition } = self;
        format!(
            "<script src=\"/_preview/preview.js\" data-page=\"{page}\" data-style=\"{style}\" data-edition=\"{edition}\"></script>\n"
        )
    }

    /// The page with the line in it, and nothing else changed.
    pub fn put_into(self, page: &[u8]) -> Vec<u8> {
        let at = place(page);
        let mut bytes = Vec::with_capacity(page.len() + 200);
        bytes.extend_from_slice(&page[..at]);
        bytes.extend_from_slice(self.text().as_bytes());
        bytes.extend_from_slice(&page[at..]);
        bytes
    }
}

/// Behind `<head>`; a theme's page without one gets the line behind its document type, where a head begins by itself.
fn place(page: &[u8]) -> usize {
    let head = tag(page, b"<head").or_else(|| tag(page, b"<!doctype"));
    head.map_or(0, |head| {
        let rest = &page[head.end..];
        head.end + usize::from(rest.first() == Some(&b'\n'))
    })
}

/// The first tag that begins so, in upper or lower case; `<header>` is no `<head>`.
fn tag(page: &[u8], begins: &[u8]) -> Option<Range<usize>> {
    let mut from = 0;
    loop {
        let at = page[from..]
            .windows(begins.len())
            .position(|window| window.eq_ignore_ascii_case(begins))?;
        let start = from + at;
        let rest = &page[start + begins.len()..];
        if rest
            .first()
            .is_some_and(|byte| byte.is_ascii_whitespace() || *byte == b'>')
        {
            let end = rest.iter().position(|byte| *byte == b'>')?;
            return Some(start..start + begins.len() + end + 1);
        }
        from = start + begins.len();
    }
}

#[cfg(test)]
mod tests {
    use super::Snippet;

    const SNIPPET: Snippet = Snippet {
        page: "1",
        style: "s.css",
        edition: "team",
    };

    #[test]
    fn the_line_stands_first_in_the_head_and_nothing_else_changes() {
        for (page, before) in [
            (
                "<!doctype html>\n<html><head>\n<meta></head>",
                "<!doctype html>\n<html><head>\n",
            ),
            (
                "<!DOCTYPE html><HTML><HEAD lang=en><meta>",
                "<!DOCTYPE html><HTML><HEAD lang=en>",
            ),
            ("<!doctype html><header>x</header>", "<!doctype html>"),
            ("words", ""),
        ] {
            let text = String::from_utf8(SNIPPET.put_into(page.as_bytes())).expect("it is text");
            let (start, rest) = text.split_at(before.len());
            assert_eq!(start, before);
            assert!(rest.starts_with("<script src="), "{rest}");
            assert_eq!(text.replace(&SNIPPET.text(), ""), page);
        }
    }
}

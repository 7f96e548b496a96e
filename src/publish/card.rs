//! The picture that stands beside a link to the site where people share it: the school, the playbook, the school's colour.
//!
//! The theme draws it (`templates/card.svg`), and a font that comes with the program writes on it: fonts of the machine would
//! make another picture of it on each.

use crate::config::BaseUrl;
use crate::link::Site;
use crate::source::{Code, Diagnostic};
use crate::theme::Theme;
use minijinja::context;
use resvg::{tiny_skia, usvg};
use std::sync::Arc;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The size that those who show links ask for, in pixels; the Open Graph protocol names none.
pub const CARD_SIZE: (u32, u32) = (1200, 630);

/// The longest line of the title, in columns, and how many lines there are at most.
const LINE: usize = 22;
const LINES: usize = 3;

/// The picture, as PNG.
///
/// # Errors
/// A mistake in the theme's drawing.
pub fn card(site: &Site, theme: &Theme) -> Result<Vec<u8>, Diagnostic> {
    let settings = site.edition.settings();
    let lines = lines(&settings.title);
    let school = settings.school.name.as_deref().filter(|name| *name != settings.title);
    let place = settings.base_url.as_ref().map(BaseUrl::shown);
    let view = context! { lines, school, place, colours => theme.colours.clone() };
    let svg = theme.render("card.svg", view)?;
    draw(&svg).ok_or_else(|| {
        let message = "The picture for shared links cannot be drawn.";
        Diagnostic::in_file(Code::ThemeTemplate, "themes: templates/card.svg", message)
            .fix("make it a drawing of 1200 by 630 in SVG")
    })
}

fn draw(svg: &str) -> Option<Vec<u8>> {
    let mut fonts = usvg::fontdb::Database::new();
    fonts.load_font_source(usvg::fontdb::Source::Binary(Arc::new(dejavu::sans::regular())));
    fonts.load_font_source(usvg::fontdb::Source::Binary(Arc::new(dejavu::sans::bold())));
    let options = usvg::Options {
        font_family: "DejaVu Sans".into(),
        fontdb: Arc::new(fonts),
        ..usvg::Options::default()
    };
    let tree = usvg::Tree::from_str(svg, &options).ok()?;
    let mut points = tiny_skia::Pixmap::new(CARD_SIZE.0, CARD_SIZE.1)?;
    resvg::render(&tree, tiny_skia::Transform::default(), &mut points.as_mut());
    points.encode_png().ok()
}

/// A title in lines that fit the card; what is too long ends with dots.
fn lines(title: &str) -> Vec<String> {
    let mut lines: Vec<String> = vec![String::new()];
    for word in title.split_whitespace() {
        let last = lines
            .last_mut()
            .filter(|line| line.is_empty() || line.width() + 1 + word.width() <= LINE);
        match last {
            Some(line) if line.is_empty() => line.push_str(word),
            Some(line) => {
                line.push(' ');
                line.push_str(word);
            }
            None => lines.push(word.to_owned()),
        }
    }
    let is_cut = lines.len() > LINES;
    lines.truncate(LINES);
    for line in lines.iter_mut().filter(|line| line.width() > LINE) {
        let widths = line.char_indices().scan(0, |width, (at, c)| {
            *width += c.width().unwrap_or_default();
            Some((at, *width))
        });
        let cut = widths.into_iter().find(|(_, width)| *width > LINE);
        if let Some((end, _)) = cut {
            line.truncate(end);
        }
    }
    if let Some(last) = lines.last_mut().filter(|_| is_cut) {
        last.push('…');
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn a_title_is_cut_where_words_end() {
        assert_eq!(lines("Riverbend Playbook"), ["Riverbend Playbook"]);
        assert_eq!(
            lines("How the people of Riverbend lead and learn together"),
            ["How the people of", "Riverbend lead and", "learn together"]
        );
        let long = lines(&"a word too many ".repeat(30));
        assert_eq!(long.len(), 3);
        assert!(long[2].ends_with('…'));
        assert_eq!(lines(&"x".repeat(40))[0].len(), 22);
    }
}

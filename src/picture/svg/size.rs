//! The first element of a drawing: whether it is one, and how large it is.

use super::Unfit;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// The size of a drawing that says nothing of it (CSS 2.2, 10.3.2: replaced elements).
const USUAL: (u32, u32) = (300, 150);

/// No drawing is larger, whatever it says.
const LARGEST: f64 = 10_000.0;

/// Whether bytes are a drawing: their first element is `svg`.
pub fn is_svg(bytes: &[u8]) -> bool {
    root(bytes).is_ok()
}

/// Width and height in CSS pixels.
///
/// # Errors
/// When it cannot be read as far as its first element.
pub fn size(bytes: &[u8]) -> Result<(u32, u32), Unfit> {
    let root = root(bytes)?;
    let attribute = |name: &str| Some(root.try_get_attribute(name).ok()??.value.into_owned());
    let given = |name| attribute(name).as_deref().and_then(pixels);
    let view: Vec<f64> = attribute("viewBox")
        .unwrap_or_default()
        .split([' ', ','])
        .filter_map(|number| number.parse().ok())
        .collect();
    let shape = match view[..] {
        [_, _, width, height] if width > 0.0 && height > 0.0 => Some((width, height)),
        _ => None,
    };
    let (width, height) = match (given("width"), given("height"), shape) {
        (Some(width), Some(height), _) => (width, height),
        (Some(width), None, Some((across, down))) => (width, width * down / across),
        (None, Some(height), Some((across, down))) => (height * across / down, height),
        (None, None, Some(shape)) => shape,
        _ => return Ok(USUAL),
    };
    Ok((whole(width), whole(height)))
}

/// A length in pixels, or in a unit that is so many of them (CSS Values 4, 6.2); no share of something else.
fn pixels(length: &str) -> Option<f64> {
    let length = length.trim();
    let at = length
        .find(|c: char| c.is_ascii_alphabetic() || c == '%')
        .unwrap_or(length.len());
    let number: f64 = length[..at].trim().parse().ok()?;
    let unit = match &length[at..] {
        "" | "px" => 1.0,
        "pt" => 96.0 / 72.0,
        "pc" => 16.0,
        "in" => 96.0,
        "cm" => 96.0 / 2.54,
        "mm" => 96.0 / 25.4,
        _ => return None,
    };
    Some(number * unit).filter(|pixels| pixels.is_finite() && *pixels > 0.0)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is clamped")]
fn whole(pixels: f64) -> u32 {
    pixels.clamp(1.0, LARGEST).round() as u32
}

fn root(bytes: &[u8]) -> Result<BytesStart<'_>, Unfit> {
    let mut reader = Reader::from_reader(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes));
    loop {
        match reader.read_event().map_err(|_| Unfit::Drawing)? {
            Event::Start(start) | Event::Empty(start) => {
                let is_svg = start.local_name().as_ref() == "svg";
                return if is_svg { Ok(start) } else { Err(Unfit::Unknown) };
            }
            Event::Eof => return Err(Unfit::Unknown),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size_of(attributes: &str) -> (u32, u32) {
        size(format!("<?xml version=\"1.0\"?><!-- a --><svg {attributes}/>").as_bytes()).expect("a drawing")
    }

    #[test]
    fn the_size_is_what_it_says_or_its_box() {
        assert_eq!(size_of("width=\"40\" height=\"30\""), (40, 30));
        assert_eq!(size_of("width=\"1in\" height=\"2.54cm\""), (96, 96));
        assert_eq!(size_of("viewBox=\"0 0 640 360\""), (640, 360));
        assert_eq!(size_of("width=\"100%\" viewBox=\"0,0,10,20\""), (10, 20));
        assert_eq!(size_of("width=\"5px\" viewBox=\"0 0 10 20\""), (5, 10));
        assert_eq!(size_of(""), USUAL);
        assert_eq!(
            size_of("width=\"1e99\" height=\"-3\" viewBox=\"0 0 1e99 1\""),
            (10_000, 1)
        );
    }

    #[test]
    fn other_files_are_no_drawings() {
        assert!(is_svg(b"<s:svg/>"));
        assert!(!is_svg(b"<html><svg/></html>"));
        assert!(!is_svg(b""));
    }
}

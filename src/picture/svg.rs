//! Drawings (SVG 2): how large they are, and what of them is published.

use super::Unfit;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, Writer};

/// The size of a drawing that says nothing of it (CSS 2.2, 10.3.2: replaced elements).
const USUAL: (u32, u32) = (300, 150);

/// No drawing is larger, whatever it says.
const LARGEST: f64 = 10_000.0;

/// Prefixes of names that drawing programs keep their own notes under: folders, windows, names of people.
const NOTES: [&str; 8] = ["inkscape", "sodipodi", "rdf", "cc", "dc", "serif", "sketch", "xodm"];

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

/// A drawing without remarks, without the notes of the program that made it, and without scripts: at an address of its own it
/// is a page of the school's, on which they would run.
///
/// # Errors
/// When it is not well-formed, or needs definitions that stand elsewhere.
pub fn bare(bytes: &[u8]) -> Result<Vec<u8>, Unfit> {
    let mut reader = Reader::from_reader(bytes);
    let mut writer = Writer::new(Vec::with_capacity(bytes.len()));
    // How deep the reader is within something that goes.
    let mut left_out = 0_u32;
    let mut depth = 0_u32;
    loop {
        let event = reader.read_event().map_err(|_| Unfit::Drawing)?;
        let kept = match event {
            Event::Eof if depth == 0 => return Ok(writer.into_inner()),
            Event::Eof => return Err(Unfit::Drawing),
            Event::Start(start) => {
                depth += 1;
                if left_out > 0 || goes(start.name().as_ref()) {
                    left_out += 1;
                    None
                } else {
                    Some(Event::Start(without_notes(&start)?))
                }
            }
            Event::End(end) => {
                depth = depth.checked_sub(1).ok_or(Unfit::Drawing)?;
                let is_kept = left_out == 0;
                left_out = left_out.saturating_sub(1);
                is_kept.then_some(Event::End(end))
            }
            Event::Empty(start) if left_out == 0 && !goes(start.name().as_ref()) => {
                Some(Event::Empty(without_notes(&start)?))
            }
            Event::DocType(definitions) => {
                if definitions.contains("<!ENTITY") {
                    return Err(Unfit::Drawing);
                }
                None
            }
            Event::Text(_) | Event::CData(_) | Event::Decl(_) | Event::GeneralRef(_) if left_out == 0 => Some(event),
            // Remarks, instructions to programs, and what stands within something that goes.
            _ => None,
        };
        if let Some(event) = kept {
            writer.write_event(event).map_err(|_| Unfit::Drawing)?;
        }
    }
}

/// Whether an element goes with all in it.
fn goes(name: &str) -> bool {
    is_note(name) || matches!(local(name), "metadata" | "script" | "iframe" | "object" | "embed")
}

fn is_note(name: &str) -> bool {
    name.split_once(':').is_some_and(|(prefix, _)| NOTES.contains(&prefix))
}

fn local(name: &str) -> &str {
    name.split_once(':').map_or(name, |(_, local)| local)
}

fn without_notes<'a>(start: &BytesStart<'a>) -> Result<BytesStart<'a>, Unfit> {
    let mut kept = start.clone();
    kept.clear_attributes();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|_| Unfit::Drawing)?;
        let name = attribute.key.as_ref();
        let declares_notes = name
            .strip_prefix("xmlns:")
            .is_some_and(|prefix| NOTES.contains(&prefix));
        let begins = |text: &str, with: &str| {
            text.get(..with.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(with))
        };
        let runs = begins(name, "on") || local(name) == "href" && begins(attribute.value.trim_start(), "javascript:");
        if !is_note(name) && !declares_notes && !runs {
            kept.push_attribute(attribute);
        }
    }
    Ok(kept)
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
    fn notes_remarks_and_scripts_go_and_the_drawing_stays() {
        let drawing = r#"<?xml version="1.0"?>
<!-- by A. Teacher -->
<svg xmlns="http://www.w3.org/2000/svg" xmlns:sodipodi="http://x" sodipodi:docname="/home/teacher/plan.svg" viewBox="0 0 9 9" onload="go()">
<metadata><rdf:RDF><dc:creator>A. Teacher</dc:creator></rdf:RDF></metadata>
<sodipodi:namedview><g/></sodipodi:namedview>
<script>go()</script><a href="javascript:go()"><title>A leaf &amp; a stem</title></a>
<path d="M0 0h9" inkscape:label="secret"/><style><![CDATA[path{fill:red}]]></style>
</svg>"#;
        let bare = String::from_utf8(bare(drawing.as_bytes()).expect("well-formed")).expect("UTF-8");
        for gone in ["Teacher", "teacher", "go()", "secret", "sodipodi", "metadata", "script"] {
            assert!(!bare.contains(gone), "{gone} is in {bare}");
        }
        for kept in [
            "viewBox=\"0 0 9 9\"",
            "A leaf &amp; a stem",
            "<path d=\"M0 0h9\"/>",
            "path{fill:red}",
            "</svg>",
        ] {
            assert!(bare.contains(kept), "{kept} is not in {bare}");
        }
    }

    #[test]
    fn what_is_not_whole_is_refused() {
        for text in [
            "<svg><g></svg>",
            "<svg>",
            "<svg",
            "<!DOCTYPE svg [<!ENTITY a \"b\">]><svg>&a;</svg>",
        ] {
            assert_eq!(bare(text.as_bytes()), Err(Unfit::Drawing), "{text}");
        }
        assert!(!is_svg(b"<html><svg/></html>"));
        assert!(!is_svg(b""));
    }
}

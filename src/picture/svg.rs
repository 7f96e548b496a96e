//! Drawings (SVG 2): how large they are, and what of them is published.

use super::Unfit;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, Writer};

/// The size of a drawing that says nothing of it (CSS 2.2, 10.3.2: replaced elements).
const USUAL: (u32, u32) = (300, 150);

/// No drawing is larger, whatever it says.
const LARGEST: f64 = 10_000.0;

/// The namespace of drawings, without which a browser shows nothing.
const NAMESPACE: &str = "http://www.w3.org/2000/svg";

/// Elements that are no part of a drawing, or run: those of pages, and those that lead elsewhere.
const LEFT_OUT: [&str; 10] = [
    "metadata",
    "script",
    "foreignObject",
    "iframe",
    "object",
    "embed",
    "audio",
    "video",
    "canvas",
    "handler",
];

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

/// A drawing with its own elements and attributes alone: without remarks, without the notes of the program that made it, and
/// without scripts, which would run on the school's site where the drawing is opened at its own address.
///
/// # Errors
/// When it is not well-formed, is not in the namespace of drawings, or needs definitions that stand elsewhere.
pub fn bare(bytes: &[u8]) -> Result<Vec<u8>, Unfit> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|_| Unfit::Drawing)?;
    let mut reader = Reader::from_str(text);
    let mut writer = Writer::new(Vec::with_capacity(bytes.len()));
    let mut is_root = true;
    // How deep the reader is within something that goes.
    let mut left_out = 0_u32;
    let mut depth = 0_u32;
    loop {
        let event = reader.read_event().map_err(|_| Unfit::Drawing)?;
        if let Event::Start(start) | Event::Empty(start) = &event
            && std::mem::take(&mut is_root)
            && !is_of_svg(start)
        {
            return Err(Unfit::Drawing);
        }
        let kept = match event {
            Event::Eof if depth == 0 => return Ok(writer.into_inner()),
            Event::Eof => return Err(Unfit::Drawing),
            Event::Start(start) => {
                depth += 1;
                if left_out > 0 || goes(&start) {
                    left_out += 1;
                    None
                } else {
                    Some(Event::Start(own_attributes(&start)?))
                }
            }
            Event::End(end) => {
                depth = depth.checked_sub(1).ok_or(Unfit::Drawing)?;
                let is_kept = left_out == 0;
                left_out = left_out.saturating_sub(1);
                is_kept.then_some(Event::End(end))
            }
            Event::Empty(start) if left_out == 0 && !goes(&start) => Some(Event::Empty(own_attributes(&start)?)),
            Event::DocType(definitions) => {
                if definitions.contains("<!ENTITY") {
                    return Err(Unfit::Drawing);
                }
                None
            }
            // Only what XML itself defines can be told without definitions.
            Event::GeneralRef(name) if !is_defined(&name) => return Err(Unfit::Drawing),
            Event::Text(_) | Event::CData(_) | Event::Decl(_) | Event::GeneralRef(_) if left_out == 0 => Some(event),
            // Remarks, instructions to programs, and what stands within something that goes.
            _ => None,
        };
        if let Some(event) = kept {
            writer.write_event(event).map_err(|_| Unfit::Drawing)?;
        }
    }
}

/// Whether the first element says that it is a drawing, as a browser must be told.
fn is_of_svg(root: &BytesStart) -> bool {
    let name = match root.name().as_ref().split_once(':') {
        Some((prefix, _)) => format!("xmlns:{prefix}"),
        None => "xmlns".to_owned(),
    };
    let declared = root.try_get_attribute(name.as_str()).ok().flatten();
    declared.is_some_and(|attribute| attribute.value.trim() == NAMESPACE)
}

fn is_defined(name: &str) -> bool {
    name.starts_with('#') || ["amp", "lt", "gt", "quot", "apos"].contains(&name)
}

/// Whether an element goes with all in it: it is of another vocabulary, is none of a drawing's, or changes where a link leads.
fn goes(start: &BytesStart) -> bool {
    let name = start.name();
    let (prefix, local) = name.as_ref().split_once(':').unwrap_or(("", name.as_ref()));
    let changes = ["set", "animate"].contains(&local)
        && start.attributes().flatten().any(|attribute| {
            let value = attribute.value.trim().to_ascii_lowercase();
            attribute.key.as_ref() == "attributeName" && (value.ends_with("href") || value.starts_with("on"))
        });
    !["", "svg"].contains(&prefix) || LEFT_OUT.contains(&local) || changes
}

/// An element with the attributes that draw, each written so that it stays one.
fn own_attributes<'a>(start: &BytesStart<'a>) -> Result<BytesStart<'a>, Unfit> {
    let mut kept = start.clone();
    kept.clear_attributes();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|_| Unfit::Drawing)?;
        let name = attribute.key.as_ref();
        let value = unescape(&attribute.value).map_err(|_| Unfit::Drawing)?;
        let value = match name.rsplit_once(':').unwrap_or(("", name)) {
            ("" | "xlink", "href") => match reference(&value)? {
                Some(reference) => reference,
                None => continue,
            },
            ("", "content" | "src") => continue,
            ("", local) if local.starts_with("data-") || begins(local, "on") => continue,
            ("" | "xml", _) | ("xmlns", "svg" | "xlink") => value.into_owned(),
            _ => continue,
        };
        kept.push_attribute((name, value.as_str()));
    }
    Ok(kept)
}

/// Where a link or picture in a drawing leads, if that may be published: a place in the drawing, another site, or a picture that
/// is written into it, which is made bare as well.
fn reference(value: &str) -> Result<Option<String>, Unfit> {
    // Browsers overlook control characters in an address.
    let value: String = value.chars().filter(|c| !c.is_control()).collect();
    let value = value.trim();
    let may_be = ["#", "http:", "https:", "mailto:"];
    if may_be.iter().any(|start| begins(value, start)) {
        return Ok(Some(value.to_owned()));
    }
    let Some((kind, data)) = value
        .split_once(";base64,")
        .filter(|(kind, _)| begins(kind, "data:image/"))
    else {
        return Ok(None);
    };
    if begins(kind, "data:image/svg") {
        return Ok(None);
    }
    let data: String = data.chars().filter(|c| !c.is_whitespace()).collect();
    let bytes = BASE64.decode(data).map_err(|_| Unfit::Drawing)?;
    Ok(Some(format!("{kind};base64,{}", BASE64.encode(super::bare(&bytes)?))))
}

fn begins(text: &str, with: &str) -> bool {
    text.get(..with.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(with))
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

    fn drawing(inside: &str) -> String {
        let start = "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">";
        let once = bare(format!("{start}{inside}</svg>").as_bytes()).expect("well-formed");
        assert_eq!(bare(&once).as_ref(), Ok(&once), "made bare again, it is another one");
        String::from_utf8(once).expect("UTF-8")
    }

    #[test]
    fn attributes_stay_one_each() {
        let quoted = drawing("<text font-family='\"Open Sans\", serif'>a</text>");
        assert!(
            quoted.contains("font-family=\"&quot;Open Sans&quot;, serif\""),
            "{quoted}"
        );
        let hidden = drawing("<g id='\" onload=\"alert(1)\" x=\"'/>");
        assert!(
            hidden.contains("id=\"&quot; onload=&quot;alert(1)&quot; x=&quot;\""),
            "{hidden}"
        );
    }

    #[test]
    fn no_way_leads_to_a_script_or_a_folder() {
        for inside in [
            "<a href=\"java&#115;cript:alert(1)\"/>",
            "<a xlink:href=\"java&#10;script:alert(1)\"/>",
            "<a href=\" JavaScript:alert(1)\"/>",
            "<a><set attributeName=\"href\" to=\"javascript:alert(1)\"/></a>",
            "<a><animate attributeName=\"xlink:href\" values=\"javascript:alert(1)\"/></a>",
            "<rect><set attributeName=\"onclick\" to=\"alert(1)\"/></rect>",
            "<foreignObject><p onclick=\"alert(1)\">alert(1)</p></foreignObject>",
            "<image href=\"file:///C:/Users/alert(1)/room.jpg\"/>",
            "<image href=\"data:image/svg+xml;base64,YWxlcnQoMSk=\"/>",
            "<v:documentProperties xmlns:v=\"urn:x\" v:author=\"alert(1)\"/>",
            "<g data-name=\"alert(1)\" ink:export=\"alert(1)\" content=\"alert(1)\"/>",
        ] {
            let bare = drawing(inside);
            assert!(
                !bare.contains("alert") && !bare.contains("cript:"),
                "{inside} became {bare}"
            );
        }
        let kept = drawing("<a href=\"#leaf\"/><a xlink:href=\"https://example.org/?a=1&amp;b=2\"/>");
        assert!(
            kept.contains("href=\"#leaf\"") && kept.contains("?a=1&amp;b=2"),
            "{kept}"
        );
    }

    #[test]
    fn a_photo_within_a_drawing_is_made_bare_as_well() {
        let gif = b"GIF89a\x01\0\x01\0\0\0\0\x21\xfe\x06secret\0\x3b";
        let bare = drawing(&format!(
            "<image href=\"data:image/gif;base64,{}\"/>",
            BASE64.encode(gif)
        ));
        let plain = BASE64.encode(b"GIF89a\x01\0\x01\0\0\0\0\x3b");
        assert!(bare.contains(&format!("data:image/gif;base64,{plain}")), "{bare}");
    }

    #[test]
    fn what_is_not_whole_is_refused() {
        let own = "xmlns=\"http://www.w3.org/2000/svg\"";
        for text in [
            format!("<svg {own}><g></svg>"),
            format!("<svg {own}>"),
            format!("<svg {own}"),
            format!("<!DOCTYPE svg [<!ENTITY a \"b\">]><svg {own}>&a;</svg>"),
            format!("<svg {own}>&nbsp;</svg>"),
            "<svg viewBox=\"0 0 9 9\"/>".to_owned(),
        ] {
            assert_eq!(bare(text.as_bytes()), Err(Unfit::Drawing), "{text}");
        }
        assert!(!is_svg(b"<html><svg/></html>"));
        assert!(!is_svg(b""));
    }
}

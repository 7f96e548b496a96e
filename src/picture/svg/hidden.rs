//! Layers of a drawing that were switched off: nobody sees them in a page, and everybody does who opens the file in a drawing
//! program.
//!
//! 1. The style sheets say which classes are switched off: some programs write it there, others at the layer itself.
//! 2. Something that could be drawn is looked for in an element that is.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Error, Reader, XmlVersion};

/// Elements that draw something (SVG 2, 3.1: graphics elements).
const DRAWN: [&str; 10] = [
    "circle", "ellipse", "image", "line", "path", "polygon", "polyline", "rect", "text", "use",
];

/// Whether a drawing has a layer that is switched off, with something in it. Not in one that cannot be read.
#[must_use]
pub fn has_layers_off(drawing: &[u8]) -> bool {
    let text = std::str::from_utf8(drawing).unwrap_or_default();
    // Nearly no drawing speaks of it.
    text.contains("display") && has_something_off(text).unwrap_or_default()
}

fn has_something_off(drawing: &str) -> Result<bool, Error> {
    let sheet = sheet(drawing)?;
    let classes = switched_off(&sheet);
    let mut reader = Reader::from_str(drawing);
    // Whether each element that is open is seen.
    let mut open: Vec<bool> = Vec::new();
    loop {
        let event = reader.read_event()?;
        let is_seen = open.last().copied().unwrap_or(true);
        match &event {
            Event::Eof => return Ok(false),
            Event::Start(start) | Event::Empty(start) => {
                let is_seen = is_seen && !is_switched_off(start, &classes);
                if !is_seen && DRAWN.contains(&start.local_name().as_ref()) {
                    return Ok(true);
                }
                if matches!(event, Event::Start(_)) {
                    open.push(is_seen);
                }
            }
            Event::End(_) => {
                open.pop();
            }
            _ => {}
        }
    }
}

/// The text of all style sheets.
fn sheet(drawing: &str) -> Result<String, Error> {
    let mut reader = Reader::from_str(drawing);
    let mut sheet = String::new();
    let mut is_within = false;
    loop {
        match reader.read_event()? {
            Event::Eof => return Ok(sheet),
            Event::Start(start) => is_within = start.local_name().as_ref() == "style",
            Event::End(_) => is_within = false,
            Event::Text(text) if is_within => sheet.push_str(&text),
            Event::CData(text) if is_within => sheet.push_str(&text),
            _ => {}
        }
    }
}

/// The classes that a style sheet switches off whatever else is the case: `.st0{display:none;}`.
fn switched_off(sheet: &str) -> Vec<&str> {
    let rules = sheet.split('}').filter_map(|rule| rule.rsplit_once('{'));
    let off = rules.filter(|(_, block)| display(block) == Some("none"));
    off.flat_map(|(selectors, _)| selectors.split(','))
        .filter_map(|selector| selector.trim().strip_prefix('.'))
        .collect()
}

/// What declarations say of whether something is shown; the last one has the word.
fn display(declarations: &str) -> Option<&str> {
    let mut declarations = declarations.rsplit(';').filter_map(|one| one.split_once(':'));
    let (_, value) = declarations.find(|(name, _)| name.trim() == "display")?;
    Some(value.trim())
}

/// Whether an element is switched off: by its own style, else by its class, else by its attribute (CSS Cascading 4, 6.1; SVG 2, 6.6).
fn is_switched_off(start: &BytesStart, classes: &[&str]) -> bool {
    let attribute = |name: &str| {
        let attribute = start.try_get_attribute(name).ok()??;
        Some(attribute.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned())
    };
    if let Some(style) = attribute("style")
        && let Some(value) = display(&style)
    {
        return value == "none";
    }
    let class = attribute("class").unwrap_or_default();
    class.split_whitespace().any(|class| classes.contains(&class))
        || attribute("display").is_some_and(|value| value == "none")
}

#[cfg(test)]
mod tests {
    use super::has_layers_off;

    fn inside(inside: &str) -> bool {
        has_layers_off(format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{inside}</svg>").as_bytes())
    }

    /// As Inkscape, Illustrator and others write it.
    #[test]
    fn layers_that_are_switched_off_are_found() {
        for drawing in [
            "<g style=\"opacity:1;display:none\"><text>Room 4</text></g>",
            "<g display=\"none\"><g><path d=\"M0 0h9\"/></g></g>",
            "<style>.st0{display:none;}\n.st1{fill:red}</style><g class=\"layer st0\"><g class=\"st1\"><rect/></g></g>",
            "<g class=\"st0\"><rect/></g><style><![CDATA[.a, .st0 { fill:red; display: none }]]></style>",
            "<g style=\"display:none\"><g style=\"display:inline\"><circle r=\"1\"/></g></g>",
            "<g/><image display=\"none\" href=\"data:,\"/>",
        ] {
            assert!(inside(drawing), "{drawing}");
        }
    }

    #[test]
    fn what_is_seen_or_empty_is_not() {
        for drawing in [
            "<g style=\"display:inline\"><text>Room 4</text></g>",
            "<g style=\"display:none;display:inline\" display=\"none\"><text>Room 4</text></g>",
            "<g style=\"display:none\"/><g display=\"none\"><title>Notes</title></g><rect/>",
            "<style>@media print{.st0{display:none}}.st1{display:inline}</style><g class=\"st0 st1\"><rect/></g>",
            "<style>.st0{display:none}</style><g class=\"st0\" style=\"display:inline\"><rect/></g>",
            "<text>display: none</text>",
            "<g display=\"none\">",
        ] {
            assert!(!inside(drawing), "{drawing}");
        }
    }
}

//! Drawings (SVG 2): how large they are, and what of them is published.
//!
//! 1. [`is_svg`] and [`size`] look at a drawing's first element.
//! 2. [`bare`] writes the drawing anew: the [elements and attributes](names) of drawings, known by their namespace and not by how they
//!    are prefixed, with the words that are seen or read out. All else goes.
//! 3. A [link or picture](reference) stays where it leads to a place that may be published, a [style](style) where it leads nowhere.
//! 4. Words that are kept as HTML would be lost with it, so a drawing that has nothing in their place is refused.

mod hidden;
mod names;
mod reference;
mod size;
mod style;

pub use hidden::has_layers_off;
pub use size::{is_svg, size};

use super::Unfit;
use names::Kind;
use quick_xml::escape::{partial_escape, resolve_predefined_entity};
use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};
use quick_xml::name::{Namespace, NamespaceResolver, ResolveResult};
use quick_xml::{NsReader, Writer, XmlVersion};
use std::borrow::Cow;

/// The namespace of drawings, without which a browser shows nothing.
const SVG: Namespace = Namespace("http://www.w3.org/2000/svg");

/// The namespace of links, as they were before SVG 2.
const XLINK: Namespace = Namespace("http://www.w3.org/1999/xlink");

const XML: Namespace = Namespace("http://www.w3.org/XML/1998/namespace");

/// Elements whose words are seen or read out.
const WORDS: [&str; 6] = ["a", "desc", "text", "textPath", "title", "tspan"];

/// A drawing with its own elements and attributes alone: without remarks, without the notes of the program that made it, and
/// without scripts, which would run on the school's site where the drawing is opened at its own address.
///
/// # Errors
/// When it is not well-formed, is not in the namespace of drawings, needs definitions that stand elsewhere, or has words in HTML.
pub fn bare(bytes: &[u8]) -> Result<Vec<u8>, Unfit> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|_| Unfit::Drawing)?;
    let mut reader = NsReader::from_str(text);
    let mut writer = Writer::new(Vec::with_capacity(bytes.len()));
    let mut open: Vec<Opened> = Vec::new();
    // The text of the style sheet that is open.
    let mut sheet = String::new();
    loop {
        let event = reader.read_event().map_err(|_| Unfit::Drawing)?;
        let is_begun = !writer.get_ref().is_empty();
        let place = match open.last() {
            None if is_begun => Place::Behind,
            None => Place::Before,
            Some(Opened::LeftOut) => Place::LeftOut,
            Some(Opened::Foreign) => Place::Foreign,
            Some(Opened::Kept("style")) => Place::Sheet,
            Some(Opened::Kept(name)) if WORDS.contains(name) => Place::Words,
            Some(Opened::Kept(_)) => Place::Drawing,
        };
        let kept = match event {
            Event::Eof if place == Place::Behind => return Ok(writer.into_inner()),
            Event::Eof => return Err(Unfit::Drawing),
            Event::Start(start) => {
                let element = element(&start, reader.resolver(), place, text)?;
                open.push(match &element {
                    Some((name, _)) => Opened::Kept(name),
                    None if place == Place::Foreign => Opened::Foreign,
                    // A drawing that has a choice shows its next one.
                    None if matches!(open.last(), Some(Opened::Kept("switch"))) => Opened::LeftOut,
                    None if is_foreign(&start, reader.resolver(), place) => Opened::Foreign,
                    None => Opened::LeftOut,
                });
                element.map(|(_, start)| Event::Start(start))
            }
            Event::Empty(start) => {
                let element = element(&start, reader.resolver(), place, text)?;
                element.map(|(_, start)| Event::Empty(start))
            }
            Event::End(_) => {
                if place == Place::Sheet {
                    let sheet = style::bare(&std::mem::take(&mut sheet)).unwrap_or_default();
                    let sheet = BytesText::from_escaped(partial_escape(sheet));
                    writer.write_event(Event::Text(sheet)).map_err(|_| Unfit::Drawing)?;
                }
                match open.pop().ok_or(Unfit::Drawing)? {
                    Opened::Kept(name) => Some(Event::End(BytesEnd::new(name))),
                    Opened::LeftOut | Opened::Foreign => None,
                }
            }
            Event::DocType(definitions) if definitions.contains("<!ENTITY") => return Err(Unfit::Drawing),
            Event::Text(_) | Event::CData(_) | Event::GeneralRef(_) => {
                let words = words(&event)?;
                match place {
                    Place::Sheet => {
                        sheet.push_str(&words);
                        None
                    }
                    Place::Words => Some(event),
                    // What stands outside of words is never shown, but for the lines that the drawing is written in.
                    Place::Drawing | Place::Behind => words.trim().is_empty().then_some(event),
                    Place::Foreign if !words.trim().is_empty() => return Err(Unfit::Words),
                    Place::Before | Place::LeftOut | Place::Foreign => None,
                }
            }
            // Remarks, instructions to programs, and in which way the text was written: it is UTF-8 now.
            Event::Comment(_) | Event::PI(_) | Event::Decl(_) | Event::DocType(_) => None,
        };
        if let Some(event) = kept {
            writer.write_event(event).map_err(|_| Unfit::Drawing)?;
        }
    }
}

/// An element that is open.
#[derive(Debug, Clone, Copy)]
enum Opened {
    /// It stays, under this name.
    Kept(&'static str),
    LeftOut,
    /// It goes, and may hold words that readers of the whole drawing see.
    Foreign,
}

/// Where in a drawing the reader is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Before,
    Behind,
    /// In something that goes.
    LeftOut,
    /// In what goes and may hold words that are seen.
    Foreign,
    Sheet,
    Words,
    Drawing,
}

/// A part of a text as it reads.
fn words<'e>(event: &'e Event) -> Result<Cow<'e, str>, Unfit> {
    match event {
        Event::Text(text) => Ok(text.xml10_content()),
        Event::CData(text) => Ok(text.xml10_content()),
        Event::GeneralRef(name) => {
            if let Some(c) = name.resolve_char_ref().map_err(|_| Unfit::Drawing)? {
                // A style sheet knows one end of a line, and so it is the same when it is read again.
                return Ok(Cow::Owned(if c == '\r' { '\n' } else { c }.to_string()));
            }
            // Only what XML itself defines can be told without definitions.
            resolve_predefined_entity(name).map(Cow::Borrowed).ok_or(Unfit::Drawing)
        }
        _ => Ok(Cow::Borrowed("")),
    }
}

/// An element with its own attributes, if it stays: not where it is of another vocabulary, is none of a drawing's, stands in what
/// goes, or changes an attribute that must not change.
fn element(
    start: &BytesStart,
    namespaces: &NamespaceResolver,
    place: Place,
    drawing: &str,
) -> Result<Option<(&'static str, BytesStart<'static>)>, Unfit> {
    let name = match namespaces.resolve_element(start.name()) {
        (ResolveResult::Bound(SVG), name) => names::element(name.as_ref()),
        _ => None,
    };
    let kept_name = name.unwrap_or_default();
    let mut kept = BytesStart::new(kept_name);
    match (place, name) {
        (Place::Before, Some("svg")) => {
            kept.push_attribute(("xmlns", SVG.0));
            if drawing.contains(XLINK.0) {
                kept.push_attribute(("xmlns:xlink", XLINK.0));
            }
        }
        // A browser shows nothing of another first element, or of two.
        (Place::Before | Place::Behind, _) => return Err(Unfit::Drawing),
        (Place::LeftOut | Place::Foreign | Place::Sheet, _) | (_, None) => return Ok(None),
        (Place::Words | Place::Drawing, Some(_)) => {}
    }
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|_| Unfit::Drawing)?;
        if attribute.key.as_namespace_binding().is_some() {
            continue;
        }
        let value = attribute.normalized_value(XmlVersion::Implicit1_0);
        let value = value.map_err(|_| Unfit::Drawing)?;
        if attribute.key.as_ref() == "attributeName" && names::attribute(&value).is_none() {
            return Ok(None);
        }
        let (namespace, local) = namespaces.resolve_attribute(attribute.key);
        if let Some((key, value)) = own_attribute(kept_name, &namespace, local.into_inner(), value.into_owned())? {
            // Two prefixes may stand for one namespace, and so two attributes be one.
            if key.starts_with("xlink:") && kept.attributes().flatten().any(|there| there.key.as_ref() == key) {
                return Err(Unfit::Drawing);
            }
            kept.push_attribute((key, value.as_str()));
        }
    }
    Ok(name.map(|name| (name, kept)))
}

/// Whether an element holds a part of a page (SVG 2, 12.5): programs that draw charts keep the words of their boxes so.
fn is_foreign(start: &BytesStart, namespaces: &NamespaceResolver, place: Place) -> bool {
    let is_seen = matches!(place, Place::Drawing | Place::Words);
    let (namespace, name) = namespaces.resolve_element(start.name());
    is_seen && namespace == ResolveResult::Bound(SVG) && name.as_ref() == "foreignObject"
}

/// An attribute of an element as it is written, if it stays.
fn own_attribute<'n>(
    element: &str,
    namespace: &ResolveResult,
    name: &'n str,
    value: String,
) -> Result<Option<(&'n str, String)>, Unfit> {
    let kept = match (namespace, name) {
        (ResolveResult::Unbound, "href") => reference::bare(element, &value)?.map(|value| ("href", value)),
        (ResolveResult::Bound(XLINK), "href") => reference::bare(element, &value)?.map(|value| ("xlink:href", value)),
        (ResolveResult::Bound(XLINK), "title") => Some(("xlink:title", value)),
        (ResolveResult::Bound(XML), "lang") => Some(("xml:lang", value)),
        (ResolveResult::Bound(XML), "space") => Some(("xml:space", value)),
        (ResolveResult::Unbound, "attributeName") => Some((name, value)),
        (ResolveResult::Unbound, "style") => style::bare(&value)
            .filter(|style| !style.trim().is_empty())
            .map(|style| (name, style)),
        (ResolveResult::Unbound, _) => match names::attribute(name) {
            Some(Kind::Style) => style::is_bare(&value).then_some((name, value)),
            Some(Kind::Plain) => Some((name, value)),
            None => None,
        },
        _ => None,
    };
    Ok(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

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

    const START: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">";

    fn bare_twice(drawing: &str) -> String {
        let once = bare(drawing.as_bytes()).unwrap_or_else(|unfit| panic!("{drawing}: {unfit:?}"));
        assert_eq!(bare(&once).as_ref(), Ok(&once), "made bare again, it is another one");
        String::from_utf8(once).expect("UTF-8")
    }

    /// What becomes of something within a drawing.
    fn inside(inside: &str) -> String {
        let whole = bare_twice(&format!("{START}{inside}</svg>"));
        let kept = whole.strip_prefix(START).and_then(|rest| rest.strip_suffix("</svg>"));
        kept.unwrap_or_else(|| panic!("{whole}")).to_owned()
    }

    #[test]
    fn a_drawing_of_its_own_elements_alone_stays_as_it_is() {
        for drawing in [
            "<title id=\"t\">A leaf &amp; a stem</title><desc><![CDATA[a < b]]> &#8212;</desc>\n",
            "<style>a &gt; b{fill:url(#leaf)}\n@media (x){.c{font-family:'Open Sans'}}</style>",
            "<g role=\"img\" aria-label=\"see url(x): it\\s here\" class=\"a\" style=\"fill:red\" xml:space=\"preserve\"><path d=\"M0 0h9\"/></g>",
            "<use xlink:href=\"#leaf\" xlink:title=\"Leaf\"/><use href=\"#leaf\"/>",
            "<a href=\"https://example.org/?a=1&amp;b=2\" target=\"_top\"><text x=\"1 2\">a<tspan dy=\"1em\">b</tspan></text></a>",
            "<rect width=\"9\"><animate attributeName=\"width\" values=\"0;9\" dur=\"2s\" repeatCount=\"indefinite\"/></rect>",
            "<path><animateTransform attributeName=\"transform\" type=\"rotate\" from=\"0\" to=\"360\" dur=\"1s\"/></path>",
            "<filter id=\"f\"><feGaussianBlur in=\"SourceAlpha\" stdDeviation=\"2\"/><feMerge><feMergeNode/></feMerge></filter>",
            "<switch><g systemLanguage=\"es\"/><g fill=\"url(#leaf) red\" clip-path=\"url(#a)\"/></switch>",
        ] {
            assert_eq!(inside(drawing), drawing);
        }
    }

    #[test]
    fn attributes_stay_one_each() {
        let quoted = inside("<text font-family='\"Open Sans\", serif'>a</text>");
        assert_eq!(quoted, "<text font-family=\"&quot;Open Sans&quot;, serif\">a</text>");
        let hidden = inside("<g id='\" onload=\"alert(1)\" x=\"'/>");
        assert_eq!(hidden, "<g id=\"&quot; onload=&quot;alert(1)&quot; x=&quot;\"/>");
        // The white space in a value is that of XML (3.3.3): written plainly it is a space, and by its number itself.
        assert_eq!(
            inside("<path d=\"M0 0\n\th9&#10;v9\"/>"),
            "<path d=\"M0 0  h9&#10;v9\"/>"
        );
        let xlink = "xmlns:x=\"http://www.w3.org/1999/xlink\"";
        let twice = format!("{START}<use {xlink} x:href=\"#a\" xlink:href=\"#b\"/></svg>");
        assert_eq!(bare(twice.as_bytes()), Err(Unfit::Drawing));
    }

    #[test]
    fn no_way_leads_to_a_script_or_a_folder() {
        for drawing in [
            "<a href=\"java&#115;cript:alert(1)\"/>",
            "<a xlink:href=\"java&#10;script:alert(1)\"/>",
            "<a href=\" JavaScript:alert(1)\"/>",
            "<a><set attributeName=\"href\" to=\"javascript:alert(1)\"/></a>",
            "<a><set attributeName=\"hre&#102;\" to=\"javascript:alert(1)\"/></a>",
            "<a><animate attributeName=\"xlink:href\" values=\"javascript:alert(1)\"/></a>",
            "<a><animate attributeName=\" href\" from=\"javascript:alert(1)\"/></a>",
            "<rect><set attributeName=\"onclick\" to=\"alert(1)\"/></rect>",
            "<rect><set attributeName=\"o&#110;click\" to=\"alert(1)\"/></rect>",
            "<rect><set attributeName=\"style\" to=\"fill:url(file:///alert)\"/></rect>",
            "<rect><animate attributeName=\"fill\" values=\"red;url(file:///alert)\"/></rect>",
            "<foreignObject><p onclick=\"alert(1)\"/></foreignObject>",
            "<switch><foreignObject><p onclick=\"alert(1)\">alert(1)</p></foreignObject></switch>",
            "<image href=\"file:///C:/Users/alert(1)/room.jpg\"/>",
            "<image href=\"data:image/svg+xml;base64,YWxlcnQoMSk=\"/>",
            "<v:documentProperties xmlns:v=\"urn:x\" v:author=\"alert(1)\"/>",
            "<g data-name=\"alert(1)\" ink:export=\"alert(1)\" content=\"alert(1)\"/>",
            "<g xml:base=\"file:///home/alert/Private/\" xml:id=\"alert\"/>",
            "<g fill=\"url(file:///home/alert/a.svg#b)\" filter=\"\\75rl(alert)\"/>",
            "<g style=\"fill:url(file:///home/alert/a.svg#b)\"/>",
            "<style>/* alert */@import 'alert.css';@font-face{src:url(file:///Users/alert/f.ttf)}</style>",
            "<style>a{fill:url(data:image/png;base64,alert)}<![CDATA[/* alert */]]></style>",
            "<style>a{fill:u&#92;72l(alert)}</style>",
            "<style>a{fill:ur<b/>l(alert)}</style>",
            "<style>a{fill:ur<!-- -->l(alert)}</style>",
            "<g>alert<![CDATA[alert]]></g>alert",
            "<?xml-stylesheet href=\"alert.css\"?>",
        ] {
            let bare = inside(drawing);
            assert!(
                !bare.contains("alert") && !bare.contains("cript:"),
                "{drawing} became {bare}"
            );
        }
    }

    #[test]
    fn other_vocabularies_go_however_they_are_written() {
        let rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
        for drawing in [
            format!("<RDF xmlns=\"{rdf}\"><creator>someone</creator></RDF>"),
            format!("<g xmlns=\"{rdf}\"><text>someone</text></g>"),
            "<g xmlns=\"\"><text>someone</text></g>".to_owned(),
            "<author>someone<text>someone</text></author>".to_owned(),
            "<svg:g><svg:text>someone</svg:text></svg:g>".to_owned(),
        ] {
            assert_eq!(inside(&format!("{drawing}<g/>")), "<g/>", "{drawing}");
        }
        let svg = "xmlns=\"http://www.w3.org/2000/svg\"";
        assert_eq!(inside(&format!("<g xmlns=\"{rdf}\"><g {svg}/></g><g {svg}/>")), "<g/>");
    }

    #[test]
    fn a_drawing_is_known_by_its_namespace_and_not_by_its_prefix() {
        let drawing = "<s:svg width=\"9\" xmlns:s=\"http://www.w3.org/2000/svg\" xmlns:l=\"http://www.w3.org/1999/xlink\">\
             <s:style>a{fill:red}</s:style><s:use l:href=\"#a\" s:x=\"1\"/></s:svg>";
        let plain = "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"9\">\
             <style>a{fill:red}</style><use xlink:href=\"#a\"/></svg>";
        assert_eq!(bare_twice(drawing), plain);
    }

    /// In another encoding the same bytes would be other marks: what a browser reads is what was looked at.
    #[test]
    fn how_the_text_was_written_does_not_stay() {
        let plain = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n";
        let other = format!("<?xml version=\"1.0\" encoding=\"ISO-2022-JP\"?>\n<!DOCTYPE svg>\n{plain}");
        assert_eq!(bare_twice(&other), plain);
    }

    #[test]
    fn a_photo_within_a_drawing_is_made_bare_as_well() {
        let dirty = inside("<image href=\"data:image/gif;base64,R0lGODlhAQABAAAAACH+BnNlY3JldAA7\"/>");
        assert_eq!(dirty, "<image href=\"data:image/gif;base64,R0lGODlhAQABAAAAADs=\"/>");
    }

    /// Boxes of a chart without their words would say nothing, and nobody would be told.
    #[test]
    fn words_that_would_be_lost_are_told() {
        let words = "<foreignObject><p xmlns=\"http://www.w3.org/1999/xhtml\"><b>Who</b></p></foreignObject>";
        let drawing = |inside: &str| bare(format!("{START}{inside}</svg>").as_bytes());
        for inside in [words.to_owned(), format!("<g><rect/>{words}</g>")] {
            assert_eq!(drawing(&inside), Err(Unfit::Words), "{inside}");
        }
        // Where the drawing has other words for those who cannot show these, they are shown.
        let chosen = inside(&format!("<switch>{words}<text>Who</text></switch>"));
        assert_eq!(chosen, "<switch><text>Who</text></switch>");
        // Nobody sees what stands beside the drawing.
        let beside =
            inside("<metadata><foreignObject>Who</foreignObject></metadata><foreignObject> <p/>\n</foreignObject>");
        assert_eq!(beside, "");
    }

    #[test]
    fn what_is_not_whole_is_refused() {
        let own = "xmlns=\"http://www.w3.org/2000/svg\"";
        for text in [
            format!("<svg {own}><g></svg>"),
            format!("<svg {own}>"),
            format!("<svg {own}"),
            format!("<svg {own}><metadata></svg>"),
            format!("<svg {own}/><svg {own}/>"),
            format!("<svg {own} width=\"1\" width=\"2\"/>"),
            format!("<!DOCTYPE svg [<!ENTITY a \"b\">]><svg {own}>&a;</svg>"),
            format!("<svg {own}>&nbsp;</svg>"),
            format!("<g {own}/>"),
            "<svg viewBox=\"0 0 9 9\"/>".to_owned(),
            "<s:svg viewBox=\"0 0 9 9\"/>".to_owned(),
            "<svg xmlns=\"http://www.w3.org/1999/xhtml\"/>".to_owned(),
            String::new(),
        ] {
            assert_eq!(bare(text.as_bytes()), Err(Unfit::Drawing), "{text}");
        }
    }
}

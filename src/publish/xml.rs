//! Documents in XML, written into memory.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use std::io;

pub type Xml = Writer<Vec<u8>>;

/// A whole document, of which `write` writes the root.
pub fn document(write: impl FnOnce(&mut Xml) -> io::Result<()>) -> io::Result<Vec<u8>> {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 1);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    write(&mut writer)?;
    let mut xml = writer.into_inner();
    xml.push(b'\n');
    Ok(xml)
}

/// An element that has a text and nothing else.
pub fn text(writer: &mut Xml, name: &str, text: &str) -> io::Result<()> {
    let text = signs(text);
    writer.create_element(name).write_text_content(BytesText::new(&text))?;
    Ok(())
}

/// A text for an element or an attribute: signs that XML cannot hold are left out (XML 1.0, 2.2).
pub fn signs(text: &str) -> String {
    let is_sign =
        |c: &char| !matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    text.chars().filter(is_sign).collect()
}

#[cfg(test)]
mod tests {
    use super::signs;

    #[test]
    fn signs_that_no_document_can_hold_are_left_out() {
        assert_eq!(signs("a\u{fffe}b\u{0}\u{b}c\td é 👩"), "abc\td é 👩");
    }
}

//! The files of office programs.
//!
//! 1. Such a file is an archive of XML: ECMA-376 of Word, Excel and PowerPoint, OpenDocument of others.
//! 2. The parts that may hold comments and the like are looked through for their elements.

use super::Aside;
use super::marks::look;
use std::collections::BTreeSet;
use std::io::{Read, Seek};
use zip::ZipArchive;

/// Where an aside is found.
struct Sign {
    /// What the names of the parts begin with that may hold it.
    parts: &'static str,
    /// How an element or an attribute of it is written. The prefixes are those that all programs use.
    mark: &'static [u8],
    aside: Aside,
}

const fn sign(parts: &'static str, mark: &'static str, aside: Aside) -> Sign {
    Sign {
        parts,
        mark: mark.as_bytes(),
        aside,
    }
}

const SIGNS: [Sign; 14] = [
    sign("word/comments", "<w:comment ", Aside::Comments),
    sign("word/", "<w:ins ", Aside::Changes),
    sign("word/", "<w:del ", Aside::Changes),
    sign("word/", "<w:moveFrom ", Aside::Changes),
    sign("xl/comments", "<comment ", Aside::Comments),
    sign("xl/threadedComments/", "<threadedComment ", Aside::Comments),
    sign("xl/workbook.xml", " state=\"hidden\"", Aside::HiddenSheets),
    sign("xl/workbook.xml", " state=\"veryHidden\"", Aside::HiddenSheets),
    sign("ppt/comments/", ":cm ", Aside::Comments),
    // An attribute of a slide's first element.
    sign("ppt/slides/slide", " show=\"0\"", Aside::HiddenSlides),
    sign("content.xml", "<office:annotation", Aside::Comments),
    sign("content.xml", "<text:changed-region", Aside::Changes),
    sign("content.xml", " table:display=\"false\"", Aside::HiddenSheets),
    sign(
        "content.xml",
        " presentation:visibility=\"hidden\"",
        Aside::HiddenSlides,
    ),
];

/// Endings of the files that are looked into.
pub const ENDINGS: [&str; 17] = [
    "docx", "docm", "dotx", "dotm", "xlsx", "xlsm", "xltx", "xltm", "pptx", "pptm", "ppsx", "ppsm", "potx", "odt",
    "ods", "odp", "ott",
];

/// So many bytes of a file are looked through: it may unpack to any size.
const MOST: u64 = 64 * 1024 * 1024;

/// What a file holds beside what it shows. Nothing that can be found in one that is damaged, or locked by a password.
pub fn asides(file: impl Read + Seek) -> BTreeSet<Aside> {
    let mut found = BTreeSet::new();
    let Ok(mut archive) = ZipArchive::new(file) else {
        return found;
    };
    let mut left = MOST;
    for number in 0..archive.len() {
        let Ok(part) = archive.by_index(number) else { continue };
        let Ok(name) = part.name() else { continue };
        let signs: Vec<&Sign> = SIGNS.iter().filter(|sign| name.starts_with(sign.parts)).collect();
        if !signs.is_empty() {
            let marks: Vec<&[u8]> = signs.iter().map(|sign| sign.mark).collect();
            left -= look(part.take(left), &marks, |number| {
                found.insert(signs[number].aside);
            });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{Aside, asides};
    use std::io::{Cursor, Write};
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    fn file(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts {
            zip.start_file(*name, SimpleFileOptions::default()).expect("a new part");
            zip.write_all(text.as_bytes()).expect("there is room");
        }
        zip.finish().expect("there is room").into_inner()
    }

    fn found(name: &str, text: &str) -> Vec<Aside> {
        asides(Cursor::new(file(&[("[Content_Types].xml", "<Types/>"), (name, text)])))
            .into_iter()
            .collect()
    }

    /// As the schemas write them: ECMA-376, part 1, 17.13 (Word), 18.2.19 and 18.7 (Excel), 19.3.1.38 and 19.4 (PowerPoint); those of
    /// `content.xml`, OpenDocument 1.3, part 3.
    #[test]
    fn what_authors_may_have_forgotten_is_found() {
        for (name, text, aside) in [
            (
                "word/comments.xml",
                "<w:comments><w:comment w:id=\"0\" w:author=\"A\">",
                Aside::Comments,
            ),
            (
                "word/document.xml",
                "<w:p><w:ins w:id=\"1\"><w:r/></w:ins></w:p>",
                Aside::Changes,
            ),
            (
                "word/footnotes.xml",
                "<w:del w:id=\"2\"><w:delText>no</w:delText></w:del>",
                Aside::Changes,
            ),
            ("word/document.xml", "<w:moveFrom w:id=\"3\"/>", Aside::Changes),
            (
                "xl/comments1.xml",
                "<commentList><comment ref=\"A1\" authorId=\"0\">",
                Aside::Comments,
            ),
            (
                "xl/threadedComments/threadedComment1.xml",
                "<threadedComment ref=\"A1\">",
                Aside::Comments,
            ),
            (
                "xl/workbook.xml",
                "<sheet name=\"Scores\" sheetId=\"2\" state=\"hidden\" r:id=\"rId2\"/>",
                Aside::HiddenSheets,
            ),
            (
                "xl/workbook.xml",
                "<sheet name=\"Scores\" state=\"veryHidden\"/>",
                Aside::HiddenSheets,
            ),
            (
                "ppt/comments/comment1.xml",
                "<p:cmLst><p:cm authorId=\"1\"/></p:cmLst>",
                Aside::Comments,
            ),
            (
                "ppt/comments/modernComment_1.xml",
                "<p188:cmLst><p188:cm id=\"{1}\"/></p188:cmLst>",
                Aside::Comments,
            ),
            (
                "ppt/slides/slide3.xml",
                "<p:sld xmlns:p=\"x\" show=\"0\"><p:cSld/></p:sld>",
                Aside::HiddenSlides,
            ),
            (
                "content.xml",
                "<text:p><office:annotation office:name=\"1\">",
                Aside::Comments,
            ),
            ("content.xml", "<text:changed-region text:id=\"1\">", Aside::Changes),
            (
                "content.xml",
                "<style:table-properties table:display=\"false\"/>",
                Aside::HiddenSheets,
            ),
        ] {
            assert_eq!(found(name, text), [aside], "{text}");
        }
    }

    #[test]
    fn what_is_like_it_is_not() {
        for (name, text) in [
            // Lists of comments of which none is left, borders between cells, and words.
            ("word/comments.xml", "<w:comments></w:comments>"),
            (
                "word/document.xml",
                "<w:insideH w:val=\"single\"/><w:t>&lt;w:ins state=\"hidden\"</w:t>",
            ),
            ("word/settings.xml", "<w:trackRevisions/>"),
            ("xl/comments1.xml", "<comments><authors/><commentList/></comments>"),
            (
                "xl/workbook.xml",
                "<sheet name=\"Scores\" sheetId=\"1\" state=\"visible\"/>",
            ),
            ("ppt/slides/slide1.xml", "<p:sld show=\"1\"/>"),
            ("docProps/app.xml", "<w:ins <comment :cm state=\"hidden\""),
        ] {
            assert_eq!(found(name, text), [], "{text}");
        }
    }

    #[test]
    fn what_is_no_archive_holds_nothing() {
        let whole = file(&[("word/document.xml", "<w:ins />")]);
        for bytes in [&b""[..], b"PK\x03\x04", b"%PDF-1.7", &whole[..whole.len() - 1]] {
            assert!(asides(Cursor::new(bytes)).is_empty());
        }
    }
}

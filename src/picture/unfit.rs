//! Why a file is no picture that a page can show.

/// Why a page cannot show a file as a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    /// As phones of one maker keep photos.
    Heic,
    /// As scanners and drawing programs keep pictures.
    Tiff,
    /// A newer form, which this program cannot take the place and the camera out of.
    Avif,
    /// Not a picture, as far as can be seen.
    Unknown,
    /// It begins as a picture and cannot be read on.
    Damaged,
    /// A drawing that needs definitions from outside of it, or is not well-formed.
    Drawing,
    /// A drawing whose words are kept as HTML.
    Words,
    /// More points, or more bytes, than a page has use for.
    TooLarge,
    /// More points than there is memory for, since it keeps 16 bits for each colour.
    TooDeep,
    /// The file is gone, or may not be read.
    Unreadable,
}

impl Unfit {
    /// A sentence that says it.
    #[must_use]
    pub fn message(self) -> &'static str {
        match self {
            Self::Heic => "This photo is in a form (HEIC) that most browsers do not show.",
            Self::Tiff => "This picture is in a form (TIFF, a camera's raw form, or BMP) that browsers do not show.",
            Self::Avif => {
                "This picture is in a form (AVIF or JPEG XL) of which the place and the camera cannot be taken out here."
            }
            Self::Unknown => "This file is no picture that a page can show.",
            Self::Damaged => "This picture is damaged, or was not saved to its end.",
            Self::Drawing => "This drawing (SVG) is not well-formed, or refers to definitions that stand elsewhere.",
            Self::Words => {
                "This drawing (SVG) keeps its words as parts of a web page, and they would be missing from it here."
            }
            Self::TooLarge => "This picture has more than 64 million points, or its file more than 64 MB.",
            Self::TooDeep => {
                "This picture keeps 16 bits for each colour, and so its points need more than 256 MB of memory."
            }
            Self::Unreadable => "This picture cannot be read.",
        }
    }

    /// What to do.
    #[must_use]
    pub fn fix(self) -> &'static str {
        match self {
            Self::Heic => {
                "open it and export it as JPEG; on an iPhone, Settings > Camera > Formats > Most Compatible makes it take JPEG from now on"
            }
            Self::Tiff => "open it in a program for pictures and export it as JPEG (a photo) or PNG (a drawing)",
            Self::Avif => "open it and export it as JPEG or WebP",
            Self::Unknown => {
                "use a JPEG, PNG, WebP, GIF or SVG file; to offer a document, link to it: [the plan](plan.pdf)"
            }
            Self::Damaged => "open it in a program for pictures and save it again",
            Self::Drawing => "save it again as “plain” or “optimized” SVG, in UTF-8, or export it as PNG",
            Self::Words => {
                "export it as PNG; or save it again with plain words: in Mermaid by htmlLabels: false, in draw.io without “Formatted Text” and “Word Wrap”"
            }
            Self::TooLarge => "make it smaller: 2,000 pixels across are plenty",
            Self::TooDeep => "save it with 8 bits for each colour, or make it smaller: 2,000 pixels across are plenty",
            Self::Unreadable => "look whether the file is there and may be read",
        }
    }
}

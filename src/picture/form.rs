//! The forms of pictures, told by their first bytes.

use super::Unfit;

/// A form of picture that every browser shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Jpeg,
    Png,
    WebP,
    Gif,
    Svg,
    /// What stands in a browser's tab.
    Ico,
}

/// A bitmap of Windows: two letters that a text may begin with as well, so its head is looked at (size of the second head).
fn is_bmp(bytes: &[u8]) -> bool {
    bytes.starts_with(b"BM")
        && bytes.get(6..10) == Some(&[0; 4])
        && matches!(bytes.get(14), Some(12 | 40 | 52 | 56 | 108 | 124))
}

impl Form {
    /// The form of a picture.
    ///
    /// # Errors
    /// A form that browsers do not show, or that what is beside the picture cannot be taken out of.
    pub fn of(bytes: &[u8]) -> Result<Self, Unfit> {
        let begins = |with: &[u8]| bytes.starts_with(with);
        let at = |place: usize, word: &[u8]| bytes.get(place..).is_some_and(|rest| rest.starts_with(word));
        if begins(b"\xff\xd8\xff") {
            Ok(Self::Jpeg)
        } else if begins(b"\x89PNG\r\n\x1a\n") {
            Ok(Self::Png)
        } else if begins(b"RIFF") && at(8, b"WEBP") {
            Ok(Self::WebP)
        } else if begins(b"GIF8") {
            Ok(Self::Gif)
        } else if super::bare::is_ico(bytes) {
            Ok(Self::Ico)
        } else if at(4, b"ftyp") {
            Err(Self::of_brand(bytes.get(8..12).unwrap_or_default()))
        } else if begins(b"II*\0") || begins(b"MM\0*") || begins(b"8BPS") || is_bmp(bytes) {
            Err(Unfit::Tiff)
        } else if begins(b"\xff\x0a") || begins(b"\0\0\0\x0cJXL ") || begins(b"\0\0\0\x0cjP  ") {
            Err(Unfit::Avif)
        } else if begins(b"\xff\xfe<\0") || begins(b"\xfe\xff\0<") {
            // UTF-16, which only a drawing among pictures can be in.
            Err(Unfit::Drawing)
        } else if super::svg::is_svg(bytes) {
            Ok(Self::Svg)
        } else {
            Err(Unfit::Unknown)
        }
    }

    /// What a file of the ISO base media format holds (ISO/IEC 14496-12, and 23008-12 for photos).
    fn of_brand(brand: &[u8]) -> Unfit {
        match brand {
            b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" | b"mif1" | b"msf1" => Unfit::Heic,
            b"avif" | b"avis" => Unfit::Avif,
            b"crx " => Unfit::Tiff,
            _ => Unfit::Unknown,
        }
    }
}

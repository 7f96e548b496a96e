//! Bytes of a file to text.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};

/// The text of a file: without a byte-order mark, its line ends made one line feed.
///
/// # Errors
/// The name of the encoding that the bytes seem to be in, when it is not UTF-8.
pub fn decode(bytes: Vec<u8>) -> Result<String, &'static str> {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Err("UTF-16");
    }
    let mut text = String::from_utf8(bytes).map_err(|error| seeming_encoding(error.as_bytes()))?;
    if text.starts_with('\u{FEFF}') {
        text.remove(0);
    }
    if text.contains('\r') {
        text = text.replace("\r\n", "\n").replace('\r', "\n");
    }
    // CommonMark 0.31, section 2.3: U+0000 is replaced. Done here so that no later step ever meets one.
    if text.contains('\0') {
        text = text.replace('\0', "\u{FFFD}");
    }
    Ok(text)
}

fn seeming_encoding(bytes: &[u8]) -> &'static str {
    // UTF-16 without a mark: every other byte of Western text is zero.
    let zeros = bytes.iter().take(4096).filter(|byte| **byte == 0).count();
    if zeros * 4 > bytes.len().min(4096) {
        return "UTF-16";
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny).name()
}

#[cfg(test)]
mod tests {
    use super::decode;

    fn read(bytes: &[u8]) -> Result<String, &'static str> {
        decode(bytes.to_vec())
    }

    #[test]
    fn marks_and_line_ends_are_no_mistake() {
        assert_eq!(read(b"\xEF\xBB\xBFa\r\nb\rc\n").as_deref(), Ok("a\nb\nc\n"));
    }

    #[test]
    fn other_encodings_are_named() {
        assert_eq!(read(b"caf\xE9 au lait, d\xE9j\xE0 vu"), Err("windows-1252"));
        assert_eq!(read(b"\xFF\xFEa\0b\0"), Err("UTF-16"));
        assert_eq!(read(b"a\0b\0\xE9\0"), Err("UTF-16"));
    }
}

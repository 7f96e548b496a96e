//! PNG (W3C, third edition, section 5): chunks up to the last.

use super::part;

/// Chunks that say how the picture looks. Text, dates, Exif and what is unknown go.
const KEPT: [&[u8; 4]; 18] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"mDCV",
    b"cLLI", b"bKGD", b"pHYs", b"acTL", b"fcTL", b"fdAT",
];

pub fn bare(bytes: &[u8]) -> Option<Vec<u8>> {
    /// Length, name and checksum.
    const FRAME: usize = 12;
    let mut out = part(bytes, 0, 8)?.to_vec();
    let mut at = 8;
    loop {
        let length = u32::from_be_bytes(part(bytes, at, 4)?.try_into().ok()?);
        let chunk = part(bytes, at, usize::try_from(length).ok()?.checked_add(FRAME)?)?;
        let name = &chunk[4..8];
        if KEPT.iter().any(|kept| kept.as_slice() == name) {
            out.extend(chunk);
        }
        if name == b"IEND" {
            return Some(out);
        }
        at += chunk.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunk(name: &[u8], data: &[u8]) -> Vec<u8> {
        let length = u32::try_from(data.len()).expect("a short chunk");
        [&length.to_be_bytes(), name, data, b"crc!"].concat()
    }

    #[test]
    fn words_and_dates_go_and_the_picture_stays() {
        let start = b"\x89PNG\r\n\x1a\n".to_vec();
        let (head, points, end) = (chunk(b"IHDR", &[0; 13]), chunk(b"IDAT", b"points"), chunk(b"IEND", b""));
        let profile = chunk(b"iCCP", b"profile");
        let dirty = [
            start.clone(),
            head.clone(),
            chunk(b"eXIf", b"place"),
            profile.clone(),
            chunk(b"tEXt", b"Author\0A. Teacher"),
            chunk(b"iTXt", b"XML:com.adobe.xmp"),
            chunk(b"tIME", b"date"),
            points.clone(),
            end.clone(),
            b"behind".to_vec(),
        ];
        let plain = [start, head, profile, points, end].concat();
        assert_eq!(bare(&dirty.concat()), Some(plain.clone()));
        for length in 0..plain.len() {
            assert_eq!(bare(&plain[..length]), None, "{length} bytes");
        }
    }
}

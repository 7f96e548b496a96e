//! PNG (W3C, third edition, section 5): chunks up to the last. Of those that are kept the checksums are held against their bytes:
//! decoders refuse a picture for less, and browsers show a part of it.

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
            // Of name and data (5.3).
            let (summed, sum) = chunk[4..].split_last_chunk()?;
            if crc32fast::hash(summed) != u32::from_be_bytes(*sum) {
                return None;
            }
            out.extend(chunk);
        }
        if name == b"IEND" {
            return Some(out);
        }
        at += chunk.len();
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// A chunk with its checksum, also for pictures that hold one of this form.
    pub fn chunk(name: &[u8], data: &[u8]) -> Vec<u8> {
        let length = u32::try_from(data.len()).expect("a short chunk");
        let sum = crc32fast::hash(&[name, data].concat());
        [&length.to_be_bytes(), name, data, &sum.to_be_bytes()].concat()
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
        // Behind the signature a wrong bit is told, wherever it is; in a name, the chunk may go as one that is not known.
        for at in 8..plain.len() {
            let mut damaged = plain.clone();
            damaged[at] ^= 1;
            assert_ne!(bare(&damaged), Some(damaged.clone()), "byte {at}");
        }
    }

    /// The one checksum that every file of this form has.
    #[test]
    fn the_checksum_is_that_of_png() {
        assert_eq!(chunk(b"IEND", b""), b"\0\0\0\0IEND\xae\x42\x60\x82");
    }
}

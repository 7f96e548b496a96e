//! JPEG (ITU-T T.81, annex B): segments up to the end of the image, and no further.

use super::part;

/// The segments that a decoder needs are kept, of what applications add only what says how to read the colours; how the
/// picture is turned (1 to 8, Exif 2.3, 4.6.4) is written anew. What stands behind the image, such as the film that some
/// phones put there, goes.
pub fn bare(bytes: &[u8], orientation: u8) -> Option<Vec<u8>> {
    const FIRST_APPLICATION: u8 = 0xe0;
    const LAST_APPLICATION: u8 = 0xef;
    const SCAN: u8 = 0xda;
    const END: u8 = 0xd9;
    let mut out = Vec::with_capacity(bytes.len());
    out.extend(part(bytes, 0, 2)?);
    if orientation != 1 {
        out.extend(turned(orientation));
    }
    let mut at = 2;
    loop {
        // Any number of fill bytes may stand before a marker's second byte.
        if *bytes.get(at)? != 0xff {
            return None;
        }
        let marker = *bytes.get(at + 1)?;
        match marker {
            0xff => {
                at += 1;
                continue;
            }
            END => {
                out.extend([0xff, END]);
                return Some(out);
            }
            // Markers that stand alone.
            0x01 | 0xd0..=0xd7 => {
                out.extend([0xff, marker]);
                at += 2;
                continue;
            }
            _ => {}
        }
        let length = usize::from(u16::from_be_bytes(part(bytes, at + 2, 2)?.try_into().ok()?));
        let segment = part(bytes, at, length.checked_add(2).filter(|_| length >= 2)?)?;
        let is_needed = match marker {
            FIRST_APPLICATION..=LAST_APPLICATION => says_how_to_read(marker, &segment[4..]),
            // Frames and Huffman tables; scans, quantization tables and intervals (0xdb is one, 0xda a scan).
            0xc0..=0xcf | SCAN..=0xdf => true,
            // Remarks, and what no decoder knows.
            _ => false,
        };
        if is_needed {
            out.extend(segment);
        }
        at += segment.len();
        if marker == SCAN {
            let length = scan(bytes.get(at..)?);
            out.extend(&bytes[at..at + length]);
            at += length;
        }
    }
}

/// JFIF, colour profiles, and Adobe's note of how colours are kept.
fn says_how_to_read(marker: u8, data: &[u8]) -> bool {
    match marker {
        0xe0 => data.starts_with(b"JFIF\0") && data.len() == 14,
        0xe2 => data.starts_with(b"ICC_PROFILE\0"),
        0xee => data.starts_with(b"Adobe") && data.len() == 12,
        _ => false,
    }
}

/// How long the coded points of a scan are: up to a marker that is not one of theirs.
fn scan(bytes: &[u8]) -> usize {
    let pairs = bytes.iter().zip(bytes.iter().skip(1));
    let end = |(a, b): (&u8, &u8)| *a == 0xff && !matches!(*b, 0 | 0xd0..=0xd7);
    pairs.clone().position(end).unwrap_or(bytes.len())
}

/// A segment that says how the picture is turned, and nothing else.
fn turned(orientation: u8) -> [u8; 36] {
    let mut segment = *b"\xff\xe1\x00\x22Exif\0\0\
        MM\x00\x2a\x00\x00\x00\x08\
        \x00\x01\
        \x01\x12\x00\x03\x00\x00\x00\x01\x00\x00\x00\x00\
        \x00\x00\x00\x00";
    segment[29] = orientation;
    segment
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A segment: marker, length, data.
    fn segment(marker: u8, data: &[u8]) -> Vec<u8> {
        let length = u16::try_from(data.len() + 2).expect("a short segment");
        [&[0xff, marker], length.to_be_bytes().as_slice(), data].concat()
    }

    fn picture(extra: &[Vec<u8>], behind: &[u8]) -> Vec<u8> {
        let tables = segment(0xdb, &[0; 65]);
        // Coded points may hold the byte 0xff, followed by zero, and restart markers.
        let scan = [segment(0xda, &[1, 2, 3]), b"\x12\xff\x00\x34\xff\xd0\x56".to_vec()].concat();
        // Between two scans of a progressive picture there are tables.
        let second = [
            segment(0xc4, &[0xff, 0xd9]),
            segment(0xda, &[4]),
            b"\x78\xff\xd9".to_vec(),
        ]
        .concat();
        let parts = [
            b"\xff\xd8".to_vec(),
            extra.concat(),
            tables,
            scan,
            second,
            behind.to_vec(),
        ];
        parts.concat()
    }

    #[test]
    fn what_is_no_picture_goes_and_the_picture_stays() {
        let plain = picture(&[], b"");
        let exif = segment(0xe1, b"Exif\0\0 taken at 34.0N 81.0W");
        let xmp = segment(0xe1, b"http://ns.adobe.com/xap/1.0/\0 by A. Teacher");
        let iptc = segment(0xed, b"Photoshop 3.0\0 names");
        let remark = segment(0xfe, b"a remark");
        let several = segment(0xe2, b"MPF\0 more pictures");
        let dirty = picture(&[exif, xmp, iptc, remark, several], b"a film with the place in it");
        assert_eq!(bare(&dirty, 1), Some(plain));
    }

    #[test]
    fn colour_profiles_and_how_to_read_colours_stay() {
        let kept = [
            segment(0xe0, b"JFIF\0\x01\x02\x00\x00\x48\x00\x48\x00\x00"),
            segment(0xe2, b"ICC_PROFILE\0\x01\x01 profile"),
            segment(0xee, b"Adobe\0\x64\0\0\0\0\x01"),
        ];
        let whole = picture(&kept, b"");
        assert_eq!(bare(&whole, 1), Some(whole.clone()));
        // A thumbnail in JFIF is a picture of its own, which may show what was cut off.
        let thumbnail = segment(0xe0, b"JFIF\0\x01\x02\x00\x00\x48\x00\x48\x01\x01\xaa\xbb\xcc");
        assert_eq!(bare(&picture(&[thumbnail], b""), 1), Some(picture(&[], b"")));
    }

    #[test]
    fn what_ends_too_early_is_none() {
        let whole = picture(&[], b"");
        for length in 0..whole.len() {
            assert_eq!(bare(&whole[..length], 1), None, "{length} bytes");
        }
    }
}

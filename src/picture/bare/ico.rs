//! ICO, icons of Windows and of web sites: a list of pictures of one thing in several sizes, each a PNG or a BMP without its file's
//! head.

use super::{part, png};

/// Reserved, kind, and how many pictures there are.
const HEAD: usize = 6;

/// Size, colours, how long a picture is and where it stands.
const ENTRY: usize = 16;

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

/// The length of a BMP's second head, the one that icons have: later ones may name a file with a colour profile.
const BMP: &[u8] = &[40, 0, 0, 0];

/// Whether bytes begin as an icon does: four bytes that other files may begin with as well, so the first picture is looked at, which
/// stands behind the list.
pub fn is_ico(bytes: &[u8]) -> bool {
    let list = count(bytes).map(|count| HEAD + count * ENTRY);
    let first = place(bytes, 0).map(|(at, _)| at);
    bytes.starts_with(b"\0\0\x01\0") && list > Some(HEAD) && first >= list
}

/// Width and height of the largest.
pub fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    // 256 does not fit into a byte, and is written as 0.
    let side = |at: usize| bytes.get(at).map(|side| u32::from(side.wrapping_sub(1)) + 1);
    let entries = (0..count(bytes)?).map(|index| HEAD + index * ENTRY);
    entries.filter_map(|at| Some((side(at)?, side(at + 1)?))).max()
}

/// The pictures alone: PNGs without what stands beside them, BMPs as they are, since they hold points and nothing else; and none of
/// the bytes between them.
pub fn bare(bytes: &[u8]) -> Option<Vec<u8>> {
    let count = count(bytes)?;
    let mut out = part(bytes, 0, HEAD + count * ENTRY)?.to_vec();
    let mut read = out.len();
    for index in 0..count {
        let (at, length) = place(bytes, index)?;
        let picture = part(bytes, at, length)?;
        // Each picture stands there once, or a short file could become one that fills the memory, or takes for ever to read.
        read += length;
        if read > bytes.len() {
            return None;
        }
        let begin = out.len();
        if picture.starts_with(PNG) {
            out.extend(png::bare(picture)?);
        } else if picture.starts_with(BMP) {
            out.extend(picture);
        } else {
            return None;
        }
        let length = u32::try_from(out.len() - begin).ok()?;
        let entry = out.get_mut(HEAD + index * ENTRY..)?;
        entry[3] = 0;
        entry[8..12].copy_from_slice(&length.to_le_bytes());
        entry[12..ENTRY].copy_from_slice(&u32::try_from(begin).ok()?.to_le_bytes());
    }
    Some(out)
}

/// How many pictures there are.
fn count(bytes: &[u8]) -> Option<usize> {
    Some(usize::from(u16::from_le_bytes(part(bytes, 4, 2)?.try_into().ok()?)))
}

/// Where a picture stands, and how long it is.
fn place(bytes: &[u8], index: usize) -> Option<(usize, usize)> {
    let number = |at| usize::try_from(u32::from_le_bytes(part(bytes, at, 4)?.try_into().ok()?)).ok();
    let entry = HEAD + index * ENTRY;
    Some((number(entry + 12)?, number(entry + 8)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::picture::bare::png::tests::chunk;

    fn png(beside: &[u8]) -> Vec<u8> {
        [PNG, &chunk(b"IHDR", &[0; 13]), beside, &chunk(b"IEND", b"")].concat()
    }

    /// An icon of 16 by 16 and one of 256 by 256, with some bytes before each.
    fn icon(small: &[u8], large: &[u8], between: &[u8]) -> Vec<u8> {
        let mut list = vec![0, 0, 1, 0, 2, 0];
        let mut at = HEAD + 2 * ENTRY;
        for (side, picture) in [(16, small), (0, large)] {
            at += between.len();
            list.extend([side, side, 0, 0, 1, 0, 32, 0]);
            list.extend(u32::try_from(picture.len()).expect("short").to_le_bytes());
            list.extend(u32::try_from(at).expect("short").to_le_bytes());
            at += picture.len();
        }
        [&list, between, small, between, large].concat()
    }

    #[test]
    fn what_stands_beside_and_between_the_pictures_goes() {
        let bmp = [BMP, &[7; 60]].concat();
        let plain = icon(&bmp, &png(b""), b"");
        let beside = [chunk(b"tEXt", b"Author\0A. Teacher"), chunk(b"eXIf", b"place")].concat();
        let mut dirty = icon(&bmp, &[png(&beside), b"behind".to_vec()].concat(), b"between");
        dirty[HEAD + 3] = 9;
        assert_eq!(bare(&dirty), Some(plain.clone()));
        assert_eq!(bare(&plain), Some(plain.clone()));
        assert!(is_ico(&dirty) && is_ico(&plain));
        assert_eq!(size(&plain), Some((256, 256)));
        for length in 0..plain.len() {
            assert_eq!(bare(&plain[..length]), None, "{length} bytes");
        }
    }

    #[test]
    fn pictures_that_are_none_or_stand_there_twice_are_refused() {
        assert_eq!(bare(&icon(b"words of someone", &png(b""), b"")), None);
        let mut twice = icon(&png(b""), &png(b""), b"");
        let (one, other) = (HEAD + 8, HEAD + ENTRY + 8);
        twice.copy_within(one..one + 8, other);
        assert!(bare(&twice).is_some(), "nothing is read that is not there");
        twice.truncate(twice.len() - 1);
        assert_eq!(bare(&twice), None);
        // What is much to read and little to keep.
        let beside = chunk(b"tEXt", b"words").repeat(100);
        let mut twice = icon(&png(&beside), b"", b"");
        twice.copy_within(one..one + 8, other);
        assert_eq!(bare(&twice), None);
    }

    #[test]
    fn other_files_are_no_icons() {
        for bytes in [
            b"\0\0\x01\0".as_slice(),
            b"\0\0\x01\0\0\0",
            &[0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0],
            b"",
        ] {
            assert!(!is_ico(bytes), "{bytes:?}");
        }
        // The pictures would stand in the list.
        let mut other = icon(&png(b""), &png(b""), b"");
        other[HEAD + 12] = 6;
        assert!(!is_ico(&other));
    }
}

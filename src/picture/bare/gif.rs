//! GIF (version 89a): blocks up to the trailer.

use super::part;

const EXTENSION: u8 = 0x21;
const IMAGE: u8 = 0x2c;
const TRAILER: u8 = 0x3b;

/// Width and height.
pub fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    let number = |at| Some(u32::from(u16::from_le_bytes(part(bytes, at, 2)?.try_into().ok()?)));
    Some((number(6)?, number(8)?))
}

/// Pictures, when they follow each other and how often; remarks and what other programs add go.
pub fn bare(bytes: &[u8]) -> Option<Vec<u8>> {
    let head = 13 + table(*bytes.get(10)?);
    let mut out = part(bytes, 0, head)?.to_vec();
    let mut at = head;
    loop {
        let length = match *bytes.get(at)? {
            TRAILER => {
                out.push(TRAILER);
                return Some(out);
            }
            EXTENSION => 2,
            // Place and size, a table of colours, and how many bits a code has at first.
            IMAGE => 11 + table(*bytes.get(at + 9)?),
            _ => return None,
        };
        let block = part(bytes, at, length + blocks(bytes.get(at + length..)?)?)?;
        if block[0] == IMAGE || is_needed(block) {
            out.extend(block);
        }
        at += block.len();
    }
}

/// How many bytes a table of colours has that a byte of flags announces.
fn table(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}

/// How long a row of blocks is, the empty one at its end with it.
fn blocks(bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        let length = usize::from(*bytes.get(at)?);
        at += length + 1;
        if length == 0 {
            return Some(at);
        }
    }
}

/// How long a picture stays, and how often all of it is shown again.
fn is_needed(extension: &[u8]) -> bool {
    match extension[1] {
        0xf9 => true,
        0xff => extension
            .get(3..14)
            .is_some_and(|name| name == b"NETSCAPE2.0" || name == b"ANIMEXTS1.0"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remarks_go_and_moving_pictures_still_move() {
        let head = [b"GIF89a".as_slice(), &[2, 0, 3, 0, 0x80, 0, 0], &[9; 6]].concat();
        let again = [b"\x21\xff\x0bNETSCAPE2.0".as_slice(), &[3, 1, 0, 0, 0]].concat();
        let stays = [0x21, 0xf9, 4, 0, 0, 0, 0, 0];
        let picture = [0x2c, 0, 0, 0, 0, 2, 0, 3, 0, 0, 2, 2, 0x44, 1, 0];
        let remark = b"\x21\xfe\x09A Teacher\x00".as_slice();
        let xmp = [b"\x21\xff\x0bXMP DataXMP".as_slice(), &[2, 1, 2, 0]].concat();
        let dirty = [&head, &again, remark, &xmp, &stays, &picture, &[0x3b], b"behind"].concat();
        let plain = [&head, &again, stays.as_slice(), &picture, &[0x3b]].concat();
        assert_eq!(bare(&dirty), Some(plain.clone()));
        assert_eq!(size(&dirty), Some((2, 3)));
        for length in 0..plain.len() {
            assert_eq!(bare(&plain[..length]), None, "{length} bytes");
        }
    }
}

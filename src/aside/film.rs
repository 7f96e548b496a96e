//! Films and voices as phones record them (ISO/IEC 14496-12, and the form of Apple's that it comes from).
//!
//! A file is a row of boxes, each with its length and its name. What is known of the recording stands in the one called `moov`, before
//! or behind the recording itself.

use super::Aside;
use super::marks::look;
use std::collections::BTreeSet;
use std::io::{self, Read, Seek, SeekFrom};

/// Endings of the files that are looked into.
pub const ENDINGS: [&str; 7] = ["3gp", "m4a", "m4v", "mov", "mp4", "qt", "3g2"];

/// How a place is called: by most phones, by those of Apple, and by 3GPP TS 26.244, 8.1.
const PLACES: [&[u8]; 3] = [b"\xa9xyz", b"com.apple.quicktime.location.ISO6709", b"loci"];

/// A box of which more is known has no more bytes, and a file no more boxes.
const MOST: u64 = 64 * 1024 * 1024;
const MOST_BOXES: usize = 10_000;

/// Whether a recording says where it was made.
pub fn asides(mut file: impl Read + Seek) -> BTreeSet<Aside> {
    let mut found = BTreeSet::new();
    // A file that breaks off has said what it says.
    let _ = find(&mut file, &mut found);
    found
}

fn find(file: &mut (impl Read + Seek), found: &mut BTreeSet<Aside>) -> io::Result<()> {
    let mut start = 0;
    for _ in 0..MOST_BOXES {
        file.seek(SeekFrom::Start(start))?;
        let mut head = [0; 16];
        file.read_exact(&mut head[..8])?;
        let [a, b, c, d, name @ .., _, _, _, _, _, _, _, _] = head;
        let length = match u32::from_be_bytes([a, b, c, d]) {
            // To the end of the file.
            0 => u64::MAX,
            1 => {
                file.read_exact(&mut head[8..])?;
                let [_, _, _, _, _, _, _, _, long @ ..] = head;
                u64::from_be_bytes(long)
            }
            length => length.into(),
        };
        if name == *b"moov" {
            let inside = file.by_ref().take(length.min(MOST));
            look(inside, &PLACES, |_| {
                found.insert(Aside::Place);
            });
        }
        // Lengths that lead nowhere or back are not followed.
        start = match start.checked_add(length.max(8)) {
            Some(next) => next,
            None => return Ok(()),
        };
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Aside, asides};
    use std::io::Cursor;

    fn boxed(name: &[u8], inside: &[u8]) -> Vec<u8> {
        let length = u32::try_from(8 + inside.len()).expect("it is small");
        [&length.to_be_bytes()[..], name, inside].concat()
    }

    fn finds_place(film: &[&[u8]]) -> bool {
        asides(Cursor::new(film.concat())).contains(&Aside::Place)
    }

    #[test]
    fn a_place_is_found_before_and_behind_the_recording() {
        let place = boxed(b"udta", &boxed(b"\xa9xyz", b"\0\x12\x15\xc7+33.9934-081.0300/"));
        let apple = boxed(b"meta", &boxed(b"keys", b"mdtacom.apple.quicktime.location.ISO6709"));
        let head = boxed(b"ftyp", b"isom");
        let recording = boxed(b"mdat", &[7; 3000]);
        for place in [place, apple, boxed(b"udta", &boxed(b"loci", b"\0\0\0\0"))] {
            let known = boxed(b"moov", &[boxed(b"mvhd", &[0; 100]), place].concat());
            assert!(finds_place(&[&head, &recording, &known]));
            assert!(finds_place(&[&head, &known, &recording]));
            assert!(finds_place(&[&known]));
        }
    }

    #[test]
    fn long_boxes_and_the_last_one_are_followed() {
        let known = boxed(b"moov", &boxed(b"\xa9xyz", b""));
        let long = [&[0, 0, 0, 1][..], b"mdat", &20_u64.to_be_bytes(), &[7; 4]].concat();
        assert!(finds_place(&[&long, &known]));
        let last = [&[0; 4][..], &known[4..]].concat();
        assert!(finds_place(&[&last]));
    }

    #[test]
    fn a_recording_without_a_place_has_none() {
        let known = boxed(b"moov", &boxed(b"mvhd", &[0; 100]));
        // The same letters in the recording itself are sound.
        let recording = boxed(b"mdat", b"\xa9xyz loci");
        assert!(!finds_place(&[&known, &recording]));
        for broken in [
            &b""[..],
            b"\0\0\0\x01mdat",
            b"\0\0\0\x01mdat\xff\xff\xff\xff\xff\xff\xff\xff",
            b"\0\0\0\x02moov",
            b"moov",
        ] {
            assert!(!finds_place(&[broken]), "{broken:?}");
        }
    }
}

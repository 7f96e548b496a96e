//! WebP (RFC 9649, section 2): chunks in a RIFF file.

use super::part;

/// Chunks that say how the picture looks. Exif, XMP and what is unknown go.
const KEPT: [&[u8; 4]; 7] = [b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"];

/// The flags of a head that say that Exif (bit 3) and XMP (bit 2) follow.
const BESIDE: u8 = 0b0000_1100;

pub fn bare(bytes: &[u8]) -> Option<Vec<u8>> {
    /// Name and length.
    const FRAME: usize = 8;
    let length = usize::try_from(u32::from_le_bytes(part(bytes, 4, 4)?.try_into().ok()?)).ok()?;
    let file = part(bytes, 0, length.checked_add(FRAME)?)?;
    let mut out = part(file, 0, 12)?.to_vec();
    let mut at = 12;
    while at < file.len() {
        let length = usize::try_from(u32::from_le_bytes(part(file, at + 4, 4)?.try_into().ok()?)).ok()?;
        let chunk = part(file, at, length.checked_add(FRAME)?)?;
        let name = &chunk[..4];
        if KEPT.iter().any(|kept| kept.as_slice() == name) {
            let begin = out.len();
            out.extend(chunk);
            if name == b"VP8X" {
                *out.get_mut(begin + FRAME)? &= !BESIDE;
            }
            // Chunks are filled up to an even length.
            if length % 2 == 1 {
                out.push(0);
            }
        }
        at += chunk.len() + length % 2;
    }
    let length = u32::try_from(out.len() - FRAME).ok()?;
    out[4..8].copy_from_slice(&length.to_le_bytes());
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunk(name: &[u8], data: &[u8]) -> Vec<u8> {
        let length = u32::try_from(data.len()).expect("a short chunk");
        let fill = vec![0; data.len() % 2];
        [name, &length.to_le_bytes(), data, &fill].concat()
    }

    fn file(chunks: &[Vec<u8>]) -> Vec<u8> {
        let inside = chunks.concat();
        let length = u32::try_from(inside.len() + 4).expect("a short file");
        [b"RIFF", length.to_le_bytes().as_slice(), b"WEBP", &inside].concat()
    }

    #[test]
    fn what_is_beside_the_picture_goes_with_what_announces_it() {
        let head = |flags: u8| chunk(b"VP8X", &[flags, 0, 0, 0, 9, 0, 0, 9, 0, 0]);
        let (profile, points) = (chunk(b"ICCP", b"odd"), chunk(b"VP8L", b"points"));
        let dirty = [
            head(0b0010_1100),
            profile.clone(),
            points.clone(),
            chunk(b"EXIF", b"place"),
            chunk(b"XMP ", b"name"),
        ];
        let plain = file(&[head(0b0010_0000), profile, points]);
        let with_more = [file(&dirty), b"behind".to_vec()].concat();
        assert_eq!(bare(&with_more), Some(plain.clone()));
        for length in 0..plain.len() {
            assert_eq!(bare(&plain[..length]), None, "{length} bytes");
        }
    }
}

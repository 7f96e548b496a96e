//! Pictures as points.

use super::{Form, MOST_POINTS, Unfit};
use image::codecs::jpeg::JpegDecoder;
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::metadata::Orientation;
use image::{ImageDecoder, ImageResult, Limits};
use std::io::Cursor;

/// How much memory the points of a picture may take, in bytes: [`MOST_POINTS`] of four bytes each.
const MOST_MEMORY: u64 = 4 * MOST_POINTS;

/// A decoder that has read a picture's head, and whether the picture moves.
pub fn decoder(form: Form, bytes: &[u8]) -> Result<(Box<dyn ImageDecoder + '_>, bool), Unfit> {
    let bytes = Cursor::new(bytes);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    let opened: ImageResult<(Box<dyn ImageDecoder + '_>, bool)> = match form {
        Form::Jpeg => JpegDecoder::new(bytes).map(|decoder| (Box::new(decoder) as _, false)),
        Form::Png => PngDecoder::with_limits(bytes, limits).and_then(|decoder| {
            let moves = decoder.is_apng()?;
            Ok((Box::new(decoder) as _, moves))
        }),
        Form::WebP => WebPDecoder::new(bytes).map(|decoder| {
            let moves = decoder.has_animation();
            (Box::new(decoder) as _, moves)
        }),
        Form::Gif | Form::Svg | Form::Ico => return Err(Unfit::Unknown),
    };
    opened.map_err(|_| Unfit::Damaged)
}

/// Whether the points of a picture are few enough to be decoded.
///
/// # Errors
/// When there are too many of them, or too many for the bits that each has.
pub fn check_size(decoder: &dyn ImageDecoder) -> Result<(), Unfit> {
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_POINTS {
        Err(Unfit::TooLarge)
    } else if decoder.total_bytes() > MOST_MEMORY {
        Err(Unfit::TooDeep)
    } else {
        Ok(())
    }
}

/// Whether a picture is kept lying on its side.
pub fn is_on_its_side(orientation: Orientation) -> bool {
    use Orientation::{Rotate90, Rotate90FlipH, Rotate270, Rotate270FlipH};
    matches!(orientation, Rotate90 | Rotate270 | Rotate90FlipH | Rotate270FlipH)
}

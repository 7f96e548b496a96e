//! Pictures without what was written beside them. The points stay as they are: byte for byte, but for a PNG or WebP that lies on
//! its side and is turned without loss.

mod gif;
mod ico;
mod jpeg;
mod png;
mod webp;

pub use gif::size as size_of_gif;
pub use ico::{is_ico, size as size_of_ico};

use super::{Form, Unfit, decoding, svg, upright};
use image::ImageDecoder as _;
use image::metadata::Orientation;

/// A picture without place, names, dates, camera, thumbnails and remarks. Its colour profile stays, and how it is turned.
///
/// # Errors
/// When it cannot be read to its end.
pub fn bare(bytes: &[u8]) -> Result<Vec<u8>, Unfit> {
    let form = Form::of(bytes)?;
    let orientation = match form {
        Form::Jpeg | Form::Png | Form::WebP => {
            let (mut decoder, moves) = decoding::decoder(form, bytes)?;
            let orientation = decoder.orientation().map_err(|_| Unfit::Damaged)?;
            // Turning one frame of many would leave the others.
            if moves { Orientation::NoTransforms } else { orientation }
        }
        Form::Gif | Form::Svg | Form::Ico => Orientation::NoTransforms,
    };
    if matches!(form, Form::Png | Form::WebP) && orientation != Orientation::NoTransforms {
        check(form, bytes)?;
        return upright::upright(form, bytes);
    }
    kept(form, bytes, orientation)
}

/// Whether a picture can be read to its end.
///
/// # Errors
/// When it breaks off, or is not as its form wants it.
pub fn check(form: Form, bytes: &[u8]) -> Result<(), Unfit> {
    kept(form, bytes, Orientation::NoTransforms).map(|_| ())
}

/// The parts of a picture that are the picture.
fn kept(form: Form, bytes: &[u8], orientation: Orientation) -> Result<Vec<u8>, Unfit> {
    let kept = match form {
        Form::Jpeg => jpeg::bare(bytes, orientation.to_exif()),
        Form::Png => png::bare(bytes),
        Form::WebP => webp::bare(bytes),
        Form::Gif => gif::bare(bytes),
        Form::Ico => ico::bare(bytes),
        Form::Svg => return svg::bare(bytes),
    };
    kept.ok_or(Unfit::Damaged)
}

/// So many bytes from a place on.
fn part(bytes: &[u8], at: usize, length: usize) -> Option<&[u8]> {
    bytes.get(at..at.checked_add(length)?)
}

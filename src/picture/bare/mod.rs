//! Pictures without what was written beside them. The points stay as they are, byte for byte.

mod gif;
mod jpeg;
mod png;
mod webp;

pub use gif::size as size_of_gif;

use super::{Form, Picture, Unfit, copy, svg};
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
            let (mut decoder, moves) = copy::decoder(form, bytes)?;
            let orientation = decoder.orientation().map_err(|_| Unfit::Damaged)?;
            // Turning one frame of many would leave the others.
            if moves { Orientation::NoTransforms } else { orientation }
        }
        Form::Gif | Form::Svg => Orientation::NoTransforms,
    };
    let bare = match form {
        Form::Jpeg => jpeg::bare(bytes, orientation.to_exif()),
        Form::Png | Form::WebP if orientation != Orientation::NoTransforms => {
            // Few programs turn these by what stands beside the picture, so the picture itself is turned.
            let picture = Picture::read(bytes)?;
            return copy(bytes, picture.width, picture.height);
        }
        Form::Png => png::bare(bytes),
        Form::WebP => webp::bare(bytes),
        Form::Gif => gif::bare(bytes),
        Form::Svg => return svg::bare(bytes),
    };
    bare.ok_or(Unfit::Damaged)
}

/// So many bytes from a place on.
fn part(bytes: &[u8], at: usize, length: usize) -> Option<&[u8]> {
    bytes.get(at..at.checked_add(length)?)
}

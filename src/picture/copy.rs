//! Smaller copies of pictures.

use super::{Form, Unfit};
use fast_image_resize::{FilterType, ResizeAlg, ResizeOptions, Resizer};
use image::codecs::jpeg::JpegDecoder;
use image::codecs::png::{CompressionType, FilterType as PngFilter, PngDecoder, PngEncoder};
use image::codecs::webp::{WebPDecoder, WebPEncoder};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageEncoder, ImageResult, Limits};
use std::io::Cursor;

/// Changes whenever the bytes of a copy would, so that no copy of a former recipe is taken for one of this.
pub const RECIPE: u32 = 2;

/// Of 100: where photos of people and rooms do not show that they were pressed together.
const QUALITY: u8 = 80;

/// How much memory the points of a picture may take, in bytes: [`MOST_POINTS`](super::MOST_POINTS) of four bytes each.
pub const MOST_MEMORY: u64 = 4 * super::MOST_POINTS;

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
        Form::Gif | Form::Svg => return Err(Unfit::Unknown),
    };
    opened.map_err(|_| Unfit::Damaged)
}

/// Whether a picture is kept lying on its side.
pub fn is_on_its_side(orientation: Orientation) -> bool {
    use Orientation::{Rotate90, Rotate90FlipH, Rotate270, Rotate270FlipH};
    matches!(orientation, Rotate90 | Rotate270 | Rotate90FlipH | Rotate270FlipH)
}

/// A copy of a picture, `width` pixels wide: turned as it is to be seen, with its colour profile and nothing else beside it.
/// A photo becomes a JPEG; what can be seen through, or was a PNG, becomes a PNG.
///
/// # Errors
/// When the picture cannot be decoded to its end.
pub fn copy(bytes: &[u8], width: u32, height: u32) -> Result<Vec<u8>, Unfit> {
    let form = Form::of(bytes)?;
    // Decoders fill with grey what breaks off; the file may have changed since it was looked at.
    super::bare::check(form, bytes)?;
    let (mut decoder, _) = decoder(form, bytes)?;
    if decoder.total_bytes() > MOST_MEMORY {
        return Err(Unfit::TooLarge);
    }
    let profile = decoder
        .icc_profile()
        .unwrap_or_default()
        .filter(|profile| is_rgb(profile));
    let orientation = decoder.orientation().map_err(|_| Unfit::Damaged)?;
    let has_alpha = decoder.color_type().has_alpha();
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|_| Unfit::Damaged)?;
    picture.apply_orientation(orientation);
    let picture = if has_alpha {
        DynamicImage::ImageRgba8(picture.into_rgba8())
    } else {
        DynamicImage::ImageRgb8(picture.into_rgb8())
    };
    let narrow = narrow(&picture, width, height)?;
    drop(picture);
    if !has_alpha && form != Form::Png {
        return photo(&narrow, profile);
    }
    let mut made = Vec::new();
    let mut encoder = PngEncoder::new_with_quality(&mut made, CompressionType::Best, PngFilter::Adaptive);
    set_profile(&mut encoder, profile);
    narrow.write_with_encoder(encoder).map_err(|_| Unfit::Damaged)?;
    Ok(made)
}

/// A JPEG, with half as many points for colour as for light: eyes see no more.
fn photo(picture: &DynamicImage, profile: Option<Vec<u8>>) -> Result<Vec<u8>, Unfit> {
    let mut made = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut made, QUALITY);
    if let Some(profile) = profile {
        encoder.add_icc_profile(&profile).map_err(|_| Unfit::Damaged)?;
    }
    let [width, height] = [picture.width(), picture.height()].map(u16::try_from);
    let (Ok(width), Ok(height)) = (width, height) else {
        return Err(Unfit::TooLarge);
    };
    let written = encoder.encode(picture.as_bytes(), width, height, jpeg_encoder::ColorType::Rgb);
    written.map_err(|_| Unfit::Damaged)?;
    Ok(made)
}

fn narrow(picture: &DynamicImage, width: u32, height: u32) -> Result<DynamicImage, Unfit> {
    let mut narrow = DynamicImage::new(width, height, picture.color());
    let how = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3));
    Resizer::new()
        .resize(picture, &mut narrow, &how)
        .map_err(|_| Unfit::Damaged)?;
    Ok(narrow)
}

/// A picture that is kept lying on its side, turned as it is to be seen, in the form that it has and without loss: a PNG or a
/// WebP, which few programs turn by what stands beside them.
///
/// # Errors
/// When the picture cannot be decoded to its end.
pub fn upright(form: Form, bytes: &[u8]) -> Result<Vec<u8>, Unfit> {
    let (mut decoder, _) = decoder(form, bytes)?;
    let profile = decoder.icc_profile().unwrap_or_default();
    let orientation = decoder.orientation().map_err(|_| Unfit::Damaged)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|_| Unfit::Damaged)?;
    picture.apply_orientation(orientation);
    let mut made = Vec::new();
    let written = if form == Form::WebP {
        let mut encoder = WebPEncoder::new_lossless(&mut made);
        set_profile(&mut encoder, profile);
        picture.write_with_encoder(encoder)
    } else {
        let mut encoder = PngEncoder::new(&mut made);
        set_profile(&mut encoder, profile);
        picture.write_with_encoder(encoder)
    };
    written.map_err(|_| Unfit::Damaged)?;
    Ok(made)
}

fn set_profile(encoder: &mut impl ImageEncoder, profile: Option<Vec<u8>>) {
    if let Some(profile) = profile {
        // All of these encoders take one.
        let _ = encoder.set_icc_profile(profile);
    }
}

/// Whether a colour profile is about red, green and blue (ICC.1, 7.2.6): what was printer's colours is decoded to these.
fn is_rgb(profile: &[u8]) -> bool {
    profile.get(16..20) == Some(b"RGB ")
}

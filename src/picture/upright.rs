//! Pictures that were kept lying on their side.

use super::decoding::decoder;
use super::{Form, Unfit};
use image::codecs::png::PngEncoder;
use image::codecs::webp::WebPEncoder;
use image::{DynamicImage, ImageDecoder, ImageEncoder};

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

/// Writes a colour profile, if there is one.
pub fn set_profile(encoder: &mut impl ImageEncoder, profile: Option<Vec<u8>>) {
    if let Some(profile) = profile {
        // All of these encoders take one.
        let _ = encoder.set_icc_profile(profile);
    }
}

//! Smaller copies of pictures.
//!
//! 1. A picture is decoded once, turned as it is to be seen.
//! 2. Each copy is made of the next wider one: to make the narrowest of the points of a phone's photo would take longer than
//!    all the others. So a copy has the same bytes whichever others are made.
//! 3. A photo becomes a JPEG; what can be seen through, or was a PNG, becomes a PNG. Its colour profile goes with it, and
//!    nothing else.

use super::decoding::{check_size, decoder};
use super::upright::set_profile;
use super::{Form, Picture, Unfit};
use fast_image_resize::{FilterType, ResizeAlg, ResizeOptions, Resizer};
use image::codecs::png::{CompressionType, FilterType as PngFilter, PngEncoder};
use image::{DynamicImage, ImageDecoder};
use jpeg_encoder::{ChromaSubsamplingMethod, ColorType, SamplingFactor};

/// Changes whenever the bytes of a copy would, so that no copy of a former recipe is taken for one of this.
pub const RECIPE: u32 = 4;

/// Of 100: where photos of people and rooms do not show that they were pressed together.
const QUALITY: u8 = 80;

/// A picture that copies are made of, from the widest to the narrowest.
#[derive(Debug)]
pub struct Copies<'p> {
    picture: &'p Picture,
    /// The picture, or the copy that was made last.
    points: DynamicImage,
    profile: Option<Vec<u8>>,
}

impl<'p> Copies<'p> {
    /// Decodes `bytes`, which `picture` tells of.
    ///
    /// # Errors
    /// When they cannot be decoded to their end.
    pub fn decode(bytes: &[u8], picture: &'p Picture) -> Result<Self, Unfit> {
        let form = Form::of(bytes)?;
        // Decoders fill with grey what breaks off; the file may have changed since it was looked at.
        super::bare::check(form, bytes)?;
        let (mut decoder, _) = decoder(form, bytes)?;
        check_size(&*decoder)?;
        let profile = decoder.icc_profile().unwrap_or_default();
        let orientation = decoder.orientation().map_err(|_| Unfit::Damaged)?;
        let has_alpha = decoder.color_type().has_alpha();
        let mut points = DynamicImage::from_decoder(decoder).map_err(|_| Unfit::Damaged)?;
        points.apply_orientation(orientation);
        Ok(Self {
            picture,
            points: if has_alpha {
                DynamicImage::ImageRgba8(points.into_rgba8())
            } else {
                DynamicImage::ImageRgb8(points.into_rgb8())
            },
            profile: profile.filter(|profile| is_rgb(profile)),
        })
    }

    /// The bytes of the copy that is `width` pixels wide. Wider ones can be made no more.
    ///
    /// # Errors
    /// When it cannot be encoded.
    pub fn copy(&mut self, width: u32) -> Result<Vec<u8>, Unfit> {
        let mut steps = self.picture.copies();
        steps.retain(|step| (width + 1..self.points.width()).contains(step));
        for step in steps.into_iter().rev().chain([width]) {
            self.narrow(step, self.picture.height_of(step))?;
        }
        if !self.points.color().has_alpha() && self.picture.form != Form::Png {
            return self.photo();
        }
        let mut made = Vec::new();
        let mut encoder = PngEncoder::new_with_quality(&mut made, CompressionType::Best, PngFilter::Adaptive);
        set_profile(&mut encoder, self.profile.clone());
        self.points.write_with_encoder(encoder).map_err(|_| Unfit::Damaged)?;
        Ok(made)
    }

    fn narrow(&mut self, width: u32, height: u32) -> Result<(), Unfit> {
        let mut narrow = DynamicImage::new(width, height, self.points.color());
        // What programs call bicubic. Lanczos' filter draws on a half more points, and leaves rings that a second step would add to.
        let how = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::CatmullRom));
        Resizer::new()
            .resize(&self.points, &mut narrow, &how)
            .map_err(|_| Unfit::Damaged)?;
        self.points = narrow;
        Ok(())
    }

    /// A JPEG, with half as many points for colour as for light: eyes see no more.
    fn photo(&self) -> Result<Vec<u8>, Unfit> {
        let mut made = Vec::new();
        let mut encoder = jpeg_encoder::Encoder::new(&mut made, QUALITY);
        encoder.set_sampling_factor(SamplingFactor::F_2_2);
        // One point of four would be quicker to take, and a thin stroke of a marker lies beside it.
        encoder.set_chroma_subsampling_method(ChromaSubsamplingMethod::Average);
        if let Some(profile) = &self.profile {
            encoder.add_icc_profile(profile).map_err(|_| Unfit::Damaged)?;
        }
        let [width, height] = [self.points.width(), self.points.height()].map(u16::try_from);
        let (Ok(width), Ok(height)) = (width, height) else {
            return Err(Unfit::TooLarge);
        };
        let written = encoder.encode(self.points.as_bytes(), width, height, ColorType::Rgb);
        written.map_err(|_| Unfit::Damaged)?;
        Ok(made)
    }
}

/// Whether a colour profile is about red, green and blue (ICC.1, 7.2.6): what was printer's colours is decoded to these.
fn is_rgb(profile: &[u8]) -> bool {
    profile.get(16..20) == Some(b"RGB ")
}

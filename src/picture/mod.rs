//! Floor 1: what a picture is, and what of it is published.
//!
//! 1. [`Picture::read`] tells a picture's form, size and content from its bytes, or [why it is none](Unfit) that a page can show.
//! 2. [`bare`] takes out what a camera or a program wrote beside the picture: place, names, dates, thumbnails. How it is to be
//!    turned, and its colour profile, stay. No point of the picture changes.
//! 3. [`Copies`] makes smaller copies, for phones.
//! 4. [`has_layers_off`] tells what of a drawing its author may have forgotten.
//!
//! All of it goes by the bytes; what a file is called is only believed where there is nothing else to go by.

mod bare;
mod copies;
mod decoding;
mod form;
mod svg;
mod unfit;
mod upright;

pub use bare::bare;
pub use copies::Copies;
pub use form::Form;
pub use svg::has_layers_off;
pub use unfit::Unfit;

use image::ImageDecoder;

/// The widths of copies, in pixels. A phone shows a text of 315 to 400 CSS pixels with two or three pixels for each; the
/// default theme's text is 630 wide where there is room.
const WIDTHS: [u32; 3] = [480, 800, 1280];

/// A picture with more points than this is not decoded: it bounds what a build needs of memory.
const MOST_POINTS: u64 = 64_000_000;

/// A photo of more bytes for each of its points is not shown itself when a copy can be.
const HEAVY: f64 = 0.4;

/// What is known of a picture that a page can show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    pub form: Form,
    /// In pixels, as it is seen: turned as it is to be turned.
    pub width: u32,
    pub height: u32,
    /// Whether parts of it can be seen through.
    has_alpha: bool,
    moves: bool,
    is_heavy: bool,
    /// A hash of its bytes.
    content: blake3::Hash,
}

impl Picture {
    /// Looks at a picture: at its head and at its structure, to the end; its points are not decoded.
    ///
    /// # Errors
    /// Why no page can show it.
    pub fn read(bytes: &[u8]) -> Result<Self, Unfit> {
        let form = Form::of(bytes)?;
        let content = blake3::hash(bytes);
        let mut picture = Self {
            form,
            width: 0,
            height: 0,
            has_alpha: true,
            moves: false,
            is_heavy: false,
            content,
        };
        match form {
            Form::Svg => (picture.width, picture.height) = svg::size(bytes)?,
            Form::Gif => {
                (picture.width, picture.height) = bare::size_of_gif(bytes).ok_or(Unfit::Damaged)?;
                picture.moves = true;
            }
            Form::Ico => (picture.width, picture.height) = bare::size_of_ico(bytes).ok_or(Unfit::Damaged)?,
            Form::Jpeg | Form::Png | Form::WebP => {
                let (mut decoder, moves) = decoding::decoder(form, bytes)?;
                (picture.width, picture.height) = decoder.dimensions();
                picture.has_alpha = decoder.color_type().has_alpha();
                picture.moves = moves;
                decoding::check_size(&*decoder)?;
                let orientation = decoder.orientation().map_err(|_| Unfit::Damaged)?;
                if !moves && decoding::is_on_its_side(orientation) {
                    (picture.width, picture.height) = (picture.height, picture.width);
                }
            }
        }
        let points = u64::from(picture.width) * u64::from(picture.height);
        if points > MOST_POINTS {
            return Err(Unfit::TooLarge);
        }
        if points == 0 {
            return Err(Unfit::Damaged);
        }
        // What breaks off is told now, with the place of the page that shows it, and not when the site is written.
        bare::check(form, bytes)?;
        #[expect(clippy::cast_precision_loss, reason = "a share, for which 52 bits are plenty")]
        let weight = bytes.len() as f64 / points as f64;
        picture.is_heavy = form != Form::Png && weight > HEAVY;
        Ok(picture)
    }

    /// Whether a file begins as a picture does, whatever it is called.
    #[must_use]
    pub fn begins(head: &[u8]) -> bool {
        Form::of(head) != Err(Unfit::Unknown)
    }

    /// Whether a name is that of a picture, which has to be looked at before it is published.
    #[must_use]
    pub fn is_named(path: &str) -> bool {
        let ending = path
            .rsplit_once('.')
            .map_or("", |(_, ending)| ending)
            .to_ascii_lowercase();
        [
            "jpg", "jpeg", "jpe", "jfif", "png", "apng", "gif", "webp", "svg", "ico", "heic", "heif", "hif", "avif",
            "tif", "tiff", "bmp", "jxl", "dng",
        ]
        .contains(&ending.as_str())
    }

    /// The widths of the copies that a page shows, from the narrowest. Drawings, icons and moving pictures have none.
    #[must_use]
    pub fn copies(&self) -> Vec<u32> {
        let [_, _, widest] = WIDTHS;
        if self.moves || matches!(self.form, Form::Svg | Form::Gif | Form::Ico) {
            return Vec::new();
        }
        // A drawing with few colours is larger in bytes when it is narrower: edges become shades.
        if self.form == Form::Png && self.width <= widest {
            return Vec::new();
        }
        let mut widths: Vec<u32> = WIDTHS.into_iter().filter(|width| *width < self.width).collect();
        if !self.shows_itself() && self.width <= widest {
            widths.push(self.width);
        }
        widths
    }

    /// Whether a page shows the picture itself: where it is neither wider nor heavier than a reader has use for.
    #[must_use]
    pub fn shows_itself(&self) -> bool {
        let [_, _, widest] = WIDTHS;
        self.moves || matches!(self.form, Form::Svg | Form::Gif | Form::Ico) || self.width <= widest && !self.is_heavy
    }

    /// How high a copy is.
    #[must_use]
    pub fn height_of(&self, width: u32) -> u32 {
        let height = u64::from(self.height) * u64::from(width) / u64::from(self.width);
        u32::try_from(height).unwrap_or(u32::MAX).max(1)
    }

    /// What a copy is called: after the picture, its own width, and what both were made of. So a file of that name never
    /// holds anything else.
    #[must_use]
    pub fn name_of_copy(&self, address: &str, width: u32) -> String {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&copies::RECIPE.to_le_bytes());
        hasher.update(self.content.as_bytes());
        let hash = hasher.finalize().to_hex();
        let ending = if self.has_alpha || self.form == Form::Png {
            "png"
        } else {
            "jpg"
        };
        format!("{address}.{width}.{}.{ending}", &hash[..16])
    }
}

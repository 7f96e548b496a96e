//! Copies of one picture, of which it is decoded once.

use super::Failure;
use super::piece::{of_picture, unfit_picture};
use crate::model::Asset;
use crate::picture;

/// Makes copies of a picture, from the widest to the narrowest. The picture is read when the first one is.
pub struct Copies<'s> {
    asset: &'s Asset,
    decoded: Option<picture::Copies<'s>>,
}

impl<'s> Copies<'s> {
    pub fn of(asset: &'s Asset) -> Self {
        Self { asset, decoded: None }
    }

    /// The bytes of a copy that is `width` pixels wide.
    ///
    /// # Errors
    /// When the picture cannot be read, or not decoded to its end.
    pub fn copy(&mut self, width: u32) -> Result<Vec<u8>, Failure> {
        let decoded = match self.decoded.take() {
            Some(decoded) => decoded,
            None => of_picture(self.asset, picture::Copies::decode)?,
        };
        let decoded = self.decoded.insert(decoded);
        decoded.copy(width).map_err(|unfit| unfit_picture(self.asset, unfit))
    }
}

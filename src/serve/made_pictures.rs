//! Pictures that were made for the preview, kept from one generation to the next: a copy of a photo takes a tenth of a second,
//! and a save does not change it.

use super::view::Made;
use crate::model::Address;
use crate::source::Stamp;
use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

/// How many bytes are kept; those that were made first go first.
const MOST: usize = 64 * 1024 * 1024;

/// What was made, by its address and the state of the file that it was made of.
#[derive(Debug, Default)]
pub struct MadePictures(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    pictures: VecDeque<(Address, Stamp, Made)>,
    bytes: usize,
}

impl MadePictures {
    pub fn get(&self, address: &Address, stamp: Stamp) -> Option<Made> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let found = kept.pictures.iter().find(|(of, at, _)| of == address && *at == stamp);
        found.map(|(.., made)| made.clone())
    }

    pub fn keep(&self, address: Address, stamp: Stamp, made: Made) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.bytes += made.bytes.len();
        kept.pictures.push_back((address, stamp, made));
        while kept.bytes > MOST
            && let Some((.., first)) = kept.pictures.pop_front()
        {
            kept.bytes -= first.bytes.len();
        }
    }
}

//! Floor 5: what is made of the linked site beside its pages.

mod card;
mod feed;
pub mod search;
mod sitemap;
mod xml;

pub use card::{CARD_SIZE, card};
pub use feed::feed;
pub use sitemap::{robots, sitemap};

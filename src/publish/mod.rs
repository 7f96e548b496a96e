//! Floor 5: what is made of the linked site beside its pages.

mod card;
mod feed;
pub mod search;
mod sitemap;
mod xml;

pub use card::{CARD_SIZE, card, card_address};
pub use feed::{feed, feed_address};
pub use sitemap::{robots, sitemap, sitemap_address};

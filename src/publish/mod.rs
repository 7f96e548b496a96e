//! Floor 5: what is made of the linked site beside its pages.

pub mod search;
mod sitemap;

pub use sitemap::{has_sitemap, sitemap};

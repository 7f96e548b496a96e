//! Floor 5: what is made of the linked site beside its pages.

mod sitemap;

pub use sitemap::{has_sitemap, sitemap};

//! Floor 5: pages. A page is a pure function of the linked site and the theme.
//!
//! 1. [`prepare`] makes, once, the views that all pages share.
//! 2. [`Pages::render`] makes one page: its texts with the holes filled ([`body`]), its views, its template with
//!    what it is [given].

mod body;
mod given;
mod image;
mod page;
mod views;

pub use page::{Pages, prepare};

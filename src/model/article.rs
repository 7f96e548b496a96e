//! Dated articles.

use jiff::civil::Date;

/// What an article has beside its text.
#[derive(Debug)]
pub struct Article {
    pub author: Option<String>,
    pub date: Date,
    pub categories: Vec<String>,
}

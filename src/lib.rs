pub mod compile;
pub mod config;
pub mod edition;
pub mod link;
pub mod model;
pub mod render;
pub mod source;
pub mod theme;

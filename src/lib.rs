pub mod compile;
pub mod config;
pub mod model;
pub mod source;

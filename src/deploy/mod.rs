//! Floor 8: the public edition goes to the web.
//!
//! 1. [`doctor`] looks for what breaks or leaks on GitHub Pages, before it does.
//! 2. [`push`] puts a folder that a build made on a branch of its own, and that branch to where the repository comes from. It
//!    speaks to [`git`] alone: no file of the working tree and no other branch is touched.

mod doctor;
mod git;
mod push;

pub use doctor::{Finding, Grade, Surroundings, examine};
pub use git::{Git, GitFailure};
pub use push::{Published, Refused, Target, check, push};

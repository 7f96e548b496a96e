//! Floor 4: an edition becomes a site: every hole is bound to what it names, or reported at its place.
//!
//! 1. [`Paths`] knows where every source file's page or file will be.
//! 2. [`prose`] binds the holes of each text; the assets that are used on the way are the ones published.
//! 3. Answers meet their questions, guides their series, citations the bibliography.
//! 4. [`addresses`] holds that no two things want one address.

mod addresses;
mod answers;
mod cited;
mod paths;
mod prose;
mod site;

pub use cited::{CitedWork, WorkUse};
pub use prose::{Bound, Destination, LinkedProse};
pub use site::{
    LinkedAnswer, LinkedCycle, LinkedDocument, LinkedSeries, ListedReference, MenuLink, Redirect, Route, Site, link,
};

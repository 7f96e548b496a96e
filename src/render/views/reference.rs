//! What a list of references is given.

use super::Link;
use crate::link::{ListedReference, Site};
use serde::Serialize;

#[derive(Debug, Serialize)]
pub struct ReferenceView {
    /// Its citation key, which is its id in `references.html`.
    pub key: String,
    pub byline: String,
    pub year: Option<i32>,
    pub title: String,
    pub container: Option<String>,
    pub publisher: Option<String>,
    /// The address of its DOI, or of the work itself.
    pub url: Option<String>,
    /// The pages that cite it.
    pub cited_in: Vec<Link>,
}

pub fn reference(site: &Site, listed: &ListedReference) -> ReferenceView {
    let reference = listed.reference;
    let citing = listed.cited_in.iter().map(|number| site.documents[*number].document);
    ReferenceView {
        key: reference.key.clone(),
        byline: reference.byline.clone(),
        year: reference.year,
        title: reference.title.clone(),
        container: reference.container.clone(),
        publisher: reference.publisher.clone(),
        url: reference.url.clone(),
        cited_in: citing
            .map(|document| Link::to(document.head.title.as_str(), &document.address))
            .collect(),
    }
}

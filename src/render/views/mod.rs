//! What templates are given. Each view is finished: a template cannot ask for more.
//!
//! `href` fields lead from the root of the site; a template writes what leads to the root before them
//! (`{{ root }}{{ link.href }}`), so that one view serves every page. `themes/README.md` documents all fields.

mod answer;
mod catalogue;
mod cycle;
mod list;
mod page;
mod reference;
mod site;

pub use answer::{PromptView, answer, organizer, task, theory};
pub use catalogue::catalogue;
pub use cycle::cycle;
pub use list::{
    ArticleCard, Progress, ResourceCard, article_card, cycle_card, decisions, progress, resource_card, series,
};
pub use page::{
    GuideView, PageView, TocEntry, article, conditions, conditions_of, language_of, other_language, resource,
};
pub use reference::{ReferenceView, html, in_page, in_site, place_id, work};
pub use site::{Link, site, within};

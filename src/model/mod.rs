//! Floor 1: what a playbook is made of. Plain data, a main type a file; nothing here reads, prints or decides.

mod address;
mod answer;
mod article;
mod audience;
mod bibliography;
mod block;
mod citation;
mod content_path;
mod cycle;
mod document;
mod guide;
mod hole;
mod language;
mod playbook;
mod prompt;
mod prose;
mod resource;
mod slug;

pub use address::Address;
pub use answer::{Answer, AnswerSheet, AnswerStatus, Organizer, QuestionAnswer, Reply, TaskReport, TaskStatus, Theory};
pub use article::Article;
pub use audience::Audience;
pub use bibliography::{Bibliography, Reference};
pub use block::{Block, BlockKind, Callout, ReferenceScope, ResourceFilter};
pub use citation::{Citation, CitationForm, Cited};
pub use content_path::join;
pub use cycle::{Cycle, Decision, Observation};
pub use document::{Alias, Document, Head, Kind, Listing, Series, Unreadable};
pub use guide::Guide;
pub use hole::{Card, Hole, Label, Want};
pub use language::Language;
pub use playbook::{Asset, Playbook};
pub use prompt::{Prompt, PromptItem, PromptKind};
pub use prose::{Anchor, Fragment, Heading, HeadingText, Prose};
pub use resource::{Resource, ResourceKind};
pub use slug::slug;

//! Floor 0: the text that everything starts from, and what is said about it.
//!
//! 1. [`read`](tree::read) walks the playbook's folder into a [`Tree`]: the files that hold text, already
//!    decoded, and the paths of all others.
//!    [`reread`](changes::reread) reads again what may have changed since, and no more.
//! 2. A [`Span`] is a range of bytes in one of the [`Sources`]; lines and columns are made only when printing.
//! 3. A [`Table`] is TOML with the place of each key and value.
//! 4. A [`Diagnostic`] is one mistake: a stable [`Code`], a place, one sentence, and the likely fix.
//! 5. [`report`] prints diagnostics for people, for programs and for a code host.

mod backslash;
mod beside;
pub mod changes;
mod code;
mod decode;
mod diagnostic;
mod line_starts;
mod long_text;
pub mod meant;
mod nearest;
mod offsets;
mod quoted;
pub mod report;
mod scalar;
mod span;
mod static_file;
mod table;
mod toml_error;
mod toml_heading;
mod tree;
mod unread;

pub use changes::Changes;
pub use code::{Code, Severity};
pub use diagnostic::{Diagnostic, Diagnostics, Place};
pub use line_starts::LineStarts;
pub use nearest::{is_but_for_slips, nearest, one_slip};
pub use offsets::Passage;
pub use quoted::quoted;
pub use scalar::{Scalar, begins_comment};
pub use span::{Source, SourceId, Sources, Span};
pub use static_file::{Stamp, StaticFile, read_at_most};
pub use table::{Field, Table};
pub use toml_error::is_slashed_date;
pub use tree::{
    FOLDERS, SETTINGS, Tree, has_settings_in_txt, is_left_behind, is_playbook, path_below, read, symbolic_link,
    unreadable,
};

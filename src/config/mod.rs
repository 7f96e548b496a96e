//! Floor 1: `playbook.toml`. Nothing else reads settings.
//!
//! 1. The file is read as a table with places.
//! 2. Each setting is turned once into what the program means by it; what cannot be is a diagnostic, and its
//!    default stands in, so that everything else is still checked.

mod base_url;
mod citation_style;
mod email;
mod misplaced;
mod phone;
mod settings;

pub use base_url::BaseUrl;
pub use citation_style::CitationStyle;
pub use email::is_email;
pub use misplaced::{Section, misplaced};
pub use phone::dialled;
pub use settings::{Citations, MenuEntry, School, Search, Settings, ThemeChoice, ThemeSetting, read};

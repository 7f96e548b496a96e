//! A static site generator for a school's playbook.
//!
//! A playbook is built as a program is: each file compiles on its own into HTML with holes, an edition is cut for
//! its readers, linking binds every hole, and a page is a pure function of the linked site. The floors are the
//! modules, from the lowest: `source`; `model`, `config`; `compile`, `cite`, `theme`; `edition`; `link`; `render`, `publish`;
//! `emit`; `check`; `cli`. A module knows those below it and nothing above. `ARCHITECTURE.md` tells the whole.

pub mod check;
pub mod cite;
pub mod cli;
pub mod compile;
pub mod config;
pub mod edition;
pub mod emit;
pub mod link;
pub mod model;
pub mod publish;
pub mod render;
pub mod source;
pub mod theme;

use config::{BaseUrl, Settings};
use edition::Readers;
use emit::{Emitted, Failure};
use model::Playbook;
use source::{Diagnostics, Sources};
use std::io;
use std::path::Path;
use theme::Theme;

/// A playbook that is read and compiled, for all of its readers.
#[derive(Debug)]
pub struct Project {
    pub sources: Sources,
    pub settings: Settings,
    pub playbook: Playbook,
    pub theme: Theme,
    /// Whether the settings themselves hold errors.
    pub has_broken_settings: bool,
}

/// Reads and compiles the playbook in `root`. `base_url` is used in place of the one in the settings.
///
/// # Errors
/// When `root` is no playbook. Everything else is a diagnostic.
pub fn open(root: &Path, base_url: Option<BaseUrl>, diagnostics: &mut Diagnostics) -> io::Result<Project> {
    let tree = source::read(root, diagnostics)?;
    let mut of_settings = Diagnostics::new();
    let mut settings = match tree.settings {
        Some(file) => config::read(&tree.sources, file, &mut of_settings),
        None => Settings::default(),
    };
    settings.base_url = base_url.or(settings.base_url);
    let theme = theme::load(root, &settings, &mut of_settings);
    let has_broken_settings = tree.settings.is_none() || of_settings.has_errors();
    diagnostics.extend(of_settings);
    let playbook = compile::compile(&tree, &settings.language, diagnostics);
    Ok(Project {
        sources: tree.sources,
        settings,
        playbook,
        theme,
        has_broken_settings,
    })
}

/// Builds the edition that `readers` may see into the folder `out`; nothing is written when there are errors.
///
/// # Errors
/// Why the folder could not be written; it is then as it was.
pub fn build(
    project: &Project,
    root: &Path,
    out: &Path,
    readers: Readers,
    diagnostics: &mut Diagnostics,
) -> Result<Option<Emitted>, Failure> {
    emit::check(root, out, readers)?;
    let edition = edition::cut(&project.playbook, &project.settings, readers, diagnostics);
    let site = link::link(edition, &project.theme.addresses(), diagnostics);
    if diagnostics.has_errors() {
        return Ok(None);
    }
    emit::emit(&site, &project.theme, root, out).map(Some)
}

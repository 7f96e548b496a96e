//! A static site generator for a school's playbook.
//!
//! A playbook is built as a program is: each file compiles on its own into HTML with holes, an edition is cut for
//! its readers, linking binds every hole, and a page is a pure function of the linked site. The floors are the
//! modules, from the lowest: `source`; `aside`, `picture`, `model`, `config`; `compile`, `cite`, `theme`; `edition`; `link`; `render`, `publish`;
//! `emit`; `check`, `status`, `starter`; `serve`, `deploy`; `cli`. A module knows those below it and nothing above. `ARCHITECTURE.md` tells the whole.

pub mod aside;
pub mod check;
pub mod cite;
pub mod cli;
pub mod compile;
pub mod config;
pub mod deploy;
pub mod edition;
pub mod emit;
pub mod link;
pub mod model;
pub mod picture;
pub mod publish;
pub mod render;
pub mod serve;
pub mod source;
pub mod starter;
pub mod status;
pub mod theme;

use compile::Objects;
use config::{BaseUrl, Settings};
use edition::Readers;
use emit::{Emitted, Failure};
use link::Site;
use model::Playbook;
use publish::search::Search;
use source::{Changes, Diagnostics, Tree};
use std::io;
use std::path::Path;
use std::sync::Arc;
use theme::Theme;

/// A playbook that is read and compiled, for all of its readers.
#[derive(Debug)]
pub struct Project {
    pub tree: Tree,
    pub settings: Settings,
    pub playbook: Arc<Playbook>,
    pub theme: Arc<Theme>,
    /// What every edition hears of. Mistakes in what has an audience are kept with it.
    pub problems: Diagnostics,
    /// Whether the settings themselves, or the theme, hold errors.
    pub has_broken_settings: bool,
    /// Whether the settings are those of a former reading, since those that there are cannot be used.
    pub has_former_settings: bool,
    /// What is used in place of the address in the settings.
    base_url: Option<BaseUrl>,
    objects: Objects,
}

/// A step of a build, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The files are read.
    Read,
    /// Settings and theme are read, and each text is compiled.
    Compile,
    /// The edition is cut, and every hole is bound.
    Link,
    /// The index of the search is made.
    Search,
    /// Pages are rendered and written, pictures copied, and the output exchanged.
    Write,
}

impl Step {
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Compile => "compile",
            Self::Link => "link",
            Self::Search => "search",
            Self::Write => "write",
        }
    }
}

/// What is told of every step that has ended. This floor and those below know no time: who wants to know it looks then.
pub type Ended<'a> = &'a mut dyn FnMut(Step);

/// Reads and compiles the playbook in `root`. `base_url` is used in place of the one in the settings.
///
/// # Errors
/// When `root` is no playbook. Everything else is a diagnostic.
pub fn open(root: &Path, base_url: Option<BaseUrl>) -> io::Result<Project> {
    open_by_steps(root, base_url, &mut |_| ())
}

/// As [`open`], telling of every step.
///
/// # Errors
/// As [`open`].
pub fn open_by_steps(root: &Path, base_url: Option<BaseUrl>, ended: Ended) -> io::Result<Project> {
    let tree = source::read(root)?;
    ended(Step::Read);
    let project = assemble(tree, root, base_url, None);
    ended(Step::Compile);
    Ok(project)
}

/// Reads again what may have changed, and compiles what has. None when all is as it was.
///
/// Settings and a theme with errors do not take the place of those without: with them, no page could be shown.
///
/// # Errors
/// When `root` is no playbook any more.
pub fn reopen(former: &Project, root: &Path, changes: &Changes) -> io::Result<Option<Project>> {
    let Some(tree) = source::changes::reread(&former.tree, root, changes)? else {
        return Ok(None);
    };
    let project = assemble(tree, root, former.base_url.clone(), Some(former));
    let is_same = project.tree.is_same(&former.tree)
        && project.theme.is_same(&former.theme)
        && project.problems == former.problems;
    Ok((!is_same).then_some(project))
}

fn assemble(tree: Tree, root: &Path, base_url: Option<BaseUrl>, former: Option<&Project>) -> Project {
    let mut problems: Diagnostics = tree.notes.iter().cloned().collect();
    let mut of_settings = Diagnostics::new();
    let mut settings = match tree.settings {
        Some(file) => config::read(&tree.sources, file, &mut of_settings),
        None => Settings::default(),
    };
    settings.base_url = base_url.clone().or(settings.base_url);
    let has_broken_settings = tree.settings.is_none() || of_settings.has_errors();
    let stands_in = former.filter(|_| has_broken_settings);
    if let Some(former) = stands_in {
        settings = former.settings.clone();
    }
    let nothing = Objects::default();
    let kept = former.map_or(&nothing, |former| &former.objects);
    let (mut of_theme, mut of_texts) = (Diagnostics::new(), Diagnostics::new());
    // Neither knows of the other, so they are made at once.
    let (theme, (playbook, objects)) = rayon::join(
        || theme::load(root, &settings, &mut of_theme),
        || compile::compile(&tree, &settings.language, kept, &mut of_texts),
    );
    let mut theme = Arc::new(theme);
    let has_broken_theme = of_theme.has_errors();
    if let Some(former) = former.filter(|former| has_broken_theme || theme.is_same(&former.theme)) {
        theme = Arc::clone(&former.theme);
    }
    for of_one in [of_settings, of_theme, of_texts] {
        problems.extend(of_one);
    }
    Project {
        tree,
        settings,
        playbook: Arc::new(playbook),
        theme,
        problems,
        has_broken_settings: has_broken_settings || has_broken_theme,
        has_former_settings: stands_in.is_some(),
        base_url,
        objects,
    }
}

/// Links the edition that `readers` may see, and says all that is wrong with it.
#[must_use]
pub fn link<'p>(project: &'p Project, readers: Readers, diagnostics: &mut Diagnostics) -> Site<'p> {
    diagnostics.extend(project.problems.iter().cloned());
    let edition = edition::cut(&project.playbook, &project.settings, readers, diagnostics);
    link::link(edition, &project.theme.addresses(), diagnostics)
}

/// Where a site is written.
#[derive(Debug, Clone, Copy)]
pub enum Output<'a> {
    Folder(&'a Path),
    /// One file that holds the public edition and opens from a disk.
    Archive(&'a Path),
}

/// What was written, with all that it was made of: a program that ends after a build need not free a large site piece by
/// piece, which takes a twentieth of the build's time.
#[derive(Debug)]
pub struct Built<'p> {
    pub emitted: Emitted,
    _made_of: (Site<'p>, Search),
}

/// Builds the edition that `readers` may see into the folder `out`, and says all that is wrong with it; nothing is
/// written when there are errors.
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
    let built = build_by_steps(project, root, Output::Folder(out), readers, diagnostics, &mut |_| ());
    Ok(built?.map(|built| built.emitted))
}

/// As [`build`], into whatever output, telling of every step.
///
/// # Errors
/// As [`build`].
pub fn build_by_steps<'p>(
    project: &'p Project,
    root: &Path,
    output: Output,
    readers: Readers,
    diagnostics: &mut Diagnostics,
    ended: Ended,
) -> Result<Option<Built<'p>>, Failure> {
    if let Output::Folder(out) = output {
        emit::check(root, out, readers)?;
    }
    let site = link(project, readers, diagnostics);
    ended(Step::Link);
    if diagnostics.has_errors() {
        return Ok(None);
    }
    let search = Search::new(&site, &project.theme, &|| true).unwrap_or_default();
    ended(Step::Search);
    let emitted = match output {
        Output::Folder(out) => emit::emit(&site, &project.theme, &search, root, out),
        Output::Archive(out) => emit::archive(&site, &project.theme, &search, root, out),
    }?;
    ended(Step::Write);
    Ok(Some(Built {
        emitted,
        _made_of: (site, search),
    }))
}

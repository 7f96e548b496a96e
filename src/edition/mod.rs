//! Floor 3: the wall between what the team writes for itself and what others read.
//!
//! An [`Edition`] is what one kind of reader may see. It has one constructor, [`cut`], and every later step
//! can be handed nothing else: what is not in an edition is in no page, list, count, link, file name or message.
//!
//! 1. A folder is closed to readers who may not see its index. What lies in it is in no edition of theirs.
//! 2. A document is in the edition when its audience may be shown to the readers, a cycle and an answer likewise; an answer
//!    needs its guide too, and a status that allows it.
//! 3. Mistakes go with what they are in. A file that cannot be read may be for anyone: it stops every edition,
//!    by path and line, and only the team is shown its words.

mod copies;

use crate::config::{MenuEntry, Settings};
use crate::model::{
    Answer, AnswerSheet, AnswerStatus, Asset, Audience, Bibliography, Cycle, Document, Kind, Playbook, folder_of,
    folder_of_index, folders_around, join,
};
use crate::source::{Code, Diagnostic, Diagnostics, Place, StaticFile};
use rustc_hash::FxHashMap;
use std::collections::HashSet;

/// Who reads an edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Readers {
    /// Families and the community.
    Public,
    /// As the public, with the drafts that are meant for it: a last look before they are published.
    PublicWithDrafts,
    /// The school's own team, which sees everything.
    Team,
}

impl Readers {
    pub const ALL: [Self; 3] = [Self::Public, Self::PublicWithDrafts, Self::Team];

    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::PublicWithDrafts => "public with drafts",
            Self::Team => "team",
        }
    }

    /// The folder of the playbook that their edition is built into, where nobody names another.
    #[must_use]
    pub fn folder(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::PublicWithDrafts => "drafts",
            Self::Team => "team",
        }
    }

    fn may_see(self, audience: Audience, is_draft: bool) -> bool {
        match self {
            Self::Team => true,
            Self::Public => audience == Audience::Public && !is_draft,
            Self::PublicWithDrafts => audience == Audience::Public,
        }
    }

    fn may_see_answer(self, answer: &Answer) -> bool {
        let status = answer.status();
        self == Self::Team
            || status != AnswerStatus::Retired && self.may_see(answer.audience, status == AnswerStatus::Draft)
    }
}

/// The part of a playbook that its readers may see.
#[derive(Debug)]
pub struct Edition<'p> {
    readers: Readers,
    settings: &'p Settings,
    documents: Vec<&'p Document>,
    sheets: Vec<Sheet<'p>>,
    cycles: Vec<&'p Cycle>,
    menu: Vec<&'p MenuEntry>,
    bibliography: &'p Bibliography,
    assets: Vec<&'p Asset>,
    statics: &'p [StaticFile],
    unreadable: HashSet<&'p str>,
    unreadable_pages: HashSet<&'p str>,
}

/// The answers to one guide that an edition has.
#[derive(Debug)]
pub struct Sheet<'p> {
    pub file: &'p AnswerSheet,
    pub answers: Vec<&'p Answer>,
}

/// Cuts the edition that `readers` may see.
#[must_use]
pub fn cut<'p>(
    playbook: &'p Playbook,
    settings: &'p Settings,
    readers: Readers,
    diagnostics: &mut Diagnostics,
) -> Edition<'p> {
    let closed = Closed::to(readers, playbook);
    let (documents, left_out): (Vec<&Document>, Vec<&Document>) =
        playbook.documents.iter().map(AsRef::as_ref).partition(|document| {
            !closed.holds(&document.id) && readers.may_see(document.head.audience, document.head.draft)
        });
    let (cycles, hidden_cycles): (Vec<&Cycle>, Vec<&Cycle>) = playbook
        .cycles
        .iter()
        .map(AsRef::as_ref)
        .partition(|cycle| !closed.holds(cycle.address.as_str()) && readers.may_see(cycle.audience, false));
    let hidden = hidden_paths(&documents, &left_out, &cycles, &hidden_cycles);
    let is_hidden = |page: &str| {
        let path = join("index.md", page).unwrap_or_default();
        hidden.contains(&path) || hidden.contains(&format!("{path}/index.md"))
    };
    let unreadable_pages: HashSet<&str> = playbook
        .unreadable
        .iter()
        .filter_map(|file| file.page.as_deref())
        .collect();
    let mut hidden_guides: HashSet<&str> = left_out.iter().map(|document| document.id.as_str()).collect();
    if !hidden_guides.is_empty() {
        for document in &documents {
            hidden_guides.remove(document.id.as_str());
        }
    }
    let is_open_guide = |guide: &str| {
        let is_known = readers == Readers::Team || !unreadable_pages.contains(guide);
        is_known && !closed.holds(guide) && !hidden_guides.contains(guide)
    };
    let sheets = playbook
        .sheets
        .iter()
        .map(AsRef::as_ref)
        .filter(|sheet: &&AnswerSheet| is_open_guide(&sheet.guide))
        .map(|file| Sheet {
            file,
            answers: file
                .answers
                .iter()
                .filter(|answer| readers.may_see_answer(answer))
                .collect(),
        })
        .filter(|sheet| readers == Readers::Team || !sheet.answers.is_empty())
        .collect();
    let assets = playbook.assets.iter().map(AsRef::as_ref);
    let unreadable = playbook.unreadable.iter().map(|file| file.path.as_str());
    let edition = Edition {
        readers,
        settings,
        documents,
        sheets,
        cycles,
        menu: settings.menu.iter().filter(|entry| !is_hidden(&entry.page)).collect(),
        bibliography: &playbook.bibliography,
        assets: assets.filter(|asset| !closed.holds_path(&asset.file.path)).collect(),
        statics: &playbook.statics,
        unreadable: unreadable.collect(),
        unreadable_pages,
    };
    edition.report(playbook, &closed, diagnostics);
    edition
}

/// Folders, by their ids, that readers may not see into; one whose index cannot be read may be for the team alone.
struct Closed<'p>(HashSet<&'p str>);

impl<'p> Closed<'p> {
    fn to(readers: Readers, playbook: &'p Playbook) -> Self {
        let unreadable = playbook.unreadable.iter().filter_map(|file| file.index_of.as_deref());
        let unreadable = unreadable.filter(|_| readers != Readers::Team);
        let indexes = playbook.documents.iter();
        let indexes = indexes.filter_map(|document| Some((folder_of_index(&document.id)?, document)));
        let hidden = indexes.filter(|(_, index)| !readers.may_see(index.head.audience, index.head.draft));
        Self(hidden.map(|(folder, _)| folder).chain(unreadable).collect())
    }

    /// Whether a file lies in one of them. Answers lie where their guides do.
    fn holds_path(&self, path: &str) -> bool {
        let folder = || {
            let folder = folder_of(path)?;
            Some(match folder.strip_prefix("answers/") {
                Some(below) => format!("guides/{below}/"),
                None => folder + "/",
            })
        };
        !self.0.is_empty() && folder().is_some_and(|folder| self.holds(&folder))
    }

    /// Whether the thing of an id or address lies in one of them, at whatever depth.
    fn holds(&self, id: &str) -> bool {
        !self.0.is_empty() && folders_around(id).any(|folder| self.0.contains(folder))
    }
}

/// Paths that lead to something in the playbook and to nothing in the edition: the files that are left out, and
/// the lists that are made of nothing else.
fn hidden_paths(shown: &[&Document], left_out: &[&Document], cycles: &[&Cycle], hidden: &[&Cycle]) -> HashSet<String> {
    if left_out.is_empty() && hidden.is_empty() {
        return HashSet::new();
    }
    let folder = |document: &&Document| {
        document
            .path
            .rsplit_once('/')
            .map_or("", |(folder, _)| folder)
            .to_owned()
    };
    let shown_folders: HashSet<String> = shown.iter().map(folder).collect();
    let mut paths: HashSet<String> = left_out.iter().map(|document| document.path.clone()).collect();
    let guides = left_out
        .iter()
        .filter(|document| matches!(document.kind, Kind::Guide(_)));
    let empty = guides.map(folder).filter(|folder| !shown_folders.contains(folder));
    paths.extend(empty.map(|folder| format!("{folder}/index.md")));
    paths.extend(hidden.iter().map(|cycle| cycle.path.clone()));
    if cycles.is_empty() && !hidden.is_empty() {
        paths.insert("cycles/index.md".into());
    }
    // These have a page whatever is left out, and one that has a text of its own is shown.
    for made in ["index.md", "guides/index.md", "resources/index.md", "articles/index.md"] {
        paths.remove(made);
    }
    for document in shown {
        paths.remove(&document.path);
    }
    paths
}

impl<'p> Edition<'p> {
    /// Says the mistakes in what the edition has, and names the files that cannot be read. What lies in a series
    /// or belongs to a cycle that is left out is left out with it.
    fn report(&self, playbook: &'p Playbook, closed: &Closed, diagnostics: &mut Diagnostics) {
        let of_documents = self.documents.iter().flat_map(|document| &document.problems);
        let of_answers = self
            .sheets
            .iter()
            .flat_map(|sheet| &sheet.answers)
            .flat_map(|answer| &answer.problems);
        let of_cycles = self.cycles.iter().flat_map(|cycle| &cycle.problems);
        diagnostics.extend(of_documents.chain(of_answers).chain(of_cycles).cloned());
        copies::report(&self.documents, diagnostics);
        let is_left_out = |path: &str| {
            // The index itself is what must be mended.
            let is_index = playbook
                .unreadable
                .iter()
                .any(|file| file.index_of.is_some() && file.path == path);
            let is_hidden_data = playbook.cycles.iter().any(|cycle| cycle.data_path == path)
                && !self.cycles.iter().any(|cycle| cycle.data_path == path);
            !is_index && closed.holds_path(path) || is_hidden_data
        };
        let of_files = playbook.problems.iter().filter(|(path, _)| !is_left_out(path));
        diagnostics.extend(of_files.map(|(_, problem)| problem.clone()));
        let may_show = self.readers == Readers::Team;
        let unreadable = playbook.unreadable.iter().filter(|file| !is_left_out(&file.path));
        for problem in unreadable.flat_map(|file| &file.problems) {
            let message = "This cannot be read, so it is not known whom it is for.";
            diagnostics.push(if may_show {
                problem.clone()
            } else {
                without_words(problem, Code::AudienceUnknown, message)
            });
        }
        for problem in &playbook.bibliography.unreadable {
            let message = "The bibliography cannot be read here.";
            diagnostics.push(if may_show {
                problem.clone()
            } else {
                without_words(problem, problem.code, message)
            });
        }
    }

    #[must_use]
    pub fn readers(&self) -> Readers {
        self.readers
    }

    #[must_use]
    pub fn settings(&self) -> &'p Settings {
        self.settings
    }

    /// In the order of their paths.
    #[must_use]
    pub fn documents(&self) -> &[&'p Document] {
        &self.documents
    }

    #[must_use]
    pub fn sheets(&self) -> &[Sheet<'p>] {
        &self.sheets
    }

    #[must_use]
    pub fn cycles(&self) -> &[&'p Cycle] {
        &self.cycles
    }

    #[must_use]
    pub fn menu(&self) -> &[&'p MenuEntry] {
        &self.menu
    }

    /// Works to cite. Only what the edition cites may be shown of them.
    #[must_use]
    pub fn bibliography(&self) -> &'p Bibliography {
        self.bibliography
    }

    /// Pictures and files. Only what a page of the edition uses may be shown of them.
    #[must_use]
    pub fn assets(&self) -> &[&'p Asset] {
        &self.assets
    }

    #[must_use]
    pub fn statics(&self) -> &'p [StaticFile] {
        self.statics
    }

    /// Whether a file is there that could not be read: a link to it is not a second mistake.
    #[must_use]
    pub fn is_unreadable(&self, path: &str) -> bool {
        self.unreadable.contains(path)
    }

    /// Whether the file of a guide with this id is there and could not be read.
    #[must_use]
    pub fn is_unreadable_guide(&self, id: &str) -> bool {
        self.unreadable_pages.contains(id)
    }

    /// The files of answers, by the ids of their guides.
    #[must_use]
    pub fn answers_by_guide(&self) -> FxHashMap<&'p str, &Sheet<'p>> {
        self.sheets
            .iter()
            .map(|sheet| (sheet.file.guide.as_str(), sheet))
            .collect()
    }
}

/// A mistake named by its place alone, since its words may be the team's own.
fn without_words(problem: &Diagnostic, code: Code, message: &str) -> Diagnostic {
    let place = match &problem.place {
        Place::Words(span) | Place::Withheld(span) => Place::Withheld(*span),
        Place::File(path) => Place::File(path.clone()),
    };
    Diagnostic::new(code, place, message).fix("run “playbook check”, which shows the line and what to do")
}

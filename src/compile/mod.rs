//! Floor 2: from files to a playbook. Each file compiles on its own, several at once.
//!
//! 1. [`room`] tells by its path what a file is.
//! 2. A Markdown file becomes a [`Document`], a file of answers an [`AnswerSheet`](crate::model::AnswerSheet), a
//!    test cycle with its data a [`Cycle`](crate::model::Cycle); the bibliography is read an entry at a time.
//! 3. A mistake stays with the part that it is in, since the edition decides who hears of it.

mod answers;
mod bibliography;
mod cycle;
mod front_matter;
mod markdown;
mod page;
mod room;
mod typography;

pub use room::asset_address;

use crate::model::{AnswerSheet, Asset, Cycle, Document, Language, Playbook, Prose, Unreadable, series_of};
use crate::source::{Code, Diagnostic, Diagnostics, Passage, Place, SourceId, Sources, Tree};
use markdown::{Dialect, Highlighter, Role};
use rayon::prelude::*;
use room::{PageRoom, Room};
use std::collections::HashMap;

/// What all files are compiled with.
struct Compiler<'a> {
    sources: &'a Sources,
    language: &'a Language,
    dialect: Dialect,
    highlighter: Highlighter,
}

impl Compiler<'_> {
    fn markdown(&self, passage: &Passage, role: Role, problems: &mut Diagnostics) -> Prose {
        markdown::compile(passage, role, &self.dialect, &self.highlighter, problems)
    }
}

/// What one file became.
enum Object {
    Document(Box<Document>),
    Sheet(AnswerSheet, Vec<Unreadable>),
    Cycle(Box<Cycle>),
    Unreadable(Unreadable),
}

/// A file and what it is.
struct Work<'a> {
    source: SourceId,
    path: &'a str,
    room: WorkRoom,
}

enum WorkRoom {
    Page(PageRoom),
    Answers(String),
    Cycle(String),
}

/// Compiles all files of a playbook. What is wrong with a file's place is reported here; what is wrong
/// inside of a file goes with what the file became.
#[must_use]
pub fn compile(tree: &Tree, language: &Language, diagnostics: &mut Diagnostics) -> Playbook {
    let compiler = Compiler {
        sources: &tree.sources,
        language,
        dialect: Dialect::default(),
        highlighter: Highlighter::default(),
    };
    let mut playbook = Playbook::default();
    let mut data: HashMap<&str, SourceId> = HashMap::new();
    let mut work = Vec::new();
    let mut bibliographies = Vec::new();
    for source in &tree.texts {
        let path = below_content(&tree.sources, *source);
        let mut add = |room| {
            work.push(Work {
                source: *source,
                path,
                room,
            });
        };
        match room::room(path) {
            Ok(Room::Page(page)) => add(WorkRoom::Page(page)),
            Ok(Room::Answers { guide }) => add(WorkRoom::Answers(guide)),
            Ok(Room::Cycle { slug }) => add(WorkRoom::Cycle(slug)),
            Ok(Room::CycleData) => {
                data.insert(path, *source);
            }
            Ok(Room::Bibliography) => bibliographies.push(*source),
            Err(misplaced) => {
                let file = &tree.sources.get(*source).path;
                let problem = Diagnostic::in_file(misplaced.code, file, misplaced.message).fix(misplaced.fix);
                playbook.unreadable.extend(hidden_index(path));
                playbook.problems.push((path.to_owned(), problem));
            }
        }
    }
    let objects: Vec<Object> = work
        .into_par_iter()
        .map(|work| compile_one(&compiler, work, &data))
        .collect();
    for object in objects {
        match object {
            Object::Document(document) => playbook.documents.push(*document),
            Object::Sheet(sheet, broken) => {
                playbook.sheets.push(sheet);
                playbook.unreadable.extend(broken);
            }
            Object::Cycle(cycle) => playbook.cycles.push(*cycle),
            Object::Unreadable(unreadable) => playbook.unreadable.push(unreadable),
        }
    }
    let path = |source| tree.sources.get(source).path.clone();
    if let [first, second, ..] = bibliographies.as_slice() {
        diagnostics.push(
            Diagnostic::in_file(Code::ReferenceTwice, path(*second), "There are two bibliographies.")
                .fix("keep references.bib or references.yaml, not both")
                .related(Place::File(path(*first)), "this is the other one"),
        );
    }
    if let Some(source) = bibliographies.first() {
        playbook.bibliography = bibliography::compile(&tree.sources, *source);
    }
    playbook.assets = tree
        .assets
        .iter()
        .map(|file| Asset {
            address: asset_address(&file.path),
            file: file.clone(),
        })
        .collect();
    playbook.statics.clone_from(&tree.statics);
    for problem in &tree.problems {
        if let Place::File(file) = &problem.place {
            let path = file.strip_prefix("content/").unwrap_or(file).to_owned();
            playbook.unreadable.extend(hidden_index(&path));
            playbook.problems.push((path, problem.clone()));
        }
    }
    playbook
}

/// An index that is there and is not read may say that its series is for the team: it is closed until it does.
fn hidden_index(path: &str) -> Option<Unreadable> {
    let (folder, name) = path.rsplit_once('/')?;
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let is_index = folder.starts_with("guides/")
        && stem.to_lowercase().trim_start_matches(|c: char| !c.is_alphabetic()) == "index";
    let message = "The index of this series is not read, so it is not known whom the series is for.";
    is_index.then(|| Unreadable {
        path: path.to_owned(),
        page: None,
        index_of: series_of(path),
        problems: vec![
            Diagnostic::in_file(Code::AudienceUnknown, format!("content/{path}"), message)
                .fix("make it an ordinary file called index.md"),
        ],
    })
}

fn below_content(sources: &Sources, source: SourceId) -> &str {
    let path = &sources.get(source).path;
    path.strip_prefix("content/").unwrap_or(path)
}

fn compile_one(compiler: &Compiler, work: Work, data: &HashMap<&str, SourceId>) -> Object {
    let Work { source, path, room } = work;
    match room {
        WorkRoom::Page(room) => match page::compile(compiler, source, path, room) {
            Ok(document) => Object::Document(Box::new(document)),
            Err(unreadable) => Object::Unreadable(unreadable),
        },
        WorkRoom::Answers(guide) => {
            let (sheet, broken) = answers::compile(compiler, source, path, guide);
            Object::Sheet(sheet, broken)
        }
        WorkRoom::Cycle(slug) => match cycle::compile(compiler, source, path, slug, data) {
            Ok(cycle) => Object::Cycle(Box::new(cycle)),
            Err(unreadable) => Object::Unreadable(unreadable),
        },
    }
}

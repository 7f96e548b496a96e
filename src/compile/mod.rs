//! Floor 2: from files to a playbook. Each file compiles on its own, several at once.
//!
//! 1. [`room`] tells by its path what a file is.
//! 2. A Markdown file becomes a [`Document`](crate::model::Document), a file of answers an
//!    [`AnswerSheet`](crate::model::AnswerSheet), a test cycle with its data a [`Cycle`](crate::model::Cycle); the
//!    bibliography is read an entry at a time.
//! 3. A mistake stays with the part that it is in, since the edition decides who hears of it.
//!
//! What a file became depends on its path, its text and the playbook's language alone (a cycle's also on its data), so
//! that it is taken from the former compilation where these are the same.

mod answers;
mod bibliography;
mod cycle;
mod front_matter;
mod indexes;
mod left_below;
mod markdown;
mod objects;
mod observations;
mod page;
mod room;
mod typography;
mod whom_for;

pub use objects::Objects;
pub use room::asset_address;

use crate::model::{Asset, Bibliography, Language, Playbook, Prose, Unreadable, folder_of};
use crate::source::{Code, Diagnostic, Diagnostics, Passage, Place, SourceId, Sources, StaticFile, Tree};
use markdown::{Dialect, Highlighter, Role};
use objects::Object;
use rayon::prelude::*;
use room::Room;
use std::collections::HashMap;
use std::sync::Arc;

/// How many files a thread takes at once at most, so that none has many left when the others are done.
const AT_ONCE: usize = 32;

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

/// Compiles all files of a playbook, but for those that are as they were when they became what `former` holds. What is
/// wrong with a file's place is reported here; what is wrong inside of a file goes with what the file became.
#[must_use]
pub fn compile(
    tree: &Tree,
    language: &Language,
    former: &Objects,
    diagnostics: &mut Diagnostics,
) -> (Playbook, Objects) {
    let may_keep = former.language == *language;
    let compiler = Compiler {
        sources: &tree.sources,
        language,
        dialect: Dialect::default(),
        highlighter: former.highlighter.for_other_code(),
    };
    let kept = |id: SourceId| former.of(&tree.sources, id).filter(|_| may_keep);
    let texts = tree.texts.iter();
    let texts = texts.map(|id| (below_content(&tree.sources, *id), Some(*id)));
    // What is there and could not be read is told of already.
    let lost = tree.problems.iter().filter_map(|problem| match &problem.place {
        Place::File(file) => Some((file.strip_prefix("content/")?, None)),
        Place::Words(_) | Place::Withheld(_) => None,
    });
    let data: HashMap<&str, Option<SourceId>> = texts
        .filter(|(path, _)| room::is_cycle_data(path))
        .chain(lost)
        .collect();
    let became: Vec<Object> = tree
        .texts
        .par_iter()
        .with_max_len(AT_ONCE)
        .map(|id| match kept(*id) {
            Some(object) => object.clone(),
            None => compile_one(&compiler, *id, &data),
        })
        .collect();
    let mut objects = Objects::with_capacity(language, compiler.highlighter, became.len());
    let mut playbook = Playbook::default();
    let mut bibliographies = Vec::new();
    for (id, object) in tree.texts.iter().zip(became) {
        objects.keep(&tree.sources, *id, object.clone());
        match object {
            Object::Document(document) => playbook.documents.push(document),
            Object::Sheet(sheet, broken) => {
                playbook.sheets.push(sheet);
                playbook.unreadable.extend(broken);
            }
            Object::Cycle(cycle) => playbook.cycles.push(cycle),
            Object::CycleData => playbook.cycle_data.push(below_content(&tree.sources, *id).to_owned()),
            Object::Bibliography(bibliography) => bibliographies.push((*id, bibliography)),
            Object::Unreadable(unreadable) => playbook.unreadable.push(unreadable),
            Object::Misplaced(misplaced) => {
                let path = below_content(&tree.sources, *id);
                let file = &tree.sources.get(*id).path;
                let problem = Diagnostic::in_file(misplaced.code, file, &misplaced.message).fix(&misplaced.fix);
                playbook.unreadable.extend(hidden_index(path));
                playbook.problems.push((path.to_owned(), problem));
            }
        }
    }
    let path = |source: &SourceId| tree.sources.get(*source).path.clone();
    if let [(first, _), (second, _), ..] = bibliographies.as_slice() {
        diagnostics.push(
            Diagnostic::in_file(Code::ReferenceTwice, path(second), "There are two bibliographies.")
                .fix("keep references.bib or references.yaml, not both")
                .related(Place::File(path(first)), "this is the other one"),
        );
    }
    // One that is there and cannot be read as a file may have all the works that are cited.
    let of_bibliography = |problem: &&Diagnostic| {
        let names = ["content/references.bib", "content/references.yaml"];
        matches!(&problem.place, Place::File(file) if names.contains(&file.as_str()))
    };
    let lost = || tree.problems.iter().filter(of_bibliography).cloned().collect();
    playbook.bibliography = match bibliographies.into_iter().next() {
        Some((_, bibliography)) => bibliography,
        None => Arc::new(Bibliography {
            unreadable: lost(),
            ..Bibliography::default()
        }),
    };
    let is_told = |problem: &&Diagnostic| playbook.bibliography.unreadable.contains(*problem);
    playbook.assets = tree
        .assets
        .iter()
        .map(|file| former.asset(file).unwrap_or_else(|| new_asset(file)))
        .collect();
    objects.assets.clone_from(&playbook.assets);
    playbook.statics.clone_from(&tree.statics);
    for problem in tree.problems.iter().filter(|problem| !is_told(problem)) {
        if let Place::File(file) = &problem.place {
            let path = file.strip_prefix("content/").unwrap_or(file).to_owned();
            playbook.unreadable.extend(hidden_index(&path));
            playbook.problems.push((path, problem.clone()));
        }
    }
    let misnamed = indexes::misnamed(&playbook, &tree.assets);
    playbook.unreadable.extend(misnamed.into_iter().map(Arc::new));
    (playbook, objects)
}

fn new_asset(file: &StaticFile) -> Arc<Asset> {
    Arc::new(Asset::new(file.clone(), asset_address(&file.path)))
}

/// An index that is there and is not read may say that its folder is for the team: it is closed until it does.
fn hidden_index(path: &str) -> Option<Arc<Unreadable>> {
    let folder = folder_of(path)?;
    let name = path.rsplit('/').next()?;
    // The name may have two endings: `index.md.txt`.
    let stem = name.split('.').next().unwrap_or(name);
    room::is_index(stem).then(|| Arc::new(indexes::closing(path, folder)))
}

fn below_content(sources: &Sources, source: SourceId) -> &str {
    let path = &sources.get(source).path;
    path.strip_prefix("content/").unwrap_or(path)
}

fn compile_one(compiler: &Compiler, source: SourceId, data: &HashMap<&str, Option<SourceId>>) -> Object {
    let path = below_content(compiler.sources, source);
    match room::room(path) {
        Ok(Room::Page(room)) => match page::compile(compiler, source, path, room) {
            Ok(document) => Object::Document(Arc::new(document)),
            Err(unreadable) => Object::Unreadable(Arc::new(unreadable)),
        },
        Ok(Room::Answers { guide }) => {
            let (sheet, broken) = answers::compile(compiler, source, path, guide);
            Object::Sheet(Arc::new(sheet), broken.map(Arc::new))
        }
        Ok(Room::Cycle { slug }) => match cycle::compile(compiler, source, path, slug, data) {
            Ok(cycle) => Object::Cycle(Arc::new(cycle)),
            Err(unreadable) => Object::Unreadable(Arc::new(unreadable)),
        },
        Ok(Room::CycleData) => Object::CycleData,
        Ok(Room::Bibliography) => Object::Bibliography(Arc::new(bibliography::compile(
            compiler.sources,
            source,
            compiler.language,
        ))),
        Err(misplaced) => Object::Misplaced(Arc::new(misplaced)),
    }
}

//! The bibliography, an entry at a time.
//!
//! 1. [`bibtex`] splits a BibTeX file where an entry begins ([`pieces`]), so that a broken entry does not take the others with it,
//!    makes text of the markup in it ([`latex`], [`markup`]), and gives each entry the fields of those that it refers to. [`yaml`] reads
//!    hayagriva's form, [`yaml_mistakes`] says why one cannot be read, and [`yaml_fields`] what in one is not.
//! 2. [`entry`] makes a [`Reference`] of each: text decoded and set, [`names`], [`dates`] ([`period`], [`seasons`]), [`numbers`] and [`identifiers`] taken apart, the
//!    sort of work told by its type and fields ([`kind`], [`addon`], [`advance`], [`thesis`],
//!    [`meeting`], [`recording`], [`social`], [`notes`]).
//! 3. [`needs`] says what an entry lacks that its sort of work has; [`slips`] and [`outside`] what was meant to be read and is not.

mod addon;
mod advance;
mod bibtex;
mod dates;
mod entry;
mod identifiers;
mod kind;
mod latex;
mod lines;
mod markup;
mod meeting;
mod names;
mod needs;
mod notes;
mod numbers;
mod outside;
mod period;
mod pieces;
mod recording;
mod seasons;
mod slips;
mod social;
mod thesis;
mod yaml;
mod yaml_fields;
mod yaml_mistakes;

pub use latex::TILDE;

use crate::model::{Bibliography, Language, Reference};
use crate::source::{Code, Diagnostic, Place, SourceId, Sources, Span};
use std::borrow::Cow;

/// An entry has at most so many bytes, with those that it takes fields from and without what no reference shows.
const LONGEST: usize = 16 * 1024;

const TOO_LONG: &str = "the entry is longer than 16 KB";

const TAKE_OUT: &str = "take out what describes no work";

const WRONG_NAME: &str = "correct the name of the field, or delete it";

/// So many entries that cannot be read are told one by one: more are one mistake.
const MOST_BROKEN: usize = 50;

/// How a bibliography is written.
#[derive(Debug, Clone, Copy)]
enum Form {
    Bibtex,
    Yaml,
}

/// Reads a bibliography of a playbook in `language`.
pub fn compile(sources: &Sources, source: SourceId, language: &Language) -> Bibliography {
    let file = sources.get(source);
    let mut bibliography = Bibliography::default();
    let form = if file.path.ends_with(".yaml") {
        Form::Yaml
    } else {
        Form::Bibtex
    };
    match form {
        Form::Yaml => yaml::read(source, &file.text, language, &mut bibliography),
        Form::Bibtex => bibtex::read(source, &file.text, language, &mut bibliography),
    }
    for reference in bibliography.references.values() {
        let problems = needs::lacking(reference, form);
        bibliography
            .problems
            .extend(problems.into_iter().map(|problem| (reference.key.clone(), problem)));
    }
    bibliography
}

/// An entry that was read, with what is doubtful in it.
struct Read {
    reference: Reference,
    doubts: Vec<Doubt>,
}

/// Something in an entry that was read around.
struct Doubt {
    message: String,
    fix: Cow<'static, str>,
}

impl Doubt {
    fn new(message: impl Into<String>, fix: impl Into<Cow<'static, str>>) -> Self {
        Self {
            message: message.into(),
            fix: fix.into(),
        }
    }

    fn at(self, span: Span) -> Diagnostic {
        Diagnostic::at(Code::ReferenceDoubtful, span, self.message).fix(self.fix)
    }
}

impl Bibliography {
    fn add(&mut self, read: Read) {
        let Read { reference, doubts } = read;
        let problems = doubts.into_iter().map(|doubt| doubt.at(reference.span));
        self.problems
            .extend(problems.map(|problem| (reference.key.clone(), problem)));
        self.references.insert(reference.key.clone(), reference);
    }

    /// An entry that cannot be read; of one without a key it is not known what it is.
    fn broken(&mut self, key: &str, span: Span, why: &str, fix: impl Into<String>) {
        if key.is_empty() {
            let message = format!("The list of works cannot be read: {why}.");
            let problem = Diagnostic::at(Code::ReferenceBroken, span, message);
            self.unreadable.push(problem.fix(fix));
        } else {
            let message = format!("The work “{key}” cannot be read: {why}.");
            let problem = Diagnostic::at(Code::ReferenceBroken, span, message);
            self.problems.push((key.to_owned(), problem.fix(fix)));
        }
    }

    /// Of so many entries that cannot be read, those that are not told one by one.
    fn more_broken(&mut self, span: Span, broken: usize, form: &str) {
        if let Some(more @ 1..) = broken.checked_sub(MOST_BROKEN) {
            let message = format!("{more} more entries cannot be read either.");
            let problem = Diagnostic::at(Code::ReferenceBroken, span, message);
            self.unreadable
                .push(problem.fix(format!("check that this file is a bibliography in {form}")));
        }
    }

    /// An entry whose key another has.
    fn twice(&mut self, key: &str, span: Span, first: Span) {
        let message = format!("The key “{key}” is defined twice.");
        let problem = Diagnostic::at(Code::ReferenceTwice, span, message)
            .fix("give one of the two works another key")
            .related(Place::Words(first), "it is defined here first");
        self.problems.push((key.to_owned(), problem));
    }
}

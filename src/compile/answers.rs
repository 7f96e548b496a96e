//! A file of answers to a sheet.
//!
//! Which kind of prompt an answer is for is told by its keys, since a file compiles without its guide; linking
//! holds it against the guide.

use super::Compiler;
use super::front_matter::{audience, misspelt_audience, one_of};
use super::markdown::Role;
use crate::model::{
    Answer, AnswerSheet, AnswerStatus, Audience, Organizer, Prose, QuestionAnswer, Reply, TaskReport, TaskStatus,
    Theory, Unreadable,
};
use crate::source::{Code, Diagnostic, Diagnostics, Field, Passage, SourceId, Span, Table};

/// Compiles one file: the sheet, and what of it cannot be told whom it is for.
pub fn compile(compiler: &Compiler, source: SourceId, path: &str, guide: String) -> (AnswerSheet, Option<Unreadable>) {
    let text = &compiler.sources.get(source).text;
    let mut sheet = AnswerSheet {
        source,
        guide,
        path: path.to_owned(),
        answers: Vec::new(),
    };
    let unreadable = |problems: Vec<Diagnostic>| Unreadable {
        path: path.to_owned(),
        page: None,
        index_of: None,
        problems,
    };
    let table = match Table::parse_with_headings(source, text, 0, "[disagree]") {
        Ok(table) => table,
        Err(problems) => return (sheet, Some(unreadable(problems))),
    };
    let mut outside = Diagnostics::new();
    let mut broken = Vec::new();
    for (id, span, table) in table.into_tables(&mut outside) {
        match read_answer(compiler, id, span, table) {
            Ok(answer) => sheet.answers.push(answer),
            Err(problems) => broken.extend(problems),
        }
    }
    broken.extend(outside);
    let broken = (!broken.is_empty()).then(|| unreadable(broken));
    (sheet, broken)
}

/// Reads one table.
///
/// # Errors
/// When it cannot be told whom the answer is for.
fn read_answer(compiler: &Compiler, id: String, span: Span, mut table: Table) -> Result<Answer, Vec<Diagnostic>> {
    let mut whom = Diagnostics::new();
    let audience = audience(&mut table, &mut whom);
    let misspelt = misspelt_audience(&mut table);
    if audience.is_unusable() || misspelt.is_some() {
        return Err(whom.into_iter().chain(misspelt).collect());
    }
    let audience = audience.given().unwrap_or(Audience::Team);
    let mut problems = Diagnostics::new();
    let reader = Reader {
        compiler,
        prefix: format!("answer-{id}-"),
    };
    let (reply, status_is_known) = reader.reply(&mut table, span, &mut problems);
    let updated = table.date("updated", &mut problems).given();
    table.finish(&mut problems);
    let problems: Vec<Diagnostic> = problems.into_iter().collect();
    // A draft is never public: what is meant for the public, and may be a draft, is not known to be for it.
    if !status_is_known && audience == Audience::Public {
        return Err(problems);
    }
    Ok(Answer {
        id,
        span,
        audience,
        reply,
        updated,
        problems,
    })
}

struct Reader<'c> {
    compiler: &'c Compiler<'c>,
    /// Put before the ids in the answer's text, which comes to stand in its guide's page.
    prefix: String,
}

impl Reader<'_> {
    /// What was answered, and whether its status could be read.
    fn reply(&self, table: &mut Table, span: Span, problems: &mut Diagnostics) -> (Reply, bool) {
        const THEORY: [&str; 3] = ["if", "then", "so-that"];
        const TASK: [&str; 3] = ["owner", "due", "note"];
        let of_theory = THEORY.iter().filter(|key| table.has(key)).count();
        let other_lists = table
            .keys()
            .filter(|key| !THEORY.contains(key) && table.is_list(key))
            .count();
        if of_theory > 0 && of_theory >= other_lists {
            without_state(table, "theory of action", problems);
            let theory = Theory {
                conditions: self.lines(table, "if", problems),
                changes: self.lines(table, "then", problems),
                results: self.lines(table, "so-that", problems),
            };
            return (Reply::Theory(theory), true);
        }
        // A column of an organizer may be called as a key of another kind; it holds a list.
        let has = |key: &&str| table.has(key) && !table.is_list(key);
        let of_question = ["answer", "question", "by", "review"]
            .iter()
            .filter(|key| has(key))
            .count();
        let of_task = TASK.iter().filter(|key| has(key)).count();
        let status = table.peek_string("status").map(str::to_owned);
        let is_named = |name: &str| status.as_deref() == Some(name);
        let is_status_of_question = AnswerStatus::ALL.iter().any(|known| is_named(known.name()));
        let is_status_of_task = TaskStatus::ALL.iter().any(|known| is_named(known.name()));
        let is_task = of_task > 0 || status.is_some() && !is_status_of_question;
        // A task that was given an answer has more of a task than of a question.
        let is_answered_task =
            of_task > 0 && of_task + usize::from(is_status_of_task) > of_question + usize::from(is_status_of_question);
        let is_of_columns = other_lists > 0 && of_task == 0 && !has(&"answer") && !has(&"question");
        if is_of_columns {
            without_state(table, "graphic organizer", problems);
            (Reply::Organizer(self.organizer(table, problems)), true)
        } else if is_answered_task {
            answer_of_task(table, problems);
            self.task(table, problems)
        } else if of_question > 0 {
            self.question(table, span, problems)
        } else if is_task {
            self.task(table, problems)
        } else if is_status_of_question || table.keys().all(|key| key == "updated") {
            self.question(table, span, problems)
        } else {
            (Reply::Organizer(self.organizer(table, problems)), true)
        }
    }

    fn question(&self, table: &mut Table, span: Span, problems: &mut Diagnostics) -> (Reply, bool) {
        let wording = table.string("question", problems).with_span();
        let text = table.markdown("answer", problems);
        if matches!(text, Field::Absent) {
            problems.push(
                Diagnostic::at(Code::ValueMissing, span, "There is no answer below this heading.")
                    .fix("add answer = \"…\", or delete the heading"),
            );
        }
        let text = self.prose(text, Role::Note(&self.prefix), problems).unwrap_or_default();
        let names = AnswerStatus::ALL.map(AnswerStatus::name);
        let from_name = |name: &str| AnswerStatus::ALL.into_iter().find(|status| status.name() == name);
        let status = one_of(table, "status", names, from_name, problems);
        let is_known = !status.is_unusable();
        let answer = QuestionAnswer {
            wording,
            text,
            status: status.given().unwrap_or(AnswerStatus::Proposed),
            by: table.string("by", problems).given(),
            review: table.date("review", problems).given(),
        };
        (Reply::Question(answer), is_known)
    }

    fn task(&self, table: &mut Table, problems: &mut Diagnostics) -> (Reply, bool) {
        let names = TaskStatus::ALL.map(TaskStatus::name);
        let from_name = |name: &str| TaskStatus::ALL.into_iter().find(|status| status.name() == name);
        let status = one_of(table, "status", names, from_name, problems);
        let is_known = !status.is_unusable();
        let note = table.markdown("note", problems);
        let report = TaskReport {
            status: status.given().unwrap_or(TaskStatus::Todo),
            owner: table.string("owner", problems).given(),
            due: table.date("due", problems).given(),
            note: self.prose(note, Role::Note(&self.prefix), problems),
        };
        (Reply::Task(report), is_known)
    }

    fn organizer(&self, table: &mut Table, problems: &mut Diagnostics) -> Organizer {
        let mut organizer = Organizer {
            columns: Vec::new(),
            spans: Vec::new(),
        };
        let keys: Vec<String> = table.keys().map(str::to_owned).collect();
        for key in keys {
            let key_span = table.key_span(&key);
            let lines = table.strings_of_any_key(&key, problems);
            let is_told = lines.is_unusable();
            if let Some((lines, span)) = lines.with_span() {
                // A column is called by words, which make no id: it has a number there.
                let prefix = format!("{}{}-", self.prefix, organizer.columns.len() + 1);
                let lines = self.compiled(lines, &prefix, problems);
                organizer.columns.push((key, lines));
                organizer.spans.push(key_span.unwrap_or(span));
            } else if let Some(key_span) = key_span.filter(|_| key != "updated" && !is_told) {
                problems.push(
                    Diagnostic::at(
                        Code::WrongType,
                        key_span,
                        format!("The column “{key}” holds no list of texts."),
                    )
                    .fix(format!("write {key} = [\"…\", \"…\"]")),
                );
                table.forget(&key);
            }
        }
        organizer
    }

    fn lines(&self, table: &mut Table, key: &'static str, problems: &mut Diagnostics) -> Vec<Prose> {
        let lines = table.markdowns(key, problems).given().unwrap_or_default();
        self.compiled(lines, &format!("{}{key}-", self.prefix), problems)
    }

    fn compiled(&self, lines: Vec<(String, Span)>, prefix: &str, problems: &mut Diagnostics) -> Vec<Prose> {
        let sources = self.compiler.sources;
        lines
            .into_iter()
            .enumerate()
            .map(|(number, (line, span))| {
                let passage = Passage::of_toml_string(sources, span, &line);
                let prefix = format!("{prefix}{}-", number + 1);
                self.compiler.markdown(&passage, Role::Line(&prefix), problems)
            })
            .collect()
    }

    fn prose(&self, field: Field<String>, role: Role, problems: &mut Diagnostics) -> Option<Prose> {
        let (text, span) = field.with_span()?;
        let passage = Passage::of_toml_string(self.compiler.sources, span, &text);
        Some(self.compiler.markdown(&passage, role, problems))
    }
}

/// Reports what only answers to questions have, where it was written for something else. A state that would hide it must not be passed
/// over: it is a mistake that stops the build.
fn without_state(table: &mut Table, what: &str, problems: &mut Diagnostics) {
    for key in ["status", "by", "review"] {
        let Some(span) = table.key_span(key).filter(|_| !table.is_list(key)) else {
            continue;
        };
        let message = format!("Only an answer to a big question has “{key}”, and this is that to a {what}.");
        let fix = "delete the line; what is not ready stays inside the team without audience = \"public\"";
        problems.push(Diagnostic::at(Code::UnknownKey, span, message).fix(fix));
        table.forget(key);
    }
}

/// Reports the answer that a task was given: it has none, and what was written would not be shown.
fn answer_of_task(table: &mut Table, problems: &mut Diagnostics) {
    let Some(span) = table.key_span("answer") else {
        return;
    };
    let fix = if table.has("note") {
        "add these words to the note, and delete the line"
    } else {
        "write them as a note: note = \"…\""
    };
    let message = "A task has no answer, and this one has what only tasks have, so these words would be lost.";
    problems.push(Diagnostic::at(Code::UnknownKey, span, message).fix(fix));
    table.forget("answer");
}

//! Answers meet what they answer.

use super::prose::{Linker, Place};
use super::site::LinkedAnswer;
use crate::edition::Sheet;
use crate::model::{Answer, Document, Prompt, PromptKind, Reply};
use crate::source::{Code, Diagnostic, nearest, quoted};
use rustc_hash::{FxHashMap, FxHashSet};

impl<'e> Linker<'_, 'e> {
    /// The answers to a guide by the ids of its prompts. One that answers nothing is reported, never dropped
    /// in silence.
    pub fn answers(&mut self, document: &'e Document, sheet: &Sheet<'e>) -> FxHashMap<&'e str, LinkedAnswer<'e>> {
        let prompts: FxHashMap<&str, &'e Prompt> = document
            .body
            .prompts
            .iter()
            .map(|prompt| (prompt.id.as_str(), prompt))
            .collect();
        let answered: FxHashSet<&str> = sheet.answers.iter().map(|answer| answer.id.as_str()).collect();
        let open: Vec<&Prompt> = document
            .body
            .prompts
            .iter()
            .filter(|prompt| !answered.contains(prompt.id.as_str()))
            .collect();
        let columns: FxHashMap<&str, &[String]> = document.body.columns().collect();
        let mut looks = 20_u32;
        let mut linked = FxHashMap::default();
        let place = Place {
            path: &sheet.file.path,
            page: Some(&document.body),
        };
        for answer in &sheet.answers {
            // Also of an answer to nothing: what is wrong in it is said at once.
            let prose = answer.reply.prose().map(|prose| self.prose(prose, place)).collect();
            let Some(prompt) = prompts.get(answer.id.as_str()) else {
                self.report_orphan(answer, document, if looks > 0 { &open } else { &[] });
                looks = looks.saturating_sub(1);
                continue;
            };
            if prompt.kind != answer.reply.kind() {
                self.report_kind(answer, prompt);
                continue;
            }
            if let Some(columns) = columns.get(answer.id.as_str()) {
                self.check_columns(answer, columns, &mut looks);
            }
            let is_outdated = self.check_wording(answer, prompt);
            linked.insert(
                answer.id.as_str(),
                LinkedAnswer {
                    answer,
                    prose,
                    is_outdated,
                },
            );
        }
        linked
    }

    /// `open` are the prompts that nothing answers.
    fn report_orphan(&mut self, answer: &Answer, document: &Document, open: &[&Prompt]) {
        let fix = match likeliest(answer, open) {
            Some(prompt) => format!("did you mean [{}], “{}”?", prompt.id, prompt.wording),
            None => "write the id of a question, task, organizer or theory of action of that guide".into(),
        };
        let message = format!(
            "The guide “{}” asks nothing with the id “{}”.",
            document.head.title, answer.id
        );
        self.diagnostics
            .push(Diagnostic::at(Code::AnswerOrphaned, answer.span, message).fix(fix));
    }

    fn report_kind(&mut self, answer: &Answer, prompt: &Prompt) {
        let message = format!(
            "This answers a {}, but “{}” is a {} of the guide.",
            answer.reply.kind().name(),
            answer.id,
            prompt.kind.name()
        );
        let fix = match prompt.kind {
            PromptKind::Question => "a big question is answered with: answer = \"…\"",
            PromptKind::Task => "a task is answered with: status = \"doing\", owner, due or note",
            PromptKind::Organizer => "an organizer is answered with a list for each column, as in: think = [\"…\"]",
            PromptKind::Theory => "a theory of action is answered with lists: if, then and so-that",
        };
        self.diagnostics
            .push(Diagnostic::at(Code::AnswerKind, answer.span, message).fix(fix));
    }

    /// Whether the guide's wording has changed since the question was answered.
    fn check_wording(&mut self, answer: &Answer, prompt: &Prompt) -> bool {
        let Reply::Question(question) = &answer.reply else {
            return false;
        };
        let Some((wording, span)) = &question.wording else {
            return false;
        };
        if *wording == prompt.wording || plain(wording) == plain(&prompt.wording) {
            return false;
        }
        let message = "The guide asks this in other words now, so the answer needs another look.";
        let fix = format!(
            "read the answer again, then write: question = {}",
            quoted(&prompt.wording)
        );
        self.diagnostics
            .push(Diagnostic::at(Code::AnswerOutdated, *span, message).fix(fix));
        true
    }

    /// Holds the columns of an answered organizer against those that the guide has. So many `looks` are left for the one that was
    /// probably meant.
    fn check_columns(&mut self, answer: &Answer, columns: &[String], looks: &mut u32) {
        let Reply::Organizer(organizer) = &answer.reply else {
            return;
        };
        let names: Vec<String> = columns.iter().map(|name| name.to_lowercase()).collect();
        let known: FxHashSet<&str> = names.iter().map(String::as_str).collect();
        for ((name, _), span) in organizer.columns.iter().zip(&organizer.spans) {
            if known.contains(name.as_str()) {
                continue;
            }
            let near = names.iter().map(String::as_str).take_while(|_| *looks > 0);
            let fix = nearest(name, near).map_or_else(|| list(&names), |meant| format!("did you mean “{meant}”?"));
            *looks = looks.saturating_sub(1);
            let message = format!("The organizer has no column “{name}”.");
            self.diagnostics
                .push(Diagnostic::at(Code::UnknownKey, *span, message).fix(fix));
        }
    }
}

/// What the columns of an organizer are. More than a person reads are told by their number.
fn list(names: &[String]) -> String {
    const SHOWN: usize = 20;
    match names.get(..SHOWN) {
        Some(first) if names.len() > SHOWN => {
            format!(
                "the columns are: {}, and {} more",
                first.join(", "),
                names.len() - SHOWN
            )
        }
        _ => format!("the columns are: {}", names.join(", ")),
    }
}

/// The prompt that an answer was probably for: by its wording where it kept it, else by its id.
fn likeliest<'e>(answer: &Answer, open: &[&'e Prompt]) -> Option<&'e Prompt> {
    let kind = answer.reply.kind();
    let same_kind = || open.iter().copied().filter(move |prompt| prompt.kind == kind);
    if let Reply::Question(question) = &answer.reply
        && let Some((wording, _)) = &question.wording
    {
        let wording = plain(wording);
        let by_wording = same_kind()
            .map(|prompt| (strsim::sorensen_dice(&wording, &plain(&prompt.wording)), prompt))
            .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.id.cmp(&a.1.id)));
        if let Some((likeness, prompt)) = by_wording
            && likeness >= 0.5
        {
            return Some(prompt);
        }
    }
    let id = nearest(&answer.id, same_kind().map(|prompt| prompt.id.as_str()))?;
    open.iter().copied().find(|prompt| prompt.id == id)
}

/// A wording without what typography and markup change.
fn plain(wording: &str) -> String {
    let mut plain = String::with_capacity(wording.len());
    for c in wording.chars() {
        match c {
            '‘' | '’' => plain.push('\''),
            '“' | '”' => plain.push('"'),
            '–' => plain.push_str("--"),
            '—' => plain.push_str("---"),
            '…' => plain.push_str("..."),
            '*' | '_' | '`' => {}
            c => plain.push(c),
        }
    }
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{list, plain};

    #[test]
    fn typography_is_no_change_of_wording() {
        assert_eq!(
            plain("What don’t we  say — and “why”?"),
            plain("What don't we say --- and \"why\"?")
        );
        assert_ne!(plain("What will you say no to?"), plain("What will you say yes to?"));
    }

    #[test]
    fn columns_are_listed_as_far_as_a_person_reads() {
        let names = |count: usize| (1..=count).map(|n| n.to_string()).collect::<Vec<_>>();
        assert_eq!(list(&names(2)), "the columns are: 1, 2");
        assert!(list(&names(20)).ends_with(": 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20"));
        assert!(list(&names(23)).ends_with(", 19, 20, and 3 more"));
    }
}

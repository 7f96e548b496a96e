//! Floor 7: how far a team is: what is answered, done, late, and what waits for whom.
//!
//! 1. The team's edition is linked, as the team itself sees it.
//! 2. Each guide's progress is the one that its page and the home page draw ([`Progress`]).
//! 3. What is open is gathered by the role that it waits for.

use crate::link::{LinkedAnswer, LinkedDocument, Progress, Site};
use crate::model::{AnswerStatus, Prompt, PromptKind, Reply, TaskStatus};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeMap;

/// How far a team is, on a day.
#[derive(Debug, Serialize)]
pub struct Status {
    pub title: String,
    pub today: String,
    pub series: Vec<SeriesStatus>,
    pub total: Counts,
    /// By the role that it waits for, in the order of the roles; what waits for nobody in particular comes last.
    pub waiting: Vec<Waiting>,
}

#[derive(Debug, Serialize)]
pub struct SeriesStatus {
    pub title: String,
    pub guides: Vec<GuideStatus>,
}

#[derive(Debug, Serialize)]
pub struct GuideStatus {
    pub title: String,
    /// Below the playbook's folder.
    pub file: String,
    #[serde(flatten)]
    pub counts: Counts,
}

/// What a guide asks, and how much of it is answered and done.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct Counts {
    pub questions: usize,
    pub answered: usize,
    pub agreed: usize,
    /// Questions whose wording has changed since they were answered, or whose day of review has come.
    pub another_look: usize,
    pub tasks: usize,
    pub todo: usize,
    pub doing: usize,
    pub done: usize,
    /// Tasks that are not done, and whose day is over.
    pub overdue: usize,
}

#[derive(Debug, Serialize)]
pub struct Waiting {
    /// None for what nobody in particular was named for.
    pub role: Option<String>,
    pub items: Vec<WaitingItem>,
}

/// Something that waits for somebody.
#[derive(Debug, Serialize)]
pub struct WaitingItem {
    pub why: Why,
    /// The task or the question, in the guide's words.
    pub wording: String,
    pub guide: String,
    /// The day that it is due or to be looked at.
    pub date: Option<String>,
}

/// Why something waits, the most pressing first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    Overdue,
    Reworded,
    Review,
    Doing,
    Todo,
    Proposed,
    Draft,
}

impl Status {
    /// What a site of the team's edition says on a day.
    #[must_use]
    pub fn new(site: &Site, today: Date) -> Self {
        let mut waiting: BTreeMap<(bool, Option<String>), Vec<WaitingItem>> = BTreeMap::new();
        let mut total = Counts::default();
        let series = site.series.iter().map(|series| {
            let guides = series.guides.iter().map(|number| {
                let linked = &site.documents[*number];
                let items = linked
                    .prompts()
                    .filter_map(|(prompt, answer)| waits(linked, prompt, answer, today));
                let items: Vec<(Option<String>, WaitingItem)> = items.collect();
                let counts = Counts::new(linked, today);
                total = total.plus(counts);
                for (role, item) in items {
                    waiting.entry((role.is_none(), role)).or_default().push(item);
                }
                GuideStatus {
                    title: linked.document.head.title.clone(),
                    file: format!("content/{}", linked.document.path),
                    counts,
                }
            });
            SeriesStatus {
                title: site.title_of_series(series),
                guides: guides.collect(),
            }
        });
        let series = series.collect();
        let waiting = waiting.into_iter().map(|((_, role), mut items)| {
            // Of equally pressing things the one with the first day; those without one come last.
            items.sort_by(|a, b| (a.why, a.date.is_none(), &a.date).cmp(&(b.why, b.date.is_none(), &b.date)));
            Waiting { role, items }
        });
        Self {
            title: site.edition.settings().title.clone(),
            today: today.to_string(),
            series,
            total,
            waiting: waiting.collect(),
        }
    }
}

impl Counts {
    fn new(linked: &LinkedDocument, today: Date) -> Self {
        let progress = Progress::of(linked);
        let whys = linked
            .prompts()
            .filter_map(|(prompt, answer)| why(prompt, answer?, today));
        let whys: Vec<(Why, Option<Date>)> = whys.collect();
        let count = |wanted: &[Why]| whys.iter().filter(|(why, _)| wanted.contains(why)).count();
        Self {
            questions: progress.questions,
            answered: progress.answered,
            agreed: progress.agreed,
            another_look: count(&[Why::Reworded, Why::Review]),
            tasks: progress.tasks,
            todo: progress.tasks - progress.doing - progress.done,
            doing: progress.doing,
            done: progress.done,
            overdue: count(&[Why::Overdue]),
        }
    }

    fn plus(self, other: Self) -> Self {
        Self {
            questions: self.questions + other.questions,
            answered: self.answered + other.answered,
            agreed: self.agreed + other.agreed,
            another_look: self.another_look + other.another_look,
            tasks: self.tasks + other.tasks,
            todo: self.todo + other.todo,
            doing: self.doing + other.doing,
            done: self.done + other.done,
            overdue: self.overdue + other.overdue,
        }
    }
}

/// What waits for a role, if anything does. What nobody has begun to answer waits for no one.
fn waits(
    linked: &LinkedDocument,
    prompt: &Prompt,
    answer: Option<&LinkedAnswer>,
    today: Date,
) -> Option<(Option<String>, WaitingItem)> {
    let answer = answer?;
    let (why, date) = why(prompt, answer, today)?;
    let role = match &answer.answer.reply {
        Reply::Question(question) => question.by.clone(),
        Reply::Task(task) => task.owner.clone(),
        Reply::Organizer(_) | Reply::Theory(_) => None,
    };
    let item = WaitingItem {
        why,
        wording: prompt.wording.clone(),
        guide: linked.document.head.title.clone(),
        date: date.map(|date| date.to_string()),
    };
    Some((role, item))
}

/// Why an answer or a report waits for somebody, and the day that it is about.
fn why(prompt: &Prompt, linked: &LinkedAnswer, today: Date) -> Option<(Why, Option<Date>)> {
    match &linked.answer.reply {
        Reply::Task(task) => match (task.status, task.due) {
            (TaskStatus::Done, _) => None,
            (_, Some(due)) if due < today => Some((Why::Overdue, task.due)),
            (TaskStatus::Doing, due) => Some((Why::Doing, due)),
            (TaskStatus::Todo, due) => Some((Why::Todo, due)),
        },
        Reply::Question(question) if prompt.kind == PromptKind::Question => match question.status {
            // Room for an answer is none yet.
            AnswerStatus::Draft => (question.text.words > 0).then_some((Why::Draft, None)),
            AnswerStatus::Proposed | AnswerStatus::Agreed if linked.is_outdated => Some((Why::Reworded, None)),
            AnswerStatus::Proposed | AnswerStatus::Agreed if question.review.is_some_and(|day| day <= today) => {
                Some((Why::Review, question.review))
            }
            AnswerStatus::Proposed => Some((Why::Proposed, None)),
            AnswerStatus::Agreed | AnswerStatus::Retired => None,
        },
        Reply::Question(_) | Reply::Organizer(_) | Reply::Theory(_) => None,
    }
}

//! What lists are given: the path through the guides, cards, decisions.

use super::{Link, conditions};
use crate::link::{LinkedDocument, LinkedSeries, Site};
use crate::model::{AnswerStatus, Article, Cycle, Kind, PromptKind, Reply, Resource, TaskStatus};
use serde::Serialize;

/// How far a guide is worked through, in this edition.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct Progress {
    pub questions: usize,
    pub answered: usize,
    pub tasks: usize,
    pub done: usize,
}

#[derive(Debug, Serialize)]
pub struct SeriesView {
    pub title: String,
    pub summary: Option<String>,
    pub href: String,
    pub private: Option<&'static str>,
    pub guides: Vec<GuideCard>,
}

#[derive(Debug, Serialize)]
pub struct GuideCard {
    pub title: String,
    pub summary: Option<String>,
    pub href: String,
    pub minutes: Option<u32>,
    pub private: Option<&'static str>,
    pub progress: Progress,
}

#[derive(Debug, Serialize)]
pub struct ResourceCard {
    pub title: String,
    pub summary: Option<String>,
    pub href: String,
    pub kind: &'static str,
    pub minutes: Option<u32>,
    pub group_size: Option<String>,
    /// Guides of the series `conditions` that it helps with.
    pub conditions: Vec<Link>,
    pub private: Option<&'static str>,
}

#[derive(Debug, Serialize)]
pub struct ArticleCard {
    pub title: String,
    pub summary: Option<String>,
    pub href: String,
    pub date: String,
    pub author: Option<String>,
    pub private: Option<&'static str>,
}

#[derive(Debug, Serialize)]
pub struct CycleCard {
    pub title: String,
    pub aim: Option<String>,
    pub href: String,
    pub decision: Option<&'static str>,
    pub private: Option<&'static str>,
}

/// A question that the team has agreed on an answer to.
#[derive(Debug, Serialize)]
pub struct Decision {
    pub question: String,
    /// With the place of the question in its guide.
    pub href: String,
    pub guide: String,
    pub date: String,
    pub private: Option<&'static str>,
}

pub fn progress(linked: &LinkedDocument) -> Progress {
    let mut progress = Progress::default();
    for prompt in &linked.document.body.prompts {
        let reply = linked
            .answers
            .get(prompt.id.as_str())
            .map(|answer| &answer.answer.reply);
        match prompt.kind {
            PromptKind::Question => {
                progress.questions += 1;
                let counts = matches!(reply, Some(Reply::Question(question))
                    if matches!(question.status, AnswerStatus::Agreed | AnswerStatus::Proposed));
                progress.answered += usize::from(counts);
            }
            PromptKind::Task => {
                progress.tasks += 1;
                let is_done = matches!(reply, Some(Reply::Task(task)) if task.status == TaskStatus::Done);
                progress.done += usize::from(is_done);
            }
            PromptKind::Organizer | PromptKind::Theory => {}
        }
    }
    progress
}

/// A series with its guides.
pub fn series(site: &Site, series: &LinkedSeries) -> SeriesView {
    let head = series.index.map(|number| &site.documents[number].document.head);
    let guides = series.guides.iter().map(|number| {
        let linked = &site.documents[*number];
        let head = &linked.document.head;
        GuideCard {
            title: head.title.clone(),
            summary: head.summary.clone(),
            href: linked.document.address.href(),
            minutes: match &linked.document.kind {
                Kind::Guide(guide) => guide.minutes,
                _ => None,
            },
            private: site.why_private_page(linked.document),
            progress: progress(linked),
        }
    });
    SeriesView {
        title: site.title_of_series(series),
        summary: head.and_then(|head| head.summary.clone()),
        href: series.address.href(),
        private: series
            .index
            .and_then(|number| site.why_private_page(site.documents[number].document)),
        guides: guides.collect(),
    }
}

pub fn resource_card(site: &Site, linked: &LinkedDocument, resource: &Resource) -> ResourceCard {
    let head = &linked.document.head;
    ResourceCard {
        title: head.title.clone(),
        summary: head.summary.clone(),
        href: linked.document.address.href(),
        kind: resource.kind.name(),
        minutes: resource.minutes,
        group_size: resource.group_size.clone(),
        conditions: conditions(site, resource.conditions.iter().map(|(slug, _)| slug.as_str())),
        private: site.why_private_page(linked.document),
    }
}

pub fn article_card(site: &Site, linked: &LinkedDocument, article: &Article) -> ArticleCard {
    let head = &linked.document.head;
    ArticleCard {
        title: head.title.clone(),
        summary: head.summary.clone(),
        href: linked.document.address.href(),
        date: article.date.to_string(),
        author: article.author.clone(),
        private: site.why_private_page(linked.document),
    }
}

pub fn cycle_card(site: &Site, cycle: &Cycle) -> CycleCard {
    CycleCard {
        title: cycle.title.clone(),
        aim: cycle.aim.clone(),
        href: cycle.address.href(),
        decision: cycle.decision.map(crate::model::Decision::name),
        private: site.why_private(false, cycle.audience),
    }
}

/// The answers that the team has agreed on, the latest first.
pub fn decisions(site: &Site, most: usize) -> Vec<Decision> {
    let mut agreed: Vec<(jiff::civil::Date, Decision)> = Vec::new();
    for linked in &site.documents {
        for prompt in &linked.document.body.prompts {
            let Some(answer) = linked.answers.get(prompt.id.as_str()).map(|linked| linked.answer) else {
                continue;
            };
            let is_agreed =
                matches!(&answer.reply, Reply::Question(question) if question.status == AnswerStatus::Agreed);
            if let Some(date) = answer.updated.filter(|_| is_agreed) {
                let decision = Decision {
                    question: prompt.wording.clone(),
                    href: format!("{}#{}", linked.document.address.href(), prompt.id),
                    guide: linked.document.head.title.clone(),
                    date: date.to_string(),
                    private: site.why_private(false, answer.audience),
                };
                agreed.push((date, decision));
            }
        }
    }
    // The sort is stable: decisions of one day stay in the order of the guides.
    agreed.sort_by_key(|(date, _)| std::cmp::Reverse(*date));
    agreed.into_iter().take(most).map(|(_, decision)| decision).collect()
}

//! What lists are given: the path through the guides, cards, decisions.

use super::{Link, conditions};
use crate::edition::Readers;
use crate::link::{LinkedDocument, LinkedSeries, Route, Site};
use crate::model::{
    Address, AnswerStatus, Article, Audience, Cycle, Document, Head, Kind, PromptKind, Reply, Resource, TaskStatus,
};
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

/// Why the public does not see something, for the team's edition alone.
pub fn private(site: &Site, is_draft: bool, audience: Audience) -> Option<&'static str> {
    let readers = site.edition.readers();
    if is_draft && readers != Readers::Public {
        Some("draft")
    } else if audience == Audience::Team && readers == Readers::Team {
        Some("team")
    } else {
        None
    }
}

/// Why the public does not see a page: a guide is as private as its series.
pub fn private_page(site: &Site, document: &Document) -> Option<&'static str> {
    let of_head = |head: &Head| private(site, head.draft, head.audience);
    of_head(&document.head).or_else(|| {
        let Kind::Guide(guide) = &document.kind else {
            return None;
        };
        let address = Address::new(format!("guides/{}/index.html", guide.series));
        match site.routes.get(&address)? {
            Route::Series(number) => of_head(&site.documents[site.series[*number].index?].document.head),
            _ => None,
        }
    })
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
            private: private_page(site, linked.document),
            progress: progress(linked),
        }
    });
    SeriesView {
        title: series_title(site, series),
        summary: head.and_then(|head| head.summary.clone()),
        href: series.address.href(),
        private: series
            .index
            .and_then(|number| private_page(site, site.documents[number].document)),
        guides: guides.collect(),
    }
}

/// What a series is called: one without an index by its folder's name.
pub fn series_title(site: &Site, series: &LinkedSeries) -> String {
    let index = series.index.map(|number| site.documents[number].document);
    index.map_or_else(|| title_of_folder(series.slug), |document| document.head.title.clone())
}

/// `getting-started` as “Getting started”.
fn title_of_folder(slug: &str) -> String {
    let words = slug.replace('-', " ");
    let mut letters = words.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
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
        private: private_page(site, linked.document),
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
        private: private_page(site, linked.document),
    }
}

pub fn cycle_card(site: &Site, cycle: &Cycle) -> CycleCard {
    CycleCard {
        title: cycle.title.clone(),
        aim: cycle.aim.clone(),
        href: cycle.address.href(),
        decision: cycle.decision.map(crate::model::Decision::name),
        private: private(site, false, cycle.audience),
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
                    private: private(site, false, answer.audience),
                };
                agreed.push((date, decision));
            }
        }
    }
    // The sort is stable: decisions of one day stay in the order of the guides.
    agreed.sort_by_key(|(date, _)| std::cmp::Reverse(*date));
    agreed.into_iter().take(most).map(|(_, decision)| decision).collect()
}

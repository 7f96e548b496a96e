//! What lists are given: the path through the guides, cards, decisions.

use super::{Link, conditions, other_language};
use crate::link::{self, LinkedDocument, LinkedSeries, Private, Site};
use crate::model::{Article, Cycle, Kind, Resource};
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
    pub private: Option<Private>,
    pub guides: Vec<GuideCard>,
}

#[derive(Debug, Serialize)]
pub struct GuideCard {
    pub title: String,
    pub summary: Option<String>,
    pub href: String,
    pub minutes: Option<u32>,
    pub private: Option<Private>,
    pub progress: Progress,
}

#[derive(Debug, Serialize)]
pub struct ResourceCard {
    pub title: String,
    pub summary: Option<String>,
    pub href: String,
    /// Of its title and summary, where it is not the site's.
    pub language: Option<String>,
    pub kind: &'static str,
    pub minutes: Option<u32>,
    pub group_size: Option<String>,
    /// Guides of the series `conditions` that it helps with.
    pub conditions: Vec<Link>,
    pub private: Option<Private>,
}

#[derive(Debug, Serialize)]
pub struct ArticleCard {
    pub title: String,
    pub summary: Option<String>,
    pub href: String,
    pub date: String,
    pub author: Option<String>,
    pub private: Option<Private>,
}

#[derive(Debug, Serialize)]
pub struct CycleCard {
    pub title: String,
    pub aim: Option<String>,
    pub href: String,
    pub decision: Option<&'static str>,
    pub private: Option<Private>,
}

/// A question that the team has agreed on an answer to.
#[derive(Debug, Serialize)]
pub struct Decision {
    pub question: String,
    /// With the place of the question in its guide.
    pub href: String,
    pub guide: String,
    pub date: String,
    pub private: Option<Private>,
}

pub fn progress(linked: &LinkedDocument) -> Progress {
    let link::Progress {
        questions,
        answered,
        tasks,
        done,
        ..
    } = link::Progress::of(linked);
    Progress {
        questions,
        answered,
        tasks,
        done,
    }
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
        private: site.why_private_series(series),
        guides: guides.collect(),
    }
}

pub fn resource_card(site: &Site, linked: &LinkedDocument, resource: &Resource) -> ResourceCard {
    let head = &linked.document.head;
    ResourceCard {
        title: head.title.clone(),
        summary: head.summary.clone(),
        href: linked.document.address.href(),
        language: other_language(site, resource),
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
        private: site.why_private_cycle(cycle),
    }
}

/// The answers that the team has agreed on, the latest first.
pub fn decisions(site: &Site, most: usize) -> Vec<Decision> {
    let latest = site.decisions().into_iter().take(most);
    let latest = latest.map(|decision| Decision {
        question: decision.question.wording.clone(),
        href: decision.href(),
        guide: decision.guide.document.head.title.clone(),
        date: decision.date.to_string(),
        private: site.why_private_answer(decision.answer.answer),
    });
    latest.collect()
}

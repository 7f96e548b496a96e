//! Texts with their holes filled.
//!
//! Fragments are walked hole by hole: what stands between two holes is copied, a link becomes the way from this
//! page to its target, a block is rendered by its own template with its inside filled first.

use super::image;
use super::page::Pages;
use super::views;
use crate::link::{Bound, CitedPiece, Destination, LinkedAnswer, LinkedDocument, LinkedProse, Places, entry_id};
use crate::model::{
    Address, Block, BlockKind, Card, Fragment, Kind, Label, PromptItem, PromptKind, ReferenceScope, Want, fragment,
};
use crate::source::Diagnostic;
use crate::theme::{Html, escaped};
use minijinja::value::Serde;
use minijinja::{Value, context};
use serde::Serialize;
use std::collections::HashMap;

/// Where a text is shown.
#[derive(Clone, Copy)]
pub struct Scope<'a, 'e> {
    pub pages: &'a Pages<'a, 'e>,
    /// What leads from the page to the root of the site.
    pub root: &'a str,
    /// The guide whose questions are asked here.
    pub guide: Option<&'a LinkedDocument<'e>>,
    /// Where the page cites works.
    pub cites: &'a Places<'e>,
    /// The id of the block that is the page's list of references, where it has one.
    pub list: Option<&'a str>,
    /// The language of the text, where it is not the site's.
    pub language: Option<&'a str>,
    /// The level of the heading that the text stands below.
    pub level: u8,
}

/// A block, as its template gets it.
#[derive(Serialize)]
struct BlockView<'a> {
    name: &'static str,
    title: Option<&'a str>,
    anchor: &'a str,
    level: u8,
    language: Option<&'a str>,
    body: Html,
}

#[derive(Serialize)]
struct CardView {
    title: Option<Html>,
    body: Html,
}

/// A text that is being written, and what its citations read as.
struct Text<'a, 'e> {
    linked: &'a LinkedProse<'e>,
    /// By the numbers of their holes.
    citations: HashMap<usize, Vec<CitedPiece<'e>>>,
}

/// What a template of a text can fail with: a mistake in the theme.
type Filled<T> = Result<T, Diagnostic>;

impl<'a, 'e> Scope<'a, 'e> {
    /// A whole text.
    pub fn text(self, linked: &LinkedProse<'e>) -> Filled<Html> {
        let citations = self.pages.site.cited.write(linked);
        self.fill(&linked.prose.html, &Text { linked, citations })
    }

    fn fill(self, fragment: &Fragment, text: &Text<'_, 'e>) -> Filled<Html> {
        let mut html = String::with_capacity(fragment.html.len() + 64 * fragment.holes.len());
        let mut copied = 0;
        for (at, hole) in &fragment.holes {
            html.push_str(&fragment.html[copied..*at]);
            copied = *at;
            self.hole(*hole, text, &mut html)?;
        }
        html.push_str(&fragment.html[copied..]);
        Ok(Html::new(html))
    }

    fn hole(self, number: usize, text: &Text<'_, 'e>, html: &mut String) -> Filled<()> {
        let bound = &text.linked.bound[number];
        match &text.linked.prose.holes[number].want {
            Want::Link(_) => {
                if let Bound::To(destination) = bound {
                    self.write_href(destination, html);
                }
            }
            Want::Image(image) => {
                if let Bound::To(Destination::Asset(number)) = bound {
                    let asset = &self.pages.site.edition.assets()[*number];
                    image::write(asset, image.loading, self.root, self.pages.theme.picture_sizes(), html);
                }
            }
            Want::Citation(_) => {
                let pieces = text.citations.get(&number).map(Vec::as_slice);
                Self::write_citation(pieces.unwrap_or_default(), html);
            }
            Want::Label(label) => html.push_str(&escaped(&self.label(*label))),
            Want::Prompts(items) => html.push_str(&self.prompts(items, text)?),
            Want::Cards(cards) => html.push_str(&self.cards(cards, text)?),
            Want::Block(block) => html.push_str(&self.block(block, bound, text)?),
        }
        Ok(())
    }

    fn label(self, label: Label) -> String {
        match label {
            Label::Footnotes => self.pages.theme.string("footnotes", None),
            Label::Footnote(number) => self.pages.theme.string("footnote", Some(number)),
            Label::Table => self.pages.theme.string("table", None),
            Label::BackToText(number) => self.pages.theme.string("footnote-back", Some(number)),
        }
    }

    fn write_href(self, destination: &Destination, html: &mut String) {
        match destination {
            Destination::Page { address, anchor } => {
                self.write_address(address, html);
                if let Some(anchor) = anchor {
                    html.push_str(&fragment(anchor));
                }
            }
            Destination::Here(anchor) => html.push_str(&fragment(anchor)),
            Destination::Asset(number) => {
                if let Some(asset) = self.pages.site.edition.assets().get(*number) {
                    self.write_address(&asset.address, html);
                }
            }
        }
    }

    fn write_address(self, address: &Address, html: &mut String) {
        html.push_str(&escaped(self.root));
        html.push_str(&address.href());
    }

    /// A citation, each work in it a link to its entry in the page's list and a place to which the entry leads back.
    fn write_citation(pieces: &[CitedPiece<'e>], html: &mut String) {
        for piece in pieces {
            match piece {
                CitedPiece::Words(words) => html.push_str(&escaped(words)),
                CitedPiece::Work { key, words, place } => {
                    html.push_str("<a class=\"citation\" role=\"doc-biblioref\" id=\"");
                    html.push_str(&views::place_id(*place));
                    html.push_str("\" href=\"");
                    html.push_str(&fragment(&entry_id(key)));
                    html.push_str("\">");
                    html.push_str(&views::html(words));
                    html.push_str("</a>");
                }
            }
        }
    }

    fn block(self, block: &Block, bound: &Bound<'e>, text: &Text<'_, 'e>) -> Filled<String> {
        let inside = Self {
            level: block.level,
            ..self
        };
        let view = BlockView {
            name: block.kind.name(),
            title: block.title.as_deref(),
            anchor: &block.anchor,
            level: block.level,
            language: self.language,
            body: inside.fill(&block.body, text)?,
        };
        let template = match &block.kind {
            BlockKind::Callout(_) => "callout",
            kind => kind.name(),
        };
        let special = self.special(block, bound)?;
        let view = context! { root => self.root, site => self.pages.shared.site.clone(), block => Value::from(Serde(view)), ..special };
        self.pages.theme.render(&format!("blocks/{template}.html"), view)
    }

    /// What only blocks of one kind are given.
    fn special(self, block: &Block, bound: &Bound<'e>) -> Filled<Value> {
        let site = self.pages.site;
        Ok(match &block.kind {
            BlockKind::Organizer { columns, .. } => {
                let (linked, texts) = self.answer(&block.anchor)?;
                let organizer = views::organizer(site, columns, linked, texts);
                context! { organizer => Value::from(Serde(organizer)), asks => self.asks() }
            }
            BlockKind::Theory { .. } => {
                let (linked, texts) = self.answer(&block.anchor)?;
                let theory = linked.and_then(|linked| views::theory(site, linked, texts));
                context! { theory => Value::from(Serde(theory)), asks => self.asks() }
            }
            BlockKind::Resources(_) => {
                let numbers = if let Bound::Resources(numbers) = bound {
                    numbers.as_slice()
                } else {
                    &[]
                };
                let cards: Vec<views::ResourceCard> = numbers
                    .iter()
                    .map(|number| &site.documents[*number])
                    .filter_map(|linked| match &linked.document.kind {
                        Kind::Resource(resource) => Some(views::resource_card(site, linked, resource)),
                        _ => None,
                    })
                    .collect();
                context! { resources => Value::from(Serde(cards)) }
            }
            BlockKind::References(scope) => {
                // Citations lead to one list of the page.
                let places = (self.list == Some(block.anchor.as_str())).then_some(self.cites);
                let listed = match scope {
                    ReferenceScope::Page => site.references.some(self.cites.iter().map(|(key, _)| key)),
                    ReferenceScope::Edition => site.references.iter().collect(),
                };
                let references: Vec<views::ReferenceView> = listed
                    .into_iter()
                    .map(|listed| self.pages.reference(listed, places))
                    .collect();
                context! { references => Value::from(Serde(references)) }
            }
            BlockKind::Video { url, minutes } => context! { url, minutes },
            BlockKind::Chart { .. } => {
                let cycle = match bound {
                    // The words of a cycle stand on its own page; here they could hold the chart that they are shown with.
                    Bound::Cycle(number) => Some(views::cycle(site, &site.cycles[*number], None, None)),
                    _ => None,
                };
                context! { cycle => Value::from(Serde(cycle)) }
            }
            BlockKind::Goal
            | BlockKind::Questions
            | BlockKind::Tasks
            | BlockKind::Connect
            | BlockKind::Strategies
            | BlockKind::Challenges
            | BlockKind::Callout(_) => context! {},
        })
    }

    /// The level of what stands below the heading.
    fn below(self) -> u8 {
        (self.level + 1).min(6)
    }

    /// Whether the text stands in a guide, whose questions wait for an answer.
    fn asks(self) -> bool {
        self.guide.is_some()
    }

    /// The answer to a prompt of the guide, and its texts.
    fn answer(self, id: &str) -> Filled<(Option<&'a LinkedAnswer<'e>>, Vec<Html>)> {
        let Some(linked) = self.guide.and_then(|guide| guide.answers.get(id)) else {
            return Ok((None, Vec::new()));
        };
        let texts: Filled<Vec<Html>> = linked.prose.iter().map(|text| self.text(text)).collect();
        Ok((Some(linked), texts?))
    }

    fn prompts(self, items: &[PromptItem], text: &Text<'_, 'e>) -> Filled<String> {
        let Some(first) = items.first() else {
            return Ok(String::new());
        };
        let views: Filled<Vec<views::PromptView>> = items.iter().map(|item| self.prompt(item, text)).collect();
        let template = match text.linked.prose.prompts[first.prompt].kind {
            PromptKind::Task => "parts/tasks.html",
            PromptKind::Question | PromptKind::Organizer | PromptKind::Theory => "parts/questions.html",
        };
        let items = Value::from(Serde(views?));
        self.pages.theme.render(
            template,
            context! { root => self.root, items, asks => self.asks(), level => self.below() },
        )
    }

    fn prompt(self, item: &PromptItem, text: &Text<'_, 'e>) -> Filled<views::PromptView> {
        let id = text.linked.prose.prompts[item.prompt].id.as_str();
        let (linked, texts) = self.answer(id)?;
        let site = self.pages.site;
        let children: Filled<Vec<views::PromptView>> =
            item.children.iter().map(|child| self.prompt(child, text)).collect();
        Ok(views::PromptView {
            id: id.to_owned(),
            text: self.fill(&item.text, text)?,
            more: self.fill(&item.more, text)?,
            answer: linked.and_then(|linked| views::answer(site, linked, texts.clone())),
            task: linked.and_then(|linked| views::task(site, linked, texts)),
            children: children?,
        })
    }

    fn cards(self, cards: &[Card], text: &Text<'_, 'e>) -> Filled<String> {
        let views: Filled<Vec<CardView>> = cards
            .iter()
            .map(|card| {
                Ok(CardView {
                    title: card.title.as_ref().map(|title| self.fill(title, text)).transpose()?,
                    body: self.fill(&card.body, text)?,
                })
            })
            .collect();
        let cards = Value::from(Serde(views?));
        self.pages.theme.render(
            "parts/cards.html",
            context! { root => self.root, cards, level => self.below() },
        )
    }
}

//! One page at a time.

use super::body::Scope;
use super::given::Given;
use super::views::{self, GuideView, Link, PageView, TocEntry};
use crate::link::{LinkedDocument, ListedReference, Places, Route, Site, citing};
use crate::model::{Address, BlockKind, Document, Guide, HeadingText, Kind, Listing, ResourceKind, Want};
use crate::source::Diagnostic;
use crate::theme::{Html, SharedParts, Theme};
use minijinja::value::Serde;
use minijinja::{Value, context};
use serde::Serialize;
use std::sync::OnceLock;

/// A site ready to be rendered, page by page, by any number of threads.
pub struct Pages<'s, 'e> {
    pub(super) site: &'s Site<'e>,
    pub(super) theme: &'s Theme,
    pub(super) shared: Shared,
}

/// Views that many pages are given; they lead from the root, so they are the same everywhere.
pub(super) struct Shared {
    pub site: Value,
    parts: Value,
    /// By the numbers of the series, each made when a page first asks for it.
    series: Vec<OnceLock<Value>>,
    /// By the ranks of the works, likewise.
    works: Vec<OnceLock<views::ReferenceView>>,
}

/// How many decisions the home page shows.
const DECISIONS: usize = 5;

/// Makes the views that all pages share.
#[must_use]
pub fn prepare<'s, 'e>(site: &'s Site<'e>, theme: &'s Theme) -> Pages<'s, 'e> {
    let has_references = site.routes.values().any(|route| *route == Route::References);
    let shared = Shared {
        site: Value::from(Serde(views::site(site, theme, has_references))),
        parts: Value::from_object(SharedParts::default()),
        series: site.series.iter().map(|_| OnceLock::new()).collect(),
        works: site.references.iter().map(|_| OnceLock::new()).collect(),
    };
    Pages { site, theme, shared }
}

/// A resource list by kind.
#[derive(Serialize)]
struct ResourceGroup {
    kind: &'static str,
    resources: Vec<views::ResourceCard>,
}

impl<'s, 'e> Pages<'s, 'e> {
    /// The site that they are the pages of.
    #[must_use]
    pub fn site(&self) -> &'s Site<'e> {
        self.site
    }

    /// The theme that they are shown in.
    #[must_use]
    pub fn theme(&self) -> &'s Theme {
        self.theme
    }

    /// The bytes of the page at an address.
    ///
    /// # Errors
    /// A mistake in a template of the theme.
    pub fn render(&self, address: &Address, route: Route) -> Result<Vec<u8>, Diagnostic> {
        let html = match route {
            Route::Document(number) => self.document(&self.site.documents[number]),
            Route::Home => self.home(None),
            Route::Listing(listing) => self.listing(listing, None),
            Route::Series(number) => self.series(number),
            Route::Cycle(number) => self.cycle(number),
            Route::References => self.reference_list(),
            Route::Search => self.search(),
            Route::NotFound => self.not_found(),
            Route::Redirect(number) => self.redirect(address, number),
        }?;
        Ok(html.into_bytes())
    }

    fn series_view(&self, number: usize) -> Value {
        let series = &self.site.series[number];
        let view = self.shared.series[number].get_or_init(|| Value::from(Serde(views::series(self.site, series))));
        view.clone()
    }

    fn all_series(&self) -> Vec<Value> {
        (0..self.site.series.len())
            .map(|number| self.series_view(number))
            .collect()
    }

    fn document(&self, linked: &LinkedDocument<'e>) -> Result<String, Diagnostic> {
        let document = linked.document;
        match &document.kind {
            Kind::Home => self.home(Some(linked)),
            Kind::Page | Kind::Series(_) => {
                let page = self.page_of(linked, "page", Vec::new())?;
                self.template("page", &document.address, page, context! {})
            }
            Kind::Listing(listing) => self.listing(*listing, Some(linked)),
            Kind::Guide(guide) => self.guide(linked, guide),
            Kind::Resource(resource) => {
                let page = self.page_of(linked, "resource", vec![self.listing_link(Listing::Resources)])?;
                let resource = Value::from(Serde(views::resource(self.site, linked, resource)));
                self.template("resource", &document.address, page, context! { resource })
            }
            Kind::Article(article) => {
                let page = self.page_of(linked, "article", vec![self.listing_link(Listing::Articles)])?;
                let article = Value::from(Serde(views::article(linked, article)));
                self.template("article", &document.address, page, context! { article })
            }
        }
    }

    fn home(&self, linked: Option<&LinkedDocument<'e>>) -> Result<String, Diagnostic> {
        let settings = self.site.edition.settings();
        let page = match linked {
            Some(linked) => self.page_of(linked, "home", Vec::new())?,
            None => self.made_page("home", settings.title.clone(), &Address::new("index.html"), Vec::new()),
        };
        let series = self.all_series();
        let decisions = Value::from(Serde(views::decisions(self.site, DECISIONS)));
        self.template(
            "home",
            &Address::new("index.html"),
            page,
            context! { series, decisions },
        )
    }

    fn listing(&self, listing: Listing, linked: Option<&LinkedDocument<'e>>) -> Result<String, Diagnostic> {
        let title = self.listing_title(listing);
        let page = match linked {
            Some(linked) => self.page_of(linked, "listing", Vec::new())?,
            None => self.made_page("listing", title, &listing.address(), Vec::new()),
        };
        let (template, list) = match listing {
            Listing::Guides => ("guides", context! { series => self.all_series() }),
            Listing::Resources => {
                let groups = self.resource_groups();
                let conditions = views::conditions_of(self.site, groups.iter().flat_map(|group| &group.resources));
                (
                    "resources",
                    context! { groups => Value::from(Serde(groups)), conditions => Value::from(Serde(conditions)) },
                )
            }
            Listing::Articles => (
                "articles",
                context! { articles => Value::from(Serde(self.article_cards())) },
            ),
            Listing::Cycles => {
                let cycles = self
                    .site
                    .cycles
                    .iter()
                    .map(|linked| views::cycle_card(self.site, linked.cycle));
                (
                    "cycles",
                    context! { cycles => Value::from(Serde(cycles.collect::<Vec<_>>())) },
                )
            }
        };
        self.template(template, &listing.address(), page, list)
    }

    fn resource_groups(&self) -> Vec<ResourceGroup> {
        let cards_of = |wanted: ResourceKind| -> Vec<views::ResourceCard> {
            let resources = self
                .site
                .documents
                .iter()
                .filter_map(|linked| match &linked.document.kind {
                    Kind::Resource(resource) if resource.kind == wanted => {
                        Some(views::resource_card(self.site, linked, resource))
                    }
                    _ => None,
                });
            resources.collect()
        };
        ResourceKind::ALL
            .into_iter()
            .map(|kind| ResourceGroup {
                kind: kind.name(),
                resources: cards_of(kind),
            })
            .filter(|group| !group.resources.is_empty())
            .collect()
    }

    /// The articles, the latest first.
    fn article_cards(&self) -> Vec<views::ArticleCard> {
        let mut articles: Vec<_> = self
            .site
            .documents
            .iter()
            .filter_map(|linked| match &linked.document.kind {
                Kind::Article(article) => Some((article.date, views::article_card(self.site, linked, article))),
                _ => None,
            })
            .collect();
        articles.sort_by_key(|(date, _)| std::cmp::Reverse(*date));
        articles.into_iter().map(|(_, card)| card).collect()
    }

    fn series(&self, number: usize) -> Result<String, Diagnostic> {
        let series = &self.site.series[number];
        let view = self.series_view(number);
        let above = vec![self.listing_link(Listing::Guides)];
        let page = match series.index {
            Some(index) => self.page_of(&self.site.documents[index], "series", above)?,
            None => {
                let title = self.site.title_of_series(series);
                self.made_page("series", title, &series.address, above)
            }
        };
        self.template("series", &series.address, page, context! { series => view })
    }

    fn guide(&self, linked: &LinkedDocument<'e>, guide: &Guide) -> Result<String, Diagnostic> {
        let document = linked.document;
        let Some(number) = self.site.series_of(guide) else {
            let page = self.page_of(linked, "guide", Vec::new())?;
            return self.template("page", &document.address, page, context! {});
        };
        let series = &self.site.series[number];
        let is_this = |number: &usize| std::ptr::eq(self.site.documents[*number].document, document);
        let step = series.guides.iter().position(is_this).unwrap_or(0);
        let neighbour = |at: Option<usize>| {
            let document = self.site.documents[*series.guides.get(at?)?].document;
            Some(Link::to_page(self.site, document))
        };
        let title_of_series = self.site.title_of_series(series);
        let above = vec![
            self.listing_link(Listing::Guides),
            Link::to(title_of_series, &series.address),
        ];
        let mut page = self.page_of(linked, "guide", above)?;
        page.previous = neighbour(step.checked_sub(1));
        page.next = neighbour(step.checked_add(1));
        let mut conditions = views::conditions(self.site, guide.conditions.iter().map(|(slug, _)| slug.as_str()));
        // A condition's own guide says in its title which one it is.
        conditions.retain(|condition| condition.href != document.address.href());
        let view = GuideView {
            step: step + 1,
            steps: series.guides.len(),
            minutes: guide.minutes,
            credit: guide.credit.clone(),
            conditions,
            progress: views::progress(linked),
        };
        let series = self.series_view(number);
        self.template(
            "guide",
            &document.address,
            page,
            context! { guide => Value::from(Serde(view)), series },
        )
    }

    fn cycle(&self, number: usize) -> Result<String, Diagnostic> {
        let cycle = self.site.cycles[number].cycle;
        let mut page = self.made_page(
            "cycle",
            cycle.title.clone(),
            &cycle.address,
            vec![self.listing_link(Listing::Cycles)],
        );
        page.summary.clone_from(&cycle.aim);
        let linked = &self.site.cycles[number];
        let root = cycle.address.to_root();
        let scope = Scope {
            pages: self,
            root: &root,
            guide: None,
            cites: &linked.cites,
            list: None,
            language: None,
            level: 2,
        };
        let study = linked.study.as_ref().map(|text| scope.text(text)).transpose()?;
        let next = linked.next.as_ref().map(|text| scope.text(text)).transpose()?;
        let view = views::cycle(self.site, linked, study, next);
        page.private = view.private;
        page.references = self.references(&linked.cites);
        self.template(
            "cycle",
            &cycle.address,
            page,
            context! { cycle => Value::from(Serde(view)) },
        )
    }

    fn reference_list(&self) -> Result<String, Diagnostic> {
        let address = Address::new("references.html");
        let page = self.made_page(
            "references",
            self.theme.string("references", None),
            &address,
            Vec::new(),
        );
        let citing = citing(self.site);
        let listed = self.site.references.iter().map(|listed| {
            let cited_in = citing.get(listed.reference.key.as_str());
            views::in_site(self.work(listed), self.site, listed, cited_in)
        });
        self.template(
            "references",
            &address,
            page,
            context! { references => Value::from(Serde(listed.collect::<Vec<_>>())) },
        )
    }

    /// Everything that can be found, for whoever searches without a script.
    fn search(&self) -> Result<String, Diagnostic> {
        let address = Address::new("search.html");
        let title = self.theme.string("search", None);
        let page = self.made_page("search", title, &address, Vec::new());
        let lists = Listing::ALL.into_iter();
        let lists = lists.filter(|listing| self.site.routes.contains_key(&listing.address()));
        let lists = lists.map(|listing| self.listing_link(listing));
        let references = Address::new("references.html");
        let references = self.site.routes.contains_key(&references).then(|| {
            let title = self.theme.string("references", None);
            Link::to(title, &references)
        });
        let lists = lists.chain(references).collect();
        let kinds = Value::from(Serde(views::catalogue(self.site, lists)));
        self.template("search", &address, page, context! { kinds })
    }

    /// What a page cites, in the order of the list.
    fn references(&self, cites: &Places) -> Vec<views::ReferenceView> {
        let listed = self.site.references.some(cites.iter().map(|(key, _)| key)).into_iter();
        listed.map(|listed| self.reference(listed, Some(cites))).collect()
    }

    /// A work in the list of a page that cites it in `places`.
    pub(super) fn reference(&self, listed: &ListedReference, places: Option<&Places>) -> views::ReferenceView {
        views::in_page(self.work(listed), &listed.reference.key, places)
    }

    fn work(&self, listed: &ListedReference) -> &views::ReferenceView {
        let work = &self.shared.works[listed.rank];
        work.get_or_init(|| views::work(listed, &self.site.edition.settings().language))
    }

    /// A host shows this page at any depth, so its links begin at the host's root.
    fn not_found(&self) -> Result<String, Diagnostic> {
        let base = self.site.edition.settings().base_url.as_ref();
        let root = base.map_or("/", |base| base.path()).to_owned();
        let mut page = self.made_page(
            "not-found",
            self.theme.string("not-found", None),
            &Address::new("404.html"),
            Vec::new(),
        );
        page.canonical = None;
        self.template_at("404", &root, page, context! {})
    }

    fn redirect(&self, address: &Address, number: usize) -> Result<String, Diagnostic> {
        let redirect = &self.site.redirects[number];
        let document = self.site.documents[redirect.to].document;
        let mut page = self.made_page("redirect", document.head.title.clone(), address, Vec::new());
        page.canonical = self.canonical(&document.address);
        let target = Value::from(Serde(Link::to(document.head.title.as_str(), &document.address)));
        self.template("redirect", address, page, context! { target })
    }

    fn template(&self, name: &str, address: &Address, page: PageView, more: Value) -> Result<String, Diagnostic> {
        self.template_at(name, &address.to_root(), page, more)
    }

    fn template_at(&self, name: &str, root: &str, page: PageView, more: Value) -> Result<String, Diagnostic> {
        let given = Given {
            root: Value::from(root),
            site: self.shared.site.clone(),
            shared: self.shared.parts.clone(),
            page: Value::from(Serde(page)),
            more,
        };
        self.theme.render(&format!("{name}.html"), Value::from_object(given))
    }

    /// The page of a document.
    fn page_of(
        &self,
        linked: &LinkedDocument<'e>,
        kind: &'static str,
        breadcrumbs: Vec<Link>,
    ) -> Result<PageView, Diagnostic> {
        let document = linked.document;
        let root = document.address.to_root();
        let guide = matches!(document.kind, Kind::Guide(_)).then_some(linked);
        let list = list_of_references(document);
        let language = views::language_of(self.site, document);
        let scope = Scope {
            pages: self,
            root: &root,
            guide,
            cites: &linked.cites,
            list,
            language: language.as_deref(),
            level: 1,
        };
        let body = scope.text(&linked.body)?;
        let mut page = self.made_page(kind, document.head.title.clone(), &document.address, breadcrumbs);
        page.summary.clone_from(&document.head.summary);
        page.updated = document.head.updated.map(|date| date.to_string());
        page.private = self.site.why_private_page(document);
        page.language = language;
        page.body = body;
        page.contents = self.contents(document);
        if list.is_none() {
            page.references = self.references(&linked.cites);
        }
        Ok(page)
    }

    /// A page without a text.
    fn made_page(&self, kind: &'static str, title: String, address: &Address, mut breadcrumbs: Vec<Link>) -> PageView {
        if kind != "home" {
            let home = Link::to(self.theme.string("home", None), &Address::new("index.html"));
            breadcrumbs.insert(0, home);
        }
        PageView {
            kind,
            title,
            summary: None,
            href: address.href(),
            canonical: self.canonical(address),
            updated: None,
            language: None,
            private: None,
            body: Html::default(),
            contents: Vec::new(),
            breadcrumbs,
            previous: None,
            next: None,
            within: views::within(self.site, address),
            references: Vec::new(),
        }
    }

    fn canonical(&self, address: &Address) -> Option<String> {
        let base = self.site.base_url()?;
        Some(format!("{}{}", base.as_str(), address.href()))
    }

    fn contents(&self, document: &Document) -> Vec<TocEntry> {
        // A heading that is a citation alone has no words for a link.
        let has_words = |text: &HeadingText| !matches!(text, HeadingText::Words(words) if words.is_empty());
        let headings = document.body.headings.iter();
        let headings = headings.filter(|heading| heading.level <= 3 && has_words(&heading.text));
        headings
            .map(|heading| TocEntry {
                title: match &heading.text {
                    HeadingText::Words(words) => words.clone(),
                    HeadingText::NameOfBlock(name) => self.theme.string(&format!("block-{name}"), None),
                },
                anchor: heading.anchor.clone(),
                level: heading.level,
            })
            .collect()
    }

    fn listing_link(&self, listing: Listing) -> Link {
        Link::to(self.listing_title(listing), &listing.address())
    }

    /// What a list is called: by its own index where it has one.
    fn listing_title(&self, listing: Listing) -> String {
        match self.site.routes.get(&listing.address()) {
            Some(Route::Document(number)) => self.site.documents[*number].document.head.title.clone(),
            _ => self.theme.string(listing.folder(), None),
        }
    }
}

/// The block in a page's text that lists what it cites; the first, when there are several.
fn list_of_references(document: &Document) -> Option<&str> {
    document.body.holes.iter().find_map(|hole| match &hole.want {
        Want::Block(block) if matches!(block.kind, BlockKind::References(_)) => Some(block.anchor.as_str()),
        _ => None,
    })
}

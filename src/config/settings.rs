//! The settings of a playbook.

use super::misplaced::{Section, in_synonyms, misplaced};
use super::{BaseUrl, CitationStyle, dialled, is_email};
use crate::model::Language;
use crate::source::{Code, Diagnostic, Diagnostics, Field, Scalar, SourceId, Sources, Span, Table};

#[derive(Debug, Clone)]
pub struct Settings {
    pub title: String,
    pub description: String,
    pub base_url: Option<BaseUrl>,
    pub language: Language,
    pub school: School,
    pub theme: ThemeChoice,
    pub menu: Vec<MenuEntry>,
    pub citations: Citations,
    pub search: Search,
}

/// Who to ask.
#[derive(Debug, Clone, Default)]
pub struct School {
    pub name: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
}

#[derive(Debug, Clone)]
pub struct ThemeChoice {
    /// The name of a folder in `themes/`, else of a built-in theme.
    pub name: String,
    /// Where the name stands, when it was given.
    pub name_span: Option<Span>,
    /// A colour as it was written.
    pub accent: Option<(String, Span)>,
    /// The accent on dark paper.
    pub accent_dark: Option<(String, Span)>,
    /// A picture below `content/`.
    pub logo: Option<(String, Span)>,
    /// What only the theme knows.
    pub others: Vec<ThemeSetting>,
}

/// A setting whose meaning only the theme knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThemeSetting {
    pub key: String,
    pub key_span: Span,
    pub value: Scalar,
    pub span: Span,
}

#[derive(Debug, Clone)]
pub struct MenuEntry {
    pub title: String,
    /// A source file below `content/`, as it was written.
    pub page: String,
    pub span: Span,
}

#[derive(Debug, Clone)]
pub struct Citations {
    pub style: CitationStyle,
    /// Works to list though nothing cites them.
    pub include: Vec<(String, Span)>,
}

/// What the search is told.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// Ways to say one thing, as they were written: whoever looks for one of them finds the others.
    pub synonyms: Vec<Vec<String>>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            title: "Playbook".into(),
            description: String::new(),
            base_url: None,
            language: Language::default(),
            school: School::default(),
            theme: ThemeChoice {
                name: "default".into(),
                name_span: None,
                accent: None,
                accent_dark: None,
                logo: None,
                others: Vec::new(),
            },
            menu: Vec::new(),
            citations: Citations {
                style: CitationStyle::Apa,
                include: Vec::new(),
            },
            search: Search::default(),
        }
    }
}

/// Reads the settings in a file.
#[must_use]
pub fn read(sources: &Sources, source: SourceId, diagnostics: &mut Diagnostics) -> Settings {
    let mut settings = Settings::default();
    let mut table = match Table::parse_with_headings(source, &sources.get(source).text, 0, "[[menu]]") {
        Ok(table) => table,
        Err(problems) => {
            diagnostics.extend(problems);
            return settings;
        }
    };
    match table.string("title", diagnostics) {
        Field::Given(title, _) if !title.trim().is_empty() => settings.title = title,
        Field::Unusable => {}
        Field::Given(_, span) => diagnostics.push(
            Diagnostic::at(Code::ValueMissing, span, "The title of the playbook is empty.")
                .fix("write the title between the quotes"),
        ),
        Field::Absent => diagnostics.push(
            Diagnostic::at(Code::ValueMissing, Span::start_of(source), "The playbook has no title.")
                .fix("add a line such as: title = \"Riverbend Playbook\""),
        ),
    }
    if let Some(text) = table.string("description", diagnostics).given() {
        settings.description = text;
    }
    settings.base_url = base_url(&mut table, diagnostics);
    if let Some((tag, span)) = table.string("language", diagnostics).with_span() {
        match Language::from_tag(&tag) {
            Some(language) => settings.language = language,
            None => diagnostics.push(
                Diagnostic::at(
                    Code::SettingUnusable,
                    span,
                    format!("“{tag}” is not the tag of a language."),
                )
                .fix("write a tag such as \"en\" or \"es\""),
            ),
        }
    }
    if let Some(mut school) = table.table("school", diagnostics) {
        settings.school = School {
            name: school.string("name", diagnostics).given(),
            email: email(&mut school, diagnostics),
            phone: phone(&mut school, diagnostics),
        };
        school.finish_unless(diagnostics, |key, span| misplaced(key, span, Section::School));
    }
    if let Some(theme) = table.table("theme", diagnostics) {
        read_theme(theme, &mut settings.theme, diagnostics);
    }
    for entry in table.tables("menu", diagnostics) {
        settings.menu.extend(menu_entry(entry, diagnostics));
    }
    if let Some(citations) = table.table("citations", diagnostics) {
        settings.citations = read_citations(citations, diagnostics);
    }
    if let Some(search) = table.table("search", diagnostics) {
        settings.search = read_search(search, diagnostics);
    }
    table.finish_unless(diagnostics, |key, span| misplaced(key, span, Section::Top));
    settings
}

fn base_url(table: &mut Table, diagnostics: &mut Diagnostics) -> Option<BaseUrl> {
    let (text, span) = table.string("base_url", diagnostics).with_span()?;
    BaseUrl::parse(&text)
        .map_err(|problem| {
            diagnostics.push(
                Diagnostic::at(Code::SettingUnusable, span, problem)
                    .fix("write the whole address, as in https://example.github.io/playbook/"),
            );
        })
        .ok()
}

/// An address for e-mail: a link to anything else would open an empty letter.
fn email(school: &mut Table, diagnostics: &mut Diagnostics) -> Option<String> {
    let (email, span) = school.string("email", diagnostics).with_span()?;
    if !is_email(&email) {
        let message = format!("“{email}” is not an e-mail address.");
        let fix = "write it as in office@our-school.org, or delete the line";
        diagnostics.push(Diagnostic::at(Code::SettingUnusable, span, message).fix(fix));
        return None;
    }
    Some(email)
}

/// A telephone number: a link to one without figures would call nobody.
fn phone(school: &mut Table, diagnostics: &mut Diagnostics) -> Option<String> {
    let (phone, span) = school.string("phone", diagnostics).with_span()?;
    if dialled(&phone).is_empty() {
        let message = format!("“{phone}” is not a telephone number.");
        let fix = "write it as it is dialled, as in +1 803 555 0100, or delete the line";
        diagnostics.push(Diagnostic::at(Code::SettingUnusable, span, message).fix(fix));
        return None;
    }
    Some(phone)
}

fn read_theme(mut table: Table, theme: &mut ThemeChoice, diagnostics: &mut Diagnostics) {
    if let Some((name, span)) = table.string("name", diagnostics).with_span() {
        // The name becomes a path: it must not lead out of `themes/`.
        let is_plain = name
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
        if is_plain && !name.is_empty() {
            theme.name = name;
            theme.name_span = Some(span);
        } else {
            diagnostics.push(
                Diagnostic::at(
                    Code::SettingUnusable,
                    span,
                    format!("“{name}” cannot be the name of a theme."),
                )
                .fix("use the name of a folder in themes/: letters, digits and hyphens"),
            );
        }
    }
    theme.accent = table.string("accent", diagnostics).with_span();
    theme.accent_dark = table.string("accent_dark", diagnostics).with_span();
    theme.logo = table.string("logo", diagnostics).with_span();
    let others = table
        .rest(diagnostics)
        .into_iter()
        .map(|(key, key_span, value, span)| ThemeSetting {
            key,
            key_span,
            value,
            span,
        });
    theme.others = others.collect();
}

fn menu_entry(mut table: Table, diagnostics: &mut Diagnostics) -> Option<MenuEntry> {
    let place = table.span;
    let title = table.string("title", diagnostics);
    let page = table.string("page", diagnostics);
    for (field, key, example) in [(&title, "title", "Guides"), (&page, "page", "guides/index.md")] {
        if matches!(field, Field::Absent) {
            diagnostics.push(
                Diagnostic::at(
                    Code::ValueMissing,
                    place,
                    format!("This entry of the menu has no “{key}”."),
                )
                .fix(format!("add a line such as: {key} = \"{example}\"")),
            );
        }
    }
    table.finish_unless(diagnostics, |key, span| misplaced(key, span, Section::Menu));
    let (page, span) = page.with_span()?;
    Some(MenuEntry {
        title: title.given()?,
        page,
        span,
    })
}

fn read_citations(mut table: Table, diagnostics: &mut Diagnostics) -> Citations {
    let mut style = CitationStyle::Apa;
    if let Some((name, span)) = table.string("style", diagnostics).with_span() {
        match CitationStyle::from_name(&name) {
            Some(known) => style = known,
            None => {
                let names: Vec<String> = CitationStyle::ALL.map(|style| format!("\"{}\"", style.name())).into();
                let message = format!("There is no citation style “{name}”.");
                diagnostics.push(
                    Diagnostic::at(Code::SettingUnusable, span, message)
                        .fix(format!("the styles that can be used are {}", names.join(", "))),
                );
            }
        }
    }
    let include = table.strings("include", diagnostics).given().unwrap_or_default();
    table.finish_unless(diagnostics, |key, span| misplaced(key, span, Section::Citations));
    Citations { style, include }
}

fn read_search(mut table: Table, diagnostics: &mut Diagnostics) -> Search {
    let mut search = Search::default();
    if let Some(mut synonyms) = table.table("synonyms", diagnostics) {
        let keys: Vec<String> = synonyms.keys().map(str::to_owned).collect();
        for key in keys {
            let span = synonyms.key_span(&key);
            let elsewhere = span.and_then(|span| in_synonyms(&key, span, synonyms.is_list(&key)));
            if let Some(elsewhere) = elsewhere {
                synonyms.forget(&key);
                diagnostics.push(elsewhere);
                continue;
            }
            match synonyms.strings_of_any_key(&key, diagnostics) {
                Field::Given(ways, _) => {
                    let ways = ways.into_iter().map(|(way, _)| way);
                    search.synonyms.push([key].into_iter().chain(ways).collect());
                }
                Field::Unusable => {}
                Field::Absent => {
                    synonyms.forget(&key);
                    diagnostics.extend(span.map(|span| {
                        let message = format!("“{key}” needs a list of texts.");
                        let fix = format!("write a list, as in: {key} = [\"professional learning community\"]");
                        Diagnostic::at(Code::WrongType, span, message).fix(fix)
                    }));
                }
            }
        }
    }
    table.finish_unless(diagnostics, |key, span| misplaced(key, span, Section::Search));
    search
}

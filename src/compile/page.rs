//! A Markdown file to a document.
//!
//! 1. The front matter is found and read; when it cannot be told whom the file is for, the mistakes of its front
//!    matter are all that is said of it.
//! 2. The keys of its kind are read; what is left over is unknown.
//! 3. Its text is compiled.

use super::Compiler;
use super::front_matter::{ThingWithTitle, divide, groups, one_of, read_head};
use super::markdown::{Role, is_web, unusable};
use super::room::{PageKind, PageRoom};
use crate::model::{
    Article, Document, Guide, Kind, Language, Resource, ResourceKind, Series, Unreadable, folder_of_index,
};
use crate::source::{Code, Diagnostic, Diagnostics, Field, Passage, SourceId, Span, Table};
use jiff::civil::Date;

/// Compiles one file.
///
/// # Errors
/// When it cannot be told whom the file is for.
pub fn compile(compiler: &Compiler, source: SourceId, path: &str, room: PageRoom) -> Result<Document, Unreadable> {
    let text = &compiler.sources.get(source).text;
    let mut problems = Diagnostics::new();
    let index_of = folder_of_index(&room.id).map(str::to_owned);
    let unreadable = |problems: Vec<Diagnostic>| Unreadable {
        path: path.to_owned(),
        page: Some(room.id.clone()),
        index_of: index_of.clone(),
        problems,
    };
    let divided = divide(source, text).map_err(|problem| unreadable(vec![problem]))?;
    let mut table = Table::parse(source, divided.front, divided.front_at).map_err(unreadable)?;
    let groups = groups(&mut table, ThingWithTitle::Page);
    if !groups.is_empty() {
        return Err(unreadable(groups));
    }
    let fallback = path.rsplit('/').next().unwrap_or(path).trim_end_matches(".md");
    let head = read_head(&mut table, source, fallback, &mut problems);
    let address = room.address();
    let kind = read_kind(&mut table, room.kind, source, &mut problems);
    table.finish(&mut problems);
    let Some(head) = head else {
        return Err(unreadable(problems.into_iter().collect()));
    };
    let passage = Passage::rest_of(source, text, divided.body_at);
    let body = compiler.markdown(&passage, Role::Page, &mut problems);
    Ok(Document {
        source,
        path: path.to_owned(),
        id: room.id,
        language: compiler.language.clone(),
        address,
        head,
        kind,
        body,
        problems: problems.into_iter().collect(),
    })
}

fn read_kind(table: &mut Table, kind: PageKind, source: SourceId, problems: &mut Diagnostics) -> Kind {
    match kind {
        PageKind::Home => Kind::Home,
        PageKind::Plain => Kind::Page,
        PageKind::Listing(listing) => Kind::Listing(listing),
        PageKind::Series { slug, order } => Kind::Series(Series { slug, order }),
        PageKind::Guide { series, order } => Kind::Guide(Guide {
            series,
            order,
            conditions: conditions(table, problems),
            minutes: table.number("minutes", problems).given(),
            credit: table.string("credit", problems).given(),
        }),
        PageKind::Resource => Kind::Resource(read_resource(table, source, problems)),
        PageKind::Article { date } => Kind::Article(read_article(table, date, source, problems)),
    }
}

/// Values of `conditions`, each with its place: they are looked up when the playbook is linked.
fn conditions(table: &mut Table, problems: &mut Diagnostics) -> Vec<(String, Span)> {
    table.strings("conditions", problems).given().unwrap_or_default()
}

fn read_resource(table: &mut Table, source: SourceId, problems: &mut Diagnostics) -> Resource {
    let kinds = ResourceKind::ALL.map(ResourceKind::name);
    let kind = one_of(table, "kind", kinds, ResourceKind::from_name, problems);
    if matches!(kind, Field::Absent) {
        problems.push(
            Diagnostic::at(
                Code::ValueMissing,
                Span::start_of(source),
                "This resource does not say what kind it is.",
            )
            .fix(format!(
                "add a line such as kind = \"protocol\"; the kinds are: {}",
                kinds.join(", ")
            )),
        );
    }
    let link = table
        .string("link", problems)
        .with_span()
        .and_then(|(link, span)| web_address(&link, span, problems));
    let language = table.string("language", problems).with_span().and_then(|(tag, span)| {
        let language = Language::from_tag(&tag);
        if language.is_none() {
            problems.push(
                Diagnostic::at(
                    Code::UnknownValue,
                    span,
                    format!("“{tag}” is not the tag of a language."),
                )
                .fix("write a tag such as \"en\" or \"es\""),
            );
        }
        language
    });
    Resource {
        kind: kind.given().unwrap_or(ResourceKind::Reading),
        minutes: table.number("minutes", problems).given(),
        group_size: table.string("group_size", problems).given(),
        roles: texts(table, "roles", problems),
        conditions: conditions(table, problems),
        link,
        file: table.string("file", problems).with_span(),
        credit: table.string("credit", problems).given(),
        language,
        checked: table.date("checked", problems).given(),
    }
}

fn read_article(table: &mut Table, from_name: Option<Date>, source: SourceId, problems: &mut Diagnostics) -> Article {
    let date = table.date("date", problems);
    if matches!(date, Field::Absent) && from_name.is_none() {
        problems.push(
            Diagnostic::at(Code::ValueMissing, Span::start_of(source), "This article has no date.").fix(
                "begin the file's name with the day, as in 2026-09-12-our-article.md, or add a line date = 2026-09-12",
            ),
        );
    }
    Article {
        author: table.string("author", problems).given(),
        date: date.given().or(from_name).unwrap_or(Date::ZERO),
        categories: texts(table, "categories", problems),
    }
}

fn texts(table: &mut Table, key: &'static str, problems: &mut Diagnostics) -> Vec<String> {
    let list = table.strings(key, problems).given().unwrap_or_default();
    list.into_iter().map(|(text, _)| text).collect()
}

fn web_address(link: &str, span: Span, problems: &mut Diagnostics) -> Option<String> {
    if is_web(link) {
        if let Some(found) = unusable(link.trim()) {
            problems.push(Diagnostic::at(found.code, span, found.message).fix(found.fix));
        }
        return Some(link.trim().to_owned());
    }
    problems.push(
        Diagnostic::at(
            Code::LinkScheme,
            span,
            "This is not the address of a page on another site.",
        )
        .fix("write the whole address, as in https://example.org/page; for a file of your own use “file”"),
    );
    None
}

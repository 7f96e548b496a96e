//! A test cycle.

use super::Compiler;
use super::front_matter::{audience, misspelt_audience, one_of};
use super::markdown::Role;
use super::observations::observations;
use crate::model::{Address, Audience, Cycle, Decision, Prose, Unreadable, join};
use crate::source::{Code, Diagnostic, Diagnostics, Field, Passage, SourceId, Span, Table};
use std::collections::HashMap;

/// Compiles one file; `data` finds a file of data by its path below `content/`.
///
/// # Errors
/// When it cannot be told whom the cycle is for.
pub fn compile(
    compiler: &Compiler,
    source: SourceId,
    path: &str,
    slug: String,
    data: &HashMap<&str, SourceId>,
) -> Result<Cycle, Unreadable> {
    let unreadable = |problems: Vec<Diagnostic>| Unreadable {
        path: path.to_owned(),
        page: None,
        index_of: None,
        problems,
    };
    let text = &compiler.sources.get(source).text;
    let mut table = Table::parse(source, text, 0).map_err(unreadable)?;
    let mut problems = Diagnostics::new();
    let audience = audience(&mut table, &mut problems);
    let misspelt = misspelt_audience(&mut table);
    if audience.is_unusable() || misspelt.is_some() {
        return Err(unreadable(problems.into_iter().chain(misspelt).collect()));
    }
    let title = title(&mut table, source, &slug, &mut problems);
    let data_file = table.string("data", &mut problems).with_span();
    let name = data_file
        .as_ref()
        .map_or_else(|| format!("{slug}.csv"), |(name, _)| name.clone());
    let data_path = join(path, &name).unwrap_or_else(|| name.clone());
    let place = data_file.map_or(Span::start_of(source), |(_, span)| span);
    let observations = match data.get(data_path.as_str()) {
        Some(file) => observations(&compiler.sources.get(*file).text, *file, &mut problems),
        None => {
            problems.push(
                Diagnostic::at(
                    Code::CycleData,
                    place,
                    format!("There is no file “{name}” beside this cycle."),
                )
                .fix("add it, with the columns date, value and note"),
            );
            Vec::new()
        }
    };
    let decisions = Decision::ALL.map(Decision::name);
    let decision = |name: &str| Decision::ALL.into_iter().find(|decision| decision.name() == name);
    let cycle = Cycle {
        source,
        path: path.to_owned(),
        address: Address::new(format!("cycles/{slug}.html")),
        audience: audience.given().unwrap_or(Audience::Team),
        title,
        aim: table.string("aim", &mut problems).given(),
        change: table.string("change", &mut problems).given(),
        predictions: table
            .strings("predictions", &mut problems)
            .given()
            .unwrap_or_default()
            .into_iter()
            .map(|(text, _)| text)
            .collect(),
        measure: table.string("measure", &mut problems).given(),
        unit: table.string("unit", &mut problems).given(),
        who: table.string("who", &mut problems).given(),
        start: table.date("start", &mut problems).given(),
        end: table.date("end", &mut problems).given(),
        baseline: table.number("baseline", &mut problems).given(),
        data_path,
        observations,
        study: prose(compiler, &mut table, "study", &slug, &mut problems),
        decision: one_of(&mut table, "decision", decisions, decision, &mut problems).given(),
        next: prose(compiler, &mut table, "next", &slug, &mut problems),
        slug,
        problems: Vec::new(),
    };
    table.finish(&mut problems);
    if let (Some(start), Some(end)) = (cycle.start, cycle.end)
        && end < start
    {
        problems.push(
            Diagnostic::at(
                Code::CycleData,
                Span::start_of(source),
                "This test cycle ends before it begins.",
            )
            .fix("look at the days of “start” and “end”"),
        );
    }
    Ok(Cycle {
        problems: problems.into_iter().collect(),
        ..cycle
    })
}

fn title(table: &mut Table, source: SourceId, slug: &str, problems: &mut Diagnostics) -> String {
    match table.string("title", problems) {
        Field::Given(title, _) if !title.trim().is_empty() => title,
        Field::Unusable => slug.to_owned(),
        Field::Given(..) | Field::Absent => {
            problems.push(
                Diagnostic::at(
                    Code::ValueMissing,
                    Span::start_of(source),
                    "This test cycle has no title.",
                )
                .fix("add a line such as title = \"Exit tickets in grade 4\""),
            );
            slug.to_owned()
        }
    }
}

fn prose(
    compiler: &Compiler,
    table: &mut Table,
    key: &'static str,
    slug: &str,
    problems: &mut Diagnostics,
) -> Option<Prose> {
    let (text, span) = table.string(key, problems).with_span()?;
    let passage = Passage::of_toml_string(compiler.sources, span, &text);
    let prefix = format!("{key}-{slug}-");
    Some(compiler.markdown(&passage, Role::Note(&prefix), problems))
}

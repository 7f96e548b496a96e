//! A test cycle.

use super::Compiler;
use super::front_matter::{ThingWithTitle, audience, groups, misspelt_audience, one_of, title};
use super::markdown::Role;
use super::observations::observations;
use crate::model::{Address, Audience, Cycle, Decision, Prose, Unreadable, join};
use crate::source::{Code, Diagnostic, Diagnostics, Passage, SourceId, Span, Table, quoted};
use std::collections::HashMap;

/// Compiles one file; `data` finds a file of data by its path below `content/`: nothing of one that is there and cannot be read.
///
/// # Errors
/// When it cannot be told whom the cycle is for.
pub fn compile(
    compiler: &Compiler,
    source: SourceId,
    path: &str,
    slug: String,
    data: &HashMap<&str, Option<SourceId>>,
) -> Result<Cycle, Unreadable> {
    let unreadable = |problems: Vec<Diagnostic>| Unreadable {
        path: path.to_owned(),
        page: None,
        index_of: None,
        problems,
    };
    let text = &compiler.sources.get(source).text;
    let mut table = Table::parse(source, text, 0).map_err(unreadable)?;
    let groups = groups(&mut table, ThingWithTitle::Cycle);
    if !groups.is_empty() {
        return Err(unreadable(groups));
    }
    let mut problems = Diagnostics::new();
    let audience = audience(&mut table, &mut problems);
    let misspelt = misspelt_audience(&mut table);
    if audience.is_unusable() || misspelt.is_some() {
        return Err(unreadable(problems.into_iter().chain(misspelt).collect()));
    }
    let title = title(&mut table, source, ThingWithTitle::Cycle, &mut problems).unwrap_or_else(|| slug.clone());
    let data_file = table.string("data", &mut problems).with_span();
    let (name, data_path) = match &data_file {
        Some((name, _)) => (name.clone(), join(path, name).unwrap_or_else(|| name.clone())),
        None => own_data(path, &slug, data),
    };
    let place = data_file.map_or(Span::start_of(source), |(_, span)| span);
    let observations = match data.get(data_path.as_str()) {
        Some(Some(file)) => observations(&compiler.sources.get(*file).text, *file, &mut problems),
        Some(None) => Vec::new(),
        None => {
            problems.push(without_data(&name, place));
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

/// The name and the path of the data of a cycle that names none: as its own file is called, or as its address.
fn own_data(path: &str, slug: &str, data: &HashMap<&str, Option<SourceId>>) -> (String, String) {
    let stem = path.strip_suffix(".toml").unwrap_or(path);
    let (folder, own) = stem.rsplit_once('/').unwrap_or(("", stem));
    let named = |name: &str| (format!("{name}.csv"), format!("{folder}/{name}.csv"));
    let of_address = named(slug);
    if data.contains_key(of_address.1.as_str()) {
        of_address
    } else {
        named(own)
    }
}

fn without_data(name: &str, place: Span) -> Diagnostic {
    const TABLES: [&str; 6] = [".xlsx", ".xls", ".xlsm", ".xlsb", ".ods", ".numbers"];
    let lower = name.to_lowercase();
    if let Some(ending) = TABLES.into_iter().find(|ending| lower.ends_with(ending)) {
        let message = format!("“{name}” is in the own form of a program for tables, such as Excel, which is not read.");
        let csv = quoted(&format!("{}.csv", &name[..name.len() - ending.len()]));
        let fix = format!("save it there as “CSV UTF-8 (Comma delimited)”, and write data = {csv}");
        return Diagnostic::at(Code::CycleData, place, message).fix(fix);
    }
    let message = format!("There is no file “{name}” beside this cycle.");
    Diagnostic::at(Code::CycleData, place, message)
        .fix("add it, with the columns date, value and note; save a table as “CSV UTF-8 (Comma delimited)”")
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

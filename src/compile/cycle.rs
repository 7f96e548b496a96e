//! A test cycle and its data.

use super::Compiler;
use super::front_matter::{audience, misspelt_audience, one_of};
use super::markdown::Role;
use crate::model::{Address, Audience, Cycle, Decision, Observation, Prose, Unreadable, join};
use crate::source::{Code, Diagnostic, Diagnostics, Field, Passage, SourceId, Span, Table};
use jiff::civil::Date;
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

/// Reads rows of a day, a value and a note, and puts them in the order of the days. A row that cannot be read is a diagnostic, and left out.
fn observations(text: &str, source: SourceId, problems: &mut Diagnostics) -> Vec<Observation> {
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let header_end = text.lines().next().unwrap_or_default().len();
    let columns = reader.headers().ok().map(|headers| {
        ["date", "value", "note"].map(|name| headers.iter().position(|header| header.eq_ignore_ascii_case(name)))
    });
    let Some([Some(date), Some(value), note]) = columns else {
        let header = Span::new(source, 0..header_end);
        if let Some(parted) = other_separator(&text[..header_end]) {
            let message = format!("The columns of the data are parted by {parted}, and commas are needed.");
            problems.push(
                Diagnostic::at(Code::CycleData, header, message)
                    .fix("save the table as “CSV (comma separated)”, with numbers as in 3.5"),
            );
            return Vec::new();
        }
        problems.push(
            Diagnostic::at(
                Code::CycleData,
                header,
                "The first line of the data does not name the columns “date” and “value”.",
            )
            .fix("make the first line: date,value,note"),
        );
        return Vec::new();
    };
    let header_length = reader.headers().map_or(0, csv::StringRecord::len);
    let mut rows = Vec::new();
    for record in reader.records() {
        let Ok(record) = record else { continue };
        let at = record
            .position()
            .map_or(0, |position| usize::try_from(position.byte()).unwrap_or(0));
        let at = at + (text[at..].len() - text[at..].trim_start().len());
        let line = Span::new(source, at..at + text[at..].lines().next().unwrap_or_default().len());
        if record.len() > header_length || record.iter().any(|field| field.contains('\n')) {
            problems.push(
                Diagnostic::at(
                    Code::CycleData,
                    line,
                    "This row has more columns than the first line, or a quote that does not end.",
                )
                .fix("put a note with a comma in it between straight quotes, and write numbers with a point: 3.5"),
            );
            continue;
        }
        let field = |column: usize| record.get(column).unwrap_or_default();
        let note = note.map(field).unwrap_or_default();
        match read_row(field(date), field(value), note) {
            Ok(row) => rows.push(row),
            Err((code, message, fix)) => problems.push(Diagnostic::at(code, line, message).fix(fix)),
        }
    }
    rows.sort_by_key(|row: &Observation| row.date);
    rows
}

/// What parts the columns of a first line that has no commas, as programs for tables write it in many countries.
fn other_separator(header: &str) -> Option<&'static str> {
    let parted = [(';', "semicolons"), ('\t', "tabs")];
    let parted = parted.into_iter().find(|(separator, _)| header.contains(*separator));
    parted.filter(|_| !header.contains(',')).map(|(_, name)| name)
}

fn read_row(date: &str, value: &str, note: &str) -> Result<Observation, (Code, String, &'static str)> {
    let date: Date = date.parse().map_err(|_| {
        let code = if crate::source::is_slashed_date(date) {
            Code::DateAmbiguous
        } else {
            Code::CycleData
        };
        (
            code,
            format!("“{date}” is not a day that can be read for certain."),
            "write it as year-month-day: 2026-10-02",
        )
    })?;
    let is_number = value.parse::<f64>().is_ok_and(f64::is_finite);
    if !value.is_empty() && !is_number {
        let message = format!("“{value}” is not a number.");
        return Err((
            Code::CycleData,
            message,
            "write digits only, with a point as in 3.5; leave it empty for a gap",
        ));
    }
    Ok(Observation {
        date,
        value: (!value.is_empty()).then(|| value.to_owned()),
        note: note.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::{other_separator, read_row};

    #[test]
    fn columns_that_no_comma_parts_are_told_by_what_does() {
        assert_eq!(other_separator("date;value;note"), Some("semicolons"));
        assert_eq!(other_separator("date\tvalue"), Some("tabs"));
        assert_eq!(other_separator("day,count;note"), None);
        assert_eq!(other_separator("date"), None);
    }

    #[test]
    fn an_empty_value_is_a_gap_and_never_zero() {
        let row = read_row("2026-09-14", "", "no school").expect("it is well formed");
        assert_eq!(row.value, None);
        assert!(
            read_row("2026-09-14", "0", "")
                .expect("zero is a value")
                .value
                .is_some()
        );
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for value in ["70%", "3,5", "NaN", "inf", "many"] {
            assert!(read_row("2026-09-14", value, "").is_err(), "{value}");
        }
    }
}

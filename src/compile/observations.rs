//! The data of a test cycle: rows of a day, a value and a note.
//!
//! 1. [`Columns`] tells by the first line where the three stand; a name that is none of theirs, or there twice, is reported, since
//!    what stands below it would be left out without a word.
//! 2. Each row is read, and they are put in the order of the days. A row that cannot be read is reported, and left out.

use crate::model::Observation;
use crate::source::{Code, Diagnostic, Diagnostics, SourceId, Span, begins_comment, is_slashed_date, meant, nearest};
use csv::StringRecord;
use jiff::civil::Date;
use std::borrow::Cow;

const COLUMNS: [&str; 3] = ["date", "value", "note"];

/// Where the columns stand.
struct Columns {
    date: usize,
    value: usize,
    note: Option<usize>,
    /// How many the first line has.
    count: usize,
    /// Those without a name, which tables have at their end when something stood there once, in order.
    nameless: Vec<usize>,
}

/// What is wrong with a row, and what to do about it.
struct Unread {
    code: Code,
    message: String,
    fix: Cow<'static, str>,
}

impl Unread {
    fn new(message: impl Into<String>, fix: &'static str) -> Self {
        Self {
            code: Code::CycleData,
            message: message.into(),
            fix: fix.into(),
        }
    }
}

/// Reads a file.
pub fn observations(text: &str, source: SourceId, problems: &mut Diagnostics) -> Vec<Observation> {
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let header = text.lines().next().unwrap_or_default();
    let names = reader.headers().cloned().unwrap_or_default();
    let Some(columns) = Columns::read(&names, header, source, problems) else {
        return Vec::new();
    };
    let mut rows = Vec::new();
    let mut records = reader.into_records();
    while let Some(record) = records.next() {
        let Ok(record) = record else { continue };
        // Programs for tables write rows in which something stood once.
        if record.iter().all(str::is_empty) {
            continue;
        }
        let end = usize::try_from(records.reader().position().byte()).unwrap_or(text.len());
        let at = record.position().map_or(0, csv::Position::byte);
        let at = usize::try_from(at).unwrap_or(end);
        let written = text[at..end].trim_start();
        let start = end - written.len();
        match columns.row(&record, written) {
            Ok(row) => rows.push(row),
            Err(Unread { code, message, fix }) => {
                let line = Span::new(source, start..start + written.lines().next().unwrap_or_default().len());
                problems.push(Diagnostic::at(code, line, message).fix(fix));
            }
        }
    }
    rows.sort_by_key(|row: &Observation| row.date);
    rows
}

impl Columns {
    fn read(names: &StringRecord, header: &str, source: SourceId, problems: &mut Diagnostics) -> Option<Self> {
        let places = COLUMNS.map(|column| names.iter().position(|name| name.eq_ignore_ascii_case(column)));
        let [Some(date), Some(value), note] = places else {
            problems.push(without_columns(header, Span::new(source, 0..header.len())));
            return None;
        };
        let spans = spans_of_names(names.len(), header, source);
        let mut nameless = Vec::new();
        for (at, name) in names.iter().enumerate() {
            if name.is_empty() {
                nameless.push(at);
            } else if !places.contains(&Some(at)) {
                problems.push(unknown_column(name, spans[at]));
            }
        }
        Some(Self {
            date,
            value,
            note,
            count: names.len(),
            nameless,
        })
    }

    /// Reads a row, which is written in the file as `written`.
    fn row(&self, record: &StringRecord, written: &str) -> Result<Observation, Unread> {
        // In a line that ends where the row does, a single one may stand for inches.
        let has_lines = written.trim_end().contains('\n');
        let is_open = || record.iter().any(has_lines_of_other_rows) || written.matches('"').count() % 2 == 1;
        if has_lines && is_open() {
            return Err(Unread::new(
                "A quotation mark in this row is not closed.",
                "put a straight quote at the end of the note; one that is a part of it is written twice",
            ));
        }
        if record.len() > self.count {
            return Err(Unread::new(
                "This row has more columns than the first line.",
                "put a note with a comma in it between straight quotes, and write numbers with a point: 3.5",
            ));
        }
        let field = |column: usize| record.get(column).unwrap_or_default();
        let mut filled = record.iter().enumerate().filter(|(_, field)| !field.is_empty());
        if filled.any(|(column, _)| self.nameless.binary_search(&column).is_ok()) {
            return Err(Unread::new(
                "This row has something in a column that has no name in the first line.",
                "call the column “note” there, or delete what stands in it",
            ));
        }
        let note = self.note.map(field).unwrap_or_default();
        if begins_comment(note) {
            return Err(Unread {
                code: Code::CommentUnclosed,
                message: "A comment cannot stand in a note, which is shown as it is.".into(),
                fix: "take it out".into(),
            });
        }
        read_row(field(self.date), field(self.value), note)
    }
}

fn without_columns(header: &str, span: Span) -> Diagnostic {
    if let Some(separator) = other_separator(header) {
        let message = format!("The columns are separated by {separator}; use commas.");
        return Diagnostic::at(Code::CycleData, span, message)
            .fix("save the table as “CSV UTF-8 (Comma delimited)”, with numbers as in 3.5");
    }
    let message = "The first line of the data does not name the columns “date” and “value”.";
    Diagnostic::at(Code::CycleData, span, message).fix("make the first line: date,value,note")
}

/// A column of another name, or of one that an earlier column has.
fn unknown_column(name: &str, span: Span) -> Diagnostic {
    if let Some(known) = COLUMNS.iter().find(|column| name.eq_ignore_ascii_case(column)) {
        let message = format!("There are two columns called “{known}”, and the second is not read.");
        return Diagnostic::at(Code::CycleDataUnused, span, message)
            .fix("put both into one column, and delete the other");
    }
    let message = format!("The data has a column “{name}”, which is not read.");
    let fix = match nearest(name, COLUMNS) {
        Some(meant) => format!("did you mean “{meant}”?"),
        None => {
            "call it “note” if that is what it holds, or delete it: the columns are date, value and note".to_owned()
        }
    };
    Diagnostic::at(Code::CycleDataUnused, span, message).fix(fix)
}

/// Where the names of so many columns stand; for each the whole line where a name may have a comma in it.
fn spans_of_names(count: usize, header: &str, source: SourceId) -> Vec<Span> {
    let mut end = 0;
    let spans = header.split(',').map(|name| {
        let start = end + name.len() - name.trim_start().len();
        end += name.len() + 1;
        Span::new(source, start..start + name.trim().len())
    });
    let spans: Vec<Span> = spans.collect();
    if spans.len() == count {
        spans
    } else {
        vec![Span::new(source, 0..header.len()); count]
    }
}

/// Whether a field goes on over other rows, since a quote before it is not closed: one of its later lines begins with a day.
fn has_lines_of_other_rows(field: &str) -> bool {
    let is_row = |line: &str| {
        let first = line.split(',').next().unwrap_or_default().trim();
        line.contains(',') && (first.parse::<Date>().is_ok() || is_slashed_date(first))
    };
    field.lines().skip(1).any(is_row)
}

/// What parts the columns of a first line that has no commas, as programs for tables write it in many countries.
fn other_separator(header: &str) -> Option<&'static str> {
    let parted = [(';', "semicolons"), ('\t', "tabs")];
    let parted = parted.into_iter().find(|(separator, _)| header.contains(*separator));
    parted.filter(|_| !header.contains(',')).map(|(_, name)| name)
}

fn read_row(date: &str, value: &str, note: &str) -> Result<Observation, Unread> {
    let date: Date = date.parse().map_err(|_| unread_day(date))?;
    let is_number = value.parse::<f64>().is_ok_and(f64::is_finite);
    if !value.is_empty() && !is_number {
        return Err(Unread::new(
            format!("“{value}” is not a number."),
            "write digits only, with a point as in 3.5; leave it empty for a gap",
        ));
    }
    Ok(Observation {
        date,
        value: (!value.is_empty()).then(|| value.to_owned()),
        // Programs for tables let a note have lines.
        note: note.split_whitespace().collect::<Vec<_>>().join(" "),
    })
}

fn unread_day(date: &str) -> Unread {
    /// Excel writes days as its computer does, whatever was typed.
    const IN_EXCEL: &str = "so that Excel keeps it, format the cells of the column as text or yyyy-mm-dd";
    let code = if is_slashed_date(date) {
        Code::DateAmbiguous
    } else {
        Code::CycleData
    };
    let (message, fix) = match meant::day(date) {
        Some(day) => (
            format!("“{date}” is not how a day is written here."),
            format!("write {day}; {IN_EXCEL}"),
        ),
        None => (
            format!("“{date}” is not a day that can be read for certain."),
            format!("write it as year-month-day, as in 2026-10-02; {IN_EXCEL}"),
        ),
    };
    Unread {
        code,
        message,
        fix: fix.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::{observations, other_separator, read_row};
    use crate::model::Observation;
    use crate::source::{Diagnostics, Place, Source, Sources};

    /// The rows, and what is told with the words that it is told of.
    fn read(text: &str) -> (Vec<Observation>, Vec<(String, String)>) {
        let mut sources = Sources::default();
        let source = sources.add(Source {
            path: "content/cycles/a.csv".into(),
            text: text.to_owned(),
        });
        let mut problems = Diagnostics::new();
        let rows = observations(text, source, &mut problems);
        let words = |place: &Place| match place {
            Place::Words(span) => sources.words(*span).to_owned(),
            place => panic!("{place:?} are no words"),
        };
        let told = problems
            .iter()
            .map(|problem| (words(&problem.place), problem.message.clone()));
        (rows, told.collect())
    }

    #[test]
    fn a_note_may_have_lines() {
        let (rows, told) = read(
            "date,value,note\n2026-09-14,3,\"first week,\n5 absent, all well\"\n2026-09-21,4,\"said \"\"no\"\"\"\n",
        );
        assert_eq!(told, []);
        let notes: Vec<&str> = rows.iter().map(|row| row.note.as_str()).collect();
        assert_eq!(notes, ["first week, 5 absent, all well", "said \"no\""]);
    }

    #[test]
    fn a_quote_that_does_not_end_takes_no_rows_with_it_unsaid() {
        let open = "2026-09-14,3,\"first week";
        let to_the_end = format!("date,value,note\n{open}\n2026-09-21,4,\n");
        let to_the_next = format!("date,value,note\n{open}\n2026-09-21,4,\n2026-09-28,5,\"third\n");
        for text in [to_the_end, to_the_next] {
            let (rows, told) = read(&text);
            assert_eq!(rows, []);
            assert_eq!(
                told[0],
                (
                    open.to_owned(),
                    "A quotation mark in this row is not closed.".to_owned()
                )
            );
        }
    }

    #[test]
    fn a_column_that_is_not_read_is_told() {
        let unknown = |name: &str| format!("The data has a column “{name}”, which is not read.");
        for (header, name, message) in [
            ("date,value,notes", "notes", unknown("notes")),
            ("date,value, comment", "comment", unknown("comment")),
            (
                "date,note,value,Note",
                "Note",
                "There are two columns called “note”, and the second is not read.".to_owned(),
            ),
        ] {
            assert_eq!(read(&format!("{header}\n")).1, [(name.to_owned(), message)], "{header}");
        }
    }

    #[test]
    fn a_column_without_a_name_may_be_empty_and_nothing_else() {
        let (rows, told) = read("date,value,note,\n2026-09-14,3,a,\n2026-09-21,4,b,c\n");
        assert_eq!((rows.len(), told.len()), (1, 1));
        assert_eq!(told[0].0, "2026-09-21,4,b,c");
    }

    #[test]
    fn columns_that_no_comma_parts_are_told_by_what_does() {
        assert_eq!(other_separator("date;value;note"), Some("semicolons"));
        assert_eq!(other_separator("date\tvalue"), Some("tabs"));
        assert_eq!(other_separator("day,count;note"), None);
        assert_eq!(other_separator("date"), None);
    }

    #[test]
    fn a_row_of_nothing_is_passed_over() {
        let (rows, told) = read("date,value,note\n2026-09-14,3,\n,,,,\n2026-09-21,4,\n,,\n");
        assert_eq!((rows.len(), told), (2, Vec::new()));
    }

    #[test]
    fn a_day_that_is_certain_is_shown_as_it_is_written_here() {
        for (written, shown) in [
            ("9/14/2026", "write 2026-09-14;"),
            ("2026/09/14", "write 2026-09-14;"),
            ("9/10/2026", "write it as year-month-day"),
        ] {
            let unread = read_row(written, "3", "").expect_err("it is no day as they are written here");
            assert!(unread.fix.starts_with(shown), "{written}: {}", unread.fix);
        }
    }

    #[test]
    fn an_empty_value_is_a_gap_and_never_zero() {
        let rows = read("date,value,note\n2026-09-14,,no school\n2026-09-21,0,\n").0;
        let values: Vec<Option<&str>> = rows.iter().map(|row| row.value.as_deref()).collect();
        assert_eq!(values, [None, Some("0")]);
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for value in ["70%", "3,5", "NaN", "inf", "many"] {
            assert!(read_row("2026-09-14", value, "").is_err(), "{value}");
        }
    }
}

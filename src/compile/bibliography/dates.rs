//! Dates of works, in BibLaTeX's fields of one [`period`](super::period) each and in BibTeX's `year`, `month` and `day`.
//!
//! The parser's own reading of dates panics on some that no one means (`12345X`), so their fields are taken out before.

use super::period::{is_in_calendar, number, period};
use super::seasons::{Seasons, seasons};
use crate::model::{Day, End, Issued, Period};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The fields that hold dates.
const FIELDS: [&str; 8] = [
    "date",
    "year",
    "month",
    "day",
    "origdate",
    "origyear",
    "urldate",
    "eventdate",
];

/// What an entry says of dates, by field.
#[derive(Debug, Clone, Default)]
pub struct Dates(BTreeMap<&'static str, String>);

impl Dates {
    /// Whether a field belongs here; it is taken in then.
    pub fn take(&mut self, field: &str, value: impl FnOnce() -> String) -> bool {
        let field = field.to_ascii_lowercase();
        let Some(name) = FIELDS.into_iter().find(|name| *name == field) else {
            return false;
        };
        let value = value().replace(['{', '}'], "").trim().to_owned();
        if !value.is_empty() {
            self.0.insert(name, value);
        }
        true
    }

    /// Whether it says when the work came out.
    pub fn has_issued(&self) -> bool {
        self.0.contains_key("date") || self.0.contains_key("year")
    }

    /// Takes over what a parent says of when it came out.
    pub fn inherit(&mut self, parent: &Self) {
        for name in ["date", "year", "month", "day", "eventdate"] {
            if let Some(value) = parent.0.get(name) {
                self.0.entry(name).or_insert_with(|| value.clone());
            }
        }
    }

    /// When the work came out, and the words where they are no date: a year among them stands in for it then.
    pub fn issued(&self) -> (Issued, Option<Cow<'_, str>>) {
        let written = self.date().or_else(|| self.0.get("eventdate").map(Cow::from));
        let Some(written) = written else {
            return (Issued::Undated, None);
        };
        let period = match (self.0.get("date"), self.0.get("year")) {
            (None, Some(year)) => period(year).and_then(|period| self.with_month(period)),
            _ => period(&written),
        };
        let period = period.or_else(|| season_and_year(&written));
        match (period, written.to_lowercase().as_str()) {
            (Some(period), _) => (Issued::On(period), None),
            (None, "in press" | "inpress" | "forthcoming") => (Issued::InPress, None),
            (None, "n.d." | "n.d" | "nd" | "no date") => (Issued::Undated, None),
            (None, _) => (year_in(&written), Some(written)),
        }
    }

    /// What is written of when it came out: one field, or the three of them with hyphens between.
    fn date(&self) -> Option<Cow<'_, str>> {
        if let Some(date) = self.0.get("date") {
            return Some(date.into());
        }
        let year = self.0.get("year")?;
        let parts = ["month", "day"].into_iter().filter_map(|name| self.0.get(name));
        let parts: Vec<&str> = std::iter::once(year).chain(parts).map(String::as_str).collect();
        Some(match parts.as_slice() {
            [year] => Cow::from(*year),
            parts => Cow::from(parts.join("-")),
        })
    }

    /// When it came out first, where it was translated or printed again.
    pub fn originally(&self) -> Option<Period> {
        period(self.original()?)
    }

    fn original(&self) -> Option<&String> {
        self.0.get("origdate").or_else(|| self.0.get("origyear"))
    }

    /// When the meeting was that the work was presented at.
    pub fn event(&self) -> Option<Period> {
        period(self.0.get("eventdate")?)
    }

    pub fn accessed(&self) -> Option<Day> {
        Some(period(self.0.get("urldate")?)?.start)
    }

    /// What stands for a date beside that of issue, and is none, so that nothing is shown of it.
    pub fn unread(&self) -> impl Iterator<Item = &str> {
        let written = self.original().into_iter().chain(self.0.get("urldate"));
        written.map(String::as_str).filter(|written| period(written).is_none())
    }

    /// A year with the month and day that stand in fields of their own; none where no calendar has them. A season may
    /// stand for the month; other words are none.
    fn with_month(&self, year: Period) -> Option<Period> {
        let Some(written) = self.0.get("month") else {
            return Some(year);
        };
        if let Some(seasons) = seasons(written) {
            return Some(in_seasons(year, seasons));
        }
        let Some((month, beside)) = month_of(written) else {
            let is_number = written.bytes().all(|byte| byte.is_ascii_digit());
            return (!is_number).then_some(year);
        };
        let day = match self.0.get("day") {
            Some(day) => Some(day.trim().parse().ok()?),
            None => beside,
        };
        let start = Day {
            month: Some(month),
            day,
            ..year.start
        };
        // An issue of two months: `July/August`.
        let end = written.split_once(['/', '-', '–']).and_then(|(_, last)| month_of(last));
        let end = end.filter(|(last, _)| day.is_none() && *last > month).map(|(last, _)| {
            End::On(Day {
                month: Some(last),
                ..start
            })
        });
        is_in_calendar(start).then_some(Period {
            start,
            end: end.or(year.end),
            ..year
        })
    }
}

/// A year of which the seasons are known.
pub fn in_seasons(year: Period, seasons: Seasons) -> Period {
    let of_year = |season| Day::of_season(year.start.year, season);
    Period {
        start: of_year(seasons.first),
        end: seasons.last.map(of_year).map(End::On).or(year.end),
        ..year
    }
}

/// `Spring 2010`, `2010, Fall/Winter`.
fn season_and_year(text: &str) -> Option<Period> {
    let is_digit = |c: char| c.is_ascii_digit();
    let words = text.trim_matches(is_digit).trim_matches([' ', ',']);
    let year = text.trim().replacen(words, "", 1);
    Some(in_seasons(period(year.trim_matches([' ', ',']))?, seasons(words)?))
}

/// A year of this millennium or the one before, where words hold one: `Spring 2010`.
fn year_in(text: &str) -> Issued {
    let mut words = text.split(|c: char| !c.is_ascii_digit());
    let year = words.find(|word| word.len() == 4 && word.starts_with(['1', '2']));
    let period = year.and_then(period);
    period.map_or(Issued::Undated, Issued::On)
}

/// `10`, `oct`, `October 5`, `5 oct`: the month, and a day beside its name.
fn month_of(text: &str) -> Option<(u8, Option<u8>)> {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let text = text.to_lowercase();
    let words = || {
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
    };
    let named = words().find_map(|word| {
        let start = word.get(..3)?;
        MONTHS.iter().position(|name| *name == start)
    });
    match named {
        Some(at) => {
            let day = words().find_map(|word| number(word, 1..=31));
            Some((u8::try_from(at).ok()? + 1, day))
        }
        None => number(&text, 1..=12).map(|month| (month, None)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Season;

    #[test]
    fn a_year_among_other_words_stands_in() {
        for (written, year) in [
            ("Early 2010", Some(2010)),
            ("c2010", Some(2010)),
            ("[2010]", Some(2010)),
            ("soon", None),
        ] {
            let mut dates = Dates::default();
            dates.take("year", || written.to_owned());
            let (issued, words) = dates.issued();
            let found = match issued {
                Issued::On(period) => Some(period.start.year),
                Issued::Undated | Issued::InPress => None,
            };
            assert_eq!((found, words.as_deref()), (year, Some(written)));
        }
    }

    #[test]
    fn seasons_beside_a_year() {
        let of = |fields: &[(&str, &str)]| {
            let mut dates = Dates::default();
            for (field, value) in fields {
                dates.take(field, || (*value).to_owned());
            }
            let (issued, words) = dates.issued();
            (issued, words.is_none())
        };
        let end = |season| Some(End::On(Day::of_season(2010, season)));
        for (fields, season, end) in [
            (&[("year", "Spring 2010")][..], Season::Spring, None),
            (&[("date", "2010, Autumn")], Season::Autumn, None),
            (&[("year", "2010"), ("month", "{Fall}")], Season::Fall, None),
            (
                &[("year", "2010"), ("month", "Winter/Spring")],
                Season::Winter,
                end(Season::Spring),
            ),
        ] {
            let expected = Period {
                start: Day::of_season(2010, season),
                end,
                is_about: false,
            };
            assert_eq!(of(fields), (Issued::On(expected), true));
        }
    }

    #[test]
    fn months_in_words() {
        for (written, expected) in [
            ("oct", Some((10, None))),
            ("October 5", Some((10, Some(5)))),
            ("5 oct", Some((10, Some(5)))),
            ("10", Some((10, None))),
            ("Spring", None),
            ("13", None),
        ] {
            assert_eq!(month_of(written), expected, "{written}");
        }
    }

    #[test]
    fn a_month_in_a_field_of_its_own() {
        let mut dates = Dates::default();
        for (field, value) in [("Year", "{2020}"), ("month", "oct"), ("day", "31")] {
            assert!(dates.take(field, || value.to_owned()));
        }
        let day = Day {
            month: Some(10),
            day: Some(31),
            ..Day::of_year(2020)
        };
        let expected = Period {
            start: day,
            end: None,
            is_about: false,
        };
        assert_eq!(dates.issued(), (Issued::On(expected), None));
        assert!(!dates.take("title", String::new));
    }

    #[test]
    fn fields_that_make_no_day_together_are_told_as_they_are_written() {
        for (month, day, told) in [
            ("feb", "31", Some("2020-feb-31")),
            ("13", "1", Some("2020-13-1")),
            ("oct", "many", Some("2020-oct-many")),
            ("Spring", "", None),
            ("feb", "29", None),
        ] {
            let mut dates = Dates::default();
            for (field, value) in [("year", "2020"), ("month", month), ("day", day)] {
                dates.take(field, || value.to_owned());
            }
            let (issued, words) = dates.issued();
            assert_eq!(words.as_deref(), told);
            assert!(matches!(issued, Issued::On(period) if period.start.year == 2020));
        }
    }

    #[test]
    fn other_dates_that_are_none_are_told() {
        let mut dates = Dates::default();
        for (field, value) in [("year", "2020"), ("urldate", "2020-02-31"), ("origyear", "1920~")] {
            dates.take(field, || value.to_owned());
        }
        assert_eq!(dates.unread().collect::<Vec<_>>(), ["2020-02-31"]);
        let original = dates.originally().map(|period| (period.start, period.is_about));
        assert_eq!((dates.accessed(), original), (None, Some((Day::of_year(1920), true))));
    }
}

//! A date in one field, as BibLaTeX writes it (manual, section 2.3.8, which is ISO 8601-2's extended format at its plain
//! levels). What the calendar does not have is no date.

use crate::model::{Day, End, Period, Season};
use jiff::civil::Date;

/// `2020`, `2020-10`, `2020-10-31`, `2020-21` for its spring, two of them with `/` between, `~` or `?` behind for about;
/// `2011--2020`. What has a start and no end goes on: `2015/`, `2015--present`.
pub fn period(text: &str) -> Option<Period> {
    let text = text.trim();
    let (text, is_about) = match text.strip_suffix(['~', '?', '%']) {
        Some(rest) => (rest, true),
        None => match ["ca. ", "c. ", "circa "]
            .iter()
            .find_map(|lead| text.strip_prefix(lead))
        {
            Some(rest) => (rest, true),
            None => (text, false),
        },
    };
    let years = text.replace(['–', '—'], "-").replace("--", "-");
    if let Some((start, end)) = before_common_era(&years) {
        return (start <= end).then_some(Period {
            start,
            end: (start < end).then_some(End::On(end)),
            is_about,
        });
    }
    let slashes = text.matches('/').count();
    let with_hyphens = text.replace('/', "-");
    let (start, end) = match text.split_once('/') {
        // 2020/10/01 is a day, in no standard's words.
        _ if slashes == 2 && !text.contains('-') => (with_hyphens.as_str(), None),
        Some((start, end)) => (start, Some(end)),
        None => match years.split_once('-') {
            Some((start, end)) if start.len() == 4 && is_open(end) => (start, Some(end)),
            Some((start, end)) if start.len() == 4 && end.len() == 4 && !end.contains('-') => (start, Some(end)),
            _ => (text, None),
        },
    };
    let end = match end.map(str::trim) {
        None => None,
        Some(end) if is_open(end) => Some(End::Open),
        Some(end) => Some(End::On(day(end)?)),
    };
    let start = day(start.trim())?;
    let period = Period { start, end, is_about };
    let is_in_order = period.last().is_none_or(|end| start <= end);
    is_in_order.then_some(period)
}

/// `350 B.C.E.`, `385-378 BCE`: the first and the last year.
fn before_common_era(text: &str) -> Option<(Day, Day)> {
    let letters = text.replace('.', "").to_uppercase();
    let years = ["BCE", "BC"].iter().find_map(|era| letters.strip_suffix(era))?;
    let (start, end) = years.split_once(['-', '/']).unwrap_or((years, years));
    let year = |text: &str| {
        let year: i32 = text.trim().parse().ok()?;
        (1..=9999).contains(&year).then(|| Day::of_year(1 - year))
    };
    Some((year(start)?, year(end)?))
}

/// Whether what stands behind the start of a period says that it goes on.
fn is_open(end: &str) -> bool {
    ["", "..", "present"].contains(&end.trim().to_lowercase().as_str())
}

fn day(text: &str) -> Option<Day> {
    let date = text.split('T').next()?;
    let (sign, digits) = match date.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, date),
    };
    let mut parts = digits.split('-');
    let year = parts.next()?;
    if year.len() != 4 || !year.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let year = sign * year.parse::<i32>().ok()?;
    let month = match parts.next() {
        None => None,
        Some(month) => Some(number(month, 1..=24)?),
    };
    let day = match parts.next() {
        None => None,
        Some(day) => Some(number(day, 1..=31)?),
    };
    if parts.next().is_some() {
        return None;
    }
    let season = match (month, day) {
        (Some(21..), Some(_)) => return None,
        (Some(number @ 21..), None) => Some(numbered(number)?),
        _ => None,
    };
    let date = Day {
        year,
        season,
        month: month.filter(|_| season.is_none()),
        day,
    };
    match date.month {
        Some(13..) => None,
        _ => is_in_calendar(date).then_some(date),
    }
}

/// A season by its number (ISO 8601-2, level 1). The third is called as Americans call it, since its number does not
/// say how the cover of the issue does.
fn numbered(number: u8) -> Option<Season> {
    Some(match number {
        21 => Season::Spring,
        22 => Season::Summer,
        23 => Season::Fall,
        24 => Season::Winter,
        _ => return None,
    })
}

/// A number in figures, within a range.
pub fn number(text: &str, within: std::ops::RangeInclusive<u8>) -> Option<u8> {
    text.trim().parse().ok().filter(|number| within.contains(number))
}

/// Whether there is such a day; a year or a month alone there always is.
pub fn is_in_calendar(day: Day) -> bool {
    let (Some(month), Some(number)) = (day.month, day.day) else {
        return true;
    };
    let date = || {
        let (year, month, number) = (
            day.year.try_into().ok()?,
            month.try_into().ok()?,
            number.try_into().ok()?,
        );
        Date::new(year, month, number).ok()
    };
    date().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(year: i32, month: Option<u8>, day: Option<u8>) -> Day {
        Day {
            month,
            day,
            ..Day::of_year(year)
        }
    }

    #[test]
    fn dates_of_biblatex() {
        let until = |year, month, day| Some(End::On(on(year, month, day)));
        let cases = [
            ("2020", on(2020, None, None), None, false),
            ("2020-10", on(2020, Some(10), None), None, false),
            ("2020-10-31", on(2020, Some(10), Some(31)), None, false),
            ("2020-10-31T12:00:00", on(2020, Some(10), Some(31)), None, false),
            ("1920~", on(1920, None, None), None, true),
            (
                "2019-10-02/2019-10-05",
                on(2019, Some(10), Some(2)),
                until(2019, Some(10), Some(5)),
                false,
            ),
            ("2011/2020", on(2011, None, None), until(2020, None, None), false),
            ("2011--2020", on(2011, None, None), until(2020, None, None), false),
            ("2011/", on(2011, None, None), Some(End::Open), false),
            ("2011/..", on(2011, None, None), Some(End::Open), false),
            ("2011--present", on(2011, None, None), Some(End::Open), false),
            ("2011–", on(2011, None, None), Some(End::Open), false),
            ("2020-21", Day::of_season(2020, Season::Spring), None, false),
            ("2020-22", Day::of_season(2020, Season::Summer), None, false),
            ("2020-23", Day::of_season(2020, Season::Fall), None, false),
            ("2020-24", Day::of_season(2020, Season::Winter), None, false),
            ("2020-02-29", on(2020, Some(2), Some(29)), None, false),
            ("2020/10/01", on(2020, Some(10), Some(1)), None, false),
            ("-0349", on(-349, None, None), None, false),
            ("350 B.C.E.", on(-349, None, None), None, false),
            ("ca. 385--378 BCE", on(-384, None, None), until(-377, None, None), true),
        ];
        for (written, start, end, is_about) in cases {
            assert_eq!(period(written), Some(Period { start, end, is_about }), "{written}");
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for written in [
            "",
            "0",
            "2020/10",
            "1998/99",
            "2020/2011",
            "soon",
            "12345X",
            "378-385 BCE",
            "0 BCE",
            "BCE",
            "2020-13-40-1",
            "2020-99",
            "2020-13",
            "2020-20",
            "2020-25",
            "2020-41",
            "2020-21-05",
            "2020-31-10",
            "2020-00-10",
            "2020-02-31",
            "2021-02-29",
            "2020-02-30/2020-03-02",
            "20 20-1",
            "1/2/3",
            "12345",
        ] {
            assert_eq!(period(written), None, "{written}");
        }
    }
}

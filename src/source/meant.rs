//! What a value was probably meant to be, where there is no doubt.

use jiff::civil::Date;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const WEEKDAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// The day that words can only mean: `Nov 23, 2026`, `2026-2-3`, `11/23/2026`; nothing for `10/02/2026`.
#[must_use]
pub fn day(written: &str) -> Option<Date> {
    let (year, month, day) = numbers_of_day(written).or_else(|| words_of_day(written))?;
    Date::new(year, month, day).ok()
}

/// Whether this is a year, a month and a day in figures with dashes, of the calendar or not.
#[must_use]
pub fn is_dashed_day(written: &str) -> bool {
    let parts: Vec<&str> = written.split('-').collect();
    matches!(parts[..], [year, month, day] if year.len() == 4
        && [month, day].iter().all(|part| (1..=2).contains(&part.len()))
        && parts.iter().all(|part| part.bytes().all(|b| b.is_ascii_digit())))
}

/// `true` or `false`, by a word that means one of them.
#[must_use]
pub fn switch(written: &str) -> Option<bool> {
    match bare(written).to_lowercase().as_str() {
        "true" | "yes" | "on" | "y" => Some(true),
        "false" | "no" | "off" | "n" => Some(false),
        _ => None,
    }
}

/// The one whole number in some words, as in `60 minutes`.
#[must_use]
pub fn number(written: &str) -> Option<u32> {
    let written = bare(written);
    let start = written.find(|c: char| c.is_ascii_digit())?;
    let (before, rest) = written.split_at(start);
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (figures, after) = rest.split_at(end);
    // `-5` is no such number; `4.5` and `45-60` are two.
    let is_one = !before.ends_with(['-', '.']) && !after.contains(|c: char| c.is_numeric());
    figures.parse().ok().filter(|_| is_one)
}

/// What was written, without the quotes around it.
fn bare(written: &str) -> &str {
    written.trim().trim_matches(['"', '\'']).trim()
}

fn numbers_of_day(written: &str) -> Option<(i16, i8, i8)> {
    let written = bare(written);
    ['-', '/', '.'].into_iter().find_map(|join| {
        let parts: Vec<&str> = written.split(join).collect();
        let [first, second, third] = parts[..] else { return None };
        let (first_number, third_number): (i16, i16) = (first.parse().ok()?, third.parse().ok()?);
        let middle: i8 = second.parse().ok()?;
        if first.len() == 4 {
            return Some((first_number, middle, i8::try_from(third_number).ok()?));
        }
        let first_number = i8::try_from(first_number).ok()?;
        match (third.len(), first_number, middle) {
            (4, month @ 1..=12, day @ 13..=31) | (4, day @ 13..=31, month @ 1..=12) => Some((third_number, month, day)),
            // The two readings are one and the same day.
            (4, month @ 1..=12, day) if month == day => Some((third_number, month, day)),
            _ => None,
        }
    })
}

fn words_of_day(written: &str) -> Option<(i16, i8, i8)> {
    // Nobody needs more room for a day, and everybody's titles are tried.
    const LONGEST: usize = 60;
    if written.len() > LONGEST {
        return None;
    }
    let (mut year, mut month, mut day) = (None, None, None);
    let words = bare(written)
        .split([' ', ',', '.'])
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase);
    for word in words {
        let figures = ["st", "nd", "rd", "th"]
            .into_iter()
            .find_map(|ending| word.strip_suffix(ending))
            .unwrap_or(&word);
        let is_name = |name: &str| word.len() >= 3 && name.starts_with(&word);
        // The place is taken once: two months or two years are no day.
        if let Some(number) = MONTHS
            .iter()
            .position(|name| is_name(name) || name.starts_with("sep") && word == "sept")
        {
            let number = i8::try_from(number + 1).ok()?;
            month.replace(number).is_none().then_some(())?;
        } else if word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()) {
            year.replace(word.parse().ok()?).is_none().then_some(())?;
        } else if let Ok(number) = figures.parse::<i8>() {
            day.replace(number).is_none().then_some(())?;
        } else if !WEEKDAYS.iter().any(|name| is_name(name)) {
            return None;
        }
    }
    Some((year?, month?, day?))
}

#[cfg(test)]
mod tests {
    use super::{day, is_dashed_day, number, switch};

    #[test]
    fn a_day_is_read_where_there_is_no_doubt() {
        for written in [
            "Nov 23, 2026",
            "November 23rd, 2026",
            "\"23 Nov. 2026\"",
            "Monday, 23 november 2026",
            "2026 Nov 23",
            "11/23/2026",
            "23.11.2026",
            "2026/11/23",
            "2026-11-23",
        ] {
            assert_eq!(
                day(written).map(|day| day.to_string()).as_deref(),
                Some("2026-11-23"),
                "{written}"
            );
        }
        assert_eq!(
            day("2026-2-3").map(|day| day.to_string()).as_deref(),
            Some("2026-02-03")
        );
        for written in [
            "10/02/2026",
            "11/23/26",
            "Nov 2026",
            "Nov 31, 2026",
            "2026-02-30",
            "2026-13-01",
            "Nov 1 or 2, 2026",
            "soon",
            "",
        ] {
            assert_eq!(day(written), None, "{written}");
        }
    }

    #[test]
    fn figures_with_dashes_are_told_from_other_words() {
        assert!(is_dashed_day("2026-13-01") && is_dashed_day("2026-2-3"));
        assert!(!is_dashed_day("2026-10") && !is_dashed_day("02-10-2026") && !is_dashed_day("a-b-c"));
    }

    #[test]
    fn words_for_yes_and_no_are_read() {
        assert_eq!(switch("YES"), Some(true));
        assert_eq!(switch("\"False\""), Some(false));
        assert_eq!(switch("perhaps"), None);
    }

    #[test]
    fn one_number_is_read_and_of_two_none() {
        assert_eq!(number("about 60 minutes"), Some(60));
        assert_eq!(number("\"40\""), Some(40));
        for written in ["45-60", "4.5", "-5", "an hour", "99999999999"] {
            assert_eq!(number(written), None, "{written}");
        }
    }
}

//! Dates, in citations and in lists (APA 7, sections 8.15, 9.14 and 9.17).

use crate::model::{Day, Issued, Period, Reference, ReferenceKind};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// `2020a`, `n.d.-a`, `in press`, `ca. 1920`, `2011–2020`.
pub fn year(issued: Issued, letter: Option<usize>) -> String {
    let letter = letter.map(letters);
    let (words, joint) = match issued {
        Issued::Undated => ("n.d.".to_owned(), "-"),
        Issued::InPress => ("in press".to_owned(), "-"),
        Issued::On(period) => (years(period), ""),
    };
    match letter {
        Some(letter) => format!("{words}{joint}{letter}"),
        None => words,
    }
}

/// The year that a text has: of a reprinted or translated work, both (8.15).
pub fn year_in_text(reference: &Reference, letter: Option<usize>) -> String {
    let year = year(reference.issued, letter);
    match reference.original_year {
        Some(original) => format!("{}/{year}", year_of(original)),
        None => year,
    }
}

/// What a list shows of a work's date: all that is known of it where readers look for a day, else the year (9.14). What
/// is not shown decides nothing: neither the order nor the letters (9.47).
pub fn listed(reference: &Reference) -> Issued {
    use ReferenceKind as Kind;
    match reference.kind {
        // An entry of an encyclopedia on the web is of a day, as a page is (10.3, example 49).
        Kind::Chapter if reference.is_entry && reference.url.is_some() => reference.issued,
        Kind::MagazineArticle
        | Kind::NewspaperArticle
        | Kind::WebPage
        | Kind::Post
        | Kind::Video
        | Kind::Audio
        | Kind::Talk
        | Kind::Other => reference.issued,
        Kind::Article
        | Kind::Book
        | Kind::Chapter
        | Kind::Report
        | Kind::Thesis(_)
        | Kind::Film
        | Kind::Manuscript
        | Kind::Dataset
        | Kind::Software
        | Kind::Law
        | Kind::Case => year_alone(reference.issued),
    }
}

fn year_alone(issued: Issued) -> Issued {
    let Issued::On(period) = issued else { return issued };
    let year = |day: Day| Day {
        year: day.year,
        month: None,
        day: None,
    };
    Issued::On(Period {
        start: year(period.start),
        end: period.end.map(year).filter(|end| end.year != period.start.year),
        is_about: period.is_about,
    })
}

/// The date that a list has: the year, or all of it, `2020a, March 15`.
pub fn full(issued: Issued, letter: Option<usize>) -> String {
    let mut words = year(issued, letter);
    let Issued::On(Period { start, end, .. }) = issued else {
        return words;
    };
    let end = end.filter(|end| end.year == start.year);
    let day = match (in_year(start), end) {
        (None, _) => return words,
        (Some(first), None) => first,
        (Some(first), Some(end)) if end.month == start.month => match (start.day, end.day) {
            (Some(from), Some(to)) if from != to => format!("{first}–{to}"),
            _ => first,
        },
        (Some(first), Some(end)) => match in_year(end) {
            // The issue of two months is of both, as its cover says: `July/August`.
            Some(last) if start.day.is_none() && end.day.is_none() => format!("{first}/{last}"),
            Some(last) => format!("{first}–{last}"),
            None => first,
        },
    };
    words.push_str(", ");
    words.push_str(&day);
    words
}

/// `October 1, 2026`.
pub fn in_sentence(day: Day) -> String {
    match in_year(day) {
        Some(words) => format!("{words}, {}", year_of(day.year)),
        None => year_of(day.year),
    }
}

/// `October 2`, `October`.
fn in_year(day: Day) -> Option<String> {
    let month = MONTHS.get(usize::from(day.month?).checked_sub(1)?)?;
    Some(match day.day {
        Some(day) => format!("{month} {day}"),
        None => (*month).to_owned(),
    })
}

fn years(period: Period) -> String {
    let about = if period.is_about { "ca. " } else { "" };
    let start = year_of(period.start.year);
    match period.end.filter(|end| end.year != period.start.year) {
        Some(end) => format!("{about}{start}–{}", year_of(end.year)),
        None => format!("{about}{start}"),
    }
}

/// Years before the common era are counted from zero downwards.
pub fn year_of(year: i32) -> String {
    if year > 0 {
        year.to_string()
    } else {
        format!("{} B.C.E.", 1_i64 - i64::from(year))
    }
}

/// `a` to `z`, then `aa`, `ab` and so on.
fn letters(number: usize) -> String {
    let mut rest = number + 1;
    let mut letters = Vec::new();
    while rest > 0 {
        rest -= 1;
        letters.push("abcdefghijklmnopqrstuvwxyz".as_bytes()[rest % 26] as char);
        rest /= 26;
    }
    letters.into_iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn letters_go_on_after_z() {
        let found: Vec<String> = [0, 1, 25, 26, 27, 701, 702].into_iter().map(letters).collect();
        assert_eq!(found, ["a", "b", "z", "aa", "ab", "zz", "aaa"]);
    }
}

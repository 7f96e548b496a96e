//! Dates, in citations and in lists (APA 7, sections 8.15, 9.14 and 9.17).

use crate::model::{Day, End, Issued, Period, Reference, ReferenceKind, Season};

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

const ERA: &str = " B.C.E.";

/// `2020a`, `n.d.-a`, `in press`, `ca. 1920`, `2011–2020`, `2015–present`.
pub fn year(issued: Issued, letter: Option<usize>) -> String {
    let letter = letter.map(letters);
    let (words, joint) = match issued {
        Issued::Undated => ("n.d.".to_owned(), "-"),
        Issued::InPress => ("in press".to_owned(), "-"),
        Issued::On(period) if period.end == Some(End::Open) => (years(period), "-"),
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
    match reference.originally {
        Some(original) => format!("{}/{year}", years(original)),
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
        | Kind::SocialPost
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
    let end = match period.end {
        Some(End::On(day)) if day.year == period.start.year => None,
        Some(End::On(day)) => Some(End::On(Day::of_year(day.year))),
        end => end,
    };
    Issued::On(Period {
        start: Day::of_year(period.start.year),
        end,
        is_about: period.is_about,
    })
}

/// The date that a list has: the year, or all of it, `2020a, March 15`, `2020, Spring`.
pub fn full(issued: Issued, letter: Option<usize>) -> String {
    let Issued::On(period) = issued else {
        return year(issued, letter);
    };
    let Period { start, end, is_about } = period;
    let of_one_year = |day: &Day| day.year == start.year;
    // What goes on, or has years alone, is of years.
    let (Some(first), true) = (in_year(start), end != Some(End::Open)) else {
        return year(issued, letter);
    };
    let days = match period.last() {
        None => first,
        Some(end) if of_one_year(&end) && (end.month, end.season) == (start.month, start.season) => {
            match (start.day, end.day) {
                (Some(from), Some(to)) if from != to => format!("{first}–{to}"),
                _ => first,
            }
        }
        Some(end) => match in_year(end) {
            Some(last) if !of_one_year(&end) => format!("{first}–{}, {last}", year_of(end.year)),
            // The issue of two months or seasons is of both, as its cover says: `July/August`.
            Some(last) if start.day.is_none() && end.day.is_none() => format!("{first}/{last}"),
            Some(last) => format!("{first}–{last}"),
            None if of_one_year(&end) => first,
            None => return year(issued, letter),
        },
    };
    let of_start = Issued::On(Period {
        start,
        end: None,
        is_about,
    });
    format!("{}, {days}", year(of_start, letter))
}

/// `October 1, 2026`.
pub fn in_sentence(day: Day) -> String {
    match in_year(day) {
        Some(words) => format!("{words}, {}", year_of(day.year)),
        None => year_of(day.year),
    }
}

/// `October 2`, `October`, `Fall`.
fn in_year(day: Day) -> Option<String> {
    if let Some(season) = day.season {
        return Some(in_words(season).to_owned());
    }
    let month = MONTHS.get(usize::from(day.month?).checked_sub(1)?)?;
    Some(match day.day {
        Some(day) => format!("{month} {day}"),
        None => (*month).to_owned(),
    })
}

fn in_words(season: Season) -> &'static str {
    match season {
        Season::Spring => "Spring",
        Season::Summer => "Summer",
        Season::Fall => "Fall",
        Season::Autumn => "Autumn",
        Season::Winter => "Winter",
    }
}

/// `2011–2020`, `2015–present`, `ca. 385–378 B.C.E.`
pub fn years(period: Period) -> String {
    let about = if period.is_about { "ca. " } else { "" };
    let start = period.start.year;
    match period.end {
        Some(End::Open) => format!("{about}{}–present", year_of(start)),
        Some(End::On(end)) if end.year != start => {
            let end = year_of(end.year);
            let start = year_of(start);
            // The era is said once.
            let start = match start.strip_suffix(ERA) {
                Some(number) if end.ends_with(ERA) => number,
                _ => &start,
            };
            format!("{about}{start}–{end}")
        }
        Some(End::On(_)) | None => format!("{about}{}", year_of(start)),
    }
}

/// Years before the common era are counted from zero downwards.
fn year_of(year: i32) -> String {
    if year > 0 {
        year.to_string()
    } else {
        format!("{}{ERA}", 1_i64 - i64::from(year))
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

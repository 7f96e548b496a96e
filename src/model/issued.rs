//! When a work came out.

use super::Season;
use std::cmp::Ordering;

/// The date of a work, as far as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Issued {
    /// The order of these is the order of one author's works in a list (APA 7, section 9.46).
    Undated,
    On(Period),
    InPress,
}

/// A day, season, month or year, or what lies between two of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Period {
    pub start: Day,
    pub end: Option<End>,
    pub is_about: bool,
}

impl Period {
    /// The day with which it ends, where it has ended.
    #[must_use]
    pub fn last(&self) -> Option<Day> {
        match self.end? {
            End::On(day) => Some(day),
            End::Open => None,
        }
    }
}

/// How a period ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum End {
    On(Day),
    /// It goes on: a series that has new episodes.
    Open,
}

/// A year, and the month and day or the season where they are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    /// Years before the common era are zero (1 BCE) and below.
    pub year: i32,
    /// Only where there is no month.
    pub season: Option<Season>,
    /// From 1.
    pub month: Option<u8>,
    /// From 1.
    pub day: Option<u8>,
}

impl Day {
    /// A season of a year.
    #[must_use]
    pub fn of_season(year: i32, season: Season) -> Self {
        Self {
            season: Some(season),
            ..Self::of_year(year)
        }
    }

    /// The year alone.
    #[must_use]
    pub fn of_year(year: i32) -> Self {
        Self {
            year,
            season: None,
            month: None,
            day: None,
        }
    }

    /// The order of the calendar, in which what is known of less comes first. No calendar says when a winter is: it
    /// stands at the end of its year, as in ISO 8601-2.
    fn place(self) -> impl Ord {
        let in_year = self.month.or_else(|| self.season.map(Season::first_month));
        (self.year, in_year, self.season, self.month, self.day)
    }
}

impl Ord for Day {
    fn cmp(&self, other: &Self) -> Ordering {
        self.place().cmp(&other.place())
    }
}

impl PartialOrd for Day {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

//! Seasons in words, which magazines have in the place of a month (APA 7, section 9.14).

use crate::model::Season;

/// One season, or two of which an issue is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seasons {
    pub first: Season,
    pub last: Option<Season>,
}

/// The seasons that words name: `Spring`, `Fall/Winter`, `Spring and Summer`; none where they say anything else.
pub fn seasons(words: &str) -> Option<Seasons> {
    let mut found = Vec::new();
    let words = words.split(|c: char| !c.is_alphanumeric());
    for word in words.filter(|word| !word.is_empty() && *word != "and") {
        found.push(season(word)?);
    }
    match found.as_slice() {
        [first] => Some(Seasons {
            first: *first,
            last: None,
        }),
        [first, last] => Some(Seasons {
            first: *first,
            last: Some(*last),
        }),
        _ => None,
    }
}

fn season(word: &str) -> Option<Season> {
    Some(match word.to_lowercase().as_str() {
        "spring" => Season::Spring,
        "summer" => Season::Summer,
        "fall" => Season::Fall,
        "autumn" => Season::Autumn,
        "winter" => Season::Winter,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{Seasons, seasons};
    use crate::model::Season;

    #[test]
    fn seasons_in_words() {
        let found = |first, last| Some(Seasons { first, last });
        for (words, expected) in [
            ("Spring", found(Season::Spring, None)),
            ("autumn", found(Season::Autumn, None)),
            ("Fall/Winter", found(Season::Fall, Some(Season::Winter))),
            ("Spring and Summer", found(Season::Spring, Some(Season::Summer))),
            ("Spring training", None),
            ("Spring 2", None),
            ("and", None),
            ("", None),
        ] {
            assert_eq!(seasons(words), expected, "{words}");
        }
    }
}

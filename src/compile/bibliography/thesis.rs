//! Which degree a thesis was written for, and what it is called (APA 7, section 10.6).

use crate::model::Degree;

const DOCTORAL: [&str; 10] = [
    "doctoral",
    "doctor",
    "doctorate",
    "phd",
    "edd",
    "psyd",
    "dphil",
    "dissertation",
    "phdthesis",
    "candthesis",
];
const MASTERS: [&str; 13] = [
    "master",
    "master’s",
    "masters",
    "ma",
    "ms",
    "msc",
    "med",
    "mphil",
    "mba",
    "mat",
    "medu",
    "mathesis",
    "edm",
];
/// What stands with the name of a degree and says no more.
const BESIDE: [&str; 17] = [
    "thesis",
    "degree",
    "of",
    "in",
    "and",
    "unpublished",
    "published",
    "education",
    "educational",
    "leadership",
    "administration",
    "philosophy",
    "arts",
    "science",
    "teaching",
    "business",
    "psychology",
];

/// The degree that words name.
pub fn degree(words: &str) -> Option<Degree> {
    let words = parts(words);
    let holds = |names: &[&str]| words.iter().any(|word| names.contains(&word.as_str()));
    // A master’s dissertation is one of Britain.
    if holds(&MASTERS) {
        Some(Degree::Masters)
    } else if holds(&["bachelor", "bachelor’s", "bachelors", "undergraduate", "bathesis"]) {
        Some(Degree::Bachelors)
    } else {
        holds(&DOCTORAL).then_some(Degree::Doctoral)
    }
}

/// What a thesis is called where that is neither a doctoral dissertation nor a master’s thesis, by any of their names:
/// `Undergraduate honors thesis`. Whether it was published is told by where it is found.
pub fn name(words: &str) -> Option<String> {
    let is_usual = parts(words).iter().all(|word| {
        let word = word.as_str();
        DOCTORAL.contains(&word) || MASTERS.contains(&word) || BESIDE.contains(&word) || word == "bathesis"
    });
    let names_degree = degree(words).is_some();
    if names_degree && is_usual {
        return None;
    }
    let mut rest = words.trim();
    if let Some(start) = rest.get(.."unpublished ".len())
        && start.eq_ignore_ascii_case("unpublished ")
    {
        rest = rest[start.len()..].trim_start();
    }
    let mut letters = rest.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    Some(first.chain(letters.as_str().chars()).collect())
}

/// The words of a name, without the full stops in abbreviations: `M.Ed.` is `med`.
fn parts(words: &str) -> Vec<String> {
    let plain = words.to_lowercase().replace('.', "").replace('\'', "’");
    plain
        .split(|c: char| !c.is_alphanumeric() && c != '’')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{degree, name};
    use crate::model::Degree;

    #[test]
    fn degrees_by_their_many_names() {
        for words in [
            "PhD thesis",
            "Ph.D. dissertation",
            "phdthesis",
            "Unpublished doctoral dissertation",
            "Doctor of Education (EdD)",
            "Doctoral",
            "Dissertation",
        ] {
            assert_eq!((degree(words), name(words)), (Some(Degree::Doctoral), None), "{words}");
        }
        for words in [
            "M.Ed. thesis",
            "Master of Arts",
            "Master's",
            "mathesis",
            "MSc dissertation",
            "Master’s thesis",
        ] {
            assert_eq!((degree(words), name(words)), (Some(Degree::Masters), None), "{words}");
        }
        for (words, expected) in [
            ("Unpublished undergraduate honors thesis", "Undergraduate honors thesis"),
            ("Doctoral capstone project", "Doctoral capstone project"),
            ("Thesis", "Thesis"),
        ] {
            assert_eq!(name(words).as_deref(), Some(expected));
        }
    }
}

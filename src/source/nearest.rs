//! The word that was probably meant.

/// The candidate most like `word`, if one is like it at all.
///
/// Likeness is the Damerau-Levenshtein distance (one slip of the fingers each) over the longer word's
/// length; more than two slips in five letters is another word. Of equals the first in the alphabet is taken,
/// so that the same mistake always has the same advice.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // Words longer than this are not slips of the fingers, and the measure is quadratic in their length.
    const LONGEST: usize = 200;
    if word.is_empty() || word.len() > LONGEST {
        return None;
    }
    candidates
        .into_iter()
        .filter(|candidate| candidate.len() <= LONGEST && *candidate != word)
        .map(|candidate| {
            let likeness = strsim::normalized_damerau_levenshtein(&word.to_lowercase(), &candidate.to_lowercase());
            (likeness, candidate)
        })
        .filter(|(likeness, _)| *likeness >= 0.6)
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))
        .map(|(_, candidate)| candidate)
}

/// The candidate that `word` is but for one slip of the fingers, or for large letters: `Guide` for `guides`.
pub fn one_slip<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    candidates
        .into_iter()
        .find(|candidate| *candidate != word && is_but_for_slips(word, candidate, 1))
}

/// Whether `word` is `meant`, a word in small letters, but for so many slips of the fingers, and for large letters.
#[must_use]
pub fn is_but_for_slips(word: &str, meant: &str, slips: usize) -> bool {
    let lower = word.to_lowercase();
    // A slip adds a letter or takes one away, and a letter has at most four bytes; nearly all words differ by more.
    let lengths = meant.chars().count().saturating_sub(slips)..=meant.len() + 4 * slips;
    lengths.contains(&lower.len()) && strsim::damerau_levenshtein(&lower, meant) <= slips
}

#[cfg(test)]
mod tests {
    use super::{nearest, one_slip};

    #[test]
    fn one_slip_is_one_letter() {
        let folders = ["guides", "answers"];
        assert_eq!(one_slip("guide", folders), Some("guides"));
        assert_eq!(one_slip("Answers", folders), Some("answers"));
        assert_eq!(one_slip("anwsers", folders), Some("answers"));
        assert_eq!(one_slip("guidance", folders), None);
        assert_eq!(one_slip("guides", folders), None);
    }

    #[test]
    fn a_slip_of_the_fingers_is_mended() {
        let keys = ["title", "summary", "updated"];
        assert_eq!(nearest("sumary", keys), Some("summary"));
        assert_eq!(nearest("tilte", keys), Some("title"));
        assert_eq!(nearest("audience", keys), None);
    }

    #[test]
    fn of_equals_the_first_in_the_alphabet_is_taken() {
        assert_eq!(nearest("bat", ["cat", "bad"]), Some("bad"));
        assert_eq!(nearest("bat", ["bad", "cat"]), Some("bad"));
    }
}

//! Articles that are online before they are in an issue (APA 7, section 10.1, example 7).

use super::entry::Fields;

/// Whether a field says so, in the words of one publisher or another.
pub fn is_advance(fields: &Fields) -> bool {
    ["pubstate", "note", "volume", "number", "issue", "pages"]
        .iter()
        .filter_map(|name| fields.text(&[name]))
        .any(|words| says_so(&words))
}

/// Whether words stand for a volume, an issue or pages that there are none of yet: `ahead-of-print`.
pub fn says_so(words: &str) -> bool {
    let letters: String = words.to_lowercase().chars().filter(|c| c.is_alphabetic()).collect();
    [
        "advanceonline",
        "advancedonline",
        "aheadofprint",
        "onlinefirst",
        "earlyview",
        "prepublished",
    ]
    .iter()
    .any(|phrase| letters.contains(phrase))
}

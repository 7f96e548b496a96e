//! The words by which writers say whom something is for: those that there are, and others that people try.

use crate::source::is_but_for_slips;

/// Whether a setting would hide a page, if it were one: by the names that there are, and by others that people try.
pub fn hides(key: &str, value: &str) -> bool {
    let key = meant_for_readers(key).map_or_else(|| key.to_lowercase(), str::to_owned);
    let hiding: &[&str] = match key.as_str() {
        "audience" | "visibility" => &["team", "staff", "teachers", "admin", "private", "internal"],
        "draft" | "private" | "hidden" => &["true", "yes", "on"],
        "public" => &["false", "no", "off"],
        "status" => &["draft"],
        _ => return false,
    };
    hiding.contains(&plain_value(value).as_str())
}

/// The first word of a value, without quotes, brackets and what is remarked of it, in small letters.
pub fn plain_value(value: &str) -> String {
    let is_sign = |c: char| c.is_whitespace() || "=>\"'“”[]{},.*_`".contains(c);
    let value = value.trim_matches(is_sign);
    value.split(is_sign).next().unwrap_or_default().to_lowercase()
}

/// The setting of whom something is for that a word is, or is but for a slip. A short word is soon another one.
pub fn meant_for_readers(word: &str) -> Option<&'static str> {
    let is_draft = matches!(
        word.to_lowercase().as_str(),
        "draft" | "drafts" | "darft" | "drfat" | "draf"
    );
    is_but_for_slips(word, "audience", 2)
        .then_some("audience")
        .or(is_draft.then_some("draft"))
}

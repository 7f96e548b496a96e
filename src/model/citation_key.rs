//! The keys of works, as a text cites them (Pandoc's manual, “Citation syntax”).
//!
//! A key begins with a letter, digit or underscore; single marks may stand inside of it, not at its end. Any other is written in
//! braces, `@{o'brien2020}`.

/// How much of a text is a key without braces.
#[must_use]
pub fn bare_key_length(text: &str) -> usize {
    let mut length = 0;
    let mut after_mark = true;
    for (at, c) in text.char_indices() {
        if c.is_alphanumeric() || c == '_' {
            length = at + c.len_utf8();
            after_mark = false;
        } else if after_mark || !":.#$%&-+?<>~/".contains(c) {
            break;
        } else {
            after_mark = true;
        }
    }
    length
}

/// A key as a text names it: `@day2020`, or in the braces that it needs.
#[must_use]
pub fn as_cited(key: &str) -> String {
    if bare_key_length(key) == key.len() {
        format!("@{key}")
    } else {
        format!("@{{{key}}}")
    }
}

#[cfg(test)]
mod tests {
    use super::as_cited;

    #[test]
    fn keys_have_the_braces_that_they_need() {
        for key in ["day2020", "day:2020/x", "garcía_2021", "doi:10.1000/182", "2020Day"] {
            assert_eq!(as_cited(key), format!("@{key}"));
        }
        for key in [
            "o'brien2020",
            "day(2020)",
            "https://x.org/a",
            "day2020.",
            "a--b",
            "day 2020",
        ] {
            assert_eq!(as_cited(key), format!("@{{{key}}}"));
        }
    }
}

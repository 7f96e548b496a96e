//! Volumes, issues and pages as lists have them, however they were typed (APA 7, sections 6.6, 9.25 and 9.27).

use crate::compile::typography;

/// The number of a volume, without the word before it that the style sets itself where it wants one: `Vol. 3`.
pub fn volume(written: &str) -> String {
    bare(written, &["volume", "vol", "v"])
}

/// The number of an issue, without its word: `No. 2`, `Issue 2`.
pub fn issue(written: &str) -> String {
    bare(written, &["number", "issue", "iss", "no", "nr"])
}

/// A number behind one of some words; what is no number keeps its words.
fn bare(written: &str, words: &[&str]) -> String {
    let end = written.find(|c: char| !c.is_alphabetic()).unwrap_or(written.len());
    let word = written[..end].to_lowercase();
    let rest = written[end..].trim_start_matches(['.', ' ', '\u{a0}']);
    let is_number = rest.starts_with(|c: char| c.is_ascii_digit());
    let number = if is_number && words.contains(&word.as_str()) {
        rest
    } else {
        written
    };
    typography::range(number)
}

/// Pages, of which the last is written out: `113-8` are 113–118, and `1145 to 1152` are 1145–1152.
pub fn pages(written: &str) -> String {
    let parts = written.split(", ").map(|part| {
        let joined = part.replacen(" to ", "-", 1);
        let between_figures = joined
            .bytes()
            .all(|byte| byte.is_ascii_digit() || b"- ".contains(&byte));
        let set = typography::range(if between_figures { &joined } else { part });
        written_out(&set).unwrap_or(set)
    });
    parts.collect::<Vec<_>>().join(", ")
}

/// A range whose last page leaves out the figures that it has in common with the first.
fn written_out(range: &str) -> Option<String> {
    let (first, last) = range.split_once('–')?;
    let is_figures = |page: &str| !page.is_empty() && page.bytes().all(|byte| byte.is_ascii_digit());
    let left_out = first.len().checked_sub(last.len())?;
    if !(is_figures(first) && is_figures(last)) || left_out == 0 {
        return None;
    }
    let whole = format!("{}{last}", &first[..left_out]);
    // Of figures that go down it is not known what is meant. These are as long as each other.
    (whole.as_str() > first).then(|| format!("{first}–{whole}"))
}

#[cfg(test)]
mod tests {
    use super::{issue, pages, volume};

    #[test]
    fn words_before_numbers() {
        for (written, number) in [
            ("Vol. 3", "3"),
            ("vol 3", "3"),
            ("Volume 12", "12"),
            ("v.3", "3"),
            ("3", "3"),
            ("XII", "XII"),
            ("V", "V"),
            ("Vol. One", "Vol. One"),
            ("3-4", "3–4"),
        ] {
            assert_eq!(volume(written), number, "{written}");
        }
        for (written, number) in [
            ("No. 2", "2"),
            ("no.2", "2"),
            ("Issue 4-5", "4–5"),
            ("S1", "S1"),
            ("Suppl. 2", "Suppl. 2"),
            ("Spring", "Spring"),
        ] {
            assert_eq!(issue(written), number, "{written}");
        }
    }

    #[test]
    fn pages_are_written_out() {
        for (written, shown) in [
            ("113-8", "113–118"),
            ("1145--52", "1145–1152"),
            ("1145 to 1152", "1145–1152"),
            ("12-5, 40", "12–15, 40"),
            ("113–118", "113–118"),
            ("99-104", "99–104"),
            ("118-3", "118–3"),
            ("S5-S9", "S5–S9"),
            ("S5 to S9", "S5 to S9"),
            ("xii-xiv", "xii–xiv"),
            ("7", "7"),
        ] {
            assert_eq!(pages(written), shown, "{written}");
        }
    }
}

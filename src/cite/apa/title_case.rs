//! Title case, which titles have in running text (APA 7, section 6.17).
//!
//! Capital letters are only added: the first word, what follows a colon, a dash or the end of a sentence, words of four
//! or more letters, and every word that is no short conjunction, article or preposition; both parts of a hyphenated word.
//! A word with a capital inside, `iPads`, is a name and stays, and so does what follows a dot, `.com`.

use crate::model::{Language, WorkTitle};

/// The short words that stay small, by the section's own definition: conjunctions, articles and prepositions of
/// three letters or fewer.
const SMALL: [&str; 24] = [
    "a", "an", "and", "as", "at", "but", "by", "for", "if", "in", "nor", "of", "off", "on", "or", "per", "so", "the",
    "to", "up", "v", "via", "vs", "yet",
];

/// A title in title case; as it is when it is in another language than English, which has no such case.
pub fn title_case(title: &WorkTitle, language: &Language) -> String {
    if language.primary() != "en" {
        return title.text.clone();
    }
    let mut out = String::with_capacity(title.text.len());
    let mut begins = true;
    let words = words(&title.text);
    for (number, (at, word)) in words.iter().copied().enumerate() {
        let is_kept = title.keeps(&(at..at + 1));
        let is_word = word.starts_with(char::is_alphanumeric);
        if !is_word {
            // The full stop behind “v.” ends no sentence.
            let is_versus = number
                .checked_sub(1)
                .is_some_and(|before| ["v", "vs"].contains(&words[before].1));
            begins |= word.contains([':', '—', '?', '!']) || (word.contains(". ") && !is_versus);
            out.push_str(word);
            continue;
        }
        let lower = word.to_lowercase();
        let is_small = SMALL.contains(&lower.as_str());
        // Of a compound the last part is no preposition: Follow-Up, but Step-by-Step.
        let is_hyphen = |at: Option<usize>| at.and_then(|at| words.get(at)).is_some_and(|(_, mark)| *mark == "-");
        let ends_compound = is_hyphen(number.checked_sub(1)) && !is_hyphen(Some(number + 1));
        let has_capital_inside = word.chars().skip(1).any(char::is_uppercase) && word.starts_with(char::is_lowercase);
        let before = &title.text[..at];
        let follows_dot = before.ends_with('.');
        let stays = is_kept || has_capital_inside || follows_dot;
        if stays || (is_small && !begins && !ends_compound) {
            out.push_str(word);
        } else {
            let mut letters = word.chars();
            out.extend(letters.next().into_iter().flat_map(char::to_uppercase));
            out.push_str(letters.as_str());
        }
        begins = false;
    }
    out
}

/// The text in runs of letters (with the apostrophes in them) and of what lies between.
fn words(text: &str) -> Vec<(usize, &str)> {
    let mut words = Vec::new();
    let mut start = 0;
    let is_letter = |c: char| c.is_alphanumeric() || matches!(c, '’' | '\'');
    let mut inside = None;
    for (at, c) in text.char_indices() {
        let now = is_letter(c);
        if inside.is_some_and(|inside| inside != now) {
            words.push((start, &text[start..at]));
            start = at;
        }
        inside = Some(now);
    }
    words.push((start, &text[start..]));
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_title() {
        let cases = [
            ("Understanding trust in schools", "Understanding Trust in Schools"),
            ("How to lead with others", "How to Lead With Others"),
            ("the work of leadership: a view", "The Work of Leadership: A View"),
            ("Self-report and follow-up", "Self-Report and Follow-Up"),
            ("Trust step-by-step", "Trust Step-by-Step"),
            ("Teachers’ voices on NCLB", "Teachers’ Voices on NCLB"),
            ("Who leads? the answer is in us", "Who Leads? The Answer Is in Us"),
            ("learning with iPads and eBooks", "Learning With iPads and eBooks"),
            (
                "the rise of .com schools and edutopia.org",
                "The Rise of .com Schools and Edutopia.org",
            ),
            ("trust v. the state vs. chance", "Trust v. the State vs. Chance"),
        ];
        for (typed, expected) in cases {
            let title = WorkTitle {
                text: typed.into(),
                ..WorkTitle::default()
            };
            assert_eq!(title_case(&title, &Language::default()), expected);
        }
    }

    fn tagged(tag: &str) -> Language {
        Language::from_tag(tag).expect("a tag")
    }

    #[test]
    fn braces_and_other_languages_are_kept() {
        let title = WorkTitle {
            text: "learning with iPads".into(),
            kept: std::iter::once(14..19).collect(),
            ..WorkTitle::default()
        };
        assert_eq!(title_case(&title, &tagged("en-US")), "Learning With iPads");
        assert_eq!(title_case(&title, &tagged("es")), "learning with iPads");
    }
}

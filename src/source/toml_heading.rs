//! Lines of a TOML file that were meant for a heading, `[name]`, and have other signs around the name.

use super::{Code, Diagnostic, Span};
use toml::Spanned;
use toml::de::DeValue;

/// What is said of such a line, and what to write; nothing when it is none. In a file of answers, where the headings are ids, any signs
/// around a name mean one.
pub fn meant(words: &str, has_ids: bool) -> Option<(String, String)> {
    let is_around = |c: char| !c.is_alphanumeric() && c != '_';
    let has_signs = words.starts_with(is_around) || words.ends_with(']');
    let is_meant = words.starts_with(['[', '［']) || has_ids && has_signs;
    if !is_meant {
        return None;
    }
    // `[what] Who decides?`
    let inside = words.split([']', '］']).next().unwrap_or_default();
    let name = inside.trim_matches(is_around);
    let is_bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let is_list = words.starts_with("[[") && !has_ids;
    let fix = match (name, is_list) {
        (name, true) if is_name(name, is_bare) => format!("write [[{name}]] and nothing else on this line"),
        (name, false) if is_name(name, is_bare) => format!("write [{name}] and nothing else on this line"),
        _ if has_ids => "write the id that the guide has in braces, {#what}, in square brackets: [what]".into(),
        _ => "write it in square brackets on a line of its own, as in: [name]".into(),
    };
    let message = if has_ids {
        "The id of a question or task stands in square brackets, on a line of its own."
    } else {
        "This heading is not closed or not well formed."
    };
    Some((message.into(), fix))
}

/// What is said in a file of answers of a key that is none, since nothing is below it as below a heading.
pub fn stray(key: &str, span: Span, value: &DeValue) -> Diagnostic {
    let is_table = |item: &Spanned<DeValue>| item.get_ref().is_table();
    let has_two_brackets = value
        .as_array()
        .is_some_and(|list| !list.is_empty() && list.iter().all(is_table));
    if has_two_brackets {
        let message = "The id of a question or task stands in one pair of square brackets, and here it has two.";
        return Diagnostic::at(Code::WrongType, span, message).fix(format!("write [{key}]"));
    }
    let message = format!("“{key}” stands before the first heading, so it belongs to no answer.");
    let fix = "put it below a heading in square brackets that holds the question's id";
    Diagnostic::at(Code::WrongType, span, message).fix(fix)
}

fn is_name(name: &str, is_bare: impl Fn(char) -> bool) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.chars().all(is_bare)
}

#[cfg(test)]
mod tests {
    use super::meant;

    fn fix(words: &str, has_ids: bool) -> Option<String> {
        meant(words, has_ids).map(|(_, fix)| fix)
    }

    #[test]
    fn an_id_with_other_signs_around_it_is_given_its_brackets() {
        for line in [
            "(what)",
            "{#what}",
            "[#what]",
            "[what]:",
            "[what].",
            "\"what\"",
            "[what] Who?",
            "[what",
            "what]",
            "［what］",
            "- [what]",
            "[{#what}]",
            "[what?]",
        ] {
            let wanted = "write [what] and nothing else on this line";
            assert_eq!(fix(line, true).as_deref(), Some(wanted), "{line}");
        }
        for line in ["[What now?]", "[¿qué?]", "[3-steps"] {
            assert!(fix(line, true).is_some_and(|fix| fix.contains("{#what}")), "{line}");
        }
        assert_eq!(fix("and so on", true), None);
    }

    #[test]
    fn a_heading_of_the_settings_keeps_its_brackets() {
        for (line, wanted) in [
            ("[theme", "write [theme] and nothing else on this line"),
            ("[[menu]", "write [[menu]] and nothing else on this line"),
            (
                "[my theme]",
                "write it in square brackets on a line of its own, as in: [name]",
            ),
        ] {
            assert_eq!(fix(line, false).as_deref(), Some(wanted), "{line}");
        }
        assert_eq!(fix("(theme)", false), None);
    }
}

//! A text as TOML writes it.

/// A text in quotation marks. JSON writes it so too, but for one sign that TOML wants escaped.
#[must_use]
pub fn quoted(text: &str) -> String {
    let json = serde_json::Value::from(text).to_string();
    json.replace('\u{7f}', "\\u007f")
}

#[cfg(test)]
mod tests {
    use super::quoted;
    use toml::de::DeTable;

    #[test]
    fn a_quoted_text_is_read_as_itself() {
        for text in ["", "a\\b", "say “no”", "\"no\"", "\u{7f}\u{1}\t\n", "¿qué? 🎒"] {
            let written = format!("question = {}", quoted(text));
            let table = DeTable::parse(&written).expect("it is TOML").into_inner();
            assert_eq!(table["question"].get_ref().as_str(), Some(text), "{written}");
        }
    }
}

//! Names for addresses and anchors.

/// Lower-case ASCII letters and digits joined by hyphens; other scripts are transliterated. None when
/// nothing is left.
#[must_use]
pub fn slug(name: &str) -> Option<String> {
    let mut slug = String::with_capacity(name.len());
    for c in deunicode::deunicode(name).chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !matches!(c, '\'' | '"') && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug = slug.trim_matches('-');
    (!slug.is_empty()).then(|| slug.to_owned())
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn names_become_lower_case_ascii() {
        assert_eq!(slug("¿Por qué?").as_deref(), Some("por-que"));
        assert_eq!(slug("Don’t  stop – now").as_deref(), Some("dont-stop-now"));
        assert_eq!(slug("Школа").as_deref(), Some("shkola"));
        assert_eq!(slug("???"), None);
    }
}

//! Addresses for e-mail.

/// Whether a text can stand behind `mailto:`: a name, an @ and a place (RFC 6068; the forms that nobody uses, quoted names and the
/// like, are left out).
#[must_use]
pub fn is_email(text: &str) -> bool {
    let is_plain =
        |part: &str| !part.is_empty() && !part.contains(|c: char| c.is_whitespace() || "<>()[]\"\\,;:`@".contains(c));
    text.split_once('@')
        .is_some_and(|(name, place)| is_plain(name) && is_plain(place))
}

#[cfg(test)]
mod tests {
    use super::is_email;

    #[test]
    fn a_name_and_a_place_make_an_address() {
        assert!(
            ["office@maple.org", "o'hara+plc@k12.sc.us", "büro@schule.de"]
                .into_iter()
                .all(is_email)
        );
        for text in [
            "",
            "@",
            "office",
            "office@",
            "@maple.org",
            "office at maple.org",
            "Office <o@x.org>",
            "a@b@c",
            "mailto:o@x.org",
            "a@x.org, b@x.org",
        ] {
            assert!(!is_email(text), "{text}");
        }
    }
}

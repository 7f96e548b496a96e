//! Telephone numbers.

/// A number as a `tel:` link has it (RFC 3966): without an extension, and without the zero that is dialled at home alone.
#[must_use]
pub fn dialled(phone: &str) -> String {
    let phone = phone.replace("(0)", "");
    let end = phone.find(|c: char| c.is_alphabetic() || matches!(c, '#' | ';' | ','));
    let phone = &phone[..end.unwrap_or(phone.len())];
    phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
}

#[cfg(test)]
mod tests {
    use super::dialled;

    #[test]
    fn what_is_dialled_is_the_number_alone() {
        assert_eq!(dialled("+1 803 555 0100"), "+18035550100");
        assert_eq!(dialled("803 555 0100 ext. 12"), "8035550100");
        assert_eq!(dialled("+44 (0)20 7946 0000"), "+442079460000");
        assert_eq!(dialled("803-555-0100 #12"), "8035550100");
    }
}

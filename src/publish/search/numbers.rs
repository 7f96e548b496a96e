//! Numbers as letters: five bits to a letter, the lowest first, the sixth bit says that more follow.
//!
//! The letters need no escape in a script's text, and the files are compressed on their way.

/// A digit for each value below 64.
const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// How many values a single digit has.
pub const BASE: u8 = 64;

/// Writes a number of any size.
pub fn number(mut value: u32, out: &mut String) {
    loop {
        let low = (value & 31) as u8;
        value >>= 5;
        digit(low | if value > 0 { 32 } else { 0 }, out);
        if value == 0 {
            return;
        }
    }
}

/// Writes a value below 64.
pub fn digit(value: u8, out: &mut String) {
    out.push(char::from(DIGITS[usize::from(value & 63)]));
}

#[cfg(test)]
mod tests {
    use super::number;

    fn written(value: u32) -> String {
        let mut out = String::new();
        number(value, &mut out);
        out
    }

    #[test]
    fn a_number_has_a_letter_for_five_bits() {
        assert_eq!(written(0), "A");
        assert_eq!(written(31), "f");
        // 32 is 0 and one more: the lowest digit is 0 with the sixth bit set.
        assert_eq!(written(32), "gB");
        assert_eq!(written(1023), "_f");
        assert_eq!(written(1024), "ggB");
    }
}

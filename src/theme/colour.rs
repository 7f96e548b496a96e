//! The accent colour, and whether everyone can read it.

use super::manifest::Manifest;
use crate::source::{Code, Diagnostic, Diagnostics, Span};
use std::fmt;

/// WCAG 2.1, success criterion 1.4.3: text against its background.
const ENOUGH: f64 = 4.5;

/// A colour in sRGB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour([u8; 3]);

/// The accent as it is used on light and on dark paper.
#[derive(Debug)]
pub struct Accent {
    light: Colour,
    dark: Colour,
}

impl Accent {
    pub fn css(&self) -> String {
        format!(
            "@layer tokens {{\n:root {{ --accent-light: {}; --accent-dark: {}; }}\n}}\n",
            self.light, self.dark
        )
    }
}

/// The accent that the settings give, or the theme's own. A given accent that cannot be read on light paper is
/// refused; on dark paper it is lightened as far as it must be.
pub fn accent(manifest: &Manifest, given: Option<&(String, Span)>, diagnostics: &mut Diagnostics) -> Accent {
    let papers = |list: &[String]| -> Vec<Colour> { list.iter().filter_map(|text| Colour::parse(text)).collect() };
    let (on_light, on_dark) = (papers(&manifest.accent.light), papers(&manifest.accent.dark));
    let own = Colour::parse(&manifest.accent.default).unwrap_or(Colour([0, 0, 0]));
    let chosen = given.map_or(own, |(text, span)| match Colour::parse(text) {
        Some(colour) => {
            let readable = colour.towards(Colour([0; 3]), &on_light);
            if readable != colour {
                diagnostics.push(
                    Diagnostic::at(
                        Code::AccentContrast,
                        *span,
                        format!("The accent {text} is too pale: text in it could not be read by everyone."),
                    )
                    .fix(format!("the nearest colour that can be read is {readable}")),
                );
            }
            readable
        }
        None => {
            diagnostics.push(
                Diagnostic::at(Code::SettingUnusable, *span, format!("“{text}” is not a colour."))
                    .fix("write it as six digits after a #, as in \"#0b6149\""),
            );
            own
        }
    });
    Accent {
        light: chosen,
        dark: chosen.towards(Colour([255; 3]), &on_dark),
    }
}

impl Colour {
    /// A colour as `#rgb` or `#rrggbb`.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.trim().strip_prefix('#')?;
        if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return None;
        }
        let part = |at: usize, length: usize| u8::from_str_radix(&digits[at * length..(at + 1) * length], 16).ok();
        match digits.len() {
            3 => Some(Self([part(0, 1)? * 17, part(1, 1)? * 17, part(2, 1)? * 17])),
            6 => Some(Self([part(0, 2)?, part(1, 2)?, part(2, 2)?])),
            _ => None,
        }
    }

    /// Relative luminance (WCAG 2.1, "relative luminance").
    fn luminance(self) -> f64 {
        let [r, g, b] = self.0.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.040_45 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    /// The contrast ratio of two colours (WCAG 2.1, "contrast ratio"): 1 to 21.
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// The colour mixed with as little of another as makes it readable on every paper.
    fn towards(self, end: Self, papers: &[Self]) -> Self {
        (0..=u8::MAX)
            .map(|share| self.mixed(end, share))
            .find(|colour| papers.iter().all(|paper| colour.contrast(*paper) >= ENOUGH))
            .unwrap_or(end)
    }

    fn mixed(self, other: Self, share: u8) -> Self {
        let mut parts = self.0;
        for (part, end) in parts.iter_mut().zip(other.0) {
            let (from, to, share) = (u16::from(*part), u16::from(end), u16::from(share));
            // Both products are at most 255 * 255, and so is their sum.
            *part = u8::try_from((from * (255 - share) + to * share) / 255).unwrap_or(u8::MAX);
        }
        Self(parts)
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [r, g, b] = self.0;
        write!(f, "#{r:02x}{g:02x}{b:02x}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colour(text: &str) -> Colour {
        Colour::parse(text).expect("a colour")
    }

    /// Examples from the definition of the contrast ratio and from W3C's technique G18.
    #[test]
    fn contrast_is_measured_as_wcag_says() {
        assert!((colour("#000").contrast(colour("#fff")) - 21.0).abs() < 1e-9);
        assert!((colour("#777777").contrast(colour("#fff")) - 4.48).abs() < 0.01);
        assert!((colour("#767676").contrast(colour("#fff")) - 4.54).abs() < 0.01);
    }

    #[test]
    fn a_pale_colour_is_darkened_no_further_than_it_must_be() {
        let white = [colour("#ffffff")];
        let readable = colour("#9fd8c4").towards(colour("#000000"), &white);
        assert!(readable.contrast(white[0]) >= ENOUGH);
        assert!(readable.contrast(white[0]) < 4.7);
        assert_eq!(colour("#0b6149").towards(colour("#000000"), &white), colour("#0b6149"));
    }

    #[test]
    fn what_is_no_colour_is_refused() {
        for text in ["", "red", "#12", "#12345g", "0b6149", "#é1"] {
            assert_eq!(Colour::parse(text), None, "{text}");
        }
    }
}

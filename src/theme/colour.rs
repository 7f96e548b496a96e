//! Colours: as they are written, how far they stand out from each other, lighter and darker ones.

use std::fmt;

/// A colour in sRGB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour([u8; 3]);

/// A colour by lightness (0 to 1), chroma and hue (radians), in which equal steps look equal: OKLCH, as CSS Color 4
/// (section 9) defines it.
#[derive(Debug, Clone, Copy)]
struct Oklch {
    lightness: f64,
    chroma: f64,
    hue: f64,
}

impl Colour {
    pub const BLACK: Self = Self([0; 3]);

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

    /// The contrast ratio of two colours (WCAG 2.1, "contrast ratio"): 1 to 21.
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// So many percent of this colour in another one, mixed in sRGB.
    pub fn mixed(self, percent: u8, other: Self) -> Self {
        let share = f64::from(percent.min(100)) / 100.0;
        let mut parts = other.0;
        for (part, own) in parts.iter_mut().zip(self.0) {
            *part = byte(f64::from(own) * share + f64::from(*part) * (1.0 - share));
        }
        Self(parts)
    }

    /// The same hue, as light as another colour.
    pub fn as_light_as(self, other: Self) -> Self {
        Oklch {
            lightness: other.oklch().lightness,
            ..self.oklch()
        }
        .colour()
    }

    /// The same hue in all lightnesses, the nearest to this colour first: itself, a shade lighter, a shade darker, and
    /// so on to white and black.
    pub fn shades(self) -> impl Iterator<Item = Self> {
        const STEPS: u32 = 500;
        let own = self.oklch();
        let steps = (1..=STEPS).flat_map(move |step| {
            let far = f64::from(step) / f64::from(STEPS);
            [own.lightness + far, own.lightness - far]
        });
        let within = steps.filter(|lightness| (0.0..=1.0).contains(lightness));
        let others = within.map(move |lightness| Oklch { lightness, ..own }.colour());
        std::iter::once(self).chain(others)
    }

    /// Relative luminance (WCAG 2.1, "relative luminance").
    fn luminance(self) -> f64 {
        let [r, g, b] = self.linear();
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    /// Its parts as amounts of light, 0 to 1.
    fn linear(self) -> [f64; 3] {
        self.0.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.040_45 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        })
    }

    /// The numbers are those of CSS Color 4, section 9.
    fn oklch(self) -> Oklch {
        let cones = times(
            [
                [0.412_221_47, 0.536_332_54, 0.051_445_99],
                [0.211_903_5, 0.680_699_5, 0.107_396_96],
                [0.088_302_46, 0.281_718_84, 0.629_978_7],
            ],
            self.linear(),
        );
        let [lightness, across, along] = times(
            [
                [0.210_454_26, 0.793_617_8, -0.004_072_05],
                [1.977_998_5, -2.428_592_2, 0.450_593_7],
                [0.025_904_04, 0.782_771_77, -0.808_675_77],
            ],
            cones.map(f64::cbrt),
        );
        Oklch {
            lightness,
            chroma: across.hypot(along),
            hue: along.atan2(across),
        }
    }
}

impl Oklch {
    /// The colour on a screen, with as much of its chroma as a screen can show.
    fn colour(self) -> Colour {
        const STEPS: u32 = 64;
        let chromas = (0..=STEPS)
            .rev()
            .map(|step| self.chroma * f64::from(step) / f64::from(STEPS));
        let shown = chroma_shown(self, chromas);
        Colour(shown.map(|part| {
            let part = part.clamp(0.0, 1.0);
            let part = if part <= 0.003_130_8 {
                part * 12.92
            } else {
                1.055 * part.powf(1.0 / 2.4) - 0.055
            };
            byte(part * 255.0)
        }))
    }

    fn linear(self) -> [f64; 3] {
        let (along, across) = self.hue.sin_cos();
        let cones = times(
            [
                [1.0, 0.396_337_78, 0.215_803_76],
                [1.0, -0.105_561_35, -0.063_854_17],
                [1.0, -0.089_484_18, -1.291_485_5],
            ],
            [self.lightness, self.chroma * across, self.chroma * along],
        );
        times(
            [
                [4.076_741_7, -3.307_711_6, 0.230_969_93],
                [-1.268_438, 2.609_757_4, -0.341_319_4],
                [-0.004_196_09, -0.703_418_6, 1.707_614_7],
            ],
            cones.map(|cone| cone.powi(3)),
        )
    }
}

/// A matrix times a column.
fn times(matrix: [[f64; 3]; 3], column: [f64; 3]) -> [f64; 3] {
    matrix.map(|row| row.iter().zip(column).map(|(a, b)| a * b).sum())
}

/// The amounts of light of the first chroma that a screen can show; grey, when there is none.
fn chroma_shown(colour: Oklch, chromas: impl Iterator<Item = f64>) -> [f64; 3] {
    let mut shades = chromas.map(|chroma| Oklch { chroma, ..colour }.linear());
    let is_shown = |parts: &[f64; 3]| parts.iter().all(|part| (-0.000_1..=1.000_1).contains(part));
    shades.find(is_shown).unwrap_or([colour.lightness.powi(3); 3])
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "it is clamped to a byte"
)]
fn byte(value: f64) -> u8 {
    value.round().clamp(0.0, 255.0) as u8
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

    /// CSS Color 4, sample values of OKLCH: `oklch(51.975% 0.17686 142.495)` is green, `#008000`.
    #[test]
    fn lightness_chroma_and_hue_are_those_of_css() {
        let green = colour("#008000").oklch();
        assert!((green.lightness - 0.519_75).abs() < 0.000_1, "{green:?}");
        assert!((green.chroma - 0.176_86).abs() < 0.000_1, "{green:?}");
        assert!((green.hue.to_degrees() - 142.495).abs() < 0.01, "{green:?}");
        for text in ["#000000", "#ffffff", "#0b6149", "#7fd1b3", "#ff0000", "#123456"] {
            assert_eq!(colour(text).oklch().colour(), colour(text), "{text}");
        }
    }

    #[test]
    fn shades_begin_with_the_colour_and_go_on_to_white_and_black() {
        let shades: Vec<Colour> = colour("#9fd8c4").shades().collect();
        assert_eq!(shades[0], colour("#9fd8c4"));
        // A five hundredth of lightness is at most a step or two of a byte.
        assert!(shades[1].contrast(shades[0]) < 1.02);
        assert!(shades.iter().any(|shade| shade.contrast(colour("#000")) < 1.01));
        assert!(shades.iter().any(|shade| shade.contrast(colour("#fff")) < 1.01));
    }

    #[test]
    fn another_colour_lends_its_lightness_and_not_its_hue() {
        let red = colour("#8a1c1c").as_light_as(colour("#7fd1b3"));
        assert!((red.oklch().lightness - colour("#7fd1b3").oklch().lightness).abs() < 0.01);
        assert!((red.oklch().hue - colour("#8a1c1c").oklch().hue).abs() < 0.05);
    }

    #[test]
    fn mixtures_lie_between_what_is_mixed() {
        assert_eq!(colour("#ff0000").mixed(50, colour("#0000ff")), colour("#800080"));
        assert_eq!(colour("#ff0000").mixed(0, colour("#0000ff")), colour("#0000ff"));
        assert_eq!(colour("#ff0000").mixed(100, colour("#0000ff")), colour("#ff0000"));
    }

    #[test]
    fn what_is_no_colour_is_refused() {
        for text in ["", "red", "#12", "#12345g", "0b6149", "#é1"] {
            assert_eq!(Colour::parse(text), None, "{text}");
        }
    }
}

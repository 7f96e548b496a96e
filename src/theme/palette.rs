//! The colours of a theme with the school's accent among them, and whether everyone can read them.
//!
//! 1. The accent is the school's, or the theme's own; on dark paper it is the one that the school gives for that, or its hue as
//!    light as the theme's own.
//! 2. Mixtures are computed, so that the program knows every colour that a style sheet names.
//! 3. Every pair that the theme says it uses is held to its contrast, in both schemes.

use super::colour::Colour;
use super::files::ThemeFiles;
use super::manifest::{ColourRule, ContrastRule, Manifest, Mixture};
use crate::config::ThemeChoice;
use crate::source::{Code, Diagnostic, Diagnostics, Span};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Write as _};

/// The colour that a school chooses.
const ACCENT: &str = "accent";

/// Every colour of a theme by its name, for light and for dark paper.
#[derive(Debug)]
pub struct Palette {
    schemes: [BTreeMap<String, Colour>; 2],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scheme {
    Light,
    Dark,
}

impl Scheme {
    const BOTH: [Self; 2] = [Self::Light, Self::Dark];
}

impl fmt::Display for Scheme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Light => "light",
            Self::Dark => "dark",
        })
    }
}

/// Whose colour the accent is.
enum Accent {
    /// The theme's.
    Own,
    /// The school's for light paper, of which the one for dark paper is made.
    Made(Colour),
    /// The school's, as it was written at a place.
    Given(Colour, String, Span),
}

impl Palette {
    /// The colours of a theme for a school. An accent that cannot be read is refused, with the nearest that can; so is any
    /// other pair of colours of a theme.
    pub fn new(manifest: &Manifest, files: &ThemeFiles, choice: &ThemeChoice, diagnostics: &mut Diagnostics) -> Self {
        let shown = &files.shown("theme.toml");
        let sizes = files.text("styles/tokens.css").unwrap_or_default();
        let rules = Rules::read(manifest, sizes, shown, diagnostics);
        let schemes = Scheme::BOTH.map(|scheme| {
            let accent = rules.accent(choice, scheme, diagnostics);
            rules.checked(&accent, scheme, shown, diagnostics)
        });
        Self { schemes }
    }

    /// The colours as custom properties, which follow the reader's scheme.
    pub fn css(&self) -> String {
        let [light, dark] = &self.schemes;
        let mut css = String::from("@layer tokens {\n:root {\ncolor-scheme: light dark;\n");
        for ((name, light), dark) in light.iter().zip(dark.values()) {
            // Writing to a string cannot fail.
            let _ = writeln!(css, "--{name}: light-dark({light}, {dark});");
        }
        css.push_str("}\n}\n");
        css
    }

    /// The colours on light paper, as CSS writes them.
    pub fn on_light_paper(&self) -> BTreeMap<String, String> {
        let [light, _] = &self.schemes;
        light
            .iter()
            .map(|(name, colour)| (name.clone(), colour.to_string()))
            .collect()
    }

    /// The accent on light and on dark paper.
    pub fn accents(&self) -> [String; 2] {
        let accent = |scheme: &BTreeMap<String, Colour>| scheme.get(ACCENT).map(ToString::to_string);
        [0, 1].map(|scheme| accent(&self.schemes[scheme]).unwrap_or_default())
    }
}

/// What a theme says of its colours, understood.
struct Rules<'m> {
    given: BTreeMap<&'m str, [Colour; 2]>,
    mixed: Vec<(&'m str, &'m str, &'m str, u8)>,
    contrast: &'m [ContrastRule],
}

impl<'m> Rules<'m> {
    /// `sizes` is the style sheet that names sizes: it stands behind the colours.
    fn read(manifest: &'m Manifest, sizes: &str, shown: &str, diagnostics: &mut Diagnostics) -> Self {
        let mut refuse = |message: String, fix: &str| {
            diagnostics.push(Diagnostic::in_file(Code::ThemeContrast, shown, message).fix(fix));
        };
        let (mut given, mut mixed) = (BTreeMap::new(), Vec::new());
        for (name, rule) in &manifest.colours {
            let is_name = name
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
            if !is_name || name.is_empty() {
                refuse(
                    format!("“{name}” cannot be the name of a colour."),
                    "use small letters, digits and hyphens",
                );
                continue;
            }
            match rule {
                ColourRule::Given(both) => {
                    if let [Some(light), Some(dark)] = [&both[0], &both[1]].map(|text| Colour::parse(text)) {
                        given.insert(name.as_str(), [light, dark]);
                    } else {
                        refuse(
                            format!("The colour “{name}” is not two colours."),
                            "write the one on light paper and the one on dark paper, as in [\"#0b6149\", \"#7fd1b3\"]",
                        );
                    }
                }
                ColourRule::Mixed(Mixture { percent, .. }) if *percent > 100 => {
                    refuse(
                        format!("“{name}” has more than 100 percent of a colour."),
                        "write 0 to 100",
                    );
                }
                ColourRule::Mixed(Mixture { of, on, percent }) => {
                    mixed.push((name.as_str(), of.as_str(), on.as_str(), *percent));
                }
            }
        }
        let has = |name: &str| given.contains_key(name) || mixed.iter().any(|(mixture, ..)| *mixture == name);
        let parts = mixed.iter().flat_map(|(_, of, on, _)| [*of, *on]);
        let pairs = manifest
            .contrast()
            .iter()
            .flat_map(|rule| rule.text.iter().chain(&rule.on));
        for name in parts.filter(|name| !given.contains_key(name)) {
            if has(name) {
                refuse(
                    format!("“{name}” is a mixture, and is mixed again."),
                    "mix colours that have two values of their own",
                );
            } else {
                refuse(
                    format!("There is no colour called “{name}” to mix."),
                    "name one that stands under [colours]",
                );
            }
        }
        if manifest
            .contrast()
            .iter()
            .any(|rule| !(1.0..=21.0).contains(&rule.least))
        {
            refuse(
                "A contrast is a ratio from 1 to 21.".to_owned(),
                "write such as least = 4.5",
            );
        }
        let checked: BTreeSet<&String> = pairs.clone().collect();
        for name in checked.into_iter().filter(|name| sizes.contains(&format!("--{name}:"))) {
            refuse(
                format!(
                    "styles/tokens.css sets --{name} as well, which takes the place of the colour that is checked."
                ),
                "give one of them another name",
            );
        }
        for name in pairs.filter(|name| !has(name)) {
            refuse(
                format!("There is no colour called “{name}”."),
                "name one that stands under [colours]",
            );
        }
        if !given.contains_key(ACCENT) {
            refuse(
                "The theme has no colour called “accent”.".to_owned(),
                "add it under [colours]",
            );
        }
        Self {
            given,
            mixed,
            contrast: manifest.contrast(),
        }
    }

    fn accent(&self, choice: &ThemeChoice, scheme: Scheme, diagnostics: &mut Diagnostics) -> Accent {
        let black = [Colour::BLACK; 2];
        let [_, dark] = *self.given.get(ACCENT).unwrap_or(&black);
        let mut read = |given: &Option<(String, Span)>| {
            let (text, span) = given.as_ref()?;
            let colour = Colour::parse(text);
            if colour.is_none() {
                diagnostics.push(
                    Diagnostic::at(Code::SettingUnusable, *span, format!("“{text}” is not a colour."))
                        .fix("write it as six digits after a #, as in \"#0b6149\""),
                );
            }
            Some(Accent::Given(colour?, text.clone(), *span))
        };
        match scheme {
            Scheme::Light => read(&choice.accent).unwrap_or(Accent::Own),
            Scheme::Dark => read(&choice.accent_dark).unwrap_or_else(|| {
                let chosen = choice.accent.as_ref().and_then(|(text, _)| Colour::parse(text));
                chosen.map_or(Accent::Own, |colour| Accent::Made(colour.as_light_as(dark)))
            }),
        }
    }

    /// The colours of a scheme, with what can be read in the place of an accent that cannot.
    fn checked(
        &self,
        accent: &Accent,
        scheme: Scheme,
        shown: &str,
        diagnostics: &mut Diagnostics,
    ) -> BTreeMap<String, Colour> {
        let own = self
            .given
            .get(ACCENT)
            .map_or(Colour::BLACK, |both| both[scheme as usize]);
        let colours = self.colours(own, scheme);
        let failing: Vec<_> = self.failing(&colours).collect();
        for (text, paper, ratio, least) in &failing {
            let message = format!(
                "In the {scheme} scheme, “{text}” on “{paper}” has a contrast of {ratio:.1} to 1 and needs {least}."
            );
            let nearest = nearest(colours[*text], |shade| shade.contrast(colours[*paper]) >= *least);
            let fix = nearest.map_or("choose colours further apart".to_owned(), |near| {
                format!("the nearest colour to {} that can be read is {near}", colours[*text])
            });
            diagnostics.push(Diagnostic::in_file(Code::ThemeContrast, shown, message).fix(fix));
        }
        let (colour, given) = match accent {
            Accent::Own => return colours,
            Accent::Made(colour) => (*colour, None),
            Accent::Given(colour, text, span) => (*colour, Some((text, span))),
        };
        // A pair that fails with the theme's own accent is no fault of the school's.
        let is_known = |pair: (&str, &str)| failing.iter().any(|(text, paper, ..)| pair == (*text, *paper));
        let can_be_read = |shade: Colour| {
            let colours = self.colours(shade, scheme);
            self.failing(&colours).all(|(text, paper, ..)| is_known((text, paper)))
        };
        let nearest = nearest(colour, can_be_read);
        if let Some((text, span)) = given
            && nearest != Some(colour)
        {
            let how = match scheme {
                Scheme::Light => "pale",
                Scheme::Dark => "dark",
            };
            let message = format!("The accent {text} is too {how}: not everyone could read it in the {scheme} scheme.");
            let fix = nearest.map_or("choose another colour".to_owned(), |near| {
                format!("the nearest colour that can be read is {near}")
            });
            diagnostics.push(Diagnostic::at(Code::AccentContrast, *span, message).fix(fix));
        }
        self.colours(nearest.unwrap_or(colour), scheme)
    }

    fn colours(&self, accent: Colour, scheme: Scheme) -> BTreeMap<String, Colour> {
        let mut colours: BTreeMap<String, Colour> = self
            .given
            .iter()
            .map(|(name, both)| ((*name).to_owned(), both[scheme as usize]))
            .collect();
        colours.insert(ACCENT.to_owned(), accent);
        for (name, of, on, percent) in &self.mixed {
            if let (Some(of), Some(on)) = (colours.get(*of), colours.get(*on)) {
                let mixture = of.mixed(*percent, *on);
                colours.insert((*name).to_owned(), mixture);
            }
        }
        colours
    }

    /// The pairs that stand out too little: their names, the contrast that they have and the one that they need.
    fn failing<'c>(
        &'c self,
        colours: &'c BTreeMap<String, Colour>,
    ) -> impl Iterator<Item = (&'c str, &'c str, f64, f64)> + 'c {
        self.contrast.iter().flat_map(move |rule| {
            let pairs = rule
                .text
                .iter()
                .flat_map(|text| rule.on.iter().map(move |on| (text, on)));
            pairs.filter_map(|(text, on)| {
                let ratio = colours.get(text)?.contrast(*colours.get(on)?);
                (ratio < rule.least).then_some((text.as_str(), on.as_str(), ratio, rule.least))
            })
        })
    }
}

/// The shade of a colour that is nearest to it and can be read.
fn nearest(colour: Colour, can_be_read: impl Fn(Colour) -> bool) -> Option<Colour> {
    colour.shades().find(|shade| can_be_read(*shade))
}

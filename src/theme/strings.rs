//! The theme's own words, in the reader's language (Project Fluent).

use super::files::ThemeFiles;
use crate::model::Language;
use crate::source::{Code, Diagnostic, Diagnostics};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::Entry;
use rustc_hash::FxHashMap;
use std::fmt;
use std::sync::{Arc, OnceLock};

/// The language that every theme has.
const FALLBACK: &str = "en";

pub struct Strings {
    bundle: FluentBundle<FluentResource>,
    /// Those that take nothing, as they read: pages have dozens of them.
    plain: FxHashMap<String, Arc<str>>,
    /// The others, as they read with each small number: pages count minutes and places. None where a number is not enough.
    numbered: FxHashMap<String, [OnceLock<Option<Arc<str>>>; SMALL]>,
}

/// How many numbers are small, from 0 on.
const SMALL: usize = 64;

impl fmt::Debug for Strings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Strings")
    }
}

/// Loads the strings of a language, over the English ones: a word that is not translated is shown in English.
pub fn load(files: &ThemeFiles, theme: &str, language: &Language, diagnostics: &mut Diagnostics) -> Strings {
    let tag = language.as_str();
    let base = language.primary();
    let mut bundle = FluentBundle::new_concurrent(vec![tag.parse().unwrap_or_default()]);
    // The marks that isolate words of another direction would stand in attributes and titles too.
    bundle.set_use_isolating(false);
    let mut keys = Vec::new();
    let mut has_language = false;
    for tag in [FALLBACK, base, tag] {
        let path = format!("strings/{tag}.ftl");
        let Some(text) = files.text(&path) else { continue };
        has_language |= base == FALLBACK || tag != FALLBACK;
        let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(resource, errors)| {
            for error in errors {
                // The school's own words stand behind those of the built-in theme.
                let own = text.get(ThemeFiles::built_in_text(&path).len()..error.pos.start);
                let line = own.map_or(1, |before| before.matches('\n').count() + 1);
                diagnostics.push(
                    Diagnostic::in_file(
                        Code::ThemeTemplate,
                        files.shown(&path),
                        format!("In line {line}: a string cannot be read ({error})."),
                    )
                    .fix("write each as in: skip = Skip to the content"),
                );
            }
            resource
        });
        keys.extend(resource.entries().filter_map(|entry| match entry {
            Entry::Message(message) => Some(message.id.name.to_owned()),
            _ => None,
        }));
        bundle.add_resource_overriding(resource);
    }
    if !has_language {
        diagnostics.push(
            Diagnostic::in_file(
                Code::ThemeStrings,
                "playbook.toml",
                format!("The theme has no words in the language “{language}”; it uses English ones."),
            )
            .fix(format!(
                "copy the theme's strings/en.ftl to themes/{theme}/strings/{base}.ftl and translate it"
            )),
        );
    }
    let mut strings = Strings {
        bundle,
        plain: FxHashMap::default(),
        numbered: FxHashMap::default(),
    };
    let nothing = FluentArgs::new();
    for key in keys {
        match strings.format(&key, &nothing) {
            Ok(text) => drop(strings.plain.insert(key, text.into())),
            Err(_) => drop(strings.numbered.insert(key, [const { OnceLock::new() }; SMALL])),
        }
    }
    strings
}

impl Strings {
    /// A string that takes nothing.
    pub fn plain(&self, key: &str) -> Option<&Arc<str>> {
        self.plain.get(key)
    }

    /// A string that takes nothing but a small number.
    pub fn numbered(&self, key: &str, number: u32) -> Option<&Arc<str>> {
        let texts = self.numbered.get(key)?;
        let text = texts.get(usize::try_from(number).ok()?)?.get_or_init(|| {
            let mut args = FluentArgs::new();
            args.set("number", number);
            self.format(key, &args).ok().map(Arc::from)
        });
        text.as_ref()
    }

    /// A string that takes nothing, or a number.
    pub fn get(&self, key: &str, number: Option<u32>) -> String {
        let is_known = || number.and_then(|number| self.numbered(key, number));
        if let Some(text) = self.plain(key).or_else(is_known) {
            return text.to_string();
        }
        let mut args = FluentArgs::new();
        if let Some(number) = number {
            args.set("number", number);
        }
        self.format(key, &args).unwrap_or_else(|_| key.to_owned())
    }

    /// A string with what it is given.
    ///
    /// # Errors
    /// A sentence: there is no such string, or it asks for something that it is not given.
    pub fn format(&self, key: &str, args: &FluentArgs) -> Result<String, String> {
        let message = self.bundle.get_message(key).and_then(|message| message.value());
        let pattern = message.ok_or_else(|| format!("the theme has no string “{key}”"))?;
        let mut errors = Vec::new();
        let text = self
            .bundle
            .format_pattern(pattern, Some(args), &mut errors)
            .into_owned();
        match errors.first() {
            None => Ok(text),
            Some(error) => Err(format!("the string “{key}” cannot be written: {error}")),
        }
    }
}

/// A value of a template as Fluent takes it.
pub fn argument(value: &minijinja::Value) -> FluentValue<'static> {
    match value.as_i64() {
        Some(number) if value.is_number() => FluentValue::from(number),
        _ => FluentValue::from(value.to_string()),
    }
}

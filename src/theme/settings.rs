//! What a school sets of a theme, by the types that the theme gives.

use super::manifest::{COMMON_SETTINGS, Manifest, SettingRule};
use crate::config::{Section, ThemeChoice, ThemeSetting, misplaced};
use crate::source::{Code, Diagnostic, Diagnostics, Scalar, meant, nearest};
use serde::Serialize;
use std::collections::BTreeMap;

/// The value of a theme's setting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum SettingValue {
    Text(String),
    Switch(bool),
    Number(u32),
}

/// Every setting of a theme, with the school's value or the theme's own.
pub fn settings(
    manifest: &Manifest,
    choice: &ThemeChoice,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<String, SettingValue> {
    let defaults = manifest
        .settings
        .iter()
        .map(|(name, rule)| (name.clone(), default(rule)));
    let mut values: BTreeMap<String, SettingValue> = defaults.collect();
    for setting in &choice.others {
        match manifest.settings.get(&setting.key) {
            Some(rule) => match value(rule, &setting.value) {
                Ok(value) => {
                    values.insert(setting.key.clone(), value);
                }
                Err(wanted) => diagnostics.push(
                    Diagnostic::at(
                        Code::WrongType,
                        setting.span,
                        format!("“{}” has the wrong kind of value.", setting.key),
                    )
                    .fix(format!("give it {wanted}")),
                ),
            },
            // What a theme whose file cannot be read has for settings is not known.
            None if manifest.is_broken => {}
            None => diagnostics.push(unknown(setting, manifest)),
        }
    }
    values
}

fn default(rule: &SettingRule) -> SettingValue {
    match rule {
        SettingRule::Text { default } | SettingRule::Choice { default, .. } => SettingValue::Text(default.clone()),
        SettingRule::Switch { default } => SettingValue::Switch(*default),
        SettingRule::Number { default } => SettingValue::Number(*default),
    }
}

/// What a school has written, or what it should have.
fn value(rule: &SettingRule, given: &Scalar) -> Result<SettingValue, String> {
    match (rule, given) {
        (SettingRule::Text { .. }, Scalar::Text(text)) => Ok(SettingValue::Text(text.clone())),
        (SettingRule::Switch { .. }, Scalar::Switch(is_on)) => Ok(SettingValue::Switch(*is_on)),
        (SettingRule::Number { .. }, Scalar::Number(number)) => Ok(SettingValue::Number(*number)),
        (SettingRule::Choice { of, .. }, Scalar::Text(text)) if of.contains(text) => {
            Ok(SettingValue::Text(text.clone()))
        }
        (SettingRule::Text { .. }, _) => Err("text in straight quotes".into()),
        (SettingRule::Switch { .. }, Scalar::Text(text)) if meant::switch(text).is_some() => {
            let is_on = meant::switch(text).unwrap_or_default();
            Err(format!("{is_on}, without quotes"))
        }
        (SettingRule::Switch { .. }, _) => Err("true or false, without quotes".into()),
        (SettingRule::Number { .. }, _) => Err("a whole number from 0 on, without quotes".into()),
        (SettingRule::Choice { of, .. }, _) => Err(format!("one of \"{}\"", of.join("\", \""))),
    }
}

fn unknown(setting: &ThemeSetting, manifest: &Manifest) -> Diagnostic {
    if let Some(elsewhere) = misplaced(&setting.key, setting.key_span, Section::Theme) {
        return elsewhere;
    }
    let known: Vec<&str> = COMMON_SETTINGS
        .into_iter()
        .chain(manifest.settings.keys().map(String::as_str))
        .collect();
    let fix = match nearest(&setting.key, known.iter().copied()) {
        Some(key) => format!("did you mean “{key}”?"),
        None => format!("the keys that may stand here are: {}", known.join(", ")),
    };
    let message = format!("There is no setting called “{}” here.", setting.key);
    Diagnostic::at(Code::UnknownKey, setting.key_span, message).fix(fix)
}

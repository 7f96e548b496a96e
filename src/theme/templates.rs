//! The templates of a theme.
//!
//! Every value is escaped, whatever a template is called; only [`Html`], which the program made, is not. A
//! name that a template is not given is an error: a misspelt field must not print nothing. Templates come with
//! the program or from the school itself and are trusted: nothing bounds what they compute.

use super::escaped;
use super::files::ThemeFiles;
use super::shared;
use super::strings::{Strings, argument};
use crate::source::{Code, Diagnostic, Diagnostics};
use fluent_bundle::FluentArgs;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Kwargs, Value};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior, escape_formatter};
use serde::{Serialize, Serializer};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// HTML that the program made: the one kind of text that a template does not escape. Copies of it are the same text.
#[derive(Debug, Clone)]
pub struct Html(Value);

impl Html {
    #[must_use]
    pub fn new(html: String) -> Self {
        Self(Value::from_safe_string(html))
    }
}

impl Default for Html {
    fn default() -> Self {
        Self::new(String::new())
    }
}

impl Serialize for Html {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

pub struct Templates {
    environment: Environment<'static>,
    pub strings: Arc<Strings>,
    /// The names by which messages call the templates.
    shown: Vec<(String, String)>,
}

impl fmt::Debug for Templates {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.shown.iter().map(|(name, _)| name)).finish()
    }
}

impl Templates {
    /// Compiles all templates of a theme. One that cannot be read is a diagnostic. `hrefs` lead to the theme's own files,
    /// by their paths in `files/`.
    pub fn compile(
        files: &ThemeFiles,
        strings: Strings,
        hrefs: BTreeMap<String, String>,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let strings = Arc::new(strings);
        let mut environment = Environment::new();
        environment.set_auto_escape_callback(|_| AutoEscape::Html);
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_syntax(syntax());
        environment.set_formatter(write_value);
        let words = Arc::clone(&strings);
        environment.add_function("t", move |key: &str, args: Kwargs| translate(&words, key, &args));
        let words = Arc::clone(&strings);
        environment.add_filter("day", move |date: String| day(&words, &date));
        environment.add_filter("current", |html: &str, root: &str, page: Value| {
            shared::current(html, root, &page)
        });
        environment.add_function("qr", |text: Option<&str>| text.and_then(qr));
        environment.add_function("file", move |path: &str| file(&hrefs, path));
        let icons = files
            .icons()
            .map(|(name, svg)| (name.to_owned(), Html::new(svg.to_owned()).0));
        let icons: BTreeMap<String, Value> = icons.collect();
        environment.add_function("icon", move |name: &str| icon(&icons, name));
        let mut templates = Self {
            environment,
            strings,
            shown: Vec::new(),
        };
        for (path, file) in files.iter() {
            let Some(name) = path.strip_prefix("templates/") else {
                continue;
            };
            templates.shown.push((name.to_owned(), files.shown(path)));
            let added = templates
                .environment
                .add_template_owned(name.to_owned(), file.text.clone());
            if let Err(error) = added {
                diagnostics.push(templates.explain(name, &error));
            }
        }
        templates
    }

    pub fn render(&self, name: &str, view: Value) -> Result<String, Diagnostic> {
        let template = self
            .environment
            .get_template(name)
            .map_err(|error| self.explain(name, &error))?;
        template.render(view).map_err(|error| self.explain(name, &error))
    }

    /// What is wrong with a template. The engine's debug form prints every variable, so only the sentence is taken.
    fn explain(&self, name: &str, error: &Error) -> Diagnostic {
        // An error in an included template is the cause of one in the template that includes it.
        let mut innermost = error;
        while let Some(cause) = std::error::Error::source(innermost).and_then(|cause| cause.downcast_ref::<Error>()) {
            innermost = cause;
        }
        let name = innermost.name().unwrap_or(name);
        let shown = self
            .shown
            .iter()
            .find(|(known, _)| known == name)
            .map_or(name, |(_, shown)| shown);
        let line = innermost
            .line()
            .map(|line| format!("In line {line}: "))
            .unwrap_or_default();
        let detail = innermost
            .detail()
            .map(|detail| format!(" ({detail})"))
            .unwrap_or_default();
        let message = format!("{line}{}{detail}.", innermost.kind());
        Diagnostic::in_file(Code::ThemeTemplate, shown, message)
            .fix("compare the template with that of the built-in theme; themes/README.md says what each is given")
    }
}

/// Writes a value into a page: text escaped, what is not there as nothing. The engine's own way would escape
/// slashes too, which makes every link unreadable and longer, and write “None”.
fn write_value(out: &mut Output, state: &mut State, value: &Value) -> Result<(), Error> {
    match value.as_str() {
        _ if value.is_none() => Ok(()),
        Some(text) if value.is_safe() => out.write_str(text).map_err(Error::from),
        Some(text) => out.write_str(&escaped(text)).map_err(Error::from),
        None => escape_formatter(out, state, value),
    }
}

/// Jinja's own, with the lines of blocks left out of what is printed.
fn syntax() -> SyntaxConfig {
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
    syntax.unwrap_or_default()
}

/// `t("step-of", number=2, total=3)`: a string of the theme.
fn translate(strings: &Strings, key: &str, args: &Kwargs) -> Result<Value, Error> {
    let number = || args.args().eq(["number"]).then(|| args.get("number").ok()).flatten();
    let is_known = || strings.numbered(key, number()?);
    if let Some(text) = strings.plain(key).or_else(is_known) {
        return Ok(Value::from(Arc::clone(text)));
    }
    let mut given = FluentArgs::new();
    for name in args.args() {
        given.set(name.to_owned(), argument(&args.get::<Value>(name)?));
    }
    let text = strings.format(key, &given).map(Value::from);
    text.map_err(|problem| Error::new(ErrorKind::InvalidOperation, problem))
}

/// `qr(page.canonical)`: a text as a QR code; nothing where there is none, or one that is too long for a code.
fn qr(text: &str) -> Option<Value> {
    super::qr::on_page(text).map(Value::from_safe_string)
}

/// `file("menu.js")`: where a file of the theme is, from the root of the site.
fn file(hrefs: &BTreeMap<String, String>, path: &str) -> Result<String, Error> {
    hrefs.get(path).cloned().ok_or_else(|| {
        Error::new(
            ErrorKind::InvalidOperation,
            format!("the theme has no file “files/{path}”"),
        )
    })
}

/// `icon("goal")`: a drawing of the theme.
fn icon(icons: &BTreeMap<String, Value>, name: &str) -> Result<Value, Error> {
    icons.get(name).cloned().ok_or_else(|| {
        Error::new(
            ErrorKind::InvalidOperation,
            format!("the theme has no drawing “icons/{name}.svg”"),
        )
    })
}

/// A day (`2026-10-02`) as it is written in the reader's language.
fn day(strings: &Strings, date: &str) -> Result<String, Error> {
    let date: jiff::civil::Date = date
        .parse()
        .map_err(|_| Error::new(ErrorKind::InvalidOperation, format!("“{date}” is not a day")))?;
    let mut given = FluentArgs::new();
    given.set("year", date.year().to_string());
    given.set("month", i64::from(date.month()));
    given.set("day", i64::from(date.day()));
    let text = strings.format("day", &given);
    text.map_err(|problem| Error::new(ErrorKind::InvalidOperation, problem))
}

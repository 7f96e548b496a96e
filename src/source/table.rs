//! TOML with the place of every key and value.
//!
//! 1. [`Table::parse`] reads a whole text; what cannot be read at all becomes diagnostics.
//! 2. The caller takes each key it knows, by type; a value of another type becomes a diagnostic.
//! 3. [`Table::finish`] reports every key that nobody took, with the one that was probably meant.
//!
//! Deserialising with serde would stop at the first mistake; an author is to see all of them at once.

use super::backslash::in_value;
use super::scalar::{Scalar, begins_comment, is_plain};
use super::toml_error::{ambiguous_date, is_slashed_date};
use super::toml_heading::stray;
use super::unread::Unread;
use super::{Code, Diagnostic, Diagnostics, SourceId, Span, meant, nearest};
use jiff::civil::Date;
use std::borrow::Borrow;
use std::collections::BTreeMap;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// What a key held.
#[derive(Debug)]
pub enum Field<T> {
    Absent,
    /// There was a value, but not one that can be used; a diagnostic says so.
    Unusable,
    Given(T, Span),
}

impl<T> Field<T> {
    /// The value, where there is a usable one.
    pub fn given(self) -> Option<T> {
        self.with_span().map(|(value, _)| value)
    }

    /// The value and where it stands.
    pub fn with_span(self) -> Option<(T, Span)> {
        match self {
            Self::Given(value, span) => Some((value, span)),
            Self::Absent | Self::Unusable => None,
        }
    }

    pub fn is_unusable(&self) -> bool {
        matches!(self, Self::Unusable)
    }
}

/// A table whose keys are taken one by one.
#[derive(Debug)]
pub struct Table<'a> {
    source: SourceId,
    /// The whole text that it is a part of.
    text: &'a str,
    /// Where that stands in its file.
    base: usize,
    /// Where the table stands: its heading, or the whole text.
    pub span: Span,
    /// By their keys: a file may have a hundred thousand, each of which is looked up.
    entries: BTreeMap<String, Entry<'a>>,
    known: Vec<&'static str>,
}

#[derive(Debug)]
struct Entry<'a> {
    key_span: Span,
    value: Spanned<DeValue<'a>>,
}

impl<'a> Table<'a> {
    /// Reads `text`, which stands at byte `base` of the file `source`.
    ///
    /// # Errors
    /// What cannot be read as TOML, at most one diagnostic a line and twenty in all.
    pub fn parse(source: SourceId, text: &'a str, base: usize) -> Result<Self, Vec<Diagnostic>> {
        Self::read(Unread {
            source,
            text,
            base,
            heading: None,
        })
    }

    /// As [`parse`](Self::parse), for a file of several tables. When a key is there twice, a heading may be missing
    /// between the two; `heading` is what one looks like.
    ///
    /// # Errors
    /// As [`parse`](Self::parse).
    pub fn parse_with_headings(
        source: SourceId,
        text: &'a str,
        base: usize,
        heading: &'static str,
    ) -> Result<Self, Vec<Diagnostic>> {
        Self::read(Unread {
            source,
            text,
            base,
            heading: Some(heading),
        })
    }

    fn read(written: Unread<'a>) -> Result<Self, Vec<Diagnostic>> {
        let (table, errors) = DeTable::parse_recoverable(written.text);
        if !errors.is_empty() {
            return Err(written.explain(&errors));
        }
        let (source, base) = (written.source, written.base);
        let span = Span::new(source, base..base + written.text.trim_end().len());
        Ok(Self::new((source, written.text, base), span, table.into_inner()))
    }

    fn new((source, text, base): (SourceId, &'a str, usize), span: Span, table: DeTable<'a>) -> Self {
        let place = |range: std::ops::Range<usize>| Span::new(source, base + range.start..base + range.end);
        let entries = table.into_iter().map(|(key, value)| {
            let key_span = place(key.span());
            (key.into_inner().into_owned(), Entry { key_span, value })
        });
        Self {
            source,
            text,
            base,
            span,
            entries: entries.collect(),
            known: Vec::new(),
        }
    }

    /// The keys that nobody has taken yet, in the order of the file.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        in_order(&self.entries).into_iter().map(|(key, _)| key.as_str())
    }

    /// Where a key stands that nobody has taken yet.
    #[must_use]
    pub fn key_span(&self, key: &str) -> Option<Span> {
        self.entry(key).map(|entry| entry.key_span)
    }

    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.entries.contains_key(key)
    }

    /// The text of a key, which stays to be taken.
    #[must_use]
    pub fn peek_string(&self, key: &str) -> Option<&str> {
        self.entry(key)?.value.get_ref().as_str()
    }

    /// Whether a key that nobody has taken yet holds a list.
    #[must_use]
    pub fn is_list(&self, key: &str) -> bool {
        self.entry(key).is_some_and(|entry| entry.value.get_ref().is_array())
    }

    /// Takes the groups of settings, where there should be none: each key with its place, and whether a heading in brackets begins it.
    pub fn groups(&mut self) -> Vec<(String, Span, bool)> {
        let is_heading = |entry: &Entry| {
            let before = &self.text[..entry.key_span.start as usize - self.base];
            before
                .rsplit('\n')
                .next()
                .unwrap_or_default()
                .trim_start()
                .starts_with('[')
        };
        let found = in_order(&self.entries).into_iter().filter_map(|(key, entry)| {
            let is_heading = is_heading(entry);
            let is_group = is_heading || matches!(entry.value.get_ref(), DeValue::Table(_));
            is_group.then(|| (key.clone(), entry.key_span, is_heading))
        });
        let found: Vec<_> = found.collect();
        self.entries
            .retain(|key, _| !found.iter().any(|(group, ..)| group == key));
        found
    }

    /// Drops a key that the caller has reported itself.
    pub fn forget(&mut self, key: &str) {
        self.entries.remove(key);
    }

    /// A text that is shown as it is: a comment in it would be, so that it is refused.
    pub fn string(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> Field<String> {
        if self.peek_string(key).is_some_and(begins_comment) {
            return self.with_comment(key, diagnostics);
        }
        self.markdown(key, diagnostics)
    }

    fn with_comment<T>(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> Field<T> {
        if let Some(entry) = self.entries.remove(key) {
            let message = format!("A comment cannot stand in “{key}”, which is shown as it is.");
            let fix = "take it out; what follows a # outside of the quotes is seen by nobody but you";
            let span = self.place(entry.value.span());
            diagnostics.push(Diagnostic::at(Code::CommentUnclosed, span, message).fix(fix));
        }
        Field::Unusable
    }

    /// A text in Markdown, which may hold comments.
    pub fn markdown(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> Field<String> {
        self.take(key, "text in straight quotes", diagnostics, |value| match value {
            DeValue::String(text) if is_plain(&text) => Some(text.into_owned()),
            _ => None,
        })
    }

    pub fn boolean(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> Field<bool> {
        let meant = self.peek_string(key).and_then(meant::switch);
        let wanted = meant.map_or_else(
            || "true or false, without quotes".to_owned(),
            |is_on| format!("{is_on}, without quotes: {key} = {is_on}"),
        );
        self.take(key, &wanted, diagnostics, |value| value.as_bool())
    }

    /// A whole number from 0 to about four billion.
    pub fn number(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> Field<u32> {
        let meant = self.peek_string(key).and_then(meant::number);
        let wanted = meant.map_or_else(
            || "a whole number, without quotes".to_owned(),
            |number| format!("a whole number, without quotes: {key} = {number}"),
        );
        self.take(key, &wanted, diagnostics, |value| {
            let integer = value.as_integer()?;
            u32::from_str_radix(integer.as_str(), integer.radix()).ok()
        })
    }

    pub fn date(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> Field<Date> {
        let written = self.entry(key).and_then(|entry| {
            let text = entry.value.get_ref().as_str().filter(|text| is_slashed_date(text))?;
            Some((text.to_owned(), self.place(entry.value.span())))
        });
        if let Some((written, span)) = written {
            self.entries.remove(key);
            diagnostics.push(ambiguous_date(span, &written));
            return Field::Unusable;
        }
        let meant = self.peek_string(key).and_then(meant::day);
        let wanted = meant.map_or_else(
            || "a day as year, month and day without quotes, as in 2026-10-02".to_owned(),
            |day| format!("a day as year, month and day without quotes: {key} = {day}"),
        );
        self.take(key, &wanted, diagnostics, |value| {
            let moment = value.as_datetime().filter(|moment| moment.time.is_none())?;
            let date = moment.date?;
            Date::new(
                i16::try_from(date.year).ok()?,
                i8::try_from(date.month).ok()?,
                i8::try_from(date.day).ok()?,
            )
            .ok()
        })
    }

    /// A list of texts that are shown as they are, each with its place.
    pub fn strings(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> Field<Vec<(String, Span)>> {
        let list = self.entry(key).and_then(|entry| entry.value.get_ref().as_array());
        let mut texts = list.into_iter().flatten().filter_map(|item| item.get_ref().as_str());
        if texts.any(begins_comment) {
            return self.with_comment(key, diagnostics);
        }
        self.markdowns(key, diagnostics)
    }

    /// A list of texts in Markdown, each with its place.
    pub fn markdowns(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> Field<Vec<(String, Span)>> {
        let (source, base) = (self.source, self.base);
        self.take(key, "a list of texts, as in [\"one\", \"two\"]", diagnostics, |value| {
            texts(&value, source, base)
        })
    }

    /// As [`markdowns`](Self::markdowns), for a key that only the author knows; absent when it holds something else, which the
    /// caller is to report and to forget.
    pub fn strings_of_any_key(&mut self, key: &str, diagnostics: &mut Diagnostics) -> Field<Vec<(String, Span)>> {
        let Some(entry) = self.entry(key) else {
            return Field::Absent;
        };
        let span = self.place(entry.value.span());
        let list = texts(entry.value.get_ref(), self.source, self.base);
        let told = self.told_of(entry, diagnostics);
        if list.is_none() && !told {
            return Field::Absent;
        }
        self.entries.remove(key);
        list.map_or(Field::Unusable, |list| Field::Given(list, span))
    }

    /// Tells of a backslash in a text, or in a list of texts, that a person did not mean so; whether there is one.
    fn told_of(&self, entry: &Entry<'a>, diagnostics: &mut Diagnostics) -> bool {
        let holds_text = match entry.value.get_ref() {
            DeValue::String(_) => true,
            DeValue::Array(list) => list.iter().all(|item| item.get_ref().is_str()),
            _ => false,
        };
        let range = entry.value.span();
        let raw = self.text.get(range.clone()).filter(|_| holds_text);
        let told = raw.and_then(in_value).map(|told| {
            let at = range.start + told.at;
            told.at(self.place(at..at + 1))
        });
        let is_told = told.is_some();
        diagnostics.extend(told);
        is_told
    }

    /// What nobody has taken yet, for keys that only a theme knows: key, its place, the value and its place.
    pub fn rest(&mut self, diagnostics: &mut Diagnostics) -> Vec<(String, Span, Scalar, Span)> {
        let entries = in_order(std::mem::take(&mut self.entries));
        let rest = entries.into_iter().filter_map(|(key, entry)| {
            let is_told = self.told_of(&entry, diagnostics);
            let span = self.place(entry.value.span());
            let value = Scalar::of(entry.value.into_inner());
            (!is_told || value != Scalar::Other).then_some((key, entry.key_span, value, span))
        });
        rest.collect()
    }

    /// A table below this one; none when it is absent.
    pub fn table(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> Option<Table<'a>> {
        let written = (self.source, self.text, self.base);
        // A group that is absent may be there under a misspelt name, so it counts as known all the same.
        let key_span = self.entry(key).map_or(self.span, |entry| entry.key_span);
        self.take(
            key,
            "a group of settings under a heading in square brackets",
            diagnostics,
            |value| match value {
                DeValue::Table(table) => Some(Self::new(written, key_span, table)),
                _ => None,
            },
        )
        .given()
    }

    /// A list of tables (`[[menu]]`); empty when it is absent.
    pub fn tables(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> Vec<Table<'a>> {
        let written = (self.source, self.text, self.base);
        let (source, base) = (self.source, self.base);
        let wanted = format!("entries, each below a heading of its own in two square brackets: [[{key}]]");
        self.take(key, &wanted, diagnostics, |value| match value {
            DeValue::Array(list) => list
                .into_iter()
                .map(|item| {
                    let span = Span::new(source, base + item.span().start..base + item.span().end);
                    match item.into_inner() {
                        DeValue::Table(table) => Some(Self::new(written, span, table)),
                        _ => None,
                    }
                })
                .collect(),
            _ => None,
        })
        .given()
        .unwrap_or_default()
    }

    /// Every table below this one, with its key, for a file whose keys are the author's; what is left
    /// over is reported as not being one.
    pub fn into_tables(self, diagnostics: &mut Diagnostics) -> Vec<(String, Span, Table<'a>)> {
        let written = (self.source, self.text, self.base);
        let mut tables = Vec::new();
        for (key, entry) in in_order(self.entries) {
            match entry.value.into_inner() {
                DeValue::Table(table) => {
                    let table = Self::new(written, entry.key_span, table);
                    tables.push((key, entry.key_span, table));
                }
                other => diagnostics.push(stray(&key, entry.key_span, &other)),
            }
        }
        tables
    }

    /// Reports every key that nobody took.
    pub fn finish(self, diagnostics: &mut Diagnostics) {
        self.finish_unless(diagnostics, |_, _| None);
    }

    /// As [`finish`](Self::finish), where `better` may have more to say of a key and its place. It is not asked about
    /// groups of settings.
    pub fn finish_unless(self, diagnostics: &mut Diagnostics, better: impl Fn(&str, Span) -> Option<Diagnostic>) {
        for (key, entry) in in_order(&self.entries) {
            let is_group = matches!(entry.value.get_ref(), DeValue::Table(_));
            let better = if is_group { None } else { better(key, entry.key_span) };
            if let Some(better) = better {
                diagnostics.push(better);
                continue;
            }
            let meant = nearest(key, self.known.iter().copied());
            let fix = meant.map_or_else(
                || format!("the keys that may stand here are: {}", self.known.join(", ")),
                |key| format!("did you mean “{key}”?"),
            );
            diagnostics.push(
                Diagnostic::at(
                    Code::UnknownKey,
                    entry.key_span,
                    format!("There is no setting called “{key}” here."),
                )
                .fix(fix),
            );
        }
    }

    fn take<T>(
        &mut self,
        key: &'static str,
        wanted: &str,
        diagnostics: &mut Diagnostics,
        convert: impl FnOnce(DeValue<'a>) -> Option<T>,
    ) -> Field<T> {
        self.known.push(key);
        let Some(entry) = self.entries.remove(key) else {
            return Field::Absent;
        };
        let span = self.place(entry.value.span());
        let is_told = self.told_of(&entry, diagnostics);
        if let Some(value) = convert(entry.value.into_inner()) {
            return Field::Given(value, span);
        }
        if is_told {
            return Field::Unusable;
        }
        diagnostics.push(
            Diagnostic::at(Code::WrongType, span, format!("“{key}” has the wrong kind of value."))
                .fix(format!("give it {wanted}")),
        );
        Field::Unusable
    }

    fn entry(&self, key: &str) -> Option<&Entry<'a>> {
        self.entries.get(key)
    }

    fn place(&self, range: std::ops::Range<usize>) -> Span {
        Span::new(self.source, self.base + range.start..self.base + range.end)
    }
}

/// Entries as they stand in the file: an author's order is that, and no other.
fn in_order<'a, K, E: Borrow<Entry<'a>>>(entries: impl IntoIterator<Item = (K, E)>) -> Vec<(K, E)> {
    let mut entries: Vec<(K, E)> = entries.into_iter().collect();
    entries.sort_by_key(|(_, entry)| entry.borrow().key_span.start);
    entries
}

fn texts(value: &DeValue<'_>, source: SourceId, base: usize) -> Option<Vec<(String, Span)>> {
    let list = value.as_array()?;
    list.iter()
        .map(|item| {
            let span = Span::new(source, base + item.span().start..base + item.span().end);
            match item.get_ref() {
                DeValue::String(text) if is_plain(text) => Some((text.to_string(), span)),
                _ => None,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::Table;
    use crate::source::{Diagnostic, Diagnostics, Source, SourceId, Sources};

    fn source() -> SourceId {
        Sources::default().add(Source {
            path: "a.toml".into(),
            text: String::new(),
        })
    }

    fn fixes(found: impl IntoIterator<Item = Diagnostic>) -> Vec<String> {
        found.into_iter().filter_map(|found| found.fix).collect()
    }

    #[test]
    fn a_misspelt_heading_is_told_the_one_that_was_meant() {
        for heading in ["shcool", "schools", "School"] {
            let text = format!("[{heading}]\nname = \"Maple\"\n");
            let mut table = Table::parse(source(), &text, 0).expect("it is well formed");
            let mut found = Diagnostics::new();
            assert!(table.table("school", &mut found).is_none());
            table.finish(&mut found);
            assert_eq!(fixes(found), ["did you mean “school”?"], "{heading}");
        }
    }
}

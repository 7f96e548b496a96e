//! An entry in BibTeX or BibLaTeX as a [`Reference`]. Field names are those of the BibLaTeX manual, section 2.2.

use super::dates::{Dates, in_seasons};
use super::identifiers::{Identifiers, address_in};
use super::kind::{Found, kind};
use super::names::names;
use super::seasons::seasons;
use super::{Doubt, Read, addon, advance, markup, meeting, notes, numbers, recording, social, thesis};
use crate::compile::typography;
use crate::model::{Day, Issued, Language, Names, Reference, ReferenceKind, WorkTitle};
use crate::source::Span;
use biblatex::{Chunk, ChunksExt, ChunksRef, Entry, EntryType, PermissiveType};
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// Makes a reference of an entry whose parents have given it their fields; its dates and identifiers were taken out of it. A work
/// that names no language is in the playbook's.
pub fn read(entry: &Entry, dates: &Dates, identifiers: &Identifiers, span: Span, playbook: &Language) -> Read {
    let fields = Fields(entry);
    let mut doubts = Vec::new();
    let mut field_names = |field: &str| match entry.get(field) {
        Some(chunks) => names(chunks, &mut doubts),
        None => Names::default(),
    };
    let mut authors = field_names("author");
    let handle = social::take_handle(&fields, &mut authors);
    let authors_count = authors.list.len();
    // BibLaTeX has four fields for those who edited, each with a type for what they did instead (manual, section 2.3.6).
    let (editors, editor_role) = ["editor", "editora", "editorb", "editorc"]
        .iter()
        .map(|field| (field_names(field), fields.text(&[&format!("{field}type")])))
        .find(|(names, _)| !names.list.is_empty())
        .unwrap_or_default();
    let translators = field_names("translator");
    let book_authors = field_names("bookauthor");
    let (doi, url) = identifiers.read(&mut doubts);
    let issued = issued(dates, &fields, &mut doubts);
    let in_season = of_season(issued, &fields);
    let issued = in_season.unwrap_or(issued);
    let found = Found {
        issued,
        has_doi: doi.is_some(),
        has_url: url.is_some(),
    };
    let kind = kind(&fields, &found);
    // The date of a talk is that of the meeting (APA 7, section 10.5); Zotero writes when it was written down besides.
    let issued = match dates.event() {
        Some(period) if kind == ReferenceKind::Talk => Issued::On(period),
        _ => issued,
    };
    doubts.extend(unset_markup(&entry.key, &fields));
    doubts.extend(cut_short(&entry.key, &authors, kind));
    doubts.extend(notes::unused(&entry.key, &fields, kind));
    doubts.extend(dates.unread().map(|words| {
        let message = format!("“{}” is no date, so it is not shown.", shortened(words));
        Doubt::new(message, "write the date as 2020, 2020-10 or 2020-10-31")
    }));
    let (pages, article_number) = fields.pages();
    let volume = fields.volume().or_else(|| all_volumes(&fields, kind));
    let issue = fields.issue(if kind.is_article() {
        &["number", "issue"]
    } else {
        &["issue"]
    });
    // The season of a magazine stands with the year; that of a journal, of which a list shows the year alone, in the
    // place of the number.
    let issue = issue.filter(|_| in_season.is_none() || kind == ReferenceKind::Article);
    let is_advance = kind.is_article() && volume.is_none() && issue.is_none() && advance::is_advance(&fields);
    let reference = Reference {
        key: entry.key.clone(),
        span,
        kind,
        is_entry: entry.entry_type == EntryType::InReference,
        authors,
        handle,
        author_roles: roles(fields.text(&["authortype"]), authors_count),
        abbreviation: fields.text(&["shortauthor"]),
        editors,
        editor_role: editor_role.map(role).filter(|role| role != "editor"),
        translators,
        book_authors,
        issued,
        originally: dates.originally(),
        title: fields.whole(&["title"], "subtitle").unwrap_or_default(),
        short_title: entry.get("shorttitle").map(set),
        main_title: fields.text(&["maintitle"]),
        container: fields.container(kind),
        edition: fields.text(&["edition"]),
        volume,
        issue,
        is_advance,
        number: fields.text(&["number"]).filter(|_| !kind.is_article()),
        // Those of a first version are not those of the issue.
        pages: pages.filter(|_| !is_advance),
        article_number,
        genre: fields.genre(kind),
        attachment: addon::description(&fields)
            .filter(|_| kind == ReferenceKind::SocialPost)
            .map(|words| words.text),
        publisher: fields.publisher(kind),
        school: fields
            .text(&["school", "institution"])
            .filter(|_| matches!(kind, ReferenceKind::Thesis(_))),
        event: match kind {
            ReferenceKind::Talk => meeting::name(&fields),
            _ => fields.text(&["eventtitle"]),
        },
        venue: fields.text(&["venue", "location", "address"]),
        version: fields.text(&["version"]),
        doi,
        url,
        accessed: dates.accessed(),
        serial: fields.text(&["isbn", "issn"]),
        language: fields.language().unwrap_or_else(|| playbook.clone()),
    };
    Read { reference, doubts }
}

/// Text as it is shown, without the markup that BibTeX has.
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    typography::set(&mut out, &markup::without_marks(text).nfc().collect::<String>());
    out.trim().to_owned()
}

/// A title, with the places that stood in braces.
fn set(chunks: ChunksRef) -> WorkTitle {
    let mut title = WorkTitle::default();
    let mut is_italic = false;
    for chunk in chunks {
        let (words, is_kept) = match &chunk.v {
            Chunk::Normal(text) => (text, false),
            Chunk::Verbatim(text) | Chunk::Math(text) => (text, true),
        };
        let words: String = words.nfc().collect();
        let words = if title.text.is_empty() {
            words.trim_start()
        } else {
            &words
        };
        let start = title.text.len();
        for (words, is_italic) in markup::parts(words, &mut is_italic) {
            let start = title.text.len();
            typography::set(&mut title.text, words);
            if is_italic && title.text.len() > start {
                title.italic.push(start..title.text.len());
            }
        }
        if is_kept && title.text.len() > start {
            title.kept.push(start..title.text.len());
        }
    }
    let length = title.text.trim_end().len();
    title.text.truncate(length);
    for ranges in [&mut title.kept, &mut title.italic] {
        for range in ranges.iter_mut() {
            range.end = range.end.min(length);
        }
        ranges.retain(|range| range.start < range.end);
    }
    title
}

/// The fields of an entry, as text.
pub struct Fields<'e>(pub &'e Entry);

impl Fields<'_> {
    /// The first of some fields that says something.
    pub fn text(&self, names: &[&str]) -> Option<String> {
        names
            .iter()
            .filter_map(|name| self.0.get(name))
            .map(|chunks| plain(&chunks.format_verbatim()))
            .find(|text| !text.is_empty())
    }

    pub fn has(&self, name: &str) -> bool {
        self.text(&[name]).is_some()
    }

    /// What tells a volume; none is numbered zero, which databases write for what has no number yet.
    pub fn volume(&self) -> Option<String> {
        self.number(&["volume"]).as_deref().map(numbers::volume)
    }

    /// What tells an issue, of fields by their names.
    pub fn issue(&self, names: &[&str]) -> Option<String> {
        self.number(names).as_deref().map(numbers::issue)
    }

    fn number(&self, names: &[&str]) -> Option<String> {
        names
            .iter()
            .filter_map(|name| self.text(&[name]))
            .find(|number| number != "0" && !advance::says_so(number))
    }

    /// The pages, or the number that stands in their place (APA 7, section 9.27): `e0123456`.
    pub fn pages(&self) -> (Option<String>, Option<String>) {
        let number = self.text(&["eid", "article-number", "articleno", "elocation-id"]);
        let written = self.text(&["pages"]).unwrap_or_default();
        let label = ["pages", "Pages", "pp.", "pp", "p."]
            .iter()
            .find_map(|label| written.strip_prefix(label));
        let pages = numbers::pages(label.unwrap_or(&written));
        let is_roman = !pages.is_empty() && pages.chars().all(|c| "ivxlcdmIVXLCDM–".contains(c));
        let has_figure = pages.contains(|c: char| c.is_ascii_digit());
        // “25 pages” is how many there are, not which.
        if !(is_roman || has_figure) || pages.ends_with("pages") {
            return (None, number);
        }
        if number.is_none() && self.is_article_number(&pages) {
            return (None, Some(pages));
        }
        let one = pages.split_once('–').filter(|(first, last)| first == last);
        (Some(one.map_or(pages.as_str(), |(page, _)| page).to_owned()), number)
    }

    /// `e0123456`; of an article also `104743`, since no journal has so many pages.
    fn is_article_number(&self, pages: &str) -> bool {
        const LONGEST_PAGE: usize = 4;
        let is_figures = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        let is_article = matches!(self.0.entry_type, EntryType::Article | EntryType::SuppPeriodical);
        match pages.strip_prefix(['e', 'E']) {
            Some(rest) => is_figures(rest),
            None => is_article && pages.len() > LONGEST_PAGE && is_figures(pages),
        }
    }

    /// The first of some fields that says something, with its markup.
    pub fn styled(&self, names: &[&str]) -> Option<WorkTitle> {
        names
            .iter()
            .filter_map(|name| self.0.get(name))
            .map(set)
            .find(|words| !words.is_empty())
    }

    /// A title and its subtitle, of fields by their names.
    fn whole(&self, titles: &[&str], subtitle: &str) -> Option<WorkTitle> {
        let mut title = self.styled(titles)?;
        if let Some(subtitle) = self.styled(&[subtitle]) {
            title.text.push_str(if title.text.ends_with(['?', '!', ':']) {
                " "
            } else {
                ": "
            });
            let start = title.text.len();
            let moved = |part: &Range<usize>| start + part.start..start + part.end;
            title.text.push_str(&subtitle.text);
            title.kept.extend(subtitle.kept.iter().map(moved));
            title.italic.extend(subtitle.italic.iter().map(moved));
        }
        Some(title)
    }

    fn container(&self, kind: ReferenceKind) -> Option<WorkTitle> {
        // A meeting is no book, and a site that shows what anybody brings no series.
        if kind == ReferenceKind::Talk || recording::host(self, kind).is_some() {
            return None;
        }
        let (titles, subtitle) = if kind.is_article() || kind == ReferenceKind::Post {
            (["journaltitle", "journal"].as_slice(), "journalsubtitle")
        } else if matches!(kind, ReferenceKind::Video | ReferenceKind::Audio) {
            // The series is the main title too where each of its films is a volume.
            (
                ["booktitle", "maintitle", "journaltitle", "journal"].as_slice(),
                "booksubtitle",
            )
        } else {
            (["booktitle", "journaltitle", "journal"].as_slice(), "booksubtitle")
        };
        // A blog that is told by its type may stand where the publisher of a page does.
        let blog = || self.publisher(kind).filter(|_| kind == ReferenceKind::Post);
        self.whole(titles, subtitle)
            .or_else(|| addon::site(self).or_else(blog).map(WorkTitle::from))
    }

    /// Names of publishers hold “and” as often as there are two of them, so the field is one name.
    fn publisher(&self, kind: ReferenceKind) -> Option<String> {
        match kind {
            ReferenceKind::Report | ReferenceKind::Manuscript => {
                self.text(&["institution", "school", "publisher", "organization"])
            }
            // The school is named in brackets; a publisher is the database.
            ReferenceKind::Thesis(_) => self.text(&["publisher", "organization"]),
            ReferenceKind::Video | ReferenceKind::Audio if recording::host(self, kind).is_some() => {
                recording::host(self, kind)
            }
            _ => self
                .text(&["publisher", "organization", "institution"])
                .or_else(|| {
                    self.text(&["howpublished"])
                        .filter(|published| address_in(published).is_none() && !social::is_sort(published))
                })
                .or_else(|| self.text(&["eprinttype", "archiveprefix"])),
        }
    }

    /// What stands in brackets: `titleaddon` in the entry's own words; `type` too, but where the sort of work says it.
    fn genre(&self, kind: ReferenceKind) -> Option<WorkTitle> {
        if kind == ReferenceKind::SocialPost {
            return social::sort(self).map(WorkTitle::from);
        }
        addon::description(self).or_else(|| self.sort(kind).map(WorkTitle::from))
    }

    fn sort(&self, kind: ReferenceKind) -> Option<String> {
        let Some(words) = self.text(&["type"]) else {
            if kind == ReferenceKind::Manuscript {
                return notes::state_of_manuscript(self);
            }
            return recording::genre(self, kind);
        };
        let letters: String = words.to_lowercase().chars().filter(|c| c.is_alphabetic()).collect();
        let known: &[&str] = match kind {
            ReferenceKind::Thesis(_) => return thesis::name(&words),
            ReferenceKind::Post => &["blog", "weblog"],
            ReferenceKind::WebPage => &["web"],
            _ => &["techreport", "resreport"],
        };
        let is_known = known.iter().any(|sort| letters.starts_with(sort));
        (!is_known).then_some(words)
    }

    fn language(&self) -> Option<Language> {
        let from_langid = || {
            let tag = match self.0.langid().ok()? {
                PermissiveType::Typed(language) => unic_langid::LanguageIdentifier::from(language).to_string(),
                PermissiveType::Chunks(chunks) => chunks.format_verbatim(),
            };
            Language::from_tag(tag.trim())
        };
        from_langid().or_else(|| Language::from_tag(self.text(&["language"])?.trim()))
    }
}

/// What LaTeX would have made something of, and this program does not.
fn unset_markup(key: &str, fields: &Fields) -> Option<Doubt> {
    let chunks = fields.0.get("title")?;
    let is_raw = chunks.iter().any(|chunk| match &chunk.v {
        Chunk::Math(text) | Chunk::Normal(text) | Chunk::Verbatim(text) => text.contains('\\'),
    });
    let message = || format!("The title of “{key}” has a command of LaTeX in it that is shown as it is.");
    is_raw.then(|| {
        Doubt::new(
            message(),
            "write the letters themselves, as in χ², or the words in plain text",
        )
    })
}

/// A list has up to twenty names (APA 7, section 9.8), and of an article all are known.
fn cut_short(key: &str, authors: &Names, kind: ReferenceKind) -> Option<Doubt> {
    const MOST_NAMES: usize = 20;
    let is_cut = kind.is_article() && authors.and_others && authors.list.len() < MOST_NAMES;
    let message = || format!("The authors of “{key}” end with “and others”, and a reference names up to twenty.");
    is_cut.then(|| Doubt::new(message(), "the export cut the list of authors; add the rest"))
}

/// What the authors did: one role each, divided as their names are, `writer and director`, where they are as many; else
/// one for all, in which `and` joins what everyone did.
fn roles(written: Option<String>, authors: usize) -> Vec<String> {
    let Some(written) = written else { return Vec::new() };
    let each: Vec<String> = written.split(" and ").map(|one| role(one.trim().to_owned())).collect();
    if each.len() == authors {
        return each;
    }
    vec![each.join(" & ")]
}

/// What someone did, in words. BibLaTeX's names for it are one word each.
fn role(written: String) -> String {
    match written.to_lowercase().as_str() {
        "executiveproducer" => "executive producer".into(),
        "editor" => "editor".into(),
        _ => written,
    }
}

/// What a message shows of a value.
pub fn shortened(value: &str) -> String {
    const SHOWN: usize = 60;
    let value = markup::without_marks(value);
    if value.chars().count() <= SHOWN {
        return value;
    }
    value.chars().take(SHOWN).chain(['…']).collect()
}

/// The volumes of a work that is described whole, by how many there are (BibLaTeX's manual, section 2.2.2): `1–3`.
fn all_volumes(fields: &Fields, kind: ReferenceKind) -> Option<String> {
    let count: u32 = fields.text(&["volumes"])?.parse().ok()?;
    (kind == ReferenceKind::Book && count > 1).then(|| format!("1–{count}"))
}

/// A year with the season that stands in the place of the number of an issue, where nothing else is known of it.
/// BibLaTeX has a field for it, `issue` (manual, section 2.2.2); others write it as the number.
fn of_season(issued: Issued, fields: &Fields) -> Option<Issued> {
    let Issued::On(year) = issued else { return None };
    let is_year = year.end.is_none() && year.start == Day::of_year(year.start.year);
    let found = ["issue", "number"]
        .iter()
        .find_map(|name| seasons(&fields.text(&[name])?))?;
    is_year.then(|| Issued::On(in_seasons(year, found)))
}

fn issued(dates: &Dates, fields: &Fields, doubts: &mut Vec<Doubt>) -> Issued {
    let state = fields.text(&["pubstate"]).unwrap_or_default().to_lowercase();
    if ["inpress", "in press", "forthcoming"].contains(&state.as_str()) {
        return Issued::InPress;
    }
    let (issued, no_date) = dates.issued();
    if let Some(words) = no_date {
        let shown = match issued {
            Issued::On(period) => format!("it is read as {}", period.start.year),
            Issued::Undated | Issued::InPress => "“n.d.” is shown".into(),
        };
        doubts.push(Doubt::new(
            format!("“{}” is no date, so {shown}.", shortened(&words)),
            "write the date as 2020, 2020-10 or 2020-10-31, or year = {in press}, or leave it out",
        ));
    }
    issued
}

//! An entry in BibTeX or BibLaTeX as a [`Reference`]. Field names are those of the BibLaTeX manual, section 2.2.

use super::dates::Dates;
use super::identifiers::{address, doi, doi_of_address};
use super::names::names;
use super::{Doubt, Read};
use crate::compile::typography;
use crate::model::{Degree, Issued, Names, Reference, ReferenceKind, WorkTitle};
use crate::source::Span;
use biblatex::{Chunk, ChunksExt, ChunksRef, Entry, EntryType, PermissiveType};
use unicode_normalization::UnicodeNormalization;

/// Why an entry cannot be read.
pub struct Unreadable {
    pub why: String,
    pub fix: &'static str,
}

/// Makes a reference of an entry whose parents have given it their fields; the dates were taken out of it.
///
/// # Errors
/// When its date says nothing.
pub fn read(entry: &Entry, dates: &Dates, span: Span) -> Result<Read, Unreadable> {
    let fields = Fields(entry);
    let mut doubts = Vec::new();
    let kind = kind(&fields);
    let mut field_names = |field: &str| match entry.get(field) {
        Some(chunks) => names(chunks, &mut doubts),
        None => Names::default(),
    };
    let authors = field_names("author");
    let editors = field_names("editor");
    let translators = field_names("translator");
    let (doi, url) = fields.identifiers(&mut doubts);
    let reference = Reference {
        key: entry.key.clone(),
        span,
        kind,
        authors,
        author_role: fields.text(&["authortype"]),
        abbreviation: fields.text(&["shortauthor"]),
        editors,
        translators,
        issued: issued(dates, &fields)?,
        original_year: dates.original_year(),
        title: fields.title(),
        short_title: entry.get("shorttitle").map(set),
        main_title: fields.text(&["maintitle"]),
        container: fields.container(kind),
        edition: fields.text(&["edition"]),
        volume: fields.text(&["volume"]).map(|volume| typography::range(&volume)),
        issue: fields
            .text(if kind.is_article() {
                &["number", "issue"]
            } else {
                &["issue"]
            })
            .map(|issue| typography::range(&issue)),
        number: fields.text(&["number"]).filter(|_| !kind.is_article()),
        pages: fields.text(&["pages"]).map(|pages| {
            let bare = pages.trim_start_matches("pp.").trim_start_matches("p.");
            typography::range(bare)
        }),
        article_number: fields.text(&["eid"]),
        genre: fields.genre(),
        publisher: fields.publisher(kind),
        school: fields
            .text(&["school", "institution"])
            .filter(|_| matches!(kind, ReferenceKind::Thesis(_))),
        event: fields.text(&["eventtitle"]),
        venue: fields.text(&["venue", "location", "address"]),
        version: fields.text(&["version"]),
        doi,
        url,
        accessed: dates.accessed(),
        serial: fields.text(&["isbn", "issn"]),
        language: fields.language(),
    };
    Ok(Read { reference, doubts })
}

/// Text as it is shown, without the markup that BibTeX has.
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    typography::set(&mut out, &text.nfc().collect::<String>());
    out.trim().to_owned()
}

/// A title, with the places that stood in braces.
fn set(chunks: ChunksRef) -> WorkTitle {
    let mut title = WorkTitle::default();
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
        typography::set(&mut title.text, words);
        if is_kept && title.text.len() > start {
            title.kept.push(start..title.text.len());
        }
    }
    let length = title.text.trim_end().len();
    title.text.truncate(length);
    for kept in &mut title.kept {
        kept.end = kept.end.min(length);
    }
    title.kept.retain(|kept| kept.start < kept.end);
    title
}

/// The fields of an entry, as text.
struct Fields<'e>(&'e Entry);

impl Fields<'_> {
    /// The first of some fields that says something.
    fn text(&self, names: &[&str]) -> Option<String> {
        names
            .iter()
            .filter_map(|name| self.0.get(name))
            .map(|chunks| plain(&chunks.format_verbatim()))
            .find(|text| !text.is_empty())
    }

    fn has(&self, name: &str) -> bool {
        self.text(&[name]).is_some()
    }

    /// The title and its subtitle.
    fn title(&self) -> WorkTitle {
        let mut title = self.0.get("title").map(set).unwrap_or_default();
        if let Some(subtitle) = self.0.get("subtitle").map(set).filter(|subtitle| !subtitle.is_empty()) {
            title.text.push_str(if title.text.ends_with(['?', '!', ':']) {
                " "
            } else {
                ": "
            });
            let start = title.text.len();
            title.text.push_str(&subtitle.text);
            title
                .kept
                .extend(subtitle.kept.iter().map(|kept| start + kept.start..start + kept.end));
        }
        title
    }

    fn container(&self, kind: ReferenceKind) -> Option<String> {
        let (title, subtitle) = if kind.is_article() || kind == ReferenceKind::Post {
            (
                self.text(&["journaltitle", "journal"])?,
                self.text(&["journalsubtitle"]),
            )
        } else {
            (self.text(&["booktitle", "journaltitle"])?, self.text(&["booksubtitle"]))
        };
        Some(match subtitle {
            Some(subtitle) => format!("{title}: {subtitle}"),
            None => title,
        })
    }

    /// Names of publishers hold “and” as often as there are two of them, so the field is one name.
    fn publisher(&self, kind: ReferenceKind) -> Option<String> {
        match kind {
            ReferenceKind::Report | ReferenceKind::Manuscript => {
                self.text(&["institution", "school", "publisher", "organization"])
            }
            // The school is named in brackets; a publisher is the database.
            ReferenceKind::Thesis(_) => self.text(&["publisher", "organization"]),
            _ => self.text(&["publisher", "organization", "institution"]).or_else(|| {
                self.text(&["howpublished"])
                    .filter(|published| address(published).is_none())
            }),
        }
    }

    /// What stands in brackets: `titleaddon` in the entry's own words; `type` too, but where it names a degree.
    fn genre(&self) -> Option<String> {
        self.text(&["titleaddon"]).or_else(|| {
            let known = [
                "phdthesis",
                "mathesis",
                "candthesis",
                "bathesis",
                "techreport",
                "resreport",
            ];
            self.text(&["type"]).filter(|words| !known.contains(&words.as_str()))
        })
    }

    fn identifiers(&self, doubts: &mut Vec<Doubt>) -> (Option<String>, Option<String>) {
        let raw = |name: &str| self.0.get(name).map(ChunksExt::format_verbatim);
        let written_doi = raw("doi").filter(|doi| !doi.trim().is_empty());
        let written_url = raw("url").or_else(|| raw("howpublished").filter(|published| address(published).is_some()));
        let written_url = written_url.filter(|url| !url.trim().is_empty());
        let mut found = written_doi.as_deref().and_then(doi);
        let mut url = written_url.as_deref().and_then(address);
        if let (Some(written), None) = (&written_doi, &found) {
            doubts.push(Doubt {
                message: format!("“{}” is no DOI, so it is not shown.", shortened(written)),
                fix: "write it as it stands in the article, as in doi = {10.1086/461445}, or delete the line",
            });
        }
        if let (Some(written), None) = (&written_url, &url) {
            doubts.push(Doubt {
                message: format!("“{}” is no web address, so it is not shown.", shortened(written)),
                fix: "write the whole address, as in url = {https://example.org/page}",
            });
        }
        if found.is_none() {
            found = url.as_deref().and_then(doi_of_address);
        }
        if found.is_some() && url.as_deref().and_then(doi_of_address).is_some() {
            url = None;
        }
        (found, url)
    }

    fn language(&self) -> Option<String> {
        let from_langid = || match self.0.langid().ok()? {
            PermissiveType::Typed(language) => Some(unic_langid::LanguageIdentifier::from(language).to_string()),
            PermissiveType::Chunks(chunks) => tag(&chunks.format_verbatim()),
        };
        from_langid().or_else(|| tag(&self.text(&["language"])?))
    }
}

/// A tag such as `es`; names of languages are no tags.
fn tag(text: &str) -> Option<String> {
    let tag: unic_langid::LanguageIdentifier = text.trim().parse().ok()?;
    (text.trim().split('-').next()?.len() <= 3).then(|| tag.to_string())
}

/// What a message shows of a value.
fn shortened(value: &str) -> String {
    const SHOWN: usize = 60;
    if value.chars().count() <= SHOWN {
        return value.to_owned();
    }
    value.chars().take(SHOWN).chain(['…']).collect()
}

fn kind(fields: &Fields) -> ReferenceKind {
    use ReferenceKind as Kind;
    let subtype = fields.text(&["entrysubtype"]).unwrap_or_default().to_lowercase();
    let is_talk = fields.has("eventtitle") && !fields.has("booktitle");
    match &fields.0.entry_type {
        EntryType::Article | EntryType::SuppPeriodical => match subtype.as_str() {
            "magazine" => Kind::MagazineArticle,
            "newspaper" => Kind::NewspaperArticle,
            _ => Kind::Article,
        },
        EntryType::InProceedings | EntryType::Unpublished if is_talk => Kind::Talk,
        EntryType::InBook
        | EntryType::InCollection
        | EntryType::InProceedings
        | EntryType::InReference
        | EntryType::SuppBook
        | EntryType::SuppCollection => Kind::Chapter,
        EntryType::Book
        | EntryType::Booklet
        | EntryType::BookInBook
        | EntryType::Collection
        | EntryType::Manual
        | EntryType::MvBook
        | EntryType::MvCollection
        | EntryType::MvProceedings
        | EntryType::MvReference
        | EntryType::Periodical
        | EntryType::Proceedings
        | EntryType::Reference => Kind::Book,
        EntryType::Report | EntryType::TechReport => Kind::Report,
        EntryType::PhdThesis => Kind::Thesis(Degree::Doctoral),
        EntryType::MastersThesis => Kind::Thesis(Degree::Masters),
        EntryType::Thesis => Kind::Thesis(degree(&fields.text(&["type"]).unwrap_or_default())),
        EntryType::Online if fields.has("journaltitle") || fields.has("journal") => Kind::Post,
        EntryType::Online => Kind::WebPage,
        EntryType::Unpublished => Kind::Manuscript,
        EntryType::Dataset => Kind::Dataset,
        EntryType::Software => Kind::Software,
        EntryType::Unknown(name) => kind_of_other(name, fields),
        _ => Kind::Other,
    }
}

/// Types beside BibLaTeX's own: its non-standard ones (manual, section 2.1.3), those of its APA style, and those that
/// reference managers write.
fn kind_of_other(name: &str, fields: &Fields) -> ReferenceKind {
    use ReferenceKind as Kind;
    match name {
        "video" => Kind::Video,
        "movie" | "film" => Kind::Film,
        "audio" | "music" | "podcast" => Kind::Audio,
        "presentation" | "talk" | "lecture" => Kind::Talk,
        "legislation" | "legal" | "law" | "statute" => Kind::Law,
        "webpage" | "web_page" | "website" => Kind::WebPage,
        "blog" | "blogpost" => Kind::Post,
        "magazine" | "magazine_article" => Kind::MagazineArticle,
        "newspaper" | "newspaper_article" => Kind::NewspaperArticle,
        "book_section" => Kind::Chapter,
        _ if fields.has("eventtitle") => Kind::Talk,
        _ => Kind::Other,
    }
}

/// The degree that a thesis was written for, by the words that name it.
pub fn degree(words: &str) -> Degree {
    let words = words.to_lowercase();
    if words.contains("master") || words == "mathesis" {
        Degree::Masters
    } else if words.contains("bachelor") || words.contains("undergraduate") || words == "bathesis" {
        Degree::Bachelors
    } else {
        Degree::Doctoral
    }
}

fn issued(dates: &Dates, fields: &Fields) -> Result<Issued, Unreadable> {
    let state = fields.text(&["pubstate"]).unwrap_or_default().to_lowercase();
    if ["inpress", "in press", "forthcoming"].contains(&state.as_str()) {
        return Ok(Issued::InPress);
    }
    dates.issued().map_err(|written| Unreadable {
        why: format!("“{}” is no date", shortened(written)),
        fix: "write the date as 2020, 2020-10 or 2020-10-31, or year = {in press}, or leave it out",
    })
}

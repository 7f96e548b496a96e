//! The title of a work and where it is found, by its sort (APA 7, sections 9.18 to 9.37 and chapter 10).

use super::names;
use crate::cite::RichText;
use crate::model::{Degree, Reference, ReferenceKind, WorkTitle};
use std::borrow::Cow;
use std::ops::Range;

/// A title has so many words of a post, whose words are all that it has of one (10.15). A link is one of them.
const WORDS_OF_A_POST: usize = 20;

/// What is shown of the title.
pub fn shown(reference: &Reference) -> Cow<'_, WorkTitle> {
    match reference.kind {
        ReferenceKind::SocialPost => Cow::Owned(reference.title.beginning(WORDS_OF_A_POST)),
        _ => Cow::Borrowed(&reference.title),
    }
}

/// The title, with what identifies the work in parentheses and its sort in brackets (9.18 to 9.22).
pub fn title(reference: &Reference) -> RichText {
    let mut text = RichText::default();
    let title = shown(reference);
    let before = match reference.kind {
        ReferenceKind::Book => main_title(reference),
        _ => String::new(),
    };
    push_title(&mut text, &before, &title, reference.stands_alone());
    let brackets = [
        reference.attachment.clone().map(WorkTitle::from),
        description(reference),
    ];
    if let Some(words) = identification(reference) {
        add_behind(&mut text, "(", &words.into(), ")");
    }
    for words in brackets.into_iter().flatten() {
        add_behind(&mut text, "[", &words, "]");
    }
    text
}

/// A title behind other words of it, in italics or upright; words that are in italics in it are the other way.
fn push_title(text: &mut RichText, before: &str, title: &WorkTitle, is_italic: bool) {
    let words = format!("{before}{}", title.text);
    let italic = title.italic.iter();
    let reversed: Vec<Range<usize>> = italic
        .map(|part| before.len() + part.start..before.len() + part.end)
        .collect();
    text.push_reversed(&words, is_italic, &reversed);
}

fn add_behind(text: &mut RichText, open: &str, words: &WorkTitle, close: &str) {
    let space = if text.is_empty() { "" } else { " " };
    text.push(&format!("{space}{open}"));
    push_title(text, "", words, false);
    text.push(close);
}

/// What stands before the title of one volume of several: `Main title: Vol. 2. ` (9.20).
fn main_title(reference: &Reference) -> String {
    match (&reference.main_title, &reference.volume) {
        (Some(main), Some(volume)) => format!("{main}: {}. ", volumes(volume)),
        (Some(main), None) => format!("{main}: "),
        (None, _) => String::new(),
    }
}

/// What stands in parentheses after a title.
fn identification(reference: &Reference) -> Option<String> {
    use ReferenceKind as Kind;
    match reference.kind {
        Kind::Book => book(reference, reference.main_title.is_none()),
        Kind::Report => report_number(reference),
        Kind::Thesis(_) if is_published(reference) => publication_number(reference),
        Kind::Software | Kind::Dataset => {
            let parts = [reference.number.clone(), version(reference)];
            let parts: Vec<String> = parts.into_iter().flatten().collect();
            (!parts.is_empty()).then(|| parts.join("; "))
        }
        Kind::Audio | Kind::Video if reference.container.is_some() => episode(reference),
        // The editors of a chapter are named with its book.
        Kind::Chapter | Kind::Article | Kind::MagazineArticle | Kind::NewspaperArticle | Kind::WebPage | Kind::Post => {
            translators(reference)
        }
        _ => None,
    }
}

/// `H. Weaver, Trans.; 2nd ed., Vol. 2`
fn book(reference: &Reference, with_volume: bool) -> Option<String> {
    let mut people = Vec::new();
    if !reference.authors.list.is_empty()
        && let Some(editors) = names::in_order(&reference.editors)
    {
        let role = names::editors_role(reference);
        people.push(format!("{editors}, {role}"));
    }
    people.extend(translators(reference));
    let mut numbers: Vec<String> = reference.edition.as_deref().and_then(edition).into_iter().collect();
    if with_volume {
        numbers.extend(reference.volume.as_deref().map(volumes));
    }
    if !numbers.is_empty() {
        people.push(numbers.join(", "));
    }
    (!people.is_empty()).then(|| people.join("; "))
}

/// `H. Weaver, Trans.`; none where the editors translated, who are named with both roles.
fn translators(reference: &Reference) -> Option<String> {
    if names::editors_translate(reference) {
        return None;
    }
    let names = names::in_order(&reference.translators)?;
    Some(format!("{names}, Trans."))
}

fn volumes(volume: &str) -> String {
    let label = if volume.contains(['–', ',', '&']) {
        "Vols."
    } else {
        "Vol."
    };
    format!("{label} {volume}")
}

/// `2nd ed.`, `Rev. ed.`; none for a first edition, which is not told.
fn edition(written: &str) -> Option<String> {
    let bare = written.trim_end_matches('.');
    let bare = [" edition", " Edition", " edn", " ed"]
        .iter()
        .find_map(|word| bare.strip_suffix(word))
        .unwrap_or(bare)
        .trim();
    let words = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    ];
    let lower = bare.to_lowercase();
    let figures: String = bare.chars().take_while(char::is_ascii_digit).collect();
    let is_ordinal = ["", "st", "nd", "rd", "th"].contains(&lower[figures.len()..].trim());
    let number = match words.iter().position(|word| *word == lower) {
        Some(at) => Some(at + 1),
        None if is_ordinal => figures.parse().ok(),
        None => None,
    };
    match number {
        Some(1) => None,
        Some(number) => Some(format!("{} ed.", ordinal(number))),
        None if lower.is_empty() => None,
        None if ["revised", "rev.", "rev"].contains(&lower.as_str()) => Some("Rev. ed.".into()),
        None => Some(format!("{bare} ed.")),
    }
}

fn ordinal(number: usize) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

/// `Research Report No. 12`, `NCES 2020-144` (10.4).
fn report_number(reference: &Reference) -> Option<String> {
    let written = reference.number.as_ref()?;
    let number = written.strip_prefix("No. ").unwrap_or(written);
    let is_bare = number.starts_with(|c: char| c.is_ascii_digit());
    Some(match &reference.genre {
        _ if !is_bare => written.clone(),
        Some(genre) => format!("{} No. {number}", genre.text),
        None => format!("Report No. {number}"),
    })
}

/// `Version 2.1`, whose number may be written `v2.1`; an archive's `V1` is a name, and stays (10.9, 10.10).
fn version(reference: &Reference) -> Option<String> {
    let version = reference.version.as_ref()?;
    let number = version.strip_prefix('v').unwrap_or(version);
    let is_number = number.trim_start_matches('V').starts_with(|c: char| c.is_ascii_digit());
    Some(if is_number {
        format!("Version {number}")
    } else {
        version.clone()
    })
}

/// `Season 1, Episode 3`; `No. 443` of a podcast, which has no seasons (10.12, 10.13).
fn episode(reference: &Reference) -> Option<String> {
    let season = reference.volume.as_deref();
    let Some(number) = reference.number.as_deref() else {
        return season.map(|season| format!("Season {season}"));
    };
    if let Some((season, number)) = in_letters(number) {
        return Some(format!("Season {season}, Episode {number}"));
    }
    let is_bare = number.starts_with(|c: char| c.is_ascii_digit());
    Some(match (season, reference.kind) {
        _ if !is_bare => number.to_owned(),
        (Some(season), _) => format!("Season {season}, Episode {number}"),
        (None, ReferenceKind::Audio) => format!("No. {number}"),
        (None, _) => format!("Episode {number}"),
    })
}

/// The season and the episode of `S01E03`, as people and programs write them.
fn in_letters(number: &str) -> Option<(u32, u32)> {
    let (season, episode) = number.strip_prefix(['S', 's'])?.split_once(['E', 'e'])?;
    Some((season.trim().parse().ok()?, episode.trim().parse().ok()?))
}

/// `Publication No. 28176`, which a database gives to a thesis (10.6).
fn publication_number(reference: &Reference) -> Option<String> {
    let number = reference.number.as_ref()?;
    Some(if number.contains("No.") {
        number.clone()
    } else {
        format!("Publication No. {number}")
    })
}

/// What stands in brackets after a title (9.22).
fn description(reference: &Reference) -> Option<WorkTitle> {
    use ReferenceKind as Kind;
    let sort = match reference.kind {
        // The genre of a numbered report stands with its number.
        Kind::Report if reference.number.is_some() => return None,
        Kind::Thesis(degree) => return Some(thesis(reference, degree).into()),
        Kind::Video => "Video",
        Kind::Film => "Film",
        Kind::Audio => "Audio",
        Kind::Talk => "Paper presentation",
        Kind::Manuscript => "Unpublished manuscript",
        Kind::Dataset => "Data set",
        Kind::Software => "Computer software",
        _ => return reference.genre.clone(),
    };
    Some(reference.genre.clone().unwrap_or_else(|| sort.to_owned().into()))
}

/// `Doctoral dissertation, University of X`, `Unpublished doctoral dissertation` (10.6).
fn thesis(reference: &Reference, degree: Degree) -> String {
    let genre = reference.genre.as_ref().map(|genre| genre.text.clone());
    let words = genre.unwrap_or_else(|| {
        match degree {
            Degree::Doctoral => "Doctoral dissertation",
            Degree::Masters => "Master’s thesis",
            Degree::Bachelors => "Undergraduate honors thesis",
        }
        .into()
    });
    if !is_published(reference) {
        let mut letters = words.chars();
        let first = letters.next().into_iter().flat_map(char::to_lowercase);
        return format!("Unpublished {}{}", first.collect::<String>(), letters.as_str());
    }
    match &reference.school {
        Some(school) => format!("{words}, {school}"),
        None => words,
    }
}

fn is_published(reference: &Reference) -> bool {
    reference.publisher.is_some() || reference.address().is_some()
}

/// Where the work is found, but for its address: each a sentence.
pub fn parts(reference: &Reference) -> Vec<RichText> {
    use ReferenceKind as Kind;
    match reference.kind {
        Kind::Article | Kind::MagazineArticle | Kind::NewspaperArticle => {
            // In the place of volume, issue and pages (10.1, example 7).
            let advance = if reference.is_advance {
                "Advance online publication"
            } else {
                ""
            };
            vec![periodical(reference), RichText::plain(advance)]
        }
        Kind::Chapter => vec![in_book(reference), publisher(reference)],
        Kind::Post => {
            let mut site = RichText::default();
            push_container(&mut site, reference);
            vec![site]
        }
        // The name of the site stands in the place of the publisher (9.33).
        Kind::WebPage | Kind::SocialPost if reference.container.is_some() => {
            let site = reference.container.as_ref().map(|site| site.text.as_str());
            vec![unless_author(reference, site)]
        }
        Kind::Thesis(_) if !is_published(reference) => {
            vec![RichText::plain(reference.school.clone().unwrap_or_default())]
        }
        Kind::Talk => {
            let place = [&reference.event, &reference.venue];
            let place: Vec<&str> = place.into_iter().flatten().map(String::as_str).collect();
            vec![RichText::plain(place.join(", ")), publisher(reference)]
        }
        Kind::Video | Kind::Audio | Kind::Film | Kind::Other if reference.container.is_some() => {
            vec![in_show(reference), publisher(reference)]
        }
        _ => vec![publisher(reference)],
    }
}

/// The journal, book, site or show, in italics.
fn push_container(text: &mut RichText, reference: &Reference) {
    if let Some(container) = &reference.container {
        push_title(text, "", container, true);
    }
}

/// `Journal, 33(1), 3–25` (9.25 to 9.27).
fn periodical(reference: &Reference) -> RichText {
    let mut text = RichText::default();
    push_container(&mut text, reference);
    let separate = |text: &mut RichText| {
        if !text.is_empty() {
            text.push(", ");
        }
    };
    if let Some(volume) = &reference.volume {
        separate(&mut text);
        text.push_italic(volume);
    }
    if let Some(issue) = &reference.issue {
        if reference.volume.is_none() {
            separate(&mut text);
        }
        text.push(&format!("({issue})"));
    }
    let place = match (&reference.pages, &reference.article_number) {
        (_, Some(number)) => Some(format!("Article {number}")),
        (Some(pages), None) => Some(pages.clone()),
        (None, None) => None,
    };
    if let Some(place) = place {
        separate(&mut text);
        text.push(&place);
    }
    text
}

/// `In D. Simon (Executive Producer), Series`, `On Album` (10.12, 10.13).
fn in_show(reference: &Reference) -> RichText {
    let is_song = reference.genre.as_ref().is_some_and(|genre| genre.text == "Song");
    let mut text = RichText::plain(if is_song { "On " } else { "In " });
    // Without an author they stand in its place.
    if !reference.authors.list.is_empty()
        && let Some(people) = names::in_order(&reference.editors)
    {
        text.push(&format!("{people} ({}), ", names::editors_role(reference)));
    }
    push_container(&mut text, reference);
    text
}

/// `In K. Leithwood & P. Hallinger (Eds.), Handbook (2nd ed., pp. 9–40)` (9.28, 10.3). Who wrote the book stands before
/// it where that is another, and its editors then behind it, as they do where the book is described (10.2).
fn in_book(reference: &Reference) -> RichText {
    let Some(book) = &reference.container else {
        return RichText::default();
    };
    let mut text = RichText::plain("In ");
    let editors = names::in_order(&reference.editors);
    let role = || names::editors_role(reference);
    let mut people = None;
    if let Some(authors) = names::in_order(&reference.book_authors)
        && !names::are_same(&reference.book_authors, &reference.authors)
    {
        text.push(&format!("{authors}, "));
        people = editors.map(|editors| format!("{editors}, {}", role()));
    } else if let Some(editors) = editors {
        text.push(&format!("{editors} ({}), ", role()));
    }
    push_title(&mut text, &main_title(reference), book, true);
    let mut numbers: Vec<String> = reference.edition.as_deref().and_then(edition).into_iter().collect();
    if reference.main_title.is_none() {
        numbers.extend(reference.volume.as_deref().map(volumes));
    }
    numbers.extend(reference.pages.as_deref().map(|pages| {
        let label = if pages.contains(['–', ',']) { "pp." } else { "p." };
        format!("{label} {pages}")
    }));
    let numbers = (!numbers.is_empty()).then(|| numbers.join(", "));
    let parts: Vec<String> = people.into_iter().chain(numbers).collect();
    if !parts.is_empty() {
        text.push(&format!(" ({})", parts.join("; ")));
    }
    text
}

fn publisher(reference: &Reference) -> RichText {
    unless_author(reference, reference.publisher.as_deref())
}

/// Who published the work or which site it is on, unless it is the author (9.29).
fn unless_author(reference: &Reference, name: Option<&str>) -> RichText {
    let is_author = |name: &&str| {
        matches!(
            reference.credited().list.as_slice(),
            [group] if group.given.is_empty() && group.family.eq_ignore_ascii_case(name)
        )
    };
    name.filter(|name| !is_author(name))
        .map(RichText::plain)
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::edition;

    /// APA 7, section 9.19: the first edition is not told.
    #[test]
    fn editions() {
        let cases = [
            ("1", None),
            ("1st", None),
            ("First edition", None),
            ("2", Some("2nd ed.")),
            ("2nd ed.", Some("2nd ed.")),
            ("Third", Some("3rd ed.")),
            ("11", Some("11th ed.")),
            ("22", Some("22nd ed.")),
            ("Revised", Some("Rev. ed.")),
            ("International", Some("International ed.")),
            ("", None),
        ];
        for (written, expected) in cases {
            assert_eq!(edition(written).as_deref(), expected, "{written}");
        }
    }
}

//! Everything of a site by kind and letter: the search for whoever has no script.

use super::Link;
use crate::link::Site;
use crate::model::Kind;
use serde::Serialize;
use unicode_normalization::UnicodeNormalization;

/// All pages of a kind.
#[derive(Debug, Serialize)]
pub struct KindOfPages {
    /// `guides`, `resources`, `articles`, `cycles` or `pages`.
    pub kind: &'static str,
    pub letters: Vec<Letter>,
}

/// Pages whose titles begin with one letter.
#[derive(Debug, Serialize)]
pub struct Letter {
    /// A capital without its accent; `#` for digits and signs.
    pub letter: String,
    pub pages: Vec<Link>,
}

/// The pages of a site by kind, each kind by letter. `lists` are those that the program makes.
pub fn catalogue(site: &Site, lists: Vec<Link>) -> Vec<KindOfPages> {
    let of_kind = |is_kind: fn(&Kind) -> bool| {
        let documents = site.documents.iter().map(|linked| linked.document);
        let pages = documents.filter(move |document| is_kind(&document.kind));
        pages.map(|page| Link::to_page(site, page))
    };
    let series = site.series.iter().map(|series| Link {
        private: site.why_private_series(series),
        ..Link::to(site.title_of_series(series), &series.address)
    });
    let guides = of_kind(|kind| matches!(kind, Kind::Guide(_)));
    let pages = of_kind(|kind| matches!(kind, Kind::Home | Kind::Page));
    let cycles = site.cycles.iter().map(|linked| Link {
        private: site.why_private_cycle(linked.cycle),
        ..Link::to(linked.cycle.title.as_str(), &linked.cycle.address)
    });
    let kinds: [(&'static str, Vec<Link>); 5] = [
        ("guides", guides.chain(series).collect()),
        ("resources", of_kind(|kind| matches!(kind, Kind::Resource(_))).collect()),
        ("articles", of_kind(|kind| matches!(kind, Kind::Article(_))).collect()),
        ("cycles", cycles.collect()),
        ("pages", pages.chain(lists).collect()),
    ];
    let kinds = kinds.into_iter().filter(|(_, pages)| !pages.is_empty());
    kinds
        .map(|(kind, pages)| KindOfPages {
            kind,
            letters: letters(pages),
        })
        .collect()
}

fn letters(pages: Vec<Link>) -> Vec<Letter> {
    let mut sorted: Vec<(String, Link)> = pages.into_iter().map(|page| (key(&page.title), page)).collect();
    sorted.sort_by(|(a, _), (b, _)| a.cmp(b));
    let mut letters: Vec<Letter> = Vec::new();
    for (key, page) in sorted {
        let first = key.chars().next().filter(|c| c.is_alphabetic());
        let letter = first.map_or_else(|| "#".to_owned(), |c| c.to_uppercase().collect());
        match letters.last_mut() {
            Some(last) if last.letter == letter => last.pages.push(page),
            _ => letters.push(Letter {
                letter,
                pages: vec![page],
            }),
        }
    }
    letters
}

/// What a title is sorted by: its letters, without case, accents and the signs before them.
fn key(title: &str) -> String {
    let lower = title.nfkd().collect::<String>().to_lowercase();
    let plain: String = lower.chars().filter(|c| !('\u{300}'..='\u{36f}').contains(c)).collect();
    plain.trim_start_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

#[cfg(test)]
mod tests {
    use super::letters;
    use crate::model::Address;
    use crate::render::views::Link;

    #[test]
    fn titles_are_sorted_by_their_letters() {
        let page = |title: &str| Link::to(title, &Address::new("a.html"));
        let titles = ["“Zeal”", "Álbum", "apple", "100 days", "Agenda"];
        let letters = letters(titles.map(page).into());
        let found: Vec<(String, Vec<String>)> = letters
            .into_iter()
            .map(|letter| (letter.letter, letter.pages.into_iter().map(|page| page.title).collect()))
            .collect();
        let list = |titles: &[&str]| titles.iter().map(ToString::to_string).collect();
        assert_eq!(
            found,
            [
                ("#".to_owned(), list(&["100 days"])),
                ("A".to_owned(), list(&["Agenda", "Álbum", "apple"])),
                ("Z".to_owned(), list(&["“Zeal”"])),
            ]
        );
    }
}

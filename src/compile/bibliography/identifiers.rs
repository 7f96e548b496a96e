//! DOIs and addresses in the many ways in which they are written.

use super::entry::shortened;
use super::{Doubt, TILDE};
use url::Url;

/// The DOI in a text, bare: `https://dx.doi.org/10.1086/461445.` → `10.1086/461445`. None when there is none.
///
/// A DOI begins with `10.`, the number of whoever registered it, and a slash (DOI Handbook, section 2.2).
pub fn doi(text: &str) -> Option<String> {
    /// No number is longer, in digits and dots.
    const LONGEST_NUMBER: usize = 20;
    let at = text.match_indices("10.").map(|(at, _)| at).find(|at| {
        let number = &text[at + 3..];
        let end = number.floor_char_boundary(LONGEST_NUMBER);
        let Some((registrant, _)) = number[..end].split_once('/') else {
            return false;
        };
        let is_number = registrant.len() >= 4 && registrant.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        let begins = text[..*at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        is_number && begins && text[at + 3 + registrant.len()..].len() > 1
    })?;
    let rest = &text[at..];
    let doi = rest.split_whitespace().next()?;
    let doi = doi.trim_end_matches(['.', ',', ';']);
    (!doi.ends_with('/')).then(|| doi.to_owned())
}

/// The fields of an entry that say where the work is, as they are written. The parser would make dashes of the hyphens in
/// them; and those of a book are not those of its chapters.
#[derive(Debug, Clone, Default)]
pub struct Identifiers {
    doi: Option<String>,
    url: Option<String>,
    /// Where people write an address besides.
    others: Vec<String>,
}

impl Identifiers {
    /// Whether a field is to be taken out of an entry; what it says is kept here.
    pub fn take(&mut self, field: &str, value: impl FnOnce() -> String) -> bool {
        let plain = |value: String| {
            value
                .replace(['{', '}', '\\'], "")
                .replace(TILDE, "~")
                .trim()
                .to_owned()
        };
        match field.to_ascii_lowercase().as_str() {
            "doi" => self.doi = Some(plain(value())).filter(|doi| !doi.is_empty()),
            "url" => self.url = Some(plain(value())).filter(|url| !url.is_empty()),
            "howpublished" | "note" => {
                self.others.push(plain(value()));
                return false;
            }
            "eprint" => {
                let id = plain(value());
                if id.starts_with(|c: char| c.is_ascii_digit()) && id.contains('.') {
                    self.others.push(format!("https://arxiv.org/abs/{id}"));
                }
            }
            _ => return false,
        }
        true
    }

    /// The DOI and the address, and what was written in their place and is neither.
    pub fn read(&self, doubts: &mut Vec<Doubt>) -> (Option<String>, Option<String>) {
        let mut found = self.doi.as_deref().and_then(doi);
        let mut url = self.url.as_deref().and_then(address);
        if let (Some(written), None) = (&self.doi, &found) {
            doubts.push(Doubt::new(
                format!("“{}” is no DOI, so it is not shown.", shortened(written)),
                "write it as it stands in the article, as in doi = {10.1086/461445}, or delete the line",
            ));
        }
        if let (Some(written), None) = (&self.url, &url) {
            doubts.push(Doubt::new(
                format!("“{}” is no web address, so it is not shown.", shortened(written)),
                "write the whole address, as in url = {https://example.org/page}",
            ));
        }
        if url.is_none() && found.is_none() {
            url = self.others.iter().find_map(|text| address_in(text));
        }
        let of_address = url.as_deref().and_then(doi_of_address);
        if of_address.is_some() {
            found = found.or(of_address);
            url = None;
        }
        (found, url)
    }
}

/// The first address in some words.
pub fn address_in(text: &str) -> Option<String> {
    text.split_whitespace().find_map(|word| {
        let at = word.find("http")?;
        address(word[at..].trim_end_matches(['.', ',', ';', ')', '>']))
    })
}

/// The DOI that an address of doi.org holds.
pub fn doi_of_address(address: &str) -> Option<String> {
    let is_resolver = ["://doi.org/", "://dx.doi.org/", "://www.doi.org/"]
        .iter()
        .any(|resolver| address.contains(resolver));
    is_resolver.then(|| doi(address)).flatten()
}

/// An address that a page can link to. One that begins with `www.` is completed.
pub fn address(text: &str) -> Option<String> {
    let text = text.trim();
    let text = if text.starts_with("www.") {
        format!("https://{text}")
    } else {
        text.to_owned()
    };
    let url = Url::parse(&text).ok()?;
    let is_web = matches!(url.scheme(), "https" | "http") && url.host_str().is_some_and(|host| host.contains('.'));
    is_web.then_some(text)
}

#[cfg(test)]
mod tests {
    use super::{address, doi, doi_of_address};

    #[test]
    fn a_doi_in_any_spelling_is_the_same() {
        for written in [
            "10.1086/461445",
            "doi:10.1086/461445",
            "DOI: 10.1086/461445.",
            "https://doi.org/10.1086/461445",
            "http://dx.doi.org/10.1086/461445",
            "https://www.journals.uchicago.edu/doi/abs/10.1086/461445",
            " 10.1086/461445 ",
        ] {
            assert_eq!(doi(written).as_deref(), Some("10.1086/461445"), "{written}");
        }
        let odd = "10.1002/(SICI)1097-4679(199911)55:11<1339::AID-JCLP3>3.0.CO;2-R";
        assert_eq!(doi(odd).as_deref(), Some(odd));
    }

    #[test]
    fn what_is_no_doi_is_none() {
        for written in ["", "461445", "10.1086", "10.1086/", "110.1086/46", "see 10.5 pages/day"] {
            assert_eq!(doi(written), None, "{written}");
        }
    }

    #[test]
    fn addresses() {
        assert_eq!(
            address("www.casel.org/fundamentals").as_deref(),
            Some("https://www.casel.org/fundamentals")
        );
        for written in [
            "javascript:alert(1)",
            "ftp://a.org/x",
            "the library",
            "http://localhost/x",
            "",
        ] {
            assert_eq!(address(written), None, "{written}");
        }
        assert_eq!(
            doi_of_address("https://doi.org/10.1086/461445").as_deref(),
            Some("10.1086/461445")
        );
        assert_eq!(doi_of_address("https://example.org/10.1086/461445"), None);
    }
}

//! Works that nothing cites, and citations that were typed as plain words.

use crate::config::Settings;
use crate::model::{CitationForm, Issued, PlainCitation, PlainWork, Playbook, Prose, Reference, Want};
use crate::source::{Code, Diagnostic, Diagnostics};
use deunicode::deunicode;
use std::collections::{BTreeSet, HashMap};

/// Says which works are in no list. Which are depends on what only the team may see, so no edition says it.
pub fn report_uncited(playbook: &Playbook, settings: &Settings, diagnostics: &mut Diagnostics) {
    let mut cited: BTreeSet<&str> = settings.citations.include.iter().map(|(key, _)| key.as_str()).collect();
    for hole in texts(playbook).flat_map(|prose| &prose.holes) {
        if let Want::Citation(citation) = &hole.want {
            cited.extend(citation.works.iter().map(|work| work.key.as_str()));
        }
    }
    cited.extend(playbook.bibliography.parents.iter().map(String::as_str));
    for (key, reference) in &playbook.bibliography.references {
        if !cited.contains(key.as_str()) {
            let message = format!("Nothing cites “{key}”, so it appears in no list.");
            let fix = format!("cite it as [@{key}], add it to include in playbook.toml, or delete it");
            diagnostics.push(Diagnostic::at(Code::ReferenceUncited, reference.span, message).fix(fix));
        }
    }
}

/// Says which words name a work of the bibliography and lead to nothing.
pub fn report_plain(playbook: &Playbook, diagnostics: &mut Diagnostics) {
    let mut forms = Forms::new();
    for reference in playbook.bibliography.references.values() {
        let Some(year) = year(reference) else { continue };
        for form in forms_of(reference) {
            let last = last_word(&form).to_owned();
            forms
                .entry((year.clone(), last))
                .or_default()
                .push((form, &reference.key));
        }
    }
    if forms.is_empty() {
        return;
    }
    for citation in texts(playbook).flat_map(|prose| &prose.plain_citations) {
        let keys: Vec<Vec<&str>> = citation.works.iter().map(|work| keys_of(work, &forms)).collect();
        if keys.iter().any(|keys| !keys.is_empty()) {
            let message = "This citation is typed as plain words, so it leads to no entry.";
            diagnostics.push(Diagnostic::at(Code::CitationPlain, citation.span, message).fix(fix(citation, &keys)));
        }
    }
}

/// The ways to name works, with their keys, by year and last word.
type Forms<'b> = HashMap<(String, String), Vec<(String, &'b str)>>;

fn last_word(plain: &str) -> &str {
    plain.rsplit(' ').next().unwrap_or_default()
}

/// Every text of a playbook.
fn texts(playbook: &Playbook) -> impl Iterator<Item = &Prose> {
    let documents = playbook.documents.iter().map(|document| &document.body);
    let answers = playbook.sheets.iter().flat_map(|sheet| &sheet.answers);
    let answers = answers.flat_map(|answer| answer.reply.prose());
    documents
        .chain(answers)
        .chain(playbook.cycles.iter().flat_map(|cycle| cycle.prose()))
}

fn year(reference: &Reference) -> Option<String> {
    match reference.issued {
        Issued::Undated => Some("n.d.".into()),
        Issued::On(period) => Some(period.start.year.to_string()),
        Issued::InPress => None,
    }
}

/// The ways in which people write who made a work, as [`plain`] words.
fn forms_of(reference: &Reference) -> Vec<String> {
    let names: Vec<String> = reference
        .credited()
        .list
        .iter()
        .map(|name| plain(&name.family))
        .collect();
    let mut forms = Vec::new();
    match names.as_slice() {
        [] => forms.push(plain(&reference.title.text)),
        [one] => forms.push(one.clone()),
        [first, .., last] => {
            forms.push(format!("{first} et al"));
            forms.push(format!("{} and {last}", names[..names.len() - 1].join(" ")));
        }
    }
    forms.extend(reference.abbreviation.as_deref().map(plain));
    forms.extend(reference.short_title.as_ref().map(|title| plain(&title.text)));
    forms.retain(|form| !form.is_empty());
    forms
}

/// Words without what people write differently: letter case, marks on letters, punctuation, `&`.
fn plain(text: &str) -> String {
    let text = deunicode(&text.replace('&', " and ")).to_lowercase();
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '-' && c != '\'');
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The works that words name: those of which the most words are there. Several, when a letter would tell which.
fn keys_of<'b>(work: &PlainWork, forms: &Forms<'b>) -> Vec<&'b str> {
    let names = plain(&work.names);
    let year = work.year.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let year = if work.year == "n.d." { "n.d." } else { year };
    let at = (year.to_owned(), last_word(&names).to_owned());
    let fits = |form: &str| {
        let before = names.strip_suffix(form);
        // A name that others stand beside is another work's.
        before.is_some_and(|before| before.is_empty() || before.ends_with(' ') && !before.ends_with(" and "))
    };
    let fitting: Vec<&(String, &str)> = forms
        .get(&at)
        .into_iter()
        .flatten()
        .filter(|(form, _)| fits(form))
        .collect();
    let most = fitting.iter().map(|(form, _)| form.len()).max();
    let best = fitting.into_iter().filter(|(form, _)| Some(form.len()) == most);
    best.map(|(_, key)| *key).collect()
}

/// What to write in place of the words.
fn fix(citation: &PlainCitation, keys: &[Vec<&str>]) -> String {
    if let Some(several) = keys.iter().find(|keys| keys.len() > 1) {
        let keys: Vec<String> = several.iter().map(|key| format!("@{key}")).collect();
        return format!("write the key of the work that is meant: {}", keys.join(" or "));
    }
    let works = citation.works.iter().zip(keys);
    let works: Vec<(&PlainWork, &str)> = works.filter_map(|(work, keys)| Some((work, *keys.first()?))).collect();
    let one = |work: &PlainWork, key: &str| match work.locator.as_str() {
        "" => format!("@{key}"),
        place => format!("@{key} [{place}]"),
    };
    match (works.as_slice(), citation.form, citation.needs_name) {
        ([(work, key)], CitationForm::Narrative, _) => format!("write {}", one(work, key)),
        ([(work, key)], CitationForm::Parenthetical, true) => format!(
            "write {} without parentheses: the sentence needs the name, as in “According to Day et al. (2020)”",
            one(work, key)
        ),
        (works, _, _) => {
            let keys: Vec<String> = works
                .iter()
                .map(|(work, key)| match work.locator.as_str() {
                    "" => format!("@{key}"),
                    place => format!("@{key}, {place}"),
                })
                .collect();
            format!("write [{}]", keys.join("; "))
        }
    }
}

//! Works that nothing cites, and citations that were typed as plain words.

use crate::config::Settings;
use crate::model::{CitationForm, Cycle, Issued, PlainCitation, PlainWork, Playbook, Prose, Reference, Want};
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
            let message = format!("Nothing cites “{key}”, so it is in no list.");
            let fix = format!("cite it as [@{key}], add it to include in playbook.toml, or delete it");
            diagnostics.push(Diagnostic::at(Code::ReferenceUncited, reference.span, message).fix(fix));
        }
    }
}

/// Says which words name a work of the bibliography and lead to nothing.
pub fn report_plain(playbook: &Playbook, diagnostics: &mut Diagnostics) {
    let mut by_year: HashMap<String, Vec<(String, &str)>> = HashMap::new();
    for reference in playbook.bibliography.references.values() {
        let Some(year) = year(reference) else { continue };
        let forms = by_year.entry(year).or_default();
        forms.extend(
            forms_of(reference)
                .into_iter()
                .map(|form| (form, reference.key.as_str())),
        );
    }
    if by_year.is_empty() {
        return;
    }
    for citation in texts(playbook).flat_map(|prose| &prose.plain_citations) {
        let keys: Vec<Option<&str>> = citation.works.iter().map(|work| key_of(work, &by_year)).collect();
        if keys.iter().any(Option::is_some) {
            let message = "This citation is typed as plain words, so it leads to no entry.";
            diagnostics.push(Diagnostic::at(Code::CitationPlain, citation.span, message).fix(fix(citation, &keys)));
        }
    }
}

/// Every text of a playbook.
fn texts(playbook: &Playbook) -> impl Iterator<Item = &Prose> {
    let documents = playbook.documents.iter().map(|document| &document.body);
    let answers = playbook.sheets.iter().flat_map(|sheet| &sheet.answers);
    let answers = answers.flat_map(|answer| answer.reply.prose());
    documents
        .chain(answers)
        .chain(playbook.cycles.iter().flat_map(Cycle::prose))
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

/// The work that words name: that of which the most words are there.
fn key_of<'b>(work: &PlainWork, by_year: &HashMap<String, Vec<(String, &'b str)>>) -> Option<&'b str> {
    let names = plain(&work.names);
    let forms = by_year.get(&work.year)?.iter();
    let fitting = forms.filter(|(form, _)| {
        let before = names.strip_suffix(form.as_str());
        before.is_some_and(|before| before.is_empty() || before.ends_with(' '))
    });
    fitting.max_by_key(|(form, _)| form.len()).map(|(_, key)| *key)
}

/// What to write in place of the words.
fn fix(citation: &PlainCitation, keys: &[Option<&str>]) -> String {
    let works = citation.works.iter().zip(keys);
    let works: Vec<(&PlainWork, &str)> = works.filter_map(|(work, key)| Some((work, (*key)?))).collect();
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

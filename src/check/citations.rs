//! Works that nothing cites, and citations that were typed as plain words.

use crate::config::Settings;
use crate::model::{CitationForm, Issued, PlainCitation, PlainWork, Playbook, Prose, Reference, Want, as_cited};
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
            let cited = as_cited(key);
            let fix = format!("cite it as [{cited}], add it to include in playbook.toml, or delete it");
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
        let works: Vec<Vec<Named>> = citation.works.iter().map(|work| named(work, &forms)).collect();
        if works.iter().any(|works| !works.is_empty()) {
            let message = "This citation is typed as plain words, so it leads to no entry.";
            diagnostics.push(Diagnostic::at(Code::CitationPlain, citation.span, message).fix(fix(citation, &works)));
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

/// A work that words name.
struct Named<'b> {
    key: &'b str,
    /// How many of its words stand before the name.
    before: usize,
}

/// The works that words name: those of which the most words are there. Several, when a letter would tell which.
fn named<'b>(work: &PlainWork, forms: &Forms<'b>) -> Vec<Named<'b>> {
    let names = plain(&work.names);
    let year = work.year.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let year = if work.year == "n.d." { "n.d." } else { year };
    let at = (year.to_owned(), last_word(&names).to_owned());
    // A name that others stand beside is another work's.
    let before = |form: &str| {
        let before = names.strip_suffix(form)?;
        let is_whole = before.is_empty() || before.ends_with(' ') && !before.ends_with(" and ");
        is_whole.then(|| before.split_whitespace().count())
    };
    let fitting = forms.get(&at).into_iter().flatten();
    let fitting: Vec<(usize, Named)> = fitting
        .filter_map(|(form, key)| {
            Some((
                form.len(),
                Named {
                    key,
                    before: before(form)?,
                },
            ))
        })
        .collect();
    let most = fitting.iter().map(|(length, _)| *length).max();
    let best = fitting.into_iter().filter(|(length, _)| Some(*length) == most);
    best.map(|(_, named)| named).collect()
}

/// What stands before the names of a work and belongs into its citation, `see` or `e.g.`: initials do not.
fn prefix(work: &PlainWork, named: &Named) -> String {
    const OPENINGS: [&str; 12] = [
        "see", "cf", "e.g", "i.e", "also", "for", "as", "in", "compare", "but", "both", "among",
    ];
    let mut count = 0;
    let words = work.names.split_inclusive(char::is_whitespace).take_while(|word| {
        let is_before = count < named.before;
        count += plain(word).split_whitespace().count();
        is_before
    });
    let words: String = words.collect();
    let first = words.split_whitespace().next().unwrap_or_default().to_lowercase();
    if OPENINGS.contains(&first.trim_end_matches(['.', ',', ':'])) {
        words.trim().to_owned() + " "
    } else {
        String::new()
    }
}

/// What to write in place of the words.
fn fix(citation: &PlainCitation, works: &[Vec<Named>]) -> String {
    if let Some(several) = works.iter().find(|works| works.len() > 1) {
        let keys: Vec<String> = several.iter().map(|named| as_cited(named.key)).collect();
        return format!("write the key of the work that is meant: {}", keys.join(" or "));
    }
    let all = || citation.works.iter().zip(works);
    let known: Vec<(&PlainWork, &Named)> = all().filter_map(|(work, named)| Some((work, named.first()?))).collect();
    let unknown = all().filter(|(_, named)| named.is_empty());
    let unknown: Vec<String> = unknown
        .map(|(work, _)| format!("“{}, {}”", work.names, work.year))
        .collect();
    let one = |work: &PlainWork, key: &str| match work.locator.as_str() {
        "" => as_cited(key),
        place => format!("{} [{place}]", as_cited(key)),
    };
    if let ([(work, named)], CitationForm::Narrative) = (known.as_slice(), citation.form) {
        return format!("write {}", one(work, named.key));
    }
    let in_brackets = |(work, named): &(&PlainWork, &Named)| {
        let place = match work.locator.as_str() {
            "" => String::new(),
            place => format!(", {place}"),
        };
        format!("{}{}{place}", prefix(work, named), as_cited(named.key))
    };
    let inside: Vec<String> = known.iter().map(in_brackets).collect();
    let inside = inside.join("; ");
    if let Some(before) = citation.after.as_deref().filter(|_| unknown.is_empty()) {
        let is_cited = |(_, named): &(&PlainWork, &Named)| {
            let mut parts = before.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '[' | ']'));
            parts.any(|part| part.trim_start_matches('-').strip_prefix('@') == Some(named.key))
        };
        if known.iter().all(is_cited) {
            return "delete these words: the citation before them says the same".into();
        }
        return format!("write one pair of brackets for both: [{before}; {inside}]");
    }
    if let ([(work, named)], true, true) = (known.as_slice(), citation.needs_name, unknown.is_empty())
        && prefix(work, named).is_empty()
    {
        return format!(
            "write {} without parentheses: the sentence needs the name, as in “According to Day et al. (2020)”",
            one(work, named.key)
        );
    }
    if unknown.is_empty() {
        format!("write [{inside}]")
    } else {
        let unknown = unknown.join(" and ");
        format!("write [{inside}], and add {unknown} to the bibliography to cite that too")
    }
}

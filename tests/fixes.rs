//! What a message proposes is tried: where its fix names the words to write, they are put in the place of those that it is about, in
//! each of the little playbooks in `tests/cases/`. The message must be gone then, and nothing new be said.

mod support;

use playbook::source::{Code, Diagnostic, Place, Sources};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::Path;
use support::{Playbook, repository};

/// What a message is about, and the line that it stands in.
struct About<'t> {
    text: &'t str,
    words: Range<usize>,
    line: Range<usize>,
}

impl<'t> About<'t> {
    fn new(text: &'t str, words: Range<usize>) -> Self {
        let start = text[..words.start].rfind('\n').map_or(0, |at| at + 1);
        let end = text[words.end..].find('\n').map_or(text.len(), |at| words.end + at);
        let line = start..end;
        Self { text, words, line }
    }

    fn words(&self) -> &'t str {
        &self.text[self.words.clone()]
    }

    fn line(&self) -> &'t str {
        &self.text[self.line.clone()]
    }

    fn put(&self, range: Range<usize>, new: &str) -> String {
        [&self.text[..range.start], new, &self.text[range.end..]].concat()
    }

    /// With another line, which begins as far from the margin.
    fn put_line(&self, new: &str) -> String {
        let indent = self.line().len() - self.line().trim_start().len();
        self.put(self.line.start + indent..self.line.end, new)
    }

    fn put_behind_line(&self, new: &str) -> String {
        self.put(self.line.end..self.line.end, new)
    }

    /// With a space behind the signs that the line begins with.
    fn put_space_behind(&self, signs: &[char]) -> String {
        let words = self.line().trim_start_matches(signs);
        self.put_line(&format!("{} {words}", &self.line()[..self.line().len() - words.len()]))
    }

    /// With other lines in place of those to the next that is empty.
    fn put_each_line(&self, new: impl Fn(usize, &str) -> String) -> String {
        let length = self.text[self.line.start..].find("\n\n");
        let range = self.line.start..length.map_or(self.text.len(), |length| self.line.start + length);
        let lines = self.text[range.clone()].lines().enumerate();
        let lines: Vec<String> = lines.map(|(number, line)| new(number, line)).collect();
        self.put(range, &lines.join("\n"))
    }

    /// With the marks of a list before the words of each line, which stand behind others.
    fn put_list(&self, mark: impl Fn(usize) -> String) -> String {
        self.put_each_line(|number, line| {
            let words = line.split_once(char::is_whitespace).map_or("", |(_, words)| words);
            let before = if number == 0 { "\n" } else { "" };
            format!("{before}{} {words}", mark(number))
        })
    }
}

/// A text as a writer leaves it who does what a message says, where its fix says it so that a program can do it too.
fn mended(about: &About, diagnostic: &Diagnostic, fix: &str) -> Option<String> {
    with_what_was_meant(about, &diagnostic.message, fix)
        .or_else(|| with_words_of(about, fix))
        .or_else(|| as_it_says(about, fix))
        .or_else(|| with_written(about, diagnostic.code, fix))
}

/// `did you mean “title”?`
fn with_what_was_meant(about: &About, message: &str, fix: &str) -> Option<String> {
    let meant = fix.strip_prefix("did you mean ")?.strip_suffix('?')?;
    let id = between(meant, "[", "], “");
    let inside = id.or_else(|| meant.strip_prefix('“')?.strip_suffix('”'));
    let meant = inside.unwrap_or(meant);
    // What is underlined may hold more than the word that is wrong, which the message has.
    let wrong = message.split('“').skip(1).filter_map(|part| part.split('”').next());
    let mut wrong = wrong.filter(|wrong| inside.is_some() && *wrong != meant);
    let place = wrong.find_map(|wrong| Some((about.words().find(wrong)?, wrong.len())));
    let (at, length) = place.unwrap_or((0, about.words.len()));
    let start = about.words.start + at;
    let is_begun = at > 0 && about.text[..start].ends_with(['#', '@']);
    let meant = meant.strip_prefix(['#', '@']).filter(|_| is_begun).unwrap_or(meant);
    Some(about.put(start..start + length, meant))
}

/// What stands between other words of a fix goes where they say.
fn with_words_of(about: &About, fix: &str) -> Option<String> {
    if let Some(id) = between(fix, "write ", " at the end of the line").filter(|id| id.starts_with("{#")) {
        return Some(about.put_behind_line(&format!(" {id}")));
    }
    if let Some(below) = between(fix, "put a line ", " below the first row, and an empty line before it") {
        return Some(about.put_line(&format!("\n{}\n{below}", about.line())));
    }
    if let Some(close) = between(fix, "add a line with ", " where the ") {
        return Some(format!("{}\n{close}\n", about.text));
    }
    if let Some(mark) = between(fix, "add a line that begins with ", " and holds the footnote") {
        return Some(format!("{}\n\n{mark} The footnote.\n", about.text));
    }
    if let Some(quote) = between(fix, "add a straight quote (", ") at the end of the line") {
        return Some(about.put_behind_line(quote));
    }
    if let Some(heading) = fix.strip_prefix("move this line below the heading ") {
        let rest = about.put_line("");
        let heading = heading.split(';').next()?;
        return Some(rest.replacen(heading, &format!("{heading}\n{}", about.line()), 1));
    }
    let (_, doubled) = fix.split_once("two backslashes for each: ")?;
    Some(about.put_line(&about.line().trim().replace(&doubled.replace("\\\\", "\\"), doubled)))
}

fn as_it_says(about: &About, fix: &str) -> Option<String> {
    let (text, line) = (about.text, about.line());
    Some(match fix.split([',', ';']).next()? {
        "move this line above the first heading in square brackets" => format!("{line}\n{}", about.put_line("")),
        "delete this line" | "delete the line" => about.put_line(""),
        "delete them" | "delete these words: the citation before them says the same" => {
            about.put(about.words.clone(), "")
        }
        "delete the empty line above it" => {
            about.put(text[..about.line.start].trim_end().len() + 1..about.line.start, "")
        }
        "delete the empty line below it" => {
            let rest = &text[about.line.end..];
            about.put(about.line.end..text.len() - rest.trim_start().len(), "\n")
        }
        "put a space after the hyphen" => about.put_space_behind(&['-']),
        "put a space behind the last #" => about.put_space_behind(&['#']),
        "put a space behind the full stop" => {
            about.put_space_behind(&['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.', ')'])
        }
        "type the space again" => about.put_line(&line.replacen(|c: char| c.is_whitespace() && !c.is_ascii(), " ", 1)),
        "begin each item with a hyphen and a space" => about.put_list(|_| "-".into()),
        "begin each item with a number and a full stop" => about.put_list(|number| format!("{}.", number + 1)),
        "begin it with ##" => about.put_line(&format!("##{}", line.trim_start_matches('#'))),
        "begin it at the margin" => about.put_each_line(|_, line| line.trim_start().to_owned()),
        "put an empty line before it" => about.put_line(&format!("\n{line}")),
        "write three colons: :::" => {
            about.put_line(&format!(":::{}", line.trim_start().trim_start_matches([':', '：'])))
        }
        "put a line +++ after the last of them" => {
            let last = text.rfind(" = ")?;
            let end = last + text[last..].find('\n')?;
            about.put(end..end, "\n+++")
        }
        "type this line again as +++ and nothing else" => about.put_line("+++"),
        _ => return None,
    })
}

/// A whole setting takes the place of its line; what is less, of what is underlined.
fn with_written(about: &About, code: Code, fix: &str) -> Option<String> {
    let new = written(fix)?;
    let (start, end) = (about.words.start, about.words.end);
    if new.contains(" = ") || new.contains(": ") {
        return Some(about.put_line(new));
    }
    Some(match about.words().split_once('=') {
        Some((key, _)) if code == Code::DateAmbiguous => about.put_line(&format!("{key}= {new}")),
        // The quotes of a setting stay.
        _ if about.words().starts_with('"') && !new.starts_with('"') => about.put(start + 1..end - 1, new),
        _ => about.put(start..end, new),
    })
}

fn between<'t>(text: &'t str, before: &str, behind: &str) -> Option<&'t str> {
    Some(text.strip_prefix(before)?.split_once(behind)?.0)
}

/// The words that a fix has for those that are underlined: `write {#who}`, `write it in angle brackets: <a b.pdf>`.
fn written(fix: &str) -> Option<&str> {
    /// Words that go on with what to do.
    const PROSE: [&str; 12] = [
        " or ",
        ", and ",
        " where ",
        " before ",
        " without ",
        " in braces",
        " behind",
        " in place of ",
        "…",
        ", “",
        " alone",
        ", each",
    ];
    /// What follows is an example, or stands for more than what is underlined.
    const NOT_FOR_THIS: [&str; 3] = ["as in", "one of", "one pair of brackets"];
    let fix = ["; to ", "; a remark ", "; so that "]
        .iter()
        .fold(fix, |fix, join| fix.split(join).next().unwrap_or(fix));
    let verbs = [
        "write ",
        "type ",
        "put ",
        "give ",
        "take ",
        "the nearest colour that can be read is ",
    ];
    let rest = verbs.iter().find_map(|verb| fix.strip_prefix(verb))?;
    let is_one_word = !rest.contains(' ');
    let is_written = rest.starts_with(['[', '{', '!', '|', '#', '<', '*', '@', '"', '`'])
        || rest.split_once(" = ").is_some_and(|(key, _)| !key.contains([' ', ',']));
    let words = match rest.split_once(": ") {
        _ if is_written || is_one_word => rest,
        Some((prose, words)) if !NOT_FOR_THIS.iter().any(|example| prose.contains(example)) => words,
        _ => return None,
    };
    let words = words.strip_suffix(" and nothing else on this line").unwrap_or(words);
    // What is in quotes may be a sentence.
    let outside = words.split('"').step_by(2);
    let is_prose = outside
        .into_iter()
        .any(|words| PROSE.iter().any(|prose| words.contains(prose)));
    (!is_prose).then_some(words)
}

/// Mistakes that another hid, and that are told when it is mended: its code, and words of what is told then.
const HIDDEN: [(Code, &str); 13] = [
    (Code::ReferenceBroken, "Nothing cites “team2020”"),
    (Code::TomlSyntax, "The settings do not say where the site will be"),
    (Code::AnswerOrphaned, "The guide asks this in other words now"),
    // An entry that could not be read lacks something.
    (Code::ReferenceBroken, "is a book without"),
    // What was meant for a setting is read as one.
    (Code::UnknownKey, "is written more than once"),
    (
        Code::UnknownKey,
        "The heading [search.synonyms] is written more than once",
    ),
    (Code::UnknownKey, "“accent_dark” has the wrong kind of value"),
    (Code::UnknownKey, "There is no page or file"),
    (Code::UnknownKey, "There is no work with the key"),
    (Code::UnknownKey, "There is no file “heading.csv” beside this cycle"),
    // A page that was for everyone is the team's.
    (Code::UnknownKey, "leads to something that only the team may see"),
    // What was no link is one.
    (Code::LinkBroken, "There is no page or file"),
    (Code::LinkBroken, "There is no place called"),
];

/// How often each message is said of each file; lines are left out, since a fix may move them.
fn said(diagnostics: &[Diagnostic], sources: &Sources) -> BTreeMap<(String, String), usize> {
    let mut said = BTreeMap::new();
    for diagnostic in diagnostics {
        let path = diagnostic.place.path(sources).to_owned();
        *said
            .entry((path, format!("[{}] {}", diagnostic.code.as_str(), diagnostic.message)))
            .or_default() += 1;
    }
    said
}

/// What is still said, or is said anew, after each fix of a case was tried on its own; and how many were tried.
fn tried(case: &Path) -> (usize, Vec<String>) {
    let (diagnostics, sources) = Playbook::copy_of(case).check();
    let before = said(&diagnostics, &sources);
    let mut wrong = Vec::new();
    let mut count = 0;
    for diagnostic in &diagnostics {
        // Of names in BibTeX an example is shown.
        let (Place::Words(span), Some(fix)) = (&diagnostic.place, &diagnostic.fix) else {
            continue;
        };
        if diagnostic.code == Code::ReferenceDoubtful {
            continue;
        }
        let path = diagnostic.place.path(&sources);
        let old = &sources.get(span.source).text;
        let about = About::new(old, span.start as usize..span.end as usize);
        let Some(text) = mended(&about, diagnostic, fix) else {
            continue;
        };
        count += 1;
        let playbook = Playbook::copy_of(case);
        playbook.write(path, &text);
        let (diagnostics, sources) = playbook.check();
        let after = said(&diagnostics, &sources);
        let message = (
            path.to_owned(),
            format!("[{}] {}", diagnostic.code.as_str(), diagnostic.message),
        );
        let mut new: Vec<String> = after
            .iter()
            .filter(|(message, times)| before.get(*message).is_none_or(|before| before < *times))
            .filter(|((_, said), _)| {
                !HIDDEN
                    .iter()
                    .any(|(code, hidden)| *code == diagnostic.code && said.contains(hidden))
            })
            .map(|((path, message), _)| format!("    new: {path}: {message}"))
            .collect();
        if after.get(&message).copied().unwrap_or(0) >= before[&message] {
            new.push("    it is still said".into());
        }
        if !new.is_empty() {
            wrong.push(format!(
                "{}: {path}:{}: {}\n    fix: {fix}\n{}",
                case.file_name().expect("it has a name").display(),
                old[..about.words.start].lines().count(),
                message.1,
                new.join("\n")
            ));
        }
    }
    (count, wrong)
}

#[test]
fn what_a_message_proposes_mends_what_it_is_about() {
    let folder = fs::read_dir(repository().join("tests/cases")).expect("there are cases");
    let cases: Vec<_> = folder.map(|case| case.expect("it can be listed").path()).collect();
    let tried: Vec<(usize, Vec<String>)> = cases.par_iter().map(|case| tried(case)).collect();
    let count: usize = tried.iter().map(|(count, _)| count).sum();
    let wrong: Vec<String> = tried.into_iter().flat_map(|(_, wrong)| wrong).collect();
    assert!(count > 200, "{count} fixes were tried");
    assert!(wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
}

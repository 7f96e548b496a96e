//! Copies that programs made: a drive that two computers write to, a browser that loads a file again, a folder where somebody
//! pasted. Each becomes a page of its own beside the one that it was made of, with the words of another day.

use crate::model::Document;
use crate::source::{Code, Diagnostic, Diagnostics};
use rustc_hash::FxHashSet;

/// Reports the pages whose names are those of copies, where the page that they were made of is beside them.
pub fn report(documents: &[&Document], diagnostics: &mut Diagnostics) {
    let copies = documents
        .iter()
        .filter_map(|page| Some((page.path.as_str(), original(&page.path)?)));
    let copies: Vec<(&str, String)> = copies.collect();
    // Nearly no playbook has one.
    if copies.is_empty() {
        return;
    }
    let there: FxHashSet<&str> = documents.iter().map(|page| page.path.as_str()).collect();
    for (path, original) in copies
        .into_iter()
        .filter(|(_, original)| there.contains(original.as_str()))
    {
        let name = original.rsplit('/').next().unwrap_or(&original);
        let message = format!("By its name this is a copy of “{name}”, and it is a page of its own beside that.");
        let fix = format!("move what is new in it to {name} and delete it, or give it a name of its own");
        diagnostics.push(Diagnostic::in_file(Code::FileCopy, format!("content/{path}"), message).fix(fix));
    }
}

/// The path of the file that a copy was made of, by the copy's name.
fn original(path: &str) -> Option<String> {
    let (folder, name) = path
        .rsplit_once('/')
        .map_or(("", path), |(_, name)| path.split_at(path.len() - name.len()));
    let stem = name.strip_suffix(".md")?;
    let stem = without_begin(stem).or_else(|| without_end(stem))?.trim_end();
    (!stem.is_empty()).then(|| format!("{folder}{stem}.md"))
}

/// `Copy of why`
fn without_begin(stem: &str) -> Option<&str> {
    const COPY_OF: &str = "copy of ";
    let (begin, rest) = stem.split_at_checked(COPY_OF.len())?;
    begin.eq_ignore_ascii_case(COPY_OF).then_some(rest)
}

/// `why (1)`, `why (Jane's conflicted copy)`, `why - Copy (2)`, `why copy`, `why.sync-conflict-20260904-101112-ABCDEFG`
fn without_end(stem: &str) -> Option<&str> {
    if let Some((before, _)) = stem.split_once(".sync-conflict-") {
        return Some(before);
    }
    let numbered = stem.strip_suffix(')').and_then(|rest| rest.rsplit_once(" ("));
    let before = match numbered {
        Some((before, inside)) if inside.to_lowercase().contains("conflict") => return Some(before),
        // `Plan (2026)` is a plan of that year.
        Some((before, number)) if number.len() < 3 && number.bytes().all(|b| b.is_ascii_digit()) => before,
        Some(_) => return None,
        None => stem,
    };
    let pasted = [" - copy", " copy"].into_iter().find_map(|end| {
        let (rest, last) = before.split_at_checked(before.len().checked_sub(end.len())?)?;
        last.eq_ignore_ascii_case(end).then_some(rest)
    });
    pasted.or(numbered.map(|_| before))
}

#[cfg(test)]
mod tests {
    use super::original;

    #[test]
    fn copies_are_told_by_their_names() {
        for name in [
            "01-why (1)",
            "01-why (conflicted copy)",
            "01-why (Jane's conflicted copy 2026-09-04)",
            "Copy of 01-why",
            "01-why - Copy",
            "01-why - Copy (2)",
            "01-why copy",
            "01-why.sync-conflict-20260904-101112-ABCDEFG",
        ] {
            let path = format!("guides/start/{name}.md");
            assert_eq!(original(&path).as_deref(), Some("guides/start/01-why.md"), "{name}");
        }
        assert_eq!(original("about (1).md").as_deref(), Some("about.md"));
        for name in [
            "why",
            "Plan (2026)",
            "Plan (grade 2)",
            "copy",
            "(1)",
            "Copy of ",
            "é",
            "photocopy",
        ] {
            assert_eq!(original(&format!("{name}.md")), None, "{name}");
        }
    }
}

//! Room for answers to everything that a guide asks and that has none.

use super::{Change, NewFile};
use crate::model::{Document, Kind, Playbook, Prompt, PromptKind};
use crate::source::{nearest, quoted};
use std::collections::HashSet;
use std::fmt::Write as _;

/// The tables that a guide's file of answers lacks: at its end, or as a new file where there is none. The guide is named by its
/// slug, its title or its file.
///
/// # Errors
/// A sentence: there is no such guide, or all of it is answered.
pub fn answers(playbook: &Playbook, guide: &str) -> Result<Change, String> {
    let guide = find(playbook, guide)?;
    let sheet = playbook.sheets.iter().find(|sheet| sheet.guide == guide.id);
    let is_broken = |path: &str| playbook.unreadable.iter().any(|file| file.path == path);
    if let Some(sheet) = sheet.filter(|sheet| is_broken(&sheet.path)) {
        return Err(format!(
            "content/{} cannot be read to its end; run “playbook check”, mend it, and try again",
            sheet.path
        ));
    }
    let answered: HashSet<&str> = sheet
        .iter()
        .flat_map(|sheet| &sheet.answers)
        .map(|answer| answer.id.as_str())
        .collect();
    let open: Vec<&Prompt> = guide
        .body
        .prompts
        .iter()
        .filter(|prompt| !answered.contains(prompt.id.as_str()))
        .collect();
    let path = sheet.map_or_else(
        || format!("{}.toml", guide.id.replacen("guides", "answers", 1)),
        |sheet| sheet.path.clone(),
    );
    if guide.body.prompts.is_empty() {
        return Err(format!(
            "“{}” asks nothing, so there is nothing to answer",
            guide.head.title
        ));
    }
    if open.is_empty() {
        return Err(format!(
            "everything that “{}” asks has room for its answer already, in content/{path}",
            guide.head.title
        ));
    }
    let mut text = String::new();
    if sheet.is_none() {
        let _ = writeln!(
            text,
            "# Our answers to “{}”. Only our team sees an answer, unless it says audience = \"public\".",
            guide.head.title.replace('\n', " ")
        );
    }
    for prompt in open {
        text.push('\n');
        text.push_str(&table(guide, prompt));
    }
    let file = NewFile::new(format!("content/{path}"), text);
    Ok(match sheet {
        Some(_) => Change::Append(file),
        None => Change::Write(file),
    })
}

fn table(guide: &Document, prompt: &Prompt) -> String {
    let id = if prompt
        .id
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
    {
        prompt.id.clone()
    } else {
        quoted(&prompt.id)
    };
    let wording = quoted(&prompt.wording);
    match prompt.kind {
        PromptKind::Question => format!(
            "[{id}]\nquestion = {wording}\nanswer = \"\"\"\n\n\"\"\"\nstatus = \"draft\"          # draft, proposed, agreed or retired\n\
             # by = \"Leadership team\"   # a role, not a person's name\n# audience = \"public\"\n"
        ),
        PromptKind::Task => format!(
            "# {}\n[{id}]\nstatus = \"todo\"           # todo, doing or done\n# owner = \"Leadership team\"\n# due = 2027-01-31\n",
            prompt.wording.replace('\n', " ")
        ),
        PromptKind::Organizer => {
            let columns = guide.body.columns().find(|(id, _)| *id == prompt.id);
            let lines = columns.map(|(_, columns)| columns).unwrap_or_default().iter();
            let lines: Vec<String> = lines
                .map(|column| format!("{} = []\n", key(&column.to_lowercase())))
                .collect();
            format!("[{id}]\n{}# audience = \"public\"\n", lines.concat())
        }
        PromptKind::Theory => format!("[{id}]\nif = []\nthen = []\nso-that = []\n# audience = \"public\"\n"),
    }
}

/// A key as TOML writes it.
fn key(name: &str) -> String {
    if !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
        name.to_owned()
    } else {
        quoted(name)
    }
}

fn find<'p>(playbook: &'p Playbook, wanted: &str) -> Result<&'p Document, String> {
    let guides = playbook.documents.iter().map(AsRef::as_ref);
    let guides: Vec<&Document> = guides
        .filter(|document: &&Document| matches!(document.kind, Kind::Guide(_)))
        .collect();
    let wanted = wanted.trim().trim_start_matches("./").trim_start_matches("content/");
    let slug_of = |guide: &Document| guide.id.rsplit('/').next().unwrap_or_default().to_owned();
    // The end of its address or of its file's path, with the ending or without.
    let bare = |path: &str| path.trim_end_matches(".md").trim_end_matches(".html").to_owned();
    let end = format!("/{}", bare(wanted));
    let is_meant = |guide: &&&Document| {
        let names = [&guide.path, &guide.id].map(|name| format!("/{}", bare(name)));
        guide.head.title == wanted || names.iter().any(|name| name.ends_with(&end))
    };
    let meant: Vec<&&Document> = guides.iter().filter(is_meant).collect();
    match meant.as_slice() {
        [only] => Ok(only),
        [] => {
            let slugs: Vec<String> = guides.iter().map(|guide| slug_of(guide)).collect();
            Err(match nearest(wanted, slugs.iter().map(String::as_str)) {
                Some(meant) => format!("there is no guide “{wanted}”; did you mean {meant}?"),
                None if slugs.is_empty() => {
                    format!("there is no guide “{wanted}”, and no other yet; make one with “playbook new guide”")
                }
                None => format!("there is no guide “{wanted}”; the guides are: {}", slugs.join(", ")),
            })
        }
        several => {
            let names: Vec<&str> = several
                .iter()
                .map(|guide| guide.id.trim_start_matches("guides/"))
                .collect();
            Err(format!(
                "several guides are called “{wanted}”; name one of them: {}",
                names.join(", ")
            ))
        }
    }
}

//! Why a list of works in YAML cannot be read, in words for people.
//!
//! The parser tells the line where it was stopped, and what it looked for there. What was meant is told by the words of that line, or of
//! those before it: first of the signs, then of the [`words`], then of where they stand.

mod words;

/// A mistake, with the line that it stands in, counted from one.
#[derive(Debug)]
pub struct Mistake {
    pub line: usize,
    pub why: String,
    pub fix: String,
}

impl Mistake {
    fn at(line: usize, why: impl Into<String>, fix: impl Into<String>) -> Self {
        Self {
            line,
            why: why.into(),
            fix: fix.into(),
        }
    }
}

/// Tells what is wrong where the parser was stopped in a `line`, with the `error` in its words.
pub fn tell(text: &str, line: usize, error: &str) -> Mistake {
    let lines: Vec<&str> = text.lines().collect();
    let line = line.clamp(1, lines.len().max(1));
    of_signs(&lines, line, error)
        .or_else(|| words::tell(&lines, line, error))
        .or_else(|| of_place(&lines, line, error))
        .unwrap_or_else(|| {
            Mistake::at(
                line,
                "its lines are not as YAML wants them",
                "check the spaces at the start of the lines, and that each key has a colon and a space after it",
            )
        })
}

/// Signs that mean something to YAML and were meant otherwise, or not seen.
fn of_signs(lines: &[&str], line: usize, error: &str) -> Option<Mistake> {
    let has_tab = |text: &&str| text[..text.len() - text.trim_start().len()].contains('\t');
    if let Some(at) = lines[..line.min(lines.len())].iter().position(has_tab) {
        let fix = "write two spaces for each tab at the beginning of a line";
        return Some(Mistake::at(
            at + 1,
            "a line begins with a tab, and YAML reads spaces alone there",
            fix,
        ));
    }
    if lines.first()?.trim_start().starts_with('@') {
        let fix = "call the file references.bib";
        return Some(Mistake::at(1, "this is BibTeX and no YAML", fix));
    }
    // Of words in quotes that go on, the parser names the line where they began.
    let begun = number_behind(error, "scanning a quoted scalar at line ");
    if let Some(begun) = begun.filter(|_| error.contains("end of stream")) {
        let fix =
            "end the words with the quote that they begin with, and put two spaces before each further line of them";
        return Some(Mistake::at(
            begun,
            "the words in quotes that begin here do not end",
            fix,
        ));
    }
    let begun = number_behind(error, "parsing a flow sequence at line ")
        .or_else(|| number_behind(error, "parsing a flow mapping at line "));
    if let Some(begun) = begun {
        let fix = "close it at the end of the line; put quotes around words that have commas in them, as in [\"Lee, Ann\", \"Kim, Bo\"]";
        return Some(Mistake::at(
            begun,
            "a bracket that opens here is not closed, or its words are not divided by commas",
            fix,
        ));
    }
    let (at, name, value) = [line, line - 1]
        .into_iter()
        .filter_map(|at| field(lines.get(at.checked_sub(1)?)?).map(|(name, value)| (at, name, value)))
        .find(|(_, _, value)| {
            let is_sign = value.starts_with(['@', '%', '*', '&', '!', '`', '[', '"', '\'', '|', '>']);
            is_sign && !is_quoted(value)
        })?;
    let is_of_value = [
        "cannot start any token",
        "expected key",
        "alias",
        "anchor",
        "sequence",
        "tag",
        "block scalar",
    ];
    if !is_of_value.iter().any(|words| error.contains(words)) {
        return None;
    }
    let sign = value.chars().next()?;
    let why = format!("YAML reads the sign {sign} before these words as its own");
    Some(Mistake::at(
        at,
        why,
        format!("put quotes around them: {name}: {}", quoted(value)),
    ))
}

/// Lines that are no fields, or stand in the wrong place.
fn of_place(lines: &[&str], line: usize, error: &str) -> Option<Mistake> {
    let own = *lines.get(line - 1)?;
    if error.contains("map between cite keys") || error.contains("representing a bibliography entry") {
        let fix = "begin each work with its key and a colon, as in day2020: and write two spaces before each of the lines below it";
        return Some(Mistake::at(line, "this is no work with its key", fix));
    }
    if error.contains("expected ':'") {
        // The parser goes on to the next line before it is sure.
        let at = number_behind(error, "scanning a simple key at line ").unwrap_or(line);
        let text = lines.get(at - 1)?.trim_end();
        if !text.contains(char::is_whitespace) {
            let why = "this line has no colon at its end, as the key of a work has";
            return Some(Mistake::at(at, why, format!("write {}:", text.trim_end_matches(':'))));
        }
        let text = text.trim_start();
        return Some(match text.split_once(':') {
            Some((name, value)) if !value.is_empty() => Mistake::at(
                at,
                "there is no space behind this colon",
                format!("write {name}: {value}"),
            ),
            _ => Mistake::at(
                at,
                "this line has no name with a colon",
                "write it as in title: A day in a school, or join it to the line before it",
            ),
        });
    }
    let indent = |text: &str| text.len() - text.trim_start().len();
    let before = lines[..line - 1].iter().rfind(|text| !text.trim().is_empty());
    let before_has_value = before
        .and_then(|text| field(text))
        .is_some_and(|(_, value)| !value.is_empty());
    if error.contains("mapping values are not allowed") {
        if let Some(before) = before.filter(|before| before_has_value && indent(own) > indent(before)) {
            return Some(moved(line, indent(own), indent(before)));
        }
        let (name, value) = field(own).filter(|(_, value)| value.contains(": ") || value.ends_with(':'))?;
        let fix = format!("put quotes around the words: {name}: {}", quoted(value));
        return Some(Mistake::at(
            line,
            "YAML takes the colon in these words for the end of a name",
            fix,
        ));
    }
    let before = before.filter(|before| before_has_value && indent(own) != indent(before) && indent(own) > 0)?;
    error
        .contains("expected key")
        .then(|| moved(line, indent(own), indent(before)))
}

fn moved(line: usize, own: usize, before: usize) -> Mistake {
    let count = |number: usize| match number {
        1 => "1 space".to_owned(),
        number => format!("{number} spaces"),
    };
    let why = format!(
        "this line begins with {}, and the one before it with {}",
        count(own),
        count(before)
    );
    Mistake::at(line, why, format!("begin it with {}", count(before)))
}

/// The name and the words of a line `name: words`; what begins an item of a list is no part of it.
fn field(line: &str) -> Option<(&str, &str)> {
    let line = line.trim().trim_start_matches("- ");
    let (name, value) = line.split_once(':')?;
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || "-_".contains(c));
    let is_apart = value.is_empty() || value.starts_with(' ');
    (is_name && is_apart).then(|| (name, value.trim()))
}

fn is_quoted(value: &str) -> bool {
    let Some(quote) = value.chars().next().filter(|c| matches!(c, '"' | '\'')) else {
        // A list in brackets, to its end.
        return value.starts_with('[') && value.ends_with(']');
    };
    let inside = &value[1..];
    inside.find(quote).is_some_and(|at| at + 1 == inside.len())
}

/// Words in quotes that they do not hold themselves.
fn quoted(words: &str) -> String {
    // A single quote around all of them was meant for that.
    let whole = words.strip_prefix('\'').and_then(|words| words.strip_suffix('\''));
    let words = whole.unwrap_or(words);
    if words.contains(['"', '\\']) {
        format!("'{}'", words.replace('\'', "''"))
    } else {
        format!("\"{words}\"")
    }
}

/// The number that stands behind some words of the parser.
fn number_behind(error: &str, words: &str) -> Option<usize> {
    let (_, rest) = error.split_once(words)?;
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    rest[..end].parse().ok().filter(|number| *number > 0)
}

#[cfg(test)]
mod tests {
    use super::tell;

    fn told(text: &str) -> (usize, String, String) {
        let error = hayagriva::io::from_yaml_str(text).expect_err("it cannot be read");
        let line = error.location().map_or(1, |place| place.line());
        let mistake = tell(text, line, &error.to_string());
        (mistake.line, mistake.why, mistake.fix)
    }

    /// A text, the line of its mistake, and words of why it is one and of its fix.
    const MISTAKES: &[(&str, usize, &str, &str)] = &[
        (
            "a:\n  type: book\n  title: X\n   author: Y\n",
            4,
            "begins with 3 spaces",
            "begin it with 2 spaces",
        ),
        (
            "a:\n  type: book\n title: X\n",
            3,
            "begins with 1 space, ",
            "begin it with 2 spaces",
        ),
        (
            "a:\n  type: book\nlee2020\n  type: book\n",
            3,
            "no colon at its end",
            "write lee2020:",
        ),
        ("a:\n\ttype: book\n\ttitle: X\n", 2, "begins with a tab", "two spaces"),
        ("a:\n  type: book\n\ttitle: X\n", 3, "begins with a tab", "two spaces"),
        (
            "a:\n  type: boook\n  title: X\n",
            2,
            "“boook” is no type",
            "did you mean “book”?",
        ),
        (
            "a:\n  type: article\n  parent: { type: periodicl, title: Y }\n",
            3,
            "“periodicl” is no type",
            "did you mean “periodical”?",
        ),
        (
            "a:\n  type: book\n  affiliated: { role: translater, names: X }\n",
            3,
            "“translater” is nothing",
            "did you mean “translator”?",
        ),
        (
            "a:\n  type: article\n  parent: The School Review\n",
            3,
            "only words",
            "write parent: { type: periodical, title: \"The School Review\" }",
        ),
        ("a:\n  type: BOOK\n", 2, "“BOOK” is no type", "did you mean “book”?"),
        ("a:\n  type: webinar series\n", 2, "is no type", "article, book"),
        (
            "a:\n  type: book\n  title: On Trust: A study\n  author: Y\n",
            3,
            "the colon in these words",
            "title: \"On Trust: A study\"",
        ),
        (
            "a:\n  type: book\n  title: \"On Trust\n  author: Y\n",
            3,
            "do not end",
            "end the words",
        ),
        (
            "a:\n  type: book\n  title:X\n  author: Y\n",
            3,
            "no space behind this colon",
            "write title: X",
        ),
        (
            "a:\n  type: book\n  date: 10/2/2020\n",
            3,
            "“10/2/2020” is no date",
            "2020-10-31",
        ),
        ("a:\n  type: book\n  title: @X\n", 3, "the sign @", "title: \"@X\""),
        ("a:\n  type: book\n  title: *X*\n", 3, "the sign *", "title: \"*X*\""),
        (
            "a:\n  type: book\n  title: [X] Y\n  author: Z\n",
            3,
            "the sign [",
            "title: \"[X] Y\"",
        ),
        (
            "a:\n  type: book\n  title: 'It's'\n",
            3,
            "the sign '",
            "title: \"It's\"",
        ),
        (
            "a:\n  type: book\n  title: \"A\" and B\n",
            3,
            "the sign \"",
            "title: '\"A\" and B'",
        ),
        (
            "a:\n  type: book\n  title: X\n  title: Y\n",
            4,
            "has “title” twice",
            "delete one",
        ),
        (
            "a:\n  type: book\na:\n  type: book\n",
            3,
            "“a” is defined twice",
            "another key",
        ),
        ("a:\n  title: X\n", 2, "“a” has no type", "type: book"),
        ("- type: book\n  title: X\n", 1, "no work with its key", "day2020:"),
        (
            "a:\n  type: book\n  author: [Lee, Ann\n  title: X\n",
            3,
            "is not closed",
            "close it",
        ),
        ("a:\n  type: web\n  url: example\n", 3, "no web address", "https://"),
        ("@book{a,\n title={B}}\n", 1, "BibTeX", "references.bib"),
    ];

    #[test]
    fn each_mistake_is_told_as_what_it_is() {
        for (text, line, why, fix) in MISTAKES {
            let (found, said, mended) = told(text);
            assert_eq!(found, *line, "{text}: {said}");
            assert!(said.contains(why), "{text}: {said}");
            assert!(mended.contains(fix), "{text}: {mended}");
        }
    }

    /// What a fix writes for a line is read, and says what was meant.
    #[test]
    fn the_line_that_a_fix_writes_is_read() {
        for (title, meant) in [
            ("On Trust: A study", "On Trust: A study"),
            ("@X", "@X"),
            ("'It's'", "It's"),
            ("\"A\" and B", "\"A\" and B"),
            ("\"A\" isn't: B", "\"A\" isn't: B"),
            ("[X] Y: \\Z", "[X] Y: \\Z"),
        ] {
            let (_, _, fix) = told(&format!("a:\n  type: book\n  title: {title}\n  author: Y\n"));
            let (_, line) = fix.split_once(": ").expect("it has a line");
            let library = hayagriva::io::from_yaml_str(&format!("a:\n  type: book\n  {line}\n")).expect("it is read");
            let entry = library.get("a").expect("it is there");
            assert_eq!(entry.title().map(ToString::to_string).as_deref(), Some(meant), "{fix}");
        }
    }
}

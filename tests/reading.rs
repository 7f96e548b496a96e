//! Families read the words of the theme at or below US grade 9, and the starter in plain language (Flesch-Kincaid).

mod support;

use playbook::edition::Readers;
use support::{Playbook, repository};

/// The school grade in which a text can be read: Kincaid et al. (1975), “Derivation of new readability formulas”.
fn grade(sentences: &[String]) -> f64 {
    let words: Vec<&str> = sentences.iter().flat_map(|sentence| words(sentence)).collect();
    assert!(
        words.len() > 40,
        "{} words are too few to tell: {sentences:?}",
        words.len()
    );
    let syllables: u32 = words.iter().map(|word| syllables(word)).sum();
    #[expect(clippy::cast_precision_loss, reason = "texts are short")]
    let (sentences, words) = (sentences.len() as f64, words.len() as f64);
    0.39 * words / sentences + 11.8 * f64::from(syllables) / words - 15.59
}

fn words(sentence: &str) -> impl Iterator<Item = &str> {
    let parts = sentence.split(|c: char| !c.is_alphanumeric() && !matches!(c, '’' | '\''));
    parts.filter(|word| word.contains(char::is_alphabetic))
}

/// The syllables of an English word, as near as rules get: groups of vowels, without an e that is not spoken.
fn syllables(word: &str) -> u32 {
    let word: Vec<char> = word.to_lowercase().chars().filter(|c| c.is_alphabetic()).collect();
    let is_vowel = |c: &char| "aeiouy".contains(*c);
    let mut groups = 0;
    let mut before = false;
    for c in &word {
        let now = is_vowel(c);
        groups += u32::from(now && !before);
        before = now;
    }
    let text: String = word.iter().collect();
    let spoken = ["ses", "ces", "ges", "ches", "shes", "xes", "zes", "ies", "les"];
    let ends_silently = text.ends_with('e') && !text.ends_with("le")
        || text.ends_with("es") && !spoken.iter().any(|end| text.ends_with(end))
        || text.ends_with("ed") && !text.ends_with("ted") && !text.ends_with("ded") && !text.ends_with("ied");
    // Vowels that are spoken apart.
    let apart = ["ia", "io", "eo", "uou", "ua"]
        .iter()
        .filter(|pair| text.contains(*pair))
        .count();
    let together = [
        "tion", "sion", "cial", "tial", "cious", "ieu", "quo", "qua", "gua", "eop",
    ];
    let together = together.iter().filter(|pair| text.contains(*pair)).count();
    let apart = u32::try_from(apart.saturating_sub(together)).expect("few");
    let last = u32::from(text.len() > 3 && text.ends_with("ea"));
    groups + apart + last - u32::from(ends_silently && groups > 1)
}

/// The sentences of a page's main part: words that stand on their own line, as in a list, are one too. Lists of works are others'
/// words, and years in parentheses are none.
fn sentences_of_page(html: &str) -> Vec<String> {
    let start = html.find("<main").expect("there is a main part");
    let end = html.find("</main>").expect("it ends");
    let mut main = html[start..end].to_owned();
    for (open, close) in [
        ("<ul class=\"works\"", "</ul>"),
        ("<svg", "</svg>"),
        ("<a class=\"citation\"", "</a>"),
        ("<pre", "</pre>"),
    ] {
        while let Some(at) = main.find(open) {
            let end = main[at..].find(close).expect("it is closed") + at + close.len();
            main.replace_range(at..end, "");
        }
    }
    let mut text = String::new();
    for part in main.split('<') {
        let (tag, words) = part.split_once('>').unwrap_or(("", part));
        let name = tag
            .trim_start_matches('/')
            .split([' ', '\n'])
            .next()
            .unwrap_or_default();
        if ![
            "a", "b", "em", "strong", "i", "span", "code", "sup", "time", "wbr", "abbr",
        ]
        .contains(&name)
        {
            text.push('\n');
        }
        text.push_str(words);
    }
    let text = text.replace("&amp;", "&").replace("&quot;", "\"").replace("&#39;", "'");
    sentences(&text)
}

fn sentences(text: &str) -> Vec<String> {
    let parts = text.split(['.', '!', '?', '\n']).map(|part| part.trim().to_owned());
    parts.filter(|part| words(part).next().is_some()).collect()
}

/// Sentences without the labels of a word or four, which would make any text seem easy.
fn long(sentences: Vec<String>) -> Vec<String> {
    sentences
        .into_iter()
        .filter(|sentence| words(sentence).count() > 4)
        .collect()
}

/// Syllables as a dictionary divides them.
#[test]
fn syllables_are_counted_as_dictionaries_do() {
    let known = [
        ("the", 1),
        ("school", 1),
        ("table", 2),
        ("teacher", 2),
        ("family", 3),
        ("families", 3),
        ("question", 2),
        ("answered", 2),
        ("changed", 1),
        ("wanted", 2),
        ("reading", 2),
        ("leadership", 3),
        ("collaboration", 5),
        ("resource", 2),
        ("resources", 3),
        ("articles", 3),
        ("idea", 3),
        ("people", 2),
        ("we", 1),
        ("here", 1),
        ("area", 3),
        ("video", 3),
        ("use", 1),
        ("decide", 2),
    ];
    let wrong: Vec<_> = known.iter().filter(|(word, count)| syllables(word) != *count).collect();
    // Rules get nearly all of them.
    assert!(
        wrong.len() <= 2,
        "{:?}",
        wrong
            .iter()
            .map(|(word, _)| (word, syllables(word)))
            .collect::<Vec<_>>()
    );
}

/// Sentences whose grade is known by the formula: by hand, 6 words and 6 syllables; 10 words and 17 syllables.
#[test]
fn the_formula_tells_hard_from_easy() {
    let easy = vec!["The cat sat on the mat".to_owned(); 10];
    assert!(
        (grade(&easy) - (0.39 * 6.0 + 11.8 - 15.59)).abs() < 0.01,
        "{}",
        grade(&easy)
    );
    let hard = "Considerable organizational deliberation necessitates comprehensive interdisciplinary collaboration methodologies";
    assert!(grade(&vec![hard.to_owned(); 10]) > 20.0);
}

#[test]
fn the_words_of_the_theme_can_be_read_in_grade_nine() {
    let strings =
        std::fs::read_to_string(repository().join("themes/default/strings/en.ftl")).expect("there are strings");
    let values = strings
        .lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
        .filter_map(|line| {
            let value = match line.split_once(" = ") {
                Some((_, value)) => value,
                None => line.split_once(']')?.1,
            };
            // What stands in braces is filled in.
            let words: Vec<&str> = value.split(['{', '}']).step_by(2).collect();
            Some(words.join("9"))
        });
    let sentences: Vec<String> = values.flat_map(|value| sentences(&value)).collect();
    assert!(sentences.len() > 100, "only {} sentences", sentences.len());
    let grade = grade(&sentences);
    assert!(grade <= 9.0, "grade {grade:.1}");
    let grade = self::grade(&long(sentences));
    assert!(grade <= 9.0, "sentences alone: grade {grade:.1}");
}

/// Pages that families come for are at or below grade 8, all others at or below grade 10.
#[test]
fn the_starter_is_in_plain_language() {
    let built = Playbook::starter().build(Readers::Public);
    let files = built.files.expect("the starter playbook has no errors");
    let for_families = [
        "index.html",
        "about.html",
        "contact.html",
        "privacy.html",
        "accessibility.html",
        "guides/getting-started/why.html",
        "resources/family-conversation.html",
        "articles/families-as-partners.html",
    ];
    // Titles of works, and of pages, are no texts.
    let lists = ["references.html", "search.html", "404.html"];
    let mut hard = Vec::new();
    let mut read = 0;
    for (name, bytes) in &files {
        if !name.ends_with(".html") || lists.contains(&name.as_str()) {
            continue;
        }
        let sentences = long(sentences_of_page(&String::from_utf8_lossy(bytes)));
        let count: usize = sentences.iter().map(|sentence| words(sentence).count()).sum();
        if count <= 40 {
            continue;
        }
        read += 1;
        let grade = grade(&sentences);
        let most = if for_families.contains(&name.as_str()) {
            8.0
        } else {
            10.0
        };
        if grade > most {
            hard.push(format!("{name}: grade {grade:.1}"));
        }
    }
    assert!(hard.is_empty(), "{hard:#?}");
    assert!(read >= 35, "only {read} pages were read");
    for page in for_families {
        assert!(files.contains_key(page), "{page}");
    }
}

//! What the search knows of a playbook. That the right page comes first is held by `tests/browser/search_table.test.mjs`.

mod support;

use playbook::edition::{self, Readers};
use playbook::link;
use playbook::publish::search::Search;
use playbook::source::Diagnostics;
use serde_json::{Value, json};
use support::Playbook;

fn playbook() -> Playbook {
    let playbook = Playbook::new();
    playbook
        .write(
            "playbook.toml",
            "title = \"Riverbend\"\n\n[search.synonyms]\nplc = [\"professional learning community\"]\n",
        )
        .write(
            "content/guides/01-start/01-why.md",
            "+++\ntitle = \"Why\"\nsummary = \"Reasons & <signs>.\"\n+++\nBefore.\n\n## A *first* part\n\nOur professional learning \
             community.[^1]\n\n[^1]: A note.\n\n:::questions\n- What will you say no to? {#say-no}\n- Who decides? {#who}\n- Who pays? {#pays}\n:::\n",
        )
        .write(
            "content/answers/start/why.toml",
            "[say-no]\nanswer = \"The second meeting.\"\nstatus = \"agreed\"\naudience = \"public\"\n\n[who]\nanswer = \"The \
             principal.\"\nstatus = \"draft\"\n\n[pays]\nanswer = \"All.\"\nstatus = \"retired\"\naudience = \"public\"\n",
        );
    playbook
}

/// The part of the index that a file hands over.
fn part(playbook: &Playbook, readers: Readers, name: &str) -> Value {
    let built = playbook.build(readers);
    let files = built.files.expect("there are no mistakes");
    let bytes = &files[&format!("search/{name}.js")];
    let text = str::from_utf8(bytes).expect("scripts are UTF-8");
    let arguments = text
        .strip_prefix("playbookSearchPart(")
        .and_then(|rest| rest.strip_suffix(");\n"))
        .expect("a call");
    let arguments: Value = serde_json::from_str(&format!("[{arguments}]")).expect("JSON");
    assert_eq!(arguments[0], name);
    arguments[2].clone()
}

/// What is known of the guide: its address, title, text, and its places, each with what it is called.
fn guide(readers: Readers) -> Value {
    let playbook = playbook();
    let labels = part(&playbook, readers, "index")["labels"].clone();
    let pages = part(&playbook, readers, "pages-0");
    let pages = pages.as_array().expect("a list");
    let page = pages
        .iter()
        .find(|page| page[0] == "guides/start/why.html")
        .expect("it is there");
    let label = |of: &Value| labels[usize::try_from(of.as_u64().expect("a number")).expect("small")].clone();
    let places = page[4].as_array().expect("a list").iter();
    let places: Vec<Value> = places
        .map(|place| json!([place[0], place[1], label(&place[2]), place[3]]))
        .collect();
    json!([page[1], label(&page[2]), page[3], places])
}

#[test]
fn headings_questions_and_answers_are_places() {
    let expected = json!([
        "Why",
        "Guide",
        "Reasons & <signs>.",
        [
            [
                "#a-first-part",
                "A first part",
                "Guide",
                "Our professional learning community. A note."
            ],
            ["#questions", "Big questions", "Guide", ""],
            [
                "#say-no",
                "What will you say no to?",
                "Our answer",
                "The second meeting."
            ],
            ["#who", "Who decides?", "Big question", ""],
            ["#pays", "Who pays?", "Big question", ""],
        ]
    ]);
    assert_eq!(guide(Readers::Public), expected);
}

#[test]
fn the_team_is_told_what_the_public_does_not_see() {
    let guide = guide(Readers::Team);
    let who = &guide[3][3];
    assert_eq!(
        who,
        &json!([
            "#who",
            "Who decides?",
            "Our answer · Draft, not public",
            "The principal."
        ])
    );
    assert_eq!(guide[3][4][2], "Our answer · Retired, not public");
}

#[test]
fn what_has_a_synonym_is_found_by_it() {
    let words = part(&playbook(), Readers::Public, "words-0");
    let forms: Vec<&str> = words[0].as_str().expect("text").split(' ').collect();
    assert!(forms.is_sorted(), "{forms:?}");
    let at = |form: &str| forms.iter().position(|one| *one == form).expect("it is there");
    // Which stems forms have: so many before the last new one, 0 for a new one; none here has more than one letter.
    let digits: Vec<usize> = words[1]
        .as_str()
        .expect("text")
        .bytes()
        .map(|letter| usize::from(letter - b'A'))
        .collect();
    let mut count = 0;
    let stems: Vec<usize> = digits
        .into_iter()
        .map(|back| {
            count += usize::from(back == 0);
            if back == 0 { count - 1 } else { count - back }
        })
        .collect();
    let places: Vec<&str> = words[2].as_str().expect("text").split(' ').collect();
    let places_of = |form: &str| places[stems[at(form)]].split('.').next();
    // The short form stands nowhere in the texts.
    assert_eq!(places_of("plc"), places_of("professional"));
    assert_ne!(places_of("plc"), places_of("meeting"));
}

#[test]
fn an_index_that_nobody_waits_for_is_not_made() {
    let playbook = playbook();
    let project = playbook::open(playbook.root(), None).expect("it is a playbook");
    let mut problems = Diagnostics::new();
    let edition = edition::cut(&project.playbook, &project.settings, Readers::Public, &mut problems);
    let site = link::link(edition, &project.theme.addresses(), &mut problems);
    assert!(Search::new(&site, &project.theme, &|| false).is_none());
    assert!(Search::new(&site, &project.theme, &|| true).is_some());
}

//! What is the team's own stays with the team.
//!
//! A playbook with a canary word in every private place of the format is built for the public: none of the words is
//! in any byte, name or message of it, and changing or deleting all private content changes no byte.

mod support;

use annotate_snippets::Renderer;
use playbook::edition::Readers;
use playbook::source::report;
use support::{Built, Playbook};

/// A playbook whose private places hold the word `canary` and a mark of their own.
fn with_canaries(mark: &str) -> Playbook {
    let playbook = public_part();
    let c = |place: &str| format!("canary{mark}{place}");
    let team_page = |place: &str, extra: &str| {
        let (title, summary, heading, text, alt) = (c("title"), c("summary"), c("heading"), c("text"), c("alt"));
        format!(
            "+++\ntitle = \"{title}\"\nsummary = \"{summary}\"\naudience = \"team\"\n\
             aliases = [\"canary/{place}.html\"]\n{extra}+++\n\n\
             ## {heading} {{#canary-{place}}}\n\n{text} [@canarykey] ![{alt}](/images/canary.svg) \
             [file](/images/canary.pdf)\n\n:::questions {title}\n- {text}? {{#x}}\n:::\n"
        )
    };
    playbook
        .write("content/canaryplain.md", team_page("a", ""))
        .write("content/guides/02-canaryseries/index.md", team_page("b", ""))
        .write(
            "content/guides/02-canaryseries/01-canaryguide.md",
            page("Canary words in a team series", ":::questions\n- Canary? {#x}\n:::"),
        )
        .write("content/guides/01-start/03-canaryteamguide.md", team_page("c", ""))
        .write(
            "content/resources/canaryresource.md",
            team_page("d", "kind = \"agenda\"\n"),
        )
        .write("content/articles/2026-01-02-canaryarticle.md", team_page("e", ""))
        .write(
            "content/canarydraft.md",
            page(&c("draft"), &c("draftbody")).replace("+++\ntitle", "+++\ndraft = true\ntitle"),
        )
        .write(
            "content/guides/01-start/04-canarydraft.md",
            page(&c("g"), "").replace("+++\ntitle", "+++\ndraft = true\ntitle"),
        )
        .write(
            "content/images/canary.svg",
            format!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\"><title>{}</title></svg>",
                c("svg")
            ),
        )
        .write("content/images/canary.pdf", c("pdf"))
        .write("content/images/canaryunused.pdf", c("unused"))
        .write(
            "content/answers/start/canaryteamguide.toml",
            format!("[x]\nanswer = \"{}\"\naudience = \"public\"\n", c("h")),
        )
        .write(
            "content/answers/canaryseries/canaryguide.toml",
            format!("[x]\nanswer = \"{}\"\naudience = \"public\"\n", c("i")),
        )
        .write("content/answers/start/why.toml", answers(mark))
        .write(
            "content/cycles/canarycycle.toml",
            format!(
                "title = \"{}\"\naim = \"{}\"\nstudy = \"{}\"\n",
                c("cycle"),
                c("aim"),
                c("study")
            ),
        )
        .write(
            "content/cycles/canarycycle.csv",
            format!("date,value,note\n2026-01-01,1,{}\n", c("note")),
        )
        .write("content/references.bib", bibliography(true, mark))
        .write(
            "playbook.toml",
            format!(
                "{}\n[[menu]]\ntitle = \"{}\"\npage = \"canaryplain.md\"\n",
                settings(),
                c("menu")
            ),
        );
    playbook
}

fn settings() -> String {
    "title = \"Test\"\nbase_url = \"https://example.org/play/\"\n[[menu]]\ntitle = \"Guides\"\npage = \"guides/index.md\"\n".into()
}

fn page(title: &str, text: &str) -> String {
    format!("+++\ntitle = \"{title}\"\n+++\n{text}\n")
}

fn bibliography(with_private: bool, mark: &str) -> String {
    let public = "@book{fullan2014, author = {Fullan, Michael}, title = {The principal}, publisher = {School Press}, year = {2014}}\n";
    // By the author of the public work, and of its year: a letter for either would say that there is another.
    let private = format!(
        "@book{{canarykey, author = {{Fullan, Michael}}, editor = {{Canary{mark}, C.}}, title = {{canary{mark}}}, \
         publisher = {{Canary{mark}}}, year = {{2014}}}}\n"
    );
    if with_private {
        format!("{public}{private}")
    } else {
        public.into()
    }
}

fn guide() -> String {
    page(
        "Why",
        "Shown [@fullan2014].\n\n:::questions\n- One? {#one}\n- Two? {#two}\n- Three? {#three}\n- Four? {#four}\n:::\n\n\
         :::tasks\n- Do. {#do}\n- Rest. {#rest}\n:::\n\n:::organizer See {#see}\n:::\n\n:::theory Theory {#theory}\n:::\n\n:::resources\n:::\n",
    )
}

/// Answers of which only the first is public.
fn answers(mark: &str) -> String {
    let c = |place: &str| format!("canary{mark}{place}");
    format!(
        "[one]\nanswer = \"Shown to all.\"\naudience = \"public\"\nstatus = \"agreed\"\nupdated = 2026-01-01\n\
         [two]\nanswer = \"{} [@canarykey]\"\nby = \"{}\"\nstatus = \"agreed\"\nupdated = 2026-02-01\n\
         [three]\nanswer = \"{}\"\naudience = \"public\"\nstatus = \"draft\"\n\
         [four]\nanswer = \"{}\"\naudience = \"public\"\nstatus = \"retired\"\n\
         [do]\nstatus = \"done\"\nowner = \"{}\"\nnote = \"{}\"\n\
         [see]\nthink = [\"{}\"]\n[theory]\nif = [\"{}\"]\nthen = [\"{}\"]\nso-that = [\"{}\"]\n",
        c("j"),
        c("by"),
        c("k"),
        c("l"),
        c("owner"),
        c("m"),
        c("n"),
        c("o"),
        c("p"),
        c("q")
    )
}

/// The same playbook without anything private.
fn public_part() -> Playbook {
    let playbook = Playbook::new();
    playbook
        .write("playbook.toml", settings())
        .write("content/index.md", page("Home", "Welcome."))
        .write("content/guides/01-start/index.md", page("Start", ""))
        .write("content/guides/01-start/01-why.md", guide())
        .write("content/guides/01-start/02-how.md", page("How", "Text."))
        .write(
            "content/answers/start/why.toml",
            "[one]\nanswer = \"Shown to all.\"\naudience = \"public\"\nstatus = \"agreed\"\nupdated = 2026-01-01\n",
        )
        .write("content/references.bib", bibliography(false, ""));
    playbook
}

fn built(playbook: &Playbook) -> Built {
    let built = playbook.build(Readers::Public);
    assert!(built.files.is_some(), "{:?}", built.diagnostics);
    built
}

#[test]
fn no_private_word_is_in_any_byte_or_name_or_message() {
    let playbook = with_canaries("one");
    let team = playbook.build(Readers::Team);
    let team = team.files.unwrap_or_else(|| panic!("{:?}", team.diagnostics));
    let seen = team
        .values()
        .filter(|bytes| String::from_utf8_lossy(bytes).contains("canaryone"))
        .count();
    assert!(seen >= 10, "the canaries are alive: the team sees them in {seen} files");

    let built = built(&playbook);
    let messages = report::human(&built.diagnostics, &built.sources, &Renderer::plain());
    assert!(!messages.to_lowercase().contains("canary"), "{messages}");
    for (name, bytes) in built.files.expect("it was built") {
        assert!(!name.to_lowercase().contains("canary"), "{name}");
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        assert!(!text.contains("canary"), "{name} holds a private word:\n{text}");
    }
}

#[test]
fn changing_or_deleting_private_content_changes_no_byte() {
    let one = built(&with_canaries("one")).files;
    let other = built(&with_canaries("a quite different word")).files;
    let none = built(&public_part()).files;
    assert_eq!(one, other);
    assert_eq!(one, none);
}

#[test]
fn drafts_are_added_for_a_last_look_and_nothing_else_is() {
    let files = with_canaries("one")
        .build(Readers::PublicWithDrafts)
        .files
        .expect("it was built");
    assert!(files.contains_key("canarydraft.html"));
    assert!(files.contains_key("guides/start/canarydraft.html"));
    let guide = String::from_utf8_lossy(&files["guides/start/why.html"]).into_owned();
    assert!(
        guide.contains("canaryonek"),
        "a draft answer that is otherwise public is shown"
    );
    for (name, bytes) in &files {
        let text = String::from_utf8_lossy(bytes);
        for word in ["canaryonej", "canaryonel", "canaryonetext", "canaryoneowner"] {
            assert!(!text.contains(word), "{name} holds {word}");
        }
    }
}

#[test]
fn mistakes_in_what_is_left_out_neither_stop_nor_speak() {
    let playbook = with_canaries("one");
    playbook
        .write(
            "content/canaryplain.md",
            "+++\ntitle = \"x\"\naudience = \"team\"\nsumary = \"canary\"\n+++\n:::canary\n[a](canary.md)\n",
        )
        .write(
            "content/answers/start/how.toml",
            "[canary]\nanswer = \"canary\"\n[other]\nanswr = \"canary\"\n",
        )
        .write("content/cycles/canarycycle.csv", "canary\n");
    let built = built(&playbook);
    assert_eq!(built.diagnostics, []);
}

#[test]
fn a_file_that_may_be_for_anyone_stops_the_build_without_its_words() {
    for (name, text) in [
        ("content/a.md", "+++\ntitle = canary\naudience = \"team\"\n+++\ncanary"),
        (
            "content/a.md",
            "+++\ntitle = \"canary\"\naudiance = \"team\"\n+++\ncanary",
        ),
        (
            "content/a.md",
            "+++\ntitle = \"canary\"\naudience = \"tem canary\"\n+++\ncanary",
        ),
        ("content/a.md", "canary without front matter"),
        ("content/a.md", "+++\ntitle = \"canary\"\n"),
        (
            "content/a.md",
            "+++\ntitle = \"canary\"\n+++\naudience = \"team\"\ncanary",
        ),
        ("content/a.md", "+++\ntitle = \"canary\"\n+++\n\ndraft = true\n"),
        ("content/a.md", "+++\ntitle = \"canary\"\n+++\naudience = team\n"),
        ("content/a.md", "+++\ntitle = \"canary\"\n+++\naudience: team\n"),
        (
            "content/a.md",
            "+++\ntitle = \"canary\"\n+++\nminutes = 40\n\naudience = \"team\"\n",
        ),
        (
            "content/a.md",
            "+++\n\n+++\ntitle = \"canary\"\naudiance = “team”\n+++\n",
        ),
        ("content/answers/start/why.toml", "[one\nanswer = \"canary\"\n"),
        (
            "content/answers/start/why.toml",
            "[one]\nanswer = \"canary\"\naudiense = \"team\"\n",
        ),
        (
            "content/answers/start/why.toml",
            "[one]\nanswer = \"canary\"\naudience = \"public\"\nstatus = \"canary\"\n",
        ),
        ("content/answers/start/why.toml", "answer = \"canary\"\n"),
        ("content/cycles/a.toml", "title = canary\n"),
    ] {
        let playbook = public_part();
        playbook.write(name, text);
        let built = playbook.build(Readers::Public);
        assert!(built.files.is_none(), "{text}");
        let messages = report::human(&built.diagnostics, &built.sources, &Renderer::plain());
        assert!(messages.contains(name), "{messages}");
        assert!(!messages.contains("canary"), "{text}\n{messages}");
        let (diagnostics, sources) = playbook.check();
        let shown = report::human(&diagnostics, &sources, &Renderer::plain());
        assert!(
            shown.contains('^') && !shown.contains("audience-unknown"),
            "check shows the words: {shown}"
        );
    }
}

#[test]
fn a_public_page_does_not_lead_over_the_wall() {
    for text in [
        "[x](canaryplain.md)",
        ":::chart {cycle=\"canarycycle\"}\n:::",
        "[x](guides/01-start/03-canaryteamguide.md#q)",
    ] {
        let playbook = with_canaries("one");
        playbook.write("content/about.md", page("About", text));
        let built = playbook.build(Readers::Public);
        assert!(built.files.is_none(), "{text}");
        assert!(
            playbook.codes().contains(&"public-to-team"),
            "{text}: {:?}",
            playbook.codes()
        );
    }
}

#[test]
fn a_series_whose_index_is_not_read_is_closed() {
    for name in [
        "Index.md",
        "00-index.md",
        "index.MD",
        "INDEX.md",
        "índex.md",
        "_index.md",
        "1index.md",
        "index.md.txt",
        "INDEX.markdown",
    ] {
        let playbook = public_part();
        let folder = "content/guides/03-canaryseries";
        let index = "+++\ntitle = \"canary\"\naudience = \"team\"\n+++\n";
        playbook
            .write(&format!("{folder}/{name}"), index)
            .write(&format!("{folder}/01-canaryguide.md"), page("canary", "canary"));
        let built = playbook.build(Readers::Public);
        assert!(built.files.is_none(), "{name} closes the series and stops the build");
    }
}

#[test]
fn files_of_a_closed_folder_stay_in_it_whatever_it_is_called() {
    for folder in ["notes", "staff-answers", "answers-of-staff", "our/answers"] {
        let playbook = public_part();
        let index = "+++\ntitle = \"canary\"\naudience = \"team\"\n+++\n";
        playbook
            .write(&format!("content/{folder}/index.md"), index)
            .write(&format!("content/{folder}/files/plan.txt"), "canary")
            .write(
                "content/about.md",
                page("About", &format!("[x]({folder}/files/plan.txt)")),
            );
        let built = playbook.build(Readers::Public);
        assert!(
            built.files.is_none(),
            "{folder}: a public page leads to the team's file"
        );
    }
}

#[cfg(unix)]
#[test]
fn a_series_whose_index_is_a_link_is_closed() {
    let playbook = public_part();
    playbook
        .write("content/guides/03-s/01-guide.md", page("canary", ""))
        .write("index.md", "+++\ntitle = \"x\"\naudience = \"team\"\n+++\n");
    std::os::unix::fs::symlink(
        playbook.root().join("index.md"),
        playbook.root().join("content/guides/03-s/index.md"),
    )
    .expect("a link can be made");
    assert!(playbook.build(Readers::Public).files.is_none());
}

#[test]
fn comments_reach_nothing() {
    let playbook = public_part();
    playbook
        .write("content/images/p.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
        .write(
            "content/about.md",
            page(
                "About",
                "## Heading <!-- canary -->\n\nA <!-- canary --> word ![a garden <!-- canary --> gate](images/p.svg)\n\n\
             :::goal Title <!-- canary -->\nx\n:::\n\n:::note T <!-- canary --> {#n}\n<!-- canary\n\ncanary -->\n:::\n",
            ),
        );
    for (name, bytes) in built(&playbook).files.expect("it was built") {
        assert!(!String::from_utf8_lossy(&bytes).contains("canary"), "{name}");
    }
}

#[test]
fn suggestions_name_nothing_of_the_teams() {
    for link in [
        "![x](images/canary.svg)",
        "[x](canarydraft.md)",
        "[x](resources/canaryresourc.md)",
        "[@canarykye]",
    ] {
        let playbook = with_canaries("one");
        let link = link.replace("images/canary.svg", "pictures/canary.svg");
        playbook.write("content/about.md", page("About", &link));
        let built = playbook.build(Readers::Public);
        assert!(built.files.is_none(), "{link}");
        let fixes: Vec<&str> = built
            .diagnostics
            .iter()
            .filter_map(|diagnostic| diagnostic.fix.as_deref())
            .collect();
        assert!(fixes.iter().all(|fix| !fix.contains("canary")), "{fixes:?}");
    }
}

#[test]
fn files_that_are_wrong_as_a_whole_are_left_out_with_their_series_and_cycle() {
    let playbook = with_canaries("one");
    playbook
        .write(
            "content/guides/02-canaryseries/02-canarybroken.md",
            "canary without front matter",
        )
        .write("content/guides/02-canaryseries/sub/canary.md", "canary")
        .write("content/answers/canaryseries/canarybroken.toml", "canary")
        .write(
            "content/cycles/canarycycle.csv",
            b"date,value\n2026-01-01,1,D\xE9j\xE0 vu\n",
        );
    assert_eq!(built(&playbook).diagnostics, []);
    let said: Vec<String> = playbook.codes().iter().map(ToString::to_string).collect();
    for code in ["front-matter-missing", "file-misplaced", "toml-syntax", "file-encoding"] {
        assert!(said.iter().any(|said| said == code), "check says {code}: {said:?}");
    }
}

#[test]
fn a_draft_of_a_guide_takes_no_answers_from_the_guide() {
    let playbook = public_part();
    playbook.write(
        "content/guides/01-start/05-why.md",
        page("Why", "").replace("+++\ntitle", "+++\ndraft = true\ntitle"),
    );
    let guide = built(&playbook).page("guides/start/why.html");
    assert!(guide.contains("Shown to all."), "{guide}");
}

#[test]
fn a_private_cycle_changes_no_menu() {
    let menu = format!(
        "{}[[menu]]\ntitle = \"Tests\"\npage = \"cycles/index.md\"\n",
        settings()
    );
    let without = public_part();
    without
        .write("playbook.toml", &menu)
        .write("content/cycles/index.md", page("Tests", ""));
    let with = public_part();
    with.write("playbook.toml", &menu)
        .write("content/cycles/index.md", page("Tests", ""))
        .write("content/cycles/secret.toml", "title = \"canary\"\n")
        .write("content/cycles/secret.csv", "date,value\n");
    assert_eq!(built(&without).files, built(&with).files);
}

#[test]
fn a_comment_reaches_nothing_wherever_it_stands() {
    let playbook = Playbook::new().with_plain_theme();
    playbook
        .write(
            "content/references.bib",
            "@book{day, author = {Day, Ann}, title = {Days}, publisher = {P}, year = {2020}}",
        )
        .write(
            "content/index.md",
            page(
                "Home",
                "[see <!-- canary --> @day] or [@day, p. 3 <!-- canary -->] or [@day <!--\ncanary --> ; @day]\n\n\
                 [words](index.md \"title <!-- canary -->\") ![a <!-- canary --> b](a.svg \"<!-- canary -->\")",
            ),
        )
        .write("content/a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    let built = playbook.build(Readers::Public);
    assert_eq!(built.diagnostics, []);
    let page = built.page("index.html");
    assert!(
        page.contains("(see ") && page.contains(", p. 3</a>)") && page.contains("title=\"title \""),
        "{page}"
    );
    for (name, bytes) in built.files.expect("it was built") {
        assert!(!String::from_utf8_lossy(&bytes).contains("canary"), "{name}");
    }
}

#[test]
fn what_looks_like_a_setting_in_a_text_is_text() {
    let playbook = public_part();
    playbook.write(
        "content/sums.md",
        page(
            "Sums",
            "draft = 2 pages a week\nAudience: families and the team\n\nWords.\n\n```toml\naudience = \"team\"\n```",
        ),
    );
    assert!(built(&playbook).page("sums.html").contains("2 pages a week"));
}

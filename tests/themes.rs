//! Themes: a second one, which was written from `themes/README.md` alone, and single files of a school's own.

mod support;

use fluent_syntax::ast::{Entry, Resource};
use playbook::edition::Readers;
use playbook::emit::Failure;
use playbook::source::Diagnostics;
use std::collections::{BTreeMap, BTreeSet};
use support::{Built, Playbook, files, repository};

fn with_settings(theme: &str) -> Playbook {
    let playbook = Playbook::starter();
    let settings = std::fs::read_to_string(playbook.root().join("playbook.toml")).expect("there are settings");
    let (before, after) = settings.split_once("[theme]").expect("there is a theme");
    let (_, after) = after.split_once("\n\n").expect("something follows");
    playbook.write("playbook.toml", format!("{before}[theme]\n{theme}\n\n{after}"));
    playbook
}

fn slate(settings: &str) -> Playbook {
    let playbook = with_settings(&format!("name = \"slate\"\n{settings}"));
    for (name, bytes) in files(&repository().join("tests/themes/slate")) {
        playbook.write(&format!("themes/slate/{name}"), bytes);
    }
    playbook
}

fn texts(built: Built) -> BTreeMap<String, String> {
    assert!(built.diagnostics.is_empty(), "{:?}", built.diagnostics);
    let files = built.files.expect("there are no errors");
    let texts = files
        .into_iter()
        .map(|(name, bytes)| (name, String::from_utf8_lossy(&bytes).into_owned()));
    texts.collect()
}

const GUIDE: &str = "guides/getting-started/why.html";

#[test]
fn a_theme_that_was_written_from_the_documentation_shows_every_page() {
    let playbook = slate("");
    for readers in [Readers::Public, Readers::Team] {
        let texts = texts(playbook.build(readers));
        let pages: Vec<_> = texts.iter().filter(|(name, _)| name.ends_with(".html")).collect();
        assert!(pages.len() >= 20, "{} pages", pages.len());
        // An old address only leads on.
        for (name, page) in pages
            .into_iter()
            .filter(|(_, page)| !page.contains("http-equiv=\"refresh\""))
        {
            assert!(
                page.contains("name=\"generator\" content=\"slate\""),
                "{name} is not of this theme"
            );
            assert!(page.contains("<h1>") && page.contains("</html>"), "{name} is not whole");
            // Classes of the built-in theme's own templates.
            for class in ["page-head", "class=\"crumbs", "menu-button", "popovertarget"] {
                assert!(!page.contains(class), "{name} has the built-in theme's {class}");
            }
        }
        let guide = &texts[GUIDE];
        for words in [
            "Agree on why we lead together",
            "Where in our school do people already lead without a title?",
            "Eight people",
        ] {
            assert!(guide.contains(words), "{words} is not in the guide");
        }
        let has_code = guide.contains("class=\"qr\"");
        assert_eq!(
            has_code,
            readers == Readers::Public,
            "a QR code leads to the public page alone"
        );
    }
}

#[test]
fn a_school_sets_what_a_theme_lets_it_set() {
    let unset = texts(slate("").build(Readers::Public));
    let playbook = slate(
        "accent = \"#7a1f4b\"\nbanner = \"Family evening & more\"\ncontents = false\ndecisions = 1\nwidth = \"wide\"",
    );
    let set = texts(playbook.build(Readers::Public));
    let (before, after) = (&unset["index.html"], &set["index.html"]);
    assert!(!before.contains("Family evening") && after.contains("Family evening &amp; more"));
    let decisions = |page: &str| page.matches(".html#").count();
    assert!(decisions(before) > decisions(after), "{before}\n{after}");
    assert!(before.contains("class=\"narrow\"") && after.contains("class=\"wide\""));
    assert!(unset[GUIDE].contains("_contents") && !set[GUIDE].contains("_contents"));
    let style = |texts: &BTreeMap<String, String>| {
        let mut styles = texts.iter().filter(|(name, _)| name.starts_with("theme/style."));
        styles.next().expect("there are styles").1.clone()
    };
    assert!(style(&unset).contains("#1f5580") && style(&set).contains("#7a1f4b"));
    assert!(!style(&set).contains("#1f5580"));
}

#[test]
fn single_files_take_the_place_of_built_in_ones_and_nothing_else_does() {
    let plain = texts(Playbook::starter().build(Readers::Public));
    let playbook = Playbook::starter();
    playbook.write("themes/default/theme.toml", "version = 2\n");
    playbook.write("themes/default/strings/en.ftl", "ask-us = Come and see us\n");
    playbook.write("themes/default/styles/school.css", ".answer { border-style: dotted }\n");
    playbook.write(
        "themes/default/templates/parts/on_paper.html",
        "<p class=\"on-paper\">Ours</p>\n",
    );
    playbook.write("themes/default/icons/search.svg", "<svg id=\"_our-glass\"></svg>\n");
    for slot in [
        "head_end",
        "header_start",
        "header_end",
        "page_start",
        "page_end",
        "footer_end",
    ] {
        let tag = if slot == "head_end" { "meta name" } else { "p id" };
        playbook.write(
            &format!("themes/default/templates/slots/{slot}.html"),
            format!("<{tag}=\"_slot-{slot}\">"),
        );
    }
    let ours = texts(playbook.build(Readers::Public));
    let names = |texts: &BTreeMap<String, String>| -> Vec<String> {
        texts
            .keys()
            .filter(|name| !name.starts_with("theme/"))
            .cloned()
            .collect()
    };
    assert_eq!(names(&plain), names(&ours));
    let home = &ours["index.html"];
    assert!(home.contains("Come and see us") && !home.contains("Questions? Ask us"));
    assert!(home.contains("<p class=\"on-paper\">Ours</p>") && home.contains("What we decided lately"));
    assert!(home.contains("<svg id=\"_our-glass\"></svg>") && home.contains("<svg class=\"icon\""));
    let places: Vec<usize> = [
        "head_end",
        "header_start",
        "header_end",
        "page_start",
        "page_end",
        "footer_end",
    ]
    .iter()
    .map(|slot| {
        home.find(&format!("_slot-{slot}\""))
            .unwrap_or_else(|| panic!("{slot} is not there"))
    })
    .collect();
    assert!(places.is_sorted(), "{places:?}");
    let (_, style) = ours
        .iter()
        .find(|(name, _)| name.starts_with("theme/style."))
        .expect("there are styles");
    let own = style.find("border-style:dotted").expect("the school's rules are there");
    assert!(own > style.rfind("@layer print").expect("there is a layer for paper"));
}

/// WCAG 2.1, 3.1.2: what is in another language than the page says so.
#[test]
fn a_resource_in_another_language_says_which() {
    let playbook = Playbook::new();
    playbook
        .write(
            "content/resources/lectura.md",
            "+++\ntitle = \"Una lectura\"\nsummary = \"Breve.\"\nkind = \"reading\"\nlanguage = \"es\"\n+++\n\nBreve.\n\n\
             :::note\nUna nota.\n:::\n\n:::tip Un consejo\nUno.\n:::\n\n:::connect\nPregunte.\n:::\n",
        )
        .write(
            "content/resources/reading.md",
            "+++\ntitle = \"A reading\"\nkind = \"reading\"\nlanguage = \"en\"\n+++\n\nShort.\n",
        );
    let texts = texts(playbook.build(Readers::Public));
    let page = &texts["resources/lectura.html"];
    for part in [
        "<html lang=\"en\"",
        "<h1 lang=\"es\"",
        "<p class=\"lede\" lang=\"es\"",
        "<div class=\"prose\" lang=\"es\"",
        // The theme's own words among those of the text.
        "id=\"_note-title\" lang=\"en\">Note</p>",
        "<span lang=\"en\">Tip:</span> Un consejo",
        " lang=\"en\">Need help?</h2>",
    ] {
        assert!(page.contains(part), "{part}");
    }
    let list = &texts["resources/index.html"];
    assert!(
        list.contains("<h2 lang=\"es\"><a class=\"cover\" href=\"../resources/lectura.html\">Una lectura</a>")
            && list.contains("<p lang=\"es\">Breve.</p>"),
        "{list}"
    );
    assert_eq!(texts["resources/reading.html"].matches(" lang=").count(), 1);
    assert!(page.contains("<dd>Spanish</dd>"), "{page}");
}

#[test]
fn what_is_not_known_leaves_no_empty_list_and_no_address_for_a_name() {
    let playbook = Playbook::new();
    playbook
        .write("content/guides/one/first.md", "+++\ntitle = \"First\"\n+++\n\nText.\n")
        .write(
            "content/resources/sheet.md",
            "+++\ntitle = \"Sheet\"\nkind = \"reading\"\n+++\n\n:::video {url=\"https://example.org/x\"}\n:::\n",
        )
        .write(
            "content/cycles/empty.toml",
            "title = \"Empty\"\naudience = \"public\"\n",
        )
        .write("content/cycles/empty.csv", "date,value,note\n");
    let texts = texts(playbook.build(Readers::Public));
    let (guide, resource) = (&texts["guides/one/first.html"], &texts["resources/sheet.html"]);
    assert!(!guide.contains("<ul class=\"facts\">"), "{guide}");
    assert!(!resource.contains("<dl class=\"about\">"), "{resource}");
    assert!(
        resource.contains("href=\"https://example.org/x\">Watch the video</a>"),
        "{resource}"
    );
    let cycle = &texts["cycles/empty.html"];
    let plan = cycle.split("<section").find(|part| part.contains("id=\"_plan\""));
    assert!(plan.expect("a plan").contains("Nothing here yet"), "{cycle}");
}

/// WCAG 2.1, 1.3.1: what looks like a heading is one, of the level below that of its block.
#[test]
fn questions_and_titles_of_strategies_are_headings() {
    let playbook = Playbook::new();
    playbook.write(
        "content/guides/one/first.md",
        "+++\ntitle = \"First\"\n+++\n\n:::questions\n1. Why *now*? {#why}\n   - Who? {#who}\n:::\n\n\
         :::strategies\n- **Ask first.** Then tell.\n:::\n\n\
         ::::note\n:::questions\n1. Where? {#where}\n:::\n::::\n",
    );
    let texts = texts(playbook.build(Readers::Public));
    let guide = &texts["guides/one/first.html"];
    for part in [
        "<h3 class=\"question\"><span class=\"ordinal\">1.</span> Why <em>now</em>?</h3>",
        "<h4 class=\"question\"><span class=\"ordinal\">a.</span> Who?</h4>",
        "<h3 class=\"point\">Ask first.</h3>",
        "</span> Where?</h4>",
    ] {
        assert!(guide.contains(part), "{part}: {guide}");
    }
}

/// HTML, 3.2.6.4: `lang` says nothing of the direction.
#[test]
fn a_resource_that_is_read_from_the_right_says_so_and_one_from_the_left_among_those() {
    let of = |site: &str, resource: &str| {
        let playbook = Playbook::new();
        playbook
            .write("playbook.toml", format!("title = \"School\"\nlanguage = \"{site}\"\n"))
            .write("themes/default/strings/ar.ftl", "search = بحث\n")
            .write(
                "content/resources/sheet.md",
                format!(
                    "+++\ntitle = \"A title\"\nsummary = \"Short.\"\nkind = \"reading\"\nlanguage = \"{resource}\"\naliases = [\"old.html\"]\n+++\n\nText.\n"
                ),
            );
        texts(playbook.build(Readers::Public))
    };
    for (site, resource, wanted) in [
        ("en", "ar", "lang=\"ar\" dir=\"rtl\""),
        ("en", "ur-PK", "lang=\"ur-PK\" dir=\"rtl\""),
        ("en", "es", "lang=\"es\""),
        ("ar", "en", "lang=\"en\" dir=\"ltr\""),
        ("ar", "fa", "lang=\"fa\""),
    ] {
        let texts = of(site, resource);
        let page = &texts["resources/sheet.html"];
        for part in ["<h1", "<p class=\"lede\"", "<div class=\"prose\""] {
            assert!(page.contains(&format!("{part} {wanted}>")), "{part} {wanted}: {page}");
        }
        let list = &texts["resources/index.html"];
        assert!(list.contains(&format!("<h2 {wanted}><a")), "{wanted}: {list}");
        assert!(list.contains(&format!("<p {wanted}>Short.</p>")), "{wanted}: {list}");
        let html = if site == "ar" {
            "<html lang=\"ar\" dir=\"rtl\">"
        } else {
            "<html lang=\"en\">"
        };
        for name in ["resources/sheet.html", "old.html"] {
            assert!(texts[name].contains(html), "{name} in {site}");
        }
        // A list of titles in many languages leaves it to each of them.
        assert!(texts["search.html"].contains("\" dir=\"auto\">A title</a>"));
    }
}

/// The names of a file's strings, each with what it asks for.
fn asked(file: &str) -> BTreeMap<String, BTreeSet<String>> {
    let text = std::fs::read_to_string(repository().join("themes/default/strings").join(file)).expect("a file");
    let strings = fluent_syntax::parser::parse(text.as_str()).expect("well-formed strings");
    let messages = strings.body.iter().filter_map(|entry| match entry {
        Entry::Message(message) => Some(message),
        _ => None,
    });
    let asked = messages.map(|message| {
        let written = Resource {
            body: vec![Entry::Message(message.clone())],
        };
        let written = fluent_syntax::serializer::serialize(&written);
        let variables = written.split('$').skip(1).map(|rest| {
            let end = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
            rest[..end].to_owned()
        });
        (message.id.name.to_owned(), variables.collect())
    });
    asked.collect()
}

#[test]
fn every_string_is_there_in_spanish_and_asks_for_the_same() {
    let english = asked("en.ftl");
    assert!(english.len() > 150 && english["step-of"].len() == 2, "{english:?}");
    assert_eq!(asked("es.ftl"), english);
}

#[test]
fn a_spanish_playbook_is_spanish_from_head_to_foot() {
    let playbook = Playbook::new();
    playbook
        .write(
            "playbook.toml",
            "title = \"La escuela\"\nbase_url = \"https://example.org/\"\nlanguage = \"es-MX\"\n",
        )
        .write(
            "content/guides/uno/una.md",
            "+++\ntitle = \"Una guía\"\nsummary = \"Breve.\"\nupdated = 2026-11-02\n+++\n\n:::questions\n\n1. ¿Por qué? {#por-que}\n\n:::\n\nLa gente lee [@lectura; @trust].\n",
        )
        .write(
            "content/references.bib",
            "@book{lectura, title = {La lectura en la escuela}, year = {2020}, publisher = {Sol}}\n\
             @book{trust, title = {Trust in our schools}, year = {2021}, publisher = {Sun}, langid = {english}}\n",
        )
        .write(
            "content/resources/reading.md",
            "+++\ntitle = \"A reading\"\nsummary = \"Short.\"\nkind = \"reading\"\nlanguage = \"en-US\"\n+++\n\nShort.\n",
        );
    let texts = texts(playbook.build(Readers::Public));
    let guide = &texts["guides/uno/una.html"];
    for part in [
        "<html lang=\"es-MX\">",
        "Ir al contenido",
        "Grandes preguntas",
        "Aún sin respuesta",
        "2 de noviembre de 2026",
        // Titles have small letters in Spanish.
        "<i>La lectura en la escuela</i>, 2020",
        "<i>Trust in Our Schools</i>, 2021",
        "<span lang=\"en-US\"><i>Trust in our schools</i>. (2021). Sun.</span>",
    ] {
        assert!(guide.contains(part), "{part} is not in {guide}");
    }
    assert!(texts["resources/reading.html"].contains("<dd>inglés</dd>"));
    assert!(texts["resources/index.html"].contains("Lecturas"));
}

#[test]
fn a_drawing_that_is_not_there_is_told_with_its_place() {
    let playbook = Playbook::new();
    playbook.write(
        "themes/default/templates/slots/page_start.html",
        "\n{{ icon(\"gaol\") }}\n",
    );
    playbook.page("index.md", "Home");
    let project = playbook::open(playbook.root(), None).expect("it is a playbook");
    let out = playbook.root().join("public");
    let mut diagnostics = Diagnostics::new();
    let failure = playbook::build(&project, playbook.root(), &out, Readers::Public, &mut diagnostics)
        .expect_err("there is no such drawing");
    let Failure::Broken(problems) = failure else {
        panic!("{failure:?}");
    };
    let told: Vec<&str> = problems.iter().map(|problem| problem.message.as_str()).collect();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].starts_with("In line 2:") && told[0].contains("“icons/gaol.svg”"),
        "{told:?}"
    );
}

/// WCAG 2.1, 1.4.3: whatever hue a school has, its accent is refused or can be read, on light paper and on dark.
#[test]
fn every_accent_is_refused_or_can_be_read() {
    for (accent, is_refused) in [
        ("#0b6149", false),
        ("#000000", false),
        ("#7a1f4b", false),
        ("#0000ff", false),
        ("#ff0000", true),
        ("#ffcc00", true),
        ("#888888", true),
        ("#ffffff", true),
    ] {
        let built = with_settings(&format!("accent = \"{accent}\"")).build(Readers::Public);
        assert_eq!(built.files.is_none(), is_refused, "{accent}: {:?}", built.diagnostics);
        let Some(files) = built.files else {
            // The one that is offered is taken.
            let fix = built.diagnostics[0].fix.clone().expect("there is a fix");
            let offered = &fix[fix.find('#').expect("it names a colour")..][..7];
            let built = with_settings(&format!("accent = \"{offered}\"")).build(Readers::Public);
            assert!(
                built.files.is_some(),
                "{offered}, offered for {accent}: {:?}",
                built.diagnostics
            );
            continue;
        };
        let (_, style) = files
            .iter()
            .find(|(name, _)| name.starts_with("theme/style."))
            .expect("there are styles");
        let style = String::from_utf8_lossy(style);
        assert!(style.contains(&format!("--accent: light-dark({accent}, #")), "{accent}");
    }
}

#[test]
fn very_many_guides_are_listed_by_their_series_alone() {
    let of = |guides: usize| {
        let playbook = Playbook::new();
        for number in 0..guides {
            let path = format!(
                "content/guides/{:02}-series-{}/guide-{number}.md",
                number / 50,
                number / 50
            );
            playbook.write(&path, format!("+++\ntitle = \"Guide {number}\"\n+++\n"));
        }
        texts(playbook.build(Readers::Public))
    };
    let (some, many) = (of(150), of(151));
    for page in ["index.html", "guides/index.html"] {
        assert!(some[page].contains(">Guide 149</a>"), "{page} leaves a guide out");
        assert!(
            !many[page].contains(">Guide 149</a>"),
            "{page} is as long as there are guides"
        );
        assert!(
            many[page].contains("series-3/index.html")
                && many[page].contains("50 guides")
                && many[page].contains("1 guide<")
        );
    }
    assert!(
        many["guides/series-2/index.html"].contains(">Guide 149</a>"),
        "a series has its own"
    );
}

//! Citations in pages: lists and ways back, other styles, what machines read, and bibliographies that are none.

mod support;

use playbook::edition::Readers;
use playbook::source::{Diagnostic, Severity};
use std::fmt::Write;
use support::{Built, Playbook};

const WORKS: &str = "
@book{lee1990, author = {Lee, Ginny V.}, title = {Leading by asking: A view}, publisher = {School Press}, year = {1990}}
@book{spillane2006, author = {Spillane, James P.}, title = {Leading together}, publisher = {School Press}, year = {2006}}
@book{spillane2006more, author = {Spillane, James P.}, title = {Leading apart}, publisher = {School Press}, year = {2006}}
@article{day2020, author = {Day, Christopher and Sammons, Pamela and Gorgen, Kristine}, title = {Does it last? A \\& B},
  journal = {A Journal}, volume = {3}, number = {2}, pages = {4--9}, year = {2020}, doi = {10.1000/xyz}}
";

/// A playbook with works, in a style.
fn playbook(style: &str) -> Playbook {
    let playbook = Playbook::new().with_plain_theme();
    playbook.write(
        "playbook.toml",
        format!("title = \"Test\"\nbase_url = \"https://example.org/\"\n[citations]\nstyle = \"{style}\"\n"),
    );
    playbook.write("content/references.bib", WORKS);
    playbook
}

/// HTML without its tags.
fn words(html: &str) -> String {
    let mut text = String::new();
    for part in html.split('<') {
        text.push_str(part.split_once('>').map_or(part, |(_, words)| words));
    }
    text.replace("&amp;", "&").replace("&#39;", "'")
}

fn paragraph(built: &Built, page: &str) -> String {
    let page = built.page(page);
    let rest = page.split("<p>").nth(1).expect("there is a paragraph");
    words(rest.split("</p>").next().unwrap_or_default())
}

/// The lines of a list, by the ids of its entries.
fn list(built: &Built, page: &str, id: &str) -> Vec<String> {
    let page = built.page(page);
    let start = format!("<li id=\"{id}");
    page.lines()
        .filter(|line| line.starts_with(&start))
        .map(words)
        .collect()
}

/// Where a page has an id, and how often.
fn count(page: &str, id: &str) -> usize {
    page.matches(&format!(" id=\"{id}\"")).count()
}

#[test]
fn numbers_of_ieee_are_in_the_order_of_the_citations() {
    let playbook = playbook("ieee");
    playbook.page(
        "page.md",
        "First @spillane2006 and then [see @lee1990, p. 3; @day2020, pp. 4-5], again [@spillane2006].",
    );
    let built = playbook.build(Readers::Public);
    assert_eq!(
        paragraph(&built, "page.html"),
        "First J. P. Spillane [1] and then see [2, p. 3], [3, pp. 4–5], again [1]."
    );
    let entries = list(&built, "references.html", "");
    assert_eq!(entries.len(), 3);
    for (number, (entry, name)) in entries
        .iter()
        .zip(["J. P. Spillane", "G. V. Lee", "C. Day"])
        .enumerate()
    {
        assert!(entry.starts_with(&format!("[{}] {name}", number + 1)), "{entry}");
    }
    assert_eq!(list(&built, "page.html", "_ref-").len(), 3);
}

#[test]
fn numbers_of_ieee_stand_behind_names_alone_and_where_there_are_none() {
    let playbook = playbook("ieee");
    let works = "@book{fullan2014, editor = {Fullan, Michael and Hill, Peter}, title = {Going deep}, publisher = {Corwin}, year = {2014}}
                 @book{bells2010, title = {Bells at noon}, publisher = {School Press}, year = {2010}}";
    playbook.write("content/references.bib", works);
    playbook.page("page.md", "As @fullan2014 and @bells2010 say, in @bells2010's view.");
    assert_eq!(
        paragraph(&playbook.build(Readers::Public), "page.html"),
        "As M. Fullan and P. Hill [1] and [2] say, in [2]’s view."
    );
}

#[test]
fn a_page_of_a_site_keeps_its_own_title_in_other_styles() {
    let playbook = playbook("ieee");
    let page = "@webpage{drew2023, author = {Drew, Hal}, title = {Questions first}, booktitle = {Principals Forum}, \
                date = {2023}, url = {https://example.org/questions}}";
    playbook.write("content/references.bib", page);
    playbook.page("page.md", "Text [@drew2023].");
    let entry = list(&playbook.build(Readers::Public), "references.html", "drew2023").join("");
    assert!(
        entry.contains("Questions first") && entry.contains("Principals Forum"),
        "{entry}"
    );
}

#[test]
fn chicago_has_letters_in_text_and_list() {
    let playbook = playbook("chicago-author-date");
    playbook.page(
        "page.md",
        "As @day2020 [p. 4] say, [see @lee1990, p. 3; @spillane2006], [-@day2020], ([@lee1990, p. 3]), and @spillane2006more.",
    );
    let built = playbook.build(Readers::Public);
    assert_eq!(
        paragraph(&built, "page.html"),
        "As Day et al. (2020, 4) say, (see Lee 1990, 3; Spillane 2006b), (2020), (Lee 1990, 3), and Spillane (2006a)."
    );
    let entries = list(&built, "references.html", "spillane").join("\n");
    assert!(
        entries.contains("Spillane, James P. 2006a. Leading Apart."),
        "{entries}"
    );
    assert!(
        entries.contains("Spillane, James P. 2006b. Leading Together."),
        "{entries}"
    );
    let day = list(&built, "references.html", "day2020").join("");
    assert!(
        day.starts_with("Day, Christopher, Pamela Sammons, and Kristine Gorgen. 2020."),
        "{day}"
    );
    assert!(!day.contains("?."), "{day}");
}

#[test]
fn each_citation_and_its_entry_lead_to_each_other() {
    let playbook = playbook("apa");
    playbook.page(
        "page.md",
        "One [@lee1990; @day2020].\n\nTwo [@lee1990, p. 3].[^1]\n\n[^1]: Three, @lee1990.\n",
    );
    playbook.write(
        "content/guides/start/why.md",
        "+++\ntitle = \"Why?\"\n+++\n:::questions\n- What? {#what}\n:::\n",
    );
    playbook.write(
        "content/answers/start/why.toml",
        "[what]\nquestion = \"What?\"\nanswer = \"So says @day2020.\"\naudience = \"public\"\n",
    );
    playbook.write(
        "content/cycles/test.toml",
        "title = \"A test\"\naim = \"Try\"\nstudy = \"As @lee1990 says.\"\naudience = \"public\"\n",
    );
    playbook.write("content/cycles/test.csv", "date,value,note\n2026-09-14,3,\n");
    let built = playbook.build(Readers::Public);
    let page = built.page("page.html");
    for place in 1..=4 {
        assert_eq!(count(&page, &format!("_cite-{place}")), 1, "place {place}");
        assert!(page.contains(&format!("href=\"#_cite-{place}\"")), "back to {place}");
    }
    for key in ["lee1990", "day2020"] {
        assert_eq!(count(&page, &format!("_ref-{key}")), 1);
        assert!(page.contains(&format!("href=\"#_ref-{key}\"")));
    }
    // The whole list leads to the very places, those of answers and cycles too.
    let references = built.page("references.html");
    assert_eq!(count(&references, "lee1990"), 1);
    for place in [
        "page.html#_cite-1",
        "page.html#_cite-2",
        "guides/start/why.html#_cite-1",
        "cycles/test.html#_cite-1",
    ] {
        assert!(
            references.contains(&format!("href=\"{place}\"")),
            "{place} in {references}"
        );
        let (name, id) = place.split_once('#').expect("it has an id");
        assert_eq!(count(&built.page(name), id), 1, "{place}");
    }
}

#[test]
fn a_list_that_the_author_places_is_the_pages_own() {
    let playbook = playbook("apa");
    playbook.page(
        "page.md",
        "One [@lee1990].\n\n:::references What we read {cited}\n:::\n\n:::references\n:::\n",
    );
    playbook.page("other.md", "Another [@day2020].");
    let built = playbook.build(Readers::Public);
    let page = built.page("page.html");
    assert_eq!(count(&page, "_ref-lee1990"), 1, "the first list alone has the ids");
    assert_eq!(count(&page, "_ref-day2020"), 0);
    assert!(
        !page.contains("id=\"_references\""),
        "there is no list at the end besides"
    );
    assert_eq!(page.matches("Leading by asking").count(), 2, "both lists have the work");
    assert!(built.page("other.html").contains("id=\"_references\""));
}

#[test]
fn letters_are_of_the_edition_and_the_same_on_every_page() {
    let playbook = playbook("apa");
    playbook.page("one.md", "One [@spillane2006].");
    playbook.write(
        "content/two.md",
        "+++\ntitle = \"Two\"\naudience = \"team\"\n+++\nTwo [@spillane2006more].",
    );
    let public = playbook.build(Readers::Public);
    assert_eq!(paragraph(&public, "one.html"), "One (Spillane, 2006).");
    let team = playbook.build(Readers::Team);
    assert_eq!(paragraph(&team, "one.html"), "One (Spillane, 2006b).");
    assert_eq!(paragraph(&team, "two.html"), "Two (Spillane, 2006a).");
    let own = list(&team, "one.html", "_ref-").join("");
    assert!(own.starts_with("Spillane, J. P. (2006b). Leading together."), "{own}");
}

#[test]
fn an_abbreviation_is_explained_in_each_text_that_uses_it() {
    let playbook = playbook("apa");
    playbook.write(
        "content/references.bib",
        "@online{nea, author = {{National Education Association}}, shortauthor = {NEA}, title = {A page}, url = {https://example.org/}}",
    );
    playbook.page("one.md", "First [@nea], then @nea.");
    playbook.page("two.md", "As @nea says, it is so [@nea].");
    let built = playbook.build(Readers::Public);
    assert_eq!(
        paragraph(&built, "one.html"),
        "First (National Education Association [NEA], n.d.), then NEA (n.d.)."
    );
    assert_eq!(
        paragraph(&built, "two.html"),
        "As National Education Association (NEA, n.d.) says, it is so (NEA, n.d.)."
    );
}

#[test]
fn citations_are_read_wherever_text_is_and_not_in_code() {
    let playbook = playbook("apa");
    let text = "- in a list [@lee1990]\n\n| a | b |\n| --- | --- |\n| in a table [@lee1990] | @lee1990 |\n\n> in a quotation \
                [@lee1990]\n\n## In a heading [@lee1990]\n\n### [@lee1990]\n\n:::note In a block\nHere [@lee1990].\n:::\n\nA note.[^1]\n\n[^1]: Here \
                [@lee1990].\n\n`[@lee1990]` and me@example.org and [a@b.org]\n\n    @lee1990 in code\n\n```\n[@lee1990]\n```\n";
    playbook.page("page.md", text);
    let built = playbook.build(Readers::Public);
    let page = built.page("page.html");
    assert_eq!(page.matches("role=\"doc-biblioref\"").count(), 8);
    assert!(
        !page.contains("\"></a>"),
        "a heading without words has no link in the contents"
    );
    assert_eq!(page.matches("@lee1990").count(), 3, "those in code stay");
    assert!(page.contains("[<a href=\"mailto:a@b.org\">a@b.org</a>]") || page.contains("[a@b.org]"));
}

/// NISO Z39.88-2004: keys and values of a query, escaped.
#[test]
fn machines_can_read_each_work() {
    let playbook = Playbook::new();
    playbook.write("content/references.bib", WORKS);
    playbook.page("page.md", "One [@day2020; @lee1990].");
    let page = playbook.build(Readers::Public).page("references.html");
    let titles: Vec<&str> = page
        .split("<span class=\"Z3988\" title=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    assert_eq!(titles.len(), 2);
    let pairs: Vec<(String, String)> = titles[0]
        .replace("&amp;", "&")
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .map(|(key, value)| {
            let value = value.replace('+', " ");
            let value = percent_encoding::percent_decode_str(&value)
                .decode_utf8_lossy()
                .into_owned();
            (key.to_owned(), value)
        })
        .collect();
    for (key, value) in [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:journal"),
        ("rft.atitle", "Does it last? A & B"),
        ("rft.jtitle", "A Journal"),
        ("rft.aulast", "Day"),
        ("rft.au", "Gorgen, Kristine"),
        ("rft.date", "2020"),
        ("rft.volume", "3"),
        ("rft.issue", "2"),
        ("rft.spage", "4"),
        ("rft.epage", "9"),
        ("rft_id", "info:doi/10.1000/xyz"),
    ] {
        assert!(
            pairs.contains(&(key.into(), value.into())),
            "{key} is not {value} in {pairs:?}"
        );
    }
}

/// Builds with a bibliography that is none.
fn with_bibliography(bytes: impl AsRef<[u8]>) -> Vec<Diagnostic> {
    let playbook = Playbook::new().with_plain_theme();
    playbook.write("content/references.bib", bytes);
    playbook.page("page.md", "Text.");
    playbook.check().0
}

fn errors(diagnostics: &[Diagnostic]) -> Vec<&str> {
    let errors = diagnostics.iter().filter(|one| one.severity() == Severity::Error);
    errors.map(|one| one.code.as_str()).collect()
}

#[test]
fn a_parent_that_is_missing_takes_nothing_from_the_other() {
    for parents in [
        "crossref = {whole}, xdata = {nothere}",
        "xdata = {nothere}, crossref = {whole}",
    ] {
        let works = format!(
            "@incollection{{part, author = {{Day, Ann}}, title = {{A part}}, {parents}}}\n\
             @collection{{whole, title = {{A whole}}, publisher = {{School Press}}, year = {{2016}}}}\n"
        );
        let playbook = playbook("apa");
        playbook.write("content/references.bib", works);
        playbook.page("index.md", "[@part]");
        let built = playbook.build(Readers::Public);
        assert_eq!(paragraph(&built, "index.html"), "(Day, 2016)", "{parents}");
    }
}

#[test]
fn a_day_that_no_calendar_has_is_told_and_not_shown() {
    for date in ["2020-31-10", "2020-13", "2020-02-31"] {
        let works = format!(
            "@online{{page, author = {{Day, Ann}}, title = {{A page}}, url = {{https://example.org/}}, date = {{{date}}}}}"
        );
        let playbook = playbook("apa");
        playbook.write("content/references.bib", works);
        playbook.page("index.md", "[@page]");
        let built = playbook.build(Readers::Public);
        let messages: Vec<&str> = built.diagnostics.iter().map(|one| one.message.as_str()).collect();
        assert_eq!(messages, [format!("“{date}” is no date, so it is read as 2020.")]);
        let entry = &list(&built, "index.html", "_ref-page")[0];
        assert!(entry.starts_with("Day, A. (2020). A page."), "{entry}");
    }
}

#[test]
fn a_bibliography_that_is_none_is_an_error_and_no_more() {
    let mut huge = String::new();
    while huge.len() < 10_000_000 {
        let _ = writeln!(huge, "@book{{key{}, title = {{A title}}}}", huge.len());
    }
    assert_eq!(errors(&with_bibliography(huge)), ["file-too-large"]);
    let braces = format!("@book{{a, title = {}{}}}", "{".repeat(100_000), "}".repeat(100_000));
    assert_eq!(errors(&with_bibliography(braces)), ["reference-broken"]);
    let open = "@book{a, title = {".repeat(50_000);
    assert_eq!(errors(&with_bibliography(open)), ["reference-broken"]);
    let lines = "@book{a, title = {\n".repeat(50_000);
    assert!(with_bibliography(lines).len() <= 60, "the many are told as one");
    for control in ["\0", "\u{1}", "\u{7}\u{1b}", "\u{7f}"] {
        let works = format!("@book{{a, title = {{A{control}}}}}");
        assert_eq!(errors(&with_bibliography(works)), ["reference-broken"], "{control:?}");
    }
    assert_eq!(
        errors(&with_bibliography(b"\xff\xfe@\x00b\x00o\x00o\x00")),
        ["file-encoding"]
    );
    let circle = "@string{a = b}\n@string{b = a}\n@book{k, title = a}";
    assert!(
        errors(&with_bibliography(circle))
            .iter()
            .all(|code| *code == "reference-broken")
    );
}

#[test]
fn an_entry_has_an_end_in_both_forms_and_its_abstract_is_no_part_of_it() {
    let bibtex = |title: &str, summary: &str| {
        let fields = format!("title = {{{title}}}, abstract = {{{summary}}}, publisher = {{P}}, year = 2020");
        (
            "references.bib",
            format!("@book{{a, author = {{Day, A.}}, {fields}}}\n"),
        )
    };
    let yaml = |title: &str, summary: &str| {
        let fields = format!("title: \"{title}\"\n  abstract: \"{summary}\"\n  publisher: P\n  date: 2020\n");
        (
            "references.yaml",
            format!("a:\n  type: book\n  author: Day, A.\n  {fields}"),
        )
    };
    let long = "word ".repeat(4_000);
    for (file, works, expected) in [bibtex("T", &long), yaml("T", &long)]
        .map(|(file, works)| (file, works, None))
        .into_iter()
        .chain([bibtex(&long, "S"), yaml(&long, "S")].map(|(file, works)| {
            let told = "The work “a” cannot be read: the entry is longer than 16 KB.";
            (file, works, Some(told))
        }))
    {
        let playbook = Playbook::new().with_plain_theme();
        playbook.write(&format!("content/{file}"), works);
        playbook.page("index.md", "");
        let (diagnostics, _) = playbook.check();
        let broken = diagnostics.iter().find(|one| one.severity() == Severity::Error);
        assert_eq!(broken.map(|one| one.message.as_str()), expected, "{file}");
    }
}

/// One broken entry does not take the others with it, whatever is broken.
#[test]
fn the_entries_around_a_broken_one_are_read() {
    let good = "@book{good, author = {Good, G.}, title = {Good}, publisher = {P}, year = {2020}}\n";
    for broken in [
        "@book{bad, title = {No end}\n",
        "@book{bad title = {No comma}}\n",
        "@book{bad, title {No sign}}\n",
        "@book{bad, title = No braces}\n",
        "@book{bad, title = {A brace} too many}}\n",
        "@book{bad key, title = {A space}}\n",
        "@book{bad, title = {A date}, date = {12345X}}\n",
        "@book{bad, title = {A date}, year = {two thousand}}\n",
        "@book{bad, crossref = {bad}}\n",
        "@\n",
        "@book\n",
    ] {
        for works in [format!("{broken}{good}"), format!("{good}{broken}")] {
            let playbook = Playbook::new().with_plain_theme();
            playbook.write("content/references.bib", &works);
            playbook.page("page.md", "Read @good.");
            let (diagnostics, _) = playbook.check();
            let unknown = diagnostics.iter().any(|one| one.code.as_str() == "citation-unknown");
            assert!(!unknown, "{works}");
            assert!(
                errors(&diagnostics).iter().all(|code| *code == "reference-broken"),
                "{works}"
            );
            let said = |code: &str| diagnostics.iter().any(|one| one.code.as_str() == code);
            let is_silent = broken.trim() == "@";
            assert!(
                is_silent || said("reference-broken") || said("reference-doubtful"),
                "{works}"
            );
        }
    }
}

/// Entries take what they lack from the book that they are in; it counts as used.
#[test]
fn a_chapter_takes_its_book_from_another_entry() {
    let playbook = Playbook::new().with_plain_theme();
    playbook.write(
        "content/references.bib",
        "@incollection{chapter, author = {Lee, G.}, title = {A chapter}, pages = {1-9}, crossref = {book}}\n\
         @collection{book, editor = {Day, C.}, title = {The whole book}, publisher = {School Press}, date = {2020}}\n",
    );
    playbook.page("page.md", "Read [@chapter].");
    let (diagnostics, _) = playbook.check();
    assert_eq!(
        diagnostics.iter().map(|one| one.code.as_str()).collect::<Vec<_>>(),
        Vec::<&str>::new()
    );
    let built = playbook.build(Readers::Public);
    assert_eq!(
        list(&built, "references.html", "chapter"),
        ["Lee, G. (2020). A chapter. In C. Day (Ed.), The whole book (pp. 1–9). School Press."]
    );
}

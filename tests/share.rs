//! What is made for sharing: feed, sitemap, robots.txt, card, redirects, QR codes, and the archive.

mod support;

use playbook::edition::Readers;
use quick_xml::Reader;
use quick_xml::events::Event;
use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::Path;
use support::{Playbook, files, links, run};

/// Two articles, and decisions of every kind.
fn playbook() -> Playbook {
    let playbook = Playbook::new();
    playbook.write(
        "playbook.toml",
        "title = \"Test & <Co>\"\nbase_url = \"https://example.org/play/\"\nlanguage = \"en\"\n[school]\nname = \"Oak\"\n",
    );
    playbook.write("content/index.md", "+++\ntitle = \"Home\"\nupdated = 2026-01-05\n+++\n");
    playbook.write(
        "content/about.md",
        "+++\ntitle = \"About\"\naliases = [\"old/about.html\"]\n+++\n\n## Who {#who}\n",
    );
    playbook.write(
        "content/articles/2026-03-01-first.md",
        "+++\ntitle = \"First & <foremost>\"\nsummary = \"One.\"\nauthor = \"A & B\"\n+++\n\nWords.\n",
    );
    playbook.write(
        "content/articles/2026-05-01-second.md",
        "+++\ntitle = \"Second\"\nupdated = 2026-06-02\n+++\n\nWords.\n",
    );
    playbook.write(
        "content/guides/s/why.md",
        "+++\ntitle = \"Why\"\nupdated = 2026-02-01\n+++\n\n:::questions\n- A? {#a}\n- B? {#b}\n- C? {#c}\n- D? {#d}\n:::\n",
    );
    playbook.write(
        "content/answers/s/why.toml",
        "[a]\nquestion = \"A?\"\nanswer = \"Agreed *words* & <signs>.\"\nstatus = \"agreed\"\naudience = \"public\"\nupdated = 2026-04-01\n\
         [b]\nquestion = \"B?\"\nanswer = \"x\"\nstatus = \"proposed\"\naudience = \"public\"\nupdated = 2026-08-01\n\
         [c]\nquestion = \"C?\"\nanswer = \"secretive\"\nstatus = \"agreed\"\nupdated = 2026-09-01\n\
         [d]\nquestion = \"D?\"\nanswer = \"x\"\nstatus = \"agreed\"\naudience = \"public\"\n",
    );
    playbook
}

/// The texts of the elements of a name, and the attributes `href` and `term` of those without one. It must be well-formed.
fn texts(xml: &[u8], name: &str) -> Vec<String> {
    let mut reader = Reader::from_reader(xml);
    let mut found = Vec::new();
    let mut inside = None;
    loop {
        match reader.read_event().expect("it is well-formed") {
            Event::Start(start) if start.name().as_ref() == name => inside = Some(String::new()),
            Event::Text(text) => {
                if let Some(inside) = &mut inside {
                    inside.push_str(&text);
                }
            }
            Event::GeneralRef(sign) => {
                if let Some(inside) = &mut inside {
                    inside.extend(["&", &*sign, ";"]);
                }
            }
            Event::End(end) if end.name().as_ref() == name => found.extend(inside.take()),
            Event::Eof => return found,
            _ => {}
        }
    }
}

#[test]
fn the_feed_has_articles_and_decisions_the_latest_first() {
    let site = playbook().build(Readers::Public).files.expect("it was built");
    let feed = &site["feed.xml"];
    assert_eq!(
        texts(feed, "title"),
        ["Test &amp; &lt;Co&gt;", "Second", "A?", "First &amp; &lt;foremost&gt;"]
    );
    assert_eq!(
        texts(feed, "published"),
        ["2026-05-01T12:00:00Z", "2026-04-01T12:00:00Z", "2026-03-01T12:00:00Z"]
    );
    assert_eq!(
        texts(feed, "updated")[0],
        "2026-06-02T12:00:00Z",
        "that of the entry which changed last"
    );
    assert_eq!(texts(feed, "summary"), ["Agreed words &amp; &lt;signs&gt;.", "One."]);
    let ids = texts(feed, "id");
    assert_eq!(ids[2], "https://example.org/play/guides/s/why.html#a");
    assert!(!String::from_utf8_lossy(feed).contains("secretive"));
    assert!(String::from_utf8_lossy(&site["about.html"]).contains("type=\"application/atom+xml\""));
    // Where there is nothing to follow, or nowhere to follow it, there is no feed.
    let bare = Playbook::new();
    bare.page("index.md", "Home.");
    let site = bare.build(Readers::Public).files.expect("it was built");
    assert!(!site.contains_key("feed.xml"));
    assert!(!String::from_utf8_lossy(&site["index.html"]).contains("feed.xml"));
    assert!(
        !playbook()
            .build(Readers::Team)
            .files
            .expect("it was built")
            .contains_key("feed.xml")
    );
}

#[test]
fn the_sitemap_has_the_dates_that_the_content_says() {
    let site = playbook().build(Readers::Public).files.expect("it was built");
    let sitemap = String::from_utf8_lossy(&site["sitemap.xml"]).into_owned();
    let dates: BTreeMap<&str, Option<&str>> = sitemap
        .split("<url>")
        .skip(1)
        .map(|url| {
            let part = |name: &str| Some(url.split_once(&format!("<{name}>"))?.1.split_once('<')?.0);
            (part("loc").expect("it has an address"), part("lastmod"))
        })
        .collect();
    let date = |page: &str| dates[format!("https://example.org/play/{page}").as_str()];
    // A guide is as new as the answers on it that the public sees, a list as what it lists.
    assert_eq!(date("guides/s/why.html"), Some("2026-08-01"));
    assert_eq!(date("guides/s/index.html"), Some("2026-08-01"));
    assert_eq!(date("articles/index.html"), Some("2026-06-02"));
    assert_eq!(date("articles/first.html"), Some("2026-03-01"));
    assert_eq!(date("index.html"), Some("2026-01-05"));
    assert_eq!(date("about.html"), None);
    assert!(!sitemap.contains("old/about.html"));
}

#[test]
fn a_school_has_the_last_word_on_robots() {
    let playbook = playbook();
    let site = playbook.build(Readers::Public).files.expect("it was built");
    let robots = String::from_utf8_lossy(&site["robots.txt"]).into_owned();
    assert!(
        robots.ends_with("Sitemap: https://example.org/play/sitemap.xml\n"),
        "{robots}"
    );
    playbook.write("static/robots.txt", "User-agent: *\nDisallow: /\n");
    let site = playbook.build(Readers::Public).files.expect("it was built");
    assert_eq!(site["robots.txt"], b"User-agent: *\nDisallow: /\n");
    // What the program makes under a name of its own is no school's to make.
    playbook.write("static/feed.xml", "x");
    assert!(playbook.build(Readers::Public).files.is_none());
}

#[test]
fn a_shared_link_has_a_card() {
    let site = playbook().build(Readers::Public).files.expect("it was built");
    let card = &site["card.png"];
    // The head of a PNG (ISO/IEC 15948, 11.2.2): signature, then width and height.
    assert_eq!(card[..8], *b"\x89PNG\r\n\x1a\n");
    assert_eq!(card[16..24], [0, 0, 4, 176, 0, 0, 2, 118], "1200 by 630");
    let page = String::from_utf8_lossy(&site["articles/first.html"]).into_owned();
    for property in [
        "<meta property=\"og:title\" content=\"First &amp; &lt;foremost&gt;\">",
        "<meta property=\"og:description\" content=\"One.\">",
        "<meta property=\"og:url\" content=\"https://example.org/play/articles/first.html\">",
        "<meta property=\"og:image\" content=\"https://example.org/play/card.png\">",
        "<link rel=\"canonical\" href=\"https://example.org/play/articles/first.html\">",
    ] {
        assert!(page.contains(property), "{property}");
    }
    // Another title, another picture: something is written on it.
    let other = playbook();
    other.write(
        "playbook.toml",
        "title = \"Other\"\nbase_url = \"https://example.org/play/\"\n",
    );
    let other = other.build(Readers::Public).files.expect("it was built");
    assert_ne!(card, &other["card.png"]);
    for name in ["card.png", "robots.txt", "sitemap.xml"] {
        let team = playbook().build(Readers::Team).files.expect("it was built");
        assert!(!team.contains_key(name), "{name}");
    }
}

#[test]
fn an_old_address_leads_to_the_new_one() {
    let site = playbook().build(Readers::Public).files.expect("it was built");
    let page = String::from_utf8_lossy(&site["old/about.html"]).into_owned();
    assert!(
        page.contains("<noscript><meta http-equiv=\"refresh\" content=\"0; url=../about.html\"></noscript>"),
        "{page}"
    );
    assert!(page.contains("data-to=\"../about.html\""), "{page}");
    assert!(page.contains("<link rel=\"canonical\" href=\"https://example.org/play/about.html\">"));
    assert!(page.contains("<a href=\"../about.html\">"));
    links::check(&site, "/play/");
}

#[test]
fn a_code_leads_to_a_page_that_the_public_has() {
    let playbook = playbook();
    playbook.write("content/notes.md", "+++\ntitle = \"Notes\"\naudience = \"team\"\n+++\n");
    let root = playbook.root();
    for (page, address) in [
        ("content/about.md", "https://example.org/play/about.html"),
        ("guides/s/why.html", "https://example.org/play/guides/s/why.html"),
        ("guides/s/", "https://example.org/play/guides/s/index.html"),
        (
            "https://example.org/play/about.html#who",
            "https://example.org/play/about.html",
        ),
        ("/", "https://example.org/play/index.html"),
    ] {
        let (code, out, errors) = run(&["qr", page], root);
        assert_eq!(code, 0, "{page}: {errors}");
        assert!(out.contains('█') && out.trim_end().ends_with(address), "{page}: {out}");
    }
    let (code, _, _) = run(&["qr", "about.html", "--out", "about.svg"], root);
    let svg = fs::read(root.join("about.svg")).expect("it was written");
    assert!(code == 0 && texts(&svg, "svg").len() == 1 && svg.starts_with(b"<svg xmlns="));
    assert_eq!(
        run(&["qr", "about.html", "--out", "about.svg"], root).0,
        2,
        "nothing is overwritten"
    );
    for (page, said) in [
        ("notes.html", "no page"),
        ("content/notes.md", "is a draft or the team's own"),
        ("abuot.html", "did you mean about.html"),
        ("404.html", "no page"),
    ] {
        let (code, _, errors) = run(&["qr", page], root);
        assert!(code == 2 && errors.contains(said), "{page}: {errors}");
    }
    playbook.write("playbook.toml", "title = \"Test\"\n");
    assert!(run(&["qr", "about.html"], root).2.contains("base_url"));
}

/// What an archive holds, by path.
fn unpacked(path: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(fs::File::open(path).expect("it is there")).expect("it is an archive");
    let mut found = BTreeMap::new();
    for number in 0..archive.len() {
        let mut file = archive.by_index(number).expect("it is whole");
        let name = file.name().expect("it is text").into_owned();
        // One that was made on Windows says nothing of it.
        let may = file.unix_mode().filter(|_| cfg!(unix)).map(|mode| mode & 0o777);
        assert_eq!(may, cfg!(unix).then_some(0o644), "{name}");
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("it is whole");
        found.insert(name, bytes);
    }
    found
}

#[test]
fn the_archive_is_the_public_edition_and_opens_from_a_disk() {
    let playbook = Playbook::starter();
    let root = playbook.root();
    assert_eq!(run(&["build", "--quiet"], root).0, 0);
    let (code, out, errors) = run(&["build", "--zip"], root);
    assert_eq!(code, 0, "{out}{errors}");
    let archive = root.join("public.zip");
    let first = fs::read(&archive).expect("it was written");
    let mut built = files(&root.join("public"));
    built.remove(".playbook");
    let held: BTreeMap<String, Vec<u8>> = unpacked(&archive)
        .into_iter()
        .map(|(name, bytes)| {
            (
                name.strip_prefix("riverbend-playbook/").expect("one folder").to_owned(),
                bytes,
            )
        })
        .collect();
    assert_eq!(held, built);
    assert!(links::check(&held, "/playbook/") > 500);
    // Again, the same bytes, in the place of the former ones; and also when a killed build left a part.
    fs::write(root.join(".public.zip.playbook-part"), "half").expect("files can be written");
    assert_eq!(run(&["build", "--zip"], root).0, 0);
    assert_eq!(fs::read(&archive).expect("it was written"), first);
    assert!(!root.join(".public.zip.playbook-part").exists());
    assert_eq!(run(&["clean"], root).0, 0);
    assert!(!archive.exists());
    // What is not ours stays, and mistakes change nothing.
    fs::write(&archive, "mine").expect("files can be written");
    let (code, _, errors) = run(&["build", "--zip"], root);
    assert!(code == 2 && errors.contains("was not made by playbook"), "{errors}");
    assert_eq!(run(&["clean"], root).0, 0);
    assert_eq!(fs::read(&archive).expect("it is there"), b"mine");
    assert_eq!(run(&["build", "--zip", "--out", "content/book.zip"], root).0, 2);
    assert_eq!(run(&["build", "--zip", "--audience", "team"], root).0, 2);
    playbook.write("content/about.md", "no front matter");
    assert_eq!(run(&["build", "--zip", "--out", "other.zip"], root).0, 1);
    assert!(!root.join("other.zip").exists());
}

/// The points of a code in the drawing of a page: strokes, and white around them.
fn points(svg: &str) -> (usize, Vec<Vec<bool>>) {
    let number = |text: &str| text.parse::<isize>().expect("it is a number");
    let place = |number: isize| usize::try_from(number).expect("it is inside");
    let size = svg
        .split("viewBox=\"0 -.5 ")
        .nth(1)
        .and_then(|rest| rest.split(' ').next());
    let size = place(number(size.expect("it has a size")));
    let mut points = vec![vec![false; size]; size];
    let path = svg.split(" d=\"").nth(2).and_then(|rest| rest.split('"').next());
    // SVG 2, 9.3: a small letter goes from where the pen is, which stands at the beginning first.
    let (mut x, mut y) = (0, 0);
    for stroke in path.expect("it has strokes").split('m').skip(1) {
        let (step, length) = stroke.split_once('h').expect("it is a row");
        let (right, down) = step.split_once(' ').expect("it has a place");
        (x, y) = (x + number(right), y + number(down));
        points[place(y)][place(x)..place(x + number(length))].fill(true);
        x += number(length);
    }
    (size, points)
}

#[test]
fn phones_read_the_codes_of_pages() {
    let playbook = playbook();
    // Addresses of many lengths and letters, so codes of several sizes.
    for number in 0..150 {
        let name =
            ["a", "families-ask", "1234567890", "zzzz", "who-decides-what-when"][number % 5].repeat(1 + number % 7);
        let path = format!("content/guides/s/{name}-{number}.md");
        playbook.write(&path, format!("+++\ntitle = \"Guide {number}\"\n+++\n"));
    }
    let pages = playbook.build(Readers::Public).files.expect("it has no errors");
    let mut sizes = std::collections::BTreeSet::new();
    let mut read = 0;
    for (path, page) in &pages {
        let page = String::from_utf8_lossy(page);
        let Some(svg) = page.split("<svg class=\"qr\"").nth(1) else {
            continue;
        };
        let (size, points) = points(svg);
        // As a camera sees it: four dots to a module, each a little grey.
        let across = size * 4;
        let shade = |x: usize, y: usize| if points[y / 4][x / 4] { 40 } else { 220 };
        let mut seen = rqrr::PreparedImage::prepare_from_greyscale(across, across, shade);
        let codes = seen.detect_grids();
        assert_eq!(codes.len(), 1, "{path}: no code is seen");
        let (_, text) = codes[0].decode().unwrap_or_else(|error| panic!("{path}: {error}"));
        assert_eq!(text, format!("https://example.org/play/{path}"));
        sizes.insert(size);
        read += 1;
    }
    assert!(read > 150 && sizes.len() > 3, "{read} codes of the sizes {sizes:?}");
}

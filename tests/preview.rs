//! The preview as browsers, teachers and strangers meet it.

mod support;

use std::fs;
use std::io::Write;
use std::net::TcpListener;
use std::path::Path;
use std::process::Command;
use support::Playbook;
use support::preview::{PATIENCE, Preview, Response, read_response, without_snippet};

/// A playbook with a page for everyone and things of the team's own.
fn playbook() -> Playbook {
    let playbook = Playbook::new();
    playbook
        .page("index.md", "Welcome.")
        .page("about.md", "About us. ![A circle](circle.svg)")
        .page("guides/01-begin/01-why.md", "First words.")
        .page("guides/01-begin/02-how.md", "Other words.")
        .write("content/circle.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
        .write(
            "content/secret.md",
            "+++\ntitle = \"Ours\"\naudience = \"team\"\n+++\nCanary words.\n",
        )
        .write("static/film.mp4", (0..=255u8).cycle().take(10_000).collect::<Vec<u8>>())
        .write("outside.txt", "Canary words.");
    playbook
}

/// Waits until an address answers something that is so.
fn until_answers(preview: &Preview, path: &str, is_so: impl Fn(&Response) -> bool) -> Response {
    preview.until("team", |_| {
        let response = preview.get(path);
        is_so(&response).then_some(response)
    })
}

fn messages(news: &serde_json::Value) -> Vec<String> {
    let problems = news["problems"].as_array().expect("news have problems").iter();
    problems
        .map(|problem| problem["message"].as_str().unwrap_or_default().to_owned())
        .collect()
}

#[test]
fn addresses_are_answered_as_a_host_would() {
    let playbook = playbook();
    let preview = Preview::start(playbook.root(), &[]);
    let page = preview.get("/guides/begin/why.html");
    assert_eq!(page.status, 200);
    assert_eq!(page.field("Content-Type"), Some("text/html; charset=utf-8"));
    assert!(page.text().contains("First words."));
    for (path, kind) in [
        ("/", "text/html; charset=utf-8"),
        ("/guides/", "text/html; charset=utf-8"),
        ("/guides/begin/", "text/html; charset=utf-8"),
        ("/index.html?query=1", "text/html; charset=utf-8"),
        ("/circle.svg", "image/svg+xml"),
        ("/film.mp4", "video/mp4"),
        ("/.nojekyll", "application/octet-stream"),
    ] {
        let response = preview.get(path);
        assert_eq!(
            (response.status, response.field("Content-Type")),
            (200, Some(kind)),
            "{path}"
        );
    }
    for (path, place) in [
        ("/guides", "/guides/"),
        ("/guides/begin?a=1", "/guides/begin/?a=1"),
        ("/about", "/about.html"),
        ("/guides/begin/why", "/guides/begin/why.html"),
        // Where the site will be, it begins at this folder.
        ("/play/about.html", "/about.html"),
        ("/play/", "/"),
        ("/play", "/"),
        ("/_preview/public/guides", "/_preview/public/guides/"),
        ("/_preview/public", "/_preview/public/"),
    ] {
        let response = preview.get(path);
        assert_eq!(
            (response.status, response.field("Location")),
            (302, Some(place)),
            "{path}"
        );
    }
    for path in [
        "/nothing",
        "/nothing/",
        "/about.html/",
        "/playing/x",
        "/_preview/",
        "/_preview/x",
        "/.playbook",
    ] {
        assert_eq!(preview.get(path).status, 404, "{path}");
    }
    let built = playbook.build(playbook::edition::Readers::Team);
    let missing = preview.get("/nothing.html");
    assert_eq!(without_snippet(&missing.body), built.page("404.html").into_bytes());
    assert!(!playbook.root().join("public").exists() && !playbook.root().join("team").exists());
}

#[test]
fn what_the_asker_has_is_not_sent_again() {
    let playbook = playbook();
    let preview = Preview::start(playbook.root(), &[]);
    for path in ["/guides/begin/why.html", "/film.mp4", "/circle.svg"] {
        let tag = preview.get(path).field("ETag").expect("there is a tag").to_owned();
        let again = preview.ask("GET", path, &[("If-None-Match", &tag)]);
        assert_eq!((again.status, again.body.len()), (304, 0), "{path}");
        assert_eq!(preview.ask("GET", path, &[("If-None-Match", "\"other\"")]).status, 200);
    }
    let whole = preview.get("/film.mp4");
    // Parts are of a GET alone.
    let head = preview.ask("HEAD", "/film.mp4", &[("Range", "bytes=0-1")]);
    assert_eq!(head.status, 200);
    assert_eq!(head.field("Content-Length"), Some("10000"));
    let part = preview.ask("GET", "/film.mp4", &[("Range", "bytes=100-299")]);
    assert_eq!(
        (part.status, part.field("Content-Range")),
        (206, Some("bytes 100-299/10000"))
    );
    assert_eq!(part.body, whole.body[100..300]);
    let tag = whole.field("ETag").expect("there is a tag");
    for (held, status) in [(tag, 206), ("\"other\"", 200)] {
        let fields = [("Range", "bytes=0-0"), ("If-Range", held)];
        assert_eq!(preview.ask("GET", "/film.mp4", &fields).status, status, "{held}");
    }
    let beyond = preview.ask("GET", "/film.mp4", &[("Range", "bytes=10000-")]);
    assert_eq!(
        (beyond.status, beyond.field("Content-Range")),
        (416, Some("bytes */10000"))
    );
    let page = preview.ask("GET", "/about.html", &[("Range", "bytes=0-14")]);
    assert_eq!((page.status, page.text().as_str()), (206, "<!doctype html>"));
}

#[test]
fn the_public_edition_stands_beside_the_teams_and_has_nothing_beside_it() {
    let playbook = playbook();
    let team = Preview::start(playbook.root(), &[]);
    assert!(team.get("/secret.html").text().contains("Canary words."));
    assert_eq!(team.get("/_preview/public/secret.html").status, 404);
    let page = team.get("/_preview/public/about.html");
    let built = playbook.build(playbook::edition::Readers::Public);
    assert_eq!(without_snippet(&page.body), built.page("about.html").into_bytes());
    assert!(page.text().contains("data-edition=\"public\""));

    let public = Preview::start(playbook.root(), &["--audience", "public"]);
    assert_eq!(
        without_snippet(&public.get("/about.html").body),
        built.page("about.html").into_bytes()
    );
    for path in [
        "/secret.html",
        "/_preview/public/about.html",
        "/_preview/team/",
        "/_preview/news?edition=team",
    ] {
        assert_eq!(public.get(path).status, 404, "{path}");
    }
    assert!(
        public.said().contains("The public edition is at http://127.0.0.1:"),
        "{}",
        public.said()
    );
}

#[test]
fn a_public_preview_says_nothing_of_what_is_the_teams() {
    let playbook = playbook();
    let public = Preview::start(playbook.root(), &["--audience", "public"]);
    let token = public.token("only");
    // The team's own page breaks, and a picture that only it shows changes.
    playbook.write(
        "content/secret.md",
        "+++\ntitle = \"Ours\"\naudience = \"team\"\n+++\nCanary ![x](canary.svg) [x](nowhere.md)\n",
    );
    playbook.write("content/canary.svg", "<svg/>");
    let news = public.news("only", &token);
    assert!(messages(&news).is_empty(), "{news}");
    assert!(!news.to_string().contains("anary"), "{news}");
}

#[test]
fn a_mistake_leaves_the_last_good_page_and_all_others() {
    let playbook = playbook();
    let preview = Preview::start(playbook.root(), &[]);
    let why = "/guides/begin/why.html";
    playbook.write(
        "content/guides/01-begin/01-why.md",
        "+++\ntitel = \"Why\"\n+++\nBroken words.",
    );
    preview.until("team", |news| (!messages(news).is_empty()).then_some(()));
    assert!(preview.get(why).text().contains("First words."));
    let news = preview.news("team", "");
    assert_eq!(news["problems"][0]["file"], "content/guides/01-begin/01-why.md");
    assert_eq!(news["problems"][0]["line"], 2);
    assert!(
        news["problems"][0]["fix"]
            .as_str()
            .is_some_and(|fix| fix.contains("title")),
        "{news}"
    );

    playbook.page("guides/01-begin/02-how.md", "New words. [Why](01-why.md)");
    let how = until_answers(&preview, "/guides/begin/how.html", |page| {
        page.text().contains("New words.")
    });
    assert!(
        how.text().contains("href=\"../../guides/begin/why.html\""),
        "{}",
        how.text()
    );
    assert!(preview.get(why).text().contains("First words."));

    playbook.page("guides/01-begin/01-why.md", "Good words.");
    preview.until("team", |news| messages(news).is_empty().then_some(()));
    assert!(preview.get(why).text().contains("Good words."));
    // What never was good is shown as it is, and as it becomes.
    for words in ["One.", "Two."] {
        playbook.page("guides/01-begin/03-new.md", &format!("[nowhere](nowhere.md) {words}"));
        until_answers(&preview, "/guides/begin/new.html", |page| page.text().contains(words));
    }
    let said = preview.said();
    assert_eq!(
        said.matches("error[unknown-key]").count(),
        1,
        "each mistake is said once:\n{said}"
    );
}

#[test]
fn a_cycle_whose_data_are_broken_is_what_it_was() {
    let playbook = playbook();
    playbook.write(
        "content/cycles/doors.toml",
        "title = \"Doors\"\naudience = \"public\"\n",
    );
    playbook.write(
        "content/cycles/doors.csv",
        "date,value,note\n2026-01-05,3,\n2026-01-12,4,snow\n",
    );
    let preview = Preview::start(playbook.root(), &[]);
    let paths = ["/cycles/doors.html", "/_preview/public/cycles/doors.html"];
    let before = paths.map(|path| preview.get(path).body);
    for data in ["date,value,note\n2026-01-05,abc,\n", "day\n2026-01-05\n"] {
        playbook.write("content/cycles/doors.csv", data);
        preview.until("team", |news| (!messages(news).is_empty()).then_some(()));
        assert_eq!(paths.map(|path| preview.get(path).body), before, "{data}");
        playbook.write(
            "content/cycles/doors.csv",
            "date,value,note\n2026-01-05,3,\n2026-01-12,4,snow\n",
        );
        preview.until("team", |news| messages(news).is_empty().then_some(()));
    }
}

#[test]
fn what_stops_a_build_is_told_before_what_does_not() {
    let playbook = playbook();
    playbook.page("about.md", &"[@someone2020]: Words.\n\n<b>raw</b>\n\n".repeat(60));
    playbook.page("zebra.md", "[nowhere](nowhere.md)");
    let preview = Preview::start(playbook.root(), &[]);
    let news = preview.news("team", "");
    let severities: Vec<&str> = news["problems"]
        .as_array()
        .expect("news have problems")
        .iter()
        .filter_map(|problem| problem["severity"].as_str())
        .collect();
    assert_eq!(severities.len(), 50);
    assert!(severities.is_sorted(), "{severities:?}");
    assert!(severities.contains(&"error"));
    let all = news["errors"]
        .as_u64()
        .zip(news["warnings"].as_u64())
        .expect("they are numbers");
    assert_eq!(all.0 + all.1, 50 + news["more"].as_u64().expect("it is a number"));
}

#[test]
fn a_page_that_is_closed_while_it_is_broken_is_closed_at_once() {
    let playbook = playbook();
    let preview = Preview::start(playbook.root(), &[]);
    let path = "/_preview/public/guides/begin/why.html";
    assert_eq!(preview.get(path).status, 200);
    let broken = |front: &str| {
        playbook.write(
            "content/guides/01-begin/01-why.md",
            format!("+++\ntitle = \"Why\"\n{front}\n+++\n[nowhere](nowhere.md)"),
        );
    };
    // Public as it was: what was good last stands in, for the public too.
    broken("");
    preview.until("public", |news| (!messages(news).is_empty()).then_some(()));
    assert!(preview.get(path).text().contains("First words."));
    // For the team from now on: nothing stands in for it.
    broken("audience = \"team\"");
    preview.until("public", |_| (preview.get(path).status == 404).then_some(()));
    assert!(preview.get("/guides/begin/why.html").text().contains("First words."));
    // Nobody knows whom it is for.
    broken("audience = \"pubic\"");
    preview.until("team", |news| news.to_string().contains("pubic").then_some(()));
    assert_eq!(preview.get(path).status, 404);
}

/// What the public was never shown does not come out because it was once marked public in a series that was not.
#[test]
fn what_stood_in_a_closed_series_does_not_stand_in_for_what_is_opened() {
    let playbook = playbook();
    let index = |audience: &str| {
        let text = format!("+++\ntitle = \"Series\"\naudience = \"{audience}\"\n+++\n");
        playbook.write("content/guides/05-ours/index.md", text);
    };
    index("team");
    playbook.page("guides/05-ours/01-plan.md", "Canary words.");
    for args in [&["--audience", "public"][..], &[]] {
        index("team");
        let preview = Preview::start(playbook.root(), args);
        let (edition, path) = match args {
            [] => ("public", "/_preview/public/guides/ours/plan.html"),
            _ => ("only", "/guides/ours/plan.html"),
        };
        assert_eq!(preview.get(path).status, 404);
        playbook.page("guides/05-ours/01-plan.md", "[nowhere](nowhere.md) Clean words.");
        index("public");
        let page = preview.until(edition, |_| {
            let page = preview.get(path);
            (page.status == 200).then_some(page)
        });
        assert!(!page.text().contains("Canary"), "{}", page.text());
        playbook.page("guides/05-ours/01-plan.md", "Canary words.");
    }
}

#[test]
fn who_does_not_read_holds_nobody_up() {
    let playbook = playbook();
    playbook.write("static/large.bin", vec![7; 40_000_000]);
    let preview = Preview::start(playbook.root(), &[]);
    let own = &preview.authority;
    let mut streams = Vec::new();
    for _ in 0..12 {
        let mut stream = preview.connect();
        let request = format!("GET /large.bin HTTP/1.1\r\nHost: {own}\r\n\r\n");
        stream.write_all(request.as_bytes()).expect("it can be sent");
        streams.push(stream);
    }
    playbook.page("about.md", "Newer words.");
    until_answers(&preview, "/about.html", |page| page.text().contains("Newer words."));
    let whole = preview.get("/large.bin");
    assert_eq!(whole.body.len(), 40_000_000);
    assert!(whole.body.iter().all(|byte| *byte == 7));
    let part = preview.ask("GET", "/large.bin", &[("Range", "bytes=39999990-")]);
    assert_eq!((part.status, part.body.len()), (206, 10));
}

#[test]
fn a_reader_of_the_public_edition_is_not_led_into_the_teams() {
    let playbook = playbook();
    let preview = Preview::start(playbook.root(), &[]);
    let from = format!("http://{}/_preview/public/nothing.html", preview.authority);
    for (path, place) in [
        ("/play/about.html", "/_preview/public/play/about.html"),
        ("/_preview/public/play/about.html", "/_preview/public/about.html"),
        ("/secret.html", "/_preview/public/secret.html"),
    ] {
        let response = preview.ask("GET", path, &[("Referer", &from)]);
        assert_eq!(
            (response.status, response.field("Location")),
            (302, Some(place)),
            "{path}"
        );
    }
}

#[test]
fn styles_and_pictures_change_without_the_page() {
    let playbook = playbook();
    let preview = Preview::start(playbook.root(), &[]);
    let own_line = |text: &str, key: &str| {
        let (_, rest) = text.split_once(&format!("data-{key}=\"")).expect("the line says it");
        rest.split('"').next().expect("it ends").to_owned()
    };
    let before = preview.get("/about.html").text();
    playbook.write("themes/default/styles/school.css", "p { margin: 1px }");
    let after = preview.until("team", |_| {
        let page = preview.get("/about.html").text();
        (own_line(&page, "style") != own_line(&before, "style")).then_some(page)
    });
    assert_eq!(own_line(&after, "page"), own_line(&before, "page"));
    let style = preview.get(&format!("/{}", own_line(&after, "style")));
    assert!(style.text().contains("margin:1px"));

    playbook.write(
        "content/circle.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"a\"/>",
    );
    let news = preview.until("team", |news| {
        news["copies"]["circle.svg"].is_u64().then(|| news.clone())
    });
    assert_eq!(news["copies"]["circle.svg"], news["number"]);
    assert_eq!(
        own_line(&preview.get("/about.html").text(), "page"),
        own_line(&before, "page")
    );
    assert!(preview.get("/circle.svg").text().contains("id=\"a\""));
}

#[test]
fn a_theme_that_cannot_show_a_page_does_not_take_the_place_of_one_that_can() {
    let playbook = playbook();
    let preview = Preview::start(playbook.root(), &[]);
    for template in ["{{ no_such_thing }}", "{% if %}"] {
        playbook.write("themes/default/templates/slots/page_end.html", template);
        preview.until("team", |news| (!messages(news).is_empty()).then_some(()));
        assert_eq!(preview.get("/about.html").status, 200, "{template}");
    }
    playbook.write("themes/default/templates/slots/page_end.html", "<p>Mended.</p>");
    until_answers(&preview, "/about.html", |page| page.text().contains("Mended."));
    preview.until("team", |news| messages(news).is_empty().then_some(()));
}

#[test]
fn a_theme_that_is_broken_from_the_start_is_told_of_and_goes_on_once_it_is_mended() {
    let playbook = playbook();
    playbook.write("themes/default/theme.toml", "version = 2\n");
    playbook.write("themes/default/templates/page.html", "{{ no_such_thing }}");
    let preview = Preview::start(playbook.root(), &[]);
    assert!(!messages(&preview.news("team", "")).is_empty());
    let page = preview.get("/about.html");
    assert_eq!(page.status, 500);
    assert!(page.text().contains("data-edition=\"team\""), "{}", page.text());
    playbook.write(
        "themes/default/templates/page.html",
        "<!doctype html><head></head>Mended.",
    );
    until_answers(&preview, "/about.html", |page| {
        page.status == 200 && page.text().contains("Mended.")
    });
    preview.until("team", |news| messages(news).is_empty().then_some(()));
}

#[test]
fn each_mistake_of_a_theme_is_told_once_however_many_kinds_of_pages_have_it() {
    let playbook = playbook();
    playbook
        .write("themes/default/theme.toml", "version = 2\n")
        .write("themes/default/templates/slots/page_end.html", "{{ everywhere }}")
        .write("themes/default/templates/guide.html", "{{ in_guides }}");
    let preview = Preview::start(playbook.root(), &[]);
    let told = messages(&preview.news("team", ""));
    assert_eq!(told.len(), 2, "{told:?}");
}

#[test]
fn settings_that_go_come_back() {
    let playbook = playbook();
    let preview = Preview::start(playbook.root(), &[]);
    let settings = playbook.root().join("playbook.toml");
    let words = fs::read(&settings).expect("it can be read");
    let said = |words: &str| {
        while !preview.said().contains(words) {
            assert_eq!(preview.get("/").status, 200);
        }
    };
    fs::remove_file(&settings).expect("it can be removed");
    said("there is no playbook.toml here");
    fs::write(&settings, words).expect("it can be written");
    said("It is back, as it was.");
    fs::write(&settings, "title = \"Back again\"\n").expect("it can be written");
    until_answers(&preview, "/", |page| page.text().contains("Back again"));
    fs::write(&settings, "title = \"Unfinished\n").expect("it can be written");
    preview.until("team", |news| (!messages(news).is_empty()).then_some(()));
    assert!(preview.get("/").text().contains("Back again"));
}

#[test]
fn where_the_system_does_not_tell_files_are_looked_at() {
    let playbook = playbook();
    let preview = Preview::start(playbook.root(), &["--poll"]);
    assert!(preview.get("/about.html").text().contains("About us."));
    playbook.page("about.md", "Polled words. ![A circle](circle.svg)");
    until_answers(&preview, "/about.html", |page| page.text().contains("Polled words."));
    playbook.page("guides/03-new/01-deep.md", "Deep words.");
    until_answers(&preview, "/guides/new/deep.html", |page| {
        page.text().contains("Deep words.")
    });
    assert!(
        preview
            .said()
            .contains("Checking the files for changes, at most twice a second, because of --poll."),
        "{}",
        preview.said()
    );
}

/// Requests that mean harm, a thousand of each kind, and a good one after each hundred.
#[test]
fn strangers_are_refused_and_others_served_all_the_same() {
    let playbook = playbook();
    let preview = Preview::start(playbook.root(), &["--audience", "public"]);
    let good = || {
        let page = preview.get("/about.html");
        assert_eq!(page.status, 200);
        assert!(page.text().contains("About us."));
    };
    let hosts = [
        "example.org",
        "example.org:80",
        "localhost.example.org",
        "192.168.0.1",
        "a:b:c",
        "[::1",
        "127.0.0.1@example.org",
    ];
    let paths = [
        "/../outside.txt",
        "/static/../../outside.txt",
        "/%2e%2e/outside.txt",
        "/..%2foutside.txt",
        "/..%5coutside.txt",
        "/..\\outside.txt",
        "/%00",
        "/about.html%00.png",
        "/%c0%ae%c0%ae/outside.txt",
        "/%252e%252e/outside.txt",
        "//outside.txt",
        "///etc/passwd",
        "/etc/passwd",
        "/content/about.md",
        "/playbook.toml",
        "/outside.txt",
        "/.playbook",
        "http://example.org/",
        "file:///etc/passwd",
        "outside.txt",
        "/_preview/../outside.txt",
        "/_preview/public/../../outside.txt",
        "/_preview/client/preview.js",
        "/secret.html",
    ];
    let methods = [
        "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "get", "X",
    ];
    for round in 0..1000 {
        let host = hosts[round % hosts.len()];
        let request = format!("GET /about.html HTTP/1.1\r\nHost: {host}\r\n\r\n");
        let long = format!("/{}", "../".repeat(round * 4));
        let path = if round % 25 == 24 { &long } else { paths[round % 25] };
        let method = methods[round % methods.len()];
        let own = &preview.authority;
        for request in [
            request,
            format!("GET {path} HTTP/1.1\r\nHost: {own}\r\n\r\n"),
            format!("{method} /about.html HTTP/1.1\r\nHost: {own}\r\n\r\n"),
        ] {
            let response = preview
                .send(request.as_bytes())
                .unwrap_or_else(|| panic!("no answer: {request}"));
            assert!((400..500).contains(&response.status), "{request}{}", response.head);
            let text = response.text();
            assert!(!text.contains("Canary") && !text.contains("root:"), "{request}{text}");
            assert!(response.field("Access-Control-Allow-Origin").is_none());
        }
        if round % 100 == 0 {
            good();
        }
    }
    good();
}

#[test]
fn a_body_is_neither_read_nor_waited_for() {
    let playbook = playbook();
    let preview = Preview::start(playbook.root(), &["--audience", "public"]);
    let own = &preview.authority;
    let mut open = Vec::new();
    for length in [
        "5",
        "2000",
        "1048576",
        "1099511627776",
        "18446744073709551615",
        "99999999999999999999999",
        "-1",
    ] {
        for end in ["", "Expect: 100-continue\r\n", "Connection: close\r\n"] {
            let mut stream = preview.connect();
            let request =
                format!("POST /about.html HTTP/1.1\r\nHost: {own}\r\nContent-Length: {length}\r\n{end}\r\nabc");
            stream.write_all(request.as_bytes()).expect("it can be sent");
            // It stays open, and never sends the rest.
            open.push(stream);
        }
    }
    let chunked = format!("POST / HTTP/1.1\r\nHost: {own}\r\nTransfer-Encoding: chunked\r\n\r\nffffffff\r\n");
    assert_eq!(
        preview.send(chunked.as_bytes()).map(|response| response.status),
        Some(405)
    );
    let real = format!(
        "POST / HTTP/1.1\r\nHost: {own}\r\nContent-Length: 4000\r\n\r\n{}",
        "a".repeat(4000)
    );
    assert_eq!(preview.send(real.as_bytes()).map(|response| response.status), Some(405));
    for _ in 0..20 {
        assert_eq!(preview.get("/about.html").status, 200);
    }
}

/// What a program has open, where the system says so.
fn open_files(preview: &Preview) -> usize {
    fs::read_dir(format!("/proc/{}/fd", preview.id())).map_or(0, Iterator::count)
}

#[test]
fn a_hundred_open_pages_are_told_and_forgotten() {
    let playbook = playbook();
    let preview = Preview::start(playbook.root(), &[]);
    let token = preview.token("team");
    let before = open_files(&preview);
    let mut waiting: Vec<_> = (0..100).map(|_| preview.wait_for_news("team")).collect();
    // Others are answered while they wait.
    assert_eq!(preview.get("/about.html").status, 200);
    playbook.page("about.md", "Newer words.");
    for stream in &mut waiting {
        let response = read_response(stream, true).expect("it is told");
        let news: serde_json::Value = serde_json::from_slice(&response.body).expect("news are JSON");
        assert_ne!(news["token"], token.as_str());
    }
    drop(waiting);
    // A page that goes away while it waits is forgotten once there is news.
    for _ in 0..20 {
        drop(preview.wait_for_news("team"));
    }
    playbook.page("about.md", "Newest words.");
    until_answers(&preview, "/about.html", |page| page.text().contains("Newest words."));
    let start = std::time::Instant::now();
    while open_files(&preview) > before + 5 {
        assert_eq!(preview.get("/about.html").status, 200);
        assert!(
            start.elapsed() < PATIENCE,
            "{} files are open, and {before} were",
            open_files(&preview)
        );
    }
}

/// The library that listens stops at its first error; the preview goes on.
#[test]
#[cfg(target_os = "linux")]
fn listening_begins_again_when_there_were_no_files_left() {
    // A connection takes two files. When the first cannot be had, the library stops with an error; when the second
    // cannot, with a panic and without a word.
    for files in [40, 41] {
        listening_begins_again_with(files);
    }
}

#[cfg(target_os = "linux")]
fn listening_begins_again_with(files: u32) {
    use std::net::TcpStream;
    let playbook = playbook();
    let program = assert_cmd::cargo::cargo_bin!("playbook").to_string_lossy().into_owned();
    let script = format!(
        "ulimit -n {files} && exec '{program}' serve --port 0 --root '{}'",
        playbook.root().display()
    );
    let preview = Preview::start_command(Command::new("sh").args(["-c", &script]));
    let crowd: Vec<_> = (0..100)
        .filter_map(|_| TcpStream::connect(&preview.authority).ok())
        .collect();
    // More came than there are files: listening has failed by now, or does when the last of them are taken.
    drop(crowd);
    // Connections that waited meanwhile may be reset.
    let start = std::time::Instant::now();
    let about = format!("GET /about.html HTTP/1.1\r\nHost: {}\r\n\r\n", preview.authority);
    while TcpStream::connect(&preview.authority)
        .and_then(|mut stream| {
            stream.set_read_timeout(Some(std::time::Duration::from_secs(5)))?;
            stream.write_all(about.as_bytes())?;
            Ok(read_response(&mut stream, true).map(|response| response.status))
        })
        .ok()
        .flatten()
        != Some(200)
    {
        assert!(
            start.elapsed() < PATIENCE,
            "it does not listen any more:\n{}",
            preview.said()
        );
    }
    for _ in 0..10 {
        assert_eq!(preview.get("/about.html").status, 200);
    }
    assert!(!preview.said().contains("panicked"), "{}", preview.said());
}

fn output(root: &Path, args: &[&str]) -> (Option<i32>, String) {
    let output = Command::new(assert_cmd::cargo::cargo_bin!("playbook"))
        .arg("serve")
        .args(args)
        .arg("--root")
        .arg(root)
        .output()
        .expect("the program runs");
    (
        output.status.code(),
        String::from_utf8_lossy(&output.stderr).into_owned(),
    )
}

#[test]
fn a_port_that_is_asked_for_must_be_free_and_the_usual_one_need_not() {
    let playbook = playbook();
    let taken = TcpListener::bind("127.0.0.1:0").expect("there is a free port");
    let port = taken.local_addr().expect("it has an address").port().to_string();
    let (code, said) = output(playbook.root(), &["--port", &port]);
    assert_eq!(code, Some(2));
    assert!(said.contains(&format!("port {port} is taken")), "{said}");
    // It may be taken already, which is as good.
    let _usual = TcpListener::bind("127.0.0.1:4000");
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("playbook"));
    let preview = Preview::start_command(command.args(["serve", "--root"]).arg(playbook.root()));
    let port = preview.authority.rsplit(':').next().expect("it has a port");
    let port: u16 = port.parse().expect("it is a number");
    assert!((4001..4100).contains(&port), "{port}");
    assert_eq!(preview.get("/").status, 200);
}

#[test]
fn what_cannot_begin_says_why() {
    let empty = tempfile::tempdir().expect("a folder can be made");
    let (code, said) = output(empty.path(), &["--port", "0"]);
    assert_eq!(code, Some(2));
    assert!(said.contains("there is no playbook.toml here"), "{said}");
    let (code, said) = output(playbook().root(), &["--port", "0", "--host", "203.0.113.1"]);
    assert_eq!(code, Some(2));
    assert!(said.contains("203.0.113.1"), "{said}");
}

#[test]
fn every_change_is_a_line() {
    let playbook = playbook();
    let preview = Preview::start(playbook.root(), &[]);
    playbook.page("about.md", "Other words.");
    until_answers(&preview, "/about.html", |page| page.text().contains("Other words."));
    // It is said before it is answered.
    let said = preview.until("team", |_| {
        let said = preview.said();
        said.contains("changed").then_some(said)
    });
    let line = said
        .lines()
        .find(|line| line.contains("changed"))
        .expect("there is a line");
    assert!(line.starts_with("content/about.md changed · "), "{line}");
    assert!(line.ends_with(" pages, no problems"), "{line}");
    assert!(said.starts_with("Test: "), "{said}");
    assert!(!said.contains('\u{1b}'), "no colours where nobody sees them: {said}");
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it() {
    use std::io::Read as _;
    let playbook = playbook();
    let mut child = Command::new(assert_cmd::cargo::cargo_bin!("playbook"))
        .args(["serve", "--port", "0", "--root"])
        .arg(playbook.root())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut first = [0];
    child
        .stdout
        .as_mut()
        .expect("it was asked for")
        .read_exact(&mut first)
        .expect("it says something");
    let start = std::time::Instant::now();
    let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    assert!(sent.is_ok_and(|status| status.success()));
    child.wait().expect("it ends");
    assert!(start.elapsed() < std::time::Duration::from_secs(1));
}

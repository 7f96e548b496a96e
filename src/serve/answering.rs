//! Which answer a request gets: a function of it and of the generation, and of nothing else but the files that the
//! generation names.

use super::answer::{Answer, Body};
use super::generation::Generation;
use super::media_type;
use super::news::news;
use super::range::Wanted;
use super::request::{METHODS, Refusal, Request};
use super::side::Side;
use super::tags::Tags;
use super::view::{Found, Made, View};
use crate::model::Address;
use crate::source::{Diagnostic, Stamp, StaticFile, report};
use crate::theme::escaped;
use annotate_snippets::Renderer;
use std::io;
use std::ops::Range;
use std::sync::Arc;

const SCRIPTS: [(&str, &str); 3] = [
    // What a page can ask for that may ask for nothing but style sheets: whether the preview is there.
    ("alive.css", "/* It is. */\n"),
    ("preview.js", include_str!("client/preview.js")),
    ("worker.js", include_str!("client/worker.js")),
];

/// The folder of the preview's own addresses: no page of a playbook begins with `_`.
const OWN: &str = "_preview/";

/// What comes of a request.
#[derive(Debug)]
pub enum Reply {
    Now(Answer),
    /// There is nothing new to tell yet.
    Later,
}

/// Answers a request; `may_wait` when the one who asks for news may be kept waiting for them.
pub fn answer(request: &Request, generation: &Generation, tags: &Tags, may_wait: bool) -> Reply {
    let Some(own) = request.path.strip_prefix(OWN) else {
        return Reply::Now(in_edition(request, generation, tags));
    };
    if own == "news" {
        return tell(request, generation, may_wait);
    }
    let script = SCRIPTS.iter().find(|(name, _)| *name == own);
    Reply::Now(match script {
        Some((name, text)) => sent(request, name, &Made::new(text.as_bytes().to_vec())),
        None => in_edition(request, generation, tags),
    })
}

/// Why a request is not answered, in words.
pub fn refused(refusal: &Refusal) -> Answer {
    let mut answer = Answer::words(refusal.status, refusal.words);
    if refusal.status == 405 {
        answer.fields.push(("Allow", METHODS.into()));
    }
    answer
}

/// A mistake of ours.
pub fn failed() -> Answer {
    Answer::words(500, "The preview could not answer this; see the terminal.")
}

fn tell(request: &Request, generation: &Generation, may_wait: bool) -> Reply {
    let name = request.asked("edition").unwrap_or_default();
    let Some(view) = generation.edition_called(&name) else {
        return Reply::Now(Answer::words(404, "There is no such edition here."));
    };
    if may_wait && request.asked("after").is_some_and(|token| token == generation.token) {
        return Reply::Later;
    }
    Reply::Now(Answer {
        status: 200,
        fields: vec![
            ("Content-Type", "application/json; charset=utf-8".into()),
            ("Cache-Control", "no-store".into()),
        ],
        body: news(generation, view).into_bytes().into(),
    })
}

fn in_edition(request: &Request, generation: &Generation, tags: &Tags) -> Answer {
    // The page for what is not there leads to the root of the site to be, which is the team's here: whoever follows it
    // from the public edition stays in that.
    let public = Side::PublicBeside.prefix();
    let is_from_public = request.from.as_deref().is_some_and(|from| from.starts_with(public));
    if is_from_public && generation.beside.is_some() && !request.path.starts_with(OWN) {
        let path = Address::new(request.path.as_str()).href();
        return elsewhere(request, format!("{public}{path}"));
    }
    if generation.beside.is_some() && request.path == public.trim_matches('/') {
        return elsewhere(request, public.to_owned());
    }
    let (view, path) = generation.edition_of(&request.path);
    match view.at(path) {
        Found::Made(address, made) => sent(request, address.as_str(), &made),
        Found::File(address, file) => {
            copied(request, address.as_str(), file, tags).unwrap_or_else(|_| not_found(view, generation))
        }
        Found::Elsewhere(place) => elsewhere(request, place),
        Found::Nothing => not_found(view, generation),
        Found::Broken(problem) => broken(&problem, view, generation),
    }
}

fn elsewhere(request: &Request, place: String) -> Answer {
    let place = match &request.query {
        Some(query) => format!("{place}?{query}"),
        None => place,
    };
    let mut answer = Answer::words(302, "This is at another address.");
    answer.fields.push(("Location", place));
    answer
}

fn not_found(view: &View, generation: &Generation) -> Answer {
    match view.not_found() {
        Found::Made(address, made) => Answer {
            status: 404,
            fields: vec![
                ("Content-Type", media_type::of(address.as_str())),
                ("Cache-Control", "no-cache".into()),
            ],
            body: Body::Bytes(made.bytes),
        },
        Found::Broken(problem) => broken(&problem, view, generation),
        _ => Answer::words(404, "There is nothing at this address."),
    }
}

/// A page that the theme cannot show, which is looked at again as others are.
fn broken(problem: &Diagnostic, view: &View, generation: &Generation) -> Answer {
    let told = report::human(std::slice::from_ref(problem), generation.sources, &Renderer::plain());
    let mut html = "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>The theme cannot show this page</title>\n</head>\n<body>\n<main>\n<h1>The theme cannot show this page</h1>\n<pre>".to_owned();
    html.push_str(&escaped(&told));
    html.push_str("</pre>\n</main>\n</body>\n</html>\n");
    Answer {
        status: 500,
        fields: vec![
            ("Content-Type", "text/html; charset=utf-8".into()),
            ("Cache-Control", "no-store".into()),
        ],
        body: view.with_snippet(html.as_bytes()).into(),
    }
}

/// Bytes that were made, whole, in part, or not at all when the asker has them.
fn sent(request: &Request, address: &str, made: &Made) -> Answer {
    let part = match part(request, address, &made.tag, made.bytes.len() as u64) {
        Ok(part) => part,
        Err(answer) => return answer,
    };
    // A part lies in the whole, and the whole is in memory.
    let within = |at: u64| usize::try_from(at).unwrap_or(usize::MAX).min(made.bytes.len());
    let body = match &part.range {
        Some(range) => made.bytes[within(range.start)..within(range.end)].into(),
        None => Arc::clone(&made.bytes),
    };
    part.answer(Body::Bytes(body))
}

/// As [`sent`], for a file that is copied.
fn copied(request: &Request, address: &str, file: &StaticFile, tags: &Tags) -> io::Result<Answer> {
    let stamp = Stamp::of(&file.file);
    let tag = tags.of(file, stamp)?;
    Ok(match part(request, address, &tag, stamp.size) {
        Ok(part) => {
            let range = part.range.clone().unwrap_or(0..stamp.size);
            part.answer(Body::File(file.clone(), range))
        }
        Err(answer) => answer,
    })
}

/// The part of something that is sent, and what is said of it.
struct Part {
    status: u16,
    fields: Vec<(&'static str, String)>,
    /// None for the whole.
    range: Option<Range<u64>>,
}

impl Part {
    fn answer(self, body: Body) -> Answer {
        Answer {
            status: self.status,
            fields: self.fields,
            body,
        }
    }
}

fn part(request: &Request, address: &str, tag: &str, size: u64) -> Result<Part, Answer> {
    let mut fields = vec![("ETag", tag.to_owned()), ("Cache-Control", "no-cache".to_owned())];
    if request.has(tag) {
        return Err(Answer {
            status: 304,
            fields,
            body: Vec::new().into(),
        });
    }
    fields.push(("Content-Type", media_type::of(address)));
    fields.push(("Accept-Ranges", "bytes".into()));
    match request.part(tag, size) {
        Wanted::Whole => Ok(Part {
            status: 200,
            fields,
            range: None,
        }),
        Wanted::Part(range) => {
            fields.push((
                "Content-Range",
                format!("bytes {}-{}/{size}", range.start, range.end - 1),
            ));
            Ok(Part {
                status: 206,
                fields,
                range: Some(range),
            })
        }
        Wanted::Nothing => {
            let mut answer = Answer::words(416, "The file has no such part.");
            answer.fields.push(("Content-Range", format!("bytes */{size}")));
            Err(answer)
        }
    }
}

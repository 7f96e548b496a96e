//! `playbook qr`.

use super::args::QrArgs;
use super::terminal::Terminal;
use super::{End, open};
use crate::edition::Readers;
use crate::link::{Route, Site};
use crate::model::{Address, Playbook};
use crate::source::{Diagnostics, nearest};
use crate::starter::{self, NewFile};
use crate::theme::{qr_drawing, qr_on_terminal};
use std::path::Path;

pub fn run(args: &QrArgs, terminal: &mut Terminal) -> End {
    if let Some(out) = args.out.as_deref().filter(|out| !is_drawing(out)) {
        terminal.failure(format_args!(
            "{}: the code is written as a drawing, so let its name end in .svg, as in {}",
            out.display(),
            out.with_extension("svg").display()
        ));
        return End::Failed;
    }
    let root = &args.root.root;
    let Some(project) = open(root, None, terminal) else {
        return End::Failed;
    };
    let Some(base) = &project.settings.base_url else {
        terminal.failure("a QR code leads to an address: write where the site will be into playbook.toml (base_url)");
        return End::Failed;
    };
    let site = crate::link(&project, Readers::Public, &mut Diagnostics::new());
    let address = match find(&site, &project.playbook, &args.page) {
        Ok(address) => address,
        Err(why) => {
            terminal.failure(why);
            return End::Failed;
        }
    };
    let url = format!("{}{}", base.as_str(), address.href());
    let Some(svg) = qr_drawing(&url) else {
        terminal.failure(format_args!("{url} is too long for a code"));
        return End::Failed;
    };
    match &args.out {
        None => {
            terminal.result(qr_on_terminal(&url).unwrap_or_default());
            terminal.result(url);
            End::Clean
        }
        Some(out) => write(out, &svg, &url, terminal),
    }
}

/// Whether a file is called as what is written into it.
fn is_drawing(out: &Path) -> bool {
    out.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("svg"))
}

fn write(out: &Path, svg: &str, url: &str, terminal: &mut Terminal) -> End {
    // By itself a drawing needs the name of its language.
    let svg = svg.replacen("<svg ", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"600\" ", 1);
    let (folder, name) = (
        out.parent().unwrap_or(Path::new("")),
        out.file_name().unwrap_or_default(),
    );
    let file = NewFile {
        path: name.to_string_lossy().into_owned(),
        bytes: (svg + "\n").into_bytes(),
    };
    match starter::write(folder, &[file]) {
        Ok(()) => {
            terminal.say(format_args!("{} leads to {url}", out.display()));
            End::Clean
        }
        Err(refused) => {
            terminal.failure(refused);
            End::Failed
        }
    }
}

/// The page that is meant: a file of the content or an address.
fn find(site: &Site, playbook: &Playbook, page: &str) -> Result<Address, String> {
    // A whole address is pasted in, or a part of it.
    let base = site
        .edition
        .settings()
        .base_url
        .as_ref()
        .map_or("", |base| base.as_str());
    let base = base.trim_end_matches('/');
    let wanted = page.strip_prefix(base).filter(|_| !base.is_empty()).unwrap_or(page);
    let wanted = wanted.split('#').next().unwrap_or(wanted);
    let wanted = wanted.trim_start_matches("./").trim_start_matches('/');
    let wanted = wanted.strip_prefix("content/").unwrap_or(wanted);
    let by_file = site.documents.iter().map(|linked| linked.document);
    let by_file = by_file
        .filter(|document| document.path == wanted)
        .map(|document| document.address.clone())
        .next();
    let is_page = |route: &Route| !matches!(route, Route::NotFound | Route::Redirect(_));
    let folder = format!("{}/index.html", wanted.trim_end_matches('/'));
    let asked = if wanted.is_empty() { "index.html" } else { &folder };
    let by_address = site
        .routes
        .iter()
        .find(|(address, route)| is_page(route) && [asked, wanted].contains(&address.as_str()));
    if let Some(address) = by_file.or_else(|| by_address.map(|(address, _)| address.clone())) {
        return Ok(address);
    }
    let known = site
        .routes
        .iter()
        .filter(|(_, route)| is_page(route))
        .map(|(address, _)| address.as_str());
    let known = known.chain(site.documents.iter().map(|linked| linked.document.path.as_str()));
    if playbook.documents.iter().any(|document| document.path == wanted) {
        return Err(format!(
            "“{page}” is a draft or the team's own, and the public has no page of it"
        ));
    }
    Err(match nearest(wanted, known) {
        Some(meant) => format!("the public edition has no page “{page}”; did you mean {meant}?"),
        None => format!(
            "the public edition has no page “{page}”; name its file, as in content/about.md, or its address, as in about.html"
        ),
    })
}

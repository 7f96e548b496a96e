//! What the search costs, beside what the pages cost: `cargo bench --bench search -- 1000 10000`, or with the folder of a
//! playbook in place of a number of guides.
//!
//! Both are made in memory, on all processors, one after the other in turns: a busy machine is busy for both.

#[allow(dead_code, reason = "the benchmark beside others uses all of it")]
mod corpus;

use corpus::Corpus;
use playbook::edition::{self, Readers};
use playbook::publish::search::Search;
use playbook::source::Diagnostics;
use playbook::{link, render};
use rayon::prelude::*;
use std::path::Path;
use std::time::{Duration, Instant};

const TURNS: usize = 5;

fn main() {
    let asked: Vec<String> = std::env::args().skip(1).filter(|arg| !arg.starts_with("--")).collect();
    for one in if asked.is_empty() {
        vec!["1000".to_owned()]
    } else {
        asked
    } {
        match one.parse() {
            Ok(guides) => {
                let folder = tempfile::tempdir().expect("a folder can be made");
                corpus::playbook::write(folder.path(), Corpus { guides }).expect("a playbook can be written");
                measure(&one, folder.path());
            }
            Err(_) => measure(&one, Path::new(&one)),
        }
    }
}

fn measure(name: &str, root: &Path) {
    let project = playbook::open(root, None).expect("it is a playbook");
    let mut problems = Diagnostics::new();
    let edition = edition::cut(&project.playbook, &project.settings, Readers::Public, &mut problems);
    let site = link::link(edition, &project.theme.addresses(), &mut problems);
    let [mut rendering, mut searching] = [Vec::new(), Vec::new()];
    let mut bytes = 0;
    for _ in 0..TURNS {
        let start = Instant::now();
        let pages = render::prepare(&site, &project.theme);
        let rendered = site.routes.par_iter().map(|(address, route)| {
            let page = pages.render(address, *route).expect("the theme has no mistakes");
            page.len()
        });
        assert!(rendered.sum::<usize>() > 0);
        rendering.push(start.elapsed());
        let start = Instant::now();
        let search = Search::new(&site, &project.theme, &|| true).expect("it is wanted");
        searching.push(start.elapsed());
        bytes = search.files.iter().map(|file| file.bytes.len()).sum();
    }
    let [rendering, searching] = [median(rendering), median(searching)];
    println!(
        "{name}: {} pages rendered in {rendering:.0?}; search made in {searching:.0?} (ratio {:.2}), {} KB",
        site.routes.len(),
        searching.as_secs_f64() / rendering.as_secs_f64(),
        bytes / 1024,
    );
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

//! What each step of a build costs, and how it grows: `cargo bench --bench steps -- 1000 10000`, the numbers of guides, or
//! the folders of playbooks.
//!
//! The steps are taken one after the other as a build takes them, on all processors; medians of several turns.

#[allow(dead_code, reason = "the benchmark beside others uses all of it")]
mod corpus;

use corpus::Corpus;
use playbook::compile::{self, Objects};
use playbook::edition::{self, Readers};
use playbook::publish::search::Search;
use playbook::source::{self, Diagnostics};
use playbook::{config, emit, link, render, theme};
use rayon::prelude::*;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// As the program's own.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const TURNS: usize = 5;

/// The steps' names, each with what it took, in order.
type Laps = Vec<(&'static str, Duration)>;

fn main() {
    let asked = std::env::args().skip(1).filter(|arg| !arg.starts_with("--"));
    let mut asked: Vec<String> = asked.collect();
    if asked.is_empty() {
        asked = vec!["1000".to_owned(), "10000".to_owned()];
    }
    let columns: Vec<Laps> = asked.iter().map(|one| medians(one)).collect();
    print!("{:<10}", "");
    for one in &asked {
        print!("{:>12}", one.rsplit('/').next().unwrap_or(one));
    }
    println!("{:>12}", "growth");
    for (at, (name, first)) in columns[0].iter().enumerate() {
        print!("{name:<10}");
        for column in &columns {
            print!("{:>9.1} ms", column[at].1.as_secs_f64() * 1000.0);
        }
        let last = columns[columns.len() - 1][at].1;
        println!("{:>12.1}", last.as_secs_f64() / first.as_secs_f64());
    }
}

fn medians(asked: &str) -> Laps {
    let memory = Path::new("/dev/shm");
    let folder = tempfile::tempdir_in(if memory.is_dir() {
        memory.to_owned()
    } else {
        std::env::temp_dir()
    });
    let folder = folder.expect("a folder can be made");
    let root = match asked.parse() {
        Ok(guides) => {
            corpus::playbook::write(folder.path(), Corpus { guides }).expect("a playbook can be written");
            folder.path().to_owned()
        }
        Err(_) => PathBuf::from(asked),
    };
    let turns: Vec<Laps> = (0..TURNS).map(|_| take(&root, &folder.path().join("out"))).collect();
    let median = |at: usize| {
        let mut took: Vec<Duration> = turns.iter().map(|laps| laps[at].1).collect();
        took.sort_unstable();
        took[TURNS / 2]
    };
    let names = turns[0].iter().enumerate();
    names.map(|(at, (name, _))| (*name, median(at))).collect()
}

fn take(root: &Path, out: &Path) -> Laps {
    let mut laps = Laps::new();
    let mut start = Instant::now();
    let mut lap = |name| {
        laps.push((name, start.elapsed()));
        start = Instant::now();
    };
    let mut problems = Diagnostics::new();
    let tree = source::read(root).expect("it is a playbook");
    lap("read");
    let settings = config::read(&tree.sources, tree.settings.expect("it can be read"), &mut problems);
    let theme = theme::load(root, &settings, &mut problems);
    lap("theme");
    let (playbook, _) = compile::compile(&tree, &settings.language, &Objects::default(), &mut problems);
    lap("compile");
    let edition = edition::cut(&playbook, &settings, Readers::Public, &mut problems);
    lap("cut");
    let site = link::link(edition, &theme.addresses(), &mut problems);
    lap("link");
    let pages = render::prepare(&site, &theme);
    let rendered = site.routes.par_iter().map(|(address, route)| {
        let page = pages.render(address, *route).expect("the theme has no mistakes");
        page.len()
    });
    assert!(rendered.sum::<usize>() > 0);
    lap("render");
    let search = Search::new(&site, &theme, &|| true).expect("it is wanted");
    assert!(!search.files.is_empty());
    lap("search");
    // All of render again, and the files.
    emit::emit(&site, &theme, &search, root, out).expect("it can be written");
    lap("write");
    std::fs::remove_dir_all(out).expect("it was written");
    laps
}

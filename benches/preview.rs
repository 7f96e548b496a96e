//! How fast the preview is: `cargo bench --bench preview -- 1000 10000`, the numbers of guides.
//!
//! It measures the program as it is run, watching and HTTP included, on a playbook that it makes in a folder in memory where
//! there is one:
//!
//! 1. from the start of the process to the first page;
//! 2. from the write of a file to an answer that has the new words;
//! 3. how long until a hundred open pages are told of a change, and what is open once they are closed.

mod corpus;
#[allow(dead_code, reason = "tests use all of it")]
#[path = "../tests/support/preview.rs"]
mod preview;

use preview::{Preview, read_response};
use std::fs;
use std::net::TcpStream;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// Saves that are measured.
const SAVES: usize = 60;
const STARTS: usize = 7;
const TABS: usize = 100;

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// Files and threads that a preview has open, where the system tells.
fn open(preview: &Preview) -> (usize, usize) {
    let count = |what: &str| fs::read_dir(format!("/proc/{}/{what}", preview.id())).map_or(0, Iterator::count);
    (count("fd"), count("task"))
}

struct Measured(Vec<Duration>);

impl std::fmt::Display for Measured {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut sorted = self.0.clone();
        sorted.sort();
        let ms = |at: usize| sorted[at].as_secs_f64() * 1000.0;
        let last = sorted.len() - 1;
        write!(
            f,
            "median {:.1} ms ({:.1} to {:.1}, {} times)",
            ms(last / 2),
            ms(0),
            ms(last),
            sorted.len()
        )
    }
}

fn measure(guides: usize) -> Outcome<()> {
    let memory = PathBuf::from("/dev/shm");
    let base = if memory.is_dir() { memory } else { std::env::temp_dir() };
    let folder = tempfile::tempdir_in(base)?;
    let root = folder.path();
    corpus::write(root, guides)?;
    println!("{guides} guides, in {}", root.parent().unwrap_or(root).display());

    let mut starts = Vec::new();
    for _ in 0..STARTS {
        let start = Instant::now();
        let preview = Preview::start(root, &[]);
        preview.get(&corpus::address_of(guides / 2));
        starts.push(start.elapsed());
    }
    println!("  start to first page: {}", Measured(starts));

    let preview = Preview::start(root, &[]);
    let mut saves = Vec::new();
    for save in 0..SAVES {
        let number = save * 7919 % guides;
        let path = root.join(corpus::path_of(number));
        let address = corpus::address_of(number);
        preview.get(&address);
        let words = format!("Saved now for the {save}th time.");
        let text = format!("{}\n{words}\n", fs::read_to_string(&path)?);
        let start = Instant::now();
        fs::write(&path, text)?;
        while !preview.get(&address).text().contains(&words) {
            if start.elapsed() > Duration::from_secs(10) {
                return Err("the words never came".into());
            }
            // Whoever asks without a pause takes a processor from the preview: no browser does.
            std::thread::sleep(Duration::from_millis(1));
        }
        saves.push(start.elapsed());
    }
    println!("  save to visible: {}", Measured(saves));

    // What the saves left behind goes first.
    std::thread::sleep(Duration::from_secs(8));
    let before = open(&preview);
    let tabs: Vec<TcpStream> = (0..TABS).map(|_| preview.wait_for_news("team")).collect();
    // All of them wait.
    std::thread::sleep(Duration::from_secs(2));
    let path = root.join(corpus::path_of(0));
    let text = format!("{}\nTold.\n", fs::read_to_string(&path)?);
    let start = Instant::now();
    fs::write(&path, text)?;
    let mut told = Vec::new();
    for mut tab in tabs {
        read_response(&mut tab, true).ok_or("a page was not told")?;
        told.push(start.elapsed());
    }
    println!("  {TABS} open pages told: {}", Measured(told));
    std::thread::sleep(Duration::from_secs(8));
    let after = open(&preview);
    println!(
        "  open files and threads: {} and {} before, {} and {} after they were closed",
        before.0, before.1, after.0, after.1
    );
    Ok(())
}

fn main() -> Outcome<()> {
    let asked: Vec<usize> = std::env::args().filter_map(|arg| arg.parse().ok()).collect();
    let sizes = if asked.is_empty() { vec![1000, 10_000] } else { asked };
    sizes.into_iter().try_for_each(measure)
}

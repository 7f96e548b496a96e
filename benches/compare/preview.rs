//! How fast the preview is, as it is run, watching and HTTP included.

#[allow(dead_code, reason = "tests use all of it")]
#[path = "../../tests/support/preview.rs"]
mod client;

use crate::Outcome;
use crate::corpus::playbook::{address_of, path_of};
use crate::spread::Spread;
use client::{Preview as Running, read_response};
use std::fs;
use std::net::TcpStream;
use std::path::Path;
use std::time::{Duration, Instant};

const STARTS: usize = 7;
const SAVES: usize = 60;
const PAGES: usize = 100;

/// All in milliseconds.
pub struct Preview {
    /// From the start of the process to the first page.
    pub start: Spread,
    /// From the write of a file to an answer that has the new words.
    pub save: Spread,
    /// Until each of a hundred open pages is told of a change.
    pub told: Spread,
}

pub fn measure(root: &Path, guides: usize) -> Outcome<Preview> {
    let mut starts = Vec::new();
    for _ in 0..STARTS {
        let start = Instant::now();
        let preview = Running::start(root, &[]);
        preview.get(&address_of(guides / 2));
        starts.push(ms(start));
    }
    let preview = Running::start(root, &[]);
    let saves = (0..SAVES).map(|number| save(&preview, root, number * 7919 % guides, number));
    let saves: Vec<f64> = saves.collect::<Outcome<_>>()?;
    Ok(Preview {
        start: Spread::of(starts),
        save: Spread::of(saves),
        told: Spread::of(told(&preview, root)?),
    })
}

fn save(preview: &Running, root: &Path, guide: usize, number: usize) -> Outcome<f64> {
    let (path, address) = (root.join(path_of(guide)), address_of(guide));
    preview.get(&address);
    let words = format!("Saved now for the {number}th time.");
    let text = format!("{}\n{words}\n", fs::read_to_string(&path)?);
    let start = Instant::now();
    fs::write(&path, text)?;
    while !preview.get(&address).text().contains(&words) {
        if start.elapsed() > client::PATIENCE {
            return Err("the words never came".into());
        }
        // Whoever asks without a pause takes a processor from the preview: no browser does.
        std::thread::sleep(Duration::from_millis(1));
    }
    Ok(ms(start))
}

fn told(preview: &Running, root: &Path) -> Outcome<Vec<f64>> {
    let pages: Vec<TcpStream> = (0..PAGES).map(|_| preview.wait_for_news("team")).collect();
    // All of them wait.
    std::thread::sleep(Duration::from_secs(2));
    let path = root.join(path_of(0));
    let text = format!("{}\nTold.\n", fs::read_to_string(&path)?);
    let start = Instant::now();
    fs::write(&path, text)?;
    let told = pages.into_iter().map(|mut page| {
        read_response(&mut page, true).ok_or("a page was not told")?;
        Ok(ms(start))
    });
    told.collect()
}

fn ms(start: Instant) -> f64 {
    start.elapsed().as_secs_f64() * 1000.0
}

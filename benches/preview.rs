//! How fast the preview is: `cargo bench --bench preview -- 1000 10000`, the numbers of guides.
//!
//! It measures the program as it is run, watching and HTTP included, on a playbook that it makes in a folder in memory where
//! there is one:
//!
//! 1. from the start of the process to the first page;
//! 2. from the write of a file to an answer that has the new words;
//! 3. how long until a hundred open pages are told of a change, and what is open once they are closed.

mod corpus;

use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Saves that are measured.
const SAVES: usize = 60;
const STARTS: usize = 7;
const TABS: usize = 100;

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

struct Preview {
    child: Child,
    authority: String,
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Preview {
    fn start(root: &Path) -> Outcome<Self> {
        let mut child = Command::new(env!("CARGO_BIN_EXE_playbook"))
            .args(["serve", "--port", "0", "--root"])
            .arg(root)
            .stdout(Stdio::piped())
            .spawn()?;
        let mut lines = BufReader::new(child.stdout.take().ok_or("no output")?);
        let mut line = String::new();
        loop {
            line.clear();
            if lines.read_line(&mut line)? == 0 {
                return Err("the preview has ended".into());
            }
            if let Some((_, authority)) = line.split_once("http://") {
                let authority = authority.trim().trim_end_matches('/').to_owned();
                // What it says later is read, so that it is not held up.
                std::thread::spawn(move || io::copy(&mut lines, &mut io::sink()));
                return Ok(Self { child, authority });
            }
        }
    }

    fn ask(&self, path: &str) -> Outcome<TcpStream> {
        let mut stream = TcpStream::connect(&self.authority)?;
        stream.set_nodelay(true)?;
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {}\r\n\r\n", self.authority)?;
        Ok(stream)
    }

    fn get(&self, path: &str) -> Outcome<String> {
        read(self.ask(path)?)
    }

    fn token(&self) -> Outcome<String> {
        let news: serde_json::Value = serde_json::from_str(&self.get("/_preview/news?edition=team")?)?;
        Ok(news["token"].as_str().ok_or("no token")?.to_owned())
    }

    /// Files and threads, where the system tells.
    fn open(&self) -> (usize, usize) {
        let count = |what: &str| fs::read_dir(format!("/proc/{}/{what}", self.child.id())).map_or(0, Iterator::count);
        (count("fd"), count("task"))
    }
}

/// The body of an answer.
fn read(stream: TcpStream) -> Outcome<String> {
    let mut lines = BufReader::new(stream);
    let (mut line, mut length) = (String::new(), 0);
    loop {
        line.clear();
        if lines.read_line(&mut line)? == 0 {
            return Err("no answer".into());
        }
        if let Some(value) = line.strip_prefix("Content-Length: ") {
            length = value.trim().parse()?;
        }
        if line == "\r\n" {
            let mut body = vec![0; length];
            lines.read_exact(&mut body)?;
            return Ok(String::from_utf8_lossy(&body).into_owned());
        }
    }
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
        let preview = Preview::start(root)?;
        preview.get(&corpus::address_of(guides / 2))?;
        starts.push(start.elapsed());
    }
    println!("  start to first page: {}", Measured(starts));

    let preview = Preview::start(root)?;
    let mut saves = Vec::new();
    for save in 0..SAVES {
        let number = save * 7919 % guides;
        let path = root.join(corpus::path_of(number));
        let address = corpus::address_of(number);
        preview.get(&address)?;
        let words = format!("Saved now for the {save}th time.");
        let text = format!("{}\n{words}\n", fs::read_to_string(&path)?);
        let start = Instant::now();
        fs::write(&path, text)?;
        while !preview.get(&address)?.contains(&words) {
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
    let before = preview.open();
    let token = preview.token()?;
    let question = format!("/_preview/news?edition=team&after={token}");
    let tabs: Vec<TcpStream> = (0..TABS).map(|_| preview.ask(&question)).collect::<Outcome<_>>()?;
    // All of them wait.
    std::thread::sleep(Duration::from_secs(2));
    let path = root.join(corpus::path_of(0));
    let text = format!("{}\nTold.\n", fs::read_to_string(&path)?);
    let start = Instant::now();
    fs::write(&path, text)?;
    let mut told = Vec::new();
    for tab in tabs {
        read(tab)?;
        told.push(start.elapsed());
    }
    println!("  {TABS} open pages told: {}", Measured(told));
    std::thread::sleep(Duration::from_secs(8));
    let after = preview.open();
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

//! A running `playbook serve`, and requests to it byte by byte.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// Longer than anything here takes: a test that waits for more has found a mistake.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// A preview, ended when it is dropped.
pub struct Preview {
    child: Child,
    /// `127.0.0.1:4000`
    pub authority: String,
    /// What it has said so far, on both streams.
    said: Arc<Mutex<String>>,
}

/// An answer to a request.
#[derive(Debug)]
pub struct Response {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Response {
    pub fn field(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (field, value) = line.split_once(": ")?;
            field.eq_ignore_ascii_case(name).then_some(value)
        })
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

impl Preview {
    /// Starts it at a port that the system chooses, and waits until it can be asked.
    pub fn start(root: &Path, args: &[&str]) -> Self {
        Self::start_command(
            Command::new(assert_cmd::cargo::cargo_bin!("playbook"))
                .args(["serve", "--port", "0", "--root"])
                .arg(root)
                .args(args),
        )
    }

    /// As [`start`](Self::start), by a command of one's own.
    pub fn start_command(command: &mut Command) -> Self {
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        let said = Arc::new(Mutex::new(String::new()));
        let errors = child.stderr.take().expect("it has been asked for");
        listen(BufReader::new(errors), Arc::clone(&said));
        let mut lines = BufReader::new(child.stdout.take().expect("it has been asked for"));
        let mut authority = None;
        let mut line = String::new();
        while authority.is_none() {
            line.clear();
            let read = lines.read_line(&mut line).expect("it says something");
            let so_far = said.lock().expect("no test holds it").clone();
            assert!(read > 0, "the preview has ended: {so_far}");
            said.lock().expect("no test holds it").push_str(&line);
            authority = line
                .split_once("http://")
                .map(|(_, rest)| rest.trim().trim_end_matches('/').to_owned());
        }
        listen(lines, Arc::clone(&said));
        Self {
            child,
            authority: authority.expect("it was found"),
            said,
        }
    }

    pub fn id(&self) -> u32 {
        self.child.id()
    }

    pub fn said(&self) -> String {
        self.said.lock().expect("no test holds it").clone()
    }

    pub fn get(&self, path: &str) -> Response {
        self.ask("GET", path, &[])
    }

    pub fn ask(&self, method: &str, path: &str, fields: &[(&str, &str)]) -> Response {
        let host = [("Host", self.authority.as_str())];
        let fields = host
            .iter()
            .chain(fields)
            .map(|(name, value)| format!("{name}: {value}\r\n"));
        let request = format!("{method} {path} HTTP/1.1\r\n{}\r\n", fields.collect::<String>());
        self.send(request.as_bytes())
            .unwrap_or_else(|| panic!("{method} {path} was not answered; it said:\n{}", self.said()))
    }

    /// Sends bytes and reads one answer; none when the connection ends without one.
    pub fn send(&self, request: &[u8]) -> Option<Response> {
        let mut stream = self.connect();
        stream.write_all(request).ok()?;
        read_response(&mut stream, !request.starts_with(b"HEAD"))
    }

    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.authority).expect("it listens");
        stream
            .set_read_timeout(Some(PATIENCE))
            .expect("streams have a time-out");
        stream
    }

    /// What an edition's open pages are told, at once, or once it is not what `after` names any more.
    pub fn news(&self, edition: &str, after: &str) -> serde_json::Value {
        let response = self.get(&format!("/_preview/news?edition={edition}&after={after}"));
        assert_eq!(response.status, 200, "{}", response.text());
        serde_json::from_slice(&response.body).expect("news are JSON")
    }

    /// The token of an edition's present state.
    pub fn token(&self, edition: &str) -> String {
        self.news(edition, "")["token"]
            .as_str()
            .expect("news have a token")
            .to_owned()
    }

    /// An open page: a question that is answered once there is another state than the present one.
    pub fn wait_for_news(&self, edition: &str) -> TcpStream {
        let (own, token) = (&self.authority, self.token(edition));
        let mut stream = self.connect();
        let path = format!("/_preview/news?edition={edition}&after={token}");
        let request = format!("GET {path} HTTP/1.1\r\nHost: {own}\r\n\r\n");
        stream.write_all(request.as_bytes()).expect("it can be sent");
        stream
    }

    /// Waits until `is_so` of the present state, looking whenever there is another one.
    pub fn until<T>(&self, edition: &str, mut is_so: impl FnMut(&serde_json::Value) -> Option<T>) -> T {
        let start = std::time::Instant::now();
        let mut news = self.news(edition, "");
        loop {
            if let Some(found) = is_so(&news) {
                return found;
            }
            assert!(
                start.elapsed() < PATIENCE,
                "it did not become so; it said:\n{}",
                self.said()
            );
            let token = news["token"].as_str().expect("news have a token").to_owned();
            news = self.news(edition, &token);
        }
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn listen(mut lines: impl BufRead + Send + 'static, said: Arc<Mutex<String>>) {
    thread::spawn(move || {
        let mut line = String::new();
        while lines.read_line(&mut line).is_ok_and(|read| read > 0) {
            said.lock().expect("no test holds it").push_str(&line);
            line.clear();
        }
    });
}

/// Reads the head to its empty line, and as many bytes as it says.
pub fn read_response(stream: &mut TcpStream, has_body: bool) -> Option<Response> {
    let mut lines = BufReader::new(stream);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        if lines.read_line(&mut head).ok()? == 0 {
            return None;
        }
    }
    let mut response = Response {
        status: head.split(' ').nth(1)?.parse().ok()?,
        head,
        body: Vec::new(),
    };
    let length: usize = response
        .field("Content-Length")
        .and_then(|length| length.parse().ok())
        .unwrap_or(0);
    if has_body && response.status != 304 {
        response.body = vec![0; length];
        lines.read_exact(&mut response.body).ok()?;
    }
    Some(response)
}

/// A page without the one line that the preview puts into it.
pub fn without_snippet(page: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(page);
    let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
    let count = lines.len();
    lines.retain(|line| !line.starts_with("<script src=\"/_preview/preview.js\""));
    assert_eq!(lines.len() + 1, count, "a page has the line once: {text}");
    lines.concat().into_bytes()
}

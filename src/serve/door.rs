//! Requests in, answers out: everything about `tiny_http`, which was measured before it was trusted.
//!
//! 1. A thread takes requests from the library. Its listening ends for good at the first error (no free file
//!    descriptor, for one), so it is begun again, with the same socket.
//! 2. Workers, as many as there are processors, answer them, while there is a generation to answer from.
//! 3. Whoever asks for news waits here, with a request and without a worker, until there are some or it has waited so
//!    long that a page which was closed should be forgotten.
//!
//! An answer is one buffer: written in pieces, it would wait for acknowledgements. The library reads what is left of a
//! request's body when the request is dropped, for as long as it takes and into a buffer of the length that the asker
//! said; no request with a body is ours to answer, so each is refused by a thread of its own, and forgotten when the
//! length is absurd.

use super::answer::{Answer, refused};
use super::request::{Names, Refusal};
use super::{Failure, Port, USUAL_PORT};
use socket2::{Domain, Socket, Type};
use std::collections::VecDeque;
use std::io::{self, Write};
use std::net::{SocketAddr, TcpListener, ToSocketAddrs};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};
use tiny_http::{Request, Server};

/// How many ports are tried from the usual one on.
const TRIED: u16 = 100;

/// Connections that may wait to be taken.
const BACKLOG: i32 = 1024;

/// How long a question for news may wait. A page that was closed is noticed by then.
const LONGEST_WAIT: Duration = Duration::from_secs(10);

/// How long until listening is tried again after it failed.
const PAUSE: Duration = Duration::from_millis(50);

/// A body of more bytes is not even refused.
const LARGEST_BODY: usize = 1 << 30;

pub struct Door {
    address: SocketAddr,
    pub names: Names,
    hall: Arc<Hall>,
}

/// Where requests wait.
#[derive(Default)]
struct Hall {
    state: Mutex<Waiting>,
    changed: Condvar,
}

#[derive(Default)]
struct Waiting {
    requests: VecDeque<Visit>,
    for_news: Vec<(Instant, Request)>,
    /// Whether there is a generation to answer from.
    is_open: bool,
}

/// A request, and whether it may be kept waiting.
struct Visit {
    request: Request,
    may_wait: bool,
}

/// The door while it is open.
pub struct Opened<'d>(&'d Hall);

impl Drop for Opened<'_> {
    fn drop(&mut self) {
        self.0.lock().is_open = false;
        self.0.changed.notify_all();
    }
}

impl Door {
    /// Begins to listen. Nothing is answered before there is a generation.
    ///
    /// # Errors
    /// When the address or the port cannot be had.
    pub fn open(host: &str, port: Port) -> Result<Self, Failure> {
        let failure = |error| Failure::Address {
            host: host.to_owned(),
            port,
            error,
        };
        let listener = listen(host, port).map_err(failure)?;
        let address = listener.local_addr().map_err(failure)?;
        let hall = Arc::new(Hall::default());
        let door = Self {
            address,
            names: Names {
                host: host.to_owned(),
                is_shared: !address.ip().is_loopback(),
            },
            hall: Arc::clone(&hall),
        };
        thread::spawn(move || take_in(&listener, &hall));
        Ok(door)
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// There is a new generation: requests are answered, and whoever waits for news is told. It ends when what is given
    /// back is dropped: requests wait again, and workers go home once they have answered what they are at.
    pub fn let_in(&self) -> Opened<'_> {
        let mut waiting = self.hall.lock();
        waiting.is_open = true;
        let for_news = std::mem::take(&mut waiting.for_news);
        let told = for_news.into_iter().map(|(_, request)| Visit {
            request,
            may_wait: true,
        });
        waiting.requests.extend(told);
        drop(waiting);
        self.hall.changed.notify_all();
        Opened(&self.hall)
    }

    /// Answers requests for as long as the generation lasts. `answer` gives none for a request that is to wait for news.
    pub fn work(&self, answer: impl Fn(&Request, bool) -> Option<Answer>) {
        while let Some(Visit { request, may_wait }) = self.hall.next() {
            // A mistake of ours in one page must not take the others with it.
            match catch_unwind(AssertUnwindSafe(|| answer(&request, may_wait))) {
                Ok(Some(answer)) => send(request, &answer),
                Ok(None) => self.hall.lock().for_news.push((Instant::now() + LONGEST_WAIT, request)),
                Err(_) => drop(request),
            }
        }
    }
}

impl Hall {
    fn lock(&self) -> std::sync::MutexGuard<'_, Waiting> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next request to answer; none when the generation has ended.
    fn next(&self) -> Option<Visit> {
        let mut waiting = self.lock();
        loop {
            if !waiting.is_open {
                return None;
            }
            if let Some(visit) = waiting.requests.pop_front() {
                return Some(visit);
            }
            let now = Instant::now();
            if let Some(at) = waiting.for_news.iter().position(|(until, _)| *until <= now) {
                let (_, request) = waiting.for_news.swap_remove(at);
                return Some(Visit {
                    request,
                    may_wait: false,
                });
            }
            let first = waiting.for_news.iter().map(|(until, _)| *until).min();
            waiting = match first {
                Some(until) => {
                    let (waiting, _) = self
                        .changed
                        .wait_timeout(waiting, until.saturating_duration_since(now))
                        .unwrap_or_else(PoisonError::into_inner);
                    waiting
                }
                None => self.changed.wait(waiting).unwrap_or_else(PoisonError::into_inner),
            };
        }
    }
}

fn listen(host: &str, port: Port) -> io::Result<TcpListener> {
    match port {
        Port::Exactly(port) => bind(host, port),
        Port::Usual => {
            let mut ports = USUAL_PORT..USUAL_PORT + TRIED;
            loop {
                let port = ports.next().unwrap_or(0);
                match bind(host, port) {
                    Err(error) if error.kind() == io::ErrorKind::AddrInUse && port != 0 => {}
                    result => return result,
                }
            }
        }
    }
}

fn bind(host: &str, port: u16) -> io::Result<TcpListener> {
    // A numeric IPv6 address may stand in brackets, as in an address to click.
    let host = host.trim_start_matches('[').trim_end_matches(']');
    let mut error = io::Error::new(io::ErrorKind::NotFound, "there is no such name");
    for address in (host, port).to_socket_addrs()? {
        match bind_one(address) {
            Ok(listener) => return Ok(listener),
            Err(why) => error = why,
        }
    }
    Err(error)
}

fn bind_one(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = Socket::new(Domain::for_address(address), Type::STREAM, None)?;
    // A port that was in use a moment ago can be had again; elsewhere than on Unix the option means something else.
    #[cfg(unix)]
    socket.set_reuse_address(true)?;
    // Connections take it over from the socket that they come in by.
    socket.set_tcp_nodelay(true)?;
    socket.bind(&address.into())?;
    socket.listen(BACKLOG)?;
    Ok(socket.into())
}

/// Takes requests from the library, for ever.
fn take_in(listener: &TcpListener, hall: &Hall) {
    loop {
        // A clone can fail as listening does; both are tried again.
        let server = listener
            .try_clone()
            .map_err(Into::into)
            .and_then(|listener| Server::from_listener(listener, None));
        if let Ok(server) = server {
            while let Ok(request) = server.recv() {
                if request.body_length().is_some_and(|length| length > 0) {
                    turn_away(request);
                    continue;
                }
                let visit = Visit {
                    request,
                    may_wait: true,
                };
                hall.lock().requests.push_back(visit);
                hall.changed.notify_one();
            }
        }
        thread::sleep(PAUSE);
    }
}

/// Refuses a request with a body; see above.
fn turn_away(request: Request) {
    if request.body_length().is_none_or(|length| length > LARGEST_BODY) {
        std::mem::forget(request);
        return;
    }
    thread::spawn(move || {
        let refusal = refused(&Refusal {
            status: 405,
            words: "The preview can only be read.",
        });
        let mut response = tiny_http::Response::from_data(refusal.body.to_vec()).with_status_code(refusal.status);
        for (name, value) in &refusal.fields {
            if let Ok(field) = tiny_http::Header::from_bytes(name.as_bytes(), value.as_bytes()) {
                response.add_header(field);
            }
        }
        // Whoever asked may be gone.
        let _ = request.respond(response);
    });
}

fn send(request: Request, answer: &Answer) {
    let is_head = *request.method() == tiny_http::Method::Head;
    let bytes = answer.bytes(is_head);
    let mut writer = request.into_writer();
    // Whoever asked may be gone.
    let _ = writer.write_all(&bytes).and_then(|()| writer.flush());
}

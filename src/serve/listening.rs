//! Everything about `tiny_http`, which was measured and read before it was trusted.
//!
//! - It answers slowly when a response is written in small pieces, so that [`send`] makes one buffer of the head and what
//!   fits beside it, and connections send at once.
//! - Whoever does not read holds up whoever writes. So each answer is sent by a thread of its own, which no generation
//!   waits for, and which gives up in the end.
//! - A thread of its pool reads a connection for as long as that is open. When several connections come at once, some may
//!   wait for a thread that is not free until another connection ends, and a page that waits for news does not end its
//!   own. A new connection makes a new thread when none is free, and that one goes on with those that wait: so whenever
//!   a thread is taken for long, we [`nudge`].
//! - Listening ends for good at the first error, without a word when it ends in a panic (no free file descriptor). So we ask
//!   ourselves, now and then, whether requests still come in: a question that is late makes another one, for the reason
//!   above, and when none arrives, listening is begun again.
//! - What is left of a request's body is read when the request is dropped, for as long as it takes, and into a buffer of the
//!   length that the asker said. No request with a body is ours to answer: each is refused by a thread of its own, and
//!   forgotten when the length is absurd.
//! - It bounds neither lines nor connections, and waits for a request for ever. The preview listens on this machine alone
//!   unless it is told otherwise.

use super::answer::{Answer, Body};
use super::answering::refused;
use super::request::{METHODS, ONLY_READ, Refusal};
use super::{Port, USUAL_PORT};
use socket2::{Domain, Socket, Type};
use std::io::{self, ErrorKind, Read, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, TcpStream, ToSocketAddrs};
use std::panic;
use std::thread;
use std::time::{Duration, Instant};
use tiny_http::{Header, Request, Response, Server};

/// How many ports are tried from the usual one on.
const TRIED: u16 = 100;

/// Connections that may wait to be taken.
const BACKLOG: i32 = 1024;

/// How long until listening is tried again after it failed.
const PAUSE: Duration = Duration::from_millis(50);

/// A request that says its body has more bytes is forgotten once it is refused.
const LARGEST_BODY: usize = 1 << 30;

/// How much of a file is read before it is sent on.
const BLOCK: u64 = 256 * 1024;

/// Who takes nothing for so long is not waited for, where the system lets connections take that over.
const LONGEST_SENDING: Duration = Duration::from_secs(20);

/// Files that may be open at once, as far as the system lets us say: two for each connection.
#[cfg(unix)]
const OPEN_FILES: u64 = 8192;

/// Begins to listen.
///
/// # Errors
/// When the name is none of this machine's, or the port is taken.
pub fn listen(host: &str, port: Port) -> io::Result<TcpListener> {
    allow_many_connections();
    match port {
        Port::Exactly(port) => bind(host, port),
        Port::Usual => {
            for port in USUAL_PORT..USUAL_PORT + TRIED {
                match bind(host, port) {
                    // Windows keeps some ports for itself, and says so in this way.
                    Err(error) if matches!(error.kind(), ErrorKind::AddrInUse | ErrorKind::PermissionDenied) => {}
                    result => return result,
                }
            }
            // Any port that is free.
            bind(host, 0)
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
    socket.set_write_timeout(Some(LONGEST_SENDING))?;
    socket.bind(&address.into())?;
    socket.listen(BACKLOG)?;
    Ok(socket.into())
}

/// Systems begin with as few as 256 open files; more can be had by asking.
#[cfg(unix)]
fn allow_many_connections() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
    let wanted = maximum.map_or(OPEN_FILES, |maximum| maximum.min(OPEN_FILES));
    if current.is_some_and(|current| current < wanted) {
        // What there is has to do where no more can be had.
        let _ = setrlimit(
            Resource::Nofile,
            Rlimit {
                current: Some(wanted),
                maximum,
            },
        );
    }
}

#[cfg(not(unix))]
fn allow_many_connections() {}

/// Takes requests from the library, for ever.
pub fn take_in(listener: TcpListener, address: SocketAddr, come_in: impl Fn(Request)) {
    quiet_library_panics();
    let mut listener = Some(listener);
    loop {
        // A socket of its own each time: a thread that still listened at a shared one would take a request with it.
        if let Some(listener) = listener.take().or_else(|| bind_one(address).ok())
            && let Ok(server) = Server::from_listener(listener, None)
        {
            take_from(&server, address, &come_in);
        }
        // Whoever still listens for a server that is gone ends with the next connection, and the port is free again.
        nudge(address);
        thread::sleep(PAUSE);
    }
}

/// Takes requests in until listening has ended.
fn take_from(server: &Server, address: SocketAddr, come_in: impl Fn(Request)) {
    let mut question = Question::new(address);
    while !question.is_lost() {
        match server.recv_timeout(question.pause()) {
            Err(_) => return,
            Ok(None) => {}
            Ok(Some(request)) if request.url() == Question::PATH => {
                question.arrived();
                send(request, refused(&Question::ANSWER));
            }
            Ok(Some(request)) => {
                question.asked_by_others = Instant::now();
                if has_body(&request) {
                    turn_away(request);
                } else {
                    come_in(request);
                }
            }
        }
        question.ask_if_due();
    }
}

/// What we ask ourselves to find out whether requests still come in.
struct Question {
    address: SocketAddr,
    /// When the last one was asked.
    asked: Instant,
    /// Since when none has arrived that was asked.
    open_since: Option<Instant>,
    /// When the last request of somebody else came in: others of the same crowd may wait for a thread.
    asked_by_others: Instant,
}

impl Question {
    const PATH: &str = "/_preview/alive";
    /// Nobody reads it.
    const ANSWER: Refusal = Refusal {
        status: 404,
        words: "Nothing is here.",
    };
    const EVERY: Duration = Duration::from_secs(1);
    /// For a while after other requests.
    const SOON: Duration = Duration::from_millis(40);
    const WHILE: Duration = Duration::from_secs(2);
    /// One that takes longer waits for a thread.
    const LATE: Duration = Duration::from_millis(20);
    /// Listening has ended when none arrives for so long.
    const LOST: Duration = Duration::from_secs(3);

    fn new(address: SocketAddr) -> Self {
        Self {
            address,
            asked: Instant::now(),
            open_since: None,
            asked_by_others: Instant::now(),
        }
    }

    fn pause(&self) -> Duration {
        let every = match self.open_since {
            Some(_) => Self::LATE,
            None if self.asked_by_others.elapsed() < Self::WHILE => Self::SOON,
            None => Self::EVERY,
        };
        every.saturating_sub(self.asked.elapsed())
    }

    fn ask_if_due(&mut self) {
        if !self.pause().is_zero() {
            return;
        }
        self.asked = Instant::now();
        let asked = connect(self.address).and_then(|mut stream| {
            let request = format!(
                "GET {} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                Self::PATH
            );
            stream.write_all(request.as_bytes())
        });
        // That there are no files left to ask with says nothing of listening. That nobody takes the question does.
        let is_refused = |error: &io::Error| error.kind() == ErrorKind::ConnectionRefused;
        if asked.as_ref().map_or_else(is_refused, |()| true) {
            self.open_since.get_or_insert_with(Instant::now);
        }
    }

    fn arrived(&mut self) {
        self.open_since = None;
    }

    fn is_lost(&self) -> bool {
        self.open_since.is_some_and(|since| since.elapsed() > Self::LOST)
    }
}

/// Makes the library look whether a connection waits for a thread.
pub fn nudge(address: SocketAddr) {
    // The question that is asked now and then does the same.
    let _ = connect(address);
}

/// A connection to ourselves.
fn connect(address: SocketAddr) -> io::Result<TcpStream> {
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    TcpStream::connect_timeout(&SocketAddr::new(ip, address.port()), PAUSE)
}

/// The library panics where a file descriptor cannot be had. We begin again, and a page of its code is no news for a teacher.
fn quiet_library_panics() {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |what| {
        let is_library = |file: &str| file.contains("tiny_http");
        if !what.location().is_some_and(|location| is_library(location.file())) {
            usual(what);
        }
    }));
}

fn has_body(request: &Request) -> bool {
    let is_divided = |field: &Header| field.field.equiv("Transfer-Encoding");
    request.body_length().is_some_and(|length| length > 0) || request.headers().iter().any(is_divided)
}

/// Refuses a request with a body; see above.
fn turn_away(request: Request) {
    let mut response = Response::from_string(ONLY_READ.words).with_status_code(ONLY_READ.status);
    if let Ok(field) = Header::from_bytes("Allow", METHODS) {
        response.add_header(field);
    }
    let is_absurd = request.body_length().is_some_and(|length| length > LARGEST_BODY);
    apart(move || {
        // Whoever asked may be gone.
        if is_absurd {
            std::mem::forget(request.upgrade("none", response));
        } else {
            let _ = request.respond(response);
        }
    });
}

/// Sends an answer, by a thread of its own.
pub fn send(request: Request, answer: Answer) {
    apart(move || {
        // Whoever asked may be gone.
        let _ = write(request, &answer);
    });
}

fn write(request: Request, answer: &Answer) -> io::Result<()> {
    let is_head = *request.method() == tiny_http::Method::Head;
    let mut writer = request.into_writer();
    let mut buffer = answer.head();
    match &answer.body {
        _ if is_head => writer.write_all(&buffer)?,
        Body::Bytes(bytes) => {
            buffer.extend_from_slice(bytes);
            writer.write_all(&buffer)?;
        }
        Body::File(file, range) => {
            let mut rest = range.end.saturating_sub(range.start);
            let mut bytes = file.open_at(range.start)?;
            while rest > 0 || !buffer.is_empty() {
                let read = bytes.by_ref().take(rest.min(BLOCK)).read_to_end(&mut buffer)? as u64;
                writer.write_all(&buffer)?;
                buffer.clear();
                // It has become shorter since: what was said of it cannot be kept.
                if read == 0 {
                    break;
                }
                rest -= read;
            }
        }
    }
    writer.flush()
}

/// Does something that may take as long as a stranger likes. There are as many of these as there are connections, for each
/// of which the library has a thread too.
fn apart(work: impl FnOnce() + Send + 'static) {
    // Where there can be no more threads, the work is dropped, and the connection with it.
    let _ = thread::Builder::new().spawn(work);
}

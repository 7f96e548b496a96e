//! Where requests wait, and the workers who answer them.
//!
//! 1. [`listening`](super::listening) brings requests in.
//! 2. Workers, as many as there are processors, answer them, while there is a generation to answer from.
//! 3. Whoever asks for news waits here, with a request and without a worker, until there are some or it has waited so
//!    long that a page which was closed should be forgotten.

use super::answer::Answer;
use super::answering::failed;
use super::listening::{listen, nudge, send, take_in};
use super::request::Names;
use super::{Failure, Port};
use std::collections::VecDeque;
use std::net::SocketAddr;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};
use tiny_http::Request;

/// How long a question for news may wait. A page that was closed is noticed by then.
const LONGEST_WAIT: Duration = Duration::from_secs(10);

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
        thread::spawn(move || take_in(listener, address, |request| hall.come_in(request)));
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
                Ok(Some(answer)) => send(request, answer),
                Ok(None) => {
                    self.hall.lock().for_news.push((Instant::now() + LONGEST_WAIT, request));
                    nudge(self.address);
                }
                Err(_) => send(request, failed()),
            }
        }
    }
}

impl Hall {
    fn come_in(&self, request: Request) {
        let visit = Visit {
            request,
            may_wait: true,
        };
        self.lock().requests.push_back(visit);
        self.changed.notify_one();
    }

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

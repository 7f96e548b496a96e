//! Floor 8: the preview. A playbook is shown from memory while it is written, and an open page is new once a file is saved.
//!
//! 1. A [`Workshop`] holds the playbook as it was read last, and reads again what [`Watch`] says may have changed.
//! 2. Each state of it is a generation: its editions are linked into [`View`]s, which render a page when it is asked
//!    for. Nothing of a generation outlives it, so that nothing in it can be stale.
//! 3. [`Door`] takes requests in and hands them to a few workers; [`Request`](request::Request) is what is left of one that is
//!    fit to be answered; [`answering`] is a function of it and of the generation.
//! 4. An open page asks for [`news`] and is answered once there are some. What it does then is in `client/`.
//!
//! Pages are answered byte for byte as a build writes them, but for one `<script>`, which is put in at the door.

mod answer;
mod answering;
mod door;
mod generation;
mod last_good;
mod linked;
mod listening;
mod made_pictures;
mod media_type;
mod news;
mod range;
mod request;
mod side;
mod snippet;
mod tags;
mod view;
mod watch;
mod workshop;

use crate::edition::Readers;
use crate::model::Audience;
use crate::source::{Diagnostic, Sources, changes};
use crate::theme::Theme;
use answer::Answer;
use answering::Reply;
use door::Door;
use generation::{Beside, Generation};
use last_good::LastGood;
use linked::{Linked, Parts};
use made_pictures::MadePictures;
use rayon::prelude::*;
use request::Request;
use side::Side;
use std::convert::Infallible;
use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::{Duration, Instant, SystemTime};
use tags::Tags;
use view::{Means, View};
use watch::Watch;
use workshop::{Shown, Workshop};

/// What is shown, and where.
#[derive(Debug, Clone)]
pub struct Options {
    /// The playbook's folder.
    pub root: PathBuf,
    /// Whom the edition at the root of the preview is for. The team's has the public one beside it; the public one has
    /// nothing beside it, so that what is shown to others stays what they may see.
    pub audience: Audience,
    /// The name or number of the machine's address.
    pub host: String,
    pub port: Port,
    pub watching: Watching,
}

/// Where the preview listens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Port {
    /// The first free one from [`USUAL_PORT`] on.
    Usual,
    /// This one, and no other; 0 lets the system choose.
    Exactly(u16),
}

/// The port that is tried first where none is asked for.
pub const USUAL_PORT: u16 = 4000;

/// How it is found out that a file has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Watching {
    /// The system tells; where it does not, the files are looked at.
    ByEvents,
    /// The files are looked at, over and over.
    ByLooking,
}

/// What happens while a playbook is shown, for whoever tells it to people.
#[derive(Debug)]
pub enum Event<'a> {
    /// The preview can be opened.
    Ready { address: SocketAddr, state: State<'a> },
    /// The preview shows something new.
    Changed {
        /// Paths of files below the playbook's folder, in their order.
        files: Vec<String>,
        state: State<'a>,
    },
    /// Files are looked at, over and over: why.
    Looking(String),
    /// The folder cannot be read as a playbook any more; the last pages stay.
    Gone(io::Error),
    /// It can again, and is as it was.
    Back,
}

/// How a generation turned out.
#[derive(Debug)]
pub struct State<'a> {
    pub title: &'a str,
    pub readers: Readers,
    pub pages: usize,
    /// In the order of files and places.
    pub problems: &'a [Diagnostic],
    pub sources: &'a Sources,
    /// From the first word of a change, or of the start, until pages could be asked for.
    pub took: Duration,
}

/// Why the preview does not begin.
#[derive(Debug)]
pub enum Failure {
    /// The folder is no playbook.
    Root { root: PathBuf, error: io::Error },
    /// The address cannot be listened at.
    Address { host: String, port: Port, error: io::Error },
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root { root, error } => write!(f, "{}: {error}", root.display()),
            Self::Address {
                port: Port::Exactly(port),
                error,
                ..
            } if error.kind() == io::ErrorKind::AddrInUse => write!(
                f,
                "port {port} is taken by another program (perhaps another preview); choose another one with --port, or leave --port out"
            ),
            Self::Address {
                port: Port::Exactly(port),
                error,
                ..
            } if error.kind() == io::ErrorKind::PermissionDenied => write!(
                f,
                "port {port} is kept for the system; choose a number above 1023 with --port, or leave --port out"
            ),
            Self::Address { host, error, .. } => write!(
                f,
                "the preview cannot be shown at the address “{host}”: {error}; leave --host out to show it on this computer alone"
            ),
        }
    }
}

/// Shows a playbook until the program is ended, and says what happens to `tell`.
///
/// # Errors
/// When it cannot begin; once it has, it goes on.
pub fn serve(options: &Options, mut tell: impl FnMut(Event<'_>)) -> Result<Infallible, Failure> {
    let start = Instant::now();
    let root_failure = |error| Failure::Root {
        root: options.root.clone(),
        error,
    };
    let root = changes::locate(&options.root).map_err(root_failure)?;
    // Watching begins before reading: what changes in between is read twice, and not missed.
    let mut watch = Watch::begin(&root, options.watching);
    let mut workshop = Workshop::open(root, Side::of(options.audience), start).map_err(root_failure)?;
    let preview = Preview {
        door: Door::open(&options.host, options.port)?,
        tags: Tags::default(),
        pictures: MadePictures::default(),
        session: session(start),
    };
    loop {
        let next = preview.show(&workshop, &mut watch, &mut tell);
        let former = std::mem::replace(&mut workshop, next);
        // Nobody waits until all of it is taken apart.
        thread::spawn(move || drop(former));
    }
}

/// What all generations share.
struct Preview {
    door: Door,
    tags: Tags,
    pictures: MadePictures,
    /// What tells this run of the program from others: a page that was open during another must look again.
    session: String,
}

fn session(start: Instant) -> String {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    let seed = format!("{:?} {start:?} {}", now.unwrap_or_default(), std::process::id());
    blake3::hash(seed.as_bytes()).to_hex()[..12].to_owned()
}

/// The theme that pages can be shown with: the one that there is, or, where its templates make mistakes, the last one
/// whose templates made none. The mistakes go with it.
fn usable_theme<'t>(linked: &Linked, theme: &'t Arc<Theme>, shown: &'t Shown) -> (&'t Arc<Theme>, Vec<Diagnostic>) {
    if shown.theme_is_good && theme.is_same(&shown.theme) {
        return (theme, Vec::new());
    }
    let means = Means {
        theme,
        pictures: &MadePictures::default(),
        is_over: &AtomicBool::new(false),
    };
    let problems = View::new(Side::Team, linked, means).try_templates();
    if !problems.is_empty() && shown.theme_is_good {
        (&shown.theme, problems)
    } else {
        (theme, problems)
    }
}

impl Preview {
    /// Shows one generation until something has changed, and gives what came of it.
    fn show(&self, workshop: &Workshop, watch: &mut Watch, tell: &mut impl FnMut(Event<'_>)) -> Workshop {
        let project = &workshop.project;
        let readers = workshop.side.readers();
        let parts = Parts::of(project);
        let linked = Linked::new(parts, readers);
        // What has mistakes is shown as it was before, under the mistakes.
        let broken = linked.broken(parts.sources);
        let next = |last: &LastGood, readers| last.next(&project.playbook, &broken, readers, &project.settings);
        let of_main = next(&workshop.shown.main, readers);
        let of_public = next(&workshop.shown.public, Readers::Public);
        let linked = linked.showing(&of_main.playbook, parts, readers);
        let (theme, of_theme) = usable_theme(&linked, &project.theme, &workshop.shown);
        let theme_is_good = of_theme.is_empty() || !Arc::ptr_eq(theme, &project.theme);
        let is_over = AtomicBool::new(false);
        let means = Means {
            theme,
            pictures: &self.pictures,
            is_over: &is_over,
        };
        let view = View::new(workshop.side, &linked, means);
        let beside = OnceLock::new();
        let generation = Generation {
            token: format!("{}-{}", self.session, workshop.number),
            number: workshop.number,
            sources: parts.sources,
            main: view,
            beside: (workshop.side == Side::Team).then(|| Beside::new(parts, &of_public.playbook, means, &beside)),
            copies: &workshop.copies,
            of_theme,
        };
        let shown = Shown {
            main: of_main.clone(),
            public: of_public.clone(),
            theme: Arc::clone(theme),
            theme_is_good,
        };
        self.announce(workshop, &generation, tell);
        let next = self.until_next(workshop, &generation, &shown, watch, tell, &is_over);
        // Taken apart by several, since the next generation waits for it.
        drop(generation);
        linked.site.documents.into_par_iter().for_each(drop);
        next
    }

    fn announce(&self, workshop: &Workshop, generation: &Generation, tell: &mut impl FnMut(Event<'_>)) {
        let problems = generation.problems(&generation.main);
        let state = State {
            title: &workshop.project.settings.title,
            readers: workshop.side.readers(),
            pages: generation.main.linked.site.routes.len(),
            problems: &problems,
            sources: generation.sources,
            took: workshop.since.elapsed(),
        };
        tell(match &workshop.changed {
            None => Event::Ready {
                address: self.door.address(),
                state,
            },
            Some(files) => Event::Changed {
                files: files.clone(),
                state,
            },
        });
    }

    /// Answers from a generation until there is another state of the playbook.
    fn until_next(
        &self,
        workshop: &Workshop,
        generation: &Generation,
        shown: &Shown,
        watch: &mut Watch,
        tell: &mut impl FnMut(Event<'_>),
        is_over: &AtomicBool,
    ) -> Workshop {
        let workers = thread::available_parallelism().map_or(2, usize::from).clamp(2, 8);
        thread::scope(|scope| {
            // Dropped on every way out of here, since the workers end with it.
            let _open = self.door.let_in();
            for _ in 0..workers {
                scope.spawn(|| {
                    let answer = |request: &_, may_wait| self.answer(request, generation, may_wait);
                    self.door.work(answer);
                });
            }
            let mut is_gone = false;
            loop {
                if let Some(why) = watch.complaint() {
                    tell(Event::Looking(why));
                }
                let news = watch.next();
                match workshop.reopen(&news.changes, news.since, shown) {
                    Ok(Some(next)) => {
                        is_over.store(true, Ordering::Relaxed);
                        return next;
                    }
                    Ok(None) => {
                        if std::mem::take(&mut is_gone) {
                            tell(Event::Back);
                        }
                    }
                    Err(error) => {
                        if !changes::is_folder(&workshop.root) {
                            watch.look_instead("the folder is gone".into());
                        }
                        if !is_gone {
                            tell(Event::Gone(error));
                        }
                        is_gone = true;
                    }
                }
            }
        })
    }

    fn answer(&self, request: &tiny_http::Request, generation: &Generation, may_wait: bool) -> Option<Answer> {
        let fields = request.headers().iter();
        let fields: Vec<(&str, &str)> = fields
            .map(|field| (field.field.as_str().as_str(), field.value.as_str()))
            .collect();
        match Request::read(request.method().as_str(), request.url(), &fields, &self.door.names) {
            Err(refusal) => Some(answering::refused(&refusal)),
            Ok(request) => match answering::answer(&request, generation, &self.tags, may_wait) {
                Reply::Now(answer) => Some(answer),
                Reply::Later => None,
            },
        }
    }
}

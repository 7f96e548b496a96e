//! What may have changed, as the system tells it, or as looking finds out.
//!
//! Events are hints: contents are compared by whoever reads. The first event of a burst is acted upon as soon as the
//! burst pauses, since a person waits; a file that is open for writing, emptied or taken away is given a moment to be
//! finished, since programs save in several steps.
//!
//! A folder that is made is watched only after the system has told of it, and what is put into it in between is not
//! told of. So all folders are watched anew after that, and then everything is read: what comes later is told of.

use super::Watching;
use crate::source::Changes;
use crate::source::changes::{FOLDERS, concerns, followed_link, is_folder, is_folder_or_link};
use notify::event::{AccessKind, AccessMode, CreateKind, ModifyKind};
use notify::{Config, ErrorKind, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

/// A burst of events that pauses for so long is over.
const PAUSE: Duration = Duration::from_millis(2);

/// A burst that does not end is acted upon after so long.
const LONGEST: Duration = Duration::from_millis(100);

/// How often files are looked at, at most; a playbook that takes long to read is looked at less often.
const LOOK: Duration = Duration::from_millis(500);

/// How often they are looked at, at least.
const LONGEST_LOOK: Duration = Duration::from_secs(5);

/// Looking takes at most one part of the time in so many.
const SHARE: u32 = 10;

/// How often watching is begun again when folders go meanwhile.
const TRIES: usize = 20;

/// Whether the system tells when a file that was written is closed.
const TELLS_OF_CLOSING: bool = cfg!(target_os = "linux");

#[derive(Debug)]
pub struct Watch {
    root: PathBuf,
    told: Receiver<Told>,
    /// None while files are looked at.
    watcher: Option<RecommendedWatcher>,
    complaint: Option<String>,
    /// When the last changes were handed out.
    handed_out: Instant,
}

/// What the system says.
#[derive(Debug)]
enum Told {
    Written(PathBuf),
    Closed(PathBuf),
    /// Something came, went or was renamed.
    Moved(PathBuf),
    FolderMade,
    /// Some events were lost.
    Lost,
    /// No more can be watched: why.
    Failed(String),
}

/// Changes, and when the first word of them came.
#[derive(Debug)]
pub struct News {
    pub changes: Changes,
    pub since: Instant,
}

impl Watch {
    /// Begins to watch the playbook in `root`, a whole path.
    pub fn begin(root: &Path, watching: Watching) -> Self {
        let (sender, told) = channel();
        let mut watch = Self {
            root: root.to_owned(),
            told,
            watcher: None,
            complaint: None,
            handed_out: Instant::now(),
        };
        match watching {
            Watching::ByLooking => watch.complaint = Some("of --poll".into()),
            Watching::ByEvents => {
                let root = root.to_owned();
                // Links are not followed when the folder is read, so that nothing behind them matters.
                let config = Config::default().with_follow_symlinks(false);
                match RecommendedWatcher::new(move |event| tell(&root, &sender, event), config) {
                    Ok(watcher) => {
                        watch.watcher = Some(watcher);
                        watch.watch_folders();
                    }
                    Err(error) => watch.complaint = Some(reason(&error)),
                }
            }
        }
        watch
    }

    /// Why files are looked at since the last call, if they are.
    pub fn complaint(&mut self) -> Option<String> {
        self.complaint.take()
    }

    /// Waits until something may have changed.
    pub fn next(&mut self) -> News {
        let news = if self.watcher.is_some() {
            self.next_burst()
        } else {
            std::thread::sleep((self.handed_out.elapsed() * SHARE).clamp(LOOK, LONGEST_LOOK));
            News {
                changes: Changes::Everything,
                since: Instant::now(),
            }
        };
        self.handed_out = Instant::now();
        news
    }

    fn next_burst(&mut self) -> News {
        let first = self.told.recv();
        let since = Instant::now();
        let mut burst = Burst::default();
        match first {
            Ok(told) => burst.add(told),
            Err(_) => burst.failed = Some("the system has stopped telling of changes".into()),
        }
        while since.elapsed() < LONGEST {
            match self.told.recv_timeout(PAUSE) {
                Ok(told) => burst.add(told),
                Err(RecvTimeoutError::Timeout) if burst.is_over() => break,
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
            }
        }
        if let Some(why) = burst.failed {
            self.look_instead(why);
        }
        if burst.has_new_folders {
            self.watch_folders();
        }
        News {
            changes: burst.changes,
            since,
        }
    }

    /// Gives the system up, and looks at the files from now on.
    pub fn look_instead(&mut self, why: String) {
        if self.watcher.take().is_some() {
            self.complaint = Some(why);
        }
    }

    /// Watches the folder itself for settings and for folders that come, and the folders that are read with all in them.
    fn watch_folders(&mut self) {
        if let Some(link) = followed_link(&self.root) {
            self.look_instead(format!("{link} is a link to another place"));
        }
        for _ in 0..TRIES {
            match self.try_to_watch() {
                Ok(()) => return,
                // A folder went while it was being watched, and others were left out for it.
                Err(error) if is_missing(&error) => {}
                Err(error) => return self.look_instead(reason(&error)),
            }
        }
        self.look_instead("folders come and go too fast".into());
    }

    fn try_to_watch(&mut self) -> notify::Result<()> {
        let Some(watcher) = &mut self.watcher else {
            return Ok(());
        };
        watcher.watch(&self.root, RecursiveMode::NonRecursive)?;
        for folder in FOLDERS.map(|folder| self.root.join(folder)) {
            // That it was not watched yet is no failure.
            let _ = watcher.unwatch(&folder);
            if is_folder(&folder) {
                watcher.watch(&folder, RecursiveMode::Recursive)?;
            }
        }
        Ok(())
    }
}

fn is_missing(error: &notify::Error) -> bool {
    match &error.kind {
        ErrorKind::PathNotFound => true,
        ErrorKind::Io(error) => error.kind() == std::io::ErrorKind::NotFound,
        _ => false,
    }
}

/// Events that belong together.
#[derive(Debug)]
struct Burst {
    changes: Changes,
    /// Files that are being written.
    open: HashSet<PathBuf>,
    has_new_folders: bool,
    failed: Option<String>,
}

impl Default for Burst {
    fn default() -> Self {
        Self {
            changes: Changes::none(),
            open: HashSet::new(),
            has_new_folders: false,
            failed: None,
        }
    }
}

impl Burst {
    fn add(&mut self, told: Told) {
        match told {
            Told::Written(path) => {
                if TELLS_OF_CLOSING {
                    self.open.insert(path.clone());
                }
                self.changes.add(path);
            }
            Told::Closed(path) => {
                self.open.remove(&path);
                self.changes.add(path);
            }
            Told::Moved(path) => {
                self.open.remove(&path);
                if is_folder_or_link(&path) {
                    self.folder();
                } else {
                    self.changes.add(path);
                }
            }
            Told::FolderMade => self.folder(),
            Told::Lost => self.changes = Changes::Everything,
            Told::Failed(why) => {
                self.failed = Some(why);
                self.changes = Changes::Everything;
            }
        }
    }

    fn folder(&mut self) {
        self.has_new_folders = true;
        self.changes = Changes::Everything;
    }

    /// Whether nothing looks as if it were in the middle of being saved.
    fn is_over(&self) -> bool {
        self.open.is_empty() && self.changes.look_finished()
    }
}

/// Passes on what matters of an event. Reading a file makes events too; these must not make it be read again.
fn tell(root: &Path, sender: &Sender<Told>, event: notify::Result<notify::Event>) {
    // Nobody listens any more once files are looked at.
    let send = |told| {
        let _ = sender.send(told);
    };
    let event = match event {
        Ok(event) => event,
        Err(error) if matches!(error.kind, ErrorKind::PathNotFound) => return send(Told::Lost),
        Err(error) => return send(Told::Failed(reason(&error))),
    };
    if event.need_rescan() {
        send(Told::Lost);
    }
    for path in event.paths.into_iter().filter(|path| concerns(root, path)) {
        send(match event.kind {
            EventKind::Access(AccessKind::Close(AccessMode::Write)) => Told::Closed(path),
            EventKind::Access(_) => continue,
            EventKind::Create(CreateKind::Folder) => Told::FolderMade,
            EventKind::Modify(ModifyKind::Data(_)) => Told::Written(path),
            EventKind::Any | EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_) | EventKind::Other => {
                Told::Moved(path)
            }
        });
    }
}

/// Why watching failed, in words for people.
fn reason(error: &notify::Error) -> String {
    match &error.kind {
        ErrorKind::MaxFilesWatch => "the system's limit for watched folders is reached".into(),
        ErrorKind::Io(error) => format!("the system says “{error}”"),
        kind => format!("the system says “{kind:?}”"),
    }
}

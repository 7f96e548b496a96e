//! `playbook serve`.

use super::End;
use super::args::{AudienceArg, ServeArgs};
use super::terminal::Terminal;
use crate::edition::Readers;
use crate::model::Audience;
use crate::serve::{Event, Options, Port, State, Watching, serve};
use crate::source::{Diagnostic, Sources, report};
use std::collections::HashSet;
use std::net::SocketAddr;

pub fn run(args: &ServeArgs, terminal: &mut Terminal) -> End {
    let options = Options {
        root: args.root.root.clone(),
        audience: match args.audience {
            AudienceArg::Team => Audience::Team,
            AudienceArg::Public => Audience::Public,
        },
        host: args.host.clone(),
        port: args.port.map_or(Port::Usual, Port::Exactly),
        watching: if args.poll {
            Watching::ByLooking
        } else {
            Watching::ByEvents
        },
    };
    let mut said = Said::default();
    let ended = serve(&options, |event| match event {
        Event::Ready { address, state } => {
            said.once(&state, terminal);
            ready(address, &state, terminal);
            if args.open {
                let url = url(address);
                if let Err(error) = open::that_detached(&url) {
                    terminal.failure(format_args!("no browser could be opened: {error}; open {url} yourself"));
                }
            }
        }
        Event::Changed { files, state } => {
            said.once(&state, terminal);
            terminal.say(format_args!(
                "{} · {} ms · {}",
                named(&files),
                state.took.as_millis(),
                counts(&state)
            ));
        }
        Event::Looking(why) => terminal.say(format_args!(
            "Checking the files for changes, at most twice a second, because {why}."
        )),
        Event::Gone(error) => terminal.failure(format_args!(
            "{}: {error}; the preview shows what there was, and goes on once it is back",
            args.root.root.display()
        )),
        Event::Back => terminal.say("It is back, as it was."),
    });
    let Err(failure) = ended;
    terminal.failure(failure);
    End::Failed
}

fn ready(address: SocketAddr, state: &State, terminal: &mut Terminal) {
    terminal.say(format_args!(
        "{}: {} in {} ms",
        state.title,
        counts(state),
        state.took.as_millis()
    ));
    terminal.result(format_args!(
        "The {} edition is at {}",
        state.readers.name(),
        url(address)
    ));
    if !address.ip().is_loopback() {
        let what = match state.readers {
            Readers::Team => ", the team's own pages included",
            Readers::Public | Readers::PublicWithDrafts => "",
        };
        terminal.say(format_args!(
            "Everyone on your network can read it{what}, at this computer's network address followed by :{}.",
            address.port()
        ));
    }
    terminal.say("Save a file, and the open page is new. Ctrl-C ends the preview.");
}

/// An address to click. What listens at all of the machine's addresses is opened at its own.
fn url(address: SocketAddr) -> String {
    match address {
        SocketAddr::V4(v4) if v4.ip().is_unspecified() => format!("http://127.0.0.1:{}/", v4.port()),
        SocketAddr::V6(v6) if v6.ip().is_unspecified() => format!("http://[::1]:{}/", v6.port()),
        address => format!("http://{address}/"),
    }
}

/// The files that changed, as many as fit a line.
fn named(files: &[String]) -> String {
    match files {
        [] => "the folder changed".into(),
        [one] => format!("{one} changed"),
        [one, two] => format!("{one} and {two} changed"),
        [one, rest @ ..] => format!("{one} and {} other files changed", rest.len()),
    }
}

fn counts(state: &State) -> String {
    let pages = match state.pages {
        1 => "1 page".into(),
        many => format!("{many} pages"),
    };
    format!("{pages}, {}", report::summary(state.problems))
}

/// The mistakes that were said and are still there: each is said once, wherever it moves in its file.
#[derive(Default)]
struct Said(HashSet<String>);

impl Said {
    fn once(&mut self, state: &State, terminal: &mut Terminal) {
        let key = |problem: &Diagnostic| key(problem, state.sources);
        let new: Vec<Diagnostic> = state
            .problems
            .iter()
            .filter(|problem| !self.0.contains(&key(problem)))
            .cloned()
            .collect();
        self.0 = state.problems.iter().map(key).collect();
        terminal.diagnostics(&new, state.sources);
    }
}

/// What stays of a mistake when lines are added above it.
fn key(problem: &Diagnostic, sources: &Sources) -> String {
    format!(
        "{}\n{}\n{}",
        problem.code.as_str(),
        problem.place.path(sources),
        problem.message
    )
}

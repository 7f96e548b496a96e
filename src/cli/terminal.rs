//! Standard output and standard error.

use crate::source::{Diagnostic, Severity, Sources, report};
use annotate_snippets::Renderer;
use std::fmt::{self, Display};
use std::io::{self, ErrorKind, Write};

/// The two streams. Colours are left out where nobody sees them (`NO_COLOR`, `CLICOLOR_FORCE` and whether it is a
/// terminal decide). A closed pipe is no failure: the reader has seen enough. Of other failures the first is kept, so that
/// whoever writes need not ask each time.
pub struct Terminal {
    out: anstream::Stdout,
    err: anstream::Stderr,
    is_quiet: bool,
    broken: Option<Broken>,
}

/// A stream that takes no more.
pub struct Broken {
    stream: &'static str,
    error: io::Error,
}

impl Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} could not be written: {}", self.stream, self.error)
    }
}

impl Terminal {
    pub fn new(is_quiet: bool) -> Self {
        Self {
            out: anstream::stdout(),
            err: anstream::stderr(),
            is_quiet,
            broken: None,
        }
    }

    /// What of the output came nowhere, when a command is done.
    pub fn broken(&mut self) -> Option<Broken> {
        let flushed = self.out.flush();
        self.wrote(flushed);
        self.broken.take()
    }

    /// Keeps why standard output could not be written.
    fn wrote(&mut self, result: io::Result<()>) {
        self.keep("standard output", result);
    }

    /// Keeps why standard error could not be written.
    fn complained(&mut self, result: io::Result<()>) {
        self.keep("standard error", result);
    }

    fn keep(&mut self, stream: &'static str, result: io::Result<()>) {
        let failed = result.err().filter(|error| error.kind() != ErrorKind::BrokenPipe);
        if let Some(error) = failed {
            self.broken.get_or_insert(Broken { stream, error });
        }
    }

    /// A line of the result.
    pub fn result(&mut self, line: impl Display) {
        let result = writeln!(self.out, "{line}");
        self.wrote(result);
    }

    pub fn result_bytes(&mut self, bytes: &[u8]) {
        let result = self.out.write_all(bytes);
        self.wrote(result);
    }

    /// A line about what was done, which `--quiet` leaves out.
    pub fn say(&mut self, line: impl Display) {
        if !self.is_quiet {
            self.result(line);
        }
    }

    /// Asks a question; none when nobody answers. What is typed is a text, whatever it holds.
    pub fn ask(&mut self, question: &str) -> Option<String> {
        let result = write!(self.out, "{question} ").and_then(|()| self.out.flush());
        self.wrote(result);
        let mut answer = String::new();
        std::io::stdin().read_line(&mut answer).ok()?;
        let answer = answer.trim();
        (!answer.is_empty()).then(|| answer.to_owned())
    }

    pub fn failure(&mut self, line: impl Display) {
        let result = writeln!(self.err, "error: {line}");
        self.complained(result);
    }

    /// Diagnostics for people; `--quiet` leaves out all but errors.
    pub fn diagnostics(&mut self, diagnostics: &[Diagnostic], sources: &Sources) {
        self.diagnostics_of(Severity::Error, diagnostics, sources);
    }

    /// As [`diagnostics`](Self::diagnostics), where all that weigh as much as `least` stop the command: `--quiet` leaves out the rest.
    pub fn diagnostics_of(&mut self, least: Severity, diagnostics: &[Diagnostic], sources: &Sources) {
        let shown: Vec<Diagnostic> = diagnostics
            .iter()
            .filter(|diagnostic| !self.is_quiet || diagnostic.severity() <= least)
            .cloned()
            .collect();
        let shown = report::human(&shown, sources, &Renderer::styled());
        let result = self.err.write_all(shown.as_bytes());
        self.complained(result);
    }

    /// How many there are, after them.
    pub fn summary(&mut self, diagnostics: &[Diagnostic]) {
        if !diagnostics.is_empty() && !self.is_quiet {
            let result = writeln!(self.err, "{}", report::summary(diagnostics));
            self.complained(result);
        }
    }
}

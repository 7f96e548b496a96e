//! Standard output and standard error.

use crate::source::{Diagnostic, Severity, Sources, report};
use annotate_snippets::Renderer;
use std::fmt::Display;
use std::io::Write;

/// The two streams. Colours are left out where nobody sees them (`NO_COLOR`, `CLICOLOR_FORCE` and whether it is a
/// terminal decide). A closed pipe is no failure: the reader has seen enough.
pub struct Terminal {
    out: anstream::Stdout,
    err: anstream::Stderr,
    is_quiet: bool,
}

impl Terminal {
    pub fn new(is_quiet: bool) -> Self {
        Self {
            out: anstream::stdout(),
            err: anstream::stderr(),
            is_quiet,
        }
    }

    /// A line of the result.
    pub fn result(&mut self, line: impl Display) {
        let _ = writeln!(self.out, "{line}");
    }

    pub fn result_bytes(&mut self, bytes: &[u8]) {
        let _ = self.out.write_all(bytes);
    }

    /// A line about what was done, which `--quiet` leaves out.
    pub fn say(&mut self, line: impl Display) {
        if !self.is_quiet {
            self.result(line);
        }
    }

    /// Asks a question; none when nobody answers. What is typed is a text, whatever it holds.
    pub fn ask(&mut self, question: &str) -> Option<String> {
        let _ = write!(self.out, "{question} ");
        let _ = self.out.flush();
        let mut answer = String::new();
        std::io::stdin().read_line(&mut answer).ok()?;
        let answer = answer.trim();
        (!answer.is_empty()).then(|| answer.to_owned())
    }

    pub fn failure(&mut self, line: impl Display) {
        let _ = writeln!(self.err, "error: {line}");
    }

    /// Diagnostics for people; `--quiet` leaves out all but errors.
    pub fn diagnostics(&mut self, diagnostics: &[Diagnostic], sources: &Sources) {
        let shown: Vec<Diagnostic> = diagnostics
            .iter()
            .filter(|diagnostic| !self.is_quiet || diagnostic.severity() == Severity::Error)
            .cloned()
            .collect();
        let _ = self
            .err
            .write_all(report::human(&shown, sources, &Renderer::styled()).as_bytes());
    }

    /// How many there are, after them.
    pub fn summary(&mut self, diagnostics: &[Diagnostic]) {
        if !diagnostics.is_empty() && !self.is_quiet {
            let _ = writeln!(self.err, "{}", report::summary(diagnostics));
        }
    }
}

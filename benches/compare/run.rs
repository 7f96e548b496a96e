//! A program's run, and what it took.

use std::io;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use wait4::Wait4;

/// What one run took, as the system tells of the whole process.
#[derive(Debug, Clone, Copy)]
pub struct Run {
    pub wall: Duration,
    /// On all processors together, in the program and in the system for it.
    pub cpu: Duration,
    /// The most memory that it had at once, in bytes.
    pub peak: u64,
}

/// Runs a command to its end.
///
/// # Errors
/// When it cannot be run or fails; what it said is on standard error.
pub fn run(command: &mut Command) -> io::Result<Run> {
    let start = Instant::now();
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).spawn()?;
    let used = child.wait4()?;
    let wall = start.elapsed();
    if !used.status.success() {
        return Err(io::Error::other(format!("{command:?} ended with {}", used.status)));
    }
    Ok(Run {
        wall,
        cpu: used.rusage.utime + used.rusage.stime,
        peak: used.rusage.maxrss,
    })
}

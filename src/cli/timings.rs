//! How long the steps of a build take.

use crate::Step;
use std::fmt::Write as _;
use std::time::{Duration, Instant};

/// A build that is timed from its begin, step by step.
pub struct Timings {
    start: Instant,
    steps: Vec<(Step, Duration)>,
}

impl Timings {
    pub fn begin() -> Self {
        Self {
            start: Instant::now(),
            steps: Vec::new(),
        }
    }

    /// What has passed since the last step's end belongs to this one.
    pub fn end(&mut self, step: Step) {
        let before: Duration = self.steps.iter().map(|(_, took)| *took).sum();
        self.steps.push((step, self.so_far().saturating_sub(before)));
    }

    pub fn so_far(&self) -> Duration {
        self.start.elapsed()
    }

    /// A line for each step: its name, its milliseconds, and its share of all of them.
    pub fn table(&self) -> String {
        let all: Duration = self.steps.iter().map(|(_, took)| *took).sum();
        let mut table = String::new();
        for (step, took) in &self.steps {
            let share = took.as_secs_f64() / all.as_secs_f64().max(f64::MIN_POSITIVE) * 100.0;
            // Writing to a string cannot fail.
            let _ = writeln!(table, "{:<8}{:>9.1} ms{share:>5.0} %", step.name(), ms(*took));
        }
        let _ = write!(table, "{:<8}{:>9.1} ms", "in all", ms(all));
        table
    }
}

fn ms(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}

#[cfg(test)]
mod tests {
    use super::Timings;
    use crate::Step;
    use std::time::{Duration, Instant};

    #[test]
    fn each_step_has_its_share_of_all() {
        let timings = Timings {
            start: Instant::now(),
            steps: vec![
                (Step::Read, Duration::from_micros(1500)),
                (Step::Write, Duration::from_micros(4500)),
            ],
        };
        let lines: Vec<String> = timings.table().lines().map(str::to_owned).collect();
        assert_eq!(
            lines,
            [
                "read          1.5 ms   25 %",
                "write         4.5 ms   75 %",
                "in all        6.0 ms"
            ]
        );
    }

    #[test]
    fn what_has_passed_belongs_to_the_step_that_ends() {
        let mut timings = Timings::begin();
        timings.end(Step::Read);
        timings.end(Step::Compile);
        let sum: Duration = timings.steps.iter().map(|(_, took)| *took).sum();
        assert!(timings.steps.len() == 2 && sum <= timings.so_far());
    }
}

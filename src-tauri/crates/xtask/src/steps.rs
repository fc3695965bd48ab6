//! A run of named steps: each says what it does and about how long it takes, the first failing one ends the run, and
//! a table at the end says where the time went.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use crate::process::Outcome;

/// One step of a run.
pub struct Step {
    /// Short, for `--only` and the table.
    pub name: &'static str,
    /// What it does, as a sentence without a full stop.
    pub about: &'static str,
    /// About how long it takes on two cores, for people: "2 s", "9 min cold, 40 s warm".
    pub takes: &'static str,
    /// The work.
    pub work: fn() -> Outcome,
}

/// How a step ended.
pub struct Finished {
    /// The step's name.
    pub name: &'static str,
    /// How long it took.
    pub took: Duration,
    /// Why it failed, if it did.
    pub failure: Option<String>,
}

/// Runs `steps` in order up to the first that fails.
pub fn run(steps: &[&Step]) -> Vec<Finished> {
    let mut finished = Vec::new();
    for (index, step) in steps.iter().enumerate() {
        println!(
            "\n[{}/{}] {}: {} ({})",
            index + 1,
            steps.len(),
            step.name,
            step.about,
            step.takes
        );
        let begin = Instant::now();
        let failure = (step.work)().err().map(|failure| failure.to_string());
        let failed = failure.is_some();
        finished.push(Finished {
            name: step.name,
            took: begin.elapsed(),
            failure,
        });
        if failed {
            break;
        }
    }
    finished
}

/// The table of a run. Its last line is `N passed, M failed`, alone.
pub fn summary(finished: &[Finished]) -> String {
    let mut text = String::from("\nstep          seconds\n");
    for step in finished {
        let verdict = if step.failure.is_some() { "  FAILED" } else { "" };
        let _ = writeln!(text, "{:<12} {:>8.1}{verdict}", step.name, step.took.as_secs_f64());
    }
    let total: Duration = finished.iter().map(|step| step.took).sum();
    let _ = writeln!(text, "{:<12} {:>8.1}\n", "all", total.as_secs_f64());
    for step in finished {
        if let Some(reason) = &step.failure {
            let _ = writeln!(text, "{} failed: {reason}", step.name);
        }
    }
    let failed = finished.iter().filter(|step| step.failure.is_some()).count();
    let _ = write!(text, "{} passed, {failed} failed", finished.len() - failed);
    text
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use crate::process::Failure;

    const GOOD: Step = Step {
        name: "good",
        about: "succeeds",
        takes: "0 s",
        work: || Ok(()),
    };
    const BAD: Step = Step {
        name: "bad",
        about: "fails",
        takes: "0 s",
        work: || Err(Failure::new("it broke")),
    };

    #[test]
    fn a_full_run_ends_with_its_count_alone_on_the_last_line() {
        let finished = run(&[&GOOD, &GOOD, &GOOD]);
        assert_eq!(summary(&finished).lines().last(), Some("3 passed, 0 failed"));
    }

    #[test]
    fn the_first_failing_step_ends_the_run_and_is_named() {
        let finished = run(&[&GOOD, &BAD, &GOOD]);
        let summary = summary(&finished);
        assert_eq!(finished.len(), 2, "the third step must not start");
        assert!(summary.contains("bad failed: it broke"), "{summary}");
        assert_eq!(summary.lines().last(), Some("1 passed, 1 failed"));
    }
}

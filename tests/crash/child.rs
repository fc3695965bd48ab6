//! The parent's handle on a child.

use std::process::Stdio;
use std::time::Duration;

use postroom_tests::crash::{Job, Report, Said};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};

/// How long a child may keep silent.
const SILENCE: Duration = Duration::from_secs(90);

/// A running child. It is killed when dropped.
pub struct Running {
    process: Child,
    lines: Lines<BufReader<ChildStdout>>,
    job: String,
    said: Vec<Said>,
}

impl Running {
    /// Starts a child and hands it its job.
    pub async fn start(job: &Job) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_crash_child"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .expect("the child starts");
        let mut input = process.stdin.take().expect("the child listens");
        let line = format!("{}\n", serde_json::to_string(job).expect("a job is JSON"));
        input.write_all(line.as_bytes()).await.expect("the child takes its job");
        let output = process.stdout.take().expect("the child speaks");
        Self {
            process,
            lines: BufReader::new(output).lines(),
            job: format!("{:?}, to stop at {:?}", job.work, job.stop_at),
            said: Vec::new(),
        }
    }

    /// Waits for `step`.
    pub async fn reaches(&mut self, step: &str) {
        loop {
            match self.next().await {
                Said::Reached(reached) if reached == step => return,
                Said::Done(report) => panic!("the child ended before it reached {step}: {report:?}"),
                Said::Started | Said::Reached(_) => {}
            }
        }
    }

    /// Waits for the end of the work.
    pub async fn done(mut self) -> Report {
        loop {
            if let Said::Done(report) = self.next().await {
                let status = self.process.wait().await.expect("the child ends");
                assert!(status.success(), "the child ended with {status}");
                return report;
            }
        }
    }

    /// Kills the child without a chance to tidy up.
    pub async fn kill(mut self) {
        self.process.kill().await.expect("the child was still running");
    }

    async fn next(&mut self) -> Said {
        let line = tokio::time::timeout(SILENCE, self.lines.next_line()).await;
        let line = match line {
            Ok(Ok(Some(line))) => line,
            other => panic!(
                "the child fell silent ({other:?}) at {} after {:?}",
                self.job, self.said
            ),
        };
        let said: Said = serde_json::from_str(&line).expect("the child says what it should");
        self.said.push(said.clone());
        said
    }
}

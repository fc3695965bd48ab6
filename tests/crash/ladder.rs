//! Every written step of a post's ladder, against a simulator and a data folder for each step.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use postroom_tests::crash::{Job, Report, Work};
use postroom_tests::{pictures, poll, simulated};
use simulator::{Endpoint, Fault, FaultKind, Simulator};
use tempfile::TempDir;

use crate::child::Running;
use crate::group::Tally;

/// Simulated seconds a second.
const SPEED: f64 = 60.0;

/// How far reads lag, in simulated milliseconds: the most the design allows for.
const LAG_MS: i64 = 30_000;

/// How long the publish call lies around before it is worked on when it is killed in flight, in real milliseconds: 15
/// simulated seconds.
const IN_FLIGHT_MS: u64 = 250;

/// More than any round needs; the limits of the platform are tested elsewhere.
const QUOTA: u32 = 100_000;

/// The written steps of one part of the ladder, and what becomes of the publish call.
#[derive(Debug, Clone, Copy)]
pub struct Rung {
    /// As in the table.
    pub name: &'static str,
    /// Where the program is killed.
    steps: &'static [&'static str],
    /// What happens to the first publish call.
    fault: Option<Lost>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lost {
    BeforeTheEffect,
    AfterTheEffect,
    InFlight,
}

/// Every part of the ladder.
pub const RUNGS: [Rung; 12] = [
    rung("decision", &["decided"]),
    rung("prepare", &["prepare claimed", "prepare answered", "prepare recorded"]),
    rung("upload", &["upload claimed", "upload answered", "upload recorded"]),
    rung(
        "container",
        &["container claimed", "container answered", "container recorded"],
    ),
    rung("processing", &["processing recorded", "parent_processing recorded"]),
    rung(
        "parent",
        &[
            "parent_container claimed",
            "parent_container answered",
            "parent_container recorded",
        ],
    ),
    rung("publish", &["publish claimed", "publish answered", "publish recorded"]),
    Rung {
        name: "publish, lost before",
        steps: &["publish answered", "publish recorded", "publish read back"],
        fault: Some(Lost::BeforeTheEffect),
    },
    Rung {
        name: "publish, lost after",
        steps: &["publish answered", "publish recorded", "publish read back"],
        fault: Some(Lost::AfterTheEffect),
    },
    Rung {
        name: "publish, in work",
        steps: &["in flight"],
        fault: Some(Lost::InFlight),
    },
    rung("link", &["link claimed", "link answered"]),
    rung("link, written", &["link recorded"]),
];

const fn rung(name: &'static str, steps: &'static [&'static str]) -> Rung {
    Rung {
        name,
        steps,
        fault: None,
    }
}

/// A simulator and a data folder for one part of the ladder.
pub struct LadderGroup {
    rung: Rung,
    simulator: Simulator,
    folder: TempDir,
    account: String,
    token: String,
    pictures: Vec<PathBuf>,
    round: usize,
}

impl LadderGroup {
    /// Connects the account.
    pub async fn prepare(rung: Rung) -> Self {
        let simulator = simulated::small_world(SPEED).await.expect("the simulator starts");
        simulator.set_publishing_quota(QUOTA);
        let account = simulator.world().accounts().swap_remove(0);
        let token = simulator.dashboard_token(&account.username);
        let folder = tempfile::tempdir().expect("a folder");
        let pictures = ["first.jpg", "second.jpg"]
            .map(|name| pictures::small_jpeg(folder.path(), name).expect("a picture"))
            .to_vec();
        let group = Self {
            rung,
            simulator,
            account: account.id,
            token,
            pictures,
            folder,
            round: 0,
        };
        Running::start(&group.job(Work::Connect { threads: 0 }, None))
            .await
            .done()
            .await;
        for endpoint in [Endpoint::ContainerStatus, Endpoint::Media] {
            group
                .simulator
                .faults()
                .add(Fault::always(endpoint, FaultKind::LagReads { ms: LAG_MS }));
        }
        group
    }

    /// Kills the program at each step, `rounds` times.
    pub async fn run(mut self, rounds: usize) -> BTreeMap<(&'static str, &'static str), Tally> {
        let mut table = BTreeMap::new();
        for step in self.rung.steps {
            let mut tally = Tally::default();
            for _ in 0..rounds {
                self.round(step, &mut tally).await;
            }
            table.insert((self.rung.name, *step), tally);
        }
        self.simulator.stop().await;
        table
    }

    async fn round(&mut self, step: &str, tally: &mut Tally) {
        self.round += 1;
        let caption = format!("Two jars, round {}", self.round);
        let fault = self.rung.fault.map(|lost| match lost {
            Lost::BeforeTheEffect => FaultKind::CutBefore,
            Lost::AfterTheEffect => FaultKind::CutAfter,
            Lost::InFlight => FaultKind::Slow { ms: IN_FLIGHT_MS },
        });
        if let Some(fault) = fault {
            self.simulator.faults().add(Fault::once(Endpoint::Publish, fault));
        }
        let work = Work::Publish {
            pictures: self.pictures.clone(),
            caption: caption.clone(),
        };
        if self.rung.fault == Some(Lost::InFlight) {
            let before = self.calls();
            let child = Running::start(&self.job(work, None)).await;
            poll::until("the publish call", Duration::from_secs(60), async || {
                Ok((self.calls() > before).then_some(()))
            })
            .await
            .expect("the publish call leaves");
            child.kill().await;
        } else {
            let mut child = Running::start(&self.job(work, Some(step))).await;
            child.reaches(step).await;
            child.kill().await;
        }
        let report = Running::start(&self.job(Work::Settle, None)).await.done().await;
        self.count(&caption, &report, tally);
    }

    fn count(&self, caption: &str, report: &Report, tally: &mut Tally) {
        let world = self.simulator.world();
        let published: Vec<_> = world
            .published()
            .into_iter()
            .filter(|post| post.caption == caption)
            .collect();
        let mine: Vec<_> = report.posts.iter().filter(|post| post.caption == caption).collect();
        let live = mine
            .iter()
            .filter(|post| post.state == "Live" && post.permalink.is_some())
            .count();
        tally.rounds += 1;
        tally.effects += published.len();
        tally.sent += live;
        tally.needs_you += mine.len() - live;
        let whole = published.iter().all(|post| post.children.len() == self.pictures.len());
        // One post too many in one round must not make up for one too few in another.
        if published.len() != 1 || live != 1 || mine.len() != 1 || !whole {
            tally.remarks.push(format!(
                "{} posts of {caption}: {published:?}, rows {mine:?}",
                published.len()
            ));
        }
    }

    fn calls(&self) -> usize {
        self.simulator.witness().requests_to(Endpoint::Publish.name()).len()
    }

    fn job(&self, work: Work, stop_at: Option<&str>) -> Job {
        Job {
            folder: self.folder.path().to_owned(),
            simulator: self.simulator.base_url(),
            account: self.account.clone(),
            token: self.token.clone(),
            work,
            stop_at: stop_at.map(str::to_owned),
        }
    }
}

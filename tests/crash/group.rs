//! Every step of one action with one kind of answer, against a simulator and a data folder of its own.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::time::Duration;

use postroom_tests::crash::{ActionReport, Job, Work};
use postroom_tests::{poll, simulated};
use simulator::{EffectKind, Endpoint, Fault, FaultKind, Simulator};
use tempfile::TempDir;

use crate::child::Running;

/// Simulated seconds a second.
const SPEED: f64 = 60.0;

/// How far reads lag, in simulated milliseconds: the most the design allows for.
const LAG_MS: i64 = 30_000;

/// How long a request lies around before it is worked on when it is killed in flight, in real milliseconds: 15
/// simulated seconds.
const IN_FLIGHT_MS: u64 = 250;

/// An action.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Action {
    /// A public reply.
    Reply,
    /// Hiding a comment.
    Hide,
    /// Deleting a comment.
    Delete,
}

/// Every action.
pub const ACTIONS: [Action; 3] = [Action::Reply, Action::Hide, Action::Delete];

/// What becomes of the request's answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answer {
    /// It comes.
    Comes,
    /// The connection is cut before the request was worked on.
    CutBefore,
    /// The connection is cut after the request was worked on.
    CutAfter,
    /// The platform is still working on the request when the program is killed.
    InFlight,
}

/// How a step went over all rounds.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    /// Kills.
    pub rounds: usize,
    /// Effects the witness saw.
    pub effects: usize,
    /// Rows that ended as sent.
    pub sent: usize,
    /// Rows that wait for a person.
    pub needs_you: usize,
    /// What was not as it should be.
    pub remarks: Vec<String>,
}

impl Action {
    /// As in the table.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Reply => "reply",
            Self::Hide => "hide",
            Self::Delete => "delete",
        }
    }

    fn endpoint(self) -> Endpoint {
        match self {
            Self::Reply => Endpoint::Reply,
            Self::Hide => Endpoint::Hide,
            Self::Delete => Endpoint::Delete,
        }
    }

    fn work(self, comment: &str) -> Work {
        let comment = comment.to_owned();
        match self {
            // The same words every time: a reply must not be taken for another one's.
            Self::Reply => Work::Reply {
                comment,
                text: "Thank you! We are on it.".to_owned(),
            },
            Self::Hide => Work::Hide { comment },
            Self::Delete => Work::Delete { comment },
        }
    }
}

impl Answer {
    /// Every kind of answer.
    pub const ALL: [Self; 4] = [Self::Comes, Self::CutBefore, Self::CutAfter, Self::InFlight];

    /// As in the table.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Comes => "comes",
            Self::CutBefore => "lost before the effect",
            Self::CutAfter => "lost after the effect",
            Self::InFlight => "request still in work",
        }
    }

    /// The steps that are reached with such an answer.
    fn steps(self) -> &'static [&'static str] {
        match self {
            Self::Comes => &["queued", "claimed", "answered", "recorded"],
            Self::CutBefore | Self::CutAfter => &["answered", "recorded", "read_back"],
            Self::InFlight => &["in flight"],
        }
    }

    fn fault(self) -> Option<FaultKind> {
        match self {
            Self::Comes => None,
            Self::CutBefore => Some(FaultKind::CutBefore),
            Self::CutAfter => Some(FaultKind::CutAfter),
            Self::InFlight => Some(FaultKind::Slow { ms: IN_FLIGHT_MS }),
        }
    }
}

/// A simulator and a data folder for one action and one kind of answer.
pub struct Group {
    action: Action,
    answer: Answer,
    simulator: Simulator,
    folder: TempDir,
    account: String,
    token: String,
    comments: VecDeque<String>,
}

impl Group {
    /// Connects the account and reads everything once.
    pub async fn prepare(action: Action, answer: Answer) -> Self {
        let simulator = simulated::small_world(SPEED).await.expect("the simulator starts");
        let account = simulator.world().accounts().swap_remove(0);
        let token = simulator.dashboard_token(&account.username);
        let posts = simulator.world().posts(&account.username);
        let comments: Vec<_> = posts
            .iter()
            .flat_map(|post| simulator.world().comments(&post.id))
            .filter(|comment| !comment.ours)
            .collect();
        // Instagram takes no reply under a post whose comments are off.
        let is_open = |media: &str| posts.iter().any(|post| post.id == media && post.comments_enabled);
        let free = comments
            .iter()
            .filter(|comment| comment.parent.is_none() && !comment.hidden && is_open(&comment.media));
        let group = Self {
            action,
            answer,
            folder: tempfile::tempdir().expect("a folder"),
            account: account.id,
            token,
            comments: free.map(|comment| comment.id.clone()).collect(),
            simulator,
        };
        let tops: BTreeSet<_> = comments
            .iter()
            .map(|comment| comment.parent.as_ref().unwrap_or(&comment.id))
            .collect();
        let threads = i64::try_from(tops.len()).expect("a small world");
        Running::start(&group.job(Work::Connect { threads }, None))
            .await
            .done()
            .await;
        for endpoint in [
            Endpoint::Comment,
            Endpoint::Replies,
            Endpoint::Comments,
            Endpoint::Media,
        ] {
            group
                .simulator
                .faults()
                .add(Fault::always(endpoint, FaultKind::LagReads { ms: LAG_MS }));
        }
        group
    }

    /// Kills the program at each step, `rounds` times.
    pub async fn run(mut self, rounds: usize) -> BTreeMap<(Action, &'static str, Answer), Tally> {
        let mut table = BTreeMap::new();
        for step in self.answer.steps() {
            let mut tally = Tally::default();
            for _ in 0..rounds {
                self.round(step, &mut tally).await;
            }
            table.insert((self.action, *step, self.answer), tally);
        }
        self.simulator.stop().await;
        table
    }

    async fn round(&mut self, step: &str, tally: &mut Tally) {
        let comment = self.comments.pop_front().expect("the world has enough comments");
        if let Some(fault) = self.answer.fault() {
            self.simulator.faults().add(Fault::once(self.action.endpoint(), fault));
        }
        let work = self.action.work(&comment);
        if self.answer == Answer::InFlight {
            let before = self.requests();
            let child = Running::start(&self.job(work, None)).await;
            poll::until("the request", Duration::from_secs(30), async || {
                Ok((self.requests() > before).then_some(()))
            })
            .await
            .expect("the request leaves");
            child.kill().await;
        } else {
            let mut child = Running::start(&self.job(work, Some(step))).await;
            child.reaches(step).await;
            child.kill().await;
        }
        let report = Running::start(&self.job(Work::Settle, None)).await.done().await;
        self.count(&comment, &report.actions, tally);
    }

    fn count(&self, comment: &str, actions: &[ActionReport], tally: &mut Tally) {
        let effects = self.effects(comment);
        let mine: Vec<_> = actions.iter().filter(|action| action.comment == comment).collect();
        let sent = mine.iter().filter(|action| action.delivery == "sent").count();
        let needs_you = mine
            .iter()
            .filter(|action| matches!(action.delivery.as_str(), "needsyou" | "failed"))
            .count();
        tally.rounds += 1;
        tally.effects += effects;
        tally.sent += sent;
        tally.needs_you += needs_you;
        // One effect too many in one round must not make up for one too few in another.
        if effects != 1 || sent != 1 || mine.len() != 1 {
            tally
                .remarks
                .push(format!("{effects} effects on {comment}, rows {mine:?}"));
        }
    }

    fn effects(&self, comment: &str) -> usize {
        let witness = self.simulator.witness();
        match self.action {
            Action::Reply => witness
                .effects_of(EffectKind::Reply)
                .iter()
                .filter(|effect| effect.parent.as_deref() == Some(comment))
                .count(),
            Action::Hide => witness
                .effects_of(EffectKind::Hide)
                .iter()
                .filter(|effect| effect.id == comment)
                .count(),
            Action::Delete => witness
                .effects_of(EffectKind::Delete)
                .iter()
                .filter(|effect| effect.id == comment)
                .count(),
        }
    }

    fn requests(&self) -> usize {
        self.simulator
            .witness()
            .requests_to(self.action.endpoint().name())
            .len()
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

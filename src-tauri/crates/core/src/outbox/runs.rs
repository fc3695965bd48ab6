//! Runs: many actions of one cause. They are decided, stopped and taken back together.
//!
//! Promised: a run is one decision in the log; the third action that fails in the same way stops the rest; what was not
//! sent can be taken back at any time, and what was sent by the opposite where there is one.

use std::time::Duration;

use jiff::Timestamp;
use serde_json::json;
use store::events::{self, Actor, EventKind};
use store::outbox::{self, ActionKind, Delivery, OutboxRow};
use store::runs::{self, RunProgress, SAME_ERRORS, Stopped};
use store::{StoreError, WriteTx};
use uuid::Uuid;

use super::queue::{Decision, Outbox};
use super::record::kind_word;
use super::rows::problem;
use super::worker::Grace;
use crate::context::Context;
use crate::problem::{Problem, ProblemCode};
use crate::stale::Tag;

/// Actions taken back in one transaction.
const PART: u32 = 200;

/// A run with what a person needs to know of it.
#[derive(Debug, Clone, PartialEq)]
pub struct RunState {
    /// Its id.
    pub uid: Uuid,
    /// What its actions do.
    pub kind: ActionKind,
    /// How many actions it has.
    pub total: i64,
    /// When it was decided.
    pub decided_at: Timestamp,
    /// Why nothing of it is sent.
    pub stopped: Option<Stopped>,
    /// A person took the rest back.
    pub closed: bool,
    /// How its actions stand.
    pub progress: RunProgress,
    /// How much time is left before the first of it leaves; `None` once something may have left.
    pub grace_left: Option<Duration>,
    /// What its latest failure was.
    pub problem: Option<Problem>,
}

/// What became of a run that a person took back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UndoneRun {
    /// How many actions had not left.
    pub withdrawn: usize,
    /// The run that undoes what was sent, with its count.
    pub reversed: Option<(Uuid, usize)>,
}

/// A run about to be written down.
pub(super) struct Run {
    uid: Uuid,
    kind: ActionKind,
    total: usize,
}

impl Run {
    /// The run that decisions are, if they are one.
    pub(super) fn of(decisions: &[Decision]) -> Option<Self> {
        let first = decisions.first()?;
        Some(Self {
            uid: first.run?,
            kind: first.kind,
            total: decisions.len(),
        })
    }

    pub(super) async fn write(self, context: &Context, tx: &mut WriteTx) -> Result<(), StoreError> {
        let Self { uid, kind, total } = self;
        runs::add(tx, uid, kind, total, context.clock.now()).await?;
        let payload = json!({ "kind": kind_word(kind), "count": total });
        log(context, tx, EventKind::RunDecided, Actor::Member, uid, payload).await
    }
}

/// Whether an action of a run is shown by itself too.
pub(super) const fn stands_out(delivery: Delivery) -> bool {
    match delivery {
        Delivery::Failed | Delivery::NeedsYou | Delivery::Checking => true,
        Delivery::Waiting
        | Delivery::Held
        | Delivery::Sending
        | Delivery::Sent
        | Delivery::Withdrawn
        | Delivery::Discarded => false,
    }
}

/// The runs of the page; `rows` are the actions it is made from.
pub(super) async fn list(
    context: &Context,
    grace: &Grace,
    since: Timestamp,
    rows: &[OutboxRow],
) -> Result<Vec<RunState>, StoreError> {
    let monotonic = context.clock.monotonic();
    let found = runs::list(&context.store, since).await?;
    let states = found.into_iter().map(|run| {
        let own = || rows.iter().filter(|row| row.run == Some(run.uid));
        let untouched = run.progress.waiting == run.total && own().all(|row| row.attempts == 0);
        RunState {
            uid: run.uid,
            kind: run.kind,
            total: run.total,
            decided_at: run.decided_at,
            stopped: run.stopped,
            closed: run.closed_at.is_some(),
            progress: run.progress,
            grace_left: untouched
                .then(|| own().map(|row| grace.left(row, monotonic)).max())
                .flatten(),
            problem: own()
                .filter(|row| row.delivery == Delivery::Failed)
                .max_by_key(|row| row.finished_at)
                .and_then(problem),
        }
    });
    Ok(states.collect())
}

/// Stops the run of an action that failed, when it is the third one to fail so.
pub(super) async fn stop_at_same_error(
    context: &Context,
    tx: &mut WriteTx,
    failed: &OutboxRow,
) -> Result<(), StoreError> {
    let Some(run) = failed.run else {
        return Ok(());
    };
    if runs::count_same_errors(tx, run, failed.uid).await? < SAME_ERRORS {
        return Ok(());
    }
    if runs::stop(tx, run, Stopped::SameError).await? {
        log(
            context,
            tx,
            EventKind::RunStopped,
            Actor::System,
            run,
            json!({ "why": "same_error" }),
        )
        .await?;
    }
    Ok(())
}

impl Outbox {
    /// Stops a run: what has not left stays where it is.
    ///
    /// # Errors
    /// `NotFound`; `Precondition` when it is stopped already or over.
    pub async fn stop_run(&self, uid: Uuid) -> Result<(), Problem> {
        let run = self.run(uid).await?;
        if run.progress.is_over() {
            return Err(over());
        }
        let mut tx = self.context.store.write().await?;
        if !runs::stop(&mut tx, uid, Stopped::ByPerson).await? {
            return Err(Problem::new(
                ProblemCode::Precondition,
                "It is stopped already.",
                "Let it go on, or take the rest back.",
            ));
        }
        let why = json!({ "why": "person" });
        log(&self.context, &mut tx, EventKind::RunStopped, Actor::Member, uid, why).await?;
        tx.commit().await?;
        self.context.stale.spoil(Tag::Outbox);
        Ok(())
    }

    /// Lets a stopped run go on.
    ///
    /// # Errors
    /// `NotFound`; `Precondition` when it is not stopped.
    pub async fn resume_run(&self, uid: Uuid) -> Result<(), Problem> {
        self.run(uid).await?;
        let mut tx = self.context.store.write().await?;
        if !runs::resume(&mut tx, uid, self.context.clock.now()).await? {
            return Err(Problem::new(
                ProblemCode::Precondition,
                "It is not stopped.",
                "Look at the outbox to see where it stands.",
            ));
        }
        log(
            &self.context,
            &mut tx,
            EventKind::RunResumed,
            Actor::Member,
            uid,
            json!({}),
        )
        .await?;
        tx.commit().await?;
        self.context.outbox_changed.notify_one();
        self.context.stale.spoil(Tag::Outbox);
        Ok(())
    }

    /// Takes a run back: what has not left is withdrawn, and what was hidden or shown again is turned round by another run.
    /// What was deleted or written stays.
    ///
    /// # Errors
    /// `NotFound`; `Precondition` when nothing of it can be taken back.
    pub async fn undo_run(&self, uid: Uuid) -> Result<UndoneRun, Problem> {
        let run = self.run(uid).await?;
        let mut withdrawn = 0;
        loop {
            let mut tx = self.context.store.write().await?;
            let some = outbox::withdraw_run(&mut tx, uid, self.context.clock.now(), PART).await?;
            tx.commit().await?;
            withdrawn += some;
            if some == 0 {
                break;
            }
        }
        let reversed = match opposite(run.kind) {
            Some(kind) => self.reverse(uid, kind).await?,
            None => None,
        };
        if withdrawn == 0 && reversed.is_none() {
            return Err(over());
        }
        let mut tx = self.context.store.write().await?;
        runs::close(&mut tx, uid, self.context.clock.now()).await?;
        let payload = json!({
            "withdrawn": withdrawn,
            "reversed": reversed.map(|(run, _)| run.to_string()),
        });
        log(
            &self.context,
            &mut tx,
            EventKind::RunUndone,
            Actor::Member,
            uid,
            payload,
        )
        .await?;
        tx.commit().await?;
        self.context.outbox_changed.notify_one();
        self.context.stale.spoil_all([Tag::Outbox, Tag::InboxCounts]);
        Ok(UndoneRun { withdrawn, reversed })
    }

    /// Queues the opposite of what a run did.
    async fn reverse(&self, run: Uuid, kind: ActionKind) -> Result<Option<(Uuid, usize)>, Problem> {
        let sent = outbox::sent_of_run(&self.context.store, run).await?;
        if sent.is_empty() {
            return Ok(None);
        }
        let uid = Uuid::now_v7();
        let count = sent.len();
        let decisions = sent.into_iter().map(|row| Decision {
            kind,
            account: row.account,
            subject: row.subject,
            media: row.media,
            parent: row.parent,
            value: None,
            text: None,
            grace: crate::inbox::grace(kind, count),
            run: Some(uid),
            saved_reply: None,
        });
        self.queue(decisions.collect()).await?;
        Ok(Some((uid, count)))
    }

    async fn run(&self, uid: Uuid) -> Result<store::RunRow, Problem> {
        let run = runs::get(&self.context.store, uid).await?;
        run.ok_or_else(|| Problem::not_found("run"))
    }
}

/// What takes an action back after it was sent.
const fn opposite(kind: ActionKind) -> Option<ActionKind> {
    match kind {
        ActionKind::Hide => Some(ActionKind::Unhide),
        ActionKind::Unhide => Some(ActionKind::Hide),
        ActionKind::Reply
        | ActionKind::Delete
        | ActionKind::CommentSwitch
        | ActionKind::Message
        | ActionKind::PrivateReply => None,
    }
}

fn over() -> Problem {
    Problem::new(
        ProblemCode::Precondition,
        "Nothing of this can be taken back any more.",
        "Look at the outbox to see where it stands.",
    )
}

async fn log(
    context: &Context,
    tx: &mut WriteTx,
    kind: EventKind,
    actor: Actor,
    run: Uuid,
    payload: serde_json::Value,
) -> Result<(), StoreError> {
    let event = context.event_with(kind, actor, None, &format!("run:{run}"), payload);
    events::append(tx, &event).await?;
    Ok(())
}

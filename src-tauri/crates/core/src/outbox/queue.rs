//! What people do with the outbox: queue, undo, retry, discard, decide on held actions, quit.

use std::sync::Arc;
use std::time::Duration;

use instagram::{AccountId, CommentId, MediaId};
use serde_json::json;
use store::events::{self, Actor, EventKind};
use store::outbox::{self, ActionKind, Delivery, NewAction, OutboxRow};
use store::{WriteTx, meta, saved_replies};
use uuid::Uuid;

use super::machine::Input;
use super::record::{event_subject, kind_word, spoil};
use super::rows::{ActionState, OutboxSections, describe};
use super::runs::{self, Run};
use super::worker::{Grace, SECOND_TRIES_KEY, feed, policy, under_way};
use crate::clock::subtract;
use crate::context::{Context, Shared};
use crate::problem::{Problem, ProblemCode};
use crate::stale::Tag;
use crate::steps::Step;

/// How long ended actions stay on the page.
const SHOWN_FOR: Duration = Duration::from_secs(24 * 60 * 60);

/// At most this many ended actions are shown.
const MOST_SHOWN: u32 = 200;

/// What becomes of waiting actions when a person quits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuitChoice {
    /// Their grace time ends and they are sent before the program ends.
    SendNow,
    /// They wait for the next start.
    Keep,
    /// They are given up.
    Discard,
}

/// Decisions written in one transaction.
const BATCH: usize = 200;

/// A decision about to become a row.
#[derive(Clone)]
pub(crate) struct Decision {
    pub(crate) kind: ActionKind,
    pub(crate) account: AccountId,
    pub(crate) subject: String,
    pub(crate) media: Option<MediaId>,
    pub(crate) parent: Option<CommentId>,
    pub(crate) value: Option<bool>,
    pub(crate) text: Option<String>,
    pub(crate) grace: Duration,
    pub(crate) run: Option<Uuid>,
    /// The saved reply the text began as.
    pub(crate) saved_reply: Option<Uuid>,
}

/// The outbox as people use it.
pub struct Outbox {
    pub(super) context: Shared,
    grace: Arc<Grace>,
}

impl Outbox {
    pub(crate) fn new(context: Shared, grace: Arc<Grace>) -> Self {
        Self { context, grace }
    }

    /// Writes `decisions` down, each with its event, in transactions short enough that a key never waits for them.
    pub(crate) async fn queue(&self, decisions: Vec<Decision>) -> Result<Vec<ActionState>, Problem> {
        let mut rows = Vec::with_capacity(decisions.len());
        let mut run = Run::of(&decisions);
        for part in decisions.chunks(BATCH) {
            let mut tx = self.context.store.write().await?;
            if let Some(run) = run.take() {
                run.write(&self.context, &mut tx).await?;
            }
            for decision in part {
                rows.push(self.write(&mut tx, decision.clone()).await?);
            }
            tx.commit().await?;
        }
        let mut states = Vec::with_capacity(rows.len());
        for row in &rows {
            self.context.steps.reached(Step::Queued, row.id);
            spoil(&self.context, row);
            states.push(describe(&self.context, &self.grace, row).await?);
        }
        self.context.outbox_changed.notify_one();
        Ok(states)
    }

    async fn write(&self, tx: &mut WriteTx, decision: Decision) -> Result<OutboxRow, Problem> {
        let new = NewAction {
            account: decision.account,
            kind: decision.kind,
            subject: decision.subject,
            media: decision.media,
            parent: decision.parent,
            value: decision.value,
            text: decision.text,
            grace_ms: i64::try_from(decision.grace.as_millis()).unwrap_or(i64::MAX),
            queued_at: self.context.clock.now(),
            run: decision.run,
        };
        let row = outbox::queue(tx, &new).await?;
        if let Some(reply) = decision.saved_reply {
            saved_replies::used(tx, reply, row.uid).await?;
        }
        // A run is one decision, and one event.
        if row.run.is_some() {
            return Ok(row);
        }
        let payload = json!({
            "action": row.uid.to_string(),
            "kind": kind_word(row.kind),
            "after": "waiting",
            "value": row.value,
            "saved_reply": decision.saved_reply.map(|reply| reply.to_string()),
        });
        let event = self.context.event_with(
            EventKind::ActionQueued,
            Actor::Member,
            Some(&row.account),
            &event_subject(&row),
            payload,
        );
        events::append(tx, &event).await?;
        Ok(row)
    }

    /// The page.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn sections(&self) -> Result<OutboxSections, Problem> {
        let since = subtract(self.context.clock.now(), SHOWN_FOR);
        let rows = outbox::list(&self.context.store, since, MOST_SHOWN).await?;
        let runs = runs::list(&self.context, &self.grace, since, &rows).await?;
        let in_run = |row: &OutboxRow| row.run.is_some_and(|uid| runs.iter().any(|run| run.uid == uid));
        let mut actions = Vec::new();
        // Of a run, only what needs a person or is in doubt is shown by itself.
        for row in rows.iter().filter(|row| !in_run(row) || runs::stands_out(row.delivery)) {
            actions.push(describe(&self.context, &self.grace, row).await?);
        }
        Ok(OutboxSections::sort(actions, runs))
    }

    /// One action.
    ///
    /// # Errors
    /// `NotFound` for an unknown id.
    pub async fn action(&self, uid: Uuid) -> Result<ActionState, Problem> {
        describe(&self.context, &self.grace, &self.row(uid).await?).await
    }

    /// Actions that have not ended: about the comments of a thread, and about their post. In the order they were decided.
    pub(crate) async fn live_of_thread(&self, top: &CommentId, post: &MediaId) -> Result<Vec<ActionState>, Problem> {
        let mut rows = outbox::live_of_thread(&self.context.store, top).await?;
        rows.extend(outbox::live_of(&self.context.store, post.as_str()).await?);
        rows.sort_by_key(|row| row.id);
        self.described(&rows).await
    }

    /// The actions about one comment or conversation that have not ended well, in the order they were decided.
    pub(crate) async fn live_about(&self, subject: &str) -> Result<Vec<ActionState>, Problem> {
        let rows = outbox::live_of(&self.context.store, subject).await?;
        self.described(&rows).await
    }

    async fn described(&self, rows: &[OutboxRow]) -> Result<Vec<ActionState>, Problem> {
        let mut actions = Vec::with_capacity(rows.len());
        for row in rows {
            actions.push(describe(&self.context, &self.grace, row).await?);
        }
        Ok(actions)
    }

    /// Undo: withdraws an action that has not been sent.
    ///
    /// # Errors
    /// `Precondition` when it is under way or over.
    pub async fn withdraw(&self, uid: Uuid) -> Result<(), Problem> {
        self.person(
            uid,
            Input::Withdraw,
            "It can no longer be undone.",
            "Look at the outbox to see where it stands.",
        )
        .await
    }

    /// Tries again after a failure.
    ///
    /// # Errors
    /// `Precondition` when it has not failed.
    pub async fn retry(&self, uid: Uuid) -> Result<(), Problem> {
        let account = self.row(uid).await?.account;
        self.person(
            uid,
            Input::RetryByPerson,
            "It has not failed.",
            "Look at the outbox to see where it stands.",
        )
        .await?;
        // Trying again is how a person says that they have looked.
        self.context.gateway.set_paused(&account, None).await?;
        self.context.gateway.wake(&account);
        self.context.outbox_changed.notify_one();
        Ok(())
    }

    /// Gives an action up.
    ///
    /// # Errors
    /// `Precondition` when it is under way or over.
    pub async fn discard(&self, uid: Uuid) -> Result<(), Problem> {
        self.person(
            uid,
            Input::Discard,
            "It cannot be discarded now.",
            "Look at the outbox to see where it stands.",
        )
        .await
    }

    /// Reads an action in doubt back at once.
    ///
    /// # Errors
    /// `Precondition` when it is not being checked.
    pub async fn check(&self, uid: Uuid) -> Result<(), Problem> {
        self.person(
            uid,
            Input::CheckNow,
            "It is not being checked.",
            "Look at the outbox to see where it stands.",
        )
        .await
    }

    /// Sends or discards everything held after the database was restored, copied or moved.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn answer_hold(&self, release: bool) -> Result<(), Problem> {
        let input = if release { Input::Release } else { Input::Discard };
        for row in outbox::live(&self.context.store).await? {
            if row.delivery == Delivery::Held {
                feed(&self.context, &row, input, Actor::Member).await?;
            }
        }
        self.context.outbox_changed.notify_one();
        self.context.stale.spoil(Tag::AppState);
        Ok(())
    }

    /// Withdraws what has not left yet for `account`, because it is disconnected.
    pub(crate) async fn withdraw_all(context: &Context, account: &AccountId) -> Result<(), Problem> {
        for row in outbox::live(&context.store).await? {
            if row.account == *account {
                feed(context, &row, Input::Withdraw, Actor::Member).await?;
            }
        }
        Ok(())
    }

    /// How many actions are held.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn held(&self) -> Result<usize, Problem> {
        let rows = outbox::live(&self.context.store).await?;
        Ok(rows.iter().filter(|row| row.delivery == Delivery::Held).count())
    }

    /// How many actions still have something to do by themselves.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn waiting(&self) -> Result<usize, Problem> {
        let rows = outbox::live(&self.context.store).await?;
        Ok(rows.iter().filter(|row| under_way(row.delivery)).count())
    }

    /// Whether the program may send again by itself once a doubt is settled as "not there".
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn automatic_second_tries(&self) -> Result<bool, Problem> {
        Ok(policy(&self.context).await?.automatic_second_tries)
    }

    /// Switches automatic second tries on or off.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn set_automatic_second_tries(&self, on: bool) -> Result<(), Problem> {
        let mut tx = self.context.store.write().await?;
        meta::set(&mut tx, SECOND_TRIES_KEY, if on { "on" } else { "off" }).await?;
        tx.commit().await?;
        self.context.stale.spoil(Tag::AppState);
        Ok(())
    }

    /// Carries out what a person chose for waiting actions before the program ends. With
    /// [`QuitChoice::SendNow`] it returns when everything was sent or `limit` has passed.
    ///
    /// # Errors
    /// When the database refuses.
    pub(crate) async fn before_quit(&self, choice: QuitChoice, limit: Duration) -> Result<(), Problem> {
        match choice {
            QuitChoice::Keep => Ok(()),
            QuitChoice::Discard => {
                for row in outbox::live(&self.context.store).await? {
                    feed(&self.context, &row, Input::Withdraw, Actor::Member).await?;
                }
                Ok(())
            }
            QuitChoice::SendNow => self.send_now(limit).await,
        }
    }

    async fn send_now(&self, limit: Duration) -> Result<(), Problem> {
        let mut stale = self.context.stale.listen();
        self.grace.end();
        self.context.outbox_changed.notify_one();
        let deadline = self.context.clock.monotonic() + limit;
        while self.unsent().await? > 0 {
            let left = deadline.saturating_sub(self.context.clock.monotonic());
            if left.is_zero() {
                break;
            }
            tokio::select! {
                _ = stale.recv() => {}
                () = self.context.clock.sleep(left) => {}
            }
        }
        Ok(())
    }

    async fn unsent(&self) -> Result<usize, Problem> {
        let rows = outbox::live(&self.context.store).await?;
        Ok(rows
            .iter()
            .filter(|row| matches!(row.delivery, Delivery::Waiting | Delivery::Sending))
            .count())
    }

    async fn person(&self, uid: Uuid, input: Input, message: &str, fix: &str) -> Result<(), Problem> {
        let row = self.row(uid).await?;
        let moved = feed(&self.context, &row, input, Actor::Member).await?;
        if moved.is_none() {
            return Err(Problem::new(ProblemCode::Precondition, message, fix));
        }
        self.context.outbox_changed.notify_one();
        Ok(())
    }

    async fn row(&self, uid: Uuid) -> Result<OutboxRow, Problem> {
        outbox::get(&self.context.store, uid)
            .await?
            .ok_or_else(|| Problem::not_found("action"))
    }
}

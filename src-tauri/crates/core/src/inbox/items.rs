//! What people decide about whole items. Nothing of it leaves the machine, everything of it can be undone: each
//! decision is an event that holds what was so before.

use instagram::ConversationId;
use jiff::Timestamp;
use serde_json::{Value, json};
use store::events::{self, Actor, EventKind, EventRow, NewEvent, Seq};
use store::items::{self, Item, ItemKind, ItemState};
use store::{StoreError, WriteTx, labels, members, notes};
use uuid::Uuid;

use super::{Inbox, SnapshotId, people};
use crate::context::Context;
use crate::problem::{Problem, ProblemCode};
use crate::stale::Tag;

/// Items changed in one transaction, so that a long selection holds up nothing else.
pub(super) const PART: usize = 100;

/// One change of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Change {
    /// Everything in it is done.
    Done,
    /// Not done any more: what was closed at that instant, or all of it; and put off as it was before.
    Reopen {
        closed_at: Option<Timestamp>,
        snoozed_until: Option<Timestamp>,
    },
    /// Seen, or as if it had not been.
    Read(bool),
    /// Put off until an instant, or not.
    Snooze(Option<Timestamp>),
    /// Muted since an instant, or not.
    Mute(Option<Timestamp>),
    /// Flagged since an instant, or not.
    Flag(Option<Timestamp>),
    /// Assigned to a member, or to nobody.
    Assign(Option<Uuid>),
    /// Carries a label, or not.
    Label { label: Uuid, on: bool },
    /// A note on it is there, or taken away.
    Note { note: Uuid, there: bool },
}

impl Inbox {
    /// Marks items as done: every entry of theirs. In `snapshot` they leave at once. Returns the decisions, for
    /// [`Self::undo`].
    ///
    /// # Errors
    /// `NotFound` for an unknown item.
    pub async fn set_done(&self, items: &[u32], snapshot: Option<SnapshotId>) -> Result<Vec<Seq>, Problem> {
        self.decide(items, Change::Done, snapshot).await
    }

    /// Marks items as not done.
    ///
    /// # Errors
    /// `NotFound` for an unknown item.
    pub async fn reopen(&self, items: &[u32]) -> Result<Vec<Seq>, Problem> {
        let change = Change::Reopen {
            closed_at: None,
            snoozed_until: None,
        };
        self.decide(items, change, None).await
    }

    /// Marks items as read or unread. Only a person's *mark unread* is a decision: reading is none.
    ///
    /// # Errors
    /// `NotFound` for an unknown item.
    pub async fn set_read(&self, items: &[u32], read: bool) -> Result<Vec<Seq>, Problem> {
        self.decide(items, Change::Read(read), None).await
    }

    /// Puts items off until an instant, or takes them back. In `snapshot` they leave at once.
    ///
    /// # Errors
    /// `NotFound` for an unknown item, `Precondition` for an instant that is not in the future.
    pub async fn snooze(
        &self,
        items: &[u32],
        until: Option<Timestamp>,
        snapshot: Option<SnapshotId>,
    ) -> Result<Vec<Seq>, Problem> {
        if until.is_some_and(|until| until <= self.context.clock.now()) {
            return Err(Problem::new(
                ProblemCode::Precondition,
                "That moment has passed already.",
                "Choose a later one.",
            ));
        }
        self.decide(items, Change::Snooze(until), snapshot).await
    }

    /// Mutes items, or ends that. In `snapshot` they leave at once.
    ///
    /// # Errors
    /// `NotFound` for an unknown item.
    pub async fn set_muted(
        &self,
        items: &[u32],
        muted: bool,
        snapshot: Option<SnapshotId>,
    ) -> Result<Vec<Seq>, Problem> {
        let since = muted.then(|| self.context.clock.now());
        self.decide(items, Change::Mute(since), snapshot).await
    }

    /// Flags items, or ends that.
    ///
    /// # Errors
    /// `NotFound` for an unknown item.
    pub async fn set_flagged(&self, items: &[u32], flagged: bool) -> Result<Vec<Seq>, Problem> {
        let since = flagged.then(|| self.context.clock.now());
        self.decide(items, Change::Flag(since), None).await
    }

    /// Assigns items to the person at this machine, or to nobody. In `snapshot` they leave at once.
    ///
    /// # Errors
    /// `NotFound` for an unknown item.
    pub async fn assign_here(
        &self,
        items: &[u32],
        mine: bool,
        snapshot: Option<SnapshotId>,
    ) -> Result<Vec<Seq>, Problem> {
        let member = if mine {
            let here = members::here(&self.context.store).await?;
            Some(here.ok_or_else(|| Problem::not_found("member"))?.uid)
        } else {
            None
        };
        self.decide(items, Change::Assign(member), snapshot).await
    }

    /// Takes decisions back, the last one first; what somebody has changed since stays as it is now. In `snapshot` the
    /// items come back to their places.
    ///
    /// # Errors
    /// `NotFound` for a decision that is none.
    pub async fn undo(&self, decisions: &[Seq], snapshot: Option<SnapshotId>) -> Result<(), Problem> {
        let mut touched = Vec::new();
        for part in decisions.rchunks(PART) {
            let mut tx = self.context.store.write().await?;
            for seq in part.iter().rev() {
                let event = events::get_in(&mut tx, *seq)
                    .await?
                    .ok_or_else(|| Problem::not_found("decision"))?;
                if people::take_back(&self.context, &mut tx, &event).await? {
                    continue;
                }
                let (item, change) = taken_back(&mut tx, &event).await?;
                if let Some(change) = change {
                    record(&self.context, &mut tx, &item, change).await?;
                }
                touched.push(item);
            }
            tx.commit().await?;
        }
        self.context.stale.spoil(Tag::People);
        self.announce(&touched, snapshot, false);
        Ok(())
    }

    pub(super) async fn decide(
        &self,
        items: &[u32],
        change: Change,
        snapshot: Option<SnapshotId>,
    ) -> Result<Vec<Seq>, Problem> {
        let (mut decisions, mut touched) = (Vec::new(), Vec::new());
        for part in items.chunks(PART) {
            let mut tx = self.context.store.write().await?;
            for row in part {
                let item = items::get_in(&mut tx, *row)
                    .await?
                    .ok_or_else(|| Problem::not_found("item"))?;
                decisions.extend(record(&self.context, &mut tx, &item, change).await?);
                touched.push(item);
            }
            tx.commit().await?;
        }
        self.announce(&touched, snapshot, true);
        Ok(decisions)
    }

    /// Takes changed items out of an open list, or puts them back, and says what went stale.
    pub(super) fn announce(&self, touched: &[Item], snapshot: Option<SnapshotId>, leave: bool) {
        if let Some(snapshot) = snapshot {
            let numbers: Vec<u32> = touched.iter().map(|item| item.row).collect();
            // A list that was closed meanwhile has nothing to take out.
            let _ = self.snapshots.set_removed(snapshot, &numbers, leave);
        }
        spoil(&self.context, touched);
    }
}

/// Says that lists, counts and details with these items went stale.
pub(super) fn spoil(context: &Context, touched: &[Item]) {
    context.stale.spoil(Tag::InboxCounts);
    context
        .stale
        .spoil_all(touched.iter().map(|item| match (item.kind, &item.media) {
            (ItemKind::Thread, Some(media)) => Tag::Comments(media.clone()),
            (ItemKind::TaggedPost, _) => Tag::TaggedPosts,
            (ItemKind::Thread | ItemKind::Conversation, _) => {
                Tag::Conversation(ConversationId::from(item.subject.as_str()))
            }
        }));
}

/// Makes one change with its event. `None`: it is so already, or it is no decision.
pub(super) async fn record(
    context: &Context,
    tx: &mut WriteTx,
    item: &Item,
    change: Change,
) -> Result<Option<Seq>, StoreError> {
    let now = context.clock.now();
    let state = item.state;
    let (kind, payload) = match change {
        Change::Done => {
            let Some(at) = items::set_done(tx, item.row, now).await? else {
                return Ok(None);
            };
            if state.snoozed_until.is_some() {
                let awake = ItemState {
                    snoozed_until: None,
                    ..state
                };
                items::set_state(tx, item.row, &awake).await?;
            }
            let payload = json!({ "at": at.as_millisecond(), "snoozed_until": millis(state.snoozed_until) });
            (EventKind::ItemDone, payload)
        }
        Change::Reopen {
            closed_at,
            snoozed_until,
        } => {
            if !items::reopen(tx, item.row, closed_at).await? {
                return Ok(None);
            }
            if let (Some(_), None) = (snoozed_until, state.snoozed_until) {
                let asleep = ItemState { snoozed_until, ..state };
                items::set_state(tx, item.row, &asleep).await?;
            }
            (EventKind::ItemReopened, json!({}))
        }
        Change::Read(read) => {
            if !items::set_read(tx, item.row, read, now).await? || read {
                return Ok(None);
            }
            (EventKind::ItemRead, json!({ "before": true, "after": false }))
        }
        Change::Snooze(until) => {
            if state.snoozed_until == until {
                return Ok(None);
            }
            let changed = ItemState {
                snoozed_until: until,
                ..state
            };
            items::set_state(tx, item.row, &changed).await?;
            (EventKind::ItemSnoozed, instants(state.snoozed_until, until))
        }
        Change::Mute(since) => {
            if state.muted_at.is_some() == since.is_some() {
                return Ok(None);
            }
            let changed = ItemState {
                muted_at: since,
                ..state
            };
            items::set_state(tx, item.row, &changed).await?;
            (EventKind::ItemMuted, instants(state.muted_at, since))
        }
        Change::Flag(since) => {
            if state.flagged_at.is_some() == since.is_some() {
                return Ok(None);
            }
            let changed = ItemState {
                flagged_at: since,
                ..state
            };
            items::set_state(tx, item.row, &changed).await?;
            (EventKind::ItemFlagged, instants(state.flagged_at, since))
        }
        Change::Assign(member) => {
            if state.assignee == member {
                return Ok(None);
            }
            let changed = ItemState {
                assignee: member,
                ..state
            };
            items::set_state(tx, item.row, &changed).await?;
            let payload = json!({ "before": id(state.assignee), "after": id(member) });
            (EventKind::ItemAssigned, payload)
        }
        Change::Label { label, on } => {
            let changed = if on {
                labels::put_on_item(tx, item.row, label).await?
            } else {
                labels::take_off_item(tx, item.row, label).await?
            };
            if !changed {
                return Ok(None);
            }
            (
                EventKind::ItemLabelled,
                json!({ "label": label.to_string(), "after": on }),
            )
        }
        Change::Note { note, there } => {
            if !notes::set_removed(tx, note, (!there).then_some(now)).await? {
                return Ok(None);
            }
            let kind = if there {
                EventKind::NoteWritten
            } else {
                EventKind::NoteRemoved
            };
            (kind, json!({ "note": note.to_string() }))
        }
    };
    let event = event(context, kind, Actor::Member, item, payload);
    Ok(Some(events::append(tx, &event).await?))
}

/// The item a decision was about, and the change that takes it back. `None`: somebody has changed it since.
async fn taken_back(tx: &mut WriteTx, event: &EventRow) -> Result<(Item, Option<Change>), Problem> {
    let no_decision = || Problem::not_found("decision");
    let (_, subject) = event.subject.split_once(':').ok_or_else(no_decision)?;
    let item = items::by_subject_in(tx, subject).await?.ok_or_else(no_decision)?;
    let (state, payload) = (item.state, &event.payload);
    let (before, after) = (instant(payload, "before"), instant(payload, "after"));
    let change = match event.kind {
        EventKind::ItemDone => Some(Change::Reopen {
            closed_at: instant(payload, "at"),
            snoozed_until: instant(payload, "snoozed_until"),
        }),
        EventKind::ItemReopened => Some(Change::Done),
        EventKind::ItemRead => Some(Change::Read(true)),
        EventKind::ItemSnoozed => (state.snoozed_until == after).then_some(Change::Snooze(before)),
        EventKind::ItemMuted => (state.muted_at == after).then_some(Change::Mute(before)),
        EventKind::ItemFlagged => (state.flagged_at == after).then_some(Change::Flag(before)),
        EventKind::ItemAssigned => {
            (state.assignee == named(payload, "after")).then_some(Change::Assign(named(payload, "before")))
        }
        EventKind::ItemLabelled => {
            let label = named(payload, "label").ok_or_else(no_decision)?;
            let on = payload["after"].as_bool().ok_or_else(no_decision)?;
            let known = labels::get_in(tx, label).await?.is_some_and(|state| !state.removed);
            known.then_some(Change::Label { label, on: !on })
        }
        EventKind::NoteWritten | EventKind::NoteRemoved => {
            let note = named(payload, "note").ok_or_else(no_decision)?;
            let there = event.kind == EventKind::NoteRemoved;
            let known = notes::place_in(tx, note).await?.is_some();
            known.then_some(Change::Note { note, there })
        }
        _ => return Err(no_decision()),
    };
    Ok((item, change))
}

/// An event about an item.
pub(super) fn event(context: &Context, kind: EventKind, actor: Actor, item: &Item, payload: Value) -> NewEvent {
    context.event_with(kind, actor, Some(&item.account), &item.event_subject(), payload)
}

fn instants(before: Option<Timestamp>, after: Option<Timestamp>) -> Value {
    json!({ "before": millis(before), "after": millis(after) })
}

/// An id in a payload.
pub(super) fn named(payload: &Value, key: &str) -> Option<Uuid> {
    payload[key].as_str()?.parse().ok()
}

fn id(member: Option<Uuid>) -> Option<String> {
    member.map(|uid| uid.to_string())
}

fn millis(at: Option<Timestamp>) -> Option<i64> {
    at.map(Timestamp::as_millisecond)
}

fn instant(payload: &Value, key: &str) -> Option<Timestamp> {
    Timestamp::from_millisecond(payload[key].as_i64()?).ok()
}

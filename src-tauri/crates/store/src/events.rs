//! The event log: the memory of decisions.
//!
//! A row is appended in the same transaction as the state it explains, and is never changed or deleted; triggers in the
//! schema refuse both. A payload holds ids, codes and states before and after, never people's words or names.

use instagram::AccountId;
use jiff::Timestamp;
use serde_json::Value;
use uuid::Uuid;

use crate::values::{instant, small_int, uuid, uuid_at};
use crate::{Store, StoreError, WriteTx};

small_int! {
    /// Who decided.
    Actor, "events.actor" {
        /// A person at this program.
        Member = 1,
        /// A moderation rule.
        Rule = 2,
        /// Somebody on Instagram, seen from here.
        Outside = 3,
        /// The program itself: workers, start, quit.
        System = 4,
    }
}

small_int! {
    /// What happened.
    EventKind, "events.kind" {
        /// An account was connected or reconnected.
        AccountConnected = 1,
        /// An account was disconnected, perhaps with its data erased.
        AccountDisconnected = 2,
        /// An action was decided and waits out its grace time.
        ActionQueued = 10,
        /// An action was taken back before it left.
        ActionWithdrawn = 11,
        /// A request was about to leave.
        ActionAttempted = 12,
        /// The platform did it.
        ActionSent = 13,
        /// The platform refused it.
        ActionFailed = 14,
        /// The answer was lost; the program finds out.
        ActionChecking = 15,
        /// Only a person can decide how it goes on.
        ActionNeedsYou = 16,
        /// A person gave it up.
        ActionDiscarded = 17,
        /// It waits until a person has looked: the data was restored, copied or moved.
        ActionHeld = 18,
        /// A person released it.
        ActionReleased = 19,
        /// Many actions of one cause were decided at once. Payload: `kind` and `count`; each of them carries the run.
        RunDecided = 20,
        /// A run was stopped by a person, or by the same error again. Payload: `why`.
        RunStopped = 21,
        /// A person let a stopped run go on.
        RunResumed = 22,
        /// A person took a run back. Payload: `withdrawn`, and `reversed`, the run that undoes what was sent.
        RunUndone = 23,
        /// An item was marked done. Payload: `at`, the instant its entries carry (ms), and `snoozed_until`.
        ItemDone = 30,
        /// An item was marked not done, or a reply opened it again.
        ItemReopened = 31,
        /// An item was marked read or unread.
        ItemRead = 32,
        /// An item was put off, or taken back before its time. Payload: `before` and `after` (ms).
        ItemSnoozed = 33,
        /// An item that was put off came back: its time had come, or a reply came.
        ItemWoken = 34,
        /// An item was muted or is no longer. Payload: `before` and `after` (ms).
        ItemMuted = 35,
        /// An item was flagged or is no longer. Payload: `before` and `after` (ms).
        ItemFlagged = 36,
        /// An item was assigned. Payload: `before` and `after`, ids of members.
        ItemAssigned = 37,
        /// Something we had acted on or showed as open was changed on Instagram.
        OutsideChange = 40,
        /// A sync page, backfill or bulk run, with counts.
        SyncRun = 50,
        /// A person said how far back the history is read, or stopped it or let it go on.
        BackfillSet = 51,
        /// A person said that a post is to be published, now or at its due time.
        PostDecided = 60,
        /// A person took a post back to a draft before it was published.
        PostCancelled = 61,
        /// A step of a post was attempted, or came out one way or the other.
        PostStep = 62,
        /// The publish call of a post was about to leave.
        PostAttempted = 63,
        /// A post is on Instagram.
        PostLive = 64,
        /// A step of a post was refused.
        PostFailed = 65,
        /// The answer to the publish call was lost; the program finds out.
        PostChecking = 66,
        /// Only a person can decide how a post goes on.
        PostNeedsYou = 67,
        /// The due time of a post passed while it could not be published.
        PostMissed = 68,
        /// A post waits until a person has looked: the data was restored, copied or moved.
        PostHeld = 69,
        /// A person released a held post.
        PostReleased = 70,
        /// A person gave a post up.
        PostDiscarded = 71,
        /// A comment turned out to have been answered in private already, or to be out of reach for that. Payload:
        /// `code`, `subcode` of the refusal.
        PrivateReplyUsed = 80,
        /// A label was put on an item or taken off. Payload: `label`, and `after`, whether it carries it now.
        ItemLabelled = 90,
        /// A label was put on a person or taken off. Payload as of `ItemLabelled`.
        PersonLabelled = 91,
        /// A note was written on an item or a person, or brought back. Payload: `note`.
        NoteWritten = 92,
        /// A note was taken away. Payload: `note`.
        NoteRemoved = 93,
        /// A label was made, or brought back after it had been removed. Payload: `colour`.
        LabelMade = 94,
        /// A label was given another name or colour. Payload: `renamed`, and the colours `before` and `after`.
        LabelChanged = 95,
        /// A label was removed.
        LabelRemoved = 96,
        /// The labels were put into another order. Payload: their ids `before` and `after`.
        LabelsArranged = 97,
        /// The person at this machine changed their name or colour. Payload as of `LabelChanged`.
        MemberChanged = 98,
        /// A saved reply was written, or brought back after it had been removed.
        SavedReplyMade = 99,
        /// A saved reply was changed.
        SavedReplyChanged = 100,
        /// A saved reply was removed.
        SavedReplyRemoved = 101,
        /// Saved replies came out of a file. Payload: how many were `added` and `changed`.
        SavedRepliesImported = 102,
        /// Words that bring up saved replies were written or changed. Payload: `active`, `needs_human`.
        KeywordRuleChanged = 103,
        /// A rule of words was removed.
        KeywordRuleRemoved = 104,
    }
}

/// The place of an event in the log. Order is this number, never the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(transparent)]
pub struct Seq(pub i64);

/// An event to append.
#[derive(Debug, Clone)]
pub struct NewEvent {
    /// When it happened.
    pub at: Timestamp,
    /// Who decided.
    pub actor: Actor,
    /// Name of the computer.
    pub machine: String,
    /// The account it concerns.
    pub account: Option<AccountId>,
    /// What happened.
    pub kind: EventKind,
    /// What it happened to: `action:<uid>`, `run:<uid>`, `post:<uid>`, `comment:<id>`, `thread:<id of its top-level comment>`,
    /// `conversation:<id>`, `media:<id>`, `account:<id>`, `person:<uid of their card>`, `label:<uid>`, `member:<uid>`,
    /// `saved_reply:<uid>`, `keyword_rule:<uid>`.
    pub subject: String,
    /// Ids, codes and states only.
    pub payload: Value,
}

/// An event of the log.
#[derive(Debug, Clone, PartialEq)]
pub struct EventRow {
    /// Its place in the log.
    pub seq: Seq,
    /// Its id, the same on every machine.
    pub uid: Uuid,
    /// When it happened.
    pub at: Timestamp,
    /// Who decided.
    pub actor: Actor,
    /// Which member of the team that was; `None` where it was none, and in old events.
    pub member: Option<Uuid>,
    /// Name of the computer.
    pub machine: String,
    /// The account it concerns.
    pub account: Option<AccountId>,
    /// What happened.
    pub kind: EventKind,
    /// What it happened to.
    pub subject: String,
    /// Ids, codes and states.
    pub payload: Value,
}

/// Appends an event. What a member decided carries the member at this machine. An account that is not in the database
/// leaves that column empty.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn append(tx: &mut WriteTx, event: &NewEvent) -> Result<Seq, StoreError> {
    sqlx::query!(
        "INSERT INTO machines (name) VALUES (?) ON CONFLICT (name) DO NOTHING",
        event.machine
    )
    .execute(tx.connection())
    .await?;
    let uid = uuid_at(event.at);
    let uid = uid.as_bytes().as_slice();
    let at = event.at.as_millisecond();
    let actor = event.actor.code();
    let member = Actor::Member.code();
    let account = event.account.as_ref().map(AccountId::as_str);
    let kind = event.kind.code();
    let payload = event.payload.to_string();
    let done = sqlx::query!(
        "INSERT INTO events (uid, at, actor, member, machine, account, kind, subject, payload)
         VALUES (?1, ?2, ?3, (SELECT id FROM members WHERE here = 1 AND ?3 = ?4), (SELECT id FROM machines WHERE name = ?5),
                 (SELECT id FROM accounts WHERE user_id = ?6), ?7, ?8, ?9)",
        uid,
        at,
        actor,
        member,
        event.machine,
        account,
        kind,
        event.subject,
        payload
    )
    .execute(tx.connection())
    .await?;
    Ok(Seq(done.last_insert_rowid()))
}

struct Raw {
    seq: i64,
    uid: Vec<u8>,
    at: i64,
    actor: i64,
    member: Option<Vec<u8>>,
    machine: String,
    account: Option<String>,
    kind: i64,
    subject: String,
    payload: String,
}

impl TryFrom<Raw> for EventRow {
    type Error = StoreError;

    fn try_from(raw: Raw) -> Result<Self, StoreError> {
        Ok(Self {
            seq: Seq(raw.seq),
            uid: uuid(&raw.uid, "events.uid")?,
            at: instant(raw.at, "events.at")?,
            actor: Actor::from_code(raw.actor)?,
            member: raw.member.map(|uid| uuid(&uid, "members.uid")).transpose()?,
            machine: raw.machine,
            account: raw.account.map(AccountId::from),
            kind: EventKind::from_code(raw.kind)?,
            subject: raw.subject,
            payload: serde_json::from_str(&raw.payload)
                .map_err(|_| StoreError::Unreadable { what: "events.payload" })?,
        })
    }
}

macro_rules! select {
    ($tail:literal, $($argument:expr),*) => {
        sqlx::query_as!(
            Raw,
            r#"SELECT e.seq AS "seq!", e.uid, e.at, e.actor, w.uid AS "member?", m.name AS machine, a.user_id AS "account?",
                      e.kind, e.subject, e.payload
               FROM events e JOIN machines m ON m.id = e.machine LEFT JOIN accounts a ON a.id = e.account
               LEFT JOIN members w ON w.id = e.member "# + $tail,
            $($argument),*
        )
    };
}

/// One event, inside a write transaction.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn get_in(tx: &mut WriteTx, seq: Seq) -> Result<Option<EventRow>, StoreError> {
    select!("WHERE e.seq = ?", seq.0)
        .fetch_optional(tx.connection())
        .await?
        .map(EventRow::try_from)
        .transpose()
}

/// The newest events, newest first.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn recent(store: &Store, limit: u32) -> Result<Vec<EventRow>, StoreError> {
    let rows = select!("ORDER BY e.seq DESC LIMIT ?", limit)
        .fetch_all(store.reader())
        .await?;
    rows.into_iter().map(EventRow::try_from).collect()
}

/// The events of one subject, oldest first.
///
/// # Errors
/// [`StoreError::Sql`] when the database refuses.
pub async fn of_subject(store: &Store, subject: &str) -> Result<Vec<EventRow>, StoreError> {
    let rows = select!("WHERE e.subject = ? ORDER BY e.seq", subject)
        .fetch_all(store.reader())
        .await?;
    rows.into_iter().map(EventRow::try_from).collect()
}

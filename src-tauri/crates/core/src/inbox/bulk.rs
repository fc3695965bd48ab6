//! What people decide about many comments at once: seen before it is done.
//!
//! A preview and the run that follows choose in the same way, so that what was shown is what happens. What cannot be done
//! to a comment is left out and counted, with its reason.

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use instagram::{AccountId, CommentId};
use store::comments::{self, CommentRow};
use store::outbox::ActionKind;
use store::views::{self, ItemFace};
use uuid::Uuid;

use super::decide::{decision, grace, precondition};
use super::{Inbox, SnapshotId};
use crate::outbox::ActionState;
use crate::problem::Problem;

/// The most actions of one run.
pub const MOST_OF_RUN: usize = 5_000;

/// Rows of a list that are read at once.
const PART: usize = 500;

/// How many comments a preview shows.
const SAMPLES: usize = 10;

/// How long an answer of Instagram takes, about: actions of one account go one after the other.
const CALL: Duration = Duration::from_millis(700);

/// What a run is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Chosen {
    /// These comments.
    Comments(Vec<CommentId>),
    /// The comment that each row of an open list shows.
    List(SnapshotId),
}

/// Why a comment is left out of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Skip {
    /// It is no longer on Instagram.
    Gone,
    /// We wrote it.
    Ours,
    /// It is that way already.
    AlreadySo,
    /// It is a direct message: nobody can hide or delete it.
    Message,
    /// It is a post of somebody else.
    TaggedPost,
}

/// What a run would do.
#[derive(Debug, Clone, PartialEq)]
pub struct RunPreview {
    /// How many comments: as many calls.
    pub count: usize,
    /// How many of each account.
    pub accounts: Vec<(AccountId, usize)>,
    /// The first of them.
    pub samples: Vec<Sample>,
    /// How many are left out, and why.
    pub skipped: Vec<(Skip, usize)>,
    /// How long it takes, about, when nothing else is sent: accounts go side by side.
    pub time: Duration,
}

/// A run that was queued.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StartedRun {
    /// Its id.
    pub uid: Uuid,
    /// How many actions it has.
    pub count: usize,
    /// How long nothing of it leaves.
    pub grace: Duration,
}

/// A comment that a run is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sample {
    /// Its author's handle.
    pub username: Option<String>,
    /// Its words.
    pub text: Option<String>,
    /// The account.
    pub account: AccountId,
}

impl Inbox {
    /// What a run of `kind` over `chosen` would do.
    ///
    /// # Errors
    /// `SnapshotGone`; `Precondition` when it is more than [`MOST_OF_RUN`].
    pub async fn preview_run(&self, chosen: &Chosen, kind: ActionKind) -> Result<RunPreview, Problem> {
        let (rows, skipped) = self.split(chosen, kind).await?;
        let mut accounts: BTreeMap<&AccountId, usize> = BTreeMap::new();
        for row in &rows {
            *accounts.entry(&row.account).or_default() += 1;
        }
        let longest = accounts.values().max().copied().unwrap_or(0);
        let samples = rows.iter().take(SAMPLES).map(|row| Sample {
            username: row.username.clone(),
            text: row.text.clone(),
            account: row.account.clone(),
        });
        Ok(RunPreview {
            count: rows.len(),
            samples: samples.collect(),
            accounts: accounts
                .into_iter()
                .map(|(account, count)| (account.clone(), count))
                .collect(),
            skipped: skipped.into_iter().collect(),
            time: CALL.saturating_mul(u32::try_from(longest).unwrap_or(u32::MAX)),
        })
    }

    /// Queues a run of `kind` over `chosen`.
    ///
    /// # Errors
    /// `SnapshotGone`; `Precondition` when nothing is left to do, or it is more than [`MOST_OF_RUN`].
    pub async fn start_run(&self, chosen: &Chosen, kind: ActionKind) -> Result<StartedRun, Problem> {
        let (rows, _) = self.split(chosen, kind).await?;
        if rows.is_empty() {
            return Err(precondition("There is nothing to do here.", "Choose other comments."));
        }
        let uid = Uuid::now_v7();
        self.queue_run(&rows, kind, uid).await?;
        Ok(StartedRun {
            uid,
            count: rows.len(),
            grace: grace(kind, rows.len()),
        })
    }

    pub(super) async fn queue_run(
        &self,
        rows: &[CommentRow],
        kind: ActionKind,
        run: Uuid,
    ) -> Result<Vec<ActionState>, Problem> {
        let count = rows.len();
        let decisions = rows.iter().map(|row| decision(row, kind, count, Some(run)));
        self.outbox.queue(decisions.collect()).await
    }

    /// The comments a run is about, and how many are left out.
    async fn split(
        &self,
        chosen: &Chosen,
        kind: ActionKind,
    ) -> Result<(Vec<CommentRow>, BTreeMap<Skip, usize>), Problem> {
        let (ids, mut skipped) = match chosen {
            Chosen::Comments(ids) => (ids.clone(), BTreeMap::new()),
            Chosen::List(snapshot) => self.faces(*snapshot).await?,
        };
        if ids.len() + skipped.values().sum::<usize>() > MOST_OF_RUN {
            return Err(precondition(
                &format!("These are more than {MOST_OF_RUN} comments."),
                "Narrow the list, then do it in parts.",
            ));
        }
        let mut known = self.by_id(&ids).await?;
        let mut rows = Vec::with_capacity(ids.len());
        for id in ids {
            // A comment that was chosen twice is taken once; one that was erased meanwhile is gone.
            let Some(row) = known.remove(&id) else { continue };
            match skip(&row, kind) {
                Some(reason) => *skipped.entry(reason).or_default() += 1,
                None => rows.push(row),
            }
        }
        Ok((rows, skipped))
    }

    /// The comments with these ids, as far as they are known.
    pub(super) async fn by_id(&self, ids: &[CommentId]) -> Result<HashMap<CommentId, CommentRow>, Problem> {
        let mut known = HashMap::with_capacity(ids.len());
        for part in ids.chunks(PART) {
            let rows = comments::get_all(&self.context.store, part).await?;
            known.extend(rows.into_iter().map(|row| (row.id.clone(), row)));
        }
        Ok(known)
    }

    /// The comment that each row of an open list shows, and how many rows show something else.
    async fn faces(&self, snapshot: SnapshotId) -> Result<(Vec<CommentId>, BTreeMap<Skip, usize>), Problem> {
        let shown = self.snapshots.slice(snapshot, 0, MOST_OF_RUN + 1).await?;
        let mut faces = Vec::with_capacity(shown.items.len());
        let mut others: BTreeMap<Skip, usize> = BTreeMap::new();
        for part in shown.items.chunks(PART) {
            for row in views::rows(&self.context.store, part, shown.face, shown.hits()).await? {
                match row.face {
                    ItemFace::Comment(face) => faces.push(face.id),
                    ItemFace::Message(_) => *others.entry(Skip::Message).or_default() += 1,
                    ItemFace::TaggedPost(_) => *others.entry(Skip::TaggedPost).or_default() += 1,
                }
            }
        }
        Ok((faces, others))
    }

    /// The numbers of the items of an open list, in its order; [`MOST_OF_RUN`] at most.
    ///
    /// # Errors
    /// `SnapshotGone` when it was closed or pushed out.
    pub async fn items(&self, snapshot: SnapshotId) -> Result<Vec<u32>, Problem> {
        Ok(self.snapshots.slice(snapshot, 0, MOST_OF_RUN).await?.items)
    }
}

/// Why an action of `kind` has nothing to do with a comment.
pub(super) fn skip(row: &CommentRow, kind: ActionKind) -> Option<Skip> {
    if row.gone_at.is_some() {
        return Some(Skip::Gone);
    }
    match kind {
        ActionKind::Hide if row.ours => Some(Skip::Ours),
        ActionKind::Hide if row.hidden => Some(Skip::AlreadySo),
        ActionKind::Unhide if !row.hidden => Some(Skip::AlreadySo),
        ActionKind::Hide
        | ActionKind::Unhide
        | ActionKind::Delete
        | ActionKind::Reply
        | ActionKind::CommentSwitch
        | ActionKind::Message
        | ActionKind::PrivateReply => None,
    }
}

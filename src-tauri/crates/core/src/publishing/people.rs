//! What people do with posts: write, publish now or at a time, take back, try again, decide.

use std::path::PathBuf;
use std::time::Duration;

use instagram::AccountId;
use jiff::Timestamp;
use serde_json::json;
use store::WriteTx;
use store::accounts;
use store::events::{self, Actor, EventKind};
use store::posts::{self, PostRow, PostState, StepKind};
use uuid::Uuid;

use super::caption::{CaptionFacts, caption_facts};
use super::drafts::{self, AddedSlides, DraftForm};
use super::ladder::{Input, Ladder, PREPARE_AHEAD};
use super::preflight::Due;
use super::quota::QuotaMemory;
use super::record::{feed, post_subject, spoil};
use super::rows::{PostDetail, SHOWN_FOR, describe};
use super::worker::announce;
use crate::clock::{add, subtract};
use crate::context::Shared;
use crate::media::{HostSetup, Picture};
use crate::outbox::Policy;
use crate::problem::{Problem, ProblemCode};
use crate::stale::Tag;
use crate::steps::Step;

/// When a post is to be public.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum When {
    /// As soon as it is ready.
    Now,
    /// At a time of a place.
    At {
        /// `2026-11-19T18:00`.
        wall_time: String,
        /// The zone's IANA name.
        zone: String,
    },
}

/// Posts as people use them.
pub struct Publishing {
    pub(super) context: Shared,
    pub(super) quota: QuotaMemory,
}

impl Publishing {
    pub(crate) fn new(context: Shared) -> Self {
        Self {
            context,
            quota: QuotaMemory::default(),
        }
    }

    /// The media host.
    pub fn media_host(&self) -> &HostSetup {
        &self.context.host
    }

    /// Drafts, everything under way, and what became live within the last day; newest change first.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn list(&self) -> Result<Vec<PostDetail>, Problem> {
        let since = subtract(self.context.clock.now(), SHOWN_FOR);
        let mut details = Vec::new();
        for row in posts::list(&self.context.store, since).await? {
            details.push(describe(&self.context, row).await?);
        }
        Ok(details)
    }

    /// One post.
    ///
    /// # Errors
    /// `NotFound` for an unknown id.
    pub async fn get(&self, post: Uuid) -> Result<PostDetail, Problem> {
        describe(&self.context, self.row(post).await?).await
    }

    /// The picture of a slide, upright and small.
    ///
    /// # Errors
    /// `NotFound` when it is not kept (any more).
    pub async fn preview(&self, slide: Uuid) -> Result<Picture, Problem> {
        let bytes = tokio::fs::read(self.context.files.preview(slide))
            .await
            .map_err(|_| Problem::not_found("picture"))?;
        Ok(Picture {
            bytes,
            mime: "image/jpeg",
        })
    }

    /// Begins a draft.
    ///
    /// # Errors
    /// `NotFound` for an unknown account.
    pub async fn begin(&self, account: &AccountId) -> Result<PostDetail, Problem> {
        self.known_account(account).await?;
        let row = drafts::begin(&self.context, account).await?;
        describe(&self.context, row).await
    }

    /// Saves a draft.
    ///
    /// # Errors
    /// `Precondition` when it is no draft any more or was changed elsewhere; nothing is written then.
    pub async fn save(&self, form: &DraftForm) -> Result<PostDetail, Problem> {
        self.known_account(&form.account).await?;
        drafts::save(&self.context, form).await?;
        self.get(form.post).await
    }

    /// Removes a draft with its pictures.
    ///
    /// # Errors
    /// `Precondition` when it is on its way.
    pub async fn delete(&self, post: Uuid) -> Result<(), Problem> {
        drafts::delete(&self.context, post).await
    }

    /// Adds picture files as slides.
    ///
    /// # Errors
    /// Only when the draft is unknown; what is wrong with a file is told with the file.
    pub async fn add(&self, post: Uuid, files: &[PathBuf]) -> Result<(PostDetail, AddedSlides), Problem> {
        self.row(post).await?;
        let added = drafts::add(&self.context, post, files).await?;
        Ok((self.get(post).await?, added))
    }

    /// Counts of a caption.
    pub fn caption_facts(&self, caption: &str) -> CaptionFacts {
        caption_facts(caption)
    }

    /// Sends a draft on its way, or gives a post that waits another time.
    ///
    /// # Errors
    /// `Precondition` when the checks found something to mend, the draft was changed elsewhere or is on its way.
    pub async fn publish(&self, post: Uuid, revision: i64, when: &When) -> Result<PostDetail, Problem> {
        let row = self.row(post).await?;
        if row.state != PostState::Draft {
            return self.give_another_time(row, when).await;
        }
        drafts::check_editable(&row, Some(revision))?;
        self.refuse_blocked(post, when).await?;
        self.decide(post, Some(revision), when).await?;
        self.get(post).await
    }

    async fn give_another_time(&self, row: PostRow, when: &When) -> Result<PostDetail, Problem> {
        self.refuse_blocked(row.uid, when).await?;
        match when {
            When::Now => {
                self.person(row.uid, &Input::PublishNow, "It cannot be published now.")
                    .await
            }
            When::At { .. } => {
                self.decide(row.uid, None, when).await?;
                self.get(row.uid).await
            }
        }
    }

    /// The decision, its steps and its event in one transaction.
    async fn decide(&self, post: Uuid, revision: Option<i64>, when: &When) -> Result<(), Problem> {
        let now = self.context.clock.now();
        let due_at = match self.due(when)? {
            Due::Now => now,
            Due::At { instant, .. } => instant,
        };
        let mut tx = self.context.store.write().await?;
        let mut row = posts::get_in(&mut tx, post)
            .await?
            .ok_or_else(|| Problem::not_found("draft"))?;
        if row.state != PostState::Draft && revision.is_none() {
            row = taken_back(&mut tx, row, now).await?;
        }
        drafts::check_editable(&row, revision)?;
        let slides = posts::slides_in(&mut tx, row.id).await?;
        posts::begin_steps(&mut tx, row.id, &steps_for(&slides)).await?;
        row.state = if due_at > add(now, PREPARE_AHEAD) {
            PostState::Scheduled
        } else {
            PostState::Preparing
        };
        row.reason = None;
        row.decided_at = Some(now);
        row.due_at = Some(due_at);
        (row.wall_time, row.zone) = match when {
            When::Now => (None, None),
            When::At { wall_time, zone } => (Some(wall_time.clone()), Some(zone.clone())),
        };
        row.revision += 1;
        row.updated_at = now;
        posts::save(&mut tx, &row).await?;
        let payload = json!({ "due_at": due_at, "zone": row.zone, "slides": slides.len() });
        let event = self.context.event_with(
            EventKind::PostDecided,
            Actor::Member,
            Some(&row.account),
            &post_subject(&row),
            payload,
        );
        events::append(&mut tx, &event).await?;
        tx.commit().await?;
        spoil(&self.context, &row);
        self.context.steps.reached(Step::Decided, row.id);
        self.context.posts_changed.notify_one();
        Ok(())
    }

    /// Takes a post back to a draft. Possible until its publish call was made.
    ///
    /// # Errors
    /// `Precondition` once it was.
    pub async fn cancel(&self, post: Uuid) -> Result<PostDetail, Problem> {
        self.person(
            post,
            &Input::Cancel,
            "It can no longer be taken back: it was sent to Instagram, or may have been.",
        )
        .await
    }

    /// Goes on after a failure; slides that are finished stay finished.
    ///
    /// # Errors
    /// `Precondition` when it has not failed, or needs to become a new post.
    pub async fn retry(&self, post: Uuid) -> Result<PostDetail, Problem> {
        let before = self.get(post).await?;
        let detail = self
            .person(post, &Input::Retry, "There is nothing to try again.")
            .await?;
        // Only for the pause that stopped this very post: another post's block is not lifted by the way.
        if before.stopped_by_pause {
            self.let_account_go_on(&before.row.account).await?;
        }
        Ok(detail)
    }

    /// Looks at once what became of the publish call.
    ///
    /// # Errors
    /// `Precondition` when nothing is in doubt.
    pub async fn check(&self, post: Uuid) -> Result<PostDetail, Problem> {
        self.person(post, &Input::CheckNow, "Nothing is in doubt.").await
    }

    /// A person's decision to make it a new post, although the one before may be live.
    ///
    /// # Errors
    /// `Precondition` when it neither failed nor waits for a person.
    pub async fn post_again(&self, post: Uuid) -> Result<PostDetail, Problem> {
        let account = self.row(post).await?.account;
        let detail = self
            .person(post, &Input::PostAgain, "It is on its way already.")
            .await?;
        self.let_account_go_on(&account).await?;
        Ok(detail)
    }

    /// Gives a post up.
    ///
    /// # Errors
    /// `Precondition` when it is on its way.
    pub async fn discard(&self, post: Uuid) -> Result<PostDetail, Problem> {
        self.person(post, &Input::Discard, "It cannot be discarded now.").await
    }

    /// Lets every post go on that is held because the data was restored, copied or moved; or takes
    /// back to drafts what was never sent from here, and gives up the rest.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn answer_hold(&self, release: bool) -> Result<(), Problem> {
        let inputs: &[Input] = if release {
            &[Input::Release]
        } else {
            // What may be on Instagram already is no draft any more.
            &[Input::GiveBack, Input::Discard]
        };
        for row in posts::list(&self.context.store, Timestamp::MAX).await? {
            for input in inputs {
                if row.state == PostState::Held && feed(&self.context, row.id, input, Actor::Member).await?.is_some() {
                    break;
                }
            }
        }
        self.context.posts_changed.notify_one();
        self.context.stale.spoil_all([Tag::AppState, Tag::Posts]);
        Ok(())
    }

    /// How many posts are held.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn held(&self) -> Result<usize, Problem> {
        let rows = posts::list(&self.context.store, Timestamp::MAX).await?;
        Ok(rows.iter().filter(|row| row.state == PostState::Held).count())
    }

    /// How many posts are on their way and go on only while the program runs.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn under_way(&self) -> Result<usize, Problem> {
        let moving = posts::moving(&self.context.store).await?;
        let sends = |row: &&PostRow| {
            matches!(
                row.state,
                PostState::Preparing | PostState::Ready | PostState::Publishing
            )
        };
        Ok(moving.iter().filter(sends).count())
    }

    /// Waits until nothing that is due now is on its way, at most for `limit`; for a person who quits with *send now*.
    ///
    /// # Errors
    /// When the database refuses.
    pub(crate) async fn send_now(&self, limit: Duration) -> Result<(), Problem> {
        let mut stale = self.context.stale.listen();
        let deadline = self.context.clock.monotonic() + limit;
        while self.due_now().await? {
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

    async fn due_now(&self) -> Result<bool, Problem> {
        let now = self.context.clock.now();
        let moving = posts::moving(&self.context.store).await?;
        Ok(moving.iter().any(|row| {
            let sends = matches!(
                row.state,
                PostState::Preparing | PostState::Ready | PostState::Publishing
            );
            sends && row.due_at.is_some_and(|due| due <= now)
        }))
    }

    async fn person(&self, post: Uuid, input: &Input, refusal: &str) -> Result<PostDetail, Problem> {
        let row = self.row(post).await?;
        let moved = feed(&self.context, row.id, input, Actor::Member).await?;
        let Some(after) = moved else {
            return Err(Problem::new(
                ProblemCode::Precondition,
                refusal,
                "Look at the outbox to see where it stands.",
            ));
        };
        announce(&self.context, &after);
        self.context.posts_changed.notify_one();
        describe(&self.context, after.post).await
    }

    /// Trying again is how a person says that they have looked.
    async fn let_account_go_on(&self, account: &AccountId) -> Result<(), Problem> {
        self.context.gateway.set_paused(account, None).await?;
        self.context.gateway.wake(account);
        self.context.posts_changed.notify_one();
        Ok(())
    }

    pub(super) async fn row(&self, post: Uuid) -> Result<PostRow, Problem> {
        posts::get(&self.context.store, post)
            .await?
            .ok_or_else(|| Problem::not_found("post"))
    }

    async fn known_account(&self, account: &AccountId) -> Result<(), Problem> {
        match accounts::get(&self.context.store, account).await? {
            Some(_) => Ok(()),
            None => Err(Problem::not_found("account")),
        }
    }
}

/// A post as the draft it would be if it were taken back, as part of giving it another time.
async fn taken_back(tx: &mut WriteTx, row: PostRow, now: Timestamp) -> Result<PostRow, Problem> {
    let steps = posts::steps_in(tx, row.id).await?;
    let policy = Policy {
        automatic_second_tries: false,
    };
    let before = Ladder { post: row, steps };
    let draft = before.after(&Input::Cancel, now, policy).ok_or_else(|| {
        Problem::new(
            ProblemCode::Precondition,
            "It is on its way already.",
            "Look at the outbox to see where it stands.",
        )
    })?;
    posts::set_removable(tx, draft.post.id, now).await?;
    Ok(draft.post)
}

/// A step for each slide, then those of the whole post (API sheet §6.2: a single picture has no parent).
fn steps_for(slides: &[posts::SlideRow]) -> Vec<(StepKind, Option<i64>)> {
    let of_slide = [
        StepKind::Prepare,
        StepKind::Upload,
        StepKind::Container,
        StepKind::Processing,
    ];
    let of_carousel = [StepKind::ParentContainer, StepKind::ParentProcessing];
    let mut steps: Vec<(StepKind, Option<i64>)> = slides
        .iter()
        .flat_map(|slide| of_slide.map(|kind| (kind, Some(slide.id))))
        .collect();
    if slides.len() > 1 {
        steps.extend(of_carousel.map(|kind| (kind, None)));
    }
    steps.extend([(StepKind::Publish, None), (StepKind::Link, None)]);
    steps
}

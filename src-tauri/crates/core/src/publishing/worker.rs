//! The loop that moves posts up their ladders, until each is live or waits for a person.

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use instagram::{AccountId, REQUEST_TIMEOUT};
use jiff::Timestamp;
use store::StoreError;
use store::events::Actor;
use store::posts::{self, HostedFile, PostState, StepKind, StepRow, StepState};
use tokio::task::{Id, JoinSet};
use tokio_util::sync::CancellationToken;

use super::ladder::{Due, Input, Ladder};
use super::read_back::read_back;
use super::record::{feed, feed_with, load};
use super::rows::clock_is_off;
use super::work::{claim_for, poll, work};
use crate::clock::{JumpWatch, LONGEST_SLEEP, add, between};
use crate::context::{Context, Shared};
use crate::media::hosts::MediaHost;
use crate::outbox::{able, logged_in};
use crate::steps::{Moment, Step};

/// Pause before a hosted file that could not be removed is tried again.
const REMOVAL_PAUSE: Duration = Duration::from_secs(10 * 60);

/// Pause before an account that lacks its login or keychain is looked at again.
const NOT_READY_PAUSE: Duration = Duration::from_secs(15);

/// Pause after the database refused, so that a full disk does not make requests without end.
const REFUSED_PAUSE: Duration = Duration::from_secs(2);

/// What a post found at the start is told.
const RESTARTED: Input = Input::Restarted {
    request_timeout: REQUEST_TIMEOUT,
};

/// Moves posts until it is told to stop.
pub(crate) struct Worker {
    context: Shared,
}

/// What a running task works on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Task {
    Step(i64),
    Poll(i64),
    ReadBack(i64),
    RemoveHosted,
}

/// A running task.
struct Busy {
    task: Task,
    /// The account of a publish call.
    publishes_for: Option<AccountId>,
}

impl Worker {
    pub(crate) fn new(context: Shared) -> Self {
        Self { context }
    }

    /// Steps that were under way when the program ended go on or become a doubt; pictures of no post are removed.
    ///
    /// # Errors
    /// When the database refuses.
    pub(crate) async fn take_up(&self) -> Result<(), StoreError> {
        self.feed_all(&RESTARTED).await?;
        if let Err(error) = super::drafts::sweep(&self.context).await {
            tracing::warn!(%error, "Pictures of earlier posts could not be removed");
        }
        Ok(())
    }

    /// Everything that was decided is held: the database was restored, copied or moved.
    ///
    /// # Errors
    /// When the database refuses.
    pub(crate) async fn hold_all(&self) -> Result<(), StoreError> {
        for post in posts::list(&self.context.store, Timestamp::MAX).await? {
            feed(&self.context, post.id, &Input::Restored, Actor::System).await?;
        }
        Ok(())
    }

    async fn feed_all(&self, input: &Input) -> Result<(), StoreError> {
        for post in posts::moving(&self.context.store).await? {
            feed(&self.context, post.id, input, Actor::System).await?;
        }
        Ok(())
    }

    /// Runs until `stop`. A request under way is finished and recorded.
    pub(crate) async fn run(self, stop: CancellationToken) {
        let mut running: JoinSet<()> = JoinSet::new();
        let mut busy: HashMap<Id, Busy> = HashMap::new();
        let mut watch = JumpWatch::new(&self.context.clock);
        loop {
            if let Some(by) = watch.jumped(&self.context.clock)
                && let Err(error) = self.feed_all(&Input::ClockJumped { by }).await
            {
                tracing::error!(%error, "Waiting posts could not follow the clock");
            }
            let pause = match self.start_due(&mut running, &mut busy).await {
                Ok(pause) => pause,
                Err(error) => {
                    tracing::error!(%error, "The posts could not be read");
                    REFUSED_PAUSE
                }
            };
            tokio::select! {
                () = stop.cancelled() => break,
                () = self.context.posts_changed.notified() => {}
                Some(done) = running.join_next_with_id() => {
                    let id = match done {
                        Ok((id, ())) => id,
                        Err(error) => {
                            tracing::error!(%error, "A step ended abnormally");
                            error.id()
                        }
                    };
                    busy.remove(&id);
                }
                () = self.context.clock.sleep(pause) => {}
            }
        }
        while running.join_next().await.is_some() {}
    }

    async fn start_due(&self, running: &mut JoinSet<()>, busy: &mut HashMap<Id, Busy>) -> Result<Duration, StoreError> {
        let now = self.context.clock.now();
        let accounts = logged_in(&self.context).await?;
        let able: HashSet<AccountId> = able(&accounts).collect();
        let logged_in: HashSet<AccountId> = accounts.into_iter().map(|row| row.id).collect();
        let moving = posts::moving(&self.context.store).await?;
        let mut in_doubt: HashSet<AccountId> = moving
            .iter()
            .filter(|post| matches!(post.state, PostState::Publishing | PostState::Checking))
            .map(|post| post.account.clone())
            .collect();
        // A task that reads before its call counts already.
        in_doubt.extend(busy.values().filter_map(|busy| busy.publishes_for.clone()));
        let at_work: HashSet<Task> = busy.values().map(|busy| busy.task).collect();
        let mut pause = LONGEST_SLEEP;
        for post in moving {
            let Some(ladder) = load(&self.context, post.id).await? else {
                continue;
            };
            if self.is_abandoned(&ladder, &at_work) {
                // A task ended without writing the outcome down: nobody knows what became of it.
                feed(&self.context, post.id, &RESTARTED, Actor::System).await?;
                pause = Duration::ZERO;
                continue;
            }
            let hold_publish = in_doubt.contains(&post.account) || clock_is_off(&self.context, &ladder.post);
            for due in ladder.due(now, hold_publish) {
                let quiet = self.context.gateway.quiet_for(&post.account);
                let task = match due {
                    Due::Feed(input) => {
                        feed(&self.context, post.id, &input, Actor::System).await?;
                        pause = Duration::ZERO;
                        continue;
                    }
                    Due::At(instant) => {
                        pause = pause.min(between(now, instant));
                        continue;
                    }
                    Due::Do(step) => Task::Step(step),
                    Due::Poll(step) => Task::Poll(step),
                    Due::ReadBack => Task::ReadBack(post.id),
                };
                let local = self.is_local(&ladder, task);
                if at_work.contains(&task) {
                    continue;
                }
                if !local && !quiet.is_zero() {
                    pause = pause.min(quiet);
                    continue;
                }
                // An account that Instagram paused may still look what became of its posts.
                let may = if self.only_reads(&ladder, task) {
                    &logged_in
                } else {
                    &able
                };
                if !local && !may.contains(&post.account) {
                    continue;
                }
                let publishes_for = self.is_publish(&ladder, task).then(|| post.account.clone());
                // Two posts in doubt at once could not be told apart.
                in_doubt.extend(publishes_for.clone());
                let (context, ladder) = (self.context.clone(), ladder.clone());
                let handle = running.spawn(async move {
                    if let Err(error) = run_task(&context, ladder, task).await {
                        tracing::error!(%error, "A step could not be written down");
                        context.clock.sleep(REFUSED_PAUSE).await;
                    }
                });
                busy.insert(handle.id(), Busy { task, publishes_for });
            }
        }
        if !at_work.contains(&Task::RemoveHosted) && !posts::removable(&self.context.store, now).await?.is_empty() {
            let context = self.context.clone();
            let handle = running.spawn(async move { remove_hosted(&context).await });
            busy.insert(
                handle.id(),
                Busy {
                    task: Task::RemoveHosted,
                    publishes_for: None,
                },
            );
        }
        // A little more than the distance, so that the instant has passed when we look.
        Ok(pause + Duration::from_millis(5))
    }

    fn is_abandoned(&self, ladder: &Ladder, at_work: &HashSet<Task>) -> bool {
        let left = |step: &&StepRow| step.state == StepState::Running && !at_work.contains(&Task::Step(step.id));
        ladder.steps.iter().any(|step| left(&step))
    }

    fn is_local(&self, ladder: &Ladder, task: Task) -> bool {
        let kind = self.kind(ladder, task);
        matches!(kind, Some(StepKind::Prepare | StepKind::Upload))
    }

    fn only_reads(&self, ladder: &Ladder, task: Task) -> bool {
        matches!(task, Task::Poll(_) | Task::ReadBack(_)) || self.kind(ladder, task) == Some(StepKind::Link)
    }

    fn is_publish(&self, ladder: &Ladder, task: Task) -> bool {
        self.kind(ladder, task) == Some(StepKind::Publish)
    }

    fn kind(&self, ladder: &Ladder, task: Task) -> Option<StepKind> {
        let Task::Step(id) = task else { return None };
        ladder.steps.iter().find(|step| step.id == id).map(|step| step.kind)
    }
}

async fn run_task(context: &Context, ladder: Ladder, task: Task) -> Result<(), StoreError> {
    match task {
        Task::Step(id) => match ladder.steps.iter().find(|step| step.id == id) {
            Some(step) => take_step(context, &ladder, step).await,
            None => Ok(()),
        },
        Task::Poll(id) => match ladder.steps.iter().find(|step| step.id == id) {
            Some(step) => {
                if let Some(input) = poll(context, &ladder, step).await
                    && feed(context, ladder.post.id, &input, Actor::System).await?.is_some()
                {
                    context
                        .steps
                        .reached(Step::Post(step.kind, Moment::Recorded), ladder.post.id);
                }
                context.posts_changed.notify_one();
                Ok(())
            }
            None => Ok(()),
        },
        Task::ReadBack(_) => {
            let reading = Input::Read(read_back(context, &ladder).await);
            if let Some(after) = feed(context, ladder.post.id, &reading, Actor::System).await? {
                context
                    .steps
                    .reached(Step::Post(StepKind::Publish, Moment::ReadBack), ladder.post.id);
                announce(context, &after);
            }
            context.posts_changed.notify_one();
            Ok(())
        }
        Task::RemoveHosted => Ok(()),
    }
}

async fn take_step(context: &Context, ladder: &Ladder, step: &StepRow) -> Result<(), StoreError> {
    let post = ladder.post.id;
    let local = matches!(step.kind, StepKind::Prepare | StepKind::Upload);
    // What this machine lacks is no attempt: the step stays as it is, and the account tells what is wrong.
    if !local && let Err(reason) = context.gateway.ready(&ladder.post.account).await {
        tracing::info!(post, %reason, "A post waits for its account");
        context.gateway.leave_alone(&ladder.post.account, NOT_READY_PAUSE);
        return Ok(());
    }
    let claim = match claim_for(context, ladder, step).await {
        Ok(claim) => claim,
        Err(reason) => {
            tracing::info!(post, %reason, "The newest posts could not be read before publishing");
            context.gateway.leave_alone(&ladder.post.account, NOT_READY_PAUSE);
            return Ok(());
        }
    };
    let host = match step.kind {
        StepKind::Upload => match context.host.current().await {
            Ok(host) => host,
            Err(problem) => {
                // A locked keychain is no attempt, and the step looks again soon.
                tracing::info!(post, code = ?problem.code, "A picture waits for its media host");
                context.clock.sleep(NOT_READY_PAUSE).await;
                return Ok(());
            }
        },
        _ => None,
    };
    // Written down and committed before a byte leaves; a cancel that came first wins here.
    let now = context.clock.now();
    let claimed = feed_with(context, post, &claim, Actor::System, |after| {
        hosted_file(after, step, host.as_deref(), now).into_iter().collect()
    })
    .await?;
    let Some(claimed) = claimed else {
        return Ok(());
    };
    let Some(running) = claimed.steps.iter().find(|other| other.id == step.id) else {
        return Ok(());
    };
    // What was found before a second call needs no work.
    if running.state != StepState::Running {
        announce(context, &claimed);
        context.posts_changed.notify_one();
        return Ok(());
    }
    context.steps.reached(Step::Post(step.kind, Moment::Claimed), post);
    let outcome = work(context, &claimed, running, host.as_deref()).await?;
    context.steps.reached(Step::Post(step.kind, Moment::Answered), post);
    let (input, live) = match outcome {
        Ok(found) => (
            Input::Done {
                step: step.id,
                remote_id: found.remote_id,
            },
            found.live,
        ),
        Err(stumble) => (
            Input::Failed {
                step: step.id,
                failure: stumble.failure,
                codes: stumble.codes,
            },
            None,
        ),
    };
    let after = feed_with(context, post, &input, Actor::System, |after| {
        if let Some((media, permalink)) = live {
            after.post.media = Some(media);
            after.post.permalink = Some(permalink);
        }
        Vec::new()
    })
    .await?;
    context.steps.reached(Step::Post(step.kind, Moment::Recorded), post);
    match after {
        Some(after) => announce(context, &after),
        None => forget_upload(context, &claimed, step, host.as_deref()).await?,
    }
    context.posts_changed.notify_one();
    Ok(())
}

/// The file about to be uploaded is written down with its key, so that it can be removed whatever happens.
fn hosted_file(after: &Ladder, step: &StepRow, host: Option<&dyn MediaHost>, now: Timestamp) -> Option<HostedFile> {
    let upload = after
        .steps
        .iter()
        .find(|other| other.id == step.id && other.kind == StepKind::Upload)?;
    Some(HostedFile {
        key: upload.remote_id.clone()?,
        post: after.post.id,
        host: host?.word(),
        put_at: now,
        remove_at: None,
        removed_at: None,
    })
}

/// A file that arrived after its post was taken back is removed like any other.
async fn forget_upload(
    context: &Context,
    claimed: &Ladder,
    step: &StepRow,
    host: Option<&dyn MediaHost>,
) -> Result<(), StoreError> {
    let now = context.clock.now();
    let Some(file) = hosted_file(claimed, step, host, now) else {
        return Ok(());
    };
    let mut tx = context.store.write().await?;
    let left = HostedFile {
        remove_at: Some(now),
        ..file
    };
    posts::host_file(&mut tx, &left).await?;
    tx.commit().await
}

/// The account of a post that became live has something new to read.
pub(super) fn announce(context: &Context, after: &Ladder) {
    if after.post.state == PostState::Live {
        context.sync_wanted.notify_one();
    }
}

/// Removes hosted files whose time has come. What cannot be removed now waits for another round.
async fn remove_hosted(context: &Context) {
    let now = context.clock.now();
    let due = match posts::removable(&context.store, now).await {
        Ok(due) => due,
        Err(error) => {
            tracing::error!(%error, "The hosted files could not be read");
            return context.clock.sleep(REFUSED_PAUSE).await;
        }
    };
    let host = context.host.current().await.ok().flatten();
    for file in due {
        let gone = match &host {
            // On another host than the one set up now it cannot be reached from here: it is not forgotten.
            Some(host) => file.host == host.word() && host.remove(&file.key).await.is_ok(),
            None => false,
        };
        if let Err(error) = removal_ended(context, &file, gone).await {
            tracing::error!(%error, "The removal of a hosted file could not be written down");
            return context.clock.sleep(REFUSED_PAUSE).await;
        }
    }
}

async fn removal_ended(context: &Context, file: &HostedFile, gone: bool) -> Result<(), StoreError> {
    let now = context.clock.now();
    let mut tx = context.store.write().await?;
    if gone {
        posts::set_removed(&mut tx, &file.key, now).await?;
    } else {
        let later = HostedFile {
            remove_at: Some(add(now, REMOVAL_PAUSE)),
            ..file.clone()
        };
        posts::host_file(&mut tx, &later).await?;
    }
    tx.commit().await
}

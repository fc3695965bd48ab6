//! Posts as a page shows them: the ladder in people's steps, what keeps it, what a person may do.

use std::time::Duration;

use instagram::{ApiError, Refusal};
use jiff::Timestamp;
use store::accounts;
use store::posts::{self, PostRow, PostState, SlideRow, StepKind, StepRow, StepState};
use uuid::Uuid;

use super::ladder::Ladder;
use super::preflight::MOST_SKEW_S;
use super::reason::Reason;
use super::words::{in_words, problem, step_problem};
use crate::context::Context;
use crate::gateway::LOGIN_LOST;
use crate::problem::{Problem, ProblemCode};

/// How long a live post stays on the page.
pub(super) const SHOWN_FOR: Duration = Duration::from_secs(24 * 60 * 60);

/// A post with everything a person needs to know of it.
#[derive(Debug, Clone, PartialEq)]
pub struct PostDetail {
    /// The post.
    pub row: PostRow,
    /// Its slides in order.
    pub slides: Vec<SlideRow>,
    /// Its ladder; empty for a draft.
    pub ladder: Vec<LadderRung>,
    /// What keeps it, when something does.
    pub problem: Option<Problem>,
    /// What a person may do with it.
    pub can: PostActions,
    /// Whether Instagram paused the account because of it.
    pub stopped_by_pause: bool,
}

/// A step of the ladder as people see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LadderStep {
    /// Converted to what Instagram takes.
    Prepared,
    /// On the media host.
    Uploaded,
    /// Known to Instagram.
    Containers,
    /// Worked on by Instagram.
    Processing,
    /// Made public.
    Publish,
    /// Seen on Instagram.
    Live,
}

/// How far a step of the ladder is.
#[derive(Debug, Clone, PartialEq)]
pub struct LadderRung {
    /// Which.
    pub step: LadderStep,
    /// Where it stands as a whole.
    pub state: StepState,
    /// Slides that have passed it, or 1 for a step of the whole post.
    pub done: usize,
    /// Slides that have to.
    pub total: usize,
    /// When its last part ended; for a call on its way or in doubt, when it left.
    pub at: Option<Timestamp>,
    /// Each slide; empty for steps of the whole post.
    pub slides: Vec<SlideRung>,
}

/// A slide at a step of the ladder.
#[derive(Debug, Clone, PartialEq)]
pub struct SlideRung {
    /// The slide.
    pub slide: Uuid,
    /// Where it stands.
    pub state: StepState,
    /// What keeps it.
    pub problem: Option<Problem>,
}

/// What a person may do with a post now.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PostActions {
    /// Change it: it is a draft, or can be made one.
    pub edit: bool,
    /// Take it back to a draft.
    pub cancel: bool,
    /// Go on after a failure.
    pub retry: bool,
    /// Look at once what became of it.
    pub check: bool,
    /// Send it now instead of later.
    pub publish_now: bool,
    /// Make it a new post.
    pub post_again: bool,
    /// Give it up.
    pub discard: bool,
}

/// `row` with its slides, ladder and texts.
pub(super) async fn describe(context: &Context, row: PostRow) -> Result<PostDetail, Problem> {
    let slides = posts::slides(&context.store, row.id).await?;
    let steps = posts::steps(&context.store, row.id).await?;
    let ladder = Ladder { post: row, steps };
    Ok(PostDetail {
        ladder: rungs(&ladder, &slides),
        problem: match problem(&ladder, &slides) {
            Some(problem) => Some(problem),
            None => waits_for_account(context, &ladder.post).await?,
        },
        can: actions(&ladder),
        stopped_by_pause: ladder.steps.iter().any(stopped_by_pause),
        row: ladder.post,
        slides,
    })
}

/// What keeps a post that has nothing wrong with itself: its account, or the clock.
async fn waits_for_account(context: &Context, post: &PostRow) -> Result<Option<Problem>, Problem> {
    let sends = matches!(
        post.state,
        PostState::Preparing | PostState::Ready | PostState::Scheduled
    );
    if !sends && post.state != PostState::Checking {
        return Ok(None);
    }
    let account = accounts::get(&context.store, &post.account).await?;
    let problem = match account {
        None => Problem::new(
            ProblemCode::Reconnect,
            "The account of this post is not connected.",
            "Connect it again; the post goes on then.",
        ),
        Some(row) if row.sync_error_code.as_deref() == Some(LOGIN_LOST) => {
            in_words(Reason::LoginLost, post.state, None, None)
        }
        Some(row) if row.paused_reason.is_some() && sends => Problem::new(
            ProblemCode::Refused,
            "Instagram has paused this account, so nothing is sent for it.",
            "Open Instagram with this account and follow what it asks for.",
        ),
        Some(_) if sends && clock_is_off(context, post) => Problem::new(
            ProblemCode::Precondition,
            "The clock of this computer is off, so nothing goes out at a set time.",
            "Set the clock, or publish now.",
        ),
        Some(_) => return Ok(None),
    };
    Ok(Some(problem))
}

/// Automatic publishing is held while our clock cannot be trusted (design §4); what a person sends now goes out.
pub(super) fn clock_is_off(context: &Context, post: &PostRow) -> bool {
    let limit = MOST_SKEW_S.unsigned_abs();
    post.wall_time.is_some() && context.gateway.skew_s().is_some_and(|skew| skew.unsigned_abs() > limit)
}

fn stopped_by_pause(step: &StepRow) -> bool {
    let refusal = Refusal::new(step.error_code.unwrap_or_default(), step.error_subcode);
    step.state == StepState::Failed && step.error_code.is_some() && ApiError::Refused(refusal).pauses_account()
}

fn rungs(ladder: &Ladder, slides: &[SlideRow]) -> Vec<LadderRung> {
    let steps = &ladder.steps;
    if steps.is_empty() {
        return Vec::new();
    }
    let of_slides = |step, kind| of_slides(step, kind, steps, slides);
    let mut processing = of_slides(LadderStep::Processing, StepKind::Processing);
    let of_carousel: Vec<&StepRow> = steps
        .iter()
        .filter(|row| matches!(row.kind, StepKind::ParentContainer | StepKind::ParentProcessing))
        .collect();
    if !of_carousel.is_empty() {
        let mut states: Vec<StepState> = processing.slides.iter().map(|slide| slide.state).collect();
        states.extend(of_carousel.iter().map(|row| shown_state(row)));
        processing.state = together(&states);
        processing.at = last_end(&of_carousel);
    }
    let mut rungs = vec![
        of_slides(LadderStep::Prepared, StepKind::Prepare),
        of_slides(LadderStep::Uploaded, StepKind::Upload),
        of_slides(LadderStep::Containers, StepKind::Container),
        processing,
        of_post(LadderStep::Publish, StepKind::Publish, steps),
        of_post(LadderStep::Live, StepKind::Link, steps),
    ];
    if ladder.post.state == PostState::Failed {
        // Half done, and nothing goes on by itself.
        for rung in rungs.iter_mut().filter(|rung| rung.state == StepState::Running) {
            rung.state = StepState::Waiting;
        }
    }
    rungs
}

fn of_slides(step: LadderStep, kind: StepKind, steps: &[StepRow], slides: &[SlideRow]) -> LadderRung {
    let row_of = |slide: &SlideRow| steps.iter().find(|row| row.kind == kind && row.slide == Some(slide.id));
    let rows: Vec<(&SlideRow, &StepRow)> = slides
        .iter()
        .filter_map(|slide| row_of(slide).map(|row| (slide, row)))
        .collect();
    let states: Vec<StepState> = rows.iter().map(|(_, row)| shown_state(row)).collect();
    LadderRung {
        step,
        state: together(&states),
        done: states.iter().filter(|state| **state == StepState::Done).count(),
        total: rows.len(),
        at: last_end(&rows.iter().map(|(_, row)| *row).collect::<Vec<_>>()),
        slides: rows
            .into_iter()
            .map(|(slide, row)| SlideRung {
                slide: slide.uid,
                state: shown_state(row),
                problem: step_problem(row),
            })
            .collect(),
    }
}

fn of_post(step: LadderStep, kind: StepKind, steps: &[StepRow]) -> LadderRung {
    let row = steps.iter().find(|row| row.kind == kind);
    let state = row.map_or(StepState::Waiting, |row| row.state);
    LadderRung {
        step,
        state,
        done: usize::from(state == StepState::Done),
        total: 1,
        at: row.and_then(|row| match state {
            StepState::Done => row.ended_at,
            StepState::Running | StepState::Checking => row.started_at,
            StepState::Waiting | StepState::Failed => None,
        }),
        slides: Vec::new(),
    }
}

/// Between two looks at its container a slide waits for the next one; for people it is being processed all the while.
fn shown_state(row: &StepRow) -> StepState {
    let looked_at = matches!(row.kind, StepKind::Processing | StepKind::ParentProcessing) && row.started_at.is_some();
    match row.state {
        StepState::Waiting if looked_at => StepState::Running,
        state => state,
    }
}

/// One state for several: a failure shows, half-done is under way.
fn together(states: &[StepState]) -> StepState {
    let any = |wanted: StepState| states.contains(&wanted);
    if any(StepState::Failed) {
        StepState::Failed
    } else if states.iter().all(|state| *state == StepState::Done) {
        StepState::Done
    } else if any(StepState::Running) || any(StepState::Done) {
        StepState::Running
    } else {
        StepState::Waiting
    }
}

fn last_end(rows: &[&StepRow]) -> Option<Timestamp> {
    let all_done = rows.iter().all(|row| row.state == StepState::Done);
    rows.iter().filter_map(|row| row.ended_at).max().filter(|_| all_done)
}

fn actions(ladder: &Ladder) -> PostActions {
    let called = ladder.publish_was_called();
    let lost = ladder.post.reason.as_deref() == Some(Reason::ContainerLost.as_str());
    let nothing = PostActions::default();
    match ladder.post.state {
        PostState::Draft => PostActions { edit: true, ..nothing },
        PostState::Scheduled | PostState::Preparing | PostState::Ready => PostActions {
            edit: !called,
            cancel: !called,
            publish_now: !called && ladder.post.wall_time.is_some(),
            ..nothing
        },
        PostState::Publishing | PostState::Live | PostState::Discarded => nothing,
        PostState::Checking => PostActions { check: true, ..nothing },
        PostState::Failed => PostActions {
            edit: true,
            retry: !lost,
            post_again: lost,
            discard: true,
            ..nothing
        },
        PostState::NeedsYou => PostActions {
            post_again: true,
            discard: true,
            ..nothing
        },
        // Only after a look whether another copy has sent it: the answer to everything held begins that.
        PostState::Held => PostActions {
            discard: true,
            ..nothing
        },
        PostState::Missed => PostActions {
            edit: true,
            publish_now: true,
            discard: true,
            ..nothing
        },
    }
}

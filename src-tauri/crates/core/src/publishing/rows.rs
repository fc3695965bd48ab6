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
use crate::context::Context;
use crate::gateway::LOGIN_LOST;
use crate::problem::{Problem, ProblemCode, codes};

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

/// What keeps the post where it is, in words.
fn problem(ladder: &Ladder, slides: &[SlideRow]) -> Option<Problem> {
    let post = &ladder.post;
    match post.state {
        PostState::Failed | PostState::Preparing => {
            let step = ladder.steps.iter().find(|step| match post.state {
                PostState::Failed => step.state == StepState::Failed,
                _ => step.state != StepState::Done && waits_for_something(step),
            })?;
            let mut problem = step_problem(step)?;
            let number = step
                .slide
                .and_then(|id| slides.iter().position(|slide| slide.id == id))
                .filter(|_| slides.len() > 1);
            if let Some(number) = number {
                problem.message = format!("Slide {}: {}", number + 1, problem.message);
            }
            if post.state == PostState::Failed && step.kind != StepKind::Publish {
                let kept = finished_slides(ladder);
                let next = problem.fix.take().unwrap_or_default();
                problem.fix = Some([next, kept_sentence(kept, slides.len())].join(" ").trim().to_owned());
            }
            Some(problem)
        }
        PostState::Ready | PostState::Checking | PostState::NeedsYou | PostState::Held | PostState::Missed => {
            let reason = Reason::parse(post.reason.as_deref()?)?;
            let step = ladder.publish_step();
            Some(in_words(
                reason,
                post.state,
                step.and_then(|step| step.error_code),
                step.and_then(|step| step.error_subcode),
            ))
        }
        PostState::Draft | PostState::Scheduled | PostState::Publishing | PostState::Live | PostState::Discarded => {
            None
        }
    }
}

fn waits_for_something(step: &StepRow) -> bool {
    step.state == StepState::Failed
        || step
            .reason
            .as_deref()
            .is_some_and(|word| word != Reason::Interrupted.as_str())
}

fn finished_slides(ladder: &Ladder) -> usize {
    let done = |step: &&StepRow| step.kind == StepKind::Processing && step.state == StepState::Done;
    ladder.steps.iter().filter(done).count()
}

fn kept_sentence(kept: usize, slides: usize) -> String {
    match (kept, slides) {
        (0, _) | (_, 1) => "The draft is kept.".to_owned(),
        (1, _) => "The one finished slide is kept.".to_owned(),
        (kept, _) => format!("The {kept} finished slides are kept."),
    }
}

/// What keeps a step, in words.
fn step_problem(step: &StepRow) -> Option<Problem> {
    let reason = Reason::parse(step.reason.as_deref()?)?;
    match step.state {
        StepState::Done | StepState::Running => None,
        StepState::Waiting | StepState::Failed | StepState::Checking => {
            let state = if step.state == StepState::Failed {
                PostState::Failed
            } else {
                PostState::Preparing
            };
            Some(in_words(reason, state, step.error_code, step.error_subcode))
        }
    }
}

fn in_words(reason: Reason, state: PostState, code: Option<i64>, subcode: Option<i64>) -> Problem {
    let of_platform = || ApiError::Refused(Refusal::new(code.unwrap_or_default(), subcode)).sentence();
    let (problem, message, fix) = match (reason, state) {
        (Reason::Refused, PostState::Checking) => (
            ProblemCode::Refused,
            of_platform(),
            "An earlier call may have worked: we are looking for the post before anything else.",
        ),
        (Reason::Refused, PostState::NeedsYou) => (
            ProblemCode::Refused,
            of_platform(),
            "Look at Instagram. If the post is not there, post it again.",
        ),
        (Reason::Refused, _) => (
            ProblemCode::Refused,
            of_platform(),
            "Mend the cause, then try again. Nothing has been posted.",
        ),
        (Reason::NotSent, _) => (
            ProblemCode::Offline,
            "It could not be reached. Nothing was sent.".to_owned(),
            "Postroom tries again by itself.",
        ),
        (Reason::Throttled, _) => (
            ProblemCode::RateLimited,
            match code {
                Some(_) => of_platform(),
                None => "Instagram asks for a pause.".to_owned(),
            },
            "Postroom goes on by itself; an hour after the post's time it asks you instead.",
        ),
        (Reason::LoginLost, _) => (
            ProblemCode::Reconnect,
            "Instagram no longer accepts the login of this account.".to_owned(),
            "Renew the login; the post goes on then. An hour after its time Postroom asks you instead.",
        ),
        (Reason::AnswerLost | Reason::Interrupted, PostState::Checking) => (
            ProblemCode::Offline,
            "We sent it and the answer was lost. It may be live.".to_owned(),
            "We are reading it back and will not send it twice.",
        ),
        (Reason::AnswerLost, _) => (
            ProblemCode::Refused,
            "Instagram gave no clear answer several times.".to_owned(),
            "Try again later. Nothing has been posted.",
        ),
        (Reason::Interrupted, _) => (
            ProblemCode::Internal,
            "Postroom ended several times while it was at this step.".to_owned(),
            "Replace the picture, or try again. Nothing has been posted.",
        ),
        (Reason::NotReady, PostState::NeedsYou) => (
            ProblemCode::Refused,
            "Instagram keeps saying that the post is not ready.".to_owned(),
            "Look at Instagram. If it is not there, post it again.",
        ),
        (Reason::NotReady, _) => (
            ProblemCode::Refused,
            "Instagram is still preparing the post.".to_owned(),
            "Postroom looks again by itself.",
        ),
        (Reason::Blocked, PostState::Checking) => (
            ProblemCode::Refused,
            of_platform(),
            "We are looking whether it went out, and will not send it again by ourselves.",
        ),
        (Reason::Blocked, _) => (
            ProblemCode::Refused,
            of_platform(),
            "Look at Instagram and wait a day. If the post is not there then, post it again.",
        ),
        (Reason::ContainerLost, _) => (
            ProblemCode::Refused,
            "Instagram no longer knows what was prepared for this post.".to_owned(),
            "Look at Instagram. If the post is not there, post it again.",
        ),
        (Reason::Stuck, _) => (
            ProblemCode::Refused,
            "Instagram did not finish working on it within fifteen minutes.".to_owned(),
            "Try again. Nothing has been posted.",
        ),
        (Reason::Restored, PostState::Checking) => (
            ProblemCode::Held,
            "Another copy of this data may have posted it already.".to_owned(),
            "We are looking for it before anything is sent.",
        ),
        (Reason::Restored, _) => (
            ProblemCode::Held,
            "It waits because this data was restored, copied or moved.".to_owned(),
            "Look at the list, then let it go on or discard it.",
        ),
        (Reason::SecondDoubt, _) => (
            ProblemCode::Refused,
            "The answer was lost several times and nothing can be seen on Instagram.".to_owned(),
            "Look at Instagram. If the post is not there, post it again.",
        ),
        (Reason::NoSecondTries, _) => (
            ProblemCode::Refused,
            "It had no effect on Instagram, and automatic second tries are off.".to_owned(),
            "Look at Instagram. If the post is not there, post it again.",
        ),
        (Reason::Unreadable, _) => (
            ProblemCode::Refused,
            "For a day it could not be read back what became of it.".to_owned(),
            "Look at Instagram. If the post is not there, post it again.",
        ),
        (Reason::Missed, PostState::NeedsYou) => (
            ProblemCode::Refused,
            "An earlier call had no visible effect, and its time passed before it could be made again.".to_owned(),
            "Look at Instagram. If the post is not there, post it again.",
        ),
        (Reason::Missed, _) => (
            ProblemCode::Refused,
            "Its time passed while it could not be published. Nothing has been posted.".to_owned(),
            "Publish it now, choose another time, or discard it.",
        ),
        (Reason::FileGone, _) => (
            ProblemCode::Precondition,
            "The kept copy of this picture is no longer there.".to_owned(),
            "Take the post back to a draft and add the picture again. Nothing has been posted.",
        ),
        (Reason::PictureUnusable, _) => (
            ProblemCode::Precondition,
            "This picture cannot be converted.".to_owned(),
            "Take the post back to a draft and replace the picture. Nothing has been posted.",
        ),
        (Reason::HostMissing, _) => (
            ProblemCode::Precondition,
            "No media host is set up, or its secret access key is missing.".to_owned(),
            "Open Settings and set it up, then try again. Nothing has been posted.",
        ),
        (Reason::HostRefused, _) => (
            ProblemCode::Refused,
            match code {
                Some(status) => format!("Your media host refused the picture with status {status}."),
                None => "Your media host refused the picture.".to_owned(),
            },
            "Test the media host in Settings, then try again. Nothing has been posted.",
        ),
        (Reason::HostServesOther, _) => (
            ProblemCode::Refused,
            "Your media host took the picture but hands out something else at its address.".to_owned(),
            "Test the media host in Settings, then try again. Nothing has been posted.",
        ),
        (Reason::HostBusy, _) => (
            ProblemCode::Refused,
            match code {
                Some(status) => format!("Your media host could not take the picture just now (status {status})."),
                None => "Your media host could not take the picture just now.".to_owned(),
            },
            "Test the media host in Settings, then try again. Nothing has been posted.",
        ),
        (Reason::DiskRefuses, _) => (
            ProblemCode::Internal,
            "The converted picture could not be kept: the disk refused.".to_owned(),
            "Make room on the disk, then try again. Nothing has been posted.",
        ),
        (Reason::HostUnusable, _) => (
            ProblemCode::Precondition,
            "Your media host cannot be used with these settings, or this computer's clock is off.".to_owned(),
            "Test the media host in Settings, then try again. Nothing has been posted.",
        ),
    };
    let is_platform = matches!(reason, Reason::Refused | Reason::Blocked | Reason::ContainerLost);
    Problem {
        code: problem,
        message,
        fix: Some(fix.to_owned()),
        retry_after: None,
        detail: codes(code, subcode).filter(|_| is_platform),
    }
}

//! What keeps a post or one of its steps, in words for people.

use instagram::{ApiError, Refusal};
use store::posts::{PostState, SlideRow, StepKind, StepRow, StepState};

use super::ladder::Ladder;
use super::reason::Reason;
use crate::problem::{Problem, ProblemCode, codes};

/// What keeps the post where it is, in words.
pub(super) fn problem(ladder: &Ladder, slides: &[SlideRow]) -> Option<Problem> {
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
pub(super) fn step_problem(step: &StepRow) -> Option<Problem> {
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

pub(super) fn in_words(reason: Reason, state: PostState, code: Option<i64>, subcode: Option<i64>) -> Problem {
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

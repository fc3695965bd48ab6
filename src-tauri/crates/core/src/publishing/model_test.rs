//! The ladder against an abstract Instagram, over random schedules of kills, lost answers, lagging reads, refusals, broken
//! and expired containers, clock jumps, restored databases and second owners.
//!
//! The abstract Instagram is harsher than the real one: every publish call that reaches it makes a post, also a second one
//! with the same container. Invariants: at most one post unless a person asked for another; every post ends or waits for a
//! person; what ended as live is there; a slide that is finished is not made again because another one failed.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::time::Duration;

use proptest::prelude::*;
use proptest::test_runner::{Config, FileFailurePersistence, TestRunner};
use store::posts::{PostState, StepKind, StepRow, StepState};

use super::ladder::{Due, Input, Ladder, MOST_SLIDES_AT_ONCE};
use super::model::{AUTOMATIC, Fate, events, fates, fresh, is_at_rest, pauses, run, start};
use crate::clock::add;
use crate::outbox::Policy;

const SCHEDULES: u32 = 10_000;

#[test]
fn ten_thousand_schedules_never_post_twice_and_always_come_to_rest() {
    let schedule = (
        1i64..5,
        any::<bool>(),
        prop_oneof![3 => Just(0u64), 1 => 0u64..8000],
        prop::collection::vec((fates(), events(), pauses()), 1..90),
    );
    let mut runner = TestRunner::new(Config {
        cases: SCHEDULES,
        failure_persistence: Some(Box::new(FileFailurePersistence::SourceParallel("proptest-regressions"))),
        ..Config::default()
    });
    let outcome = runner.run(&schedule, |(slides, automatic_second_tries, due_s, steps)| {
        let ladder = fresh(slides, Duration::from_secs(due_s), start());
        let mut run = run(ladder, Policy { automatic_second_tries });
        for (fate, event, pause_s) in steps {
            run.wait(Duration::from_secs(pause_s));
            run.happen(event);
            run.look(fate);
        }
        // From here on the world behaves and the clock is right; the post must come to rest by itself.
        run.set_clock(-run.set_by);
        for _ in 0..400 {
            run.wait(Duration::from_secs(5 * 60));
            run.restart();
            run.apply(&Input::Release);
            run.look(Fate::Fine);
        }
        let state = run.ladder.post.state;
        prop_assert!(is_at_rest(state), "the post never came to rest: {:?}", run.ladder.post);
        prop_assert!(
            run.platform.posts.len() <= 1,
            "{} posts: {:?}",
            run.platform.posts.len(),
            run.ladder
        );
        if state == PostState::Live {
            prop_assert!(!run.platform.posts.is_empty(), "live and not there: {:?}", run.ladder);
        }
        if state == PostState::Failed || state == PostState::Missed {
            prop_assert!(
                run.platform.posts.is_empty() || run.backup.is_some(),
                "said that nothing was posted, and it is there: {:?}",
                run.ladder
            );
        }
        Ok(())
    });
    if let Err(failure) = outcome {
        panic!("{failure}");
    }
}

#[test]
fn with_a_world_that_behaves_a_carousel_goes_up_step_by_step_three_slides_at_a_time() {
    let mut run = run(fresh(7, Duration::ZERO, start()), AUTOMATIC);
    let mut most = 0;
    for _ in 0..200 {
        let begun: Vec<i64> = run
            .ladder
            .steps
            .iter()
            .filter(|step| {
                step.state == StepState::Running || (step.kind == StepKind::Container && step.state == StepState::Done)
            })
            .filter(|step| {
                !run.ladder.steps.iter().any(|other| {
                    other.slide == step.slide && other.kind == StepKind::Processing && other.state == StepState::Done
                })
            })
            .filter_map(|step| step.slide)
            .collect();
        most = most.max(begun.len());
        run.wait(Duration::from_secs(1));
        run.look(Fate::Fine);
    }
    assert!(most > 0 && most <= MOST_SLIDES_AT_ONCE, "{most} slides at a time");
    assert_eq!(run.ladder.post.state, PostState::Live);
    assert!(
        run.ladder
            .steps
            .iter()
            .all(|step| step.state == StepState::Done && step.attempts <= 1)
    );
    assert_eq!(run.platform.posts.len(), 1);
}

#[test]
fn a_slide_that_fails_keeps_the_finished_ones_and_is_tried_again_alone() {
    let mut run = run(fresh(3, Duration::ZERO, start()), AUTOMATIC);
    for _ in 0..60 {
        run.wait(Duration::from_secs(1));
        for due in run.ladder.due(run.ours(), false) {
            match due {
                Due::Feed(input) => assert!(run.apply(&input)),
                Due::Do(step) if is_container_of(&run.ladder, step, 1) => run.take(step, Fate::Refused),
                Due::Do(step) => run.take(step, Fate::Fine),
                Due::Poll(step) => run.poll(step, Fate::Fine),
                Due::ReadBack | Due::At(_) => {}
            }
        }
    }
    assert_eq!(run.ladder.post.state, PostState::Failed);
    let finished = |ladder: &Ladder| ladder.steps.iter().filter(|step| step.state == StepState::Done).count();
    let kept = finished(&run.ladder);
    assert!(run.platform.posts.is_empty());
    assert!(run.apply(&Input::Retry));
    assert_eq!(
        finished(&run.ladder),
        kept - 1,
        "the file of the failed slide alone is put again"
    );
    for _ in 0..60 {
        run.wait(Duration::from_secs(1));
        run.look(Fate::Fine);
    }
    assert_eq!(run.ladder.post.state, PostState::Live);
    assert!(
        run.ladder.steps.iter().all(|step| step.attempts <= 1),
        "nothing finished was done again"
    );
}

fn is_container_of(ladder: &Ladder, step: i64, slide: i64) -> bool {
    let row = &ladder.steps[step as usize];
    row.kind == StepKind::Container && row.slide == Some(slide)
}

#[test]
fn a_post_that_needs_a_person_is_made_anew_only_by_a_person() {
    let mut run = run(fresh(1, Duration::ZERO, start()), AUTOMATIC);
    while run.ladder.post.state != PostState::Ready {
        run.wait(Duration::from_secs(1));
        run.look(Fate::Fine);
    }
    run.look(Fate::Blocked { had_effect: false });
    for _ in 0..2000 {
        run.wait(Duration::from_secs(60));
        run.look(Fate::Refused);
    }
    assert_eq!(run.ladder.post.state, PostState::NeedsYou);
    assert!(!run.apply(&Input::Cancel) && !run.apply(&Input::Retry));
    assert!(run.apply(&Input::PostAgain));
    for _ in 0..60 {
        run.wait(Duration::from_secs(1));
        run.look(Fate::Fine);
    }
    assert_eq!(run.ladder.post.state, PostState::Live);
}

#[test]
fn what_could_not_go_out_for_an_hour_is_missed() {
    let mut run = run(fresh(1, Duration::from_secs(3600), start()), AUTOMATIC);
    run.wait(Duration::from_secs(3 * 3600));
    run.look(Fate::Fine);
    assert_eq!(run.ladder.post.state, PostState::Missed);
    assert!(run.platform.posts.is_empty());
    assert!(run.apply(&Input::PublishNow));
    for _ in 0..60 {
        run.wait(Duration::from_secs(1));
        run.look(Fate::Fine);
    }
    assert_eq!(run.ladder.post.state, PostState::Live);
}

#[test]
fn containers_that_grew_old_are_made_anew_before_the_first_call() {
    let mut run = run(fresh(2, Duration::ZERO, start()), AUTOMATIC);
    while run.ladder.post.state != PostState::Ready {
        run.wait(Duration::from_secs(1));
        run.look(Fate::Fine);
    }
    run.ladder.post.due_at = Some(add(run.real, Duration::from_secs(24 * 3600)));
    run.wait(Duration::from_secs(24 * 3600));
    run.look(Fate::Fine);
    assert_eq!(run.ladder.post.state, PostState::Preparing);
    let converted = |step: &&StepRow| step.kind == StepKind::Prepare;
    assert!(
        run.ladder
            .steps
            .iter()
            .filter(converted)
            .all(|step| step.state == StepState::Done)
    );
    for _ in 0..60 {
        run.wait(Duration::from_secs(1));
        run.look(Fate::Fine);
    }
    assert_eq!(run.ladder.post.state, PostState::Live);
    assert_eq!(run.platform.posts.len(), 1);
}

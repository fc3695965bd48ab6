use crate::support::*;
use store::posts::{self, StepKind, StepState};
use store::{StepRow, StoreError};

#[tokio::test]
async fn ladder_begins_waiting_and_in_its_order() {
    let world = world().await;
    let post = draft(&world, "bakery", 0).await;
    let slide = add_slide(&world, &post, 1).await;
    let ladder = [
        (StepKind::Prepare, Some(slide.id)),
        (StepKind::Upload, Some(slide.id)),
        (StepKind::Publish, None),
    ];
    let mut tx = world.write().await.unwrap();
    let steps = posts::begin_steps(&mut tx, post.id, &ladder).await.unwrap();
    tx.commit().await.unwrap();

    assert_eq!(
        steps.iter().map(|step| (step.kind, step.slide)).collect::<Vec<_>>(),
        ladder
    );
    assert_eq!(
        steps[1],
        StepRow {
            id: steps[1].id,
            post: post.id,
            kind: StepKind::Upload,
            slide: Some(slide.id),
            state: StepState::Waiting,
            attempts: 0,
            started_at: None,
            ended_at: None,
            next_at: None,
            remote_id: None,
            clean_reads: 0,
            last_clean_read_at: None,
            reason: None,
            error_code: None,
            error_subcode: None,
        }
    );
    assert_eq!(posts::steps(&world, post.id).await.unwrap(), steps);
}

#[tokio::test]
async fn every_field_that_moves_is_saved() {
    let world = world().await;
    let post = draft(&world, "bakery", 0).await;
    let mut tx = world.write().await.unwrap();
    let steps = posts::begin_steps(
        &mut tx,
        post.id,
        &[(StepKind::ParentContainer, None), (StepKind::Publish, None)],
    )
    .await
    .unwrap();
    let moved = StepRow {
        state: StepState::Checking,
        attempts: 2,
        started_at: Some(at(1)),
        ended_at: Some(at(2)),
        next_at: Some(at(3)),
        remote_id: Some("17900000000000001".to_owned()),
        clean_reads: 1,
        last_clean_read_at: Some(at(4)),
        reason: Some("timeout".to_owned()),
        error_code: Some(4),
        error_subcode: Some(2_207_051),
        ..steps[1].clone()
    };
    posts::save_step(&mut tx, &moved).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(
        posts::steps(&world, post.id).await.unwrap(),
        [steps[0].clone(), moved],
        "that step and no other"
    );
}

#[tokio::test]
async fn new_ladder_replaces_the_one_before_and_its_steps_cannot_be_saved_any_more() {
    let world = world().await;
    let (post, other) = (draft(&world, "bakery", 0).await, draft(&world, "bakery", 0).await);
    let mut tx = world.write().await.unwrap();
    posts::begin_steps(&mut tx, other.id, &[(StepKind::Link, None)])
        .await
        .unwrap();
    let old = posts::begin_steps(&mut tx, post.id, &[(StepKind::Publish, None)])
        .await
        .unwrap();
    let new = posts::begin_steps(&mut tx, post.id, &[(StepKind::Publish, None)])
        .await
        .unwrap();
    assert_eq!(posts::steps_in(&mut tx, post.id).await.unwrap(), new);
    let error = posts::save_step(&mut tx, &old[0]).await.unwrap_err();
    assert!(
        matches!(error, StoreError::NotFound { what: "step" }),
        "a late answer to the old step is not written into the new one"
    );
    posts::delete_steps(&mut tx, post.id).await.unwrap();
    assert!(posts::steps_in(&mut tx, post.id).await.unwrap().is_empty());
    assert_eq!(posts::steps_in(&mut tx, other.id).await.unwrap().len(), 1);
}

#[tokio::test]
async fn step_of_a_post_that_is_not_there_is_refused() {
    let world = world().await;
    let mut tx = world.write().await.unwrap();
    let refused = posts::begin_steps(&mut tx, 99, &[(StepKind::Publish, None)]).await;
    assert!(matches!(refused, Err(StoreError::Sql(_))));
}

#[test]
fn numbers_read_back() {
    for kind in StepKind::ALL {
        assert_eq!(StepKind::from_code(kind.code()).unwrap(), *kind);
    }
    for state in StepState::ALL {
        assert_eq!(StepState::from_code(state.code()).unwrap(), *state);
    }
    assert!(StepKind::from_code(9).is_err());
    assert!(StepState::from_code(0).is_err());
}

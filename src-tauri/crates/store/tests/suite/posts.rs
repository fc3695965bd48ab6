use crate::support::*;
use store::posts::{self, StepKind, StepState};
use store::{NewPost, PostCounts, PostRow, PostState, Ratio, StepRow, Store, StoreError};
use uuid::Uuid;

async fn uids(found: Vec<PostRow>) -> Vec<Uuid> {
    found.into_iter().map(|row| row.uid).collect()
}

/// Gives a post the one step of looking up its address, in some state.
async fn link(store: &Store, post: &PostRow, state: StepState) {
    let mut tx = store.write().await.unwrap();
    let steps = posts::begin_steps(&mut tx, post.id, &[(StepKind::Link, None)])
        .await
        .unwrap();
    posts::save_step(
        &mut tx,
        &StepRow {
            state,
            ..steps[0].clone()
        },
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn new_post_is_an_empty_draft_and_every_read_finds_it() {
    let world = world().await;
    let row = draft(&world, "bakery", 3).await;

    assert_eq!(
        row,
        PostRow {
            id: row.id,
            uid: row.uid,
            account: account("bakery"),
            state: PostState::Draft,
            reason: None,
            caption: String::new(),
            ratio: Ratio::Portrait,
            revision: 0,
            created_at: at(3),
            updated_at: at(3),
            decided_at: None,
            due_at: None,
            zone: None,
            wall_time: None,
            baseline: None,
            media: None,
            permalink: None,
            finished_at: None,
        }
    );
    assert_eq!(row.uid.get_version_num(), 7);
    assert_eq!(posts::get(&world, row.uid).await.unwrap(), Some(row.clone()));
    assert_eq!(posts::get_by_id(&world, row.id).await.unwrap(), Some(row.clone()));
    let mut tx = world.write().await.unwrap();
    assert_eq!(posts::get_in(&mut tx, row.uid).await.unwrap(), Some(row.clone()));
    assert_eq!(posts::get_by_id_in(&mut tx, row.id).await.unwrap(), Some(row));
}

#[tokio::test]
async fn post_for_an_account_that_is_not_connected_is_an_error() {
    let world = world().await;
    let mut tx = world.write().await.unwrap();
    store::accounts::remove(&mut tx, &account("florist"), false, at(1))
        .await
        .unwrap();
    for name in ["nobody", "florist"] {
        let new = NewPost {
            account: account(name),
            ratio: Ratio::Square,
            created_at: at(2),
        };
        let error = posts::create(&mut tx, &new).await.unwrap_err();
        assert!(matches!(error, StoreError::NotFound { what: "account" }), "{name}");
    }
}

#[tokio::test]
async fn every_field_that_moves_is_saved() {
    let world = world().await;
    let row = draft(&world, "bakery", 0).await;
    let moved = PostRow {
        account: account("florist"),
        state: PostState::Checking,
        reason: Some("timeout".to_owned()),
        caption: "Sourdough 🍞\n#bread".to_owned(),
        ratio: Ratio::Landscape,
        revision: 7,
        updated_at: at(1),
        decided_at: Some(at(2)),
        due_at: Some(at(3)),
        zone: Some("Europe/Lisbon".to_owned()),
        wall_time: Some("2026-11-19T18:00".to_owned()),
        baseline: Some(vec![post_id("17900000000000001"), post_id("17900000000000002")]),
        media: Some(post_id("17900000000000003")),
        permalink: Some("https://www.instagram.com/p/x/".to_owned()),
        ..row.clone()
    };
    save(&world, &moved).await;
    assert_eq!(posts::get(&world, row.uid).await.unwrap(), Some(moved.clone()));

    let cleared = PostRow {
        baseline: Some(Vec::new()),
        zone: None,
        wall_time: None,
        due_at: None,
        ..moved
    };
    save(&world, &cleared).await;
    assert_eq!(
        posts::get(&world, row.uid).await.unwrap(),
        Some(cleared),
        "an account without media has an empty baseline, which is not none"
    );
}

#[tokio::test]
async fn ended_post_never_comes_back_but_its_address_may_be_learned() {
    let world = world().await;
    let row = draft(&world, "bakery", 0).await;
    let live = stand(&world, &row, PostState::Live, 5).await;
    let linked = PostRow {
        permalink: Some("https://www.instagram.com/p/x/".to_owned()),
        ..live.clone()
    };
    save(&world, &linked).await;

    let mut tx = world.write().await.unwrap();
    for state in PostState::ALL.iter().filter(|state| **state != PostState::Live) {
        let back = PostRow {
            state: *state,
            ..linked.clone()
        };
        let error = posts::save(&mut tx, &back).await.unwrap_err();
        assert!(matches!(error, StoreError::NotFound { what: "post" }), "{state:?}");
    }
    drop(tx);
    assert_eq!(posts::get(&world, row.uid).await.unwrap(), Some(linked));
}

#[tokio::test]
async fn saving_what_is_not_there_is_an_error() {
    let world = world().await;
    let row = draft(&world, "bakery", 0).await;
    let mut tx = world.write().await.unwrap();
    let stranger = PostRow {
        account: account("nobody"),
        ..row.clone()
    };
    let error = posts::save(&mut tx, &stranger).await.unwrap_err();
    assert!(matches!(error, StoreError::NotFound { what: "account" }));
    posts::delete_post(&mut tx, row.id).await.unwrap();
    let error = posts::save(&mut tx, &row).await.unwrap_err();
    assert!(matches!(error, StoreError::NotFound { what: "post" }));
}

#[tokio::test]
async fn half_a_schedule_and_an_end_without_its_instant_are_refused() {
    let world = world().await;
    let row = draft(&world, "bakery", 0).await;
    let zone = Some("Europe/Lisbon".to_owned());
    let wall_time = Some("2026-11-19T18:00".to_owned());
    let halves = [
        PostRow {
            zone: zone.clone(),
            due_at: Some(at(9)),
            ..row.clone()
        },
        PostRow {
            wall_time: wall_time.clone(),
            due_at: Some(at(9)),
            ..row.clone()
        },
        PostRow {
            zone,
            wall_time,
            ..row.clone()
        },
        PostRow {
            state: PostState::Live,
            ..row.clone()
        },
    ];
    for half in halves {
        let mut tx = world.write().await.unwrap();
        let refused = posts::save(&mut tx, &half).await;
        assert!(matches!(refused, Err(StoreError::Sql(_))), "{half:?}");
    }
}

#[tokio::test]
async fn list_holds_what_is_open_and_what_went_live_lately_the_last_written_first() {
    let world = world().await;
    let mut open = Vec::new();
    for (seconds, state) in (100..).zip(PostState::ALL.iter().filter(|state| !state.is_ended())) {
        let row = draft(&world, "bakery", 0).await;
        open.push(stand(&world, &row, *state, seconds).await.uid);
    }
    let row = draft(&world, "florist", 0).await;
    let lately = stand(&world, &row, PostState::Live, 50).await;
    let row = draft(&world, "florist", 0).await;
    stand(&world, &row, PostState::Live, 49).await;
    let row = draft(&world, "florist", 0).await;
    stand(&world, &row, PostState::Discarded, 60).await;

    let expected: Vec<Uuid> = open.into_iter().rev().chain([lately.uid]).collect();
    assert_eq!(uids(posts::list(&world, at(50)).await.unwrap()).await, expected);
}

#[tokio::test]
async fn posts_written_at_the_same_instant_are_listed_the_newest_first() {
    let world = world().await;
    let first = draft(&world, "bakery", 0).await;
    let second = draft(&world, "florist", 0).await;
    assert_eq!(
        uids(posts::list(&world, at(0)).await.unwrap()).await,
        [second.uid, first.uid]
    );
}

#[tokio::test]
async fn moving_are_the_posts_that_go_on_by_themselves_and_live_ones_without_their_address() {
    let world = world().await;
    let mut expected = Vec::new();
    for state in PostState::ALL {
        for linking in StepState::ALL {
            let row = draft(&world, "bakery", 0).await;
            link(&world, &row, *linking).await;
            let row = stand(&world, &row, *state, 1).await;
            let under_way = (PostState::Scheduled..=PostState::Checking).contains(state);
            let looked_for = !matches!(linking, StepState::Done | StepState::Failed);
            if under_way || (*state == PostState::Live && looked_for) {
                expected.push(row.uid);
            }
        }
    }
    let row = draft(&world, "bakery", 0).await;
    stand(&world, &row, PostState::Live, 1).await;

    assert_eq!(
        expected.len(),
        28,
        "five states with five links each, and three live ones"
    );
    assert_eq!(
        uids(posts::moving(&world).await.unwrap()).await,
        expected,
        "each once, in the order they were begun; a live one without a ladder rests"
    );
}

#[tokio::test]
async fn counts_tell_what_needs_a_person_from_what_goes_on() {
    let world = world().await;
    assert_eq!(posts::count_needing(&world).await.unwrap(), PostCounts::default());
    for state in PostState::ALL {
        let row = draft(&world, "bakery", 0).await;
        stand(&world, &row, *state, 1).await;
    }
    let counts = posts::count_needing(&world).await.unwrap();
    assert_eq!(
        counts,
        PostCounts {
            needs_you: 4,
            under_way: 5,
        }
    );
}

#[tokio::test]
async fn draft_goes_with_its_slides_and_steps_and_its_neighbour_keeps_all() {
    let world = world().await;
    let (gone, kept) = (draft(&world, "bakery", 0).await, draft(&world, "bakery", 1).await);
    let mut numbers = Vec::new();
    for (number, post) in [(1, &gone), (2, &kept)] {
        let slide = add_slide(&world, post, number).await;
        let mut tx = world.write().await.unwrap();
        posts::begin_steps(
            &mut tx,
            post.id,
            &[(StepKind::Prepare, Some(slide.id)), (StepKind::Publish, None)],
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        numbers.push(slide.uid);
    }

    let mut tx = world.write().await.unwrap();
    posts::delete_post(&mut tx, gone.id).await.unwrap();
    tx.commit().await.unwrap();

    assert_eq!(posts::get(&world, gone.uid).await.unwrap(), None);
    assert_eq!(posts::slide(&world, numbers[0]).await.unwrap(), None);
    assert!(posts::steps(&world, gone.id).await.unwrap().is_empty());
    assert!(posts::slide(&world, numbers[1]).await.unwrap().is_some());
    assert_eq!(posts::steps(&world, kept.id).await.unwrap().len(), 2);
    let next = draft(&world, "bakery", 2).await;
    assert!(next.id > kept.id, "no number is given twice");
}

#[tokio::test]
async fn only_a_draft_can_be_deleted() {
    let world = world().await;
    for state in PostState::ALL.iter().filter(|state| **state != PostState::Draft) {
        let row = draft(&world, "bakery", 0).await;
        let row = stand(&world, &row, *state, 1).await;
        let mut tx = world.write().await.unwrap();
        let error = posts::delete_post(&mut tx, row.id).await.unwrap_err();
        assert!(matches!(error, StoreError::NotFound { what: "draft" }), "{state:?}");
    }
}

#[test]
fn numbers_read_back_and_the_ended_states_are_those_from_twenty_on() {
    for state in PostState::ALL {
        assert_eq!(PostState::from_code(state.code()).unwrap(), *state);
        assert_eq!(state.is_ended(), state.code() >= 20, "{state:?}");
    }
    for ratio in Ratio::ALL {
        assert_eq!(Ratio::from_code(ratio.code()).unwrap(), *ratio);
    }
    assert!(PostState::from_code(11).is_err());
    assert!(Ratio::from_code(0).is_err());
}

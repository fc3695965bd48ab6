//! Publish calls whose answer is lost, refused, late or nonsense: one post all the same, or a plain word why not.

use std::time::Duration;

use postroom_core::publishing::Reason;
use postroom_tests::office::{LIMIT, Office};
use postroom_tests::poll;
use simulator::{EffectKind, Endpoint, Fault, FaultKind};
use store::posts::PostState;

use super::publishing::{at_rest, carousel, publish, published};

/// How far reads lag, in simulated milliseconds: the most the design allows for.
const LAG_MS: i64 = 30_000;

fn calls(office: &Office) -> usize {
    office.simulator.witness().requests_to(Endpoint::Publish.name()).len()
}

async fn office_with_lag() -> Office {
    let office = Office::connected().await.unwrap();
    for endpoint in [Endpoint::ContainerStatus, Endpoint::Media] {
        office
            .simulator
            .faults()
            .add(Fault::always(endpoint, FaultKind::LagReads { ms: LAG_MS }));
    }
    office
}

#[tokio::test]
async fn a_lost_answer_never_makes_a_second_post() {
    let lost = [
        FaultKind::CutBefore,
        FaultKind::CutAfter,
        FaultKind::Html,
        FaultKind::Truncated,
        FaultKind::Status {
            status: 502,
            after_effect: false,
        },
        FaultKind::Status {
            status: 504,
            after_effect: true,
        },
    ];
    for fault in lost {
        let office = office_with_lag().await;
        office
            .simulator
            .faults()
            .add(Fault::once(Endpoint::Publish, fault.clone()));
        let draft = carousel(&office, "Once.").await.unwrap();
        let live = publish(&office, &draft).await.unwrap();
        assert_eq!(live.row.state, PostState::Live, "{fault:?}: {:?}", live.problem);
        assert_eq!(published(&office, "Once.").len(), 1, "{fault:?}");
        assert_eq!(
            office.simulator.witness().effects_of(EffectKind::Publish).len(),
            1,
            "{fault:?}"
        );
    }
}

#[tokio::test]
async fn not_ready_is_answered_with_patience_and_the_same_container() {
    let office = Office::connected().await.unwrap();
    office.simulator.faults().add(Fault::times(
        Endpoint::Publish,
        FaultKind::Error {
            code: 9_007,
            subcode: Some(2_207_027),
            status: None,
            message: None,
        },
        2,
    ));
    let draft = carousel(&office, "Patience.").await.unwrap();
    let live = publish(&office, &draft).await.unwrap();
    assert_eq!(live.row.state, PostState::Live, "{:?}", live.problem);
    assert_eq!(calls(&office), 3);
    assert_eq!(
        office
            .simulator
            .witness()
            .effects_of(EffectKind::ContainerCreated)
            .len(),
        4,
        "no container was made anew"
    );
}

#[tokio::test]
async fn a_spam_block_is_looked_into_and_never_called_again() {
    for (had_effect, fault) in [
        (
            true,
            FaultKind::ErrorAfter {
                code: 4,
                subcode: Some(2_207_051),
                status: Some(403),
                message: None,
            },
        ),
        (
            false,
            FaultKind::Error {
                code: 4,
                subcode: Some(2_207_051),
                status: Some(403),
                message: None,
            },
        ),
    ] {
        let office = office_with_lag().await;
        office.simulator.faults().add(Fault::once(Endpoint::Publish, fault));
        let draft = carousel(&office, "Suspected.").await.unwrap();
        let ended = publish(&office, &draft).await.unwrap();
        assert_eq!(calls(&office), 1, "looked, never called again");
        if had_effect {
            assert_eq!(ended.row.state, PostState::Live, "{:?}", ended.problem);
            assert_eq!(published(&office, "Suspected.").len(), 1);
        } else {
            assert_eq!(ended.row.state, PostState::NeedsYou);
            assert_eq!(ended.row.reason.as_deref(), Some(Reason::Blocked.as_str()));
            assert!(published(&office, "Suspected.").is_empty());
            assert!(ended.can.post_again && !ended.can.retry);
            office.app.publishing().post_again(draft.row.uid).await.unwrap();
            let live = at_rest(&office, &draft).await.unwrap();
            assert_eq!(live.row.state, PostState::Live, "{:?}", live.problem);
            assert_eq!(published(&office, "Suspected.").len(), 1);
        }
    }
}

#[tokio::test]
async fn a_used_up_quota_fails_with_the_platform_s_reason() {
    let office = Office::connected().await.unwrap();
    let draft = carousel(&office, "One too many.").await.unwrap();
    office.simulator.faults().add(Fault::once(
        Endpoint::Publish,
        FaultKind::Error {
            code: 9,
            subcode: Some(2_207_042),
            status: None,
            message: None,
        },
    ));
    let ended = publish(&office, &draft).await.unwrap();
    assert!(published(&office, "One too many.").len() <= 1);
    assert_eq!(calls(&office), published(&office, "One too many.").len() + 1);
    assert!(
        matches!(ended.row.state, PostState::Failed | PostState::Live | PostState::Missed),
        "{:?}",
        ended.row
    );
}

#[tokio::test]
async fn containers_that_ran_out_before_the_call_are_made_anew() {
    let office = Office::connected().await.unwrap();
    office
        .simulator
        .faults()
        .add(Fault::once(Endpoint::ContainerStatus, FaultKind::ContainerExpired));
    let draft = carousel(&office, "Fresh.").await.unwrap();
    let live = publish(&office, &draft).await.unwrap();
    assert_eq!(live.row.state, PostState::Live, "{:?}", live.problem);
    assert_eq!(published(&office, "Fresh.").len(), 1);
}

#[tokio::test]
async fn a_login_that_ran_out_holds_the_post_until_it_is_renewed() {
    let office = Office::connected().await.unwrap();
    let draft = carousel(&office, "Waits for a login.").await.unwrap();
    let username = office.username(0);
    office
        .simulator
        .faults()
        .add(Fault::once(Endpoint::Container, FaultKind::ExpiredToken));
    office
        .app
        .publishing()
        .publish(draft.row.uid, draft.row.revision, &postroom_core::publishing::When::Now)
        .await
        .unwrap();
    poll::until("the account to say so", LIMIT, async || {
        let accounts = office.app.accounts().list().await?;
        Ok(accounts[0].problem.is_some().then_some(()))
    })
    .await
    .unwrap();
    let waiting = office.app.publishing().get(draft.row.uid).await.unwrap();
    assert_eq!(waiting.row.state, PostState::Preparing);
    office.connect_by_token(&username).await.unwrap();
    let live = at_rest(&office, &draft).await.unwrap();
    assert_eq!(live.row.state, PostState::Live, "{:?}", live.problem);
    assert_eq!(published(&office, "Waits for a login.").len(), 1);
}

#[tokio::test]
async fn a_post_whose_time_passed_while_the_program_was_off_is_missed() {
    let office = Office::connected().await.unwrap();
    let draft = carousel(&office, "Too late.").await.unwrap();
    let when = postroom_core::publishing::When::At {
        wall_time: "2026-11-19T17:00".to_owned(),
        zone: "UTC".to_owned(),
    };
    office
        .app
        .publishing()
        .publish(draft.row.uid, draft.row.revision, &when)
        .await
        .unwrap();
    office.simulator.clock().advance(Duration::from_secs(5 * 3_600));
    let missed = at_rest(&office, &draft).await.unwrap();
    assert_eq!(missed.row.state, PostState::Missed);
    assert!(published(&office, "Too late.").is_empty());
    assert!(missed.can.publish_now && missed.can.discard);
    let live = publish(&office, &missed).await.unwrap();
    assert_eq!(live.row.state, PostState::Live, "{:?}", live.problem);
}

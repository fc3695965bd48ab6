//! Every action under what the platform is known to do to it: the effect comes once, the action stands where it ought to,
//! and while it waits a plain sentence says for what.

use std::time::Duration;

use postroom_core::doubt::CHECK_LIMIT;
use postroom_core::outbox::ActionState;
use postroom_core::{Problem, ProblemCode};
use postroom_tests::office::{LIMIT, Office};
use postroom_tests::poll;
use postroom_tests::simulated::Consent;
use simulator::{Endpoint, Fault, FaultKind};
use store::outbox::{ActionKind, Delivery};

use super::doubts::{KINDS, prepared, queue};

/// What a waiting action says, once it says something.
async fn told(office: &Office, action: &ActionState) -> Problem {
    poll::until("the sentence", LIMIT, async || Ok(office.action(action).await?.problem))
        .await
        .unwrap()
}

fn is_plain(problem: &Problem) {
    assert!(problem.message.ends_with('.'), "a sentence: {problem:?}");
    assert!(
        problem.fix.as_ref().is_some_and(|fix| !fix.is_empty()),
        "a next step: {problem:?}"
    );
}

async fn assert_sent_once(office: &Office, action: &ActionState, kind: ActionKind) {
    let ended = office.action(action).await.unwrap();
    assert_eq!(ended.delivery, Delivery::Sent, "{kind:?}: {ended:?}");
    assert_eq!(ended.problem, None, "{kind:?}");
    let (_, _, effect) = KINDS.into_iter().find(|(each, ..)| *each == kind).unwrap();
    let effects = office.simulator.witness().effects_of(effect);
    assert_eq!(effects.len(), 1, "{kind:?}: {effects:?}");
}

#[tokio::test]
async fn each_waits_out_the_pause_its_endpoint_asks_for() {
    let (office, targets) = prepared().await;
    for (kind, endpoint, effect) in KINDS {
        let pause = FaultKind::Throttle { code: 613, minutes: 0 };
        office.simulator.faults().add(Fault::once(endpoint, pause));
        let action = queue(&office, &targets, kind).await.unwrap();
        let problem = told(&office, &action).await;
        assert_eq!(problem.code, ProblemCode::RateLimited, "{kind:?}: {problem:?}");
        is_plain(&problem);
        assert_eq!(
            office.action(&action).await.unwrap().delivery,
            Delivery::Waiting,
            "{kind:?}"
        );
        assert!(office.simulator.witness().effects_of(effect).is_empty(), "{kind:?}");
        office.simulator.clock().advance(Duration::from_secs(2 * 3_600));
        office.settle().await.unwrap();
        assert_sent_once(&office, &action, kind).await;
    }
}

#[tokio::test]
async fn each_waits_for_a_new_login_and_then_leaves_once() {
    let (office, targets) = prepared().await;
    for (kind, endpoint, effect) in KINDS {
        office
            .simulator
            .faults()
            .add(Fault::once(endpoint, FaultKind::ExpiredToken));
        let action = queue(&office, &targets, kind).await.unwrap();
        let problem = told(&office, &action).await;
        assert_eq!(
            (problem.code, problem.detail.as_deref()),
            (ProblemCode::Reconnect, Some("190 / 463")),
            "{kind:?}"
        );
        is_plain(&problem);
        assert_eq!(
            office.action(&action).await.unwrap().delivery,
            Delivery::Waiting,
            "{kind:?}"
        );
        let account = office.app.accounts().list().await.unwrap().remove(0);
        assert_eq!(account.problem.unwrap().code, ProblemCode::Reconnect, "{kind:?}");
        assert!(office.simulator.witness().effects_of(effect).is_empty(), "{kind:?}");

        let link = office
            .log_in(Consent::Allow(&account.row.username), Some(account.row.id))
            .await
            .unwrap();
        office.take_link(&link).await.unwrap();
        office.settle().await.unwrap();
        assert_sent_once(&office, &action, kind).await;
    }
}

/// Without names nobody can tell whose reply it is that stands there: a lost reply goes to a person, who sees it under the
/// post. Whether something is hidden, gone or closed is said without names.
#[tokio::test]
async fn none_is_sent_twice_while_answers_come_without_names() {
    let (office, targets) = prepared().await;
    for endpoint in [
        Endpoint::Comment,
        Endpoint::Replies,
        Endpoint::Comments,
        Endpoint::Media,
    ] {
        office
            .simulator
            .faults()
            .add(Fault::always(endpoint, FaultKind::StripFields { fields: Vec::new() }));
    }
    for (kind, endpoint, effect) in KINDS {
        office
            .simulator
            .faults()
            .add(Fault::once(endpoint, FaultKind::CutAfter));
        let action = queue(&office, &targets, kind).await.unwrap();
        if kind == ActionKind::Reply {
            // Long after a clean read would have settled it, it is looked for still.
            poll::until("the looks", LIMIT, async || {
                let looks = office.simulator.witness().requests_to("replies").len();
                Ok((looks > 8).then_some(()))
            })
            .await
            .unwrap();
            assert_eq!(office.action(&action).await.unwrap().delivery, Delivery::Checking);
            office.simulator.clock().advance(CHECK_LIMIT);
        }
        office.settle().await.unwrap();
        let effects = office.simulator.witness().effects_of(effect);
        assert_eq!(effects.len(), 1, "{kind:?}: {effects:?}");
        let ended = office.action(&action).await.unwrap();
        if kind == ActionKind::Reply {
            assert_eq!(ended.delivery, Delivery::NeedsYou, "{ended:?}");
            is_plain(&ended.problem.unwrap());
        } else {
            assert_eq!(ended.delivery, Delivery::Sent, "{kind:?}: {ended:?}");
        }
    }
}

//! Actions whose answer is lost, refused, late or nonsense: one effect all the same, or a plain word why not.

use std::time::Duration;

use instagram::CommentId;
use postroom_core::doubt::SETTLE;
use postroom_core::outbox::ActionState;
use postroom_tests::office::{LIMIT, Office};
use postroom_tests::{Outcome, poll};
use simulator::{EffectKind, Endpoint, Fault, FaultKind};
use store::outbox::{ActionKind, Delivery};

pub(super) const KINDS: [(ActionKind, Endpoint, EffectKind); 5] = [
    (ActionKind::Reply, Endpoint::Reply, EffectKind::Reply),
    (ActionKind::Hide, Endpoint::Hide, EffectKind::Hide),
    (ActionKind::Unhide, Endpoint::Unhide, EffectKind::Unhide),
    (ActionKind::Delete, Endpoint::Delete, EffectKind::Delete),
    (
        ActionKind::CommentSwitch,
        Endpoint::CommentSwitch,
        EffectKind::CommentsOff,
    ),
];

/// An office with a comment for each kind; the one to show again is hidden already.
pub(super) async fn prepared() -> (Office, Vec<CommentId>) {
    let office = Office::connected().await.unwrap();
    let targets = office.targets();
    office.app.inbox().set_hidden(&targets[2..3], true).await.unwrap();
    office.settle().await.unwrap();
    office.simulator.witness().clear();
    (office, targets)
}

pub(super) async fn queue(office: &Office, targets: &[CommentId], kind: ActionKind) -> Outcome<ActionState> {
    let inbox = office.app.inbox();
    let one = |index: usize| std::slice::from_ref(&targets[index]);
    Ok(match kind {
        ActionKind::Reply => inbox.reply(&targets[0], "Thank you, we are on it.").await?,
        ActionKind::Hide => inbox.set_hidden(one(1), true).await?.remove(0),
        ActionKind::Unhide => inbox.set_hidden(one(2), false).await?.remove(0),
        ActionKind::Delete => inbox.delete(one(3)).await?.remove(0),
        ActionKind::CommentSwitch => {
            // Not a post under which another action of the test acts: closed posts take no replies.
            let world = office.simulator.world();
            let busy: Vec<_> = targets[..4]
                .iter()
                .filter_map(|id| world.comment(id.as_str()))
                .map(|c| c.media)
                .collect();
            let mut posts = world.posts(&office.username(0)).into_iter();
            let post = posts.rfind(|post| post.comments_enabled && !busy.contains(&post.id));
            let post = post.ok_or("every post is closed")?;
            inbox.set_comments_enabled(&post.id.as_str().into(), false).await?
        }
        ActionKind::Message | ActionKind::PrivateReply => return Err("see the tests of conversations".into()),
    })
}

/// Lays `fault` on the next request of every kind of action and expects one effect each.
async fn one_effect_each_under(fault: FaultKind, reads_lag_ms: i64) {
    let (office, targets) = prepared().await;
    for endpoint in [Endpoint::Comment, Endpoint::Replies, Endpoint::Media]
        .into_iter()
        .filter(|_| reads_lag_ms > 0)
    {
        office
            .simulator
            .faults()
            .add(Fault::always(endpoint, FaultKind::LagReads { ms: reads_lag_ms }));
    }
    let mut actions = Vec::new();
    for (kind, endpoint, _) in KINDS {
        office.simulator.faults().add(Fault::once(endpoint, fault.clone()));
        actions.push(queue(&office, &targets, kind).await.unwrap());
    }
    if fault == FaultKind::RateLimit {
        // The pause the platform asks for is in minutes, and there is a refusal for every kind.
        office.settle_over_pauses(Duration::from_secs(10 * 60)).await.unwrap();
    }
    office.settle().await.unwrap();
    for (action, (kind, _, effect)) in actions.iter().zip(KINDS) {
        let ended = office.action(action).await.unwrap();
        assert_eq!(ended.delivery, Delivery::Sent, "{kind:?} under {fault:?}: {ended:?}");
        let effects = office.simulator.witness().effects_of(effect);
        assert_eq!(effects.len(), 1, "{kind:?} under {fault:?}: {effects:?}");
    }
}

#[tokio::test]
async fn one_effect_when_the_answer_is_lost_after_the_effect() {
    one_effect_each_under(FaultKind::CutAfter, 0).await;
}

#[tokio::test]
async fn one_effect_when_the_answer_is_lost_and_reads_lag() {
    one_effect_each_under(FaultKind::CutAfter, 30_000).await;
}

#[tokio::test]
async fn one_effect_when_the_answer_is_lost_and_reads_lag_as_long_as_they_may() {
    let lag = SETTLE - Duration::from_secs(1);
    one_effect_each_under(FaultKind::CutAfter, i64::try_from(lag.as_millis()).unwrap()).await;
}

#[tokio::test]
async fn one_effect_when_the_request_is_lost() {
    one_effect_each_under(FaultKind::CutBefore, 0).await;
}

#[tokio::test]
async fn one_effect_when_the_answer_is_a_server_error_after_the_effect() {
    one_effect_each_under(
        FaultKind::Status {
            status: 502,
            after_effect: true,
        },
        0,
    )
    .await;
}

#[tokio::test]
async fn one_effect_when_the_answer_is_a_server_error_without_effect() {
    one_effect_each_under(
        FaultKind::Status {
            status: 500,
            after_effect: false,
        },
        0,
    )
    .await;
}

#[tokio::test]
async fn one_effect_when_the_answer_is_a_web_page() {
    one_effect_each_under(FaultKind::Html, 0).await;
}

#[tokio::test]
async fn one_effect_when_the_answer_is_cut_short() {
    one_effect_each_under(FaultKind::Truncated, 0).await;
}

#[tokio::test]
async fn one_effect_when_the_platform_asks_for_a_pause_first() {
    one_effect_each_under(FaultKind::RateLimit, 0).await;
}

#[tokio::test]
async fn a_reply_lost_twice_without_effect_goes_to_a_person_who_may_send_it_again() {
    let (office, targets) = prepared().await;
    office
        .simulator
        .faults()
        .add(Fault::times(Endpoint::Reply, FaultKind::CutBefore, 2));
    let action = queue(&office, &targets, ActionKind::Reply).await.unwrap();
    office.settle().await.unwrap();
    let ended = office.action(&action).await.unwrap();
    assert_eq!(ended.delivery, Delivery::NeedsYou, "{ended:?}");
    assert!(ended.problem.is_some_and(|problem| problem.fix.is_some()));
    assert_eq!(office.simulator.witness().effects_of(EffectKind::Reply).len(), 0);

    office.app.outbox().retry(action.uid).await.unwrap();
    office.settle().await.unwrap();
    assert_eq!(office.action(&action).await.unwrap().delivery, Delivery::Sent);
    assert_eq!(office.simulator.witness().effects_of(EffectKind::Reply).len(), 1);
}

#[tokio::test]
async fn a_lost_reply_is_not_sent_again_when_second_tries_are_off() {
    let (office, targets) = prepared().await;
    office.app.outbox().set_automatic_second_tries(false).await.unwrap();
    office
        .simulator
        .faults()
        .add(Fault::once(Endpoint::Reply, FaultKind::CutBefore));
    let action = queue(&office, &targets, ActionKind::Reply).await.unwrap();
    office.settle().await.unwrap();
    assert_eq!(office.action(&action).await.unwrap().delivery, Delivery::NeedsYou);
    assert_eq!(office.simulator.witness().requests_to("reply").len(), 1);
}

#[tokio::test]
async fn a_coded_refusal_ends_the_action_and_says_why() {
    let (office, targets) = prepared().await;
    for (kind, endpoint, effect) in KINDS {
        let refusal = FaultKind::Error {
            code: 100,
            subcode: Some(1_772_179),
            status: None,
            message: None,
        };
        office.simulator.faults().add(Fault::once(endpoint, refusal));
        let action = queue(&office, &targets, kind).await.unwrap();
        office.settle().await.unwrap();
        let ended = office.action(&action).await.unwrap();
        assert_eq!(ended.delivery, Delivery::Failed, "{kind:?}: {ended:?}");
        let problem = ended.problem.unwrap();
        assert_eq!(problem.detail.as_deref(), Some("100 / 1772179"), "{kind:?}");
        assert!(office.simulator.witness().effects_of(effect).is_empty(), "{kind:?}");
    }
}

#[tokio::test]
async fn a_slow_answer_is_waited_for() {
    let (office, targets) = prepared().await;
    office
        .simulator
        .faults()
        .add(Fault::once(Endpoint::Hide, FaultKind::SlowAnswer { ms: 1_500 }));
    let action = queue(&office, &targets, ActionKind::Hide).await.unwrap();
    poll::until("the request", LIMIT, async || {
        Ok((!office.simulator.witness().effects_of(EffectKind::Hide).is_empty()).then_some(()))
    })
    .await
    .unwrap();
    assert_eq!(office.action(&action).await.unwrap().delivery, Delivery::Sending);
    office.settle().await.unwrap();
    assert_eq!(office.action(&action).await.unwrap().delivery, Delivery::Sent);
    assert_eq!(office.simulator.witness().effects_of(EffectKind::Hide).len(), 1);
}

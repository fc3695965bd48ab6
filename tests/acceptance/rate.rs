//! What waits for the platform's limits, and what is said of it.

use std::time::Duration;

use postroom_core::{Pace, ProblemCode};
use postroom_tests::office::{LIMIT, Office};
use postroom_tests::poll;
use simulator::{EffectKind, Endpoint, Fault, FaultKind};
use store::Delivery;

#[tokio::test]
async fn what_a_pause_keeps_says_so_and_until_when_and_then_goes_out_once() {
    let office = Office::connected().await.unwrap();
    let targets = office.targets();
    let throttle = FaultKind::Throttle { code: 613, minutes: 10 };
    office.simulator.faults().add(Fault::once(Endpoint::Hide, throttle));
    let inbox = office.app.inbox();
    let refused = inbox.set_hidden(&targets[..1], true).await.unwrap().remove(0);
    poll::until("the refusal", LIMIT, async || {
        let problem = office.action(&refused).await?.problem;
        Ok(problem
            .filter(|problem| problem.code == ProblemCode::RateLimited)
            .map(drop))
    })
    .await
    .unwrap();
    let gauge = office.app.sync().gauges().await.unwrap().remove(0);
    assert_eq!(gauge.pace, Pace::Stopped);
    let resumes = gauge.resumes.unwrap();
    assert!(office.action(&refused).await.unwrap().next_at >= Some(resumes));

    // What is decided meanwhile is no attempt: it waits behind the same pause.
    let behind = inbox.set_hidden(&targets[1..2], true).await.unwrap().remove(0);
    let told = poll::until("the pause to be told of what waits", LIMIT, async || {
        let action = office.action(&behind).await?;
        Ok(action.problem.is_some().then_some(action))
    })
    .await
    .unwrap();
    assert_eq!(told.problem.unwrap().code, ProblemCode::RateLimited);
    assert_eq!(
        (told.delivery, told.attempts, told.next_at),
        (Delivery::Waiting, 0, Some(resumes))
    );
    let calls = office.simulator.witness().requests_to("hide").len();
    assert_eq!(calls, 1, "a call within the pause would prolong it");

    office.simulator.clock().advance(Duration::from_secs(30 * 60));
    office.settle().await.unwrap();
    for action in [&refused, &behind] {
        let sent = office.action(action).await.unwrap();
        assert_eq!(
            (sent.delivery, sent.problem, sent.next_at),
            (Delivery::Sent, None, None)
        );
    }
    assert_eq!(office.simulator.witness().effects_of(EffectKind::Hide).len(), 2);
}

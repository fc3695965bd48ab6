//! What every call shares: dead tokens, throttling, errors under any status, half answers, and the one request it makes.

mod calls;

use std::collections::BTreeSet;

use instagram::coverage::ENDPOINTS;
use instagram::{AccessToken, ApiError, CommentId, Doubt, GetComment, GetMe, Recovery, Scope};
use simulator::{Endpoint, Fault, FaultKind};

use crate::office::{Office, in_both, refused};
use calls::{Ended, every_call};

fn full(office: &Office) -> AccessToken {
    office.token(office.scopes())
}

fn error(code: i64, subcode: Option<i64>, status: u16) -> FaultKind {
    FaultKind::Error {
        code,
        subcode,
        status: Some(status),
        message: Some("(#1) O texto vem na língua da conta".to_owned()),
    }
}

#[tokio::test]
async fn no_call_with_a_token_is_left_out_here() {
    in_both(async |office| {
        let offered = ENDPOINTS
            .iter()
            .filter(|facts| facts.type_name().is_some() && facts.scope != Scope::Public)
            .filter(|facts| facts.flavours.contains(&office.flavour))
            .map(|facts| facts.name);
        let made: BTreeSet<_> = every_call(&office, &full(&office))
            .await
            .iter()
            .map(|call| call.name)
            .collect();
        assert_eq!(made, offered.collect::<BTreeSet<_>>());
    })
    .await;
}

#[tokio::test]
async fn a_token_that_ended_or_was_taken_back_asks_for_a_new_login() {
    in_both(async |office| {
        let token = full(&office);
        office.fault(Fault::always(Endpoint::Any, FaultKind::ExpiredToken));
        for Ended { name, outcome, .. } in every_call(&office, &token).await {
            assert_eq!(
                outcome.as_ref().map_err(ApiError::recovery),
                Err(Recovery::Reconnect),
                "{name}"
            );
            assert_eq!(refused(outcome), (190, Some(463)), "{name}");
        }
        office.simulator.faults().clear();
        office.simulator.revoke(token.expose());
        for Ended { name, outcome, .. } in every_call(&office, &token).await {
            assert_eq!(
                outcome.as_ref().map_err(ApiError::recovery),
                Err(Recovery::Reconnect),
                "{name}"
            );
            assert_eq!(refused(outcome), (190, Some(458)), "{name}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_throttled_account_is_left_alone_for_as_long_as_the_platform_says() {
    in_both(async |office| {
        let token = full(&office);
        office.fault(Fault::always(Endpoint::Any, FaultKind::RateLimit));
        for Ended { name, outcome, .. } in every_call(&office, &token).await {
            let Err(Recovery::RetryAfter(Some(wait))) = outcome.as_ref().map_err(ApiError::recovery) else {
                panic!("{name}: {outcome:?}")
            };
            assert!(wait.as_secs() > 0, "{name}");
            assert_eq!(refused(outcome), (80_002, None), "{name}");
        }
    })
    .await;
}

#[tokio::test]
async fn an_allowance_that_runs_out_is_told_before_it_is_refused() {
    let office = Office::open().await;
    office.simulator.set_hourly_allowance(10);
    let (client, token) = (office.client(), full(&office));
    let mut percent = Vec::new();
    for _ in 0..10 {
        percent.push(client.call(&token, &GetMe).await.unwrap().usage.percent);
    }
    assert_eq!(percent.last(), Some(&Some(100)));
    assert!(percent.is_sorted());
    assert_eq!(refused(client.call(&token, &GetMe).await), (80_002, None));
    office.pass(std::time::Duration::from_secs(60 * 60));
    assert!(client.call(&token, &GetMe).await.is_ok());
}

#[tokio::test]
async fn an_error_is_one_under_every_status_and_its_code_decides() {
    in_both(async |office| {
        let token = full(&office);
        for (code, status, recovery) in [
            (190, 200, Recovery::Reconnect),
            (190, 500, Recovery::Reconnect),
            (10, 200, Recovery::MissingScope),
            (368, 403, Recovery::AccountPaused),
            (1, 500, Recovery::InDoubt),
            (2, 200, Recovery::InDoubt),
            (987_654, 400, Recovery::Never),
            (-1, 500, Recovery::InDoubt),
        ] {
            office.simulator.faults().clear();
            office.fault(Fault::always(Endpoint::Any, error(code, None, status)));
            for Ended { name, outcome, .. } in every_call(&office, &token).await {
                let found = outcome.map_err(|error| error.recovery());
                assert_eq!(found, Err(recovery), "{name} with {code} under {status}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_web_page_a_cut_answer_and_an_empty_one_are_in_doubt() {
    in_both(async |office| {
        let token = full(&office);
        for fault in [
            FaultKind::Html,
            FaultKind::Truncated,
            FaultKind::CutBefore,
            FaultKind::CutAfter,
            FaultKind::Status {
                status: 502,
                after_effect: false,
            },
            FaultKind::Status {
                status: 200,
                after_effect: false,
            },
        ] {
            office.simulator.faults().clear();
            office.fault(Fault::always(Endpoint::Any, fault.clone()));
            for Ended { name, outcome, .. } in every_call(&office, &token).await {
                // A container that is not there is an error already, which a cut leaves unreadable too.
                assert!(
                    matches!(outcome, Err(ApiError::InDoubt { .. })),
                    "{name} under {fault:?}: {outcome:?}"
                );
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_call_is_made_once_whatever_becomes_of_it() {
    in_both(async |office| {
        let token = full(&office);
        office.fault(Fault::always(Endpoint::Any, FaultKind::CutAfter));
        let ended = every_call(&office, &token).await;
        let requests = office.simulator.witness().requests();
        // Pictures of containers are fetched from this host too, and are no calls.
        let calls = requests.iter().filter(|request| request.endpoint.is_some());
        assert_eq!(calls.count(), ended.len());
    })
    .await;
}

#[tokio::test]
async fn no_answer_in_time_is_a_doubt() {
    let office = Office::open().await;
    office.fault(Fault::always(Endpoint::Any, FaultKind::SlowAnswer { ms: 5_000 }));
    let endpoints = office.endpoints();
    let client = instagram::Client::with_timeout(endpoints, std::time::Duration::from_millis(200)).unwrap();
    let outcome = client.call(&full(&office), &GetMe).await;
    assert_eq!(outcome.unwrap_err(), ApiError::InDoubt { cause: Doubt::Timeout });
}

#[tokio::test]
async fn the_answer_says_what_time_it_is_over_there() {
    let office = Office::open().await;
    let answer = office.client().call(&full(&office), &GetMe).await.unwrap();
    assert_eq!(answer.server_date, Some(office.simulator.clock().now()));
}

#[tokio::test]
async fn no_id_leads_to_another_path() {
    let office = Office::open().await;
    let comment = CommentId::from("1/replies?x=");
    let outcome = office.call(&GetComment::new(&comment)).await;
    assert!(matches!(outcome, Err(ApiError::Invalid(_))));
    assert_eq!(office.simulator.witness().requests(), []);
}

//! What goes wrong when it is told to.

use std::time::{Duration, Instant};

use crate::common::{ACCOUNT, Bench, code, read};
use reqwest::Method;
use serde_json::{Value, json};
use simulator::{EffectKind, Endpoint, Fault, FaultKind};

impl Bench {
    fn replies_written(&self) -> usize {
        self.simulator.witness().effects_of(EffectKind::Reply).len()
    }

    async fn reply(&self) -> reqwest::Result<reqwest::Response> {
        let address = self.address(&format!("v26.0/{}/replies", self.comment_id()));
        self.http
            .post(address)
            .bearer_auth(&self.token)
            .form(&[("message", "Hello")])
            .send()
            .await
    }
}

#[tokio::test]
async fn a_cut_before_the_effect_leaves_nothing_behind() {
    let bench = Bench::new().await;
    bench.fault(Fault::once(Endpoint::Reply, FaultKind::CutBefore));
    let error = bench.reply().await.unwrap_err();
    assert!(
        !error.is_connect() && !error.is_timeout() && error.status().is_none(),
        "{error:?}"
    );
    assert_eq!(bench.replies_written(), 0);
    let requests = bench.simulator.witness().requests_to("reply");
    assert_eq!(requests.len(), 1);
    assert_eq!(requests[0].status, None);
    assert_eq!(bench.reply().await.unwrap().status(), 200);
}

#[tokio::test]
async fn a_cut_after_the_effect_hides_that_it_happened() {
    let bench = Bench::new().await;
    bench.fault(Fault::once(Endpoint::Reply, FaultKind::CutAfter));
    assert!(bench.reply().await.is_err());
    assert_eq!(bench.replies_written(), 1);
}

#[tokio::test]
async fn a_coded_error_is_answered_as_often_as_asked() {
    let bench = Bench::new().await;
    let kind = FaultKind::Error {
        code: 4,
        subcode: Some(2_207_051),
        status: Some(403),
        message: None,
    };
    bench.fault(Fault::times(Endpoint::Reply, kind, 2));
    for _ in 0..2 {
        let (status, value) = read(bench.reply().await.unwrap()).await;
        assert_eq!((status.as_u16(), code(&value)), (403, (4, Some(2_207_051))));
    }
    assert_eq!(bench.replies_written(), 0);
    assert_eq!(bench.reply().await.unwrap().status(), 200);
}

#[tokio::test]
async fn bare_statuses_come_before_or_after_the_effect() {
    let bench = Bench::new().await;
    bench.fault(Fault::once(
        Endpoint::Reply,
        FaultKind::Status {
            status: 503,
            after_effect: false,
        },
    ));
    assert_eq!(bench.reply().await.unwrap().status(), 503);
    assert_eq!(bench.replies_written(), 0);
    bench.fault(Fault::once(
        Endpoint::Reply,
        FaultKind::Status {
            status: 502,
            after_effect: true,
        },
    ));
    let answer = bench.reply().await.unwrap();
    assert_eq!(answer.status(), 502);
    assert_eq!(answer.text().await.unwrap(), "");
    assert_eq!(bench.replies_written(), 1);
}

#[tokio::test]
async fn unreadable_answers_come_with_status_200() {
    let bench = Bench::new().await;
    bench.fault(Fault::once(Endpoint::Reply, FaultKind::Html));
    let (status, page) = read(bench.reply().await.unwrap()).await;
    assert_eq!(status, 200);
    assert!(matches!(page, Value::String(text) if text.starts_with("<!DOCTYPE html>")));
    bench.fault(Fault::once(Endpoint::Reply, FaultKind::Truncated));
    let (status, broken) = read(bench.reply().await.unwrap()).await;
    assert_eq!(status, 200);
    assert!(matches!(broken, Value::String(text) if text.starts_with('{')));
    assert_eq!(bench.replies_written(), 2);
}

#[tokio::test]
async fn a_slow_request_takes_its_time_and_happens_though_the_caller_hung_up() {
    let bench = Bench::new().await;
    bench.fault(Fault::once(Endpoint::Me, FaultKind::Slow { ms: 120 }));
    let began = Instant::now();
    assert_eq!(bench.get("me").await.0, 200);
    assert!(began.elapsed() >= Duration::from_millis(120));
    bench.fault(Fault::once(Endpoint::Reply, FaultKind::Slow { ms: 400 }));
    let address = bench.address(&format!("v26.0/{}/replies", bench.comment_id()));
    let request = bench
        .http
        .post(address)
        .bearer_auth(&bench.token)
        .form(&[("message", "Hello")]);
    let error = request.timeout(Duration::from_millis(100)).send().await.unwrap_err();
    assert!(error.is_timeout());
    assert_eq!(bench.replies_written(), 0);
    let witness = bench.simulator.witness();
    bench.simulator.stop().await;
    assert_eq!(
        witness.effects_of(EffectKind::Reply).len(),
        1,
        "the end waits for requests in work"
    );
}

#[tokio::test]
async fn a_late_answer_comes_after_the_effect() {
    let bench = Bench::new().await;
    bench.fault(Fault::once(Endpoint::Reply, FaultKind::SlowAnswer { ms: 150 }));
    let began = Instant::now();
    assert_eq!(bench.reply().await.unwrap().status(), 200);
    assert!(began.elapsed() >= Duration::from_millis(150));
    assert_eq!(bench.replies_written(), 1);
}

#[tokio::test]
async fn lagging_reads_show_the_state_of_back_then() {
    let bench = Bench::new().await;
    let (media, comment) = (bench.post_id(), bench.comment_id());
    let before = bench.ok(&format!("{media}?fields=comments_count")).await["comments_count"]
        .as_i64()
        .unwrap();
    bench.simulator.clock().advance(Duration::from_secs(60));
    bench.reply().await.unwrap();
    bench.post(&comment, &[("hide", "true")]).await;
    bench.fault(Fault::always(Endpoint::Any, FaultKind::LagReads { ms: 30_000 }));
    let look = || async {
        let count = bench.ok(&format!("{media}?fields=comments_count")).await["comments_count"]
            .as_i64()
            .unwrap();
        let it = bench.ok(&format!("{comment}?fields=hidden,replies{{text}}")).await;
        let replied = it["replies"]["data"]
            .as_array()
            .is_some_and(|all| all.iter().any(|r| r["text"] == "Hello"));
        (count - before, it["hidden"].as_bool().unwrap(), replied)
    };
    assert_eq!(look().await, (0, false, false));
    bench.simulator.clock().advance(Duration::from_secs(29));
    assert_eq!(look().await, (0, false, false));
    bench.simulator.clock().advance(Duration::from_secs(2));
    assert_eq!(look().await, (1, true, true));
}

#[tokio::test]
async fn throttles_expiry_and_stripping_answer_as_the_platform_does() {
    let bench = Bench::new().await;
    bench.fault(Fault::once(Endpoint::Comments, FaultKind::RateLimit));
    let path = format!("{}/comments?fields=id,text,from,username,like_count", bench.post_id());
    let throttled = bench.send(Method::GET, &path).await.unwrap();
    let usage = throttled.headers()["x-business-use-case-usage"]
        .to_str()
        .unwrap()
        .to_owned();
    assert!(usage.contains("\"estimated_time_to_regain_access\":60"));
    assert_eq!(code(&read(throttled).await.1).0, 80002);
    bench.fault(Fault::once(Endpoint::Any, FaultKind::ExpiredToken));
    assert_eq!(code(&bench.get("me").await.1), (190, Some(463)));
    bench.fault(Fault::once(Endpoint::Comments, FaultKind::MissingScope));
    let page = bench.ok(&path).await;
    assert!(page["data"][0].get("from").is_none() && page["data"][0].get("like_count").is_some());
    bench.fault(Fault::once(
        Endpoint::Comments,
        FaultKind::StripFields {
            fields: vec!["like_count".to_owned()],
        },
    ));
    let page = bench.ok(&path).await;
    assert!(page["data"][0].get("from").is_some() && page["data"][0].get("like_count").is_none());
    bench.fault(Fault::once(Endpoint::Reply, FaultKind::MissingScope));
    assert_eq!(code(&read(bench.reply().await.unwrap()).await.1).0, 10);
}

#[tokio::test]
async fn each_write_has_its_own_switch() {
    let bench = Bench::new().await;
    let (media, comment) = (bench.post_id(), bench.comment_id());
    for endpoint in [
        Endpoint::Hide,
        Endpoint::Unhide,
        Endpoint::Delete,
        Endpoint::CommentSwitch,
    ] {
        bench.simulator.faults().clear();
        bench.fault(Fault::always(
            endpoint,
            FaultKind::Status {
                status: 500,
                after_effect: false,
            },
        ));
        let answers = [
            (Endpoint::Hide, bench.post(&comment, &[("hide", "true")]).await.0),
            (Endpoint::Unhide, bench.post(&comment, &[("hide", "false")]).await.0),
            (
                Endpoint::CommentSwitch,
                bench.post(&media, &[("comment_enabled", "true")]).await.0,
            ),
        ];
        for (asked, status) in answers {
            assert_eq!(
                status == 500,
                asked == endpoint,
                "{asked:?} under a fault on {endpoint:?}"
            );
        }
    }
    bench.simulator.faults().clear();
    bench.fault(Fault::once(Endpoint::Delete, FaultKind::CutBefore));
    assert!(bench.send(Method::DELETE, &comment).await.is_err());
    assert!(bench.simulator.world().comment(&comment).is_some());
}

#[tokio::test]
async fn faults_are_laid_and_taken_away_over_http() {
    let bench = Bench::new().await;
    let address = bench.address("_sim/faults");
    let fault = json!({ "endpoint": "me", "kind": "error", "code": 613, "status": 500, "times": 5 });
    let (_, list) = read(bench.http.post(&address).json(&fault).send().await.unwrap()).await;
    assert_eq!(list[0]["times"], 5);
    let (status, value) = bench.get("me").await;
    assert_eq!((status.as_u16(), code(&value).0), (500, 613));
    let (_, list) = read(bench.http.get(&address).send().await.unwrap()).await;
    assert_eq!(list[0]["times"], 4);
    let (_, list) = read(bench.http.delete(&address).send().await.unwrap()).await;
    assert_eq!(list, json!([]));
    assert_eq!(bench.get("me?fields=username").await.1["username"], ACCOUNT);
}

#[tokio::test]
async fn token_calls_can_fail_too() {
    let bench = Bench::new().await;
    let kind = FaultKind::Error {
        code: 400,
        subcode: None,
        status: Some(400),
        message: Some("no".to_owned()),
    };
    bench.fault(Fault::once(Endpoint::Token, kind));
    let (_, flat) = read(
        bench
            .http
            .post(bench.address("oauth/access_token"))
            .send()
            .await
            .unwrap(),
    )
    .await;
    assert_eq!(
        flat,
        json!({ "error_type": "OAuthException", "code": 400, "error_message": "no" })
    );
    bench.fault(Fault::once(Endpoint::Refresh, FaultKind::CutAfter));
    assert!(
        bench
            .http
            .get(bench.address("refresh_access_token"))
            .send()
            .await
            .is_err()
    );
    bench.fault(Fault::once(Endpoint::LongToken, FaultKind::Html));
    assert_eq!(
        bench
            .http
            .get(bench.address("access_token"))
            .send()
            .await
            .unwrap()
            .status(),
        200
    );
}

#[tokio::test]
async fn lists_can_be_empty_though_there_are_comments() {
    let bench = Bench::new().await;
    let path = format!("{}/comments?limit=2", bench.post_id());
    bench
        .simulator
        .faults()
        .add(Fault::once(Endpoint::Comments, FaultKind::EmptyLists));
    let page = bench.ok(&path).await;
    assert_eq!(page["data"], serde_json::json!([]));
    assert!(page["paging"]["cursors"]["after"].is_string());
    assert_eq!(bench.ok(&path).await["data"].as_array().unwrap().len(), 2);
}

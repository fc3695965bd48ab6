//! What the live platform was seen to do: refusals by their numbers, usage under the right ids, odd ids, edges as fields.

use crate::common::facebook::Login;
use crate::common::{ACCOUNT, Bench, OTHER, code, read};
use reqwest::Method;
use serde_json::{Value, json};
use simulator::{Endpoint, Fault, FaultKind};

fn error(code: i64, subcode: Option<i64>) -> FaultKind {
    FaultKind::Error {
        code,
        subcode,
        status: None,
        message: None,
    }
}

#[tokio::test]
async fn a_fault_by_number_is_told_as_the_simulator_tells_it_itself() {
    let bench = Bench::new().await;
    for (kind, status, title) in [
        (error(10, None), 403, None),
        (error(4, Some(2_207_051)), 403, Some("Action is blocked")),
        (error(803, None), 404, None),
        (error(2, None), 500, None),
        (error(9007, Some(2_207_027)), 400, Some("The media is not ready")),
        (error(77, None), 400, None),
    ] {
        bench.simulator.faults().add(Fault::once(Endpoint::Me, kind.clone()));
        let (told, body) = bench.get("me").await;
        assert_eq!(told, status, "{kind:?}");
        assert_eq!(body["error"]["error_user_title"].as_str(), title, "{kind:?}");
        assert_eq!(body["error"]["is_transient"], status == 500, "{kind:?}");
    }
    let explicit = FaultKind::Error {
        code: 10,
        subcode: None,
        status: Some(400),
        message: Some("No.".to_owned()),
    };
    bench.simulator.faults().add(Fault::once(Endpoint::Me, explicit));
    let (status, body) = bench.get("me").await;
    assert_eq!((status.as_u16(), &body["error"]["message"]), (400, &json!("No.")));
}

#[tokio::test]
async fn a_throttle_tells_the_usage_of_the_account_it_is_about() {
    let bench = Bench::new().await;
    let login = Login::new(&bench);
    let throttle = |code| FaultKind::Throttle { code, minutes: 7 };
    let keys = async |token: &str, path: &str| {
        let request = bench.http.get(bench.address(path)).bearer_auth(token);
        let answer = request.send().await.unwrap();
        let header = answer.headers()["x-business-use-case-usage"].to_str().unwrap();
        let told: Value = serde_json::from_str(header).unwrap();
        told.as_object().unwrap().keys().cloned().collect::<Vec<_>>()
    };
    let faults = bench.simulator.faults();
    faults.add(Fault::once(Endpoint::Me, throttle(80002)));
    assert_eq!(keys(&bench.token, "v26.0/me").await, [login.account.as_str()]);
    faults.add(Fault::once(Endpoint::Me, throttle(80002)));
    let other = bench.simulator.world().accounts().into_iter();
    let other = other.clone().find(|it| it.username == OTHER).unwrap().id;
    assert!(keys(&login.token, &format!("v26.0/{other}")).await.contains(&other));
    bench.simulator.count_message_rates(true);
    let list = "v26.0/me/conversations?platform=instagram";
    for _ in 0..2 {
        bench.ok("me/conversations?platform=instagram").await;
    }
    assert_eq!(keys(&bench.token, list).await, [login.account.as_str()]);
}

#[tokio::test]
async fn a_second_version_is_refused_as_the_tokens_host_does() {
    let bench = Bench::new().await;
    let facebook = bench.simulator.facebook_token();
    for (token, kind, header) in [
        (&bench.token, "IGApiException", "instagram-api-version"),
        (&facebook, "OAuthException", "facebook-api-version"),
    ] {
        let address = bench.address(&format!("v21.0/v21.0/me?access_token={token}"));
        let answer = bench.http.get(address).send().await.unwrap();
        assert!(answer.headers().contains_key(header));
        let (status, body) = read(answer).await;
        assert_eq!((status.as_u16(), code(&body).0), (500, 2500));
        assert_eq!(body["error"]["type"], kind);
    }
}

#[tokio::test]
async fn ig_id_is_text_of_some_posts_and_a_number_of_others() {
    let bench = Bench::new().await;
    let list = bench.ok("me/media?fields=id,ig_id&limit=100").await;
    let ids: Vec<&Value> = list["data"].as_array().unwrap().iter().map(|it| &it["ig_id"]).collect();
    assert!(ids.iter().any(|id| id.is_string()) && ids.iter().any(|id| id.is_u64()));
    assert!(ids.iter().all(|id| id.is_string() || id.is_u64()));
}

#[tokio::test]
async fn a_token_from_outside_is_as_old_as_its_acceptance() {
    let bench = Bench::new().await;
    bench.simulator.accept_token("EAAmine", "").unwrap();
    bench.simulator.accept_token("IGAAmine", "").unwrap();
    let told = bench
        .http
        .get(bench.address("v26.0/debug_token?input_token=EAAmine"))
        .bearer_auth("EAAmine");
    let (_, told) = read(told.send().await.unwrap()).await;
    let now = bench.simulator.clock().now().as_second();
    assert_eq!(told["data"]["issued_at"], now);
    assert_eq!(told["data"]["expires_at"], 0);
    assert_eq!(told["data"]["data_access_expires_at"], now + 90 * 86_400);
    let refresh = async || {
        let address = bench.address("refresh_access_token?grant_type=ig_refresh_token&access_token=IGAAmine");
        read(bench.http.get(address).send().await.unwrap()).await.0.as_u16()
    };
    assert_eq!(refresh().await, 400);
    bench.pass(86_401);
    assert_eq!(refresh().await, 200);
}

#[tokio::test]
async fn every_edge_of_an_account_can_be_asked_for_as_a_field() {
    let bench = Bench::new().await;
    let login = Login::new(&bench);
    let me = bench
        .ok("me?fields=username,tags.limit(1){id,like_count},content_publishing_limit{quota_usage},live_media")
        .await;
    assert_eq!(me["username"], ACCOUNT);
    assert_eq!(me["tags"]["data"].as_array().unwrap().len(), 1);
    assert_eq!(me["content_publishing_limit"]["data"][0], json!({ "quota_usage": 0 }));
    assert_eq!(me["live_media"]["data"], json!([]));
    let path = format!(
        "{}?fields=collaborative_media,recently_searched_hashtags",
        login.account
    );
    let account = login.ok(&path).await;
    assert!(account["collaborative_media"]["data"].is_array());
    assert!(account["recently_searched_hashtags"]["data"].is_array());
    let (_, refused) = bench.get("me?fields=recently_searched_hashtags").await;
    assert_eq!(code(&refused), (100, None));
}

#[tokio::test]
async fn me_is_a_list_of_one_where_it_is_documented_so() {
    let bench = Bench::new().await;
    let shape = FaultKind::DocumentedShape;
    bench.simulator.faults().add(Fault::once(Endpoint::Me, shape));
    let told = bench.send(Method::GET, "me?fields=username").await.unwrap();
    let (_, told) = read(told).await;
    assert_eq!(told["data"][0]["username"], ACCOUNT);
    assert_eq!(bench.ok("me?fields=username").await["username"], ACCOUNT);
}

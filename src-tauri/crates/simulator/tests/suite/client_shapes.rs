//! Requests as clients of the platform write them: arrays in brackets, nulls, numbers for ids, empty parameters, slashes
//! too many, `HEAD`, times in words.

use crate::common::{Bench, OTHER, code, read};
use reqwest::Method;
use serde_json::{Value, json};
use simulator::EffectKind;

fn number(id: &str) -> u64 {
    id.parse().unwrap()
}

#[tokio::test]
async fn nulls_in_a_message_are_nothing() {
    let bench = Bench::new().await;
    let person = bench.open().person;
    let body = json!({
        "recipient": { "id": person, "comment_id": null },
        "message": { "text": "Yes, until six", "quick_replies": null, "attachment": null },
        "reply_to": null,
    });
    let (status, answer) = bench.say("me/messages", body).await;
    assert_eq!(status, 200, "{answer}");
    assert!(bench.done(EffectKind::PrivateReply).is_empty());
    let heart = json!({ "attachment": { "type": "like_heart", "payload": null }, "quick_replies": null });
    assert_eq!(bench.message(&person, heart).await.0, 200);
    let form = [
        ("recipient", format!(r#"{{"id":"{person}","comment_id":null}}"#)),
        ("message", r#"{"text":"And on Sundays"}"#.to_owned()),
        ("reply_to", "null".to_owned()),
        ("sender_action", String::new()),
    ];
    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let (status, answer) = bench.post("me/messages", &form).await;
    assert_eq!(status, 200, "{answer}");
    assert_eq!(bench.done(EffectKind::Message).len(), 3);
}

#[tokio::test]
async fn ids_in_a_message_may_be_numbers() {
    let bench = Bench::new().await;
    let person = bench.open().person;
    let to = json!({ "id": number(&person) });
    let text = json!({ "recipient": to, "message": { "text": "Yes" } });
    let (status, answer) = bench.say("me/messages", text).await;
    assert_eq!((status.as_u16(), &answer["recipient_id"]), (200, &json!(person)));
    let shared = json!({ "attachment": { "type": "MEDIA_SHARE", "payload": { "id": number(&bench.post_id()) } } });
    let (status, answer) = bench.message(&person, shared).await;
    assert_eq!(status, 200, "{answer}");
    let typing = json!({ "recipient": to, "sender_action": "typing_on" });
    assert_eq!(bench.say("me/messages", typing).await.0, 200);
    let written = json!({ "media": bench.post_id(), "username": "ferngully", "text": "Open on Sundays?" });
    let request = bench.http.post(bench.address("_sim/comments")).json(&written);
    let (_, comment) = read(request.send().await.unwrap()).await;
    let comment = number(comment["id"].as_str().unwrap());
    let reply = json!({ "recipient": { "comment_id": comment }, "message": { "text": "We are" } });
    let (status, answer) = bench.say("me/messages", reply).await;
    assert_eq!(status, 200, "{answer}");
    assert_eq!(bench.done(EffectKind::PrivateReply).len(), 1);
}

#[tokio::test]
async fn both_ids_of_the_account_are_the_account_itself() {
    let bench = Bench::new().await;
    let me = bench.ok("me?fields=id,user_id").await;
    let mut threads = Vec::new();
    for id in [&me["user_id"], &me["id"]] {
        let (status, answer) = bench
            .message(id.as_str().unwrap(), json!({ "text": "Order beans" }))
            .await;
        assert_eq!(status, 200, "{answer}");
        assert!(
            answer["id"].is_string() && answer.get("message_id").is_none(),
            "{answer}"
        );
        threads.push(bench.done(EffectKind::Message).pop().unwrap().conversation);
    }
    assert_eq!(threads[0], threads[1]);
    let token = bench.simulator.dashboard_token(OTHER);
    let address = bench.address("v26.0/me/messages");
    let body = json!({ "recipient": { "id": me["id"] }, "message": { "text": "Hello" } });
    let request = bench.http.post(address).bearer_auth(token).json(&body);
    assert_ne!(request.send().await.unwrap().status(), 200, "not somebody else's");
}

#[tokio::test]
async fn an_upload_type_is_read_in_any_case_and_an_empty_one_is_none() {
    let bench = Bench::new().await;
    for written in ["RESUMABLE", "resumable", "Resumable"] {
        let body = json!({ "media_type": "REELS", "upload_type": written });
        let (_, refused) = bench.say("me/media", body).await;
        assert_eq!(code(&refused).0, 100);
        let text = refused["error"]["message"].as_str().unwrap();
        assert!(text.contains("video_url is required"), "{written}: {text}");
    }
    let id = bench.simulator.world().accounts()[0].id.clone();
    let address = bench.address(&format!("v26.0/{id}/media"));
    let body = json!({ "media_type": "STORIES", "upload_type": "RESUMABLE" });
    let request = bench.http.post(address).bearer_auth(bench.simulator.facebook_token());
    let (status, answer) = read(request.json(&body).send().await.unwrap()).await;
    assert!(answer["uri"].is_string(), "{status} {answer}");
    let picture = bench.host_picture("one.jpg").await;
    let form = [("image_url", picture.as_str()), ("upload_type", "")];
    let (status, answer) = bench.post("me/media", &form).await;
    assert_eq!(status, 200, "{answer}");
}

#[tokio::test]
async fn empty_parameters_of_a_container_are_none() {
    let bench = Bench::new().await;
    let picture = bench.host_picture("one.jpg").await;
    let names = [
        "is_ai_generated",
        "is_carousel_item",
        "share_to_feed",
        "trial_params",
        "user_tags",
        "product_tags",
        "is_paid_partnership",
        "location_id",
    ];
    let form: Vec<(&str, &str)> = names.iter().map(|name| (*name, "")).collect();
    let form = [form.as_slice(), &[("image_url", picture.as_str())]].concat();
    let (status, answer) = bench.post("me/media", &form).await;
    assert_eq!(status, 200, "{answer}");
    let wrong = [("image_url", picture.as_str()), ("is_ai_generated", "perhaps")];
    assert_eq!(code(&bench.post("me/media", &wrong).await.1).0, 100);
}

#[tokio::test]
async fn arrays_may_be_written_in_brackets() {
    let bench = Bench::new().await;
    for address in [
        "me?fields[]=id&fields[]=username",
        "me?fields%5B0%5D=id&fields%5B1%5D=username",
        "me?fields[1]=username&fields[0]=id",
    ] {
        let me = bench.ok(address).await;
        assert!(me["id"].is_string() && me["username"].is_string(), "{address}: {me}");
    }
    let (first, second) = (bench.item("0.jpg").await, bench.item("1.jpg").await);
    bench.pass(10);
    for names in [["children[0]", "children[1]"], ["children[]", "children[]"]] {
        let form = [
            ("media_type", "CAROUSEL"),
            (names[0], first.as_str()),
            (names[1], second.as_str()),
        ];
        let (status, answer) = bench.post("me/media", &form).await;
        assert_eq!(status, 200, "{names:?}: {answer}");
    }
    let person = bench.open().person;
    let form = [("recipient[id]", person.as_str()), ("message[text]", "Until six")];
    let (status, answer) = bench.post("me/messages", &form).await;
    assert_eq!(status, 200, "{answer}");
    let metrics = bench
        .ok("me/insights?period=day&metric_type=total_value&metric[]=likes&metric[]=comments")
        .await;
    assert_eq!(metrics["data"].as_array().unwrap().len(), 2, "{metrics}");
}

#[tokio::test]
async fn slashes_too_many_are_passed_over_everywhere() {
    let bench = Bench::new().await;
    let status = |path: String| {
        let bench = &bench;
        async move {
            let address = format!("{}{path}", bench.simulator.base_url());
            let request = bench.http.get(address).bearer_auth(&bench.token);
            request.send().await.unwrap().status().as_u16()
        }
    };
    let login = format!(
        "client_id={}&redirect_uri={}&response_type=code&scope=instagram_business_basic&state=1",
        bench.simulator.app_id(),
        bench.simulator.redirect_uri()
    );
    let person = login.replace("instagram_business_basic", "instagram_basic");
    bench.host("one.txt", "text/plain", b"1".to_vec()).await;
    let picture = bench.ok("me?fields=profile_picture_url").await["profile_picture_url"].clone();
    let picture = picture.as_str().unwrap().replace("/cdn/", "//cdn/");
    let picture = picture
        .trim_start_matches(bench.simulator.base_url().as_str())
        .to_owned();
    for path in [
        format!("/oauth/authorize?{login}"),
        format!("oauth/authorize/?{login}"),
        format!("v26.0//dialog/oauth?{person}"),
        format!("dialog/oauth/?{person}"),
        "/redirect?code=1&state=1".to_owned(),
        picture,
        "/_host//one.txt".to_owned(),
        "_sim//clock/".to_owned(),
        "/v26.0//me/".to_owned(),
    ] {
        assert_eq!(status(path.clone()).await, 200, "{path}");
    }
    // The witness keeps what was asked.
    let asked = bench.simulator.witness().requests().pop().unwrap();
    assert_eq!(asked.path, "//v26.0//me/");
    let upload = bench.address("/ig-api-upload/v26.0/1").replace("/ig-api", "//ig-api");
    let (_, refused) = read(bench.http.post(upload).send().await.unwrap()).await;
    assert_eq!(refused["debug_info"]["message"], "Invalid OAuth access token.");
}

#[tokio::test]
async fn head_is_a_read_without_its_body() {
    let bench = Bench::new().await;
    let answer = bench.send(Method::HEAD, "me?fields=username").await.unwrap();
    assert_eq!(answer.status(), 200);
    assert!(answer.headers()["content-type"].to_str().unwrap().contains("json"));
    assert_eq!(answer.text().await.unwrap(), "");
    assert_eq!(
        bench.send(Method::HEAD, "17850000000000001").await.unwrap().status(),
        400
    );
    assert_eq!(bench.simulator.witness().requests()[0].endpoint.as_deref(), Some("me"));
}

#[tokio::test]
async fn a_list_of_posts_is_cut_by_times_in_words() {
    let bench = Bench::new().await;
    let now = bench.simulator.clock().now().as_second();
    let day = 86_400;
    let midnight = now - now % day;
    let ids = async |query: String| -> Vec<Value> {
        let page = bench.ok(&format!("me/media?limit=100&{query}")).await;
        page["data"].as_array().unwrap().clone()
    };
    let all = ids(String::new()).await.len();
    let mut told_apart = 0;
    for (words, seconds) in [
        ("now", now),
        ("today", midnight),
        ("yesterday", midnight - day),
        ("-3 days", now - 3 * day),
        ("-30days", now - 30 * day),
        ("2 weeks ago", now - 14 * day),
        ("1 week ago", now - 7 * day),
        ("36 hours ago", now - 36 * 3_600),
        ("-10 minutes", now - 600),
        ("2026-11-01", 1_793_491_200),
        ("2026-11-01T12:00:00+0000", 1_793_534_400),
        ("2026-11-01 12:00:00", 1_793_534_400),
    ] {
        let encoded: String = words.replace('+', "%2B").replace(' ', "%20");
        for side in ["since", "until"] {
            let said = ids(format!("{side}={encoded}")).await;
            assert_eq!(said, ids(format!("{side}={seconds}")).await, "{side} {words}");
            told_apart += usize::from(!said.is_empty() && said.len() < all);
        }
    }
    assert!(told_apart > 8, "{told_apart}");
    assert_eq!(code(&bench.get("me/media?since=soon").await.1).0, 100);
}

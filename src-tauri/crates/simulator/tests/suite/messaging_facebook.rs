//! Messages through a Page (sheet on messaging, §0 to §2): Facebook Login's own ways.

use std::time::Duration;

use crate::common::messaging::ids;
use crate::common::publishing::jpeg;
use crate::common::{ACCOUNT, Bench, code, read};
use reqwest::StatusCode;
use serde_json::{Value, json};
use simulator::EffectKind;

/// A bench whose token is the account's Page's.
async fn page() -> Bench {
    let mut bench = Bench::new().await;
    bench.token = bench.simulator.page_token(ACCOUNT);
    bench
}

#[tokio::test]
async fn a_page_tells_instagrams_conversations_only_when_asked_for_them() {
    let bench = page().await;
    assert!(
        bench.data("me/conversations").await.is_empty(),
        "Messenger's, of which there are none"
    );
    assert!(bench.data("me/conversations?platform=MESSENGER").await.is_empty());
    let data = bench.data("me/conversations?platform=instagram").await;
    let listed = bench.conversations().into_iter().filter(|it| it.listed);
    assert_eq!(ids(&data), listed.map(|it| it.id).collect::<Vec<_>>());
    let page = bench.ok("me?fields=id").await["id"].as_str().unwrap().to_owned();
    assert_eq!(
        bench.data(&format!("{page}/conversations?platform=instagram")).await,
        data
    );
    let answer = bench
        .send(reqwest::Method::GET, "me/conversations?platform=instagram")
        .await
        .unwrap();
    assert!(answer.headers().contains_key("facebook-api-version"));
    // The Instagram account itself has no such edge here.
    let account = bench.simulator.world().accounts().remove(0).id;
    assert_eq!(
        code(
            &bench
                .get(&format!("{account}/conversations?platform=instagram"))
                .await
                .1
        ),
        (100, None)
    );
    let one = bench.open();
    assert_eq!(bench.ok(&format!("{}?fields=messages", one.id)).await["id"], one.id);
    assert_eq!(
        bench.ok(&format!("{}?fields=username", one.person)).await["username"],
        one.username
    );
}

#[tokio::test]
async fn a_pages_token_is_needed_and_its_permissions() {
    let mut bench = page().await;
    let person = bench.simulator.facebook_token();
    let page = bench.ok("me?fields=id").await["id"].as_str().unwrap().to_owned();
    bench.token = person;
    let (status, answer) = bench.get(&format!("{page}/conversations?platform=instagram")).await;
    assert_eq!((status, code(&answer)), (StatusCode::FORBIDDEN, (210, None)));
    let one = bench.open();
    let body = json!({ "recipient": { "id": one.person }, "message": { "text": "Hi" } });
    assert_eq!(code(&bench.say(&format!("{page}/messages"), body).await.1), (210, None));
    assert!(bench.done(EffectKind::Message).is_empty());
}

#[tokio::test]
async fn a_page_sends_answers_in_private_and_reacts() {
    let bench = page().await;
    let one = bench.open();
    let mid = bench.sent(&one.person, "By the Page").await;
    let effect = bench.done(EffectKind::Message).remove(0);
    assert_eq!(
        (effect.id.as_str(), effect.conversation.as_ref()),
        (mid.as_str(), Some(&one.id))
    );
    let question = bench.simulator.message_from(ACCOUNT, &one.username, "This?").unwrap();
    let react = json!({ "recipient": { "id": one.person }, "sender_action": "react",
        "payload": { "message_id": question, "reaction": "love" } });
    assert_eq!(bench.say("me/messages", react).await.0, 200);
    let media = bench.post_id();
    let comment = json!({ "media": media, "username": "mira.asks", "text": "How much?" });
    let request = bench.http.post(bench.address("_sim/comments")).json(&comment);
    let comment = read(request.send().await.unwrap()).await.1["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let reply = json!({ "recipient": { "comment_id": comment }, "message": { "text": "12 €" } });
    assert_eq!(bench.say("me/messages", reply.clone()).await.0, 200);
    let (_, again) = bench.say("me/messages", reply).await;
    assert_eq!(
        (code(&again).0, again["error"]["type"].as_str()),
        (10900, Some("OAuthException"))
    );
}

#[tokio::test]
async fn files_are_uploaded_once_and_sent_by_their_id_for_ninety_days() {
    let bench = page().await;
    let one = bench.open();
    let address = bench.host("photo.jpg", "image/jpeg", jpeg(300, 200, 40)).await;
    let upload = |payload: Value| {
        let message = json!({ "attachment": { "type": "image", "payload": payload } });
        let body = json!({ "platform": "instagram", "message": message });
        let bench = &bench;
        async move { bench.say("me/message_attachments", body).await }
    };
    let (status, answer) = upload(json!({ "url": address, "is_reusable": true })).await;
    assert_eq!(status, 200, "{answer}");
    let id = answer["attachment_id"].as_str().unwrap().to_owned();
    assert_eq!(bench.done(EffectKind::AttachmentUploaded)[0].id, id);
    let by_id = |kind: &str, id: &str| json!({ "attachment": { "type": kind, "payload": { "attachment_id": id } } });
    let (status, answer) = bench.message(&one.person, by_id("image", &id)).await;
    assert_eq!(status, 200, "{answer}");
    let told = bench
        .ok(&format!(
            "{}?fields=attachments",
            answer["message_id"].as_str().unwrap()
        ))
        .await;
    assert_eq!(told["attachments"]["data"][0]["image_data"]["width"], 300);
    assert_eq!(
        bench.refused(&one.person, by_id("video", &id)).await,
        (100, Some(2_018_074))
    );
    assert_eq!(
        bench.refused(&one.person, by_id("image", "77")).await,
        (100, Some(2_018_074))
    );
    assert_eq!(
        code(&upload(json!({ "url": address })).await.1),
        (100, None),
        "not reusable"
    );
    let nowhere = json!({ "url": bench.hosted("missing.jpg"), "is_reusable": true });
    assert_eq!(code(&upload(nowhere).await.1), (100, Some(2_018_008)));
    bench.simulator.clock().advance(Duration::from_secs(91 * 86_400));
    bench
        .simulator
        .message_from(ACCOUNT, &one.username, "Still there?")
        .unwrap();
    assert_eq!(
        bench.refused(&one.person, by_id("image", &id)).await,
        (100, Some(2_018_074))
    );
    // Instagram Login has no upload.
    let mut other = bench;
    other.token = other.simulator.dashboard_token(ACCOUNT);
    let body = json!({ "platform": "instagram", "message": by_id("image", &id) });
    assert_eq!(
        code(&other.say("me/message_attachments", body).await.1),
        (100, Some(33))
    );
}

#[tokio::test]
async fn a_page_is_subscribed_with_fields_of_its_own() {
    let bench = page().await;
    let fields = [("subscribed_fields", "feed,messages")];
    assert_eq!(
        bench.post("me/subscribed_apps", &fields).await.1,
        json!({ "success": true })
    );
    assert_eq!(
        bench.data("me/subscribed_apps").await[0]["subscribed_fields"],
        json!(["feed", "messages"])
    );
    bench.simulator.message_from(ACCOUNT, "mira", "Hello").unwrap();
    let told: Value = serde_json::from_str(&bench.simulator.webhooks()[0].body).unwrap();
    let account = bench.simulator.world().accounts().remove(0).id;
    assert_eq!(
        (told["object"].as_str(), told["entry"][0]["id"].as_str()),
        (Some("instagram"), Some(account.as_str()))
    );
    assert_eq!(bench.delete("me/subscribed_apps").await.1, json!({ "success": true }));
    assert!(bench.data("me/subscribed_apps").await.is_empty());
}

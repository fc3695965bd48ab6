//! Webhooks of what is said elsewhere than under the account's posts: on its broadcasts and in posts of others (sheet on
//! webhooks, §4.6 and §4.8); and of conversations that go to another app.

use crate::common::facebook::Login;
use crate::common::{ACCOUNT, Bench, OTHER, code, read};
use reqwest::StatusCode;
use serde_json::{Value, json};
use simulator::WebhookSettings;

impl Bench {
    async fn cause(&self, path: &str, body: Value) -> (StatusCode, Value) {
        let request = self.http.post(self.address(&format!("_sim/{path}")));
        read(request.json(&body).send().await.unwrap()).await
    }

    async fn caused(&self, path: &str, body: Value) -> Value {
        let (status, answer) = self.cause(path, body).await;
        assert_eq!(status, 200, "{answer}");
        answer
    }

    async fn subscribe_to_changes(&self) {
        let fields = [("subscribed_fields", "comments,live_comments,messaging_handover")];
        assert_eq!(self.post("me/subscribed_apps", &fields).await.0, 200);
    }

    /// The only change of the last delivery.
    fn change(&self) -> Value {
        let told = self.simulator.webhooks().pop().unwrap();
        let payload: Value = serde_json::from_str(&told.body).unwrap();
        payload["entry"][0]["changes"][0].clone()
    }

    async fn mentioned(&self, text: &str, in_comment: bool) -> Value {
        let body = json!({ "username": ACCOUNT, "by": "mira", "text": text, "in_comment": in_comment });
        self.caused("mentions", body).await
    }
}

const TEXT: &str = "have you seen this @kettleandfern?";

#[tokio::test]
async fn comments_on_a_broadcast_have_a_field_of_their_own() {
    let bench = Bench::new().await;
    bench.subscribe_to_changes().await;
    let live = bench.caused("live", json!({ "username": ACCOUNT })).await["id"].clone();
    let said = json!({ "media": live, "username": "mira", "text": "Hello from Oslo" });
    let comment = bench.caused("comments", said).await["id"].clone();
    let told = bench.change();
    assert_eq!(told["field"], "live_comments");
    let value = &told["value"];
    assert_eq!((&value["id"], &value["text"]), (&comment, &json!("Hello from Oslo")));
    assert_eq!(value["from"]["username"], "mira");
    assert_eq!(value["media"], json!({ "id": live, "media_product_type": "LIVE" }));
    let said = json!({ "media": bench.post_id(), "username": "mira", "text": "Hello" });
    bench.caused("comments", said).await;
    assert_eq!(bench.change()["field"], "comments");
}

#[tokio::test]
async fn an_app_without_the_field_hears_nothing_of_a_broadcast() {
    let bench = Bench::new().await;
    bench.subscribe_to_changes().await;
    let settings = WebhookSettings {
        fields: vec!["comments".to_owned()],
        ..WebhookSettings::default()
    };
    bench.simulator.set_webhooks(settings).await.unwrap();
    let live = bench.caused("live", json!({ "username": ACCOUNT })).await["id"].clone();
    let said = json!({ "media": live, "username": "mira", "text": "Hello from Oslo" });
    bench.caused("comments", said).await;
    assert!(bench.simulator.webhooks().is_empty());
}

#[tokio::test]
async fn with_instagram_login_mentions_stand_among_the_comments() {
    let bench = Bench::new().await;
    bench.subscribe_to_changes().await;
    let mention = bench.mentioned(TEXT, true).await;
    let told = bench.change();
    let value = &told["value"];
    assert_eq!(told["field"], "comments");
    assert_eq!((&value["id"], &value["text"]), (&mention["comment"], &json!(TEXT)));
    assert_eq!(value["from"]["username"], "mira");
    assert!(value["from"]["id"].is_string());
    assert_eq!(
        value["media"],
        json!({ "id": mention["media"], "media_product_type": "FEED" })
    );
    let mention = bench.mentioned(TEXT, false).await;
    assert_eq!(
        (bench.change(), &mention["comment"]),
        (
            json!({ "field": "comments", "value": { "media_id": mention["media"] } }),
            &Value::Null
        )
    );
}

#[tokio::test]
async fn with_facebook_login_mentions_are_ids_in_a_field_of_their_own_and_are_read_and_answered_by_them() {
    let bench = Bench::new().await;
    let login = Login::new(&bench);
    let page = bench.simulator.page_id(ACCOUNT).unwrap();
    let page_login = Login {
        token: bench.simulator.page_token(ACCOUNT),
        ..Login::new(&bench)
    };
    let subscription = json!({ "subscribed_fields": "feed" });
    let (status, answer) = page_login.say(&format!("{page}/subscribed_apps"), subscription).await;
    assert_eq!(status, 200, "{answer}");
    let caption = bench.mentioned(TEXT, false).await;
    let told = bench.change();
    assert_eq!(
        told,
        json!({ "field": "mentions", "value": { "media_id": caption["media"] } })
    );
    let comment = bench.mentioned(TEXT, true).await;
    let told = bench.change();
    let value = json!({ "media_id": comment["media"], "comment_id": comment["comment"] });
    assert_eq!(told, json!({ "field": "mentions", "value": value }));

    let (account, media) = (&login.account, caption["media"].as_str().unwrap());
    let read = format!("{account}?fields=mentioned_media.media_id({media}){{caption,username}}");
    assert_eq!(login.ok(&read).await["mentioned_media"]["caption"], TEXT);
    let id = comment["comment"].as_str().unwrap();
    let read = format!("{account}?fields=mentioned_comment.comment_id({id}){{text,media{{id}}}}");
    let found = login.ok(&read).await["mentioned_comment"].clone();
    assert_eq!(
        (&found["text"], &found["media"]["id"]),
        (&json!(TEXT), &comment["media"])
    );
    let answer = json!({ "media_id": comment["media"], "comment_id": id, "message": "Not yet" });
    assert_eq!(login.say(&format!("{account}/mentions"), answer).await.0, 200);
}

#[tokio::test]
async fn a_mention_is_that_of_the_account_and_of_a_public_author() {
    let bench = Bench::new().await;
    bench.subscribe_to_changes().await;
    let mention = |by: &str, text: &str| json!({ "username": ACCOUNT, "by": by, "text": text });
    for body in [mention("mira", "@somebody look"), mention("mira.private", TEXT)] {
        assert_eq!(bench.cause("mentions", body).await.0, 400);
    }
    let strange = json!({ "username": "nobody", "by": "mira", "text": TEXT });
    assert_eq!(bench.cause("mentions", strange).await.0, 404);
    let other = json!({ "username": OTHER, "by": "mira", "text": format!("@{OTHER} look") });
    let media = bench.caused("mentions", other).await["media"].clone();
    assert!(bench.simulator.webhooks().is_empty(), "nobody subscribed for {OTHER}");
    let answer = [("media_id", media.as_str().unwrap()), ("message", "Hello")];
    assert_eq!(code(&bench.post("me/mentions", &answer).await.1), (100, Some(33)));
}

#[tokio::test]
async fn a_conversation_that_changes_hands_is_told_with_both_owners() {
    let bench = Bench::new().await;
    bench.subscribe_to_changes().await;
    bench.simulator.message_from(ACCOUNT, "mira", "Hello?").unwrap();
    let person = bench.conversation(|it| it.username == "mira").person;
    let last = || {
        let told = bench.simulator.webhooks().pop().unwrap();
        serde_json::from_str::<Value>(&told.body).unwrap()["entry"][0].clone()
    };
    assert!(bench.simulator.hand_over(ACCOUNT, "mira", true).unwrap());
    let passed = last()["messaging"][0].clone();
    assert_eq!(passed["sender"]["id"], person);
    let (ours, theirs) = (
        passed["pass_thread_control"]["previous_owner_app_id"].clone(),
        passed["pass_thread_control"]["new_owner_app_id"].clone(),
    );
    assert!(ours.is_string() && theirs.is_string() && ours != theirs);
    let count = bench.simulator.webhooks().len();
    assert!(!bench.simulator.hand_over(ACCOUNT, "mira", true).unwrap());
    assert_eq!(bench.simulator.webhooks().len(), count, "nothing changed");
    assert!(bench.simulator.hand_over(ACCOUNT, "mira", false).unwrap());
    let taken = last()["messaging"][0]["take_thread_control"].clone();
    assert_eq!(
        (&taken["previous_owner_app_id"], &taken["new_owner_app_id"]),
        (&theirs, &ours)
    );
}

//! Webhooks: what is told, how it is written and signed, how it is delivered (sheet on webhooks, §4).

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::common::{ACCOUNT, Bench, code, read};
use axum::Router;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::get;
use hmac::{Hmac, Mac};
use serde::Deserialize;
use serde_json::{Value, json};
use sha2::Sha256;
use simulator::{MessageRefused, Sent, WebhookInfo, WebhookSettings};

impl Bench {
    async fn subscribed() -> Self {
        let bench = Self::new().await;
        bench
            .subscribe("comments,messages,message_reactions,messaging_postbacks,messaging_seen")
            .await;
        bench
    }

    async fn subscribe(&self, fields: &str) {
        let (status, answer) = self.post("me/subscribed_apps", &[("subscribed_fields", fields)]).await;
        assert_eq!((status.as_u16(), answer), (200, json!({ "success": true })));
    }

    /// The payloads so far.
    fn told(&self) -> Vec<Value> {
        let sent = self.simulator.webhooks();
        sent.iter().map(|it| serde_json::from_str(&it.body).unwrap()).collect()
    }

    /// The last payload, which has one messaging event.
    fn event(&self) -> Value {
        self.told().pop().unwrap()["entry"][0]["messaging"][0].clone()
    }

    fn own_id(&self) -> String {
        self.simulator.world().accounts().remove(0).id
    }

    async fn comment_from(&self, username: &str, text: &str) -> String {
        let body = json!({ "media": self.post_id(), "username": username, "text": text });
        let request = self.http.post(self.address("_sim/comments")).json(&body);
        read(request.send().await.unwrap()).await.1["id"]
            .as_str()
            .unwrap()
            .to_owned()
    }
}

#[tokio::test]
async fn nothing_is_told_before_an_account_is_subscribed() {
    let bench = Bench::new().await;
    assert_eq!(bench.ok("me/subscribed_apps").await, json!({ "data": [] }));
    bench.simulator.message_from(ACCOUNT, "mira", "Hello?").unwrap();
    assert!(bench.told().is_empty());
    bench.subscribe("comments,messages").await;
    bench.simulator.message_from(ACCOUNT, "mira", "Anybody?").unwrap();
    assert_eq!(bench.told().len(), 1, "what came before is not told afterwards");
    let data = bench.data("me/subscribed_apps").await;
    assert_eq!(data[0]["subscribed_fields"], json!(["comments", "messages"]));
    assert_eq!(code(&bench.post("me/subscribed_apps", &[]).await.1), (100, None));
    let strange = [("subscribed_fields", "messages,weather")];
    assert_eq!(code(&bench.post("me/subscribed_apps", &strange).await.1), (100, None));
    assert_eq!(bench.delete("me/subscribed_apps").await.1, json!({ "success": true }));
    bench.simulator.message_from(ACCOUNT, "mira", "Still there?").unwrap();
    assert_eq!(bench.told().len(), 1);
    assert_eq!(bench.simulator.witness().requests_to("subscribed_apps").len(), 6);
}

#[tokio::test]
async fn messages_are_told_in_milliseconds_with_both_sides() {
    let bench = Bench::subscribed().await;
    let mid = bench
        .simulator
        .message_from(ACCOUNT, "mira", "Größe 38 / 送料？")
        .unwrap();
    let told = bench.told().pop().unwrap();
    let now_ms = bench.simulator.clock().now_ms();
    assert_eq!(told["object"], "instagram");
    assert_eq!(told["entry"][0]["id"], bench.own_id());
    assert_eq!(told["entry"][0]["time"], now_ms);
    let person = bench.conversation(|it| it.username == "mira").person;
    let event = bench.event();
    assert_eq!(event["sender"]["id"], person);
    assert_eq!(event["recipient"]["id"], bench.own_id());
    assert_eq!(event["timestamp"], now_ms);
    assert_eq!(event["message"], json!({ "mid": mid, "text": "Größe 38 / 送料？" }));
    // Our own come back as echoes, from the API and from the phone.
    let sent = bench.sent(&person, "Yes").await;
    let echo = bench.event();
    assert_eq!(
        (echo["sender"]["id"].as_str(), echo["recipient"]["id"].as_str()),
        (Some(bench.own_id().as_str()), Some(person.as_str()))
    );
    assert_eq!(echo["message"], json!({ "mid": sent, "text": "Yes", "is_echo": true }));
    bench
        .simulator
        .message_on_phone(ACCOUNT, "mira", "From the phone")
        .unwrap();
    assert_eq!(bench.event()["message"]["is_echo"], true);
}

#[tokio::test]
async fn every_kind_of_message_has_its_form() {
    let bench = Bench::subscribed().await;
    let send = |text: &str, sent: Sent| {
        bench.simulator.send_from(ACCOUNT, "mira", text, sent).unwrap();
        bench.event()["message"].clone()
    };
    let photos = send("", Sent::Photos { count: 2 });
    assert_eq!(photos["attachments"][1]["type"], "image");
    assert!(
        photos["attachments"][1]["payload"]["url"]
            .as_str()
            .unwrap()
            .contains("/ig_messaging_cdn/?asset_id=")
    );
    assert!(photos.get("text").is_none());
    assert_eq!(send("", Sent::Voice)["attachments"][0]["type"], "audio");
    assert_eq!(send("", Sent::Heart)["attachments"], json!([{ "type": "like_heart" }]));
    let post = send("", Sent::Post { media: bench.post_id() });
    let kind = post["attachments"][0]["type"].as_str().unwrap();
    assert!(["ig_post", "ig_reel"].contains(&kind), "{post}");
    let story = send("love it", Sent::StoryReply);
    assert!(story["reply_to"]["story"]["url"].is_string() && story["text"] == "love it");
    assert_eq!(send("", Sent::StoryMention)["attachments"][0]["type"], "story_mention");
    assert_eq!(send("", Sent::Unsupported)["is_unsupported"], true);
    let tap = send(
        "Yes",
        Sent::QuickReply {
            payload: "YES".to_owned(),
        },
    );
    assert_eq!(
        (tap["text"].as_str(), tap["quick_reply"]["payload"].as_str()),
        (Some("Yes"), Some("YES"))
    );
    let first = bench.simulator.message_from(ACCOUNT, "mira", "This?").unwrap();
    bench.simulator.reply_from(ACCOUNT, "mira", "That!", &first).unwrap();
    assert_eq!(
        bench.event()["message"]["reply_to"],
        json!({ "mid": first, "is_self_reply": true })
    );
    bench
        .simulator
        .send_from(
            ACCOUNT,
            "mira",
            "Remind me",
            Sent::Postback {
                payload: "REMIND".to_owned(),
            },
        )
        .unwrap();
    let event = bench.event();
    assert!(event.get("message").is_none());
    assert_eq!(
        (
            event["postback"]["title"].as_str(),
            event["postback"]["payload"].as_str()
        ),
        (Some("Remind me"), Some("REMIND"))
    );
}

#[tokio::test]
async fn reactions_reads_edits_and_deletions_are_told() {
    let bench = Bench::subscribed().await;
    let mid = bench
        .simulator
        .message_from(ACCOUNT, "mira", "Is the blue one back?")
        .unwrap();
    let person = bench.conversation(|it| it.username == "mira").person;
    bench.simulator.react_from(&mid, Some("love")).unwrap();
    assert_eq!(
        bench.event()["reaction"],
        json!({ "mid": mid, "action": "react", "reaction": "love", "emoji": "❤️" })
    );
    bench.simulator.react_from(&mid, None).unwrap();
    assert_eq!(bench.event()["reaction"], json!({ "mid": mid, "action": "unreact" }));
    bench.simulator.edit_message(&mid, "Is the navy one back?").unwrap();
    assert_eq!(
        bench.event()["message_edit"],
        json!({ "mid": mid, "text": "Is the navy one back?", "num_edit": 1 })
    );
    let ours = bench.sent(&person, "It is").await;
    bench.simulator.seen_by_person(&ours).unwrap();
    let seen = bench.event();
    assert_eq!(
        (seen["read"].clone(), seen["sender"]["id"].as_str()),
        (json!({ "mid": ours }), Some(person.as_str()))
    );
    bench.simulator.unsend(&mid).unwrap();
    let gone = bench.event();
    assert_eq!(gone["message"], json!({ "mid": mid, "is_deleted": true }));
    let count = bench.told().len();
    bench.simulator.react_from(&ours, None).unwrap();
    assert_eq!(bench.told().len(), count, "what changed nothing is not told");
}

#[tokio::test]
async fn comments_are_told_in_seconds_our_own_included_and_deletions_are_not() {
    let bench = Bench::subscribed().await;
    let comment = bench.comment_from("mira", "Price?").await;
    let told = bench.told().pop().unwrap();
    assert_eq!(told["entry"][0]["time"], bench.simulator.clock().now_ms() / 1000);
    let change = &told["entry"][0]["changes"][0];
    assert_eq!(change["field"], "comments");
    let value = &change["value"];
    assert_eq!(
        (value["id"].as_str(), value["text"].as_str()),
        (Some(comment.as_str()), Some("Price?"))
    );
    assert_eq!(value["from"]["username"], "mira");
    assert_eq!(value["media"]["id"], bench.post_id());
    bench.post(&format!("{comment}/replies"), &[("message", "12 €")]).await;
    let ours = &bench.told().pop().unwrap()["entry"][0]["changes"][0]["value"];
    assert_eq!(ours["parent_id"], comment);
    assert!(ours["from"]["self_ig_scoped_id"].is_string());
    let count = bench.told().len();
    bench.post(&comment, &[("hide", "true")]).await;
    bench.delete(&comment).await;
    assert_eq!(bench.told().len(), count);
}

#[tokio::test]
async fn the_forms_seen_in_the_wild_can_be_asked_for() {
    let bench = Bench::subscribed().await;
    let settings = WebhookSettings {
        flat_changes: true,
        comment_id_key: true,
        edit_first: true,
        ..WebhookSettings::default()
    };
    bench.simulator.set_webhooks(settings).await.unwrap();
    let comment = bench.comment_from("mira", "Price?").await;
    let entry = &bench.told().pop().unwrap()["entry"][0];
    assert!(entry.get("changes").is_none() && entry["field"] == "comments");
    assert_eq!(entry["value"]["comment_id"], comment);
    let mid = bench.simulator.message_from(ACCOUNT, "mira", "Hello").unwrap();
    let told = bench.told();
    let early = &told[told.len() - 2]["entry"][0]["messaging"][0];
    assert_eq!(
        early,
        &json!({ "message_edit": { "mid": mid, "num_edit": 0 } }),
        "no text and no sender"
    );
    assert_eq!(bench.event()["message"]["mid"], mid);
}

#[tokio::test]
async fn what_another_app_answers_is_told_as_standby() {
    let bench = Bench::subscribed().await;
    let other_app = bench.conversation(|it| it.other_app);
    bench
        .simulator
        .message_from(ACCOUNT, &other_app.username, "Hello")
        .unwrap();
    let entry = &bench.told().pop().unwrap()["entry"][0];
    assert!(entry.get("messaging").is_none());
    assert_eq!(entry["standby"][0]["message"]["text"], "Hello");
}

#[tokio::test]
async fn the_app_chooses_fields_and_an_account_gets_them_all() {
    let bench = Bench::new().await;
    bench.subscribe("comments").await;
    bench.simulator.message_from(ACCOUNT, "mira", "Hello").unwrap();
    assert_eq!(bench.told().len(), 1, "account-level selection is not supported");
    let only = WebhookSettings {
        fields: vec!["comments".to_owned(), "message_echoes".to_owned()],
        ..WebhookSettings::default()
    };
    bench.simulator.set_webhooks(only).await.unwrap();
    bench.simulator.message_from(ACCOUNT, "mira", "Hello again").unwrap();
    assert_eq!(bench.told().len(), 1);
    bench.simulator.message_on_phone(ACCOUNT, "mira", "Hi").unwrap();
    assert_eq!(bench.told().len(), 2);
}

#[tokio::test]
async fn batches_duplicates_and_disorder_are_settings() {
    let bench = Bench::subscribed().await;
    let settings = WebhookSettings {
        batch: 5,
        duplicates: 1.0,
        disorder: true,
        ..WebhookSettings::default()
    };
    bench.simulator.set_webhooks(settings).await.unwrap();
    for number in 0..4 {
        bench
            .simulator
            .message_from(ACCOUNT, "mira", &number.to_string())
            .unwrap();
    }
    assert!(bench.told().is_empty(), "not full yet");
    bench.comment_from("mira", "4").await;
    let told = bench.told();
    assert_eq!(told.len(), 2);
    assert_eq!(told[0], told[1], "the same delivery twice");
    let entries = told[0]["entry"].as_array().unwrap();
    let events: Vec<&Value> = entries
        .iter()
        .flat_map(|entry| entry["messaging"].as_array().into_iter().flatten())
        .collect();
    assert_eq!(events.len(), 4);
    assert!(entries.iter().any(|entry| entry["changes"].is_array()));
    let texts: Vec<&str> = events
        .iter()
        .map(|it| it["message"]["text"].as_str().unwrap())
        .collect();
    assert_ne!(texts, ["0", "1", "2", "3"]);
    bench.simulator.message_from(ACCOUNT, "mira", "late").unwrap();
    bench.simulator.flush_webhooks();
    assert_eq!(bench.told().len(), 4);
}

/// Headers and body of a POST.
type Delivery = (HeaderMap, Vec<u8>);

/// A callback of somebody.
#[derive(Clone, Default)]
struct Callback {
    came: Arc<Mutex<Vec<Delivery>>>,
    /// Statuses to answer, before 200.
    statuses: Arc<Mutex<VecDeque<u16>>>,
}

#[derive(Deserialize)]
struct Verification {
    #[serde(rename = "hub.mode")]
    mode: String,
    #[serde(rename = "hub.challenge")]
    challenge: String,
    #[serde(rename = "hub.verify_token")]
    verify_token: String,
}

impl Callback {
    async fn listen(&self) -> String {
        async fn verify(Query(asked): Query<Verification>) -> (StatusCode, String) {
            if asked.mode == "subscribe" && asked.verify_token == "my-secret" {
                (StatusCode::OK, asked.challenge)
            } else {
                (StatusCode::FORBIDDEN, String::new())
            }
        }
        async fn take(State(callback): State<Callback>, headers: HeaderMap, body: axum::body::Bytes) -> StatusCode {
            callback.came.lock().unwrap().push((headers, body.to_vec()));
            let status = callback.statuses.lock().unwrap().pop_front().unwrap_or(200);
            StatusCode::from_u16(status).unwrap()
        }
        let app = Router::new()
            .route("/webhook", get(verify).post(take))
            .with_state(self.clone());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}/webhook", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
        address
    }

    async fn wait_for(&self, count: usize) {
        for _ in 0..200 {
            if self.came.lock().unwrap().len() >= count {
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("only {} of {count} came", self.came.lock().unwrap().len());
    }
}

fn settings(callback: &str) -> WebhookSettings {
    WebhookSettings {
        callback_url: Some(callback.to_owned()),
        verify_token: "my-secret".to_owned(),
        ..WebhookSettings::default()
    }
}

/// Attempts of the last delivery once it is settled.
async fn attempts(bench: &Bench) -> Vec<u16> {
    for _ in 0..200 {
        let last = bench.simulator.webhooks().pop().unwrap().attempts;
        if last.last() == Some(&200) || last.len() == 3 {
            return last;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("never settled");
}

#[tokio::test]
async fn a_callback_verifies_itself_and_gets_signed_bytes() {
    let bench = Bench::subscribed().await;
    let callback = Callback::default();
    let address = callback.listen().await;
    bench.simulator.set_webhooks(settings(&address)).await.unwrap();
    bench.simulator.message_from(ACCOUNT, "mira", "Größe / 38 🔥").unwrap();
    callback.wait_for(1).await;
    let (headers, body) = callback.came.lock().unwrap()[0].clone();
    assert!(body.is_ascii());
    let text = String::from_utf8(body.clone()).unwrap();
    assert!(text.contains("Gr\\u00f6\\u00dfe \\/ 38 \\ud83d\\udd25"), "{text}");
    let mac = Hmac::<Sha256>::new_from_slice(bench.simulator.app_secret().as_bytes()).unwrap();
    let expected = hex::encode(mac.chain_update(&body).finalize().into_bytes());
    assert_eq!(headers["x-hub-signature-256"], format!("sha256={expected}"));
    assert!(headers["x-hub-signature"].to_str().unwrap().starts_with("sha1="));
    let reserialised = serde_json::from_slice::<Value>(&body).unwrap().to_string();
    assert_ne!(
        reserialised.as_bytes(),
        body,
        "parsing and writing again breaks the signature"
    );
    let kept: Vec<WebhookInfo> = bench.simulator.webhooks();
    assert_eq!(kept[0].body.as_bytes(), body);
    assert_eq!(attempts(&bench).await, [200]);
}

#[tokio::test]
async fn a_callback_that_does_not_verify_itself_or_is_elsewhere_is_refused() {
    let bench = Bench::subscribed().await;
    let address = Callback::default().listen().await;
    let wrong = WebhookSettings {
        verify_token: "wrong".to_owned(),
        ..settings(&address)
    };
    assert_eq!(
        bench.simulator.set_webhooks(wrong).await,
        Err(MessageRefused::CallbackNotVerified)
    );
    let elsewhere = settings("https://example.com/webhook");
    assert_eq!(
        bench.simulator.set_webhooks(elsewhere).await,
        Err(MessageRefused::CallbackElsewhere)
    );
    let over_http = bench
        .http
        .post(bench.address("_sim/webhooks"))
        .json(&json!({ "callback_url": address, "verify_token": "wrong" }));
    assert_eq!(over_http.send().await.unwrap().status(), 400);
    let over_http = bench
        .http
        .post(bench.address("_sim/webhooks"))
        .json(&json!({ "callback_url": address, "verify_token": "my-secret" }));
    assert_eq!(read(over_http.send().await.unwrap()).await.1["callback_url"], address);
}

#[tokio::test]
async fn what_is_not_acknowledged_comes_again_and_after_an_hour_never() {
    let bench = Bench::subscribed().await;
    let callback = Callback::default();
    let address = callback.listen().await;
    bench.simulator.set_webhooks(settings(&address)).await.unwrap();
    callback.statuses.lock().unwrap().extend([500, 500]);
    bench.simulator.message_from(ACCOUNT, "mira", "One").unwrap();
    assert_eq!(attempts(&bench).await, [500, 500, 200]);
    callback.wait_for(3).await;
    let bodies: Vec<Vec<u8>> = callback
        .came
        .lock()
        .unwrap()
        .iter()
        .map(|(_, body)| body.clone())
        .collect();
    assert!(bodies.windows(2).all(|pair| pair[0] == pair[1]), "the same bytes");
    callback.statuses.lock().unwrap().extend([503; 6]);
    bench.simulator.message_from(ACCOUNT, "mira", "Two").unwrap();
    assert_eq!(attempts(&bench).await, [503, 503, 503]);
    bench.pass(3_601);
    bench.simulator.message_from(ACCOUNT, "mira", "Three").unwrap();
    assert_eq!(attempts(&bench).await, [503, 503, 503]);
    for _ in 0..100 {
        if bench.data("me/subscribed_apps").await.is_empty() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("still subscribed");
}

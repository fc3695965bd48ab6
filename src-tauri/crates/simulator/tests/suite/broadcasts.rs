//! Live broadcasts: read while they are on the air, written to by nobody but people on Instagram (sheets on media §4.4,
//! on comments §5.1 and §5.2, on private replies §3, on webhooks §4.8, on insights §5.2).

use std::time::Duration;

use crate::common::facebook::Login;
use crate::common::{ACCOUNT, Bench, code, options, read};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use simulator::{EffectKind, Options};

/// The object does not support the call, or is not there.
const UNSUPPORTED: (i64, Option<i64>) = (100, Some(33));
const MINUTE: Duration = Duration::from_secs(60);

impl Bench {
    /// The owner goes live.
    async fn go_live(&self) -> String {
        let request = self.http.post(self.address("_sim/live"));
        let begun = request.json(&json!({ "username": ACCOUNT })).send().await.unwrap();
        read(begun).await.1["id"].as_str().unwrap().to_owned()
    }

    async fn end_live(&self) {
        let address = self.address(&format!("_sim/live?username={ACCOUNT}"));
        let ended = self.http.delete(address).send().await.unwrap();
        assert_eq!(read(ended).await.1["ended"], true);
    }

    async fn write_on_phone(&self, body: Value) -> (StatusCode, Value) {
        let request = self.http.post(self.address("_sim/comments"));
        read(request.json(&body).send().await.unwrap()).await
    }

    /// Somebody comments on a broadcast.
    async fn shout(&self, live: &str, username: &str, text: &str) -> String {
        let body = json!({ "media": live, "username": username, "text": text });
        let (status, written) = self.write_on_phone(body).await;
        assert_eq!(status, 200, "{written}");
        written["id"].as_str().unwrap().to_owned()
    }

    async fn say_in_private(&self, comment: &str) -> (StatusCode, Value) {
        let body = json!({ "recipient": { "comment_id": comment }, "message": { "text": "Hello" } });
        self.say("me/messages", body).await
    }
}

#[tokio::test]
async fn a_broadcast_is_read_by_its_id_and_counts_its_comments() {
    let bench = Bench::new().await;
    let live = bench.go_live().await;
    let fields = "media_type,media_product_type,comments_count,is_comment_enabled,username,permalink,media_url,caption";
    let told = bench.ok(&format!("{live}?fields={fields}")).await;
    let expected = json!({
        "id": live, "media_type": "BROADCAST", "media_product_type": "LIVE", "comments_count": 0,
        "is_comment_enabled": true, "username": ACCOUNT,
    });
    assert_eq!(told, expected);
    bench.shout(&live, "mira", "Hello from Oslo").await;
    let listed = bench.ok("me/live_media?fields=comments_count").await;
    assert_eq!(listed["data"], json!([{ "id": live, "comments_count": 1 }]));
    let posts = bench.ok("me/media?limit=100").await;
    let posts = posts["data"].as_array().unwrap();
    assert!(posts.iter().all(|post| post["id"] != live.as_str()), "it is no post");
    assert_eq!(bench.go_live().await, live, "one at a time");
}

#[tokio::test]
async fn its_comments_and_their_replies_are_read() {
    let bench = Bench::new().await;
    let live = bench.go_live().await;
    let first = bench.shout(&live, "mira", "Hello from Oslo").await;
    let body = json!({ "media": live, "username": "jo", "text": "Hi Mira", "parent": first });
    assert_eq!(bench.write_on_phone(body).await.0, 200);
    let second = bench.shout(&live, "jo", "How much?").await;
    let page = bench
        .ok(&format!(
            "{live}/comments?fields=id,text,from,media{{media_product_type}},replies{{text}}"
        ))
        .await;
    let comments = page["data"].as_array().unwrap();
    assert_eq!((comments.len(), comments[0]["id"].as_str()), (2, Some(second.as_str())));
    assert_eq!(comments[1]["from"]["username"], "mira");
    assert_eq!(
        comments[1]["media"],
        json!({ "id": live, "media_product_type": "LIVE" })
    );
    assert_eq!(comments[1]["replies"]["data"][0]["text"], "Hi Mira");
    assert_eq!(bench.ok(&format!("{second}?fields=text")).await["text"], "How much?");
    assert_eq!(bench.simulator.world().comments(&live).len(), 3);
}

#[tokio::test]
async fn with_the_broadcast_go_its_comments_and_everything_else() {
    let bench = Bench::new().await;
    let live = bench.go_live().await;
    let comment = bench.shout(&live, "mira", "Hello").await;
    bench.simulator.clock().advance(10 * MINUTE);
    assert!(bench.get(&format!("{live}/insights?metric=reach")).await.0.is_success());
    bench.end_live().await;
    for path in [
        live.clone(),
        format!("{live}/comments"),
        format!("{live}/insights?metric=reach"),
        comment.clone(),
        format!("{comment}/replies"),
    ] {
        assert_eq!(code(&bench.get(&path).await.1), UNSUPPORTED, "{path}");
    }
    let late = json!({ "media": live, "username": "mira", "text": "Wait" });
    assert_eq!(bench.write_on_phone(late).await.0, 404);
    assert!(bench.simulator.world().comments(&live).is_empty());
    assert_ne!(bench.go_live().await, live, "the next one has an id of its own");
}

#[tokio::test]
async fn the_api_neither_writes_nor_hides_nor_deletes_comments_there() {
    let bench = Bench::new().await;
    let login = Login::new(&bench);
    let live = bench.go_live().await;
    let comment = bench.shout(&live, "mira", "Hello").await;
    for path in [
        format!("{live}/comments?message=Hello"),
        format!("{comment}/replies?message=Hello"),
        format!("{comment}?hide=true"),
        format!("{comment}?hide=false"),
        format!("{live}?comment_enabled=false"),
        format!("{live}?comment_enabled=true"),
    ] {
        let own = read(bench.send(Method::POST, &path).await.unwrap()).await;
        for (status, answer) in [own, login.send(Method::POST, &path).await] {
            assert_eq!((status.as_u16(), code(&answer)), (400, UNSUPPORTED), "{path}");
        }
    }
    assert_eq!(code(&bench.delete(&comment).await.1), UNSUPPORTED);
    assert_eq!(code(&login.send(Method::DELETE, &comment).await.1), UNSUPPORTED);
    let effects = bench.simulator.witness().effects();
    assert_eq!(effects.len(), 1, "the comment itself: {effects:?}");
    let told = bench.ok(&format!("{comment}?fields=hidden")).await;
    assert_eq!(told["hidden"], false);
    // What is wrong with the call itself comes first.
    let (_, answer) = bench.post(&comment, &[]).await;
    assert_eq!(code(&answer), (100, None));
}

#[tokio::test]
async fn the_permission_is_asked_for_before_the_kind_of_media() {
    let mut bench = Bench::new().await;
    let live = bench.go_live().await;
    bench.token = bench
        .simulator
        .dashboard_token_for(ACCOUNT, &["instagram_business_basic"]);
    let (_, answer) = bench.post(&format!("{live}/comments"), &[("message", "Hello")]).await;
    assert_eq!(code(&answer).0, 10);
}

#[tokio::test]
async fn the_owner_moderates_on_the_phone() {
    let bench = Bench::new().await;
    let live = bench.go_live().await;
    let comment = bench.shout(&live, "mira", "Buy followers").await;
    let request = bench.http.post(bench.address("_sim/delete"));
    let deleted = request.json(&json!({ "comment": comment })).send().await.unwrap();
    assert_eq!(read(deleted).await.1["changed"], true);
    assert_eq!(bench.ok(&format!("{live}/comments")).await["data"], json!([]));
}

#[tokio::test]
async fn a_broadcast_is_of_no_type_that_can_be_deleted() {
    let bench = Bench::new().await;
    let login = Login::new(&bench);
    let live = bench.go_live().await;
    let (_, answer) = login.send(Method::DELETE, &live).await;
    assert_eq!(code(&answer), (-1, Some(2_207_073)));
    assert_eq!(code(&bench.delete(&live).await.1), UNSUPPORTED);
    assert_eq!(bench.simulator.witness().effects_of(EffectKind::DeleteMedia), []);
}

#[tokio::test]
async fn a_private_reply_goes_out_while_it_is_on_the_air() {
    let bench = Bench::new().await;
    let live = bench.go_live().await;
    let (early, late) = (
        bench.shout(&live, "mira", "How much?").await,
        bench.shout(&live, "jo", "How much?").await,
    );
    let (status, answer) = bench.say_in_private(&early).await;
    assert_eq!(status, 200, "{answer}");
    assert_eq!(code(&bench.say_in_private(&early).await.1), (10_900, None));
    bench.end_live().await;
    assert_eq!(code(&bench.say_in_private(&late).await.1), (10_903, None));
    let effects = bench.simulator.witness().effects_of(EffectKind::PrivateReply);
    assert_eq!(effects.len(), 1);
    assert_eq!(
        (effects[0].media.as_str(), effects[0].parent.as_ref()),
        (live.as_str(), Some(&early))
    );
}

#[tokio::test]
async fn a_hundred_private_replies_a_second_go_to_a_broadcast_beside_those_to_posts() {
    let bench = Bench::with(Options {
        rates: true,
        ..options()
    })
    .await;
    let live = bench.go_live().await;
    let comment = bench.shout(&live, "mira", "How much?").await;
    assert_eq!(bench.say_in_private(&comment).await.0, 200);
    for _ in 1..100 {
        assert_eq!(code(&bench.say_in_private(&comment).await.1), (10_900, None));
    }
    assert_eq!(code(&bench.say_in_private(&comment).await.1), (613, None));
    let post = bench.comment_id();
    assert_ne!(code(&bench.say_in_private(&post).await.1), (613, None));
    bench.simulator.clock().advance(Duration::from_secs(1));
    assert_eq!(code(&bench.say_in_private(&comment).await.1), (10_900, None));
}

#[tokio::test]
async fn it_has_the_metrics_every_product_has() {
    let bench = Bench::new().await;
    let live = bench.go_live().await;
    let insights = async |metric: &str| bench.get(&format!("{live}/insights?metric={metric}")).await;
    assert_eq!(
        insights("reach,views").await.1["data"],
        json!([]),
        "no numbers in the first minutes"
    );
    bench.simulator.clock().advance(10 * MINUTE);
    let told = insights("reach,views,shares,total_interactions,reposts").await.1;
    assert_eq!(told["data"].as_array().map(Vec::len), Some(5), "{told}");
    for metric in ["saved", "replies", "ig_reels_avg_watch_time"] {
        assert_eq!(code(&insights(metric).await.1), (100, None), "{metric}");
    }
}

#[tokio::test]
async fn others_do_not_see_it_and_nobody_sends_or_embeds_it() {
    let mut bench = Bench::new().await;
    let live = bench.go_live().await;
    bench.simulator.message_from(ACCOUNT, "mira", "Are you live?").unwrap();
    let person = bench.conversation(|it| it.username == "mira").person;
    let shared = json!({ "attachment": { "type": "MEDIA_SHARE", "payload": { "id": live } } });
    assert_eq!(bench.message(&person, shared).await.0, 400);
    bench.token = bench.simulator.dashboard_token(crate::common::OTHER);
    assert_eq!(code(&bench.get(&live).await.1), UNSUPPORTED);
    assert_eq!(code(&bench.get(&format!("{live}/comments")).await.1), UNSUPPORTED);
}

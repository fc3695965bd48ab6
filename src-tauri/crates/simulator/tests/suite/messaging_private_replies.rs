//! Private replies to comments (sheet on messaging, §3).

use crate::common::{ACCOUNT, Bench, OTHER, code, read};
use reqwest::StatusCode;
use serde_json::{Value, json};
use simulator::{CommentInfo, EffectKind, Endpoint, Fault, FaultKind, MessageRefused};

impl Bench {
    async fn answer_in_private(&self, comment: &str, message: Value) -> (StatusCode, Value) {
        let body = json!({ "recipient": { "comment_id": comment }, "message": message });
        self.say("me/messages", body).await
    }

    /// Somebody new writes under the newest post.
    async fn new_comment(&self, username: &str) -> String {
        let body = json!({ "media": self.post_id(), "username": username, "text": "How much?" });
        let request = self.http.post(self.address("_sim/comments")).json(&body);
        let (status, answer) = read(request.send().await.unwrap()).await;
        assert_eq!(status, 200, "{answer}");
        answer["id"].as_str().unwrap().to_owned()
    }

    fn comment_that(&self, fits: impl Fn(&CommentInfo) -> bool) -> CommentInfo {
        let world = self.simulator.world();
        let posts = world.posts(ACCOUNT);
        let mut comments = posts.iter().flat_map(|post| world.comments(&post.id));
        comments.find(fits).unwrap()
    }
}

fn text(text: &str) -> Value {
    json!({ "text": text })
}

#[tokio::test]
async fn a_private_reply_opens_a_conversation_and_tells_whose() {
    let bench = Bench::new().await;
    let comment = bench.new_comment("mira.asks").await;
    let from = bench.ok(&format!("{comment}?fields=from")).await["from"].clone();
    let (status, answer) = bench
        .answer_in_private(&comment, text("12 €, and it ships today"))
        .await;
    assert_eq!(status, 200, "{answer}");
    assert_eq!(answer["recipient_id"], from["id"]);
    let conversation = bench.conversation(|it| it.username == "mira.asks");
    assert_eq!(conversation.person, from["id"]);
    let effects = bench.done(EffectKind::PrivateReply);
    assert_eq!(effects.len(), 1);
    let effect = &effects[0];
    assert_eq!(effect.id, answer["message_id"]);
    assert_eq!(
        (
            effect.parent.as_ref(),
            effect.media.as_str(),
            effect.conversation.as_ref()
        ),
        (Some(&comment), bench.post_id().as_str(), Some(&conversation.id))
    );
    assert!(bench.done(EffectKind::Message).is_empty(), "one row, not two");
    // No follow-up, and no profile, until the person answers.
    assert_eq!(
        bench.refused(&conversation.person, text("Hello?")).await,
        (10, Some(2_534_022))
    );
    assert_eq!(code(&bench.get(&conversation.person).await.1), (230, None));
    bench
        .simulator
        .message_from(ACCOUNT, "mira.asks", "I take two")
        .unwrap();
    bench.sent(&conversation.person, "Wonderful").await;
    assert_eq!(
        bench.ok(&format!("{}?fields=username", conversation.person)).await["username"],
        "mira.asks"
    );
}

#[tokio::test]
async fn one_private_reply_for_each_comment_across_everything() {
    let bench = Bench::new().await;
    let comment = bench.new_comment("mira.asks").await;
    assert_eq!(bench.answer_in_private(&comment, text("First")).await.0, 200);
    assert_eq!(
        code(&bench.answer_in_private(&comment, text("Second")).await.1).0,
        10900
    );
    let other = bench.new_comment("mira.asks").await;
    bench
        .simulator
        .private_reply_on_phone(&other, "From the phone")
        .unwrap();
    assert_eq!(
        code(&bench.answer_in_private(&other, text("From here")).await.1).0,
        10900
    );
    assert_eq!(
        bench.simulator.private_reply_on_phone(&other, "Again"),
        Err(MessageRefused::PrivateReply)
    );
    assert_eq!(bench.done(EffectKind::PrivateReply).len(), 2);
    // A cut connection does not give a second one away either.
    let third = bench.new_comment("mira.asks").await;
    bench.simulator.faults().add(Fault::once(
        Endpoint::PrivateReply,
        FaultKind::Status {
            status: 502,
            after_effect: true,
        },
    ));
    assert_eq!(bench.answer_in_private(&third, text("Lost answer")).await.0, 502);
    assert_eq!(code(&bench.answer_in_private(&third, text("Again")).await.1).0, 10900);
}

#[tokio::test]
async fn what_is_too_old_hidden_gone_or_our_own_gets_no_private_reply() {
    let bench = Bench::new().await;
    let now = bench.simulator.clock().now();
    let old =
        bench.comment_that(|it| now.as_second() - it.written_at.as_second() > 8 * 86_400 && !it.hidden && !it.ours);
    assert_eq!(
        code(&bench.answer_in_private(&old.id, text("Late")).await.1),
        (100, Some(2_534_025))
    );
    let young = bench.new_comment("mira.asks").await;
    bench.pass(7 * 86_400 + 1);
    assert_eq!(
        code(&bench.answer_in_private(&young, text("Late")).await.1),
        (100, Some(2_534_025))
    );
    let hidden = bench.new_comment("rude.visitor").await;
    bench.post(&hidden, &[("hide", "true")]).await;
    let gone = bench.new_comment("shy.visitor").await;
    bench.delete(&gone).await;
    let ours = bench.comment_that(|it| it.ours).id;
    let theirs = bench.simulator.world().posts(OTHER).remove(0).id;
    let theirs = bench.simulator.world().comments(&theirs).remove(0).id;
    for comment in [&hidden, &gone, &ours, &theirs, &"17850000000000001".to_owned()] {
        assert_eq!(
            code(&bench.answer_in_private(comment, text("Hi")).await.1),
            (10903, None),
            "{comment}"
        );
    }
    assert!(bench.done(EffectKind::PrivateReply).is_empty());
}

#[tokio::test]
async fn a_private_reply_is_a_text_and_needs_the_comment_permission() {
    let bench = Bench::new().await;
    let comment = bench.new_comment("mira.asks").await;
    let heart = json!({ "attachment": { "type": "like_heart" } });
    assert_eq!(
        code(&bench.answer_in_private(&comment, heart).await.1),
        (100, Some(2_534_015))
    );
    let long = text(&"a".repeat(1_001));
    assert_eq!(
        code(&bench.answer_in_private(&comment, long).await.1),
        (100, Some(2_534_015))
    );
    let narrow = bench.simulator.dashboard_token_for(
        ACCOUNT,
        &["instagram_business_basic", "instagram_business_manage_messages"],
    );
    let body = json!({ "recipient": { "comment_id": comment }, "message": { "text": "Hi" } });
    let request = bench
        .http
        .post(bench.address("v26.0/me/messages"))
        .bearer_auth(narrow)
        .json(&body);
    assert_eq!(code(&read(request.send().await.unwrap()).await.1), (10, None));
    let blocked = bench.new_comment("cross.visitor").await;
    bench.simulator.message_from(ACCOUNT, "cross.visitor", "Bye").unwrap();
    bench.simulator.block(ACCOUNT, "cross.visitor", true).unwrap();
    assert_eq!(
        code(&bench.answer_in_private(&blocked, text("Wait")).await.1),
        (100, Some(2_534_029))
    );
    assert_eq!(bench.answer_in_private(&comment, text("Hi")).await.0, 200);
}

#[tokio::test]
async fn seven_hundred_and_fifty_an_hour_when_rates_count() {
    let bench = Bench::new().await;
    bench.simulator.count_message_rates(true);
    for _ in 0..750 {
        assert_eq!(
            code(&bench.answer_in_private("17850000000000001", text("Hi")).await.1).0,
            10903
        );
    }
    assert_eq!(
        code(&bench.answer_in_private("17850000000000001", text("Hi")).await.1).0,
        613
    );
    bench.pass(3_600);
    assert_eq!(
        code(&bench.answer_in_private("17850000000000001", text("Hi")).await.1).0,
        10903
    );
}

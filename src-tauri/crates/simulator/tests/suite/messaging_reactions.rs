//! Reactions, typing and reading through the API, faults, and what people do on the phone (sheet on messaging, §2.2).

use crate::common::{ACCOUNT, Bench, code, read};
use serde_json::{Value, json};
use simulator::{EffectKind, Endpoint, Fault, FaultKind, Origin};

#[tokio::test]
async fn reactions_are_put_changed_and_taken_off() {
    let bench = Bench::new().await;
    let one = bench.open();
    let question = bench
        .simulator
        .message_from(ACCOUNT, &one.username, "This one?")
        .unwrap();
    let act = |body: Value| {
        let mut whole = json!({ "recipient": { "id": one.person } });
        whole.as_object_mut().unwrap().extend(body.as_object().unwrap().clone());
        let bench = &bench;
        async move { bench.say("me/messages", whole).await }
    };
    let react = |reaction: &str| json!({ "sender_action": "react", "payload": { "message_id": question, "reaction": reaction } });
    let ours = || bench.simulator.world().message(&question).unwrap().reactions;
    let (_, answer) = act(react("love")).await;
    assert_eq!(answer, json!({ "recipient_id": one.person }));
    assert_eq!((ours()[0].ours, ours()[0].reaction.as_str()), (true, "love"));
    act(react("love")).await;
    act(react("🔥")).await;
    assert_eq!(ours()[0].reaction, "🔥");
    act(json!({ "sender_action": "unreact", "payload": { "message_id": question } })).await;
    assert!(ours().is_empty());
    let changed: Vec<bool> = bench.done(EffectKind::React).iter().map(|it| it.changed).collect();
    assert_eq!(changed, [true, false, true]);
    assert_eq!(bench.done(EffectKind::Unreact).len(), 1);
    assert_eq!(code(&act(react("like")).await.1), (100, None));
    assert_eq!(code(&act(json!({ "sender_action": "react" })).await.1), (100, None));
    assert_eq!(bench.simulator.witness().requests_to("reaction").len(), 6);
    for (action, kind) in [
        ("typing_on", EffectKind::TypingOn),
        ("typing_off", EffectKind::TypingOff),
        ("mark_seen", EffectKind::Seen),
    ] {
        let (status, answer) = act(json!({ "sender_action": action })).await;
        assert_eq!((status.as_u16(), answer), (200, json!({ "recipient_id": one.person })));
        assert_eq!(bench.done(kind)[0].conversation.as_ref(), Some(&one.id));
    }
    assert_eq!(bench.simulator.witness().requests_to("sender_action").len(), 3);
    let both = json!({ "sender_action": "typing_on", "message": { "text": "Hi" } });
    assert_eq!(code(&act(both).await.1), (100, None));
    assert_eq!(code(&act(json!({ "sender_action": "wave" })).await.1), (100, None));
}

#[tokio::test]
async fn faults_reach_messages_by_their_names() {
    let bench = Bench::new().await;
    let one = bench.open();
    let kind = FaultKind::Error {
        code: 613,
        subcode: Some(2_534_040),
        status: None,
        message: None,
    };
    bench.simulator.faults().add(Fault::once(Endpoint::Send, kind));
    assert_eq!(
        bench.refused(&one.person, json!({ "text": "Hi" })).await,
        (613, Some(2_534_040))
    );
    bench
        .simulator
        .faults()
        .add(Fault::once(Endpoint::Send, FaultKind::CutAfter));
    let body = json!({ "recipient": { "id": one.person }, "message": { "text": "Once" } });
    let address = bench.address("v26.0/me/messages");
    assert!(
        bench
            .http
            .post(address)
            .bearer_auth(&bench.token)
            .json(&body)
            .send()
            .await
            .is_err()
    );
    assert_eq!(bench.done(EffectKind::Message).len(), 1, "it was sent all the same");
    let typed: Fault = serde_json::from_value(json!({ "endpoint": "private_reply", "kind": "html" })).unwrap();
    assert_eq!(typed.endpoint, Endpoint::PrivateReply);
}

#[tokio::test]
async fn what_people_do_on_the_phone_can_be_done_over_http() {
    let bench = Bench::new().await;
    let sim = |path: &str, body: Value| {
        let request = bench.http.post(bench.address(&format!("_sim/{path}"))).json(&body);
        async move { read(request.send().await.unwrap()).await }
    };
    let message =
        json!({ "account": ACCOUNT, "person": "oak.visitor", "text": "Where is this?", "kind": "story_reply" });
    let (status, new) = sim("messages", message).await;
    assert_eq!(status, 200, "{new}");
    let mid = new["id"].as_str().unwrap();
    let info = bench.simulator.world().message(mid).unwrap();
    assert_eq!(
        (info.content.as_str(), info.text.as_str()),
        ("story_reply", "Where is this?")
    );
    assert_eq!(
        sim("react", json!({ "message": mid, "reaction": "love" })).await.1["changed"],
        true
    );
    assert_eq!(
        sim("edit", json!({ "message": mid, "text": "Where was this?" }))
            .await
            .0,
        200
    );
    assert_eq!(
        bench.ok(&format!("{mid}?fields=message")).await["message"],
        "Where was this?"
    );
    let ours = json!({ "account": ACCOUNT, "person": "oak.visitor", "text": "By the lake", "ours": true });
    assert_eq!(sim("messages", ours).await.0, 200);
    assert_eq!(
        sim("block", json!({ "account": ACCOUNT, "person": "oak.visitor" }))
            .await
            .1["changed"],
        true
    );
    assert_eq!(sim("unsend", json!({ "message": mid })).await.0, 200);
    assert_eq!(sim("unsend", json!({ "message": mid })).await.0, 404);
    assert_eq!(
        sim("messages", json!({ "account": "nobody", "person": "x" })).await.0,
        404
    );
    let (_, rules) = sim(
        "messaging",
        json!({ "rates": true, "account": ACCOUNT, "message_access": false }),
    )
    .await;
    assert_eq!(
        rules,
        json!({ "rates": true, "human_agent": true, "without_message_access": [ACCOUNT] })
    );
    let list = bench
        .http
        .get(bench.address(&format!("_sim/conversations?account={ACCOUNT}")));
    let (_, list) = read(list.send().await.unwrap()).await;
    assert_eq!(list[0]["username"], "oak.visitor");
    let outside = bench.done(EffectKind::Message);
    assert!(outside.iter().all(|it| it.origin == Origin::Outside) && outside.len() == 2);
}

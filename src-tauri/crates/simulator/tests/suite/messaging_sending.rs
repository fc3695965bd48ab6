//! Sending and its windows (sheet on messaging, §2).

use crate::common::publishing::jpeg;
use crate::common::{ACCOUNT, Bench, OTHER, code};
use serde_json::{Value, json};
use simulator::{EffectKind, Origin};

const OUTSIDE: (i64, Option<i64>) = (10, Some(2_534_022));
const INVALID: (i64, Option<i64>) = (100, Some(2_534_015));

#[tokio::test]
async fn a_text_is_sent_once_and_witnessed_once() {
    let bench = Bench::new().await;
    let one = bench.open();
    let (status, answer) = bench
        .message(&one.person, json!({ "text": "Yes, from Monday ✨" }))
        .await;
    assert_eq!(status, 200, "{answer}");
    assert_eq!(answer["recipient_id"], one.person);
    let mid = answer["message_id"].as_str().unwrap();
    let effects = bench.done(EffectKind::Message);
    assert_eq!(effects.len(), 1);
    let effect = &effects[0];
    assert_eq!(
        (
            effect.id.as_str(),
            effect.conversation.as_ref(),
            effect.content.as_deref(),
            effect.text.as_deref()
        ),
        (mid, Some(&one.id), Some("text"), Some("Yes, from Monday ✨"))
    );
    assert_eq!(effect.origin, Origin::Api);
    let told = bench.ok(&format!("{mid}?fields=from,message")).await;
    assert_eq!(
        (told["from"]["username"].as_str(), told["message"].as_str()),
        (Some(ACCOUNT), Some("Yes, from Monday ✨"))
    );
    assert_eq!(bench.data("me/conversations?limit=1").await[0]["id"], one.id);
}

#[tokio::test]
async fn forms_and_json_say_the_same() {
    let bench = Bench::new().await;
    let one = bench.open();
    let recipient = json!({ "id": one.person }).to_string();
    let (status, answer) = bench
        .post(
            "me/messages",
            &[("recipient", recipient.as_str()), ("message", r#"{"text":"By form"}"#)],
        )
        .await;
    assert_eq!(status, 200, "{answer}");
    let account = bench.simulator.world().accounts().remove(0).id;
    let body = json!({ "recipient": { "id": one.person }, "message": { "text": "By id" } });
    assert_eq!(bench.say(&format!("{account}/messages"), body).await.0, 200);
    let texts: Vec<_> = bench
        .done(EffectKind::Message)
        .into_iter()
        .filter_map(|it| it.text)
        .collect();
    assert_eq!(texts, ["By form", "By id"]);
}

#[tokio::test]
async fn texts_have_a_thousand_bytes_and_not_letters() {
    let bench = Bench::new().await;
    let one = bench.open();
    bench.sent(&one.person, &"a".repeat(1_000)).await;
    bench.sent(&one.person, &"é".repeat(500)).await;
    for text in ["a".repeat(1_001), "é".repeat(501), String::new(), "  ".to_owned()] {
        assert_eq!(bench.refused(&one.person, json!({ "text": text })).await, INVALID);
    }
    for message in [
        json!({}),
        json!({ "text": "both", "attachment": { "type": "like_heart" } }),
        json!({ "attachment": { "type": "location", "payload": { "url": "http://127.0.0.1/a" } } }),
        json!({ "attachment": { "type": "image" } }),
    ] {
        assert_eq!(bench.refused(&one.person, message).await, INVALID);
    }
    let missing = bench
        .say("me/messages", json!({ "message": { "text": "To nobody" } }))
        .await
        .1;
    assert_eq!(code(&missing), (100, None));
    let both = json!({ "recipient": { "id": "1", "comment_id": "2" }, "message": { "text": "Hi" } });
    assert_eq!(code(&bench.say("me/messages", both).await.1), (100, None));
    assert_eq!(bench.done(EffectKind::Message).len(), 2);
}

#[tokio::test]
async fn files_are_fetched_looked_at_and_kept() {
    let bench = Bench::new().await;
    let one = bench.open();
    let picture = jpeg(300, 200, 40);
    let address = bench.host("photo.jpg", "image/jpeg", picture.clone()).await;
    let attached = |kind: &str, url: &str| json!({ "attachment": { "type": kind, "payload": { "url": url } } });
    let (_, answer) = bench.message(&one.person, attached("image", &address)).await;
    let mid = answer["message_id"].as_str().unwrap();
    let told = bench.ok(&format!("{mid}?fields=attachments")).await;
    let data = &told["attachments"]["data"][0];
    assert_eq!(
        (data["image_data"]["width"].as_u64(), data["mime_type"].as_str()),
        (Some(300), Some("image/jpeg"))
    );
    let url = data["image_data"]["url"].as_str().unwrap();
    assert_eq!(
        bench.http.get(url).send().await.unwrap().bytes().await.unwrap(),
        picture
    );
    let pdf = bench.host("a.pdf", "application/pdf", b"%PDF-1.7 ...".to_vec()).await;
    assert_eq!(bench.message(&one.person, attached("file", &pdf)).await.0, 200);
    // Several pictures at once, and one object where a list is meant.
    let part = |url: &str| json!({ "type": "image", "payload": { "url": url } });
    let several = json!({ "attachments": [part(&address), part(&address), part(&address)] });
    assert_eq!(bench.message(&one.person, several).await.0, 200);
    assert_eq!(
        bench
            .message(&one.person, json!({ "attachments": part(&address) }))
            .await
            .0,
        200
    );
    let eleven: Vec<Value> = (0..11).map(|_| part(&address)).collect();
    assert_eq!(
        bench.refused(&one.person, json!({ "attachments": eleven })).await,
        INVALID
    );
    let mixed = json!({ "attachments": [part(&address), { "type": "video", "payload": { "url": address } }] });
    assert_eq!(bench.refused(&one.person, mixed).await, INVALID);
    let nowhere = bench.hosted("missing.jpg");
    for url in [nowhere.as_str(), "https://example.com/a.jpg", "nonsense"] {
        assert_eq!(
            bench.refused(&one.person, attached("image", url)).await,
            (100, Some(2_018_008)),
            "{url}"
        );
    }
    assert_eq!(
        bench.refused(&one.person, attached("image", &pdf)).await,
        (100, Some(2_018_047))
    );
    assert_eq!(
        bench.refused(&one.person, attached("video", &address)).await,
        (100, Some(2_018_047))
    );
    let mut heavy = picture;
    heavy.resize((8 << 20) + 1, 0);
    let heavy = bench.host("heavy.jpg", "image/jpeg", heavy).await;
    assert_eq!(
        bench.refused(&one.person, attached("image", &heavy)).await,
        (100, Some(2_018_109))
    );
    let uploaded = json!({ "attachment": { "type": "image", "payload": { "attachment_id": "12345" } } });
    assert_eq!(bench.refused(&one.person, uploaded).await, (100, Some(2_018_074)));
    let kinds: Vec<_> = bench
        .done(EffectKind::Message)
        .into_iter()
        .filter_map(|it| it.content)
        .collect();
    assert_eq!(kinds, ["image", "file", "image", "image"]);
}

#[tokio::test]
async fn hearts_own_posts_and_templates_are_sent() {
    let bench = Bench::new().await;
    let one = bench.open();
    let attached = |kind: &str, payload: Value| json!({ "attachment": { "type": kind, "payload": payload } });
    assert_eq!(
        bench
            .message(&one.person, json!({ "attachment": { "type": "like_heart" } }))
            .await
            .0,
        200
    );
    let share = attached("MEDIA_SHARE", json!({ "id": bench.post_id() }));
    let (_, answer) = bench.message(&one.person, share).await;
    let told = bench
        .ok(&format!("{}?fields=shares", answer["message_id"].as_str().unwrap()))
        .await;
    assert!(told["shares"]["data"][0]["link"].is_string());
    let theirs = bench.simulator.world().posts(OTHER)[0].id.clone();
    assert_eq!(
        bench
            .refused(&one.person, attached("MEDIA_SHARE", json!({ "id": theirs })))
            .await,
        INVALID
    );
    let element = |title: &str| {
        json!({ "title": title, "subtitle": "Back on Monday",
            "buttons": [{ "type": "postback", "title": "Remind me", "payload": "REMIND" }] })
    };
    let generic =
        |elements: Vec<Value>| attached("template", json!({ "template_type": "generic", "elements": elements }));
    let (status, answer) = bench.message(&one.person, generic(vec![element("Blue jacket")])).await;
    assert_eq!(status, 200, "{answer}");
    let told = bench
        .ok(&format!(
            "{}?fields=attachments",
            answer["message_id"].as_str().unwrap()
        ))
        .await;
    assert_eq!(
        told["attachments"]["data"][0]["generic_template"]["title"],
        "Blue jacket"
    );
    let buttons = |count: usize| {
        let button = json!({ "type": "web_url", "title": "Open", "url": "https://shop.example" });
        attached(
            "template",
            json!({ "template_type": "button", "text": "Choose", "buttons": vec![button; count] }),
        )
    };
    assert_eq!(bench.message(&one.person, buttons(3)).await.0, 200);
    for wrong in [
        buttons(0),
        buttons(4),
        generic(vec![]),
        generic(vec![element("x"); 11]),
        generic(vec![element(&"x".repeat(81))]),
        attached("template", json!({ "template_type": "media" })),
    ] {
        assert_eq!(bench.refused(&one.person, wrong).await, INVALID);
    }
}

#[tokio::test]
async fn quick_replies_need_a_text_a_title_and_a_payload() {
    let bench = Bench::new().await;
    let one = bench.open();
    let reply = json!({ "content_type": "text", "title": "Yes", "payload": "YES" });
    let message = |replies: Vec<Value>| json!({ "text": "Shall we?", "quick_replies": replies });
    assert_eq!(
        bench.message(&one.person, message(vec![reply.clone(); 13])).await.0,
        200
    );
    assert_eq!(
        bench.refused(&one.person, message(vec![reply.clone(); 14])).await,
        INVALID
    );
    let bare = json!({ "content_type": "text", "title": "Yes" });
    assert_eq!(bench.refused(&one.person, message(vec![bare])).await, INVALID);
    let withdrawn = json!({ "content_type": "user_email", "title": "Yes", "payload": "YES" });
    assert_eq!(bench.refused(&one.person, message(vec![withdrawn])).await, (100, None));
    let heart = json!({ "attachment": { "type": "like_heart" }, "quick_replies": [reply] });
    assert_eq!(bench.refused(&one.person, heart).await, INVALID);
}

#[tokio::test]
async fn a_message_can_answer_one_of_its_conversation() {
    let bench = Bench::new().await;
    let one = bench.open();
    let question = bench
        .simulator
        .message_from(ACCOUNT, &one.username, "This one?")
        .unwrap();
    let say = |mid: &str| {
        let body =
            json!({ "recipient": { "id": one.person }, "message": { "text": "That one" }, "reply_to": { "mid": mid } });
        let bench = &bench;
        async move { bench.say("me/messages", body).await }
    };
    let (_, answer) = say(&question).await;
    let told = bench
        .ok(&format!("{}?fields=reply_to", answer["message_id"].as_str().unwrap()))
        .await;
    assert_eq!(told["reply_to"], json!({ "mid": question, "is_self_reply": false }));
    let elsewhere = bench.simulator.message_from(ACCOUNT, "somebody.else", "Hello").unwrap();
    for strange in [elsewhere.as_str(), "aWdf", ""] {
        assert_eq!(say(strange).await.0, 400, "{strange}");
    }
}

#[tokio::test]
async fn the_window_is_a_day_and_a_week_for_what_a_human_writes() {
    let bench = Bench::new().await;
    let account = ACCOUNT;
    bench.simulator.message_from(account, "mira.writes", "Hello?").unwrap();
    let person = bench.conversation(|it| it.username == "mira.writes").person;
    let tagged = |kind: Option<&str>, tag: &str| {
        let mut body =
            json!({ "recipient": { "id": person }, "message": { "text": "Sorry for the wait" }, "tag": tag });
        if let Some(kind) = kind {
            body["messaging_type"] = json!(kind);
        }
        let bench = &bench;
        async move { bench.say("me/messages", body).await }
    };
    bench.pass(24 * 3_600 - 1);
    bench.sent(&person, "Just in time").await;
    bench.pass(2);
    assert_eq!(bench.refused(&person, json!({ "text": "Too late" })).await, OUTSIDE);
    // Reactions open no window, and neither does what we write.
    let question = bench
        .simulator
        .world()
        .messages(&bench.conversation(|it| it.person == person).id)
        .remove(0);
    bench.simulator.react_from(&question.id, Some("🔥")).unwrap();
    assert_eq!(bench.refused(&person, json!({ "text": "Still" })).await, OUTSIDE);
    assert_eq!(tagged(Some("MESSAGE_TAG"), "HUMAN_AGENT").await.0, 200);
    assert_eq!(tagged(None, "HUMAN_AGENT").await.0, 200, "the tag alone will do");
    assert_eq!(
        code(&tagged(Some("MESSAGE_TAG"), "CONFIRMED_EVENT_UPDATE").await.1),
        (100, None)
    );
    assert_eq!(code(&tagged(Some("MESSAGE_TAG"), "").await.1), (100, None));
    assert_eq!(code(&tagged(Some("PROMOTION"), "HUMAN_AGENT").await.1), (100, None));
    bench.simulator.grant_human_agent(false);
    assert_eq!(code(&tagged(None, "HUMAN_AGENT").await.1), (3, None));
    bench.simulator.grant_human_agent(true);
    bench.pass(6 * 24 * 3_600);
    assert_eq!(
        code(&tagged(None, "HUMAN_AGENT").await.1),
        OUTSIDE,
        "after a week nothing goes"
    );
    bench
        .simulator
        .message_from(account, "mira.writes", "I am back")
        .unwrap();
    bench.sent(&person, "Welcome back").await;
}

#[tokio::test]
async fn nobody_is_written_to_who_cannot_or_must_not_be() {
    let bench = Bench::new().await;
    let text = || json!({ "text": "Hello" });
    let other_app = bench.conversation(|it| it.other_app);
    assert_eq!(bench.refused(&other_app.person, text()).await, (100, Some(2_534_037)));
    let blocked = bench.conversation(|it| it.blocked);
    assert_eq!(bench.refused(&blocked.person, text()).await, (100, Some(2_534_029)));
    let gone = bench.conversation(|it| it.gone);
    assert_eq!(bench.refused(&gone.person, text()).await, (100, Some(2_534_014)));
    assert_eq!(bench.refused("123456789012345", text()).await, (100, Some(2_018_001)));
    for wrong in [bench.comment_id(), "kettleandfern".to_owned(), bench.open().id] {
        assert_eq!(bench.refused(&wrong, text()).await, (100, Some(2_018_001)), "{wrong}");
    }
    // A thread taken back, a person who lets us in again.
    bench.simulator.hand_over(ACCOUNT, &other_app.username, false).unwrap();
    bench
        .simulator
        .message_from(ACCOUNT, &other_app.username, "Hi")
        .unwrap();
    bench.sent(&other_app.person, "Here we are").await;
    let one = bench.open();
    bench.simulator.block(ACCOUNT, &one.username, true).unwrap();
    assert_eq!(bench.refused(&one.person, text()).await, (100, Some(2_534_029)));
    bench.simulator.set_message_access(ACCOUNT, false).unwrap();
    assert_eq!(bench.refused(&one.person, text()).await, (200, Some(2_534_041)));
    assert_eq!(
        bench
            .done(EffectKind::Message)
            .iter()
            .filter(|it| it.origin == Origin::Api)
            .count(),
        1
    );
}

#[tokio::test]
async fn an_answered_request_leaves_its_folder() {
    let bench = Bench::new().await;
    bench
        .simulator
        .message_from(ACCOUNT, "newcomer.three", "Hello")
        .unwrap();
    let request = bench.conversation(|it| it.request && it.listed);
    bench
        .simulator
        .message_from(ACCOUNT, &request.username, "Anybody?")
        .unwrap();
    bench.sent(&request.person, "Yes").await;
    assert!(!bench.conversation(|it| it.id == request.id).request);
}

#[tokio::test]
async fn an_account_may_write_to_itself_at_any_time() {
    let bench = Bench::new().await;
    let own = bench.simulator.world().accounts().remove(0).id;
    let (status, answer) = bench.message(&own, json!({ "text": "note to self" })).await;
    assert_eq!(status, 200, "{answer}");
    let told = bench
        .ok(&format!("{}?fields=message,from", answer["id"].as_str().unwrap()))
        .await;
    assert_eq!(
        (told["message"].as_str(), told["from"]["id"].as_str()),
        (Some("note to self"), Some(own.as_str()))
    );
    bench.pass(30 * 24 * 3_600);
    assert_eq!(bench.message(&own, json!({ "text": "still here" })).await.0, 200);
}

//! Reading conversations, messages and people (sheet on messaging, §1).

use std::collections::{BTreeSet, HashSet};
use std::time::{Duration, Instant};

use crate::common::messaging::ids;
use crate::common::{ACCOUNT, Bench, OTHER, code, options, read, walk};
use serde_json::{Value, json};
use simulator::{EffectKind, Endpoint, Fault, FaultKind, Options, Sent, WorldSize};

#[tokio::test]
async fn conversations_come_newest_first_with_id_and_time_unless_more_is_asked() {
    let bench = Bench::new().await;
    let list = bench.ok("me/conversations?platform=instagram").await;
    assert!(list.get("paging").is_none(), "a short list has no paging");
    let data = list["data"].as_array().unwrap();
    let known: Vec<String> = bench
        .conversations()
        .into_iter()
        .filter(|it| it.listed)
        .map(|it| it.id)
        .collect();
    assert_eq!(ids(data), known);
    assert!(
        known.len() < bench.conversations().len(),
        "a sleeping request is left out"
    );
    for item in data {
        assert_eq!(item.as_object().unwrap().len(), 2, "{item}");
        assert!(item["updated_time"].as_str().unwrap().ends_with("+0000"));
    }
    let full = bench
        .data("me/conversations?fields=id,updated_time,participants,messages.limit(1){id,from,message}")
        .await;
    let own = bench.simulator.world().accounts().remove(0);
    for item in &full {
        let people = item["participants"]["data"].as_array().unwrap();
        assert_eq!(
            (people[0]["id"].as_str(), people[0]["username"].as_str()),
            (Some(own.id.as_str()), Some(ACCOUNT))
        );
        assert_ne!(people[0]["id"], own.app_scoped_id);
        assert_eq!(item["messages"]["data"].as_array().unwrap().len(), 1);
    }
}

#[tokio::test]
async fn a_long_inbox_is_paged_in_both_directions_and_a_moving_conversation_does_not_disturb_the_walk() {
    let bench = Bench::with(Options {
        conversations: Some(300),
        ..options()
    })
    .await;
    let (whole, pages) = walk(&bench, "me/conversations?limit=40").await;
    assert!(pages >= 3, "{pages}");
    let seen: HashSet<String> = ids(&whole).into_iter().collect();
    assert_eq!(seen.len(), whole.len(), "none twice");
    let first = bench.ok("me/conversations?limit=10").await;
    let second_address = first["paging"]["next"].as_str().unwrap().to_owned();
    assert!(second_address.contains("access_token="));
    // The tenth conversation moves to the top before the second page is read.
    let moved = first["data"][9]["id"].as_str().unwrap();
    let person = bench.conversation(|it| it.id == moved).username;
    bench
        .simulator
        .message_from(ACCOUNT, &person, "One more thing")
        .unwrap();
    let second = read(bench.http.get(second_address).send().await.unwrap()).await.1;
    assert_eq!(ids(second["data"].as_array().unwrap()), ids(&whole[10..20]));
    let back = second["paging"]["previous"].as_str().unwrap();
    let back = read(bench.http.get(back).send().await.unwrap()).await.1;
    let mut expected = ids(&whole[..10]);
    expected.rotate_right(1);
    assert_eq!(
        ids(back["data"].as_array().unwrap()),
        expected,
        "the one that moved comes first"
    );
    assert_eq!(bench.data("me/conversations?limit=1").await[0]["id"], moved);
    assert_eq!(code(&bench.get("me/conversations?after=strange").await.1), (100, None));
    assert_eq!(code(&bench.get("me/conversations?limit=0").await.1), (100, None));
}

#[tokio::test]
async fn a_list_can_be_asked_for_one_person() {
    let bench = Bench::new().await;
    let one = bench.open();
    let found = bench.data(&format!("me/conversations?user_id={}", one.person)).await;
    assert_eq!(ids(&found), [one.id]);
    assert!(bench.data("me/conversations?user_id=123456789012345").await.is_empty());
    assert_eq!(
        code(&bench.get("me/conversations?platform=whatsapp").await.1),
        (100, None)
    );
    assert_eq!(
        code(&bench.get("me/conversations?fields=id,unread_count").await.1),
        (100, None)
    );
    assert_eq!(bench.get("me/conversations?platform=INSTAGRAM").await.0, 200);
}

#[tokio::test]
async fn messages_stand_under_their_conversation_and_on_an_edge_of_their_own() {
    let bench = Bench::new().await;
    let one = bench.open();
    let bare = bench.ok(&format!("{}?fields=messages", one.id)).await;
    assert_eq!(bare["id"], one.id);
    let listed = bare["messages"]["data"].as_array().unwrap();
    let mut known: Vec<String> = bench
        .simulator
        .world()
        .messages(&one.id)
        .into_iter()
        .map(|it| it.id)
        .collect();
    known.reverse();
    assert_eq!(ids(listed), known, "newest first");
    let names: BTreeSet<&String> = listed[0].as_object().unwrap().keys().collect();
    assert_eq!(
        names.into_iter().collect::<Vec<_>>(),
        ["created_time", "id", "is_unsupported"]
    );
    let edge = bench.data(&format!("{}/messages", one.id)).await;
    assert_eq!(&edge, listed);
    let bare = bench.ok(&one.id).await;
    assert_eq!(bare.as_object().unwrap().len(), 2, "id and updated_time: {bare}");
}

#[tokio::test]
async fn only_the_newest_twenty_messages_can_be_read() {
    let bench = Bench::new().await;
    let long = bench.conversation(|it| it.messages > 22 && it.listed);
    let (all, _) = walk(
        &bench,
        &format!("{}/messages?limit=9&fields=id,created_time,from,message", long.id),
    )
    .await;
    assert_eq!(all.len(), long.messages);
    for (place, item) in all.iter().enumerate() {
        assert_eq!(item["from"].is_object(), place < 20, "{place}: {item}");
        let (status, answer) = bench.get(item["id"].as_str().unwrap()).await;
        if place < 20 {
            assert_eq!(status, 200, "{answer}");
        } else {
            assert_eq!(code(&answer).0, 9_000_001);
        }
    }
    // A new message pushes the twentieth out; a message that is taken back lets it in again.
    let twentieth = all[19]["id"].as_str().unwrap();
    let new = bench
        .simulator
        .message_from(ACCOUNT, &long.username, "And another")
        .unwrap();
    assert_eq!(code(&bench.get(twentieth).await.1).0, 9_000_001);
    bench.simulator.unsend(&new).unwrap();
    assert_eq!(bench.get(twentieth).await.0, 200);
    assert_eq!(code(&bench.get(&new).await.1).0, 9_000_001, "the same as of an old one");
}

#[tokio::test]
async fn a_message_tells_what_it_holds_and_leaves_out_the_rest() {
    let bench = Bench::new().await;
    let one = bench.open();
    let fields = "id,created_time,from,to,message,attachments,shares,story,reactions,reply_to,tags,is_unsupported";
    let message = |id: String| format!("{id}?fields={fields}");
    let text = bench
        .simulator
        .message_from(ACCOUNT, &one.username, "Größe 38? 送料は？ 🔥")
        .unwrap();
    bench.simulator.react_from(&text, Some("love")).unwrap();
    let told = bench.ok(&message(text.clone())).await;
    assert_eq!(told["message"], "Größe 38? 送料は？ 🔥");
    assert_eq!(told["from"], json!({ "username": one.username, "id": one.person }));
    assert_eq!(told["to"]["data"][0]["username"], ACCOUNT);
    assert_eq!(told["reactions"]["data"][0]["reaction"], "love");
    assert_eq!(told["is_unsupported"], false);
    for absent in ["attachments", "shares", "story", "reply_to"] {
        assert!(told.get(absent).is_none(), "{absent}: {told}");
    }
    let send = |text: &str, sent: Sent| bench.simulator.send_from(ACCOUNT, &one.username, text, sent).unwrap();
    let photos = bench.ok(&message(send("", Sent::Photos { count: 2 }))).await;
    assert_eq!(photos["message"], "");
    let attachments = photos["attachments"]["data"].as_array().unwrap();
    assert_eq!(attachments.len(), 2);
    assert!(attachments[0]["image_data"]["width"].as_u64().unwrap() > 300);
    let voice = bench.ok(&message(send("", Sent::Voice))).await;
    assert!(voice["attachments"]["data"][0]["file_url"].is_string());
    let video = bench.ok(&message(send("", Sent::Video))).await;
    assert!(video["attachments"]["data"][0]["video_data"]["preview_url"].is_string());
    let heart = bench.ok(&message(send("", Sent::Heart))).await;
    assert_eq!(heart["attachments"]["data"][0]["image_data"]["render_as_sticker"], true);
    let post = bench
        .ok(&message(send("", Sent::Post { media: bench.post_id() })))
        .await;
    assert!(post["shares"]["data"][0]["link"].is_string());
    let story = bench.ok(&message(send("where is this?", Sent::StoryReply))).await;
    assert!(story["story"]["reply_to"]["link"].is_string() && story["message"] == "where is this?");
    let stories = ids(&bench.data("me/stories").await);
    let answered = story["story"]["reply_to"]["id"].as_str().unwrap().to_owned();
    assert!(stories.contains(&answered), "a story of the account: {stories:?}");
    let mention = bench.ok(&message(send("", Sent::StoryMention))).await;
    assert!(mention["story"]["mention"]["id"].is_string());
    assert_eq!(
        bench.ok(&message(send("", Sent::Unsupported))).await["is_unsupported"],
        true
    );
    let quote = bench
        .simulator
        .reply_from(ACCOUNT, &one.username, "this one", &text)
        .unwrap();
    assert_eq!(
        bench.ok(&message(quote)).await["reply_to"],
        json!({ "mid": text, "is_self_reply": true })
    );
    assert_eq!(
        code(&bench.get(&format!("{text}?fields=id,colour")).await.1),
        (100, None)
    );
    let nested = format!("{text}?fields=attachments{{id,colour}}");
    assert_eq!(code(&bench.get(&nested).await.1), (100, None));
}

#[tokio::test]
async fn files_of_messages_are_served_signed_and_for_a_while() {
    let bench = Bench::new().await;
    let one = bench.open();
    let address = |kind: Sent, of: &'static str| {
        let id = bench.simulator.send_from(ACCOUNT, &one.username, "", kind).unwrap();
        let bench = &bench;
        async move {
            let told = bench.ok(&format!("{id}?fields=attachments,story,shares")).await;
            let address = told.pointer(of).unwrap_or_else(|| panic!("{told}")).as_str().unwrap();
            (id, address.to_owned())
        }
    };
    let get = |address: String| {
        let asked = bench.http.get(address).send();
        async move {
            let answer = asked.await.unwrap();
            let kind = answer.headers()["content-type"].to_str().unwrap().to_owned();
            (answer.status().as_u16(), kind, answer.bytes().await.unwrap())
        }
    };
    let (photo, picture) = address(Sent::Photos { count: 1 }, "/attachments/data/0/image_data/url").await;
    let (status, kind, bytes) = get(picture.clone()).await;
    assert_eq!((status, kind.as_str()), (200, "image/jpeg"));
    assert!(bytes.starts_with(&[0xff, 0xd8]));
    let (_, film) = address(Sent::Video, "/attachments/data/0/video_data/url").await;
    let (status, kind, bytes) = get(film).await;
    assert_eq!((status, kind.as_str(), &bytes[4..8]), (200, "video/mp4", &b"ftyp"[..]));
    let (_, voice) = address(Sent::Voice, "/attachments/data/0/file_url").await;
    assert_eq!(get(voice).await.1, "audio/wav");
    let (_, share) = address(Sent::Post { media: bench.post_id() }, "/shares/data/0/link").await;
    assert_eq!(get(share).await.0, 200);
    let forged = picture.replace("signature=Ab", "signature=Abf");
    assert_eq!(get(forged).await.0, 403);
    // What was taken back is gone at once, a story after a day, an address after three.
    bench.simulator.unsend(&photo).unwrap();
    assert_eq!(get(picture).await.0, 404);
    let (mention, story) = address(Sent::StoryMention, "/story/mention/link").await;
    let (_, other) = address(Sent::Heart, "/attachments/data/0/image_data/url").await;
    assert_eq!(get(story.clone()).await.0, 200);
    bench.pass(25 * 3_600);
    assert_eq!(get(story).await.0, 404);
    let told = bench.ok(&format!("{mention}?fields=story")).await;
    assert!(told["story"]["mention"].get("link").is_none(), "{told}");
    assert_eq!(get(other.clone()).await.0, 200);
    bench.pass(3 * 24 * 3_600);
    assert_eq!(get(other).await.0, 403);
}

#[tokio::test]
async fn a_profile_needs_consent() {
    let bench = Bench::new().await;
    let one = bench.open();
    let fields =
        "name,username,profile_pic,follower_count,is_user_follow_business,is_business_follow_user,is_verified_user";
    let told = bench.ok(&format!("{}?fields={fields}", one.person)).await;
    assert_eq!(told["username"], one.username);
    assert_eq!(told["id"], one.person);
    assert!(told["follower_count"].is_u64() && told["is_user_follow_business"].is_boolean());
    if let Some(picture) = told["profile_pic"].as_str() {
        assert_eq!(bench.http.get(picture).send().await.unwrap().status(), 200);
    }
    // Somebody who only commented.
    let known: HashSet<String> = bench.conversations().into_iter().map(|it| it.username).collect();
    let comments: Vec<Value> = {
        let post = bench.post_id();
        bench
            .data(&format!("{post}/comments?fields=from,username&limit=50"))
            .await
    };
    let stranger = comments
        .iter()
        .find(|it| it["username"] != ACCOUNT && !known.contains(it["username"].as_str().unwrap()))
        .unwrap();
    let (status, answer) = bench.get(stranger["from"]["id"].as_str().unwrap()).await;
    assert_eq!((status.as_u16(), code(&answer)), (403, (230, None)));
    for other in [bench.conversation(|it| it.blocked), bench.conversation(|it| it.gone)] {
        assert_eq!(code(&bench.get(&other.person).await.1).0, 9010);
    }
    assert_eq!(code(&bench.get("123456789012345").await.1), (100, Some(33)));
}

#[tokio::test]
async fn what_belongs_to_others_and_what_is_not_permitted_is_not_read() {
    let bench = Bench::new().await;
    let theirs = bench.simulator.world().conversations(OTHER).remove(0);
    let message = bench.simulator.world().messages(&theirs.id).remove(0);
    for id in [&theirs.id, &message.id, &theirs.person] {
        assert_eq!(code(&bench.get(id).await.1), (100, Some(33)), "{id}");
    }
    let own = bench.open().id;
    let narrow = bench.simulator.dashboard_token_for(
        ACCOUNT,
        &["instagram_business_basic", "instagram_business_manage_comments"],
    );
    for path in ["me/conversations", own.as_str()] {
        let address = bench.address(&format!("v26.0/{path}"));
        let (_, answer) = read(bench.http.get(address).bearer_auth(&narrow).send().await.unwrap()).await;
        assert_eq!(code(&answer), (10, None), "{path}");
    }
    bench.simulator.set_message_access(ACCOUNT, false).unwrap();
    assert_eq!(code(&bench.get("me/conversations").await.1), (200, Some(2_534_041)));
    bench.simulator.set_message_access(ACCOUNT, true).unwrap();
    bench
        .simulator
        .faults()
        .add(Fault::once(Endpoint::Conversations, FaultKind::MissingScope));
    assert!(bench.data("me/conversations").await.is_empty(), "stripped, not refused");
}

#[tokio::test]
async fn reads_that_lag_show_the_inbox_as_it_was() {
    let bench = Bench::new().await;
    let one = bench.open();
    let before = bench.data("me/conversations").await;
    bench.pass(60);
    let new = bench.simulator.message_from(ACCOUNT, "somebody.new", "Hello?").unwrap();
    let sent = bench.sent(&one.person, "Here you are").await;
    for endpoint in [Endpoint::Conversations, Endpoint::Conversation, Endpoint::Message] {
        bench
            .simulator
            .faults()
            .add(Fault::always(endpoint, FaultKind::LagReads { ms: 30_000 }));
    }
    assert_eq!(bench.data("me/conversations").await, before);
    for message in [&new, &sent] {
        assert_eq!(code(&bench.get(message).await.1).0, 9_000_001);
    }
    assert!(!ids(&bench.data(&format!("{}/messages", one.id)).await).contains(&sent));
    bench.simulator.faults().clear();
    let after = bench.data("me/conversations").await;
    assert_eq!(after.len(), before.len() + 1);
    assert!(ids(&bench.data(&format!("{}/messages", one.id)).await).contains(&sent));
}

#[tokio::test]
async fn two_calls_a_second_for_conversations_when_rates_count() {
    let bench = Bench::new().await;
    bench.simulator.count_message_rates(true);
    let one = bench.open();
    assert_eq!(bench.get("me/conversations").await.0, 200);
    assert_eq!(bench.get(&one.id).await.0, 200);
    assert_eq!(code(&bench.get("me/conversations").await.1), (80006, None));
    assert_eq!(bench.get("me").await.0, 200, "its own counter");
    bench.pass(1);
    assert_eq!(bench.get("me/conversations").await.0, 200);
}

#[tokio::test]
async fn messages_do_not_use_up_the_allowance_of_everything_else() {
    let bench = Bench::new().await;
    bench.simulator.set_hourly_allowance(3);
    for _ in 0..10 {
        assert_eq!(bench.get("me/conversations").await.0, 200);
    }
    assert_eq!(bench.get("me").await.0, 200);
}

#[tokio::test]
async fn too_many_messages_at_once_are_too_much() {
    let bench = Bench::new().await;
    let (status, answer) = bench
        .get("me/conversations?limit=100&fields=messages.limit(20){message}")
        .await;
    assert_eq!((status.as_u16(), code(&answer)), (500, (1, None)));
    let (status, _) = bench
        .get("me/conversations?limit=25&fields=messages.limit(20){message}")
        .await;
    assert_eq!(status, 200);
}

#[tokio::test]
async fn the_demo_has_a_believable_inbox() {
    let bench = Bench::with(Options {
        size: WorldSize::Demo,
        ..options()
    })
    .await;
    let world = bench.simulator.world();
    let accounts = world.accounts();
    let conversations: Vec<_> = accounts
        .iter()
        .flat_map(|it| world.conversations(&it.username))
        .collect();
    assert!(conversations.len() >= 120, "{}", conversations.len());
    let now = bench.simulator.clock().now();
    let open = conversations.iter().filter(|it| {
        it.last_inbound
            .is_some_and(|at| now.as_second() - at.as_second() < 86_400)
    });
    assert!((10..60).contains(&open.count()));
    assert!(
        conversations
            .iter()
            .any(|it| now.as_second() - it.updated_at.as_second() > 200 * 86_400)
    );
    let messages: Vec<_> = conversations.iter().flat_map(|it| world.messages(&it.id)).collect();
    let kinds: BTreeSet<&str> = messages.iter().map(|it| it.content.as_str()).collect();
    for kind in [
        "text",
        "image",
        "video",
        "audio",
        "like_heart",
        "share",
        "story_reply",
        "story_mention",
        "unsupported",
    ] {
        assert!(kinds.contains(kind), "{kind}: {kinds:?}");
    }
    assert!(messages.iter().any(|it| !it.reactions.is_empty()) && messages.iter().any(|it| it.ours));
    let texts: String = messages.iter().map(|it| it.text.as_str()).collect();
    for (script, range) in [
        ("Cyrillic", '\u{400}'..='\u{4ff}'),
        ("Kana", '\u{3040}'..='\u{30ff}'),
        ("Arabic", '\u{600}'..='\u{6ff}'),
        ("Hangul", '\u{ac00}'..='\u{d7af}'),
        ("emoji", '\u{1f300}'..='\u{1faff}'),
    ] {
        assert!(texts.chars().any(|letter| range.contains(&letter)), "{script}");
    }
    let other_apps = conversations.iter().filter(|it| it.other_app).count();
    let blocked = conversations.iter().filter(|it| it.blocked).count();
    assert_eq!((other_apps, blocked), (1, 2));
    assert!(conversations.iter().any(|it| it.request && it.listed));
}

#[tokio::test]
async fn two_hundred_thousand_conversations_cost_nothing_to_start() {
    let begun = Instant::now();
    let bench = Bench::with(Options {
        conversations: Some(200_000),
        ..options()
    })
    .await;
    let page = bench
        .ok("me/conversations?limit=100&fields=participants,messages.limit(5){message}")
        .await;
    assert_eq!(page["data"].as_array().unwrap().len(), 100);
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
}

#[tokio::test]
async fn live_messages_arrive_and_move_their_conversations_up() {
    let bench = Bench::with(Options {
        live: true,
        ..options()
    })
    .await;
    bench.pass(3_600);
    let newest = bench
        .data("me/conversations?fields=updated_time,messages.limit(1)")
        .await
        .remove(0);
    let at: jiff::Timestamp = newest["updated_time"]
        .as_str()
        .unwrap()
        .replace("+0000", "Z")
        .parse()
        .unwrap();
    assert!(at > crate::common::start_of_time());
    assert!(
        bench.done(EffectKind::Message).is_empty(),
        "nobody did it through the API"
    );
}

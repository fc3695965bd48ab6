//! What `is:` finds: states of items and of their entries.

use crate::lines::*;
use crate::support::*;
use crate::talk::{message, read, talk};
use instagram::Comment;
use instagram::messages::MessagingWindow;
use serde_json::json;
use store::views;
use store::{ItemState, Store, View, comments, conversations, human, items, members};

#[tokio::test]
async fn states_of_the_item_are_told_apart() {
    let world = world().await;
    sync(
        &world,
        &["open", "done", "snoozed", "flagged", "muted", "mine"].map(|name| comment(name, 1)),
    )
    .await;
    let mut tx = world.write().await.unwrap();
    members::add_here(&mut tx, "Front desk", at(1)).await.unwrap();
    items::set_done(&mut tx, item(&world, "done").await, at(50))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let here = members::here(&world).await.unwrap().unwrap().uid;
    let state = ItemState::default();
    decide(
        &world,
        "snoozed",
        ItemState {
            snoozed_until: Some(at(90_000)),
            ..state
        },
    )
    .await;
    decide(
        &world,
        "flagged",
        ItemState {
            flagged_at: Some(at(60)),
            ..state
        },
    )
    .await;
    decide(
        &world,
        "muted",
        ItemState {
            muted_at: Some(at(60)),
            ..state
        },
    )
    .await;
    decide(
        &world,
        "mine",
        ItemState {
            assignee: Some(here),
            ..state
        },
    )
    .await;

    for (line, expected) in [
        ("is:open", vec!["open", "flagged", "muted", "mine"]),
        ("is:done", vec!["done"]),
        ("is:snoozed", vec!["snoozed"]),
        ("is:flagged", vec!["flagged"]),
        ("is:muted", vec!["muted"]),
        ("is:mine", vec!["mine"]),
        ("is:open -is:unassigned", vec!["mine"]),
        ("is:done,snoozed", vec!["done", "snoozed"]),
        ("-is:open", vec!["done", "snoozed"]),
        ("-is:mine is:unassigned -is:flagged -is:muted is:open", vec!["open"]),
        ("is:comment is:open,done -is:open", vec!["done"]),
        ("is:message", vec![]),
    ] {
        assert_eq!(found(&world, line).await, expected, "{line}");
    }
}

#[tokio::test]
async fn mine_is_nobodys_where_nobody_is_named() {
    let world = world().await;
    sync(&world, &[comment("a", 1)]).await;
    assert_eq!(found(&world, "is:mine").await, [""; 0]);
    assert_eq!(found(&world, "-is:mine").await, ["a"]);
}

#[tokio::test]
async fn states_of_an_entry_find_its_thread() {
    let world = world().await;
    sync(
        &world,
        &[
            Comment {
                hidden: Some(true),
                ..comment("hidden", 1)
            },
            comment("gone", 2),
            comment("answered", 3),
            own_reply("ours", "answered", 4),
            comment("talk", 5),
            reply("reply", "talk", 6),
            comment("read", 7),
        ],
    )
    .await;
    let mut tx = world.write().await.unwrap();
    comments::set_gone(&mut tx, &id("gone"), at(50)).await.unwrap();
    items::set_read(&mut tx, item(&world, "read").await, true, at(50))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    for (line, expected) in [
        ("is:hidden", vec!["hidden"]),
        ("is:gone", vec!["gone"]),
        ("is:unread", vec!["answered", "talk"]),
        ("is:reply", vec!["talk"]),
        ("replied:yes", vec!["answered"]),
        ("replied:no -is:hidden -is:gone", vec!["talk", "read"]),
        ("is:open,hidden", vec!["hidden", "talk", "read"]),
    ] {
        assert_eq!(found(&world, line).await, expected, "{line}");
    }
}

#[tokio::test]
async fn conversations_that_close_are_those_of_their_view() {
    let world = world().await;
    sync(&world, &[comment("thread", 1)]).await;
    let page = [message("m1", false, 5, json!({}))];
    read(&world, 10, &page, false).await;
    let conversation = conversations::get(&world, &talk()).await.unwrap().unwrap().item;
    let shown = async |line| {
        let filter = filter(View::All, line);
        views::open(&world, &filter).await.unwrap().rows
    };
    assert_eq!(shown("is:closing").await, [0; 0], "nobody looked yet");
    let mut tx = world.write().await.unwrap();
    conversations::mark_closing(&mut tx, &MessagingWindow::closing_at(at(60)))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert_eq!(shown("is:closing").await, [conversation]);
    assert_eq!(shown("is:closing,unassigned -is:closing").await.len(), 1, "the thread");
    assert_eq!(shown("-is:closing").await, [item(&world, "thread").await]);

    for state in [
        ItemState {
            snoozed_until: Some(at(90_000)),
            ..ItemState::default()
        },
        ItemState {
            muted_at: Some(at(60)),
            ..ItemState::default()
        },
    ] {
        let mut tx = world.write().await.unwrap();
        items::set_state(&mut tx, conversation, &state).await.unwrap();
        tx.commit().await.unwrap();
        let view = views::open(&world, &filter(View::WindowClosing, "")).await.unwrap();
        assert_eq!((view.rows, shown("is:closing").await), (vec![], vec![]), "{state:?}");
    }
}

/// Reads everything again by words with a digest: whatever holds one of them calls for a person.
async fn read_again(store: &Store, digest: &[u8], words: &[&str]) -> bool {
    let mut tx = store.write().await.unwrap();
    human::begin(&mut tx, digest).await.unwrap();
    tx.commit().await.unwrap();
    let mut changed = false;
    loop {
        let mut part = human::next_part(store).await.unwrap();
        if part.is_empty() {
            return changed;
        }
        part.read(|text| words.iter().any(|word| text.contains(word)));
        let mut tx = store.write().await.unwrap();
        changed |= human::set_read(&mut tx, &part).await.unwrap();
        tx.commit().await.unwrap();
    }
}

#[tokio::test]
async fn what_calls_for_a_person_waits_and_is_read_again_when_the_words_change() {
    let world = world().await;
    let mine = own_reply("ours", "answered", 5);
    sync(
        &world,
        &[
            by("scam", 1, "anna", "this is a scam"),
            by("praise", 2, "ola", "lovely"),
            by("answered", 3, "ola", "what a scam"),
            mine,
            by("late", 6, "ola", "hello"),
            Comment {
                text: Some("a scam, is it?".to_owned()),
                ..reply("below", "late", 7)
            },
        ],
    )
    .await;
    let page = [message("m1", false, 9, json!({ "message": "I want a refund" }))];
    read(&world, 10, &page, false).await;
    tell(&world).await;
    let told = conversations::untold(&world, 10).await.unwrap();
    let told: Vec<_> = told
        .into_iter()
        .map(|entry| (entry, store::words::Reading::default()))
        .collect();
    let mut tx = world.write().await.unwrap();
    conversations::set_told(&mut tx, &told).await.unwrap();
    tx.commit().await.unwrap();
    let conversation = conversations::get(&world, &talk()).await.unwrap().unwrap().item;
    let number = async |name| item(&world, name).await;
    let shown = async |line| views::open(&world, &filter(View::All, line)).await.unwrap().rows;

    assert_eq!(human::words(&world).await.unwrap(), None);
    assert_eq!(shown("is:human").await, [0; 0], "nobody has read it by any words");
    assert!(read_again(&world, b"one", &["scam"]).await);
    assert_eq!(human::words(&world).await.unwrap().as_deref(), Some(b"one".as_slice()));
    let (scam, late) = (number("scam").await, number("late").await);
    assert_eq!(
        shown("is:human").await,
        [scam, late],
        "what is answered calls for nobody"
    );
    assert_eq!(shown("is:human from:anna").await, [scam]);
    assert_eq!(shown("is:human is:reply").await, [late]);
    let all = [
        scam,
        number("praise").await,
        number("answered").await,
        late,
        conversation,
    ];
    assert_eq!(human::waiting(&world, &all).await.unwrap(), [scam, late].into());
    assert_eq!(shown("-is:human").await.len(), 3);
    assert_eq!(shown("is:human,flagged").await, [scam, late]);

    let list = views::open(&world, &filter(View::All, "is:human")).await.unwrap();
    assert!(read_again(&world, b"two", &["refund"]).await);
    assert_eq!(shown("is:human").await, [conversation]);
    let news = views::news_rows(&world, &filter(View::All, "is:human"), list.high_water).await;
    assert_eq!(
        news.unwrap().rows,
        [conversation],
        "it is news of the list that asks for it"
    );
    assert!(!read_again(&world, b"two", &["refund"]).await, "nothing is otherwise");

    let mut tx = world.write().await.unwrap();
    items::set_done(&mut tx, conversation, at(50)).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(shown("is:human").await, [0; 0], "what is done does not wait");
}

#[tokio::test]
async fn words_that_change_while_they_are_read_again_are_left_to_be_told() {
    let world = world().await;
    sync(&world, &[by("a", 1, "anna", "scam")]).await;
    tell(&world).await;
    let mut tx = world.write().await.unwrap();
    human::begin(&mut tx, b"one").await.unwrap();
    tx.commit().await.unwrap();
    let mut part = human::next_part(&world).await.unwrap();
    part.read(|text| text == "scam");
    sync_at(&world, 90_000, &[by("a", 1, "anna", "never mind")]).await;
    let mut tx = world.write().await.unwrap();
    human::set_read(&mut tx, &part).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(found(&world, "is:human").await, [""; 0]);
    assert_eq!(comments::untold(&world, 10).await.unwrap().len(), 1);
}

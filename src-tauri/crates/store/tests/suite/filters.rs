//! What the terms of the filter language find.

use crate::support::*;
use instagram::Comment;
use jiff::Zoned;
use jiff::tz::TimeZone;
use store::search::{self, Query};
use store::views::{self, Conditions, Held, language};
use store::{Filter, ItemState, NoteOn, Order, Store, View, comments, items, labels, members, notes, people, words};

/// What a list of everything shows under a line, by the top of each thread, in their order.
async fn found(store: &Store, line: &str) -> Vec<String> {
    within(store, View::All, line).await
}

async fn within(store: &Store, view: View, line: &str) -> Vec<String> {
    let filter = filter(view, line);
    let rows = views::open(store, &filter).await.unwrap().rows;
    let mut tops = Vec::new();
    for row in rows {
        tops.push(items::get(store, row).await.unwrap().unwrap().subject);
    }
    tops
}

/// A filter whose line is read at a day after the start, in Prague.
fn filter(view: View, line: &str) -> Filter {
    let (terms, complaints) = language::read(line);
    assert_eq!(complaints, [], "{line}");
    let now: Zoned = at(86_400).to_zoned(TimeZone::get("Europe/Prague").unwrap());
    Filter {
        view,
        accounts: Vec::new(),
        order: Order::OldestFirst,
        typed: Some(Conditions::new(terms, now)),
    }
}

fn by(name: &str, seconds: i64, username: &str, text: &str) -> Comment {
    Comment {
        username: Some(username.to_owned()),
        text: Some(text.to_owned()),
        ..comment(name, seconds)
    }
}

async fn tell(store: &Store) {
    let untold = comments::untold(store, comments::TOLD_BATCH).await.unwrap();
    let told: Vec<_> = untold
        .into_iter()
        .map(|comment| {
            let reading = words::read(comment.text.as_deref());
            (comment, reading)
        })
        .collect();
    let mut tx = store.write().await.unwrap();
    comments::set_told(&mut tx, &told).await.unwrap();
    tx.commit().await.unwrap();
}

async fn decide(store: &Store, name: &str, state: ItemState) {
    let number = item(store, name).await;
    let mut tx = store.write().await.unwrap();
    items::set_state(&mut tx, number, &state).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn an_empty_line_leaves_the_list_as_it_is() {
    let world = world().await;
    sync(&world, &[comment("a", 1), comment("b", 2)]).await;
    assert_eq!(found(&world, "").await, ["a", "b"]);
}

#[tokio::test]
async fn who_wrote_it_finds_the_whole_thread_and_never_our_own_answers() {
    let world = world().await;
    sync(
        &world,
        &[
            by("a", 1, "anna", "first"),
            by("b", 2, "ola", "second"),
            Comment {
                username: Some("anna".to_owned()),
                ..reply("c", "b", 3)
            },
            by("d", 4, "ola", "third"),
            own_reply("ours", "d", 5),
        ],
    )
    .await;
    assert_eq!(found(&world, "from:@Anna").await, ["a", "b"]);
    assert_eq!(found(&world, "from:anna,ola").await, ["a", "b", "d"]);
    assert_eq!(found(&world, "-from:anna").await, ["d"]);
    assert_eq!(found(&world, "from:bakery").await, [""; 0]);
}

#[tokio::test]
async fn terms_about_entries_hold_for_one_and_the_same_entry() {
    let world = world().await;
    sync(
        &world,
        &[
            by("a", 1, "anna", "see https://a.example"),
            by("b", 2, "anna", "lovely"),
            Comment {
                username: Some("ola".to_owned()),
                text: Some("see https://a.example".to_owned()),
                ..reply("c", "b", 3)
            },
        ],
    )
    .await;
    tell(&world).await;
    assert_eq!(found(&world, "from:anna has:link").await, ["a"]);
    assert_eq!(found(&world, "from:ola has:link").await, ["b"]);
    assert_eq!(
        found(&world, "from:anna -has:link").await,
        [""; 0],
        "nobody in the thread may have one"
    );
}

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
async fn words_are_told_once_and_again_when_they_change() {
    let world = world().await;
    let asks = by("asks", 1, "anna", "Where can I buy this lovely plate in Norway?");
    sync(
        &world,
        &[
            asks.clone(),
            by("uk", 2, "olena", "Дуже гарно! Коли цей набір знову буде в наявності?"),
            by("emoji", 3, "ola", "🔥🔥"),
            by("spam", 4, "bot", "@anna look at https://a.example"),
            Comment {
                text: None,
                ..comment("gif", 5)
            },
        ],
    )
    .await;
    assert_eq!(found(&world, "is:question").await, [""; 0], "nothing is told yet");
    assert_eq!(found(&world, "lang:unknown").await, [""; 0]);
    tell(&world).await;
    assert_eq!(comments::untold(&world, 10).await.unwrap(), []);
    for (line, expected) in [
        ("is:question", vec!["asks", "uk"]),
        ("lang:en", vec!["asks"]),
        ("lang:en,Ukrainian", vec!["asks", "uk"]),
        ("lang:unknown", vec!["emoji", "spam", "gif"]),
        ("has:link", vec!["spam"]),
        ("has:mention", vec!["spam"]),
        ("has:emoji", vec!["emoji"]),
        ("has:media", vec!["gif"]),
        ("-has:media,emoji -is:question", vec!["spam"]),
    ] {
        assert_eq!(found(&world, line).await, expected, "{line}");
    }

    sync_at(
        &world,
        90_000,
        &[Comment {
            text: Some("never mind".to_owned()),
            ..asks
        }],
    )
    .await;
    assert_eq!(found(&world, "is:question").await, ["uk"], "new words are not told yet");
    tell(&world).await;
    assert_eq!(found(&world, "is:question").await, ["uk"]);
}

/// What the team wrote down: `a` carries the label Press, `b` Order issue and a note; Customer stands on a person alone.
async fn write_down(store: &Store) {
    let mut tx = store.write().await.unwrap();
    members::add_here(&mut tx, "Front desk", at(0)).await.unwrap();
    let mut made = Vec::new();
    for name in ["Press", "Order issue", "Customer"] {
        made.push(labels::create(&mut tx, name, 1, at(0)).await.unwrap().uid);
    }
    tx.commit().await.unwrap();
    let (a, b) = (item(store, "a").await, item(store, "b").await);
    let who = row(store, "c").await.author();
    let mut tx = store.write().await.unwrap();
    labels::put_on_item(&mut tx, a, made[0]).await.unwrap();
    labels::put_on_item(&mut tx, b, made[1]).await.unwrap();
    let card = people::card_in(&mut tx, &who, at(5)).await.unwrap().unwrap();
    people::set_label(&mut tx, card, made[2], true).await.unwrap();
    notes::write(&mut tx, NoteOn::Item(b), "Ask Solvej", at(9))
        .await
        .unwrap();
    notes::write(&mut tx, NoteOn::Person(card), "Bought twice", at(9))
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn labels_and_notes_on_the_item_are_told_apart_from_those_on_people() {
    let world = world().await;
    sync(
        &world,
        &[
            by("a", 1, "anna", "see https://a.example"),
            by("b", 2, "ola", "lovely"),
            by("c", 3, "mia", "see https://c.example"),
        ],
    )
    .await;
    tell(&world).await;
    write_down(&world).await;
    for (line, expected) in [
        ("label:press", vec!["a"]),
        ("label:PRESS,\"order issue\"", vec!["a", "b"]),
        ("-label:press", vec!["b", "c"]),
        ("label:customer", vec![]),
        ("label:nothing", vec![]),
        ("has:note", vec!["b"]),
        ("-has:note", vec!["a", "c"]),
        ("has:note,link", vec!["a", "b", "c"]),
        ("-has:note,link", vec![]),
        ("has:link -label:press", vec!["c"]),
        ("label:\"order issue\" has:note from:ola", vec!["b"]),
        ("has:note from:anna", vec![]),
    ] {
        assert_eq!(found(&world, line).await, expected, "{line}");
    }
}

#[tokio::test]
async fn words_that_change_while_they_are_read_stay_to_be_read() {
    let world = world().await;
    sync(&world, &[by("a", 1, "anna", "Where?")]).await;
    let untold = comments::untold(&world, 10).await.unwrap();
    sync_at(&world, 90_000, &[by("a", 1, "anna", "never mind")]).await;
    let told: Vec<_> = untold
        .into_iter()
        .map(|comment| (comment, words::read(Some("Where?"))))
        .collect();
    let mut tx = world.write().await.unwrap();
    comments::set_told(&mut tx, &told).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(comments::untold(&world, 10).await.unwrap().len(), 1);
    assert_eq!(found(&world, "is:question").await, [""; 0]);
}

#[tokio::test]
async fn what_is_told_of_a_row_makes_it_news_of_the_lists_that_ask_for_it() {
    let world = world().await;
    sync(&world, &[by("a", 1, "anna", "Where?")]).await;
    let questions = filter(View::All, "is:question");
    let list = views::open(&world, &questions).await.unwrap();
    assert_eq!(list.rows, [0; 0]);
    tell(&world).await;
    let news = views::news_rows(&world, &questions, list.high_water).await.unwrap();
    assert_eq!(news.rows, [item(&world, "a").await]);
}

#[tokio::test]
async fn moments_cut_a_list_to_the_instant() {
    let world = world().await;
    // The start is 2026-09-21T14:13:20Z; a day later the line is read in Prague, two hours ahead.
    let midnight = 86_400 - (16 * 3_600 + 13 * 60 + 20);
    sync(
        &world,
        &[
            comment("old", 0),
            comment("last", midnight - 1),
            comment("first", midnight),
            comment("new", 86_000),
        ],
    )
    .await;
    for (line, expected) in [
        ("after:today", vec!["first", "new"]),
        ("before:today", vec!["old", "last"]),
        ("after:yesterday before:today", vec!["old", "last"]),
        ("after:2026-09-22", vec!["first", "new"]),
        ("after:1h", vec!["new"]),
        ("-after:1h", vec!["old", "last", "first"]),
    ] {
        assert_eq!(found(&world, line).await, expected, "{line}");
    }
}

#[tokio::test]
async fn accounts_answer_to_handle_and_mark_and_posts_to_id_link_and_caption() {
    let world = world().await;
    let captioned = instagram::Media {
        caption: Some("Autumn kiln, 100% stoneware".to_owned()),
        permalink: Some("https://www.instagram.com/p/AbC_1/".parse().unwrap()),
        ..post("17900000000000001")
    };
    see_posts(&world, "florist", &[captioned]).await;
    sync(&world, &[comment("b", 1)]).await;
    let mut tx = world.write().await.unwrap();
    let page = [comment("f", 2)];
    comments::upsert_batch(
        &mut tx,
        &account("florist"),
        &post_id("17900000000000001"),
        &page,
        at(9),
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    let mark = store::accounts::get(&world, &account("florist"))
        .await
        .unwrap()
        .unwrap()
        .mark;
    for line in [
        "account:florist",
        "account:@Florist",
        &format!("account:{mark}"),
        "-account:bakery",
        "post:17900000000000001",
        "post:https://www.instagram.com/p/AbC_1/?hl=en",
        "post:\"autumn kiln\"",
        "post:100%",
    ] {
        assert_eq!(found(&world, line).await, ["f"], "{line}");
    }
    for line in [
        "post:https://www.instagram.com/p/AbCx1/",
        "post:1%0",
        "post:a_t",
        "account:flo",
    ] {
        assert_eq!(found(&world, line).await, [""; 0], "{line}");
    }
}

#[tokio::test]
async fn words_are_found_in_the_entry_that_the_line_holds_for() {
    let world = world().await;
    sync(
        &world,
        &[
            by("a", 1, "anna", "is it wool?"),
            by("b", 2, "ola", "wool, I think"),
            Comment {
                username: Some("anna".to_owned()),
                text: Some("thanks".to_owned()),
                ..reply("b1", "b", 3)
            },
            by("c", 4, "ola", "no"),
            Comment {
                username: Some("anna".to_owned()),
                text: Some("wool!".to_owned()),
                ..reply("c1", "c", 5)
            },
        ],
    )
    .await;
    for (line, words, expected) in [
        ("", "wool", vec!["a", "b", "c"]),
        ("from:anna", "wool", vec!["a", "c"]),
        ("from:anna is:reply", "wool", vec!["c"]),
        ("-from:anna", "wool", vec![]),
        ("from:anna", "-thanks", vec!["a", "c"]),
        ("is:open", "wool", vec!["a", "b", "c"]),
    ] {
        let filter = filter(View::All, line);
        let list = views::open(&world, &filter).await.unwrap().rows;
        let hits = search::hits(&world, &Query::parse(words)).await.unwrap();
        for held in [Held::default(), Held::always()] {
            let mut tops = Vec::new();
            for row in views::narrow(&world, &filter, &hits, &list, &held).await.unwrap() {
                tops.push(items::get(&world, row).await.unwrap().unwrap().subject);
            }
            assert_eq!(tops, expected, "{line} {words}, {held:?}");
        }
    }
}

#[tokio::test]
async fn a_view_and_a_line_hold_together() {
    let world = world().await;
    sync(
        &world,
        &[by("a", 1, "anna", "x"), by("b", 2, "anna", "y"), by("c", 3, "ola", "z")],
    )
    .await;
    let mut tx = world.write().await.unwrap();
    items::set_done(&mut tx, item(&world, "b").await, at(50)).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(within(&world, View::NeedsReply, "from:anna").await, ["a"]);
    assert_eq!(within(&world, View::Done, "from:anna").await, ["b"]);
}

#[tokio::test]
async fn questions_are_what_waits_and_asks() {
    let world = world().await;
    sync(
        &world,
        &[
            by("asks", 1, "anna", "Where?"),
            by("praise", 2, "ola", "lovely"),
            by("answered", 3, "ola", "When?"),
            own_reply("ours", "answered", 4),
            by("settled", 5, "ola", "How?"),
            Comment {
                text: Some("And you?".to_owned()),
                ..reply("late", "praise", 6)
            },
        ],
    )
    .await;
    tell(&world).await;
    let mut tx = world.write().await.unwrap();
    items::set_done(&mut tx, item(&world, "settled").await, at(50))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert_eq!(within(&world, View::Questions, "").await, ["asks", "praise"]);
    assert_eq!(views::counts(&world, &[]).await.unwrap().questions, 2);
}

#[tokio::test]
async fn the_longest_line_there_can_be_is_answered() {
    let world = world().await;
    sync(&world, &[comment("a", 1)]).await;
    let line = "-from:x ".repeat(language::MOST_TERMS);
    assert_eq!(found(&world, &line).await, ["a"]);
    let line = "is:open,question ".repeat(language::MOST_TERMS);
    assert_eq!(found(&world, &line).await, ["a"]);
}

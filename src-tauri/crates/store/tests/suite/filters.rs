//! What the terms of the filter language find: who wrote it, where, when, and in which entry.

use crate::lines::*;
use crate::support::*;
use instagram::Comment;
use store::search::{self, Query};
use store::views::{self, Held, language};
use store::{View, comments, items};

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
            let rows = views::narrow(&world, &filter, &hits, &list, &held).await.unwrap();
            assert_eq!(tops(&world, &rows).await, expected, "{line} {words}, {held:?}");
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
async fn the_longest_line_there_can_be_is_answered() {
    let world = world().await;
    sync(&world, &[comment("a", 1)]).await;
    let line = "-from:x ".repeat(language::MOST_TERMS);
    assert_eq!(found(&world, &line).await, ["a"]);
    let line = "is:open,question ".repeat(language::MOST_TERMS);
    assert_eq!(found(&world, &line).await, ["a"]);
}

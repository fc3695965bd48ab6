//! Captions of posts lead to what stands under them.

use crate::lines::*;
use crate::support::*;
use crate::talk::{message, read};
use instagram::{Comment, Media};
use serde_json::json;
use store::search::{self, Query};
use store::views::{self, Held};
use store::{NoteOn, Store, View, accounts, comments, media, members, notes};

fn captioned(name: &str, caption: &str) -> Media {
    Media {
        caption: Some(caption.to_owned()),
        ..post(name)
    }
}

/// Somebody comments on a post of the florist.
async fn under(store: &Store, name: &str, page: &[Comment]) {
    let mut tx = store.write().await.unwrap();
    comments::upsert_batch(&mut tx, &account("florist"), &post_id(name), page, at(9))
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

/// The threads a search in everything finds, by their tops in the order of their names, whichever way it goes about it.
async fn searched(store: &Store, line: &str, typed: &str) -> Vec<String> {
    let filter = filter(View::All, line);
    let list = views::open(store, &filter).await.unwrap().rows;
    let hits = search::hits(store, &Query::parse(typed)).await.unwrap();
    let mut either = Vec::new();
    for held in [Held::default(), Held::always()] {
        let rows = views::narrow(store, &filter, &hits, &list, &held).await.unwrap();
        let mut names = tops(store, &rows).await;
        names.sort();
        either.push(names);
    }
    assert_eq!(either[0], either[1], "{line} {typed}");
    either.remove(0)
}

async fn shop() -> World {
    let world = world().await;
    let posts = [
        captioned(
            "kiln",
            "Autumn kiln, batch 4 🔥 — forty-one pieces #StoneWare by @solvej.ceramics",
        ),
        captioned("kyoto", "秋の新作です。送料無料！"),
        captioned("hebrew", "כבשן הסתיו: סדרה חדשה"),
        post("bare"),
    ];
    see_posts(&world, "florist", &posts).await;
    under(
        &world,
        "kiln",
        &[by("k1", 1, "anna", "lovely"), by("k2", 2, "ola", "is it sold?")],
    )
    .await;
    under(&world, "kyoto", &[by("j1", 3, "kenji", "素敵")]).await;
    under(&world, "hebrew", &[by("h1", 4, "dana", "lovely")]).await;
    under(&world, "bare", &[by("b1", 5, "mia", "where is the kiln?")]).await;
    let answer = Comment {
        parent_id: Some(id("k1")),
        ..by("k1a", 6, "ola", "very")
    };
    under(&world, "kiln", &[answer]).await;
    world
}

#[tokio::test]
async fn a_word_of_a_caption_finds_every_thread_under_the_post() {
    let world = shop().await;
    let mut wrong = Vec::new();
    for (typed, expected) in [
        ("autumn", vec!["k1", "k2"]),
        ("AUTUMN ", vec!["k1", "k2"]),
        ("aut", vec!["k1", "k2"]),
        ("kiln", vec!["b1", "k1", "k2"]),
        ("\"autumn kiln\"", vec!["k1", "k2"]),
        ("\"kiln autumn\"", vec![]),
        ("batch kiln", vec!["k1", "k2"]),
        ("🔥", vec!["k1", "k2"]),
        ("#stoneware", vec!["k1", "k2"]),
        ("@solvej", vec!["k1", "k2"]),
        ("送料", vec!["j1"]),
        ("秋", vec!["j1"]),
        ("料無", vec!["j1"]),
        ("料送", vec![]),
        ("כבשן", vec!["h1"]),
        ("סדר", vec!["h1"]),
        ("כבשן סדרה", vec!["h1"]),
        // All words in one document: one in the caption and one in the comment is none.
        ("autumn lovely", vec![]),
        ("kiln sold", vec![]),
        // Excluded words leave an item out wherever they stand.
        ("kiln -sold", vec!["b1", "k1"]),
        ("lovely -autumn", vec!["h1"]),
        ("-kiln", vec!["h1", "j1"]),
        ("-\"batch 4\" kiln", vec!["b1"]),
        // What the database would take for operators.
        ("words:autumn", vec![]),
        ("NEAR(autumn", vec![]),
    ] {
        let found = searched(&world, "", typed).await;
        if found != expected {
            wrong.push(format!("{typed}: {found:?} instead of {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[tokio::test]
async fn a_row_tells_whether_it_was_the_caption() {
    let world = shop().await;
    let page = [message("m1", false, 9, json!({ "message": "about the kiln" }))];
    read(&world, 10, &page, false).await;
    let hits = search::hits(&world, &Query::parse("kiln")).await.unwrap();
    let (first, bare) = (item(&world, "k1").await, item(&world, "b1").await);
    assert!(hits.in_caption(first) && !hits.in_caption(bare));
    assert_eq!(hits.entry(first), None, "no entry holds it");
    assert_eq!(hits.entry(bare), Some(search::FoundEntry::First));
    let captions = media::captions(&world, &[first, bare, 9_999]).await.unwrap();
    assert_eq!(captions.keys().copied().collect::<Vec<_>>(), [first]);
    assert!(captions[&first].starts_with("Autumn kiln"));

    let mut tx = world.write().await.unwrap();
    members::add_here(&mut tx, "Front desk", at(0)).await.unwrap();
    notes::write(&mut tx, NoteOn::Item(bare), "autumn order", at(9))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let hits = search::hits(&world, &Query::parse("autumn")).await.unwrap();
    assert!(hits.in_note(bare) && !hits.in_caption(bare) && hits.in_caption(first));
}

#[tokio::test]
async fn a_caption_stands_over_every_entry_that_a_line_asks_for() {
    let world = shop().await;
    for (line, typed, expected) in [
        ("from:anna", "autumn", vec!["k1"]),
        ("from:ola", "autumn", vec!["k1", "k2"]),
        ("from:mia", "kiln", vec!["b1"]),
        ("from:nobody", "autumn", vec![]),
        ("is:reply", "kiln", vec!["k1"]),
        ("is:open from:ola", "autumn -sold", vec!["k1"]),
        ("account:bakery", "autumn", vec![]),
        ("-from:anna", "autumn", vec!["k2"]),
    ] {
        assert_eq!(searched(&world, line, typed).await, expected, "{line} {typed}");
    }
}

#[tokio::test]
async fn the_index_follows_the_caption() {
    let world = shop().await;
    see_posts(
        &world,
        "florist",
        &[captioned("kiln", "Winter glaze"), captioned("bare", "kiln at last")],
    )
    .await;
    assert_eq!(searched(&world, "", "autumn").await, [""; 0]);
    assert_eq!(searched(&world, "", "glaze").await, ["k1", "k2"]);
    assert_eq!(searched(&world, "", "kiln").await, ["b1"]);
    see_posts(&world, "florist", &[post("kiln")]).await;
    assert_eq!(searched(&world, "", "glaze").await, [""; 0], "it has none any more");
    see_posts(
        &world,
        "florist",
        &[captioned("kiln", "Autumn again"), captioned("kiln", "Autumn at last")],
    )
    .await;
    assert_eq!(
        searched(&world, "", "\"at last\"").await,
        ["b1", "k1", "k2"],
        "the last word on it"
    );

    let mut tx = world.write().await.unwrap();
    media::set_gone(&mut tx, &post_id("kiln"), at(90)).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(
        searched(&world, "", "autumn").await,
        ["k1", "k2"],
        "gone, and still found"
    );
}

#[tokio::test]
async fn what_was_erased_is_found_by_no_caption() {
    let world = shop().await;
    let mut tx = world.write().await.unwrap();
    accounts::remove(&mut tx, &account("florist"), true, at(90))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    connect(&world, "florist").await;
    // The numbers of erased media are given again.
    let fresh: Vec<Media> = (0..8).map(|number| post(&format!("new-{number}"))).collect();
    see_posts(&world, "florist", &fresh).await;
    for number in 0..8 {
        let name = format!("new-{number}");
        under(&world, &name, &[by(&format!("n{number}"), 100, "anna", "hello")]).await;
    }
    for typed in ["autumn", "送料", "כבשן"] {
        assert_eq!(searched(&world, "", typed).await, [""; 0], "{typed}");
    }
    assert_eq!(searched(&world, "", "hello").await.len(), 8);
}

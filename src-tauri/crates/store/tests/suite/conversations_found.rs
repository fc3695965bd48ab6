//! What lists, filters, the search and notifications find of conversations.

use crate::support::*;
use crate::talk::*;
use instagram::messages::MessagingWindow;
use jiff::Zoned;
use jiff::tz::TimeZone;
use serde_json::json;
use store::arrivals::{self, Arrived, Mark};
use store::search::{self, FoundEntry, Query};
use store::views::{self, Conditions, language};
use store::{
    Filter, ItemFace, NoteOn, Order, Store, View, accounts, comments, conversations, labels, members, notes, words,
};

/// A list whose line is read a day after the start.
fn filter(view: View, line: &str) -> Filter {
    let (terms, complaints) = language::read(line);
    assert_eq!(complaints, [], "{line}");
    let now: Zoned = at(86_400).to_zoned(TimeZone::UTC);
    Filter {
        view,
        accounts: Vec::new(),
        order: Order::OldestFirst,
        typed: Some(Conditions::new(terms, now)),
    }
}

/// What a list shows: "talk" for the conversation, the id of the comment for a thread.
async fn found(store: &Store, view: View, line: &str) -> Vec<String> {
    let filter = filter(view, line);
    let list = views::open(store, &filter).await.unwrap().rows;
    let rows = views::rows(store, &list, filter.face(), None).await.unwrap();
    let name = |face: ItemFace| match face {
        ItemFace::Comment(face) => face.id.to_string(),
        ItemFace::Message(_) => "talk".to_owned(),
        ItemFace::TaggedPost(face) => face.media.to_string(),
    };
    rows.into_iter().map(|row| name(row.face)).collect()
}

async fn number(store: &Store) -> u32 {
    conversations::get(store, &talk()).await.unwrap().unwrap().item
}

/// Reads the words of everything that has none told.
async fn tell(store: &Store) {
    let read = |untold: Vec<comments::Untold>| -> Vec<_> {
        untold
            .into_iter()
            .map(|entry| {
                let reading = words::read(entry.text.as_deref());
                (entry, reading)
            })
            .collect()
    };
    let (said, commented) = (
        read(conversations::untold(store, 100).await.unwrap()),
        read(comments::untold(store, 100).await.unwrap()),
    );
    let mut tx = store.write().await.unwrap();
    conversations::set_told(&mut tx, &said).await.unwrap();
    comments::set_told(&mut tx, &commented).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(conversations::untold(store, 100).await.unwrap(), []);
}

/// A thread by anna and a conversation with crumb.
async fn both() -> World {
    let world = world().await;
    let thread = instagram::Comment {
        username: Some("anna".to_owned()),
        text: Some("Is the rye bread vegan? see https://example.com".to_owned()),
        ..comment("thread", 1)
    };
    sync(&world, &[thread]).await;
    let page = [
        message(
            "m1",
            false,
            5,
            json!({ "message": "Good morning, do you deliver the rye bread to Solvej?" }),
        ),
        message("m2", true, 6, json!({ "message": "We do, on Fridays." })),
        message("m3", false, 9, json!({ "message": "Wonderful 🎉" })),
    ];
    read(&world, 10, &page, false).await;
    tell(&world).await;
    world
}

#[tokio::test]
async fn terms_of_a_filter_hold_for_messages_as_for_comments() {
    let world = both().await;
    for (line, expected) in [
        ("", vec!["thread", "talk"]),
        ("is:message", vec!["talk"]),
        ("is:comment", vec!["thread"]),
        ("from:crumb", vec!["talk"]),
        ("from:anna", vec!["thread"]),
        ("-from:anna", vec!["talk"]),
        ("is:question", vec!["thread", "talk"]),
        ("has:emoji", vec!["talk"]),
        ("has:link", vec!["thread"]),
        ("-has:link", vec!["talk"]),
        ("from:crumb is:question replied:yes", vec!["talk"]),
        ("has:emoji replied:yes", vec![]),
        ("is:reply", vec![]),
        ("is:hidden", vec![]),
        ("is:unread", vec!["thread", "talk"]),
        ("account:bakery", vec!["thread", "talk"]),
        ("-post:nothing-like-it", vec!["thread", "talk"]),
        ("is:open,message", vec!["thread", "talk"]),
    ] {
        assert_eq!(found(&world, View::All, line).await, expected, "{line}");
    }
    assert_eq!(
        found(&world, View::Questions, "").await,
        ["thread"],
        "the question in the conversation is answered"
    );
    read(
        &world,
        20,
        &[message("m4", false, 20, json!({ "message": "And the price?" }))],
        true,
    )
    .await;
    tell(&world).await;
    assert_eq!(found(&world, View::Questions, "").await, ["thread", "talk"]);
    assert_eq!(views::counts(&world, &[]).await.unwrap().questions, 2);
}

#[tokio::test]
async fn a_conversation_is_found_by_its_words_and_by_the_other_sides_name_and_shows_the_message() {
    let world = both().await;
    let talk = number(&world).await;
    let hits = async |typed: &str| search::hits(&world, &Query::parse(typed)).await.unwrap();
    for (typed, is_found) in [
        ("solvej", true),
        ("\"rye bread\"", true),
        ("fridays", true),
        ("crumb", true),
        ("crumb wonderful", true),
        ("🎉", true),
        ("crumb vegan", false),
        ("anna", false),
    ] {
        assert_eq!(hits(typed).await.contains(talk), is_found, "{typed}");
    }
    let found = hits("fridays").await;
    assert!(matches!(found.entry(talk), Some(FoundEntry::Other(_))));
    let rows = views::rows(&world, &[talk], store::Face::Newest, Some(&found))
        .await
        .unwrap();
    assert_eq!(rows[0].face.text(), Some("We do, on Fridays."), "not the newest");

    let all = filter(View::All, "from:crumb is:question");
    let list = views::open(&world, &all).await.unwrap().rows;
    let narrowed = async |typed: &str| {
        let hits = search::hits(&world, &Query::parse(typed)).await.unwrap();
        views::narrow(&world, &all, &hits, &list, &views::Held::default())
            .await
            .unwrap()
    };
    assert_eq!(narrowed("solvej").await, [talk]);
    assert_eq!(
        narrowed("wonderful").await,
        Vec::<u32>::new(),
        "found in a message that asks nothing"
    );
}

#[tokio::test]
async fn the_search_follows_another_name_and_forgets_what_was_taken_back_or_erased() {
    let world = both().await;
    let talk_number = number(&world).await;
    let is_found = async |typed: &str| {
        let hits = search::hits(&world, &Query::parse(typed)).await.unwrap();
        hits.contains(talk_number)
    };
    let mut tx = world.write().await.unwrap();
    conversations::set_profile(&mut tx, &talk(), Some("crust"), None, at(50))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert!(is_found("crust").await && !is_found("crumb").await);

    // The first message is no longer in the page, which is all there is.
    let page = [
        message("m2", true, 6, json!({ "message": "We do, on Fridays." })),
        message("m3", false, 9, json!({ "message": "Wonderful 🎉" })),
    ];
    read(&world, 400, &page, false).await;
    assert!(!is_found("solvej").await, "its words are gone from the index, too");
    assert!(is_found("wonderful").await);

    let mut tx = world.write().await.unwrap();
    accounts::remove(&mut tx, &account("bakery"), true, at(500))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert!(!is_found("wonderful").await && !is_found("crumb").await);
}

#[tokio::test]
async fn labels_and_notes_on_a_conversation_are_found_and_shown() {
    let world = both().await;
    let talk = number(&world).await;
    let mut tx = world.write().await.unwrap();
    members::add_here(&mut tx, "Front desk", at(0)).await.unwrap();
    let label = labels::create(&mut tx, "Wholesale", 3, at(30)).await.unwrap();
    labels::put_on_item(&mut tx, talk, label.uid).await.unwrap();
    notes::write(&mut tx, NoteOn::Item(talk), "Ask for the address", at(30))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert_eq!(found(&world, View::All, "label:wholesale").await, ["talk"]);
    assert_eq!(found(&world, View::All, "has:note").await, ["talk"]);
    assert_eq!(found(&world, View::All, "-has:note").await, ["thread"]);
    let thread = item(&world, "thread").await;
    let rows = views::rows(&world, &[talk, thread], store::Face::Newest, None)
        .await
        .unwrap();
    let names: Vec<Vec<&str>> = rows
        .iter()
        .map(|row| row.labels.iter().map(|label| label.name.as_str()).collect())
        .collect();
    assert_eq!(names, [vec!["Wholesale"], vec![]], "in the order that was asked");
    assert!(rows[0].noted && !rows[1].noted);
}

#[tokio::test]
async fn who_can_be_answered_for_less_than_a_day_stands_in_a_view_of_its_own() {
    const DAY: i64 = 86_400;
    let world = both().await;
    let closing = async |seconds: i64| {
        let closing = MessagingWindow::closing_at(at(seconds));
        let differs = conversations::closing_differs(&world, &closing).await.unwrap();
        let mut tx = world.write().await.unwrap();
        conversations::mark_closing(&mut tx, &closing).await.unwrap();
        tx.commit().await.unwrap();
        assert!(!conversations::closing_differs(&world, &closing).await.unwrap());
        (differs, found(&world, View::WindowClosing, "").await)
    };
    assert_eq!(closing(60).await, (true, vec!["talk".to_owned()]));
    assert_eq!(views::counts(&world, &[]).await.unwrap().window_closing, 1);
    assert_eq!(closing(DAY).await, (false, vec!["talk".to_owned()]));
    assert_eq!(
        closing(DAY + 10).await,
        (true, vec![]),
        "only a person can answer now, for days"
    );
    assert_eq!(
        closing(6 * DAY + 10).await,
        (true, vec!["talk".to_owned()]),
        "for less than a day"
    );
    assert_eq!(closing(7 * DAY + 10).await, (true, vec![]));

    read(&world, 8 * DAY, &[message("m5", false, 8 * DAY, json!({}))], true).await;
    assert_eq!(
        closing(8 * DAY + 1).await,
        (true, vec!["talk".to_owned()]),
        "they wrote again"
    );
    read(
        &world,
        8 * DAY + 5,
        &[message("m6", true, 8 * DAY + 5, json!({}))],
        true,
    )
    .await;
    assert_eq!(closing(8 * DAY + 6).await, (false, vec![]), "answered");
}

#[tokio::test]
async fn mentions_are_conversations_in_which_a_story_mentions_the_account() {
    let world = both().await;
    assert_eq!(found(&world, View::Mentions, "").await, Vec::<String>::new());
    let mention = json!({ "message": "", "story": { "mention": { "id": "900", "link": "https://example.com/s" } } });
    let page = [
        message("m4", false, 20, mention),
        message("m5", false, 30, json!({ "message": "Saw it?" })),
    ];
    read(&world, 40, &page, true).await;
    assert_eq!(found(&world, View::Mentions, "").await, ["talk"]);
    assert_eq!(found(&world, View::All, "has:mention is:message").await, ["talk"]);
    assert_eq!(views::counts(&world, &[]).await.unwrap().mentions, 1);
    let talk = number(&world).await;
    let rows = views::rows(&world, &[talk], store::Face::NewestMention, None)
        .await
        .unwrap();
    assert_eq!(
        rows[0].face.message().unwrap().kind,
        store::MessageKind::StoryMention,
        "not the newest"
    );
}

#[tokio::test]
async fn a_message_is_an_arrival_until_somebody_has_looked_at_it() {
    let world = both().await;
    let found = arrivals::since(&world, Mark::default(), 10).await.unwrap();
    let messages: Vec<_> = found
        .iter()
        .filter(|arrival| matches!(&arrival.what, Arrived::Message(id) if *id == talk()))
        .collect();
    assert_eq!(messages.len(), 1, "one is answered, one is ours");
    assert_eq!(messages[0].at, at(9));
    assert!(messages[0].needs_reply && messages[0].unread);
    let newest = arrivals::newest(&world).await.unwrap();
    assert!(found.iter().all(|arrival| newest.covers(arrival)));
    assert_eq!(arrivals::since(&world, newest, 10).await.unwrap(), []);
}

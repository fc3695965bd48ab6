use crate::support::*;
use crate::talk::*;
use instagram::MessageId;
use serde_json::json;
use store::conversations::{self, OwnMessage};
use store::{
    AttachmentKind, EventKind, Face, Filter, ItemRow, MessageKind, MessageRow, Order, Store, UpsertCounts, View,
    accounts, comments, events, items, views,
};

async fn said(store: &Store) -> Vec<MessageRow> {
    let row = conversations::get(store, &talk()).await.unwrap().unwrap();
    conversations::messages(store, row.item, 100).await.unwrap()
}

async fn item(store: &Store) -> items::Item {
    let row = conversations::get(store, &talk()).await.unwrap().unwrap();
    items::get(store, row.item).await.unwrap().unwrap()
}

async fn shown(store: &Store, view: View) -> Vec<ItemRow> {
    let filter = Filter {
        view,
        accounts: Vec::new(),
        order: Order::OldestFirst,
        typed: None,
    };
    let packed = views::open(store, &filter).await.unwrap();
    views::rows(store, &packed.rows, filter.face(), None).await.unwrap()
}

/// What a row shows, in short.
fn face(row: &ItemRow) -> String {
    match row.face.message() {
        Some(face) => face.text.clone().unwrap_or_default(),
        None => row.face.comment().unwrap().id.to_string(),
    }
}

#[tokio::test]
async fn a_conversation_needs_a_reply_while_the_last_word_is_theirs() {
    let world = world().await;
    sync(&world, &[comment("older", 1)]).await;
    read(&world, 10, &[theirs("a", 5), theirs("b", 9)], false).await;
    let rows = shown(&world, View::NeedsReply).await;
    assert_eq!(rows.iter().map(face).collect::<Vec<_>>(), ["older", "words of b"]);
    let shows = rows[1].face.message().unwrap();
    assert_eq!((shows.at, rows[1].open), (at(5), 2), "it waits since the first of them");
    assert_eq!(shows.theirs_at, Some(at(9)));

    read(&world, 20, &[theirs("a", 5), theirs("b", 9), ours("c", 20)], false).await;
    assert_eq!(
        shown(&world, View::NeedsReply).await.len(),
        1,
        "ours stands behind them"
    );
    let all = shown(&world, View::All).await;
    let shows = all.iter().find_map(|row| row.face.message()).unwrap();
    assert!(shows.ours && shows.sent_outside, "written on the phone");

    read(&world, 30, &[theirs("b", 9), ours("c", 20), theirs("d", 20)], true).await;
    assert_eq!(
        shown(&world, View::NeedsReply).await.len(),
        2,
        "a follow-up in the same second"
    );
}

#[tokio::test]
async fn done_read_and_unread_lie_on_the_messages() {
    let world = world().await;
    read(&world, 10, &[theirs("a", 5), theirs("b", 9)], false).await;
    let row = item(&world).await.row;
    let mut tx = world.write().await.unwrap();
    let closed = items::set_done(&mut tx, row, at(400)).await.unwrap();
    assert_eq!(closed, Some(at(400)));
    assert_eq!(items::set_done(&mut tx, row, at(401)).await.unwrap(), None);
    tx.commit().await.unwrap();
    assert!(item(&world).await.is_done());
    assert_eq!(shown(&world, View::Done).await.len(), 1);
    let mut tx = world.write().await.unwrap();
    assert!(items::reopen(&mut tx, row, closed).await.unwrap());
    tx.commit().await.unwrap();
    assert_eq!(
        (item(&world).await.open, item(&world).await.unread),
        (2, 2),
        "as it was before"
    );
    let mut tx = world.write().await.unwrap();
    assert!(items::set_read(&mut tx, row, true, at(500)).await.unwrap());
    assert!(items::set_read(&mut tx, row, false, at(501)).await.unwrap());
    tx.commit().await.unwrap();
    assert_eq!(item(&world).await.unread, 1, "the newest");
}

#[tokio::test]
async fn a_new_message_opens_a_done_conversation_again_with_an_event() {
    let world = world().await;
    read(&world, 10, &[theirs("a", 5)], false).await;
    let row = item(&world).await.row;
    let mut tx = world.write().await.unwrap();
    items::set_done(&mut tx, row, at(400)).await.unwrap();
    tx.commit().await.unwrap();
    read(&world, 600, &[theirs("a", 5), ours("b", 500)], false).await;
    let log = events::of_subject(&world, &format!("conversation:{TALK}"))
        .await
        .unwrap();
    assert!(log.is_empty(), "our own words open nothing: {log:?}");
    read(&world, 700, &[theirs("a", 5), ours("b", 500), theirs("c", 700)], false).await;
    assert_eq!(item(&world).await.open, 1);
    let log = events::of_subject(&world, &format!("conversation:{TALK}"))
        .await
        .unwrap();
    assert_eq!(
        log.iter().map(|event| event.kind).collect::<Vec<_>>(),
        [EventKind::ItemReopened]
    );
}

#[tokio::test]
async fn a_gap_stands_where_messages_may_have_passed_unread() {
    let world = world().await;
    let gaps = async || -> Vec<String> {
        let rows = said(&world).await.into_iter().filter(|row| row.gap);
        rows.map(|row| row.id.to_string()).collect()
    };
    read(&world, 10, &[theirs("a", 5), theirs("b", 6)], true).await;
    assert_eq!(gaps().await, ["a"], "older ones exist that nobody can read");
    read(&world, 20, &[theirs("b", 6), theirs("c", 7)], true).await;
    assert_eq!(gaps().await, ["a"], "the page joins what is known");
    read(&world, 30, &[theirs("x", 20), theirs("y", 21)], true).await;
    assert_eq!(gaps().await, ["a", "x"], "nothing of it was known");
    let mut tx = world.write().await.unwrap();
    let own = OwnMessage {
        id: MessageId::from("own"),
        account: account("bakery"),
        conversation: talk(),
        text: "From here".to_owned(),
        written_at: at(40),
        sent_by: Some("Front desk".to_owned()),
    };
    conversations::insert_own_message(&mut tx, &own).await.unwrap();
    tx.commit().await.unwrap();
    read(&world, 50, &[theirs("z", 39), ours("own", 40)], true).await;
    assert_eq!(gaps().await, ["a", "x", "z"], "a message of our own bridges no gap");
    let own = said(&world).await.pop().unwrap();
    assert_eq!(
        (own.sent_by.as_deref(), own.text.as_deref()),
        (Some("Front desk"), Some("words of own"))
    );
}

#[tokio::test]
async fn a_message_that_is_missing_among_the_newest_was_taken_back_and_its_words_go() {
    let world = world().await;
    read(&world, 10, &[theirs("old", 1), theirs("a", 5), theirs("b", 9)], false).await;
    // A page that begins behind `old` says nothing of it.
    let counts = read(&world, 600, &[theirs("a", 5), theirs("c", 600)], true).await;
    assert_eq!(counts, UpsertCounts { new: 1, changed: 1 });
    let rows = said(&world).await;
    let gone: Vec<_> = rows.iter().filter(|row| row.gone_at.is_some()).collect();
    assert_eq!(gone.len(), 1);
    assert_eq!((gone[0].id.as_str(), gone[0].text.as_deref()), ("b", None));
    let log = events::of_subject(&world, &format!("conversation:{TALK}"))
        .await
        .unwrap();
    assert_eq!(log[0].kind, EventKind::OutsideChange);
    // A read that lags does not show what came a moment ago.
    read(&world, 650, &[theirs("a", 5)], true).await;
    assert!(
        said(&world)
            .await
            .iter()
            .all(|row| row.id.as_str() != "c" || row.gone_at.is_none())
    );
}

#[tokio::test]
async fn of_what_people_send_kind_and_id_are_kept() {
    let world = world().await;
    let picture = json!({ "message": "", "attachments": { "data": [
        { "id": "att-1", "image_data": { "url": "https://cdn.example/secret", "width": 2, "height": 2 } }] } });
    let mention =
        json!({ "message": "", "story": { "mention": { "id": "st-1", "link": "https://cdn.example/story" } } });
    let answer = json!({ "story": { "reply_to": { "id": "st-2", "link": "https://cdn.example/story" } } });
    let strange = json!({ "message": "", "is_unsupported": true });
    let reacted = json!({ "reactions": { "data": [
        { "reaction": "love", "users": [{ "id": "person-9", "username": "crumb" }] }] } });
    let page = [
        message("m1", false, 1, picture),
        message("m2", false, 2, mention),
        message("m3", false, 3, answer),
        message("m4", false, 4, strange),
        message("m5", true, 5, reacted),
    ];
    read(&world, 10, &page, false).await;
    let rows = said(&world).await;
    let kinds: Vec<_> = rows.iter().map(|row| row.kind).collect();
    use MessageKind::{Attachment, StoryMention, StoryReply, Text, Unsupported};
    assert_eq!(kinds, [Attachment, StoryMention, StoryReply, Unsupported, Text]);
    assert_eq!(rows[0].attachments[0].kind, AttachmentKind::Image);
    assert_eq!(rows[0].attachments[0].id.as_deref(), Some("att-1"));
    assert_eq!(rows[1].story.as_ref().map(|id| id.as_str()), Some("st-1"));
    assert_eq!(rows[4].reaction_theirs.as_deref(), Some("love"));
    let again = read(&world, 10, &page, false).await;
    assert_eq!(again, UpsertCounts::default(), "the same page again changes nothing");
}

#[tokio::test]
async fn what_moved_is_read_and_what_stands_still_is_not() {
    let world = world().await;
    let wanted = async |now| {
        conversations::to_read(&world, &account("bakery"), at(now), 10)
            .await
            .unwrap()
            .len()
    };
    assert_eq!(list(&world, 10).await, UpsertCounts { new: 1, changed: 0 });
    assert_eq!(wanted(10).await, 1);
    read(&world, 10, &[theirs("a", 10)], false).await;
    assert_eq!(wanted(300).await, 0);
    assert_eq!(list(&world, 10).await, UpsertCounts::default());
    list(&world, 20).await;
    assert_eq!(wanted(300).await, 1);
    let mut tx = world.write().await.unwrap();
    conversations::put_off(&mut tx, &talk(), at(400)).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!((wanted(399).await, wanted(400).await), (0, 1));
}

#[tokio::test]
async fn a_private_reply_is_remembered_and_its_message_says_who_wrote_it() {
    let world = world().await;
    sync(&world, &[comment("question", 1)]).await;
    let mut tx = world.write().await.unwrap();
    let mid = MessageId::from("private");
    comments::private_reply_sent(&mut tx, &id("question"), &mid, Some("Front desk"), at(5))
        .await
        .unwrap();
    assert!(
        !comments::private_reply_used(&mut tx, &id("question"), at(6))
            .await
            .unwrap()
    );
    tx.commit().await.unwrap();
    assert_eq!(row(&world, "question").await.private_reply_at, Some(at(5)));
    read(&world, 10, &[ours("private", 5)], false).await;
    assert_eq!(said(&world).await[0].sent_by.as_deref(), Some("Front desk"));
}

#[tokio::test]
async fn erasing_an_account_takes_its_conversations_along() {
    let world = world().await;
    read(&world, 10, &[theirs("a", 5), theirs("b", 9)], false).await;
    let row = item(&world).await.row;
    let mut tx = world.write().await.unwrap();
    accounts::remove(&mut tx, &account("bakery"), true, at(900))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert!(conversations::get(&world, &talk()).await.unwrap().is_none());
    assert!(items::get(&world, row).await.unwrap().is_none());
    assert!(conversations::messages(&world, row, 10).await.unwrap().is_empty());
}

#[tokio::test]
async fn rows_come_in_the_order_asked_whatever_they_are() {
    let world = world().await;
    sync(&world, &[comment("one", 1), comment("two", 2)]).await;
    read(&world, 10, &[theirs("a", 5)], false).await;
    let (talk, two, one) = (
        item(&world).await.row,
        crate::support::item(&world, "two").await,
        crate::support::item(&world, "one").await,
    );
    let rows = views::rows(&world, &[two, talk, 9999, one], Face::Newest, None)
        .await
        .unwrap();
    assert_eq!(rows.iter().map(|row| row.row).collect::<Vec<_>>(), [two, talk, one]);
}

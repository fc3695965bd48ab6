use crate::support::*;
use store::arrivals::{self, Arrival, Arrived, Mark};
use store::{ItemState, accounts, comments, items};

async fn since(world: &store::Store, mark: Mark) -> Vec<Arrival> {
    arrivals::since(world, mark, 100).await.unwrap()
}

fn names(found: &[Arrival]) -> Vec<String> {
    let name = |arrival: &'_ Arrival| match &arrival.what {
        Arrived::Comment(id) => id.to_string(),
        Arrived::Message(id) => id.to_string(),
        Arrived::TaggedPost => "a tagged post".to_owned(),
    };
    found.iter().map(name).collect()
}

#[tokio::test]
async fn an_arrival_is_what_others_wrote_since_the_mark_and_since_the_account_was_connected() {
    let world = world().await;
    assert_eq!(arrivals::newest(&world).await.unwrap(), Mark::default());
    sync(&world, &[comment("before", 10)]).await;
    let mark = arrivals::newest(&world).await.unwrap();
    sync(
        &world,
        &[
            comment("new", 20),
            own_reply("ours", "before", 30),
            comment("history", -100),
        ],
    )
    .await;
    let found = since(&world, mark).await;
    assert_eq!(names(&found), ["new"]);
    let arrival = &found[0];
    assert_eq!(
        (arrival.account.as_str(), arrival.handle.as_str()),
        ("bakery", "bakery")
    );
    assert!(arrival.unread && arrival.unassigned && !arrival.mine);
    assert_eq!(arrival.item, item(&world, "new").await);
    assert!(since(&world, arrivals::newest(&world).await.unwrap()).await.is_empty());
}

#[tokio::test]
async fn what_somebody_has_looked_at_or_put_away_is_no_arrival() {
    let world = world().await;
    sync(
        &world,
        &[
            comment("seen", 10),
            comment("hidden", 20),
            comment("gone", 30),
            comment("muted", 40),
        ],
    )
    .await;
    let (seen, muted) = (item(&world, "seen").await, item(&world, "muted").await);
    let mut tx = world.write().await.unwrap();
    items::set_read(&mut tx, seen, true, at(50)).await.unwrap();
    comments::set_hidden(&mut tx, &id("hidden"), true).await.unwrap();
    comments::set_gone(&mut tx, &id("gone"), at(50)).await.unwrap();
    let state = ItemState {
        muted_at: Some(at(50)),
        ..ItemState::default()
    };
    items::set_state(&mut tx, muted, &state).await.unwrap();
    tx.commit().await.unwrap();
    let found = since(&world, Mark::default()).await;
    assert_eq!(names(&found), ["muted"]);
    assert!(
        !found[0].needs_reply && !found[0].unread,
        "a muted thread is in neither view"
    );
}

#[tokio::test]
async fn a_disconnected_account_has_no_arrivals() {
    let world = world().await;
    sync(&world, &[comment("new", 20)]).await;
    let mut tx = world.write().await.unwrap();
    accounts::remove(&mut tx, &account("bakery"), false, at(30))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert!(since(&world, Mark::default()).await.is_empty());
}

//! A person works through the inbox by keyboard: every key counts, once.

use std::time::Duration;

use postroom_core::DATABASE_FILE;
use postroom_tests::desktop::{Keychain, Scheme};
use postroom_tests::walk::Stage;
use postroom_tests::{poll, triage};
use store::Store;

use crate::screens;

/// Items that are handled.
const ITEMS: usize = 21;

/// The longest grace time, and what is left to send after it.
const DELIVERY: Duration = Duration::from_secs(90);

#[tokio::test]
async fn items_are_handled_by_keyboard_alone_and_nothing_is_sent_twice() {
    let mut stage = Stage::set_up(Keychain::Unlocked, Scheme::Light, screens())
        .await
        .unwrap();
    let data = stage.desktop.folder().join("data/org.postroom.demo");
    std::fs::create_dir_all(&data).unwrap();
    let store = Store::open(&data.join(DATABASE_FILE)).await.unwrap();
    triage::save_reply(&store, stage.simulator.clock().now()).await.unwrap();
    store.close().await;
    let window = stage.open().await.unwrap();
    let link = stage.log_in(&window).await.unwrap();
    stage.say_yes(&window, &link).await.unwrap();
    stage.inbox_filled(&window).await.unwrap();
    stage.first_row(&window).await.unwrap();

    let triaged = triage::triage(&window, ITEMS).await.unwrap();
    assert_eq!(triaged.items(), ITEMS);

    // What the platform refuses, because comments are off under the post, was still sent once.
    let witness = stage.simulator.witness();
    let sent = || ["hide", "reply"].map(|endpoint| witness.requests_to(endpoint).len());
    poll::until("every decision to be sent", DELIVERY, async || {
        let counts = sent();
        match counts == [triaged.hidden, triaged.answered] {
            true => Ok(Some(())),
            false => Err(format!("hides and replies so far: {counts:?}").into()),
        }
    })
    .await
    .unwrap();
    window.close().await.unwrap();
}

//! Posts of others that tag the account: read as items of the inbox as far as Instagram tells them, decided like others.

use std::time::Duration;

use jiff::Timestamp;
use postroom_core::inbox::{About, Happened, ListedItem, Typed};
use postroom_core::sync::{SyncSettings, WhyUntold};
use postroom_tests::office::{LIMIT, Office};
use postroom_tests::{poll, sync_costs};
use serde_json::json;
use simulator::{Endpoint, Fault, FaultKind};
use store::views::View;
use store::{EventKind, SyncTask};

const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(3_600);

/// Posts that tag each account of the world from the start.
const FROM_START: usize = 14;

/// A small account that reads by itself.
async fn office() -> Office {
    let world = sync_costs::world(1, 5, 40, 60.0).unwrap();
    Office::open_with(world, SyncSettings::default()).await.unwrap()
}

/// The same, once the posts that tag it from the start were read.
async fn read_office() -> Office {
    let office = office().await;
    office.connect_and_read().await.unwrap();
    poll::until("the tags to be read", LIMIT, async || {
        Ok(last_run(&office).await.map(drop))
    })
    .await
    .unwrap();
    assert_eq!(listed(&office, FROM_START).await.len(), FROM_START);
    office
}

async fn tagged(office: &Office, view: View, typed: Typed<'_>) -> Vec<ListedItem> {
    let mut rows = office.typed(view, typed).await.unwrap();
    rows.retain(|row| row.item.face.tagged_post().is_some());
    rows
}

/// Waits until so many tagged posts stand among the mentions.
async fn listed(office: &Office, count: usize) -> Vec<ListedItem> {
    poll::until(&format!("{count} tagged posts to be listed"), LIMIT, async || {
        let rows = tagged(office, View::Mentions, Typed::default()).await;
        if rows.len() == count {
            Ok(Some(rows))
        } else {
            Err(format!("there are {}", rows.len()).into())
        }
    })
    .await
    .unwrap()
}

/// Somebody tags the account in a post; its id.
async fn tag(office: &Office, by: &str, caption: &str) -> String {
    let new = json!({ "username": office.username(0), "by": by, "caption": caption });
    let told = office.outside("tags", new).await.unwrap();
    told["media"].as_str().unwrap().to_owned()
}

fn rounds(office: &Office) -> usize {
    office.simulator.witness().requests_to("tags").len()
}

/// When the task ended its last run.
async fn last_run(office: &Office) -> Option<Timestamp> {
    let account = office.app.accounts().list().await.unwrap().remove(0).row.id;
    let tasks = office.app.sync().tasks(&account).await.unwrap();
    tasks
        .iter()
        .find(|task| task.row.task == SyncTask::Tags)?
        .row
        .last_run_at
}

/// Moves the clock on and waits until the task has had a turn since.
async fn turn(office: &Office, ahead: Duration) {
    let from = office.simulator.clock().now() + ahead;
    office.simulator.clock().advance(ahead);
    poll::until("the next look at tags", LIMIT, async || {
        Ok(last_run(office).await.filter(|at| *at >= from).map(drop))
    })
    .await
    .unwrap();
}

/// As the task looks for itself, every hour.
async fn next_round(office: &Office) {
    turn(office, 61 * MINUTE).await;
}

#[tokio::test]
async fn a_post_that_tags_the_account_is_an_item_that_stays_decided_over_a_restart() {
    let office = read_office().await;
    let waiting = tagged(&office, View::NeedsReply, Typed::default()).await;
    assert!(waiting.is_empty(), "nobody can answer one from here: {waiting:?}");
    assert_eq!(tagged(&office, View::Unread, Typed::default()).await.len(), FROM_START);
    let media = tag(&office, "mira.tags", "Found it at last, my zephyrware plate").await;
    next_round(&office).await;
    let rows = listed(&office, FROM_START + 1).await;
    let row = rows
        .iter()
        .find(|row| row.item.face.tagged_post().unwrap().media.as_str() == media)
        .unwrap();
    let face = row.item.face.tagged_post().unwrap();
    assert_eq!(face.username.as_deref(), Some("mira.tags"));
    assert_eq!(face.text.as_deref(), Some("Found it at last, my zephyrware plate"));
    let item = row.item.row;
    let inbox = office.app.inbox();
    assert!(
        inbox
            .tagged_post_link(item)
            .await
            .unwrap()
            .starts_with("https://www.instagram.com/p/")
    );
    for (line, search) in [
        ("from:mira.tags has:mention", ""),
        ("", "zephyrware"),
        ("from:mira.tags", "plate"),
    ] {
        let found = tagged(&office, View::All, Typed { line, search }).await;
        assert_eq!(
            found.iter().map(|row| row.item.row).collect::<Vec<_>>(),
            [item],
            "{line} {search}"
        );
    }

    let label = office.app.labels().create("Press", None).await.unwrap();
    inbox.set_label(&[item], label.uid, true).await.unwrap();
    inbox.write_note(&[item], "Ask for the picture").await.unwrap();
    inbox.assign_here(&[item], true, None).await.unwrap();
    let done = inbox.set_done(&[item], None).await.unwrap();
    inbox.undo(&done, None).await.unwrap();
    let unread = tagged(&office, View::Unread, Typed::default()).await;
    assert!(
        unread.iter().any(|row| row.item.row == item),
        "undo makes it unread again"
    );
    inbox.set_done(&[item], None).await.unwrap();
    let kinds: Vec<EventKind> = inbox
        .trail(&About::TaggedPost(item))
        .await
        .unwrap()
        .iter()
        .rev()
        .map(|entry| entry.row.kind)
        .collect();
    assert_eq!(
        kinds,
        [
            EventKind::ItemLabelled,
            EventKind::NoteWritten,
            EventKind::ItemAssigned,
            EventKind::ItemDone,
            EventKind::ItemReopened,
            EventKind::ItemDone
        ]
    );

    let office = office.restart().await.unwrap();
    let done = tagged(&office, View::Done, Typed::default()).await;
    let [row] = done.as_slice() else { panic!("{done:?}") };
    assert_eq!(row.item.row, item);
    assert!(row.item.done && !row.item.unread && row.item.noted);
    assert!(row.item.assignee.is_some());
    assert_eq!(row.item.labels[0].name, "Press");
    let detail = office.app.inbox().tagged_post(item).await.unwrap();
    assert_eq!((detail.notes.len(), detail.row.media.as_str()), (1, media.as_str()));
    assert_eq!(
        listed(&office, FROM_START + 1).await.len(),
        FROM_START + 1,
        "done ones are mentions, too"
    );
}

#[tokio::test]
async fn a_quiet_round_costs_one_call_and_new_posts_are_read_as_far_as_what_is_known() {
    let office = read_office().await;
    // The first walk through the whole list ends with the empty page.
    assert_eq!(rounds(&office), 2);
    next_round(&office).await;
    assert_eq!(rounds(&office), 3, "nothing new");
    for number in 0..3 {
        tag(&office, "mira.tags", &format!("Number {number}")).await;
    }
    next_round(&office).await;
    listed(&office, FROM_START + 3).await;
    assert_eq!(rounds(&office), 4, "the first page meets what is known");
}

#[tokio::test]
async fn a_post_that_is_taken_back_loses_its_words_once_a_whole_walk_did_not_meet_it() {
    let office = read_office().await;
    let media = tag(&office, "mira.tags", "Not for long").await;
    next_round(&office).await;
    let rows = listed(&office, FROM_START + 1).await;
    let is_it = |row: &&ListedItem| row.item.face.tagged_post().unwrap().media.as_str() == media;
    let item = rows.iter().find(is_it).unwrap().item.row;
    office.outside("untag", json!({ "media": media })).await.unwrap();
    next_round(&office).await;
    let still = tagged(&office, View::Mentions, Typed::default()).await;
    assert_eq!(still.len(), FROM_START + 1, "one page that lacks it proves nothing");

    turn(&office, 25 * HOUR).await;
    let rows = listed(&office, FROM_START).await;
    assert!(!rows.iter().any(|row| row.item.row == item));
    let all = tagged(&office, View::All, Typed::default()).await;
    let row = all.iter().find(|row| row.item.row == item).unwrap();
    let face = row.item.face.tagged_post().unwrap();
    assert!(face.gone && face.text.is_none() && !row.item.unread, "{row:?}");
    let found = tagged(
        &office,
        View::All,
        Typed {
            line: "",
            search: "\"not for long\"",
        },
    )
    .await;
    assert!(found.is_empty(), "its words are in the index no more");
    let trail = office.app.inbox().trail(&About::TaggedPost(item)).await.unwrap();
    assert_eq!(trail[0].what, Happened::Outside("gone".to_owned()));
}

#[tokio::test]
async fn an_empty_list_and_a_cut_walk_are_no_proof_that_posts_are_gone() {
    let office = read_office().await;
    let media: Vec<String> = tagged(&office, View::Mentions, Typed::default())
        .await
        .iter()
        .map(|row| row.item.face.tagged_post().unwrap().media.to_string())
        .collect();
    office.outside("untag", json!({ "media": media[0] })).await.unwrap();
    office
        .simulator
        .faults()
        .add(Fault::always(Endpoint::Tags, FaultKind::Truncated));
    turn(&office, 25 * HOUR).await;
    assert_eq!(
        tagged(&office, View::Mentions, Typed::default()).await.len(),
        FROM_START
    );
    for id in &media[1..] {
        office.outside("untag", json!({ "media": id })).await.unwrap();
    }
    office.simulator.faults().clear();
    next_round(&office).await;
    assert_eq!(
        tagged(&office, View::Mentions, Typed::default()).await.len(),
        FROM_START,
        "an empty list may as well say that nothing is shown any more"
    );
}

#[tokio::test]
async fn an_account_that_is_told_none_remembers_it_says_why_and_asks_again_a_day_later() {
    for (code, why) in [(10, WhyUntold::Permission), (100, WhyUntold::NotOffered)] {
        let office = office().await;
        let refusal = FaultKind::Error {
            code,
            subcode: None,
            status: None,
            message: None,
        };
        office.simulator.faults().add(Fault::always(Endpoint::Tags, refusal));
        let account = office.connect_and_read().await.unwrap();
        let untold = poll::until("the refusal to be remembered", LIMIT, async || {
            Ok(office.app.sync().untold_tags().await?.pop())
        })
        .await
        .unwrap();
        assert_eq!((untold.account, untold.why), (account, why));
        let known = office.app.accounts().list().await.unwrap().remove(0);
        assert_eq!(known.problem, None, "it is no trouble of the account");

        let asked = rounds(&office);
        assert_eq!(asked, 1);
        turn(&office, 3 * HOUR).await;
        assert_eq!(rounds(&office), asked, "not again on the same day");

        office.simulator.faults().clear();
        office.simulator.clock().advance(22 * HOUR);
        listed(&office, FROM_START).await;
        poll::until("the refusal to be forgotten", LIMIT, async || {
            match office.app.sync().untold_tags().await?.pop() {
                None => Ok(Some(())),
                Some(still) => Err(format!("remembered still: {still:?}").into()),
            }
        })
        .await
        .unwrap();
    }
}

//! What is told to a person who does not look: once, never more of others' words than of one comment, nothing in quiet
//! hours; and what they began to write, which is there again.

use jiff::civil::Time;
use postroom_core::notifications::{Notification, NotificationRules, QuietHours, Target, TellingView};
use postroom_core::{DATABASE_FILE, ProblemCode};
use postroom_tests::office::{LIMIT, Office};
use postroom_tests::{Outcome, poll};
use serde_json::json;
use simulator::{Endpoint, Fault, FaultKind};
use store::views::View;
use store::{Store, reply_drafts};
use tokio::sync::broadcast::Receiver;

/// Every hour of the day: it begins as it ends.
fn always_quiet() -> NotificationRules {
    NotificationRules {
        quiet: true,
        hours: QuietHours {
            from: Time::midnight(),
            until: Time::midnight(),
        },
        ..NotificationRules::default()
    }
}

/// Somebody writes under the newest post, and the comment is read.
async fn somebody_writes(office: &Office, text: &str) {
    let post = office.simulator.world().posts(&office.username(0)).remove(0);
    let new = json!({ "media": post.id, "username": "late_visitor", "text": text });
    office.outside("comments", new).await.unwrap();
    poll::until("the comment to be read", LIMIT, async || {
        office.sync().await?;
        let rows = office.view(View::All).await?;
        Ok(rows.iter().any(|row| row.item.face.text() == Some(text)).then_some(()))
    })
    .await
    .unwrap();
}

async fn next(told: &mut Receiver<Notification>) -> Outcome<Notification> {
    Ok(tokio::time::timeout(LIMIT, told.recv()).await??)
}

/// Waits until telling has looked at everything that is here, which it writes down.
async fn looked(office: &Office) {
    let file = office.machine.folder().join("data").join(DATABASE_FILE);
    let store = Store::open(&file).await.unwrap();
    poll::until("telling to have looked", LIMIT, async || {
        let told = store::meta::get(&store, "notifications_told").await?;
        let newest = store::arrivals::newest(&store).await?;
        Ok(told
            .filter(|told| told.contains(&format!("\"through\":{},", serde_json::json!(newest))))
            .map(drop))
    })
    .await
    .unwrap();
    store.close().await;
}

#[tokio::test]
async fn a_new_comment_is_told_once_and_not_again_after_a_restart() {
    let office = Office::connected().await.unwrap();
    looked(&office).await;
    assert_eq!(office.app.notifications().told(), [], "history is no news");
    let mut told = office.app.notifications().listen();
    somebody_writes(&office, "Do you ship\nto Norway?").await;
    let first = next(&mut told).await.unwrap();
    assert_eq!(first.title, format!("@late_visitor · {}", office.username(0)));
    assert_eq!(first.body, "Do you ship to Norway?");
    let rows = office.view(View::NeedsReply).await.unwrap();
    let item = rows
        .iter()
        .find(|row| row.item.face.text() == Some("Do you ship\nto Norway?"));
    let item = item.unwrap().item.row;
    assert_eq!(
        first.target,
        Target::Item {
            item,
            view: View::NeedsReply
        }
    );
    assert_eq!(
        office.app.notifications().told(),
        [first],
        "the tray menu says the same"
    );
    assert!(office.app.notifications().seen() && office.app.notifications().told().is_empty());

    let office = office.restart().await.unwrap();
    let mut told = office.app.notifications().listen();
    somebody_writes(&office, "And to Iceland?").await;
    let second = next(&mut told).await.unwrap();
    assert_eq!(
        second.body, "And to Iceland?",
        "of two it would only tell the number: the first was told before"
    );
}

#[tokio::test]
async fn nothing_is_told_in_quiet_hours_and_one_summary_after_them() {
    let office = Office::connected().await.unwrap();
    looked(&office).await;
    let notifications = office.app.notifications();
    notifications.set_rules(&always_quiet()).await.unwrap();
    let mut told = notifications.listen();
    somebody_writes(&office, "First").await;
    somebody_writes(&office, "Second").await;
    let loud = NotificationRules {
        quiet: false,
        ..always_quiet()
    };
    notifications.set_rules(&loud).await.unwrap();
    let summary = next(&mut told).await.unwrap();
    assert_eq!(summary.title, "2 new comments");
    assert_eq!(summary.body, format!("For {}", office.username(0)));
    assert_eq!(summary.target, Target::View(View::NeedsReply));
    assert_eq!(notifications.told().len(), 1);
}

#[tokio::test]
async fn only_the_chosen_views_are_told() {
    let office = Office::connected().await.unwrap();
    looked(&office).await;
    let notifications = office.app.notifications();
    let mine = NotificationRules {
        views: vec![TellingView::Mine],
        ..NotificationRules::default()
    };
    notifications.set_rules(&mine).await.unwrap();
    assert_eq!(notifications.rules().await.unwrap(), mine);
    somebody_writes(&office, "Is anybody there?").await;
    looked(&office).await;
    assert_eq!(notifications.told(), [], "it is nobody's");
}

#[tokio::test]
async fn what_somebody_without_a_name_writes_is_told_as_an_unknown_persons() {
    let office = Office::connected().await.unwrap();
    let nameless = |endpoint| {
        let fields = ["name", "username"].map(ToOwned::to_owned).to_vec();
        Fault::always(endpoint, FaultKind::StripFields { fields })
    };
    office.simulator.faults().add(nameless(Endpoint::UserProfile));
    office.simulator.faults().add(nameless(Endpoint::Conversations));
    office.read_messages().await.unwrap();
    looked(&office).await;
    let mut told = office.app.notifications().listen();
    let message = json!({ "account": office.username(0), "person": "late_visitor", "text": "Are you open?" });
    office.outside("messages", message).await.unwrap();
    office.read_messages().await.unwrap();
    let first = next(&mut told).await.unwrap();
    assert_eq!(first.title, format!("Unknown person · {}", office.username(0)));
    assert_eq!(first.body, "Are you open?");
}

#[tokio::test]
async fn a_login_that_ended_is_told_once_whatever_the_rules_say() {
    let office = Office::connected().await.unwrap();
    looked(&office).await;
    let notifications = office.app.notifications();
    let nothing = NotificationRules {
        views: Vec::new(),
        ..NotificationRules::default()
    };
    notifications.set_rules(&nothing).await.unwrap();
    let mut told = notifications.listen();
    let account = office.app.accounts().list().await.unwrap().remove(0).row;
    office
        .simulator
        .faults()
        .add(Fault::always(Endpoint::Any, FaultKind::ExpiredToken));
    office.app.sync_now();
    let lost = next(&mut told).await.unwrap();
    assert!(lost.title.contains(&account.username), "{}", lost.title);
    assert_eq!(lost.target, Target::Account(account.id));

    let office = office.restart().await.unwrap();
    let mut told = office.app.notifications().listen();
    office.simulator.faults().clear();
    office.connect_by_token(&office.username(0)).await.unwrap();
    let rules = NotificationRules::default();
    office.app.notifications().set_rules(&rules).await.unwrap();
    somebody_writes(&office, "Back again?").await;
    let next = next(&mut told).await.unwrap();
    assert_eq!(next.body, "Back again?", "the lost login was not told a second time");
}

#[tokio::test]
async fn what_was_begun_is_on_the_disk_before_the_page_hears_of_it() {
    let office = Office::connected().await.unwrap();
    let item = office.view(View::NeedsReply).await.unwrap()[0].item.row;
    let inbox = office.app.inbox();
    inbox.save_reply_draft(item, "On Sun", None).await.unwrap();
    inbox.save_reply_draft(item, "On Sunday from ten.", None).await.unwrap();
    // Another reader of the same file: what a program started after a kill would see.
    let file = office.machine.folder().join("data").join(DATABASE_FILE);
    let other = Store::open(&file).await.unwrap();
    let kept = reply_drafts::all(&other).await.unwrap();
    other.close().await;
    assert_eq!((kept[0].item, kept[0].text.as_str()), (item, "On Sunday from ten."));

    let office = office.restart().await.unwrap();
    let inbox = office.app.inbox();
    assert_eq!(inbox.reply_drafts().await.unwrap(), kept);
    inbox.save_reply_draft(item, "", None).await.unwrap();
    assert_eq!(inbox.reply_drafts().await.unwrap(), []);
    let refused = inbox.save_reply_draft(4_000_000, "Hello?", None).await.unwrap_err();
    assert_eq!(refused.code, ProblemCode::NotFound);
}

#[tokio::test]
async fn paused_reading_reads_only_what_a_person_asks_for_and_the_tray_says_so() {
    let office = Office::connected().await.unwrap();
    office.app.set_paused(true);
    assert!(office.app.state().await.unwrap().paused && office.app.tray().await.unwrap().paused);
    somebody_writes(&office, "Asked for").await;
    let facts = office.app.tray().await.unwrap();
    assert!(facts.needs_reply > 0 && facts.unread > 0);
    assert_eq!(facts.next_post, None);
    office.app.set_paused(false);
    assert!(!office.app.state().await.unwrap().paused);
    let office = office.restart().await.unwrap();
    assert!(
        !office.app.state().await.unwrap().paused,
        "a pause ends with the program"
    );
}

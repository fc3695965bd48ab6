//! Whose data folder it is: newer databases, second owners, copies.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use postroom_core::outbox::ActionState;
use postroom_core::publishing::When;
use postroom_core::secrets::MemoryVault;
use postroom_core::{App, DATABASE_FILE, StartError};
use postroom_tests::desktop::files_below;
use postroom_tests::office::{LIMIT, Machine, Office, SPEED, start};
use postroom_tests::{poll, simulated};
use simulator::{EffectKind, Simulator};
use store::StoreError;
use store::outbox::Delivery;
use store::posts::PostState;

use super::publishing::{at_rest, carousel, published};

/// Made by a program that knows migration 9001.
const NEWER: &[u8] = include_bytes!("../fixtures/newer.db");

fn refusal(started: Result<App, StartError>) -> StartError {
    match started {
        Ok(_) => panic!("the program started"),
        Err(error) => error,
    }
}

fn copy(from: &Path, to: &Path) {
    for file in files_below(from).unwrap() {
        let target = to.join(file.strip_prefix(from).unwrap());
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::copy(&file, &target).unwrap();
    }
}

#[tokio::test]
async fn a_newer_database_is_refused_with_both_versions_and_stays_as_it_was() {
    let simulator = simulated::small_world(SPEED).await.unwrap();
    let machine = Machine::new().unwrap();
    let file = machine.folder().join("data").join(DATABASE_FILE);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(&file, NEWER).unwrap();
    let error = refusal(start(&simulator, machine.folder(), machine.folder(), Arc::default()).await);
    assert!(
        matches!(error, StartError::Store(StoreError::NewerDatabase { found: 9001, .. })),
        "{error:?}"
    );
    let sentence = error.to_string();
    assert!(sentence.contains("9001") && sentence.contains("version"), "{sentence}");
    assert_eq!(fs::read(&file).unwrap(), NEWER, "the file is untouched");
    let names: Vec<_> = files_below(&machine.folder().join("data"))
        .unwrap()
        .iter()
        .map(|path| path.file_name().unwrap().to_string_lossy().into_owned())
        .collect();
    assert!(
        names.iter().all(|name| name == DATABASE_FILE || name == "owner.lock"),
        "{names:?}"
    );
}

#[tokio::test]
async fn a_second_program_on_the_same_folder_is_refused_and_the_first_goes_on() {
    let office = Office::connected().await.unwrap();
    let folder = office.machine.folder();
    let error = refusal(start(&office.simulator, folder, folder, office.vault.clone()).await);
    assert!(matches!(error, StartError::Ownership(_)), "{error:?}");
    assert!(error.to_string().contains("another Postroom"), "{error}");
    office
        .app
        .inbox()
        .set_hidden(&office.targets()[..1], true)
        .await
        .unwrap();
    office.settle().await.unwrap();
    assert_eq!(office.simulator.witness().effects_of(EffectKind::Hide).len(), 1);
}

#[tokio::test]
async fn a_copied_database_sends_nothing_until_a_person_says_so() {
    let office = Office::connected().await.unwrap();
    let targets = office.targets();
    let inbox = office.app.inbox();
    let actions = [
        inbox.reply(&targets[0], "We will look into it.").await.unwrap(),
        inbox.set_hidden(&targets[1..2], true).await.unwrap().remove(0),
        inbox.delete(&targets[2..3]).await.unwrap().remove(0),
    ];
    let (simulator, machine, vault) = office.close().await.unwrap();
    let elsewhere = Arc::new(Machine::new().unwrap());
    copy(&machine.folder().join("data"), &elsewhere.folder().join("data"));

    simulator.witness().clear();
    let copied = Office::open_at(simulator, elsewhere, vault).await.unwrap();
    assert_eq!(copied.app.state().await.unwrap().held, 3);
    // Every grace time passes, and a fresh action goes its way.
    copied.app.inbox().set_hidden(&targets[3..4], true).await.unwrap();
    copied.settle().await.unwrap();
    let effects = copied.simulator.witness().effects();
    assert_eq!(effects.len(), 1, "only the fresh action left: {effects:?}");
    for action in &actions {
        assert_eq!(copied.action(action).await.unwrap().delivery, Delivery::Held);
    }

    let copied = copied.restart().await.unwrap();
    assert_eq!(copied.app.state().await.unwrap().held, 3, "a restart releases nothing");
    copied.app.outbox().answer_hold(true).await.unwrap();
    copied.settle().await.unwrap();
    for action in &actions {
        assert_eq!(copied.action(action).await.unwrap().delivery, Delivery::Sent);
    }
    for kind in [EffectKind::Reply, EffectKind::Delete] {
        assert_eq!(copied.simulator.witness().effects_of(kind).len(), 1);
    }
}

#[tokio::test]
async fn what_the_other_machine_sent_already_is_found_and_not_sent_again() {
    let Sent {
        simulator,
        vault,
        reply,
        copy: elsewhere,
        ..
    } = sent_after_a_copy().await;

    let copied = Office::open_at(simulator, elsewhere, vault).await.unwrap();
    copied.app.outbox().answer_hold(true).await.unwrap();
    copied.settle().await.unwrap();
    assert_eq!(copied.action(&reply).await.unwrap().delivery, Delivery::Sent);
    assert_eq!(
        copied.simulator.witness().effects_of(EffectKind::Reply).len(),
        1,
        "one reply, not two"
    );
}

#[tokio::test]
async fn an_older_copy_put_back_on_the_same_machine_is_held_and_what_left_since_is_not_sent_again() {
    let Sent {
        simulator,
        machine,
        vault,
        reply,
        copy: backup,
    } = sent_after_a_copy().await;
    fs::remove_dir_all(machine.folder().join("data")).unwrap();
    copy(&backup.folder().join("data"), &machine.folder().join("data"));

    let restored = Office::open_at(simulator, machine, vault).await.unwrap();
    assert_eq!(restored.app.state().await.unwrap().held, 1);
    restored.app.outbox().answer_hold(true).await.unwrap();
    restored.settle().await.unwrap();
    assert_eq!(restored.action(&reply).await.unwrap().delivery, Delivery::Sent);
    assert_eq!(
        restored.simulator.witness().effects_of(EffectKind::Reply).len(),
        1,
        "one reply, not two"
    );
}

#[tokio::test]
async fn a_post_that_left_after_the_copy_is_found_and_not_posted_again() {
    let office = Office::connected().await.unwrap();
    let draft = carousel(&office, "Posted by the other copy.").await.unwrap();
    let when = When::At {
        wall_time: "2026-11-19T14:40".to_owned(),
        zone: "UTC".to_owned(),
    };
    let publishing = office.app.publishing();
    publishing
        .publish(draft.row.uid, draft.row.revision, &when)
        .await
        .unwrap();
    let (simulator, machine, vault) = office.close().await.unwrap();
    let elsewhere = Arc::new(Machine::new().unwrap());
    copy(&machine.folder().join("data"), &elsewhere.folder().join("data"));

    let first = Office::open_at(simulator, machine, vault).await.unwrap();
    first.simulator.clock().advance(Duration::from_secs(45 * 60));
    let live = at_rest(&first, &draft).await.unwrap();
    assert_eq!(live.row.state, PostState::Live, "{:?}", live.problem);
    // More posts than one page of the newest holds came after it.
    for number in 0..14 {
        first
            .simulator
            .post_on_phone(&first.username(0), &format!("Phone {number}"))
            .unwrap();
    }
    let (simulator, _, vault) = first.close().await.unwrap();

    let copied = Office::open_at(simulator, elsewhere, vault).await.unwrap();
    assert_eq!(copied.app.state().await.unwrap().held, 1);
    let held = copied.app.publishing().get(draft.row.uid).await.unwrap();
    assert_eq!(held.row.state, PostState::Held);
    assert!(
        copied.app.publishing().cancel(draft.row.uid).await.is_err(),
        "looked for first"
    );
    copied.app.publishing().answer_hold(true).await.unwrap();
    let found = at_rest(&copied, &draft).await.unwrap();
    assert_eq!(found.row.state, PostState::Live, "{:?}", found.problem);
    assert_eq!(found.row.media, live.row.media);
    assert_eq!(published(&copied, "Posted by the other copy.").len(), 1);
}

#[tokio::test]
async fn a_held_post_that_nobody_sent_goes_on_or_becomes_a_draft_again() {
    for release in [true, false] {
        let office = Office::connected().await.unwrap();
        let draft = carousel(&office, "Only once.").await.unwrap();
        let when = When::At {
            wall_time: "2026-11-19T18:00".to_owned(),
            zone: "UTC".to_owned(),
        };
        let publishing = office.app.publishing();
        publishing
            .publish(draft.row.uid, draft.row.revision, &when)
            .await
            .unwrap();
        let (simulator, machine, vault) = office.close().await.unwrap();
        let elsewhere = Arc::new(Machine::new().unwrap());
        copy(&machine.folder().join("data"), &elsewhere.folder().join("data"));
        let copied = Office::open_at(simulator, elsewhere, vault).await.unwrap();
        copied.app.publishing().answer_hold(release).await.unwrap();
        let expected = if release {
            PostState::Scheduled
        } else {
            PostState::Draft
        };
        poll::until("the post to be free", LIMIT, async || {
            let now = copied.app.publishing().get(draft.row.uid).await?;
            match now.row.state {
                PostState::Checking => Ok(None),
                state if state == expected => Ok(Some(())),
                other => Err(format!("it stands at {other:?}").into()),
            }
        })
        .await
        .unwrap();
        let after = copied.app.publishing().get(draft.row.uid).await.unwrap();
        assert_eq!(after.slides.len(), 3, "its pictures came along");
    }
}

/// A reply that was copied while it waited, and left its machine afterwards.
struct Sent {
    simulator: Arc<Simulator>,
    machine: Arc<Machine>,
    vault: Arc<MemoryVault>,
    reply: ActionState,
    copy: Arc<Machine>,
}

async fn sent_after_a_copy() -> Sent {
    let office = Office::connected().await.unwrap();
    let targets = office.targets();
    let reply = office
        .app
        .inbox()
        .reply(&targets[0], "We will look into it.")
        .await
        .unwrap();
    let (simulator, machine, vault) = office.close().await.unwrap();
    let elsewhere = Arc::new(Machine::new().unwrap());
    copy(&machine.folder().join("data"), &elsewhere.folder().join("data"));

    let first = Office::open_at(simulator, machine, vault).await.unwrap();
    first.settle().await.unwrap();
    let (simulator, machine, vault) = first.close().await.unwrap();
    assert_eq!(simulator.witness().effects_of(EffectKind::Reply).len(), 1);
    Sent {
        simulator,
        machine,
        vault,
        reply,
        copy: elsewhere,
    }
}

//! The audit trail of an item: every decision and what became of it, with who, where and when.

use postroom_core::inbox::{About, Happened, TrailEntry};
use postroom_tests::office::Office;
use simulator::{Endpoint, Fault, FaultKind};
use store::EventKind;
use store::events::Actor;
use store::views::View;

/// The steps of the actions of an item, oldest first.
fn steps(trail: &[TrailEntry]) -> Vec<(String, EventKind)> {
    let steps = trail.iter().rev().filter_map(|entry| match &entry.what {
        Happened::Action { kind, step } => Some((kind.clone(), *step)),
        _ => None,
    });
    steps.collect()
}

#[tokio::test]
async fn the_trail_tells_what_people_and_the_program_did_in_their_order() {
    let office = Office::connected().await.unwrap();
    let target = office.targets().remove(0);
    let about = About::Comment(target.clone());
    let inbox = office.app.inbox();
    let item = {
        let rows = office.view(View::All).await.unwrap();
        let row = rows
            .iter()
            .filter_map(|row| row.item.face.comment().map(|face| (row, face)))
            .find(|(_, face)| face.id == target || face.parent.as_ref() == Some(&target));
        row.unwrap().0.item.row
    };
    assert_eq!(inbox.trail(&about).await.unwrap(), [], "first sight is no event");

    let label = office.app.labels().create("Press", None).await.unwrap();
    inbox.set_label(&[item], label.uid, true).await.unwrap();
    // The answer is lost after the effect, so that the trail has a doubt to tell of.
    office
        .simulator
        .faults()
        .add(Fault::once(Endpoint::Reply, FaultKind::CutAfter));
    inbox.reply(&target, "It is stoneware.").await.unwrap();
    office.settle().await.unwrap();
    inbox.set_hidden(std::slice::from_ref(&target), true).await.unwrap();
    office.settle().await.unwrap();

    let trail = inbox.trail(&about).await.unwrap();
    assert!(
        trail.is_sorted_by(|newer, older| newer.row.seq > older.row.seq),
        "newest first"
    );
    let of = |kind: &str, step: EventKind| (kind.to_owned(), step);
    assert_eq!(
        steps(&trail),
        [
            of("reply", EventKind::ActionQueued),
            of("reply", EventKind::ActionAttempted),
            of("reply", EventKind::ActionChecking),
            of("reply", EventKind::ActionSent),
            of("hide", EventKind::ActionQueued),
            of("hide", EventKind::ActionAttempted),
            of("hide", EventKind::ActionSent),
        ]
    );
    let author = office.simulator.world().comment(target.as_str()).unwrap().username;
    let member = office.app.profile().here().await.unwrap().name;
    for entry in &trail {
        assert!(!entry.row.machine.is_empty());
        match &entry.what {
            Happened::Action { step, .. } => {
                let by_person = *step == EventKind::ActionQueued;
                assert_eq!(entry.row.actor == Actor::Member, by_person, "{entry:?}");
                assert_eq!(entry.row.member.as_ref(), by_person.then_some(&member), "{entry:?}");
                assert_eq!(entry.row.username.as_ref(), Some(&author), "{entry:?}");
            }
            Happened::Item { kind, on, .. } => {
                assert_eq!((*kind, *on), (EventKind::ItemLabelled, true), "{entry:?}");
                assert_eq!(entry.row.label.as_deref(), Some("Press"));
            }
            other => panic!("{other:?} of {entry:?}"),
        }
    }
}

//! Many comments at once: seen before it is done, one effect each, stopped by the third same error, taken back together.

use instagram::CommentId;
use postroom_core::inbox::{Chosen, Skip};
use postroom_core::outbox::RunState;
use postroom_core::{DATABASE_FILE, ProblemCode};
use postroom_tests::office::{LIMIT, Office};
use postroom_tests::poll;
use simulator::{EffectKind, Endpoint, Fault, FaultKind};
use store::outbox::{ActionKind, Delivery};
use store::views::{Filter, Order, View};
use store::{EventKind, Stopped, Store, events};
use uuid::Uuid;

/// As many as a preview sheet is shown for, and some.
const MANY: usize = 30;

async fn office() -> (Office, Vec<CommentId>) {
    let office = Office::connected().await.unwrap();
    let targets: Vec<CommentId> = office.targets().into_iter().take(MANY).collect();
    assert_eq!(targets.len(), MANY, "the world has enough comments");
    office.simulator.witness().clear();
    (office, targets)
}

async fn start(office: &Office, comments: &[CommentId], kind: ActionKind) -> Uuid {
    let chosen = Chosen::Comments(comments.to_vec());
    office.app.inbox().start_run(&chosen, kind).await.unwrap().uid
}

async fn run(office: &Office, uid: Uuid) -> RunState {
    let sections = office.app.outbox().sections().await.unwrap();
    sections.runs.into_iter().find(|run| run.uid == uid).unwrap()
}

fn effects(office: &Office, kind: EffectKind) -> usize {
    office.simulator.witness().effects_of(kind).len()
}

async fn logged(office: &Office, kind: EventKind) -> usize {
    let file = office.machine.folder().join("data").join(DATABASE_FILE);
    let store = Store::open(&file).await.unwrap();
    let recent = events::recent(&store, 500).await.unwrap();
    store.close().await;
    recent.iter().filter(|event| event.kind == kind).count()
}

#[tokio::test]
async fn a_run_does_what_its_preview_showed_once_each_and_is_one_decision() {
    let (office, targets) = office().await;
    let inbox = office.app.inbox();
    inbox.set_hidden(&targets[..2], true).await.unwrap();
    office.settle().await.unwrap();
    office.simulator.witness().clear();
    let queued = logged(&office, EventKind::ActionQueued).await;

    let chosen = Chosen::Comments(targets.clone());
    let preview = inbox.preview_run(&chosen, ActionKind::Hide).await.unwrap();
    assert_eq!(preview.count, MANY - 2);
    assert_eq!(preview.skipped, [(Skip::AlreadySo, 2)]);
    assert_eq!(preview.samples.len(), 10);
    let whose: usize = preview.accounts.iter().map(|(_, count)| count).sum();
    assert_eq!(whose, preview.count);
    assert_eq!(effects(&office, EffectKind::Hide), 0, "looking does nothing");

    let uid = start(&office, &targets, ActionKind::Hide).await;
    let sections = office.app.outbox().sections().await.unwrap();
    assert!(
        sections.waiting.is_empty(),
        "it is one row, not {}",
        sections.waiting.len()
    );
    office.settle().await.unwrap();
    let ended = run(&office, uid).await;
    assert_eq!(ended.progress.sent, i64::try_from(preview.count).unwrap());
    assert_eq!(effects(&office, EffectKind::Hide), preview.count);
    assert_eq!(
        logged(&office, EventKind::RunDecided).await,
        2,
        "the two before, and this one"
    );
    assert_eq!(logged(&office, EventKind::ActionQueued).await, queued);
}

#[tokio::test]
async fn a_whole_list_is_chosen_by_what_its_rows_show() {
    let (office, _) = office().await;
    let inbox = office.app.inbox();
    let filter = Filter {
        view: View::NeedsReply,
        accounts: Vec::new(),
        order: Order::OldestFirst,
        typed: None,
    };
    let (snapshot, total) = inbox.open(filter, Default::default()).await.unwrap();
    let rows = inbox.rows(snapshot, 0, total).await.unwrap();
    assert_eq!(inbox.items(snapshot).await.unwrap().len(), total);
    let preview = inbox
        .preview_run(&Chosen::List(snapshot), ActionKind::Delete)
        .await
        .unwrap();
    assert_eq!(preview.count, total);
    assert_eq!(preview.samples[0].text, rows[0].item.face.text().map(str::to_owned));
    inbox.close(snapshot);
    let gone = inbox
        .preview_run(&Chosen::List(snapshot), ActionKind::Delete)
        .await
        .unwrap_err();
    assert_eq!(gone.code, ProblemCode::SnapshotGone);
}

#[tokio::test]
async fn the_third_same_error_stops_the_rest_until_a_person_lets_it_go_on() {
    let (office, targets) = office().await;
    office.simulator.faults().add(Fault::always(
        Endpoint::Hide,
        FaultKind::Error {
            code: 10,
            subcode: None,
            status: None,
            message: None,
        },
    ));
    let uid = start(&office, &targets, ActionKind::Hide).await;
    let stopped = poll::until("the run to stop", LIMIT, async || {
        let run = run(&office, uid).await;
        Ok((run.stopped.is_some() && run.progress.under_way == 0).then_some(run))
    })
    .await
    .unwrap();
    assert_eq!(stopped.stopped, Some(Stopped::SameError));
    assert_eq!(stopped.progress.failed, 3);
    assert_eq!(stopped.progress.waiting, i64::try_from(MANY).unwrap() - 3);
    assert!(stopped.problem.is_some_and(|problem| problem.fix.is_some()));
    assert_eq!(logged(&office, EventKind::RunStopped).await, 1);

    // It stays so over a restart, and nothing more is tried.
    office.simulator.faults().clear();
    office.simulator.witness().clear();
    let office = office.restart().await.unwrap();
    office.app.inbox().reply(&targets[MANY - 1], "Thanks!").await.unwrap();
    office.settle().await.unwrap();
    assert_eq!(effects(&office, EffectKind::Reply), 1, "a stopped run holds up nobody");
    assert_eq!(effects(&office, EffectKind::Hide), 0);

    office.app.outbox().resume_run(uid).await.unwrap();
    office.settle().await.unwrap();
    let ended = run(&office, uid).await;
    assert_eq!(
        (ended.progress.sent, ended.progress.failed),
        (i64::try_from(MANY).unwrap() - 3, 3)
    );
    let failed = office.app.outbox().sections().await.unwrap().needs_you;
    assert_eq!(failed.len(), 3, "each of those can still be tried again");
    for action in failed {
        office.app.outbox().retry(action.uid).await.unwrap();
    }
    office.settle().await.unwrap();
    assert_eq!(effects(&office, EffectKind::Hide), MANY);
}

#[tokio::test]
async fn a_run_that_is_undone_in_its_grace_time_leaves_no_trace_and_later_it_is_turned_round() {
    let (office, targets) = office().await;
    let uid = start(&office, &targets, ActionKind::Hide).await;
    let undone = office.app.outbox().undo_run(uid).await.unwrap();
    assert_eq!((undone.withdrawn, undone.reversed), (MANY, None));
    office.settle().await.unwrap();
    assert_eq!(effects(&office, EffectKind::Hide), 0);
    let again = office.app.outbox().undo_run(uid).await.unwrap_err();
    assert_eq!(again.code, ProblemCode::Precondition);

    let uid = start(&office, &targets, ActionKind::Hide).await;
    office.settle().await.unwrap();
    assert_eq!(effects(&office, EffectKind::Hide), MANY);
    let undone = office.app.outbox().undo_run(uid).await.unwrap();
    assert_eq!(undone.withdrawn, 0);
    assert_eq!(undone.reversed.unwrap().1, MANY);
    office.settle().await.unwrap();
    assert_eq!(effects(&office, EffectKind::Unhide), MANY);
    let world = office.simulator.world();
    assert!(targets.iter().all(|id| !world.comment(id.as_str()).unwrap().hidden));
}

#[tokio::test]
async fn what_a_person_decides_by_itself_does_not_wait_behind_a_run() {
    let (office, targets) = office().await;
    office
        .simulator
        .faults()
        .add(Fault::always(Endpoint::Hide, FaultKind::SlowAnswer { ms: 30 }));
    let uid = start(&office, &targets, ActionKind::Hide).await;
    poll::until("the run to begin", LIMIT, async || {
        Ok((run(&office, uid).await.progress.sent > 0).then_some(()))
    })
    .await
    .unwrap();
    let others = office.targets();
    let free = others.iter().find(|id| !targets.contains(id)).unwrap();
    let reply = office.app.inbox().reply(free, "Thank you!").await.unwrap();
    poll::until("the reply to be sent", LIMIT, async || {
        Ok((office.action(&reply).await?.delivery == Delivery::Sent).then_some(()))
    })
    .await
    .unwrap();
    office.settle().await.unwrap();
    assert_eq!(effects(&office, EffectKind::Hide), MANY);
    let requests = office.simulator.witness().requests();
    let last_hide = requests
        .iter()
        .rposition(|each| each.endpoint.as_deref() == Some("hide"));
    let reply = requests
        .iter()
        .position(|each| each.endpoint.as_deref() == Some("reply"));
    assert!(reply < last_hide, "it overtook the rest of the run");
}

#[tokio::test]
async fn a_person_stops_a_run_and_takes_the_rest_back() {
    let (office, targets) = office().await;
    let uid = start(&office, &targets, ActionKind::Delete).await;
    office.app.outbox().stop_run(uid).await.unwrap();
    let again = office.app.outbox().stop_run(uid).await.unwrap_err();
    assert_eq!(again.code, ProblemCode::Precondition);
    assert_eq!(run(&office, uid).await.stopped, Some(Stopped::ByPerson));
    let undone = office.app.outbox().undo_run(uid).await.unwrap();
    assert_eq!(undone.withdrawn, MANY);
    let closed = run(&office, uid).await;
    assert!(closed.closed && closed.progress.is_over());
    assert_eq!(effects(&office, EffectKind::Delete), 0);
    let unknown = office.app.outbox().undo_run(Uuid::now_v7()).await.unwrap_err();
    assert_eq!(unknown.code, ProblemCode::NotFound);
}

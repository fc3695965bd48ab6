use crate::support::*;
use store::sync::{self, SyncTask, SyncTaskRun};
use store::{Store, accounts, backfills};

async fn planned(store: &Store) {
    let mut tx = store.write().await.unwrap();
    for task in [SyncTask::Old, SyncTask::Counts] {
        sync::plan(&mut tx, &account("bakery"), task, at(10)).await.unwrap();
    }
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn task_is_planned_once_and_remembers_its_runs() {
    let world = world().await;
    planned(&world).await;
    let tasks = sync::tasks(&world).await.unwrap();
    let order: Vec<_> = tasks.iter().map(|row| row.task).collect();
    assert_eq!(
        order,
        [SyncTask::Counts, SyncTask::Old],
        "the right of way is the order"
    );
    assert_eq!((tasks[0].last_run_at, tasks[0].next_run_at), (None, at(10)));

    let mut tx = world.write().await.unwrap();
    for calls in [3, 4] {
        let run = SyncTaskRun {
            ended_at: at(20),
            next_run_at: at(80),
            calls,
            error_code: Some("offline"),
            cursor: Some("second page"),
        };
        sync::ran(&mut tx, &account("bakery"), SyncTask::Counts, run)
            .await
            .unwrap();
    }
    tx.commit().await.unwrap();
    planned(&world).await;
    let row = sync::task(&world, &account("bakery"), SyncTask::Counts)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        (row.last_run_at, row.next_run_at),
        (Some(at(20)), at(80)),
        "planning again changes nothing"
    );
    assert_eq!((row.calls, row.calls_total), (4, 7));
    assert_eq!(
        (row.error_code.as_deref(), row.cursor.as_deref()),
        (Some("offline"), Some("second page"))
    );

    let mut tx = world.write().await.unwrap();
    sync::set_next(&mut tx, &account("bakery"), SyncTask::Counts, at(21))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let row = sync::task(&world, &account("bakery"), SyncTask::Counts)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(row.next_run_at, at(21));
}

#[tokio::test]
async fn history_begins_once_and_follows_what_a_person_says() {
    let world = world().await;
    let bakery = account("bakery");
    assert_eq!(backfills::get(&world, &bakery).await.unwrap(), None);
    let mut tx = world.write().await.unwrap();
    backfills::begin(&mut tx, &bakery, Some("page 2"), at(1)).await.unwrap();
    backfills::begin(&mut tx, &bakery, None, at(2)).await.unwrap();
    tx.commit().await.unwrap();
    let row = backfills::get(&world, &bakery).await.unwrap().unwrap();
    assert_eq!((row.since, row.paused, row.listed), (None, false, false));
    assert_eq!((row.list_after.as_deref(), row.asked_at), (Some("page 2"), at(1)));

    let mut tx = world.write().await.unwrap();
    backfills::set_list(&mut tx, &bakery, Some("page 3"), true)
        .await
        .unwrap();
    backfills::add(&mut tx, &bakery, 12, 340, 900, Some(at(30)))
        .await
        .unwrap();
    backfills::set_paused(&mut tx, &bakery, true).await.unwrap();
    tx.commit().await.unwrap();
    let row = backfills::get(&world, &bakery).await.unwrap().unwrap();
    assert_eq!(
        (row.calls, row.comments, row.active_ms, row.ended_at),
        (12, 340, 900, Some(at(30)))
    );
    assert!(row.paused && row.listed);

    let mut tx = world.write().await.unwrap();
    backfills::set_since(&mut tx, &bakery, Some(at(-9)), at(40))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let row = backfills::get(&world, &bakery).await.unwrap().unwrap();
    assert_eq!((row.since, row.asked_at, row.ended_at), (Some(at(-9)), at(40), None));
    assert!(!row.paused && !row.listed, "it goes on where the list stood");
}

#[tokio::test]
async fn tasks_and_history_of_an_erased_account_are_gone() {
    let world = world().await;
    planned(&world).await;
    let bakery = account("bakery");
    let mut tx = world.write().await.unwrap();
    backfills::begin(&mut tx, &bakery, None, at(1)).await.unwrap();
    accounts::remove(&mut tx, &bakery, false, at(2)).await.unwrap();
    tx.commit().await.unwrap();
    assert!(
        sync::tasks(&world).await.unwrap().is_empty(),
        "a disconnected account is not read"
    );
    let mut tx = world.write().await.unwrap();
    accounts::remove(&mut tx, &bakery, true, at(3)).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(sync::task(&world, &bakery, SyncTask::Counts).await.unwrap(), None);
    assert_eq!(backfills::get(&world, &bakery).await.unwrap(), None);
}

use crate::support::*;
use store::{HostedFile, PostRow, Store, posts};

fn file(post: &PostRow, key: &str, seconds: i64) -> HostedFile {
    HostedFile {
        key: key.to_owned(),
        post: post.id,
        host: "demo".to_owned(),
        put_at: at(seconds),
        remove_at: None,
        removed_at: None,
    }
}

async fn put(store: &Store, files: &[HostedFile]) {
    let mut tx = store.write().await.unwrap();
    for file in files {
        posts::host_file(&mut tx, file).await.unwrap();
    }
    tx.commit().await.unwrap();
}

fn keys(files: Vec<HostedFile>) -> Vec<String> {
    files.into_iter().map(|file| file.key).collect()
}

#[tokio::test]
async fn file_reads_back_whole_in_the_order_of_the_uploads() {
    let world = world().await;
    let (post, other) = (draft(&world, "bakery", 0).await, draft(&world, "bakery", 0).await);
    let first = HostedFile {
        remove_at: Some(at(20)),
        removed_at: Some(at(30)),
        ..file(&post, "b.jpg", 1)
    };
    let second = file(&post, "a.jpg", 2);
    put(&world, &[second.clone(), first.clone(), file(&other, "c.jpg", 0)]).await;
    assert_eq!(posts::hosted(&world, post.id).await.unwrap(), [first, second]);
}

#[tokio::test]
async fn file_put_again_keeps_its_row_and_is_needed_again() {
    let world = world().await;
    let post = draft(&world, "bakery", 0).await;
    put(&world, &[file(&post, "a.jpg", 1)]).await;
    let mut tx = world.write().await.unwrap();
    posts::set_removable(&mut tx, post.id, at(5)).await.unwrap();
    posts::set_removed(&mut tx, "a.jpg", at(6)).await.unwrap();
    tx.commit().await.unwrap();

    let again = file(&post, "a.jpg", 9);
    put(&world, std::slice::from_ref(&again)).await;
    assert_eq!(posts::hosted(&world, post.id).await.unwrap(), [again]);
    assert!(posts::removable(&world, at(100)).await.unwrap().is_empty());
}

#[tokio::test]
async fn files_are_removable_from_their_instant_until_they_are_removed() {
    let world = world().await;
    let (post, other) = (draft(&world, "bakery", 0).await, draft(&world, "bakery", 0).await);
    put(
        &world,
        &[
            file(&post, "a.jpg", 1),
            file(&post, "b.jpg", 1),
            file(&other, "c.jpg", 1),
            file(&other, "d.jpg", 1),
        ],
    )
    .await;
    let mut tx = world.write().await.unwrap();
    posts::set_removed(&mut tx, "d.jpg", at(2)).await.unwrap();
    posts::set_removable(&mut tx, other.id, at(10)).await.unwrap();
    posts::set_removable(&mut tx, post.id, at(20)).await.unwrap();
    tx.commit().await.unwrap();

    assert!(posts::removable(&world, at(9)).await.unwrap().is_empty());
    assert_eq!(keys(posts::removable(&world, at(10)).await.unwrap()), ["c.jpg"]);
    assert_eq!(
        keys(posts::removable(&world, at(20)).await.unwrap()),
        ["c.jpg", "a.jpg", "b.jpg"],
        "the longest due first"
    );

    let mut tx = world.write().await.unwrap();
    posts::set_removed(&mut tx, "a.jpg", at(21)).await.unwrap();
    posts::set_removed(&mut tx, "a.jpg", at(99)).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(
        keys(posts::removable(&world, at(22)).await.unwrap()),
        ["c.jpg", "b.jpg"]
    );
    let kept = posts::hosted(&world, post.id).await.unwrap();
    assert_eq!(
        (kept[0].remove_at, kept[0].removed_at),
        (Some(at(20)), Some(at(21))),
        "the row stays with its post and keeps the first instant"
    );
}

#[tokio::test]
async fn file_of_a_deleted_post_is_due_at_once_and_forgotten_once_it_is_gone() {
    let world = world().await;
    let post = draft(&world, "bakery", 0).await;
    put(
        &world,
        &[
            file(&post, "there.jpg", 1),
            HostedFile {
                remove_at: Some(at(1_000)),
                ..file(&post, "later.jpg", 2)
            },
            HostedFile {
                removed_at: Some(at(3)),
                ..file(&post, "gone.jpg", 1)
            },
        ],
    )
    .await;
    let mut tx = world.write().await.unwrap();
    posts::delete_post(&mut tx, post.id).await.unwrap();
    tx.commit().await.unwrap();

    assert_eq!(
        keys(posts::removable(&world, at(5)).await.unwrap()),
        ["there.jpg", "later.jpg"]
    );
    assert_eq!(keys(posts::hosted(&world, post.id).await.unwrap()).len(), 2);
    let mut tx = world.write().await.unwrap();
    posts::set_removed(&mut tx, "there.jpg", at(6)).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(keys(posts::hosted(&world, post.id).await.unwrap()), ["later.jpg"]);
}

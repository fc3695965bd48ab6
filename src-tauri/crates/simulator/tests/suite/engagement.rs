//! Likes and deleting posts: what Facebook Login alone can do.

use crate::common::{ACCOUNT, Bench, OTHER, code};
use simulator::EffectKind;

async fn facebook() -> (Bench, String) {
    let mut bench = Bench::new().await;
    bench.token = bench.simulator.facebook_token();
    let account = bench.simulator.world().accounts().remove(0).id;
    (bench, account)
}

#[tokio::test]
async fn posts_and_comments_are_liked_once_and_unliked_once() {
    let (bench, account) = facebook().await;
    let path = format!("{account}/likes");
    let comment = bench.comment_id();
    let likes = async || {
        bench.ok(&format!("{comment}?fields=like_count")).await["like_count"]
            .as_u64()
            .unwrap()
    };
    let before = likes().await;
    for _ in 0..2 {
        assert_eq!(bench.post(&path, &[("comment_id", &comment)]).await.1["success"], true);
    }
    assert_eq!(likes().await, before + 1);
    let undo = format!("{path}?comment_id={comment}");
    for _ in 0..2 {
        assert_eq!(bench.delete(&undo).await.1["success"], true);
    }
    assert_eq!(likes().await, before);
    let media = bench.simulator.world().posts(OTHER)[0].id.clone();
    assert_eq!(
        bench.post(&path, &[("media_id", &media)]).await.1["success"],
        true,
        "others' posts, too"
    );
    let told: Vec<_> = bench
        .simulator
        .witness()
        .effects()
        .iter()
        .map(|it| (it.kind, it.changed))
        .collect();
    let (like, unlike) = (EffectKind::Like, EffectKind::Unlike);
    assert_eq!(
        told,
        [
            (like, true),
            (like, false),
            (unlike, true),
            (unlike, false),
            (like, true)
        ]
    );
}

#[tokio::test]
async fn likes_are_refused_without_permission_object_or_flavour() {
    let (mut bench, account) = facebook().await;
    let path = format!("{account}/likes");
    let (comment, media) = (bench.comment_id(), bench.post_id());
    assert_eq!(code(&bench.post(&path, &[]).await.1), (100, None));
    let both = [("comment_id", comment.as_str()), ("media_id", media.as_str())];
    assert_eq!(code(&bench.post(&path, &both).await.1), (100, None));
    assert_eq!(
        code(&bench.post(&path, &[("media_id", "17900000000000001")]).await.1),
        (100, Some(33))
    );
    assert_eq!(
        code(&bench.post(&path, &[("media_id", &comment)]).await.1),
        (100, Some(33))
    );
    bench.token = bench
        .simulator
        .facebook_token_for(&["instagram_basic", "instagram_manage_comments"]);
    assert_eq!(code(&bench.post(&path, &[("media_id", &media)]).await.1).0, 10);
    bench.token = bench.simulator.dashboard_token(ACCOUNT);
    assert_eq!(
        code(&bench.post("me/likes", &[("media_id", &media)]).await.1),
        (100, Some(33)),
        "no such edge there"
    );
    assert_eq!(bench.simulator.witness().effects(), []);
}

#[tokio::test]
async fn more_than_fifty_likes_in_five_seconds_lock_out_for_an_hour() {
    let (bench, account) = facebook().await;
    let path = format!("{account}/likes");
    let media = bench.post_id();
    let like = async || code(&bench.post(&path, &[("media_id", &media)]).await.1).0;
    for _ in 0..50 {
        assert_eq!(like().await, 0);
    }
    assert_eq!(like().await, 613);
    let clock = bench.simulator.clock();
    clock.advance(std::time::Duration::from_secs(3_599));
    assert_eq!(like().await, 613);
    clock.advance(std::time::Duration::from_secs(1));
    assert_eq!(like().await, 0);
    let second = bench.simulator.world().accounts().remove(1).id;
    assert_eq!(
        code(&bench.post(&format!("{second}/likes"), &[("media_id", &media)]).await.1).0,
        0
    );
}

#[tokio::test]
async fn a_deleted_post_is_gone_with_its_comments() {
    let (mut bench, account) = facebook().await;
    let (media, comment) = (bench.post_id(), bench.comment_id());
    let (status, value) = bench.delete(&media).await;
    assert_eq!(status, 200, "{value}");
    assert_eq!(value, serde_json::json!({ "success": true, "deleted_id": media }));
    for path in [media.clone(), format!("{media}/comments"), comment.clone()] {
        assert_eq!(code(&bench.get(&path).await.1), (100, Some(33)), "{path}");
    }
    let list = bench.ok(&format!("{account}/media?limit=100")).await;
    assert!(list["data"].as_array().unwrap().iter().all(|it| it["id"] != media));
    assert_eq!(
        bench.ok(&format!("{account}?fields=media_count")).await["media_count"],
        19
    );
    assert!(
        bench
            .simulator
            .world()
            .posts(ACCOUNT)
            .iter()
            .all(|post| post.id != media)
    );
    assert_eq!(code(&bench.delete(&media).await.1), (100, Some(33)));
    assert_eq!(bench.simulator.witness().effects_of(EffectKind::DeleteMedia).len(), 1);

    let other = bench.simulator.world().posts(ACCOUNT)[0].id.clone();
    bench.token = bench.simulator.facebook_token_for(&["instagram_basic"]);
    assert_eq!(code(&bench.delete(&other).await.1).0, 10);
    bench.token = bench.simulator.dashboard_token(ACCOUNT);
    assert_eq!(
        code(&bench.delete(&other).await.1),
        (100, Some(33)),
        "not with Instagram Login, though it reads"
    );
    assert_eq!(bench.get(&other).await.0, 200);
}

#[tokio::test]
async fn a_slide_of_an_album_is_not_deleted_alone() {
    let (bench, account) = facebook().await;
    let list = bench
        .ok(&format!("{account}/media?limit=100&fields=children{{id}}"))
        .await;
    let album = list["data"]
        .as_array()
        .unwrap()
        .iter()
        .find(|it| it["children"].is_object())
        .unwrap();
    let slide = album["children"]["data"][0]["id"].as_str().unwrap();
    assert_eq!(code(&bench.delete(slide).await.1), (-1, Some(2_207_073)));
    assert_eq!(bench.get(album["id"].as_str().unwrap()).await.0, 200);
}

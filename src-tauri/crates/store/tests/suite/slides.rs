use crate::support::*;
use store::posts::{self, StepKind};
use store::{NewSlide, PostState, SlideRow, SlideSettings, Store, StoreError};
use uuid::Uuid;

/// The settings a slide has.
fn as_it_is(slide: &SlideRow) -> SlideSettings {
    SlideSettings {
        uid: slide.uid,
        alt_text: slide.alt_text.clone(),
        focus_x: slide.focus_x,
        focus_y: slide.focus_y,
        zoom: slide.zoom,
    }
}

async fn arrange(store: &Store, post: i64, order: &[&SlideRow]) {
    let order: Vec<_> = order.iter().map(|slide| as_it_is(slide)).collect();
    let mut tx = store.write().await.unwrap();
    posts::arrange(&mut tx, post, &order).await.unwrap();
    tx.commit().await.unwrap();
}

/// The numbers of a post's slides and their places.
async fn order(store: &Store, post: i64) -> Vec<(Uuid, Option<i64>)> {
    let slides = posts::slides(store, post).await.unwrap();
    slides.into_iter().map(|slide| (slide.uid, slide.position)).collect()
}

#[tokio::test]
async fn slide_is_added_at_the_end_and_reads_back_whole() {
    let world = world().await;
    let post = draft(&world, "bakery", 0).await;
    let first = add_slide(&world, &post, 1).await;
    let second = add_slide(&world, &post, 2).await;

    assert_eq!(
        second,
        SlideRow {
            id: second.id,
            uid: Uuid::from_u128(2),
            post: post.id,
            position: Some(2),
            file_name: "loaf 2.png".to_owned(),
            sha256: [2; 32],
            width: 4_000,
            height: 3_000,
            bytes: 9_000_000,
            focus_x: 0.5,
            focus_y: 0.5,
            zoom: 1.0,
            alt_text: String::new(),
            added_at: at(2),
        }
    );
    assert_eq!(
        posts::slides(&world, post.id).await.unwrap(),
        [first.clone(), second.clone()]
    );
    assert_eq!(posts::slide(&world, second.uid).await.unwrap(), Some(second.clone()));
    let mut tx = world.write().await.unwrap();
    assert_eq!(posts::slides_in(&mut tx, post.id).await.unwrap(), [first, second]);
}

#[tokio::test]
async fn slide_for_a_post_that_is_not_there_is_an_error() {
    let world = world().await;
    let new = NewSlide {
        post: 99,
        uid: Uuid::from_u128(1),
        file_name: "loaf.png".to_owned(),
        sha256: [1; 32],
        width: 1,
        height: 1,
        bytes: 1,
        added_at: at(0),
    };
    let mut tx = world.write().await.unwrap();
    let error = posts::add_slide(&mut tx, &new).await.unwrap_err();
    assert!(matches!(error, StoreError::NotFound { what: "post" }));
}

#[tokio::test]
async fn arranging_orders_the_slides_and_stores_what_a_person_settled() {
    let world = world().await;
    let post = draft(&world, "bakery", 0).await;
    let mut slides = Vec::new();
    for number in 1..=3 {
        slides.push(add_slide(&world, &post, number).await);
    }
    let settled = SlideSettings {
        alt_text: "Three loaves on a board".to_owned(),
        focus_x: 0.25,
        focus_y: 1.0,
        zoom: 3.75,
        ..as_it_is(&slides[2])
    };
    let mut tx = world.write().await.unwrap();
    posts::arrange(&mut tx, post.id, &[settled, as_it_is(&slides[0]), as_it_is(&slides[1])])
        .await
        .unwrap();
    tx.commit().await.unwrap();

    let found = posts::slides(&world, post.id).await.unwrap();
    assert_eq!(
        found[0],
        SlideRow {
            position: Some(1),
            alt_text: "Three loaves on a board".to_owned(),
            focus_x: 0.25,
            focus_y: 1.0,
            zoom: 3.75,
            ..slides[2].clone()
        }
    );
    assert_eq!(
        order(&world, post.id).await,
        [
            (slides[2].uid, Some(1)),
            (slides[0].uid, Some(2)),
            (slides[1].uid, Some(3))
        ]
    );
}

#[tokio::test]
async fn slide_taken_out_keeps_its_row_and_comes_back_where_it_is_named() {
    let world = world().await;
    let post = draft(&world, "bakery", 0).await;
    let (first, second) = (add_slide(&world, &post, 1).await, add_slide(&world, &post, 2).await);

    arrange(&world, post.id, &[&second]).await;
    assert_eq!(order(&world, post.id).await, [(second.uid, Some(1))]);
    let out = posts::slide(&world, first.uid).await.unwrap().unwrap();
    assert_eq!(
        out,
        SlideRow {
            position: None,
            ..first.clone()
        }
    );
    let third = add_slide(&world, &post, 3).await;
    assert_eq!(third.position, Some(2), "a slide taken out has no place");
    assert_eq!(
        posts::kept_slides(&world, post.id).await.unwrap().len(),
        3,
        "its file is still kept"
    );

    arrange(&world, post.id, &[&first, &second, &third]).await;
    assert_eq!(
        order(&world, post.id).await,
        [(first.uid, Some(1)), (second.uid, Some(2)), (third.uid, Some(3))]
    );
    arrange(&world, post.id, &[]).await;
    assert!(order(&world, post.id).await.is_empty());
}

#[tokio::test]
async fn slide_of_another_post_or_named_twice_leaves_the_order_as_it_was() {
    let world = world().await;
    let (post, other) = (draft(&world, "bakery", 0).await, draft(&world, "bakery", 0).await);
    let (first, second) = (add_slide(&world, &post, 1).await, add_slide(&world, &post, 2).await);
    let foreign = add_slide(&world, &other, 3).await;
    for wrong in [[&second, &foreign], [&second, &second]] {
        let mut tx = world.write().await.unwrap();
        let named: Vec<_> = wrong.iter().map(|slide| as_it_is(slide)).collect();
        let error = posts::arrange(&mut tx, post.id, &named).await.unwrap_err();
        assert!(matches!(error, StoreError::NotFound { what: "slide" }));
        drop(tx);
        assert_eq!(
            order(&world, post.id).await,
            [(first.uid, Some(1)), (second.uid, Some(2))]
        );
        assert_eq!(order(&world, other.id).await, [(foreign.uid, Some(1))]);
    }
}

#[tokio::test]
async fn focus_outside_the_picture_and_zoom_out_of_range_are_refused() {
    let world = world().await;
    let post = draft(&world, "bakery", 0).await;
    let slide = add_slide(&world, &post, 1).await;
    for (focus_x, focus_y, zoom) in [
        (-0.01, 0.5, 1.0),
        (0.5, 1.01, 1.0),
        (0.5, 0.5, 0.99),
        (0.5, 0.5, 4.01),
        (f64::NAN, 0.5, 1.0),
        (0.5, 0.5, f64::INFINITY),
    ] {
        let wrong = SlideSettings {
            focus_x,
            focus_y,
            zoom,
            ..as_it_is(&slide)
        };
        let mut tx = world.write().await.unwrap();
        let refused = posts::arrange(&mut tx, post.id, &[wrong]).await;
        assert!(matches!(refused, Err(StoreError::Sql(_))), "{focus_x} {focus_y} {zoom}");
    }
}

#[tokio::test]
async fn removed_slide_is_cleaned_up_once_its_post_has_rested() {
    let world = world().await;
    let post = draft(&world, "bakery", 0).await;
    let (first, second) = (add_slide(&world, &post, 1).await, add_slide(&world, &post, 2).await);
    arrange(&world, post.id, &[&first]).await;
    stand(&world, &post, PostState::Draft, 100).await;

    assert!(
        posts::removed_slides(&world, at(100)).await.unwrap().is_empty(),
        "the person may still take it back"
    );
    let removed = posts::removed_slides(&world, at(101)).await.unwrap();
    assert_eq!(removed.iter().map(|slide| slide.id).collect::<Vec<_>>(), [second.id]);

    let mut tx = world.write().await.unwrap();
    posts::delete_slide(&mut tx, second.id).await.unwrap();
    let error = posts::delete_slide(&mut tx, first.id).await.unwrap_err();
    assert!(
        matches!(error, StoreError::NotFound { what: "removed slide" }),
        "a slide in its post stays"
    );
    tx.commit().await.unwrap();
    assert_eq!(posts::slide(&world, second.uid).await.unwrap(), None);
    assert!(posts::slide(&world, first.uid).await.unwrap().is_some());
}

#[tokio::test]
async fn deleted_slide_takes_its_steps_along() {
    let world = world().await;
    let post = draft(&world, "bakery", 0).await;
    let slide = add_slide(&world, &post, 1).await;
    let mut tx = world.write().await.unwrap();
    posts::begin_steps(
        &mut tx,
        post.id,
        &[(StepKind::Prepare, Some(slide.id)), (StepKind::Publish, None)],
    )
    .await
    .unwrap();
    posts::arrange(&mut tx, post.id, &[]).await.unwrap();
    posts::delete_slide(&mut tx, slide.id).await.unwrap();
    let left = posts::steps_in(&mut tx, post.id).await.unwrap();
    assert_eq!(
        left.iter().map(|step| step.kind).collect::<Vec<_>>(),
        [StepKind::Publish]
    );
}

#[tokio::test]
async fn kept_slides_of_an_account_are_those_of_all_its_posts() {
    let world = world().await;
    let (one, two) = (draft(&world, "bakery", 0).await, draft(&world, "bakery", 0).await);
    let other = draft(&world, "florist", 0).await;
    let (first, second) = (add_slide(&world, &one, 1).await, add_slide(&world, &two, 2).await);
    add_slide(&world, &other, 3).await;
    arrange(&world, one.id, &[]).await;
    stand(&world, &two, PostState::Discarded, 1).await;
    let kept = posts::kept_slides_of(&world, &account("bakery")).await.unwrap();
    assert_eq!(
        kept.iter().map(|slide| slide.uid).collect::<Vec<_>>(),
        [first.uid, second.uid]
    );
}

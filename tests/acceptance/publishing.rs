//! From picture files to a published post, and what stops one.

use std::path::PathBuf;
use std::time::Duration;

use postroom_core::ProblemCode;
use postroom_core::publishing::{DraftForm, LadderStep, PostDetail, When};
use postroom_tests::office::{LIMIT, Office};
use postroom_tests::{Outcome, pictures, poll};
use simulator::{EffectKind, Endpoint, Fault, FaultKind, PublishedInfo};
use store::posts::{PostState, SlideRow, SlideSettings, StepState};

/// A carousel of a turned JPEG, a transparent PNG and a plain JPEG.
pub(crate) async fn carousel(office: &Office, caption: &str) -> Outcome<PostDetail> {
    let folder = office.machine.folder();
    let files = [
        pictures::turned_jpeg(folder)?,
        pictures::transparent_png(folder)?,
        pictures::small_jpeg(folder, "third.jpg")?,
    ];
    draft(office, &files, caption).await
}

/// A draft of these files.
pub(crate) async fn draft(office: &Office, files: &[PathBuf], caption: &str) -> Outcome<PostDetail> {
    let account = office.app.accounts().list().await?.swap_remove(0).row.id;
    let draft = office.app.publishing().begin(&account).await?;
    let (draft, added) = office.app.publishing().add(draft.row.uid, files).await?;
    if let Some(refused) = added.refused.first() {
        return Err(format!("{}: {}", refused.file_name, refused.problem).into());
    }
    let form = form(&draft, caption);
    Ok(office.app.publishing().save(&form).await?)
}

fn form(draft: &PostDetail, caption: &str) -> DraftForm {
    DraftForm {
        post: draft.row.uid,
        revision: draft.row.revision,
        account: draft.row.account.clone(),
        caption: caption.to_owned(),
        ratio: draft.row.ratio,
        slides: draft.slides.iter().map(settings).collect(),
    }
}

fn settings(slide: &SlideRow) -> SlideSettings {
    SlideSettings {
        uid: slide.uid,
        alt_text: format!("Picture {}", slide.file_name),
        focus_x: slide.focus_x,
        focus_y: slide.focus_y,
        zoom: slide.zoom,
    }
}

/// Publishes now and waits until nothing moves by itself any more.
pub(crate) async fn publish(office: &Office, draft: &PostDetail) -> Outcome<PostDetail> {
    let publishing = office.app.publishing();
    publishing
        .publish(draft.row.uid, draft.row.revision, &When::Now)
        .await?;
    at_rest(office, draft).await
}

/// Waits until the post is live with its address, or waits for a person.
pub(crate) async fn at_rest(office: &Office, post: &PostDetail) -> Outcome<PostDetail> {
    poll::until("the post to come to rest", LIMIT, async || {
        let now = office.app.publishing().get(post.row.uid).await?;
        match now.row.state {
            PostState::Live if now.row.permalink.is_some() => Ok(Some(now)),
            PostState::Failed | PostState::NeedsYou | PostState::Held | PostState::Missed | PostState::Draft => {
                Ok(Some(now))
            }
            other => Err(format!("it stands at {other:?}: {:?} {:?}", now.problem, now.ladder).into()),
        }
    })
    .await
}

/// What the world shows as published with this caption.
pub(crate) fn published(office: &Office, caption: &str) -> Vec<PublishedInfo> {
    let mut all = office.simulator.world().published();
    all.retain(|post| post.caption == caption);
    all
}

fn effects(office: &Office, kind: EffectKind) -> usize {
    office.simulator.witness().effects_of(kind).len()
}

#[tokio::test]
async fn three_files_become_one_published_carousel() {
    let office = Office::connected().await.unwrap();
    let caption = "Three jars, one shelf. #slow @harrowtrail";
    let draft = carousel(&office, caption).await.unwrap();
    let live = publish(&office, &draft).await.unwrap();
    assert_eq!(live.row.state, PostState::Live, "{:?}", live.problem);

    let posts = published(&office, caption);
    assert_eq!(posts.len(), 1);
    assert_eq!(effects(&office, EffectKind::Publish), 1);
    assert_eq!(
        effects(&office, EffectKind::ContainerCreated),
        4,
        "three children and one parent"
    );
    let children = &posts[0].children;
    assert_eq!(children.len(), 3);
    for (child, slide) in children.iter().zip(&live.slides) {
        let off = f64::from(child.width) / f64::from(child.height) - 0.8;
        assert!(off.abs() < 0.003, "4:5, not {} x {}", child.width, child.height);
        assert_eq!(child.alt_text, Some(format!("Picture {}", slide.file_name)));
    }
    assert_eq!(live.row.permalink.as_deref(), Some(posts[0].permalink.as_str()));
    assert!(
        live.ladder.iter().all(|rung| rung.state == StepState::Done),
        "{:?}",
        live.ladder
    );

    let restarted = office.restart().await.unwrap();
    let again = restarted.app.publishing().get(draft.row.uid).await.unwrap();
    assert_eq!(
        (again.row.state, again.row.permalink),
        (PostState::Live, live.row.permalink)
    );
    assert_eq!(published(&restarted, caption).len(), 1);
}

#[tokio::test]
async fn one_file_becomes_a_single_picture_without_a_parent() {
    let office = Office::connected().await.unwrap();
    let file = pictures::small_jpeg(office.machine.folder(), "one.jpg").unwrap();
    let draft = draft(&office, &[file], "Just this one.").await.unwrap();
    let live = publish(&office, &draft).await.unwrap();
    assert_eq!(live.row.state, PostState::Live, "{:?}", live.problem);
    assert_eq!(published(&office, "Just this one.").len(), 1);
    assert_eq!(effects(&office, EffectKind::ContainerCreated), 1);
}

#[tokio::test]
async fn hosted_files_go_an_hour_after_the_post_is_live() {
    let office = Office::connected().await.unwrap();
    let draft = carousel(&office, "Gone from the host.").await.unwrap();
    publish(&office, &draft).await.unwrap();
    assert_eq!(office.simulator.hosted_keys().len(), 3, "Instagram may fetch once more");
    office.simulator.clock().advance(Duration::from_secs(3_700));
    poll::until("the files to be removed", LIMIT, async || {
        Ok(office.simulator.hosted_keys().is_empty().then_some(()))
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn the_files_may_be_deleted_once_they_were_added() {
    let office = Office::connected().await.unwrap();
    let file = pictures::small_jpeg(office.machine.folder(), "soon-gone.jpg").unwrap();
    let draft = draft(&office, std::slice::from_ref(&file), "Kept.").await.unwrap();
    std::fs::remove_file(file).unwrap();
    let live = publish(&office, &draft).await.unwrap();
    assert_eq!(live.row.state, PostState::Live, "{:?}", live.problem);
}

#[tokio::test]
async fn a_kept_copy_that_is_gone_stops_the_post_before_anything_leaves() {
    let office = Office::connected().await.unwrap();
    let draft = carousel(&office, "Lost copy.").await.unwrap();
    let kept = office.machine.folder().join("data/slides");
    std::fs::remove_file(kept.join(format!("{}.original", draft.slides[1].uid))).unwrap();
    let refused = office
        .app
        .publishing()
        .publish(draft.row.uid, draft.row.revision, &When::Now)
        .await
        .unwrap_err();
    assert_eq!(refused.code, ProblemCode::Precondition);
    let still = office.app.publishing().get(draft.row.uid).await.unwrap();
    assert_eq!((still.row.state, still.slides.len()), (PostState::Draft, 3));
    assert_eq!(effects(&office, EffectKind::ContainerCreated), 0);
}

#[tokio::test]
async fn files_that_are_no_pictures_are_refused_one_by_one_with_the_reason() {
    let office = Office::connected().await.unwrap();
    let folder = office.machine.folder();
    let whole = std::fs::read(pictures::small_jpeg(folder, "whole.jpg").unwrap()).unwrap();
    let files = [
        pictures::keep(folder, "empty.jpg", b"").unwrap(),
        pictures::keep(folder, "words.jpg", b"<!doctype html><title>Not found</title>").unwrap(),
        pictures::keep(folder, "half.jpg", &whole[..whole.len() / 2]).unwrap(),
        pictures::keep(folder, "mislabelled.png", &whole).unwrap(),
        folder.to_owned(),
        folder.join("nowhere.jpg"),
    ];
    let account = office.app.accounts().list().await.unwrap().swap_remove(0).row.id;
    let draft = office.app.publishing().begin(&account).await.unwrap();
    let (draft, added) = office.app.publishing().add(draft.row.uid, &files).await.unwrap();
    let names: Vec<&str> = draft.slides.iter().map(|slide| slide.file_name.as_str()).collect();
    assert_eq!(names, ["mislabelled.png"], "its bytes are a picture's");
    assert_eq!(added.refused.len(), 5);
    for refused in &added.refused {
        assert!(refused.problem.message.ends_with('.'), "{}", refused.problem.message);
        assert!(refused.problem.fix.is_some(), "{}", refused.problem.message);
    }
}

#[tokio::test]
async fn an_eleventh_picture_is_refused() {
    let office = Office::connected().await.unwrap();
    let file = pictures::small_jpeg(office.machine.folder(), "again.jpg").unwrap();
    let account = office.app.accounts().list().await.unwrap().swap_remove(0).row.id;
    let draft = office.app.publishing().begin(&account).await.unwrap();
    let files = vec![file; 11];
    let (draft, added) = office.app.publishing().add(draft.row.uid, &files).await.unwrap();
    assert_eq!((draft.slides.len(), added.refused.len()), (10, 1));
}

#[tokio::test]
async fn a_host_that_refuses_or_serves_a_page_is_named_and_nothing_is_posted() {
    for fault in [
        FaultKind::Status {
            status: 403,
            after_effect: false,
        },
        FaultKind::Html,
    ] {
        let office = Office::connected().await.unwrap();
        office
            .simulator
            .faults()
            .add(Fault::always(Endpoint::Host, fault.clone()));
        let draft = carousel(&office, "Behind a wall.").await.unwrap();
        let failed = publish(&office, &draft).await.unwrap();
        assert_eq!(failed.row.state, PostState::Failed, "{fault:?}");
        let problem = failed.problem.unwrap();
        assert!(problem.message.contains("media host"), "{}", problem.message);
        assert!(problem.fix.unwrap().contains("Nothing has been posted."));
        assert_eq!(effects(&office, EffectKind::ContainerCreated), 0, "{fault:?}");

        office.simulator.faults().clear();
        office.app.publishing().retry(draft.row.uid).await.unwrap();
        let live = at_rest(&office, &draft).await.unwrap();
        assert_eq!(live.row.state, PostState::Live, "{:?}", live.problem);
        assert_eq!(published(&office, "Behind a wall.").len(), 1);
    }
}

#[tokio::test]
async fn a_slide_that_instagram_cannot_fetch_is_tried_again_alone() {
    let office = Office::connected().await.unwrap();
    let not_fetched = FaultKind::Error {
        code: 36_001,
        subcode: Some(2_207_005),
        status: None,
        message: None,
    };
    office
        .simulator
        .faults()
        .add(Fault::once(Endpoint::Container, not_fetched));
    let draft = carousel(&office, "One of three.").await.unwrap();
    let failed = publish(&office, &draft).await.unwrap();
    assert_eq!(failed.row.state, PostState::Failed);
    let containers = failed
        .ladder
        .iter()
        .find(|rung| rung.step == LadderStep::Containers)
        .unwrap();
    assert_eq!(
        (containers.done, containers.total, containers.state),
        (2, 3, StepState::Failed)
    );
    assert_eq!(effects(&office, EffectKind::ContainerCreated), 2);

    office.app.publishing().retry(draft.row.uid).await.unwrap();
    let live = at_rest(&office, &draft).await.unwrap();
    assert_eq!(live.row.state, PostState::Live, "{:?}", live.problem);
    assert_eq!(
        effects(&office, EffectKind::ContainerCreated),
        4,
        "the finished two were not made again"
    );
}

#[tokio::test]
async fn a_passing_fetch_error_heals_by_itself() {
    let office = Office::connected().await.unwrap();
    office.simulator.faults().add(Fault::times(
        Endpoint::Container,
        FaultKind::Error {
            code: 9_004,
            subcode: Some(2_207_052),
            status: None,
            message: None,
        },
        2,
    ));
    let draft = carousel(&office, "A moody fetch.").await.unwrap();
    let live = publish(&office, &draft).await.unwrap();
    assert_eq!(live.row.state, PostState::Live, "{:?}", live.problem);
    assert_eq!(published(&office, "A moody fetch.").len(), 1);
}

#[tokio::test]
async fn a_post_at_a_time_is_prepared_early_and_goes_out_then() {
    let office = Office::connected().await.unwrap();
    let draft = carousel(&office, "At six.").await.unwrap();
    // The world's clock starts at 14:00 UTC.
    let when = When::At {
        wall_time: "2026-11-19T18:00".to_owned(),
        zone: "Europe/Prague".to_owned(),
    };
    let scheduled = office
        .app
        .publishing()
        .publish(draft.row.uid, draft.row.revision, &when)
        .await
        .unwrap();
    assert_eq!(scheduled.row.state, PostState::Scheduled);
    assert_eq!(scheduled.row.due_at.unwrap().to_string(), "2026-11-19T17:00:00Z");
    assert!(scheduled.can.cancel && scheduled.can.publish_now);

    let to_preparation = "2026-11-19T16:05:00Z".parse::<jiff::Timestamp>().unwrap();
    let ahead = to_preparation.duration_since(office.simulator.clock().now());
    office.simulator.clock().advance(Duration::try_from(ahead).unwrap());
    poll::until("the post to be ready", LIMIT, async || {
        let now = office.app.publishing().get(draft.row.uid).await?;
        Ok((now.row.state == PostState::Ready).then_some(()))
    })
    .await
    .unwrap();
    assert_eq!(published(&office, "At six.").len(), 0);

    let due = scheduled.row.due_at.unwrap();
    let ahead = due.duration_since(office.simulator.clock().now());
    office.simulator.clock().advance(Duration::try_from(ahead).unwrap());
    let live = at_rest(&office, &draft).await.unwrap();
    assert_eq!(live.row.state, PostState::Live, "{:?}", live.problem);
    let at = published(&office, "At six.")[0].at;
    assert!(at >= due, "not before its time: {at}");
}

#[tokio::test]
async fn a_post_can_be_taken_back_until_its_publish_call() {
    let office = Office::connected().await.unwrap();
    let draft = carousel(&office, "Not yet.").await.unwrap();
    let when = When::At {
        wall_time: "2026-11-19T14:30".to_owned(),
        zone: "UTC".to_owned(),
    };
    let publishing = office.app.publishing();
    publishing
        .publish(draft.row.uid, draft.row.revision, &when)
        .await
        .unwrap();
    poll::until("the post to be ready", LIMIT, async || {
        let now = publishing.get(draft.row.uid).await?;
        Ok((now.row.state == PostState::Ready).then_some(()))
    })
    .await
    .unwrap();
    let back = publishing.cancel(draft.row.uid).await.unwrap();
    assert_eq!(
        (back.row.state, back.row.due_at, back.ladder.len()),
        (PostState::Draft, None, 0)
    );
    poll::until("the hosted files to be removed", LIMIT, async || {
        Ok(office.simulator.hosted_keys().is_empty().then_some(()))
    })
    .await
    .unwrap();
    let live = publish(&office, &back).await.unwrap();
    assert_eq!(live.row.state, PostState::Live, "{:?}", live.problem);
    assert!(publishing.cancel(draft.row.uid).await.is_err());
    assert_eq!(published(&office, "Not yet.").len(), 1);
}

#[tokio::test]
async fn a_stale_page_overwrites_nothing_and_a_removed_slide_comes_back() {
    let office = Office::connected().await.unwrap();
    let draft = carousel(&office, "First words.").await.unwrap();
    let publishing = office.app.publishing();
    let stale = form(&draft, "Other words.");
    let mut without = form(&draft, "Two left.");
    let removed = without.slides.remove(0);
    let fewer = publishing.save(&without).await.unwrap();
    assert_eq!(fewer.slides.len(), 2);
    assert_eq!(
        publishing.save(&stale).await.unwrap_err().code,
        ProblemCode::Precondition
    );

    let mut undo = form(&fewer, "Three again.");
    undo.slides.push(removed);
    let back = publishing.save(&undo).await.unwrap();
    assert_eq!((back.slides.len(), back.row.caption.as_str()), (3, "Three again."));
    assert_eq!(back.slides[2].uid, draft.slides[0].uid);
}

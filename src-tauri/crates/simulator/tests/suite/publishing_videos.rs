//! Reels, stories and videos in carousels: how they are made, what is refused, and what ends in the container's state.

use crate::common::publishing::{failed_with, jpeg};
use crate::common::video::Clip;
use crate::common::{ACCOUNT, Bench, code, options};
use reqwest::Method;
use serde_json::{Value, json};
use simulator::{EffectKind, Endpoint, Fault, FaultKind, Options};

#[tokio::test]
async fn a_reel_is_downloaded_processed_published_and_listed() {
    let bench = Bench::new().await;
    let address = bench.host_clip("knead.mp4", &Clip::default()).await;
    let body = json!({
        "media_type": "REELS", "video_url": address, "caption": "30 s knead #bread", "share_to_feed": false,
        "thumb_offset": 1500, "collaborators": ["solvej.ceramics"], "user_tags": [{ "username": "miller.joe" }],
        "is_ai_generated": true, "audio_name": "Kneading",
    });
    let container = bench.container(body).await;
    assert_eq!(bench.status_of(&container).await, "IN_PROGRESS");
    let (status, answer) = bench.publish(&container).await;
    assert_eq!((status.as_u16(), code(&answer)), (400, (9007, Some(2_207_027))));
    let container = {
        while bench.status_of(&container).await == "IN_PROGRESS" {
            bench.pass(60);
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
        container
    };
    let id = bench.published_id(&container).await;
    assert_eq!(bench.status_of(&container).await, "PUBLISHED");

    let fields = "id,media_type,media_product_type,caption,permalink,thumbnail_url,media_url,is_shared_to_feed,\
                  is_ai_generated,media_audio_type";
    let list = bench.ok(&format!("me/media?fields={fields}&limit=1")).await;
    let reel = &list["data"][0];
    assert_eq!(reel["id"], id.as_str());
    assert_eq!(reel["media_type"], "VIDEO");
    assert_eq!(reel["media_product_type"], "REELS");
    assert_eq!(reel["is_shared_to_feed"], false);
    assert_eq!(reel["is_ai_generated"], true);
    assert_eq!(reel["media_audio_type"], "ORIGINAL_SOUND");
    assert!(reel["permalink"].as_str().unwrap().contains("/reel/"));
    let film = bench
        .raw(Method::GET, reel["media_url"].as_str().unwrap())
        .await
        .unwrap();
    assert_eq!(film.headers()["content-type"], "video/mp4");
    assert_eq!(film.bytes().await.unwrap(), Clip::default().mp4());
    let still = bench
        .raw(Method::GET, reel["thumbnail_url"].as_str().unwrap())
        .await
        .unwrap();
    assert_eq!(still.headers()["content-type"], "image/jpeg");

    let published = bench.simulator.world().published();
    assert_eq!(published[0].product_type, "REELS");
    assert_eq!(published[0].collaborators, ["solvej.ceramics"]);
    let child = &published[0].children[0];
    assert_eq!(
        (child.width, child.height, child.duration_ms),
        (720, 1280, Some(10_000))
    );
    assert_eq!(child.user_tags[0].username, "miller.joe");
    assert_eq!(child.image_url_key, "knead.mp4");
    assert_eq!(bench.simulator.witness().effects_of(EffectKind::Publish).len(), 1);
}

#[tokio::test]
async fn what_is_wrong_with_a_video_is_in_the_text_of_its_container() {
    let bench = Bench::new().await;
    let usual = Clip::default();
    for (clip, why) in [
        (Clip::lasting(2_000), "shorter than 3 s"),
        (Clip::lasting(901_000), "longer than 15 min"),
        (Clip::sized(2_000, 3_000), "wider than 1920"),
        (
            Clip {
                codec: *b"vp09",
                ..usual.clone()
            },
            "not H.264 or HEVC",
        ),
        (
            Clip {
                codec: *b"av01",
                ..usual.clone()
            },
            "not H.264 or HEVC",
        ),
        (
            Clip {
                sound: Some(*b"Opus"),
                ..usual.clone()
            },
            "sound that is not AAC",
        ),
        (
            Clip {
                frames_a_second: 12,
                ..usual.clone()
            },
            "fewer than 23 frames",
        ),
        (
            Clip {
                frames_a_second: 90,
                ..usual.clone()
            },
            "more than 60 frames",
        ),
        (
            Clip {
                index_first: false,
                ..usual.clone()
            },
            "index behind the samples",
        ),
        (
            Clip {
                edits: 3,
                ..usual.clone()
            },
            "an edit list",
        ),
        (
            Clip {
                brand: *b"heic",
                ..usual.clone()
            },
            "a picture's brand",
        ),
    ] {
        assert_eq!(bench.reel_ends(&clip).await, failed_with(2_207_026), "{why}");
    }
    for clip in [
        Clip::lasting(3_000),
        Clip::lasting(900_000),
        Clip::sized(1_920, 1_080),
        Clip {
            sound: None,
            ..usual.clone()
        },
        Clip {
            brand: *b"qt  ",
            ..usual.clone()
        },
        Clip {
            edits: 1,
            ..usual.clone()
        },
    ] {
        assert_eq!(bench.reel_ends(&clip).await.0, "FINISHED", "{clip:?}");
    }
}

#[tokio::test]
async fn a_reel_has_its_own_cover_or_a_moment_of_the_video() {
    let bench = Bench::new().await;
    let video = bench.host_clip("clip.mp4", &Clip::lasting(8_000)).await;
    let cover = bench.host("cover.jpg", "image/jpeg", jpeg(360, 640, 4)).await;
    let reel = |extra: Value| {
        let mut body = json!({ "media_type": "REELS", "video_url": video });
        body.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
        body
    };
    // The cover wins over a moment, even over one that is not there.
    let container = bench
        .ready(reel(json!({ "cover_url": cover, "thumb_offset": 90_000 })))
        .await;
    let id = bench.published_id(&container).await;
    let thumbnail = bench.ok(&format!("{id}?fields=thumbnail_url")).await;
    let still = bench
        .raw(Method::GET, thumbnail["thumbnail_url"].as_str().unwrap())
        .await
        .unwrap();
    assert_eq!(still.bytes().await.unwrap(), jpeg(360, 640, 4));

    assert_eq!(bench.ends(reel(json!({ "thumb_offset": "7999" }))).await.0, "FINISHED");
    assert_eq!(
        bench.ends(reel(json!({ "thumb_offset": 8_000 }))).await,
        failed_with(2_207_057)
    );
    for offset in ["-1", "soon"] {
        let (_, answer) = bench.say("me/media", reel(json!({ "thumb_offset": offset }))).await;
        assert_eq!(code(&answer), (1, Some(2_207_057)), "{offset}");
    }
    let page = bench.host("page.html", "text/html", b"<p>".to_vec()).await;
    assert_eq!(
        bench.ends(reel(json!({ "cover_url": page }))).await,
        failed_with(2_207_052)
    );
}

#[tokio::test]
async fn stories_are_pictures_and_videos_that_live_for_a_day() {
    let bench = Bench::new().await;
    let before = bench.ok("me/media?limit=100").await["data"].as_array().unwrap().len();
    let live = bench.ok("me/stories").await["data"].as_array().unwrap().len();
    assert!(live > 0, "the world has stories from the start");
    let address = bench.host("tall.jpg", "image/jpeg", jpeg(360, 640, 3)).await;
    let body = json!({
        "media_type": "STORIES", "image_url": address, "caption": "passed over",
        "user_tags": r#"[{"username":"miller.joe"},{"username":"kiln.studio","x":0.2,"y":0.9}]"#,
    });
    let picture = bench.ready(body).await;
    let picture = bench.published_id(&picture).await;
    let address = bench.host_clip("story.mp4", &Clip::lasting(15_000)).await;
    let video = bench
        .ready(json!({ "media_type": "STORIES", "video_url": address }))
        .await;
    let video = bench.published_id(&video).await;

    let fields = "id,media_type,media_product_type,permalink,media_url,thumbnail_url,caption,timestamp";
    let stories = bench.ok(&format!("me/stories?fields={fields}")).await;
    let stories = stories["data"].as_array().unwrap();
    assert_eq!(stories.len(), live + 2);
    assert_eq!((&stories[0]["id"], &stories[1]["id"]), (&json!(video), &json!(picture)));
    assert_eq!(
        (&stories[0]["media_type"], &stories[1]["media_type"]),
        (&json!("VIDEO"), &json!("IMAGE"))
    );
    assert!(stories.iter().all(|story| story["media_product_type"] == "STORY"));
    assert!(
        stories[1]["permalink"]
            .as_str()
            .unwrap()
            .contains("/stories/kettleandfern/")
    );
    assert_eq!(stories[1]["caption"], Value::Null);
    assert_eq!(
        (
            stories[1]["thumbnail_url"].is_null(),
            stories[0]["thumbnail_url"].is_null()
        ),
        (true, false)
    );
    let list = bench.ok("me/media?limit=100").await;
    assert_eq!(
        list["data"].as_array().unwrap().len(),
        before,
        "stories are none of the posts"
    );
    let tagged = &bench.simulator.world().published()[0].children[0].user_tags;
    assert_eq!((tagged[0].x, tagged[1].x, tagged[1].y), (None, Some(0.2), Some(0.9)));

    let limit = bench.ok("me/content_publishing_limit?fields=quota_usage").await;
    assert_eq!(limit["data"][0]["quota_usage"], 2, "stories count, too");
    bench.pass(24 * 3_600);
    assert_eq!(bench.ok("me/stories").await["data"], json!([]));
    let (status, answer) = bench.get(&picture).await;
    assert_eq!((status.as_u16(), code(&answer)), (400, (100, Some(33))));
}

#[tokio::test]
async fn a_story_video_is_shorter_and_lighter_than_a_reel() {
    let bench = Bench::new().await;
    let story = |address: String| json!({ "media_type": "STORIES", "video_url": address });
    let minute = bench.host_clip("minute.mp4", &Clip::lasting(60_000)).await;
    assert_eq!(bench.ends(story(minute)).await.0, "FINISHED");
    let longer = bench.host_clip("longer.mp4", &Clip::lasting(60_001)).await;
    assert_eq!(bench.ends(story(longer)).await, failed_with(2_207_026));
    let ribbon = bench.host_clip("ribbon.mp4", &Clip::sized(100, 1_800)).await;
    assert_eq!(bench.ends(story(ribbon.clone())).await, failed_with(2_207_026));
    let reel = json!({ "media_type": "REELS", "video_url": ribbon });
    assert_eq!(bench.ends(reel).await.0, "FINISHED", "a reel may be a ribbon");
}

#[tokio::test]
async fn a_carousel_mixes_pictures_and_videos() {
    let bench = Bench::new().await;
    let clip = bench.host_clip("clip.mp4", &Clip::sized(1_080, 1_080)).await;
    let picture = bench.host("upright.jpg", "image/jpeg", jpeg(800, 1_000, 2)).await;
    let item = |media_type: &str, name: &str, address: &str| json!({ "media_type": media_type, name: address, "is_carousel_item": true });
    let video = bench.ready(item("VIDEO", "video_url", &clip)).await;
    let picture = bench.ready(item("IMAGE", "image_url", &picture)).await;
    let parent = bench
        .ready(json!({ "media_type": "CAROUSEL", "children": [video, picture], "caption": "Both" }))
        .await;
    let id = bench.published_id(&parent).await;
    let album = bench
        .ok(&format!(
            "{id}?fields=media_type,children{{media_type,media_url,thumbnail_url}}"
        ))
        .await;
    assert_eq!(album["media_type"], "CAROUSEL_ALBUM");
    let children = album["children"]["data"].as_array().unwrap();
    assert_eq!(
        (&children[0]["media_type"], &children[1]["media_type"]),
        (&json!("VIDEO"), &json!("IMAGE"))
    );
    assert!(children[0]["media_url"].as_str().unwrap().contains(".mp4"));
    assert!(children[0]["thumbnail_url"].is_string() && children[1]["thumbnail_url"].is_null());
    let published = &bench.simulator.world().published()[0];
    assert_eq!(
        (published.children[1].width, published.children[1].height),
        (800, 800),
        "cut like the first"
    );
}

#[tokio::test]
async fn children_that_cannot_be_used_are_refused_with_their_own_codes() {
    let bench = Bench::new().await;
    let good = bench.item("good.jpg").await;
    bench.pass(30);
    let other = bench.item("other.jpg").await;
    bench.pass(30);
    let parent = |child: &str| json!({ "media_type": "CAROUSEL", "children": format!("{good},{child}") });
    let item = json!({ "is_carousel_item": true, "image_url": bench.hosted("good.jpg") });
    let (_, answer) = bench
        .say("me/media", parent(&bench.container(item.clone()).await))
        .await;
    assert_eq!(code(&answer), (9007, Some(2_207_027)), "still in work");
    for (kind, expected) in [
        (FaultKind::ContainerError { subcode: 2_207_053 }, (-1, Some(2_207_032))),
        (FaultKind::ContainerExpired, (24, Some(2_207_008))),
    ] {
        bench
            .simulator
            .faults()
            .add(Fault::once(Endpoint::Container, kind.clone()));
        let child = bench.container(item.clone()).await;
        bench.pass(30);
        let (_, answer) = bench.say("me/media", parent(&child)).await;
        assert_eq!(code(&answer), expected, "{kind:?}");
    }
    let (_, answer) = bench.say("me/media", parent("17880000000000001")).await;
    assert_eq!(code(&answer).0, 24, "no such container");
    let (status, _) = bench.say("me/media", parent(&other)).await;
    assert_eq!(status, 200);
}

#[tokio::test]
async fn the_look_for_other_peoples_work_is_told_for_videos() {
    let bench = Bench::new().await;
    let address = bench.host_clip("clip.mp4", &Clip::default()).await;
    let reel = json!({ "media_type": "REELS", "video_url": address });
    let check = |container: String| {
        let bench = &bench;
        async move {
            bench.ok(&format!("{container}?fields=copyright_check_status")).await["copyright_check_status"].clone()
        }
    };
    let clean = bench.ready(reel.clone()).await;
    assert_eq!(
        check(clean).await,
        json!({ "status": "completed", "matches_found": false })
    );
    bench
        .simulator
        .faults()
        .add(Fault::once(Endpoint::Container, FaultKind::CopyrightMatch));
    let taken = bench.ready(reel).await;
    assert_eq!(
        check(taken.clone()).await,
        json!({ "status": "completed", "matches_found": true })
    );
    let id = bench.published_id(&taken).await;
    let media = bench
        .ok(&format!("{id}?fields=media_url,copyright_check_information"))
        .await;
    assert_eq!(media["media_url"], Value::Null, "kept back");
    assert_eq!(media["copyright_check_information"]["status"]["matches_found"], true);
    let picture = bench.item("a.jpg").await;
    assert_eq!(check(picture).await, Value::Null);
}

#[tokio::test]
async fn processing_runs_as_fast_as_asked() {
    let slow = Bench::new().await;
    let fast = Bench::with(Options {
        speed: 1_000.0,
        ..options()
    })
    .await;
    for (bench, expected) in [(&slow, "IN_PROGRESS"), (&fast, "FINISHED")] {
        let container = bench.item("a.jpg").await;
        bench.simulator.clock().advance(std::time::Duration::from_millis(10));
        assert_eq!(bench.status_of(&container).await, expected);
    }
}

#[tokio::test]
async fn four_hundred_containers_a_day_videos_included() {
    let bench = Bench::new().await;
    let video = json!({ "media_type": "REELS", "video_url": "http://127.0.0.1:1/clip.mp4" });
    for _ in 0..399 {
        let (status, answer) = bench.say("me/media", video.clone()).await;
        assert_eq!(status, 200, "{answer}");
    }
    let (_, answer) = bench.say("me/media", json!({ "media_type": "WHATEVER" })).await;
    assert_eq!(
        code(&answer),
        (100, Some(2_207_023)),
        "the 400th try counts although it fails"
    );
    let (_, answer) = bench.say("me/media", video.clone()).await;
    assert_eq!(code(&answer), (9, Some(2_207_042)));
    bench.pass(24 * 3_600);
    assert_eq!(bench.say("me/media", video).await.0, 200);
    assert_eq!(bench.simulator.world().posts(ACCOUNT).len(), 20);
}

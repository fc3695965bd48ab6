//! The parameters of containers: which kind takes which, and what is refused with which code.

use crate::common::facebook::Login;
use crate::common::publishing::jpeg;
use crate::common::video::Clip;
use crate::common::{ACCOUNT, Bench, code};
use serde_json::{Map, Value, json};

/// A kind of container, with an address that works.
struct Kinds {
    bench: Bench,
    picture: String,
    video: String,
    children: [String; 2],
}

impl Kinds {
    async fn new() -> Self {
        let bench = Bench::new().await;
        let picture = bench.host("a.jpg", "image/jpeg", jpeg(400, 500, 9)).await;
        let video = bench.host("a.mp4", "video/mp4", Clip::default().mp4()).await;
        let children = [bench.item("b.jpg").await, bench.item("c.jpg").await];
        bench.pass(60);
        Self {
            bench,
            picture,
            video,
            children,
        }
    }

    fn body(&self, kind: &str, extra: Value) -> Value {
        let mut body = match kind {
            "image" => json!({ "image_url": self.picture }),
            "reel" => json!({ "media_type": "REELS", "video_url": self.video }),
            "story image" => json!({ "media_type": "STORIES", "image_url": self.picture }),
            "story video" => json!({ "media_type": "STORIES", "video_url": self.video }),
            "item image" => json!({ "image_url": self.picture, "is_carousel_item": true }),
            "item video" => json!({ "media_type": "VIDEO", "video_url": self.video, "is_carousel_item": "true" }),
            "carousel" => json!({ "media_type": "CAROUSEL", "children": self.children }),
            other => panic!("{other}"),
        };
        let extra: Map<String, Value> = extra.as_object().unwrap().clone();
        body.as_object_mut().unwrap().extend(extra);
        body
    }

    /// Code and subcode a container of this kind is refused with; `None` when it is made.
    async fn refused(&self, kind: &str, extra: Value) -> Option<(i64, Option<i64>)> {
        let (status, answer) = self.bench.say("me/media", self.body(kind, extra)).await;
        if status == 200 {
            assert!(answer["id"].is_string());
            return None;
        }
        assert_eq!(status, 400, "{answer}");
        Some(code(&answer))
    }
}

const EVERY: [&str; 7] = [
    "image",
    "reel",
    "story image",
    "story video",
    "item image",
    "item video",
    "carousel",
];

#[tokio::test]
async fn each_kind_takes_its_parameters_and_no_others() {
    let kinds = Kinds::new().await;
    let place = kinds.bench.simulator.world().places()[0].id.clone();
    let items = ["item image", "item video"];
    let stories = ["story image", "story video"];
    let not_pictures = ["reel", "story image", "story video", "item video", "carousel"];
    let table: Vec<(Value, Vec<&str>)> = vec![
        (json!({ "caption": "Rye #bread" }), items.to_vec()),
        (json!({ "alt_text": "Sliced rye" }), not_pictures.to_vec()),
        (json!({ "collaborators": ["miller.joe"] }), [items, stories].concat()),
        (json!({ "location_id": place }), items.to_vec()),
        (json!({ "is_ai_generated": true }), items.to_vec()),
        (
            json!({ "user_tags": [{ "username": "miller.joe", "x": 0.4, "y": 0.7 }] }),
            vec!["carousel"],
        ),
        (
            json!({ "trial_params": { "graduation_strategy": "MANUAL" } }),
            EVERY.into_iter().filter(|kind| *kind != "reel").collect(),
        ),
        (json!({ "share_to_feed": true }), vec![]),
        (json!({ "branded_content_sponsor_ids": ["17841"] }), EVERY.to_vec()),
        (json!({ "audio_configuration": { "audio_id": "1" } }), EVERY.to_vec()),
    ];
    for (extra, refusing) in table {
        for kind in EVERY {
            let refused = kinds.refused(kind, extra.clone()).await;
            let expected = refusing.contains(&kind).then_some((100, None));
            assert_eq!(refused, expected, "{kind} with {extra}");
        }
    }
}

#[tokio::test]
async fn values_outside_their_limits_are_refused() {
    let kinds = Kinds::new().await;
    let tag = |x: f64| json!([{ "username": "miller.joe", "x": x, "y": 0.5 }]);
    for (kind, extra, expected) in [
        (
            "image",
            json!({ "caption": "é".repeat(2_201) }),
            (36004, Some(2_207_010)),
        ),
        ("reel", json!({ "caption": "#a ".repeat(31) }), (100, None)),
        (
            "carousel",
            json!({ "caption": "@a ".repeat(21) }),
            (100, Some(2_207_040)),
        ),
        ("image", json!({ "alt_text": "a".repeat(1_001) }), (100, None)),
        ("image", json!({ "user_tags": tag(1.2) }), (100, None)),
        (
            "image",
            json!({ "user_tags": [{ "username": "miller.joe" }] }),
            (100, None),
        ),
        (
            "image",
            json!({ "user_tags": "[{\"username\":\"joe.private\",\"x\":0,\"y\":0}]" }),
            (100, None),
        ),
        ("image", json!({ "collaborators": ["a", "b", "c", "d"] }), (100, None)),
        ("image", json!({ "collaborators": "a,joe.private" }), (100, None)),
        ("image", json!({ "location_id": "123" }), (100, None)),
        ("reel", json!({ "share_to_feed": "perhaps" }), (100, None)),
        (
            "reel",
            json!({ "trial_params": { "graduation_strategy": "SOMEDAY" } }),
            (100, None),
        ),
        ("reel", json!({ "cover_url": "cover.jpg" }), (9004, Some(2_207_052))),
        ("reel", json!({ "upload_type": "parcel" }), (100, None)),
        ("image", json!({ "is_ai_generated": "perhaps" }), (100, None)),
    ] {
        assert_eq!(
            kinds.refused(kind, extra.clone()).await,
            Some(expected),
            "{kind} with {extra}"
        );
    }
    for (kind, extra) in [
        (
            "image",
            json!({ "caption": "é".repeat(2_200), "alt_text": "ö".repeat(1_000) }),
        ),
        (
            "image",
            json!({ "user_tags": tag(1.0), "collaborators": "[\"a\",\"b\",\"c\"]" }),
        ),
        (
            "reel",
            json!({ "trial_params": "{\"graduation_strategy\":\"SS_PERFORMANCE\"}" }),
        ),
        ("item video", json!({ "user_tags": [{ "username": "miller.joe" }] })),
    ] {
        assert_eq!(kinds.refused(kind, extra.clone()).await, None, "{kind} with {extra}");
    }
}

#[tokio::test]
async fn kinds_that_do_not_exist_are_refused() {
    let kinds = Kinds::new().await;
    let bench = &kinds.bench;
    let (picture, video, child) = (&kinds.picture, &kinds.video, &kinds.children[0]);
    let many = |count: usize| vec![child.clone(); count].join(",");
    for (body, expected) in [
        (
            json!({ "media_type": "VIDEO", "video_url": video }),
            (100, Some(2_207_023)),
        ),
        (
            json!({ "media_type": "POSTCARD", "image_url": picture }),
            (100, Some(2_207_023)),
        ),
        (
            json!({ "media_type": "REELS", "video_url": video, "is_carousel_item": true }),
            (100, None),
        ),
        (
            json!({ "media_type": "STORIES", "image_url": picture, "is_carousel_item": true }),
            (100, None),
        ),
        (
            json!({ "media_type": "STORIES", "image_url": picture, "video_url": video }),
            (100, None),
        ),
        (json!({ "media_type": "STORIES" }), (100, None)),
        (json!({ "media_type": "REELS" }), (100, None)),
        (json!({}), (100, None)),
        (json!({ "image_url": "", "caption": "nothing" }), (100, None)),
        (json!({ "media_type": "CAROUSEL" }), (100, None)),
        (
            json!({ "media_type": "CAROUSEL", "children": many(1) }),
            (100, Some(2_207_028)),
        ),
        (
            json!({ "media_type": "CAROUSEL", "children": many(11) }),
            (100, Some(2_207_028)),
        ),
    ] {
        let (status, answer) = bench.say("me/media", body.clone()).await;
        assert_eq!((status.as_u16(), code(&answer)), (400, expected), "{body}");
    }
}

#[tokio::test]
async fn instagram_login_has_no_resumable_upload() {
    let kinds = Kinds::new().await;
    for kind in ["REELS", "STORIES"] {
        let body = json!({ "media_type": kind, "upload_type": "resumable" });
        let (status, answer) = kinds.bench.say("me/media", body).await;
        assert_eq!((status.as_u16(), code(&answer)), (400, (100, None)));
        let message = answer["error"]["message"].as_str().unwrap();
        assert!(message.contains("The parameter video_url is required"), "{message}");
    }
}

#[tokio::test]
async fn small_accounts_have_no_trial_reels() {
    let kinds = Kinds::new().await;
    let trial = json!({ "trial_params": { "graduation_strategy": "MANUAL" } });
    assert_eq!(kinds.refused("reel", trial.clone()).await, None);
    assert!(kinds.bench.simulator.set_followers(ACCOUNT, 999));
    assert_eq!(kinds.refused("reel", trial).await, Some((100, Some(2_207_081))));
}

#[tokio::test]
async fn facebook_login_names_partners_but_has_no_shop() {
    let kinds = Kinds::new().await;
    let facebook = Login::new(&kinds.bench);
    let path = format!("{}/media", facebook.account);
    for (extra, expected) in [
        (
            json!({ "branded_content_sponsor_ids": ["1", "2"], "is_paid_partnership": true }),
            (0, None),
        ),
        (json!({ "branded_content_sponsor_ids": ["1", "2", "3"] }), (100, None)),
        (json!({ "is_paid_partnership": "perhaps" }), (100, None)),
        (
            json!({ "product_tags": [{ "product_id": "1", "x": 0.5, "y": 0.5 }] }),
            (100, Some(2_207_037)),
        ),
    ] {
        let (_, answer) = facebook.say(&path, kinds.body("image", extra.clone())).await;
        assert_eq!(code(&answer), expected, "{extra}");
    }
}

#[tokio::test]
async fn parameters_come_as_form_or_query_too() {
    let kinds = Kinds::new().await;
    let form = [
        ("media_type", "REELS"),
        ("video_url", kinds.video.as_str()),
        ("collaborators", "[\"miller.joe\"]"),
        ("user_tags", "[{\"username\":\"miller.joe\"}]"),
        ("share_to_feed", "1"),
        ("thumb_offset", "200"),
    ];
    let (status, answer) = kinds.bench.post("me/media", &form).await;
    assert_eq!(status, 200, "{answer}");
}

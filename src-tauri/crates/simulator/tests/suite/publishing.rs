//! From a picture's address to one post: containers, their states, publishing, the quota.

use crate::common::publishing::jpeg;
use crate::common::{ACCOUNT, Bench, OTHER, code, options, walk};
use reqwest::Method;
use serde_json::{Value, json};
use simulator::{EffectKind, Endpoint, Fault, FaultKind, Options, PublishedPicture, SimClock};

impl Bench {
    fn posts_published(&self) -> usize {
        self.simulator.witness().effects_of(EffectKind::Publish).len()
    }
}

#[tokio::test]
async fn a_carousel_goes_from_addresses_to_one_post_that_can_be_read() {
    let bench = Bench::new().await;
    let mut children = Vec::new();
    for (place, shade) in [(0_u8, 20_u8), (1, 90), (2, 160)] {
        let address = bench
            .host(&format!("p{place}.jpg"), "image/jpeg", jpeg(1080, 1350, shade))
            .await;
        let alt_text = format!("Picture {place}");
        let item = json!({ "image_url": address, "is_carousel_item": true, "alt_text": alt_text });
        children.push(bench.container(item).await);
    }
    assert!(children.iter().all(|id| id.starts_with("1788")), "{children:?}");
    bench.pass(10);
    let parent = json!({ "media_type": "CAROUSEL", "caption": "Rye is back #bread", "children": children });
    let parent = bench.container(parent).await;
    bench.pass(10);
    let (status, answer) = bench.publish(&parent).await;
    assert_eq!(status, 200, "{answer}");
    let media = answer["id"].as_str().unwrap();

    let fields = "id,caption,media_type,media_product_type,media_url,permalink,shortcode,timestamp,like_count,comments_count,is_comment_enabled,is_ai_generated,children{id,media_type,media_url,alt_text}";
    let list = bench.ok(&format!("me/media?limit=3&fields={fields}")).await;
    let newest = &list["data"][0];
    assert_eq!(newest, &bench.ok(&format!("{media}?fields={fields}")).await);
    assert_eq!(newest["id"], media);
    assert_eq!(newest["caption"], "Rye is back #bread");
    assert_eq!(newest["media_type"], "CAROUSEL_ALBUM");
    assert_eq!(newest["like_count"], 0);
    assert_eq!(newest["comments_count"], 0);
    assert_eq!(newest["is_comment_enabled"], true);
    assert_eq!(newest["timestamp"], "2026-11-19T14:00:20+0000");
    let shown = newest["children"]["data"].as_array().unwrap();
    assert_eq!(shown.len(), 3);
    for (place, child) in shown.iter().enumerate() {
        assert_eq!(child["alt_text"], format!("Picture {place}"));
        let picture = bench
            .raw(Method::GET, child["media_url"].as_str().unwrap())
            .await
            .unwrap();
        assert_eq!(picture.headers()["content-type"], "image/jpeg");
        let shade = [20, 90, 160][place];
        assert_eq!(
            picture.bytes().await.unwrap(),
            jpeg(1080, 1350, shade),
            "kept as it came"
        );
    }

    let published = bench.simulator.world().published();
    assert_eq!(published.len(), 1);
    assert_eq!(published[0].media, media);
    assert_eq!(published[0].account, bench.simulator.world().accounts()[0].id);
    assert_eq!(published[0].container, parent);
    assert_eq!(published[0].permalink, newest["permalink"].as_str().unwrap());
    let expected: Vec<PublishedPicture> = (0..3)
        .map(|place| PublishedPicture {
            container: children[place].clone(),
            image_url_key: format!("p{place}.jpg"),
            width: 1080,
            height: 1350,
            alt_text: Some(format!("Picture {place}")),
            user_tags: Vec::new(),
            duration_ms: None,
        })
        .collect();
    assert_eq!(published[0].children, expected);
    assert_eq!(bench.simulator.world().posts(ACCOUNT)[0].id, media);
    assert_eq!(bench.ok("me?fields=media_count").await["media_count"], 21);

    let told: Vec<(EffectKind, String, Option<String>)> = bench
        .simulator
        .witness()
        .effects()
        .into_iter()
        .map(|effect| (effect.kind, effect.id, effect.parent))
        .collect();
    assert_eq!(told.len(), 5);
    assert_eq!(told[3], (EffectKind::ContainerCreated, parent.clone(), None));
    assert_eq!(told[4], (EffectKind::Publish, media.to_owned(), Some(parent)));
}

#[tokio::test]
async fn a_single_picture_is_published_with_its_caption_and_text() {
    let bench = Bench::new().await;
    let address = bench.host_picture("one.jpg").await;
    let body =
        json!({ "image_url": address, "caption": "Hello – 送料", "alt_text": "A loaf", "is_ai_generated": true });
    let container = bench.container(body).await;
    bench.pass(10);
    let media = bench.publish(&container).await.1["id"].as_str().unwrap().to_owned();
    let read = bench
        .ok(&format!(
            "{media}?fields=caption,media_type,alt_text,children,is_ai_generated"
        ))
        .await;
    let expected = json!({ "id": media, "caption": "Hello – 送料", "media_type": "IMAGE", "alt_text": "A loaf", "is_ai_generated": true });
    assert_eq!(read, expected);
    let published = bench.simulator.world().published();
    assert_eq!(published[0].children.len(), 1);
    assert_eq!(published[0].children[0].container, container);
}

#[tokio::test]
async fn bodies_may_be_json_form_or_query() {
    let bench = Bench::new().await;
    let address = bench.host_picture("one.jpg").await;
    let form = [("image_url", address.as_str()), ("is_carousel_item", "true")];
    let (status, by_form) = bench.post("me/media", &form).await;
    assert_eq!(status, 200, "{by_form}");
    let query = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(form)
        .finish();
    let (status, by_query) = bench.post(&format!("me/media?{query}"), &[]).await;
    assert_eq!(status, 200, "{by_query}");
    bench.pass(10);
    let ids = [&by_form, &by_query].map(|answer| answer["id"].as_str().unwrap().to_owned());
    let list = serde_json::to_string(&ids).unwrap();
    let (status, parent) = bench
        .post("me/media", &[("media_type", "CAROUSEL"), ("children", &list)])
        .await;
    assert_eq!(status, 200, "{parent}");
    let recorded = &bench.simulator.witness().requests_to("container")[1];
    assert!(!recorded.query.contains("one.jpg"), "{}", recorded.query);
}

#[tokio::test]
async fn processing_follows_the_simulated_clock() {
    let bench = Bench::new().await;
    let container = bench.item("a.jpg").await;
    let answer = bench.ok(&format!("{container}?fields=status_code,status,id")).await;
    let expected = json!({ "status_code": "IN_PROGRESS", "status": "In Progress: Media is still being processed.", "id": container });
    assert_eq!(answer, expected);
    assert_eq!(bench.ok(&container).await, json!({ "id": container }));
    bench.pass(2);
    assert_eq!(bench.status_of(&container).await, "IN_PROGRESS");
    bench.pass(4);
    assert_eq!(bench.status_of(&container).await, "FINISHED");

    bench.simulator.set_processing_time(std::time::Duration::ZERO);
    assert_eq!(bench.status_of(&bench.item("b.jpg").await).await, "FINISHED");
    bench.fault(Fault::once(
        Endpoint::Container,
        FaultKind::SlowProcessing { ms: 60_000 },
    ));
    let slow = bench.item("c.jpg").await;
    bench.pass(59);
    assert_eq!(bench.status_of(&slow).await, "IN_PROGRESS");
    bench.pass(1);
    assert_eq!(bench.status_of(&slow).await, "FINISHED");
}

#[tokio::test]
async fn processing_passes_sixty_times_as_fast_on_a_fast_clock() {
    let clock = SimClock::at(crate::common::start_of_time(), 60.0);
    let bench = Bench::with(Options { clock, ..options() }).await;
    let container = bench.item("a.jpg").await;
    let polled = async {
        while bench.status_of(&container).await != "FINISHED" {
            tokio::task::yield_now().await;
        }
    };
    let limit = std::time::Duration::from_secs(20);
    tokio::time::timeout(limit, polled)
        .await
        .expect("six simulated seconds pass");
}

#[tokio::test]
async fn nothing_is_published_before_it_is_finished() {
    let bench = Bench::new().await;
    let address = bench.host_picture("one.jpg").await;
    let container = bench.container(json!({ "image_url": address })).await;
    let (status, refused) = bench.publish(&container).await;
    assert_eq!((status.as_u16(), code(&refused)), (400, (9007, Some(2_207_027))));
    assert!(refused["error"]["error_user_msg"].is_string());
    assert_eq!(bench.posts_published(), 0);
    bench.pass(10);
    assert_eq!(bench.publish(&container).await.0, 200);
}

#[tokio::test]
async fn a_published_container_never_makes_a_second_post() {
    let bench = Bench::new().await;
    let container = bench.finished("once").await;
    let (first, second) = tokio::join!(bench.publish(&container), bench.publish(&container));
    let mut statuses = [first.0.as_u16(), second.0.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 400]);
    let (_, refused) = bench.publish(&container).await;
    assert_eq!(code(&refused), (9007, Some(2_207_027)));
    assert_eq!(bench.status_of(&container).await, "PUBLISHED");
    bench.pass(25 * 3_600);
    assert_eq!(bench.status_of(&container).await, "PUBLISHED");
    assert_eq!(
        (bench.posts_published(), bench.simulator.world().published().len()),
        (1, 1)
    );
}

#[tokio::test]
async fn a_container_expires_after_a_day() {
    let bench = Bench::new().await;
    let (single, item) = (bench.finished("late").await, bench.item("a.jpg").await);
    let other = bench.item("b.jpg").await;
    bench.pass(24 * 3_600 - 11);
    assert_eq!(bench.status_of(&single).await, "FINISHED");
    bench.pass(12);
    assert_eq!(bench.status_of(&single).await, "EXPIRED");
    assert_eq!(code(&bench.publish(&single).await.1), (24, Some(2_207_008)));
    let parent = json!({ "media_type": "CAROUSEL", "children": [item, other] });
    assert_eq!(code(&bench.say("me/media", parent).await.1), (24, Some(2_207_008)));
    assert_eq!(bench.posts_published(), 0);
}

#[tokio::test]
async fn a_carousel_takes_two_to_ten_finished_items_of_its_account() {
    let bench = Bench::new().await;
    let (one, two) = (bench.item("a.jpg").await, bench.item("b.jpg").await);
    let carousel = |children: Value| json!({ "media_type": "CAROUSEL", "children": children });
    let refusal = async |children: Value| code(&bench.say("me/media", carousel(children)).await.1);
    assert_eq!(refusal(json!([one, two])).await, (9007, Some(2_207_027)));
    let single = bench.finished("not an item").await;
    assert_eq!(refusal(json!([one])).await, (100, Some(2_207_028)));
    assert_eq!(refusal(json!(vec![one.as_str(); 11])).await, (100, Some(2_207_028)));
    assert_eq!(refusal(json!([one, single])).await, (100, None));
    assert_eq!(refusal(json!([one, "17880000000000001"])).await, (24, Some(2_207_006)));
    assert_eq!(code(&bench.publish(&one).await.1), (100, None));
    assert_eq!(
        code(&bench.say("me/media", json!({ "media_type": "CAROUSEL" })).await.1),
        (100, None)
    );
    let mut other = Bench::new().await;
    other.token = other.simulator.dashboard_token(OTHER);
    let theirs = other.item("a.jpg").await;
    other.token = other.simulator.dashboard_token(ACCOUNT);
    other.pass(10);
    let mixed = carousel(json!([theirs, other.item("b.jpg").await]));
    assert_eq!(code(&other.say("me/media", mixed).await.1), (24, Some(2_207_006)));
    assert_eq!(code(&other.get(&theirs).await.1), (100, Some(33)));
    assert_eq!(code(&other.publish(&theirs).await.1), (24, Some(2_207_006)));
}

#[tokio::test]
async fn parameters_that_make_no_sense_are_refused_with_the_documented_codes() {
    let bench = Bench::new().await;
    let url = bench.host_picture("one.jpg").await;
    for (body, expected) in [
        (json!({}), (100, None)),
        (
            json!({ "image_url": url, "media_type": "PHOTO" }),
            (100, Some(2_207_023)),
        ),
        (
            json!({ "image_url": url, "caption": "é".repeat(2_201) }),
            (36004, Some(2_207_010)),
        ),
        (json!({ "image_url": url, "caption": "#a ".repeat(31) }), (100, None)),
        (
            json!({ "image_url": url, "caption": "@a ".repeat(21) }),
            (100, Some(2_207_040)),
        ),
        (json!({ "image_url": url, "alt_text": "é".repeat(1_001) }), (100, None)),
        (
            json!({ "image_url": url, "is_carousel_item": true, "caption": "x" }),
            (100, None),
        ),
        (json!({ "image_url": url, "is_carousel_item": "perhaps" }), (100, None)),
        (
            json!({ "image_url": url, "is_carousel_item": true, "is_ai_generated": true }),
            (100, None),
        ),
        (
            json!({ "media_type": "CAROUSEL", "is_carousel_item": true }),
            (100, None),
        ),
    ] {
        let (status, answer) = bench.say("me/media", body.clone()).await;
        assert_eq!((status.as_u16(), code(&answer)), (400, expected), "{body}");
    }
    assert_eq!(code(&bench.say("me/media_publish", json!({})).await.1), (100, None));
    assert_eq!(bench.simulator.witness().effects(), []);
    let limits = json!({ "image_url": url, "caption": "é".repeat(2_200), "alt_text": "é".repeat(1_000) });
    bench.container(limits).await;
}

#[tokio::test]
async fn without_the_publish_permission_nothing_of_it_works() {
    let mut bench = Bench::new().await;
    let container = bench.finished("mine").await;
    let may_read = ["instagram_business_basic", "instagram_business_manage_comments"];
    bench.token = bench.simulator.dashboard_token_for(ACCOUNT, &may_read);
    let create = json!({ "image_url": bench.hosted("one.jpg") });
    let (status, answer) = bench.say("me/media", create).await;
    assert_eq!((status.as_u16(), code(&answer)), (403, (10, None)));
    assert_eq!(code(&bench.publish(&container).await.1), (10, None));
    assert_eq!(code(&bench.get(&container).await.1), (10, None));
    assert_eq!(code(&bench.get("me/content_publishing_limit").await.1), (10, None));
    assert_eq!(bench.posts_published(), 0);
}

#[tokio::test]
async fn the_quota_counts_posts_of_a_rolling_day() {
    let bench = Bench::new().await;
    let quota = "me/content_publishing_limit?fields=quota_usage,config";
    let shown = |used: u32, total: u32| json!({ "data": [{ "quota_usage": used, "config": { "quota_total": total, "quota_duration": 86_400 } }] });
    assert_eq!(bench.ok(quota).await, shown(0, 100));
    assert_eq!(
        bench.ok("me/content_publishing_limit").await,
        json!({ "data": [{ "quota_usage": 0 }] })
    );
    bench.simulator.set_publishing_quota(2);
    let carousel = bench.finished_carousel(3).await;
    assert_eq!(bench.publish(&carousel).await.0, 200);
    bench.pass(3_600);
    let since = bench.simulator.clock().now().as_second();
    for expected in [200, 400] {
        let container = bench.finished("again").await;
        let (status, answer) = bench.publish(&container).await;
        assert_eq!(status.as_u16(), expected, "{answer}");
        if expected == 400 {
            assert_eq!(code(&answer), (9, Some(2_207_042)));
            bench.pass(23 * 3_600 - 10);
            assert_eq!(bench.publish(&container).await.0, 200, "the first post is a day old");
        }
    }
    assert_eq!(bench.ok(quota).await, shown(2, 2));
    let later = bench.ok(&format!("{quota}&since={}", since + 60)).await;
    assert_eq!(later, shown(1, 2));
    assert_eq!(code(&bench.get(&format!("{quota}&since=17")).await.1), (100, None));
    assert_eq!(
        code(&bench.get("me/content_publishing_limit?fields=quota").await.1),
        (100, None)
    );
}

#[tokio::test]
async fn four_hundred_containers_a_day_are_the_most_and_failed_tries_count() {
    let bench = Bench::new().await;
    for _ in 0..400 {
        assert_eq!(code(&bench.say("me/media", json!({})).await.1), (100, None));
    }
    let url = bench.host_picture("one.jpg").await;
    let refused = bench.say("me/media", json!({ "image_url": url })).await.1;
    assert_eq!(code(&refused), (9, Some(2_207_042)));
    bench.pass(24 * 3_600);
    bench.container(json!({ "image_url": url })).await;
}

#[tokio::test]
async fn published_posts_are_paged_with_the_older_ones() {
    let bench = Bench::new().await;
    let mut expected: Vec<String> = bench
        .simulator
        .world()
        .posts(ACCOUNT)
        .into_iter()
        .map(|p| p.id)
        .collect();
    for caption in ["first", "second", "third"] {
        let container = bench.finished(caption).await;
        let media = bench.publish(&container).await.1["id"].as_str().unwrap().to_owned();
        expected.insert(0, media);
    }
    let (items, pages) = walk(&bench, "me/media?limit=2&fields=id").await;
    let seen: Vec<&str> = items.iter().map(|item| item["id"].as_str().unwrap()).collect();
    assert_eq!(seen, expected);
    assert_eq!(pages, 12);
}

#[tokio::test]
async fn comments_arrive_under_a_post_that_was_published() {
    let live = Options {
        live: true,
        ..options()
    };
    let bench = Bench::with(live).await;
    let container = bench.finished("talk to me").await;
    let media = bench.publish(&container).await.1["id"].as_str().unwrap().to_owned();
    bench.pass(1_800);
    let page = bench
        .ok(&format!("{media}/comments?fields=id,text,timestamp&limit=50"))
        .await;
    let comments = page["data"].as_array().unwrap();
    assert!(comments.len() > 5, "{}", comments.len());
    assert!(
        comments
            .iter()
            .all(|comment| comment["timestamp"].as_str().unwrap() >= "2026-11-19T14:00:10")
    );
    let (status, answer) = bench
        .post(&format!("{media}/comments"), &[("message", "First comment")])
        .await;
    assert_eq!(status, 200, "{answer}");
}

//! What goes wrong on the way to a post when it is told to.

use std::time::Duration;

use crate::common::{ACCOUNT, Bench, code, read};
use reqwest::Method;
use serde_json::{Value, json};
use simulator::{Effect, EffectKind, Endpoint, Fault, FaultKind, Origin};

impl Bench {
    fn effects(&self, kind: EffectKind) -> usize {
        self.simulator.witness().effects_of(kind).len()
    }

    /// Captions of the account's three newest posts.
    async fn newest(&self) -> Vec<Value> {
        let list = self.ok("me/media?fields=caption&limit=3").await;
        let items = list["data"].as_array().unwrap();
        items.iter().map(|item| item["caption"].clone()).collect()
    }
}

fn spam_block(after: bool) -> FaultKind {
    let (code, subcode, status) = (4, Some(2_207_051), Some(403));
    if after {
        FaultKind::ErrorAfter {
            code,
            subcode,
            status,
            message: None,
        }
    } else {
        FaultKind::Error {
            code,
            subcode,
            status,
            message: None,
        }
    }
}

#[tokio::test]
async fn a_spam_block_comes_without_a_post_or_hides_one() {
    let bench = Bench::new().await;
    for (after, posts) in [(false, 0), (true, 1)] {
        let container = bench.finished("blocked?").await;
        bench.fault(Fault::once(Endpoint::Publish, spam_block(after)));
        let (status, answer) = bench.publish(&container).await;
        assert_eq!((status.as_u16(), code(&answer)), (403, (4, Some(2_207_051))));
        assert_eq!(bench.effects(EffectKind::Publish), posts);
        let expected = if after { "PUBLISHED" } else { "FINISHED" };
        assert_eq!(bench.status_of(&container).await, expected);
    }
}

#[tokio::test]
async fn a_cut_after_publishing_leaves_a_post_that_can_be_found() {
    let bench = Bench::new().await;
    let container = bench.finished("lost answer").await;
    bench.fault(Fault::once(Endpoint::Publish, FaultKind::CutBefore));
    bench.fault(Fault::once(Endpoint::Publish, FaultKind::CutAfter).skipping(1));
    let publish = async || {
        let request = bench
            .http
            .post(bench.address("v26.0/me/media_publish"))
            .bearer_auth(&bench.token)
            .json(&json!({ "creation_id": container }));
        request.send().await
    };
    assert!(publish().await.is_err());
    assert_eq!(bench.effects(EffectKind::Publish), 0);
    assert_eq!(bench.status_of(&container).await, "FINISHED");
    assert!(publish().await.is_err());
    assert_eq!(bench.effects(EffectKind::Publish), 1);
    assert_eq!(bench.status_of(&container).await, "PUBLISHED");
    assert_eq!(bench.newest().await[0], "lost answer");
}

#[tokio::test]
async fn a_slow_publish_happens_though_the_caller_hung_up() {
    let bench = Bench::new().await;
    let container = bench.finished("late").await;
    bench.fault(Fault::once(Endpoint::Publish, FaultKind::Slow { ms: 300 }));
    let request = bench
        .http
        .post(bench.address("v26.0/me/media_publish"))
        .bearer_auth(&bench.token)
        .json(&json!({ "creation_id": container }));
    let error = request.timeout(Duration::from_millis(50)).send().await.unwrap_err();
    assert!(error.is_timeout());
    assert_eq!(bench.effects(EffectKind::Publish), 0);
    let witness = bench.simulator.witness();
    bench.simulator.stop().await;
    assert_eq!(witness.effects_of(EffectKind::Publish).len(), 1);
}

#[tokio::test]
async fn a_container_made_behind_a_cut_answer_is_there_but_unknown() {
    let bench = Bench::new().await;
    let address = bench.host_picture("a.jpg").await;
    bench.fault(Fault::once(Endpoint::Container, FaultKind::CutAfter));
    let request = bench
        .http
        .post(bench.address("v26.0/me/media"))
        .bearer_auth(&bench.token)
        .json(&json!({ "image_url": address }));
    assert!(request.send().await.is_err());
    assert_eq!(bench.effects(EffectKind::ContainerCreated), 1);
}

#[tokio::test]
async fn lagging_reads_show_neither_the_new_container_nor_the_new_post() {
    let bench = Bench::new().await;
    bench.fault(Fault::always(
        Endpoint::ContainerStatus,
        FaultKind::LagReads { ms: 30_000 },
    ));
    bench.fault(Fault::always(Endpoint::Media, FaultKind::LagReads { ms: 30_000 }));
    let container = bench.finished("lagging").await;
    assert_eq!(code(&bench.get(&container).await.1), (24, Some(2_207_006)));
    bench.pass(20);
    assert_eq!(bench.status_of(&container).await, "IN_PROGRESS");
    bench.pass(10);
    assert_eq!(bench.status_of(&container).await, "FINISHED");
    let media = bench.publish(&container).await.1["id"].as_str().unwrap().to_owned();
    let total = bench.ok("me?fields=media_count").await["media_count"].as_u64().unwrap();
    for seconds in [0, 29] {
        bench.pass(seconds);
        assert_eq!(bench.status_of(&container).await, "FINISHED");
        assert_ne!(bench.newest().await[0], "lagging");
        assert_eq!(code(&bench.get(&media).await.1), (100, Some(33)));
    }
    bench.pass(1);
    assert_eq!(bench.status_of(&container).await, "PUBLISHED");
    assert_eq!(bench.newest().await[0], "lagging");
    assert_eq!(bench.ok(&media).await["id"], media);
    assert_eq!(total, 21, "the account is read without lag");
}

#[tokio::test]
async fn containers_fail_and_expire_when_told() {
    let bench = Bench::new().await;
    bench.fault(Fault::once(
        Endpoint::Container,
        FaultKind::ContainerError { subcode: 2_207_082 },
    ));
    bench.fault(Fault::once(Endpoint::Container, FaultKind::ContainerExpired).skipping(1));
    let (failing, expiring, good) = (
        bench.item("a.jpg").await,
        bench.item("b.jpg").await,
        bench.item("c.jpg").await,
    );
    for container in [&failing, &expiring, &good] {
        assert_eq!(bench.status_of(container).await, "IN_PROGRESS");
    }
    bench.pass(10);
    let told = bench.ok(&format!("{failing}?fields=status_code,status")).await;
    assert_eq!(told["status_code"], "ERROR");
    assert_eq!(told["status"], "Error: Media upload has failed with error code 2207082");
    assert_eq!(bench.status_of(&expiring).await, "EXPIRED");
    assert_eq!(bench.status_of(&good).await, "FINISHED");
    for (children, expected) in [
        (json!([good, failing]), (-1, Some(2_207_032))),
        (json!([good, expiring]), (24, Some(2_207_008))),
    ] {
        let parent = json!({ "media_type": "CAROUSEL", "children": children });
        assert_eq!(code(&bench.say("me/media", parent).await.1), expected);
    }
}

#[tokio::test]
async fn a_finished_container_fails_or_expires_under_a_read_or_a_publish() {
    let bench = Bench::new().await;
    let container = bench.finished("one").await;
    bench.fault(Fault::once(
        Endpoint::ContainerStatus,
        FaultKind::ContainerError { subcode: 2_207_085 },
    ));
    assert_eq!(bench.status_of(&container).await, "ERROR");
    assert_eq!(bench.status_of(&container).await, "ERROR", "it stays so");
    assert_eq!(code(&bench.publish(&container).await.1), (9007, Some(2_207_027)));
    let container = bench.finished("two").await;
    bench.fault(Fault::once(Endpoint::Publish, FaultKind::ContainerExpired));
    assert_eq!(code(&bench.publish(&container).await.1), (24, Some(2_207_008)));
    assert_eq!(bench.status_of(&container).await, "EXPIRED");
    let container = bench.finished("three").await;
    assert_eq!(bench.publish(&container).await.0, 200);
    bench.fault(Fault::once(Endpoint::ContainerStatus, FaultKind::ContainerExpired));
    assert_eq!(bench.status_of(&container).await, "PUBLISHED", "a post stays a post");
}

#[tokio::test]
async fn a_status_without_its_code_still_has_its_text() {
    let bench = Bench::new().await;
    let container = bench.finished("one").await;
    bench.fault(Fault::once(
        Endpoint::ContainerStatus,
        FaultKind::ContainerError { subcode: 2_207_001 },
    ));
    bench.fault(Fault::once(
        Endpoint::ContainerStatus,
        FaultKind::StripFields {
            fields: vec!["status_code".to_owned()],
        },
    ));
    let told = bench.ok(&format!("{container}?fields=status_code,status")).await;
    assert!(told.get("status_code").is_none());
    assert!(told["status"].as_str().unwrap().starts_with("Error:"));
}

#[tokio::test]
async fn a_fault_hits_the_parent_of_a_carousel_alone() {
    let bench = Bench::new().await;
    let refusal = FaultKind::Error {
        code: -1,
        subcode: Some(2_207_001),
        status: Some(500),
        message: None,
    };
    bench.fault(Fault::once(Endpoint::Container, refusal).skipping(2));
    let children = [bench.item("a.jpg").await, bench.item("b.jpg").await];
    bench.pass(10);
    let parent = json!({ "media_type": "CAROUSEL", "children": children });
    let (status, answer) = bench.say("me/media", parent.clone()).await;
    assert_eq!((status.as_u16(), code(&answer)), (500, (-1, Some(2_207_001))));
    bench.container(parent).await;
}

#[tokio::test]
async fn a_post_from_the_phone_is_in_the_list_and_not_of_the_api() {
    let bench = Bench::new().await;
    let container = bench.finished("same words").await;
    let address = bench.address("_sim/posts");
    let new = json!({ "username": ACCOUNT, "caption": "same words" });
    let (status, answer) = read(bench.http.post(&address).json(&new).send().await.unwrap()).await;
    assert_eq!(status, 200);
    let phone = answer["id"].as_str().unwrap();
    assert_eq!(bench.newest().await[0], "same words");
    let picture = bench.ok(&format!("{phone}?fields=media_url,permalink")).await;
    let picture = bench
        .raw(Method::GET, picture["media_url"].as_str().unwrap())
        .await
        .unwrap();
    assert!(picture.bytes().await.unwrap().starts_with(&[0xff, 0xd8, 0xff]));
    assert_eq!(bench.status_of(&container).await, "FINISHED");
    assert_eq!(bench.simulator.world().published(), []);
    let quota = bench.ok("me/content_publishing_limit").await;
    assert_eq!(quota["data"][0]["quota_usage"], 0);
    let effects = bench.simulator.witness().effects_of(EffectKind::Publish);
    assert_eq!((effects[0].origin, effects[0].parent.as_ref()), (Origin::Outside, None));
    let other = bench.simulator.post_on_phone(ACCOUNT, "and another").unwrap();
    assert_eq!(bench.ok("me/media?limit=1").await["data"][0]["id"], other);
    assert_eq!(bench.simulator.post_on_phone("nobody", "x"), None);
}

#[tokio::test]
async fn publishing_is_told_and_set_over_http() {
    let bench = Bench::new().await;
    let container = bench.finished("told").await;
    bench.publish(&container).await;
    let see = async |path: &str| {
        read(bench.raw(Method::GET, &bench.address(path)).await.unwrap())
            .await
            .1
    };
    let published = see("_sim/published").await;
    assert_eq!(published[0]["container"], container);
    assert_eq!(published[0]["children"][0]["image_url_key"], "one.jpg");
    let effects: Vec<Effect> = serde_json::from_value(see("_sim/effects").await).unwrap();
    assert_eq!(effects, bench.simulator.witness().effects());
    assert_eq!(effects[1].kind, EffectKind::Publish);
    assert_eq!(effects[1].text.as_deref(), Some("told"));
    let address = bench.address("_sim/publishing");
    let set = json!({ "quota_total": 1, "processing_ms": 0 });
    let (_, rules) = read(bench.http.post(&address).json(&set).send().await.unwrap()).await;
    assert_eq!(rules, set);
    let url = bench.hosted("one.jpg");
    let second = bench.container(json!({ "image_url": url })).await;
    assert_eq!(code(&bench.publish(&second).await.1), (9, Some(2_207_042)));
    let fault =
        json!({ "endpoint": "publish", "kind": "error_after", "code": 4, "subcode": 2_207_051, "skip": 1, "times": 1 });
    let laid = bench.http.post(bench.address("_sim/faults")).json(&fault);
    let (_, list) = read(laid.send().await.unwrap()).await;
    assert_eq!((&list[0]["kind"], &list[0]["skip"]), (&json!("error_after"), &json!(1)));
}

//! The world, the witness, the clock and what outsiders can do.

use std::collections::HashSet;
use std::time::{Duration, Instant};

use crate::common::{ACCOUNT, Bench, OTHER, code, options, read, walk};
use serde_json::{Value, json};
use simulator::{Effect, EffectKind, Options, Origin, RequestRecord, Simulator, WorldSize};

async fn sim(bench: &Bench, path: &str, body: Value) -> (u16, Value) {
    let (status, value) = read(bench.http.post(bench.address(path)).json(&body).send().await.unwrap()).await;
    (status.as_u16(), value)
}

#[tokio::test]
async fn the_same_seed_answers_the_same_bytes() {
    let fields =
        "id,caption,timestamp,comments_count,comments.limit(50){id,text,timestamp,username,from,replies{id,text}}";
    let path = format!("me/media?limit=20&fields={fields}");
    let (first, second) = (Bench::new().await, Bench::new().await);
    let same = |bench: &Bench, value: Value| value.to_string().replace(bench.simulator.base_url().as_str(), "");
    let (a, b) = (
        same(&first, first.ok(&path).await),
        same(&second, second.ok(&path).await),
    );
    assert_eq!(a, b);
    let other = Bench::with(Options { seed: 12, ..options() }).await;
    assert_ne!(a, same(&other, other.ok(&path).await));
}

#[tokio::test]
async fn the_demo_has_five_brands_and_speaks_many_scripts() {
    let bench = Bench::with(Options {
        size: WorldSize::Demo,
        ..options()
    })
    .await;
    let world = bench.simulator.world();
    let names: Vec<String> = world.accounts().into_iter().map(|account| account.username).collect();
    assert_eq!(
        names,
        [
            "kettleandfern",
            "solvej.ceramics",
            "harrowtrail",
            "casa.nispero",
            "lumaknit"
        ]
    );
    let comments: Vec<_> = names
        .iter()
        .flat_map(|name| world.posts(name))
        .flat_map(|post| world.comments(&post.id))
        .collect();
    assert_eq!(comments.len(), 12_904);
    let ids: HashSet<&str> = comments.iter().map(|comment| comment.id.as_str()).collect();
    assert_eq!(ids.len(), comments.len());
    let texts: String = comments.iter().filter_map(|comment| comment.text.as_deref()).collect();
    for (script, range) in [
        ("Cyrillic", '\u{400}'..='\u{4ff}'),
        ("Kana", '\u{3040}'..='\u{30ff}'),
        ("Arabic", '\u{600}'..='\u{6ff}'),
        ("Hebrew", '\u{590}'..='\u{5ff}'),
        ("Han", '\u{4e00}'..='\u{9fff}'),
        ("Hangul", '\u{ac00}'..='\u{d7af}'),
        ("Devanagari", '\u{900}'..='\u{97f}'),
        ("Thai", '\u{e00}'..='\u{e7f}'),
        ("emoji", '\u{1f300}'..='\u{1faff}'),
    ] {
        assert!(texts.chars().any(|letter| range.contains(&letter)), "{script}");
    }
    assert!(!texts.contains("{thing}") && !texts.contains("{handle}"));
    assert!(comments.iter().any(|comment| comment.hidden) && comments.iter().any(|comment| comment.text.is_none()));
    let different: HashSet<&str> = comments.iter().filter_map(|comment| comment.text.as_deref()).collect();
    assert!(different.len() > 3_000, "{}", different.len());
}

#[tokio::test]
async fn the_witness_tells_over_http_what_it_tells_in_rust() {
    let bench = Bench::new().await;
    bench.post(&bench.comment_id(), &[("hide", "true")]).await;
    bench
        .http
        .get(bench.address(&format!("v26.0/me?access_token={}", bench.token)))
        .send()
        .await
        .unwrap();
    let (_, effects) = read(bench.http.get(bench.address("_sim/effects")).send().await.unwrap()).await;
    let effects: Vec<Effect> = serde_json::from_value(effects).unwrap();
    assert_eq!(effects, bench.simulator.witness().effects());
    assert_eq!(effects[0].kind, EffectKind::Hide);
    let (_, requests) = read(bench.http.get(bench.address("_sim/requests")).send().await.unwrap()).await;
    assert!(!requests.to_string().contains(&bench.token));
    let requests: Vec<RequestRecord> = serde_json::from_value(requests).unwrap();
    assert_eq!(requests, bench.simulator.witness().requests());
    let told: Vec<_> = requests.iter().map(|r| (r.endpoint.as_deref(), r.status)).collect();
    assert_eq!(told, [(Some("hide"), Some(200)), (Some("me"), Some(200))]);
}

#[tokio::test]
async fn what_the_simulator_does_not_know_is_refused_and_written_down() {
    let bench = Bench::new().await;
    let (status, value) = bench.get("me/followers").await;
    assert_eq!((status.as_u16(), code(&value)), (400, (100, None)));
    let (status, value) = bench.post("me/followers", &[]).await;
    assert_eq!((status.as_u16(), code(&value)), (400, (100, Some(33))));
    let requests = bench.simulator.witness().requests();
    assert!(
        requests
            .iter()
            .all(|request| request.unexpected && request.endpoint.is_none())
    );
    // A known edge of another kind of object is a mistake of the caller, not of the simulator.
    assert_eq!(
        code(&bench.get(&format!("{}/media", bench.comment_id())).await.1),
        (100, None)
    );
    let last = bench.simulator.witness().requests().pop().unwrap();
    assert_eq!((last.unexpected, last.endpoint.as_deref()), (false, Some("media")));
}

#[tokio::test]
async fn outsiders_write_hide_delete_and_close() {
    let bench = Bench::new().await;
    let media = bench.post_id();
    let write = json!({ "media": media, "username": "ines.plaza", "text": "¿Precio?" });
    let (status, top) = sim(&bench, "_sim/comments", write).await;
    assert_eq!(status, 200);
    let top = top["id"].as_str().unwrap().to_owned();
    let newest = bench
        .ok(&format!(
            "{media}/comments?fields=id,text,username,from,timestamp&limit=1"
        ))
        .await;
    assert_eq!(newest["data"][0]["id"], top.as_str());
    assert_eq!(newest["data"][0]["from"]["username"], "ines.plaza");
    assert_eq!(newest["data"][0]["timestamp"], "2026-11-19T14:00:00+0000");
    // The owner answers on the phone.
    let own = json!({ "media": media, "username": ACCOUNT, "text": "12 €", "parent": top });
    let own = sim(&bench, "_sim/comments", own).await.1["id"]
        .as_str()
        .unwrap()
        .to_owned();
    assert!(bench.simulator.world().comment(&own).unwrap().ours);
    assert_eq!(
        sim(&bench, "_sim/hide", json!({ "comment": top })).await.1["changed"],
        true
    );
    assert_eq!(bench.ok(&format!("{top}?fields=hidden")).await["hidden"], true);
    assert_eq!(sim(&bench, "_sim/delete", json!({ "comment": top })).await.0, 200);
    assert_eq!(code(&bench.get(&top).await.1), (100, Some(33)));
    sim(
        &bench,
        "_sim/comment_switch",
        json!({ "media": media, "enabled": false }),
    )
    .await;
    assert_eq!(
        bench.ok(&format!("{media}?fields=is_comment_enabled")).await["is_comment_enabled"],
        false
    );
    let edit = json!({ "media": media, "caption": "Second thoughts about the kiln" });
    assert_eq!(sim(&bench, "_sim/caption", edit.clone()).await.0, 200);
    let edited = bench.ok(&format!("{media}?fields=caption")).await;
    assert_eq!(edited["caption"], edit["caption"]);
    let nowhere = json!({ "media": "1", "caption": "x" });
    assert_eq!(sim(&bench, "_sim/caption", nowhere).await.0, 404);
    let write = json!({ "media": media, "username": "ines.plaza", "text": "hm" });
    assert_eq!(sim(&bench, "_sim/comments", write).await.0, 409);
    assert!(
        bench
            .simulator
            .witness()
            .effects()
            .iter()
            .all(|effect| effect.origin == Origin::Outside)
    );
    assert_eq!(sim(&bench, "_sim/hide", json!({ "comment": "1" })).await.0, 404);
}

#[tokio::test]
async fn the_clock_is_read_and_moved_over_http() {
    let bench = Bench::new().await;
    let (_, before) = read(bench.http.get(bench.address("_sim/clock")).send().await.unwrap()).await;
    assert_eq!(before["speed"], 0.0);
    let (_, after) = sim(&bench, "_sim/clock", json!({ "advance_ms": 90_000 })).await;
    assert_eq!(
        after["now_ms"].as_i64().unwrap() - before["now_ms"].as_i64().unwrap(),
        90_000
    );
    assert_eq!(bench.simulator.clock().now_ms(), after["now_ms"].as_i64().unwrap());
}

#[tokio::test]
async fn a_live_world_brings_the_same_comments_to_everybody() {
    let live = || Options {
        live: true,
        ..options()
    };
    let (first, second) = (Bench::with(live()).await, Bench::with(live()).await);
    let total = |bench: &Bench| -> i64 {
        [ACCOUNT, OTHER]
            .iter()
            .flat_map(|name| bench.simulator.world().posts(name))
            .map(|post| post.comments_count)
            .sum()
    };
    let before = total(&first);
    for bench in [&first, &second] {
        bench.simulator.clock().advance(Duration::from_secs(600));
        bench.ok("me").await;
    }
    assert!(
        (before + 40..before + 200).contains(&total(&first)),
        "{before} → {}",
        total(&first)
    );
    let all = |bench: &Bench| -> Vec<_> {
        let world = bench.simulator.world();
        world
            .posts(ACCOUNT)
            .iter()
            .flat_map(|post| world.comments(&post.id))
            .collect()
    };
    assert_eq!(all(&first), all(&second));
    assert!(
        all(&first)
            .iter()
            .any(|comment| comment.written_at > crate::common::start_of_time())
    );
}

#[tokio::test]
async fn a_walk_is_not_disturbed_by_comments_that_arrive_meanwhile() {
    let bench = Bench::new().await;
    let media = bench.post_id();
    let (expected, _) = walk(&bench, &format!("{media}/comments?limit=50")).await;
    let first = bench.ok(&format!("{media}/comments?limit=3")).await;
    let after = first["paging"]["cursors"]["after"].as_str().unwrap();
    sim(
        &bench,
        "_sim/comments",
        json!({ "media": media, "username": "oak.reed", "text": "new" }),
    )
    .await;
    let rest = walk(&bench, &format!("{media}/comments?limit=3")).await.0;
    assert_eq!(rest.len(), expected.len() + 1);
    let next = bench.ok(&format!("{media}/comments?limit=3&after={after}")).await;
    assert_eq!(next["data"][0]["id"], expected[3]["id"]);
}

#[tokio::test]
async fn pictures_are_jpegs_until_their_address_expires() {
    let bench = Bench::new().await;
    let me = bench.ok("me?fields=profile_picture_url").await;
    let media = bench
        .ok("me/media?limit=4&fields=media_url,thumbnail_url,children{media_url}")
        .await;
    let mut addresses = vec![me["profile_picture_url"].as_str().unwrap().to_owned()];
    for item in media["data"].as_array().unwrap() {
        let own = item["media_url"].as_str().or(item["thumbnail_url"].as_str()).unwrap();
        addresses.push(own.to_owned());
        let slides = item["children"]["data"].as_array().into_iter().flatten();
        addresses.extend(slides.map(|slide| slide["media_url"].as_str().unwrap().to_owned()));
    }
    for address in &addresses {
        let answer = bench.http.get(address).send().await.unwrap();
        assert_eq!(answer.status(), 200, "{address}");
        assert_eq!(answer.headers()["content-type"], "image/jpeg");
        assert!(answer.bytes().await.unwrap().starts_with(&[0xff, 0xd8, 0xff]));
    }
    bench.simulator.clock().advance(Duration::from_secs(6 * 24 * 3_600));
    assert_eq!(bench.http.get(&addresses[0]).send().await.unwrap().status(), 403);
    assert_eq!(
        bench
            .http
            .get(bench.address("cdn/17900000000000001.jpg"))
            .send()
            .await
            .unwrap()
            .status(),
        404
    );
}

#[tokio::test]
async fn stopping_is_orderly_and_frees_the_port() {
    let simulator = Simulator::start(options()).await.unwrap();
    let port = simulator.base_url().port().unwrap();
    simulator.stop().await;
    let again = Simulator::start(Options { port, ..options() }).await.unwrap();
    assert_eq!(again.base_url().port(), Some(port));
    again.stop().await;
}

#[tokio::test]
async fn a_big_world_is_made_in_seconds_and_read_at_once() {
    let size = WorldSize::Custom {
        accounts: 7,
        posts: 400,
        comments: 200_000,
    };
    let began = Instant::now();
    let bench = Bench::with(Options { size, ..options() }).await;
    assert!(began.elapsed() < Duration::from_secs(20), "{:?}", began.elapsed());
    let accounts = bench.simulator.world().accounts();
    assert_eq!(accounts.len(), 7);
    assert_eq!(accounts[5].username, "kettleandfern.north");
    let counted: i64 = accounts
        .iter()
        .flat_map(|a| bench.simulator.world().posts(&a.username))
        .map(|post| post.comments_count)
        .sum();
    assert_eq!(counted, 200_000);
}

#[tokio::test]
async fn comments_can_lack_a_text_or_their_authors_name() {
    let bench = Bench::new().await;
    let media = bench.post_id();
    let mut ids = Vec::new();
    for more in [json!({}), json!({ "text": "who am I?", "nameless": true })] {
        let mut body = json!({ "media": media, "username": "oak.reed" });
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        ids.push(
            sim(&bench, "_sim/comments", body).await.1["id"]
                .as_str()
                .unwrap()
                .to_owned(),
        );
    }
    let fields = "fields=text,username,from,like_count";
    let sticker = bench.ok(&format!("{}?{fields}", ids[0])).await;
    assert_eq!(sticker["username"], "oak.reed");
    assert!(sticker.get("text").is_none());
    let nameless = bench.ok(&format!("{}?{fields}", ids[1])).await;
    assert_eq!(nameless["text"], "who am I?");
    assert!(nameless.get("username").is_none() && nameless.get("from").is_none());
}

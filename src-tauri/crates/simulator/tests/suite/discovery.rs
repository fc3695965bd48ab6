//! Hashtags, other businesses and embeds.

use std::collections::BTreeSet;

use crate::common::facebook::Login;
use crate::common::{ACCOUNT, Bench, OTHER, code, read};
use serde_json::{Value, json};

impl Login<'_> {
    async fn hashtag(&self, name: &str) -> String {
        let answer = self
            .ok(&format!("ig_hashtag_search?user_id={}&q={name}", self.account))
            .await;
        answer["data"][0]["id"].as_str().unwrap().to_owned()
    }
}

#[tokio::test]
async fn a_hashtag_has_one_id_everywhere() {
    let bench = Bench::new().await;
    let facebook = Login::new(&bench);
    let id = facebook.hashtag("sourdough").await;
    assert!(id.starts_with("17843"), "{id}");
    assert_eq!(facebook.hashtag("%23SourDough").await, id);
    assert_eq!(
        facebook.ok(&format!("{id}?fields=id,name")).await,
        json!({ "id": id, "name": "sourdough" })
    );
    let other = Bench::with(simulator::Options {
        seed: 99,
        ..crate::common::options()
    })
    .await;
    assert_eq!(
        Login::new(&other).hashtag("sourdough").await,
        id,
        "in another world, too"
    );
    assert_eq!(facebook.refusal("17843000000000001").await, (400, 100, Some(33)));
    assert_eq!(facebook.refusal(&format!("{id}?fields=colour")).await, (400, 100, None));
}

#[tokio::test]
async fn thirty_hashtags_in_seven_days() {
    let bench = Bench::new().await;
    let facebook = Login::new(&bench);
    for tag in 0..30 {
        facebook.hashtag(&format!("tag{tag}")).await;
        bench.pass(60);
    }
    let more = format!("ig_hashtag_search?user_id={}&q=more", facebook.account);
    assert_eq!(facebook.refusal(&more).await, (400, 18, Some(2_207_034)));
    facebook.hashtag("tag7").await;
    let asked = facebook
        .ok(&format!(
            "{}/recently_searched_hashtags?limit=30&fields=name",
            facebook.account
        ))
        .await;
    let asked = asked["data"].as_array().unwrap();
    assert_eq!((asked.len(), &asked[0]["name"]), (30, &json!("tag29")));
    let usual = facebook
        .ok(&format!("{}/recently_searched_hashtags", facebook.account))
        .await;
    assert_eq!(usual["data"].as_array().unwrap().len(), 25);
    assert_eq!(usual["data"][0]["name"], Value::Null);
    bench.pass(7 * 86_400 - 30 * 60);
    facebook.ok(&more).await;
    // Asking again did not begin a new week for it.
    bench.pass(7 * 60);
    let asked = facebook
        .ok(&format!(
            "{}/recently_searched_hashtags?fields=name&limit=30",
            facebook.account
        ))
        .await;
    assert!(
        asked["data"]
            .as_array()
            .unwrap()
            .iter()
            .all(|tag| tag["name"] != "tag7")
    );
}

#[tokio::test]
async fn finds_are_paged_and_tell_nobody() {
    let bench = Bench::new().await;
    let facebook = Login::new(&bench);
    let id = facebook.hashtag("coffee").await;
    // Slides have no address of their own; asking for it all the same is no mistake.
    let fields =
        "id,caption,media_type,media_url,permalink,timestamp,like_count,comments_count,children{media_url,permalink}";
    for edge in ["recent_media", "top_media"] {
        let first = format!("{id}/{edge}?user_id={}&fields={fields}&limit=20", facebook.account);
        let mut page = facebook.ok(&first).await;
        let mut seen = BTreeSet::new();
        let mut pages = 1;
        loop {
            for find in page["data"].as_array().unwrap() {
                assert!(seen.insert(find["id"].as_str().unwrap().to_owned()), "twice: {find}");
                assert!(
                    find["caption"].as_str().unwrap().to_lowercase().contains("#coffee"),
                    "{find}"
                );
                assert_eq!(
                    find["media_url"].is_null(),
                    find["media_type"] == "CAROUSEL_ALBUM",
                    "{find}"
                );
                assert_eq!(
                    find["children"].is_null(),
                    find["media_type"] != "CAROUSEL_ALBUM",
                    "{find}"
                );
                let slides = find["children"]["data"].as_array().into_iter().flatten();
                assert!(slides.into_iter().all(|slide| slide["permalink"].is_null()), "{find}");
            }
            assert_eq!(page["paging"]["cursors"]["before"], Value::Null, "forward only");
            let Some(next) = page["paging"]["next"].as_str() else {
                break;
            };
            page = bench.http.get(next).send().await.unwrap().json().await.unwrap();
            pages += 1;
        }
        assert!(pages > 1 && seen.len() > 20, "{edge}: {} on {pages}", seen.len());
    }
    let recent = facebook
        .ok(&format!(
            "{id}/recent_media?user_id={}&fields=timestamp&limit=90",
            facebook.account
        ))
        .await;
    let recent = recent["data"].as_array().unwrap();
    assert!(recent.len() <= 50, "at most fifty a page");
    assert!(
        recent
            .iter()
            .all(|find| find["timestamp"].as_str().unwrap() > "2026-11-18T14:00:00"),
        "of the last day"
    );
    let picture = facebook
        .ok(&format!(
            "{id}/top_media?user_id={}&fields=media_url,media_type",
            facebook.account
        ))
        .await;
    let find = picture["data"]
        .as_array()
        .unwrap()
        .iter()
        .find(|find| find["media_type"] == "IMAGE")
        .unwrap();
    let jpeg = bench
        .http
        .get(find["media_url"].as_str().unwrap())
        .send()
        .await
        .unwrap();
    assert_eq!(
        (jpeg.status().as_u16(), &jpeg.headers()["content-type"]),
        (200, &"image/jpeg".parse().unwrap())
    );
    for field in ["username", "owner", "insights"] {
        let path = format!("{id}/recent_media?user_id={}&fields={field}", facebook.account);
        assert_eq!(facebook.refusal(&path).await, (400, 100, None), "{field}");
    }
    let somebodys = find["id"].as_str().unwrap();
    let (_, answer) = facebook
        .say(&format!("{somebodys}/comments"), json!({ "message": "Nice" }))
        .await;
    assert_eq!(code(&answer), (100, Some(33)), "finds cannot be answered");
}

#[tokio::test]
async fn hashtag_calls_that_make_no_sense_are_refused() {
    let bench = Bench::new().await;
    let facebook = Login::new(&bench);
    let account = &facebook.account;
    let id = facebook.hashtag("coffee").await;
    for (path, expected) in [
        (format!("ig_hashtag_search?user_id={account}"), (400, 100, None)),
        ("ig_hashtag_search?q=coffee".to_owned(), (400, 100, None)),
        (
            format!("ig_hashtag_search?user_id={account}&q=%E2%98%95"),
            (400, 100, None),
        ),
        (
            format!("ig_hashtag_search?user_id={account}&q=two%20words"),
            (400, 100, None),
        ),
        (
            format!("ig_hashtag_search?user_id={account}&q=nsfwthings"),
            (500, 2, None),
        ),
        (
            "ig_hashtag_search?user_id=17841999999999999&q=coffee".to_owned(),
            (400, 100, Some(33)),
        ),
        (format!("{id}/recent_media"), (400, 100, None)),
        (format!("{id}/recent_media?user_id={account}&limit=0"), (400, 100, None)),
        (format!("{id}/comments"), (400, 100, None)),
    ] {
        assert_eq!(facebook.refusal(&path).await, expected, "{path}");
    }
    let limited = Login::limited(&bench, &["instagram_basic", "instagram_manage_insights"]);
    assert_eq!(
        limited
            .refusal(&format!("ig_hashtag_search?user_id={account}&q=coffee"))
            .await,
        (403, 10, None)
    );
}

#[tokio::test]
async fn another_business_is_read_by_its_handle() {
    let bench = Bench::new().await;
    let facebook = Login::new(&bench);
    let inner = "username,name,biography,website,followers_count,follows_count,media_count,profile_picture_url,\
                 media.limit(6){id,caption,media_type,media_product_type,permalink,timestamp,like_count,comments_count,view_count}";
    let path = |inner: &str| {
        format!(
            "{}?fields=username,business_discovery.username({OTHER}){{{inner}}}",
            facebook.account
        )
    };
    let answer = facebook.ok(&path(inner)).await;
    assert_eq!(
        (&answer["id"], &answer["username"]),
        (&json!(facebook.account), &json!(ACCOUNT))
    );
    let other = &answer["business_discovery"];
    assert_eq!(other["username"], OTHER);
    assert!(other["followers_count"].as_u64().unwrap() > 0 && other["id"].as_str().unwrap().starts_with("17841"));
    let posts = other["media"]["data"].as_array().unwrap();
    assert_eq!(posts.len(), 6);
    for post in posts {
        assert_eq!(
            post["view_count"].is_u64(),
            post["media_product_type"] == "REELS",
            "{post}"
        );
    }
    assert_eq!(
        other["media"]["paging"]["next"],
        Value::Null,
        "a cursor is all there is"
    );

    let mut seen: Vec<Value> = posts.clone();
    let mut after = other["media"]["paging"]["cursors"]["after"].as_str().map(str::to_owned);
    while let Some(cursor) = after {
        let page = facebook
            .ok(&path(&format!("media.after({cursor}).limit(6){{id}}")))
            .await;
        let media = &page["business_discovery"]["media"];
        seen.extend(media["data"].as_array().unwrap().iter().cloned());
        after = media["paging"]["cursors"]["after"].as_str().map(str::to_owned);
    }
    let expected: Vec<String> = bench
        .simulator
        .world()
        .posts(OTHER)
        .into_iter()
        .map(|post| post.id)
        .collect();
    let seen: Vec<&str> = seen.iter().map(|post| post["id"].as_str().unwrap()).collect();
    assert_eq!(seen, expected);
    assert_eq!(bench.simulator.witness().requests_to("business_discovery").len(), 4);
}

#[tokio::test]
async fn business_discovery_refuses_what_it_cannot_find() {
    let bench = Bench::new().await;
    let facebook = Login::new(&bench);
    let account = &facebook.account;
    let discover = |inner: &str| format!("{account}?fields=business_discovery{inner}");
    assert_eq!(
        facebook.refusal(&discover(".username(nobody.at.all){name}")).await,
        (400, 110, Some(2_207_013))
    );
    assert_eq!(facebook.refusal(&discover("{name}")).await, (400, 100, None));
    assert_eq!(
        facebook
            .refusal(&discover(&format!(".username({OTHER}){{email}}")))
            .await,
        (400, 100, None)
    );
    assert_eq!(
        facebook
            .refusal(&discover(&format!(".username({OTHER}){{media{{insights}}}}")))
            .await,
        (400, 100, None)
    );
    for missing in ["instagram_manage_insights", "pages_read_engagement"] {
        let scopes: Vec<&str> = ["instagram_basic", "instagram_manage_insights", "pages_read_engagement"]
            .into_iter()
            .filter(|scope| *scope != missing)
            .collect();
        let limited = Login::limited(&bench, &scopes);
        assert_eq!(
            limited.refusal(&discover(&format!(".username({OTHER}){{name}}"))).await,
            (403, 10, None),
            "{missing}"
        );
    }
}

#[tokio::test]
async fn instagram_login_discovers_nothing() {
    let bench = Bench::new().await;
    let facebook = Login::new(&bench);
    let id = facebook.hashtag("coffee").await;
    for path in [
        format!("ig_hashtag_search?user_id={}&q=coffee", facebook.account),
        format!("{id}/recent_media?user_id={}", facebook.account),
        "me/recently_searched_hashtags".to_owned(),
        format!("me?fields=business_discovery.username({OTHER}){{name}}"),
    ] {
        let (status, answer) = bench.get(&path).await;
        assert_eq!((status.as_u16(), code(&answer).0), (400, 100), "{path}: {answer}");
        assert_eq!(answer["error"]["type"], "IGApiException");
    }
    let path = format!("me?fields=business_discovery.username({OTHER}){{name}}");
    let (_, answer) = bench.get(&path).await;
    assert_eq!(code(&answer).1, None, "an unknown field, not an unknown object");
}

#[tokio::test]
async fn an_embed_needs_no_token_and_tells_no_author() {
    let bench = Bench::new().await;
    let list = bench.ok("me/media?fields=permalink&limit=3").await;
    let permalink = list["data"][0]["permalink"].as_str().unwrap();
    let embed = |query: String| {
        let request = bench
            .http
            .get(bench.address(&format!("v26.0/instagram_oembed?{query}")));
        async move { read(request.send().await.unwrap()).await }
    };
    let (status, answer) = embed(format!("url={permalink}&maxwidth=540&omitscript=true")).await;
    assert_eq!(status, 200, "{answer}");
    assert_eq!(
        (&answer["version"], &answer["type"], &answer["width"]),
        (&json!("1.0"), &json!("rich"), &json!(540))
    );
    let html = answer["html"].as_str().unwrap();
    assert!(html.contains(permalink) && !html.contains("<script"), "{html}");
    for gone in ["author_name", "author_url", "thumbnail_url", "thumbnail_width"] {
        assert_eq!(answer[gone], Value::Null, "{gone}");
    }
    let (_, answer) = embed(format!("url={permalink}")).await;
    assert!(answer["html"].as_str().unwrap().contains("<script"));
    let (status, _) = embed(format!(
        "url={permalink}&access_token={}",
        bench.simulator.facebook_token()
    ))
    .await;
    assert_eq!(status, 200, "a token does no harm");

    let story = bench.ok("me/stories?fields=permalink").await["data"][0]["permalink"]
        .as_str()
        .unwrap()
        .to_owned();
    for (query, expected) in [
        ("maxwidth=400".to_owned(), 100),
        (format!("url={permalink}&maxwidth=100"), 100),
        (format!("url={story}"), 24),
        ("url=https://www.instagram.com/p/Dnothing123/".to_owned(), 24),
        ("url=https://example.com/p/Dnothing123/".to_owned(), 24),
    ] {
        let (status, answer) = embed(query.clone()).await;
        assert_eq!((status.as_u16(), code(&answer).0), (400, expected), "{query}");
    }
}

#[tokio::test]
async fn embeds_without_a_token_are_a_thousand_an_hour() {
    let bench = Bench::new().await;
    let list = bench.ok("me/media?fields=permalink&limit=1").await;
    let permalink = list["data"][0]["permalink"].as_str().unwrap();
    let address = bench.address(&format!("v26.0/instagram_oembed?url={permalink}"));
    for _ in 0..1_000 {
        assert_eq!(bench.http.get(&address).send().await.unwrap().status(), 200);
    }
    let (_, answer) = read(bench.http.get(&address).send().await.unwrap()).await;
    assert_eq!(code(&answer).0, 4);
    bench.pass(3_600);
    assert_eq!(bench.http.get(&address).send().await.unwrap().status(), 200);
}

//! Reading and writing through the versioned API.

use crate::common::{ACCOUNT, Bench, OTHER, code, read, walk};
use reqwest::Method;
use simulator::EffectKind;

#[tokio::test]
async fn me_answers_the_app_scoped_id_unless_asked_for_more() {
    let bench = Bench::new().await;
    let account = bench.simulator.world().accounts().remove(0);
    let bare = bench.ok("me").await;
    assert_eq!(bare.as_object().unwrap().len(), 1);
    assert_eq!(bare["id"], account.app_scoped_id);
    let full = bench
        .ok("me?fields=user_id,username,name,account_type,profile_picture_url,followers_count,media_count")
        .await;
    assert_eq!(full["user_id"], account.id);
    assert_eq!(full["username"], ACCOUNT);
    assert_eq!(full["media_count"], 20);
    for id in [&account.id, &account.app_scoped_id] {
        assert_eq!(bench.ok(&format!("{id}?fields=username")).await["username"], ACCOUNT);
    }
}

#[tokio::test]
async fn the_token_is_taken_from_header_query_or_body_and_only_when_good() {
    let bench = Bench::new().await;
    let by_query = bench
        .http
        .get(bench.address(&format!("v26.0/me?access_token={}", bench.token)))
        .send()
        .await
        .unwrap();
    assert_eq!(by_query.status(), 200);
    let form = [("access_token", bench.token.as_str()), ("hide", "true")];
    let path = bench.address(&format!("v26.0/{}", bench.comment_id()));
    assert_eq!(bench.http.post(path).form(&form).send().await.unwrap().status(), 200);
    let strange = bench
        .http
        .get(bench.address("v26.0/me"))
        .bearer_auth("IGAAnonsense")
        .send()
        .await
        .unwrap();
    assert!(strange.headers().contains_key("www-authenticate"));
    let (status, value) = read(strange).await;
    assert_eq!((status.as_u16(), code(&value)), (400, (190, None)));
    assert_eq!(value["error"]["type"], "IGApiException");
    let (_, none) = read(bench.http.get(bench.address("v26.0/me")).send().await.unwrap()).await;
    assert_eq!(code(&none).0, 190);
    bench.simulator.revoke(&bench.token);
    assert_eq!(code(&bench.get("me").await.1), (190, Some(458)));
}

#[tokio::test]
async fn a_token_ends_after_sixty_days_of_simulated_time() {
    let bench = Bench::new().await;
    bench
        .simulator
        .clock()
        .advance(std::time::Duration::from_secs(5_183_943));
    assert_eq!(bench.get("me").await.0, 200);
    bench.simulator.clock().advance(std::time::Duration::from_secs(2));
    let (status, value) = bench.get("me").await;
    assert_eq!((status.as_u16(), code(&value)), (400, (190, Some(463))));
}

#[tokio::test]
async fn answers_carry_version_type_and_simulated_date() {
    let bench = Bench::new().await;
    let answer = bench.send(Method::GET, "me").await.unwrap();
    assert_eq!(answer.headers()["instagram-api-version"], "v26.0");
    assert!(answer.headers()["content-type"].to_str().unwrap().contains("json"));
    assert_eq!(answer.headers()["date"], "Thu, 19 Nov 2026 14:00:00 GMT");
}

#[tokio::test]
async fn media_lists_are_paged_and_hold_the_fields_asked_for() {
    let bench = Bench::new().await;
    let fields = "id,caption,media_type,media_product_type,media_url,thumbnail_url,permalink,timestamp,username,like_count,comments_count,is_comment_enabled,children{id,media_type,media_url}";
    let (items, pages) = walk(&bench, &format!("me/media?limit=6&fields={fields}")).await;
    assert_eq!((items.len(), pages), (20, 4));
    let times: Vec<&str> = items.iter().map(|item| item["timestamp"].as_str().unwrap()).collect();
    assert!(
        times.windows(2).all(|pair| pair[0] > pair[1]),
        "newest first: {times:?}"
    );
    for item in &items {
        assert_eq!(item["username"], ACCOUNT);
        assert!(item["timestamp"].as_str().unwrap().ends_with("+0000"));
        let kind = item["media_type"].as_str().unwrap();
        assert_eq!(item["children"].is_object(), kind == "CAROUSEL_ALBUM");
        assert_eq!(item["thumbnail_url"].is_string(), kind == "VIDEO");
        assert_eq!(item["media_url"].is_string(), kind != "VIDEO");
    }
    let infos = bench.simulator.world().posts(ACCOUNT);
    assert_eq!(items[0]["id"], infos[0].id);
    assert_eq!(items[0]["comments_count"], infos[0].comments_count);
    let bare = bench.ok("me/media?limit=1").await;
    assert_eq!(bare["data"][0].as_object().unwrap().len(), 1);
    let next = bare["paging"]["next"].as_str().unwrap();
    assert!(
        next.contains(&format!("access_token={}", bench.token)),
        "the platform puts the token in clear"
    );
    assert_eq!(bench.http.get(next).send().await.unwrap().status(), 200);
}

#[tokio::test]
async fn comments_come_fifty_at_most_newest_first_with_nested_replies() {
    let bench = Bench::new().await;
    let posts = bench.simulator.world().posts(ACCOUNT);
    let busiest = posts.iter().max_by_key(|post| post.comments_count).unwrap();
    let known = bench.simulator.world().comments(&busiest.id);
    let fields = "id,text,timestamp,username,from,user,hidden,like_count,replies.limit(50){id,text,timestamp,username,from,user,parent_id}";
    let (items, _) = walk(&bench, &format!("{}/comments?limit=7&fields={fields}", busiest.id)).await;
    let times: Vec<&str> = items.iter().map(|item| item["timestamp"].as_str().unwrap()).collect();
    assert!(times.windows(2).all(|pair| pair[0] >= pair[1]));
    let mut seen = Vec::new();
    for item in &items {
        assert!(item.get("parent_id").is_none());
        assert_eq!(item["from"]["username"], item["username"]);
        seen.push(item["id"].as_str().unwrap().to_owned());
        for reply in item["replies"]["data"].as_array().into_iter().flatten() {
            assert_eq!(reply["parent_id"], item["id"]);
            assert_eq!(reply.get("user").is_some(), reply["username"] == ACCOUNT);
            seen.push(reply["id"].as_str().unwrap().to_owned());
        }
    }
    let mut expected: Vec<String> = known.iter().map(|comment| comment.id.clone()).collect();
    seen.sort();
    expected.sort();
    assert_eq!(seen, expected);
    assert_eq!(seen.len() as i64, busiest.comments_count, "the count includes replies");
    let capped = bench.ok(&format!("{}/comments?limit=500", busiest.id)).await;
    assert!(capped["data"].as_array().unwrap().len() <= 50);
}

#[tokio::test]
async fn the_next_of_a_nested_list_goes_on_with_its_own_fields() {
    let bench = Bench::new().await;
    let posts = bench.simulator.world().posts(ACCOUNT);
    let busiest = posts.iter().max_by_key(|post| post.comments_count).unwrap();
    let nested = bench
        .ok(&format!(
            "{}?fields=caption,comments.limit(2){{id,username}}",
            busiest.id
        ))
        .await;
    let next = nested["comments"]["paging"]["next"].as_str().unwrap();
    let (status, page) = read(bench.http.get(next).send().await.unwrap()).await;
    assert_eq!(status, 200);
    assert_eq!(page["data"].as_array().unwrap().len(), 2);
    assert!(page["data"][0]["username"].is_string());
    assert_ne!(page["data"][0]["id"], nested["comments"]["data"][1]["id"]);
}

#[tokio::test]
async fn last_pages_come_in_the_platforms_shapes() {
    let bench = Bench::new().await;
    let mut shapes = std::collections::BTreeSet::new();
    for post in bench
        .simulator
        .world()
        .posts(ACCOUNT)
        .iter()
        .filter(|post| post.comments_count > 0)
    {
        let page = bench.ok(&format!("{}/comments?limit=50", post.id)).await;
        let cursors = page["paging"]["cursors"].as_object().map_or(0, serde_json::Map::len);
        if page["paging"]["next"].is_null() {
            shapes.insert(cursors);
        }
    }
    assert_eq!(shapes.into_iter().collect::<Vec<_>>(), [0, 1, 2]);
}

#[tokio::test]
async fn strange_requests_get_the_documented_refusals() {
    let bench = Bench::new().await;
    let (media, comment) = (bench.post_id(), bench.comment_id());
    let (status, value) = bench.get("me?fields=id,birthday").await;
    assert_eq!((status.as_u16(), code(&value)), (400, (100, None)));
    assert!(
        value["error"]["message"]
            .as_str()
            .unwrap()
            .contains("Tried accessing nonexisting field (birthday)")
    );
    assert_eq!(code(&bench.get("17850000000000001").await.1), (100, Some(33)));
    assert_eq!(code(&bench.get("kettleandfern").await.1).0, 803);
    let (status, value) = bench.get("v21.0/me").await;
    assert_eq!((status.as_u16(), code(&value).0), (500, 2500));
    assert_eq!(code(&bench.delete(&media).await.1), (100, Some(33)));
    assert_eq!(code(&bench.post(&comment, &[]).await.1).0, 100);
    assert_eq!(code(&bench.post(&format!("{comment}/replies"), &[]).await.1).0, 100);
    assert_eq!(code(&bench.get("me?fields=id,").await.1).0, 2500);
    assert_eq!(
        code(&bench.get(&format!("{media}/comments?after=strange")).await.1).0,
        100
    );
    let foreign = &bench.simulator.world().posts(OTHER)[0].id;
    assert_eq!(code(&bench.get(foreign).await.1), (100, Some(33)));
    assert_eq!(bench.simulator.witness().effects(), []);
}

#[tokio::test]
async fn a_reply_to_a_reply_lands_under_the_top_level_comment() {
    let bench = Bench::new().await;
    let (media, comment) = (bench.post_id(), bench.comment_id());
    let before = bench.simulator.world().posts(ACCOUNT)[0].comments_count;
    let (_, first) = bench
        .post(&format!("{comment}/replies"), &[("message", "Hello – 送料 🔥")])
        .await;
    let first = first["id"].as_str().unwrap().to_owned();
    let (_, second) = bench
        .post(&format!("{first}/replies"), &[("message", "and again")])
        .await;
    let second = second["id"].as_str().unwrap();
    let read = bench
        .ok(&format!("{second}?fields=text,parent_id,user,from,username,media"))
        .await;
    assert_eq!(read["parent_id"], comment);
    assert_eq!(read["username"], ACCOUNT);
    assert_eq!(read["media"]["id"], media);
    assert_eq!(read["user"]["id"], bench.simulator.world().accounts()[0].id);
    let (replies, _) = walk(&bench, &format!("{comment}/replies?limit=1&fields=id,text")).await;
    let texts: Vec<&str> = replies.iter().filter_map(|reply| reply["text"].as_str()).collect();
    assert!(texts.ends_with(&["Hello – 送料 🔥", "and again"]));
    assert_eq!(bench.simulator.world().posts(ACCOUNT)[0].comments_count, before + 2);
    let effects = bench.simulator.witness().effects_of(EffectKind::Reply);
    assert_eq!(effects.len(), 2);
    assert_eq!(effects[0].id, first);
    assert!(
        effects
            .iter()
            .all(|effect| effect.parent.as_deref() == Some(comment.as_str()) && effect.changed)
    );
}

#[tokio::test]
async fn hiding_is_witnessed_every_time_and_changes_once() {
    let bench = Bench::new().await;
    let comment = bench.comment_id();
    for _ in 0..2 {
        assert_eq!(bench.post(&comment, &[("hide", "true")]).await.1["success"], true);
    }
    assert_eq!(bench.ok(&format!("{comment}?fields=hidden")).await["hidden"], true);
    let (_, refused) = bench.post(&format!("{comment}/replies"), &[("message", "hi")]).await;
    assert_eq!(code(&refused).0, 100);
    bench.post(&comment, &[("hide", "false")]).await;
    assert_eq!(bench.ok(&format!("{comment}?fields=hidden")).await["hidden"], false);
    let told: Vec<_> = bench
        .simulator
        .witness()
        .effects()
        .iter()
        .map(|e| (e.kind, e.changed))
        .collect();
    assert_eq!(
        told,
        [
            (EffectKind::Hide, true),
            (EffectKind::Hide, false),
            (EffectKind::Unhide, true)
        ]
    );
}

#[tokio::test]
async fn hiding_ones_own_comment_has_no_visible_effect() {
    let bench = Bench::new().await;
    let path = format!("{}/comments", bench.post_id());
    let (_, own) = bench.post(&path, &[("message", "First!")]).await;
    let own = own["id"].as_str().unwrap();
    assert_eq!(bench.post(own, &[("hide", "true")]).await.0, 200);
    assert_eq!(bench.ok(&format!("{own}?fields=hidden")).await["hidden"], false);
}

#[tokio::test]
async fn a_deleted_comment_is_gone_with_its_replies() {
    let bench = Bench::new().await;
    let comment = bench.comment_id();
    bench.post(&format!("{comment}/replies"), &[("message", "bye")]).await;
    assert_eq!(bench.delete(&comment).await.1["success"], true);
    for path in [comment.clone(), format!("{comment}/replies")] {
        assert_eq!(code(&bench.get(&path).await.1), (100, Some(33)));
    }
    assert_eq!(code(&bench.delete(&comment).await.1), (100, Some(33)));
    assert_eq!(bench.simulator.witness().effects_of(EffectKind::Delete).len(), 1);
    let count = bench.ok(&format!("{}?fields=comments_count", bench.post_id())).await["comments_count"]
        .as_i64()
        .unwrap();
    assert_eq!(count, bench.simulator.world().comments(&bench.post_id()).len() as i64);
}

#[tokio::test]
async fn the_comment_switch_closes_a_post() {
    let bench = Bench::new().await;
    let (media, comment) = (bench.post_id(), bench.comment_id());
    assert_eq!(
        bench.post(&media, &[("comment_enabled", "false")]).await.1["success"],
        true
    );
    assert_eq!(
        bench.ok(&format!("{media}?fields=is_comment_enabled")).await["is_comment_enabled"],
        false
    );
    assert_eq!(
        code(&bench.post(&format!("{comment}/replies"), &[("message", "hi")]).await.1).0,
        100
    );
    bench.post(&media, &[("comment_enabled", "true")]).await;
    assert_eq!(
        bench.post(&format!("{comment}/replies"), &[("message", "hi")]).await.0,
        200
    );
    let told: Vec<_> = bench.simulator.witness().effects().iter().map(|e| e.kind).collect();
    assert_eq!(
        told,
        [EffectKind::CommentsOff, EffectKind::CommentsOn, EffectKind::Reply]
    );
}

#[tokio::test]
async fn without_the_comment_scope_names_are_kept_back_and_writes_refused() {
    let mut bench = Bench::new().await;
    bench.token = bench
        .simulator
        .dashboard_token_for(ACCOUNT, &["instagram_business_basic"]);
    let page = bench
        .ok(&format!(
            "{}/comments?fields=id,text,username,from,timestamp",
            bench.post_id()
        ))
        .await;
    let first = &page["data"][0];
    assert!(first.get("timestamp").is_some());
    assert!(first.get("username").is_none() && first.get("from").is_none());
    let (status, value) = bench.post(&bench.comment_id(), &[("hide", "true")]).await;
    assert_eq!((status.as_u16(), code(&value).0), (403, 10));
    assert_eq!(bench.simulator.witness().effects(), []);
}

#[tokio::test]
async fn json_bodies_are_read_like_forms() {
    let bench = Bench::new().await;
    let comment = bench.comment_id();
    let request = bench
        .http
        .post(bench.address(&format!("v26.0/{comment}")))
        .bearer_auth(&bench.token);
    let answer = request.json(&serde_json::json!({ "hide": true })).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    assert!(bench.simulator.world().comment(&comment).unwrap().hidden);
}

#[tokio::test]
async fn usage_is_told_and_the_allowance_ends() {
    let bench = Bench::new().await;
    assert!(
        !bench
            .send(Method::GET, "me")
            .await
            .unwrap()
            .headers()
            .contains_key("x-app-usage")
    );
    bench.simulator.set_hourly_allowance(10);
    let mut last = None;
    for _ in 0..9 {
        last = Some(bench.send(Method::GET, "me").await.unwrap());
    }
    let told = last.unwrap().headers()["x-business-use-case-usage"]
        .to_str()
        .unwrap()
        .to_owned();
    let told: serde_json::Value = serde_json::from_str(&told).unwrap();
    let id = &bench.simulator.world().accounts()[0].id;
    assert_eq!(told[id][0]["call_count"], 100);
    let refused = bench.send(Method::GET, "me").await.unwrap();
    let told: serde_json::Value =
        serde_json::from_str(refused.headers()["x-business-use-case-usage"].to_str().unwrap()).unwrap();
    assert_eq!(told[id][0]["estimated_time_to_regain_access"], 60);
    assert_eq!(code(&read(refused).await.1).0, 80002);
    bench.simulator.clock().advance(std::time::Duration::from_secs(3_600));
    assert_eq!(bench.get("me").await.0, 200);
}

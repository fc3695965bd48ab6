//! What other people post about an account: tags, mentions, posts to work on together; and broadcasts.

use crate::common::{ACCOUNT, Bench, OTHER, code, read, walk};
use serde_json::{Value, json};
use simulator::{EffectKind, Endpoint, Fault, FaultKind};

/// A bench whose token is the person's, and the id of the first account.
async fn facebook() -> (Bench, String) {
    let mut bench = Bench::new().await;
    bench.token = bench.simulator.facebook_token();
    let account = bench.simulator.world().accounts().remove(0).id;
    (bench, account)
}

/// The ids webhooks would bring.
async fn mentions(bench: &Bench, username: &str) -> Value {
    let address = bench.address(&format!("_sim/mentions?username={username}"));
    read(bench.http.get(address).send().await.unwrap()).await.1
}

#[tokio::test]
async fn tags_have_cursors_and_no_links() {
    let mut bench = Bench::new().await;
    let fields = "id,caption,media_type,media_url,permalink,timestamp,username,like_count,comments_count";
    let mut found: Vec<Value> = Vec::new();
    let mut after = String::new();
    loop {
        let page = bench.ok(&format!("me/tags?limit=5&fields={fields}{after}")).await;
        let items = page["data"].as_array().unwrap();
        assert!(page["paging"].get("next").is_none() && page["paging"].get("previous").is_none());
        found.extend(items.iter().cloned());
        if items.len() < 5 {
            break;
        }
        after = format!("&after={}", page["paging"]["cursors"]["after"].as_str().unwrap());
    }
    assert_eq!(found.len(), 14);
    let times: Vec<&str> = found.iter().map(|item| item["timestamp"].as_str().unwrap()).collect();
    assert!(times.windows(2).all(|pair| pair[0] > pair[1]), "{times:?}");
    assert!(found.iter().all(|item| item["username"] != ACCOUNT));
    assert!(
        found.iter().any(|item| item.get("like_count").is_none()),
        "some hide their likes"
    );
    assert!(found.iter().any(|item| item["id"].as_str().unwrap().starts_with('0')));
    let url = found.iter().find_map(|item| item["media_url"].as_str()).unwrap();
    assert_eq!(bench.http.get(url).send().await.unwrap().status(), 200);
    assert_eq!(
        code(&bench.get(found[0]["id"].as_str().unwrap()).await.1).1,
        Some(33),
        "not the account's own"
    );
    bench.token = bench
        .simulator
        .dashboard_token_for(ACCOUNT, &["instagram_business_basic"]);
    assert_eq!(code(&bench.get("me/tags").await.1).0, 10);
}

#[tokio::test]
async fn a_mention_is_read_by_the_mentioned_account_with_facebook_login() {
    let (mut bench, account) = facebook().await;
    let known = mentions(&bench, ACCOUNT).await;
    let media = known["media"][0].as_str().unwrap();
    let of_media =
        |id: &str| format!("{account}?fields=mentioned_media.media_id({id}){{id,caption,username,timestamp}}");
    let told = bench.ok(&of_media(media)).await;
    assert_eq!(told["id"], account);
    assert_eq!(told["mentioned_media"]["id"], media);
    assert!(
        told["mentioned_media"]["caption"]
            .as_str()
            .unwrap()
            .contains(&format!("@{ACCOUNT}"))
    );
    let comment = known["comments"][0].clone();
    let id = comment["id"].as_str().unwrap();
    let of_comment = format!("{account}?fields=mentioned_comment.comment_id({id}){{id,text,like_count,media{{id}}}}");
    let told = bench.ok(&of_comment).await;
    assert_eq!(told["mentioned_comment"]["media"]["id"], comment["media"]);
    let seen: Vec<_> = bench
        .simulator
        .witness()
        .requests()
        .into_iter()
        .filter_map(|it| it.endpoint)
        .collect();
    assert_eq!(seen, ["mentioned_media", "mentioned_comment"]);

    // Comments are off under the seventh.
    assert_eq!(
        code(&bench.get(&of_media(known["media"][6].as_str().unwrap())).await.1).0,
        100
    );
    assert_eq!(
        code(&bench.get(&of_media("17850000000000001")).await.1),
        (100, Some(33))
    );
    let others = mentions(&bench, OTHER).await;
    assert_eq!(
        code(&bench.get(&of_media(others["media"][0].as_str().unwrap())).await.1),
        (100, Some(33))
    );
    assert_eq!(
        code(&bench.get(&format!("{account}?fields=mentioned_media{{id}}")).await.1).0,
        100
    );
    let narrow = ["instagram_basic", "instagram_manage_comments"];
    bench.token = bench.simulator.facebook_token_for(&narrow);
    let told = bench.ok(&of_media(media)).await;
    assert!(
        !told["mentioned_media"]["caption"].as_str().unwrap().contains('@'),
        "signs are taken out"
    );
    bench.token = bench.simulator.facebook_token_for(&narrow[..1]);
    assert_eq!(code(&bench.get(&of_media(media)).await.1).0, 10);
    bench.token = bench.simulator.dashboard_token(ACCOUNT);
    let refused = bench.get(&of_media(media)).await.1;
    assert!(
        refused["error"]["message"]
            .as_str()
            .unwrap()
            .contains("nonexisting field (mentioned_media)")
    );
}

#[tokio::test]
async fn a_mention_is_answered_with_both_logins() {
    let mut bench = Bench::new().await;
    let known = mentions(&bench, ACCOUNT).await;
    let media = known["media"][0].as_str().unwrap().to_owned();
    let comment = &known["comments"][0];
    let (on, under) = (comment["media"].as_str().unwrap(), comment["id"].as_str().unwrap());
    let (status, first) = bench
        .post("me/mentions", &[("media_id", &media), ("message", "thank you!")])
        .await;
    assert_eq!(status, 200, "{first}");
    let account = bench.simulator.world().accounts().remove(0).id;
    bench.token = bench.simulator.facebook_token();
    let form = [("media_id", on), ("comment_id", under), ("message", "see you there")];
    let (status, second) = bench.post(&format!("{account}/mentions"), &form).await;
    assert_eq!(status, 200, "{second}");
    assert_ne!(first["id"], second["id"]);
    let effects = bench.simulator.witness().effects_of(EffectKind::Mention);
    let told: Vec<_> = effects
        .iter()
        .map(|it| (it.media.as_str(), it.parent.as_deref(), it.text.as_deref()))
        .collect();
    assert_eq!(
        told,
        [
            (media.as_str(), None, Some("thank you!")),
            (on, Some(under), Some("see you there"))
        ]
    );

    let path = format!("{account}/mentions");
    for (form, expected) in [
        (vec![("media_id", media.as_str())], (100, None)),
        (vec![("message", "hi")], (100, None)),
        (
            vec![("media_id", "17850000000000001"), ("message", "hi")],
            (100, Some(33)),
        ),
        (
            vec![("media_id", media.as_str()), ("comment_id", under), ("message", "hi")],
            (100, Some(33)),
        ),
        (
            vec![("media_id", known["media"][6].as_str().unwrap()), ("message", "hi")],
            (100, None),
        ),
    ] {
        assert_eq!(code(&bench.post(&path, &form).await.1), expected, "{form:?}");
    }
    bench.token = bench.simulator.facebook_token_for(&["instagram_basic"]);
    assert_eq!(
        code(&bench.post(&path, &[("media_id", &media), ("message", "hi")]).await.1).0,
        10
    );
    assert_eq!(bench.simulator.witness().effects().len(), 2);
}

#[tokio::test]
async fn invitations_are_listed_and_answered_once() {
    let (mut bench, account) = facebook().await;
    let path = format!("{account}/collaboration_invites");
    let (open, _) = walk(&bench, &format!("{path}?limit=1")).await;
    assert_eq!(open.len(), 2);
    let mut names: Vec<&str> = open[0].as_object().unwrap().keys().map(String::as_str).collect();
    names.sort_unstable();
    assert_eq!(names, ["caption", "media_id", "media_owner_username", "media_url"]);
    let (first, second) = (
        open[0]["media_id"].as_str().unwrap(),
        open[1]["media_id"].as_str().unwrap(),
    );
    assert_eq!(
        bench.post(&path, &[("media_id", first), ("accept", "true")]).await.1["success"],
        true
    );
    assert_eq!(
        bench.post(&path, &[("media_id", second), ("accept", "false")]).await.1["success"],
        true
    );
    assert_eq!(bench.ok(&path).await["data"], json!([]));
    assert_eq!(
        code(&bench.post(&path, &[("media_id", first), ("accept", "true")]).await.1),
        (100, Some(33))
    );
    assert_eq!(code(&bench.post(&path, &[("media_id", first)]).await.1).0, 100);
    assert_eq!(code(&bench.post(&path, &[("accept", "true")]).await.1).0, 100);
    let told: Vec<_> = bench
        .simulator
        .witness()
        .effects()
        .into_iter()
        .map(|it| (it.kind, it.id))
        .collect();
    let expected = [
        (EffectKind::AcceptInvite, first.to_owned()),
        (EffectKind::DeclineInvite, second.to_owned()),
    ];
    assert_eq!(told, expected);

    let fields = "id,caption,media_type,total_like_count,total_comments_count";
    let shared = bench
        .ok(&format!("{account}/collaborative_media?fields={fields}"))
        .await;
    let ids: Vec<&str> = shared["data"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids.len(), 2, "one was accepted before the start");
    assert!(ids.contains(&first) && !ids.contains(&second));
    assert!(
        shared["data"]
            .as_array()
            .unwrap()
            .iter()
            .any(|it| it["total_comments_count"].is_number())
    );
    let search = |id: &str| format!("{account}?fields=collaborative_media_search.media_id({id}){{id,caption}}");
    assert_eq!(
        bench.ok(&search(first)).await["collaborative_media_search"]["id"],
        first
    );
    assert_eq!(code(&bench.get(&search(second)).await.1), (100, Some(33)));
    bench.token = bench.simulator.dashboard_token(ACCOUNT);
    assert_eq!(code(&bench.get(&path).await.1), (100, None), "Facebook Login only");
}

#[tokio::test]
async fn the_days_of_invitations_end() {
    let (bench, account) = facebook().await;
    let path = format!("{account}/collaboration_invites");
    let form = [("media_id", "17850000000000001"), ("accept", "true")];
    for _ in 0..50 {
        assert_eq!(code(&bench.post(&path, &form).await.1), (100, Some(33)));
    }
    assert_eq!(code(&bench.post(&path, &form).await.1).0, 613);
    assert_eq!(bench.get(&path).await.0, 200, "reading has a window of its own");
    bench
        .simulator
        .clock()
        .advance(std::time::Duration::from_secs(24 * 3_600));
    assert_eq!(code(&bench.post(&path, &form).await.1), (100, Some(33)));
}

#[tokio::test]
async fn live_media_is_empty_unless_somebody_broadcasts() {
    let bench = Bench::new().await;
    assert_eq!(bench.ok("me/live_media").await, json!({ "data": [] }));
    let address = bench.address("_sim/live");
    let begun = bench
        .http
        .post(&address)
        .json(&json!({ "username": ACCOUNT }))
        .send()
        .await
        .unwrap();
    let id = read(begun).await.1["id"].clone();
    let live = bench
        .ok("me/live_media?fields=id,media_type,media_product_type,owner,username")
        .await;
    let account = bench.simulator.world().accounts().remove(0).id;
    let expected = json!({
        "id": id, "media_type": "BROADCAST", "media_product_type": "LIVE", "owner": { "id": account }, "username": ACCOUNT,
    });
    assert_eq!(live["data"], json!([expected]));
    bench.simulator.clock().advance(std::time::Duration::from_secs(60));
    let ended = bench
        .http
        .delete(format!("{address}?username={ACCOUNT}"))
        .send()
        .await
        .unwrap();
    assert_eq!(read(ended).await.1["ended"], true);
    assert_eq!(bench.ok("me/live_media").await["data"], json!([]));
    bench.simulator.faults().add(Fault::once(
        Endpoint::LiveMedia,
        FaultKind::Status {
            status: 503,
            after_effect: false,
        },
    ));
    assert_eq!(bench.get("me/live_media").await.0, 503);
}

#[tokio::test]
async fn accounts_of_one_world_invite_each_other() {
    let (mut bench, account) = facebook().await;
    let other = bench.simulator.world().accounts().remove(1).id;
    let picture = bench.host_picture("one.jpg").await;
    let body = json!({ "image_url": picture, "caption": "together", "collaborators": [OTHER, "miller.joe"] });
    let (_, container) = bench.say(&format!("{account}/media"), body).await;
    bench.simulator.clock().advance(std::time::Duration::from_secs(600));
    let (status, published) = bench
        .say(
            &format!("{account}/media_publish"),
            json!({ "creation_id": container["id"] }),
        )
        .await;
    assert_eq!(status, 200, "{published}");
    let media = published["id"].as_str().unwrap().to_owned();
    let statuses = async |path: &str| {
        let told = bench.ok(path).await;
        let list = told["data"]
            .as_array()
            .or(told["collaborators"]["data"].as_array())
            .unwrap()
            .clone();
        let pair = |it: &Value| {
            (
                it["username"].as_str().unwrap().to_owned(),
                it["invite_status"].as_str().unwrap().to_owned(),
            )
        };
        list.iter().map(pair).collect::<Vec<_>>()
    };
    let expected = |status: &str| {
        vec![
            (OTHER.to_owned(), status.to_owned()),
            ("miller.joe".to_owned(), "Pending".to_owned()),
        ]
    };
    assert_eq!(statuses(&format!("{media}/collaborators")).await, expected("Pending"));
    let open = bench.ok(&format!("{other}/collaboration_invites")).await;
    assert_eq!(
        (&open["data"][0]["media_id"], &open["data"][0]["media_owner_username"]),
        (&json!(media), &json!(ACCOUNT))
    );
    let form = [("media_id", media.as_str()), ("accept", "true")];
    assert_eq!(
        bench.post(&format!("{other}/collaboration_invites"), &form).await.1["success"],
        true
    );
    assert_eq!(
        statuses(&format!("{media}?fields=collaborators")).await,
        expected("Accepted")
    );
    let shared = bench
        .ok(&format!("{other}/collaborative_media?fields=id,username"))
        .await;
    assert_eq!(shared["data"][0], json!({ "id": media, "username": ACCOUNT }));
    bench.token = bench.simulator.dashboard_token(ACCOUNT);
    assert_eq!(code(&bench.get(&format!("{media}/collaborators")).await.1), (100, None));
}

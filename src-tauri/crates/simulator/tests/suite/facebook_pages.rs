//! Facebook Login: the person, Pages, businesses and permissions.

use crate::common::{ACCOUNT, Bench, OTHER, code, options, read};
use reqwest::Method;
use simulator::{EffectKind, WorldSize};

/// A bench whose token is the person's.
async fn facebook() -> Bench {
    let mut bench = Bench::new().await;
    bench.token = bench.simulator.facebook_token();
    bench
}

#[tokio::test]
async fn me_is_the_person_or_the_page_by_the_token() {
    let mut bench = facebook().await;
    let me = bench.ok("me").await;
    assert_eq!(me["name"], "Robin Marsh");
    assert_eq!(code(&bench.get("me?fields=username").await.1).0, 100);
    assert_eq!(
        bench.ok(&format!("{}/accounts", me["id"].as_str().unwrap())).await["data"]
            .as_array()
            .unwrap()
            .len(),
        3
    );
    bench.token = bench.simulator.page_token(OTHER);
    let page = bench.ok("me?fields=name,instagram_business_account{id,username}").await;
    assert_eq!(page["instagram_business_account"]["username"], OTHER);
    let accounts = bench.simulator.world().accounts();
    assert_eq!(page["instagram_business_account"]["id"], accounts[1].id);
    assert_eq!(
        bench.ok(&format!("{}?fields=username", accounts[1].id)).await["username"],
        OTHER
    );
    assert_eq!(
        code(&bench.get(&accounts[0].id).await.1),
        (100, Some(33)),
        "a Page reaches its own account only"
    );
    assert_eq!(code(&bench.get("me/accounts").await.1).0, 100);
    assert_eq!(code(&bench.get(&accounts[1].app_scoped_id).await.1), (100, Some(33)));
}

#[tokio::test]
async fn pages_tell_their_accounts_and_tokens() {
    let bench = facebook().await;
    let usual = bench.ok("me/accounts").await;
    let first = &usual["data"][0];
    for field in ["access_token", "category", "category_list", "name", "id", "tasks"] {
        assert!(!first[field].is_null(), "{field}");
    }
    let fields = "id,name,access_token,instagram_business_account{id,username}";
    let mut pages = Vec::new();
    let mut next = Some(bench.address(&format!("v26.0/me/accounts?limit=2&fields={fields}")));
    while let Some(address) = next {
        let page = read(bench.http.get(address).bearer_auth(&bench.token).send().await.unwrap())
            .await
            .1;
        pages.extend(page["data"].as_array().unwrap().iter().cloned());
        next = page["paging"]["next"].as_str().map(str::to_owned);
    }
    assert_eq!(pages.len(), 3);
    let accounts = bench.simulator.world().accounts();
    assert_eq!(pages[0]["instagram_business_account"]["id"], accounts[0].id);
    assert!(
        pages[2].get("instagram_business_account").is_none(),
        "a Page without an account lacks the key"
    );
    let token = pages[1]["access_token"].as_str().unwrap();
    assert!(token.starts_with("EAA"));
    let media = bench.address(&format!("v26.0/{}/media?limit=1", accounts[1].id));
    assert_eq!(
        bench.http.get(media).bearer_auth(token).send().await.unwrap().status(),
        200
    );
    let page = bench
        .ok(&format!(
            "{}?fields=instagram_business_account",
            pages[0]["id"].as_str().unwrap()
        ))
        .await;
    assert_eq!(
        page["instagram_business_account"],
        serde_json::json!({ "id": accounts[0].id })
    );
    assert_eq!(code(&bench.get("me/accounts?fields=id,colour").await.1).0, 100);
}

#[tokio::test]
async fn pages_of_a_business_are_found_through_it() {
    let mut options = options();
    options.size = WorldSize::Demo;
    let mut bench = Bench::with(options).await;
    bench.token = bench.simulator.facebook_token();
    let ids = async |path: &str| {
        let value = bench.ok(path).await;
        let ids = value["data"]
            .as_array()
            .unwrap()
            .iter()
            .map(|page| page["id"].as_str().unwrap().to_owned());
        ids.collect::<Vec<_>>()
    };
    let direct = ids("me/accounts").await;
    let business = ids("me/businesses").await.remove(0);
    let owned = ids(&format!("{business}/owned_pages")).await;
    let clients = ids(&format!("{business}/client_pages")).await;
    assert_eq!((direct.len(), owned.len(), clients.len()), (5, 1, 1));
    assert!(!direct.contains(&owned[0]) && direct.contains(&clients[0]));
    let linked = bench
        .ok(&format!("{}?fields=instagram_business_account", owned[0]))
        .await;
    assert_eq!(
        linked["instagram_business_account"]["id"],
        bench.simulator.world().accounts()[4].id
    );
}

#[tokio::test]
async fn missing_permissions_strip_lists_and_refuse_businesses() {
    let mut bench = Bench::new().await;
    bench.token = bench.simulator.facebook_token_for(&["public_profile"]);
    assert_eq!(bench.ok("me").await["name"], "Robin Marsh");
    assert_eq!(
        bench.ok("me/accounts").await["data"],
        serde_json::json!([]),
        "stripped, not refused"
    );
    let (status, value) = bench.get("me/businesses").await;
    assert_eq!((status.as_u16(), code(&value).0), (403, 10));
    let account = bench.simulator.world().accounts().remove(0).id;
    assert_eq!(code(&bench.get(&account).await.1).0, 10);
    bench.token = bench.simulator.facebook_token_for(&["pages_show_list"]);
    let pages = bench.ok("me/accounts?fields=id,instagram_business_account").await;
    assert_eq!(pages["data"].as_array().unwrap().len(), 3);
    assert!(pages["data"][0].get("instagram_business_account").is_none());
}

#[tokio::test]
async fn permissions_are_taken_back_one_by_one_or_all_at_once() {
    let bench = facebook().await;
    let page = bench.simulator.page_token(ACCOUNT);
    assert_eq!(
        bench.delete("me/permissions/instagram_manage_comments").await.1["success"],
        true
    );
    let told = bench.ok("me/permissions").await;
    let status = |name: &str| {
        let list = told["data"].as_array().unwrap().clone();
        list.into_iter().find(|it| it["permission"] == name).unwrap()["status"].clone()
    };
    assert_eq!(
        (status("instagram_manage_comments"), status("instagram_basic")),
        ("declined".into(), "granted".into())
    );
    assert_eq!(bench.post(&bench.comment_id(), &[("hide", "true")]).await.0, 403);
    assert_eq!(
        code(&bench.delete("me/permissions/instagram_everything").await.1).0,
        100
    );
    assert_eq!(bench.delete("me/permissions").await.1["success"], true);
    assert_eq!(code(&bench.get("me").await.1), (190, Some(458)));
    let other = bench
        .http
        .get(bench.address("v26.0/me"))
        .bearer_auth(&page)
        .send()
        .await
        .unwrap();
    assert_eq!(
        code(&read(other).await.1),
        (190, Some(458)),
        "the Page's token goes with the person's"
    );
    assert_eq!(
        bench
            .simulator
            .witness()
            .effects_of(EffectKind::RemovePermissions)
            .len(),
        2
    );
    let again = bench.simulator.facebook_token();
    let me = bench
        .http
        .get(bench.address("v26.0/me"))
        .bearer_auth(again)
        .send()
        .await
        .unwrap();
    assert_eq!(me.status(), 200);
}

#[tokio::test]
async fn comments_and_posts_work_as_with_the_other_login() {
    let bench = facebook().await;
    let comment = bench.comment_id();
    assert_eq!(bench.post(&comment, &[("hide", "true")]).await.1["success"], true);
    let fields = "hidden,username,from,like_count,parent_id";
    let read = bench.ok(&format!("{comment}?fields={fields}")).await;
    assert_eq!(read["hidden"], true);
    assert!(read["from"]["id"].is_string());
    let account = bench.simulator.world().accounts().remove(0).id;
    let extra = "id,reposts_count,saved_count,shares_count,total_like_count,total_comments_count,total_views_count";
    let media = bench.ok(&format!("{account}/media?limit=1&fields={extra}")).await;
    assert!(media["data"][0]["saved_count"].is_number());
    let instagram = bench.simulator.dashboard_token(ACCOUNT);
    let address = bench.address(&format!("v26.0/{}?fields=saved_count", bench.post_id()));
    let refused = bench.http.get(address).bearer_auth(instagram).send().await.unwrap();
    assert_eq!(
        code(&crate::common::read(refused).await.1).0,
        100,
        "a field of Facebook Login only"
    );
    assert_eq!(
        bench.send(Method::GET, "me").await.unwrap().headers()["facebook-api-version"],
        "v26.0"
    );
}

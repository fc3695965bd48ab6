//! Facebook Login: the dialog, the token calls, Pages, businesses and permissions.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod common;

use common::{ACCOUNT, Bench, OTHER, code, options, read};
use reqwest::Method;
use serde_json::Value;
use simulator::{EffectKind, WorldSize};
use url::Url;

const WANTED: &str =
    "instagram_basic,instagram_manage_comments,pages_show_list,pages_read_engagement,business_management";

/// A bench whose token is the person's.
async fn facebook() -> Bench {
    let mut bench = Bench::new().await;
    bench.token = bench.simulator.facebook_token();
    bench
}

struct Office {
    bench: Bench,
    redirect: String,
}

impl Office {
    async fn new() -> Self {
        let bench = Bench::new().await;
        let redirect = bench.simulator.redirect_uri().to_string();
        Self { bench, redirect }
    }

    fn asked(&self, more: &[(&str, &str)]) -> Vec<(String, String)> {
        let mut asked = vec![
            ("client_id".to_owned(), self.bench.simulator.app_id().to_owned()),
            ("redirect_uri".to_owned(), self.redirect.clone()),
            ("state".to_owned(), "s-1".to_owned()),
        ];
        asked.extend(
            more.iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
        );
        asked
    }

    async fn page(&self, asked: &[(String, String)]) -> (u16, String) {
        let address = self.bench.address("v26.0/dialog/oauth");
        let answer = self.bench.http.get(address).query(asked).send().await.unwrap();
        (answer.status().as_u16(), answer.text().await.unwrap())
    }

    /// Clicks through the dialog with everything ticked but `unticked`.
    async fn click(&self, more: &[(&str, &str)], answer: &str, unticked: &[&str]) -> Url {
        let mut form = self.asked(more);
        let (status, page) = self.page(&form).await;
        assert_eq!(status, 200, "{page}");
        for name in ["page", "grant"] {
            let opening = format!("name=\"{name}\" value=\"");
            let values = page.split(&opening).skip(1);
            let values = values.map(|rest| rest.split('"').next().unwrap().to_owned());
            let ticked = values.filter(|value| !unticked.contains(&value.as_str()));
            form.extend(ticked.map(|value| (name.to_owned(), value)));
        }
        form.push(("answer".to_owned(), answer.to_owned()));
        let address = self.bench.address("dialog/consent");
        let answer = self.bench.http.post(address).form(&form).send().await.unwrap();
        assert_eq!(answer.status(), 302);
        Url::parse(answer.headers()["location"].to_str().unwrap()).unwrap()
    }

    async fn token(&self, pairs: &[(&str, &str)]) -> (u16, Value) {
        let address = self.bench.address("v26.0/oauth/access_token");
        let (status, value) = read(self.bench.http.get(address).query(pairs).send().await.unwrap()).await;
        (status.as_u16(), value)
    }

    fn secrets(&self) -> [(&'static str, &'static str); 2] {
        let simulator = &self.bench.simulator;
        [
            ("client_id", simulator.app_id()),
            ("client_secret", simulator.app_secret()),
        ]
    }

    async fn exchange(&self, code: &str) -> (u16, Value) {
        let redirect = ("redirect_uri", self.redirect.as_str());
        self.token(&[&self.secrets()[..], &[redirect, ("code", code)]].concat())
            .await
    }

    async fn lengthen(&self, token: &str) -> (u16, Value) {
        let exchange = [("grant_type", "fb_exchange_token"), ("fb_exchange_token", token)];
        self.token(&[&self.secrets()[..], &exchange].concat()).await
    }

    async fn get(&self, token: &str, path: &str) -> Value {
        let address = self.bench.address(&format!("v26.0/{path}"));
        read(self.bench.http.get(address).bearer_auth(token).send().await.unwrap())
            .await
            .1
    }
}

fn pair(url: &Url, name: &str) -> Option<String> {
    url.query_pairs()
        .find(|(given, _)| given == name)
        .map(|(_, value)| value.into_owned())
}

#[tokio::test]
async fn a_person_clicks_through_the_dialog_and_the_code_becomes_tokens() {
    let office = Office::new().await;
    let target = office
        .click(&[("scope", WANTED)], "allow", &["instagram_manage_comments"])
        .await;
    assert_eq!(target.fragment(), Some("_=_"));
    assert_eq!(pair(&target, "state").as_deref(), Some("s-1"));
    let given = pair(&target, "code").unwrap();
    let (status, short) = office.exchange(&given).await;
    assert_eq!(
        (status, short["token_type"].as_str(), short["expires_in"].as_i64()),
        (200, Some("bearer"), Some(3_600))
    );
    let short = short["access_token"].as_str().unwrap().to_owned();
    assert!(short.starts_with("EAA"));
    let (status, used) = office.exchange(&given).await;
    assert_eq!((status, code(&used)), (400, (100, Some(36_009))));

    let (_, long) = office.lengthen(&short).await;
    assert_eq!(long["expires_in"], 5_183_944);
    let long = long["access_token"].as_str().unwrap().to_owned();
    office
        .bench
        .simulator
        .clock()
        .advance(std::time::Duration::from_secs(3_600));
    assert_eq!(code(&office.get(&short, "me").await), (190, Some(463)));
    let granted = office.get(&long, "me/permissions").await["data"].clone();
    let granted: Vec<&str> = granted
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["permission"].as_str().unwrap())
        .collect();
    assert!(
        granted.contains(&"instagram_basic") && !granted.contains(&"instagram_manage_comments"),
        "{granted:?}"
    );
    let pages = office
        .get(&long, "me/accounts?fields=instagram_business_account{username}")
        .await;
    let names: Vec<&str> = pages["data"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|page| page["instagram_business_account"]["username"].as_str())
        .collect();
    assert_eq!(names, [ACCOUNT, OTHER]);
}

#[tokio::test]
async fn only_ticked_pages_are_reached() {
    let office = Office::new().await;
    let (_, page) = office.page(&office.asked(&[("scope", WANTED)])).await;
    let first = page
        .split("name=\"page\" value=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let target = office.click(&[("scope", WANTED)], "allow", &[first]).await;
    let (_, token) = office.exchange(&pair(&target, "code").unwrap()).await;
    let token = token["access_token"].as_str().unwrap();
    let accounts = office.bench.simulator.world().accounts();
    assert_eq!(code(&office.get(token, &accounts[0].id).await), (100, Some(33)));
    assert_eq!(
        office.get(token, &format!("{}?fields=username", accounts[1].id)).await["username"],
        OTHER
    );
    assert_eq!(code(&office.get(token, first).await), (100, Some(33)));
}

#[tokio::test]
async fn the_onboarding_variant_brings_the_tokens_in_the_fragment() {
    let office = Office::new().await;
    let more = [("config_id", "778"), ("response_type", "token")];
    let target = office.click(&more, "allow", &[]).await;
    let fragment: Vec<(String, String)> = url::form_urlencoded::parse(target.fragment().unwrap().as_bytes())
        .into_owned()
        .collect();
    let value = |name: &str| {
        fragment
            .iter()
            .find(|(given, _)| given == name)
            .map(|(_, value)| value.as_str())
    };
    assert_eq!((value("expires_in"), value("state")), (Some("3600"), Some("s-1")));
    assert!(value("data_access_expiration_time").is_some());
    for name in ["access_token", "long_lived_token"] {
        assert_eq!(office.get(value(name).unwrap(), "me").await["name"], "Robin Marsh");
    }
}

#[tokio::test]
async fn the_dialog_refuses_what_it_does_not_know_and_a_person_can_refuse_too() {
    let office = Office::new().await;
    let denied = office.click(&[("scope", WANTED)], "deny", &[]).await;
    assert_eq!(pair(&denied, "error").as_deref(), Some("access_denied"));
    assert_eq!(pair(&denied, "error_code").as_deref(), Some("200"));
    assert_eq!(pair(&denied, "code"), None);
    for (name, value) in [
        ("scope", "instagram_everything"),
        ("client_id", "17"),
        ("redirect_uri", "https://elsewhere.example/"),
        ("response_type", "id_token"),
    ] {
        let asked = office.asked(&[(name, value)]);
        // Of repeated ones the last counts.
        assert_eq!(office.page(&asked).await.0, 400, "{name}");
    }
}

#[tokio::test]
async fn token_calls_are_refused_with_the_codes_of_the_platform() {
    let office = Office::new().await;
    let target = office.click(&[("scope", WANTED)], "allow", &[]).await;
    let given = pair(&target, "code").unwrap();
    let [id, secret] = office.secrets();
    let redirect = ("redirect_uri", office.redirect.as_str());
    let refused = async |pairs: &[(&str, &str)]| code(&office.token(pairs).await.1);
    assert_eq!(
        refused(&[("client_id", "17"), secret, redirect, ("code", &given)])
            .await
            .0,
        101
    );
    assert_eq!(
        refused(&[id, ("client_secret", "x"), redirect, ("code", &given)])
            .await
            .0,
        1
    );
    assert_eq!(refused(&[id, secret, redirect]).await.0, 100);
    let other = ("redirect_uri", "https://elsewhere.example/");
    assert_eq!(
        refused(&[id, secret, other, ("code", &given)]).await,
        (100, Some(36_008))
    );
    assert_eq!(refused(&[id, secret, redirect, ("code", "strange")]).await.0, 100);
    assert_eq!(code(&office.lengthen("strange").await.1).0, 190);
    assert_eq!(
        code(&office.lengthen(&office.bench.token).await.1).0,
        190,
        "Instagram Login's token"
    );
    office
        .bench
        .simulator
        .clock()
        .advance(std::time::Duration::from_secs(3_601));
    assert_eq!(code(&office.exchange(&given).await.1), (100, Some(36_007)));
}

#[tokio::test]
async fn debug_token_tells_what_a_token_is() {
    let bench = facebook().await;
    let app = format!("{}|{}", bench.simulator.app_id(), bench.simulator.app_secret());
    let debug = async |input: &str| {
        let address = bench.address(&format!("v26.0/debug_token?input_token={input}"));
        let request = bench.http.get(address).query(&[("access_token", &app)]);
        read(request.send().await.unwrap()).await.1["data"].clone()
    };
    let person = debug(&bench.token).await;
    assert_eq!(
        (person["type"].as_str(), person["is_valid"].as_bool()),
        (Some("USER"), Some(true))
    );
    assert_eq!(person["app_id"], bench.simulator.app_id());
    assert!(person["expires_at"].as_i64().unwrap() > 0);
    let scopes = person["granular_scopes"].as_array().unwrap();
    let basic = scopes.iter().find(|scope| scope["scope"] == "instagram_basic").unwrap();
    assert_eq!(basic["target_ids"][0], bench.simulator.world().accounts()[0].id);
    let page = debug(&bench.simulator.page_token(ACCOUNT)).await;
    assert_eq!(
        (page["type"].as_str(), page["expires_at"].as_i64()),
        (Some("PAGE"), Some(0))
    );
    assert!(page["profile_id"].is_string());
    let strange = debug("EAAstrange").await;
    assert_eq!(
        (strange["is_valid"].as_bool(), strange["error"]["code"].as_i64()),
        (Some(false), Some(190))
    );
    assert_eq!(code(&bench.get("debug_token").await.1).0, 100);
    let nobody = bench.http.get(bench.address("v26.0/debug_token?input_token=x"));
    assert_eq!(code(&read(nobody.send().await.unwrap()).await.1).0, 190);
    let requests = bench.simulator.witness().requests();
    assert!(requests.iter().all(|request| !request.query.contains(&bench.token)));
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
        code(&common::read(refused).await.1).0,
        100,
        "a field of Facebook Login only"
    );
    assert_eq!(
        bench.send(Method::GET, "me").await.unwrap().headers()["facebook-api-version"],
        "v26.0"
    );
}

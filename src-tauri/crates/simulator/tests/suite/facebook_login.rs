//! Facebook Login: the dialog and the token calls.

use crate::common::{ACCOUNT, Bench, OTHER, code, read};
use serde_json::Value;
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
async fn a_proof_of_the_app_must_fit_when_it_is_given() {
    let bench = facebook().await;
    assert_eq!(code(&bench.get("me?appsecret_proof=00ff").await.1).0, 104);
    let requests = bench.simulator.witness().requests();
    assert!(!requests[0].query.contains("00ff"));
}

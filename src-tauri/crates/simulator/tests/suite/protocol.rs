//! How a call may be written, and what every answer has in common, on both hosts.

use crate::common::{ACCOUNT, Bench, code, read};
use reqwest::Method;
use serde_json::Value;
use simulator::{Endpoint, Fault, FaultKind, Flavour, Language, surface};

const FACEBOOK: &str = "graph.facebook.com";

/// A GET with a `Host` header of the test's choice.
async fn get_at(bench: &Bench, host: &str, token: &str, path: &str) -> reqwest::Response {
    let request = bench.http.get(bench.address(path)).header("host", host);
    request.bearer_auth(token).send().await.unwrap()
}

#[tokio::test]
async fn paths_come_versioned_unversioned_and_with_double_slashes() {
    let bench = Bench::new().await;
    for (path, version) in [
        ("v26.0/me?fields=username", "v26.0"),
        ("me?fields=username", "v25.0"),
        ("/v26.0//me/?fields=username", "v26.0"),
        ("v22.0/me?fields=username", "v22.0"),
        ("v12.0/me?fields=username", "v21.0"),
    ] {
        let address = format!("{}{path}", bench.simulator.base_url());
        let answer = bench.http.get(address).bearer_auth(&bench.token).send().await.unwrap();
        assert_eq!(answer.headers()["instagram-api-version"], version, "{path}");
        assert_eq!(read(answer).await.1["username"], ACCOUNT, "{path}");
    }
    let (status, value) = bench.get("v26.0/me").await;
    assert_eq!((status.as_u16(), code(&value).0), (500, 2500), "two versions");
    let address = bench.address("v99.0/me");
    let (_, unknown) = read(bench.http.get(address).bearer_auth(&bench.token).send().await.unwrap()).await;
    assert_eq!(code(&unknown).0, 2500);
}

#[tokio::test]
async fn a_token_is_taken_from_header_query_and_body() {
    let bench = Bench::new().await;
    let plain = bench.address("v26.0/me");
    for scheme in ["Bearer", "OAuth", "bearer"] {
        let header = format!("{scheme} {}", bench.token);
        let answer = bench
            .http
            .get(&plain)
            .header("authorization", header)
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), 200, "{scheme}");
    }
    let query = format!("{plain}?access_token={}", bench.token);
    assert_eq!(bench.http.get(query).send().await.unwrap().status(), 200);
    let comment = bench.address(&format!("v26.0/{}", bench.comment_id()));
    let form = [("access_token", bench.token.as_str()), ("hide", "true")];
    assert_eq!(
        bench.http.post(&comment).form(&form).send().await.unwrap().status(),
        200
    );
    let json = serde_json::json!({ "access_token": bench.token, "hide": "false" });
    assert_eq!(
        bench.http.post(&comment).json(&json).send().await.unwrap().status(),
        200
    );
}

#[tokio::test]
async fn parameters_come_as_query_form_multipart_and_json() {
    let bench = Bench::new().await;
    let comment = bench.comment_id();
    let address = bench.address(&format!("v26.0/{comment}"));
    let hidden = || bench.simulator.world().comment(&comment).unwrap().hidden;
    let send = |request: reqwest::RequestBuilder| request.bearer_auth(&bench.token).send();
    let multipart = "--b\r\nContent-Disposition: form-data; name=\"hide\"\r\n\r\nfalse\r\n--b--\r\n";
    let multipart = bench
        .http
        .post(&address)
        .header("content-type", "multipart/form-data; boundary=b")
        .body(multipart);
    let steps = [
        (bench.http.post(format!("{address}?hide=true")), true),
        (multipart, false),
        (
            bench.http.post(&address).json(&serde_json::json!({ "hide": true })),
            true,
        ),
        (bench.http.post(&address).form(&[("hide", "0")]), false),
        (bench.http.post(&address).form(&[("hide", "\"true\"")]), true),
    ];
    for (request, expected) in steps {
        assert_eq!(send(request).await.unwrap().status(), 200);
        assert_eq!(hidden(), expected);
    }
    let deleted = bench.http.post(format!("{address}?method=delete"));
    assert_eq!(send(deleted).await.unwrap().status(), 200);
    assert!(bench.simulator.world().comment(&comment).is_none());
}

#[tokio::test]
async fn both_ids_of_an_account_address_it() {
    let bench = Bench::new().await;
    let account = bench.simulator.world().accounts().remove(0);
    for id in [&account.id, &account.app_scoped_id] {
        assert_eq!(bench.ok(&format!("{id}?fields=user_id")).await["user_id"], account.id);
        assert!(bench.ok(&format!("{id}/media?limit=1")).await["data"][0]["id"].is_string());
    }
}

#[tokio::test]
async fn next_and_previous_are_absolute_on_the_host_that_was_asked() {
    let bench = Bench::new().await;
    let answer = get_at(
        &bench,
        "graph.instagram.com:8443",
        &bench.token,
        "v26.0/me/media?limit=3",
    )
    .await;
    let first = read(answer).await.1;
    let next = first["paging"]["next"].as_str().unwrap();
    let id = &bench.simulator.world().accounts()[0].id;
    assert!(
        next.starts_with(&format!("http://graph.instagram.com:8443/v26.0/{id}/media?")),
        "{next}"
    );
    assert!(
        next.contains(&format!("access_token={}", bench.token)),
        "the token stands in it in clear"
    );
    assert!(first["paging"].get("previous").is_none());

    let first = bench.ok("me/media?limit=3&fields=id,username").await;
    let fetch = async |address: &Value| {
        read(bench.http.get(address.as_str().unwrap()).send().await.unwrap())
            .await
            .1
    };
    let second = fetch(&first["paging"]["next"]).await;
    assert_eq!(second["data"][0]["username"], ACCOUNT, "the fields go along");
    let back = fetch(&second["paging"]["previous"]).await;
    assert_eq!(back["data"], first["data"]);
    assert!(back["paging"].get("previous").is_none());
    assert_eq!(fetch(&back["paging"]["next"]).await["data"], second["data"]);
}

#[tokio::test]
async fn comments_and_replies_are_walked_back_as_well() {
    let bench = Bench::new().await;
    let posts = bench.simulator.world().posts(ACCOUNT);
    let busiest = posts.iter().max_by_key(|post| post.comments_count).unwrap();
    let all = bench.ok(&format!("{}/comments?limit=50&fields=id", busiest.id)).await;
    let cursor = |page: &Value, side: &str| page["paging"]["cursors"][side].as_str().unwrap().to_owned();
    let first = bench.ok(&format!("{}/comments?limit=2&fields=id", busiest.id)).await;
    let path = format!(
        "{}/comments?limit=2&fields=id&after={}",
        busiest.id,
        cursor(&first, "after")
    );
    let second = bench.ok(&path).await;
    let path = format!(
        "{}/comments?limit=2&fields=id&before={}",
        busiest.id,
        cursor(&second, "before")
    );
    let back = bench.ok(&path).await;
    assert_eq!(back["data"], first["data"]);
    assert_eq!(second["data"][0], all["data"][2]);
    assert_eq!(
        code(&bench.get(&format!("{}/comments?before=strange", busiest.id)).await.1).0,
        100
    );
}

#[tokio::test]
async fn nested_fields_have_lengths_cursors_and_names_of_their_own() {
    let bench = Bench::new().await;
    let outer = bench
        .ok("me?fields=username, media.limit(2).as(newest) { id , comments.limit(1){id} }")
        .await;
    assert_eq!(outer["newest"]["data"].as_array().unwrap().len(), 2);
    let after = outer["newest"]["paging"]["cursors"]["after"].as_str().unwrap();
    let further = bench
        .ok(&format!("me?fields=media.limit(2).after({after}){{id}}"))
        .await;
    assert_ne!(further["media"]["data"], outer["newest"]["data"]);
    let list = bench.ok("me/media?limit=3&fields=id").await;
    assert_eq!(
        further["media"]["data"][0]["id"],
        list["data"].as_array().unwrap().last().unwrap()["id"]
    );
    let as_json = bench.ok("me?fields=[\"username\",\"name\"]").await;
    assert_eq!(as_json["username"], ACCOUNT);
}

#[tokio::test]
async fn media_can_be_listed_by_time() {
    let bench = Bench::new().await;
    let all = bench.ok("me/media?limit=100&fields=id,timestamp").await;
    let all = all["data"].as_array().unwrap();
    let middle = all[8]["timestamp"].as_str().unwrap().replace("+0000", "Z");
    let since = bench.ok(&format!("me/media?limit=100&since={middle}")).await;
    assert_eq!(since["data"].as_array().unwrap().len(), 9);
    let seconds = middle.parse::<jiff::Timestamp>().unwrap().as_second() - 1;
    let until = bench.ok(&format!("me/media?limit=100&until={seconds}")).await;
    assert_eq!(until["data"].as_array().unwrap().len(), all.len() - 9);
    assert_eq!(code(&bench.get("me/media?since=soon").await.1).0, 100);
}

#[tokio::test]
async fn several_ids_at_once_are_read_by_old_versions_until_october() {
    let mut options = crate::common::options();
    options.clock = simulator::SimClock::at("2026-10-26T20:00:00Z".parse().unwrap(), 0.0);
    let bench = Bench::with(options).await;
    let posts = bench.simulator.world().posts(ACCOUNT);
    let path = |version: &str| format!("{version}/?ids={},{}&fields=id,media_type", posts[0].id, posts[1].id);
    let get = async |version: &str| {
        let address = bench.address(&path(version));
        read(bench.http.get(address).bearer_auth(&bench.token).send().await.unwrap())
            .await
            .1
    };
    let map = get("v25.0").await;
    assert_eq!(map[&posts[1].id]["id"], posts[1].id);
    assert!(map[&posts[0].id]["media_type"].is_string() && map.get("data").is_none());
    assert_eq!(code(&get("v26.0").await).0, 100);
    bench
        .simulator
        .clock()
        .advance(std::time::Duration::from_secs(4 * 3_600));
    assert_eq!(code(&get("v25.0").await).0, 100);
}

#[tokio::test]
async fn a_host_of_the_platform_must_agree_with_the_token() {
    let bench = Bench::new().await;
    let person = bench.simulator.facebook_token();
    let at = async |host: &str, token: &str| read(get_at(&bench, host, token, "v26.0/me").await).await;
    assert_eq!(at(FACEBOOK, &person).await.0, 200);
    assert_eq!(at("graph.instagram.com", &bench.token).await.0, 200);
    for (host, token) in [(FACEBOOK, &bench.token), ("graph.instagram.com", &person)] {
        let (status, value) = at(host, token).await;
        assert_eq!((status.as_u16(), code(&value)), (400, (190, None)), "{host}");
    }
}

#[tokio::test]
async fn the_hosts_differ_in_headers_and_types_of_errors() {
    let bench = Bench::new().await;
    let person = bench.simulator.facebook_token();
    let account = bench.simulator.world().accounts().remove(0).id;
    let refused = async |token: &str, path: &str| {
        let answer = bench
            .http
            .get(bench.address(path))
            .bearer_auth(token)
            .send()
            .await
            .unwrap();
        let versions =
            ["instagram-api-version", "facebook-api-version"].map(|name| answer.headers().contains_key(name));
        assert!(
            answer.headers()["www-authenticate"]
                .to_str()
                .unwrap()
                .starts_with("OAuth \"Facebook Platform\"")
        );
        (
            versions,
            read(answer).await.1["error"]["type"].as_str().unwrap().to_owned(),
        )
    };
    let field = format!("v26.0/{account}?fields=birthday");
    let object = "v26.0/17850000000000001";
    let told = |versions, kind: &str| (versions, kind.to_owned());
    assert_eq!(
        refused(&bench.token, &field).await,
        told([true, false], "IGApiException")
    );
    assert_eq!(
        refused(&bench.token, object).await,
        told([true, false], "IGApiException")
    );
    assert_eq!(refused(&person, &field).await, told([false, true], "OAuthException"));
    assert_eq!(
        refused(&person, object).await,
        told([false, true], "GraphMethodException")
    );
    // The hosts know other fields of one object.
    let known = async |token: &str, field: &str| {
        let address = bench.address(&format!("v26.0/{account}?fields={field}"));
        read(bench.http.get(address).bearer_auth(token).send().await.unwrap())
            .await
            .0
            == 200
    };
    for (field, instagram, facebook) in [
        ("username", true, true),
        ("user_id", true, false),
        ("account_type", true, false),
        ("ig_id", false, true),
    ] {
        let both = (known(&bench.token, field).await, known(&person, field).await);
        assert_eq!(both, (instagram, facebook), "{field}");
    }
}

#[tokio::test]
async fn throttles_come_with_the_headers_of_their_codes() {
    let bench = Bench::new().await;
    let person = bench.simulator.facebook_token();
    let hit = async |token: &str, fault: i64| {
        let kind = FaultKind::Throttle {
            code: fault,
            minutes: 9,
        };
        bench.simulator.faults().add(Fault::once(Endpoint::Any, kind));
        let answer = bench
            .http
            .get(bench.address("v26.0/me"))
            .bearer_auth(token)
            .send()
            .await
            .unwrap();
        let header = |name: &str| {
            let text = answer
                .headers()
                .get(name)
                .map(|value| value.to_str().unwrap().to_owned());
            text.map(|text| serde_json::from_str::<Value>(&text).unwrap())
        };
        let headers = (header("x-app-usage"), header("x-business-use-case-usage"));
        assert_eq!(code(&read(answer).await.1).0, fault);
        headers
    };
    assert_eq!(
        hit(&bench.token, 4).await,
        (None, None),
        "the app's own limit has no header"
    );
    assert_eq!(hit(&bench.token, 613).await, (None, None));
    let (app, _) = hit(&bench.token, 17).await;
    assert!(app.unwrap()["call_volume"].is_number());
    let (app, _) = hit(&person, 32).await;
    assert!(app.unwrap()["call_count"].is_number());
    for (fault, kind) in [(80002, "instagram"), (80006, "messenger")] {
        let (_, business) = hit(&bench.token, fault).await;
        let business = business.unwrap();
        let told = business.as_object().unwrap().values().next().unwrap()[0].clone();
        assert_eq!(
            (told["type"].as_str(), told["estimated_time_to_regain_access"].as_i64()),
            (Some(kind), Some(9))
        );
    }
}

#[tokio::test]
async fn refusals_are_worded_in_the_language_of_the_account() {
    let bench = Bench::new().await;
    let english = bench.get("17850000000000001").await.1;
    for language in [Language::Portuguese, Language::Spanish, Language::Chinese] {
        bench.simulator.set_language(language);
        let other = bench.get("17850000000000001").await.1;
        assert_eq!(code(&other), code(&english));
        assert_ne!(other["error"]["message"], english["error"]["message"]);
    }
}

#[tokio::test]
async fn texts_from_outside_become_tokens_of_the_first_account() {
    let bench = Bench::new().await;
    let simulator = &bench.simulator;
    simulator.accept_token("sesame", "").unwrap();
    simulator.accept_token("narrow", "instagram_business_basic").unwrap();
    simulator.accept_token("EAAmine", "").unwrap();
    simulator
        .accept_token("pages", "pages_show_list,instagram_basic")
        .unwrap();
    assert_eq!(
        simulator.accept_token("odd", "instagram_everything"),
        Err("instagram_everything".to_owned())
    );
    let me = async |token: &str, host: &str| read(get_at(&bench, host, token, "v26.0/me").await).await.1;
    let account = simulator.world().accounts().remove(0);
    let here = "127.0.0.1";
    assert_eq!(me("sesame", here).await["id"], account.app_scoped_id);
    assert_eq!(me("narrow", here).await["id"], account.app_scoped_id);
    for (token, host) in [("EAAmine", here), ("pages", here), ("sesame", FACEBOOK)] {
        assert_eq!(me(token, host).await["name"], "Robin Marsh", "{token} at {host}");
    }
    let comment = bench.address(&format!("v26.0/{}", bench.comment_id()));
    let hide = async |token: &str| {
        let request = bench.http.post(&comment).bearer_auth(token).form(&[("hide", "true")]);
        read(request.send().await.unwrap()).await.0.as_u16()
    };
    assert_eq!((hide("sesame").await, hide("narrow").await), (200, 403));
    simulator.clock().advance(std::time::Duration::from_secs(400 * 86_400));
    assert_eq!(me("sesame", here).await["id"], account.app_scoped_id, "it never ends");
}

#[tokio::test]
async fn the_surface_tells_what_each_flavour_has() {
    let rows = surface();
    let of = |method: &str, path: &str| {
        let row = rows.iter().find(|row| row.method == method && row.path == path);
        row.unwrap_or_else(|| panic!("{method} {path}"))
    };
    assert_eq!(of("GET", "/{media}/comments").endpoint, Endpoint::Comments);
    assert_eq!(of("GET", "/{media}/comments").flavours.len(), 2);
    assert_eq!(of("POST", "/{comment}?hide=false").endpoint, Endpoint::Unhide);
    assert_eq!(of("GET", "/me/accounts").flavours, [Flavour::FacebookLogin]);
    assert_eq!(of("GET", "/refresh_access_token").flavours, [Flavour::InstagramLogin]);
}

/// Every reading row answers its own kind of object; none is a row by name only.
#[tokio::test]
async fn every_reading_row_is_answered_and_recorded_under_its_name() {
    let bench = Bench::new().await;
    let person = bench.simulator.facebook_token();
    let account = bench.simulator.world().accounts().remove(0).id;
    let fetch = async |token: &str, path: &str| {
        let address = bench.address(&format!("v26.0{path}"));
        read(bench.http.get(address).bearer_auth(token).send().await.unwrap())
            .await
            .1
    };
    let page = fetch(&person, "/me/accounts").await["data"][0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let business = fetch(&person, "/me/businesses").await["data"][0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let (media, comment) = (bench.post_id(), bench.comment_id());
    for row in surface()
        .into_iter()
        .filter(|row| row.method == "GET" && !row.path.contains('?'))
    {
        // Objects that must be made or found first have tests of their own.
        let path = row
            .path
            .replace("{account}", &account)
            .replace("{media}", &media)
            .replace("{comment}", &comment)
            .replace("{page}", &page)
            .replace("{business}", &business);
        if path.contains('{') {
            continue;
        }
        for flavour in row.flavours {
            let token = match flavour {
                Flavour::InstagramLogin => &bench.token,
                Flavour::FacebookLogin => &person,
            };
            let value = fetch(token, &path).await;
            let message = value["error"]["message"].as_str().unwrap_or_default();
            assert!(
                !message.contains("nonexisting") && code(&value).1 != Some(33),
                "{row:?}: {value}"
            );
            let seen = bench.simulator.witness().requests().pop().unwrap();
            assert_eq!(seen.endpoint.as_deref(), Some(row.endpoint.name()), "{row:?}");
        }
    }
    assert_eq!(bench.send(Method::GET, "me").await.unwrap().status(), 200);
}

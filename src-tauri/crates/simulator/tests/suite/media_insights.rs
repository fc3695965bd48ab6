//! Insights of posts, reels and stories: which metrics each has, the shapes of the answers, and the refusals.

use crate::common::facebook::Login;
use crate::common::publishing::jpeg;
use crate::common::{ACCOUNT, Bench, OTHER, code, options, read};
use serde_json::{Value, json};
use simulator::{Options, SimClock};

const FEED: &str =
    "reach,views,likes,comments,saved,shares,total_interactions,reposts,follows,profile_visits,profile_activity";
const REELS: &str = "reach,views,likes,comments,saved,shares,total_interactions,reposts,ig_reels_avg_watch_time,\
                     ig_reels_video_view_total_time,reels_skip_rate";
const STORY: &str =
    "reach,views,shares,total_interactions,reposts,follows,profile_visits,profile_activity,replies,navigation";

impl Bench {
    /// A post of this product type, old enough to have numbers.
    async fn of_product(&self, product: &str) -> String {
        let path = if product == "STORY" { "me/stories" } else { "me/media" };
        let list = self
            .ok(&format!("{path}?fields=id,media_product_type,media_type&limit=100"))
            .await;
        let posts = list["data"].as_array().unwrap();
        let post = posts.iter().find(|post| post["media_product_type"] == product).unwrap();
        post["id"].as_str().unwrap().to_owned()
    }

    async fn insights(&self, media: &str, query: &str) -> Value {
        self.ok(&format!("{media}/insights?{query}")).await
    }

    async fn refused_insights(&self, media: &str, query: &str) -> (u16, i64, Option<i64>, String) {
        let (status, answer) = self.get(&format!("{media}/insights?{query}")).await;
        let (code, subcode) = code(&answer);
        let message = answer["error"]["message"].as_str().unwrap_or_default().to_owned();
        (status.as_u16(), code, subcode, message)
    }
}

fn names(answer: &Value) -> Vec<&str> {
    let data = answer["data"].as_array().unwrap();
    data.iter().map(|item| item["name"].as_str().unwrap()).collect()
}

fn number(answer: &Value, name: &str) -> u64 {
    let data = answer["data"].as_array().unwrap();
    let item = data.iter().find(|item| item["name"] == name).unwrap();
    item["values"][0]["value"].as_u64().unwrap()
}

#[tokio::test]
async fn each_product_type_has_its_metrics() {
    let bench = Bench::new().await;
    for (product, metrics) in [("FEED", FEED), ("REELS", REELS), ("STORY", STORY)] {
        let media = bench.of_product(product).await;
        let answer = bench.insights(&media, &format!("metric={metrics}")).await;
        assert_eq!(names(&answer), metrics.split(',').collect::<Vec<_>>(), "{product}");
        for item in answer["data"].as_array().unwrap() {
            let name = item["name"].as_str().unwrap();
            assert_eq!(item["period"], "lifetime");
            assert_eq!(item["id"], format!("{media}/insights/{name}/lifetime"));
            assert!(item["title"].is_string() && item["description"].is_string());
            assert!(item["values"][0]["value"].is_number(), "{item}");
        }
        assert_eq!(
            answer,
            bench.insights(&media, &format!("metric={metrics}")).await,
            "the same again"
        );
    }
}

#[tokio::test]
async fn numbers_agree_with_the_post_and_with_each_other() {
    let bench = Bench::new().await;
    let media = bench.of_product("FEED").await;
    let answer = bench.insights(&media, &format!("metric={FEED}")).await;
    let post = bench.ok(&format!("{media}?fields=like_count,comments_count")).await;
    assert_eq!(json!(number(&answer, "likes")), post["like_count"]);
    assert_eq!(json!(number(&answer, "comments")), post["comments_count"]);
    assert!(number(&answer, "views") >= number(&answer, "reach"));
    let parts: u64 = ["likes", "comments", "saved", "shares"]
        .iter()
        .map(|name| number(&answer, name))
        .sum();
    assert_eq!(number(&answer, "total_interactions"), parts);
}

#[tokio::test]
async fn an_unsuitable_metric_fails_the_whole_call_and_names_the_others() {
    let bench = Bench::new().await;
    let feed = bench.of_product("FEED").await;
    let reel = bench.of_product("REELS").await;
    let story = bench.of_product("STORY").await;
    for (media, metric) in [
        (&feed, "navigation"),
        (&feed, "ig_reels_avg_watch_time"),
        (&reel, "follows"),
        (&reel, "profile_visits"),
        (&story, "likes"),
        (&story, "saved"),
        (&feed, "total_likes"),
        (&story, "link_clicks"),
        (&feed, "fame"),
    ] {
        let (status, code, subcode, message) = bench.refused_insights(media, &format!("metric=reach,{metric}")).await;
        assert_eq!((status, code, subcode), (400, 100, None), "{metric}");
        let accepted = message.split_once("must be one of the following values: ").unwrap().1;
        let accepted: Vec<&str> = accepted.split(", ").collect();
        assert!(accepted.contains(&"reach") && !accepted.contains(&metric), "{message}");
        assert!(message.contains("metric[1]"), "{message}");
        // A client that keeps to the list succeeds.
        bench
            .insights(
                media,
                &format!(
                    "metric={}",
                    accepted
                        .iter()
                        .filter(|name| !name.contains("facebook") && !name.contains("crossposted"))
                        .copied()
                        .collect::<Vec<_>>()
                        .join(",")
                ),
            )
            .await;
    }
    assert_eq!(
        bench.refused_insights(&feed, "period=lifetime").await.1,
        100,
        "no metric at all"
    );
}

#[tokio::test]
async fn withdrawn_metrics_are_refused_in_every_version() {
    let bench = Bench::new().await;
    let feed = bench.of_product("FEED").await;
    let story = bench.of_product("STORY").await;
    for (media, metric) in [
        (&feed, "impressions"),
        (&feed, "plays"),
        (&feed, "engagement"),
        (&feed, "carousel_album_reach"),
        (&story, "exits"),
        (&story, "taps_forward"),
    ] {
        for version in ["v26.0", "v21.0"] {
            let address = bench.address(&format!("{version}/{media}/insights?metric={metric}"));
            let request = bench.http.get(address).bearer_auth(&bench.token);
            let (status, answer) = read(request.send().await.unwrap()).await;
            assert_eq!(
                (status.as_u16(), code(&answer)),
                (400, (100, None)),
                "{metric} {version}"
            );
            assert!(
                answer["error"]["message"]
                    .as_str()
                    .unwrap()
                    .contains("no longer supported")
            );
        }
    }
}

#[tokio::test]
async fn old_posts_keep_their_impressions_in_old_versions() {
    let start = "2026-01-01T12:00:00Z".parse().unwrap();
    let clock = SimClock::at(start, 0.0);
    let bench = Bench::with(Options { clock, ..options() }).await;
    let list = bench
        .ok("me/media?fields=id,timestamp,media_product_type&limit=100")
        .await;
    let posts = list["data"].as_array().unwrap().iter().filter(|post| {
        let at = post["timestamp"].as_str().unwrap();
        post["media_product_type"] == "FEED" && ("2024-01-12".."2024-07-02").contains(&at)
    });
    let old = posts.collect::<Vec<_>>().last().unwrap()["id"].as_str().unwrap();
    for (version, expected) in [("v21.0", 200), ("v22.0", 400), ("v26.0", 400)] {
        let address = bench.address(&format!("{version}/{old}/insights?metric=impressions,reach"));
        let answer = bench.http.get(address).bearer_auth(&bench.token).send().await.unwrap();
        assert_eq!(answer.status().as_u16(), expected, "{version}");
    }
}

#[tokio::test]
async fn breakdowns_come_with_a_total_and_odd_ones_are_an_unknown_error() {
    let bench = Bench::new().await;
    let (mut both, mut total_only) = (0, 0);
    let stories = bench.ok("me/stories?fields=id&limit=100").await;
    let posts = bench.ok("me/media?fields=id,media_product_type&limit=100").await;
    let feed = posts["data"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|post| post["media_product_type"] == "FEED");
    let asked = feed
        .take(12)
        .map(|post| (post["id"].as_str().unwrap(), "profile_activity", "action_type"))
        .chain(stories["data"].as_array().unwrap().iter().map(|story| {
            (
                story["id"].as_str().unwrap(),
                "navigation",
                "story_navigation_action_type",
            )
        }));
    for (media, metric, dimension) in asked {
        let answer = bench
            .insights(media, &format!("metric={metric}&breakdown={dimension}"))
            .await;
        let item = &answer["data"][0];
        let breakdown = &item["total_value"]["breakdowns"][0];
        assert_eq!(breakdown["dimension_keys"], json!([dimension]));
        assert!(breakdown["results"][0]["value"].as_u64().unwrap() > 0);
        let kind = breakdown["results"][0]["dimension_values"][0].as_str().unwrap();
        assert!(["bio_link_clicked", "tap_forward"].contains(&kind), "{kind}");
        *if item["values"].is_null() {
            &mut total_only
        } else {
            &mut both
        } += 1;
    }
    assert!(both > 0 && total_only > 0, "{both} {total_only}");
    let feed = bench.of_product("FEED").await;
    for query in [
        "metric=reach&breakdown=action_type",
        "metric=profile_activity,reach&breakdown=action_type",
        "metric=profile_activity&breakdown=story_navigation_action_type",
        "metric=profile_activity&breakdown=weather",
    ] {
        let (status, code, subcode, _) = bench.refused_insights(&feed, query).await;
        assert_eq!((status, code, subcode), (500, 1, None), "{query}");
    }
}

#[tokio::test]
async fn a_reel_that_is_not_on_facebook_throws() {
    let bench = Bench::new().await;
    let list = bench.ok("me/media?fields=id,media_product_type&limit=100").await;
    let mut seen = [0, 0];
    for post in list["data"].as_array().unwrap() {
        let id = post["id"].as_str().unwrap();
        let metric = if post["media_product_type"] == "REELS" {
            "crossposted_views,facebook_views"
        } else {
            "facebook_views"
        };
        let (status, answer) = bench.get(&format!("{id}/insights?metric={metric}")).await;
        match status.as_u16() {
            200 => seen[0] += 1,
            _ => {
                assert_eq!(code(&answer).0, 100);
                seen[1] += 1;
            }
        }
    }
    assert!(seen[0] > 0 && seen[1] > 0, "{seen:?}");
}

#[tokio::test]
async fn stories_with_few_viewers_and_posts_without_numbers() {
    let bench = Bench::new().await;
    let address = bench.host("a.jpg", "image/jpeg", jpeg(400, 500, 1)).await;
    let story = bench
        .container(json!({ "media_type": "STORIES", "image_url": address }))
        .await;
    let post = bench.container(json!({ "image_url": address })).await;
    bench.pass(20);
    let id = |answer: Value| answer["id"].as_str().unwrap().to_owned();
    let story = id(bench.publish(&story).await.1);
    let post = id(bench.publish(&post).await.1);
    let (status, code, subcode, _) = bench.refused_insights(&story, "metric=reach").await;
    assert_eq!((status, code, subcode), (400, 10, None));
    assert_eq!(
        bench.insights(&post, "metric=reach,likes").await,
        json!({ "data": [] }),
        "nothing instead of zeroes"
    );
    bench.pass(6 * 3_600);
    assert!(number(&bench.insights(&story, "metric=reach").await, "reach") >= 5);
    assert!(number(&bench.insights(&post, "metric=reach").await, "reach") > 0);
    bench.pass(20 * 3_600);
    let (_, code, subcode, _) = bench.refused_insights(&story, "metric=reach").await;
    assert_eq!((code, subcode), (100, Some(33)), "a story's numbers end with it");
}

#[tokio::test]
async fn album_children_and_posts_from_before_the_business_have_none() {
    let bench = Bench::new().await;
    let list = bench.ok("me/media?fields=id,timestamp,children{id}&limit=100").await;
    let posts = list["data"].as_array().unwrap();
    let child = posts
        .iter()
        .find_map(|post| post["children"]["data"][0]["id"].as_str())
        .unwrap();
    let (status, code, subcode, message) = bench.refused_insights(child, "metric=reach").await;
    assert_eq!((status, code, subcode), (400, 100, None), "{message}");
    let oldest = posts.last().unwrap()["id"].as_str().unwrap();
    let (status, code, subcode, _) = bench.refused_insights(oldest, "metric=reach").await;
    assert_eq!((status, code, subcode), (400, 100, Some(2_108_006)));
}

#[tokio::test]
async fn insights_need_their_scope_and_ones_own_media() {
    let mut bench = Bench::new().await;
    let media = bench.of_product("FEED").await;
    let scopes = ["instagram_business_basic", "instagram_business_manage_comments"];
    bench.token = bench.simulator.dashboard_token_for(ACCOUNT, &scopes);
    assert_eq!(bench.refused_insights(&media, "metric=reach").await.1, 10);
    assert_eq!(bench.get("me/media?fields=insights.metric(reach)").await.0, 403);
    bench.token = bench.simulator.dashboard_token(OTHER);
    let (_, code, subcode, _) = bench.refused_insights(&media, "metric=reach").await;
    assert_eq!((code, subcode), (100, Some(33)));
}

#[tokio::test]
async fn insights_can_be_a_field_of_media() {
    let bench = Bench::new().await;
    let list = bench
        .ok("me/media?fields=id,insights.metric(reach,views){name,values}&limit=5")
        .await;
    for post in list["data"].as_array().unwrap() {
        let items = &post["insights"]["data"];
        assert_eq!(
            (&items[0]["name"], &items[1]["name"]),
            (&json!("reach"), &json!("views"))
        );
        assert!(items[0]["values"][0]["value"].is_u64());
        assert_eq!(items[0]["title"], Value::Null, "not asked for");
    }
    let stories = bench
        .ok("me/stories?fields=insights.metric(navigation).breakdown(story_navigation_action_type)")
        .await;
    assert!(stories["data"][0]["insights"]["data"][0]["total_value"]["breakdowns"].is_array());
    let (status, answer) = bench.get("me/media?fields=insights.metric(reach,fame)").await;
    assert_eq!((status.as_u16(), code(&answer).0), (400, 100));
}

#[tokio::test]
async fn fields_of_an_item_can_be_chosen() {
    let bench = Bench::new().await;
    let media = bench.of_product("FEED").await;
    let answer = bench.insights(&media, "metric=[\"reach\"]&fields=name,values").await;
    let keys: Vec<&String> = answer["data"][0].as_object().unwrap().keys().collect();
    assert_eq!(keys, ["id", "name", "values"]);
    assert_eq!(
        bench.refused_insights(&media, "metric=reach&fields=colour").await.1,
        100
    );
}

#[tokio::test]
async fn facebook_login_has_more_metrics() {
    let bench = Bench::new().await;
    let facebook = Login::new(&bench);
    let (feed, story) = (bench.of_product("FEED").await, bench.of_product("STORY").await);
    let answer = facebook
        .ok(&format!(
            "{feed}/insights?metric=total_likes,total_comments,total_views,likes"
        ))
        .await;
    assert!(number(&answer, "total_likes") >= number(&answer, "likes"));
    let answer = facebook.ok(&format!("{story}/insights?metric=link_clicks")).await;
    assert_eq!(names(&answer), ["link_clicks"]);
}

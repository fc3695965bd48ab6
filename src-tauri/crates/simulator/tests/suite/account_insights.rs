//! Insights of accounts: metrics, shapes, ranges, day buckets, paging and refusals.

use crate::common::{ACCOUNT, Bench, code, start_of_time};
use jiff::Timestamp;
use serde_json::{Value, json};

const DAY: i64 = 86_400;

impl Bench {
    async fn told_of_account(&self, query: &str) -> Value {
        self.ok(&format!("me/insights?{query}")).await
    }

    async fn untold(&self, query: &str) -> (u16, i64, Option<i64>, Value) {
        let (status, answer) = self.get(&format!("me/insights?{query}")).await;
        let (code, subcode) = code(&answer);
        (status.as_u16(), code, subcode, answer["error"].clone())
    }
}

fn now() -> i64 {
    start_of_time().as_second()
}

fn days(from: i64, to: i64) -> String {
    format!("since={}&until={}", now() - from * DAY, now() - to * DAY)
}

fn total(answer: &Value) -> u64 {
    answer["data"][0]["total_value"]["value"].as_u64().unwrap()
}

#[tokio::test]
async fn totals_over_a_range_add_up_by_days_but_people_do_not() {
    let bench = Bench::new().await;
    for metric in [
        "views",
        "likes",
        "comments",
        "saves",
        "shares",
        "total_interactions",
        "profile_views",
        "website_clicks",
        "replies",
        "reposts",
        "profile_links_taps",
    ] {
        let query = format!("metric={metric}&period=day&metric_type=total_value");
        let ten = total(&bench.told_of_account(&format!("{query}&{}", days(10, 0))).await);
        let mut sum = 0;
        for day in 0..10 {
            sum += total(&bench.told_of_account(&format!("{query}&{}", days(day + 1, day))).await);
        }
        assert!(ten > 0 && ten.abs_diff(sum) <= 12, "{metric}: {ten} {sum}");
    }
    let query = "metric=reach&period=day&metric_type=total_value";
    let ten = total(&bench.told_of_account(&format!("{query}&{}", days(10, 0))).await);
    let one = total(&bench.told_of_account(&format!("{query}&{}", days(1, 0))).await);
    assert!(ten > one && ten < one * 8, "{one} {ten}");
    let answer = bench
        .told_of_account("metric=views,accounts_engaged&period=day&metric_type=total_value")
        .await;
    assert_eq!(answer["data"][0]["values"], Value::Null);
    assert_eq!(answer["data"].as_array().unwrap().len(), 2);
    let id = answer["data"][0]["id"].as_str().unwrap();
    assert!(id.ends_with("/insights/views/day") && id.starts_with("17841"), "{id}");
}

#[tokio::test]
async fn interactions_are_the_sum_of_their_kinds() {
    let bench = Bench::new().await;
    let query = format!(
        "metric=total_interactions,likes,comments,saves,shares,replies&period=day&metric_type=total_value&{}",
        days(3, 0)
    );
    let answer = bench.told_of_account(&query).await;
    let numbers: Vec<u64> = answer["data"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["total_value"]["value"].as_u64().unwrap())
        .collect();
    assert_eq!(numbers[0], numbers[1..].iter().sum::<u64>());
}

#[tokio::test]
async fn a_series_has_a_bucket_a_day_that_ends_at_the_platforms_midnight() {
    let bench = Bench::new().await;
    for query in [
        "metric=reach&period=day",
        "metric=reach&period=day&metric_type=time_series",
        "metric=follower_count&period=day",
    ] {
        let answer = bench.told_of_account(&format!("{query}&{}", days(7, 0))).await;
        let values = answer["data"][0]["values"].as_array().unwrap();
        assert_eq!(values.len(), 8, "seven days and the one that is not over");
        for value in values {
            assert!(value["value"].as_u64().unwrap() > 0, "{value}");
            // November is winter: eight o'clock.
            assert!(
                value["end_time"].as_str().unwrap().ends_with("T08:00:00+0000"),
                "{value}"
            );
        }
        assert_eq!(answer["data"][0]["total_value"], Value::Null);
    }
    let summer: Timestamp = "2026-09-15T12:00:00Z".parse().unwrap();
    let query = format!(
        "metric=reach&period=day&since={}&until={}",
        summer.as_second(),
        summer.as_second() + DAY
    );
    let answer = bench.told_of_account(&query).await;
    let end = answer["data"][0]["values"][0]["end_time"].as_str().unwrap();
    assert_eq!(end, "2026-09-16T07:00:00+0000");
    let usual = bench.told_of_account("metric=reach&period=day").await;
    assert!(!usual["data"][0]["values"].as_array().unwrap().is_empty());
    let week = bench.told_of_account("metric=reach&period=week").await;
    assert!(week["data"][0]["values"][0]["value"].as_u64() > usual["data"][0]["values"][0]["value"].as_u64());
}

#[tokio::test]
async fn breakdowns_have_live_values_and_parts_that_do_not_add_up() {
    let bench = Bench::new().await;
    let query = "period=day&metric_type=total_value";
    let answer = bench
        .told_of_account(&format!("metric=views&{query}&breakdown=media_product_type"))
        .await;
    let breakdown = &answer["data"][0]["total_value"]["breakdowns"][0];
    let results = breakdown["results"].as_array().unwrap();
    let kinds: Vec<&str> = results
        .iter()
        .map(|row| row["dimension_values"][0].as_str().unwrap())
        .collect();
    for kind in ["POST", "REEL", "STORY", "AD"] {
        assert!(kinds.contains(&kind), "{kinds:?}");
    }
    let sum: u64 = results.iter().map(|row| row["value"].as_u64().unwrap()).sum();
    assert_ne!(sum, total(&answer));
    let answer = bench
        .told_of_account(&format!(
            "metric=reach&{query}&breakdown=media_product_type,follow_type"
        ))
        .await;
    let breakdown = &answer["data"][0]["total_value"]["breakdowns"][0];
    assert_eq!(
        breakdown["dimension_keys"],
        json!(["media_product_type", "follow_type"])
    );
    let answer = bench
        .told_of_account(&format!("metric=follows_and_unfollows&{query}&breakdown=follow_type"))
        .await;
    assert_eq!(
        answer["data"][0]["total_value"]["breakdowns"][0]["results"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
    let neither = bench
        .told_of_account(&format!("metric=follows_and_unfollows&{query}"))
        .await;
    assert_eq!(
        (&neither["data"][0]["values"], &neither["data"][0]["total_value"]),
        (&Value::Null, &Value::Null)
    );
}

#[tokio::test]
async fn demographics_need_a_timeframe() {
    let bench = Bench::new().await;
    for metric in ["follower_demographics", "engaged_audience_demographics"] {
        let query = format!("metric={metric}&period=lifetime&metric_type=total_value");
        for dimension in ["age", "city", "country", "gender"] {
            let answer = bench
                .told_of_account(&format!("{query}&timeframe=this_month&breakdown={dimension}"))
                .await;
            let breakdown = &answer["data"][0]["total_value"]["breakdowns"][0];
            assert_eq!(breakdown["dimension_keys"], json!(["timeframe", dimension]));
            assert_eq!(breakdown["results"][0]["dimension_values"][0], "THIS_MONTH");
            assert_eq!(answer["data"][0]["total_value"]["value"], Value::Null);
            assert_eq!(answer["paging"], Value::Null);
        }
        assert_eq!(bench.untold(&format!("{query}&breakdown=age")).await.1, 100);
        for gone in ["last_14_days", "last_30_days", "last_90_days", "prev_month"] {
            assert_eq!(
                bench.untold(&format!("{query}&breakdown=age&timeframe={gone}")).await.1,
                100,
                "{gone}"
            );
        }
        assert_eq!(
            bench
                .untold(&format!(
                    "metric={metric}&period=day&metric_type=total_value&timeframe=this_week"
                ))
                .await
                .1,
            100
        );
    }
}

#[tokio::test]
async fn online_followers_are_tables_with_gaps() {
    let bench = Bench::new().await;
    let query = format!("metric=online_followers&period=lifetime&{}", days(5, 0));
    let answer = bench.told_of_account(&query).await;
    let values = answer["data"][0]["values"].as_array().unwrap();
    assert_eq!(values[0]["value"].as_object().unwrap().len(), 24);
    assert_eq!(values.last().unwrap()["value"], json!({}), "not counted yet");
    bench.simulator.set_followers(ACCOUNT, 150);
    assert_eq!(
        bench.told_of_account(&query).await["data"][0]["values"][0]["value"],
        0,
        "a quiet account has a number"
    );
}

#[tokio::test]
async fn small_accounts_are_told_nothing_about_their_followers() {
    let bench = Bench::new().await;
    bench.simulator.set_followers(ACCOUNT, 99);
    for query in [
        "metric=follower_count&period=day",
        "metric=online_followers&period=lifetime",
        "metric=follows_and_unfollows&period=day&metric_type=total_value&breakdown=follow_type",
        "metric=follower_demographics&period=lifetime&metric_type=total_value&breakdown=age&timeframe=this_week",
    ] {
        assert_eq!(bench.told_of_account(query).await, json!({ "data": [] }), "{query}");
    }
}

#[tokio::test]
async fn pages_lead_to_the_time_before_and_after() {
    let bench = Bench::new().await;
    let answer = bench
        .told_of_account(&format!("metric=reach&period=day&{}", days(4, 2)))
        .await;
    let previous = answer["paging"]["previous"].as_str().unwrap();
    assert!(previous.contains("access_token="), "the platform puts the token there");
    assert!(previous.contains(&format!("since={}", now() - 6 * DAY)), "{previous}");
    let earlier: Value = bench.http.get(previous).send().await.unwrap().json().await.unwrap();
    let end = |answer: &Value, place: usize| {
        answer["data"][0]["values"][place]["end_time"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    assert!(end(&earlier, 0) < end(&answer, 0));
    // The time after leads to the end: a page of nothing without a page behind it.
    let mut page = answer;
    for _ in 0..3 {
        let Some(next) = page["paging"]["next"].as_str() else {
            break;
        };
        page = bench.http.get(next).send().await.unwrap().json().await.unwrap();
    }
    assert_eq!(page, json!({ "data": [] }));
}

#[tokio::test]
async fn calls_that_make_no_sense_are_refused() {
    let bench = Bench::new().await;
    let span = days(31, 0);
    for (query, expected) in [
        ("metric=views&period=day", 100),
        ("metric=views&period=day&metric_type=time_series", 100),
        ("metric=follower_count&period=day&metric_type=total_value", 100),
        ("metric=reach", 100),
        ("period=day", 100),
        ("metric=reach&period=lifetime", 100),
        ("metric=fame&period=day&metric_type=total_value", 100),
        ("metric=impressions&period=day", 100),
        ("metric=email_contacts&period=day&metric_type=total_value", 100),
        ("metric=reach&period=day&breakdown=follow_type", 100),
        (
            "metric=likes&period=day&metric_type=total_value&breakdown=follow_type",
            1,
        ),
        (
            "metric=views,likes&period=day&metric_type=total_value&breakdown=follow_type",
            1,
        ),
        ("metric=views&period=day&metric_type=total_value&breakdown=weather", 1),
        ("metric=reach&period=day&since=yesterday", 100),
        ("metric=reach&period=day&since=-9223372036854775", 100),
        (
            "metric=reach&period=day&until=-9223372036854775&since=9223372036854775",
            100,
        ),
        ("metric=reach&period=day&since=1795096800&until=1795000000", 100),
        (format!("metric=reach&period=day&{span}").as_str(), 100),
    ] {
        let (_, code, subcode, error) = bench.untold(query).await;
        assert_eq!((code, subcode), (expected, None), "{query}: {error}");
    }
    let (status, _, _, error) = bench.untold(&format!("metric=reach&period=day&{span}")).await;
    assert_eq!(
        (status, error["type"].as_str()),
        (400, Some("OAuthException")),
        "and yet the token is fine"
    );
    let (_, _, _, error) = bench.untold("metric=views&period=day").await;
    assert!(error["message"].as_str().unwrap().contains("metric_type=total_value"));
    let (_, _, _, error) = bench.untold("metric=fame&period=day&metric_type=total_value").await;
    assert!(
        error["message"]
            .as_str()
            .unwrap()
            .contains("must be one of the following values: reach, follower_count")
    );
    bench
        .told_of_account(&format!("metric=reach&period=day&{}", days(30, 0)))
        .await;
}

#[tokio::test]
async fn numbers_older_than_ninety_days_are_gone() {
    let bench = Bench::new().await;
    let old = format!("period=day&{}", days(120, 100));
    assert_eq!(
        bench.told_of_account(&format!("metric=reach&{old}")).await,
        json!({ "data": [] })
    );
    assert_eq!(
        bench
            .told_of_account(&format!("metric=views&metric_type=total_value&{old}"))
            .await,
        json!({ "data": [] })
    );
}

#[tokio::test]
async fn account_insights_need_their_scope() {
    let mut bench = Bench::new().await;
    bench.token = bench
        .simulator
        .dashboard_token_for(ACCOUNT, &["instagram_business_basic"]);
    let (status, code, _, _) = bench.untold("metric=reach&period=day").await;
    assert_eq!((status, code), (403, 10));
}

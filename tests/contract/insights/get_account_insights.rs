use instagram::{
    AccountBreakdown, AccountQuery, Demographic, DemographicMetric, Figure, GetAccountInsights, InsightRange, Insights,
    Scope, TOTAL_METRICS, Timeframe, TotalMetric,
};
use jiff::SignedDuration;

use crate::office::{ACCOUNT, Office, in_both};

async fn told(office: &Office, query: AccountQuery<'_>) -> Insights {
    let account = office.account();
    let insights = GetAccountInsights {
        account: &account,
        query,
    };
    office.call(&insights).await.unwrap()
}

/// The last days until now.
fn last_days(office: &Office, days: i64) -> Option<InsightRange> {
    let now = office.simulator.clock().now();
    let since = now - SignedDuration::from_hours(24 * days);
    Some(InsightRange::new(since, now).unwrap())
}

#[tokio::test]
async fn every_total_is_told_at_once_and_over_a_range() {
    in_both(async |office| {
        let mut metrics: Vec<_> = TOTAL_METRICS.iter().map(|row| row.metric).collect();
        metrics.retain(|metric| *metric != TotalMetric::FollowsAndUnfollows);
        let mut figures = Vec::new();
        for days in [1, 30] {
            let totals = AccountQuery::Totals {
                metrics: &metrics,
                breakdown: None,
                range: last_days(&office, days),
            };
            let insights = told(&office, totals).await;
            let range = last_days(&office, days).unwrap();
            assert_eq!(insights.previous.unwrap().until(), range.since());
            assert_eq!(insights.next.unwrap().since(), range.until());
            figures.push(insights.figure(TotalMetric::Views).unwrap());
            for metric in &metrics {
                assert!(insights.figure(*metric).is_some(), "{metric:?}");
            }
        }
        assert!(figures[0] < figures[1], "{figures:?}");
    })
    .await;
}

#[tokio::test]
async fn every_breakdown_of_the_table_is_offered() {
    in_both(async |office| {
        for row in TOTAL_METRICS {
            for breakdown in row.breakdowns {
                let totals = AccountQuery::Totals {
                    metrics: &[row.metric],
                    breakdown: Some(*breakdown),
                    range: last_days(&office, 7),
                };
                let insights = told(&office, totals).await;
                let [parts] = insights.get(row.metric).unwrap().breakdowns() else {
                    panic!("{} by {}", row.name, breakdown.as_str())
                };
                assert_eq!(parts.keys, [breakdown.as_str()], "{}", row.name);
                assert!(!parts.parts.is_empty());
            }
        }
    })
    .await;
}

#[tokio::test]
async fn follows_have_no_figure_without_their_breakdown() {
    in_both(async |office| {
        let follows = |breakdown| AccountQuery::Totals {
            metrics: &[TotalMetric::FollowsAndUnfollows],
            breakdown,
            range: None,
        };
        let bare = told(&office, follows(None)).await;
        assert_eq!(bare.figure(TotalMetric::FollowsAndUnfollows), None, "unknown, not zero");
        let split = told(&office, follows(Some(AccountBreakdown::FollowType))).await;
        let follows = split.get(TotalMetric::FollowsAndUnfollows).unwrap();
        assert!(!follows.breakdowns().is_empty());
    })
    .await;
}

#[tokio::test]
async fn series_have_a_figure_for_each_day() {
    in_both(async |office| {
        let range = last_days(&office, 7);
        for (query, name) in [
            (AccountQuery::DailyReach { range }, "reach"),
            (AccountQuery::DailyNewFollowers { range }, "follower_count"),
        ] {
            let insights = told(&office, query).await;
            let series = &insights.metrics[0];
            assert_eq!(series.name, name);
            assert!(series.values.len() >= 7, "{}", series.values.len());
            assert!(
                series
                    .values
                    .iter()
                    .all(|day| day.number().is_some() && day.end_time.is_some())
            );
            assert_eq!(series.figure(), None, "a series is no total");
        }
    })
    .await;
}

#[tokio::test]
async fn followers_online_come_by_the_hour_and_late() {
    in_both(async |office| {
        let range = last_days(&office, 7);
        let insights = told(&office, AccountQuery::OnlineFollowers { range }).await;
        let hours: Vec<_> = insights.metrics[0]
            .values
            .iter()
            .map(|day| match &day.value {
                Some(Figure::Map(hours)) => hours.len(),
                other => panic!("a map: {other:?}"),
            })
            .collect();
        assert_eq!((hours.first(), hours.last()), (Some(&24), Some(&0)), "{hours:?}");
        office.simulator.set_followers(ACCOUNT, 150);
        let insights = told(&office, AccountQuery::OnlineFollowers { range }).await;
        assert_eq!(insights.metrics[0].values[0].value, Some(Figure::Number(0.0)));
    })
    .await;
}

#[tokio::test]
async fn demographics_have_parts_and_no_total() {
    in_both(async |office| {
        for metric in [DemographicMetric::Followers, DemographicMetric::Engaged] {
            for by in [
                Demographic::Age,
                Demographic::City,
                Demographic::Country,
                Demographic::Gender,
            ] {
                for timeframe in [Timeframe::ThisWeek, Timeframe::ThisMonth] {
                    let query = AccountQuery::Demographics { metric, by, timeframe };
                    let insights = told(&office, query).await;
                    let [people] = insights.metrics.as_slice() else {
                        panic!("one metric")
                    };
                    assert_eq!((people.name.as_str(), people.figure()), (metric.as_str(), None));
                    assert_eq!(people.breakdowns()[0].keys, ["timeframe", by.as_str()]);
                    assert!(!people.breakdowns()[0].parts.is_empty());
                }
            }
        }
    })
    .await;
}

#[tokio::test]
async fn small_accounts_are_told_less_and_never_zeroes() {
    in_both(async |office| {
        office.simulator.set_followers(ACCOUNT, 99);
        for query in [
            AccountQuery::DailyNewFollowers { range: None },
            AccountQuery::OnlineFollowers { range: None },
            AccountQuery::Demographics {
                metric: DemographicMetric::Followers,
                by: Demographic::Country,
                timeframe: Timeframe::ThisMonth,
            },
        ] {
            assert_eq!(told(&office, query).await.metrics, []);
        }
    })
    .await;
}

#[tokio::test]
async fn more_than_thirty_days_are_not_asked_for() {
    let office = Office::open().await;
    let now = office.simulator.clock().now();
    let thirty = SignedDuration::from_hours(30 * 24);
    assert!(InsightRange::new(now - thirty, now).is_ok());
    assert!(InsightRange::new(now - thirty - SignedDuration::from_secs(1), now).is_err());
}

#[tokio::test]
async fn without_permission_or_for_others_nothing_is_told() {
    in_both(async |office| {
        let account = office.account();
        let insights = GetAccountInsights {
            account: &account,
            query: AccountQuery::Totals {
                metrics: &[TotalMetric::Reach],
                breakdown: None,
                range: None,
            },
        };
        office.only_for_its_owner(Scope::Insights, &insights).await;
    })
    .await;
}

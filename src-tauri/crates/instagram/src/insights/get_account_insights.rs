//! `GET /{account}/insights`: how an account is doing.
//!
//! Source: developers.facebook.com/docs/instagram-platform/api-reference/instagram-user/insights. Figures come up to 48 hours
//! late and are kept for 90 days. A day ends at midnight on the US Pacific coast. Only reach comes as a series; of everything
//! else a day costs a request. Each question is a variant of its own, so that a metric cannot be asked with a period, a type
//! or a breakdown it does not have.

use crate::endpoint::{self, Endpoint, Request};
use crate::insights::{
    AccountBreakdown, Demographic, DemographicMetric, InsightRange, Insights, Metric, Timeframe, TotalMetric,
};
use crate::{AccountId, ApiError, Endpoints, Scope};

/// `GET /{account}/insights`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GetAccountInsights<'a> {
    /// The account.
    pub account: &'a AccountId,
    /// What is asked about it.
    pub query: AccountQuery<'a>,
}

/// A question about an account. Where no range is given the platform takes the last 24 hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountQuery<'a> {
    /// One figure for each metric over the whole range.
    Totals {
        /// The metrics.
        metrics: &'a [TotalMetric],
        /// A breakdown, which all metrics must have.
        breakdown: Option<AccountBreakdown>,
        /// The range.
        range: Option<InsightRange>,
    },
    /// Reach day by day.
    DailyReach {
        /// The range.
        range: Option<InsightRange>,
    },
    /// New followers day by day, within the last 30 days. On no page, and nothing under 100 followers. How many followers
    /// there are stands in the account itself.
    DailyNewFollowers {
        /// The range.
        range: Option<InsightRange>,
    },
    /// Followers that were online, hour by hour. On no page, nothing under 100 followers, and empty for the last two days.
    OnlineFollowers {
        /// The range.
        range: Option<InsightRange>,
    },
    /// Who follows the account, or does something there.
    Demographics {
        /// Which people.
        metric: DemographicMetric,
        /// What they are told apart by.
        by: Demographic,
        /// Which of them count.
        timeframe: Timeframe,
    },
}

impl AccountQuery<'_> {
    /// `metric`, `period`, and what else the question takes; without the range.
    fn parameters(&self) -> Result<Vec<(&'static str, String)>, ApiError> {
        let fixed = |metric: &str, period: &str, metric_type: Option<&str>| {
            let mut parameters = vec![("metric", metric.to_owned()), ("period", period.to_owned())];
            parameters.extend(metric_type.map(|metric_type| ("metric_type", metric_type.to_owned())));
            parameters
        };
        Ok(match self {
            Self::Totals { metrics, breakdown, .. } => {
                if metrics.is_empty() {
                    return Err(ApiError::Invalid("Insights need at least one metric.".to_owned()));
                }
                if let Some(breakdown) = breakdown {
                    metrics.iter().try_for_each(|metric| metric.check(*breakdown))?;
                }
                let names: Vec<_> = metrics.iter().map(|metric| metric.name()).collect();
                let mut parameters = fixed(&names.join(","), "day", Some("total_value"));
                parameters.extend(breakdown.map(|breakdown| ("breakdown", breakdown.as_str().to_owned())));
                parameters
            }
            Self::DailyReach { .. } => fixed("reach", "day", Some("time_series")),
            // Refused with a type, whichever it is.
            Self::DailyNewFollowers { .. } => fixed("follower_count", "day", None),
            Self::OnlineFollowers { .. } => fixed("online_followers", "lifetime", None),
            Self::Demographics { metric, by, timeframe } => {
                let mut parameters = fixed(metric.as_str(), "lifetime", Some("total_value"));
                parameters.push(("breakdown", by.as_str().to_owned()));
                parameters.push(("timeframe", timeframe.as_str().to_owned()));
                parameters
            }
        })
    }

    fn range(&self) -> Option<InsightRange> {
        match self {
            Self::Totals { range, .. }
            | Self::DailyReach { range }
            | Self::DailyNewFollowers { range }
            | Self::OnlineFollowers { range } => *range,
            Self::Demographics { .. } => None,
        }
    }
}

impl Endpoint for GetAccountInsights<'_> {
    type Output = Insights;
    const NAME: &'static str = "GET /{account}/insights";
    const SCOPE: Scope = Scope::Insights;

    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        let mut parameters = self.query.parameters()?;
        if let Some(range) = self.query.range() {
            let (since, until) = range.in_seconds();
            parameters.extend([("since", since), ("until", until)]);
        }
        let query: Vec<_> = parameters.iter().map(|(name, value)| (*name, value.as_str())).collect();
        endpoint::get(endpoints.graph_url(&[self.account.as_str(), "insights"])?, &query)
    }

    fn decode(&self, body: &[u8]) -> Result<Insights, ApiError> {
        Insights::decode::<Self>(body)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use jiff::Timestamp;

    fn asked(query: AccountQuery<'_>) -> Result<String, ApiError> {
        let account = AccountId::from("17841400000000123");
        let insights = GetAccountInsights {
            account: &account,
            query,
        };
        let request = insights.request(&Endpoints::instagram())?;
        let base = "https://graph.instagram.com/v26.0/17841400000000123/insights?";
        Ok(request.uri().to_string().strip_prefix(base).unwrap().to_owned())
    }

    fn three_days() -> Option<InsightRange> {
        let at = |second| Timestamp::from_second(second).unwrap();
        Some(InsightRange::new(at(1_777_593_600), at(1_777_852_800)).unwrap())
    }

    #[test]
    fn every_question_is_asked_as_the_page_writes_it() {
        for (query, expected) in [
            (
                AccountQuery::Totals {
                    metrics: &[TotalMetric::Views, TotalMetric::Reach, TotalMetric::AccountsEngaged],
                    breakdown: None,
                    range: three_days(),
                },
                "metric=views%2Creach%2Caccounts_engaged&period=day&metric_type=total_value&since=1777593600&until=1777852800",
            ),
            (
                AccountQuery::Totals {
                    metrics: &[TotalMetric::FollowsAndUnfollows],
                    breakdown: Some(AccountBreakdown::FollowType),
                    range: None,
                },
                "metric=follows_and_unfollows&period=day&metric_type=total_value&breakdown=follow_type",
            ),
            (
                AccountQuery::DailyReach { range: three_days() },
                "metric=reach&period=day&metric_type=time_series&since=1777593600&until=1777852800",
            ),
            (
                AccountQuery::DailyNewFollowers { range: None },
                "metric=follower_count&period=day",
            ),
            (
                AccountQuery::OnlineFollowers { range: None },
                "metric=online_followers&period=lifetime",
            ),
            (
                AccountQuery::Demographics {
                    metric: DemographicMetric::Engaged,
                    by: Demographic::Country,
                    timeframe: Timeframe::ThisMonth,
                },
                "metric=engaged_audience_demographics&period=lifetime&metric_type=total_value&breakdown=country\
                 &timeframe=this_month",
            ),
        ] {
            assert_eq!(asked(query).as_deref(), Ok(expected));
        }
    }

    #[test]
    fn a_breakdown_must_fit_every_metric_and_there_must_be_one() {
        let mixed = AccountQuery::Totals {
            metrics: &[TotalMetric::Reach, TotalMetric::Likes],
            breakdown: Some(AccountBreakdown::FollowType),
            range: None,
        };
        assert!(matches!(asked(mixed), Err(ApiError::Invalid(said)) if said.contains("likes")));
        let nothing = AccountQuery::Totals {
            metrics: &[],
            breakdown: None,
            range: None,
        };
        assert!(matches!(asked(nothing), Err(ApiError::Invalid(_))));
    }

    #[test]
    fn the_documented_answer_is_read() {
        let account = AccountId::from("1");
        let insights = GetAccountInsights {
            account: &account,
            query: AccountQuery::DailyReach { range: None },
        };
        let body = br#"{"data":[{"name":"reach","period":"day","title":"Reach","description":"x","values":[
            {"value":410,"end_time":"2026-05-02T07:00:00+0000"},{"value":388,"end_time":"2026-05-03T07:00:00+0000"}],
            "id":"17841400111222333/insights/reach/day"}]}"#;
        let found = insights.decode(body).unwrap();
        let days: Vec<_> = found.metrics[0].values.iter().map(|value| value.number()).collect();
        assert_eq!(days, [Some(410.0), Some(388.0)]);
        assert_eq!(found.figure(TotalMetric::Reach), None, "a series is no total");
        assert!(matches!(
            insights.decode(b"{}"),
            Err(ApiError::Incomplete {
                scope: Scope::Insights,
                ..
            })
        ));
    }
}

//! Insights: how posts, reels, stories and accounts are doing.
//!
//! Source: developers.facebook.com/docs/instagram-platform/insights. What can be asked is data: two tables of metrics with
//! their products, set-ups and breakdowns. What an answer leaves out stays unknown, never zero.

mod account_metrics;
mod answer;
mod get_account_insights;
mod get_media_insights;
mod media_metrics;
mod narrowing;
mod range;

pub use account_metrics::{
    AccountBreakdown, Demographic, DemographicMetric, TOTAL_METRICS, Timeframe, TotalMetric, TotalMetricRow,
};
pub use answer::{Figure, Insight, InsightBreakdown, InsightPart, InsightTotal, InsightValue, Insights, product_of};
pub use get_account_insights::{AccountQuery, GetAccountInsights};
pub use get_media_insights::GetMediaInsights;
pub use media_metrics::{InsightProduct, MEDIA_METRICS, MediaBreakdown, MediaMetric, MediaMetricRow};
pub use narrowing::{Metric, MetricHint, narrowed};
pub use range::InsightRange;

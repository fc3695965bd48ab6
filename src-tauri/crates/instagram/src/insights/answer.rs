//! The figures of an answer. What the platform leaves out stays unknown: no figure is not zero.
//!
//! A figure comes as `values[]`, as `total_value`, as both or as neither; a value is a number, a map of numbers or missing;
//! an answer without any figure has an empty list. Breakdowns need not add up to their total.

use crate::answer::read;
use crate::insights::Metric;
use crate::insights::range::{self, InsightRange};
use crate::{ApiError, Endpoint, ProductType, complete, lenient};
use jiff::Timestamp;
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use std::collections::BTreeMap;

/// The figures of an answer.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Insights {
    /// The metrics the platform has figures for, in its order.
    pub metrics: Vec<Insight>,
    /// The range before the one asked for, of the same length.
    pub previous: Option<InsightRange>,
    /// The range after the one asked for. The platform names it even where it lies in the future.
    pub next: Option<InsightRange>,
}

/// The figures of one metric.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Insight {
    /// The platform's name of the metric. Title and description are localised and not read.
    pub name: String,
    /// `lifetime`, `day`, …
    #[serde(default, deserialize_with = "lenient::text")]
    pub period: Option<String>,
    /// The figures one by one: a single one for media, one a day for accounts. Empty where the platform gives a total only.
    #[serde(default, deserialize_with = "values")]
    pub values: Vec<InsightValue>,
    /// The figure over the whole range, and its breakdowns.
    #[serde(default, rename = "total_value")]
    pub total: Option<InsightTotal>,
}

/// One figure of a series.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct InsightValue {
    /// The figure; `None` where the platform has none.
    #[serde(default, deserialize_with = "figure")]
    pub value: Option<Figure>,
    /// The end of the day it is of: midnight on the US Pacific coast, wherever the account is.
    #[serde(default, deserialize_with = "lenient::time")]
    pub end_time: Option<Timestamp>,
}

/// The figure over a range.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
pub struct InsightTotal {
    /// The figure; `None` where the platform gives breakdowns only.
    #[serde(default, deserialize_with = "number")]
    pub value: Option<f64>,
    /// Its breakdowns, whose parts need not add up to it.
    #[serde(default, deserialize_with = "list")]
    pub breakdowns: Vec<InsightBreakdown>,
}

/// A figure in parts.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct InsightBreakdown {
    /// What it is broken down by, such as `media_product_type`; demographics name their `timeframe` first.
    #[serde(default, rename = "dimension_keys", deserialize_with = "list")]
    pub keys: Vec<String>,
    /// The parts.
    #[serde(default, rename = "results", deserialize_with = "list")]
    pub parts: Vec<InsightPart>,
}

/// One part of a figure.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct InsightPart {
    /// One value for each of the [`InsightBreakdown::keys`], as the platform spells it: documented values and live ones
    /// differ ([`product_of`]), and so does their case.
    #[serde(default, rename = "dimension_values", deserialize_with = "list")]
    pub of: Vec<String>,
    /// The figure; `None` where the platform has none.
    #[serde(default, deserialize_with = "number")]
    pub value: Option<f64>,
}

/// One figure.
#[derive(Debug, Clone, PartialEq)]
pub enum Figure {
    /// A count, a share in percent or milliseconds, as the metric says.
    Number(f64),
    /// A count for each hour of the day (`online_followers`) or for each name.
    Map(BTreeMap<String, f64>),
}

impl Insights {
    /// The figures of a metric, where the platform has any.
    pub fn get(&self, metric: impl Metric) -> Option<&Insight> {
        self.metrics.iter().find(|insight| insight.name == metric.name())
    }

    /// The one figure of a metric, where the platform has it. Unknown is not zero.
    pub fn figure(&self, metric: impl Metric) -> Option<f64> {
        self.get(metric)?.figure()
    }

    /// Reads `{"data":[…],"paging":{…}}`, or a single metric on its own.
    pub(super) fn decode<E: Endpoint>(body: &[u8]) -> Result<Self, ApiError> {
        match read(body)? {
            Wire::List { data, paging } => Ok(Self {
                metrics: data,
                previous: paging.as_ref().and_then(|paging| paging.previous),
                next: paging.and_then(|paging| paging.next),
            }),
            Wire::One(insight) => Ok(Self {
                metrics: vec![insight],
                ..Self::default()
            }),
            Wire::Nothing => Err(complete::lacks::<E>(vec!["data"])),
        }
    }
}

impl Insight {
    /// The one figure: the total, else the only number of the series.
    pub fn figure(&self) -> Option<f64> {
        let total = self.total.as_ref().and_then(|total| total.value);
        total.or_else(|| match self.values.as_slice() {
            [only] => only.number(),
            _ => None,
        })
    }

    /// The breakdowns of the total.
    pub fn breakdowns(&self) -> &[InsightBreakdown] {
        self.total
            .as_ref()
            .map(|total| total.breakdowns.as_slice())
            .unwrap_or_default()
    }
}

impl InsightValue {
    /// The figure, where it is a number.
    pub fn number(&self) -> Option<f64> {
        match self.value {
            Some(Figure::Number(number)) => Some(number),
            Some(Figure::Map(_)) | None => None,
        }
    }
}

/// The product that a part of a breakdown by `media_product_type` stands for: the page writes `FEED` and `REELS`, the live
/// platform `POST`, `CAROUSEL_CONTAINER` and `REEL`.
pub fn product_of(value: &str) -> ProductType {
    match value.to_ascii_uppercase().as_str() {
        "FEED" | "POST" | "CAROUSEL_CONTAINER" => ProductType::Feed,
        "REELS" | "REEL" => ProductType::Reels,
        "STORY" => ProductType::Story,
        "AD" => ProductType::Ad,
        "LIVE" => ProductType::Live,
        _ => ProductType::Unknown,
    }
}

/// Told apart by what is there, so that an unreadable list is an error and not another shape.
enum Wire {
    List { data: Vec<Insight>, paging: Option<Paging> },
    One(Insight),
    Nothing,
}

impl<'de> Deserialize<'de> for Wire {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Keys {
            #[serde(default)]
            data: Option<Vec<Insight>>,
            #[serde(default)]
            paging: Option<Paging>,
            #[serde(default)]
            name: Option<String>,
            #[serde(default, deserialize_with = "lenient::text")]
            period: Option<String>,
            #[serde(default, deserialize_with = "values")]
            values: Vec<InsightValue>,
            #[serde(default)]
            total_value: Option<InsightTotal>,
        }
        let keys = Keys::deserialize(deserializer)?;
        Ok(match (keys.data, keys.name) {
            (Some(data), _) => Self::List {
                data,
                paging: keys.paging,
            },
            (None, Some(name)) => Self::One(Insight {
                name,
                period: keys.period,
                values: keys.values,
                total: keys.total_value,
            }),
            (None, None) => Self::Nothing,
        })
    }
}

/// The links hold the access token in clear; only their times outlive the reading.
#[derive(Deserialize)]
struct Paging {
    #[serde(default, deserialize_with = "range::in_link")]
    previous: Option<InsightRange>,
    #[serde(default, deserialize_with = "range::in_link")]
    next: Option<InsightRange>,
}

/// A list; absent where it is null.
fn list<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}

fn values<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<InsightValue>, D::Error> {
    list(deserializer)
}

fn number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<f64>, D::Error> {
    Ok(as_number(&Value::deserialize(deserializer)?))
}

fn figure<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Figure>, D::Error> {
    Ok(match Value::deserialize(deserializer)? {
        Value::Object(map) => Some(Figure::Map(
            map.iter()
                .filter_map(|(key, value)| Some((key.clone(), as_number(value)?)))
                .collect(),
        )),
        value => as_number(&value).map(Figure::Number),
    })
}

/// A number, or digits in a string.
fn as_number(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => number.as_f64(),
        Value::String(digits) => digits.parse().ok().filter(|number: &f64| number.is_finite()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use crate::Scope;
    use crate::insights::{GetMediaInsights, MediaMetric, TotalMetric};

    fn decode(body: &str) -> Result<Insights, ApiError> {
        Insights::decode::<GetMediaInsights<'static>>(body.as_bytes())
    }

    #[test]
    fn a_figure_is_found_in_values_in_the_total_in_both_and_in_neither() {
        let insights = decode(
            r#"{"data":[
            {"name":"reach","period":"lifetime","values":[{"value":1342}],"title":"Erreichte Konten"},
            {"name":"navigation","period":"lifetime","values":[{"value":25}],"total_value":{"value":25,"breakdowns":[
                {"dimension_keys":["story_navigation_action_type"],"results":[
                    {"dimension_values":["tap_forward"],"value":19},{"dimension_values":["tap_back"],"value":4}]}]}},
            {"name":"views","period":"day","total_value":{"value":96}},
            {"name":"follows","period":"day"},{"name":"saved","values":[]},{"name":"shares","values":[{}]}]}"#,
        )
        .unwrap();
        assert_eq!(insights.figure(MediaMetric::Reach), Some(1342.0));
        assert_eq!(insights.figure(MediaMetric::Navigation), Some(25.0));
        assert_eq!(insights.figure(TotalMetric::Views), Some(96.0));
        for unknown in [MediaMetric::Follows, MediaMetric::Saved, MediaMetric::Shares] {
            assert!(insights.get(unknown).is_some());
            assert_eq!(insights.figure(unknown), None, "unknown is not zero");
        }
        assert!(insights.get(MediaMetric::Likes).is_none());
        let [breakdown] = insights.get(MediaMetric::Navigation).unwrap().breakdowns() else {
            panic!("one breakdown")
        };
        assert_eq!(breakdown.keys, ["story_navigation_action_type"]);
        let parts: f64 = breakdown.parts.iter().filter_map(|part| part.value).sum();
        assert_eq!(parts, 23.0, "the parts do not add up to the total");
    }

    #[test]
    fn no_figures_at_all_are_an_empty_list_and_no_list_is_incomplete() {
        assert_eq!(decode(r#"{"data":[]}"#), Ok(Insights::default()));
        for stripped in ["{}", r#"{"data":null}"#, r#"{"id":"17841400000000123"}"#] {
            assert!(
                matches!(
                    decode(stripped),
                    Err(ApiError::Incomplete {
                        scope: Scope::Insights,
                        ..
                    })
                ),
                "{stripped}"
            );
        }
        assert!(matches!(
            decode(r#"{"data":[{"values":[]}]}"#),
            Err(ApiError::InDoubt { .. })
        ));
    }

    #[test]
    fn demographics_have_no_total_and_several_keys() {
        let insights = decode(
            r#"{"data":[{"name":"follower_demographics","period":"lifetime","total_value":{"breakdowns":[
                {"dimension_keys":["timeframe","country"],"results":[
                    {"dimension_values":["THIS_MONTH","DE"],"value":812}]}]}}]}"#,
        )
        .unwrap();
        let [demographics] = insights.metrics.as_slice() else {
            panic!("one metric")
        };
        assert_eq!(demographics.figure(), None);
        assert_eq!(demographics.breakdowns()[0].parts[0].of, ["THIS_MONTH", "DE"]);
        assert_eq!(demographics.breakdowns()[0].parts[0].value, Some(812.0));
    }

    #[test]
    fn a_value_is_a_number_a_map_an_empty_map_or_missing() {
        let insights = decode(
            r#"{"data":[{"name":"online_followers","period":"lifetime","values":[
                {"value":{"0":35,"23":61},"end_time":"2026-05-01T07:00:00+0000"},
                {"value":{},"end_time":"2026-05-03T07:00:00+0000"},{"value":0},{"value":null},{"value":"12"}]}]}"#,
        )
        .unwrap();
        let values = &insights.metrics[0].values;
        let hours = BTreeMap::from([("0".to_owned(), 35.0), ("23".to_owned(), 61.0)]);
        assert_eq!(values[0].value, Some(Figure::Map(hours)));
        assert_eq!(values[0].end_time, Some("2026-05-01T07:00:00Z".parse().unwrap()));
        assert_eq!(values[1].value, Some(Figure::Map(BTreeMap::new())));
        assert_eq!(values[2].value, Some(Figure::Number(0.0)), "zero is not unknown");
        assert_eq!((values[3].value.as_ref(), values[3].end_time), (None, None));
        assert_eq!(values[4].number(), Some(12.0));
    }

    #[test]
    fn a_single_metric_may_stand_alone() {
        let insights = decode(r#"{"name":"reach","period":"day","values":[{"value":32}],"id":"1/insights/reach/day"}"#);
        let insights = insights.unwrap();
        assert_eq!(insights.figure(TotalMetric::Reach), Some(32.0));
        assert_eq!((insights.previous, insights.next), (None, None));
    }

    #[test]
    fn the_ranges_around_the_answer_are_kept_and_the_token_in_their_links_is_not() {
        let insights = decode(
            r#"{"data":[],"paging":{
            "previous":"https://graph.instagram.com/v26.0/1/insights?access_token=IGAAsecret&since=1777593600&until=1777680000",
            "next":"https://graph.instagram.com/v26.0/1/insights?access_token=IGAAsecret&since=1777766400&until=1777852800"}}"#,
        )
        .unwrap();
        let previous = insights.previous.unwrap();
        assert_eq!(
            (previous.since().as_second(), previous.until().as_second()),
            (1_777_593_600, 1_777_680_000)
        );
        assert_eq!(insights.next.unwrap().until().as_second(), 1_777_852_800);
        assert!(!format!("{insights:?}").contains("IGAAsecret"));
    }

    #[test]
    fn documented_and_live_names_of_a_product_are_one() {
        for (value, product) in [
            ("FEED", ProductType::Feed),
            ("POST", ProductType::Feed),
            ("CAROUSEL_CONTAINER", ProductType::Feed),
            ("REELS", ProductType::Reels),
            ("REEL", ProductType::Reels),
            ("story", ProductType::Story),
            ("AD", ProductType::Ad),
            ("IGTV", ProductType::Unknown),
        ] {
            assert_eq!(product_of(value), product, "{value}");
        }
    }
}

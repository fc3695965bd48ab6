//! Facts of insights.

use instagram::{
    AccountQuery, ApiError, Endpoint, Figure, GetAccountInsights, GetMediaInsights, Insight, InsightBreakdown,
    InsightProduct, Insights, MediaMetric,
};
use serde_json::{Value, json};

/// Of a post, reel or story.
pub fn of_media(body: &[u8]) -> Result<Value, String> {
    let asked = GetMediaInsights {
        media: &"1".into(),
        product: InsightProduct::Feed,
        metrics: &[MediaMetric::Reach],
        breakdown: None,
    };
    facts(asked.decode(body))
}

/// Of an account.
pub fn of_account(body: &[u8]) -> Result<Value, String> {
    let asked = GetAccountInsights {
        account: &"1".into(),
        query: AccountQuery::DailyReach { range: None },
    };
    facts(asked.decode(body))
}

fn facts(read: Result<Insights, ApiError>) -> Result<Value, String> {
    let insights = read.map_err(|error| error.to_string())?;
    let metrics: Vec<Value> = insights.metrics.iter().map(metric).collect();
    Ok(json!({ "metrics": metrics, "has_next": insights.next.is_some() }))
}

fn metric(insight: &Insight) -> Value {
    let values: Vec<Value> = insight
        .values
        .iter()
        .map(|value| value.value.as_ref().map_or(Value::Null, figure))
        .collect();
    let total = insight.total.as_ref().and_then(|total| total.value);
    let breakdowns: Vec<Value> = insight.breakdowns().iter().map(breakdown).collect();
    json!({ "name": insight.name, "period": insight.period, "values": values, "total": total.map(number),
        "breakdown": breakdowns })
}

fn breakdown(breakdown: &InsightBreakdown) -> Value {
    let sum: f64 = breakdown.parts.iter().filter_map(|part| part.value).sum();
    json!({ "keys": breakdown.keys, "n": breakdown.parts.len(), "sum": number(sum) })
}

fn figure(figure: &Figure) -> Value {
    match figure {
        Figure::Number(value) => number(*value),
        Figure::Map(map) => map.iter().map(|(key, value)| (key.clone(), number(*value))).collect(),
    }
}

/// Whole numbers as such: to a reader of JSON `8` and `8.0` are two things.
fn number(value: f64) -> Value {
    if value.fract() == 0.0 && value.abs() < 9e15 {
        json!(value as i64)
    } else {
        json!(value)
    }
}

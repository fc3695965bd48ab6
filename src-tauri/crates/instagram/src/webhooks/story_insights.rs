//! The last figures of a story, told when it ends. Facebook Login only.
//!
//! Source: developers.facebook.com/docs/graph-api/webhooks/reference/instagram. Some of its figures have been withdrawn from the
//! rest of the platform, so none is counted on: read insights before the story ends.

use crate::MediaId;
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use std::collections::BTreeMap;

/// The last figures of a story.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct StoryInsights {
    /// The story.
    pub media_id: MediaId,
    /// Each figure under the platform's name for it; `None` for one below five, which is not told exactly.
    #[serde(flatten, deserialize_with = "figures")]
    pub figures: BTreeMap<String, Option<u64>>,
}

/// What the platform sends for a figure below five.
const BELOW_FIVE: i64 = -1;

fn figures<'de, D: Deserializer<'de>>(deserializer: D) -> Result<BTreeMap<String, Option<u64>>, D::Error> {
    let others = BTreeMap::<String, Value>::deserialize(deserializer)?;
    let figure = |value: &Value| match value.as_i64() {
        Some(BELOW_FIVE) => Some(None),
        _ => value.as_u64().map(Some),
    };
    Ok(others
        .into_iter()
        .filter_map(|(name, value)| figure(&value).map(|figure| (name, figure)))
        .collect())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    #[test]
    fn figures_are_read_and_one_below_five_is_not_a_number() {
        let insights: StoryInsights = serde_json::from_str(
            r#"{"media_id":"17887498072083520","reach":44,"replies":0,"exits":-1,"navigation":{"x":1},"taps_back":-7}"#,
        )
        .unwrap();
        assert_eq!(insights.media_id.as_str(), "17887498072083520");
        let expected = [("exits", None), ("reach", Some(44)), ("replies", Some(0))];
        assert_eq!(
            insights.figures,
            expected.map(|(name, figure)| (name.to_owned(), figure)).into()
        );
    }
}

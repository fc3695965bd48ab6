//! A range of time to ask insights of.

use crate::ApiError;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use url::Url;

/// The longest range there is: 2,592,000 seconds.
const LONGEST: SignedDuration = SignedDuration::from_hours(30 * 24);

/// From one instant to a later one, at most 30 days, to the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InsightRange {
    since: Timestamp,
    until: Timestamp,
}

impl InsightRange {
    /// The range between two instants.
    ///
    /// # Errors
    /// [`ApiError::Invalid`] when it is empty, runs backwards or is longer than 30 days.
    pub fn new(since: Timestamp, until: Timestamp) -> Result<Self, ApiError> {
        if until <= since {
            return Err(ApiError::Invalid("Insights begin before they end.".to_owned()));
        }
        if until.duration_since(since) > LONGEST {
            return Err(ApiError::Invalid(
                "Insights cover at most 30 days at a time.".to_owned(),
            ));
        }
        Ok(Self { since, until })
    }

    /// Its beginning.
    pub fn since(&self) -> Timestamp {
        self.since
    }

    /// Its end.
    pub fn until(&self) -> Timestamp {
        self.until
    }

    /// Both ends as the platform writes them: seconds since 1970.
    pub(super) fn in_seconds(&self) -> (String, String) {
        (self.since.as_second().to_string(), self.until.as_second().to_string())
    }
}

/// Reads the range out of a paging link. A link without one is no range.
pub(super) fn in_link<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<InsightRange>, D::Error> {
    let Value::String(link) = Value::deserialize(deserializer)? else {
        return Ok(None);
    };
    Ok(range_of(&link))
}

fn range_of(link: &str) -> Option<InsightRange> {
    let link = Url::parse(link).ok()?;
    let time = |name: &str| {
        let (_, seconds) = link.query_pairs().find(|(key, _)| key == name)?;
        Timestamp::from_second(seconds.parse().ok()?).ok()
    };
    InsightRange::new(time("since")?, time("until")?).ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    fn range(since: i64, until: i64) -> Result<InsightRange, ApiError> {
        InsightRange::new(
            Timestamp::from_second(since).unwrap(),
            Timestamp::from_second(until).unwrap(),
        )
    }

    #[test]
    fn thirty_days_are_the_most() {
        let start = 1_777_593_600;
        assert!(range(start, start + 2_592_000).is_ok());
        let error = range(start, start + 2_592_001).unwrap_err();
        assert!(
            matches!(&error, ApiError::Invalid(said) if said.contains("30 days")),
            "{error:?}"
        );
        assert!(range(start, start).is_err() && range(start, start - 1).is_err());
    }

    #[test]
    fn links_without_times_are_no_range() {
        for link in [
            "",
            "soon",
            "https://x.example/?after=Q",
            "https://x.example/?since=1&until=x",
        ] {
            assert_eq!(range_of(link), None, "{link}");
        }
    }
}

//! `GET /{account}/content_publishing_limit`: how many posts the account has published within the last day, and how many
//! it may.
//!
//! Source: developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/content_publishing_limit.
//! The allowance has been 25, 50 and 100 over the years, so it is read, never assumed; a carousel counts as one. `config` is
//! absent unless it is asked for, and may be absent even then.

use crate::endpoint::{self, Endpoint, Request};
use crate::{AccountId, ApiError, Endpoints, Scope, answer, complete, lenient};
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use std::time::Duration;

/// `GET /{account}/content_publishing_limit`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GetPublishingLimit<'a> {
    /// The account.
    pub account: &'a AccountId,
    /// Counts only what was published since then; `None` for the whole window.
    pub since: Option<Since>,
}

/// An instant within the last 24 hours, to the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Since(Timestamp);

impl Since {
    /// The instant, if it lies within the 24 hours before `now`.
    ///
    /// # Errors
    /// [`ApiError::Invalid`] for an earlier instant and for one that is still to come.
    pub fn new(instant: Timestamp, now: Timestamp) -> Result<Self, ApiError> {
        let age = now.duration_since(instant);
        if age.is_negative() || age > SignedDuration::from_hours(24) {
            return Err(ApiError::Invalid(
                "Published posts are counted over the last 24 hours at most.".to_owned(),
            ));
        }
        Ok(Self(instant))
    }
}

/// The allowance for publishing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PublishingLimit {
    /// Posts published within the last [`PublishingLimit::duration`].
    pub used: u32,
    /// Posts allowed in that time; `None` where the platform does not say.
    pub total: Option<u32>,
    /// The length of the window, which moves with the clock; `None` where the platform does not say.
    pub duration: Option<Duration>,
}

const FIELDS: &str = "quota_usage,config";

#[derive(Deserialize)]
#[serde(untagged)]
enum Answer {
    Listed { data: Vec<Wire> },
    Flat(Wire),
}

#[derive(Deserialize)]
struct Wire {
    #[serde(default, deserialize_with = "lenient::count")]
    quota_usage: Option<u64>,
    #[serde(default)]
    config: Option<Config>,
}

#[derive(Deserialize)]
struct Config {
    #[serde(default, deserialize_with = "lenient::count")]
    quota_total: Option<u64>,
    #[serde(default, deserialize_with = "lenient::count")]
    quota_duration: Option<u64>,
}

impl Endpoint for GetPublishingLimit<'_> {
    type Output = PublishingLimit;
    const NAME: &'static str = "GET /{account}/content_publishing_limit";
    const SCOPE: Scope = Scope::ContentPublish;

    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        let since = self.since.map(|Since(instant)| instant.as_second().to_string());
        let mut query = vec![("fields", FIELDS)];
        query.extend(since.as_deref().map(|since| ("since", since)));
        endpoint::get(
            endpoints.graph_url(&[self.account.as_str(), "content_publishing_limit"])?,
            &query,
        )
    }

    fn decode(&self, body: &[u8]) -> Result<PublishingLimit, ApiError> {
        let wire = match answer::read(body)? {
            Answer::Listed { data } => data.into_iter().next(),
            Answer::Flat(wire) => Some(wire),
        };
        let used = wire.as_ref().and_then(|wire| u32::try_from(wire.quota_usage?).ok());
        let config = wire.and_then(|wire| wire.config);
        Ok(PublishingLimit {
            used: used.ok_or_else(|| complete::lacks::<Self>(vec!["quota_usage"]))?,
            total: config
                .as_ref()
                .and_then(|config| u32::try_from(config.quota_total?).ok()),
            duration: config.and_then(|config| config.quota_duration).map(Duration::from_secs),
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    fn read(body: &str) -> Result<PublishingLimit, ApiError> {
        let account = AccountId::from("17841400000000123");
        let limit = GetPublishingLimit {
            account: &account,
            since: None,
        };
        limit.decode(body.as_bytes())
    }

    #[test]
    fn the_request_is_the_documented_one() {
        let account = AccountId::from("17841400000000123");
        let limit = GetPublishingLimit {
            account: &account,
            since: None,
        };
        let request = limit.request(&Endpoints::instagram()).unwrap();
        assert_eq!(request.method(), "GET");
        insta::assert_snapshot!(request.uri().to_string());
        let now: Timestamp = "2026-08-14T10:00:00Z".parse().unwrap();
        let since = GetPublishingLimit {
            since: Some(Since::new("2026-08-14T04:00:00Z".parse().unwrap(), now).unwrap()),
            ..limit
        };
        let since = since.request(&Endpoints::instagram()).unwrap();
        assert_eq!(since.uri().to_string(), format!("{}&since=1786680000", request.uri()));
    }

    #[test]
    fn only_the_last_24_hours_can_be_counted() {
        let now: Timestamp = "2026-08-14T10:00:00Z".parse().unwrap();
        for (instant, is_allowed) in [
            ("2026-08-14T10:00:00Z", true),
            ("2026-08-13T10:00:00Z", true),
            ("2026-08-13T09:59:59Z", false),
            ("2026-08-14T10:00:01Z", false),
        ] {
            let since = Since::new(instant.parse().unwrap(), now);
            assert_eq!(since.is_ok(), is_allowed, "{instant}");
            if let Err(error) = since {
                assert!(
                    matches!(&error, ApiError::Invalid(said) if said.contains("24")),
                    "{error:?}"
                );
            }
        }
    }

    #[test]
    fn the_allowance_is_read_from_a_list_and_from_a_bare_object() {
        let expected = PublishingLimit {
            used: 3,
            total: Some(100),
            duration: Some(Duration::from_secs(86_400)),
        };
        let item = r#"{"quota_usage":3,"config":{"quota_total":100,"quota_duration":86400}}"#;
        assert_eq!(read(&format!(r#"{{"data":[{item}]}}"#)), Ok(expected));
        assert_eq!(read(item), Ok(expected));
    }

    #[test]
    fn an_allowance_without_its_size_is_known_in_part() {
        for body in [
            r#"{"data":[{"quota_usage":45,"config_id":"x"}]}"#,
            r#"{"data":[{"quota_usage":45,"config":{}}]}"#,
            r#"{"data":[{"quota_usage":45,"config":null}]}"#,
        ] {
            let limit = read(body).unwrap();
            assert_eq!((limit.used, limit.total, limit.duration), (45, None, None), "{body}");
        }
    }

    #[test]
    fn an_answer_without_the_usage_is_incomplete_and_not_zero() {
        for body in [
            r#"{"data":[]}"#,
            r#"{"data":[{"config":{"quota_total":100}}]}"#,
            "{}",
            r#"{"quota_usage":-1}"#,
        ] {
            let answer = read(body);
            assert!(
                matches!(
                    answer,
                    Err(ApiError::Incomplete {
                        scope: Scope::ContentPublish,
                        ..
                    })
                ),
                "{body}: {answer:?}"
            );
        }
        assert!(matches!(read("<html>"), Err(ApiError::InDoubt { .. })));
    }
}

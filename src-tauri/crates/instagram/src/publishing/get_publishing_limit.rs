//! `GET /{account}/content_publishing_limit`: how many posts the account has published within the last day, and how many
//! it may.
//!
//! Source: developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/content_publishing_limit.
//! The allowance has been 25, 50 and 100 over the years, so it is read, never assumed; a carousel counts as one.

use crate::endpoint::{self, Endpoint, Request};
use crate::{AccountId, ApiError, Endpoints, Scope, answer, complete, lenient};
use serde::Deserialize;
use std::time::Duration;

/// `GET /{account}/content_publishing_limit`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GetPublishingLimit<'a> {
    /// The account.
    pub account: &'a AccountId,
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
    const NAME: &'static str = "GET /account/content_publishing_limit";
    const SCOPE: Scope = Scope::ContentPublish;

    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        endpoint::get(
            endpoints.graph_url(&[self.account.as_str(), "content_publishing_limit"])?,
            &[("fields", FIELDS)],
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
        GetPublishingLimit { account: &account }.decode(body.as_bytes())
    }

    #[test]
    fn the_request_is_the_documented_one() {
        let account = AccountId::from("17841400000000123");
        let request = GetPublishingLimit { account: &account }
            .request(&Endpoints::instagram())
            .unwrap();
        assert_eq!(request.method(), "GET");
        insta::assert_snapshot!(request.uri().to_string());
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

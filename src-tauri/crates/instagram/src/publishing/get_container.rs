//! `GET /{container}`: how far the platform has got with a container.
//!
//! Source: developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-container. The platform advises
//! to ask at most once a minute and for at most five minutes; pictures are usually finished within seconds.

use crate::endpoint::{self, Endpoint, Request};
use crate::{ApiError, ContainerId, Endpoints, Scope, answer, complete, lenient};
use serde::Deserialize;
use std::fmt;

/// `GET /{container}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GetContainer<'a> {
    /// The container.
    pub container: &'a ContainerId,
}

/// The state of a container.
#[derive(Clone, PartialEq, Eq)]
pub struct Container {
    /// Its id, where the answer repeats it.
    pub id: Option<ContainerId>,
    /// How far it is.
    pub status: ContainerStatus,
    /// The platform's word for it; absent where a failed container tells it in its text alone.
    pub status_code: Option<String>,
    /// What the platform says about it in its own words, such as `Finished: Media has been uploaded …`. Localised, and it
    /// may repeat the address of the file: for people to read, never for a log.
    pub detail: Option<String>,
    /// Why it failed, a subcode such as 2207052 ([`catalogue::find_subcode`](crate::catalogue::find_subcode)). The platform
    /// hides it in a text, and leaves it out at times.
    pub error_subcode: Option<i64>,
}

impl fmt::Debug for Container {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Container")
            .field("id", &self.id)
            .field("status", &self.status)
            .field("error_subcode", &self.error_subcode)
            .finish_non_exhaustive()
    }
}

/// `status_code` of a container.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ContainerStatus {
    /// The platform is preparing it.
    InProgress,
    /// It can be published.
    Finished,
    /// It has been published. The container does not say which post it became.
    Published,
    /// It failed for good; a new one is needed.
    Error,
    /// Older than 24 hours and never published; a new one is needed.
    Expired,
    /// A state this crate does not know.
    Unknown,
}

const FIELDS: &str = "id,status_code,status";

#[derive(Deserialize)]
struct Wire {
    #[serde(default)]
    id: Option<ContainerId>,
    #[serde(default, deserialize_with = "lenient::text")]
    status_code: Option<String>,
    #[serde(default, deserialize_with = "lenient::text")]
    status: Option<String>,
}

impl Endpoint for GetContainer<'_> {
    type Output = Container;
    const NAME: &'static str = "GET /{container}";
    const SCOPE: Scope = Scope::ContentPublish;

    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        endpoint::get(endpoints.graph_url(&[self.container.as_str()])?, &[("fields", FIELDS)])
    }

    fn decode(&self, body: &[u8]) -> Result<Container, ApiError> {
        let wire: Wire = answer::read(body)?;
        if wire.status_code.is_none() && wire.status.is_none() {
            return Err(complete::lacks::<Self>(vec!["status_code", "status"]));
        }
        let text = wire.status.as_deref().unwrap_or_default();
        let status = match wire.status_code.as_deref() {
            Some("IN_PROGRESS") => ContainerStatus::InProgress,
            Some("FINISHED") => ContainerStatus::Finished,
            Some("PUBLISHED") => ContainerStatus::Published,
            Some("ERROR") => ContainerStatus::Error,
            Some("EXPIRED") => ContainerStatus::Expired,
            // A failed container may come without its code (seen in September 2026).
            None if begins_with_error(text) => ContainerStatus::Error,
            _ => ContainerStatus::Unknown,
        };
        Ok(Container {
            id: wire.id,
            status,
            status_code: wire.status_code,
            error_subcode: (status == ContainerStatus::Error).then(|| subcode_in(text)).flatten(),
            detail: wire.status,
        })
    }
}

fn begins_with_error(text: &str) -> bool {
    text.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("error"))
}

/// The first number of seven digits that begins with 22: every subcode of publishing has that form.
fn subcode_in(text: &str) -> Option<i64> {
    text.split(|c: char| !c.is_ascii_digit())
        .find(|digits| digits.len() == 7 && digits.starts_with("22"))?
        .parse()
        .ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use crate::catalogue;

    fn read(body: &str) -> Result<Container, ApiError> {
        let container = ContainerId::from("17900011122233344");
        GetContainer { container: &container }.decode(body.as_bytes())
    }

    #[test]
    fn the_request_is_the_documented_one() {
        let container = ContainerId::from("17900011122233344");
        let request = GetContainer { container: &container }
            .request(&Endpoints::instagram())
            .unwrap();
        assert_eq!(request.method(), "GET");
        insta::assert_snapshot!(request.uri().to_string());
    }

    #[test]
    fn every_documented_state_is_read_and_a_new_one_is_unknown() {
        for (code, status) in [
            ("IN_PROGRESS", ContainerStatus::InProgress),
            ("FINISHED", ContainerStatus::Finished),
            ("PUBLISHED", ContainerStatus::Published),
            ("ERROR", ContainerStatus::Error),
            ("EXPIRED", ContainerStatus::Expired),
            ("SCHEDULED", ContainerStatus::Unknown),
            ("finished", ContainerStatus::Unknown),
        ] {
            let body = format!(r#"{{"id":"17900011122233344","status_code":"{code}","status":"x 2207052"}}"#);
            let container = read(&body).unwrap();
            assert_eq!(container.status, status, "{code}");
            assert_eq!(
                container.error_subcode.is_some(),
                status == ContainerStatus::Error,
                "only a failure has a reason"
            );
        }
    }

    #[test]
    fn the_reason_of_a_failure_is_found_in_its_text_and_known_to_the_catalogue() {
        let container = read(
            r#"{"id":"1","status_code":"ERROR","status":"Error: Media upload has failed with error code 2207052"}"#,
        )
        .unwrap();
        assert_eq!(container.error_subcode, Some(2_207_052));
        assert_eq!(
            container.detail.as_deref(),
            Some("Error: Media upload has failed with error code 2207052")
        );
        assert_eq!(container.id, Some(ContainerId::from("1")));
        assert!(!format!("{container:?}").contains("Media upload"));
        assert_eq!(catalogue::find_subcode(2_207_052).unwrap().code, 9004);
        for (text, subcode) in [
            ("2207003", Some(2_207_003)),
            ("Fehler 2207026.", Some(2_207_026)),
            ("Error 17900011122070523", None),
            ("Error 22070520", None),
            ("ERROR", None),
            ("", None),
        ] {
            let body = serde_json::json!({"id": "1", "status_code": "ERROR", "status": text}).to_string();
            assert_eq!(read(&body).unwrap().error_subcode, subcode, "{text:?}");
        }
    }

    #[test]
    fn a_failure_without_its_code_is_a_failure_and_another_text_alone_is_no_state() {
        for text in ["Error: Media upload has failed with error code 2207082", "ERROR"] {
            let body = serde_json::json!({"id": "1", "status": text}).to_string();
            assert_eq!(read(&body).unwrap().status, ContainerStatus::Error, "{text}");
        }
        for text in ["Finished: Media has been uploaded", "fini", "错误错误"] {
            let body = serde_json::json!({"id": "1", "status": text}).to_string();
            assert_eq!(read(&body).unwrap().status, ContainerStatus::Unknown, "{text}");
        }
    }

    #[test]
    fn the_platform_s_words_are_kept_and_not_printed() {
        let container = read(r#"{"id":"1","status_code":"SCHEDULED","status":"https://x.example/?sig=1"}"#).unwrap();
        assert_eq!(container.status_code.as_deref(), Some("SCHEDULED"));
        assert_eq!(container.detail.as_deref(), Some("https://x.example/?sig=1"));
        assert!(!format!("{container:?}").contains("sig"));
        let failed = read(r#"{"id":"1","status":"ERROR"}"#).unwrap();
        assert_eq!((failed.status, failed.status_code), (ContainerStatus::Error, None));
    }

    #[test]
    fn an_answer_without_any_state_is_incomplete() {
        for body in [r#"{"id":"1"}"#, "{}", r#"{"status_code":null}"#] {
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

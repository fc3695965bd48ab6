//! `GET /{container}` with `copyright_check_status`: whether the platform found other people's work in a video.
//!
//! Source: developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-container. To be read once the
//! container is finished and before it is published; a match does not keep it from being published. Of a published video
//! [`GetCopyrightCheck`](crate::GetCopyrightCheck) says more.

use crate::endpoint::{self, Endpoint, Request};
use crate::{ApiError, ContainerId, CopyrightStatus, Endpoints, Scope, answer, complete, lenient};
use serde::Deserialize;

/// `GET /{container}` with `copyright_check_status`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GetContainerCopyright<'a> {
    /// The container of a video.
    pub container: &'a ContainerId,
}

/// How far the search for other people's work has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContainerCopyright {
    /// How far it is; `None` where the platform does not say.
    pub status: Option<CopyrightStatus>,
    /// Whether something was found; `None` where the platform does not say.
    pub matches_found: Option<bool>,
}

#[derive(Deserialize)]
struct Wire {
    #[serde(default)]
    copyright_check_status: Option<WireCheck>,
}

#[derive(Deserialize)]
struct WireCheck {
    #[serde(default)]
    status: Option<CopyrightStatus>,
    #[serde(default, deserialize_with = "lenient::flag")]
    matches_found: Option<bool>,
}

impl Endpoint for GetContainerCopyright<'_> {
    type Output = ContainerCopyright;
    const NAME: &'static str = "GET /{container} copyright_check_status";
    const SCOPE: Scope = Scope::ContentPublish;

    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        endpoint::get(
            endpoints.graph_url(&[self.container.as_str()])?,
            &[("fields", "id,copyright_check_status")],
        )
    }

    fn decode(&self, body: &[u8]) -> Result<ContainerCopyright, ApiError> {
        let wire: Wire = answer::read(body)?;
        let check = wire
            .copyright_check_status
            .ok_or_else(|| complete::lacks::<Self>(vec!["copyright_check_status"]))?;
        Ok(ContainerCopyright {
            status: check.status,
            matches_found: check.matches_found,
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    fn read(body: &str) -> Result<ContainerCopyright, ApiError> {
        let container = ContainerId::from("17900011122233344");
        GetContainerCopyright { container: &container }.decode(body.as_bytes())
    }

    #[test]
    fn the_request_is_the_documented_one() {
        let container = ContainerId::from("17900011122233344");
        let request = GetContainerCopyright { container: &container }
            .request(&Endpoints::instagram())
            .unwrap();
        assert_eq!(request.method(), "GET");
        assert_eq!(
            request.uri().to_string(),
            "https://graph.instagram.com/v26.0/17900011122233344?fields=id%2Ccopyright_check_status"
        );
    }

    #[test]
    fn every_documented_state_is_read() {
        for (word, status) in [
            ("not_started", CopyrightStatus::NotStarted),
            ("in_progress", CopyrightStatus::InProgress),
            ("completed", CopyrightStatus::Completed),
            ("error", CopyrightStatus::Error),
            ("appealed", CopyrightStatus::Other("appealed".to_owned())),
        ] {
            let body = format!(r#"{{"id":"1","copyright_check_status":{{"status":"{word}","matches_found":false}}}}"#);
            let check = read(&body).unwrap();
            assert_eq!(
                (check.status, check.matches_found),
                (Some(status), Some(false)),
                "{word}"
            );
        }
        let silent = read(r#"{"id":"1","copyright_check_status":{"status":"in_progress"}}"#).unwrap();
        assert_eq!(silent.matches_found, None);
    }

    #[test]
    fn an_answer_without_the_check_is_incomplete() {
        for body in [r#"{"id":"1"}"#, "{}", r#"{"copyright_check_status":null}"#] {
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
    }
}

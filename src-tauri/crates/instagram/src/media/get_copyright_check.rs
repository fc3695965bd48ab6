//! `GET /{media}?fields=copyright_check_information`: whether a published video holds what belongs to others.
//!
//! Source: developers.facebook.com/docs/instagram-platform/instagram-api-with-facebook-login/copyright-detection. Only for
//! videos that were published through the API; the check takes minutes. For a container see its status.

use crate::endpoint::{self, Endpoint, Request};
use crate::{ApiError, Endpoints, MediaId, Scope, answer, complete, lenient};
use serde::Deserialize;
use serde_json::Value;

/// `GET /{media}?fields=copyright_check_information`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GetCopyrightCheck<'a> {
    /// The video.
    pub media: &'a MediaId,
}

/// How the check of a video stands.
#[derive(Debug, Clone, PartialEq)]
pub struct CopyrightCheck {
    /// How far it is.
    pub status: CopyrightStatus,
    /// Whether it found something; absent while it runs.
    pub matches_found: Option<bool>,
    /// What it found.
    pub matches: Vec<CopyrightMatch>,
}

/// How far a check is.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(from = "String")]
pub enum CopyrightStatus {
    /// Not begun.
    NotStarted,
    /// Running.
    InProgress,
    /// Done. The platform writes `completed` and `complete`.
    Completed,
    /// It failed: nothing is known.
    Error,
    /// A state this crate does not know, as the platform spells it.
    Other(String),
}

/// Something in a video that belongs to somebody else.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct CopyrightMatch {
    /// Its title.
    #[serde(default, deserialize_with = "lenient::text")]
    pub content_title: Option<String>,
    /// Who made it.
    #[serde(default, deserialize_with = "lenient::text")]
    pub author: Option<String>,
    /// Whom it belongs to and what the owner has done about it.
    #[serde(default, rename = "owner_copyright_policy")]
    policy: Policy,
    /// Where in the video it is.
    #[serde(default)]
    pub matched_segments: Vec<MatchedSegment>,
}

#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
struct Policy {
    #[serde(default, deserialize_with = "lenient::text")]
    name: Option<String>,
    #[serde(default)]
    actions: Vec<CopyrightAction>,
}

/// What an owner has done about a match.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct CopyrightAction {
    /// What, as the platform spells it (`BLOCK`, `MUTE`).
    #[serde(default, deserialize_with = "lenient::text")]
    pub action: Option<String>,
    /// The countries it holds in, by name; empty when none are named.
    #[serde(default)]
    pub geos: Vec<String>,
}

/// A part of a video.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct MatchedSegment {
    /// Seconds from the beginning of the video.
    #[serde(default)]
    pub start_time_in_seconds: Option<f64>,
    /// Its length in seconds.
    #[serde(default)]
    pub duration_in_seconds: Option<f64>,
    /// `AUDIO` or `VIDEO`, as the platform spells it.
    #[serde(default, deserialize_with = "lenient::text")]
    pub segment_type: Option<String>,
}

impl CopyrightMatch {
    /// Whom it belongs to.
    pub fn owner(&self) -> Option<&str> {
        self.policy.name.as_deref()
    }

    /// What the owner has done about it.
    pub fn actions(&self) -> &[CopyrightAction] {
        &self.policy.actions
    }
}

impl From<String> for CopyrightStatus {
    fn from(name: String) -> Self {
        match name.as_str() {
            "not_started" => CopyrightStatus::NotStarted,
            "in_progress" => CopyrightStatus::InProgress,
            "completed" | "complete" => CopyrightStatus::Completed,
            "error" => CopyrightStatus::Error,
            _ => CopyrightStatus::Other(name),
        }
    }
}

impl Endpoint for GetCopyrightCheck<'_> {
    type Output = CopyrightCheck;
    const NAME: &'static str = "GET /{media} copyright_check_information";
    const SCOPE: Scope = Scope::Basic;

    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        endpoint::get(
            endpoints.graph_url(&[self.media.as_str()])?,
            &[("fields", "copyright_check_information")],
        )
    }

    fn decode(&self, body: &[u8]) -> Result<CopyrightCheck, ApiError> {
        let Wire {
            copyright_check_information: Some(found),
        } = answer::read(body)?
        else {
            return Err(complete::lacks::<Self>(vec!["copyright_check_information"]));
        };
        Ok(CopyrightCheck {
            status: found.status.status,
            matches_found: found.status.matches_found,
            matches: matches(found.copyright_matches),
        })
    }
}

#[derive(Deserialize)]
struct Wire {
    #[serde(default)]
    copyright_check_information: Option<Information>,
}

#[derive(Deserialize)]
struct Information {
    status: Status,
    #[serde(default)]
    copyright_matches: Value,
}

#[derive(Deserialize)]
struct Status {
    status: CopyrightStatus,
    #[serde(default, deserialize_with = "lenient::flag")]
    matches_found: Option<bool>,
}

/// The page describes a flag where its samples have a list.
fn matches(value: Value) -> Vec<CopyrightMatch> {
    let each = |entry| serde_json::from_value(entry).ok();
    match value {
        Value::Array(list) => list.into_iter().filter_map(each).collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    fn decode(body: &str) -> Result<CopyrightCheck, ApiError> {
        let media = MediaId::from("1");
        GetCopyrightCheck { media: &media }.decode(body.as_bytes())
    }

    #[test]
    fn the_request_is_the_documented_one() {
        let media = MediaId::from("18001112223334445");
        let request = GetCopyrightCheck { media: &media }
            .request(&Endpoints::instagram())
            .unwrap();
        assert_eq!(request.method(), "GET");
        assert_eq!(
            request.uri().to_string(),
            "https://graph.instagram.com/v26.0/18001112223334445?fields=copyright_check_information"
        );
    }

    #[test]
    fn what_was_found_is_read() {
        let check = decode(
            r#"{"copyright_check_information":{"status":{"status":"complete","matches_found":true},
                "copyright_matches":[{"content_title":"Kneading","author":"The Ovens",
                  "owner_copyright_policy":{"name":"Crumb Records","actions":[{"action":"MUTE","territories":"2",
                    "geos":["Norway","Chile"]}]},
                  "matched_segments":[{"start_time_in_seconds":2.5,"duration_in_seconds":5,"segment_type":"AUDIO"}]}]},
                "id":"18001112223334445"}"#,
        )
        .unwrap();
        assert_eq!(check.status, CopyrightStatus::Completed);
        assert_eq!(check.matches_found, Some(true));
        let found = &check.matches[0];
        assert_eq!(
            (found.content_title.as_deref(), found.author.as_deref(), found.owner()),
            (Some("Kneading"), Some("The Ovens"), Some("Crumb Records"))
        );
        assert_eq!(found.actions()[0].geos, ["Norway", "Chile"]);
        assert_eq!(found.matched_segments[0].start_time_in_seconds, Some(2.5));
        assert_eq!(found.matched_segments[0].duration_in_seconds, Some(5.0));
    }

    #[test]
    fn a_check_without_findings_or_that_still_runs_is_read() {
        let clean = r#"{"copyright_check_information":{"status":{"status":"completed","matches_found":false},
            "copyright_matches":false},"id":"1"}"#;
        let clean = decode(clean).unwrap();
        assert_eq!(
            (clean.status, clean.matches_found),
            (CopyrightStatus::Completed, Some(false))
        );
        assert!(clean.matches.is_empty());
        for (name, status) in [
            ("not_started", CopyrightStatus::NotStarted),
            ("in_progress", CopyrightStatus::InProgress),
            ("error", CopyrightStatus::Error),
            ("asleep", CopyrightStatus::Other("asleep".to_owned())),
        ] {
            let body = format!(r#"{{"copyright_check_information":{{"status":{{"status":"{name}"}}}},"id":"1"}}"#);
            let check = decode(&body).unwrap();
            assert_eq!((check.status, check.matches_found), (status, None), "{name}");
        }
    }

    #[test]
    fn an_answer_without_the_check_is_incomplete() {
        let bare = decode(r#"{"id":"1"}"#);
        assert!(
            matches!(bare, Err(ApiError::Incomplete { ref missing, .. }) if *missing == ["copyright_check_information"]),
            "{bare:?}"
        );
        assert!(matches!(
            decode(r#"{"copyright_check_information":{}}"#),
            Err(ApiError::InDoubt { .. })
        ));
    }
}

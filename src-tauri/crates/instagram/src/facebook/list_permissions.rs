//! `GET /me/permissions`: what a person said yes and no to.
//!
//! Source: developers.facebook.com/docs/graph-api/reference/user/permissions

use crate::endpoint::{self, Endpoint, Request};
use crate::{ApiError, Endpoints, Flavour, Page, Paged, Scope, answer};
use serde::Deserialize;

/// `GET /me/permissions`. Needs the token of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ListPermissions<'a> {
    /// Cursor of the page of the list; `None` for the first.
    pub after: Option<&'a str>,
}

/// One permission and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Permission {
    /// The platform's name.
    #[serde(rename = "permission")]
    pub name: String,
    /// Whether it was granted.
    pub status: PermissionStatus,
}

/// `status` of a permission.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(from = "String")]
pub enum PermissionStatus {
    /// The person said yes.
    Granted,
    /// The person said no.
    Declined,
    /// The yes has run out.
    Expired,
    /// A status this crate does not know, as the platform spells it.
    Other(String),
}

impl From<String> for PermissionStatus {
    fn from(name: String) -> Self {
        match name.as_str() {
            "granted" => PermissionStatus::Granted,
            "declined" => PermissionStatus::Declined,
            "expired" => PermissionStatus::Expired,
            _ => PermissionStatus::Other(name),
        }
    }
}

impl Permission {
    /// The scope this crate knows it as; `None` for what it does not use.
    pub fn scope(&self) -> Option<Scope> {
        Scope::from_name(&self.name)
    }
}

impl Endpoint for ListPermissions<'_> {
    type Output = Page<Permission>;
    const NAME: &'static str = "GET /me/permissions";
    const SCOPE: Scope = Scope::Basic;
    const FLAVOURS: &'static [Flavour] = &[Flavour::FacebookLogin];

    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        let query: Vec<_> = self.after.map(|cursor| ("after", cursor)).into_iter().collect();
        endpoint::get(endpoints.graph_url(&["me", "permissions"])?, &query)
    }

    fn decode(&self, body: &[u8]) -> Result<Page<Permission>, ApiError> {
        answer::read(body)
    }
}

impl Paged for ListPermissions<'_> {
    type Item = Permission;
    type At<'c>
        = ListPermissions<'c>
    where
        Self: 'c;

    fn at<'c>(&'c self, after: Option<&'c str>) -> ListPermissions<'c> {
        ListPermissions {
            after: after.or(self.after),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    #[test]
    fn the_request_is_the_documented_one() {
        let uri = |after| {
            let request = ListPermissions { after }.request(&Endpoints::facebook()).unwrap();
            assert_eq!(request.method(), "GET");
            request.uri().to_string()
        };
        assert_eq!(uri(None), "https://graph.facebook.com/v26.0/me/permissions");
        assert_eq!(
            uri(Some("MTa")),
            "https://graph.facebook.com/v26.0/me/permissions?after=MTa"
        );
    }

    #[test]
    fn the_documented_answer_is_read() {
        let body = br#"{"data":[{"permission":"instagram_basic","status":"granted"},
            {"permission":"instagram_manage_comments","status":"declined"},
            {"permission":"email","status":"paused"}]}"#;
        let page = ListPermissions::default().decode(body).unwrap();
        let found: Vec<_> = page
            .items
            .iter()
            .map(|permission| (permission.scope(), permission.status.clone()))
            .collect();
        assert_eq!(
            found,
            [
                (Some(Scope::Basic), PermissionStatus::Granted),
                (Some(Scope::Comments), PermissionStatus::Declined),
                (None, PermissionStatus::Other("paused".to_owned())),
            ]
        );
    }

    #[test]
    fn a_permission_without_a_status_proves_nothing() {
        let half = ListPermissions::default().decode(br#"{"data":[{"permission":"instagram_basic"}]}"#);
        assert!(matches!(half, Err(ApiError::InDoubt { .. })), "{half:?}");
    }
}

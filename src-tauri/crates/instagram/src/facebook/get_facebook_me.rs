//! `GET /me` with Facebook Login: the person, or the Page, a token belongs to.
//!
//! Source: developers.facebook.com/docs/graph-api/overview (the node `me`). With Instagram Login `/me` is the account: see
//! [`GetMe`](crate::GetMe).

use crate::endpoint::{self, Endpoint, Request};
use crate::shown::shown;
use crate::{ApiError, Endpoints, Flavour, Scope, answer, ids, lenient};
use serde::Deserialize;

/// `GET /me` with Facebook Login.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct GetFacebookMe;

/// Whose token it is: a person (by an id of this app alone) or a Page. `Debug` leaves the name out.
#[derive(Clone, PartialEq, Eq, Deserialize)]
pub struct FacebookMe {
    /// The id. Never the key of an account: those are found through [`ListPages`](crate::ListPages).
    #[serde(deserialize_with = "ids::text")]
    pub id: String,
    /// The name.
    #[serde(default, deserialize_with = "lenient::text")]
    pub name: Option<String>,
}

shown!(FacebookMe: id);

impl Endpoint for GetFacebookMe {
    type Output = FacebookMe;
    const NAME: &'static str = "GET /me facebook";
    const SCOPE: Scope = Scope::Basic;
    const FLAVOURS: &'static [Flavour] = &[Flavour::FacebookLogin];

    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        endpoint::get(endpoints.graph_url(&["me"])?, &[("fields", "id,name")])
    }

    fn decode(&self, body: &[u8]) -> Result<FacebookMe, ApiError> {
        answer::read(body)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    #[test]
    fn the_request_is_the_documented_one() {
        let request = GetFacebookMe.request(&Endpoints::facebook()).unwrap();
        assert_eq!(request.method(), "GET");
        assert_eq!(
            request.uri().to_string(),
            "https://graph.facebook.com/v26.0/me?fields=id%2Cname"
        );
    }

    #[test]
    fn the_documented_answer_is_read_and_one_without_an_id_is_in_doubt() {
        let me = GetFacebookMe.decode(br#"{"id":"7001","name":"Ana Example"}"#).unwrap();
        assert_eq!((me.id.as_str(), me.name.as_deref()), ("7001", Some("Ana Example")));
        assert_eq!(GetFacebookMe.decode(br#"{"id":7001}"#).unwrap().name, None);
        assert!(matches!(
            GetFacebookMe.decode(br#"{"name":"Ana Example"}"#),
            Err(ApiError::InDoubt { .. })
        ));
    }
}

//! `GET /me`: whose token this is.
//!
//! Source: developers.facebook.com/docs/instagram-platform/instagram-api-with-instagram-login/get-started. The page wraps
//! the answer as `{"data":[…]}`, the live API sends it flat; both are read.

use crate::endpoint::{self, Endpoint, Request};
use crate::shown::shown;
use crate::{AccountId, ApiError, Endpoints, Flavour, Scope, answer, complete, ids, lenient};
use serde::{Deserialize, Deserializer};
use url::Url;

/// `GET /me`. Asks for what tells people which account they have connected; the rest of the profile, such as how many
/// accounts it follows, is [`GetAccount`](crate::GetAccount)'s.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct GetMe;

/// The account a token belongs to. `Debug` shows ids alone: the picture's address is signed.
#[derive(Clone, PartialEq, Eq)]
pub struct Me {
    /// App-scoped id: differs from app to app. Never the key of an account.
    pub id: String,
    /// The professional account id; the key of the account.
    pub user_id: AccountId,
    /// The handle, without `@`.
    pub username: String,
    /// The name on the profile.
    pub name: Option<String>,
    /// `BUSINESS` or `MEDIA_CREATOR`; the case differs between documentation and reality.
    pub account_type: Option<String>,
    /// Signed address on the CDN, valid for a few days; absent without a picture.
    pub profile_picture_url: Option<Url>,
    /// Followers.
    pub followers_count: Option<u64>,
    /// Posts.
    pub media_count: Option<u64>,
}

shown!(Me: id, user_id);

const FIELDS: &str = "id,user_id,username,name,account_type,profile_picture_url,followers_count,media_count";

impl Endpoint for GetMe {
    type Output = Me;
    const NAME: &'static str = "GET /me";
    const SCOPE: Scope = Scope::Basic;
    // With Facebook Login `/me` is a Facebook user: `GetFacebookMe`.
    const FLAVOURS: &'static [Flavour] = &[Flavour::InstagramLogin];

    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        endpoint::get(endpoints.graph_url(&["me"])?, &[("fields", FIELDS)])
    }

    fn decode(&self, body: &[u8]) -> Result<Me, ApiError> {
        let found = match answer::read::<Wire>(body)? {
            Wire { data: Some(list), .. } => list.into_iter().next().unwrap_or_default(),
            Wire { flat, .. } => flat,
        };
        match found {
            Found {
                id: Some(id),
                user_id: Some(user_id),
                username: Some(username),
                ..
            } => Ok(Me {
                id,
                user_id,
                username,
                name: found.name,
                account_type: found.account_type,
                profile_picture_url: found.profile_picture_url,
                followers_count: found.followers_count,
                media_count: found.media_count,
            }),
            Found {
                id, user_id, username, ..
            } => Err(complete::lacks::<Self>(complete::missing(&[
                ("id", id.is_some()),
                ("user_id", user_id.is_some()),
                ("username", username.is_some()),
            ]))),
        }
    }
}

#[derive(Deserialize)]
struct Wire {
    #[serde(default)]
    data: Option<Vec<Found>>,
    #[serde(flatten)]
    flat: Found,
}

#[derive(Default, Deserialize)]
struct Found {
    #[serde(default, deserialize_with = "app_scoped_id")]
    id: Option<String>,
    #[serde(default)]
    user_id: Option<AccountId>,
    #[serde(default)]
    username: Option<String>,
    #[serde(default, deserialize_with = "lenient::text")]
    name: Option<String>,
    #[serde(default, deserialize_with = "lenient::text")]
    account_type: Option<String>,
    #[serde(default, deserialize_with = "lenient::url")]
    profile_picture_url: Option<Url>,
    #[serde(default, deserialize_with = "lenient::count")]
    followers_count: Option<u64>,
    #[serde(default, deserialize_with = "lenient::count")]
    media_count: Option<u64>,
}

fn app_scoped_id<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    ids::text(deserializer).map(Some)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    const FLAT: &str = r#"{"user_id":"17841400000000123","username":"bluebakery","name":"Blue Bakery",
        "account_type":"BUSINESS","profile_picture_url":"https://scontent.cdninstagram.com/v/p.jpg?oe=6F",
        "followers_count":1830,"media_count":74,"id":"27001112223334445"}"#;

    #[test]
    fn the_request_is_the_documented_one() {
        let request = GetMe.request(&Endpoints::instagram()).unwrap();
        assert_eq!(request.method(), "GET");
        assert_eq!(
            request.uri().to_string(),
            "https://graph.instagram.com/v26.0/me?fields=id%2Cuser_id%2Cusername%2Cname%2Caccount_type\
             %2Cprofile_picture_url%2Cfollowers_count%2Cmedia_count"
        );
        assert!(request.body().is_empty());
    }

    #[test]
    fn flat_and_wrapped_answers_read_the_same() {
        let flat = GetMe.decode(FLAT.as_bytes()).unwrap();
        let wrapped = GetMe.decode(format!(r#"{{"data":[{FLAT}]}}"#).as_bytes()).unwrap();
        assert_eq!(flat, wrapped);
        assert_eq!(flat.user_id.as_str(), "17841400000000123");
        assert_eq!(flat.id, "27001112223334445");
        assert_eq!((flat.followers_count, flat.media_count), (Some(1830), Some(74)));
        assert!(flat.profile_picture_url.is_some());
    }

    #[test]
    fn numeric_ids_keep_their_digits() {
        let me = GetMe
            .decode(br#"{"user_id":17841400000000123,"username":"bluebakery","id":27001112223334445}"#)
            .unwrap();
        assert_eq!(
            (me.user_id.as_str(), me.id.as_str()),
            ("17841400000000123", "27001112223334445")
        );
    }

    #[test]
    fn an_answer_without_the_account_id_is_incomplete_and_no_account() {
        let missing = |body: &str| match GetMe.decode(body.as_bytes()) {
            Err(ApiError::Incomplete {
                missing,
                scope: Scope::Basic,
                ..
            }) => missing,
            other => panic!("{body}: {other:?}"),
        };
        assert_eq!(missing(r#"{"id":"27001112223334445"}"#), ["user_id", "username"]);
        assert_eq!(missing("{}"), ["id", "user_id", "username"]);
        assert_eq!(missing(r#"{"data":[]}"#), ["id", "user_id", "username"]);
        assert_eq!(missing(r#"{"id":"27","username":"bluebakery"}"#), ["user_id"]);
    }
}

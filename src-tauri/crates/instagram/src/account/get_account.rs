//! `GET /{account}`: the profile of an account.
//!
//! Source: developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user. The two set-ups offer
//! different fields, and a field that one lacks fails the whole call (100). `id` differs too: with Instagram Login it is
//! the app-scoped id, with Facebook Login the key of the account.

use crate::endpoint::{self, Endpoint, Request};
use crate::shown::shown;
use crate::{AccountId, ApiError, Endpoints, Flavour, Scope, answer, complete, ids, lenient};
use serde::Deserialize;
use url::Url;

/// `GET /{account}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GetAccount<'a> {
    /// The account.
    pub account: &'a AccountId,
    /// Whether only the fields are asked for that every account of both set-ups has.
    pub reduced: bool,
}

impl<'a> GetAccount<'a> {
    /// Every field that the set-up offers.
    pub const fn new(account: &'a AccountId) -> Self {
        Self {
            account,
            reduced: false,
        }
    }

    /// The same with the fewest fields: for one more try when the platform refused one
    /// ([`ApiError::may_be_a_field`]).
    #[must_use]
    pub const fn reduced(self) -> Self {
        Self { reduced: true, ..self }
    }
}

/// The profile of an account. `Debug` shows ids alone: the picture's address is signed.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(from = "Wire")]
pub struct Account {
    /// The id as the set-up spells it: app-scoped with Instagram Login, the key of the account with Facebook Login.
    pub id: String,
    /// The key of the account; said with Instagram Login alone.
    pub user_id: Option<AccountId>,
    /// The handle, without `@`.
    pub username: Option<String>,
    /// The name on the profile.
    pub name: Option<String>,
    /// `BUSINESS` or `MEDIA_CREATOR`, in either case; said with Instagram Login alone.
    pub account_type: Option<String>,
    /// The text on the profile.
    pub biography: Option<String>,
    /// The link on the profile.
    pub website: Option<Url>,
    /// Signed address on the CDN, valid for a few days; absent without a picture.
    pub profile_picture_url: Option<Url>,
    /// Whether there is a picture.
    pub has_profile_pic: Option<bool>,
    /// Whether the account is open to others.
    pub is_published: Option<bool>,
    /// Followers.
    pub followers_count: Option<u64>,
    /// Accounts it follows.
    pub follows_count: Option<u64>,
    /// Posts.
    pub media_count: Option<u64>,
    /// The id of the retired ads endpoints.
    pub legacy_id: Option<String>,
    /// Whether products can be tagged. Facebook Login only.
    pub shopping_product_tag_eligibility: Option<bool>,
}

shown!(Account: id, user_id);

const INSTAGRAM: &str = "id,user_id,username,name,account_type,biography,website,profile_picture_url,has_profile_pic,\
     is_published,followers_count,follows_count,media_count,legacy_instagram_user_id";
const FACEBOOK: &str = "id,username,name,biography,website,profile_picture_url,has_profile_pic,is_published,\
     followers_count,follows_count,media_count,legacy_instagram_user_id,shopping_product_tag_eligibility";
const REDUCED: &str = "id,username,name,profile_picture_url,followers_count,media_count";

impl Endpoint for GetAccount<'_> {
    type Output = Account;
    const NAME: &'static str = "GET /{account}";
    const SCOPE: Scope = Scope::Basic;

    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        let fields = match (self.reduced, endpoints.flavour) {
            (true, _) => REDUCED,
            (false, Flavour::InstagramLogin) => INSTAGRAM,
            (false, Flavour::FacebookLogin) => FACEBOOK,
        };
        endpoint::get(endpoints.graph_url(&[self.account.as_str()])?, &[("fields", fields)])
    }

    /// Every account has a handle: an answer without one was stripped.
    fn decode(&self, body: &[u8]) -> Result<Account, ApiError> {
        let account: Account = answer::read(body)?;
        complete::object::<Self>(&[("username", account.username.is_some())])?;
        Ok(account)
    }
}

#[derive(Deserialize)]
struct Wire {
    #[serde(deserialize_with = "ids::text")]
    id: String,
    #[serde(default)]
    user_id: Option<AccountId>,
    #[serde(default, deserialize_with = "lenient::text")]
    username: Option<String>,
    #[serde(default, deserialize_with = "lenient::text")]
    name: Option<String>,
    #[serde(default, deserialize_with = "lenient::text")]
    account_type: Option<String>,
    #[serde(default, deserialize_with = "lenient::text")]
    biography: Option<String>,
    #[serde(default, deserialize_with = "lenient::url")]
    website: Option<Url>,
    #[serde(default, deserialize_with = "lenient::url")]
    profile_picture_url: Option<Url>,
    #[serde(default, deserialize_with = "lenient::flag")]
    has_profile_pic: Option<bool>,
    #[serde(default, deserialize_with = "lenient::flag")]
    is_published: Option<bool>,
    #[serde(default, deserialize_with = "lenient::count")]
    followers_count: Option<u64>,
    #[serde(default, deserialize_with = "lenient::count")]
    follows_count: Option<u64>,
    #[serde(default, deserialize_with = "lenient::count")]
    media_count: Option<u64>,
    #[serde(default, deserialize_with = "ids::optional_text")]
    legacy_instagram_user_id: Option<String>,
    /// The older name of the same.
    #[serde(default, deserialize_with = "ids::optional_text")]
    ig_id: Option<String>,
    #[serde(default, deserialize_with = "lenient::flag")]
    shopping_product_tag_eligibility: Option<bool>,
}

impl From<Wire> for Account {
    fn from(wire: Wire) -> Self {
        Self {
            id: wire.id,
            user_id: wire.user_id,
            username: wire.username,
            name: wire.name,
            account_type: wire.account_type,
            biography: wire.biography,
            website: wire.website,
            profile_picture_url: wire.profile_picture_url,
            has_profile_pic: wire.has_profile_pic,
            is_published: wire.is_published,
            followers_count: wire.followers_count,
            follows_count: wire.follows_count,
            media_count: wire.media_count,
            legacy_id: wire.legacy_instagram_user_id.or(wire.ig_id),
            shopping_product_tag_eligibility: wire.shopping_product_tag_eligibility,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    fn fields(get: GetAccount<'_>, endpoints: &Endpoints) -> Vec<String> {
        let request = get.request(endpoints).unwrap();
        assert_eq!(request.method(), "GET");
        let url = Url::parse(&request.uri().to_string()).unwrap();
        assert_eq!(url.path(), "/v26.0/17841400000000123");
        let (_, fields) = url.query_pairs().find(|(key, _)| key == "fields").unwrap();
        fields.split(',').map(str::to_owned).collect()
    }

    #[test]
    fn every_set_up_is_asked_for_what_it_has() {
        let account = AccountId::from("17841400000000123");
        let instagram = fields(GetAccount::new(&account), &Endpoints::instagram());
        let facebook = fields(GetAccount::new(&account), &Endpoints::facebook());
        for only_instagram in ["user_id", "account_type"] {
            assert!(instagram.iter().any(|field| field == only_instagram));
            assert!(!facebook.iter().any(|field| field == only_instagram));
        }
        assert!(facebook.iter().any(|field| field == "shopping_product_tag_eligibility"));
        assert!(
            !instagram
                .iter()
                .any(|field| field == "shopping_product_tag_eligibility")
        );
        for endpoints in [Endpoints::instagram(), Endpoints::facebook()] {
            assert_eq!(
                fields(GetAccount::new(&account).reduced(), &endpoints).join(","),
                REDUCED
            );
        }
        for field in REDUCED.split(',') {
            assert!(instagram.iter().any(|known| known == field) && facebook.iter().any(|known| known == field));
        }
    }

    #[test]
    fn the_documented_answer_is_read() {
        let account = AccountId::from("17841400000000123");
        let body = br#"{"id":"17841400000000123","ig_id":5550001,"username":"bluebakery","name":"Blue Bakery",
            "biography":"Rye since 1931","website":"https://bakery.example/","followers_count":1830,"follows_count":12,
            "media_count":74,"has_profile_pic":true,"is_published":true,"shopping_product_tag_eligibility":false,
            "profile_picture_url":"https://scontent.cdninstagram.com/v/p.jpg?oe=6F"}"#;
        let found = GetAccount::new(&account).decode(body).unwrap();
        assert_eq!((found.id.as_str(), found.user_id.as_ref()), (account.as_str(), None));
        assert_eq!(found.username.as_deref(), Some("bluebakery"));
        assert_eq!(found.biography.as_deref(), Some("Rye since 1931"));
        assert_eq!(
            (found.followers_count, found.follows_count, found.media_count),
            (Some(1830), Some(12), Some(74))
        );
        assert_eq!(found.legacy_id.as_deref(), Some("5550001"));
        assert_eq!(found.shopping_product_tag_eligibility, Some(false));
        assert!(found.website.is_some() && found.account_type.is_none());
    }

    #[test]
    fn instagram_login_tells_the_key_apart_from_the_app_scoped_id() {
        let account = AccountId::from("17841400000000123");
        let body = br#"{"id":"27001112223334445","user_id":17841400000000123,"username":"bluebakery","account_type":"Business"}"#;
        let found = GetAccount::new(&account).decode(body).unwrap();
        assert_eq!(found.user_id, Some(account.clone()));
        assert_eq!(found.account_type.as_deref(), Some("Business"));
    }

    #[test]
    fn an_answer_without_a_handle_is_incomplete() {
        let account = AccountId::from("1");
        let bare = GetAccount::new(&account).decode(br#"{"id":"1"}"#);
        assert!(
            matches!(
                bare,
                Err(ApiError::Incomplete {
                    scope: Scope::Basic,
                    ..
                })
            ),
            "{bare:?}"
        );
        let nobody = GetAccount::new(&account).decode(br#"{"username":"bluebakery"}"#);
        assert!(matches!(nobody, Err(ApiError::InDoubt { .. })), "{nobody:?}");
    }
}

//! `GET /{person}`: the profile of somebody who wrote to the account.
//!
//! Source: developers.facebook.com/docs/instagram-platform/instagram-api-with-instagram-login/messaging-api/user-profile. A
//! person agrees by writing a message or tapping one of the account's prompts; who only commented has not, and their profile is
//! refused ([`ApiError::is_profile_withheld`]). Some answers hold nothing, or the id alone: that is no reason to drop a message.
//! No limit is documented for it, so it is counted with the conversations.

use crate::endpoint::{self, Endpoint, Request};
use crate::{Allowance, ApiError, Endpoints, PersonId, Scope, answer, lenient, optional};
use serde::Deserialize;
use serde_json::{Map, Value};
use url::Url;

/// `GET /{person}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GetPerson<'a> {
    /// The person, as this account sees them.
    pub person: &'a PersonId,
}

/// What a person shows to the account. Everything may be missing. No `Debug`: it tells about somebody.
#[derive(Clone, PartialEq, Eq, Default, Deserialize)]
pub struct Person {
    /// Their id.
    #[serde(default, deserialize_with = "optional::id")]
    pub id: Option<PersonId>,
    /// Their name; some have none.
    #[serde(default, deserialize_with = "lenient::text")]
    pub name: Option<String>,
    /// Their handle.
    #[serde(default, deserialize_with = "lenient::text")]
    pub username: Option<String>,
    /// Their picture; the address ends after a few days. Some have none.
    #[serde(default, deserialize_with = "lenient::url")]
    pub profile_pic: Option<Url>,
    /// How many people follow them.
    #[serde(default, deserialize_with = "lenient::count")]
    pub follower_count: Option<u64>,
    /// Whether they follow the account.
    #[serde(default, deserialize_with = "optional::flag")]
    pub is_user_follow_business: Option<bool>,
    /// Whether the account follows them.
    #[serde(default, deserialize_with = "optional::flag")]
    pub is_business_follow_user: Option<bool>,
    /// Whether Instagram has verified them.
    #[serde(default, deserialize_with = "optional::flag")]
    pub is_verified_user: Option<bool>,
}

const FIELDS: &str =
    "name,username,profile_pic,follower_count,is_user_follow_business,is_business_follow_user,is_verified_user";

impl Endpoint for GetPerson<'_> {
    type Output = Person;
    const NAME: &'static str = "GET /{person}";
    const SCOPE: Scope = Scope::Messages;
    const ALLOWANCE: Allowance = Allowance::Conversations;

    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        endpoint::get(endpoints.graph_url(&[self.person.as_str()])?, &[("fields", FIELDS)])
    }

    fn decode(&self, body: &[u8]) -> Result<Person, ApiError> {
        // A list would read as a person without anything.
        answer::read::<Map<String, Value>>(body)?;
        answer::read(body)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    fn read(body: &str) -> Result<Person, ApiError> {
        let person = PersonId::from("912345678901234");
        GetPerson { person: &person }.decode(body.as_bytes())
    }

    #[test]
    fn the_request_is_the_documented_one() {
        let person = PersonId::from("912345678901234");
        let request = GetPerson { person: &person }.request(&Endpoints::instagram()).unwrap();
        assert_eq!(request.method(), "GET");
        assert_eq!(
            request.uri().to_string(),
            "https://graph.instagram.com/v26.0/912345678901234?fields=name%2Cusername%2Cprofile_pic%2Cfollower_count\
             %2Cis_user_follow_business%2Cis_business_follow_user%2Cis_verified_user"
        );
    }

    #[test]
    fn the_documented_answer_is_read() {
        let person = read(
            r#"{"name":"Ana","username":"rye.fan","id":"912345678901234","follower_count":312,
                "profile_pic":"https://scontent.cdninstagram.com/v/t51?oe=6A0B1C2D","is_user_follow_business":true,
                "is_business_follow_user":false,"is_verified_user":false}"#,
        )
        .ok()
        .unwrap();
        assert_eq!(
            (person.name.as_deref(), person.username.as_deref()),
            (Some("Ana"), Some("rye.fan"))
        );
        assert_eq!((person.follower_count, person.profile_pic.is_some()), (Some(312), true));
        assert_eq!(
            (
                person.is_user_follow_business,
                person.is_business_follow_user,
                person.is_verified_user
            ),
            (Some(true), Some(false), Some(false))
        );
    }

    #[test]
    fn a_person_without_name_and_picture_or_without_anything_is_a_person() {
        let shy = read(r#"{"name":null,"profile_pic":null,"username":"rye.fan","id":"912345678901234"}"#)
            .ok()
            .unwrap();
        assert!(shy.name.is_none() && shy.profile_pic.is_none() && shy.username.is_some());
        assert!(read("{}").ok().unwrap() == Person::default());
        assert!(read(r#"{"id":"912345678901234"}"#).ok().unwrap().id.is_some());
    }

    #[test]
    fn what_is_no_object_is_in_doubt() {
        for strange in ["[]", "null", "true", ""] {
            let answer = read(strange).map(|_| ());
            assert!(matches!(answer, Err(ApiError::InDoubt { .. })), "{strange}: {answer:?}");
        }
    }
}

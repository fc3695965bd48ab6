//! Facebook Pages and the accounts that are linked to them. Facebook Login only.
//!
//! Source: developers.facebook.com/docs/instagram-platform/instagram-api-with-facebook-login/get-started. An account is found
//! through its Page: the person's own Pages first, then those of their businesses, which the first list may leave out.
//! A Page has its own token; that of a long-lived token of a person never expires by date.

mod get_facebook_me;
mod list_businesses;
mod list_client_pages;
mod list_owned_pages;
mod list_pages;
mod list_permissions;
mod revoke;

use crate::complete::Essential;
use crate::login::TokenText;
use crate::shown::shown;
use crate::{AccessToken, AccountId, ApiError, Endpoint, Page, PageId, answer, complete, lenient};
use serde::{Deserialize, Deserializer};

pub use get_facebook_me::{FacebookMe, GetFacebookMe};
pub use list_businesses::{Business, ListBusinesses};
pub use list_client_pages::ListClientPages;
pub use list_owned_pages::ListOwnedPages;
pub use list_pages::ListPages;
pub use list_permissions::{ListPermissions, Permission, PermissionStatus};
pub use revoke::Revoke;

/// A Facebook Page. `Debug` shows ids alone.
#[derive(Clone, Deserialize)]
pub struct FacebookPage {
    /// Its id.
    pub id: PageId,
    /// Its name.
    #[serde(default, deserialize_with = "lenient::text")]
    pub name: Option<String>,
    /// The token of the Page; absent where the person has no role on it.
    #[serde(default, rename = "access_token", deserialize_with = "token")]
    pub token: Option<AccessToken>,
    /// The professional account that is linked to it; absent without one.
    #[serde(default, rename = "instagram_business_account")]
    pub account: Option<LinkedAccount>,
}

shown!(FacebookPage: id, account);

/// A professional account as its Page names it. `Debug` leaves the handle out.
#[derive(Clone, PartialEq, Eq, Deserialize)]
pub struct LinkedAccount {
    /// The key of the account.
    pub id: AccountId,
    /// The handle, without `@`.
    #[serde(default, deserialize_with = "lenient::text")]
    pub username: Option<String>,
}

shown!(LinkedAccount: id);

const FIELDS: &str = "id,name,access_token,instagram_business_account{id,username}";

/// Pages in one answer, at most.
const MAX_PAGES: u32 = 100;

fn token<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<AccessToken>, D::Error> {
    Ok(Option::<TokenText>::deserialize(deserializer)?.map(|text| text.0))
}

/// Reads a list of Pages. Every Page has a name; where none in an answer has, it was stripped.
fn list<E: Endpoint>(body: &[u8]) -> Result<Page<FacebookPage>, ApiError> {
    let page: Page<FacebookPage> = answer::read(body)?;
    complete::list::<E, _>(&page.items, &[NAME])?;
    Ok(page)
}

const NAME: Essential<FacebookPage> = ("name", |page| page.name.is_some());

/// `fields`, `limit` and, from the second page on, `after`.
fn query<'a>(fields: &'a str, limit: &'a str, after: Option<&'a str>) -> Vec<(&'a str, &'a str)> {
    let mut query = vec![("fields", fields), ("limit", limit)];
    query.extend(after.map(|cursor| ("after", cursor)));
    query
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use crate::Scope;

    #[test]
    fn a_page_without_account_or_token_is_a_page() {
        let bare: FacebookPage =
            serde_json::from_str(r#"{"id":1029384756,"name":"Blue Bakery","access_token":null}"#).unwrap();
        assert_eq!(bare.id.as_str(), "1029384756");
        assert!(bare.token.is_none() && bare.account.is_none());
    }

    #[test]
    fn the_token_of_a_page_is_not_printed() {
        let page: FacebookPage = serde_json::from_str(r#"{"id":"1","access_token":"EAAsecret"}"#).unwrap();
        assert_eq!(page.token.as_ref().unwrap().expose(), "EAAsecret");
        assert!(!format!("{page:?} {page:#?}").contains("EAAsecret"));
    }

    #[test]
    fn pages_without_names_were_stripped_and_an_empty_list_is_empty() {
        let stripped = list::<ListPages<'static>>(br#"{"data":[{"id":"1"},{"id":"2"}]}"#);
        assert!(
            matches!(stripped, Err(ApiError::Incomplete { ref missing, scope: Scope::Pages, .. }) if *missing == ["name"]),
            "{stripped:?}"
        );
        assert!(list::<ListPages<'static>>(br#"{"data":[]}"#).unwrap().items.is_empty());
        assert!(list::<ListPages<'static>>(br#"{"data":[{"name":"no id"}]}"#).is_err());
    }
}

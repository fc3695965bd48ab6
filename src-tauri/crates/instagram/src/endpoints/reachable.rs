//! Addresses that are handed to the platform: what it fetches itself, and what it opens for people.
//!
//! Sources: developers.facebook.com/docs/instagram-platform/content-publishing and
//! developers.facebook.com/docs/instagram-platform/instagram-api-with-instagram-login/messaging-api. Published and sent
//! files must stand at a public address that answers without cookies.

use super::{Endpoints, is_loopback};
use crate::ApiError;
use url::Url;

/// The address of a file that the platform fetches itself: https, and not on this machine. Where the endpoints are on this
/// machine, so may be the file, over plain http too. `Url` spells every address in ASCII, as the platform wants it.
///
/// # Errors
/// [`ApiError::Invalid`] for an address that the platform cannot fetch, or that holds a name and a password.
pub(crate) fn fetchable<'u>(url: &'u Url, endpoints: &Endpoints) -> Result<&'u str, ApiError> {
    let is_reachable = if is_loopback(url) {
        endpoints.is_local() && is_web(url)
    } else {
        url.scheme() == "https"
    };
    if !is_reachable {
        return Err(ApiError::Invalid(
            "Instagram fetches the file itself, so it needs a public https address.".to_owned(),
        ));
    }
    without_credentials(url)
}

/// The address of a page that a tap opens for people.
///
/// # Errors
/// [`ApiError::Invalid`] for what is no page, such as `javascript:`, or holds a name and a password.
pub(crate) fn openable(url: &Url) -> Result<&str, ApiError> {
    if !is_web(url) {
        return Err(ApiError::Invalid(
            "A link leads to an http or https address.".to_owned(),
        ));
    }
    without_credentials(url)
}

fn is_web(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https")
}

fn without_credentials(url: &Url) -> Result<&str, ApiError> {
    if url.username().is_empty() && url.password().is_none() {
        return Ok(url.as_str());
    }
    Err(ApiError::Invalid(
        "An address that is handed to Instagram cannot hold a name or a password.".to_owned(),
    ))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    fn fetches(url: &str, endpoints: &Endpoints) -> bool {
        fetchable(&Url::parse(url).unwrap(), endpoints).is_ok()
    }

    #[test]
    fn a_file_is_public_and_encrypted_or_everything_is_on_this_machine() {
        let local = Endpoints::on_host(&Url::parse("http://127.0.0.1:4000/").unwrap());
        for platform in [Endpoints::instagram(), Endpoints::facebook()] {
            assert!(fetches("https://cdn.example/a.jpg", &platform));
            for strange in [
                "http://cdn.example/a.jpg",
                "http://127.0.0.1:4001/a.jpg",
                "http://localhost/a.jpg",
                "https://localhost/a.jpg",
                "https://[::1]/a.jpg",
                "ftp://cdn.example/a.jpg",
                "file:///home/a.jpg",
                "data:image/png;base64,AAAA",
            ] {
                assert!(!fetches(strange, &platform), "{strange}");
            }
        }
        assert!(fetches("https://cdn.example/a.jpg", &local));
        assert!(fetches("http://127.0.0.1:4001/a.jpg", &local));
        assert!(fetches("https://localhost:4001/a.jpg", &local));
        assert!(!fetches("http://cdn.example/a.jpg", &local));
        assert!(!fetches("ftp://127.0.0.1/a.jpg", &local));
    }

    #[test]
    fn an_address_is_handed_over_in_ascii() {
        let foreign = Url::parse("https://bücher.example/käse.jpg").unwrap();
        assert_eq!(
            fetchable(&foreign, &Endpoints::instagram()),
            Ok("https://xn--bcher-kva.example/k%C3%A4se.jpg")
        );
    }

    #[test]
    fn a_link_leads_to_a_page() {
        let opens = |url: &str| openable(&Url::parse(url).unwrap()).is_ok();
        assert!(opens("https://shop.example/rye") && opens("http://shop.example/rye"));
        for strange in [
            "javascript:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "intent://x",
        ] {
            assert!(!opens(strange), "{strange}");
        }
    }

    #[test]
    fn no_address_with_a_password_is_handed_on_or_shown() {
        for url in ["https://anna@cdn.example/a.jpg", "https://:rye@cdn.example/a.jpg"] {
            let url = Url::parse(url).unwrap();
            for refused in [fetchable(&url, &Endpoints::instagram()), openable(&url)] {
                let error = refused.unwrap_err();
                assert!(
                    matches!(&error, ApiError::Invalid(said) if !said.contains("cdn")),
                    "{error:?}"
                );
            }
        }
    }
}

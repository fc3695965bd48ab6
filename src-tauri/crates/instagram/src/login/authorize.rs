//! The authorize URL of Instagram Login and the state that binds the answer to it.

use crate::{ApiError, Endpoints, Flavour, Scope, endpoints};
use oauth2::basic::BasicClient;
use oauth2::{AuthUrl, ClientId, CsrfToken, EndpointSet, RedirectUrl};
use url::Url;

/// Bytes of randomness in the state.
const STATE_BYTES: u32 = 32;

/// The crate's client as far as the authorize page needs it.
pub(super) type PageClient = BasicClient<EndpointSet>;

/// Where to send the browser, and what must come back.
#[derive(Clone)]
pub struct AuthorizeRequest {
    /// The page to open in the system browser. Holds the state.
    pub url: Url,
    /// 32 random bytes in base64url without padding. A redirect without this state is not ours.
    pub state: String,
}

impl std::fmt::Debug for AuthorizeRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("AuthorizeRequest(…)")
    }
}

/// How the authorize page of Instagram Login meets the person.
///
/// Source: developers.facebook.com/docs/instagram-platform/instagram-api-with-instagram-login/business-login
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AuthorizeOptions {
    /// Whether the person types their credentials even where the browser is logged in: needed to connect a second account.
    pub force_reauth: bool,
    /// Whether the page offers "Log in with Facebook"; `None` leaves it to the platform, which offers it. Seen only by people
    /// who are logged out or have to log in again.
    pub enable_fb_login: Option<bool>,
}

/// Builds the authorize URL of Instagram Login with a fresh state.
///
/// # Errors
/// [`ApiError::Invalid`] when the app id is empty, the scopes lack [`Scope::Basic`] (without which no token is refreshed),
/// one of them belongs to Facebook Login alone, or the redirect address is not https (plain http is possible only on this
/// machine, with endpoints on this machine); [`ApiError::NotAvailable`] with endpoints of Facebook Login.
pub fn authorize(
    endpoints: &Endpoints,
    client_id: &str,
    redirect_uri: &Url,
    scopes: &[Scope],
    options: AuthorizeOptions,
) -> Result<AuthorizeRequest, ApiError> {
    let client = page_client(endpoints, Flavour::InstagramLogin, client_id, redirect_uri)?;
    if !scopes.contains(&Scope::Basic) {
        return Err(ApiError::Invalid(format!(
            "Every login asks for `{}`, the profile and its posts.",
            Scope::Basic.as_str()
        )));
    }
    let mut request = client
        .authorize_url(new_state)
        .add_scope(scope_list(Flavour::InstagramLogin, scopes)?);
    if options.force_reauth {
        request = request.add_extra_param("force_reauth", "true");
    }
    if let Some(enable) = options.enable_fb_login {
        request = request.add_extra_param("enable_fb_login", if enable { "true" } else { "false" });
    }
    Ok(AuthorizeRequest::new(request.url()))
}

impl AuthorizeRequest {
    pub(super) fn new((url, state): (Url, CsrfToken)) -> Self {
        Self {
            url,
            state: state.into_secret(),
        }
    }
}

pub(super) fn new_state() -> CsrfToken {
    CsrfToken::new_random_len(STATE_BYTES)
}

/// The platform documents a comma list. The crate joins scopes with spaces, so the list goes in as one.
pub(super) fn scope_list(flavour: Flavour, scopes: &[Scope]) -> Result<oauth2::Scope, ApiError> {
    let names: Option<Vec<_>> = scopes.iter().map(|scope| scope.name(flavour)).collect();
    match names {
        Some(names) => Ok(oauth2::Scope::new(names.join(","))),
        None => Err(ApiError::Invalid(
            "A permission was asked for that this way to connect does not have.".to_owned(),
        )),
    }
}

/// What every authorize URL begins with, checked.
pub(super) fn page_client(
    endpoints: &Endpoints,
    flavour: Flavour,
    client_id: &str,
    redirect_uri: &Url,
) -> Result<PageClient, ApiError> {
    endpoints.check()?;
    if endpoints.flavour != flavour {
        return Err(ApiError::NotAvailable {
            endpoint: "GET /oauth/authorize",
            flavour: endpoints.flavour,
        });
    }
    if client_id.trim().is_empty() {
        return Err(ApiError::Invalid("The app id is missing.".to_owned()));
    }
    let local = endpoints.is_local() && endpoints::is_loopback(redirect_uri);
    if redirect_uri.scheme() != "https" && !local {
        return Err(ApiError::Invalid(
            "The redirect address must begin with https.".to_owned(),
        ));
    }
    Ok(BasicClient::new(ClientId::new(client_id.trim().to_owned()))
        .set_auth_uri(AuthUrl::from_url(endpoints.authorize.clone()))
        .set_redirect_uri(RedirectUrl::from_url(redirect_uri.clone())))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use std::collections::HashSet;

    fn redirect() -> Url {
        Url::parse("https://auth.example.app/ig/callback").unwrap()
    }

    const USUAL: AuthorizeOptions = AuthorizeOptions {
        force_reauth: false,
        enable_fb_login: None,
    };

    fn request(options: AuthorizeOptions) -> AuthorizeRequest {
        let scopes = [Scope::Basic, Scope::Comments];
        authorize(&Endpoints::instagram(), "1234509876", &redirect(), &scopes, options).unwrap()
    }

    #[test]
    fn the_address_is_the_documented_one() {
        let request = request(AuthorizeOptions {
            force_reauth: true,
            enable_fb_login: Some(false),
        });
        let expected = format!(
            "https://www.instagram.com/oauth/authorize?response_type=code&client_id=1234509876&state={}\
             &redirect_uri=https%3A%2F%2Fauth.example.app%2Fig%2Fcallback\
             &scope=instagram_business_basic%2Cinstagram_business_manage_comments&force_reauth=true\
             &enable_fb_login=false",
            request.state
        );
        assert_eq!(request.url.as_str(), expected);
        let usual = self::request(USUAL).url;
        assert!(usual.as_str().ends_with("manage_comments"), "{usual}");
        let offered = self::request(AuthorizeOptions {
            enable_fb_login: Some(true),
            ..USUAL
        });
        assert!(offered.url.as_str().ends_with("&enable_fb_login=true"));
    }

    #[test]
    fn every_state_is_new_and_holds_thirty_two_bytes() {
        let states: HashSet<String> = (0..50).map(|_| request(USUAL).state).collect();
        assert_eq!(states.len(), 50);
        for state in states {
            assert_eq!(state.len(), 43, "32 bytes are 43 characters of base64 without padding");
            assert!(
                state
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_')),
                "{state}"
            );
        }
    }

    #[test]
    fn the_state_is_not_printed() {
        let request = request(USUAL);
        assert!(!format!("{request:?}").contains(&request.state));
    }

    #[test]
    fn a_redirect_without_https_is_refused_except_on_this_machine() {
        let local = Endpoints::on_host(&Url::parse("http://127.0.0.1:4000/").unwrap());
        let try_with = |endpoints: &Endpoints, redirect: &str| {
            authorize(endpoints, "1", &Url::parse(redirect).unwrap(), &[Scope::Basic], USUAL).is_ok()
        };
        assert!(!try_with(&Endpoints::instagram(), "http://auth.example.app/cb"));
        assert!(!try_with(&Endpoints::instagram(), "http://127.0.0.1:4000/redirect"));
        assert!(!try_with(&Endpoints::instagram(), "postroom://oauth/callback"));
        assert!(try_with(&local, "http://127.0.0.1:4000/redirect"));
        assert!(!try_with(&local, "http://auth.example.app/cb"));
    }

    #[test]
    fn an_empty_app_id_is_refused() {
        let request = authorize(&Endpoints::instagram(), " ", &redirect(), &[Scope::Basic], USUAL);
        assert!(matches!(request, Err(ApiError::Invalid(_))));
    }

    #[test]
    fn what_belongs_to_facebook_login_is_not_asked_for() {
        let request = authorize(
            &Endpoints::instagram(),
            "1",
            &redirect(),
            &[Scope::Basic, Scope::Pages],
            USUAL,
        );
        assert!(matches!(request, Err(ApiError::Invalid(_))), "{request:?}");
        let other = authorize(&Endpoints::facebook(), "1", &redirect(), &[Scope::Basic], USUAL);
        assert!(matches!(other, Err(ApiError::NotAvailable { .. })), "{other:?}");
    }

    #[test]
    fn a_login_without_the_mandatory_permission_is_refused_with_its_name() {
        for scopes in [[].as_slice(), &[Scope::Comments, Scope::Messages]] {
            let request = authorize(&Endpoints::instagram(), "1", &redirect(), scopes, USUAL);
            assert!(
                matches!(&request, Err(ApiError::Invalid(said)) if said.contains("instagram_business_basic")),
                "{request:?}"
            );
        }
    }
}

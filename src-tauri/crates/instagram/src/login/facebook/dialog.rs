//! `GET www.facebook.com/{version}/dialog/oauth`: the page where a person says yes.

use crate::login::authorize::{AuthorizeRequest, new_state, page_client, scope_list};
use crate::{ApiError, Endpoints, Flavour, Scope};
use url::Url;

/// What the dialog asks the person for. The platform's pages disagree on which of the two is to be used; both work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Consent<'a> {
    /// These permissions (`scope`).
    Scopes(&'a [Scope]),
    /// The permissions that the app's dashboard saved under this id (`config_id`, Facebook Login for Business).
    Configuration(&'a str),
}

/// The dialog of Facebook Login.
#[derive(Debug, Clone, Copy)]
pub struct FacebookDialog<'a> {
    /// The id of the Meta app.
    pub client_id: &'a str,
    /// Where the dialog ends, exactly as registered.
    pub redirect_uri: &'a Url,
    /// What is asked for.
    pub consent: Consent<'a>,
    /// Whether the person may turn their account into a professional one, create a Page and link it on the way. The answer
    /// then comes in the fragment of the redirect, as [`OnboardingAnswer`](crate::OnboardingAnswer), and without a code.
    pub onboarding: bool,
}

/// The `extras` of the onboarding.
const EXTRAS: &str = r#"{"setup":{"channel":"IG_API_ONBOARDING"}}"#;

/// Builds the address of the dialog with a fresh state.
///
/// # Errors
/// [`ApiError::Invalid`] when the app id is empty, nothing is asked for, or the redirect address is not https (plain http is
/// possible only on this machine, with endpoints on this machine); [`ApiError::NotAvailable`] with endpoints of Instagram
/// Login.
pub fn authorize_facebook(endpoints: &Endpoints, dialog: &FacebookDialog<'_>) -> Result<AuthorizeRequest, ApiError> {
    let client = page_client(endpoints, Flavour::FacebookLogin, dialog.client_id, dialog.redirect_uri)?;
    let mut request = client.authorize_url(new_state);
    request = match dialog.consent {
        Consent::Scopes([]) => return Err(nothing()),
        Consent::Scopes(scopes) => request.add_scope(scope_list(Flavour::FacebookLogin, scopes)?),
        Consent::Configuration(id) if id.trim().is_empty() => return Err(nothing()),
        Consent::Configuration(id) => request.add_extra_param("config_id", id.trim()),
    };
    if dialog.onboarding {
        request = request
            .use_implicit_flow()
            .add_extra_param("display", "page")
            .add_extra_param("extras", EXTRAS);
    }
    Ok(AuthorizeRequest::new(request.url()))
}

fn nothing() -> ApiError {
    ApiError::Invalid("The login asks for nothing: it needs permissions or a configuration id.".to_owned())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    const SCOPES: [Scope; 3] = [Scope::Basic, Scope::Pages, Scope::Comments];

    fn address(consent: Consent<'_>, onboarding: bool) -> (String, String) {
        let redirect_uri = Url::parse("https://auth.example.app/fb/callback").unwrap();
        let dialog = FacebookDialog {
            client_id: "9876501234",
            redirect_uri: &redirect_uri,
            consent,
            onboarding,
        };
        let request = authorize_facebook(&Endpoints::facebook(), &dialog).unwrap();
        (request.url.to_string(), request.state)
    }

    #[test]
    fn the_address_is_the_documented_one() {
        let (url, state) = address(Consent::Scopes(&SCOPES), false);
        assert_eq!(
            url,
            format!(
                "https://www.facebook.com/v26.0/dialog/oauth?response_type=code&client_id=9876501234&state={state}\
                 &redirect_uri=https%3A%2F%2Fauth.example.app%2Ffb%2Fcallback\
                 &scope=instagram_basic%2Cpages_show_list%2Cinstagram_manage_comments"
            )
        );
        assert_eq!(state.len(), 43, "32 random bytes");
    }

    #[test]
    fn a_configuration_stands_in_the_place_of_scopes() {
        let (url, _) = address(Consent::Configuration("5551234"), false);
        assert!(url.ends_with("&config_id=5551234"), "{url}");
        assert!(!url.contains("scope="), "{url}");
    }

    #[test]
    fn onboarding_asks_for_a_token_and_brings_its_extras() {
        let (url, state) = address(Consent::Scopes(&SCOPES), true);
        let url = Url::parse(&url).unwrap();
        let parameter = |name: &str| url.query_pairs().find(|(key, _)| key == name).unwrap().1.into_owned();
        assert_eq!(parameter("response_type"), "token");
        assert_eq!(parameter("display"), "page");
        assert_eq!(parameter("extras"), EXTRAS);
        assert_eq!(parameter("state"), state);
    }

    #[test]
    fn a_dialog_that_cannot_work_is_refused() {
        let redirect_uri = Url::parse("https://auth.example.app/fb/callback").unwrap();
        let plain = Url::parse("http://auth.example.app/fb/callback").unwrap();
        let good = FacebookDialog {
            client_id: "1",
            redirect_uri: &redirect_uri,
            consent: Consent::Scopes(&SCOPES),
            onboarding: false,
        };
        assert!(authorize_facebook(&Endpoints::facebook(), &good).is_ok());
        for broken in [
            FacebookDialog { client_id: " ", ..good },
            FacebookDialog {
                redirect_uri: &plain,
                ..good
            },
            FacebookDialog {
                consent: Consent::Scopes(&[]),
                ..good
            },
            FacebookDialog {
                consent: Consent::Configuration(" "),
                ..good
            },
            FacebookDialog {
                consent: Consent::Scopes(&[Scope::PublicContent]),
                ..good
            },
        ] {
            let request = authorize_facebook(&Endpoints::facebook(), &broken);
            assert!(matches!(request, Err(ApiError::Invalid(_))), "{broken:?}: {request:?}");
        }
        let other = authorize_facebook(&Endpoints::instagram(), &good);
        assert!(matches!(other, Err(ApiError::NotAvailable { .. })), "{other:?}");
    }
}

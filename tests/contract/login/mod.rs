//! Business Login for Instagram and Facebook Login: from the page where a person says yes to a long-lived token.

mod authorize;
mod code;
mod exchange;
mod facebook;

use instagram::{AppCredentials, AppSecret, LoginClient, Scope};
use url::Url;

use crate::office::{ACCOUNT, Office};

impl Office {
    /// The app as the platform knows it.
    fn app(&self) -> AppCredentials {
        AppCredentials {
            client_id: self.simulator.app_id().to_owned(),
            secret: AppSecret::new(self.simulator.app_secret()),
            redirect_uri: self.simulator.redirect_uri(),
        }
    }

    fn login(&self) -> LoginClient {
        LoginClient::new(self.endpoints()).unwrap()
    }

    /// A person says yes on the page of an authorize address, to everything or to some; answers where they end.
    async fn consent(&self, page: &Url, granted: &[Scope]) -> Url {
        let mut form: Vec<(&str, String)> = Vec::new();
        let query: Vec<(String, String)> = page.query_pairs().into_owned().collect();
        form.extend(query.iter().map(|(name, value)| (name.as_str(), value.clone())));
        form.extend(granted.iter().map(|scope| ("grant", scope.as_str().to_owned())));
        form.extend([("account", ACCOUNT.to_owned()), ("answer", "allow".to_owned())]);
        self.submit("oauth/consent", &form).await
    }

    /// A one-time code for these permissions.
    async fn code(&self, scopes: &[Scope]) -> String {
        let app = self.app();
        let endpoints = self.endpoints();
        let options = instagram::AuthorizeOptions::default();
        let asked = instagram::authorize(&endpoints, &app.client_id, &app.redirect_uri, scopes, options).unwrap();
        let landed = self.consent(&asked.url, scopes).await;
        parameter(&landed, "code").unwrap()
    }
}

fn parameter(url: &Url, name: &str) -> Option<String> {
    let found = url.query_pairs().find(|(given, _)| given == name);
    found.map(|(_, value)| value.into_owned())
}

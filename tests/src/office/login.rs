//! Logins: by the browser and its consent page, or by a token from the dashboard.

use instagram::{AccessToken, AccountId, AppSecret};
use postroom_core::accounts::callback::Callback;
use postroom_core::accounts::{LoginPhase, LoginRequest};
use postroom_core::secrets::Secrets;
use url::Url;

use super::{Office, SCHEME};
use crate::Outcome;
use crate::simulated::{Consent, consent, deep_link};

impl Office {
    /// Connects by a token from the dashboard.
    ///
    /// # Errors
    /// When the login does not reach its yes.
    pub async fn connect_by_token(&self, username: &str) -> Outcome<AccountId> {
        let login = self.app.accounts().login();
        login
            .take_token(AccessToken::new(self.simulator.dashboard_token(username)))
            .await?;
        if matches!(login.phase(), LoginPhase::Confirm { .. }) {
            login.confirm(true).await?;
        }
        match login.phase() {
            LoginPhase::Connected(account) => Ok(account),
            other => Err(format!("the login stands at {other:?}").into()),
        }
    }

    /// What a person fills in to log in through the browser.
    pub fn login_request(&self, reconnect: Option<AccountId>) -> LoginRequest {
        LoginRequest {
            client_id: self.simulator.app_id().to_owned(),
            redirect_uri: self.simulator.redirect_uri(),
            force_reauth: false,
            reconnect,
        }
    }

    /// Starts a login: the address for the browser.
    ///
    /// # Errors
    /// When the core refuses.
    pub async fn begin_login(&self, reconnect: Option<AccountId>) -> Outcome<Url> {
        let login = self.app.accounts().login();
        let secret = AppSecret::new(self.simulator.app_secret().to_owned());
        login.keep_app_secret(self.simulator.app_id(), secret).await?;
        Ok(login.begin(self.login_request(reconnect)).await?)
    }

    /// Starts a login and walks through the consent page: the link the program gets.
    ///
    /// # Errors
    /// When the core or the page refuses.
    pub async fn log_in(&self, answer: Consent<'_>, reconnect: Option<AccountId>) -> Outcome<Url> {
        let authorize = self.begin_login(reconnect).await?;
        deep_link(SCHEME, &consent(&authorize, answer).await?)
    }

    /// Hands a link to the login, as the shell does.
    ///
    /// # Errors
    /// The refusal.
    pub async fn take_link(&self, link: &Url) -> Result<(), postroom_core::Problem> {
        let callback = Callback::parse(link).map_err(postroom_core::accounts::refused)?;
        self.app.accounts().login().answer(callback).await
    }

    /// The token of an account, as the keychain holds it.
    ///
    /// # Errors
    /// When there is none.
    pub async fn token(&self, account: &AccountId) -> Outcome<String> {
        let token = Secrets::new(self.vault.clone())
            .token(account)
            .await?
            .ok_or("the keychain holds no token")?;
        Ok(token.expose().to_owned())
    }
}

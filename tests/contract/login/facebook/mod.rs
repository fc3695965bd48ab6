//! Facebook Login: from the dialog to the token of a Page.

mod dialog;
mod exchanges;
mod onboarding;
mod token_facts;

use instagram::{Consent, FacebookDialog, Scope, UserToken, authorize_facebook};
use url::Url;

use super::parameter;
use crate::office::Office;

/// What the dialog asks for in these tests.
const ASKED: [Scope; 5] = [
    Scope::Basic,
    Scope::Pages,
    Scope::PageEngagement,
    Scope::Comments,
    Scope::Businesses,
];

impl Office {
    /// The address of the dialog and the state it carries.
    fn dialog(&self, consent: Consent<'_>, onboarding: bool) -> (Url, String) {
        let app = self.app();
        let dialog = FacebookDialog {
            client_id: &app.client_id,
            redirect_uri: &app.redirect_uri,
            consent,
            onboarding,
        };
        let asked = authorize_facebook(&self.endpoints(), &dialog).unwrap();
        (asked.url, asked.state)
    }

    /// A person ticks everything the dialog shows but `unticked`, and answers; says where the browser is sent.
    async fn click_through(&self, dialog: &Url, answer: &str, unticked: &[&str]) -> Url {
        let page = self.web_page(dialog).await;
        let mut form: Vec<(String, String)> = dialog.query_pairs().into_owned().collect();
        for name in ["page", "grant"] {
            let opening = format!("name=\"{name}\" value=\"");
            let values = page.split(&opening).skip(1).filter_map(|rest| rest.split('"').next());
            let ticked = values.filter(|value| !unticked.contains(value));
            form.extend(ticked.map(|value| (name.to_owned(), value.to_owned())));
        }
        form.push(("answer".to_owned(), answer.to_owned()));
        let form: Vec<_> = form
            .iter()
            .map(|(name, value)| (name.as_str(), value.clone()))
            .collect();
        self.submit("dialog/consent", &form).await
    }

    /// A one-time code for what the tests ask for.
    async fn facebook_code(&self) -> String {
        let (dialog, _) = self.dialog(Consent::Scopes(&ASKED), false);
        parameter(&self.click_through(&dialog, "allow", &[]).await, "code").unwrap()
    }

    /// The short-lived token of the person.
    async fn short_user_token(&self) -> UserToken {
        let code = self.facebook_code().await;
        let login = self.login();
        login.exchange_facebook_code(&self.app(), &code).await.unwrap()
    }
}

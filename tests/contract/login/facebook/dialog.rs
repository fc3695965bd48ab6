use instagram::{Consent, Flavour, ListPermissions, PermissionStatus, Scope};

use super::{ASKED, parameter};
use crate::office::Office;

#[tokio::test]
async fn the_dialog_comes_back_with_a_code_and_the_same_state() {
    let office = Office::with(Flavour::FacebookLogin).await;
    let (dialog, state) = office.dialog(Consent::Scopes(&ASKED), false);
    let landed = office.click_through(&dialog, "allow", &[]).await;
    assert!(landed.as_str().starts_with(office.app().redirect_uri.as_str()));
    assert_eq!(parameter(&landed, "state"), Some(state));
    assert!(parameter(&landed, "code").is_some_and(|code| !code.is_empty()));
    assert_eq!(landed.fragment(), Some("_=_"), "which is no part of the code");
}

#[tokio::test]
async fn a_no_comes_back_as_an_error_with_the_same_state() {
    let office = Office::with(Flavour::FacebookLogin).await;
    let (dialog, state) = office.dialog(Consent::Scopes(&ASKED), false);
    let landed = office.click_through(&dialog, "deny", &[]).await;
    assert_eq!(parameter(&landed, "error").as_deref(), Some("access_denied"));
    assert_eq!(parameter(&landed, "state"), Some(state));
    assert_eq!(parameter(&landed, "code"), None);
}

#[tokio::test]
async fn what_a_person_unticked_is_not_granted() {
    let office = Office::with(Flavour::FacebookLogin).await;
    let (dialog, _) = office.dialog(Consent::Scopes(&ASKED), false);
    let landed = office
        .click_through(&dialog, "allow", &["instagram_manage_comments"])
        .await;
    let code = parameter(&landed, "code").unwrap();
    let login = office.login();
    let token = login.exchange_facebook_code(&office.app(), &code).await.unwrap();
    let list = ListPermissions::default();
    let permissions = office.call_with(&token.token, &list).await.unwrap().items;
    let granted = |scope| {
        permissions
            .iter()
            .any(|permission| permission.scope() == Some(scope) && permission.status == PermissionStatus::Granted)
    };
    assert!(granted(Scope::Basic) && granted(Scope::Pages) && !granted(Scope::Comments));
}

#[tokio::test]
async fn a_configuration_asks_for_what_the_dashboard_saved() {
    let office = Office::with(Flavour::FacebookLogin).await;
    let (dialog, _) = office.dialog(Consent::Configuration("5551234"), false);
    let landed = office.click_through(&dialog, "allow", &[]).await;
    let code = parameter(&landed, "code").unwrap();
    let login = office.login();
    assert!(login.exchange_facebook_code(&office.app(), &code).await.is_ok());
}

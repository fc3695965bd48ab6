use instagram::{AccessToken, Flavour, GetFacebookMe, Recovery, Revoke};
use simulator::EffectKind;

use crate::office::{ACCOUNT, Office, not_with_instagram_login};

#[tokio::test]
async fn afterwards_the_tokens_of_the_person_and_of_the_pages_are_dead() {
    let office = Office::with(Flavour::FacebookLogin).await;
    let page = AccessToken::new(office.simulator.page_token(ACCOUNT));
    let person = office.token(office.scopes());
    office.call_with(&person, &Revoke).await.unwrap();
    assert_eq!(office.effects(EffectKind::RemovePermissions).len(), 1);
    for token in [person, page] {
        let outcome = office.call_with(&token, &GetFacebookMe).await;
        assert_eq!(outcome.map_err(|error| error.recovery()), Err(Recovery::Reconnect));
    }
}

#[tokio::test]
async fn with_instagram_login_nothing_is_taken_back() {
    not_with_instagram_login(&Revoke).await;
}

use instagram::{Consent, Flavour, GetFacebookMe, OnboardingAnswer};

use super::ASKED;
use crate::office::Office;

#[tokio::test]
async fn the_fragment_brings_both_tokens_and_the_same_state() {
    let office = Office::with(Flavour::FacebookLogin).await;
    let (dialog, state) = office.dialog(Consent::Scopes(&ASKED), true);
    let landed = office.click_through(&dialog, "allow", &[]).await;
    let answer = OnboardingAnswer::from_fragment(landed.fragment().unwrap()).unwrap();
    assert_eq!(answer.state, Some(state));
    assert!(answer.expires_in.is_some() && answer.data_access_expires_at.is_some());
    for token in [&answer.token, answer.long_lived.as_ref().unwrap()] {
        assert!(office.call_with(token, &GetFacebookMe).await.is_ok());
    }
}

#[tokio::test]
async fn a_no_brings_no_token() {
    let office = Office::with(Flavour::FacebookLogin).await;
    let (dialog, _) = office.dialog(Consent::Scopes(&ASKED), true);
    let landed = office.click_through(&dialog, "deny", &[]).await;
    let answer = OnboardingAnswer::from_fragment(landed.fragment().unwrap_or_default());
    assert!(answer.is_err(), "{answer:?}");
}

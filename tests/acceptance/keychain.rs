//! A keychain that is locked or missing.

use std::sync::Arc;

use instagram::{AccessToken, AppSecret};
use postroom_core::ProblemCode;
use postroom_core::accounts::LoginPhase;
use postroom_core::secrets::{MemoryVault, VaultState};
use postroom_tests::office::{Machine, Office, SPEED};
use postroom_tests::simulated;
use store::outbox::Delivery;

const CLOSED: [(VaultState, ProblemCode); 2] = [
    (VaultState::Locked, ProblemCode::KeychainLocked),
    (VaultState::Missing, ProblemCode::KeychainMissing),
];

#[tokio::test]
async fn nothing_is_connected_without_a_keychain_and_the_account_still_waits() {
    for (state, code) in CLOSED {
        let office = Office::open().await.unwrap();
        office.vault.set_state(state);
        assert_eq!(office.app.state().await.unwrap().vault, state);
        let login = office.app.accounts().login();
        let secret = AppSecret::new(office.simulator.app_secret().to_owned());
        assert_eq!(
            login
                .keep_app_secret(office.simulator.app_id(), secret)
                .await
                .unwrap_err()
                .code,
            code
        );
        assert_eq!(login.begin(office.login_request(None)).await.unwrap_err().code, code);

        let token = AccessToken::new(office.simulator.dashboard_token(&office.username(0)));
        login.take_token(token).await.unwrap();
        let refused = login.confirm(true).await.unwrap_err();
        assert_eq!(refused.code, code);
        assert!(refused.fix.is_some(), "it says what to start");
        assert!(
            office.app.accounts().list().await.unwrap().is_empty(),
            "no account without a token"
        );

        office.vault.set_state(VaultState::Ready);
        login.confirm(true).await.unwrap();
        assert!(matches!(login.phase(), LoginPhase::Connected(_)));
    }
}

#[tokio::test]
async fn actions_wait_for_the_keychain_and_then_leave_once() {
    for (state, code) in CLOSED {
        let office = Office::connected().await.unwrap();
        let vault = office.vault.clone();
        // A restart drops the tokens held in memory.
        let office = {
            vault.set_state(state);
            office.restart().await.unwrap()
        };
        office.sync().await.unwrap();
        let target = office.targets().remove(0);
        let action = office.app.inbox().set_hidden(&[target], true).await.unwrap().remove(0);
        postroom_tests::poll::until("the grace time to pass", postroom_tests::office::LIMIT, async || {
            let left = office.action(&action).await?.grace_left;
            Ok(left.is_some_and(|left| left.is_zero()).then_some(()))
        })
        .await
        .unwrap();
        assert_eq!(office.action(&action).await.unwrap().delivery, Delivery::Waiting);
        assert_eq!(
            office.app.accounts().list().await.unwrap()[0]
                .problem
                .clone()
                .unwrap()
                .code,
            code
        );
        assert!(office.simulator.witness().effects().is_empty());

        vault.set_state(VaultState::Ready);
        office.settle().await.unwrap();
        assert_eq!(office.action(&action).await.unwrap().delivery, Delivery::Sent);
        assert_eq!(office.simulator.witness().effects().len(), 1);
    }
}

#[tokio::test]
async fn the_program_starts_without_a_keychain() {
    let simulator = Arc::new(simulated::small_world(SPEED).await.unwrap());
    let vault = Arc::new(MemoryVault::new());
    vault.set_state(VaultState::Missing);
    let office = Office::open_at(simulator, Arc::new(Machine::new().unwrap()), vault)
        .await
        .unwrap();
    assert_eq!(office.app.state().await.unwrap().vault, VaultState::Missing);
}

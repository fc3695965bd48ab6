//! What a person sees while an answer is lost, and when the login runs out.

use std::time::Duration;

use postroom_tests::desktop::{Keychain, Scheme};
use postroom_tests::walk::{Stage, go};
use postroom_tests::{audit, poll};
use simulator::{EffectKind, Endpoint, Fault, FaultKind};

use crate::{look, screens};

/// How far reads lag behind, in milliseconds: long enough to look at *Checking*.
const LAG_MS: i64 = 12_000;

#[tokio::test]
async fn a_lost_answer_shows_as_checking_and_a_lost_login_says_what_to_do() {
    for scheme in Scheme::ALL {
        let mut stage = Stage::set_up(Keychain::Unlocked, scheme, screens()).await.unwrap();
        let window = stage.open().await.unwrap();
        let link = stage.log_in(&window).await.unwrap();
        stage.say_yes(&window, &link).await.unwrap();
        stage.inbox_filled(&window).await.unwrap();

        let faults = stage.simulator.faults();
        faults.add(Fault::once(Endpoint::Hide, FaultKind::CutAfter));
        faults.add(Fault::always(Endpoint::Comment, FaultKind::LagReads { ms: LAG_MS }));
        stage.first_comment(&window).await.unwrap();
        window.keys(&["h"]).await.unwrap();
        window.shows("Hiding 1 in").await.unwrap();
        go(&window, "/outbox").await.unwrap();
        window.shows("It was sent and the answer was lost.").await.unwrap();
        look(&stage, &window, "24-outbox-checking").await;
        // It is read back after 2, 10 and 30 seconds.
        poll::until("the hide to be found", Duration::from_secs(60), async || {
            Ok(window.text().await?.contains("Done today").then_some(()))
        })
        .await
        .unwrap();
        assert_eq!(stage.simulator.witness().effects_of(EffectKind::Hide).len(), 1);

        faults.add(Fault::always(Endpoint::Any, FaultKind::ExpiredToken));
        go(&window, "/accounts").await.unwrap();
        window.press("button", "Read now").await.unwrap();
        window.shows("Instagram no longer accepts this login").await.unwrap();
        look(&stage, &window, "25-accounts-login-lost").await;
        go(&window, "/inbox").await.unwrap();
        window.shows("needs attention").await.unwrap();
        look(&stage, &window, "26-inbox-login-lost").await;
        assert_eq!(audit::refused_by_csp(&window).await.unwrap(), Vec::<String>::new());
        window.close().await.unwrap();
    }
}

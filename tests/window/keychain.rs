//! A desktop without a Secret Service.

use postroom_tests::desktop::{Keychain, Scheme};
use postroom_tests::walk::Stage;

use crate::{look, screens};

#[tokio::test]
async fn without_a_keychain_the_window_says_what_to_start_and_goes_on_once_it_runs() {
    for scheme in Scheme::ALL {
        let mut stage = Stage::set_up(Keychain::Missing, scheme, screens()).await.unwrap();
        let window = stage.open().await.unwrap();
        window.shows("No keychain is running").await.unwrap();
        window.shows("gnome-keyring-daemon").await.unwrap();
        look(&stage, &window, "23-keychain").await;
        stage.desktop.start_keychain().await.unwrap();
        window.press("button", "Check again").await.unwrap();
        window.shows("Every comment in its pigeonhole.").await.unwrap();
        window.close().await.unwrap();
    }
}

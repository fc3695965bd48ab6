//! The built program in a real window: under Xvfb, with a real Secret Service and real links of the desktop.
//!
//! Needs a display: `cargo xtask test --only window` brings one. Pictures go to `target/screens/`.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod desk;
mod file_drop;
mod keychain;
mod main_job;
mod publish;
mod strange_links;
mod triage;
mod trouble;

use std::path::PathBuf;

use postroom_tests::audit;
use postroom_tests::walk::{Stage, repository};
use postroom_tests::webdriver::Window;

/// Where the pictures go.
fn screens() -> PathBuf {
    repository().join("target/screens")
}

/// Takes a picture and lets axe look at the page.
async fn look(stage: &Stage, window: &Window, name: &str) {
    stage.picture(window, name).await.unwrap();
    let found = audit::axe(window, &repository()).await.unwrap();
    assert_eq!(
        found,
        Vec::<String>::new(),
        "axe on {name} in {}",
        stage.scheme.as_str()
    );
}

//! Links that belong to no login: a plain notice, nothing stored, nothing logged but the reason.

use postroom_tests::desktop::{Keychain, Scheme};
use postroom_tests::walk::Stage;
use url::Url;

use crate::{look, screens};

#[tokio::test]
async fn a_strange_link_gets_a_plain_notice_and_the_login_goes_on() {
    let mut stage = Stage::set_up(Keychain::Unlocked, Scheme::Light, screens())
        .await
        .unwrap();
    let window = stage.open().await.unwrap();
    window.shows("Every comment in its pigeonhole.").await.unwrap();
    stage
        .desktop
        .open_link("postroom-demo://oauth/callback?code=AQBstranger&state=nobody")
        .await
        .unwrap();
    window.shows("A login link was not accepted").await.unwrap();
    let whole = "const told = [...document.querySelectorAll('*')].filter((e) => !e.children.length && e.textContent.startsWith('A login link was not accepted'));
        const seen = told.filter((e) => e.parentElement.querySelector('button'));
        return seen.length > 0 && seen.every((e) => e.scrollWidth <= e.clientWidth && e.scrollHeight <= e.clientHeight)";
    window
        .wait_for("a notice that can be read to its end", whole)
        .await
        .unwrap();
    stage.picture(&window, "21-strange-link").await.unwrap();

    let link = stage.log_in(&window).await.unwrap();
    let mut wrong = link.clone();
    wrong.query_pairs_mut().append_pair("state", "again");
    let elsewhere = Url::parse(&link.as_str().replace("//oauth/callback", "//evil/callback")).unwrap();
    for strange in [&wrong, &elsewhere] {
        stage.desktop.open_link(strange.as_str()).await.unwrap();
        window.shows("Waiting for the browser").await.unwrap();
    }
    assert!(
        stage.simulator.witness().requests_to("token").is_empty(),
        "no code was sent anywhere"
    );
    stage.say_yes(&window, &link).await.unwrap();

    let logs: Vec<_> = stage.desktop.files().unwrap();
    let logs = logs
        .iter()
        .filter(|file| file.extension().is_some_and(|kind| kind == "log"));
    for log in logs {
        let text = std::fs::read_to_string(log).unwrap();
        assert!(!text.contains("AQBstranger") && !text.contains("nobody"), "{text}");
    }
    look(&stage, &window, "22-connected").await;
    window.close().await.unwrap();
}

//! From a login to an answered comment, in both colour schemes.

use postroom_tests::audit::Secrets;
use postroom_tests::desktop::{Keychain, Scheme, files_below};
use postroom_tests::walk::{SMALL, Stage, WIDE, go, whole};
use postroom_tests::webdriver::{PATIENCE, Window, key};
use postroom_tests::{audit, poll};
use serde_json::json;
use simulator::EffectKind;
use url::Url;

use crate::{look, screens};

#[tokio::test]
async fn the_main_job_in_light() {
    main_job(Scheme::Light).await;
}

#[tokio::test]
async fn the_main_job_in_dark() {
    main_job(Scheme::Dark).await;
}

async fn main_job(scheme: Scheme) {
    let mut stage = Stage::set_up(Keychain::Unlocked, scheme, screens()).await.unwrap();
    let window = stage.open().await.unwrap();
    window.shows("Every comment in its pigeonhole.").await.unwrap();
    look(&stage, &window, "01-first").await;
    the_scheme_is_on(&window, scheme).await;
    the_theme_reaches_the_page(&window).await;

    let link = stage.log_in(&window).await.unwrap();
    look(&stage, &window, "03-waiting").await;
    stage.say_yes(&window, &link).await.unwrap();
    stage.inbox_filled(&window).await.unwrap();
    look(&stage, &window, "06-inbox").await;
    stage.act(&window).await.unwrap();

    go(&window, "/outbox").await.unwrap();
    window.shows("Waiting, can still be undone").await.unwrap();
    look(&stage, &window, "10-outbox-waiting").await;
    assert_eq!(stage.delivered().await.unwrap(), [1, 1, 1], "replies, hides, deletes");
    window.shows("Done today").await.unwrap();
    window
        .wait_for(
            "nothing to wait",
            "return !document.body.innerText.includes('can still be undone')",
        )
        .await
        .unwrap();
    look(&stage, &window, "11-outbox-done").await;
    other_pages(&stage, &window).await;
    nothing_secret_is_told(&stage, &window, &link).await;

    let before = state(&window).await;
    window.close().await.unwrap();
    let window = stage.open().await.unwrap();
    stage_shows_the_same(&window, &before).await;
    let witness = stage.simulator.witness();
    for kind in [EffectKind::Reply, EffectKind::Hide, EffectKind::Delete] {
        assert_eq!(witness.effects_of(kind).len(), 1, "the restart sent nothing again");
    }
    let unexpected: Vec<_> = witness
        .requests()
        .into_iter()
        .filter(|request| request.unexpected)
        .collect();
    assert!(unexpected.is_empty(), "{unexpected:?}");
    window.close().await.unwrap();
}

async fn other_pages(stage: &Stage, window: &Window) {
    go(window, "/accounts").await.unwrap();
    window.shows("Permissions").await.unwrap();
    look(stage, window, "12-accounts").await;
    window.keys(&[key::CONTROL, "k"]).await.unwrap();
    window.css("[role=dialog] input").await.unwrap();
    look(stage, window, "13-palette").await;
    window.keys(&[key::ESCAPE]).await.unwrap();
    window
        .wait_for(
            "the palette to close",
            "return !document.querySelector('[role=dialog]')",
        )
        .await
        .unwrap();
    go(window, "/inbox").await.unwrap();
    window.css("[role=option]:not([aria-busy]) bdi").await.unwrap();
    window.keys(&["?"]).await.unwrap();
    window.css("[role=dialog]").await.unwrap();
    look(stage, window, "14-keys").await;
    window.keys(&[key::ESCAPE]).await.unwrap();
    window
        .wait_for("the keys to close", "return !document.querySelector('[role=dialog]')")
        .await
        .unwrap();
    for (place, view, name) in [
        (9, "Hidden", "15-inbox-hidden"),
        (10, "Done", "16-inbox-empty"),
        (11, "All", "17-inbox-all"),
    ] {
        // By its place: the account marks have an "All" of their own.
        let button = format!("nav[aria-label=Views] button:nth-of-type({place})");
        window.click(&window.css(&button).await.unwrap()).await.unwrap();
        window
            .wait_for_with(
                &format!("the view \"{view}\""),
                "return document.querySelector('nav[aria-label=Views] [aria-current]')?.innerText.startsWith(arguments[0])
                    && !document.querySelector('[aria-busy=true]')",
                &[json!(view)],
            )
            .await
            .unwrap();
        look(stage, window, name).await;
    }
    window.press("button", "Needs reply").await.unwrap();
    window.resize(SMALL.0, SMALL.1).await.unwrap();
    for (page, name) in [
        ("/inbox", "18-small-inbox"),
        ("/outbox", "19-small-outbox"),
        ("/accounts", "20-small-accounts"),
    ] {
        go(window, page).await.unwrap();
        window
            .wait_for(
                "no sideways scrolling",
                "return document.documentElement.scrollWidth <= document.documentElement.clientWidth",
            )
            .await
            .unwrap();
        look(stage, window, name).await;
    }
    window.resize(WIDE.0, WIDE.1).await.unwrap();
    go(window, "/inbox").await.unwrap();
}

async fn the_scheme_is_on(window: &Window, scheme: Scheme) {
    let dark = window
        .script("return matchMedia('(prefers-color-scheme: dark)').matches", &[])
        .await
        .unwrap();
    assert_eq!(dark, scheme == Scheme::Dark, "the desktop's scheme reaches the page");
    let told = window
        .script(
            "return document.documentElement.getAttribute('data-mantine-color-scheme')",
            &[],
        )
        .await
        .unwrap();
    assert_eq!(told, scheme.as_str());
}

/// Under a CSP without inline styles the theme's own values would not arrive: Mantine's built-in grey would stay.
async fn the_theme_reaches_the_page(window: &Window) {
    let dimmed = "return getComputedStyle(document.documentElement).getPropertyValue('--mantine-color-dimmed').trim()";
    let dimmed = window.script(dimmed, &[]).await.unwrap();
    let dimmed = dimmed.as_str().unwrap();
    assert!(
        !dimmed.is_empty() && !["#868e96", "#828282"].contains(&dimmed),
        "{dimmed}"
    );
    assert_eq!(audit::refused_by_csp(window).await.unwrap(), Vec::<String>::new());
}

async fn nothing_secret_is_told(stage: &Stage, window: &Window, link: &Url) {
    let secrets = secrets(stage, link);
    assert!(
        audit::recorded(window).await.unwrap() > 20,
        "messages between program and page were recorded"
    );
    assert_eq!(
        audit::secrets_in_page(window, &secrets).await.unwrap(),
        Vec::<String>::new()
    );
    assert_eq!(audit::refused_by_csp(window).await.unwrap(), Vec::<String>::new());
    let keyrings = stage.desktop.folder().join("data/keyrings");
    let mut looked_at = 0;
    for file in stage.desktop.files().unwrap() {
        // What the browser was asked to open holds the state, and is the browser's.
        if file.starts_with(&keyrings) || file == stage.desktop.folder().join("opened") {
            continue;
        }
        // A socket's or a vanished file's bytes cannot be read; a real file's must be.
        let Ok(bytes) = std::fs::read(&file) else { continue };
        looked_at += 1;
        assert_eq!(secrets.found_in(&bytes), Vec::<String>::new(), "in {}", file.display());
    }
    let logs = files_below(stage.desktop.folder()).unwrap();
    assert!(
        looked_at > 3
            && logs
                .iter()
                .any(|file| file.extension().is_some_and(|kind| kind == "log")),
        "{logs:?}"
    );
    assert!(logs.iter().any(|file| file.ends_with("postroom.db")), "{logs:?}");
}

fn secrets(stage: &Stage, link: &Url) -> Secrets {
    let code = link
        .query_pairs()
        .find(|(key, _)| key == "code")
        .unwrap()
        .1
        .into_owned();
    let app_secret = stage.simulator.app_secret().to_owned();
    Secrets {
        known: vec![("the app secret".to_owned(), app_secret), ("the code".to_owned(), code)],
    }
}

/// What a person sees of accounts, counts and the outbox.
async fn state(window: &Window) -> Vec<String> {
    let mut seen = Vec::new();
    for (page, wanted) in [
        ("/inbox", "[role=option]:not([aria-busy]) bdi"),
        ("/outbox", "main, [data-pane]"),
        ("/accounts", "[data-pane]"),
    ] {
        go(window, page).await.unwrap();
        window.css(wanted).await.unwrap();
        whole(window).await.unwrap();
        if page == "/inbox" {
            let counted =
                "return [...document.querySelectorAll('nav button')].some((e) => /^All\\d/.test(e.textContent.trim()))";
            window.wait_for("the views to be counted", counted).await.unwrap();
        }
        let script = match page {
            "/inbox" => {
                "return [...document.querySelectorAll('nav button, nav a')].map((e) => e.textContent.trim()).join(' | ') + ' ' + document.querySelector('[role=option]').getAttribute('aria-setsize')"
            }
            "/outbox" => {
                "return [...document.querySelectorAll('[role=option], li, [role=listitem]')].map((e) => e.textContent.replace(/\\s+/g, ' ').trim()).join(' | ')"
            }
            _ => "return [...document.querySelectorAll('h1, h2')].map((e) => e.textContent.trim()).join(' | ')",
        };
        seen.push(window.script(script, &[]).await.unwrap().as_str().unwrap().to_owned());
    }
    seen
}

async fn stage_shows_the_same(window: &Window, before: &[String]) {
    poll::until("the same state after a restart", PATIENCE, async || {
        let now = state(window).await;
        if now == before {
            Ok(Some(()))
        } else {
            Err(format!("before {before:#?}\nnow {now:#?}").into())
        }
    })
    .await
    .unwrap();
}

//! Postroom on a desktop: the tray and its menu, notifications and their clicks, closing, the start at login, and the
//! reply that was begun before the power went.

use std::time::Duration;

use postroom_core::DATABASE_FILE;
use postroom_tests::bubbles::Bubbles;
use postroom_tests::desktop::{Keychain, Scheme};
use postroom_tests::panel::Panel;
use postroom_tests::poll;
use postroom_tests::screen::Screen;
use postroom_tests::walk::{Stage, go};
use postroom_tests::webdriver::{PATIENCE, Window};
use serde_json::json;
use store::{Store, reply_drafts};

use crate::{look, screens};

/// How long the desktop and the program may take to notice each other: the program looks for a tray every 15 seconds,
/// and the demo for comments every 10.
const LIMIT: Duration = Duration::from_secs(60);

const TITLE: &str = "Postroom";

async fn connected(stage: &mut Stage) -> Window {
    let window = stage.open().await.unwrap();
    let link = stage.log_in(&window).await.unwrap();
    stage.say_yes(&window, &link).await.unwrap();
    stage.inbox_filled(&window).await.unwrap();
    window
}

/// Waits until the tray menu has a line that begins so.
async fn menu_says(panel: &Panel, label: &str) {
    poll::until(&format!("the menu to say \"{label}\""), LIMIT, async || {
        let lines = panel.menu().await?;
        if lines.iter().any(|line| line.label.starts_with(label)) {
            return Ok(Some(()));
        }
        Err(format!("it says {lines:?}").into())
    })
    .await
    .unwrap();
}

async fn seen(screen: &Screen, wanted: bool) {
    let what = if wanted {
        "the window to be seen"
    } else {
        "the window to be gone"
    };
    poll::until(what, LIMIT, async || Ok((screen.shows(TITLE)? == wanted).then_some(())))
        .await
        .unwrap();
}

#[tokio::test]
async fn a_click_on_a_notification_opens_its_item_and_the_tray_keeps_the_program() {
    let mut stage = Stage::set_up(Keychain::Unlocked, Scheme::Light, screens())
        .await
        .unwrap();
    let bubbles = Bubbles::start(stage.desktop.bus()).await.unwrap();
    let panel = Panel::start(stage.desktop.bus()).await.unwrap();
    let screen = Screen::open().unwrap();
    let window = connected(&mut stage).await;
    menu_says(&panel, "Open Postroom").await;
    assert_eq!(bubbles.shown(), [], "history is no news");

    go(&window, "/accounts").await.unwrap();
    let post = stage.simulator.world().posts(&stage.username()).remove(0);
    let text = "Is <b>this</b> still on?";
    let new = json!({ "media": post.id, "username": "late_visitor", "text": text });
    stage.outside("comments", &new).await.unwrap();
    let bubble = poll::until("the notification", LIMIT, async || Ok(bubbles.shown().pop()))
        .await
        .unwrap();
    assert_eq!(bubble.program, "Postroom");
    assert_eq!(bubble.title, format!("@late_visitor · {}", stage.username()));
    assert_eq!(
        bubble.body, "Is &lt;b&gt;this&lt;/b&gt; still on?",
        "a comment is no markup"
    );
    menu_says(&panel, &format!("@late_visitor · {} — {text}", stage.username())).await;

    bubbles.click(bubble.id).await.unwrap();
    let chosen = "return document.querySelector('[role=option][aria-selected=true]')?.textContent.includes(arguments[0]) === true";
    poll::until("the item to be chosen", PATIENCE, async || {
        let chosen = window.script(chosen, &[json!(text)]).await?;
        Ok((chosen == true).then_some(()))
    })
    .await
    .unwrap();
    look(&stage, &window, "30-notification-opened").await;

    screen.close(TITLE).unwrap();
    seen(&screen, false).await;
    assert!(stage.process().await.unwrap().is_some(), "it goes on in the tray");
    panel.choose("Open Postroom").await.unwrap();
    seen(&screen, true).await;

    panel.choose("Pause reading").await.unwrap();
    window.shows("Reading is paused.").await.unwrap();
    poll::until("the check mark", LIMIT, async || {
        let lines = panel.menu().await?;
        Ok(lines
            .iter()
            .any(|line| line.label == "Pause reading" && line.checked)
            .then_some(()))
    })
    .await
    .unwrap();
    panel.choose("Pause reading").await.unwrap();

    panel.choose("Quit Postroom").await.unwrap();
    poll::until("the program to end", LIMIT, async || {
        Ok(stage.process().await?.is_none().then_some(()))
    })
    .await
    .unwrap();
}

/// Waits until the database holds a begun reply.
async fn kept_on_disk(stage: &Stage, text: &str) {
    let file = stage
        .desktop
        .folder()
        .join("data/org.postroom.demo")
        .join(DATABASE_FILE);
    let store = Store::open(&file).await.unwrap();
    poll::until("the begun reply on the disk", LIMIT, async || {
        let drafts = reply_drafts::all(&store).await?;
        Ok(drafts.iter().any(|draft| draft.text == text).then_some(()))
    })
    .await
    .unwrap();
    store.close().await;
}

#[tokio::test]
async fn without_a_tray_closing_asks_and_a_begun_reply_outlives_a_power_cut() {
    let mut stage = Stage::set_up(Keychain::Unlocked, Scheme::Dark, screens())
        .await
        .unwrap();
    let screen = Screen::open().unwrap();
    let window = connected(&mut stage).await;
    screen.close(TITLE).unwrap();
    window.shows("Close Postroom?").await.unwrap();
    look(&stage, &window, "31-close-asks").await;
    window.press("button", "Stay").await.unwrap();
    assert!(screen.shows(TITLE).unwrap());

    stage.first_row(&window).await.unwrap();
    let chosen = "return document.querySelector('[role=option][aria-selected=true] bdi')?.textContent";
    let person = window.wait_for("a chosen row", chosen).await.unwrap();
    window.keys(&["r"]).await.unwrap();
    let field = window.css("textarea:focus").await.unwrap();
    let begun = "On Sunday from ten, and";
    window.type_into(&field, begun).await.unwrap();
    kept_on_disk(&stage, begun).await;
    stage.kill().await.unwrap();
    drop(window);

    let window = stage.open().await.unwrap();
    go(&window, "/inbox").await.unwrap();
    // What was read meanwhile may stand above it.
    window
        .wait_for_with(
            "the begun reply",
            "const of = row => row.querySelector('bdi')?.textContent;
             [...document.querySelectorAll('[role=option]')].find(row => of(row) === arguments[1])?.click();
             return document.querySelector('textarea')?.value === arguments[0]",
            &[json!(begun), person],
        )
        .await
        .unwrap();
    look(&stage, &window, "32-reply-kept").await;
    window.close().await.unwrap();
}

#[tokio::test]
async fn it_starts_at_login_only_when_told_to_and_then_hidden_in_the_tray() {
    let mut stage = Stage::set_up(Keychain::Unlocked, Scheme::Light, screens())
        .await
        .unwrap();
    let screen = Screen::open().unwrap();
    let entry = stage
        .desktop
        .folder()
        .join("config/autostart/org.postroom.demo.desktop");
    let window = connected(&mut stage).await;
    assert!(!entry.exists(), "nobody asked for it yet");
    go(&window, "/settings?section=%22desktop%22").await.unwrap();
    window.shows("No tray here").await.unwrap();
    // The switch itself is too small to be seen; a person presses its words.
    let press = "[...document.querySelectorAll('label')]
        .find((label) => label.textContent.startsWith(arguments[0])).click(); return true";
    window.script(press, &[json!("Start when I log in")]).await.unwrap();
    poll::until("the entry", LIMIT, async || Ok(entry.exists().then_some(())))
        .await
        .unwrap();
    look(&stage, &window, "33-this-computer").await;
    let text = std::fs::read_to_string(&entry).unwrap();
    let command = text.lines().find_map(|line| line.strip_prefix("Exec=")).unwrap();
    assert!(command.ends_with("postroom\" --demo --hidden"), "{command}");
    window.close().await.unwrap();
    poll::until("the program to end", LIMIT, async || {
        Ok(stage.process().await?.is_none().then_some(()))
    })
    .await
    .unwrap();

    let panel = Panel::start(stage.desktop.bus()).await.unwrap();
    let program = stage.start_alone(&["--hidden"]).unwrap();
    menu_says(&panel, "Open Postroom").await;
    assert!(!screen.shows(TITLE).unwrap(), "it stays in the tray");
    panel.choose("Open Postroom").await.unwrap();
    seen(&screen, true).await;
    panel.end().await.unwrap();
    stage.kill().await.unwrap();
    drop(program);

    let alone = stage.start_alone(&["--hidden"]).unwrap();
    seen(&screen, true).await;
    drop(alone);
}

//! From three files to a published carousel, in both colour schemes: dropped, put into order by keys, published, live after
//! a restart; then, once, a slide that fails and an answer that is lost.

use std::path::PathBuf;
use std::time::Duration;

use postroom_tests::desktop::{Keychain, Scheme};
use postroom_tests::drop::drop_files;
use postroom_tests::walk::{Stage, go};
use postroom_tests::webdriver::{Window, key};
use postroom_tests::{pictures, poll};
use simulator::{EffectKind, Endpoint, Fault, FaultKind, PublishedInfo};

use crate::{look, screens};

/// Where the files are dropped: the middle of the composer.
const PLACE: (i16, i16) = (720, 450);

/// How long a post may take, with its conversion and the platform's processing.
const PUBLISHED: Duration = Duration::from_secs(90);

/// How long Instagram works on a picture here: long enough for a look at each step.
const PROCESSING: Duration = Duration::from_secs(4);

const CAPTION: &str = "Three jars on one shelf. #slow";

#[tokio::test]
async fn three_files_become_a_published_carousel_in_light() {
    from_files_to_live(Scheme::Light).await;
}

#[tokio::test]
async fn three_files_become_a_published_carousel_in_dark() {
    from_files_to_live(Scheme::Dark).await;
}

async fn from_files_to_live(scheme: Scheme) {
    let mut stage = Stage::set_up(Keychain::Unlocked, scheme, screens()).await.unwrap();
    stage.simulator.set_processing_time(PROCESSING);
    let window = stage.open().await.unwrap();
    let link = stage.log_in(&window).await.unwrap();
    stage.say_yes(&window, &link).await.unwrap();
    go(&window, "/composer").await.unwrap();
    window.shows("No draft is open").await.unwrap();
    look(&stage, &window, "30-composer-empty").await;

    let folder = stage.desktop.folder().join("home");
    let three = [
        pictures::turned_jpeg(&folder).unwrap(),
        pictures::transparent_png(&folder).unwrap(),
        pictures::large_jpeg(&folder).unwrap(),
    ];
    begin(&window, &three).await;
    put_the_last_first(&window).await;
    let caption = window.named("textbox", "Caption").await.unwrap();
    window.fill(&caption, CAPTION).await.unwrap();
    may_be_published(&window).await;
    look(&stage, &window, "31-composer").await;
    window.keys(&[key::CONTROL, key::ENTER]).await.unwrap();
    steps_up_to(&stage, &window, "32-ladder").await;
    let post = published(&stage, CAPTION).await;
    window.named("button", "Open on Instagram").await.unwrap();
    look(&stage, &window, "33-composer-live").await;

    assert_eq!(post.children.len(), 3);
    // The large picture came last and was moved to the front; the turned one is upright, so all are 4:5.
    for child in &post.children {
        let off = f64::from(child.width) / f64::from(child.height) - 0.8;
        assert!(off.abs() < 0.003, "{} x {}", child.width, child.height);
    }
    let effects = |kind| stage.simulator.witness().effects_of(kind).len();
    assert_eq!(
        effects(EffectKind::ContainerCreated),
        4,
        "three children and one parent"
    );
    assert_eq!(effects(EffectKind::Publish), 1);

    window.close().await.unwrap();
    let window = stage.open().await.unwrap();
    go(&window, "/outbox").await.unwrap();
    window.shows("Done today").await.unwrap();
    window.shows(CAPTION).await.unwrap();
    look(&stage, &window, "34-outbox-live").await;
    assert_eq!(stage.simulator.witness().effects_of(EffectKind::Publish).len(), 1);

    // What goes wrong looks the same in both schemes and takes a minute.
    if scheme == Scheme::Light {
        a_slide_fails_and_is_tried_again(&stage, &window, &folder).await;
    }
    let unexpected: Vec<_> = stage
        .simulator
        .witness()
        .requests()
        .into_iter()
        .filter(|request| request.unexpected)
        .collect();
    assert!(unexpected.is_empty(), "{unexpected:?}");
    window.close().await.unwrap();
}

/// Begins a draft by dropping files.
async fn begin(window: &Window, files: &[PathBuf]) {
    window.press("button", "New draft").await.unwrap();
    window.shows("Add the first picture").await.unwrap();
    drop_files(files, PLACE.0, PLACE.1).await.unwrap();
    let all = format!(
        "return document.querySelectorAll('[aria-label=Slides] [role=option]').length === {}",
        files.len()
    );
    window.wait_for("the slides", &all).await.unwrap();
}

async fn put_the_last_first(window: &Window) {
    let last = window
        .css("[aria-label=Slides] [role=option]:last-of-type")
        .await
        .unwrap();
    window.click(&last).await.unwrap();
    for place in ["2 of 3", "1 of 3"] {
        window.keys(&[key::ALT, key::LEFT]).await.unwrap();
        let name = format!(
            "return [...document.querySelectorAll('[aria-label=Slides] [role=option]')]\
             .some((slide) => slide.getAttribute('aria-label').startsWith('Slide {place}, twelve-megapixels.jpg'))"
        );
        window.wait_for("the slide to move", &name).await.unwrap();
    }
}

/// Waits until the checks let the post go out.
async fn may_be_published(window: &Window) {
    window
        .wait_for(
            "the preflight to pass",
            "return [...document.querySelectorAll('button')].some((button) => \
             button.innerText.startsWith('Publish now') && !button.disabled && button.ariaDisabled !== 'true')",
        )
        .await
        .unwrap();
}

/// Takes a picture at each step of the ladder that is on the screen long enough to be read.
async fn steps_up_to(stage: &Stage, window: &Window, name: &str) {
    window.shows("Containers").await.unwrap();
    stage.picture(window, &format!("{name}-a-begun")).await.unwrap();
    window.shows("ready on Instagram’s side").await.unwrap();
    look(stage, window, &format!("{name}-b-processing")).await;
}

async fn published(stage: &Stage, caption: &str) -> PublishedInfo {
    poll::until("the post to be on Instagram", PUBLISHED, async || {
        let mut posts = stage.simulator.world().published();
        posts.retain(|post| post.caption == caption);
        match posts.len() {
            0 => Ok(None),
            1 => Ok(posts.pop()),
            more => Err(format!("{more} posts").into()),
        }
    })
    .await
    .unwrap()
}

/// Instagram refuses one slide for good; the person tries it again, and then the answer to the publish call is lost.
async fn a_slide_fails_and_is_tried_again(stage: &Stage, window: &Window, folder: &std::path::Path) {
    let faults = stage.simulator.faults();
    let refused = FaultKind::Error {
        code: 36_001,
        subcode: Some(2_207_005),
        status: None,
        message: None,
    };
    faults.add(Fault::once(Endpoint::Container, refused));
    faults.add(Fault::once(Endpoint::Publish, FaultKind::CutAfter));
    let caption = "Two jars, on the second try.";
    let two = ["one.jpg", "two.jpg"].map(|name| pictures::small_jpeg(folder, name).unwrap());
    go(window, "/composer").await.unwrap();
    begin(window, &two).await;
    let field = window.named("textbox", "Caption").await.unwrap();
    window.fill(&field, caption).await.unwrap();
    may_be_published(window).await;
    window.keys(&[key::CONTROL, key::ENTER]).await.unwrap();
    go(window, "/outbox").await.unwrap();
    window.shows("Nothing has been posted.").await.unwrap();
    // Which of the two is refused is not said: they are made side by side. The other one is finished first.
    let again = poll::until("the other slide to be finished", PUBLISHED, async || {
        for name in ["Try slide 1 again", "Try slide 2 again"] {
            if window.has("button", name).await? {
                return Ok(Some(name));
            }
        }
        Ok(None)
    })
    .await
    .unwrap();
    look(stage, window, "35-outbox-failed").await;

    // Reads that lag keep the doubt on the screen for a while.
    for endpoint in [Endpoint::ContainerStatus, Endpoint::Media] {
        faults.add(Fault::always(endpoint, FaultKind::LagReads { ms: 12_000 }));
    }
    window.press("button", again).await.unwrap();
    poll::until("the doubt", PUBLISHED, async || {
        let text = window.text().await?;
        if text.contains("We sent it and the answer was lost.") {
            return Ok(Some(()));
        }
        Err(format!("the page shows: {text:.900}").into())
    })
    .await
    .unwrap();
    look(stage, window, "36-outbox-checking").await;
    let post = published(stage, caption).await;
    assert_eq!(post.children.len(), 2);
    poll::until("the doubt to be settled", PUBLISHED, async || {
        let text = window.text().await?;
        let doubted = text.contains("We sent it and the answer was lost.");
        Ok((!doubted && text.contains("Done today")).then_some(()))
    })
    .await
    .unwrap();
    assert_eq!(published(stage, caption).await.media, post.media);
    look(stage, window, "37-outbox-settled").await;
}

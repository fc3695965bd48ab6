//! Files from the system's own drag: while they hover, the composer says where they would go; dropped, they begin a
//! draft, the pictures among them become slides, and the others are named.

use std::path::PathBuf;

use postroom_tests::audit::{self, Secrets};
use postroom_tests::desktop::{Keychain, Scheme};
use postroom_tests::drop::{Drag, drop_files};
use postroom_tests::walk::{Stage, go};

use crate::{look, screens};

/// Where the files are held: the middle of the composer.
const PLACE: (i16, i16) = (720, 450);

#[tokio::test]
async fn dropped_pictures_become_slides_and_other_files_are_named() {
    let mut stage = Stage::set_up(Keychain::Unlocked, Scheme::Light, screens())
        .await
        .unwrap();
    let window = stage.open().await.unwrap();
    let link = stage.log_in(&window).await.unwrap();
    stage.say_yes(&window, &link).await.unwrap();
    go(&window, "/composer").await.unwrap();
    window.shows("No draft is open").await.unwrap();
    let files = files(&stage).await;

    let mut drag = Drag::begin(&files).unwrap();
    drag.over(PLACE.0, PLACE.1).await.unwrap();
    window.shows("They begin a new draft.").await.unwrap();
    look(&stage, &window, "27-composer-files-over").await;
    drag.leave().unwrap();
    let quiet = "return !document.body.innerText.includes('Drop pictures to add them')";
    window.wait_for("the files to be gone", quiet).await.unwrap();
    window.shows("No draft is open").await.unwrap();

    drop_files(&files, PLACE.0, PLACE.1).await.unwrap();
    window.shows("1 file could not be added.").await.unwrap();
    window.shows("notes.txt").await.unwrap();
    let two = "return document.querySelectorAll('[aria-label=Slides] [role=option]').length === 2";
    window.wait_for("two slides", two).await.unwrap();
    window.wait_for("no overlay", quiet).await.unwrap();
    look(&stage, &window, "28-composer-files-dropped").await;

    let folder = stage.desktop.folder().to_string_lossy().into_owned();
    let places = Secrets {
        known: vec![("the folder of the files".to_owned(), folder)],
    };
    assert_eq!(
        audit::secrets_in_page(&window, &places).await.unwrap(),
        Vec::<String>::new(),
        "the page learns names, not places"
    );
    window.close().await.unwrap();
}

/// Two pictures, one of them with a name that an address has to escape, and a text.
async fn files(stage: &Stage) -> Vec<PathBuf> {
    let folder = stage.desktop.folder().join("home");
    let pictures = [("Käse & Brot 100%.png", "1600x1200"), ("morning.jpg", "1080x1350")];
    let mut files = Vec::new();
    for (name, size) in pictures {
        let file = folder.join(name);
        let mut draw = stage.desktop.command("convert");
        draw.args(["-size", size, "gradient:#c8643c-#28406e"]).arg(&file);
        assert!(draw.status().await.unwrap().success(), "ImageMagick draws {name}");
        files.push(file);
    }
    let text = folder.join("notes.txt");
    std::fs::write(&text, "Buy bread.\n").unwrap();
    files.push(text);
    files
}

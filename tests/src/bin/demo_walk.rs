//! The main job by script, for machines without a display: pictures and the witness's counts go to `POSTROOM_DEMO_DIR`.

use std::fs;
use std::path::PathBuf;

use postroom_tests::Outcome;
use postroom_tests::desktop::{Keychain, Scheme};
use postroom_tests::walk::{Stage, go, repository};

#[tokio::main]
#[allow(clippy::print_stdout, reason = "a person follows it on the terminal")]
async fn main() -> Outcome {
    let folder = std::env::var_os("POSTROOM_DEMO_DIR").map_or_else(|| repository().join("target/demo"), PathBuf::from);
    fs::create_dir_all(&folder)?;
    let mut stage = Stage::set_up(Keychain::Unlocked, Scheme::Light, folder.clone()).await?;
    let window = stage.open().await?;
    window.shows("Every comment in its pigeonhole.").await?;
    stage.picture(&window, "01-first").await?;
    println!("  connecting {}", stage.username());
    let link = stage.log_in(&window).await?;
    stage.say_yes(&window, &link).await?;
    println!("  reading its comments");
    stage.inbox_filled(&window).await?;
    stage.picture(&window, "06-inbox").await?;
    println!("  answering one, hiding one, deleting one");
    stage.act(&window).await?;
    go(&window, "/outbox").await?;
    stage.picture(&window, "10-outbox-waiting").await?;
    let [replies, hides, deletes] = stage.delivered().await?;
    stage.picture(&window, "11-outbox-done").await?;
    let told = format!("replies {replies}, hides {hides}, deletes {deletes}");
    println!("  the simulator's witness saw: {told}");
    fs::write(folder.join("witness.txt"), format!("{told}\n"))?;
    window.close().await?;
    if [replies, hides, deletes] == [1, 1, 1] {
        Ok(())
    } else {
        Err("each should have arrived exactly once".into())
    }
}

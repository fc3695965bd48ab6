//! The program as a package installs it: its desktop entry brings links to it, whether it runs already or not.
//!
//! `cargo xtask dist` unpacks a package below `POSTROOM_INSTALLED`, brings a display and runs this. The hosts are a
//! simulator's, so that nothing here could reach Instagram.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fs;
use std::path::{Path, PathBuf};

use instagram::Endpoints;
use postroom_tests::desktop::{Desktop, Keychain, Scheme};
use postroom_tests::poll;
use postroom_tests::webdriver::{Driver, PATIENCE};
use simulator::{Options, Simulator};

/// The identifier of the program people use.
const IDENTIFIER: &str = "org.postroom.desktop";

/// The name under which the running program can be reached by a second start.
const RUNNING: &str = "org.postroom.desktop.SingleInstance";

/// A link that belongs to no login.
const STRANGE_LINK: &str = "postroom://oauth/callback?code=AQBstranger&state=nobody";

/// A desktop on which the package is installed, and the only hosts it may speak to.
struct Machine {
    desktop: Desktop,
    simulator: Simulator,
    program: PathBuf,
}

impl Machine {
    async fn set_up() -> Self {
        let root = PathBuf::from(
            std::env::var_os("POSTROOM_INSTALLED")
                .expect("no installed package: run `cargo xtask dist`, which brings one"),
        );
        let mut desktop = Desktop::start(Keychain::Unlocked).await.unwrap();
        desktop.install(&root);
        let simulator = Simulator::start(Options::default()).await.unwrap();
        let settings = desktop.folder().join("config").join(IDENTIFIER);
        fs::create_dir_all(&settings).unwrap();
        let hosts = serde_json::to_string(&Endpoints::on_host(&simulator.base_url())).unwrap();
        fs::write(settings.join("endpoints.json"), hosts).unwrap();
        Self {
            desktop,
            simulator,
            program: root.join("usr/bin/postroom"),
        }
    }

    /// The desktop entry that opens our links.
    async fn handler(&self) -> String {
        let mut ask = self.desktop.command("xdg-mime");
        let answer = ask
            .args(["query", "default", "x-scheme-handler/postroom"])
            .output()
            .await
            .unwrap();
        String::from_utf8(answer.stdout).unwrap().trim().to_owned()
    }

    /// What the program wrote into its logs.
    fn logged(&self) -> String {
        let files = self.desktop.files().unwrap();
        let logs = files
            .iter()
            .filter(|file| file.extension().is_some_and(|kind| kind == "log"));
        logs.map(|file| fs::read_to_string(file).unwrap()).collect()
    }

    /// The link was taken for what it is, by the installed entry, and told nobody anything.
    async fn link_was_refused(&self) {
        assert_eq!(
            self.handler().await,
            "Postroom.desktop",
            "the installed entry stays in charge"
        );
        let logged = self.logged();
        assert!(
            !logged.contains("AQBstranger") && !logged.contains("nobody"),
            "the log holds the link: {logged}"
        );
        assert!(
            self.simulator.witness().requests().is_empty(),
            "a strange link sends nothing"
        );
    }
}

#[tokio::test]
async fn a_link_starts_the_installed_program_and_reaches_it() {
    let machine = Machine::set_up().await;
    assert_eq!(machine.handler().await, "Postroom.desktop");
    machine.desktop.open_link(STRANGE_LINK).await.unwrap();
    let process = poll::until("the program to run", PATIENCE, async || {
        machine.desktop.owner_of(RUNNING).await
    })
    .await
    .unwrap();
    let file = fs::read_link(format!("/proc/{process}/exe")).unwrap();
    assert_eq!(file, canonical(&machine.program), "the program the package brought");
    poll::until("the link to arrive", PATIENCE, async || {
        Ok(machine.logged().contains("A link was refused").then_some(()))
    })
    .await
    .unwrap();
    machine.link_was_refused().await;

    let mut end = machine.desktop.command("kill");
    assert!(
        end.args(["-s", "TERM", &process.to_string()])
            .status()
            .await
            .unwrap()
            .success()
    );
    poll::until("the program to end", PATIENCE, async || {
        Ok(machine.desktop.owner_of(RUNNING).await?.is_none().then_some(()))
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn a_link_reaches_the_installed_program_that_runs() {
    let machine = Machine::set_up().await;
    let driver = Driver::start(&machine.desktop.environment(Scheme::Light))
        .await
        .unwrap();
    let window = driver.open(&machine.program, &[]).await.unwrap();
    window.shows("Every comment in its pigeonhole.").await.unwrap();
    let process = machine.desktop.owner_of(RUNNING).await.unwrap();
    machine.desktop.open_link(STRANGE_LINK).await.unwrap();
    window.shows("A login link was not accepted").await.unwrap();
    assert_eq!(
        machine.desktop.owner_of(RUNNING).await.unwrap(),
        process,
        "the program that ran still runs, alone"
    );
    machine.link_was_refused().await;
    window.close().await.unwrap();
}

fn canonical(file: &Path) -> PathBuf {
    fs::canonicalize(file).unwrap()
}

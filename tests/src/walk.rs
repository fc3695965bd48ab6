//! The product's main job in the real window: connect an account through the browser and the desktop's link, see its
//! comments, answer one, hide one, delete one. The window tests and the demo walk share it.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::Arc;
use std::time::{Duration, Instant};

use simulator::{EffectKind, Options, Simulator};
use tokio::process::Child;
use url::Url;

use crate::desktop::{Desktop, Keychain, Scheme};
use crate::simulated::{Consent, consent, deep_link};
use crate::webdriver::{Driver, PATIENCE, Window, key};
use crate::{Outcome, audit, poll, webdriver};

/// The scheme of the demo's links.
pub const SCHEME: &str = "postroom-demo";

/// The name on the message bus by which a second start of the demo finds the first.
const RUNNING: &str = "org.postroom.demo.SingleInstance";

/// How many rows are passed on the way to a comment.
const ROWS_LOOKED_AT: usize = 30;

/// The longest grace time is 30 s; a doubt may take two minutes more.
const DELIVERY: Duration = Duration::from_secs(60);

/// How long a list may take to be opened again.
const OPENING: Duration = Duration::from_secs(3);

/// Every window of a desktop, however it is started.
pub const WIDE: (u32, u32) = (1440, 900);

/// The smallest window.
pub const SMALL: (u32, u32) = (900, 600);

/// The built program on a desktop of its own, with a simulator outside.
pub struct Stage {
    /// The desktop.
    pub desktop: Desktop,
    /// The platform.
    pub simulator: Arc<Simulator>,
    /// The scheme the program is shown in.
    pub scheme: Scheme,
    /// Where pictures go.
    pub pictures: PathBuf,
    program: PathBuf,
    driver: Option<Driver>,
}

impl Stage {
    /// Sets up a desktop and a simulator with a small world.
    ///
    /// # Errors
    /// When something is not installed or built.
    pub async fn set_up(keychain: Keychain, scheme: Scheme, pictures: PathBuf) -> Outcome<Self> {
        let program = program()?;
        let desktop = Desktop::start(keychain).await?;
        let simulator = Arc::new(Simulator::start(Options::default()).await?);
        Ok(Self {
            desktop,
            simulator,
            scheme,
            pictures,
            program,
            driver: None,
        })
    }

    /// Opens the program's window. A session that is lost before the first page is opened once more.
    ///
    /// # Errors
    /// When the program does not start.
    pub async fn open(&mut self) -> Outcome<Window> {
        let opened = match self.start().await {
            Err(failure) if webdriver::is_lost(&failure) => self.start().await,
            opened => opened,
        };
        let (driver, window) = opened?;
        self.driver = Some(driver);
        window.resize(WIDE.0, WIDE.1).await?;
        audit::record(&window).await?;
        Ok(window)
    }

    async fn start(&self) -> Outcome<(Driver, Window)> {
        // One that is still ending would take the start for a second one and be gone before it answers.
        poll::until("the last program to end", DELIVERY, async || {
            Ok(self.desktop.owner_of(RUNNING).await?.is_none().then_some(()))
        })
        .await?;
        let mut environment = self.desktop.environment(self.scheme);
        environment.push(("POSTROOM_SIMULATOR".to_owned(), self.simulator.base_url().to_string()));
        let driver = Driver::start(&environment).await?;
        let window = driver.open(&self.program, &["--demo"]).await?;
        Ok((driver, window))
    }

    /// Starts the program without a driver, as a desktop does at the start of a session. It ends with the value.
    ///
    /// # Errors
    /// When it does not start.
    pub fn start_alone(&self, arguments: &[&str]) -> Outcome<Child> {
        let mut command = self.desktop.command(&self.program.to_string_lossy());
        command
            .arg("--demo")
            .args(arguments)
            .env("POSTROOM_SIMULATOR", self.simulator.base_url().as_str())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        Ok(command.spawn()?)
    }

    /// The running program's process; nothing: it does not run.
    ///
    /// # Errors
    /// When the message bus is gone.
    pub async fn process(&self) -> Outcome<Option<u32>> {
        self.desktop.owner_of(RUNNING).await
    }

    /// Ends the program as a power cut does, without a word to it.
    ///
    /// # Errors
    /// When it does not run.
    pub async fn kill(&self) -> Outcome {
        let process = self.process().await?.ok_or("the program does not run")?;
        let status = self
            .desktop
            .command("kill")
            .args(["-9", &process.to_string()])
            .status()
            .await?;
        if status.success() {
            Ok(())
        } else {
            Err("the program could not be killed".into())
        }
    }

    /// Somebody with a phone acts: `POST /_sim/{path}`.
    ///
    /// # Errors
    /// When the simulator refuses.
    pub async fn outside(&self, path: &str, body: &serde_json::Value) -> Outcome {
        let url = self.simulator.base_url().join(&format!("/_sim/{path}"))?;
        let answer = reqwest::Client::new().post(url).json(body).send().await?;
        answer.error_for_status()?;
        Ok(())
    }

    /// Takes a picture called `name` of what is on the screen.
    ///
    /// # Errors
    /// When ImageMagick is not installed.
    pub async fn picture(&self, window: &Window, name: &str) -> Outcome {
        whole(window).await?;
        // Pictures on screen have come and short animations have ended; a toast's countdown is not waited for.
        window
            .script_async(
                "const done = arguments[arguments.length - 1];
                 const shown = (image) => { const box = image.getBoundingClientRect(); return box.bottom > 0 && box.top < innerHeight; };
                 const painted = (image) => image.complete && image.naturalWidth > 0;
                 const still = () => [...document.images].every((image) => painted(image) || !shown(image)) && document.getAnimations().every((a) => a.playState !== 'running' || a.effect?.getComputedTiming().endTime > 1000);
                 const look = (left) => requestAnimationFrame(() => requestAnimationFrame(() => (still() || left === 0) ? done(true) : look(left - 1)));
                 look(200);",
                &[],
            )
            .await?;
        let [width, height] = window.size().await?;
        self.desktop
            .picture(
                width,
                height,
                &self.pictures.join(format!("{name}-{}.png", self.scheme.as_str())),
            )
            .await
    }

    /// The handle the walk connects.
    pub fn username(&self) -> String {
        self.simulator.world().accounts().swap_remove(0).username
    }

    /// Waits until the browser was asked to open a page.
    ///
    /// # Errors
    /// When it never was.
    pub async fn opened_page(&self) -> Outcome<Url> {
        let page = poll::until("the browser to be opened", PATIENCE, async || {
            Ok(self.desktop.opened().pop())
        })
        .await?;
        Ok(Url::parse(&page)?)
    }

    /// Presses *Connect* up to the browser's page, and answers that page: the link that comes back.
    ///
    /// # Errors
    /// When the page does not lead there.
    pub async fn log_in(&self, window: &Window) -> Outcome<Url> {
        window.shows("Every comment in its pigeonhole.").await?;
        window.press("button", "Begin").await?;
        window.named("button", "Connect").await?;
        self.picture(window, "02-connect").await?;
        window.press("button", "Connect").await?;
        let page = self.opened_page().await?;
        window.shows("Waiting for the browser").await?;
        let redirected = consent(&page, Consent::Allow(&self.username())).await?;
        deep_link(SCHEME, &redirected)
    }

    /// Follows the link and says yes to the account it shows.
    ///
    /// # Errors
    /// When the account is not connected.
    pub async fn say_yes(&self, window: &Window, link: &Url) -> Outcome {
        self.desktop.open_link(link.as_str()).await?;
        window.shows("Is this the account?").await?;
        window.shows(&self.username()).await?;
        self.picture(window, "04-confirm").await?;
        window.press("button", "Yes, connect it").await?;
        window.shows("is connected").await?;
        self.picture(window, "05-connected").await
    }

    /// Goes to the inbox and waits until every comment is listed.
    ///
    /// # Errors
    /// When they do not come.
    pub async fn inbox_filled(&self, window: &Window) -> Outcome {
        go(window, "/inbox").await?;
        let wanted = self.open_comments();
        let script = "const row = document.querySelector('[role=option]'); return row && Number(row.getAttribute('aria-setsize')) >= arguments[0] && !!document.querySelector('[role=option]:not([aria-busy]) bdi')";
        let mut asked: Option<Instant> = None;
        poll::until("the comments to be listed", Duration::from_secs(60), async || {
            if window.has("button", "Load").await? {
                // The list on screen is not the one that was asked for. By its key: a click would fall on what stands
                // beside the button when it goes by itself. Not at once again: a list that is asked for twice comes up later.
                if asked.is_none_or(|at| at.elapsed() > OPENING) {
                    window.keys(&["."]).await?;
                    asked = Some(Instant::now());
                }
                return Ok(None);
            }
            let listed = window.script(script, &[serde_json::json!(wanted)]).await?;
            Ok((listed == true).then_some(()))
        })
        .await
    }

    /// How many comments of the connected account need a reply.
    fn open_comments(&self) -> usize {
        let world = self.simulator.world();
        let posts = world.posts(&self.username());
        let all: Vec<_> = posts.iter().flat_map(|post| world.comments(&post.id)).collect();
        let answered = |top: &str| {
            all.iter()
                .any(|reply| reply.ours && reply.parent.as_deref() == Some(top))
        };
        all.iter()
            .filter(|c| c.parent.is_none() && !c.ours && !c.hidden && !answered(&c.id))
            .count()
    }

    /// Answers one comment, hides the next, deletes the one after, all by keyboard.
    ///
    /// # Errors
    /// When a key has no effect.
    pub async fn act(&self, window: &Window) -> Outcome {
        let list = window.css("[role=listbox]").await?;
        window.click(&list).await?;
        if !self.is_on_comment(window).await? {
            self.next_comment(window).await?;
        }
        window.keys(&["r"]).await?;
        window
            .wait_for(
                "the reply field to have the focus",
                "return document.activeElement?.tagName === 'TEXTAREA'",
            )
            .await?;
        let field = window.css("textarea:focus").await?;
        window
            .type_into(&field, "Yes, on Sunday from ten. See you there!")
            .await?;
        self.picture(window, "07-inbox-reply").await?;
        window.keys(&[key::CONTROL, key::ENTER]).await?;
        window.shows("Sending in").await?;
        self.picture(window, "08-inbox-undo").await?;

        self.focus_list(window).await?;
        self.next_comment(window).await?;
        window.keys(&["h"]).await?;
        window.shows("Hiding 1 in").await?;
        self.focus_list(window).await?;
        self.next_comment(window).await?;
        window.keys(&["#"]).await?;
        window.shows("Delete this comment?").await?;
        self.picture(window, "09-inbox-delete").await?;
        window.press("button", "Delete 1 comment").await?;
        window.shows("Deleting 1 in").await
    }

    /// Goes down to the next row that is a thread of comments; conversations stand between them.
    async fn next_comment(&self, window: &Window) -> Outcome {
        for _ in 0..ROWS_LOOKED_AT {
            window.keys(&["j"]).await?;
            if self.is_on_comment(window).await? {
                return Ok(());
            }
        }
        Err("no comment stands below".into())
    }

    /// Whether the selected row is a thread of comments.
    async fn is_on_comment(&self, window: &Window) -> Outcome<bool> {
        let script = "return document.querySelector('[role=option][aria-selected=true]')?.dataset.face === 'comment'";
        Ok(window.script(script, &[]).await? == true)
    }

    /// Puts the focus on the list, as Tab does.
    ///
    /// # Errors
    /// When the window is gone.
    pub async fn focus_list(&self, window: &Window) -> Outcome {
        window
            .script("document.querySelector('[role=listbox]').focus(); return true", &[])
            .await?;
        Ok(())
    }

    /// Puts the hand on the first row of the list.
    ///
    /// # Errors
    /// When the list is empty or the window is gone.
    pub async fn first_row(&self, window: &Window) -> Outcome {
        let first =
            "return document.querySelector('[role=option][aria-selected=true]')?.getAttribute('aria-posinset') === '1'";
        self.focus_list(window).await?;
        window.keys(&[key::HOME]).await?;
        poll::until("the first row", PATIENCE, async || {
            Ok((window.script(first, &[]).await? == true).then_some(()))
        })
        .await
    }

    /// Puts the hand on the first row that is a thread of comments.
    ///
    /// # Errors
    /// When there is none near the top, or the window is gone.
    pub async fn first_comment(&self, window: &Window) -> Outcome {
        self.first_row(window).await?;
        if self.is_on_comment(window).await? {
            return Ok(());
        }
        self.next_comment(window).await
    }

    /// Waits until the reply, the hide and the delete have reached the platform, and counts them.
    ///
    /// # Errors
    /// When one does not arrive.
    pub async fn delivered(&self) -> Outcome<[usize; 3]> {
        poll::until("the three actions to arrive", DELIVERY, async || {
            let counts = self.effects();
            if counts.iter().all(|count| *count > 0) {
                return Ok(Some(counts));
            }
            Err(format!("replies, hides and deletes so far: {counts:?}").into())
        })
        .await
    }

    /// How many replies, hides and deletes the witness saw.
    pub fn effects(&self) -> [usize; 3] {
        let witness = self.simulator.witness();
        [EffectKind::Reply, EffectKind::Hide, EffectKind::Delete].map(|kind| witness.effects_of(kind).len())
    }
}

/// Changes the page as a click on a link inside it does.
///
/// # Errors
/// When the window is gone.
pub async fn go(window: &Window, page: &str) -> Outcome {
    window
        .script("location.hash = arguments[0]; return true", &[serde_json::json!(page)])
        .await?;
    window
        .wait_for_with(
            "the page to change",
            "return location.hash.slice(1).startsWith(arguments[0])",
            &[serde_json::json!(page)],
        )
        .await?;
    Ok(())
}

/// Waits until the page shows its second picture as well: its first one, with the list, has the rooms of menus and
/// panes still empty.
///
/// # Errors
/// When a part does not come.
pub async fn whole(window: &Window) -> Outcome {
    let nothing_comes = "return document.querySelector('[data-coming]') === null";
    window
        .wait_for("every part of the page to be there", nothing_comes)
        .await?;
    Ok(())
}

/// The repository's root.
pub fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .map(Path::to_owned)
        .unwrap_or_default()
}

fn program() -> Outcome<PathBuf> {
    let path = match std::env::var_os("POSTROOM_BIN") {
        Some(path) => PathBuf::from(path),
        None => repository().join("target/ci/postroom"),
    };
    if path.is_file() {
        Ok(path)
    } else {
        Err(format!(
            "{} is not built: run `cargo build --profile ci -p postroom`",
            path.display()
        )
        .into())
    }
}

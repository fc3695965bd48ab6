//! The core without a window, at work against a simulator on the same clock.

mod clock;
mod login;
mod reading;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use instagram::{AccountId, Endpoints};
use postroom_core::inbox::{ListedItem, Typed};
use postroom_core::media::hosts::{DemoHost, MediaHost};
use postroom_core::outbox::{ActionState, QuitChoice, RunState};
use postroom_core::secrets::MemoryVault;
use postroom_core::steps::NoSteps;
use postroom_core::sync::SyncSettings;
use postroom_core::{App, Config, StartError};
use simulator::{Options, Simulator};
use store::views::{Filter, Order, View};
use tempfile::TempDir;

use crate::{Outcome, poll};

pub use clock::SharedSimClock;

/// Simulated seconds a second in the acceptance tests: the longest wait of the outbox passes in under two seconds.
pub const SPEED: f64 = 60.0;

/// How long anything may take, in real time.
pub const LIMIT: Duration = Duration::from_secs(30);

/// The scheme of the link a login comes back on.
pub const SCHEME: &str = "postroom-demo";

/// Folders and a keychain that outlive one run of the program.
#[derive(Debug)]
pub struct Machine {
    folder: TempDir,
}

impl Machine {
    /// A fresh machine.
    ///
    /// # Errors
    /// When no folder can be made.
    pub fn new() -> Outcome<Self> {
        Ok(Self {
            folder: tempfile::tempdir()?,
        })
    }

    /// Where data, cache and state lie.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }
}

/// The core at work.
pub struct Office {
    /// The platform.
    pub simulator: Arc<Simulator>,
    /// The machine it runs on.
    pub machine: Arc<Machine>,
    /// Its keychain.
    pub vault: Arc<MemoryVault>,
    /// The application.
    pub app: App,
}

impl Office {
    /// A fresh machine and a small world.
    ///
    /// # Errors
    /// When something does not start.
    pub async fn open() -> Outcome<Self> {
        let simulator = Arc::new(crate::simulated::small_world(SPEED).await?);
        Self::open_at(simulator, Arc::new(Machine::new()?), Arc::new(MemoryVault::new())).await
    }

    /// The program on a machine that is there already.
    ///
    /// # Errors
    /// When it does not start.
    pub async fn open_at(simulator: Arc<Simulator>, machine: Arc<Machine>, vault: Arc<MemoryVault>) -> Outcome<Self> {
        let app = start(&simulator, machine.folder(), machine.folder(), vault.clone()).await?;
        Ok(Self {
            simulator,
            machine,
            vault,
            app,
        })
    }

    /// A fresh machine and this world, reading by itself as `sync` says.
    ///
    /// # Errors
    /// When something does not start.
    pub async fn open_with(options: Options, sync: SyncSettings) -> Outcome<Self> {
        let simulator = Arc::new(Simulator::start(options).await?);
        let (machine, vault) = (Arc::new(Machine::new()?), Arc::new(MemoryVault::new()));
        let app = start_with(&simulator, machine.folder(), machine.folder(), vault.clone(), sync).await?;
        Ok(Self {
            simulator,
            machine,
            vault,
            app,
        })
    }

    /// Connects the first account and waits until its history was read.
    ///
    /// # Errors
    /// When something does not work.
    pub async fn connect_and_read(&self) -> Outcome<AccountId> {
        let account = self.connect_by_token(&self.username(0)).await?;
        self.history_read(&account).await?;
        Ok(account)
    }

    /// As [`Self::open`], with the first account connected and read.
    ///
    /// # Errors
    /// When something does not work.
    pub async fn connected() -> Outcome<Self> {
        let office = Self::open().await?;
        let username = office.username(0);
        office.connect_by_token(&username).await?;
        office.all_read().await?;
        Ok(office)
    }

    /// Ends the program and starts it again.
    ///
    /// # Errors
    /// When it does not end or start.
    pub async fn restart(self) -> Outcome<Self> {
        let (simulator, machine, vault) = self.close().await?;
        Self::open_at(simulator, machine, vault).await
    }

    /// Ends the program; what outlives it.
    ///
    /// # Errors
    /// When it does not end.
    pub async fn close(self) -> Outcome<(Arc<Simulator>, Arc<Machine>, Arc<MemoryVault>)> {
        let Self {
            simulator,
            machine,
            vault,
            app,
        } = self;
        app.shut_down(QuitChoice::Keep).await?;
        // The lock on the data folder lives as long as the application.
        drop(app);
        Ok((simulator, machine, vault))
    }

    /// The handle of the world's `index`th account.
    pub fn username(&self, index: usize) -> String {
        self.simulator.world().accounts().swap_remove(index).username
    }

    /// Waits until nothing moves in the outbox any more.
    ///
    /// # Errors
    /// When that takes too long.
    pub async fn settle(&self) -> Outcome {
        poll::until("the outbox to come to rest", LIMIT, async || self.at_rest().await).await
    }

    /// Waits until nothing moves in the outbox any more, and lets `step` of time pass at each look.
    ///
    /// A pause begins when the program has read a refusal, not when the platform has answered it: a single leap of the
    /// clock may come before that, and then the pause lies behind it.
    ///
    /// # Errors
    /// When that takes too long.
    pub async fn settle_over_pauses(&self, step: Duration) -> Outcome {
        poll::until("the pauses to pass", LIMIT, async || {
            self.simulator.clock().advance(step);
            self.at_rest().await
        })
        .await
    }

    /// Something when nothing moves in the outbox, or an error that names what does.
    async fn at_rest(&self) -> Outcome<Option<()>> {
        let sections = self.app.outbox().sections().await?;
        let goes_on = |run: &&RunState| run.stopped.is_none() && !run.progress.is_over();
        if let Some(run) = sections.runs.iter().find(goes_on) {
            return Err(format!("it holds {run:?}").into());
        }
        let moving = [&sections.waiting, &sections.sending, &sections.checking];
        match moving.iter().find_map(|section| section.first()) {
            Some(action) => Err(format!("it holds {action:?}").into()),
            None => Ok(Some(())),
        }
    }

    /// One action as it stands.
    ///
    /// # Errors
    /// When it is unknown.
    pub async fn action(&self, action: &ActionState) -> Outcome<ActionState> {
        Ok(self.app.outbox().action(action.uid).await?)
    }

    /// A whole view, oldest first.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn view(&self, view: View) -> Outcome<Vec<ListedItem>> {
        self.typed(view, Typed::default()).await
    }

    /// A view narrowed by what is typed, oldest first.
    ///
    /// # Errors
    /// When the line cannot be used, or the list not be read.
    pub async fn typed(&self, view: View, typed: Typed<'_>) -> Outcome<Vec<ListedItem>> {
        let filter = Filter {
            view,
            accounts: Vec::new(),
            order: Order::OldestFirst,
            typed: None,
        };
        let (snapshot, total) = self.app.inbox().open(filter, typed).await?;
        let rows = self.app.inbox().rows(snapshot, 0, total).await?;
        self.app.inbox().close(snapshot);
        Ok(rows)
    }

    /// Somebody with a phone acts: `POST /_sim/{path}`.
    ///
    /// # Errors
    /// When the simulator refuses.
    pub async fn outside(&self, path: &str, body: serde_json::Value) -> Outcome<serde_json::Value> {
        let url = self.simulator.base_url().join(&format!("/_sim/{path}"))?;
        Ok(reqwest::Client::new()
            .post(url)
            .json(&body)
            .send()
            .await?
            .error_for_status()?
            .json()
            .await?)
    }
}

/// Starts the core with data and cache below `folder` and the installation id below `state`.
///
/// # Errors
/// As [`App::start`].
pub async fn start(
    simulator: &Simulator,
    folder: &Path,
    state: &Path,
    vault: Arc<MemoryVault>,
) -> Result<App, StartError> {
    start_with(simulator, folder, state, vault, when_asked()).await
}

/// Nothing is read by itself but the first look and the history: a test says when.
pub fn when_asked() -> SyncSettings {
    SyncSettings {
        by_itself: false,
        ..SyncSettings::default()
    }
}

/// As [`start`], reading as `sync` says.
///
/// # Errors
/// As [`App::start`].
pub async fn start_with(
    simulator: &Simulator,
    folder: &Path,
    state: &Path,
    vault: Arc<MemoryVault>,
    sync: SyncSettings,
) -> Result<App, StartError> {
    App::start(Config {
        data_dir: folder.join("data"),
        cache_dir: folder.join("cache"),
        state_dir: state.join("state"),
        endpoints: Endpoints::on_host(&simulator.base_url()),
        vault,
        clock: Arc::new(SharedSimClock::new(simulator.clock())),
        member: "Front desk".to_owned(),
        machine: "this machine".to_owned(),
        demo_host: DemoHost::new(simulator.base_url())
            .ok()
            .map(|host| Arc::new(host) as Arc<dyn MediaHost>),
        steps: Arc::new(NoSteps),
        sync,
    })
    .await
}

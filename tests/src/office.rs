//! The core without a window, at work against a simulator on the same clock.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use instagram::{AccessToken, AccountId, AppSecret, CommentId, Endpoints};
use jiff::Timestamp;
use postroom_core::accounts::callback::Callback;
use postroom_core::accounts::{LoginPhase, LoginRequest};
use postroom_core::clock::Clock;
use postroom_core::inbox::{ListedItem, Typed};
use postroom_core::media::hosts::{DemoHost, MediaHost};
use postroom_core::outbox::{ActionState, QuitChoice, RunState};
use postroom_core::secrets::{MemoryVault, Secrets};
use postroom_core::steps::NoSteps;
use postroom_core::sync::{BackfillPhase, SyncSettings};
use postroom_core::{App, Config, DATABASE_FILE, StartError};
use simulator::{CommentInfo, Options, SimClock, Simulator};
use store::SyncTask;
use store::views::{Filter, Order, View};
use store::{Store, comments};
use tempfile::TempDir;
use url::Url;

use crate::simulated::{Consent, consent, deep_link};
use crate::{Outcome, poll};

/// Simulated seconds a second in the acceptance tests: the longest wait of the outbox passes in under two seconds.
pub const SPEED: f64 = 60.0;

/// How long anything may take, in real time.
pub const LIMIT: Duration = Duration::from_secs(30);

/// The scheme of the link a login comes back on.
pub const SCHEME: &str = "postroom-demo";

/// The simulator's clock, as the core sees time.
#[derive(Debug)]
pub struct SharedSimClock {
    clock: SimClock,
    start: Timestamp,
}

impl SharedSimClock {
    /// The same time as `clock` shows, moved and sped up with it.
    pub fn new(clock: SimClock) -> Self {
        let start = clock.now();
        Self { clock, start }
    }
}

#[async_trait]
impl Clock for SharedSimClock {
    fn now(&self) -> Timestamp {
        self.clock.now()
    }

    fn monotonic(&self) -> Duration {
        Duration::try_from(self.clock.now().duration_since(self.start)).unwrap_or_default()
    }

    async fn sleep(&self, duration: Duration) {
        tokio::time::sleep(duration.div_f64(self.clock.speed().max(1.0))).await;
    }
}

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

    /// Waits until the history of an account was read.
    ///
    /// # Errors
    /// When that takes too long.
    pub async fn history_read(&self, account: &AccountId) -> Outcome {
        poll::until("the history to be read", LIMIT, async || {
            let state = self.app.sync().backfill(account).await?;
            let is_done = state.is_some_and(|state| state.phase == BackfillPhase::Done);
            Ok(is_done.then_some(()))
        })
        .await
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

    /// Connects by a token from the dashboard.
    ///
    /// # Errors
    /// When the login does not reach its yes.
    pub async fn connect_by_token(&self, username: &str) -> Outcome<AccountId> {
        let login = self.app.accounts().login();
        login
            .take_token(AccessToken::new(self.simulator.dashboard_token(username)))
            .await?;
        if matches!(login.phase(), LoginPhase::Confirm { .. }) {
            login.confirm(true).await?;
        }
        match login.phase() {
            LoginPhase::Connected(account) => Ok(account),
            other => Err(format!("the login stands at {other:?}").into()),
        }
    }

    /// What a person fills in to log in through the browser.
    pub fn login_request(&self, reconnect: Option<AccountId>) -> LoginRequest {
        LoginRequest {
            client_id: self.simulator.app_id().to_owned(),
            redirect_uri: self.simulator.redirect_uri(),
            force_reauth: false,
            reconnect,
        }
    }

    /// Starts a login: the address for the browser.
    ///
    /// # Errors
    /// When the core refuses.
    pub async fn begin_login(&self, reconnect: Option<AccountId>) -> Outcome<Url> {
        let login = self.app.accounts().login();
        let secret = AppSecret::new(self.simulator.app_secret().to_owned());
        login.keep_app_secret(self.simulator.app_id(), secret).await?;
        Ok(login.begin(self.login_request(reconnect)).await?)
    }

    /// Starts a login and walks through the consent page: the link the program gets.
    ///
    /// # Errors
    /// When the core or the page refuses.
    pub async fn log_in(&self, answer: Consent<'_>, reconnect: Option<AccountId>) -> Outcome<Url> {
        let authorize = self.begin_login(reconnect).await?;
        deep_link(SCHEME, &consent(&authorize, answer).await?)
    }

    /// Hands a link to the login, as the shell does.
    ///
    /// # Errors
    /// The refusal.
    pub async fn take_link(&self, link: &Url) -> Result<(), postroom_core::Problem> {
        let callback = Callback::parse(link).map_err(postroom_core::accounts::refused)?;
        self.app.accounts().login().answer(callback).await
    }

    /// Syncs and waits until every account was read or could not be.
    ///
    /// # Errors
    /// When that takes too long.
    pub async fn sync(&self) -> Outcome {
        let before = self.simulator.clock().now();
        let mut stale = self.app.stale();
        self.app.sync_now();
        poll::until("the accounts to be read", LIMIT, async || {
            let accounts = self.app.accounts().list().await?;
            let ended = |account: &postroom_core::accounts::AccountState| {
                account.row.last_sync_at.is_some_and(|at| at > before) || account.problem.is_some()
            };
            // An account in trouble says so before and after: the tag tells that it was looked at again.
            let announced = stale.try_recv().is_ok_and(|tag| tag == postroom_core::Tag::Accounts);
            let trouble = accounts.iter().any(|account| account.problem.is_some());
            Ok((accounts.iter().all(ended) && (announced || !trouble)).then_some(()))
        })
        .await
    }

    /// Asks for messages and waits until every account was looked at and nothing is left to be read, or it could not be.
    ///
    /// # Errors
    /// When that takes too long.
    pub async fn read_messages(&self) -> Outcome {
        let before = self.simulator.clock().now();
        self.app.sync_messages_now();
        poll::until("the messages to be read", LIMIT, async || {
            for account in self.app.accounts().list().await? {
                let tasks = self.app.sync().tasks(&account.row.id).await?;
                let task = tasks.iter().find(|task| task.row.task == SyncTask::Conversations);
                let ended = task.is_some_and(|task| {
                    let looked = task.row.last_run_at.is_some_and(|at| at > before);
                    // A run that leaves something behind plans the next at once.
                    looked && task.row.last_run_at.is_some_and(|at| task.row.next_run_at > at)
                });
                if !ended {
                    return Ok(None);
                }
            }
            Ok(Some(()))
        })
        .await
    }

    /// Waits until everything the platform shows is here.
    ///
    /// # Errors
    /// When that takes too long.
    pub async fn all_read(&self) -> Outcome {
        poll::until("every comment to be here", LIMIT, async || {
            let known = self.app.accounts().list().await?;
            if known.iter().any(|account| account.row.last_sync_at.is_none()) {
                return Ok(None);
            }
            let wanted = known.iter().flat_map(|account| self.others(&account.row.username));
            for comment in wanted {
                // The thread of a comment that is not here yet is refused.
                if self.app.inbox().thread(&comment.id.as_str().into()).await.is_err() {
                    return Ok(None);
                }
            }
            Ok(Some(()))
        })
        .await
    }

    /// The comments of others under every post of an account, as the world has them.
    pub fn others(&self, username: &str) -> Vec<CommentInfo> {
        let world = self.simulator.world();
        let posts = world.posts(username);
        posts
            .iter()
            .flat_map(|post| world.comments(&post.id))
            .filter(|comment| !comment.ours)
            .collect()
    }

    /// How many comments of others under an account's posts are in the database.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn others_held(&self, username: &str) -> Outcome<usize> {
        let store = Store::open(&self.machine.folder().join("data").join(DATABASE_FILE)).await?;
        let mut held = 0;
        for post in self.simulator.world().posts(username) {
            let comments = comments::of_media(&store, &post.id.as_str().into()).await?;
            held += comments.iter().filter(|comment| !comment.ours).count();
        }
        store.close().await;
        Ok(held)
    }

    /// The threads with a comment of others under every post of an account: the ids of their top-level comments.
    pub fn threads(&self, username: &str) -> BTreeSet<String> {
        let others = self.others(username).into_iter();
        others.map(|comment| comment.parent.unwrap_or(comment.id)).collect()
    }

    /// Top-level comments of others that are public and can be answered.
    pub fn targets(&self) -> Vec<CommentId> {
        let posts = self.simulator.world().posts(&self.username(0));
        let is_open = |media: &str| posts.iter().any(|post| post.id == media && post.comments_enabled);
        let free = |comment: &CommentInfo| comment.parent.is_none() && !comment.hidden && is_open(&comment.media);
        self.others(&self.username(0))
            .iter()
            .filter(|c| free(c))
            .map(|c| CommentId::from(c.id.as_str()))
            .collect()
    }

    /// Waits until nothing moves in the outbox any more.
    ///
    /// # Errors
    /// When that takes too long.
    pub async fn settle(&self) -> Outcome {
        poll::until("the outbox to come to rest", LIMIT, async || {
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
        })
        .await
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

    /// The token of an account, as the keychain holds it.
    ///
    /// # Errors
    /// When there is none.
    pub async fn token(&self, account: &AccountId) -> Outcome<String> {
        let token = Secrets::new(self.vault.clone())
            .token(account)
            .await?
            .ok_or("the keychain holds no token")?;
        Ok(token.expose().to_owned())
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

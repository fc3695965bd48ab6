//! The application without a window: what the shell and the tests start, use and end.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use instagram::{Client, Endpoints};
use jiff::Timestamp;
use store::{Member, Store, StoreError, events, members, meta, notes};
use tokio::sync::{Notify, Semaphore, broadcast};

use crate::accounts::Accounts;
use crate::clock::SharedClock;
use crate::context::{Context, Shared};
use crate::gateway::Gateway;
use crate::inbox::{Inbox, Indexing, closing, telling, waking};
use crate::installation::{self, HighWater};
use crate::labels::Labels;
use crate::media::hosts::{MediaHost, Visitor};
use crate::media::{HostSetup, Picture, PictureKey, Pictures};
use crate::notifications::Notifications;
use crate::outbox::machine::Input;
use crate::outbox::{Outbox, QuitChoice, Worker};
use crate::owner::{Ownership, OwnershipError};
use crate::problem::{Problem, ProblemCode};
use crate::profile::Profile;
use crate::publishing::{Publishing, SlideFiles, Worker as PublishingWorker};
use crate::saved_replies::{Keywords, SavedReplies};
use crate::secrets::{Secrets, Vault, VaultState};
use crate::settings::Settings;
use crate::stale::{StaleBus, Tag};
use crate::steps::StepObserver;
use crate::sync::{AccountSync, Running, SyncSettings, Syncing};
use crate::tasks::Tasks;
use crate::tray::{self, TrayFacts};

/// The database's file name in the data folder.
pub const DATABASE_FILE: &str = "postroom.db";

const INSTALLATION_KEY: &str = "installation_id";

/// How long an orderly end may take after the tasks were told to stop.
const STOP_LIMIT: Duration = Duration::from_secs(5);

/// How long "send now" may take before the program ends all the same; what is left is kept.
const SEND_NOW_LIMIT: Duration = Duration::from_secs(60);

/// Notes forgotten in one transaction.
const NOTES_AT_A_TIME: u32 = 200;

/// Pictures converted at a time, on a machine people work on besides.
const PICTURES_AT_A_TIME: usize = 2;

/// A clock that differs from the platform's by more than this is told to the person, in seconds.
const SKEW_LIMIT_S: i64 = 60;

/// Everything the application is made of that differs between the program, the demo and a test.
#[derive(Clone)]
pub struct Config {
    /// Holds the database and the lock; one owner at a time.
    pub data_dir: PathBuf,
    /// Holds pictures; may be emptied at any time.
    pub cache_dir: PathBuf,
    /// Holds the installation id, apart from the data that is backed up.
    pub state_dir: PathBuf,
    /// The hosts of the platform.
    pub endpoints: Endpoints,
    /// Where secrets lie.
    pub vault: Arc<dyn Vault>,
    /// Time.
    pub clock: SharedClock,
    /// The name of the person at this machine when none was chosen yet.
    pub member: String,
    /// The name of this machine in the event log.
    pub machine: String,
    /// The media host of a demo or a test; the team's own is set up by a person.
    pub demo_host: Option<Arc<dyn MediaHost>>,
    /// Hears of the written steps of actions and posts.
    pub steps: Arc<dyn StepObserver>,
    /// How often and how much is read in the background.
    pub sync: SyncSettings,
}

/// Why the application could not start. Nothing was changed in the data folder.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// Another process works with the folder, or it cannot be locked.
    #[error(transparent)]
    Ownership(#[from] OwnershipError),
    /// The database cannot be used: made by a newer program, damaged, or the disk refuses.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The installation id can be neither read nor written.
    #[error("the state folder {} cannot be used", .folder.display())]
    State {
        /// The folder.
        folder: PathBuf,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// No HTTP client can be made on this machine.
    #[error("this machine cannot make secure connections")]
    Http,
}

/// The state of the program itself, for banners and the settings page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppState {
    /// Whether logins can be read.
    pub vault: VaultState,
    /// Actions and posts held until a person has looked.
    pub held: usize,
    /// Whether the hosts in use are not Instagram's.
    pub foreign_hosts: bool,
    /// The person at this machine.
    pub member: Member,
    /// The app id used last.
    pub client_id: Option<String>,
    /// The redirect address used last.
    pub redirect_uri: Option<String>,
    /// Whether the secret of that app is in the keychain.
    pub has_secret: bool,
    /// Whether the platform could not be reached the last time we tried.
    pub offline: bool,
    /// How many seconds the platform's clock is ahead of ours, when it matters.
    pub clock_skew_s: Option<i64>,
    /// Whether the program may send again by itself once a doubt is settled as "not there".
    pub automatic_second_tries: bool,
    /// Whether a person has paused the reading.
    pub paused: bool,
}

/// The running application.
pub struct App {
    context: Shared,
    accounts: Accounts,
    inbox: Inbox,
    labels: Labels,
    profile: Profile,
    saved_replies: SavedReplies,
    outbox: Arc<Outbox>,
    publishing: Publishing,
    sync: AccountSync,
    pictures: Arc<Pictures>,
    notifications: Arc<Notifications>,
    settings: Settings,
    tasks: Tasks,
    // Held for the life of the process: released last.
    _ownership: Ownership,
}

impl App {
    /// Takes the data folder, opens the database and starts the background tasks.
    ///
    /// # Errors
    /// [`StartError`]; the folder is left as it was.
    pub async fn start(config: Config) -> Result<Self, StartError> {
        let ownership = Ownership::take(&config.data_dir)?;
        let store = Store::open(&config.data_dir.join(DATABASE_FILE)).await?;
        let installation = installation::id(&config.state_dir).map_err(|source| StartError::State {
            folder: config.state_dir.clone(),
            source,
        })?;
        let client = Client::new(config.endpoints.clone()).map_err(|_| StartError::Http)?;
        let (secrets, stale) = (Secrets::new(config.vault), StaleBus::new());
        let gateway = Gateway::new(
            client,
            store.clone(),
            secrets.clone(),
            config.clock.clone(),
            stale.clone(),
        );
        let pictures = Pictures::new(config.cache_dir.join("pictures"), store.clone(), config.endpoints)
            .map_err(|_| StartError::Http)?;
        let visitor = Visitor::new().map_err(|_| StartError::Http)?;
        let host = HostSetup::new(
            store.clone(),
            secrets.clone(),
            config.clock.clone(),
            stale.clone(),
            config.demo_host,
            visitor.clone(),
        );
        let context: Shared = Arc::new(Context {
            store,
            gateway,
            secrets,
            clock: config.clock,
            stale,
            machine: config.machine,
            steps: config.steps,
            high_water: HighWater::new(&config.state_dir),
            accounts_changed: Notify::new(),
            outbox_changed: Notify::new(),
            posts_changed: Notify::new(),
            files: SlideFiles::new(&config.data_dir),
            imaging: Semaphore::new(PICTURES_AT_A_TIME),
            host,
            visitor,
            sync_wanted: Notify::new(),
            messages_wanted: Notify::new(),
            window: AtomicBool::new(true),
            paused: AtomicBool::new(false),
        });
        let grace = crate::outbox::Grace::new();
        let worker = Worker::new(context.clone(), grace.clone());
        let publishing_worker = PublishingWorker::new(context.clone());
        adopt(
            &context,
            &worker,
            &publishing_worker,
            &installation.to_string(),
            &config.member,
        )
        .await?;
        worker.take_up().await?;
        publishing_worker.take_up().await?;

        let outbox = Arc::new(Outbox::new(context.clone(), grace));
        let pictures = Arc::new(pictures);
        let accounts = Accounts::new(context.clone(), pictures.clone()).map_err(|_| StartError::Http)?;
        let keywords = Arc::new(Keywords::new(context.store.clone()));
        let inbox = Inbox::new(context.clone(), outbox.clone(), keywords.clone());
        let labels = Labels::new(context.clone());
        let profile = Profile::new(context.clone());
        let saved_replies = SavedReplies::new(context.clone(), keywords.clone());
        let tasks = Tasks::new();
        let publishing = Publishing::new(context.clone());
        tasks.spawn("outbox", worker.run(tasks.stop_signal()));
        tasks.spawn("search index", Indexing::new(context.clone()).run(tasks.stop_signal()));
        tasks.spawn("publishing", publishing_worker.run(tasks.stop_signal()));
        let running = Arc::new(Running::default());
        let sync = AccountSync::new(context.clone(), running.clone());
        let syncing = Syncing::new(context.clone(), config.sync, running);
        tasks.spawn("sync", syncing.run(tasks.stop_signal()));
        tasks.spawn("waking", waking::run(context.clone(), tasks.stop_signal()));
        tasks.spawn("closing", closing::run(context.clone(), tasks.stop_signal()));
        tasks.spawn("telling", telling::run(context.clone(), keywords, tasks.stop_signal()));
        let notifications = Arc::new(Notifications::new(context.clone()));
        tasks.spawn("notifications", {
            let (notifications, stop) = (notifications.clone(), tasks.stop_signal());
            async move { notifications.run(stop).await }
        });
        let settings = Settings::new(context.clone());
        Ok(Self {
            context,
            accounts,
            inbox,
            labels,
            profile,
            saved_replies,
            outbox,
            publishing,
            sync,
            pictures,
            notifications,
            settings,
            tasks,
            _ownership: ownership,
        })
    }

    /// Accounts and logins.
    pub fn accounts(&self) -> &Accounts {
        &self.accounts
    }

    /// The inbox.
    pub fn inbox(&self) -> &Inbox {
        &self.inbox
    }

    /// The labels of the team.
    pub fn labels(&self) -> &Labels {
        &self.labels
    }

    /// Who is at this machine.
    pub fn profile(&self) -> &Profile {
        &self.profile
    }

    /// Saved replies and the words that bring them up.
    pub fn saved_replies(&self) -> &SavedReplies {
        &self.saved_replies
    }

    /// The outbox.
    pub fn outbox(&self) -> &Outbox {
        &self.outbox
    }

    /// Drafts and posts.
    pub fn publishing(&self) -> &Publishing {
        &self.publishing
    }

    /// What is told to a person who does not look at the window.
    pub fn notifications(&self) -> &Notifications {
        &self.notifications
    }

    /// What a person set on this machine.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// What the tray menu says.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn tray(&self) -> Result<TrayFacts, Problem> {
        tray::facts(&self.context, &self.notifications).await
    }

    /// A picture, from disk or from the platform.
    ///
    /// # Errors
    /// See [`Pictures::get`].
    pub async fn picture(&self, key: &PictureKey) -> Result<Picture, Problem> {
        match key {
            PictureKey::Slide(slide) => self.publishing.preview(*slide).await,
            PictureKey::Post(_) | PictureKey::Account(_) => self.pictures.get(key, &self.context.gateway).await,
        }
    }

    /// Listens for stale tags from here on.
    pub fn stale(&self) -> broadcast::Receiver<Tag> {
        self.context.stale.listen()
    }

    /// The background reading: its tasks, the history, and how much of the platform's limits is used.
    pub fn sync(&self) -> &AccountSync {
        &self.sync
    }

    /// Asks every account for its comments now.
    pub fn sync_now(&self) {
        self.context.sync_wanted.notify_one();
    }

    /// Now, by the clock of the application.
    pub fn now(&self) -> Timestamp {
        self.context.clock.now()
    }

    /// Whether a person has paused the reading.
    pub fn is_paused(&self) -> bool {
        self.context.is_paused()
    }

    /// Pauses the reading, or lets it go on. What a person asks for is read all the same, and what is to leave the
    /// machine leaves it. The pause ends with the program.
    pub fn set_paused(&self, paused: bool) {
        if self.context.paused.swap(paused, Ordering::Relaxed) != paused {
            self.context.stale.spoil(Tag::AppState);
            if !paused {
                self.sync_now();
            }
        }
    }

    /// Asks every account for its messages now.
    pub fn sync_messages_now(&self) {
        self.context.messages_wanted.notify_one();
    }

    /// Says whether somebody may be looking at the window: then what is new is read every minute, otherwise rarely.
    pub fn set_window_visible(&self, visible: bool) {
        let was = self.context.window.swap(visible, Ordering::Relaxed);
        if visible && !was {
            self.sync_now();
            self.sync_messages_now();
        }
    }

    /// The state of the program itself.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn state(&self) -> Result<AppState, Problem> {
        let vault = self.context.secrets.state().await;
        let (client_id, redirect_uri) = self.accounts.last_app().await?;
        let has_secret = match (&client_id, vault) {
            (Some(client_id), VaultState::Ready) => self.context.secrets.app_secret(client_id).await?.is_some(),
            _ => false,
        };
        Ok(AppState {
            vault,
            held: self.outbox.held().await? + self.publishing.held().await?,
            foreign_hosts: self.context.gateway.endpoints().is_foreign(),
            member: self.profile.here().await?,
            client_id,
            redirect_uri,
            has_secret,
            offline: self.context.gateway.offline(),
            clock_skew_s: self.context.gateway.skew_s().filter(|skew| skew.abs() > SKEW_LIMIT_S),
            automatic_second_tries: self.outbox.automatic_second_tries().await?,
            paused: self.context.is_paused(),
        })
    }

    /// Ends the application: carries out the choice about waiting actions, stops the tasks, closes the
    /// database.
    ///
    /// # Errors
    /// When the choice could not be carried out; the application has ended all the same.
    pub async fn shut_down(&self, choice: QuitChoice) -> Result<(), Problem> {
        let carried_out = self.outbox.before_quit(choice, SEND_NOW_LIMIT).await;
        if choice == QuitChoice::SendNow
            && let Err(problem) = self.publishing.send_now(SEND_NOW_LIMIT).await
        {
            tracing::warn!(code = ?problem.code, "Posts under way could not be waited for");
        }
        let all_ended = self.tasks.stop_within(STOP_LIMIT).await;
        self.context.store.clone().close().await;
        carried_out?;
        if all_ended {
            Ok(())
        } else {
            Err(Problem::new(
                ProblemCode::Internal,
                "A request was still under way when Postroom ended.",
                "It is read back at the next start.",
            ))
        }
    }
}

/// Notices a database that belongs to another installation, or an older copy of ours, and holds what waits in it.
async fn adopt(
    context: &Shared,
    worker: &Worker,
    publishing: &PublishingWorker,
    installation: &str,
    member: &str,
) -> Result<(), StoreError> {
    let owner = meta::get(&context.store, INSTALLATION_KEY).await?;
    let foreign = owner.as_deref().is_some_and(|owner| owner != installation);
    let newest = events::recent(&context.store, 1)
        .await?
        .first()
        .map_or(0, |event| event.seq.0);
    let older_copy = owner.is_some() && context.high_water.read().is_some_and(|noted| noted > newest);
    if foreign || older_copy {
        tracing::warn!(
            foreign,
            older_copy,
            "The database was restored, copied or moved; everything that waits in it is held"
        );
        worker.feed_all(Input::Restored).await?;
        publishing.hold_all().await?;
    }
    let mut tx = context.store.write().await?;
    members::add_here(&mut tx, member, context.clock.now()).await?;
    tx.commit().await?;
    forget_removed_notes(context).await?;
    // Also for a new database: the mark of one that was thrown away says nothing about it.
    let ours = owner.as_deref() == Some(installation);
    if (older_copy || !ours)
        && let Err(error) = context.high_water.note(newest)
    {
        tracing::warn!(%error, "The state folder could not be written");
    }
    if ours {
        return Ok(());
    }
    let mut tx = context.store.write().await?;
    meta::set(&mut tx, INSTALLATION_KEY, installation).await?;
    meta::set(&mut tx, meta::MACHINE, &context.machine).await?;
    tx.commit().await
}

/// A note that was taken away can be brought back until the program ends; then its words go.
async fn forget_removed_notes(context: &Shared) -> Result<(), StoreError> {
    loop {
        let mut tx = context.store.write().await?;
        let gone = notes::forget_removed(&mut tx, NOTES_AT_A_TIME).await?;
        tx.commit().await?;
        if gone == 0 {
            return Ok(());
        }
    }
}

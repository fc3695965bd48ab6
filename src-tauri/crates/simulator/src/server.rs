//! Start, routes and end of the simulator.

use std::collections::HashMap;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderValue, Response, header};
use axum::middleware::{self, Next};
use axum::routing::{get, post};
use bytes::Bytes;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use tokio::net::TcpListener;
use tokio::task::{JoinError, JoinHandle, JoinSet};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use url::Url;

use crate::answer::Answer;
use crate::connection::{Connection, CutListener};
use crate::fault::{Endpoint, FaultSwitch};
use crate::fetch::Fetcher;
use crate::graph::MessagingRules;
use crate::host::{self, WebSpace};
use crate::language::Language;
use crate::oauth::{self, Credentials, Grant};
use crate::options::Options;
use crate::photo::{Framing, Photo, PictureProblem};
use crate::picture::{Pictures, Subject};
use crate::publishing::PublishingRules;
use crate::shared_world::{Change, Look, SharedWorld};
use crate::slashes;
use crate::usage::Usage;
use crate::video::{Video, VideoProblem, VideoUse};
use crate::webhooks::{self, Webhooks};
use crate::windows::Windows;
use crate::witness::Witness;
use crate::world::World;
use crate::{SimClock, control, control_mentions, control_messages, control_tags, graph, messaging_cdn};

/// The app the simulator knows.
pub(crate) const APP_ID: &str = "1290477053441186";
/// Its secret.
pub(crate) const APP_SECRET: &str = "5a1d0c7be94f42d6a38e617f02cb9d54";

/// Everything a request can reach.
pub(crate) struct Sim {
    pub(crate) seed: u64,
    pub(crate) clock: SimClock,
    pub(crate) base: Url,
    pub(crate) scheme: String,
    pub(crate) witness: Witness,
    pub(crate) faults: FaultSwitch,
    pub(crate) usage: Usage,
    pub(crate) pictures: Pictures,
    pub(crate) publishing: PublishingRules,
    pub(crate) space: WebSpace,
    pub(crate) messaging: MessagingRules,
    pub(crate) webhooks: Webhooks,
    pub(crate) fetcher: Fetcher,
    pub(crate) codes: Mutex<HashMap<String, oauth::Code>>,
    pub(crate) redirect_uris: Mutex<Vec<String>>,
    pub(crate) credentials: Credentials,
    pub(crate) windows: Windows,
    language: Mutex<Language>,
    world: SharedWorld,
    minted: AtomicU64,
    dice: Mutex<ChaCha8Rng>,
    tasks: TaskTracker,
    stopping: CancellationToken,
}

/// Where the witness wrote a request down.
#[derive(Clone, Copy)]
pub(crate) struct Seen(pub(crate) usize);

impl Sim {
    /// The world as of the last [`Self::catch_up`].
    pub(crate) fn world(&self) -> Look<'_> {
        self.world.look()
    }

    /// The world for a change.
    pub(crate) fn world_mut(&self) -> Change<'_> {
        self.world.change()
    }

    /// Lets every comment arrive that was due by now.
    pub(crate) fn catch_up(&self) {
        if self.world().live.is_some() {
            self.world_mut().catch_up(self.clock.now_ms());
        }
    }

    /// Mints a token that differs from every one before.
    pub(crate) fn mint(&self, grant: &Grant) -> String {
        oauth::mint(self.seed, self.minted.fetch_add(1, Ordering::SeqCst), grant)
    }

    /// Waits, but not beyond the end of the simulator.
    pub(crate) async fn wait(&self, time: Duration) {
        tokio::select! {
            () = tokio::time::sleep(time) => {}
            () = self.stopping.cancelled() => {}
        }
    }

    /// Downloads a picture for a container. The end of the simulator ends it, too.
    pub(crate) async fn picture(&self, address: &str, framing: Framing) -> Result<Photo, PictureProblem> {
        tokio::select! {
            came = self.fetcher.picture(address, framing) => came,
            () = self.stopping.cancelled() => Err(PictureProblem::NotFetched),
        }
    }

    /// Downloads a video for a container. The end of the simulator ends it, too.
    pub(crate) async fn video(&self, address: &str, wanted: VideoUse) -> Result<Video, VideoProblem> {
        tokio::select! {
            came = self.fetcher.video(address, wanted) => came,
            () = self.stopping.cancelled() => Err(VideoProblem::NotFetched),
        }
    }

    /// Whether [`Simulator::stop`] was called.
    pub(crate) fn is_stopping(&self) -> bool {
        self.stopping.is_cancelled()
    }

    /// Downloads a file for a message. The end of the simulator ends it, too.
    pub(crate) async fn download_file(&self, address: &str, heaviest: usize) -> Result<Bytes, PictureProblem> {
        tokio::select! {
            came = self.fetcher.file(address, heaviest) => came,
            () = self.stopping.cancelled() => Err(PictureProblem::NotFetched),
        }
    }

    /// Does work that outlives its request; the end of the simulator waits for it.
    pub(crate) fn spawn(&self, work: impl Future<Output = ()> + Send + 'static) {
        self.tasks.spawn(work);
    }

    /// Random letters and digits, drawn from the seed.
    pub(crate) fn letters(&self, count: usize) -> String {
        let mut dice = self.dice.lock().unwrap_or_else(PoisonError::into_inner);
        (&mut *dice)
            .sample_iter(rand::distr::Alphanumeric)
            .take(count)
            .map(char::from)
            .collect()
    }

    pub(crate) fn trace_id(&self) -> String {
        format!("A{}", self.letters(21))
    }

    /// The language refusals are written in.
    pub(crate) fn language(&self) -> Language {
        *self.language.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn set_language(&self, language: Language) {
        *self.language.lock().unwrap_or_else(PoisonError::into_inner) = language;
    }

    /// An address of the simulator.
    pub(crate) fn address(&self, path: &str) -> String {
        format!("{}{path}", self.base.as_str().trim_end_matches('/'))
    }

    pub(crate) fn recorded_as(&self, seen: Seen, endpoint: Endpoint) {
        self.witness
            .amend(seen.0, |record| record.endpoint = Some(endpoint.name().to_owned()));
    }
}

/// A running simulator. Call [`Simulator::stop`] to end it in order; dropped, it ends with its runtime.
pub struct Simulator {
    pub(crate) sim: Arc<Sim>,
    server: JoinHandle<io::Result<()>>,
}

impl Simulator {
    /// Makes the world and listens on 127.0.0.1.
    ///
    /// # Errors
    ///
    /// When the port cannot be had.
    pub async fn start(options: Options) -> io::Result<Self> {
        let listener = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, options.port))).await?;
        let base = Url::parse(&format!("http://{}/", listener.local_addr()?)).map_err(io::Error::other)?;
        let Options {
            seed,
            size,
            conversations,
            live,
            clock,
            port: _,
            redirect_scheme,
            speed,
            rates,
            allowance,
        } = options;
        let start_ms = clock.now_ms();
        // Two million comments take seconds to make.
        let conversations = conversations.unwrap_or_else(|| size.conversations());
        let make = move || World::new(seed, size, start_ms, live).with_conversations(conversations);
        let world = tokio::task::spawn_blocking(make).await.map_err(io::Error::other)?;
        let allowance = allowance.unwrap_or_else(|| 5_000 + size.comments() as u32 / 5);
        let sim = Arc::new(Sim {
            seed,
            clock,
            redirect_uris: Mutex::new(vec![format!("{base}redirect")]),
            base,
            scheme: redirect_scheme,
            witness: Witness::default(),
            faults: FaultSwitch::new(seed),
            usage: Usage::new(allowance),
            pictures: Pictures::default(),
            publishing: PublishingRules::new(speed),
            space: WebSpace::default(),
            messaging: MessagingRules::new(rates),
            webhooks: Webhooks::new(seed),
            fetcher: Fetcher::new()?,
            codes: Mutex::default(),
            credentials: Credentials::default(),
            windows: Windows::default(),
            language: Mutex::default(),
            world: SharedWorld::new(world),
            minted: AtomicU64::new(1),
            dice: Mutex::new(ChaCha8Rng::seed_from_u64(seed ^ 0xd1ce)),
            tasks: TaskTracker::new(),
            stopping: CancellationToken::new(),
        });
        let app = slashes::passed_over(router(Arc::clone(&sim))).into_make_service_with_connect_info::<Connection>();
        let stopping = sim.stopping.clone();
        let serve = axum::serve(CutListener(listener), app).with_graceful_shutdown(stopping.cancelled_owned());
        let server = tokio::spawn(serve.into_future());
        Ok(Self { sim, server })
    }

    /// `http://127.0.0.1:PORT/`.
    #[must_use]
    pub fn base_url(&self) -> Url {
        self.sim.base.clone()
    }

    /// The clock everything here is dated by.
    #[must_use]
    pub fn clock(&self) -> SimClock {
        self.sim.clock.clone()
    }

    /// What came in and what it did.
    #[must_use]
    pub fn witness(&self) -> Witness {
        self.sim.witness.clone()
    }

    /// The switchboard of faults.
    #[must_use]
    pub fn faults(&self) -> FaultSwitch {
        self.sim.faults.clone()
    }

    /// A look at the world behind the API, to compare with.
    #[must_use]
    pub fn world(&self) -> crate::WorldView {
        self.sim.catch_up();
        crate::WorldView::new(Arc::clone(&self.sim))
    }

    /// Draws the first picture of every post that is there, so that nobody waits for one later: who measures a program on
    /// the same processors does not measure this.
    ///
    /// # Errors
    /// When a task of it ends before its time.
    pub async fn draw_posts(&self) -> Result<(), JoinError> {
        let subjects = Subject::of_posts(&self.sim.world.look());
        let mut drawing = JoinSet::new();
        for subject in subjects {
            let pictures = self.sim.pictures.clone();
            drawing.spawn_blocking(move || pictures.jpeg(&subject));
        }
        while let Some(drawn) = drawing.join_next().await {
            drawn?;
        }
        Ok(())
    }

    /// The `client_id` to log in with.
    #[must_use]
    pub fn app_id(&self) -> &'static str {
        APP_ID
    }

    /// The `client_secret` to exchange codes with.
    #[must_use]
    pub fn app_secret(&self) -> &'static str {
        APP_SECRET
    }

    /// The redirect URI registered from the start: the simulator's own redirect page.
    #[must_use]
    pub fn redirect_uri(&self) -> Url {
        let mut uri = self.sim.base.clone();
        uri.set_path("/redirect");
        uri
    }

    /// Registers one more redirect URI; a login's must equal one of them byte for byte.
    pub fn register_redirect_uri(&self, uri: impl Into<String>) {
        self.sim
            .redirect_uris
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(uri.into());
    }

    /// The language refusals are written in; English from the start. Codes are the same in every one.
    pub fn set_language(&self, language: Language) {
        self.sim.set_language(language);
    }

    /// How many calls an hour (simulated) an account may make before it is refused with code 80002. From the start
    /// what [`Options::allowance`] says.
    pub fn set_hourly_allowance(&self, calls: u32) {
        self.sim.usage.allow(calls);
    }

    /// How many posts an account may publish in a rolling day; 100 from the start.
    pub fn set_publishing_quota(&self, posts: u32) {
        self.sim.publishing.set_quota_total(posts);
    }

    /// Simulated time a container's processing takes: a carousel takes this long, a picture up to twice as long, a video
    /// four to eight times. Three seconds from the start, less by [`Options::speed`]; for single containers there is [`FaultKind::SlowProcessing`](crate::FaultKind).
    pub fn set_processing_time(&self, simulated: Duration) {
        let ms = i64::try_from(simulated.as_millis()).unwrap_or(i64::MAX);
        self.sim.publishing.set_processing_ms(ms);
    }

    /// Real time the download of a picture or video may take before it is given up (2207003); ten seconds from the start.
    pub fn set_download_timeout(&self, real: Duration) {
        self.sim.fetcher.set_patience(real);
    }

    /// The owner of an account posts a picture on the phone, outside the API; answers the media id. `None` when there is
    /// no such account.
    #[must_use]
    pub fn post_on_phone(&self, username: &str, caption: &str) -> Option<String> {
        control::post_on_phone(&self.sim, username, caption)
    }

    /// Gives an account so many followers; `false` when there is no such account. With fewer than 100 its insights tell
    /// nothing about them, with fewer than 1,000 it has no trial reels.
    pub fn set_followers(&self, username: &str, followers: u64) -> bool {
        let mut world = self.sim.world_mut();
        let account = world.account_by_name(username);
        account.is_some_and(|account| {
            world.accounts[account as usize].followers = followers;
            true
        })
    }

    /// The keys of the files in the web space `/_host/{key}`, in order.
    #[must_use]
    pub fn hosted_keys(&self) -> Vec<String> {
        self.sim.space.keys()
    }

    /// Ends the simulator: no new connections, idle ones closed, waiting answers sent, requests in work finished.
    pub async fn stop(self) {
        self.sim.stopping.cancel();
        self.sim.tasks.close();
        self.sim.tasks.wait().await;
        // A client that keeps a connection half open must not hold up the end.
        let mut server = self.server;
        if tokio::time::timeout(Duration::from_secs(2), &mut server).await.is_err() {
            server.abort();
        }
    }
}

impl std::fmt::Debug for Simulator {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Simulator")
            .field("base", &self.sim.base.as_str())
            .finish_non_exhaustive()
    }
}

fn router(sim: Arc<Sim>) -> Router {
    Router::new()
        .route("/oauth/authorize", get(oauth::authorize))
        .route("/oauth/consent", post(oauth::consent))
        .route("/dialog/oauth", get(oauth::dialog))
        .route("/{version}/dialog/oauth", get(oauth::dialog))
        .route("/dialog/consent", post(oauth::agree))
        .route("/redirect", get(oauth::redirect_page))
        .route("/ig-api-upload/{version}/{container}", post(graph::upload))
        .route("/cdn/{file}", get(control::picture))
        .route("/ig_messaging_cdn", get(messaging_cdn::serve))
        .merge(host::routes())
        .fallback(graph::serve)
        .layer(middleware::from_fn_with_state(Arc::clone(&sim), witnessed))
        .merge(control::routes())
        .merge(host::robots())
        .merge(control_mentions::routes())
        .merge(control_tags::routes())
        .merge(control_messages::routes())
        .layer(middleware::from_fn_with_state(Arc::clone(&sim), dated))
        .with_state(sim)
}

/// Writes a request down and carries it through even when the caller hangs up: the platform would, too.
async fn witnessed(
    State(sim): State<Arc<Sim>>,
    ConnectInfo(connection): ConnectInfo<Connection>,
    mut request: Request,
    next: Next,
) -> Response<Body> {
    let query = request.uri().query().unwrap_or_default();
    let seq = sim.witness.arrived(
        sim.clock.now(),
        request.method().as_str(),
        slashes::path_of(&request),
        query,
    );
    request.extensions_mut().insert(Seen(seq));
    let witness = sim.witness.clone();
    let work = sim.tasks.spawn(async move {
        let response = next.run(request).await;
        let status = (!connection.is_cut()).then(|| response.status().as_u16());
        witness.amend(seq, |record| record.status = status);
        response
    });
    match work.await {
        Ok(response) => response,
        Err(fault) => {
            tracing::error!(%fault, "a request broke the simulator");
            Answer::empty(500).into_response()
        }
    }
}

/// Catches up with what happened meanwhile and dates the answer by the simulated clock.
async fn dated(State(sim): State<Arc<Sim>>, request: Request, next: Next) -> Response<Body> {
    sim.catch_up();
    let mut response = next.run(request).await;
    // What the request did is told when it is done.
    webhooks::flush(&sim, false);
    let date = sim.clock.now().strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
    if let Ok(date) = HeaderValue::from_str(&date) {
        response.headers_mut().insert(header::DATE, date);
    }
    response
}

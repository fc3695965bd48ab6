//! What every contract test starts with: a simulator of its own whose clock stands still, a client for each set-up of
//! the platform, and tokens by permission.

use std::io::Cursor;
use std::time::Duration;

use instagram::{
    AccessToken, AccountId, ApiError, Client, CommentId, Endpoint, Endpoints, Flavour, MediaId, Recovery, Scope,
};
use simulator::{CommentInfo, Effect, EffectKind, Fault, Options, PostInfo, SimClock, Simulator, WorldSize};
use url::Url;

/// The account the office looks after.
pub const ACCOUNT: &str = "kettleandfern";

/// Another account of the same world.
pub const STRANGER: &str = "solvej.ceramics";

/// A simulator and what reaches it.
pub struct Office {
    /// The platform.
    pub simulator: Simulator,
    /// How the office's app reaches it.
    pub flavour: Flavour,
    web: reqwest::Client,
}

impl Office {
    /// An office whose app uses Instagram Login. The world is small and the same in every test, at a moment that lasts
    /// until a test lets time pass.
    pub async fn open() -> Self {
        Self::with(Flavour::InstagramLogin).await
    }

    /// An office whose app uses this set-up.
    pub async fn with(flavour: Flavour) -> Self {
        Self::of_size(flavour, WorldSize::Small).await
    }

    /// An office whose app uses this set-up, in a world of another size.
    pub async fn of_size(flavour: Flavour, size: WorldSize) -> Self {
        let options = Options {
            seed: 23,
            size,
            clock: SimClock::at("2026-11-19T14:00:00Z".parse().unwrap(), 0.0),
            ..Options::default()
        };
        let web = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .build()
            .unwrap();
        Self {
            simulator: Simulator::start(options).await.unwrap(),
            flavour,
            web,
        }
    }

    /// Where the platform is, as the office's set-up of it.
    pub fn endpoints(&self) -> Endpoints {
        endpoints(self.flavour, &self.simulator.base_url())
    }

    /// A client of the office's set-up.
    pub fn client(&self) -> Client {
        Client::new(self.endpoints()).unwrap()
    }

    /// Every permission the set-up has.
    pub fn scopes(&self) -> &'static [Scope] {
        match self.flavour {
            Flavour::InstagramLogin => &Scope::ALL,
            Flavour::FacebookLogin => &Scope::FACEBOOK,
        }
    }

    /// A token for the account with these permissions only; with Facebook Login it is a person's.
    pub fn token(&self, scopes: &[Scope]) -> AccessToken {
        let names: Vec<_> = scopes.iter().filter_map(|scope| scope.name(self.flavour)).collect();
        AccessToken::new(match self.flavour {
            Flavour::InstagramLogin => self.simulator.dashboard_token_for(ACCOUNT, &names),
            Flavour::FacebookLogin => self.simulator.facebook_token_for(&names),
        })
    }

    /// A token of somebody who has nothing to do with the account.
    pub fn strangers_token(&self) -> AccessToken {
        AccessToken::new(match self.flavour {
            Flavour::InstagramLogin => self.simulator.dashboard_token(STRANGER),
            Flavour::FacebookLogin => self.simulator.page_token(STRANGER),
        })
    }

    /// Calls with every permission.
    pub async fn call<E: Endpoint>(&self, endpoint: &E) -> Result<E::Output, ApiError> {
        self.call_with(&self.token(self.scopes()), endpoint).await
    }

    /// Calls with every permission but one.
    pub async fn call_without<E: Endpoint>(&self, scope: Scope, endpoint: &E) -> Result<E::Output, ApiError> {
        let rest: Vec<_> = self.scopes().iter().copied().filter(|other| *other != scope).collect();
        self.call_with(&self.token(&rest), endpoint).await
    }

    /// Calls with the token of somebody else.
    pub async fn call_as_stranger<E: Endpoint>(&self, endpoint: &E) -> Result<E::Output, ApiError> {
        self.call_with(&self.strangers_token(), endpoint).await
    }

    /// Asserts that a call is refused without a permission, and that its object is not there for others.
    pub async fn only_for_its_owner<E: Endpoint>(&self, scope: Scope, endpoint: &E) {
        not_permitted(self.call_without(scope, endpoint).await);
        assert_eq!(refused(self.call_as_stranger(endpoint).await), NO_OBJECT);
    }

    /// Calls with this token.
    pub async fn call_with<E: Endpoint>(&self, token: &AccessToken, endpoint: &E) -> Result<E::Output, ApiError> {
        self.client().call(token, endpoint).await.map(|answer| answer.value)
    }

    /// The professional id of the account.
    pub fn account(&self) -> AccountId {
        self.account_of(ACCOUNT)
    }

    /// The professional id of an account.
    pub fn account_of(&self, username: &str) -> AccountId {
        let accounts = self.simulator.world().accounts();
        let found = accounts.into_iter().find(|account| account.username == username);
        AccountId::from(found.unwrap().id)
    }

    /// The account's posts as they really are, newest first.
    pub fn posts(&self) -> Vec<PostInfo> {
        self.simulator.world().posts(ACCOUNT)
    }

    /// The account's post with the most comments among those on which commenting is on.
    pub fn post(&self) -> MediaId {
        let posts = self.posts().into_iter().filter(|post| post.comments_enabled);
        MediaId::from(posts.max_by_key(|post| post.comments_count).unwrap().id)
    }

    /// The comments under a post as they really are: threads newest first, replies oldest first.
    pub fn comments(&self, media: &MediaId) -> Vec<CommentInfo> {
        self.simulator.world().comments(media.as_str())
    }

    /// A visible top-level comment of somebody else below [`Office::post`].
    pub fn comment(&self) -> CommentId {
        let comments = self.comments(&self.post());
        let found = comments
            .into_iter()
            .find(|comment| comment.parent.is_none() && !comment.hidden && !comment.ours && comment.text.is_some());
        CommentId::from(found.unwrap().id)
    }

    /// Lays a fault.
    pub fn fault(&self, fault: Fault) {
        self.simulator.faults().add(fault);
    }

    /// What was done, of one kind.
    pub fn effects(&self, kind: EffectKind) -> Vec<Effect> {
        self.simulator.witness().effects_of(kind)
    }

    /// Asserts that nothing was done at all.
    pub fn nothing_happened(&self) {
        assert_eq!(self.simulator.witness().effects(), []);
    }

    /// Lets simulated time pass.
    pub fn pass(&self, time: Duration) {
        self.simulator.clock().advance(time);
    }

    /// Puts a file where the platform can fetch it from.
    pub async fn host(&self, key: &str, kind: &str, bytes: Vec<u8>) -> Url {
        let address = self.simulator.base_url().join(&format!("_host/{key}")).unwrap();
        let request = self.web.put(address.clone()).header("content-type", kind).body(bytes);
        assert_eq!(request.send().await.unwrap().status(), 200);
        address
    }

    /// Puts a JPEG of this size there.
    pub async fn host_jpeg(&self, key: &str, width: u32, height: u32) -> Url {
        let mut bytes = Vec::new();
        image::RgbImage::from_fn(width, height, |x, y| image::Rgb([90, (x % 200) as u8, (y % 200) as u8]))
            .write_to(&mut Cursor::new(&mut bytes), image::ImageFormat::Jpeg)
            .unwrap();
        self.host(key, "image/jpeg", bytes).await
    }

    /// Somebody comments on the phone; answers the comment.
    pub async fn write_on_phone(&self, media: &MediaId, username: &str, text: &str) -> CommentId {
        let address = self.simulator.base_url().join("_sim/comments").unwrap();
        let body = serde_json::json!({ "media": media.as_str(), "username": username, "text": text });
        let answer = self.web.post(address).json(&body).send().await.unwrap();
        let written: serde_json::Value = answer.json().await.unwrap();
        CommentId::from(written["id"].as_str().unwrap())
    }

    /// The owner goes live on the phone; answers the broadcast.
    pub async fn go_live(&self) -> MediaId {
        let begun = self
            .cause("_sim/live", &serde_json::json!({ "username": ACCOUNT }))
            .await;
        MediaId::from(begun["id"].as_str().unwrap())
    }

    /// The owner ends the broadcast.
    pub async fn end_live(&self) {
        let path = format!("_sim/live?username={ACCOUNT}");
        let address = self.simulator.base_url().join(&path).unwrap();
        let ended: serde_json::Value = self.web.delete(address).send().await.unwrap().json().await.unwrap();
        assert_eq!(ended["ended"], true);
    }

    /// A broadcast on the air and what somebody said there.
    pub async fn live_comment(&self) -> (MediaId, CommentId) {
        let live = self.go_live().await;
        let comment = self.write_on_phone(&live, "rye.fan", "Is the rye back?").await;
        (live, comment)
    }

    /// What a path of the simulator's own shows.
    pub async fn look(&self, path: &str) -> serde_json::Value {
        let address = self.simulator.base_url().join(path).unwrap();
        self.web.get(address).send().await.unwrap().json().await.unwrap()
    }

    /// Does something at a path of the simulator's own; answers what it says.
    pub async fn cause(&self, path: &str, what: &serde_json::Value) -> serde_json::Value {
        let address = self.simulator.base_url().join(path).unwrap();
        let answer = self.web.post(address).json(what).send().await.unwrap();
        answer.json().await.unwrap()
    }

    /// A page as a browser loads it.
    pub async fn web_page(&self, address: &Url) -> String {
        let answer = self.web.get(address.clone()).send().await.unwrap();
        assert_eq!(answer.status(), 200);
        answer.text().await.unwrap()
    }

    /// Fills in a form of a page and says where the browser is sent.
    pub async fn submit(&self, page: &str, form: &[(&str, String)]) -> Url {
        let address = self.simulator.base_url().join(page).unwrap();
        let answer = self.web.post(address).form(form).send().await.unwrap();
        assert_eq!(answer.status(), 302);
        Url::parse(answer.headers()["location"].to_str().unwrap()).unwrap()
    }
}

/// Does the same in an office of each set-up.
pub async fn in_both(test: impl AsyncFn(Office)) {
    for flavour in [Flavour::InstagramLogin, Flavour::FacebookLogin] {
        test(Office::with(flavour).await).await;
    }
}

fn endpoints(flavour: Flavour, base: &Url) -> Endpoints {
    match flavour {
        Flavour::InstagramLogin => Endpoints::on_host(base),
        Flavour::FacebookLogin => Endpoints::facebook_on_host(base),
    }
}

/// Asserts that what only Facebook Login has is refused with Instagram Login before anything is sent.
pub async fn not_with_instagram_login<E: Endpoint>(endpoint: &E) {
    let office = Office::open().await;
    let outcome = office.call(endpoint).await.map(|_| ());
    let flavour = Flavour::InstagramLogin;
    let endpoint = E::NAME;
    assert_eq!(outcome, Err(ApiError::NotAvailable { endpoint, flavour }));
    assert_eq!(office.simulator.witness().requests(), []);
}

/// Code and subcode of a refusal; anything else fails the test.
pub fn refused<T>(outcome: Result<T, ApiError>) -> (i64, Option<i64>) {
    match outcome {
        Ok(_) => panic!("it was not refused"),
        Err(ApiError::Refused(refusal)) => (refusal.code, refusal.subcode),
        Err(other) => panic!("not a refusal: {other}"),
    }
}

/// The scope that an incomplete answer asks for; anything else fails the test.
pub fn lacks<T>(outcome: Result<T, ApiError>) -> Scope {
    match outcome {
        Ok(_) => panic!("nothing was missing"),
        Err(ApiError::Incomplete { scope, .. }) => scope,
        Err(other) => panic!("not an incomplete answer: {other}"),
    }
}

/// Asserts that a permission is missing, as the code of the refusal says.
pub fn not_permitted<T>(outcome: Result<T, ApiError>) {
    let Err(error) = outcome else {
        panic!("it was permitted")
    };
    assert!(matches!(error, ApiError::Refused(_)), "not a refusal: {error}");
    assert_eq!(error.recovery(), Recovery::MissingScope, "{error}");
}

/// The object is not there, not the caller's, or does not support the call.
pub const NO_OBJECT: (i64, Option<i64>) = (100, Some(33));

//! Webhooks (sheet on webhooks, §4): what happens in the world, told to whoever an account is subscribed for. Every
//! delivery is kept and can be read at `/_sim/webhooks`; with a callback address on this computer it is posted there,
//! too.
//!
//! Nothing is told of an account before `POST /{account}/subscribed_apps`: the step that is forgotten most often.
//! Order, duplicates and batches are the settings'; the platform promises nothing about them.

mod deliver;
mod payload;
mod wire;

pub(crate) use deliver::{CallbackProblem, flush, register};

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use rand::seq::SliceRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::oauth::Flavour;
use crate::server::{APP_SECRET, Sim};

/// The fields an app can be subscribed to (sheet on webhooks, §4.6). Where pages spell a field in two ways, both are
/// taken.
pub(crate) const FIELDS: &[&str] = &[
    "comments",
    "live_comments",
    "mentions",
    "messages",
    "message_echoes",
    "message_edit",
    "message_reactions",
    "messaging_reactions",
    "messaging_postbacks",
    "messaging_seen",
    "messaging_referral",
    "messaging_referrals",
    "messaging_optins",
    "messaging_handover",
    "standby",
    "story_insights",
];

/// Deliveries that are kept.
const MOST: usize = 20_000;
/// Updates one delivery can hold.
const MOST_IN_ONE: usize = 1_000;
/// An account whose webhooks fail for so long is unsubscribed.
const PATIENCE_MS: i64 = 3_600_000;

/// How webhooks are sent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WebhookSettings {
    /// Where they are posted; an address on this computer, which must answer the verification request. `None`: nowhere,
    /// they are only kept.
    pub callback_url: Option<String>,
    /// The text the verification request carries.
    pub verify_token: String,
    /// Fields the app is subscribed to, whatever an account names; empty: all.
    pub fields: Vec<String>,
    /// Updates one delivery holds, 1 to 1000. It is not sent before there are so many, or before it is flushed.
    pub batch: usize,
    /// How likely a delivery comes twice, 0.0 to 1.0.
    pub duplicates: f64,
    /// Whether the updates of a delivery are shuffled.
    pub disorder: bool,
    /// Whether comments come with `field` and `value` in the entry itself, without `changes`.
    pub flat_changes: bool,
    /// Whether a comment's id is called `comment_id`.
    pub comment_id_key: bool,
    /// Whether a `message_edit` with `num_edit` 0 and neither text nor sender comes before each message.
    pub edit_first: bool,
}

impl Default for WebhookSettings {
    fn default() -> Self {
        Self {
            callback_url: None,
            verify_token: "postroom".to_owned(),
            fields: Vec::new(),
            batch: 1,
            duplicates: 0.0,
            disorder: false,
            flat_changes: false,
            comment_id_key: false,
            edit_first: false,
        }
    }
}

/// A delivery: one POST of the platform.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WebhookInfo {
    /// Position in the record, from 0.
    pub seq: usize,
    /// Simulated time.
    pub at: Timestamp,
    /// The bytes, which are ASCII; the signature is over exactly these.
    pub body: String,
    /// The value of `X-Hub-Signature-256`.
    pub signature: String,
    /// Statuses the callback answered, one for each attempt; 0 when it did not answer. Empty without a callback.
    pub attempts: Vec<u16>,
}

/// Where an event stands in its entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Changes,
    Messaging,
    /// The thread belongs to another app.
    Standby,
}

/// One thing to tell.
#[derive(Clone, Debug)]
struct Event {
    account: u32,
    field: &'static str,
    part: Part,
    value: Value,
}

/// An account's subscription: the fields it named, and the login it was made with.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Subscription {
    fields: Vec<String>,
    flavour: Flavour,
}

#[derive(Debug)]
struct State {
    settings: WebhookSettings,
    subscribed: BTreeMap<u32, Subscription>,
    waiting: Vec<Event>,
    sent: Vec<WebhookInfo>,
    /// Since when an account's deliveries fail.
    failing: HashMap<u32, i64>,
    dice: ChaCha8Rng,
}

/// Subscriptions, settings and everything that was sent.
#[derive(Debug)]
pub(crate) struct Webhooks {
    state: Mutex<State>,
    /// Held while deliveries are posted, so that they leave in their order.
    posting: tokio::sync::Mutex<()>,
}

impl Webhooks {
    pub(crate) fn new(seed: u64) -> Self {
        Self {
            state: Mutex::new(State {
                settings: WebhookSettings::default(),
                subscribed: BTreeMap::new(),
                waiting: Vec::new(),
                sent: Vec::new(),
                failing: HashMap::new(),
                dice: ChaCha8Rng::seed_from_u64(seed ^ 0x3e6b_0000),
            }),
            posting: tokio::sync::Mutex::default(),
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn settings(&self) -> WebhookSettings {
        self.lock().settings.clone()
    }

    pub(crate) fn set(&self, settings: WebhookSettings) {
        let batch = settings.batch.clamp(1, MOST_IN_ONE);
        self.lock().settings = WebhookSettings { batch, ..settings };
    }

    pub(crate) fn sent(&self) -> Vec<WebhookInfo> {
        self.lock().sent.clone()
    }

    /// Subscribes an account, in place of an earlier subscription; answers whether that is different from before.
    pub(crate) fn subscribe(&self, account: u32, fields: Vec<String>, flavour: Flavour) -> bool {
        let subscription = Subscription { fields, flavour };
        let mut state = self.lock();
        state.failing.remove(&account);
        state.subscribed.insert(account, subscription.clone()) != Some(subscription)
    }

    pub(crate) fn unsubscribe(&self, account: u32) -> bool {
        self.lock().subscribed.remove(&account).is_some()
    }

    /// The fields an account is subscribed with.
    pub(crate) fn subscription(&self, account: u32) -> Option<Vec<String>> {
        self.lock().subscribed.get(&account).map(|it| it.fields.clone())
    }
}

impl State {
    /// The login an account is subscribed with.
    fn flavour_of(&self, account: u32) -> Flavour {
        self.subscribed
            .get(&account)
            .map_or(Flavour::InstagramLogin, |it| it.flavour)
    }

    /// Account-level selection is not supported for Instagram: an account gets what the app is subscribed to.
    fn wants(&self, event: &Event) -> bool {
        let field = |name: &str| self.settings.fields.iter().any(|field| field == name);
        let echo = event.value["message"]["is_echo"] == json!(true);
        let listed = self.settings.fields.is_empty()
            || field(event.field)
            || (event.field == "message_reactions" && field("messaging_reactions"))
            || (echo && field("message_echoes"));
        self.subscribed.contains_key(&event.account) && listed
    }

    /// Makes deliveries of what waits: full ones, and the rest as well when `all`.
    fn pack(&mut self, sim: &Sim, all: bool) -> Vec<usize> {
        let batch = self.settings.batch;
        let mut packed = Vec::new();
        while self.waiting.len() >= batch || (all && !self.waiting.is_empty()) {
            let mut events: Vec<Event> = self.waiting.drain(..batch.min(self.waiting.len())).collect();
            if self.settings.disorder {
                events.shuffle(&mut self.dice);
            }
            let twice = self.dice.random::<f64>() < self.settings.duplicates;
            let payload = self.entries(sim, &events);
            let body = wire::write(&payload);
            let info = WebhookInfo {
                seq: 0,
                at: sim.clock.now(),
                signature: wire::signature(APP_SECRET, body.as_bytes()),
                body,
                attempts: Vec::new(),
            };
            for _ in 0..=usize::from(twice) {
                if self.sent.len() < MOST {
                    let seq = self.sent.len();
                    self.sent.push(WebhookInfo { seq, ..info.clone() });
                    packed.push(seq);
                }
            }
        }
        packed
    }

    /// Neighbours of one account and kind share an entry. Its time is in seconds around comments, in milliseconds around
    /// messages.
    fn entries(&self, sim: &Sim, events: &[Event]) -> Value {
        let now_ms = sim.clock.now_ms();
        let world = sim.world();
        let alike = |a: &Event, b: &Event| {
            a.account == b.account && a.part == b.part && !(self.settings.flat_changes && a.part == Part::Changes)
        };
        let entry = |events: &[Event]| {
            let Some(first) = events.first() else {
                return Value::Null;
            };
            let time = if first.part == Part::Changes {
                now_ms / 1000
            } else {
                now_ms
            };
            let mut entry = Map::from_iter([
                ("id".to_owned(), json!(world.account_id(first.account))),
                ("time".to_owned(), json!(time)),
            ]);
            let values = || events.iter().map(|event| event.value.clone()).collect::<Vec<_>>();
            match first.part {
                Part::Changes if self.settings.flat_changes => {
                    entry.insert("field".to_owned(), json!(first.field));
                    entry.insert("value".to_owned(), first.value.clone());
                }
                Part::Changes => {
                    let changes = events
                        .iter()
                        .map(|event| json!({ "field": event.field, "value": event.value }));
                    entry.insert("changes".to_owned(), changes.collect());
                }
                Part::Messaging => {
                    entry.insert("messaging".to_owned(), Value::Array(values()));
                }
                Part::Standby => {
                    entry.insert("standby".to_owned(), Value::Array(values()));
                }
            }
            Value::Object(entry)
        };
        let entries: Vec<Value> = events.chunk_by(alike).map(entry).collect();
        json!({ "object": "instagram", "entry": entries })
    }
}

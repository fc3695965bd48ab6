//! From what happened to a POST on somebody's callback address.

use std::sync::Arc;
use std::time::Duration;

use super::{PATIENCE_MS, WebhookSettings, payload, wire};
use crate::server::{APP_SECRET, Sim};

/// Real time a callback may take to acknowledge.
const ACKNOWLEDGE: Duration = Duration::from_secs(5);
/// Real time before each further attempt: a few at once, as on the platform.
const AGAIN: [Duration; 2] = [Duration::from_millis(50), Duration::from_millis(400)];

/// Why a callback was not registered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CallbackProblem {
    /// Not an address on this computer.
    NotHere,
    /// It did not answer the verification request with its challenge.
    NotVerified,
}

/// Tells what happened since the last call. With `all`, deliveries that are not full leave as well.
pub(crate) fn flush(sim: &Arc<Sim>, all: bool) {
    let happened = if sim.world().has_happenings() {
        sim.world_mut().take_happenings()
    } else {
        Vec::new()
    };
    let (packed, callback) = {
        let mut state = sim.webhooks.lock();
        if !state.subscribed.is_empty() && !happened.is_empty() {
            let world = sim.world();
            for happening in &happened {
                for event in payload::events(sim, &world, &state, happening) {
                    if state.wants(&event) {
                        state.waiting.push(event);
                    }
                }
            }
        }
        (state.pack(sim, all), state.settings.callback_url.clone())
    };
    if let Some(callback) = callback.filter(|_| !packed.is_empty()) {
        let shared = Arc::clone(sim);
        sim.spawn(async move { post(&shared, &callback, packed).await });
    }
}

/// Posts deliveries in their order.
async fn post(sim: &Arc<Sim>, callback: &str, packed: Vec<usize>) {
    let _turn = sim.webhooks.posting.lock().await;
    for seq in packed {
        let told = sim.webhooks.lock().sent.get(seq).map(|it| it.body.clone());
        let Some(body) = told else { continue };
        let mut pauses = AGAIN.iter();
        loop {
            let status = attempt(sim, callback, &body).await;
            if let Some(info) = sim.webhooks.lock().sent.get_mut(seq) {
                info.attempts.push(status);
            }
            match pauses.next() {
                Some(pause) if status != 200 && !sim.is_stopping() => sim.wait(*pause).await,
                _ => {
                    settle(sim, &body, status == 200);
                    break;
                }
            }
        }
    }
}

/// The status a callback answers; 0 for none.
async fn attempt(sim: &Sim, callback: &str, body: &str) -> u16 {
    let headers = [
        ("content-type", "application/json".to_owned()),
        ("x-hub-signature-256", wire::signature(APP_SECRET, body.as_bytes())),
        ("x-hub-signature", wire::legacy_signature(APP_SECRET, body.as_bytes())),
    ];
    sim.fetcher.post(callback, &headers, body.to_owned(), ACKNOWLEDGE).await
}

/// An account whose deliveries fail for an hour is unsubscribed (sheet on webhooks, §4.5).
fn settle(sim: &Sim, body: &str, acknowledged: bool) {
    let now_ms = sim.clock.now_ms();
    // Never both locks at once in this order: telling takes them in the other one.
    let subscribed: Vec<u32> = sim.webhooks.lock().subscribed.keys().copied().collect();
    let concerned = |account: &u32| body.contains(&format!("\"id\":\"{}\"", sim.world().account_id(*account)));
    let accounts: Vec<u32> = subscribed.into_iter().filter(concerned).collect();
    let mut state = sim.webhooks.lock();
    for account in accounts {
        if acknowledged {
            state.failing.remove(&account);
            continue;
        }
        let since = *state.failing.entry(account).or_insert(now_ms);
        if now_ms - since >= PATIENCE_MS {
            state.subscribed.remove(&account);
            state.failing.remove(&account);
        }
    }
}

/// Takes new settings. A callback address is asked to verify itself first (sheet on webhooks, §4.3).
pub(crate) async fn register(sim: &Arc<Sim>, settings: WebhookSettings) -> Result<(), CallbackProblem> {
    if let Some(callback) = &settings.callback_url
        && sim.webhooks.settings().callback_url.as_ref() != Some(callback)
    {
        let challenge = challenge(sim);
        let query = [
            ("hub.mode", "subscribe"),
            ("hub.challenge", challenge.as_str()),
            ("hub.verify_token", settings.verify_token.as_str()),
        ];
        let mut address = crate::fetch::reachable(callback).ok_or(CallbackProblem::NotHere)?;
        address.query_pairs_mut().extend_pairs(query);
        let answered = sim.fetcher.text(address, ACKNOWLEDGE).await;
        if answered.as_deref() != Some(challenge.as_str()) {
            return Err(CallbackProblem::NotVerified);
        }
    }
    sim.webhooks.set(settings);
    Ok(())
}

/// Ten digits.
fn challenge(sim: &Sim) -> String {
    let digits: String = sim
        .letters(10)
        .bytes()
        .map(|letter| char::from(b'0' + letter % 10))
        .collect();
    digits
}

//! `/{account}/subscribed_apps` and `/{page}/subscribed_apps`: whether webhooks tell of an account (sheet on webhooks,
//! §4.2).

use serde_json::json;

use super::{Caller, Outcome, Refusal, nothing};
use crate::graph::render::success;
use crate::oauth::{Flavour, Scope};
use crate::server::APP_ID;
use crate::webhooks::FIELDS;
use crate::witness::{Effect, EffectKind, Origin};

/// Fields of a Page; those of Instagram are chosen in the dashboard.
const PAGE_FIELDS: &[&str] = &[
    "feed",
    "mention",
    "name",
    "picture",
    "category",
    "ratings",
    "conversations",
];

/// With Facebook Login it is the Page that is subscribed.
fn permitted(caller: &Caller<'_>) -> Result<(), Refusal> {
    match caller.flavour() {
        Flavour::InstagramLogin => Ok(()),
        Flavour::FacebookLogin => caller.needs(Scope::PageMetadata),
    }
}

pub(super) fn subscribe(caller: &Caller<'_>, account: u32) -> Outcome {
    permitted(caller)?;
    let fields = caller.call.list("subscribed_fields");
    if fields.is_empty() {
        return Err(Refusal::parameter(
            "(#100) The parameter subscribed_fields is required.",
        ));
    }
    let page = caller.flavour() == Flavour::FacebookLogin;
    let known = |field: &str| FIELDS.contains(&field) || (page && PAGE_FIELDS.contains(&field));
    if let Some(strange) = fields.iter().find(|field| !known(field)) {
        return Err(Refusal::parameter(format!(
            "(#100) Param subscribed_fields must be one of the fields of a subscription; got {strange}"
        )));
    }
    let changed = caller.sim.webhooks.subscribe(account, fields, caller.flavour());
    witness(caller, account, EffectKind::Subscribe, changed);
    Ok(success())
}

pub(super) fn unsubscribe(caller: &Caller<'_>, account: u32) -> Outcome {
    permitted(caller)?;
    let changed = caller.sim.webhooks.unsubscribe(account);
    witness(caller, account, EffectKind::Unsubscribe, changed);
    Ok(success())
}

pub(super) fn list(caller: &Caller<'_>, account: u32) -> Outcome {
    permitted(caller)?;
    Ok(match caller.sim.webhooks.subscription(account) {
        None => nothing(),
        Some(fields) => json!({ "data": [{ "id": APP_ID, "name": "Postroom", "subscribed_fields": fields }] }),
    })
}

fn witness(caller: &Caller<'_>, account: u32, kind: EffectKind, changed: bool) {
    let sim = caller.sim;
    sim.witness.effect(Effect {
        id: sim.world().account_id(account),
        changed,
        ..Effect::bare(sim.clock.now(), kind, Origin::Api)
    });
}

//! `GET /?ids=a,b`: several objects at once (sheet on limits, §0). v26.0 has it no more, and from 27 October 2026 on no
//! version has.

use serde_json::{Map, Value};

use super::surface::{self, Row};
use super::target::Target;
use super::version::Version;
use super::{Caller, On, Outcome, Refusal, lacking};
use crate::fault::Endpoint;

/// 2026-10-27T00:00:00Z in milliseconds since 1970.
const GONE_MS: i64 = 1_793_059_200_000;
/// Most objects one call reads.
const MOST: usize = 50;

pub(super) const ROWS: &[Row] =
    &[Row::get(On::Root(read), "", Endpoint::Several).when("ids=…", |call| call.get("ids").is_some())];

fn read(caller: &Caller<'_>) -> Outcome {
    if caller.call.version >= Version::WITHOUT_IDS || caller.now_ms >= GONE_MS {
        let message = "(#100) Reading several ids at once is not supported any more. Read each object by itself.";
        return Err(Refusal::parameter(message));
    }
    let ids = caller.call.list("ids");
    if ids.len() > MOST {
        return Err(Refusal::parameter(format!(
            "(#100) Too many IDs. Maximum: {MOST}. Provided: {}.",
            ids.len()
        )));
    }
    let mut all = Map::new();
    for id in ids {
        let value = one(caller, &id)?;
        all.insert(id, value);
    }
    Ok(Value::Object(all))
}

fn one(caller: &Caller<'_>, id: &str) -> Outcome {
    let mut call = caller.call.clone();
    call.node = id.to_owned();
    call.parameters.retain(|(name, _)| name != "ids");
    let caller = Caller { call: &call, ..*caller };
    let target = Target::find(&caller.sim.world(), id, Some(&caller.grant));
    target.owned(&caller)?;
    let row = surface::row(&call, target.kind(), Some(caller.flavour())).filter(|row| row.has(caller.flavour()));
    let outcome = row.and_then(|row| row.on().now(&caller, target));
    outcome.unwrap_or_else(|| Err(lacking(&call)))
}

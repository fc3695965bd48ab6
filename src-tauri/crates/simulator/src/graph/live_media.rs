//! `GET /{account}/live_media` (sheet on media, §4.1): what an account broadcasts at this moment; empty otherwise.

use serde_json::{Value, json};

use super::fields::Field;
use super::paging::{Cut, Edge, Window};
use super::read::{USUAL, asked};
use super::render::{instant, nonexisting, object};
use super::surface::Row;
use super::{Caller, On, Outcome};
use crate::fault::Endpoint;
use crate::oauth::Scope;
use crate::world::{Broadcast, World};

pub(super) const ROWS: &[Row] = &[Row::get(On::Account(live_media), "live_media", Endpoint::LiveMedia)];

fn live_media(caller: &Caller<'_>, account: u32) -> Outcome {
    caller.needs(Scope::Basic)?;
    let fields = asked(caller, &["id"])?;
    let window = Window::asked(caller, USUAL, USUAL)?;
    let world = caller.sim.world();
    let on_air = world.broadcast_at(account, caller.as_of);
    let data: Vec<Value> = on_air
        .iter()
        .map(|it| broadcast(&world, account, it, &fields))
        .collect::<Result<_, _>>()?;
    let cut = Cut {
        items: on_air.iter().map(|it| (it.number, it.number)).collect(),
        more_after: false,
        more_before: false,
    };
    Ok(Edge::asked(world.account_id(account), "live_media", window).page(caller, &cut, data))
}

fn broadcast(world: &World, account: u32, it: &Broadcast, fields: &[Field]) -> Outcome {
    object(&world.broadcast_id(it.number), fields, |field| {
        Ok(match field.name.as_str() {
            "media_type" => Some(json!("BROADCAST")),
            "media_product_type" => Some(json!("LIVE")),
            "owner" => Some(json!({ "id": world.account_id(account) })),
            "username" => Some(json!(world.accounts[account as usize].username)),
            "timestamp" => Some(instant((it.from_ms / 1000) as u32)),
            "comments_count" => Some(json!(0)),
            // A broadcast has neither.
            "permalink" | "caption" | "media_url" | "thumbnail_url" => None,
            _ => return Err(nonexisting(field)),
        })
    })
}

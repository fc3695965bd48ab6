//! `GET /{account}/live_media` (sheet on media, §4.1): what an account broadcasts at this moment; empty otherwise.

use super::paging::{Edge, Window};
use super::read::{USUAL, asked};
use super::render;
use super::surface::Row;
use super::{Caller, On, Outcome};
use crate::fault::Endpoint;
use crate::oauth::Scope;

pub(super) const ROWS: &[Row] = &[Row::get(On::Account(live_media), "live_media", Endpoint::LiveMedia)];

fn live_media(caller: &Caller<'_>, account: u32) -> Outcome {
    caller.needs(Scope::Basic)?;
    let fields = asked(caller, &["id"])?;
    let window = Window::asked(caller, USUAL, USUAL)?;
    let world = caller.sim.world();
    let on_air: Vec<u32> = world.broadcast_at(account, caller.as_of).into_iter().collect();
    let cut = window.cut_of(&on_air, |_| true);
    let data = cut
        .items
        .iter()
        .map(|(_, post)| render::media(caller, &world, *post, &fields))
        .collect::<Result<_, _>>()?;
    Ok(Edge::asked(world.account_id(account), "live_media", window).page(caller, &cut, data))
}

//! `GET /{account}/tags` (sheet on media, §4.1): others' posts that tag the account. The answer has cursors and no links.

use super::post;
use crate::fault::Endpoint;
use crate::graph::paging::{Edge, Window};
use crate::graph::read::{MOST_MEDIA, USUAL, asked};
use crate::graph::surface::Row;
use crate::graph::{Caller, On, Outcome};
use crate::oauth::Scope;

// One page gives the edge to Instagram Login, another denies it; here both logins have it.
pub(in crate::graph) const ROWS: &[Row] = &[Row::get(On::Account(tags), "tags", Endpoint::Tags)];

fn tags(caller: &Caller<'_>, account: u32) -> Outcome {
    caller.needs(Scope::Basic)?;
    caller.needs(Scope::Comments)?;
    let fields = asked(caller, &["id"])?;
    let window = Window::asked(caller, USUAL, MOST_MEDIA)?;
    let world = caller.sim.world();
    let cut = window.cut_of(&world.tagged(account), |_| true);
    let data = cut
        .items
        .iter()
        .map(|(_, place)| post(caller, &world, &world.others_post(*place), &fields))
        .collect::<Result<_, _>>()?;
    let edge = Edge {
        links: false,
        ..Edge::asked(world.account_id(account), "tags", window)
    };
    Ok(edge.page(caller, &cut, data))
}

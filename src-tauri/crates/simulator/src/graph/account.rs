//! The account (sheet on login, §3): what Instagram Login calls `/me`, and the IG User node of both hosts.

use serde_json::{Value, json};

use super::fields::{self, Field};
use super::insights;
use super::paging::Window;
use super::read::{self, asked};
use super::render::{self, nonexisting, picture};
use super::surface::{self, Row};
use super::{Caller, On, Outcome, Refusal, Target, discovery, others};
use crate::fault::Endpoint;
use crate::oauth::Flavour;
use crate::world::World;

pub(super) const ROWS: &[Row] = &[Row::read(On::Account(read), Endpoint::Me)];

pub(super) fn read(caller: &Caller<'_>, account: u32) -> Outcome {
    // A person's token reads accounts with a permission of its own; an account's token always has it.
    caller.needs(crate::oauth::Scope::Basic)?;
    let fields = asked(caller, &["id"])?;
    let (edges, fields): (Vec<Field>, Vec<Field>) =
        fields.into_iter().partition(|field| row_of(caller, field).is_some());
    let mut told = object(caller, &caller.sim.world(), account, &fields)?;
    // Each looks at the world for itself, so not before the rest is done with it.
    for field in &edges {
        if let Some(row) = row_of(caller, field) {
            told[field.key()] = edge_of_its_own(caller, row, account, field)?;
        }
    }
    // `/me` is documented as a list of one (sheet on login, §3.1).
    let as_list = caller.bent.documented_shape && caller.flavour() == Flavour::InstagramLogin;
    Ok(if as_list { json!({ "data": [told] }) } else { told })
}

/// The row of an edge that is asked for as a field, but for those whose lists stand in the account itself.
fn row_of(caller: &Caller<'_>, field: &Field) -> Option<&'static Row> {
    if matches!(field.name.as_str(), "media" | "stories" | "insights") {
        return None;
    }
    surface::edge_of_account(&field.name, caller.flavour())
}

/// An edge as a field, answered as the edge itself is; arguments are its parameters.
fn edge_of_its_own(caller: &Caller<'_>, row: &Row, account: u32, field: &Field) -> Outcome {
    let mut call = caller.call.clone();
    call.node = caller.sim.world().account_id(account);
    call.edge = Some(field.name.clone());
    call.parameters = field.arguments.clone();
    if !field.fields.is_empty() {
        call.parameters
            .push(("fields".to_owned(), fields::write(&field.fields)));
    }
    let caller = Caller { call: &call, ..*caller };
    let outcome = row.on().now(&caller, Target::Account(account));
    outcome.unwrap_or_else(|| Err(nonexisting(field)))
}

/// An account, field by field.
pub(super) fn object(caller: &Caller<'_>, world: &World, account: u32, fields: &[Field]) -> Outcome {
    let own = match caller.flavour() {
        Flavour::InstagramLogin => world.app_scoped_id(account).to_string(),
        Flavour::FacebookLogin => world.account_id(account),
    };
    render::object(&own, fields, |field| {
        if let Some(value) = profile(caller, world, account, field) {
            return Ok(Some(value));
        }
        match caller.flavour() {
            Flavour::InstagramLogin => instagram_only(world, account, field),
            Flavour::FacebookLogin => facebook_only(caller, world, account, field),
        }
        .or_else(|refusal| edge(caller, world, account, field).unwrap_or(Err(refusal)))
    })
}

/// What both set-ups tell.
fn profile(caller: &Caller<'_>, world: &World, account: u32, field: &Field) -> Option<Value> {
    let it = &world.accounts[account as usize];
    Some(match field.name.as_str() {
        "username" => json!(it.username),
        "name" => json!(it.name),
        "biography" => json!(it.brand().biography),
        "website" => json!(it.brand().website),
        "profile_picture_url" => picture(caller, &world.account_id(account)),
        "has_profile_pic" | "is_published" => json!(true),
        "followers_count" => json!(it.followers),
        "follows_count" => json!(it.followers % 700),
        "media_count" => json!(world.posts_at(account, caller.as_of).count()),
        "legacy_instagram_user_id" => json!(legacy_id(world, account).to_string()),
        _ => return None,
    })
}

/// The id of times before the platform.
fn legacy_id(world: &World, account: u32) -> u64 {
    world.app_scoped_id(account) % 10_000_000_000
}

fn instagram_only(world: &World, account: u32, field: &Field) -> Result<Option<Value>, Refusal> {
    Ok(Some(match field.name.as_str() {
        "user_id" => json!(world.account_id(account)),
        "account_type" => json!(world.accounts[account as usize].brand().account_type),
        _ => return Err(nonexisting(field)),
    }))
}

fn facebook_only(caller: &Caller<'_>, world: &World, account: u32, field: &Field) -> Result<Option<Value>, Refusal> {
    Ok(match field.name.as_str() {
        "business_discovery" => Some(discovery::business(caller, world, field)?),
        // A number where every other id is text. The documentation gives it to this host's accounts only.
        "ig_id" => Some(json!(legacy_id(world, account))),
        "shopping_product_tag_eligibility" => Some(json!(false)),
        "mentioned_media" => Some(others::mentioned_media(caller, world, account, field)?),
        "mentioned_comment" => Some(others::mentioned_comment(caller, world, account, field)?),
        "collaborative_media_search" => Some(others::search(caller, world, account, field)?),
        _ => return Err(nonexisting(field)),
    })
}

/// An edge as a field; `None` when it is none.
fn edge(caller: &Caller<'_>, world: &World, account: u32, field: &Field) -> Option<Result<Option<Value>, Refusal>> {
    let list = match field.name.as_str() {
        "media" => {
            let window = Window::nested(field, read::USUAL, read::MOST_MEDIA);
            read::media_page(caller, world, account, window, Some(&field.fields))
        }
        "stories" => {
            let window = Window::nested(field, read::USUAL, read::MOST_MEDIA);
            read::stories_page(caller, world, account, window, Some(&field.fields))
        }
        "insights" => insights::of_account(caller, world, account, field),
        _ => return None,
    };
    Some(list.map(Some))
}

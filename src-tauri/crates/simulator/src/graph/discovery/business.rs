//! `GET /{account}?fields=business_discovery.username(…){…}` (sheet on discovery, §8.2): another business as the public
//! sees it. Its posts are paged inside: `media.after(CURSOR).limit(12){…}`.

use serde_json::{Map, Value, json};

use super::{Caller, Refusal, render};
use crate::fault::Endpoint;
use crate::graph::fields::Field;
use crate::graph::paging::{self, Window};
use crate::graph::surface::Row;
use crate::graph::{On, Outcome, account};
use crate::oauth::{FACEBOOK, Scope};
use crate::world::{MediaKind, World};

const USUAL: usize = 25;
const MOST: usize = 100;

pub(in crate::graph) const ROWS: &[Row] = &[Row::read(On::Account(account::read), Endpoint::BusinessDiscovery)
    .when("fields=business_discovery.username(…){…}", |call| {
        call.get("fields")
            .is_some_and(|fields| fields.contains("business_discovery"))
    })
    .of(FACEBOOK)];

/// The field of one's own account that shows another one.
pub(in crate::graph) fn business(caller: &Caller<'_>, world: &World, field: &Field) -> Outcome {
    for scope in [Scope::Insights, Scope::PageEngagement] {
        caller.needs(scope)?;
    }
    let Some(username) = field.argument("username") else {
        return Err(Refusal::parameter("(#100) The parameter username is required"));
    };
    let account = world.account_by_name(&username.trim_matches('"').to_lowercase());
    // Personal accounts and handles nobody has are the same to the platform.
    let account = account.ok_or_else(|| unknown_user(username))?;
    let it = &world.accounts[account as usize];
    let id = world.account_id(account);
    render::object(&id, &field.fields, |field| {
        Ok(Some(match field.name.as_str() {
            "username" => json!(it.username),
            "name" => json!(it.name),
            "biography" => json!(it.brand().biography),
            "website" => json!(it.brand().website),
            "profile_picture_url" => render::picture(caller, &id),
            "followers_count" => json!(it.followers),
            "follows_count" => json!(it.followers % 700),
            "media_count" => json!(world.posts_at(account, caller.as_of).count()),
            "media" => media(caller, world, account, field)?,
            _ => return Err(render::nonexisting(field)),
        }))
    })
}

fn unknown_user(username: &str) -> Refusal {
    Refusal {
        for_people: Some((
            "Cannot find User".to_owned(),
            format!("The user with username: {username} cannot be found."),
        )),
        ..Refusal::new(400, 110, "Invalid user id").sub(2_207_013)
    }
}

/// A page of the other's posts. There is no `next`: the cursor is all one gets.
fn media(caller: &Caller<'_>, world: &World, account: u32, field: &Field) -> Outcome {
    let window = Window::nested(field, USUAL, MOST);
    let posts: Vec<u32> = world.posts_at(account, caller.as_of).collect();
    let cut = window.cut_of(&posts, |_| true);
    let data: Vec<Value> = cut
        .items
        .iter()
        .map(|(_, post)| one(caller, world, *post, &field.fields))
        .collect::<Result<_, _>>()?;
    let mut cursors = Map::new();
    if let Some((first, _)) = cut.items.first().filter(|_| cut.more_before) {
        cursors.insert("before".to_owned(), json!(paging::cursor(*first)));
    }
    if let Some((last, _)) = cut.items.last().filter(|_| cut.more_after) {
        cursors.insert("after".to_owned(), json!(paging::cursor(*last)));
    }
    let mut answer = Map::from_iter([("data".to_owned(), json!(data))]);
    if !cursors.is_empty() {
        answer.insert("paging".to_owned(), json!({ "cursors": cursors }));
    }
    Ok(Value::Object(answer))
}

/// A post as the public sees it: fewer fields, and the views of reels.
fn one(caller: &Caller<'_>, world: &World, post: u32, fields: &[Field]) -> Outcome {
    let public = [
        "caption",
        "children",
        "comments_count",
        "id",
        "like_count",
        "media_product_type",
        "media_type",
        "media_url",
        "owner",
        "permalink",
        "thumbnail_url",
        "timestamp",
        "username",
        "view_count",
    ];
    if let Some(field) = fields.iter().find(|field| !public.contains(&field.name.as_str())) {
        return Err(render::nonexisting(field));
    }
    let own: Vec<Field> = fields
        .iter()
        .filter(|field| field.name != "view_count")
        .cloned()
        .collect();
    let mut value = render::media(caller, world, post, &own)?;
    let reel = world.posts[post as usize].kind == MediaKind::Reel;
    if reel && own.len() < fields.len() {
        // Views of Instagram and Facebook together since April 2026.
        let figures = world.figures(post, caller.as_of);
        value["view_count"] = json!(figures.views + figures.facebook_views.unwrap_or(0));
    }
    Ok(value)
}

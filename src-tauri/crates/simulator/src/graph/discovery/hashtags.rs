//! Hashtags (sheet on discovery, §8.1): thirty different ones a week and account. What is found tells nobody's name and
//! cannot be answered.

use serde_json::{Map, Value, json};

use super::{Caller, Refusal, read, render};
use crate::fault::Endpoint;
use crate::graph::fields::Field;
use crate::graph::paging::{self, Edge, Window};
use crate::graph::surface::Row;
use crate::graph::{On, Outcome};
use crate::oauth::{FACEBOOK, Scope};
use crate::world::{Find, MediaKind};

/// Posts of a page.
const USUAL: usize = 25;
const MOST: usize = 50;
/// Hashtags of a page.
const MOST_HASHTAGS: usize = 30;
/// What the platform thinks offensive begins so here; real words have no place in this file.
const SENSITIVE: &str = "nsfw";

pub(in crate::graph) const ROWS: &[Row] = &[
    Row::get(On::Root(search), "ig_hashtag_search", Endpoint::HashtagSearch).of(FACEBOOK),
    Row::read(On::Hashtag(hashtag), Endpoint::Hashtag).of(FACEBOOK),
    Row::get(On::Hashtag(recent_media), "recent_media", Endpoint::RecentMedia).of(FACEBOOK),
    Row::get(On::Hashtag(top_media), "top_media", Endpoint::TopMedia).of(FACEBOOK),
    Row::get(
        On::Account(recently_searched),
        "recently_searched_hashtags",
        Endpoint::RecentlySearchedHashtags,
    )
    .of(FACEBOOK),
];

fn permitted(caller: &Caller<'_>) -> Result<(), Refusal> {
    caller.needs(Scope::PublicContent)
}

/// The account on whose behalf is asked: `user_id`, one of the token's.
fn behalf(caller: &Caller<'_>) -> Result<u32, Refusal> {
    let Some(id) = caller.call.get("user_id") else {
        return Err(Refusal::parameter("(#100) The parameter user_id is required"));
    };
    let account = caller.sim.world().account_by_id(id);
    account
        .filter(|account| caller.grant.accounts.has(*account))
        .ok_or_else(|| Refusal::unknown_object("GET", id))
}

/// `GET /ig_hashtag_search?user_id=…&q=…`.
fn search(caller: &Caller<'_>) -> Outcome {
    permitted(caller)?;
    let account = behalf(caller)?;
    let asked = caller.call.get("q").map(str::trim).filter(|text| !text.is_empty());
    let Some(asked) = asked else {
        return Err(Refusal::parameter("(#100) The parameter q is required"));
    };
    let tag = asked.strip_prefix('#').unwrap_or(asked).to_lowercase();
    let of_word = |letter: char| letter.is_alphanumeric() || letter == '_';
    if !tag.chars().all(of_word) {
        // Emoji and blanks are none of a hashtag's.
        return Err(Refusal::parameter("(#100) Param q must be a valid hashtag"));
    }
    if tag.starts_with(SENSITIVE) {
        return Err(Refusal {
            transient: true,
            ..Refusal::new(
                500,
                2,
                "An unexpected error has occurred. Please retry your request later.",
            )
        });
    }
    let id = caller.sim.world_mut().hashtags.ask(account, &tag, caller.now_ms);
    let id = id.ok_or_else(too_many)?;
    Ok(json!({ "data": [{ "id": id }] }))
}

/// The sheet names no code for this limit; 18 is the one the platform's throttles leave free.
fn too_many() -> Refusal {
    Refusal {
        for_people: Some((
            "Hashtag limit reached".to_owned(),
            "You have searched for 30 different hashtags within 7 days.".to_owned(),
        )),
        ..Refusal::new(400, 18, "(#18) Max hashtag queries reached").sub(2_207_034)
    }
}

/// The name behind a hashtag's id.
fn name(caller: &Caller<'_>, id: u64) -> Result<String, Refusal> {
    let world = caller.sim.world();
    let name = world.hashtags.name(id).map(str::to_owned);
    name.ok_or_else(|| Refusal::unknown_object("GET", &caller.call.node))
}

fn hashtag(caller: &Caller<'_>, id: u64) -> Outcome {
    permitted(caller)?;
    let name = name(caller, id)?;
    let fields = read::asked(caller, &["id"])?;
    rendered(&id.to_string(), &name, &fields)
}

fn rendered(id: &str, name: &str, fields: &[Field]) -> Outcome {
    render::object(id, fields, |field| match field.name.as_str() {
        "name" => Ok(Some(json!(name))),
        _ => Err(render::nonexisting(field)),
    })
}

fn recently_searched(caller: &Caller<'_>, account: u32) -> Outcome {
    permitted(caller)?;
    let fields = read::asked(caller, &["id"])?;
    let window = Window::asked(caller, USUAL, MOST_HASHTAGS)?;
    let world = caller.sim.world();
    let asked = world.hashtags.asked(account, caller.now_ms);
    let data: Vec<Value> = asked
        .iter()
        .take(window.limit)
        .map(|(id, name)| rendered(id, name, &fields))
        .collect::<Result<_, _>>()?;
    Ok(json!({ "data": data }))
}

fn recent_media(caller: &Caller<'_>, id: u64) -> Outcome {
    media(caller, id, true)
}

fn top_media(caller: &Caller<'_>, id: u64) -> Outcome {
    media(caller, id, false)
}

/// A page of finds. The place of one is its time, of the best ones its rank: lists go on where they were while time
/// passes.
fn media(caller: &Caller<'_>, id: u64, recent: bool) -> Outcome {
    permitted(caller)?;
    behalf(caller)?;
    let tag = name(caller, id)?;
    let fields = read::asked(caller, &["id"])?;
    let window = Window::asked(caller, USUAL, MOST)?;
    let world = caller.sim.world();
    let finds = if recent {
        world.recent_finds(&tag, caller.as_of)
    } else {
        world.top_finds(&tag, caller.as_of)
    };
    let place = |rank: usize, find: &Find| if recent { find.at } else { rank as u32 };
    let passed = |(rank, find): &(usize, Find)| match (window.after, recent) {
        (None, _) => true,
        (Some(after), true) => find.at < after,
        (Some(after), false) => *rank as u32 > after,
    };
    let mut shown = finds.into_iter().enumerate().filter(passed);
    let page: Vec<(usize, Find)> = shown.by_ref().take(window.limit).collect();
    let more = shown.next().is_some();
    let data: Vec<Value> = page
        .iter()
        .map(|(_, find)| one(caller, find, &fields))
        .collect::<Result<_, _>>()?;
    let mut answer = Map::from_iter([("data".to_owned(), json!(data))]);
    if let Some((rank, last)) = page.last().filter(|_| more) {
        let after = paging::cursor(place(*rank, last));
        let edge = if recent { "recent_media" } else { "top_media" };
        let next = Edge::asked(id.to_string(), edge, window).link(caller, "after", &after);
        answer.insert(
            "paging".to_owned(),
            json!({ "cursors": { "after": after }, "next": next }),
        );
    }
    Ok(Value::Object(answer))
}

fn one(caller: &Caller<'_>, find: &Find, fields: &[Field]) -> Outcome {
    let picture = |id: &str| render::picture(caller, id);
    render::object(&find.id, fields, |field| {
        Ok(match field.name.as_str() {
            "caption" => Some(json!(find.caption)),
            "media_type" => Some(json!(match find.kind {
                MediaKind::Reel => "VIDEO",
                MediaKind::Album(_) => "CAROUSEL_ALBUM",
                MediaKind::Image | MediaKind::Story(_) | MediaKind::Live(_) => "IMAGE",
            })),
            "media_url" => match find.kind {
                MediaKind::Album(_) => None,
                _ => Some(picture(&find.id)),
            },
            "permalink" => Some(json!(find.permalink)),
            "timestamp" => Some(render::instant(find.at)),
            "like_count" => find.likes.map(|likes| json!(likes)),
            "comments_count" => Some(json!(find.comments)),
            "children" => match find.kind {
                MediaKind::Album(slides) => Some(children(find, slides, &field.fields, &picture)?),
                _ => None,
            },
            _ => return Err(render::nonexisting(field)),
        })
    })
}

fn children(find: &Find, slides: u8, fields: &[Field], picture: &dyn Fn(&str) -> Value) -> Outcome {
    let id: u64 = find.id.parse().unwrap_or_default();
    let data: Vec<Value> = (1..=u64::from(slides))
        .map(|slide| {
            let id = (id + slide).to_string();
            render::object(&id, fields, |field| match field.name.as_str() {
                "media_type" => Ok(Some(json!("IMAGE"))),
                "media_url" => Ok(Some(picture(&id))),
                // Fields of every post, which slides of others have no value for; clients ask for them all the same.
                "thumbnail_url" | "permalink" | "shortcode" | "timestamp" => Ok(None),
                _ => Err(render::nonexisting(field)),
            })
        })
        .collect::<Result<_, _>>()?;
    Ok(json!({ "data": data }))
}
